//! Pages: the questions, each with its evidence, and the thanks for everybody.

mod asking;
mod bars;
pub mod candor_mix;
mod chart;
mod check_words;
pub mod countermeasures;
mod drawing;
pub mod list;
mod nowcast;
mod parts;
mod picture;
mod process_chart;
pub mod reports;
pub mod response;
pub mod self_check;
mod sheet;
mod table;
pub mod thanks;
pub mod time_to_surface;
mod time_words;
pub mod view;
mod waits;
mod words;

pub mod caught_by;
pub mod factors;
mod heat;
pub mod hours;
mod pareto;
pub mod places;
mod rate;
mod signal_words;
pub mod signals;
mod small_charts;
mod spread;
mod tiles;
mod written;

mod saved;
pub mod weekly;

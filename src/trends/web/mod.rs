//! Pages: the questions, each with its evidence, and the thanks for everybody.

mod asking;
pub mod candor_mix;
mod chart;
mod chart_rows;
mod drawing;
pub mod list;
pub mod mix_file;
mod parts;
mod picture;
mod process_chart;
pub mod reports;
mod sheet;
mod table;
pub mod thanks;
pub mod time_to_surface;
mod time_words;
pub mod view;
mod words;

pub mod caught_by;
pub mod factors;
mod heat;
mod pareto;
pub mod places;
mod small_charts;
mod tiles;

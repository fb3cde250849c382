//! Pages: the questions, each with its evidence, and the thanks for everybody.

mod asking;
pub mod candor_mix;
mod chart;
mod chart_rows;
mod drawing;
pub mod list;
pub mod mix_file;
mod nowcast;
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

mod signal_words;
pub mod signals;
mod written;

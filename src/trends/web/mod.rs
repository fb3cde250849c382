//! Pages: the questions, each with its evidence, and the thanks for everybody.

mod asking;
pub mod candor_mix;
mod chart;
mod chart_rows;
pub mod list;
pub mod mix_file;
mod parts;
mod sheet;
pub mod thanks;
pub mod time_to_surface;
mod time_words;
mod words;

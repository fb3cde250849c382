//! Exchange: reports of other logs come in, and what was learned goes out.
//!
//! What never happens here: a bad row that is dropped without a word, a story as it was told in an
//! export, a group of fewer reporters than may be shown.

pub mod commands;
pub mod export;
pub mod import;
mod take;
pub mod web;

pub use take::take;

#[cfg(test)]
mod tests;

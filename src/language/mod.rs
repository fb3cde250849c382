//! Language: words that look for a culprit, and the what-question that could stand in their place.
//!
//! One hint at a time, and "keep my words" is always there. What never happens here: words that are
//! stored or logged, a hint that is counted, a form that is not sent because of one. Words in quotation
//! marks belong to somebody else and are left alone.

pub mod commands;
mod lexicons;
mod model;
mod shipped;
mod store;
pub mod web;

pub use lexicons::{hints_for, lexicon, shipped_lexicon};
pub use model::{
    Change, Entry, Hint, Kind, Lexicon, Listed, Parts, State, Tone, Words, count_words, hints_of,
};
pub use web::afterwards::look as look_afterwards;

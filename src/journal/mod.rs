//! Journal: what staff did, when. Nothing that a reporter does is ever written here.
//!
//! Rooms to the right give it the word of their act; it has no counts and no export per person.

mod model;
mod store;
pub mod web;

pub use model::Act;
pub use store::{Entry, latest, of_person, record};

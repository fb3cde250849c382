//! Places: where work happens, as a tree; each with a code for its poster.
//!
//! A place is never ranked and never blamed.

pub mod commands;
mod model;
mod store;
pub mod web;

pub use model::{Invitation, NewPlace, Place, PlaceCode, Tree};
pub use store::{ROOT, all, ancestors, by_code, find, invitations, subtree, wide_enough};

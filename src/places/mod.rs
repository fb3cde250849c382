//! Places: where work happens, as a tree; each with a code for its poster.
//!
//! A place is never ranked and never blamed.

pub mod commands;
mod model;
mod store;
pub mod web;

pub use model::{NewPlace, Place, PlaceCode, Tree};
pub use web::QrCode;

pub use store::{ROOT, all, ancestors, by_code, find, subtree, wide_enough};

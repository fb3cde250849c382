//! Hansei: a review of what was expected, what happened and what we learn. Never a hearing.
//!
//! The leaders' own part comes first. Whoever facilitates answers for none of the linked reports. Points
//! come from phones without a name, a device or an order, and nobody sees them before all are turned over.
//! Reports are spoken of by reference, kind and shared story alone. Nothing is scored, and nothing is
//! counted by person.

pub mod agenda;
pub mod commands;
mod evidence;
mod linked;
pub mod model;
mod store;
pub mod web;

pub use agenda::{Agenda, AgendaItem};
pub use commands::{Error, Refusal, origin_facts};
pub use evidence::meetings;
pub use model::{AgendaKind, Reference, Tally};
pub(crate) use store::{Commitment, Entry};
pub use store::{Surfaced, of_report, surfaced};

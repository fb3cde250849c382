//! A3: one sheet that works out what in the system made something possible, and what to change.
//!
//! It is opened from reports that have been thanked for. Nobody's words are ever written over: who saves on
//! top of a text that has changed meanwhile sees both. Nothing is counted by person.

pub mod commands;
pub mod model;
mod store;
pub mod web;

pub use commands::{Error, Refusal, of_report, origin_facts};
pub use model::map::{ConditionCode, Said, Sure};
pub use model::{Reference, Section, Status};
pub use store::{A3, Reader, conditions_of, seen_by};
pub use web::{on_answers, on_report};

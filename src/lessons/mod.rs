//! Lessons: a story without anything that points to somebody, what we learned from it, and what changed.
//!
//! A lesson from a report is published only as its reporter allowed: told and to be taken back at any time, or
//! asked first. What never happens here: a day of what everybody reads (months alone), an order of arrival, a
//! name but that of a lead who tells an own mistake, and a note of when a reporter answered finer than the day.

pub mod commands;
pub mod model;
mod store;
pub mod web;

pub use commands::{rereads_due, titles};

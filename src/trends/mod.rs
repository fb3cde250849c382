//! Trends: what all reports together can teach, and the thanks that every view of them opens with.
//!
//! Reads tallies and what is counted of countermeasures, never a report. What never happens here: a number by
//! person, a list that ranks places, a count that is called good or bad, and a number small enough to point at
//! somebody (the leads who read those reports anyway excepted). Only weeks that are over are shown, to leads as well:
//! a count that grows while somebody watches tells who has just put the tablet down.

mod commands;
pub mod evidence;
mod model;
mod store;
pub mod web;

pub(crate) use commands::{Change, Kept, Writer, foresee_exposure, keep_exposure, read_exposure};
pub use commands::{
    Error, News, Refusal, keep_signals, look_for_signals, signals_due, to_talk_about,
};
pub use evidence::Evidence;
pub(crate) use model::{Amount, BadRow, DayError, Days, Entry, Filter, PlaceError, Unit};
pub use model::{NoteSort, Series, SignalRule, SignalSide};
pub use store::note_counts;
pub(crate) use store::several;

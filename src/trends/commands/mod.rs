//! Acts: signals are found and kept, people write about them, set limits anew, close weeks, write down exposure.

mod close;
mod expose;
mod find;
mod write;

pub(crate) use close::{close_weeks, may_close, open_weeks};
pub(crate) use expose::{
    Change, Kept, Writer, foresee_exposure, forget_exposure, keep_exposure, read_exposure,
};
pub use find::{News, keep_signals, look_for_signals, signals_due, to_talk_about};
pub(crate) use find::{SeenSignal, shows_numbers, signal};
pub(crate) use write::{
    Ground, limits_anew, limits_as_before, note_on_point, note_on_signal, point, write_change,
};

use crate::db::StoreError;

/// Why the rules say no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not theirs.
    #[error("We could not find that.")]
    NotHere,
    /// Somebody else set limits anew since the page was opened.
    #[error(
        "Somebody else set these limits anew while you were writing. Please look at the chart once more; your words are still here."
    )]
    LimitsChanged,
    /// A phase begins in this week already.
    #[error("The limits are set anew from this week already.")]
    SameStart,
    /// Taken back by somebody else.
    #[error("Somebody has taken this back already. The limits are as before.")]
    TakenBack,
    /// No point to write about.
    #[error("The chart has no point in this week. Please choose a week that is over and has one.")]
    NoPoint,
    /// Something that has not happened yet.
    #[error("This week lies ahead. Please write down what has changed already.")]
    Ahead,
    /// The weeks are closed already.
    #[error(
        "{0} is closed from {1} to {2} already. Please choose other weeks, or remove those first."
    )]
    Overlap(String, String, String),
    /// Exposure of a place where few people work.
    #[error("{0}")]
    FewPeople(String),
    /// Something else is counted at the place.
    #[error(
        "{0} counts {1} so far, and two things cannot be added up. Please write that, or remove what is known there first."
    )]
    OtherUnit(String, String),
}

/// An act of trends fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

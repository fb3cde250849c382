//! What trends are told by rooms that they cannot know: a function each, handed in by `app.rs`.

use crate::{
    db::{Conn, StoreError},
    kernel::{ids::Id, language::Language},
};
use chrono::NaiveDate;

/// What came out of the meetings of some places: counts of the house, never of a meeting or a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meetings {
    /// How many there were.
    pub held: i64,
    /// Conditions that surfaced in them.
    pub conditions: i64,
    /// Explanations that were given in them.
    pub explanations: i64,
    /// Reports that they talked about.
    pub reports: i64,
}

/// Lessons that everybody may read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// How many there are.
    pub n: i64,
    /// The newest ones, the newest month first.
    pub newest: Vec<Titled>,
}

/// A lesson's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// In the words of who wrote it.
    pub title: String,
    /// Where it stands.
    pub href: String,
    /// The language that it is written in.
    pub language: Language,
}

/// Counts the meetings of these places between two days, both included.
pub type AskMeetings = fn(&mut Conn, &[Id], NaiveDate, NaiveDate) -> Result<Meetings, StoreError>;

/// Finds the lessons that everybody may read, with at most so many titles.
pub type AskLessons = fn(&mut Conn, i64) -> Result<Published, StoreError>;

/// Who tells what.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence {
    /// What meetings surface.
    pub meetings: Option<AskMeetings>,
    /// What was learned.
    pub lessons: Option<AskLessons>,
}

/// The calls for help from these places between two days; `None` as long as nobody can call.
pub(crate) fn help_calls(_places: &[Id], _from: NaiveDate, _to: NaiveDate) -> Option<i64> {
    None
}

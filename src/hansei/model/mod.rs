//! Rules: what a review is made of, how its time is shared out, and what may be shown when.

mod plan;
mod print;
mod pulse;
mod room;
mod sheet;

pub use plan::{Now as PlanNow, Part, Planned, plan};
pub use print::{Cut, cut, share_out, width};
pub use pulse::{Answer, AnswerError, FACES, Pulse, Question};
pub use room::{Room, RoomCode, Stage};
pub use sheet::{Section, Sort, Tally, in_order, needs_the_day_before};

use crate::kernel::{
    code::Code,
    ids::Id,
    keys::sha256,
    text::{self, TextError},
};
use chrono::NaiveDate;

/// The code by which staff name a hansei.
pub type Reference = Code<6>;

/// Characters of a section, a point of staff, an entry.
pub const MOST: usize = 4_000;
/// Characters of a point from a phone, and of one line of the sheet.
pub const MOST_POINT: usize = 500;
/// Points that a room takes.
pub const MOST_POINTS: i64 = 300;
/// Things that one hansei may be about.
pub const MOST_LINKS: usize = 20;

crate::words! {
    /// Why people meet.
    Trigger {
        /// Something that was told.
        Report = "report",
        /// An A3.
        A3 = "a3",
        /// Something was reached.
        Milestone = "milestone",
        /// A place that has become quiet.
        QuietPlace = "quiet_place",
        /// Something that went well.
        Success = "success",
    }
}

impl Trigger {
    /// As people read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Report => "Something that was told",
            Self::A3 => "An A3",
            Self::Milestone => "A milestone",
            Self::QuietPlace => "A place that became quiet",
            Self::Success => "Something that went well",
        }
    }
}

crate::words! {
    /// What a hansei can be about.
    LinkKind {
        /// A report that was thanked for.
        Report = "report",
        /// An A3.
        A3 = "a3",
    }
}

crate::words! {
    /// What the agenda proposes.
    AgendaKind {
        /// A report whose outcome was told.
        Outcome = "outcome",
        /// A countermeasure that waits to be checked.
        Countermeasure = "countermeasure",
        /// A signal of the trends.
        Signal = "signal",
        /// A place that has become quiet.
        QuietPlace = "quiet_place",
        /// Something that went well.
        Success = "success",
        /// What the facilitator added.
        Own = "own",
    }
}

impl AgendaKind {
    /// As people read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Outcome => "Came of a report",
            Self::Countermeasure => "To be checked",
            Self::Signal => "Signal",
            Self::QuietPlace => "Became quiet",
            Self::Success => "Went well",
            Self::Own => "Our own",
        }
    }

    /// The name of its icon.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Outcome => "see",
            Self::Countermeasure => "countermeasure",
            Self::Signal => "trends",
            Self::QuietPlace => "question-mark",
            Self::Success => "good-catch",
            Self::Own => "pencil",
        }
    }
}

/// Why, where, when and with whom people meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// What it is about.
    pub title: String,
    /// Why it is held.
    pub trigger: Trigger,
    /// Where it belongs.
    pub place: Id,
    /// The day.
    pub on: NaiveDate,
    /// Who leads through it.
    pub facilitator: Id,
    /// How long it lasts.
    pub minutes: i32,
}

impl Meeting {
    /// Changes with every change of it: whoever changes it has read it as it is.
    #[must_use]
    pub fn mark(&self) -> String {
        let all = [
            self.title.as_str(),
            self.trigger.as_str(),
            &self.place.to_string(),
            &self.on.to_string(),
            &self.facilitator.to_string(),
            &self.minutes.to_string(),
        ];
        Code::<8>::from_bits(&sha256(all.join("\n").as_bytes())).to_string()
    }
}

/// A hansei that is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHansei {
    /// The meeting.
    pub meeting: Meeting,
    /// What it is about, by the references.
    pub about: Vec<Reference>,
}

/// Why a length cannot be planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Please write between 20 and 480 minutes. An hour is a good start.")]
pub struct MinutesError;

/// Why a day cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Please choose a day, such as 2026-03-04.")]
pub struct DayError;

/// Why a reference cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// Not six characters.
    #[error("{0} does not look like a report's reference. One looks like this: 4H7-KQ2.")]
    Unreadable(String),
    /// More than fit.
    #[error("{MOST_LINKS} reports fit into one hansei. Please leave some for the next one.")]
    TooMany,
}

impl NewHansei {
    /// The title.
    ///
    /// # Errors
    /// `TextError` for an empty or too long one.
    pub fn parse_title(raw: &str) -> Result<String, TextError> {
        text::line(raw, 120)
    }

    /// Minutes, 20 to 480.
    ///
    /// # Errors
    /// `MinutesError` for anything else.
    pub fn parse_minutes(raw: &str) -> Result<i32, MinutesError> {
        let minutes = raw.trim().parse().map_err(|_digits| MinutesError)?;
        (20..=480)
            .contains(&minutes)
            .then_some(minutes)
            .ok_or(MinutesError)
    }

    /// References as people type them, with commas, spaces or line ends between them; each once.
    ///
    /// # Errors
    /// `ReferenceError` with what could not be read.
    pub fn parse_references<'a>(
        raw: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Reference>, ReferenceError> {
        let mut found = Vec::new();
        let words = raw
            .into_iter()
            .flat_map(|words| words.split(|c: char| c.is_whitespace() || ",;".contains(c)));
        for word in words.filter(|word| !word.is_empty()) {
            let reference = Reference::parse(word).map_err(|_unreadable| {
                ReferenceError::Unreadable(word.chars().take(30).collect())
            })?;
            if !found.contains(&reference) {
                found.push(reference);
            }
        }
        if found.len() > MOST_LINKS {
            return Err(ReferenceError::TooMany);
        }
        Ok(found)
    }
}

/// A day as a form sends it.
///
/// # Errors
/// `DayError` for anything else, and for years that nobody plans for.
pub fn parse_day(raw: &str) -> Result<NaiveDate, DayError> {
    use chrono::Datelike;
    NaiveDate::parse_from_str(raw.trim(), "%Y-%m-%d")
        .ok()
        .filter(|day| (1970..=2199).contains(&day.year()))
        .ok_or(DayError)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_people_type_them() {
        let read = NewHansei::parse_references(["4h7-kq2, 8JK22P;\n4H7KQ2", ""]).unwrap();
        assert_eq!(
            read.iter().map(|one| one.grouped(3)).collect::<Vec<_>>(),
            ["4H7-KQ2", "8JK-22P"]
        );
        assert_eq!(
            NewHansei::parse_references(["4H7-KQ2 the-ramp"]),
            Err(ReferenceError::Unreadable("the-ramp".into()))
        );
        let many: Vec<String> = (0..21).map(|n| format!("0000{n:02}")).collect();
        assert_eq!(
            NewHansei::parse_references(many.iter().map(String::as_str)),
            Err(ReferenceError::TooMany)
        );
    }

    #[test]
    fn minutes_and_days_are_those_of_a_meeting() {
        assert_eq!(NewHansei::parse_minutes(" 60 "), Ok(60));
        for bad in ["", "an hour", "19", "481", "-60", "60.5"] {
            assert_eq!(NewHansei::parse_minutes(bad), Err(MinutesError), "{bad}");
        }
        assert!(parse_day("2026-03-04").is_ok());
        for bad in ["", "4 March", "2026-02-30", "0001-01-01", "9999-01-01"] {
            assert_eq!(parse_day(bad), Err(DayError), "{bad}");
        }
    }
}

//! What a reporter may add after the thanks: one question at a time, each of them to be skipped.

use super::{Effect, Factors, SeenBefore, Share};
use chrono::{Datelike, NaiveDate};

crate::words! {
    /// The questions, in the order in which they are asked.
    Question {
        /// What in the system made it possible?
        Factors = "factors",
        /// Workload, know-how and priorities are told least often: one of them is asked for.
        Pressure = "pressure",
        /// What caught it, or kept it small?
        CaughtBy = "caught_by",
        /// What did we mean to do, and what came of it?
        Purpose = "purpose",
        /// Is there a workaround in use?
        Workaround = "workaround",
        /// Was it seen before?
        SeenBefore = "seen_before",
        /// What did it do, and what could it have done?
        Effect = "effect",
        /// An idea.
        Idea = "idea",
        /// May others learn from it?
        Share = "share",
    }
}

impl Question {
    /// The first one.
    pub const FIRST: Self = Self::Factors;

    /// Its place in the order, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        1 + Self::ALL
            .iter()
            .position(|other| *other == self)
            .unwrap_or_default()
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        self.number()
            .checked_sub(2)
            .and_then(|at| Self::ALL.get(at).copied())
    }
}

crate::words! {
    /// How it was with one of the conditions that reports mention too seldom.
    Enough {
        /// It was enough, or as it should be.
        Yes = "yes",
        /// It was not.
        No = "no",
        /// Hard to say.
        Unsure = "unsure",
    }
}

/// The tile that is asked for in the week of `day`: workload, know-how and priorities take turns,
/// for everybody alike, so that the question says nothing about who was asked.
#[must_use]
pub fn tile_of_the_week(day: NaiveDate) -> u8 {
    match day.iso_week().week() % 3 {
        0 => 6,
        1 => 7,
        _ => 9,
    }
}

/// An answer to one of the questions; it takes the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Addition {
    /// What made it possible: tiles and words.
    Factors(Factors, Option<String>),
    /// Whether the condition behind a tile was as it should be.
    Pressure(u8, Enough),
    /// What caught it: tiles and words.
    CaughtBy(Factors, Option<String>),
    /// The step of the work, what was meant, and what came of it.
    Purpose {
        /// The work step.
        step: Option<String>,
        /// What we meant to do.
        intent: Option<String>,
        /// What came of it.
        impact: Option<String>,
    },
    /// A workaround in use.
    Workaround(Option<String>),
    /// Whether it happened before.
    SeenBefore(Option<SeenBefore>),
    /// What it did, and could have done.
    Effect {
        /// What it did.
        actual: Option<Effect>,
        /// What it could have done.
        could_have: Option<Effect>,
    },
    /// An idea.
    Idea(Option<String>),
    /// Whether it may be shared.
    Share(Share),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_questions_lead_from_the_first_to_the_last_and_back() {
        let mut seen = vec![Question::FIRST];
        while let Some(next) = seen.last().and_then(|last| last.next()) {
            assert_eq!(next.before(), seen.last().copied());
            seen.push(next);
        }
        assert_eq!(seen, Question::ALL);
        assert_eq!(Question::FIRST.before(), None);
    }

    #[test]
    fn the_rarely_told_tiles_take_turns_by_week() {
        let monday = NaiveDate::from_ymd_opt(2026, 5, 4).unwrap();
        let of = |weeks| tile_of_the_week(monday + chrono::TimeDelta::weeks(weeks));
        let mut three = [of(0), of(1), of(2)];
        three.sort_unstable();
        assert_eq!(three, [6, 7, 9]);
        assert_eq!(of(0), tile_of_the_week(monday + chrono::TimeDelta::days(6)));
    }
}

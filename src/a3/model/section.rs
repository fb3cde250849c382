//! The sections of a sheet, in the order in which it is read.

use super::goal::{Goal, GoalError};
use crate::kernel::text::{self, TextError};
use chrono::NaiveDate;

/// Characters of a section: about ten thousand words.
pub const MOST_WORDS: usize = 80_000;

/// Characters of the title.
const MOST_TITLE: usize = 200;

crate::words! {
    /// A section of a sheet that somebody writes.
    Section {
        /// What the problem is, in a line.
        Title = "title",
        /// Why it matters.
        Background = "background",
        /// The day on which somebody went to the place.
        Visit = "visit",
        /// What happens there today.
        Current = "current",
        /// What shows it.
        Evidence = "evidence",
        /// What is to be reached.
        Goal = "goal",
        /// What normally makes it go right.
        GoesRight = "goes_right",
        /// Who does what by when.
        Plan = "plan",
        /// What is expected to happen.
        Prediction = "prediction",
        /// How it will be checked.
        FollowUpPlanned = "follow_up_planned",
        /// What was found.
        FollowUpActual = "follow_up_actual",
        /// What was learnt.
        Reflection = "reflection",
        /// With whom.
        SharedWith = "shared_with",
    }
}

/// How a section is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One line.
    Line,
    /// As many lines as are needed.
    Block,
    /// A day that is not in the future.
    Day,
    /// The four fields of [`Goal`].
    Goal,
}

/// Why words cannot stand in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Too long, or with a character that cannot be stored.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A sheet without a title could not be found again.
    #[error("Please name the problem in a few words.")]
    NoTitle,
    /// No day.
    #[error("Please give the day as year, month and day, such as 2026-03-04.")]
    NoDay,
    /// Nobody has been there tomorrow.
    #[error("This day is still to come. When you have been there, write down the day.")]
    InTheFuture,
    /// The goal.
    #[error(transparent)]
    Goal(#[from] GoalError),
}

impl Section {
    /// Its heading.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Title => "The problem",
            Self::Background => "Background",
            Self::Visit => "Visit to the place",
            Self::Current => "Current condition",
            Self::Evidence => "Evidence",
            Self::Goal => "Goal",
            Self::GoesRight => "What normally makes it go right?",
            Self::Plan => "Plan",
            Self::Prediction => "Prediction",
            Self::FollowUpPlanned => "Follow-up: planned",
            Self::FollowUpActual => "Follow-up: actual",
            Self::Reflection => "Reflection",
            Self::SharedWith => "Shared with",
        }
    }

    /// The question that its words answer.
    #[must_use]
    pub fn question(self) -> &'static str {
        match self {
            Self::Title => "Name the problem, not what to do about it.",
            Self::Background => "Why does this matter, and to whom?",
            Self::Visit => "On which day did you go and see?",
            Self::Current => {
                "What happens at the place today? What did you see with your own eyes?"
            }
            Self::Evidence => "What shows it: counts, times, samples, what people told you?",
            Self::Goal => "What will you measure, and what should change by when?",
            Self::GoesRight => {
                "It goes right almost every time. What do people and the system do that makes it so?"
            }
            Self::Plan => "What happens when, and which role takes care of it?",
            Self::Prediction => "What do you expect to see if you understood it well?",
            Self::FollowUpPlanned => "When and how will you look whether it happened?",
            Self::FollowUpActual => "What did you find when you looked?",
            Self::Reflection => "What did we learn? What surprised us?",
            Self::SharedWith => "Who else could meet this, and who has heard of it?",
        }
    }

    /// How it is written.
    #[must_use]
    pub fn shape(self) -> Shape {
        match self {
            Self::Title => Shape::Line,
            Self::Visit => Shape::Day,
            Self::Goal => Shape::Goal,
            _ => Shape::Block,
        }
    }

    /// The words as the section keeps them; none are an empty section.
    ///
    /// # Errors
    /// `WordsError` for a title without words, a day that is none or still to come, and text that does not fit.
    pub fn read(self, raw: &str, today: NaiveDate) -> Result<String, WordsError> {
        match self.shape() {
            Shape::Line => text::line(raw, MOST_TITLE).map_err(|problem| match problem {
                TextError::Empty => WordsError::NoTitle,
                other => other.into(),
            }),
            Shape::Block => Ok(text::optional_block(raw, MOST_WORDS)?.unwrap_or_default()),
            Shape::Day if raw.trim().is_empty() => Ok(String::new()),
            Shape::Day => {
                let day: NaiveDate = raw.trim().parse().map_err(|_no_day| WordsError::NoDay)?;
                if day > today {
                    return Err(WordsError::InTheFuture);
                }
                Ok(day.to_string())
            }
            Shape::Goal => Ok(Goal::read(raw)?.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-03-04".parse().unwrap()
    }

    #[test]
    fn a_visit_in_the_future_is_refused_and_one_of_today_is_not() {
        assert_eq!(
            Section::Visit.read("2026-03-05", today()),
            Err(WordsError::InTheFuture)
        );
        assert_eq!(
            Section::Visit.read(" 2026-03-04 ", today()).unwrap(),
            "2026-03-04"
        );
        assert_eq!(Section::Visit.read(" ", today()).unwrap(), "");
        assert_eq!(
            Section::Visit.read("yesterday", today()),
            Err(WordsError::NoDay)
        );
    }

    #[test]
    fn a_title_is_one_line_and_never_empty() {
        assert_eq!(
            Section::Title.read(" Boxes\n fall ", today()).unwrap(),
            "Boxes fall"
        );
        assert_eq!(
            Section::Title.read(" \n", today()),
            Err(WordsError::NoTitle)
        );
    }

    #[test]
    fn ten_thousand_words_fit_and_a_section_may_be_emptied() {
        let long = "wobbly ".repeat(10_000);
        assert_eq!(
            Section::Current.read(&long, today()).unwrap(),
            long.trim_end()
        );
        assert_eq!(Section::Current.read(" \n ", today()).unwrap(), "");
        assert!(
            Section::Current
                .read(&"a".repeat(MOST_WORDS + 1), today())
                .is_err()
        );
    }
}

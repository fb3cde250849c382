//! The goal: four fields, kept as four lines that people can read in a comparison.

use crate::kernel::text::{self, TextError};
use chrono::NaiveDate;
use std::fmt;

/// Characters of a field.
const MOST: usize = 300;

/// What is to be reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Goal {
    /// What is measured.
    pub measure: String,
    /// Where it is.
    pub from: String,
    /// Where it should be.
    pub to: String,
    /// The day by which.
    pub by: Option<NaiveDate>,
}

/// Why a goal cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GoalError {
    /// A field is too long or cannot be stored.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No day.
    #[error("Please give the day by which as year, month and day, such as 2026-03-04.")]
    NoDay,
}

const MEASURE: &str = "Measure: ";
const FROM: &str = "From: ";
const TO: &str = "To: ";
const BY: &str = "By: ";

impl Goal {
    /// The goal of these fields as they were typed.
    ///
    /// # Errors
    /// `GoalError` for a field that is too long, and for a day that is none.
    pub fn of(measure: &str, from: &str, to: &str, by: &str) -> Result<Self, GoalError> {
        let line = |raw: &str| -> Result<String, TextError> {
            Ok(text::optional_line(raw, MOST)?.unwrap_or_default())
        };
        Ok(Self {
            measure: line(measure)?,
            from: line(from)?,
            to: line(to)?,
            by: match by.trim() {
                "" => None,
                day => Some(day.parse().map_err(|_no_day| GoalError::NoDay)?),
            },
        })
    }

    /// Reads the lines that [`Goal`] prints; a line without its word is left out.
    ///
    /// # Errors
    /// As [`Goal::of`].
    pub fn read(words: &str) -> Result<Self, GoalError> {
        let field = |start: &str| {
            words
                .lines()
                .find_map(|line| line.strip_prefix(start))
                .unwrap_or_default()
        };
        Self::of(field(MEASURE), field(FROM), field(TO), field(BY))
    }
}

impl fmt::Display for Goal {
    /// A line for each field that holds something; nothing for a goal without any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by = self.by.map(|day| day.to_string()).unwrap_or_default();
        let fields = [
            (MEASURE, &self.measure),
            (FROM, &self.from),
            (TO, &self.to),
            (BY, &by),
        ];
        let lines: Vec<String> = fields
            .iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(start, words)| format!("{start}{words}"))
            .collect();
        f.write_str(&lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_read_back_as_it_was_written() {
        for fields in [
            ["minutes to change a mould", "40", "10", "2026-05-01"],
            ["From: here\nTo: there", "By: 4", "", ""],
            ["", "", "", ""],
        ] {
            let [measure, from, to, by] = fields;
            let goal = Goal::of(measure, from, to, by).unwrap();
            assert_eq!(Goal::read(&goal.to_string()), Ok(goal), "{fields:?}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_said() {
        assert_eq!(Goal::of("", "", "", "soon"), Err(GoalError::NoDay));
        assert!(matches!(
            Goal::of(&"a".repeat(MOST + 1), "", "", ""),
            Err(GoalError::Text(_))
        ));
    }
}

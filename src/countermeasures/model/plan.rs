//! What is to change, what we expect of it, and when somebody looks.

use super::Strength;
use crate::kernel::{
    ids::Id,
    text::{self, TextError},
    time::day_in_words,
};
use chrono::{Datelike, NaiveDate};

/// What is to change, and what we expect of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What changes.
    pub what: String,
    /// What kind of change it is.
    pub strength: Strength,
    /// Whether it is meant to stay; if not, it makes it safe for now.
    pub lasting: bool,
    /// Who sees to it.
    pub owner: Option<Id>,
    /// By when it is to be in place.
    pub due: Option<NaiveDate>,
    /// What we expect.
    pub effect: String,
    /// How we will see it.
    pub measure: String,
    /// The day on which somebody looks.
    pub check_on: NaiveDate,
}

/// Why a plan cannot be kept as it is. Each sentence is read by the person who typed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlanProblem {
    /// Words that cannot be taken.
    #[error("{0}")]
    Text(#[from] TextError),
    /// Nothing changes.
    #[error("Please write what will be different.")]
    NoChange,
    /// No prediction.
    #[error(
        "Please write what you expect to change. Without a prediction nobody can tell later whether it helped."
    )]
    NoPrediction,
    /// No measure.
    #[error("Please write how you will see it: what you will look at, ask or count.")]
    NoMeasure,
    /// No check date.
    #[error("Please choose the day on which somebody looks whether it worked.")]
    NoCheck,
    /// The check comes before the start.
    #[error(
        "This is before the change can be in place ({}). Please choose that day or a later one.",
        day_in_words(*.0)
    )]
    CheckTooEarly(NaiveDate),
    /// No condition.
    #[error("Please choose at least one condition, or write one in your own words.")]
    NoCondition,
    /// No strength.
    #[error("Please choose what kind of change it is. The nearest one is good enough.")]
    NoStrength,
    /// Somebody who cannot see to it.
    #[error("Please choose an owner of the list, or leave it open.")]
    UnknownOwner,
}

impl Plan {
    /// Characters that fit into each of its texts.
    pub const MOST: usize = 2_000;

    /// What changes.
    ///
    /// # Errors
    /// `PlanProblem` for nothing, too much or unreadable words.
    pub fn parse_what(raw: &str) -> Result<String, PlanProblem> {
        needed(raw, PlanProblem::NoChange)
    }

    /// What we expect.
    ///
    /// # Errors
    /// `PlanProblem` for nothing, too much or unreadable words.
    pub fn parse_effect(raw: &str) -> Result<String, PlanProblem> {
        needed(raw, PlanProblem::NoPrediction)
    }

    /// How we will see it.
    ///
    /// # Errors
    /// `PlanProblem` for nothing, too much or unreadable words.
    pub fn parse_measure(raw: &str) -> Result<String, PlanProblem> {
        needed(raw, PlanProblem::NoMeasure)
    }

    /// What kind of change it is.
    ///
    /// # Errors
    /// `PlanProblem::NoStrength` for nothing or an unknown word.
    pub fn parse_strength(raw: &str) -> Result<Strength, PlanProblem> {
        Strength::parse(raw).map_err(|_unknown| PlanProblem::NoStrength)
    }
}

fn needed(raw: &str, missing: PlanProblem) -> Result<String, PlanProblem> {
    text::block(raw, Plan::MOST).map_err(|problem| match problem {
        TextError::Empty => missing,
        other => other.into(),
    })
}

/// The check's day: not before the change can be in place, which is the day it was put in place, or is
/// due, or the day it was written down.
///
/// # Errors
/// `PlanProblem::CheckTooEarly`.
pub fn check_after(
    check_on: NaiveDate,
    in_place_on: Option<NaiveDate>,
    due: Option<NaiveDate>,
    added_on: NaiveDate,
) -> Result<NaiveDate, PlanProblem> {
    let start = in_place_on.or(due).unwrap_or(added_on);
    if check_on < start {
        Err(PlanProblem::CheckTooEarly(start))
    } else {
        Ok(check_on)
    }
}

/// Not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Please write the day as year, month and day, such as 2026-05-17.")]
pub struct DayError;

/// A day as forms send it; nothing is `None`.
///
/// # Errors
/// `DayError` for anything but a day of this century.
pub fn day(raw: &str) -> Result<Option<NaiveDate>, DayError> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    NaiveDate::parse_from_str(raw, "%Y-%m-%d")
        .ok()
        .filter(|day| (2000..2100).contains(&day.year()))
        .map(Some)
        .ok_or(DayError)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(raw: &str) -> NaiveDate {
        raw.parse().unwrap()
    }

    #[test]
    fn a_prediction_and_its_measure_are_asked_for_by_name() {
        assert_eq!(Plan::parse_effect(" "), Err(PlanProblem::NoPrediction));
        assert_eq!(Plan::parse_measure("\n"), Err(PlanProblem::NoMeasure));
        assert_eq!(Plan::parse_what(""), Err(PlanProblem::NoChange));
        assert_eq!(Plan::parse_effect(" Dry. ").unwrap(), "Dry.");
        assert!(matches!(
            Plan::parse_effect(&"a".repeat(2_001)),
            Err(PlanProblem::Text(TextError::TooLong { .. }))
        ));
    }

    #[test]
    fn nobody_checks_before_the_start() {
        let (early, start, late) = (on("2026-03-03"), on("2026-03-04"), on("2026-03-20"));
        assert_eq!(
            check_after(early, None, None, start),
            Err(PlanProblem::CheckTooEarly(start))
        );
        assert_eq!(
            check_after(start, None, Some(late), early),
            Err(PlanProblem::CheckTooEarly(late))
        );
        // Once it is in place, the day it was due says nothing any more.
        assert_eq!(
            check_after(start, Some(early), Some(late), early),
            Ok(start)
        );
        assert_eq!(check_after(start, None, None, start), Ok(start));
    }

    #[test]
    fn days_are_days() {
        assert_eq!(day(" "), Ok(None));
        assert_eq!(day("2026-03-04"), Ok(Some(on("2026-03-04"))));
        for bad in ["4 March", "2026-02-30", "0026-03-04", "20260304"] {
            assert_eq!(day(bad), Err(DayError), "{bad}");
        }
    }
}

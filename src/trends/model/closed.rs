//! Weeks in which a place is closed: read, and told from each other.

use super::filter::{DayError, Days};
use crate::kernel::time::Week;
use chrono::NaiveDate;

/// Whole weeks from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first.
    pub(crate) from: Week,
    /// The last.
    pub(crate) to: Week,
}

/// How far ahead weeks can be closed.
const MOST_AHEAD: i64 = 104;

/// How long a place can be closed at a time.
const LONGEST: i64 = 53;

/// Why weeks cannot be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SpanError {
    /// Nothing typed.
    #[error("Please choose a day of the week.")]
    Empty,
    /// Not a day.
    #[error(transparent)]
    Day(#[from] DayError),
    /// Further than anybody plans.
    #[error("This is more than two years ahead. Please come back nearer to it.")]
    FarAhead,
    /// Longer than a year.
    #[error("This is more than a year. Please close at most {LONGEST} weeks at a time.")]
    TooLong,
}

impl Span {
    /// The week of a day.
    pub(crate) fn parse_week(raw: &str, today: NaiveDate) -> Result<Week, SpanError> {
        let day = Days::parse_day(raw)?.ok_or(SpanError::Empty)?;
        let week = Week::of(day);
        if week.since(Week::of(today)) > MOST_AHEAD {
            Err(SpanError::FarAhead)
        } else {
            Ok(week)
        }
    }

    /// Both weeks.
    pub(crate) fn new(from: Week, to: Week) -> Result<Self, SpanError> {
        match to.since(from) {
            length if length < 0 => Err(DayError::Backwards.into()),
            length if length >= LONGEST => Err(SpanError::TooLong),
            _ => Ok(Self { from, to }),
        }
    }

    /// Whether the two have a week in common.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// How many of the weeks from a Monday on lie in it.
    pub(crate) fn weeks_within(&self, from: NaiveDate, weeks: u32) -> i64 {
        let first = Week::of(from).max(self.from);
        let last = Week::of(from).plus(i64::from(weeks) - 1).min(self.to);
        (last.since(first) + 1).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(raw: &str) -> Result<Week, SpanError> {
        Span::parse_week(raw, "2026-03-04".parse().unwrap())
    }

    #[test]
    fn weeks_are_read_and_bad_ones_told() {
        assert_eq!(week("2026-07-22"), week("2026-07-20"));
        assert_eq!(week(""), Err(SpanError::Empty));
        assert_eq!(week("soon"), Err(SpanError::Day(DayError::Unreadable)));
        assert_eq!(week("2031-07-20"), Err(SpanError::FarAhead));
        let (from, to) = (week("2026-07-20").unwrap(), week("2026-08-03").unwrap());
        assert_eq!(Span::new(to, from), Err(DayError::Backwards.into()));
        assert_eq!(Span::new(from, from.plus(53)), Err(SpanError::TooLong));
        let span = Span::new(from, to).unwrap();
        assert_eq!(span.weeks_within(from.plus(-2).monday(), 4), 2);
        assert_eq!(span.weeks_within(from.plus(3).monday(), 4), 0);
        assert!(span.overlaps(&Span::new(to, to).unwrap()));
        assert!(!span.overlaps(&Span::new(to.plus(1), to.plus(1)).unwrap()));
    }
}

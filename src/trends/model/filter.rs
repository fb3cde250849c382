//! What somebody asks to see.

use crate::{
    kernel::{time::Week, word::UnknownWord},
    places::PlaceCode,
    reports::Kind,
    stats::Period,
};
use chrono::{Datelike, Days as Span, NaiveDate};

/// What the filters say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Filter {
    /// One place with everything below it; `None` is the whole house.
    pub(crate) place: Option<PlaceCode>,
    /// One kind; `None` is all.
    pub(crate) kind: Option<Kind>,
    /// One system tile, 1 to 11; `None` is all of them. Only views of tiles ask for it.
    pub(crate) tile: Option<i32>,
    /// Which days.
    pub(crate) days: Days,
    /// Whether the same weeks of the year before are shown beside them.
    pub(crate) last_year: bool,
    /// Whether counts are asked for where their rate would be shown.
    pub(crate) as_counts: bool,
}

/// The days asked for, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Days {
    /// The first.
    pub(crate) from: NaiveDate,
    /// The last.
    pub(crate) to: NaiveDate,
}

/// Weeks that are shown when nobody says which: about a year.
const USUAL_WEEKS: u64 = 52;

/// A place that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("We know no place with this code. Please pick one of the list.")]
pub(crate) struct PlaceError;

/// A number that is no tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("We do not know this tile. Please pick one of the list.")]
pub(crate) struct TileError;

/// A day that cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum DayError {
    /// Not a date.
    #[error("We could not read this date. Please write it like 2026-05-17.")]
    Unreadable,
    /// A year that no log reaches.
    #[error("Please take a date between 1900 and 2199.")]
    OutOfReach,
    /// The last day lies before the first.
    #[error("The last day lies before the first. Please turn them round.")]
    Backwards,
}

impl Filter {
    /// A place's code; nothing is the whole house.
    pub(crate) fn parse_place(raw: &str) -> Result<Option<PlaceCode>, PlaceError> {
        match raw.trim() {
            "" => Ok(None),
            code => PlaceCode::parse(code)
                .map(Some)
                .map_err(|_unreadable| PlaceError),
        }
    }

    /// A tile's number; nothing is all of them.
    pub(crate) fn parse_tile(raw: &str) -> Result<Option<i32>, TileError> {
        match raw.trim() {
            "" => Ok(None),
            number => number
                .parse()
                .ok()
                .filter(|tile| (1..=11).contains(tile))
                .map(Some)
                .ok_or(TileError),
        }
    }

    /// A kind; nothing is all of them.
    pub(crate) fn parse_kind(raw: &str) -> Result<Option<Kind>, UnknownWord> {
        match raw.trim() {
            "" => Ok(None),
            word => Kind::parse(word).map(Some),
        }
    }
}

impl Days {
    /// One of the two days; nothing is not said.
    pub(crate) fn parse_day(raw: &str) -> Result<Option<NaiveDate>, DayError> {
        let raw = raw.trim();
        if raw.is_empty() {
            return Ok(None);
        }
        let day: NaiveDate = raw.parse().map_err(|_unreadable| DayError::Unreadable)?;
        if (1900..2200).contains(&day.year()) {
            Ok(Some(day))
        } else {
            Err(DayError::OutOfReach)
        }
    }

    /// The whole periods that touch the days and are over; none when the first day lies behind the last.
    pub(crate) fn over(self, period: Period, today: NaiveDate) -> Self {
        let next = period.start(self.to) + Span::new(7 * u64::from(period.weeks()));
        let end = next.min(period.start(today));
        Self {
            from: period.start(self.from),
            to: end.checked_sub_days(Span::new(1)).unwrap_or(end),
        }
    }

    /// Both days; what is not said is today, and about a year before the last day.
    pub(crate) fn new(
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<Self, DayError> {
        let to = to.unwrap_or(today);
        let usual = Week::of(to)
            .monday()
            .checked_sub_days(Span::new(7 * USUAL_WEEKS))
            .unwrap_or(to);
        let from = from.unwrap_or(usual);
        if from > to {
            Err(DayError::Backwards)
        } else {
            Ok(Self { from, to })
        }
    }

    /// About a year until today.
    pub(crate) fn usual(today: NaiveDate) -> Self {
        Self::new(None, None, today).unwrap_or(Self {
            from: today,
            to: today,
        })
    }

    /// Whole weeks between the two.
    pub(crate) fn weeks(&self) -> i64 {
        Week::of(self.to).since(Week::of(self.from)) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_said_is_about_a_year() {
        let today = day("2027-01-06");
        let usual = Days::new(None, None, today).unwrap();
        assert_eq!((usual.from, usual.to), (day("2026-01-05"), today));
        // The year before had 53 weeks.
        assert_eq!(usual.weeks(), 53);
    }

    #[test]
    fn bad_days_are_told_and_never_guessed() {
        assert_eq!(Days::parse_day("2026-02-30"), Err(DayError::Unreadable));
        assert_eq!(Days::parse_day("yesterday"), Err(DayError::Unreadable));
        assert_eq!(Days::parse_day("0026-02-03"), Err(DayError::OutOfReach));
        assert_eq!(Days::parse_day(" "), Ok(None));
        let (early, late) = (day("2026-01-05"), day("2026-02-05"));
        assert_eq!(
            Days::new(Some(late), Some(early), late),
            Err(DayError::Backwards)
        );
        assert!(Days::new(Some(early), Some(early), late).is_ok());
    }

    #[test]
    fn bad_places_and_kinds_are_told() {
        assert_eq!(Filter::parse_place("K7"), Err(PlaceError));
        assert_eq!(Filter::parse_place(""), Ok(None));
        assert_eq!(Filter::parse_tile(" 7"), Ok(Some(7)));
        assert_eq!(Filter::parse_tile("12"), Err(TileError));
        assert_eq!(Filter::parse_tile("who"), Err(TileError));
        assert!(Filter::parse_kind("blunder").is_err());
        assert_eq!(Filter::parse_kind("near_miss"), Ok(Some(Kind::NearMiss)));
    }
}

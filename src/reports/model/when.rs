//! When it happened, in the words of whoever tells it.
//!
//! The time-to-surface of an anonymous report depends on the choice alone and never on the clock: the
//! minute in which somebody stood at the tablet is nobody's business.

use crate::kernel::time::Coarse;
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

/// When it happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Just now: told in the moment.
    JustNow,
    /// Earlier today: counted as 4 hours.
    EarlierToday,
    /// Yesterday: 24 hours.
    Yesterday,
    /// This week: 3 days.
    ThisWeek,
    /// A date: whole days.
    Date(NaiveDate),
    /// Not sure: not counted.
    Unknown,
}

/// Why a time cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// None of the choices.
    #[error("Please choose when it happened; \"not sure\" is fine.")]
    Unknown,
    /// "A date" without one.
    #[error("Please choose the date, or take \"not sure\".")]
    DateMissing,
    /// Not a date.
    #[error("We could not read this date. Please write it like 2026-05-17.")]
    DateUnreadable,
    /// Tomorrow or later.
    #[error("This date is still to come. Please check it.")]
    Future,
    /// More than fifty years back.
    #[error("This date is very long ago. Please check the year.")]
    LongAgo,
    /// An exact time without a staff token.
    #[error("An exact time is taken from staff with a token only. Please leave it out.")]
    ExactTime,
}

/// When it happened, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Occurred {
    /// The day, when known.
    pub on: Option<NaiveDate>,
    /// The moment: of imported reports alone.
    pub at: Option<DateTime<Utc>>,
    /// Time-to-surface in minutes, when it is counted.
    pub delay_minutes: Option<i64>,
}

impl When {
    /// Reads the choice and, where it is "a date", the date.
    ///
    /// # Errors
    /// `WhenError` with what to do.
    pub fn parse(choice: &str, date: &str, today: NaiveDate) -> Result<Self, WhenError> {
        match choice.trim() {
            "" | "just_now" => Ok(Self::JustNow),
            "earlier_today" => Ok(Self::EarlierToday),
            "yesterday" => Ok(Self::Yesterday),
            "this_week" => Ok(Self::ThisWeek),
            "unknown" => Ok(Self::Unknown),
            "date" if date.trim().is_empty() => Err(WhenError::DateMissing),
            "date" => {
                let date: NaiveDate = date
                    .trim()
                    .parse()
                    .map_err(|_unreadable| WhenError::DateUnreadable)?;
                if date > today {
                    Err(WhenError::Future)
                } else if date.year() < today.year() - 50 {
                    Err(WhenError::LongAgo)
                } else {
                    Ok(Self::Date(date))
                }
            }
            _ => Err(WhenError::Unknown),
        }
    }

    /// The word of the choice.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JustNow => "just_now",
            Self::EarlierToday => "earlier_today",
            Self::Yesterday => "yesterday",
            Self::ThisWeek => "this_week",
            Self::Date(_) => "date",
            Self::Unknown => "unknown",
        }
    }

    /// The day and the delay that the choice stands for.
    #[must_use]
    pub fn occurred(self, surfaced: Coarse) -> Occurred {
        let day_before = |days| surfaced.day.checked_sub_days(Days::new(days));
        let (on, delay_minutes) = match self {
            Self::JustNow => (Some(surfaced.day), Some(0)),
            Self::EarlierToday => (Some(surfaced.day), Some(4 * 60)),
            Self::Yesterday => (day_before(1), Some(24 * 60)),
            Self::ThisWeek => (day_before(3), Some(3 * 24 * 60)),
            // The night shift's day is the day before, so today's date can lie a day ahead of it.
            Self::Date(date) => (
                Some(date),
                Some((surfaced.day - date).num_days().max(0) * 24 * 60),
            ),
            Self::Unknown => (None, None),
        };
        Occurred {
            on,
            at: None,
            delay_minutes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_choice_alone_decides_the_delay() {
        let surfaced = Coarse {
            day: day("2026-05-20"),
            hour: Some(22),
        };
        let delay = |when: When| when.occurred(surfaced).delay_minutes;
        assert_eq!(delay(When::JustNow), Some(0));
        assert_eq!(delay(When::EarlierToday), Some(240));
        assert_eq!(delay(When::Yesterday), Some(1440));
        assert_eq!(delay(When::ThisWeek), Some(4320));
        assert_eq!(delay(When::Date(day("2026-05-17"))), Some(3 * 1440));
        assert_eq!(delay(When::Date(day("2026-05-21"))), Some(0));
        assert_eq!(delay(When::Unknown), None);
    }

    #[test]
    fn dates_to_come_and_of_long_ago_are_asked_about() {
        let today = day("2026-05-20");
        let parse = |date: &str| When::parse("date", date, today);
        assert_eq!(parse("2026-05-21"), Err(WhenError::Future));
        assert_eq!(parse("1820-05-21"), Err(WhenError::LongAgo));
        assert_eq!(parse("17.5.2026"), Err(WhenError::DateUnreadable));
        assert_eq!(parse(""), Err(WhenError::DateMissing));
        assert_eq!(parse("2026-05-20"), Ok(When::Date(today)));
        assert_eq!(When::parse("last_year", "", today), Err(WhenError::Unknown));
    }
}

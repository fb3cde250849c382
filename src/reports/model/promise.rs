//! A promise: by which day a reporter hears more. Days alone; kept by telling, never by a tick in a box.

use super::Refusal;
use chrono::{Days, NaiveDate};

/// Days ahead that can be promised: a year.
const MOST_DAYS: u64 = 365;

/// Why a day cannot be promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PromiseError {
    /// None was chosen.
    #[error("Please choose the day by which the reporter hears more.")]
    Missing,
    /// Not a date.
    #[error("We could not read this day. Please write it like 2026-05-22.")]
    Unreadable,
    /// Over already.
    #[error("This day is over. Please promise one that is still to come.")]
    Past,
    /// Longer than anybody waits.
    #[error("This is more than a year away. Please promise a day within a year.")]
    TooFar,
}

/// Reads a day to promise, `2026-05-22`: today at the earliest, in a year at the latest.
///
/// # Errors
/// `PromiseError` with what to do.
pub fn due_day(raw: &str, today: NaiveDate) -> Result<NaiveDate, PromiseError> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(PromiseError::Missing);
    }
    let day = NaiveDate::parse_from_str(raw, "%Y-%m-%d")
        .map_err(|_unreadable| PromiseError::Unreadable)?;
    let last = today
        .checked_add_days(Days::new(MOST_DAYS))
        .unwrap_or(NaiveDate::MAX);
    match day {
        day if day < today => Err(PromiseError::Past),
        day if day > last => Err(PromiseError::TooFar),
        day => Ok(day),
    }
}

/// A promised day, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The day of promising.
    pub made_on: NaiveDate,
    /// The day that was promised.
    pub due_on: NaiveDate,
    /// What was said with it.
    pub words: Option<String>,
    /// Who promised, by name.
    pub by: Option<String>,
    /// The day on which the reporter was next told something.
    pub heard_on: Option<NaiveDate>,
    /// Why another day was promised in its place.
    pub reason: Option<String>,
    /// Whether the day passed without a word; it stays so, whatever came later.
    pub slipped: bool,
    /// The day on which the reporter first read of it.
    pub read_on: Option<NaiveDate>,
}

/// What became of a promise, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The day is still to come.
    Open,
    /// The day has passed, and the reporter has not heard.
    Slipped,
    /// The reporter heard in time.
    Kept,
    /// The reporter heard, later than promised.
    Late,
    /// Another day was promised in its place.
    Moved,
}

impl Promise {
    /// What became of it, seen from `today`. A day that has passed needs no one to notice it.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        match self.heard_on {
            _ if self.reason.is_some() => Standing::Moved,
            Some(heard) if self.slipped || heard > self.due_on => Standing::Late,
            Some(_) => Standing::Kept,
            None if self.slipped || today > self.due_on => Standing::Slipped,
            None => Standing::Open,
        }
    }

    /// Whether it still holds somebody to their word.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.heard_on.is_none() && self.reason.is_none()
    }
}

/// Whether `day` may be promised beside what is open: one promise at a time, moved with a reason alone.
///
/// # Errors
/// `Refusal::SameDay`, `Refusal::MoveReasonMissing`.
pub fn may_be_promised(
    open: Option<NaiveDate>,
    day: NaiveDate,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    match open {
        Some(open) if open == day => Err(Refusal::SameDay),
        Some(_) if reason.is_none() => Err(Refusal::MoveReasonMissing),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn promised() -> Promise {
        Promise {
            made_on: day("2026-05-18"),
            due_on: day("2026-05-22"),
            words: None,
            by: None,
            heard_on: None,
            reason: None,
            slipped: false,
            read_on: None,
        }
    }

    #[test]
    fn a_promise_is_for_a_day_from_today_to_a_year_from_now() {
        let today = day("2026-05-18");
        for (raw, read) in [
            ("2026-05-18", Ok(today)),
            (" 2026-05-22 ", Ok(day("2026-05-22"))),
            ("2027-05-18", Ok(day("2027-05-18"))),
            ("2027-05-19", Err(PromiseError::TooFar)),
            ("2026-05-17", Err(PromiseError::Past)),
            ("", Err(PromiseError::Missing)),
            ("Friday", Err(PromiseError::Unreadable)),
            ("2026-02-30", Err(PromiseError::Unreadable)),
        ] {
            assert_eq!(due_day(raw, today), read, "{raw}");
        }
    }

    #[test]
    fn a_promise_is_kept_by_telling_on_its_day_and_slips_on_the_next() {
        let promise = promised();
        assert_eq!(promise.standing(day("2026-05-22")), Standing::Open);
        assert_eq!(promise.standing(day("2026-05-23")), Standing::Slipped);
        let heard = |on: &str| Promise {
            heard_on: Some(day(on)),
            ..promised()
        };
        let later = day("2026-06-30");
        assert_eq!(heard("2026-05-18").standing(later), Standing::Kept);
        assert_eq!(heard("2026-05-22").standing(later), Standing::Kept);
        assert_eq!(heard("2026-05-23").standing(later), Standing::Late);
        assert!(promised().is_open() && !heard("2026-05-22").is_open());
    }

    #[test]
    fn what_slipped_stays_slipped_and_what_moved_is_told_as_moved() {
        let slipped = Promise {
            slipped: true,
            ..promised()
        };
        assert_eq!(slipped.standing(day("2026-05-20")), Standing::Slipped);
        let explained = Promise {
            reason: Some("The part is late.".into()),
            ..slipped
        };
        assert_eq!(explained.standing(day("2026-05-25")), Standing::Moved);
        assert!(!explained.is_open());
    }

    #[test]
    fn a_second_promise_moves_the_first_and_needs_a_reason() {
        let (friday, wednesday) = (day("2026-05-22"), day("2026-05-27"));
        assert_eq!(may_be_promised(None, friday, None), Ok(()));
        assert_eq!(
            may_be_promised(Some(friday), wednesday, None),
            Err(Refusal::MoveReasonMissing)
        );
        assert_eq!(
            may_be_promised(Some(friday), friday, Some("So.")),
            Err(Refusal::SameDay)
        );
        assert_eq!(
            may_be_promised(Some(friday), wednesday, Some("So.")),
            Ok(())
        );
    }
}

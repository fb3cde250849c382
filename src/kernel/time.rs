//! Time as Candor keeps it: a clock that tests can set, weeks that start on Monday, and days and
//! shifts where anything finer would give a reporter away.

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveTime, SubsecRound, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// Tells the time. Everything that needs "now" asks the clock, so that tests and the demo can set it.
#[derive(Clone)]
pub struct Clock {
    set: Option<Arc<Mutex<DateTime<Utc>>>>,
    zone: Tz,
}

impl Clock {
    /// The machine's clock, with days and weeks counted in `zone`.
    #[must_use]
    pub fn system(zone: Tz) -> Self {
        Self { set: None, zone }
    }

    /// A clock that stands still at `at` until it is set.
    #[must_use]
    pub fn fixed(at: DateTime<Utc>, zone: Tz) -> Self {
        Self {
            set: Some(Arc::new(Mutex::new(at))),
            zone,
        }
    }

    /// Sets a standing clock. The machine's clock cannot be set from here.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Some(set) = &self.set {
            *set.lock().unwrap_or_else(PoisonError::into_inner) = at;
        }
    }

    /// Now, cut to microseconds: PostgreSQL keeps no more.
    #[must_use]
    pub fn now(&self) -> Now {
        let at = match &self.set {
            Some(set) => *set.lock().unwrap_or_else(PoisonError::into_inner),
            #[expect(
                clippy::disallowed_methods,
                reason = "this is the clock that everybody else asks"
            )]
            None => Utc::now(),
        };
        Now {
            at: at.trunc_subsecs(6),
            zone: self.zone,
        }
    }
}

/// One moment, and the time zone in which the house counts its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The moment itself.
    pub at: DateTime<Utc>,
    zone: Tz,
}

impl Now {
    /// A moment as seen from `zone`.
    #[must_use]
    pub fn new(at: DateTime<Utc>, zone: Tz) -> Self {
        Self { at, zone }
    }

    /// Another moment, seen from the same zone.
    #[must_use]
    pub fn moved_to(&self, at: DateTime<Utc>) -> Self {
        Self { at, ..*self }
    }

    /// Today's date in the house's time zone.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.day_of(self.at)
    }

    /// The date of another moment in the house's time zone.
    #[must_use]
    pub fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The same day at its first moment: for what may not be known any finer.
    #[must_use]
    pub fn start_of_day(&self) -> Self {
        let midnight = self.today().and_time(NaiveTime::MIN);
        let first = self.zone.from_local_datetime(&midnight).earliest();
        Self {
            // Where the clocks skip midnight, the same words in UTC are near enough.
            at: first.map_or_else(|| midnight.and_utc(), |at| at.to_utc()),
            zone: self.zone,
        }
    }

    /// The time of day of another moment in the house's time zone: `09:30`.
    #[must_use]
    pub fn clock_of(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%H:%M").to_string()
    }

    /// The hour of this moment in the house's time zone, 0 to 23.
    #[must_use]
    pub fn hour(&self) -> u32 {
        self.at.with_timezone(&self.zone).hour()
    }

    /// This moment, no finer than `grain`.
    #[must_use]
    pub fn coarse(&self, grain: Grain) -> Coarse {
        let local = self.at.with_timezone(&self.zone);
        let today = local.date_naive();
        let hour = local.hour();
        match grain {
            Grain::Day => Coarse {
                day: today,
                hour: None,
            },
            Grain::Hour => Coarse {
                day: today,
                hour: Some(hour),
            },
            // Before the first shift starts, the night shift of the day before is still on.
            Grain::Shift if hour < 6 => Coarse {
                day: today.pred_opt().unwrap_or(today),
                hour: Some(22),
            },
            Grain::Shift if hour < 14 => Coarse {
                day: today,
                hour: Some(6),
            },
            Grain::Shift if hour < 22 => Coarse {
                day: today,
                hour: Some(14),
            },
            Grain::Shift => Coarse {
                day: today,
                hour: Some(22),
            },
        }
    }
}

crate::words! {
    /// The finest time that is kept of an anonymous or protected report.
    Grain {
        /// Shifts of eight hours from 06, 14 and 22 o'clock.
        Shift = "shift",
        /// The day alone.
        Day = "day",
        /// The hour: only where very many people could have spoken up within it.
        Hour = "hour",
    }
}

/// A moment that was made coarse: a day and perhaps the hour at which its shift began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coarse {
    /// The day; a night shift belongs to the day on which it began.
    pub day: NaiveDate,
    /// The hour at which the shift (or the hour) began, in the house's time zone.
    pub hour: Option<u32>,
}

/// A week from Monday to Sunday, named by its Monday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Week(NaiveDate);

impl Week {
    /// The week that holds this day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        let back = u64::from(day.weekday().num_days_from_monday());
        Self(day.checked_sub_days(Days::new(back)).unwrap_or(day))
    }

    /// Its Monday.
    #[must_use]
    pub fn monday(self) -> NaiveDate {
        self.0
    }

    /// Whole weeks from `earlier` to this one; negative when it is the other way round.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days() / 7
    }

    /// The week `weeks` later (or earlier, when negative).
    #[must_use]
    pub fn plus(self, weeks: i64) -> Self {
        Self(self.0 + chrono::TimeDelta::weeks(weeks))
    }
}

impl fmt::Display for Week {
    /// The ISO name: `2026-W20`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.0.iso_week();
        write!(f, "{}-W{:02}", week.year(), week.week())
    }
}

/// A date as people say it: `4 March 2026`.
#[must_use]
pub fn day_in_words(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// The same with the day of the week: `Friday 22 May 2026`.
#[must_use]
pub fn weekday_in_words(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(text: &str) -> Now {
        Now::new(text.parse().unwrap(), Tz::Europe__Copenhagen)
    }

    #[test]
    fn shifts_follow_the_house_and_nights_belong_to_the_day_they_began() {
        for (at, day, hour) in [
            ("2026-03-04T04:59:00Z", "2026-03-03", 22),
            ("2026-03-04T05:00:00Z", "2026-03-04", 6),
            ("2026-03-04T12:59:59Z", "2026-03-04", 6),
            ("2026-03-04T13:00:00Z", "2026-03-04", 14),
            ("2026-03-04T21:00:00Z", "2026-03-04", 22),
            ("2026-03-04T23:30:00Z", "2026-03-04", 22),
        ] {
            let coarse = now(at).coarse(Grain::Shift);
            assert_eq!(
                (coarse.day.to_string().as_str(), coarse.hour),
                (day, Some(hour)),
                "{at}"
            );
        }
    }

    #[test]
    fn a_day_starts_where_the_house_is() {
        let noon = now("2026-07-04T12:34:56Z");
        assert_eq!(noon.start_of_day(), now("2026-07-03T22:00:00Z"));
        assert_eq!(noon.start_of_day().today(), noon.today());
    }

    #[test]
    fn weeks_start_on_monday_and_have_iso_names() {
        let sunday: NaiveDate = "2027-01-03".parse().unwrap();
        assert_eq!(Week::of(sunday).to_string(), "2026-W53");
        assert_eq!(Week::of(sunday).plus(1).to_string(), "2027-W01");
        assert_eq!(Week::of(sunday).plus(1).since(Week::of(sunday)), 1);
    }
}

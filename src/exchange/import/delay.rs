//! Time to surface: from when it occurred to when somebody spoke up, as exactly as a source allows.

use chrono::Datelike;

use super::dates::{Precision, Reading};

/// What lies between two readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Delay {
    Minutes(i64),
    /// At least one end is a month: within it, a day and thirty days would look the same, so it is not tallied.
    TooCoarse,
    /// It surfaced before it occurred.
    Negative,
}

/// Time to surface, as exactly as both ends allow and no more.
///
/// Two moments: whole minutes between the wall clocks (between the instants where both cells name their offset). A day at
/// either end: whole calendar days, at 1,440 minutes each, so that an hour of the night adds no day and a change of clocks
/// takes none away. A month at either end: none, but a later month than the one of surfacing is still a mistake.
pub(super) fn delay(occurred: &Reading, surfaced: &Reading) -> Delay {
    let coarser = occurred.stamp.precision.max(surfaced.stamp.precision);
    let minutes = match coarser {
        Precision::Month => {
            let month = |reading: &Reading| (reading.local.year(), reading.local.month());
            return if month(surfaced) < month(occurred) {
                Delay::Negative
            } else {
                Delay::TooCoarse
            };
        }
        Precision::Day => (surfaced.local.date() - occurred.local.date()).num_days() * 24 * 60,
        Precision::Moment => {
            let between = if occurred.has_offset && surfaced.has_offset {
                surfaced.stamp.at - occurred.stamp.at
            } else {
                surfaced.local - occurred.local
            };
            between.num_milliseconds().div_euclid(60_000)
        }
    };
    if minutes < 0 {
        Delay::Negative
    } else {
        Delay::Minutes(minutes)
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::super::dates::{self, Format};
    use super::*;

    fn between(occurred: &str, surfaced: &str) -> Delay {
        let texts = [
            "%Y-%m-%dT%H:%M:%S%:z",
            "%Y-%m-%d %H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%Y-%m-%d",
            "%Y-%m",
        ];
        let formats = texts.map(|text| Format::parse(text).unwrap());
        let now = "2026-05-17T12:00:00Z".parse().unwrap();
        let read = |cell| dates::read(cell, &formats, None, Tz::Europe__Berlin, now).unwrap();
        delay(&read(occurred), &read(surfaced))
    }

    #[test]
    fn two_moments_are_whole_minutes_apart() {
        assert_eq!(
            between("2025-05-01 08:00", "2025-05-01 10:05"),
            Delay::Minutes(125)
        );
        assert_eq!(
            between("2025-05-01 08:00:00", "2025-05-01 08:01:59"),
            Delay::Minutes(1)
        );
        assert_eq!(
            between("2025-05-01 08:00", "2025-05-01 08:00"),
            Delay::Minutes(0)
        );
        assert_eq!(
            between("2025-05-01 08:00:01", "2025-05-01 08:00:00"),
            Delay::Negative
        );
        assert_eq!(
            between("2025-03-29 12:00", "2025-03-30 12:00"),
            Delay::Minutes(1440),
            "wall clocks"
        );
        assert_eq!(
            between("2025-03-29T12:00:00+01:00", "2025-03-30T12:00:00+02:00"),
            Delay::Minutes(1380),
            "instants"
        );
    }

    #[test]
    fn a_day_at_either_end_makes_whole_calendar_days() {
        assert_eq!(
            between("2025-05-01 23:59", "2025-05-02"),
            Delay::Minutes(1440)
        );
        assert_eq!(
            between("2025-05-01", "2025-05-02 00:01"),
            Delay::Minutes(1440)
        );
        assert_eq!(
            between("2025-05-01 23:59", "2025-05-01"),
            Delay::Minutes(0),
            "not negative: the same day"
        );
        assert_eq!(
            between("2025-03-29", "2025-03-31"),
            Delay::Minutes(2880),
            "a change of clocks takes nothing away"
        );
        assert_eq!(between("2025-05-02", "2025-05-01 23:00"), Delay::Negative);
        assert_eq!(
            between("2025-05-01T23:30:00+00:00", "2025-05-02"),
            Delay::Minutes(0),
            "already the second in the source's zone"
        );
    }

    #[test]
    fn a_month_at_either_end_is_too_coarse_but_can_still_be_wrong() {
        assert_eq!(between("2025-05", "2025-05-02"), Delay::TooCoarse);
        assert_eq!(between("2025-05-31", "2025-05"), Delay::TooCoarse);
        assert_eq!(between("2025-05", "2025-07"), Delay::TooCoarse);
        assert_eq!(between("2025-06-01", "2025-05"), Delay::Negative);
    }
}

//! A length of time as people say it: rounded no finer than anybody would care.
//!
//! The ladder knows a delay to some ten percent; "57 minutes" would promise more than it knows.

use std::fmt;

const HOUR: f64 = 60.0;
const DAY: f64 = 24.0 * HOUR;
const WEEK: f64 = 7.0 * DAY;
const YEAR: f64 = 365.25 * DAY;

/// A rounded length of time. The variants are what a language needs in order to say it in its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spoken {
    /// No time at all.
    AtOnce,
    /// More than nothing, less than a minute.
    UnderAMinute,
    /// 1 to 9, then steps of five up to 55, and 90.
    Minutes(i64),
    /// 1 to 23, and 36.
    Hours(i64),
    /// 1 to 13 without 7.
    Days(i64),
    /// 1 to 103.
    Weeks(i64),
    /// 2 and more.
    Years(i64),
}

/// Rounds a length of time in minutes for people. What is not above 0 is [`Spoken::AtOnce`].
///
/// An hour and a half, and a day and a half, are kept: rounding them to a whole unit would be a third wrong.
pub fn spoken(minutes: f64) -> Spoken {
    if minutes.is_nan() || minutes <= 0.0 {
        Spoken::AtOnce
    } else if minutes < 1.0 {
        Spoken::UnderAMinute
    } else if minutes < 10.0 {
        Spoken::Minutes(whole(minutes))
    } else if minutes < 57.5 {
        Spoken::Minutes(5 * whole(minutes / 5.0))
    } else if minutes < 1.25 * HOUR {
        Spoken::Hours(1)
    } else if minutes < 1.75 * HOUR {
        Spoken::Minutes(90)
    } else if minutes < 23.5 * HOUR {
        Spoken::Hours(whole(minutes / HOUR))
    } else if minutes < 1.25 * DAY {
        Spoken::Days(1)
    } else if minutes < 1.75 * DAY {
        Spoken::Hours(36)
    } else {
        long(minutes)
    }
}

/// From two days on.
fn long(minutes: f64) -> Spoken {
    match whole(minutes / DAY) {
        7 => Spoken::Weeks(1),
        days @ ..14 => Spoken::Days(days),
        _ if minutes < 103.5 * WEEK => Spoken::Weeks(whole(minutes / WEEK)),
        _ => Spoken::Years(whole(minutes / YEAR)),
    }
}

/// [`spoken`] in English: "at once", "40 minutes", "3 hours", "2 days", "5 weeks".
pub fn words(minutes: f64) -> String {
    spoken(minutes).to_string()
}

/// The nearest whole number.
fn whole(number: f64) -> i64 {
    // Saturates beyond 2^63, which is no length of time that anybody has to wait.
    number.round() as i64
}

impl fmt::Display for Spoken {
    /// English.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match *self {
            Self::AtOnce => return out.write_str("at once"),
            Self::UnderAMinute => return out.write_str("less than a minute"),
            Self::Minutes(n) => (n, "minute"),
            Self::Hours(n) => (n, "hour"),
            Self::Days(n) => (n, "day"),
            Self::Weeks(n) => (n, "week"),
            Self::Years(n) => (n, "year"),
        };
        let plural = if n == 1 { "" } else { "s" };
        write!(out, "{n} {unit}{plural}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minutes_of(spoken: Spoken) -> f64 {
        match spoken {
            Spoken::AtOnce => 0.0,
            Spoken::UnderAMinute => 0.5,
            Spoken::Minutes(n) => n as f64,
            Spoken::Hours(n) => n as f64 * HOUR,
            Spoken::Days(n) => n as f64 * DAY,
            Spoken::Weeks(n) => n as f64 * WEEK,
            Spoken::Years(n) => n as f64 * YEAR,
        }
    }

    #[test]
    fn as_people_say_it() {
        let said = [
            (0.0, "at once"),
            (-3.0, "at once"),
            (f64::NAN, "at once"),
            (0.4, "less than a minute"),
            (1.2, "1 minute"),
            (7.4, "7 minutes"),
            (38.9, "40 minutes"),
            (57.6, "1 hour"),
            (80.0, "90 minutes"),
            (170.0, "3 hours"),
            (1440.0, "1 day"),
            (2100.0, "36 hours"),
            (2900.0, "2 days"),
            (10_000.0, "1 week"),
            (14_400.0, "10 days"),
            (20_000.0, "2 weeks"),
            (50_000.0, "5 weeks"),
            (525_600.0, "52 weeks"),
            (1_051_200.0, "2 years"),
        ];
        for (minutes, words_for_it) in said {
            assert_eq!(words(minutes), words_for_it, "{minutes}");
        }
        assert!(words(f64::INFINITY).ends_with("years"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn close_to_the_truth_and_in_its_order(
            minutes in prop_oneof![1.0..200.0f64, 1.0..5000.0f64, 1.0..5e6f64],
            more in 0.0..1000.0f64,
        ) {
            let said = minutes_of(spoken(minutes));
            prop_assert!((said - minutes).abs() / minutes < 0.34);
            if minutes >= 3.0 {
                prop_assert!((said - minutes).abs() / minutes < 0.21);
            }
            prop_assert!(said <= minutes_of(spoken(minutes + more)));
        }
    }
}

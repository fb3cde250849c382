//! A month: the finest time that a lesson tells.

use chrono::{Datelike, Months, NaiveDate};
use std::fmt;

/// A month, kept as its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Reads `2026-10`; `None` for anything else.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        let digits = raw.bytes().enumerate().all(|(at, byte)| match at {
            4 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        (raw.len() == 7 && digits)
            .then(|| format!("{raw}-01").parse().ok())
            .flatten()
            .map(Self)
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    /// So many months later (or earlier, when negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 {
            self.0.checked_sub_months(step)
        } else {
            self.0.checked_add_months(step)
        };
        moved.map_or(self, Self)
    }
}

impl fmt::Display for Month {
    /// `2026-10`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.format("%Y-%m").fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written_and_nothing_else_is() {
        assert_eq!(Month::parse("2026-10").unwrap().to_string(), "2026-10");
        for bad in [
            "2026-13",
            "2026-1",
            "2026-10-04",
            "26-10",
            "",
            "+026-10",
            "2026/10",
        ] {
            assert_eq!(Month::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn months_go_over_the_end_of_the_year() {
        let month = Month::of("2026-11-30".parse().unwrap());
        assert_eq!(month.plus(2).to_string(), "2027-01");
        assert_eq!(month.plus(-12).to_string(), "2025-11");
        assert_eq!(month.first_day().to_string(), "2026-11-01");
    }
}

//! The one fixed grid of periods: 1, 4, 12 and 48 whole weeks, each made of whole ones of the finer kind.
//!
//! Calendar months and quarters cut weeks in two, and a 52-week year cannot be cut into 12- or 13-week
//! quarters that are themselves whole 4-week blocks (52 = 4 * 13, and 13 is prime). A grid whose periods do
//! not nest would let anybody subtract two views and read a single report. 1, 4, 12, 48 nests for certain;
//! the price is that a "year" is 48 weeks and drifts through the calendar, so pages name periods by their
//! weeks and never call them months, quarters or years.

use chrono::{Datelike, NaiveDate};

/// A period of the grid, finest first (so the order of the variants is from fine to coarse).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// One week, Monday to Sunday.
    Week,
    /// Four weeks, about a month.
    FourWeeks,
    /// Twelve weeks, about a quarter.
    TwelveWeeks,
    /// Forty-eight weeks, about a year.
    FortyEightWeeks,
}

impl Period {
    /// Every period, finest first.
    pub const ALL: [Self; 4] = [
        Self::Week,
        Self::FourWeeks,
        Self::TwelveWeeks,
        Self::FortyEightWeeks,
    ];

    /// The coarsest period.
    pub const COARSEST: Self = Self::FortyEightWeeks;

    /// The next coarser one.
    pub const fn coarser(self) -> Option<Self> {
        match self {
            Self::Week => Some(Self::FourWeeks),
            Self::FourWeeks => Some(Self::TwelveWeeks),
            Self::TwelveWeeks => Some(Self::FortyEightWeeks),
            Self::FortyEightWeeks => None,
        }
    }

    /// Its length in weeks.
    pub const fn weeks(self) -> u32 {
        // 1 to 48, far from the sign bit.
        self.length().cast_unsigned()
    }

    /// The Monday on which the period that holds `day` begins.
    pub fn start(self, day: NaiveDate) -> NaiveDate {
        self.monday(self.index(day))
    }

    const fn length(self) -> i32 {
        match self {
            Self::Week => 1,
            Self::FourWeeks => 4,
            Self::TwelveWeeks => 12,
            Self::FortyEightWeeks => 48,
        }
    }

    /// The number of the period that holds `day`, counted from 1 January of the year 1: a Monday, and day 1
    /// of chrono's own count, hence an anchor that cannot be set wrong.
    pub(super) fn index(self, day: NaiveDate) -> i32 {
        (day.num_days_from_ce() - 1).div_euclid(7 * self.length())
    }

    /// The Monday on which the period of this number begins.
    pub(super) fn monday(self, index: i32) -> NaiveDate {
        // Only a period at the very edge of chrono's calendar, 262,000 years away, has no such day.
        let day = index.saturating_mul(7 * self.length()).saturating_add(1);
        NaiveDate::from_num_days_from_ce_opt(day).unwrap_or(NaiveDate::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, Weekday};
    use proptest::prelude::*;

    #[test]
    fn lengths_divide_each_other() {
        for pair in Period::ALL.windows(2) {
            assert!(pair[0] < pair[1]);
            assert_eq!(pair[1].weeks() % pair[0].weeks(), 0);
        }
        assert_eq!(Period::ALL.last(), Some(&Period::COARSEST));
    }

    #[test]
    fn the_week_is_the_calendar_week() {
        let friday = NaiveDate::from_ymd_opt(2026, 1, 2).unwrap();
        assert_eq!(
            Period::Week.start(friday),
            NaiveDate::from_ymd_opt(2025, 12, 29).unwrap()
        );
        assert_eq!(Period::Week.start(NaiveDate::MAX).weekday(), Weekday::Mon);
        assert_eq!(Period::COARSEST.start(NaiveDate::MIN), NaiveDate::MIN);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn periods_nest(day in -200_000..1_000_000i32) {
            let day = NaiveDate::from_num_days_from_ce_opt(day).unwrap();
            for period in Period::ALL {
                let start = period.start(day);
                let next = start + Days::new(7 * u64::from(period.weeks()));
                prop_assert_eq!(start.weekday(), Weekday::Mon);
                prop_assert!(start <= day && day < next);
                prop_assert_eq!(period.start(next), next);
                for coarser in Period::ALL.into_iter().filter(|coarser| *coarser > period) {
                    let outer = coarser.start(day);
                    let outer_next = outer + Days::new(7 * u64::from(coarser.weeks()));
                    prop_assert!(outer <= start && next <= outer_next);
                }
            }
        }
    }
}

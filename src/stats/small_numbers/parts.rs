//! A whole and its parts, each on the finest period that gives nobody away: places below a place, kinds of reports.
//!
//! [`super::finest_together`] brings all parts to one period and holds all back where one is small: one quiet station
//! would hide every other. Here a quiet part stays in the rest of the whole, and the others are shown without it.
//!
//! Everything is decided for each 48-week period (a block) by itself, and never looks at the days asked for: two
//! questions can then not be answered by two rules.

use std::{cmp::Reverse, collections::BTreeMap};

use chrono::{Days, NaiveDate};

use super::breakdown::publishable;
use super::grid::Period;
use super::series::{Asked, closed_counts};

type Series = BTreeMap<NaiveDate, i64>;

/// One of the 48-week periods, and the rule that holds in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its first Monday.
    pub from: NaiveDate,
    /// Counts of 1 to k - 1 are small.
    pub k: i64,
    /// The first day that is not over for good.
    pub open_from: NaiveDate,
}

impl Block {
    /// The blocks that the days from `from` to `to` touch, oldest first.
    pub fn touched(from: NaiveDate, to: NaiveDate, k: i64, open_from: NaiveDate) -> Vec<Self> {
        let (first, last) = (Period::COARSEST.index(from), Period::COARSEST.index(to));
        let of = |index| Self {
            from: Period::COARSEST.monday(index),
            k,
            open_from,
        };
        (first..=last).map(of).collect()
    }

    /// The Monday after the block.
    pub fn end(&self) -> NaiveDate {
        let days = Days::new(7 * u64::from(Period::COARSEST.weeks()));
        self.from.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    }

    /// Whether the block holds this day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        Period::COARSEST.start(day) == self.from
    }

    /// The finest period on which every closed count of the block is 0 or at least k; `None` when even the whole
    /// block is a small number.
    pub fn level(&self, series: &Series) -> Option<Period> {
        let series = self.of(series);
        Period::ALL
            .into_iter()
            .find(|period| self.fits(&series, *period))
    }

    /// The period on which each part may be shown beside the whole, which is shown on `whole_level`; `None` for
    /// parts that stay in the rest.
    ///
    /// On every period, what is left of the whole without the parts shown on it (or on a finer one) is 0 or at
    /// least k as well. So a shown count less any shown counts inside it, of whatever periods and however deep
    /// in the tree, is a sum of counts that are each 0 or at least k.
    pub fn levels(
        &self,
        whole: &Series,
        whole_level: Option<Period>,
        parts: &[Series],
    ) -> Vec<Option<Period>> {
        let mut levels: Vec<Option<Period>> = vec![None; parts.len()];
        let Some(whole_level) = whole_level else {
            return levels;
        };
        let parts: Vec<Series> = parts.iter().map(|part| self.of(part)).collect();
        let mut rest = self.of(whole);
        for period in Period::ALL.into_iter().filter(|p| *p >= whole_level) {
            let mut fresh: Vec<usize> = (0..parts.len())
                .filter(|i| levels[*i].is_none() && self.fits(&parts[*i], period))
                .collect();
            fresh.iter().for_each(|i| take(&mut rest, &parts[*i]));
            // The smallest goes back first, the later one among equals.
            fresh.sort_by_key(|i| (Reverse(parts[*i].values().sum::<i64>()), *i));
            while !self.fits(&rest, period)
                && let Some(i) = fresh.pop()
            {
                give(&mut rest, &parts[i]);
            }
            fresh.iter().for_each(|i| levels[*i] = Some(period));
        }
        levels
    }

    fn fits(&self, series: &Series, period: Period) -> bool {
        let asked = Asked {
            from: self.from,
            to: self.from,
            open_from: self.open_from,
            at_least: period,
        };
        closed_counts(series, period, &asked)
            .values()
            .all(|n| publishable(*n, self.k))
    }

    /// The part of a series that lies in the block.
    fn of(&self, series: &Series) -> Series {
        let end = self.end();
        series
            .range(self.from..end)
            .map(|(day, n)| (*day, *n))
            .collect()
    }
}

fn take(rest: &mut Series, part: &Series) {
    for (day, n) in part {
        let left = rest.entry(*day).or_insert(0);
        *left = left.saturating_sub(*n);
    }
}

fn give(rest: &mut Series, part: &Series) {
    for (day, n) in part {
        let left = rest.entry(*day).or_insert(0);
        *left = left.saturating_add(*n);
    }
}

/// Which categories are held back in one period, for all parts of a whole alike: `parts` has a row of counts for
/// each part shown and one for the rest, `held` says which categories are held back in the whole already.
///
/// A category is held back everywhere when it is small in one row, and more are (the smallest first, the earlier
/// among equals) until what is held back adds up to 0 or at least k in each row. Held back everywhere, the
/// holes form a full table, which no subtracting from the sums of its rows and columns can fill.
pub fn held_together(parts: &[Vec<i64>], held: &[bool], k: i64) -> Vec<bool> {
    let small = |category: usize| parts.iter().any(|row| !publishable(row[category], k));
    let mut held: Vec<bool> = held
        .iter()
        .enumerate()
        .map(|(category, held)| *held || small(category))
        .collect();
    let sum = |category: usize| parts.iter().map(|row| row[category]).sum::<i64>();
    while held.contains(&true) && !covered(parts, &held, k) {
        let next = (0..held.len())
            .filter(|category| !held[*category] && sum(*category) > 0)
            .min_by_key(|category| (sum(*category), *category));
        match next {
            Some(category) => held[category] = true,
            None => return vec![true; held.len()],
        }
    }
    held
}

fn covered(parts: &[Vec<i64>], held: &[bool], k: i64) -> bool {
    let hidden = |row: &Vec<i64>| -> i64 {
        row.iter()
            .zip(held)
            .filter(|(_, held)| **held)
            .map(|(n, _)| n)
            .sum()
    };
    held.iter().filter(|held| **held).count() >= 2
        && parts.iter().all(|row| publishable(hidden(row), k))
}

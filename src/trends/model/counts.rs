//! Counts of reports by week and kind.

use crate::{reports::Kind, stats::Block};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many kinds there are.
pub(crate) const KINDS: usize = Kind::ALL.len();

/// Counts of a measure by week and step.
pub(crate) type Slots = BTreeMap<(NaiveDate, i32), i64>;

/// Counts by week, one for each kind in the order of `Kind::ALL`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Counts(BTreeMap<NaiveDate, [i64; KINDS]>);

impl Counts {
    /// Adds reports of one kind.
    pub(crate) fn add(&mut self, week: NaiveDate, kind: Kind, n: i64) {
        let row = self.0.entry(week).or_default();
        if let Some(count) = row.get_mut(place_of(kind)) {
            *count = count.saturating_add(n);
        }
    }

    /// The count of each week of a block, all kinds together.
    pub(crate) fn of_block(&self, block: &Block) -> BTreeMap<NaiveDate, i64> {
        self.0
            .range(block.from..block.end())
            .map(|(week, row)| (*week, of(row, None)))
            .collect()
    }

    /// Those of one kind alone.
    pub(crate) fn of_kind(&self, kind: Kind) -> Self {
        let mut alone = Self::default();
        for (week, row) in &self.0 {
            alone.add(*week, kind, of(row, Some(kind)));
        }
        alone
    }

    /// The first week with a report.
    pub(crate) fn first(&self) -> Option<NaiveDate> {
        let any = |row: &[i64; KINDS]| row.iter().any(|n| *n > 0);
        self.0
            .iter()
            .find(|(_, row)| any(row))
            .map(|(week, _)| *week)
    }

    /// The count from one day up to, and without, another.
    pub(crate) fn sum(&self, from: NaiveDate, end: NaiveDate, kind: Option<Kind>) -> i64 {
        self.0.range(from..end).map(|(_, row)| of(row, kind)).sum()
    }

    /// The count of each kind in the same days.
    pub(crate) fn kinds(&self, from: NaiveDate, end: NaiveDate) -> [i64; KINDS] {
        let mut sums = [0; KINDS];
        for (_, row) in self.0.range(from..end) {
            sums.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
        }
        sums
    }
}

/// Where a kind stands in a row.
pub(crate) fn place_of(kind: Kind) -> usize {
    Kind::ALL
        .iter()
        .position(|other| *other == kind)
        .unwrap_or_default()
}

fn of(row: &[i64; KINDS], kind: Option<Kind>) -> i64 {
    match kind {
        Some(kind) => row.get(place_of(kind)).copied().unwrap_or_default(),
        None => row.iter().sum(),
    }
}

/// The sum of the steps in the same days, by step.
pub(crate) fn steps(slots: &Slots, from: NaiveDate, end: NaiveDate) -> BTreeMap<i32, i64> {
    let mut sums = BTreeMap::new();
    for ((_, slot), n) in slots.range((from, i32::MIN)..(end, i32::MIN)) {
        *sums.entry(*slot).or_insert(0) += n;
    }
    sums
}

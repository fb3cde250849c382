//! Rules: which reports stand together in an export, so that no group of them is small.
//!
//! Every report belongs to one group: a place, a period of the grid and a kind. The groups are cut once for all
//! reports of a house and do not depend on what is asked for, so that any two exports of one moment differ by
//! whole groups. Each 48-week period of the grid is cut on its own, from the whole house downwards:
//!
//! - the house gets the finest period on which it is never small; a 48-week period in which even the whole house
//!   is small is held back;
//! - at each place, children are cut out where they and what is left of the place are never small on one common
//!   period, the same for all of them, so that the place less its children is not small either. Of the possible
//!   cuts the one with the most groups is taken. A place where fewer than k people work is never cut out;
//! - in each group, kinds are named as [`breakdown`] allows; the others are one kind, at least k together.

use super::cutting::House;
use crate::{
    kernel::ids::Id,
    places::Tree,
    reports::Kind,
    stats::small_numbers::{Period, breakdown},
};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Counts by place (without those below it), week (its Monday) and kind.
pub(super) type Counts = HashMap<Id, BTreeMap<NaiveDate, BTreeMap<Kind, i64>>>;

/// Reports that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// The place, with everything below it that is not a group of its own.
    pub(super) place: Id,
    /// The Monday on which the period begins.
    pub(super) from: NaiveDate,
    /// Its length in weeks.
    pub(super) weeks: u32,
    /// The kinds that may be named; the others are [`Group::rest`].
    pub(super) named: BTreeSet<Kind>,
}

impl Group {
    /// The kind as it may be said.
    pub(super) fn label(&self, kind: Kind) -> &'static str {
        if self.named.contains(&kind) {
            kind.as_str()
        } else {
            self.rest()
        }
    }

    /// The kinds that may not be named alone.
    pub(super) fn rest(&self) -> &'static str {
        if self.named.is_empty() {
            "all"
        } else {
            "other"
        }
    }

    /// The first day after the period.
    pub(super) fn end(&self) -> NaiveDate {
        self.from + Days::new(7 * u64::from(self.weeks))
    }
}

/// All groups of a house.
#[derive(Debug, Default)]
pub(super) struct Partition {
    pub(super) groups: Vec<Group>,
    by_start: HashMap<(Id, NaiveDate), usize>,
    of: HashMap<(Id, NaiveDate), usize>,
}

impl Partition {
    /// Cuts all reports told before the week of `open_from` into groups of at least `k`.
    pub(super) fn cut(tree: &Tree, counts: &Counts, k: i64, open_from: NaiveDate) -> Self {
        let weeks: BTreeSet<NaiveDate> = counts
            .values()
            .flat_map(|weeks| weeks.keys().copied())
            .collect();
        let mut blocks: BTreeMap<NaiveDate, BTreeSet<NaiveDate>> = BTreeMap::new();
        for week in weeks {
            let block = Period::COARSEST.start(week);
            blocks.entry(block).or_default().insert(week);
        }
        let house = House::new(tree, counts, k, open_from);
        let mut partition = Self::default();
        for weeks in blocks.into_values() {
            house.cut_block(&weeks, &mut partition);
        }
        partition.name_kinds(counts, k);
        partition
    }

    /// The group of a report told at this place in this week; `None` when it is held back.
    pub(super) fn group(&self, place: Id, monday: NaiveDate) -> Option<&Group> {
        self.of
            .get(&(place, monday))
            .and_then(|index| self.groups.get(*index))
    }

    /// Puts what was told at a place in a week into the group of the place `named`, which is made when missing.
    pub(super) fn put(&mut self, place: Id, week: NaiveDate, named: Id, period: Period) {
        let from = period.start(week);
        let index = *self.by_start.entry((named, from)).or_insert_with(|| {
            self.groups.push(Group {
                place: named,
                from,
                weeks: period.weeks(),
                named: BTreeSet::new(),
            });
            self.groups.len() - 1
        });
        self.of.insert((place, week), index);
    }

    fn name_kinds(&mut self, counts: &Counts, k: i64) {
        let mut kinds: Vec<BTreeMap<Kind, i64>> = vec![BTreeMap::new(); self.groups.len()];
        for (place, weeks) in counts {
            for (week, of_week) in weeks {
                let Some(sums) = self.of.get(&(*place, *week)).map(|i| &mut kinds[*i]) else {
                    continue;
                };
                for (kind, n) in of_week {
                    *sums.entry(*kind).or_default() += n;
                }
            }
        }
        for (group, kinds) in self.groups.iter_mut().zip(kinds) {
            let cells: Vec<(Kind, i64)> = kinds.into_iter().collect();
            let shown = breakdown(&cells, k);
            group.named = cells
                .iter()
                .zip(shown)
                .filter_map(|((kind, _), shown)| shown.map(|_| *kind))
                .collect();
        }
    }
}

#[cfg(test)]
#[path = "partition_tests.rs"]
mod tests;

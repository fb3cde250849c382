//! Rules: how a house is cut into groups, from the top downwards. What holds for the result stands in `partition`.

use super::partition::{Counts, Partition};
use crate::{
    kernel::ids::Id,
    places::Tree,
    stats::small_numbers::{Period, publishable},
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};

type Weeks = BTreeMap<NaiveDate, i64>;

/// A place with its own reports and those of all below it, by week.
struct Node {
    id: Id,
    own: Weeks,
    all: Weeks,
    children: Vec<usize>,
    few_people: bool,
}

pub(super) struct House {
    nodes: Vec<Node>,
    k: i64,
    open_from: NaiveDate,
}

/// A way to cut a place: the children that stand alone, and on which period.
struct Cut {
    period: Period,
    alone: Vec<usize>,
    weeks: BTreeSet<NaiveDate>,
    groups: usize,
}

impl House {
    pub(super) fn new(tree: &Tree, counts: &Counts, k: i64, open_from: NaiveDate) -> Self {
        let index: HashMap<Id, usize> = tree
            .iter()
            .enumerate()
            .map(|(i, (place, _))| (place.id, i))
            .collect();
        let mut nodes: Vec<Node> = tree
            .iter()
            .map(|(place, _)| {
                let own: Weeks = counts
                    .get(&place.id)
                    .into_iter()
                    .flatten()
                    .map(|(week, kinds)| (*week, kinds.values().sum()))
                    .collect();
                Node {
                    id: place.id,
                    all: own.clone(),
                    own,
                    children: Vec::new(),
                    few_people: place.people.is_some_and(|people| i64::from(people) < k),
                }
            })
            .collect();
        let parents: Vec<Option<usize>> = tree
            .iter()
            .map(|(place, _)| place.parent.and_then(|id| index.get(&id).copied()))
            .collect();
        // The tree comes parents first: from its end, each place is whole before it is added to its parent.
        for (i, parent) in parents.iter().enumerate().rev() {
            let Some(parent) = *parent else { continue };
            let below = nodes[i].all.clone();
            nodes[parent].children.push(i);
            for (week, n) in below {
                *nodes[parent].all.entry(week).or_default() += n;
            }
        }
        Self {
            nodes,
            k,
            open_from,
        }
    }

    /// The counts of the closed periods, of these weeks alone.
    fn cells(&self, series: &Weeks, weeks: &BTreeSet<NaiveDate>, period: Period) -> Weeks {
        let mut cells = Weeks::new();
        for week in weeks.iter().filter(|week| self.is_closed(**week, period)) {
            if let Some(n) = series.get(week).filter(|n| **n != 0) {
                *cells.entry(period.start(*week)).or_default() += n;
            }
        }
        cells
    }

    fn is_closed(&self, week: NaiveDate, period: Period) -> bool {
        period.start(week) < period.start(self.open_from)
    }

    fn fits(&self, cells: &Weeks) -> bool {
        cells.values().all(|n| publishable(*n, self.k))
    }

    /// Cuts the weeks of one 48-week period.
    pub(super) fn cut_block(&self, weeks: &BTreeSet<NaiveDate>, partition: &mut Partition) {
        let Some(root) = self.nodes.first() else {
            return;
        };
        let finest = Period::ALL
            .into_iter()
            .find(|period| self.fits(&self.cells(&root.all, weeks, *period)));
        if let Some(period) = finest {
            let closed = self.closed(weeks, period);
            self.settle(0, &closed, period, partition);
        }
    }

    fn closed(&self, weeks: &BTreeSet<NaiveDate>, period: Period) -> BTreeSet<NaiveDate> {
        let closed = |week: &&NaiveDate| self.is_closed(**week, period);
        weeks.iter().filter(closed).copied().collect()
    }

    /// Cuts a place that is never small on `period` in these weeks.
    fn settle(
        &self,
        at: usize,
        weeks: &BTreeSet<NaiveDate>,
        period: Period,
        partition: &mut Partition,
    ) {
        let uncut = self.cells(&self.nodes[at].all, weeks, period).len();
        let best = Period::ALL
            .into_iter()
            .filter(|coarser| *coarser >= period)
            .filter_map(|coarser| self.try_cut(at, weeks, period, coarser))
            // The first of several with as many groups: the finest.
            .fold(None, |best: Option<Cut>, cut| match best {
                Some(best) if best.groups >= cut.groups => Some(best),
                _ => Some(cut),
            })
            .filter(|cut| cut.groups >= uncut);
        let Some(cut) = best else {
            self.together(at, at, weeks, period, partition);
            return;
        };
        for child in &cut.alone {
            self.settle(*child, &cut.weeks, cut.period, partition);
        }
        self.own(at, at, &cut.weeks, cut.period, partition);
        for child in &self.nodes[at].children {
            if !cut.alone.contains(child) {
                self.together(at, *child, &cut.weeks, cut.period, partition);
            }
        }
        // Weeks whose coarser period is not over yet stay with the place as a whole.
        let open: BTreeSet<NaiveDate> = weeks.difference(&cut.weeks).copied().collect();
        self.together(at, at, &open, period, partition);
    }

    fn try_cut(
        &self,
        at: usize,
        weeks: &BTreeSet<NaiveDate>,
        period: Period,
        coarser: Period,
    ) -> Option<Cut> {
        let node = &self.nodes[at];
        let closed = self.closed(weeks, coarser);
        let mut alone: Vec<(i64, usize, Weeks)> = node
            .children
            .iter()
            .filter(|child| !self.nodes[**child].few_people)
            .map(|child| {
                let cells = self.cells(&self.nodes[*child].all, &closed, coarser);
                (cells.values().sum(), *child, cells)
            })
            .filter(|(n, _, cells)| *n > 0 && self.fits(cells))
            .collect();
        // The smallest last: it is given up first.
        alone.sort_by_key(|(n, child, _)| (-n, *child));
        let mut rest = self.cells(&node.all, &closed, coarser);
        for (week, n) in alone.iter().flat_map(|(.., cells)| cells) {
            *rest.entry(*week).or_default() -= n;
        }
        while !self.fits(&rest) {
            let (.., cells) = alone.pop()?;
            for (week, n) in cells {
                *rest.entry(week).or_default() += n;
            }
        }
        if alone.is_empty() {
            return None;
        }
        let open: BTreeSet<NaiveDate> = weeks.difference(&closed).copied().collect();
        let groups = alone.iter().map(|(.., cells)| cells.len()).sum::<usize>()
            + rest.values().filter(|n| **n > 0).count()
            + self.cells(&node.all, &open, period).len();
        Some(Cut {
            period: coarser,
            alone: alone.into_iter().map(|(_, child, _)| child).collect(),
            weeks: closed,
            groups,
        })
    }

    /// Puts a place and all below it into groups of the place `named`.
    fn together(
        &self,
        named: usize,
        at: usize,
        weeks: &BTreeSet<NaiveDate>,
        period: Period,
        partition: &mut Partition,
    ) {
        self.own(named, at, weeks, period, partition);
        for child in &self.nodes[at].children {
            self.together(named, *child, weeks, period, partition);
        }
    }

    /// Puts what was told at a place itself into groups of the place `named`.
    fn own(
        &self,
        named: usize,
        at: usize,
        weeks: &BTreeSet<NaiveDate>,
        period: Period,
        partition: &mut Partition,
    ) {
        for week in weeks {
            if self.nodes[at].own.get(week).is_some_and(|n| *n != 0) {
                partition.put(self.nodes[at].id, *week, self.nodes[named].id, period);
            }
        }
    }
}

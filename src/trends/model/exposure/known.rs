//! What is known of a place with everything below it, and the rate that follows.

use super::{
    super::{places::children, process::Process},
    Unit,
};
use crate::{
    kernel::{ids::Id, time::Week},
    places::Tree,
    stats::{Cell, per_1000_hours, xmr::LEAST},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is known of a place and all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing, here or below.
    Nothing,
    /// Something, but never of these places: a sum without them would be too small.
    NotOf(Vec<Id>),
    /// Two things are counted, which cannot be added up.
    TwoUnits(Unit, Unit),
    /// The sums of some weeks.
    Worked(Worked),
}

/// How much was worked at a place and all below it, in the weeks of which that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Worked {
    /// What is counted.
    pub(crate) unit: Unit,
    /// Hundredths by Monday; a week that is not here is not known.
    weeks: BTreeMap<NaiveDate, i64>,
}

/// The sum of a week, in hundredths, and of how many places it is one.
pub(crate) type Sum = (NaiveDate, i64, i64);

/// A place with amounts: what it counts, and the Monday of its first one.
pub(crate) type With = (Id, Unit, NaiveDate);

impl Known {
    /// What is known from the places of a subtree that have amounts, and the sums of the weeks.
    ///
    /// An amount of a place stands for it and for all places below it that have none of their own yet. Of a place
    /// without an amount of its own, all places right below it have to be known. A week is known when every place that
    /// has had an amount before has one in that week, too: a week that somebody forgot is no fall.
    pub(crate) fn of(tree: &Tree, place: Id, with: &[With], sums: &[Sum]) -> Self {
        let Some((_, unit, _)) = with.first() else {
            return Self::Nothing;
        };
        if let Some((_, other, _)) = with.iter().find(|(_, other, _)| !other.is(unit)) {
            return Self::TwoUnits(unit.clone(), other.clone());
        }
        let Some(since) = since(tree, place, with) else {
            return Self::NotOf(missing(tree, place, with));
        };
        let begun = |week: NaiveDate| with.iter().filter(|(.., first)| *first <= week).count();
        let whole = |(week, _, n): &&Sum| {
            *week >= since && i64::try_from(begun(*week)).is_ok_and(|begun| *n == begun)
        };
        Self::Worked(Worked {
            unit: unit.clone(),
            weeks: sums
                .iter()
                .filter(whole)
                .map(|sum| (sum.0, sum.1))
                .collect(),
        })
    }
}

/// The Monday from which on nothing of a subtree is left out; `None` when something of it always is.
fn since(tree: &Tree, place: Id, with: &[With]) -> Option<NaiveDate> {
    let own = with.iter().find(|(with, ..)| *with == place);
    let own = own.map(|(.., first)| *first);
    let below = children(tree, place);
    let each = below.iter().map(|(child, _)| since(tree, *child, with));
    let below = each
        .collect::<Option<Vec<_>>>()
        .and_then(|all| all.into_iter().max());
    match (own, below) {
        (Some(own), Some(below)) => Some(own.min(below)),
        (own, below) => own.or(below),
    }
}

/// The highest places of a subtree of which nothing is known.
fn missing(tree: &Tree, place: Id, with: &[With]) -> Vec<Id> {
    let own = |place: Id| with.iter().any(|(with, ..)| *with == place);
    if own(place) {
        return Vec::new();
    }
    let is_below = |(with, ..): &With| tree.is_within(*with, &[place]);
    if !with.iter().any(is_below) {
        return vec![place];
    }
    children(tree, place)
        .into_iter()
        .flat_map(|(child, _)| missing(tree, child, with))
        .collect()
}

/// Of the periods with a count, this part at least needs a rate, or the chart would have more gaps than points.
const PART: (usize, usize) = (3, 4);

impl Worked {
    /// How much was worked in a period, when all its weeks are known.
    pub(crate) fn amount(&self, cell: &Cell) -> Option<f64> {
        let first = Week::of(cell.from);
        let week = |n: u32| self.weeks.get(&first.plus(i64::from(n)).monday()).copied();
        let sum: i64 = (0..cell.weeks).map(week).sum::<Option<i64>>()?;
        // Far below 2^53: exact.
        Some(sum as f64 / 100.0)
    }

    /// How much was worked in a week, in hundredths.
    pub(crate) fn week(&self, week: Week) -> Option<i64> {
        self.weeks.get(&week.monday()).copied()
    }

    /// Reports per 1,000 in a period. `None` where its count is held back: rate times hours is the count. `None` where
    /// a week is not known, or nothing was worked.
    pub(crate) fn rate(&self, cell: &Cell) -> Option<f64> {
        per_1000_hours(cell.n?, self.amount(cell))
    }

    /// The rate of each whole period, as [`Process::counts`] is its count.
    pub(crate) fn rates(&self, process: &Process) -> Vec<Option<f64>> {
        process.values(|cell| self.rate(cell))
    }

    /// Whether a chart of the rate says enough: three of four of the periods shown that have a count have a rate, and
    /// there are as many rates as limits need, with the past.
    pub(crate) fn is_enough_for(&self, process: &Process) -> bool {
        let rates = self.rates(process);
        let shown =
            |values: &[Option<f64>]| values.iter().skip(process.shown_from).flatten().count();
        let (known, of) = (shown(&rates), shown(&process.counts()));
        known > 0 && known * PART.1 >= of * PART.0 && rates.iter().flatten().count() >= LEAST
    }

    /// How many of the periods shown have a count and no rate.
    pub(crate) fn gaps(&self, process: &Process) -> usize {
        let both = process.counts().into_iter().zip(self.rates(process));
        both.skip(process.shown_from)
            .filter(|(count, rate)| count.is_some() && rate.is_none())
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        places::{Place, PlaceCode},
        stats::Period,
    };

    fn place(name: &str, parent: Option<Id>) -> Place {
        Place {
            id: Id::random(),
            code: PlaceCode::random(),
            name: name.into(),
            parent,
            people: None,
            station: false,
        }
    }

    fn monday(n: i64) -> NaiveDate {
        Week::of("2026-01-05".parse().unwrap()).plus(n).monday()
    }

    /// The house, two halls below it, and a line below the first.
    fn house() -> (Tree, [Id; 4]) {
        let root = place("House", None);
        let (one, two) = (
            place("Hall 1", Some(root.id)),
            place("Hall 2", Some(root.id)),
        );
        let line = place("Line", Some(one.id));
        let ids = [root.id, one.id, two.id, line.id];
        (Tree::new(vec![root, one, two, line]), ids)
    }

    #[test]
    fn a_sum_lacks_no_place() {
        let (tree, [root, one, two, line]) = house();
        let of = |place, with: &[Id]| {
            let sums = [(monday(0), 100, with.len() as i64)];
            let with: Vec<_> = with.iter().map(|id| hours(*id, 0)).collect();
            Known::of(&tree, place, &with, &sums)
        };
        assert_eq!(of(root, &[]), Known::Nothing);
        assert_eq!(of(root, &[one]), Known::NotOf(vec![two]));
        assert_eq!(of(root, &[two]), Known::NotOf(vec![one]));
        // The line is all that is below the first hall.
        assert!(matches!(of(root, &[two, line]), Known::Worked(_)));
        // What the house has of its own stands for all that have nothing.
        assert!(matches!(of(root, &[root, line]), Known::Worked(_)));
        let flights = Unit::parse("flights").unwrap().unwrap();
        let two_units = [hours(one, 0), (two, flights, monday(0))];
        assert!(matches!(
            Known::of(&tree, root, &two_units, &[]),
            Known::TwoUnits(..)
        ));
    }

    fn hours(place: Id, since: i64) -> With {
        (place, Unit::usual(), monday(since))
    }

    /// The weeks that are known.
    fn weeks(tree: &Tree, place: Id, with: &[With], sums: &[(i64, i64)]) -> Vec<NaiveDate> {
        let sums: Vec<_> = sums.iter().map(|(n, of)| (monday(*n), 100, *of)).collect();
        match Known::of(tree, place, with, &sums) {
            Known::Worked(worked) => worked.weeks.into_keys().collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_week_that_lacks_a_place_is_not_known() {
        let (tree, [root, one, two, _]) = house();
        let with = [hours(one, 0), hours(two, 0)];
        let sums = [(0, 2), (1, 1), (2, 2)];
        assert_eq!(weeks(&tree, root, &with, &sums), [monday(0), monday(2)]);
    }

    #[test]
    fn a_place_begins_with_its_first_week() {
        let (tree, [root, one, two, _]) = house();
        // The house stood for the hall before; a week without the hall after that is not known.
        let with = [hours(root, 0), hours(one, 2)];
        let sums = [(0, 1), (1, 1), (2, 2), (3, 1)];
        let known = [monday(0), monday(1), monday(2)];
        assert_eq!(weeks(&tree, root, &with, &sums), known);
        // Nothing stood for the second hall before.
        let with = [hours(one, 0), hours(two, 2)];
        assert_eq!(weeks(&tree, root, &with, &sums), [monday(2)]);
    }

    fn worked(weeks: &[(i64, i64)]) -> Worked {
        Worked {
            unit: Unit::usual(),
            weeks: weeks.iter().map(|(n, sum)| (monday(*n), *sum)).collect(),
        }
    }

    fn cell(n: i64, weeks: u32, count: Option<i64>) -> Cell {
        Cell {
            from: monday(n),
            weeks,
            n: count,
        }
    }

    #[test]
    fn a_rate_needs_a_count_and_something_worked() {
        let worked = worked(&[(0, 100_000), (1, 0), (2, 300_000), (3, 0)]);
        assert_eq!(worked.rate(&cell(0, 1, None)), None);
        assert_eq!(worked.rate(&cell(0, 1, Some(5))), Some(5.0));
        assert_eq!(worked.week(Week::of(monday(2))), Some(300_000));
        assert_eq!(worked.rate(&cell(1, 1, Some(3))), None);
        assert_eq!(worked.amount(&cell(1, 1, Some(3))), Some(0.0));
        // A closed week of no hours is part of its four weeks.
        assert_eq!(worked.rate(&cell(0, 4, Some(8))), Some(2.0));
        assert_eq!(worked.rate(&cell(1, 4, Some(8))), None);
    }

    #[test]
    fn a_few_known_weeks_make_no_chart() {
        let process = Process {
            period: Period::Week,
            cells: (0..12).map(|n| cell(n, 1, Some(5))).collect(),
            shown_from: 4,
            held_back: 0,
            closed: Vec::new(),
            began: None,
        };
        let known = |weeks: &[i64]| {
            let weeks: Vec<_> = weeks.iter().map(|n| (*n, 100_000)).collect();
            worked(&weeks)
        };
        assert!(known(&[4, 5, 6, 7, 8, 9]).is_enough_for(&process));
        assert_eq!(known(&[4, 5, 6, 7, 8, 9]).gaps(&process), 2);
        assert!(!known(&[4, 5, 6, 7, 8]).is_enough_for(&process));
        assert!(!known(&[0, 1, 2, 3, 4, 5, 6]).is_enough_for(&process));
        assert!(!known(&[]).is_enough_for(&process));
    }
}

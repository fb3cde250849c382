//! How a place answers: how soon, how often, and what its reporters say of it.

use super::{
    filter::Days,
    house::{House, end_of},
    share::Share,
    spread::{Class, ClassCell, ClassSum, Classes, Spread, counted},
    surfacing::{Looked, steps_of},
};
use crate::stats::{breakdown, small_numbers::publishable_of};
use chrono::{Days as Span, NaiveDate};
use std::collections::BTreeMap;

/// Days until something, as people say them: the same day, 1 to 2 days, a week, a month, three months, longer.
pub(crate) const CLASSES: [Class; 6] = [(0, 0), (1, 2), (3, 7), (8, 30), (31, 90), (91, i32::MAX)];

/// Days after which a report that was told should have heard what came of it, to be asked about.
pub(crate) const LOOP_DAYS: u64 = 90;

/// How many days something took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Delay {
    /// One a period, oldest first.
    pub(crate) cells: Vec<ClassCell>,
    /// Each class over all periods, and last those that still wait.
    pub(crate) classes: Vec<ClassSum>,
    /// Reports in the periods shown.
    pub(crate) n: i64,
    /// The days within which half of those that have it had it.
    pub(crate) median: Option<i32>,
    /// The days within which nine of ten had it.
    pub(crate) p90: Option<i32>,
    /// Periods that are held back as a whole.
    pub(crate) held_back: usize,
}

/// The faces that reporters chose: shares of those who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Faces {
    /// How many answered; `None` for those who do not read the reports.
    pub(crate) n: Option<i64>,
    /// No, so-so and yes; `None` when held back.
    pub(crate) shares: [Option<Share>; 3],
}

impl Delay {
    /// The view of the closed periods that touch the days.
    pub(crate) fn of(house: &House, days: &Days, spread: &Spread, looked: Looked) -> Self {
        let Classes {
            cells,
            sums,
            n,
            held_back,
        } = Classes::of(house, days, spread, &CLASSES);
        let told = steps_of(spread.place(house), &spans(&cells));
        let answered: i64 = told.values().sum();
        let may = |least: i64| looked.as_they_are || answered >= least;
        Self {
            classes: sums,
            n,
            median: days_within(&told, 1, 2).filter(|_| may(looked.k)),
            p90: days_within(&told, 9, 10).filter(|_| may(looked.k.saturating_mul(10))),
            held_back,
            cells,
        }
    }

    /// Of the reports told at least [`LOOP_DAYS`] ago: how many have it, and how many there are.
    pub(crate) fn closed(&self, today: NaiveDate) -> (i64, i64) {
        let until = today
            .checked_sub_days(Span::new(LOOP_DAYS))
            .unwrap_or(today);
        let old = |cell: &&ClassCell| end_of(&cell.all()) <= until;
        counted(self.cells.iter().filter(old))
    }
}

impl Faces {
    /// What reporters of these periods said. Whoever does not read the reports learns shares and no number: an answer
    /// comes weeks after its report, and a number that grows by one while somebody watches tells of one reporter.
    pub(crate) fn of(house: &House, cells: &[ClassCell], spread: &Spread, looked: Looked) -> Self {
        let said = steps_of(spread.place(house), &spans(cells));
        let faces = [1, 2, 3].map(|face| said.get(&face).copied().unwrap_or(0));
        let n: i64 = faces.iter().sum();
        let k = if looked.as_they_are { 1 } else { looked.k };
        let shown = breakdown(&faces.map(|n| ((), n)), k);
        let mut shares = [None; 3];
        if n >= k {
            for (share, face) in shares.iter_mut().zip(shown) {
                *share = face.and_then(|face| Share::of(face, n));
            }
        }
        Self {
            n: looked.as_they_are.then_some(n),
            shares,
        }
    }
}

/// The share on step 1 of a measure with steps 0 and 1, of what is counted in these periods.
pub(crate) fn kept(
    house: &House,
    cells: &[ClassCell],
    spread: &Spread,
    looked: Looked,
) -> Option<Share> {
    let counts = steps_of(spread.place(house), &spans(cells));
    let (part, whole) = (
        counts.get(&1).copied().unwrap_or(0),
        counts.values().sum::<i64>(),
    );
    let may = looked.as_they_are || (whole >= looked.k && publishable_of(part, whole, looked.k));
    Share::of(part, whole).filter(|_| may)
}

fn spans(cells: &[ClassCell]) -> Vec<(NaiveDate, NaiveDate)> {
    cells
        .iter()
        .filter(|cell| cell.n.is_some())
        .map(|cell| (cell.from, end_of(&cell.all())))
        .collect()
}

/// The smallest number of days within which `part` of `whole` of them lie: days are whole, nothing lies between them.
fn days_within(counts: &BTreeMap<i32, i64>, part: i64, whole: i64) -> Option<i32> {
    let n: i64 = counts.values().sum();
    let mut within = 0_i64;
    counts.iter().find_map(|(days, count)| {
        within += count;
        (n > 0 && within.saturating_mul(whole) >= n.saturating_mul(part)).then_some(*days)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_whole() {
        let counts = BTreeMap::from([(0, 5), (1, 3), (9, 1), (40, 1)]);
        assert_eq!(days_within(&counts, 1, 2), Some(0));
        assert_eq!(days_within(&counts, 9, 10), Some(9));
        assert_eq!(
            days_within(&BTreeMap::from([(0, 2), (3, 2)]), 1, 2),
            Some(0)
        );
        assert_eq!(
            days_within(&BTreeMap::from([(0, 2), (3, 3)]), 1, 2),
            Some(3)
        );
        assert_eq!(days_within(&BTreeMap::new(), 1, 2), None);
    }

    #[test]
    fn the_classes_leave_no_day_out() {
        for pair in CLASSES.windows(2) {
            assert_eq!(pair[0].1 + 1, pair[1].0);
        }
    }
}

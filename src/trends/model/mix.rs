//! What people tell: the share of each kind, and how it moves.

use super::{
    closed::Span as Closed, counts::KINDS, filter::Days, house::House, kinds::KindCell,
    measured::LEAST, process::Process,
};
use crate::{kernel::time::Week, stats::Cell};

/// The view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mix {
    /// One line a period, oldest first, from the first one that is not empty.
    pub(crate) cells: Vec<KindCell>,
    /// Reports in the periods shown.
    pub(crate) n: i64,
    /// Of each kind, the reports shown.
    pub(crate) kinds: [KindSum; KINDS],
    /// Reports whose kind is held back.
    pub(crate) kind_held_back: i64,
    /// Periods in which something is held back.
    pub(crate) held_back: usize,
}

/// A kind over all periods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct KindSum {
    /// Reports shown.
    pub(crate) n: i64,
    /// Whether it is held back in a period, so that there may be more.
    pub(crate) partly: bool,
}

impl Mix {
    /// The view of these periods.
    pub(crate) fn of(cells: &[KindCell]) -> Self {
        let cells: Vec<KindCell> = cells
            .iter()
            .skip_while(|cell| cell.n == Some(0))
            .copied()
            .collect();
        let mut kinds = [KindSum::default(); KINDS];
        for cell in cells.iter().filter(|cell| cell.n.is_some_and(|n| n > 0)) {
            for (sum, n) in kinds.iter_mut().zip(cell.kinds) {
                sum.n += n.unwrap_or(0);
                sum.partly |= n.is_none();
            }
        }
        let n: i64 = cells.iter().filter_map(|cell| cell.n).sum();
        let shown: i64 = kinds.iter().map(|kind| kind.n).sum();
        let held = |cell: &&KindCell| cell.n.is_none() || cell.kinds.contains(&None);
        Self {
            held_back: cells.iter().filter(held).count(),
            kind_held_back: n - shown,
            n,
            kinds,
            cells,
        }
    }

    /// The share of a kind in whole percent; `None` where some of it is held back.
    pub(crate) fn percent(&self, kind: KindSum) -> Option<i64> {
        (!kind.partly && self.n > 0).then(|| (kind.n * 200 / self.n + 1) / 2)
    }
}

/// The periods of a mix in a row, with those before the days asked for that limits come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MixCourse {
    /// Its periods, with all kinds together.
    pub(crate) process: Process,
    /// The same periods by kind.
    kinds: Vec<KindCell>,
}

impl MixCourse {
    /// Back to the first week with a report, on the same periods as the days asked for.
    pub(crate) fn of(house: &House, first: Option<Week>, days: &Days) -> Self {
        let period = house.period_of_kinds(days);
        let from = first.map_or(days.from, |first| first.monday().min(days.from));
        let all = Days { from, to: days.to };
        let kinds: Vec<KindCell> = house
            .kinds_on(period, &all)
            .into_iter()
            .skip_while(|cell| cell.n == Some(0))
            .collect();
        let asked = period.start(days.from);
        let cells: Vec<Cell> = kinds.iter().map(KindCell::all).collect();
        let shown_from = cells.iter().take_while(|cell| cell.from < asked).count();
        let held = |cell: &&Cell| cell.n.is_none();
        Self {
            process: Process {
                period,
                held_back: cells.iter().skip(shown_from).filter(held).count(),
                cells,
                shown_from,
                closed: Vec::new(),
                began: first.map(Week::monday),
            },
            kinds,
        }
    }

    /// Leaves out the periods of which a quarter or more are closed weeks.
    pub(crate) fn close(&mut self, closed: &[(Closed, String)]) {
        self.process.close(closed);
    }

    /// The share of the kind at this place in `Kind::ALL`, in per cent of all reports of each period; `None` where it is
    /// held back, and of fewer than [`LEAST`] reports.
    pub(crate) fn shares(&self, kind: usize) -> Vec<Option<f64>> {
        let share = |cell: &Cell| {
            let of = self.kinds.iter().find(|of| of.from == cell.from)?;
            let (n, all) = (of.kinds.get(kind).copied().flatten()?, of.n?);
            // Counts stay far below 2^53: exact.
            (all >= LEAST).then(|| n as f64 * 100.0 / all as f64)
        };
        self.process.values(share)
    }

    /// In which periods the kind is held back.
    pub(crate) fn held_back(&self, kind: usize) -> Vec<bool> {
        let held = |of: &KindCell| of.kinds.get(kind).is_none_or(Option::is_none);
        self.kinds.iter().map(held).collect()
    }

    /// Whether anybody is known to have told the kind, or may have: in the days asked for or before them.
    pub(crate) fn told(&self, kind: usize) -> bool {
        let told = |of: &KindCell| of.kinds.get(kind).is_none_or(|n| *n != Some(0));
        self.kinds.iter().any(told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{reports::Kind, stats::Period, trends::model::Counts};
    use chrono::{Days as Span, NaiveDate};

    fn monday(week: u64) -> NaiveDate {
        Period::COARSEST.start("2024-06-03".parse().unwrap()) + Span::new(7 * week)
    }

    fn course(as_they_are: bool) -> MixCourse {
        let mut whole = Counts::default();
        for week in 4..96 {
            whole.add(monday(week), Kind::Problem, 3);
            whole.add(monday(week), Kind::Mistake, i64::from(week % 4 == 0));
        }
        let house = House {
            whole,
            way: Vec::new(),
            as_they_are,
            k: 5,
            open_from: monday(96),
        };
        let days = Days {
            from: monday(48),
            to: monday(95),
        };
        MixCourse::of(&house, Some(Week::of(monday(4))), &days)
    }

    fn at(kind: Kind) -> usize {
        Kind::ALL.iter().position(|one| *one == kind).unwrap()
    }

    #[test]
    fn leads_see_every_four_weeks_with_their_past() {
        let course = course(true);
        assert_eq!(course.process.cells.len(), 23);
        assert_eq!(course.process.shown_from, 11);
        let mistakes = course.shares(at(Kind::Mistake));
        // One mistake beside twelve problems in each four weeks.
        assert!(mistakes.iter().all(|share| *share == Some(100.0 / 13.0)));
        assert!(course.told(at(Kind::Mistake)) && !course.told(at(Kind::Question)));
    }

    #[test]
    fn what_is_held_back_has_no_share() {
        let course = course(false);
        assert_eq!(course.process.period, Period::TwelveWeeks);
        let mistakes = at(Kind::Mistake);
        // Three mistakes in twelve weeks would point at people.
        assert!(course.held_back(mistakes).iter().all(|held| *held));
        assert!(course.shares(mistakes).iter().all(Option::is_none));
        assert!(course.told(mistakes));
    }
}

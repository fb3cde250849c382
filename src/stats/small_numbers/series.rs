//! A place's counts over time, on the finest period of the grid on which none of them is small.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::breakdown::{hold_more, publishable};
use super::grid::Period;

/// What somebody asks to see. Any days will do, they are widened to whole periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The first day that is not over for good: usually today. Its week, and every period that holds it, is
    /// still open and not shown: a count that grows from visit to visit tells of single reports.
    pub open_from: NaiveDate,
    /// No period finer than this one; [`Period::Week`] where it does not matter.
    pub at_least: Period,
}

/// One count of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The Monday on which it begins.
    pub from: NaiveDate,
    /// Its length in weeks, that of the view's period.
    pub weeks: u32,
    /// The count; `None` when it is held back to protect reporters.
    pub n: Option<i64>,
}

/// What may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The period of all cells.
    pub period: Period,
    /// The closed periods that touch the days asked for, oldest first, without gaps. Empty when none is closed yet.
    pub cells: Vec<Cell>,
    /// How many of the cells are held back.
    pub held_back: usize,
}

impl Published {
    /// The sum of the counts shown. What is held back is not in it, so that it can stand beside any other view.
    pub fn total(&self) -> i64 {
        self.cells
            .iter()
            .filter_map(|cell| cell.n)
            .fold(0_i64, i64::saturating_add)
    }
}

/// The finest view of a place's weekly counts that gives nobody away.
///
/// `series` holds the count of each week (by any day of it; absent weeks are 0), and all of them, not only the days
/// asked for: the choice of the period looks at every closed period inside the 48-week periods that the days
/// touch. Were it to look at the days asked for alone, two overlapping questions could be answered on
/// different periods and the difference be a single report.
///
/// The period is the finest on which all those counts are 0 or at least `k`. When there is none, the view is on
/// 48 weeks, the small counts are held back, and further ones with them until they add up to `k` (see
/// [`super::breakdown()`]).
pub fn finest(series: &BTreeMap<NaiveDate, i64>, k: i64, asked: &Asked) -> Published {
    let fits = |period: &Period| {
        let counts = closed_counts(series, *period, asked);
        counts.values().all(|n| publishable(*n, k))
    };
    let period = Period::ALL
        .into_iter()
        .filter(|period| *period >= asked.at_least)
        .find(fits)
        .unwrap_or(Period::COARSEST);
    view(series, k, asked, period)
}

/// The finest views of several series that add up to one which is shown too: the places below a place, the kinds
/// of a place's reports. In the order of `all`, on one period, the coarsest that any of them needs.
///
/// On one period every sum of them is a sum of counts that are 0 or at least `k`, and so is what is left when some
/// are taken from the whole. `all` has to be all of them: what was told at the parent itself is one more. Where a
/// cell is held back in one, it is in each, for the others would give it away.
pub fn finest_together(all: &[BTreeMap<NaiveDate, i64>], k: i64, asked: &Asked) -> Vec<Published> {
    let needed = all
        .iter()
        .map(|series| finest(series, k, asked).period)
        .max();
    let at_least = needed.unwrap_or(asked.at_least);
    let asked = Asked { at_least, ..*asked };
    let mut views: Vec<Published> = all.iter().map(|series| finest(series, k, &asked)).collect();
    let cells = views.first().map_or(0, |view| view.cells.len());
    for i in 0..cells {
        if views.iter().any(|view| view.cells[i].n.is_none()) {
            views.iter_mut().for_each(|view| view.cells[i].n = None);
        }
    }
    for view in &mut views {
        view.held_back = view.cells.iter().filter(|cell| cell.n.is_none()).count();
    }
    views
}

/// The counts of the closed periods inside the 48-week periods that the days asked for touch, by number of the
/// period; those without a report are absent.
pub(super) fn closed_counts(
    series: &BTreeMap<NaiveDate, i64>,
    period: Period,
    asked: &Asked,
) -> BTreeMap<i32, i64> {
    let touched = Period::COARSEST.index(asked.from)..=Period::COARSEST.index(asked.to);
    let open = period.index(asked.open_from);
    let mut counts = BTreeMap::new();
    for (day, n) in series {
        let index = period.index(*day);
        if index < open && touched.contains(&Period::COARSEST.index(*day)) {
            let count = counts.entry(index).or_insert(0_i64);
            *count = count.saturating_add(*n);
        }
    }
    counts
}

/// The cells that touch the days asked for, the small ones held back.
fn view(series: &BTreeMap<NaiveDate, i64>, k: i64, asked: &Asked, period: Period) -> Published {
    let counts = closed_counts(series, period, asked);
    let last = period
        .index(asked.to)
        .min(period.index(asked.open_from) - 1);
    let indices: Vec<i32> = (period.index(asked.from)..=last).collect();
    let shown: Vec<i64> = indices
        .iter()
        .map(|index| counts.get(index).copied().unwrap_or(0))
        .collect();
    let small = shown.iter().map(|n| !publishable(*n, k)).collect();
    let held = hold_more(&shown, small, k);
    let cells = indices
        .iter()
        .zip(shown)
        .zip(&held)
        .map(|((index, n), held)| Cell {
            from: period.monday(*index),
            weeks: period.weeks(),
            n: (!held).then_some(n),
        })
        .collect();
    let held_back = held.iter().filter(|held| **held).count();
    Published {
        period,
        cells,
        held_back,
    }
}

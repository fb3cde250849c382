//! How long it takes until somebody speaks up, from counts on the delay ladder.

use super::{
    arrived::Arrived,
    counts::{Slots, steps},
    house::end_of,
    measured::{LEAST, quantile, share_of},
    share::Share,
    spread::Class,
};
use crate::{
    kernel::time::Week,
    stats::{Published, State, small_numbers::publishable_of},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The counts of a place that tell of delays, of one kind or of all.
#[derive(Debug, Clone, Default)]
pub(crate) struct Delays {
    /// By the week of telling and the step of the ladder.
    pub(crate) ladder: Slots,
    /// By the week of telling: 1 within a shift's length, 0 later.
    pub(crate) same_shift: Slots,
    /// By the week in which it happened and the weeks until it was told.
    pub(crate) lags: Slots,
}

/// Who looks, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looked {
    /// Whether small numbers are shown.
    pub(crate) as_they_are: bool,
    /// Counts of 1 to k - 1 point at people.
    pub(crate) k: i64,
    /// The latest week that is over.
    pub(crate) closed: Week,
}

/// Steps of the ladder as people say them: up to 1 hour, 8 hours (a shift), a day, 3 days, a week, 4 weeks, longer. Each
/// ends with the step that holds its name; so the week holds 8 days, too, and the 4 weeks 32.
pub(crate) const DELAY_CLASSES: [Class; 7] = [
    (0, 23),
    (24, 35),
    (36, 41),
    (42, 48),
    (49, 53),
    (54, 61),
    (62, i32::MAX),
];

/// The view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimeToSurface {
    /// Weeks in a period of the grid.
    pub(crate) period_weeks: u32,
    /// One line a period, oldest first, from the first one that is not empty.
    pub(crate) rows: Vec<Row>,
    /// Reports in the periods shown.
    pub(crate) n: i64,
    /// Whether the time of any of them is known. Imported reports can know no more than the month.
    pub(crate) timed: bool,
    /// The time within which half of them was told, in minutes.
    pub(crate) median: Option<f64>,
    /// The time within which nine of ten were told.
    pub(crate) p90: Option<f64>,
    /// The same with what is still to come.
    pub(crate) corrected_median: Option<f64>,
    /// The same with what is still to come.
    pub(crate) corrected_p90: Option<f64>,
    /// The longest delay in weeks that the correction knows of; `None` when there is none.
    pub(crate) longest: Option<i32>,
    /// The share told within the length of a shift.
    pub(crate) same_shift: Option<Share>,
    /// Periods held back.
    pub(crate) held_back: usize,
}

/// One period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row {
    /// Its first week.
    pub(crate) week: Week,
    /// Its length in weeks.
    pub(crate) weeks: u32,
    /// Reports; `None` when held back.
    pub(crate) n: Option<i64>,
    /// The time within which half of them was told.
    pub(crate) median: Option<f64>,
    /// Whether the median stands on k reports or more.
    pub(crate) solid: bool,
    /// The share told within the length of a shift, from 0 to 1; of [`LEAST`] reports and more.
    pub(crate) same_shift: Option<f64>,
    /// How much of what happened then has been told.
    pub(crate) state: State,
}

impl TimeToSurface {
    /// The view of the periods in `shown`.
    pub(crate) fn of(shown: &Published, delays: &Delays, looked: Looked) -> Self {
        let empty = |cell: &&crate::stats::Cell| cell.n == Some(0);
        let cells: Vec<_> = shown.cells.iter().skip_while(empty).collect();
        let spans: Vec<(NaiveDate, NaiveDate)> = cells
            .iter()
            .filter(|cell| cell.n.is_some())
            .map(|cell| (cell.from, end_of(cell)))
            .collect();
        let told = steps_of(&delays.ladder, &spans);
        let n: i64 = cells.iter().filter_map(|cell| cell.n).sum();
        // Where every count is held back, nothing else tells of those reports either.
        let arrived = if looked.as_they_are || n >= looked.k {
            Arrived::of(&delays.lags, looked)
        } else {
            Arrived::of(&Slots::new(), looked)
        };
        let corrected = arrived.corrected(&told, &lags_told(&delays.lags, &spans));
        let rows = cells
            .iter()
            .map(|cell| {
                let told = match cell.n {
                    Some(_) => steps(&delays.ladder, cell.from, end_of(cell)),
                    None => BTreeMap::new(),
                };
                let same = match cell.n {
                    Some(_) => steps(&delays.same_shift, cell.from, end_of(cell)),
                    None => BTreeMap::new(),
                };
                let week = Week::of(cell.from);
                let solid = sum(&told) >= looked.k;
                Row {
                    week,
                    weeks: cell.weeks,
                    n: cell.n,
                    median: looked.quantile(&told, sum(&told), 0.5),
                    solid,
                    same_shift: share_of(&same, looked.least(), looked.guard()),
                    state: arrived.state(week.plus(i64::from(cell.weeks) - 1)),
                }
            })
            .collect();
        let quantile = |q| {
            corrected
                .as_ref()
                .and_then(|all| looked.quantile(all, sum(&told), q))
        };
        let corrected_median = quantile(0.5);
        Self {
            period_weeks: shown.period.weeks(),
            rows,
            n,
            timed: sum(&told) > 0,
            median: looked.quantile(&told, sum(&told), 0.5),
            p90: looked.quantile(&told, sum(&told), 0.9),
            corrected_median,
            corrected_p90: quantile(0.9),
            longest: corrected_median.and(arrived.longest()),
            same_shift: looked.share(&steps_of(&delays.same_shift, &spans)),
            held_back: shown.held_back,
        }
    }
}

impl Looked {
    /// The small number, for those who do not see counts as they are.
    pub(crate) fn guard(&self) -> Option<i64> {
        (!self.as_they_are).then_some(self.k)
    }

    /// From how many reports on a period has a median and a share that limits may come from.
    pub(super) fn least(&self) -> i64 {
        LEAST.max(self.guard().unwrap_or(LEAST))
    }

    /// A quantile of `n` delays. It needs k reports, and k on its slower side when that is a tenth: the
    /// ninth of ten of a few reports is one person's.
    pub(super) fn quantile(&self, counts: &BTreeMap<i32, i64>, n: i64, q: f64) -> Option<f64> {
        let least = if q > 0.5 {
            self.k.saturating_mul(10)
        } else {
            self.k
        };
        if !self.as_they_are && n < least {
            return None;
        }
        quantile(counts, q)
    }

    /// The share on step 1: it and the rest must both be publishable.
    fn share(&self, counts: &BTreeMap<i32, i64>) -> Option<Share> {
        let (part, whole) = (counts.get(&1).copied().unwrap_or(0), sum(counts));
        let may = self.as_they_are || (whole >= self.k && publishable_of(part, whole, self.k));
        may.then(|| Share::of(part, whole)).flatten()
    }
}

/// The sums of the steps over several stretches of weeks.
pub(crate) fn steps_of(slots: &Slots, spans: &[(NaiveDate, NaiveDate)]) -> BTreeMap<i32, i64> {
    let mut sums = BTreeMap::new();
    for (from, end) in spans {
        for (slot, n) in steps(slots, *from, *end) {
            *sums.entry(slot).or_insert(0) += n;
        }
    }
    sums
}

/// By lag, the reports that were told in these stretches of weeks.
fn lags_told(lags: &Slots, spans: &[(NaiveDate, NaiveDate)]) -> BTreeMap<i32, i64> {
    let mut sums = BTreeMap::new();
    for ((week, lag), n) in lags {
        let told = Week::of(*week).plus(i64::from(*lag)).monday();
        // They follow each other: the last one that begins by then, or none.
        let before = spans.partition_point(|(from, _)| *from <= told);
        let within = spans.get(before.wrapping_sub(1));
        if within.is_some_and(|(_, end)| told < *end) {
            *sums.entry((*lag).max(0)).or_insert(0) += n;
        }
    }
    sums
}

fn sum(counts: &BTreeMap<i32, i64>) -> i64 {
    counts.values().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::ladder::slot;

    #[test]
    fn classes_end_with_the_step_of_their_name_and_leave_none_out() {
        let named = [60, 8 * 60, 1_440, 3 * 1_440, 7 * 1_440, 28 * 1_440];
        for (class, minutes) in DELAY_CLASSES.iter().zip(named) {
            assert_eq!(class.1, slot(minutes), "{minutes}");
        }
        for pair in DELAY_CLASSES.windows(2) {
            assert_eq!(pair[0].1 + 1, pair[1].0);
        }
    }
}

//! How long it takes until somebody speaks up, from counts on the delay ladder.

use super::{
    counts::{Slots, steps},
    house::end_of,
    share::Share,
};
use crate::{
    kernel::time::Week,
    stats::{
        Completeness, Published, State, completeness, delay::Triangle, ladder,
        small_numbers::publishable_of, state,
    },
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The longest delay, in weeks, for which is estimated what is still to come.
pub(crate) const LONGEST: i32 = 26;

/// How many weeks back the estimate looks, so that it follows a change in how fast people tell.
const WINDOW: i32 = 48;

/// With fewer reports than this, nothing can be said of what is still to come.
const LEAST_TOLD: i64 = 20;

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

/// The view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TimeToSurface {
    /// Weeks in a period of the grid.
    pub(crate) period_weeks: u32,
    /// One line a period, oldest first, from the first one that is not empty.
    pub(crate) rows: Vec<Row>,
    /// Reports in the periods shown.
    pub(crate) n: i64,
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
        let told = told(&delays.ladder, &spans);
        let arrived = Arrived::of(&delays.lags, looked);
        let corrected = arrived.corrected(&told, &lags_told(&delays.lags, &spans));
        let rows = cells
            .iter()
            .map(|cell| {
                let told = match cell.n {
                    Some(_) => steps(&delays.ladder, cell.from, end_of(cell)),
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
                    state: arrived.state(week.plus(i64::from(cell.weeks) - 1)),
                }
            })
            .collect();
        Self {
            period_weeks: shown.period.weeks(),
            rows,
            n: cells.iter().filter_map(|cell| cell.n).sum(),
            median: looked.quantile(&told, sum(&told), 0.5),
            p90: looked.quantile(&told, sum(&told), 0.9),
            corrected_median: corrected
                .as_ref()
                .and_then(|c| looked.quantile(c, sum(&told), 0.5)),
            corrected_p90: corrected
                .as_ref()
                .and_then(|c| looked.quantile(c, sum(&told), 0.9)),
            longest: corrected.as_ref().and(arrived.longest()),
            same_shift: looked.share(&steps_of(&delays.same_shift, &spans)),
            held_back: shown.held_back,
        }
    }
}

impl Looked {
    /// A quantile of `n` delays. It needs k reports, and k on its slower side when that is a tenth: the
    /// ninth of ten of a few reports is one person's.
    fn quantile(&self, counts: &BTreeMap<i32, i64>, n: i64, q: f64) -> Option<f64> {
        let least = if q > 0.5 {
            self.k.saturating_mul(10)
        } else {
            self.k
        };
        if !self.as_they_are && n < least {
            return None;
        }
        ladder::quantile(counts, q).map(|minutes| (minutes * 10.0).round() / 10.0)
    }

    /// The share on step 1: it and the rest must both be publishable.
    fn share(&self, counts: &BTreeMap<i32, i64>) -> Option<Share> {
        let (part, whole) = (counts.get(&1).copied().unwrap_or(0), sum(counts));
        let may = self.as_they_are || (whole >= self.k && publishable_of(part, whole, self.k));
        may.then(|| Share::of(part, whole)).flatten()
    }
}

/// How much of the latest weeks has been told by now.
struct Arrived {
    closed: Week,
    known: Option<Completeness>,
    told: i64,
}

impl Arrived {
    fn of(lags: &Slots, looked: Looked) -> Self {
        let mut cells = Triangle::new();
        for ((week, lag), n) in lags {
            let age = looked.closed.since(Week::of(*week));
            let Ok(age) = i32::try_from(age) else {
                continue;
            };
            let lag = (*lag).max(0);
            if lag <= age && lag <= LONGEST && age <= WINDOW + LONGEST {
                *cells.entry((-age, lag)).or_insert(0) += n;
            }
        }
        let told = cells.values().sum();
        let may = looked.as_they_are || told >= looked.k;
        let known = may.then(|| completeness(&cells, 0, LONGEST, Some(WINDOW)));
        Self {
            closed: looked.closed,
            known: known.flatten(),
            told,
        }
    }

    /// The longest delay in weeks that can be spoken of.
    fn longest(&self) -> Option<i32> {
        self.known.as_ref().map(Completeness::longest)
    }

    /// How a week is to be drawn. Where nothing is known, everything that could still be told may be.
    fn state(&self, last: Week) -> State {
        let age = i32::try_from(self.closed.since(last)).unwrap_or(i32::MAX);
        match &self.known {
            Some(known) => state(known.at(age)),
            None if age > LONGEST => State::Settled,
            None => State::Arriving,
        }
    }

    /// The ladder with each delay given the weight that it will have when everything has been told.
    ///
    /// The triangle knows weeks, the ladder minutes: of the reports told so many weeks later, the triangle says which
    /// share they are in the end, and the ladder how they lie within those weeks. A delay of 1.3 weeks
    /// crosses one Monday in seven cases of ten, and two in three.
    fn corrected(
        &self,
        told: &BTreeMap<i32, i64>,
        lags: &BTreeMap<i32, i64>,
    ) -> Option<BTreeMap<i32, i64>> {
        let known = self.known.as_ref().filter(|_| self.told >= LEAST_TOLD)?;
        let within: i64 = lags.range(..=known.longest()).map(|(_, n)| n).sum();
        let weight = |lag: i32| -> Option<f64> {
            let n = lags
                .get(&lag)
                .filter(|n| **n > 0 && lag <= known.longest())?;
            // Counts stay far below 2^53: exact.
            Some((known.at(lag) - known.at(lag - 1)) * within as f64 / *n as f64)
        };
        let weighed: Vec<(i32, f64)> = told
            .iter()
            .map(|(slot, n)| (*slot, *n as f64 * between_weeks(*slot, weight)))
            .collect();
        let same = weighed
            .iter()
            .zip(told.values())
            .all(|((_, w), n)| (w - *n as f64).abs() < 1e-6);
        if same {
            return Some(told.clone());
        }
        Some(
            weighed
                .into_iter()
                .map(|(slot, w)| (slot, (w * FINE).round() as i64))
                .collect(),
        )
    }
}

/// Weights are kept as whole numbers of thousandths: the ladder counts.
const FINE: f64 = 1000.0;

const WEEK_MINUTES: f64 = 7.0 * 24.0 * 60.0;

/// The weight of a step of the ladder, from those of the weeks that its delays can be counted in; 0 when
/// there are none.
fn between_weeks(slot: i32, weight: impl Fn(i32) -> Option<f64>) -> f64 {
    let Some((from, to)) = ladder::range(slot) else {
        return 0.0;
    };
    let weeks = (from as f64 + to as f64) / 2.0 / WEEK_MINUTES;
    // A ladder ends at 8,000 years, far within an i32 of weeks.
    let lower = weeks.floor() as i32;
    match (weight(lower), weight(lower + 1)) {
        (Some(lower), Some(upper)) => lower * (1.0 - weeks.fract()) + upper * weeks.fract(),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => 0.0,
    }
}

fn told(ladder: &Slots, spans: &[(NaiveDate, NaiveDate)]) -> BTreeMap<i32, i64> {
    steps_of(ladder, spans)
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
        if spans
            .iter()
            .any(|(from, end)| (*from..*end).contains(&told))
        {
            *sums.entry((*lag).max(0)).or_insert(0) += n;
        }
    }
    sums
}

fn sum(counts: &BTreeMap<i32, i64>) -> i64 {
    counts.values().sum()
}

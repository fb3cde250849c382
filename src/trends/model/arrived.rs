//! How much of what happened has been told by now, and what the delays will be when all of it has.

use super::{counts::Slots, surfacing::Looked};
use crate::{
    kernel::time::Week,
    stats::{Completeness, State, completeness, delay::Triangle, ladder, state},
};
use std::collections::BTreeMap;

/// The longest delay, in weeks, for which is estimated what is still to come.
pub(crate) const LONGEST: i32 = 26;

/// How many weeks back the estimate looks, so that it follows a change in how fast people tell.
pub(crate) const WINDOW: i32 = 48;

/// With fewer reports than this, nothing can be said of what is still to come.
const LEAST_TOLD: i64 = 20;

/// What happened in each week, back to `oldest` weeks before the latest closed one, by the weeks until it was told. That
/// week is 0, those before it are negative. What was told before its day counts as told in its week.
pub(super) fn triangle(lags: &Slots, closed: Week, oldest: i32) -> Triangle {
    let mut cells = Triangle::new();
    for ((week, lag), n) in lags {
        let Ok(age) = i32::try_from(closed.since(Week::of(*week))) else {
            continue;
        };
        let lag = (*lag).max(0);
        if lag <= age && lag <= LONGEST && age <= oldest {
            *cells.entry((-age, lag)).or_insert(0) += n;
        }
    }
    cells
}

/// How much of the latest weeks has been told by now.
pub(super) struct Arrived {
    closed: Week,
    known: Option<Completeness>,
    told: i64,
}

impl Arrived {
    pub(super) fn of(lags: &Slots, looked: Looked) -> Self {
        let cells = triangle(lags, looked.closed, WINDOW + LONGEST);
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
    pub(super) fn longest(&self) -> Option<i32> {
        self.known.as_ref().map(Completeness::longest)
    }

    /// How a week is to be drawn. Where nothing is known, everything that could still be told may be.
    pub(super) fn state(&self, last: Week) -> State {
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
    pub(super) fn corrected(
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

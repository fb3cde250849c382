//! What everybody may read on the wall: that speaking up was worth it.

use super::surfacing::TimeToSurface;
use crate::kernel::time::Week;

/// The view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Thanks {
    /// Reports of the last weeks; `None` when they are too few to say.
    pub(crate) told: Option<i64>,
    /// The first week counted.
    pub(crate) since: Option<Week>,
    /// The time within which half of them was told, in minutes.
    pub(crate) median: Option<f64>,
    /// At least so many reporters of the last year said that it helped.
    pub(crate) helped: Option<i64>,
    /// At least so many reporters of the last year were told what came of it.
    pub(crate) outcomes: Option<i64>,
    /// At least so many changes were put in place in the last year.
    pub(crate) changed: Option<i64>,
    /// At least so many lessons are there to read.
    pub(crate) learned: Option<i64>,
}

/// Counts that grow while people watch.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Growing {
    /// Reporters of the last year who said that it helped.
    pub(crate) helped: i64,
    /// Reporters of the last year who were told what came of it.
    pub(crate) outcomes: i64,
    /// Changes put in place in the last year.
    pub(crate) changed: i64,
    /// Lessons that everybody may read.
    pub(crate) learned: i64,
}

impl Thanks {
    /// The view, from the last weeks and the counts of the last year.
    pub(crate) fn of(recent: Option<&TimeToSurface>, growing: Growing, k: i64) -> Self {
        let recent = recent.filter(|recent| recent.n >= k);
        let first = recent.and_then(|recent| recent.rows.first());
        Self {
            told: recent.map(|recent| recent.n),
            since: first.map(|row| row.week),
            median: recent.and_then(|recent| recent.median),
            helped: at_least(growing.helped, k),
            outcomes: at_least(growing.outcomes, k),
            changed: at_least(growing.changed, k),
            learned: at_least(growing.learned, k),
        }
    }
}

/// A count that grows while people watch, in steps of k: no step tells of fewer than k of them.
fn at_least(n: i64, k: i64) -> Option<i64> {
    let steps = n / k.max(1) * k.max(1);
    (steps > 0).then_some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growing_counts_are_told_in_steps() {
        assert_eq!(
            [0, 4, 5, 9, 10, 23].map(|n| at_least(n, 5)),
            [None, None, Some(5), Some(5), Some(10), Some(20)]
        );
    }
}

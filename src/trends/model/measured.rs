//! What one period says of delays, where it has enough reports to say it.

use crate::stats::{ladder, small_numbers::publishable_of};
use std::collections::BTreeMap;

/// With fewer reports than this a period has no median and no share of its own that limits could come from: those of a
/// few jump from one to the next.
pub(crate) const LEAST: i64 = 5;

/// The median of the delays on the steps of the ladder, in minutes; `None` of fewer than `least`.
pub(crate) fn median_of(told: &BTreeMap<i32, i64>, least: i64) -> Option<f64> {
    let n: i64 = told.values().sum();
    (n >= least).then(|| quantile(told, 0.5)).flatten()
}

/// A quantile of the delays on the steps of the ladder, in minutes and tenths of them.
pub(super) fn quantile(told: &BTreeMap<i32, i64>, q: f64) -> Option<f64> {
    ladder::quantile(told, q).map(|minutes| (minutes * 10.0).round() / 10.0)
}

/// The share on step 1, from 0 to 1; `None` of fewer than `least`. Guarded by k, both it and the rest are
/// publishable, and it is rounded to tenths.
pub(crate) fn share_of(counts: &BTreeMap<i32, i64>, least: i64, guard: Option<i64>) -> Option<f64> {
    let (part, whole) = (
        counts.get(&1).copied().unwrap_or(0),
        counts.values().sum::<i64>(),
    );
    if whole < least || whole == 0 {
        return None;
    }
    // Counts stay far below 2^53: exact.
    let share = part as f64 / whole as f64;
    match guard {
        None => Some(share),
        Some(k) if publishable_of(part, whole, k) => Some((share * 10.0).round() / 10.0),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_reports_say_nothing() {
        let few = BTreeMap::from([(0, 1), (1, 3)]);
        assert_eq!((median_of(&few, 5), share_of(&few, 5, None)), (None, None));
        let more = BTreeMap::from([(0, 1), (1, 6)]);
        assert_eq!(share_of(&more, 5, None), Some(6.0 / 7.0));
        // The one who was late could be found.
        assert_eq!(share_of(&more, 5, Some(5)), None);
        let enough = BTreeMap::from([(0, 5), (1, 6)]);
        assert_eq!(share_of(&enough, 5, Some(5)), Some(0.5));
    }
}

//! The delay ladder: delays kept as counts on steps that widen with the delay, four steps for each doubling.
//!
//! A tally of steps answers "half of them within 3 hours" at a cost that does not grow with the number of
//! reports, and it keeps no exact delay of anybody. Step = floor(4 * log2(1 + minutes)), all in whole numbers:
//! `x >= 2^(s/4)` is the same as `x^4 >= 2^s`, so no rounding of a logarithm can move a delay to a neighbour step.

use std::collections::BTreeMap;

use super::quantile::{between, position};

/// The longest delay told apart, in minutes (some 8,000 years): the fourth power of one more still fits 128 bits.
pub const LONGEST: i64 = u32::MAX as i64 - 1;

/// The step of [`LONGEST`], the last one.
const TOP: u32 = 127;

/// The step on which a delay of so many whole minutes stands: `floor(4 * log2(1 + minutes))`, 0 to 127.
///
/// A delay below 0 (told before the day it was dated to) stands on step 0; one above [`LONGEST`] on the last.
pub fn slot(minutes: i64) -> i32 {
    let shifted = u128::from((minutes.clamp(0, LONGEST) + 1).unsigned_abs());
    // At most 127, far from the sign bit.
    shifted.pow(4).ilog2().cast_signed()
}

/// The first and the last whole minute that stand on a step.
///
/// `None` for a step on which no whole minute stands: 1, 2, 3, 5 and 7 (the steps are finer than a minute
/// there), below 0 and above 127.
pub fn range(slot: i32) -> Option<(i64, i64)> {
    let step = u32::try_from(slot).ok().filter(|step| *step <= TOP)?;
    let from = first_minute(step);
    let to = if step == TOP {
        LONGEST
    } else {
        first_minute(step + 1) - 1
    };
    (from <= to).then_some((from, to))
}

/// The smallest whole `m` with `(1 + m)^4 >= 2^step`. The rounded-up fourth root of N is one more than the
/// rounded-down root of N - 1; the two ones cancel.
fn first_minute(step: u32) -> i64 {
    let root = ((1_u128 << step) - 1).isqrt().isqrt();
    i64::try_from(root).unwrap_or(LONGEST)
}

/// The quantile `q` (0 to 1) in minutes, from the number of delays on each step; `None` when there are none
/// or `q` is not a share.
///
/// The same definition as [`super::quantile::quantile`], with each sorted delay replaced by its place in its
/// step, where the delays of one step are taken to lie evenly. Hence:
/// - step 0 is exactly 0 minutes;
/// - where one step holds the delays on both sides of the quantile, the answer lies in that step; otherwise
///   between the two steps, as the exact quantile does;
/// - `4 * log2(1 + answer)` is less than 1 away from that of the exact quantile: at worst 19 % (all delays of
///   a step at one end of it), below 2 % where they are spread smoothly.
///
/// Steps with a count of 0 or less, and steps on which no minute stands, count for nothing.
pub fn quantile(counts: &BTreeMap<i32, i64>, q: f64) -> Option<f64> {
    let steps: Vec<Step> = counts
        .iter()
        .filter(|(_, n)| **n > 0)
        .filter_map(|(slot, n)| range(*slot).map(|(from, to)| Step { from, to, n: *n }))
        .collect();
    let total = steps
        .iter()
        .fold(0_i64, |sum, step| sum.saturating_add(step.n));
    let (rank, part) = position(total, q)?;
    let lower = placed(&steps, rank)?;
    let upper = placed(&steps, rank.saturating_add(1)).unwrap_or(lower);
    Some(between(lower, upper, part))
}

/// A step that holds `n` delays, `from` to `to` minutes.
struct Step {
    from: i64,
    to: i64,
    n: i64,
}

/// Where the delay of this rank (counted from 0) is taken to lie, in minutes.
fn placed(steps: &[Step], rank: i64) -> Option<f64> {
    let mut before = 0_i64;
    for step in steps {
        if rank - before < step.n {
            // Minutes stay below 2^32 and counts below 2^53: exact as floating numbers.
            let part = ((rank - before) as f64 + 0.5) / step.n as f64;
            return Some(between(step.from as f64, step.to as f64, part));
        }
        before = before.saturating_add(step.n);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::quantile::quantile as exact;
    use super::*;
    use proptest::prelude::*;

    fn ladder(delays: &[i64]) -> BTreeMap<i32, i64> {
        let mut counts = BTreeMap::new();
        for delay in delays {
            *counts.entry(slot(*delay)).or_insert(0) += 1;
        }
        counts
    }

    /// The height on the ladder as a number with a fraction.
    fn height(minutes: f64) -> f64 {
        4.0 * (1.0 + minutes).log2()
    }

    #[test]
    fn exact_at_powers_of_two() {
        for power in 0..32 {
            let minutes = (1_i64 << power) - 1;
            assert_eq!(slot(minutes), 4 * power);
            assert_eq!(
                slot(minutes - 1),
                if power == 0 {
                    0
                } else {
                    slot_by_search(minutes - 1)
                }
            );
        }
        assert_eq!([0, 1, 2, 3, 4, 60, 1440].map(slot), [0, 4, 6, 8, 9, 23, 41]);
        assert_eq!([slot(-5), slot(LONGEST), slot(i64::MAX)], [0, 127, 127]);
    }

    /// The definition, word for word: the largest s with 2^s <= (1 + minutes)^4.
    fn slot_by_search(minutes: i64) -> i32 {
        let x = u128::from((minutes + 1).unsigned_abs());
        (0..128)
            .filter(|s| 1_u128 << s <= x * x * x * x)
            .max()
            .unwrap()
    }

    #[test]
    fn ranges_tile_all_minutes() {
        let mut next = 0;
        for step in 0..=127 {
            match range(step) {
                Some((from, to)) => {
                    assert_eq!(from, next);
                    assert_eq!((slot(from), slot(to)), (step, step));
                    next = to + 1;
                }
                None => assert!([1, 2, 3, 5, 7].contains(&step)),
            }
        }
        assert_eq!(next, LONGEST + 1);
        assert_eq!((range(-1), range(128)), (None, None));
        assert_eq!((range(0), range(23)), (Some((0, 0)), Some((53, 62))));
    }

    #[test]
    fn quantiles_of_few_and_none() {
        assert_eq!(quantile(&BTreeMap::new(), 0.5), None);
        assert_eq!(quantile(&BTreeMap::from([(0, 4)]), 0.9), Some(0.0));
        assert_eq!(quantile(&BTreeMap::from([(23, 1)]), 0.5), Some(57.5));
        // Four delays lie evenly in 53 to 62 minutes: an eighth from the ends, a quarter apart.
        let four = BTreeMap::from([(23, 4)]);
        assert_eq!(
            [0.0, 0.5, 1.0].map(|q| quantile(&four, q)),
            [Some(54.125), Some(57.5), Some(60.875)]
        );
        assert_eq!(quantile(&BTreeMap::from([(0, 1), (4, 1)]), 0.5), Some(0.5));
        assert_eq!(
            quantile(&BTreeMap::from([(4, -3), (5, 9), (8, 1)]), 0.5),
            Some(3.0)
        );
        assert_eq!(quantile(&BTreeMap::from([(4, 1)]), 1.5), None);
        assert_eq!(quantile(&BTreeMap::from([(4, 1)]), f64::NAN), None);
    }

    #[test]
    fn close_where_delays_are_spread_smoothly() {
        let delays: Vec<i64> = (0..4000)
            .map(|i| (-600.0 * (1.0 - (f64::from(i) + 0.5) / 4000.0).ln()) as i64)
            .collect();
        let as_numbers: Vec<f64> = delays.iter().map(|delay| *delay as f64).collect();
        for q in [0.1, 0.25, 0.5, 0.75, 0.9] {
            let ratio = quantile(&ladder(&delays), q).unwrap() / exact(&as_numbers, q).unwrap();
            assert!((ratio - 1.0).abs() < 0.02, "{q}: {ratio}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn slots_follow_the_definition_and_never_fall(minutes in prop_oneof![0..5000i64, 0..LONGEST]) {
            prop_assert_eq!(slot(minutes), slot_by_search(minutes));
            prop_assert!(slot(minutes) <= slot(minutes + 1));
            let (from, to) = range(slot(minutes)).unwrap();
            prop_assert!(from <= minutes && minutes <= to);
        }

        #[test]
        fn within_one_step_of_the_exact_quantile(
            delays in prop::collection::vec(prop_oneof![0..5i64, 0..600i64, 0..600_000i64], 1..60),
            q in 0.0..=1.0f64,
        ) {
            let as_numbers: Vec<f64> = delays.iter().map(|delay| *delay as f64).collect();
            let estimate = quantile(&ladder(&delays), q).unwrap();
            let truth = exact(&as_numbers, q).unwrap();
            prop_assert!((height(estimate) - height(truth)).abs() < 1.0 + 1e-9);
        }

        #[test]
        fn in_the_step_of_the_true_delay(
            mut delays in prop::collection::vec(prop_oneof![0..5i64, 0..600i64, 0..600_000i64], 2..60),
            pick in any::<prop::sample::Index>(),
        ) {
            delays.sort_unstable();
            let rank = pick.index(delays.len());
            let q = rank as f64 / (delays.len() - 1) as f64;
            let estimate = quantile(&ladder(&delays), q).unwrap();
            let (from, to) = range(slot(delays[rank])).unwrap();
            // q times n - 1 may miss the whole rank by a rounding, hence the hair on both sides.
            prop_assert!(estimate > from as f64 - 1e-6 && estimate < to as f64 + 1e-6);
        }
    }
}

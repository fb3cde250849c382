//! Which of several counts may be shown side by side, and which are held back so that no other gives them away.

/// Whether a count may be shown: nobody told, or at least `k` did.
///
/// A count of 1 to k - 1 points at people. A negative one is an error elsewhere and not shown either.
pub fn publishable(n: i64, k: i64) -> bool {
    n == 0 || n >= k.max(1)
}

/// Whether a count may be shown next to its total: it and the rest are both [`publishable`].
///
/// The rest matters as much: "98 of 100 had the factor" tells of the two that had not. For answers of which
/// a report may have several (factors, caught-by), ask this for each with the number of reports as total:
/// they do not add up, so [`breakdown`], which guards a sum, is not for them.
pub fn publishable_of(n: i64, total: i64, k: i64) -> bool {
    publishable(n, k) && publishable(total.saturating_sub(n), k)
}

/// The counts of a set of categories that add up to a total (each report in one), with `None` for those held back.
///
/// A count is shown when it is [`publishable_of`] the total. When any is held back, more are (the smallest
/// first, the earlier one among equals) until at least two are and they add up to `k` or more, so that the
/// total does not give them away. Where that cannot be reached, all are held back. The result is in the order
/// of `cells`, and equal for equal input.
pub fn breakdown<Key>(cells: &[(Key, i64)], k: i64) -> Vec<Option<i64>> {
    let counts: Vec<i64> = cells.iter().map(|(_, n)| *n).collect();
    let total = sum(counts.iter());
    let unsafe_ones = counts
        .iter()
        .map(|n| !publishable_of(*n, total, k))
        .collect();
    let held = hold_more(&counts, unsafe_ones, k);
    counts
        .into_iter()
        .zip(held)
        .map(|(n, held)| (!held).then_some(n))
        .collect()
}

/// Secondary suppression: given which counts must be held back, which are in the end.
pub(super) fn hold_more(counts: &[i64], mut held: Vec<bool>, k: i64) -> Vec<bool> {
    if !held.contains(&true) {
        return held;
    }
    // A zero hides nothing: holding it back would not change what the total says.
    let mut others: Vec<usize> = (0..counts.len())
        .filter(|i| !held[*i] && counts[*i] > 0)
        .collect();
    others.sort_by_key(|i| (counts[*i], *i));
    let mut others = others.into_iter();
    while !covered(counts, &held, k) {
        match others.next() {
            Some(i) => held[i] = true,
            None => return vec![true; counts.len()],
        }
    }
    held
}

/// Whether the counts held back hide each other: two at least, and no small sum.
fn covered(counts: &[i64], held: &[bool], k: i64) -> bool {
    let hidden = || {
        counts
            .iter()
            .zip(held)
            .filter(|(_, held)| **held)
            .map(|(n, _)| n)
    };
    hidden().count() >= 2 && sum(hidden()) >= k.max(1)
}

fn sum<'a>(counts: impl Iterator<Item = &'a i64>) -> i64 {
    counts.fold(0_i64, |sum, n| sum.saturating_add(*n))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(counts: &[i64]) -> Vec<Option<i64>> {
        let cells: Vec<((), i64)> = counts.iter().map(|n| ((), *n)).collect();
        breakdown(&cells, 5)
    }

    #[test]
    fn by_example() {
        assert_eq!(shown(&[]), []);
        assert_eq!(shown(&[0, 0]), [Some(0), Some(0)]);
        assert_eq!(shown(&[7, 0, 5]), [Some(7), Some(0), Some(5)]);
        // The 2 would be the total less the rest: the smallest other one goes too.
        assert_eq!(shown(&[9, 2, 6, 6]), [Some(9), None, None, Some(6)]);
        // The 98 would give the 2 away.
        assert_eq!(shown(&[98, 2]), [None, None]);
        assert_eq!(shown(&[98, 2, 0]), [None, None, Some(0)]);
        // Two small ones hide each other when they are at least k together …
        assert_eq!(shown(&[3, 2, 50]), [None, None, Some(50)]);
        // … and take a third along when not.
        assert_eq!(
            shown(&[1, 1, 1, 50, 60]),
            [None, None, None, None, Some(60)]
        );
        // A total below k is itself too small, zeros included: they would say where the few are not.
        assert_eq!(shown(&[3, 0]), [None, None]);
        assert_eq!(shown(&[3]), [None]);
        assert_eq!(shown(&[-1, 20, 30]), [None, None, Some(30)]);
    }

    #[test]
    fn a_k_of_one_or_less_holds_nothing_back() {
        for k in [1, 0, i64::MIN] {
            assert_eq!(breakdown(&[("a", 1), ("b", 3)], k), [Some(1), Some(3)]);
        }
        assert!(!publishable(-1, 0));
    }

    #[test]
    fn the_rest_counts_too() {
        assert!(
            publishable_of(95, 100, 5) && publishable_of(100, 100, 5) && publishable_of(0, 100, 5)
        );
        assert!(
            !publishable_of(96, 100, 5) && !publishable_of(4, 100, 5) && !publishable_of(0, 3, 5)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn gives_nobody_away(
            counts in prop::collection::vec(prop_oneof![Just(0), 0..8i64, 0..60i64], 0..10),
            k in 3..=10i64,
            chosen in any::<u16>(),
        ) {
            let cells: Vec<(usize, i64)> = counts.iter().copied().enumerate().collect();
            let answer = breakdown(&cells, k);
            let total: i64 = counts.iter().sum();
            let small = |n: i64| (1..k).contains(&n);
            for (n, shown) in counts.iter().zip(&answer) {
                prop_assert!(shown.is_none_or(|shown| shown == *n && !small(shown) && !small(total - shown)));
            }
            // The total less any choice of the shown ones.
            let subtracted: i64 =
                answer.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1).filter_map(|(_, n)| *n).sum();
            let held = answer.iter().filter(|shown| shown.is_none()).count();
            let hidden = total - answer.iter().flatten().sum::<i64>();
            if held == answer.len() {
                prop_assert!(held == 0 || counts.iter().any(|n| small(*n) || small(total - n)));
            } else {
                prop_assert!(!small(total - subtracted));
                prop_assert!(held == 0 || held >= 2);
                prop_assert!(hidden == 0 && held == 0 || hidden >= k);
            }
            prop_assert_eq!(answer, breakdown(&cells, k));
        }
    }
}

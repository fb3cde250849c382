//! Shares, shares in order, and rates.

use std::cmp::Reverse;

/// The share `part` is of `whole`, 0 to 1; `None` when there is nothing to share, or the part is not a part.
pub fn share(part: i64, whole: i64) -> Option<f64> {
    // Counts stay far below 2^53: exact.
    (whole > 0 && (0..=whole).contains(&part)).then(|| part as f64 / whole as f64)
}

/// So many per 1,000 hours worked: 1000 · n / hours. `None` where the hours are not known, not above 0 or no number:
/// a rate without hours is no rate, and not 0 either.
pub fn per_1000_hours(n: i64, hours: Option<f64>) -> Option<f64> {
    let hours = hours.filter(|hours| hours.is_finite() && *hours > 0.0)?;
    Some(n as f64 * 1000.0 / hours).filter(|rate| rate.is_finite())
}

/// One bar of a Pareto chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// Its place in the list it comes from, from 0.
    pub index: usize,
    /// Its count.
    pub n: i64,
    /// Its share of all counts, 0 to 1.
    pub share: f64,
    /// Its share and those of all before it; 1 at the last one.
    pub cumulative: f64,
}

/// The counts in order, the largest first, with shares of their sum (Juran 1951). Equal counts stay in the order of
/// the list, that of the tiles: whatever order they came in would look like one of importance.
///
/// A count below 0 counts as 0. Without anything to share, all shares are 0. Where a report may have several tiles,
/// the shares are those of all tiles named, not of the reports.
pub fn pareto(counts: &[i64]) -> Vec<Ranked> {
    let mut ranked: Vec<(usize, i64)> = counts.iter().map(|n| (*n).max(0)).enumerate().collect();
    // Stable: equal ones stay as they are.
    ranked.sort_by_key(|(_, n)| Reverse(*n));
    let total = counts
        .iter()
        .fold(0_i64, |sum, n| sum.saturating_add((*n).max(0)));
    let of_total = |n: i64| share(n.min(total), total).unwrap_or(0.0);
    let mut so_far = 0_i64;
    ranked
        .into_iter()
        .map(|(index, n)| {
            so_far = so_far.saturating_add(n);
            Ranked {
                index,
                n,
                share: of_total(n),
                cumulative: of_total(so_far),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_stay_in_the_order_of_the_tiles() {
        let order =
            |counts: &[i64]| -> Vec<usize> { pareto(counts).iter().map(|bar| bar.index).collect() };
        assert_eq!(order(&[2, 5, 0, 5, 2]), [1, 3, 0, 4, 2]);
        let bars = pareto(&[2, 5, 1]);
        assert_eq!(
            bars.iter().map(|bar| bar.share).collect::<Vec<_>>(),
            [0.625, 0.25, 0.125]
        );
        assert_eq!(
            bars.iter().map(|bar| bar.cumulative).collect::<Vec<_>>(),
            [0.625, 0.875, 1.0]
        );
        assert!(pareto(&[]).is_empty());
        assert!(
            pareto(&[0, -3])
                .iter()
                .all(|bar| (bar.n, bar.share, bar.cumulative) == (0, 0.0, 0.0))
        );
    }

    #[test]
    fn rates_and_shares_that_are_none() {
        assert_eq!(per_1000_hours(3, Some(1500.0)), Some(2.0));
        assert_eq!(per_1000_hours(0, Some(1500.0)), Some(0.0));
        for hours in [
            None,
            Some(0.0),
            Some(-8.0),
            Some(f64::NAN),
            Some(f64::INFINITY),
            Some(1e-320),
        ] {
            assert_eq!(per_1000_hours(3, hours), None);
        }
        assert_eq!((share(1, 4), share(0, 4)), (Some(0.25), Some(0.0)));
        assert_eq!((share(0, 0), share(5, 4), share(-1, 4)), (None, None, None));
    }

    proptest! {
        #[test]
        fn falls_and_adds_up(counts in prop::collection::vec(0..99i64, 1..15)) {
            let bars = pareto(&counts);
            prop_assert_eq!(bars.len(), counts.len());
            for pair in bars.windows(2) {
                prop_assert!(pair[0].n > pair[1].n || (pair[0].n == pair[1].n && pair[0].index < pair[1].index));
                prop_assert!((pair[0].cumulative + pair[1].share - pair[1].cumulative).abs() < 1e-12);
            }
            prop_assert!(counts.iter().sum::<i64>() == 0 || bars.last().unwrap().cumulative == 1.0);
        }
    }
}

//! The exact quantile of a list of numbers: what the ladder's estimate is measured against.

/// The quantile `q` (0 to 1) of `values`, in the unit of `values`; the order of `values` does not matter.
///
/// Formula: position `h = (n - 1) * q` in the sorted list, straight line between the neighbours
/// (type 7 of Hyndman and Fan 1996, "linear" in numpy, the default of R and of spreadsheets).
/// `None` for an empty list, for a value that is not finite and for `q` outside 0 to 1.
pub fn quantile(values: &[f64], q: f64) -> Option<f64> {
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let (rank, part) = position(i64::try_from(values.len()).ok()?, q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = usize::try_from(rank).ok()?;
    let lower = *sorted.get(rank)?;
    let upper = *sorted.get(rank + 1).unwrap_or(&lower);
    Some(between(lower, upper, part))
}

/// The middle value: [`quantile`] at one half.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// Which of `n` sorted values (counted from 0) stands just below the quantile, and how far (0 up to 1)
/// towards the next one it lies. Shared with the ladder, so that both mean the same by "quantile".
pub(super) fn position(n: i64, q: f64) -> Option<(i64, f64)> {
    if n < 1 || !(0.0..=1.0).contains(&q) {
        return None;
    }
    // Exact up to 2^53 values, which no list and no tally reaches.
    let h = (n - 1) as f64 * q;
    // `h` lies in 0..=n-1, so nothing is cut off but the fraction, which is what floor means.
    Some((h.floor() as i64, h.fract()))
}

/// The point `part` of the way from `lower` to `upper`; never outside the two, whatever the rounding.
pub(super) fn between(lower: f64, upper: f64, part: f64) -> f64 {
    (lower + part * (upper - lower)).clamp(lower, upper)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_values() {
        let values = [7.0, 1.0, 3.0, 10.0];
        assert_eq!(quantile(&values, 0.0), Some(1.0));
        assert_eq!(quantile(&values, 0.25), Some(2.5));
        assert_eq!(median(&values), Some(5.0));
        assert_eq!(quantile(&values, 1.0), Some(10.0));
        assert_eq!(median(&[3.0]), Some(3.0));
        let ninth = quantile(&[1.0, 2.0, 3.0, 4.0], 0.9).unwrap();
        assert!((ninth - 3.7).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_say() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[1.0, f64::NAN]), None);
        assert_eq!(median(&[1.0, f64::INFINITY]), None);
        for q in [-0.1, 1.1, f64::NAN] {
            assert_eq!(quantile(&[1.0], q), None);
        }
    }

    proptest! {
        #[test]
        fn lies_between_the_values_and_grows_with_q(
            values in prop::collection::vec(-1e6..1e6f64, 1..50),
            q in 0.0..=1.0f64,
            r in 0.0..=1.0f64,
        ) {
            let (low, high) = (q.min(r), q.max(r));
            let at_low = quantile(&values, low).unwrap();
            let at_high = quantile(&values, high).unwrap();
            prop_assert!(at_low <= at_high + 1e-6);
            prop_assert!(values.iter().any(|value| *value <= at_low));
            prop_assert!(values.iter().any(|value| *value >= at_high));
        }
    }
}

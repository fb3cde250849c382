//! Round values to write beside a scale.

use super::Scale;

/// Lengths of time that people think in, in minutes: nothing, a quarter of an hour, an hour, half a shift, a day,
/// three days, a week, four weeks, a year.
const DURATIONS: [f64; 9] = [
    0.0, 15.0, 60.0, 240.0, 1_440.0, 4_320.0, 10_080.0, 40_320.0, 525_600.0,
];

/// Ticks for a scale of minutes: 0, 15 min, 1 h, 4 h, 1 d, 3 d, 1 w, 4 w, 1 y, as far as the scale reaches and
/// at least `gap` apart on the drawing.
///
/// Where fewer than two fit (a scale of minutes, or of many years), round numbers of minutes instead.
pub fn duration_ticks(scale: &Scale, gap: f64) -> Vec<f64> {
    let (low, high) = scale.values();
    let mut chosen: Vec<f64> = Vec::new();
    for minutes in DURATIONS
        .into_iter()
        .filter(|minutes| (low..=high).contains(minutes))
    {
        let far_enough = |last: &f64| (scale.at(minutes) - scale.at(*last)).abs() >= gap;
        if chosen.last().is_none_or(far_enough) {
            chosen.push(minutes);
        }
    }
    if chosen.len() < 2 {
        inside(low, high)
    } else {
        chosen
    }
}

/// At most four round steps, none beyond the scale's ends.
fn inside(low: f64, high: f64) -> Vec<f64> {
    let round = ticks(low, high, 4);
    round
        .into_iter()
        .filter(|tick| (low..=high).contains(tick))
        .collect()
}

/// Ticks for a count, from 0 to the first round one that is not below `highest`, in steps of 1, 2 or 5 times a
/// power of ten and never of less than 1. At most `most` steps (at least one), one tick more. The last tick is
/// the top of the scale to draw.
pub fn count_ticks(highest: i64, most: u32) -> Vec<i64> {
    let highest = highest.max(1);
    let most = i64::from(most.max(1));
    let step = counting_steps()
        .find(|step| highest.div_euclid(*step) + i64::from(highest % step != 0) <= most)
        .unwrap_or(highest);
    let mut round = vec![0];
    let mut last = 0_i64;
    while last < highest {
        last = last.saturating_add(step);
        round.push(last);
    }
    round
}

/// 1, 2, 5, 10, 20, 50 … as far as whole numbers go.
fn counting_steps() -> impl Iterator<Item = i64> {
    (0..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_i64.pow(power)))
}

/// Ticks for anything measured: from the last round value not above `low` to the first not below `high`, in steps
/// of 1, 2 or 5 times a power of ten, at most `most` steps (at least two, for 0 may lie inside one).
///
/// Ends that are equal, or as good as, are moved apart first: 0 to 0 and 1, another value by half of itself.
/// Empty when the ends are out of order, not numbers, or beyond a million billion.
pub fn ticks(low: f64, high: f64, most: u32) -> Vec<f64> {
    const FARTHEST: f64 = 1e15;
    let charted = |end: f64| end.abs() <= FARTHEST;
    if !charted(low) || !charted(high) || low > high {
        return Vec::new();
    }
    let (low, high) = apart(low, high);
    let most = f64::from(most.max(2));
    // The ends are 1e-12 to 2e15 apart, so this is a small whole number.
    let power = ((high - low) / most).log10().floor() as i32;
    (power..=power + 2)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|digit| Step { digit, power }))
        .find(|step| step.above(high) - step.below(low) <= most)
        .map(|step| step.multiples(low, high))
        .unwrap_or_default()
}

/// The ends, with room for a step between them.
fn apart(low: f64, high: f64) -> (f64, f64) {
    let size = low.abs().max(high.abs());
    if high - low > (size * 1e-9).max(1e-12) {
        (low, high)
    } else if size < 1e-12 {
        (0.0, 1.0)
    } else {
        (low - size / 2.0, high + size / 2.0)
    }
}

/// A step of `digit * 10^power`.
struct Step {
    digit: f64,
    power: i32,
}

impl Step {
    /// The multiple of this number. Divides where the power is negative: 3 / 10 is 0.3, 3 * 0.1 is not.
    fn times(&self, multiple: f64) -> f64 {
        let scale = 10_f64.powi(self.power.abs());
        let digits = multiple * self.digit;
        // Adding 0 turns -0 into 0.
        0.0 + if self.power < 0 {
            digits / scale
        } else {
            digits * scale
        }
    }

    /// The number of the last multiple not above `low`.
    fn below(&self, low: f64) -> f64 {
        (low / self.times(1.0)).floor()
    }

    /// The number of the first multiple not below `high`.
    fn above(&self, high: f64) -> f64 {
        (high / self.times(1.0)).ceil()
    }

    fn multiples(&self, low: f64, high: f64) -> Vec<f64> {
        let first = self.below(low);
        // As many as `most` at the most, and not negative.
        let steps = (self.above(high) - first) as u32;
        (0..=steps)
            .map(|i| self.times(first + f64::from(i)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_as_they_fit() {
        let log = Scale::log1p(50_000.0, (400.0, 0.0));
        assert_eq!(
            duration_ticks(&log, 20.0),
            [0.0, 15.0, 60.0, 240.0, 1440.0, 4320.0, 10080.0, 40320.0]
        );
        let plain = Scale::linear((0.0, 6000.0), (400.0, 0.0));
        assert_eq!(duration_ticks(&plain, 50.0), [0.0, 1440.0, 4320.0]);
        assert_eq!(
            duration_ticks(&Scale::linear((0.0, 8.0), (400.0, 0.0)), 20.0),
            [0.0, 2.0, 4.0, 6.0, 8.0]
        );
        assert_eq!(
            duration_ticks(&Scale::log1p(0.0, (400.0, 0.0)), 20.0),
            [0.0]
        );
        assert!(duration_ticks(&Scale::linear((f64::NAN, 8.0), (400.0, 0.0)), 20.0).is_empty());
    }

    #[test]
    fn counts_in_round_steps() {
        assert_eq!(count_ticks(0, 5), [0, 1]);
        assert_eq!(count_ticks(-7, 5), [0, 1]);
        assert_eq!(count_ticks(4, 5), [0, 1, 2, 3, 4]);
        assert_eq!(count_ticks(7, 5), [0, 2, 4, 6, 8]);
        assert_eq!(count_ticks(37, 5), [0, 10, 20, 30, 40]);
        assert_eq!(count_ticks(60, 1), [0, 100]);
        assert_eq!(count_ticks(i64::MAX, 4), [0, i64::MAX]);
    }

    #[test]
    fn measures_in_round_steps() {
        assert_eq!(ticks(0.0, 1.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(-3.1, 6.95, 6), [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(0.0, 0.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(8.0, 8.0, 4), [4.0, 6.0, 8.0, 10.0, 12.0]);
        assert!(ticks(2.0, 1.0, 5).is_empty());
        assert!(ticks(0.0, f64::NAN, 5).is_empty());
        assert!(ticks(0.0, 1e300, 5).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn measures_enclose_the_ends(
            low in prop_oneof![-1e6..1e6f64, -1.0..1.0f64],
            span in prop_oneof![Just(0.0), 0.0..1e-6f64, 0.0..1.0f64, 0.0..1e6f64],
            most in 0..30u32,
        ) {
            let high = low + span;
            let round = ticks(low, high, most);
            prop_assert!(round.len() >= 2 && round.len() <= most.max(2) as usize + 1);
            prop_assert!(round.windows(2).all(|pair| pair[0] < pair[1]));
            let hair = 1e-9 * low.abs().max(high.abs());
            prop_assert!(round[0] <= low + hair && round[round.len() - 1] >= high - hair);
        }

        #[test]
        fn counts_enclose_the_highest(highest in prop_oneof![0..50i64, 0..1_000_000i64], most in 0..20u32) {
            let round = count_ticks(highest, most);
            prop_assert!(round.len() >= 2 && round.len() <= most.max(1) as usize + 1);
            prop_assert!(round[0] == 0 && round[round.len() - 1] >= highest);
            prop_assert!(round.windows(2).all(|pair| pair[1] - pair[0] == round[1]));
            prop_assert!(round[round.len() - 2] < highest.max(1));
        }

        #[test]
        fn durations_keep_their_distance(high in 15.0..2e6f64, gap in 1.0..200.0f64, log in any::<bool>()) {
            let scale = if log { Scale::log1p(high, (300.0, 0.0)) } else { Scale::linear((0.0, high), (300.0, 0.0)) };
            let chosen = duration_ticks(&scale, gap);
            prop_assert!(chosen.iter().all(|tick| (0.0..=high).contains(tick)));
            let apart = chosen.windows(2).all(|pair| (scale.at(pair[0]) - scale.at(pair[1])).abs() >= gap);
            prop_assert!(apart || chosen.iter().any(|tick| !DURATIONS.contains(tick)));
        }
    }
}

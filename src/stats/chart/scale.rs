//! From a value to a place on the drawing.

/// A way from values to places, plain or logarithmic.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
    log: bool,
}

impl Scale {
    /// A plain scale: the values `(low, high)` to the places `(start, end)`, evenly. For y, `start` is the lower
    /// edge and thus the larger number.
    pub fn linear((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self {
            low,
            high,
            start,
            end,
            log: false,
        }
    }

    /// A scale for values of 0 and above that range widely: ln(1 + value), evenly, from 0 at `start` to `high` at
    /// `end`. Unlike a plain logarithm it has a place for 0, "told at once".
    pub fn log1p(high: f64, (start, end): (f64, f64)) -> Self {
        Self {
            low: 0.0,
            high: high.max(0.0),
            start,
            end,
            log: true,
        }
    }

    /// The same from another lowest value on, for times that are all far from 0.
    #[must_use]
    pub fn from(self, low: f64) -> Self {
        Self {
            low: low.clamp(0.0, self.high),
            ..self
        }
    }

    /// The lowest and the highest value.
    pub fn values(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The place of a value. Beyond the ends of the scale it goes on outside; a value below 0 on a logarithmic
    /// scale stands at 0. A scale without any length puts everything at its start.
    pub fn at(&self, value: f64) -> f64 {
        let length = self.bent(self.high) - self.bent(self.low);
        if length == 0.0 {
            return self.start;
        }
        let part = (self.bent(value) - self.bent(self.low)) / length;
        self.start + part * (self.end - self.start)
    }

    fn bent(&self, value: f64) -> f64 {
        if self.log {
            value.max(0.0).ln_1p()
        } else {
            value
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_places() {
        let plain = Scale::linear((10.0, 20.0), (200.0, 0.0));
        assert_eq!(
            [10.0, 15.0, 20.0, 25.0].map(|v| plain.at(v)),
            [200.0, 100.0, 0.0, -100.0]
        );
        let log = Scale::log1p(99.0, (0.0, 100.0));
        assert_eq!([log.at(-5.0), log.at(0.0), log.at(99.0)], [0.0, 0.0, 100.0]);
        assert!((log.at(9.0) - 50.0).abs() < 1e-9);
        assert_eq!(log.values(), (0.0, 99.0));
        let weeks = log.from(9.0);
        assert_eq!((weeks.at(9.0), weeks.at(99.0)), (0.0, 100.0));
        assert_eq!(weeks.values(), (9.0, 99.0));
    }

    #[test]
    fn a_scale_without_length() {
        assert_eq!(Scale::linear((3.0, 3.0), (200.0, 0.0)).at(3.0), 200.0);
        assert_eq!(Scale::log1p(0.0, (200.0, 0.0)).at(8.0), 200.0);
        assert_eq!(Scale::log1p(f64::NAN, (200.0, 0.0)).at(8.0), 200.0);
    }

    proptest! {
        #[test]
        fn keeps_the_order_and_the_ends(
            high in 0.1..1e7f64, a in 0.0..=1.0f64, b in 0.0..=1.0f64, log in any::<bool>(),
        ) {
            let places = (300.0, 20.0);
            let scale = if log { Scale::log1p(high, places) } else { Scale::linear((0.0, high), places) };
            let (lower, upper) = (a.min(b) * high, a.max(b) * high);
            // y grows downwards.
            prop_assert!(scale.at(lower) >= scale.at(upper) - 1e-9);
            prop_assert!((20.0 - 1e-9..=300.0 + 1e-9).contains(&scale.at(lower)));
            prop_assert!((scale.at(0.0) - 300.0).abs() < 1e-9 && (scale.at(high) - 20.0).abs() < 1e-9);
        }
    }
}

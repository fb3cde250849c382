//! Where things go on a chart: scales, ticks, bars, lines. Numbers for an SVG, but no SVG.
//!
//! All lengths are in the units of the SVG's view box: x grows to the right, y downwards, rounded to one decimal
//! where they end up in a page. Always left to right; a page that reads from the right mirrors the whole drawing.

mod marks;
mod scale;
mod ticks;

pub use marks::{Bar, Point, bars, path, points};
pub use scale::Scale;
pub use ticks::{count_ticks, duration_ticks, ticks};

/// The room around the plot area, for ticks and words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Above.
    pub top: f64,
    /// To the right.
    pub right: f64,
    /// Below.
    pub bottom: f64,
    /// To the left.
    pub left: f64,
}

/// A drawing and the plot area inside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plot {
    /// The width of the whole drawing.
    pub width: f64,
    /// The height of the whole drawing.
    pub height: f64,
    /// What is left free around the plot area.
    pub margins: Margins,
}

impl Plot {
    /// The x of the plot area's left edge.
    pub fn left(&self) -> f64 {
        self.margins.left
    }

    /// The x of its right edge, never left of [`Plot::left`].
    pub fn right(&self) -> f64 {
        (self.width - self.margins.right).max(self.left())
    }

    /// The y of its upper edge.
    pub fn top(&self) -> f64 {
        self.margins.top
    }

    /// The y of its lower edge, never above [`Plot::top`].
    pub fn bottom(&self) -> f64 {
        (self.height - self.margins.bottom).max(self.top())
    }

    /// The width that each of `n` things side by side has for itself.
    pub fn step(&self, n: usize) -> f64 {
        // Nothing draws 2^53 things: exact.
        (self.right() - self.left()) / n.max(1) as f64
    }

    /// The x of the middle of the thing number `i` (from 0) of `n` side by side: where its bar, its point and
    /// its tick stand, so that they fit over each other.
    pub fn x(&self, i: usize, n: usize) -> f64 {
        self.left() + (i as f64 + 0.5) * self.step(n)
    }

    /// A plain scale for y: `low` at the lower edge, `high` at the upper.
    pub fn linear(&self, low: f64, high: f64) -> Scale {
        Scale::linear((low, high), (self.bottom(), self.top()))
    }

    /// A scale for y on which times from minutes to months can all be read: see [`Scale::log1p`].
    pub fn log1p(&self, high: f64) -> Scale {
        Scale::log1p(high, (self.bottom(), self.top()))
    }
}

/// Rounded to one decimal: finer than anybody sees, and pages stay small.
pub fn rounded(length: f64) -> f64 {
    // Adding 0 turns -0 into 0, which would be written as "-0".
    (length * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plot_knows_its_edges() {
        let margins = Margins {
            top: 10.0,
            right: 20.0,
            bottom: 30.0,
            left: 40.0,
        };
        let plot = Plot {
            width: 640.0,
            height: 240.0,
            margins,
        };
        assert_eq!(
            (plot.left(), plot.right(), plot.top(), plot.bottom()),
            (40.0, 620.0, 10.0, 210.0)
        );
        assert_eq!(
            (plot.step(10), plot.x(0, 10), plot.x(9, 10)),
            (58.0, 69.0, 591.0)
        );
        assert_eq!(plot.step(0), 580.0);
        assert_eq!(plot.linear(0.0, 10.0).at(5.0), 110.0);
        assert_eq!(plot.log1p(15.0).at(3.0), 110.0);
        let tiny = Plot {
            width: 5.0,
            height: 5.0,
            margins,
        };
        assert_eq!(
            (tiny.right(), tiny.bottom(), tiny.step(3)),
            (40.0, 10.0, 0.0)
        );
    }

    #[test]
    fn rounding() {
        assert_eq!(
            [rounded(1.25), rounded(1.24), rounded(-7.0)],
            [1.3, 1.2, -7.0]
        );
        assert_eq!(rounded(-0.01).to_string(), "0");
    }
}

//! Bars and lines from values, with gaps where there is no value to show.

use std::fmt::Write;

use super::{Plot, Scale, rounded};

/// How much of the width it has for itself a bar fills; the rest is air.
const FILLED: f64 = 0.8;

/// A bar as SVG wants it: the upper left corner and the size, rounded to one decimal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Not negative.
    pub width: f64,
    /// Not negative; 0 for a value at the base line.
    pub height: f64,
}

/// A place on the drawing, rounded to one decimal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// One bar for each value, evenly over the plot area's width; as long as `values`, with `None` where a value is
/// absent (held back, still arriving) or not finite.
///
/// Bars stand on 0, or on the end of the scale nearest to it; a value below 0 hangs.
pub fn bars(values: &[Option<f64>], plot: &Plot, y: &Scale) -> Vec<Option<Bar>> {
    let (low, high) = y.values();
    let base = rounded(y.at(0.0_f64.min(high).max(low)));
    let half = plot.step(values.len()) * FILLED / 2.0;
    points(values, plot, y)
        .into_iter()
        .enumerate()
        .map(|(i, point)| {
            let middle = plot.x(i, values.len());
            let (x, right) = (rounded(middle - half), rounded(middle + half));
            point.map(|Point { y, .. }| Bar {
                x,
                y: y.min(base),
                width: rounded(right - x),
                height: rounded((base - y).abs()),
            })
        })
        .collect()
}

/// One point for each value, in the middles of where [`bars`] would stand; `None` as there.
pub fn points(values: &[Option<f64>], plot: &Plot, y: &Scale) -> Vec<Option<Point>> {
    let place = |(i, value): (usize, &Option<f64>)| {
        let at = y.at((*value).filter(|value| value.is_finite())?);
        let x = rounded(plot.x(i, values.len()));
        at.is_finite().then(|| Point { x, y: rounded(at) })
    };
    values.iter().enumerate().map(place).collect()
}

/// The line through the points, for the `d` of an SVG path: `M10 20L30.5 18`. A gap is left open: the line says
/// nothing about what is not shown.
///
/// A point between two gaps becomes a line of no length (`M10 20h0`), which round line ends show as a dot. Empty
/// when there is no point.
pub fn path(points: &[Option<Point>]) -> String {
    let mut line = String::new();
    for run in points.split(Option::is_none) {
        for (i, Point { x, y }) in run.iter().flatten().enumerate() {
            let (x, y) = (rounded(*x), rounded(*y));
            let pen = if i == 0 { 'M' } else { 'L' };
            // Writing to a String cannot fail.
            let _ = write!(line, "{pen}{x} {y}");
        }
        if run.len() == 1 {
            line.push_str("h0");
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::super::Margins;
    use super::*;
    use proptest::prelude::*;

    const PLOT: Plot = Plot {
        width: 340.0,
        height: 130.0,
        margins: Margins {
            top: 10.0,
            right: 10.0,
            bottom: 20.0,
            left: 30.0,
        },
    };

    #[test]
    fn bars_stand_on_zero() {
        let y = PLOT.linear(0.0, 10.0);
        let drawn = bars(&[Some(5.0), None, Some(0.0)], &PLOT, &y);
        assert_eq!(
            drawn[0],
            Some(Bar {
                x: 40.0,
                y: 60.0,
                width: 80.0,
                height: 50.0
            })
        );
        assert_eq!(drawn[1], None);
        assert_eq!(
            drawn[2],
            Some(Bar {
                x: 240.0,
                y: 110.0,
                width: 80.0,
                height: 0.0
            })
        );
    }

    #[test]
    fn bars_hang_below_zero_and_stand_on_a_cut_scale() {
        let both = PLOT.linear(-10.0, 10.0);
        assert_eq!(
            bars(&[Some(-5.0)], &PLOT, &both)[0].map(|bar| (bar.y, bar.height)),
            Some((60.0, 25.0))
        );
        let cut = PLOT.linear(5.0, 15.0);
        assert_eq!(
            bars(&[Some(10.0)], &PLOT, &cut)[0].map(|bar| (bar.y, bar.height)),
            Some((60.0, 50.0))
        );
        assert_eq!(bars(&[], &PLOT, &both), []);
    }

    #[test]
    fn lines_leave_gaps() {
        let values = [
            None,
            Some(0.0),
            Some(3.33),
            None,
            Some(10.0),
            Some(f64::NAN),
            Some(1.0),
            Some(2.0),
        ];
        let drawn = points(&values, &PLOT, &PLOT.linear(0.0, 10.0));
        assert_eq!(
            path(&drawn),
            "M86.3 110L123.8 76.7M198.8 10h0M273.8 100L311.3 90"
        );
        assert_eq!(path(&[]), "");
        assert_eq!(path(&[None, None]), "");
        assert_eq!(path(&[Some(Point { x: 1.23, y: -0.01 })]), "M1.2 0h0");
    }

    #[test]
    fn a_broken_scale_draws_nothing() {
        let broken = PLOT.linear(f64::NAN, 3.0);
        assert_eq!(
            (
                points(&[Some(1.0)], &PLOT, &broken),
                bars(&[Some(1.0)], &PLOT, &broken)
            ),
            (vec![None], vec![None])
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn bars_stay_inside_and_apart(
            values in prop::collection::vec(prop::option::of(0.0..1000.0f64), 0..120),
            log in any::<bool>(),
        ) {
            let y = if log { PLOT.log1p(1000.0) } else { PLOT.linear(0.0, 1000.0) };
            let drawn = bars(&values, &PLOT, &y);
            prop_assert_eq!(drawn.len(), values.len());
            let mut edge = PLOT.left();
            for (bar, value) in drawn.iter().zip(&values) {
                prop_assert_eq!(bar.is_some(), value.is_some());
                if let Some(bar) = bar {
                    prop_assert!(bar.x >= edge && bar.width >= 0.0 && bar.height >= 0.0);
                    prop_assert!(bar.y >= PLOT.top() && bar.y + bar.height <= PLOT.bottom() + 1e-9);
                    edge = bar.x + bar.width - 1e-9;
                }
            }
            prop_assert!(edge <= PLOT.right() + 1e-9);
        }

        #[test]
        fn a_line_names_every_point_once(values in prop::collection::vec(prop::option::of(-50.0..50.0f64), 0..60)) {
            let drawn = points(&values, &PLOT, &PLOT.linear(-50.0, 50.0));
            let line = path(&drawn);
            let count = |pen: char| line.chars().filter(|c| *c == pen).count();
            let runs: Vec<usize> =
                drawn.split(Option::is_none).map(<[_]>::len).filter(|length| *length > 0).collect();
            prop_assert_eq!(count('M'), runs.len());
            prop_assert_eq!(count('M') + count('L'), drawn.iter().flatten().count());
            prop_assert_eq!(count('h'), runs.iter().filter(|length| **length == 1).count());
        }
    }
}

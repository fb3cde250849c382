//! The g chart: events between.

use super::{Rare, open, possible};
use crate::stats::{
    quantile::median,
    xmr::{Chart, LEAST, Limits, Phase, Point, Rule, Settings, Side, Signal, standing, stretches},
};

/// The chart of how many other events lie between two rare ones (reports between two with harm, for one), oldest
/// first.
///
/// With g the mean of the first [`Settings::baseline`] values of a phase: centre = g, upper limit = g + 3·√(g(g + 1)),
/// three standard deviations of a geometric distribution (Benneyan 2001). The lower limit g - 3·√(g(g + 1)) is always
/// below 0, and `None` with [`Settings::floor`]. Half of the values lie below the median, well under the centre:
/// [`Rare::medians`].
///
/// Only the first rule is looked at: the values are skewed, so that runs below their mean are usual. Phases,
/// missing values and how many values limits need are those of [`crate::stats::xmr::chart`]; a value below 0 counts as missing.
/// [`Settings::form`] and [`Settings::screen`] mean nothing here.
pub fn g_chart(
    between: &[Option<f64>],
    starts: &[usize],
    settings: &Settings,
    so_far: Option<f64>,
) -> Rare {
    let mut points: Vec<Point> = between
        .iter()
        .map(|value| Point {
            y: value.filter(|y| possible(*y)),
            moving_range: None,
            signal: None,
        })
        .collect();
    let (phases, medians) = stretches(between.len(), starts)
        .into_iter()
        .map(|(from, to)| phase(&mut points[from..to], from, settings))
        .unzip();
    let chart = Chart { phases, points };
    let open = open(&chart, so_far);
    Rare {
        chart,
        medians,
        open,
    }
}

fn phase(points: &mut [Point], from: usize, settings: &Settings) -> (Phase, Option<f64>) {
    let known: Vec<f64> = points.iter().filter_map(|point| point.y).collect();
    let baseline = settings.baseline.max(LEAST);
    let first = &known[..known.len().min(baseline)];
    // Nobody has 2^53 values: exact.
    let centre = (!first.is_empty()).then(|| first.iter().sum::<f64>() / first.len() as f64);
    let limits = centre
        .filter(|_| first.len() >= LEAST)
        .map(|g| {
            let reach = 3.0 * (g * (g + 1.0)).sqrt();
            Limits {
                lower: (!settings.floor).then_some(g - reach),
                upper: g + reach,
            }
        })
        .filter(|limits| limits.upper.is_finite());
    if let Some(limits) = limits {
        let above = |point: &&mut Point| point.y.is_some_and(|y| y > limits.upper);
        for point in points.iter_mut().filter(above) {
            point.signal = Some(Signal {
                rule: Rule::Outside,
                side: Side::Above,
            });
        }
    }
    let phase = Phase {
        from,
        to: from + points.len(),
        known: known.len(),
        standing: standing(known.len(), baseline),
        form: settings.form,
        centre: centre.filter(|centre| centre.is_finite()),
        limits,
        ranges: None,
        runs: Vec::new(),
    };
    (phase, median(first))
}

//! The t chart: days between.

use super::{Rare, open, possible};
use crate::stats::{
    quantile::median,
    xmr::{LEAST, Limits, Phase, Point, Settings, chart},
};

/// The power that makes waiting times lie evenly around their middle.
const POWER: f64 = 3.6;

/// The chart of how many days lie between two events, oldest first.
///
/// y = t^(1/3.6) of a waiting time t lies nearly evenly around its mean (Nelson 1994). [`chart`] is computed of y,
/// rules and all, and its centre and limits are brought back by t = y^3.6. The centre is hence a little
/// below the mean of the days, near their median.
///
/// Phases, missing values and how many values limits need are those of [`chart`]; a value below 0 counts as missing.
/// A time cannot be below 0, so [`Settings::floor`] is taken as on. Two events on one day have 0 between them.
pub fn t_chart(
    days: &[Option<f64>],
    starts: &[usize],
    settings: &Settings,
    so_far: Option<f64>,
) -> Rare {
    let known: Vec<Option<f64>> = days.iter().map(|t| t.filter(|t| possible(*t))).collect();
    let evened: Vec<Option<f64>> = known
        .iter()
        .map(|t| t.map(|t| t.powf(1.0 / POWER)))
        .collect();
    let floored = Settings {
        floor: true,
        ..*settings
    };
    let mut chart = chart(&evened, starts, &floored);
    for (point, t) in chart.points.iter_mut().zip(&known) {
        *point = Point {
            y: *t,
            moving_range: None,
            signal: point.signal,
        };
    }
    chart.phases.iter_mut().for_each(bring_back);
    let medians = chart
        .phases
        .iter()
        .map(|phase| {
            let values = known[phase.from..phase.to].iter().flatten().copied();
            let first: Vec<f64> = values.take(settings.baseline.max(LEAST)).collect();
            median(&first)
        })
        .collect();
    let open = open(&chart, so_far);
    Rare {
        chart,
        medians,
        open,
    }
}

/// From y to days.
fn bring_back(phase: &mut Phase) {
    phase.centre = phase.centre.map(days);
    phase.limits = phase.limits.map(|limits| Limits {
        lower: limits.lower.map(days),
        upper: days(limits.upper),
    });
    phase.ranges = None;
}

fn days(y: f64) -> f64 {
    y.powf(POWER)
}

//! The t chart: days between.

use super::{Rare, open, possible};
use crate::stats::{
    quantile::median,
    xmr::{LEAST, Settings, evened},
};

/// The power that makes waiting times lie evenly around their middle.
const POWER: f64 = 3.6;

/// The chart of how many days lie between two events, oldest first.
///
/// y = t^(1/3.6) of a waiting time t lies nearly evenly around its mean (Nelson 1994). The chart is computed of y,
/// rules and all, and its centre and limits are brought back by t = y^3.6. The centre is hence a little
/// below the mean of the days, near their median.
///
/// Phases, missing values and how many values limits need are those of [`crate::stats::xmr::chart`]; a value below 0 counts as missing.
/// A time cannot be below 0, so [`Settings::floor`] is taken as on. Two events on one day have 0 between them.
pub fn t_chart(
    days: &[Option<f64>],
    starts: &[usize],
    settings: &Settings,
    so_far: Option<f64>,
) -> Rare {
    let known: Vec<Option<f64>> = days.iter().map(|t| t.filter(|t| possible(*t))).collect();
    let chart = evened(
        &known,
        starts,
        settings,
        (|t| t.powf(1.0 / POWER), |y| y.powf(POWER)),
    );
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

//! What all charts have: dates below them, and rounded lengths.

use crate::stats::chart::Plot;
use chrono::NaiveDate;

/// A tick with its word.
#[derive(Debug, PartialEq)]
pub(super) struct Tick {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) label: String,
}

/// Dates below the plot, at most seven, so that they never touch.
pub(super) fn dates(mondays: &[NaiveDate], plot: &Plot) -> Vec<Tick> {
    let n = mondays.len();
    let every = n.div_ceil(7).max(1);
    let years = mondays
        .first()
        .zip(mondays.last())
        .is_some_and(|(a, b)| (*b - *a).num_days() > 400);
    let format = if years { "%b %Y" } else { "%-d %b" };
    mondays
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(i, monday)| Tick {
            x: rounded(plot.x(i, n)),
            y: rounded(plot.bottom() + 22.0),
            label: monday.format(format).to_string(),
        })
        .collect()
}

pub(super) fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

//! Charts of rare events: not how many there were, but how long it took until the next.
//!
//! With less than one event a period, counts are zeros and ones and have no usual coming and going to speak of. What lies
//! between two events has: other events ([`g_chart`]) or days ([`t_chart`]). On both, high is rare.
//!
//! The stretch since the latest event is not over. It is given as it is so far, and takes no part in the limits;
//! when it is already longer than the upper limit, the silence is a signal itself. Whether less happens or less
//! is told, no chart knows.

mod g;
mod t;
#[cfg(test)]
mod tests;

pub use g::g_chart;
pub use t::t_chart;

use super::xmr::Chart;

/// A computed chart of rare events.
#[derive(Debug, Clone, PartialEq)]
pub struct Rare {
    /// The chart, in the unit of what lies between: events or days. It has no moving ranges, as those of the
    /// t chart are in another unit and the g chart has none.
    pub chart: Chart,
    /// For each phase the median of the values that its limits come from; `None` without any value.
    pub medians: Vec<Option<f64>>,
    /// The stretch since the latest event, where it was given.
    pub open: Option<Open>,
}

/// The stretch since the latest event, so far.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Open {
    /// Events or days.
    pub so_far: f64,
    /// Whether it is already longer than the upper limit of the last phase.
    pub silence: bool,
}

/// What is open, beside the limits of the last phase.
fn open(chart: &Chart, so_far: Option<f64>) -> Option<Open> {
    let so_far = so_far.filter(|length| possible(*length))?;
    let limits = chart.phases.last().and_then(|phase| phase.limits);
    // There and back through a power is a hair off.
    let silence = limits.is_some_and(|limits| so_far > limits.upper * (1.0 + 1e-12));
    Some(Open { so_far, silence })
}

/// Whether this much can lie between two events.
fn possible(length: f64) -> bool {
    length.is_finite() && length >= 0.0
}

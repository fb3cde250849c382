//! What people tell after something severe: as much as usual, or less?

use super::process::Process;
use crate::{
    kernel::time::Week,
    stats::{Period, xmr::Chart},
};
use std::collections::BTreeSet;

/// Weeks after something severe in which we look.
pub(crate) const AFTER_WEEKS: i64 = 4;

/// The weeks after severe events, against the limits of the place itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct After {
    /// Weeks that were looked at.
    pub(crate) weeks: usize,
    /// Reports in one of them, on average.
    pub(crate) mean: f64,
    /// What is usual: the lower limit (0 where counts cannot get as low) and the upper one.
    pub(crate) usual: (f64, f64),
    /// Weeks below the lower limit.
    pub(crate) below: usize,
    /// Weeks above the upper one.
    pub(crate) above: usize,
}

impl After {
    /// The four weeks after each of these weeks; `None` where periods are longer than a week, where nothing is known of
    /// those weeks, or where there are no limits yet.
    pub(crate) fn of(process: &Process, chart: &Chart, severe: &[Week]) -> Option<Self> {
        if process.period != Period::Week {
            return None;
        }
        let weeks: BTreeSet<usize> = severe
            .iter()
            .flat_map(|week| (1..=AFTER_WEEKS).map(|n| week.plus(n).monday()))
            .filter_map(|day| process.index(day))
            .collect();
        let (mut n, mut sum, mut below, mut above) = (0_usize, 0.0, 0, 0);
        let mut usual = None;
        for at in weeks {
            let phase = chart
                .phases
                .iter()
                .find(|phase| (phase.from..phase.to).contains(&at));
            let limits = phase.and_then(|phase| phase.limits);
            let value = chart.points.get(at).and_then(|point| point.y);
            let (Some(limits), Some(y)) = (limits, value) else {
                continue;
            };
            n += 1;
            sum += y;
            below += usize::from(limits.lower.is_some_and(|lower| y < lower));
            above += usize::from(y > limits.upper);
            usual = Some((limits.lower.unwrap_or(0.0), limits.upper));
        }
        usual.map(|usual| Self {
            weeks: n,
            // A handful of weeks: exact.
            mean: sum / n as f64,
            usual,
            below,
            above,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::{Cell, xmr};

    #[test]
    fn the_weeks_after_are_compared_with_the_places_own_limits() {
        let first = Week::of("2026-01-05".parse().unwrap());
        let cell = |n: i64| Cell {
            from: first.plus(n).monday(),
            weeks: 1,
            n: Some(if (10..12).contains(&n) { 0 } else { 20 + n % 3 }),
        };
        let mut process = Process {
            period: Period::Week,
            cells: (0..30).map(cell).collect(),
            shown_from: 0,
            held_back: 0,
            closed: Vec::new(),
            began: None,
        };
        let settings = xmr::Settings {
            baseline: 9,
            ..xmr::Settings::default()
        };
        let chart = xmr::chart(&process.counts(), &[], &settings);
        let after = After::of(&process, &chart, &[first.plus(9)]).unwrap();
        assert_eq!((after.weeks, after.below, after.above), (4, 2, 0));
        assert!(after.mean < after.usual.0);
        // Two events close together share their weeks.
        let after = After::of(&process, &chart, &[first.plus(9), first.plus(11)]).unwrap();
        assert_eq!((after.weeks, after.below), (6, 2));
        assert_eq!(After::of(&process, &chart, &[]), None);
        assert_eq!(After::of(&process, &chart, &[first.plus(29)]), None);
        process.period = Period::FourWeeks;
        assert_eq!(After::of(&process, &chart, &[first.plus(9)]), None);
    }
}

//! What happened in each week: how much of it has been told, and how much to expect in the end.

use super::{
    arrived::{LONGEST, WINDOW, triangle},
    filter::Days,
    surfacing::{Delays, Looked},
};
use crate::{
    kernel::time::Week,
    stats::{
        State,
        delay::{Arrivals, outlook},
    },
};

/// A week in which things happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Happened {
    /// The week.
    pub(crate) week: Week,
    /// Reports so far.
    pub(crate) told: i64,
    /// What to expect when everything has been told; `None` while less than half has.
    pub(crate) expected: Option<i64>,
    /// Between which numbers it will end in eight cases of ten.
    pub(crate) band: Option<(i64, i64)>,
    /// How much has been told.
    pub(crate) state: State,
}

/// The latest weeks, oldest first; none where nothing can be estimated.
///
/// A count of what happened in a week grows as reports arrive, and who looked before could subtract. Whoever does not
/// read the reports sees every number in steps of k, rounded down for what was told and to the nearest for what is
/// expected: no step tells of fewer than k reports.
pub(crate) fn happened(delays: &Delays, days: &Days, looked: Looked) -> Vec<Happened> {
    let cells = triangle(&delays.lags, looked.closed, i32::MAX);
    let Some(outlook) = outlook(&Arrivals::of(&cells, 0, LONGEST), Some(WINDOW)) else {
        return Vec::new();
    };
    let step = if looked.as_they_are {
        1
    } else {
        looked.k.max(1)
    };
    let asked = Week::of(days.from)..=Week::of(days.to);
    let rounded = |n: f64| (n / step as f64).round() as i64 * step;
    outlook
        .periods
        .iter()
        .map(|period| {
            // Counts of reports: far below 2^53.
            let told = period.seen as i64 / step * step;
            Happened {
                week: looked.closed.plus(i64::from(period.period)),
                told,
                expected: period.nowcast.map(|n| rounded(n).max(told)),
                band: period
                    .band
                    .map(|(low, high)| (rounded(low).max(told), rounded(high).max(told))),
                state: period.state,
            }
        })
        .filter(|happened| asked.contains(&happened.week))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delays(weeks: i64, a_week: i64) -> Delays {
        let mut delays = Delays::default();
        let closed = Week::of("2026-06-01".parse().unwrap());
        for back in 0..weeks {
            let week = closed.plus(-back);
            // Half in the same week, a quarter each in the two after it.
            for (lag, n) in [(0, a_week / 2), (1, a_week / 4), (2, a_week / 4)] {
                if i64::from(lag) <= back {
                    delays.lags.insert((week.monday(), lag), n);
                }
            }
        }
        delays
    }

    fn seen(as_they_are: bool) -> Vec<Happened> {
        let closed = Week::of("2026-06-01".parse().unwrap());
        let days = Days {
            from: closed.plus(-3).monday(),
            to: closed.monday(),
        };
        let looked = Looked {
            as_they_are,
            k: 5,
            closed,
        };
        happened(&delays(60, 16), &days, looked)
    }

    #[test]
    fn the_latest_weeks_are_told_as_they_will_be() {
        let all = seen(true);
        assert_eq!(
            all.iter().map(|week| week.told).collect::<Vec<_>>(),
            [16, 16, 12, 8]
        );
        assert_eq!(
            all.iter().map(|week| week.expected).collect::<Vec<_>>(),
            [Some(16), Some(16), Some(16), Some(17)]
        );
        assert_eq!(all[3].state, State::Band);
    }

    #[test]
    fn others_see_steps_that_tell_of_nobody() {
        for week in seen(false) {
            assert_eq!(week.told % 5, 0);
            assert!(week.expected.is_none_or(|n| n % 5 == 0));
            assert!(week.band.is_none_or(|(a, b)| a % 5 == 0 && b % 5 == 0));
        }
    }

    #[test]
    fn nothing_told_is_nothing_to_expect() {
        let looked = Looked {
            as_they_are: true,
            k: 5,
            closed: Week::of("2026-06-01".parse().unwrap()),
        };
        let days = Days {
            from: "2026-01-05".parse().unwrap(),
            to: "2026-06-01".parse().unwrap(),
        };
        assert_eq!(happened(&Delays::default(), &days, looked), []);
    }
}

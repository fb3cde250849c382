//! A series of a place as a process behaviour chart: the same for the pages that draw it and for the look at signals.

use super::{
    counts::{Slots, steps},
    house::end_of,
    measured::{median_of, share_of},
    process::Process,
    signal::Series,
    surfacing::Looked,
};
use crate::stats::{
    Cell,
    xmr::{self, Chart, Settings},
};

/// What a chart of a series shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Its periods.
    pub(crate) process: Process,
    /// The chart of them: of those with enough reports, where values are medians or shares.
    pub(crate) chart: Chart,
    /// The medians that may be shown, also those of too few reports for the chart; none of other series.
    pub(crate) loose: Vec<Option<f64>>,
}

impl Line {
    /// The chart of a process whose phases begin at these indices. `told` are the counts that the series is made of, by
    /// week and step: of delays, or of what was told within a shift; counts of reports need none.
    pub(crate) fn of(
        process: Process,
        series: Series,
        told: &Slots,
        looked: Looked,
        starts: &[usize],
    ) -> Self {
        let of = |cell: &Cell| steps(told, cell.from, end_of(cell));
        let least = looked.least();
        let mut loose = Vec::new();
        let values = match series {
            Series::Reports => process.counts(),
            Series::TimeToSurface => {
                let any = |(i, cell): (usize, &Cell)| {
                    let told = of(cell);
                    let open = cell.n.is_some() && process.is_open(i);
                    looked
                        .quantile(&told, told.values().sum(), 0.5)
                        .filter(|_| open)
                };
                loose = process.cells.iter().enumerate().map(any).collect();
                process.values(|cell| median_of(&of(cell), least))
            }
            Series::SameShift => process.values(|cell| share_of(&of(cell), least, looked.guard())),
        };
        Self {
            chart: match series {
                Series::TimeToSurface => xmr::times(&values, starts, &Settings::default()),
                _ => xmr::chart(&values, starts, &Settings::default()),
            },
            loose,
            process,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernel::time::Week, stats::Period};
    use chrono::{Days, NaiveDate};

    const FIRST: &str = "2026-01-05";

    fn line(series: Series, told: &[(i32, i64)], as_they_are: bool) -> Vec<Option<f64>> {
        let first: NaiveDate = FIRST.parse().unwrap();
        let cell = |n: u64| Cell {
            from: first + Days::new(7 * n),
            weeks: 1,
            n: Some(9),
        };
        let process = Process {
            period: Period::Week,
            cells: (0..2).map(cell).collect(),
            shown_from: 0,
            held_back: 0,
            closed: Vec::new(),
            began: None,
        };
        let told: Slots = told.iter().map(|(step, n)| ((first, *step), *n)).collect();
        let looked = Looked {
            as_they_are,
            k: 5,
            closed: Week::of(first).plus(4),
        };
        let line = Line::of(process, series, &told, looked, &[]);
        line.chart.points.iter().map(|point| point.y).collect()
    }

    #[test]
    fn a_week_of_few_reports_has_no_median_and_no_share() {
        let (half, all) = ([(0, 2), (31, 2)], [(0, 2), (31, 3)]);
        assert_eq!(line(Series::TimeToSurface, &half, true), [None, None]);
        assert!(line(Series::TimeToSurface, &all, true)[0].is_some());
        assert_eq!(
            line(Series::SameShift, &[(0, 1), (1, 3)], true),
            [None, None]
        );
        assert_eq!(
            line(Series::SameShift, &[(0, 1), (1, 7)], true),
            [Some(0.875), None]
        );
        // The one who was late could be found.
        assert_eq!(
            line(Series::SameShift, &[(0, 1), (1, 7)], false),
            [None, None]
        );
        assert_eq!(
            line(Series::SameShift, &[(0, 5), (1, 6)], false),
            [Some(0.5), None]
        );
    }
}

//! A series of a place, week by week or on the grid, with its process behaviour chart.

use super::{Found, Marks, needed, slots};
use crate::{
    db::{Conn, StoreError},
    reports::Kind,
    tally::Measure,
    trends::model::{Days, Line, Looked, Process, Series, Slots, Told},
};

/// How much the place is told that was found with its past.
pub(crate) fn told(found: &Found, days: &Days, kind: Option<Kind>, marks: &Marks) -> Told {
    let (first, starts) = (found.first, marks.starts());
    let house = &found.house;
    house.told(first, days, kind, &marks.closed, &starts)
}

/// The series of the place that was found with its past, and with what people wrote down about it.
///
/// # Errors
/// When the store fails.
pub(crate) fn line(
    conn: &mut Conn,
    found: &Found,
    series: Series,
    days: &Days,
    marks: &Marks,
) -> Result<Line, StoreError> {
    if series == Series::Reports {
        let told = told(found, days, None, marks);
        return Ok(match told.between {
            Some(between) => Line {
                process: between.process,
                chart: between.rare.chart,
                loose: Vec::new(),
            },
            None => Line {
                process: told.process,
                chart: told.chart,
                loose: Vec::new(),
            },
        });
    }
    let process = found.house.process(found.first, days, None);
    let all = Days {
        from: process.cells.first().map_or(days.from, |cell| cell.from),
        to: days.to,
    };
    let told = match series {
        Series::Reports => Slots::new(),
        Series::TimeToSurface => slots(conn, Measure::Delay, found.shown, None, needed(&all))?,
        Series::SameShift => slots(conn, Measure::SameShift, found.shown, None, needed(&all))?,
    };
    Ok(marks.line(process, series, &told, found.house.looked()))
}

impl Marks {
    /// The chart of a process, without the weeks in which the place was closed, and with the limits that people set anew.
    pub(crate) fn line(
        &self,
        mut process: Process,
        series: Series,
        told: &Slots,
        looked: Looked,
    ) -> Line {
        process.close(&self.closed);
        let starts = process.starts(&self.starts());
        Line::of(process, series, told, looked, &starts)
    }
}

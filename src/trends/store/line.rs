//! A series of a place, week by week or on the grid, with its process behaviour chart.

use super::{Found, Marks, needed, slots};
use crate::{
    db::{Conn, StoreError},
    tally::Measure,
    trends::model::{Days, Line, Looked, Process, Series, Slots},
};

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

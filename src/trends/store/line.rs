//! A series of a place, week by week or on the grid, with its process behaviour chart.

use super::{Found, Marks, needed, slots};
use crate::{
    db::{Conn, StoreError},
    reports::Kind,
    stats::{
        Cell,
        xmr::{self, Chart, Settings},
    },
    tally::Measure,
    trends::model::{Days, Process, Series, Slots, Told, end_of, median_of, share_of, steps},
};

/// What a chart of a series shows.
pub(crate) struct Line {
    /// Its periods.
    pub(crate) process: Process,
    /// The chart of them.
    pub(crate) chart: Chart,
}

/// With fewer reports than this in a period it has no median and no share.
const LEAST: i64 = 5;

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
            },
            None => Line {
                process: told.process,
                chart: told.chart,
            },
        });
    }
    let house = &found.house;
    let mut process = house.process(found.first, days, None);
    process.close(&marks.closed);
    let guard = (!house.as_they_are).then_some(house.k);
    let least = LEAST.max(guard.unwrap_or(LEAST));
    let all = Days {
        from: process.cells.first().map_or(days.from, |cell| cell.from),
        to: days.to,
    };
    let weeks = needed(&all);
    let of = |slots: &Slots, cell: &Cell| steps(slots, cell.from, end_of(cell));
    let values = match series {
        Series::Reports => process.counts(),
        Series::TimeToSurface => {
            let ladder = slots(conn, Measure::Delay, found.shown, None, weeks)?;
            process.values(|cell| median_of(&of(&ladder, cell), least))
        }
        Series::SameShift => {
            let same = slots(conn, Measure::SameShift, found.shown, None, weeks)?;
            process.values(|cell| share_of(&of(&same, cell), least, guard))
        }
    };
    let starts = process.starts(&marks.starts());
    let chart = xmr::chart(&values, &starts, &Settings::default());
    Ok(Line { process, chart })
}

//! Do people bring bad news early or late?

use super::{
    asking::{Offered, Seen},
    nowcast,
    parts::Notes,
    process_chart::{self, Change, Drawn, Measure},
    table::{Cell as Value, Column, Table},
    time_words,
    view::{self, Figure, Findings, View},
    words, written,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    stats::{
        Cell, State,
        xmr::{self, Chart, Settings},
    },
    trends::{
        model::{Medians, Process, Row, Series, TimeToSurface},
        store,
    },
};
use serde::Serialize;

/// `/trends/time-to-surface`
#[derive(Debug)]
pub struct Surfacing;

impl View for Surfacing {
    const NAME: &'static str = "time-to-surface";
    const QUESTION: &'static str = "How soon do people speak up?";
    const LEDE: &'static str = "From the moment it happened to the moment somebody told us.";
    const OFFERED: Offered = Offered::KIND.with_last_year();

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let days = &seen.filter.days;
        let found = &seen.found;
        let delays = store::all_delays(conn, found.shown, seen.filter.kind)?;
        let past = seen.with_past(conn)?;
        let mut process = past.house.process(found.first, days, seen.filter.kind);
        let (marks, changes) = written::marks(conn, seen, Series::TimeToSurface)?;
        process.close(&marks.closed);
        let cells = found.house.cells(days, seen.filter.kind);
        let view = TimeToSurface::of(&cells, &delays, seen.looked());
        let medians = Medians::of(&process, &delays, seen.looked());
        let starts = process.starts(&marks.starts());
        let chart = xmr::chart(&medians.firm, &starts, &Settings::default());
        let mut about = vec![time_words::corrected(&view)];
        if view.median.is_some() {
            about.push(process_chart::standing(&chart));
        }
        let mut figures: Vec<Figure> =
            medians_figure(seen, &view, (&process, &chart), &medians.loose, &changes)
                .into_iter()
                .collect();
        figures.extend(nowcast::figure(&delays, days, seen.looked()));
        Ok(Findings {
            thanks: words::thanks_of(seen, &view),
            notes: Notes::of(
                seen,
                view.period_weeks,
                view.held_back,
                view.n,
                &view::path::<Self>(),
            ),
            empty: view.n == 0,
            facts: time_words::facts(&view, seen.looking.k),
            about,
            figures,
            tables: vec![table(&view)],
            held_back: view.held_back,
            json: serde_json::to_value(Json::of(&view)).ok(),
        })
    }
}

/// The numbers of the place, kind and days asked for.
pub(super) fn view(conn: &mut Conn, seen: &Seen) -> Result<TimeToSurface, StoreError> {
    let delays = store::delays(
        conn,
        seen.found.shown,
        seen.filter.kind,
        &seen.filter.days,
        seen.looking.today,
    )?;
    let cells = seen.found.house.cells(&seen.filter.days, seen.filter.kind);
    Ok(TimeToSurface::of(&cells, &delays, seen.looked()))
}

/// Half was told within this time: limits from the periods with enough reports, hollow points for the others.
fn medians_figure(
    seen: &Seen,
    view: &TimeToSurface,
    (process, chart): (&Process, &Chart),
    loose: &[Option<f64>],
    changes: &[Change],
) -> Option<Figure> {
    let row = |cell: &Cell| view.rows.iter().find(|row| row.week == Week::of(cell.from));
    let settled = |cell: &Cell| row(cell).is_none_or(|row| row.state == State::Settled);
    let arriving = view
        .rows
        .iter()
        .rev()
        .take_while(|row| row.state != State::Settled)
        .count();
    let before = seen.filter.last_year.then(|| process.year_before(loose));
    let drawn = Drawn {
        title: "How soon half of the reports were told",
        process,
        chart,
        measure: Measure {
            minutes: true,
            // Below an hour a scale would blow up minutes that the ladder does not know.
            least: 60.0,
            words: &time_words::axis,
            say: &|cell: &Cell, median: f64| {
                row(cell).map_or_else(
                    || format!("{}: half {}", words::cell(cell), words::within(median)),
                    |row| time_words::point(row, median),
                )
            },
        },
        hollow: &|cell| !settled(cell),
        arriving: arriving.min(process.shown().len()),
        loose: Some(loose),
        changes,
        last_year: before.as_deref(),
    };
    let care = format!(
        "Fewer than {} reports, or more to come: read with care",
        process_chart::LEAST_FOR_MEDIAN
    );
    Some(Figure {
        id: "medians",
        heading: format!(
            "Half was told within this time, {}",
            words::period(process.period.weeks())
        ),
        key: process_chart::key(&drawn, "Half of the reports", &care),
        drawing: process_chart::draw(&drawn)?,
        words: vec![format!(
            "Lower is sooner. Ups and downs between the limits are routine.{}",
            if arriving > 0 {
                " What happened in the latest weeks is still being told: what takes long comes later."
            } else {
                ""
            }
        )],
    })
}

fn table(view: &TimeToSurface) -> Table {
    let columns = vec![
        Column::words("week", "From"),
        Column::file("weeks"),
        Column::number("reports", "Reports"),
        Column::number("median_minutes", "Half told within"),
        Column::file("state"),
        Column::words("held_back", "Note"),
    ];
    let rows = view.rows.iter().map(line).collect();
    Table::new("The same numbers as a table", columns, rows)
}

fn line(row: &Row) -> Vec<Value> {
    let from = match row.weeks {
        1 => words::day(row.week),
        weeks => format!("{} ({})", words::day(row.week), words::weeks(weeks)),
    };
    let note = match row.n {
        Some(_) => Value::new("no", time_words::arriving(row.state)),
        None => Value::new("yes", "held back to protect reporters"),
    };
    vec![
        Value::new(row.week.to_string(), from),
        Value::new(row.weeks, row.weeks.to_string()),
        Value::new(row.n, row.n.map(|n| n.to_string()).unwrap_or_default()),
        Value::number(row.median, words::length),
        Value::text(time_words::state(row.state)),
        note,
    ]
}

/// The shape that other programs rely on.
#[derive(Serialize)]
struct Json {
    unit: &'static str,
    reports: i64,
    median: Option<f64>,
    p90: Option<f64>,
    corrected: Quantiles,
    same_shift: Option<f64>,
    weeks: Vec<JsonWeek>,
    held_back: usize,
}

#[derive(Serialize)]
struct Quantiles {
    median: Option<f64>,
    p90: Option<f64>,
    longest_weeks: Option<i32>,
}

#[derive(Serialize)]
struct JsonWeek {
    week: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    period_weeks: Option<u32>,
    n: Option<i64>,
    median: Option<f64>,
    state: &'static str,
}

impl Json {
    fn of(view: &TimeToSurface) -> Self {
        let week = |row: &Row| JsonWeek {
            week: row.week.to_string(),
            period_weeks: (row.weeks > 1).then_some(row.weeks),
            n: row.n,
            median: row.median,
            state: time_words::state(row.state),
        };
        Self {
            unit: "minutes",
            reports: view.n,
            median: view.median,
            p90: view.p90,
            corrected: Quantiles {
                median: view.corrected_median,
                p90: view.corrected_p90,
                longest_weeks: view.longest,
            },
            same_shift: view.same_shift.map(|share| share.number()),
            weeks: view.rows.iter().map(week).collect(),
            held_back: view.held_back,
        }
    }
}

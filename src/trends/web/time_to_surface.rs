//! Do people bring bad news early or late?

use super::{
    asking::{Offered, Seen},
    nowcast,
    parts::Notes,
    process_chart::{self, Change, Drawn, Measure},
    spread,
    table::{Cell as Value, Column, Table},
    time_words,
    view::{self, Figure, Findings, View},
    words, written,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    stats::{Cell, State},
    trends::{
        model::{LEAST, Line, Process, Row, Series, TimeToSurface},
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
        let (days, kind) = (&seen.filter.days, seen.filter.kind);
        let (found, looked) = (&seen.found, seen.looked());
        let delays = store::all_delays(conn, found.shown, kind, days, seen.looking.today)?;
        let past = seen.with_past(conn)?;
        let process = past.house.process(found.first, days, kind);
        let cells = found.house.cells(days, kind);
        let view = TimeToSurface::of(&cells, &delays, looked);
        let (marks, changes) = written::marks(conn, seen, Series::TimeToSurface)?;
        let (series, told) = (Series::TimeToSurface, &delays.ladder);
        let medians = marks.line(process.clone(), series, told, looked);
        let mut about = vec![time_words::corrected(&view)];
        if view.median.is_some() {
            about.push(process_chart::standing(&medians.chart));
        }
        let mut figures: Vec<Figure> = medians_figure(seen, &view, &medians, &changes)
            .into_iter()
            .collect();
        let mut tables = vec![table(&view)];
        if let Some(classes) = spread::classes(conn, seen)?.filter(|_| view.timed) {
            figures.extend(spread::figure(&classes));
            tables.insert(1, spread::table(&classes));
        }
        let (marks, changes) = written::marks(conn, seen, Series::SameShift)?;
        let (series, told) = (Series::SameShift, &delays.same_shift);
        let shares = marks.line(process, series, told, looked);
        figures.extend(same_shift_figure(seen, &view, &shares, &changes));
        figures.extend(nowcast::figure(&delays, days, looked));
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
            tables,
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

/// How the periods of both charts stand: which are not settled, and how many of the latest are still arriving.
struct Standing<'a> {
    view: &'a TimeToSurface,
}

impl<'a> Standing<'a> {
    fn row(&self, cell: &Cell) -> Option<&'a Row> {
        let week = Week::of(cell.from);
        self.view.rows.iter().find(|row| row.week == week)
    }

    fn open(&self, cell: &Cell) -> bool {
        self.row(cell)
            .is_some_and(|row| row.state != State::Settled)
    }

    fn arriving(&self, process: &Process) -> usize {
        let latest = self.view.rows.iter().rev();
        let open = latest.take_while(|row| row.state != State::Settled);
        open.count().min(process.shown().len())
    }
}

const STILL_TOLD: &str =
    "What happened in the latest weeks is still being told: what takes long comes later.";

/// Half was told within this time: limits from the periods with enough reports, hollow points for the others.
fn medians_figure(
    seen: &Seen,
    view: &TimeToSurface,
    line: &Line,
    changes: &[Change],
) -> Option<Figure> {
    let process = &line.process;
    let standing = Standing { view };
    let arriving = standing.arriving(process);
    let before = seen
        .filter
        .last_year
        .then(|| process.year_before(&line.loose))
        .flatten();
    let drawn = Drawn {
        title: "How soon half of the reports were told",
        process,
        chart: &line.chart,
        measure: Measure {
            minutes: true,
            // Below an hour a scale would blow up minutes that the ladder does not know.
            least: 60.0,
            most: f64::INFINITY,
            words: &time_words::axis,
            say: &|cell: &Cell, median: f64| {
                standing.row(cell).map_or_else(
                    || format!("{}: half {}", words::cell(cell), words::within(median)),
                    |row| time_words::point(row, median),
                )
            },
        },
        hollow: &|cell| standing.open(cell),
        arriving,
        loose: Some(&line.loose),
        changes,
        last_year: before.as_deref(),
    };
    let care = format!("Fewer than {LEAST} reports, or more to come: read with care");
    let mut said =
        vec!["Lower is sooner. Ups and downs between the limits are routine.".to_owned()];
    if arriving > 0 {
        said.push(STILL_TOLD.into());
    }
    Some(Figure {
        id: "medians",
        heading: format!(
            "Half was told within this time, {}",
            words::period(process.period.weeks())
        ),
        key: process_chart::key(&drawn, "Half of the reports", &care),
        drawing: process_chart::draw(&drawn)?,
        words: said,
    })
}

/// The share told within the length of a shift, of the periods with enough reports.
fn same_shift_figure(
    seen: &Seen,
    view: &TimeToSurface,
    line: &Line,
    changes: &[Change],
) -> Option<Figure> {
    let process = &line.process;
    let standing = Standing { view };
    let shares: Vec<Option<f64>> = line.chart.points.iter().map(|point| point.y).collect();
    let before = seen
        .filter
        .last_year
        .then(|| process.year_before(&shares))
        .flatten();
    let as_they_are = seen.found.house.as_they_are;
    let arriving = standing.arriving(process);
    let drawn = Drawn {
        title: "The share told within the same shift",
        process,
        chart: &line.chart,
        measure: Measure {
            minutes: false,
            least: 0.25,
            most: 1.0,
            words: &time_words::per_cent,
            say: &|cell: &Cell, share: f64| {
                let share = if as_they_are {
                    time_words::per_cent(share)
                } else {
                    format!("about {:.0} in 10", share * 10.0)
                };
                format!("{}: {share} within 8 hours", words::cell(cell))
            },
        },
        hollow: &|cell| standing.open(cell),
        arriving,
        loose: None,
        changes,
        last_year: before.as_deref(),
    };
    let mut said = vec![format!(
        "Higher is sooner. Each point stands on at least {LEAST} reports whose time is known, and says how many of them were told within 8 hours, the length of a shift."
    )];
    if !as_they_are {
        said.push("The shares are rounded to tenths. Where one, or what is left of it, stands on few reports, it is held back.".into());
    }
    if arriving > 0 {
        said.push(STILL_TOLD.into());
    }
    Some(Figure {
        id: "same-shift",
        heading: format!(
            "How much do we hear within the same shift, {}?",
            words::period(process.period.weeks())
        ),
        key: process_chart::key(
            &drawn,
            "The share told within 8 hours",
            "More to come: read with care",
        ),
        drawing: process_chart::draw(&drawn)?,
        words: said,
    })
}

fn table(view: &TimeToSurface) -> Table {
    let columns = vec![
        Column::words("week", "From"),
        Column::file("weeks"),
        Column::number("reports", "Reports"),
        Column::number("median_minutes", "Half told within"),
        Column::number("same_shift", "Within 8 hours"),
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
        Value::number(row.same_shift, time_words::per_cent),
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
    same_shift: Option<f64>,
    state: &'static str,
}

impl Json {
    fn of(view: &TimeToSurface) -> Self {
        let week = |row: &Row| JsonWeek {
            week: row.week.to_string(),
            period_weeks: (row.weeks > 1).then_some(row.weeks),
            n: row.n,
            median: row.median,
            same_shift: row.same_shift,
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

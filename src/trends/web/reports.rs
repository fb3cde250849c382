//! How much do people tell us?

use super::{
    asking::{Offered, Seen},
    drawing::Drawing,
    parts::Notes,
    process_chart::{self, Change, Drawn, Measure},
    table::{Cell as Value, Column, Table},
    time_to_surface,
    view::{self, Fact, Figure, Findings, View},
    waits, words, written,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    stats::{
        Cell, Fit, Period, choice,
        xmr::{self, Chart},
    },
    trends::model::{Process, Series},
};

/// `/trends/reports`
#[derive(Debug)]
pub struct Reports;

impl View for Reports {
    const NAME: &'static str = "reports";
    const QUESTION: &'static str = "How much do people tell us?";
    const LEDE: &'static str = "More can mean more trust, or more that happens. Fewer can mean fewer problems, or that it is harder to say. A number cannot tell which: ask.";
    const OFFERED: Offered = Offered::KIND.with_last_year();

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let times = time_to_surface::view(conn, seen)?;
        let found = seen.with_past(conn)?;
        let (days, kind) = (&seen.filter.days, seen.filter.kind);
        let mut process = found.house.process(found.first, days, kind);
        let (marks, changes) = written::marks(conn, seen, Series::Reports)?;
        let fit = fit(seen, &process);
        let few = (fit == Some(Fit::LongerPeriod)).then_some(process.period);
        if few.is_some() {
            process = found.house.process_of_few(found.first, days, kind);
        }
        process.close(&marks.closed);
        let starts = process.starts(&marks.starts());
        if fit == Some(Fit::TimesBetween) {
            let mut weeks = found
                .house
                .process_on(Period::Week, found.first, days, kind);
            weeks.close(&marks.closed);
            return Ok(waits::findings(
                seen,
                &times,
                (&weeks, &process),
                &marks,
                &changes,
            ));
        }
        let chart = xmr::chart(&process.counts(), &starts, &xmr::Settings::default());
        let weeks = process.period.weeks();
        let n: i64 = process.shown().iter().filter_map(|cell| cell.n).sum();
        let path = view::path::<Self>();
        Ok(Findings {
            thanks: words::thanks_of(seen, &times),
            notes: Notes::of(seen, weeks, process.held_back, n, &path),
            empty: n == 0,
            facts: facts(&chart, weeks, n),
            about: why(few, process.period)
                .into_iter()
                .chain([process_chart::standing(&chart)])
                .collect(),
            figures: figure(seen, &process, &chart, &changes)
                .into_iter()
                .collect(),
            tables: vec![table(&process, &chart)],
            held_back: process.held_back,
            json: None,
        })
    }
}

/// Which chart fits. Who does not read the reports sees periods long enough for counts anyway.
fn fit(seen: &Seen, process: &Process) -> Option<Fit> {
    let counts: Vec<i64> = process.cells.iter().filter_map(|cell| cell.n).collect();
    let (fit, _) = choice(&counts, false).filter(|_| seen.found.house.as_they_are)?;
    // Nothing longer than twelve weeks would be left to choose.
    (process.period < Period::TwelveWeeks || fit == Fit::TimesBetween).then_some(fit)
}

/// Why it is this chart, where it is not the usual one.
fn why(few: Option<Period>, shown: Period) -> Option<String> {
    let few = few.filter(|few| *few < shown)?;
    let asked = match few {
        Period::Week => "a week".to_owned(),
        longer => format!("in {}", words::weeks(longer.weeks())),
    };
    Some(format!(
        "There are fewer than 5 reports {asked} here, so {} are counted together: of smaller counts every second one would seem to be a signal.",
        words::weeks(shown.weeks())
    ))
}

fn facts(chart: &Chart, weeks: u32, n: i64) -> Vec<Fact> {
    let mut facts = vec![Fact::new("reports", "Reports", n.to_string(), n)];
    if let Some(phase) = chart.phases.last()
        && let (Some(centre), Some(limits)) = (phase.centre, phase.limits)
    {
        let per = words::weeks(weeks);
        let lower = limits.lower.unwrap_or(0.0);
        facts.push(Fact::new(
            "usual",
            format!("Usual in {per}"),
            words::amount(centre),
            centre,
        ));
        facts.push(Fact::new(
            "limits",
            "Routine ups and downs",
            format!(
                "{} to {}",
                words::amount(lower),
                words::amount(limits.upper)
            ),
            vec![lower, limits.upper],
        ));
    }
    facts
}

fn figure(seen: &Seen, process: &Process, chart: &Chart, changes: &[Change]) -> Option<Figure> {
    let before = seen
        .filter
        .last_year
        .then(|| process.year_before(&process.counts()));
    let measure = Measure {
        minutes: false,
        least: 5.0,
        most: f64::INFINITY,
        words: &words::amount,
        say: &|cell: &Cell, value: f64| {
            format!(
                "{}: {}",
                words::cell(cell),
                words::reports(value.round() as i64)
            )
        },
    };
    let drawn = Drawn {
        title: "Reports over time",
        process,
        chart,
        measure,
        hollow: &|_| false,
        arriving: 0,
        loose: None,
        changes,
        last_year: before.as_deref(),
    };
    let drawing: Drawing = process_chart::draw(&drawn)?;
    Some(Figure {
        id: "reports",
        heading: format!("Reports, {}", words::period(process.period.weeks())),
        key: process_chart::key(&drawn, "Reports", ""),
        drawing,
        words: vec![],
    })
}

pub(super) fn table(process: &Process, chart: &Chart) -> Table {
    let columns = vec![
        Column::words("week", "From"),
        Column::number("weeks", "Weeks"),
        Column::number("reports", "Reports"),
        Column::words("signal", "Signal"),
    ];
    let shown = process.cells.iter().zip(&chart.points);
    let rows = shown
        .skip(process.shown_from)
        .map(|(cell, point)| {
            vec![
                Value::new(
                    Week::of(cell.from).to_string(),
                    words::day(Week::of(cell.from)),
                ),
                Value::new(cell.weeks, cell.weeks.to_string()),
                Value::count(cell.n),
                words::signal(point.signal),
            ]
        })
        .collect();
    Table::new("The same numbers as a table", columns, rows)
}

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
    stats::{Cell, xmr::Chart},
    trends::{
        model::{Process, Series, Told},
        store,
    },
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
        let (marks, changes) = written::marks(conn, seen, Series::Reports)?;
        let told = store::told(&found, days, kind, &marks);
        let thanks = words::thanks_beside(seen, &times, told.lately());
        if let Some(between) = &told.between {
            return Ok(waits::findings(seen, thanks, &told, between, &changes));
        }
        let (process, chart) = (&told.process, &told.chart);
        let weeks = process.period.weeks();
        let n: i64 = process.shown().iter().filter_map(|cell| cell.n).sum();
        let path = view::path::<Self>();
        Ok(Findings {
            thanks,
            notes: Notes::of(seen, weeks, process.held_back, n, &path),
            empty: n == 0,
            facts: facts(chart, weeks, n),
            about: why(&told)
                .into_iter()
                .chain([process_chart::standing(chart)])
                .collect(),
            figures: figure(seen, process, chart, &changes).into_iter().collect(),
            tables: vec![table(process, chart)],
            held_back: process.held_back,
            json: None,
        })
    }
}

/// Why it is this chart, where it is not the usual one.
fn why(told: &Told) -> Option<String> {
    let weeks = told.process.period.weeks();
    told.longer.then(|| {
        format!("There are few reports here, so {weeks} weeks are counted together: of smaller counts every second one would seem to be a signal.")
    })
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
        Column::file("usual"),
        Column::file("lower_limit"),
        Column::file("upper_limit"),
    ];
    let of_point = |i: usize| {
        chart
            .phases
            .iter()
            .find(|phase| (phase.from..phase.to).contains(&i))
    };
    let shown = process.cells.iter().zip(&chart.points).enumerate();
    let rows = shown
        .skip(process.shown_from)
        .map(|(i, (cell, point))| {
            let limits = of_point(i).and_then(|phase| phase.limits);
            vec![
                Value::new(
                    Week::of(cell.from).to_string(),
                    words::day(Week::of(cell.from)),
                ),
                Value::new(cell.weeks, cell.weeks.to_string()),
                Value::count(cell.n),
                words::signal(point.signal),
                Value::new(limits.and(of_point(i)).and_then(|phase| phase.centre), ""),
                Value::new(limits.map(|limits| limits.lower.unwrap_or(0.0)), ""),
                Value::new(limits.map(|limits| limits.upper), ""),
            ]
        })
        .collect();
    Table::new("The same numbers as a table", columns, rows)
}

//! The days between reports, where there is fewer than one a week: counts of 0 and 1 would show nothing.

use super::{
    asking::Seen,
    parts::Notes,
    process_chart::{self, Change, Drawn, Measure},
    reports::{self, Reports},
    table::{Cell as Value, Column, Table},
    view::{self, Fact, Figure, Findings},
    words,
};
use crate::{
    kernel::time::Week,
    stats::{Cell, rare::Rare},
    trends::model::{Between, Process, Told},
};

/// What was found of a place that tells seldom, from its single weeks; the table lists the periods that fit on a page.
/// Only for those who read its reports.
pub(super) fn findings(
    seen: &Seen,
    thanks: String,
    told: &Told,
    between: &Between,
    changes: &[Change],
) -> Findings {
    let (process, rare) = (&told.process, &between.rare);
    let n: i64 = process.shown().iter().filter_map(|cell| cell.n).sum();
    Findings {
        thanks,
        notes: Notes::of(seen, process.period.weeks(), 0, n, &view::path::<Reports>()),
        empty: n == 0,
        facts: facts(rare, n),
        about: vec![
            "There is fewer than one report a week here, so the chart shows the days between reports: higher is longer without one.".into(),
            process_chart::standing(&rare.chart),
        ],
        figures: figure(&between.process, rare, changes).into_iter().collect(),
        tables: vec![table(between), reports::table(process, &told.chart, None)],
        held_back: 0,
        json: None,
    }
}

fn facts(rare: &Rare, n: i64) -> Vec<Fact> {
    let mut facts = vec![Fact::new("reports", "Reports", n.to_string(), n)];
    let last = rare.chart.phases.last();
    if let Some((centre, limits)) = last.and_then(|phase| phase.centre.zip(phase.limits)) {
        facts.push(Fact::new(
            "usual_days",
            "Usual between two reports",
            days(centre),
            centre,
        ));
        facts.push(Fact::new(
            "limit_days",
            "Routine up to",
            days(limits.upper),
            limits.upper,
        ));
    }
    if let Some(open) = rare.open {
        let words = if open.silence {
            format!(
                "{}: longer than usual. Fewer problems, or harder to say?",
                days(open.so_far)
            )
        } else {
            days(open.so_far)
        };
        facts.push(Fact::new(
            "days_so_far",
            "Since the latest report",
            words,
            open.so_far,
        ));
    }
    facts
}

fn figure(process: &Process, rare: &Rare, changes: &[Change]) -> Option<Figure> {
    let drawn = Drawn {
        title: "Days between reports",
        process,
        chart: &rare.chart,
        measure: Measure {
            minutes: false,
            least: 7.0,
            most: f64::INFINITY,
            words: &days,
            say: &|cell: &Cell, value: f64| {
                format!(
                    "{}: {} after the one before",
                    words::cell(cell),
                    days(value)
                )
            },
        },
        hollow: &|_| false,
        arriving: 0,
        loose: None,
        changes,
        last_year: None,
    };
    Some(Figure {
        id: "days-between",
        heading: "Days from one report to the next".into(),
        key: process_chart::key(&drawn, "Days since the report before", ""),
        drawing: process_chart::draw(&drawn)?,
        words: vec![
            "Only the week of a report is known, so the days are rounded to what a week can tell."
                .into(),
        ],
    })
}

fn table(between: &Between) -> Table {
    let columns = vec![
        Column::words("week", "Told in the week from"),
        Column::number("days", "Days since the report before"),
        Column::words("signal", "Signal"),
    ];
    let shown = between.process.cells.iter().zip(&between.rare.chart.points);
    let rows = shown
        .skip(between.process.shown_from)
        .map(|(cell, point)| {
            let week = Week::of(cell.from);
            vec![
                Value::new(week.to_string(), words::day(week)),
                Value::number(point.y, words::amount),
                words::signal(point.signal),
            ]
        })
        .collect();
    Table::new("The same days as a table", columns, rows)
}

/// "3 days".
pub(super) fn days(value: f64) -> String {
    match words::amount(value).as_str() {
        "1" => "1 day".into(),
        amount => format!("{amount} days"),
    }
}

//! The days between reports, where there is fewer than one a week: counts of 0 and 1 would show nothing.

use super::{
    asking::Seen,
    parts::Notes,
    process_chart::{self, Change, Drawn, Measure},
    reports::{self, Reports},
    view::{self, Fact, Figure, Findings},
    words,
};
use crate::{
    stats::{
        Cell,
        rare::{self, Rare},
        xmr::{self, Settings},
    },
    trends::{
        model::{Process, TimeToSurface},
        store::Marks,
    },
};

/// What was found of a place that tells seldom, from its single weeks; the table lists the periods that fit on a page.
/// Only for those who read its reports.
pub(super) fn findings(
    seen: &Seen,
    times: &TimeToSurface,
    (process, listed): (&Process, &Process),
    marks: &Marks,
    changes: &[Change],
) -> Findings {
    let waits = process.waits();
    let starts = waits.process.starts(&marks.starts());
    let rare = rare::t_chart(&waits.days, &starts, &Settings::default(), waits.so_far);
    let n: i64 = process.shown().iter().filter_map(|cell| cell.n).sum();
    // The counts stand in the table alone, without rules: the chart is that of the days between.
    let unruled = xmr::chart(&listed.counts(), &[], &Settings::default()).unruled();
    Findings {
        thanks: words::thanks_of(seen, times),
        notes: Notes::of(seen, 1, 0, n, &view::path::<Reports>()),
        empty: n == 0,
        facts: facts(&rare, n),
        about: vec![
            "There is fewer than one report a week here, so the chart shows the days between reports: higher is longer without one.".into(),
            process_chart::standing(&rare.chart),
        ],
        figures: figure(&waits.process, &rare, changes).into_iter().collect(),
        tables: vec![reports::table(listed, &unruled)],
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

fn days(value: f64) -> String {
    match words::amount(value).as_str() {
        "1" => "1 day".into(),
        amount => format!("{amount} days"),
    }
}

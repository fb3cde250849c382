//! How does each place move against its own past?

use super::{
    asking::{Offered, Seen},
    parts::Notes,
    small_charts::{self, Small},
    table::{Cell as Value, Column, Table},
    time_to_surface,
    view::{self, Figure, Findings, View},
    words,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    stats::{
        Period,
        xmr::{self, Chart},
    },
    trends::{model::Process, store},
};

/// `/trends/places`
#[derive(Debug)]
pub struct Places;

impl View for Places {
    const NAME: &'static str = "places";
    const QUESTION: &'static str = "How does each place move against its own past?";
    const LEDE: &'static str = "Each place has its own usual, and only its own past says what is unusual. Never read one against another: more reports can mean more trust.";
    const OFFERED: Offered = Offered::KIND;

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let (found, filter) = (&seen.found, &seen.filter);
        let below = store::below(conn, found)?;
        let mut places = Vec::new();
        for (at, id) in below.in_order(&found.tree) {
            let Some(place) = found.tree.get(id) else {
                continue;
            };
            let first = below.counts.get(at).and_then(|counts| counts.first());
            let house = found.house.below(&below.counts, at);
            let first = first.map(Week::of);
            let mut process = house.process_of_few(first, &filter.days, filter.kind);
            let mut chart = chart(&process);
            if house.as_they_are && is_seldom(&chart) && process.period < Period::TwelveWeeks {
                process = house.process_on(Period::TwelveWeeks, first, &filter.days, filter.kind);
                chart = self::chart(&process);
            }
            places.push(Small {
                name: place.name.to_string(),
                all: None,
                chart: if is_seldom(&chart) {
                    chart.unruled()
                } else {
                    chart
                },
                held: process.cells.iter().map(|cell| cell.n.is_none()).collect(),
                process,
                last_year: None,
            });
        }
        let times = time_to_surface::view(conn, seen)?;
        let shown = |place: &Small| {
            place
                .process
                .shown()
                .iter()
                .filter_map(|cell| cell.n)
                .sum::<i64>()
        };
        let n: i64 = places.iter().map(shown).sum();
        let held_back = places.iter().map(held_back).sum();
        let mut notes = Notes::of(seen, 1, held_back, n, &view::path::<Self>());
        if !found.house.as_they_are {
            notes.sight = "Each place stands on the shortest time in which no count of it points at anybody, so two may stand on different lengths.".into();
        }
        if places.is_empty() {
            notes.flags.push(format!(
                "There is no place below {} to show apart. Choose one further up.",
                seen.name(found.shown)
            ));
        }
        notes.flags.extend(below.said(seen));
        Ok(Findings {
            thanks: words::thanks(&times, &filter.days, seen.looking.today),
            notes,
            empty: n == 0 && !places.is_empty(),
            facts: Vec::new(),
            about: Vec::new(),
            figures: figure(&places).into_iter().collect(),
            tables: if places.is_empty() {
                Vec::new()
            } else {
                vec![table(&places)]
            },
            held_back,
            json: None,
        })
    }
}

fn chart(process: &Process) -> Chart {
    xmr::chart(&process.counts(), &[], &xmr::Settings::default())
}

/// Whether there is usually less than one report a period. Then every second count would be a signal.
fn is_seldom(chart: &Chart) -> bool {
    let centre = chart.phases.last().and_then(|phase| phase.centre);
    centre.is_some_and(|centre| centre < 1.0)
}

/// Periods held back; a place that is too quiet for any period that is over counts as one.
fn held_back(place: &Small) -> usize {
    place.process.held_back + usize::from(place.process.shown().is_empty())
}

fn figure(places: &[Small]) -> Option<Figure> {
    (!places.is_empty()).then(|| Figure {
        id: "places",
        heading: "Each place beside its own past".into(),
        drawing: small_charts::draw("Each place beside its own past", places, small_charts::REPORTS),
        key: small_charts::key(places, "Reports", "this place"),
        words: vec![
            "Places stand in the order of the tree. Each has a scale of its own, so heights cannot be compared.".into(),
            "Where there is less than one report in 12 weeks, there are no limits: each report would seem to be a signal. Choose the place among the reports over time to see the days between them.".into(),
        ],
    })
}

fn table(places: &[Small]) -> Table {
    let columns = vec![
        Column::words("place", "Place"),
        Column::words("week", "From"),
        Column::number("weeks", "Weeks"),
        Column::number("reports", "Reports"),
        Column::words("signal", "Signal"),
    ];
    let mut rows = Vec::new();
    for place in places {
        if place.process.shown().is_empty() {
            rows.push(vec![
                Value::text(place.name.clone()),
                Value::empty(),
                Value::empty(),
                Value::count(None),
                Value::empty(),
            ]);
        }
        let points = place.process.cells.iter().zip(&place.chart.points);
        for (cell, point) in points.skip(place.process.shown_from) {
            let week = Week::of(cell.from);
            rows.push(vec![
                Value::text(place.name.clone()),
                Value::new(week.to_string(), words::day(week)),
                Value::new(cell.weeks, cell.weeks.to_string()),
                Value::count(cell.n),
                words::signal(point.signal),
            ]);
        }
    }
    Table::new("The same numbers as a table, place by place", columns, rows)
}

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
    trends::{
        model::{Series, Told},
        store,
    },
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
        let filter = &seen.filter;
        let found = &seen.with_past(conn)?;
        let everything = found.house.as_they_are;
        let below = store::below(conn, found)?;
        let (mut places, mut charts) = (Vec::new(), Vec::new());
        for (at, id) in below.in_order(&found.tree) {
            let Some(place) = found.tree.get(id) else {
                continue;
            };
            let first = below.counts.get(at).and_then(|counts| counts.first());
            let house = found.house.below(&below.counts, at);
            let marks = store::marks(conn, &found.tree, id, Series::Reports, everything)?;
            let told = house.told(
                first.map(Week::of),
                &filter.days,
                filter.kind,
                &marks.closed,
                &marks.starts(),
            );
            charts.push(Small::of(place.name.to_string(), &told));
            places.push(told);
        }
        let times = time_to_surface::view(conn, seen)?;
        let shown = |told: &Told| -> i64 {
            let cells = told.process.shown().iter();
            cells.filter_map(|cell| cell.n).sum()
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
            figures: figure(&charts).into_iter().collect(),
            tables: if places.is_empty() {
                Vec::new()
            } else {
                vec![table(&charts, &places)]
            },
            held_back,
            json: None,
        })
    }
}

/// Periods held back; a place that is too quiet for any period that is over counts as one.
fn held_back(told: &Told) -> usize {
    let process = &told.process;
    process.held_back + usize::from(process.shown().is_empty())
}

fn figure(charts: &[Small]) -> Option<Figure> {
    (!charts.is_empty()).then(|| Figure {
        id: "places",
        heading: "Each place beside its own past".into(),
        drawing: small_charts::draw("Each place beside its own past", charts),
        key: small_charts::key(charts, "Reports, or the days between them", "this place"),
        words: vec![
            "Places stand in the order of the tree. Each has a scale of its own, so heights cannot be compared.".into(),
            "Where there is less than one report a week, its leads see the days between reports.".into(),
        ],
    })
}

fn table(charts: &[Small], places: &[Told]) -> Table {
    let columns = vec![
        Column::words("place", "Place"),
        Column::words("week", "From"),
        Column::number("weeks", "Weeks"),
        Column::number("reports", "Reports"),
        Column::words("signal", "Signal"),
    ];
    let mut rows = Vec::new();
    for (small, told) in charts.iter().zip(places) {
        let (process, chart) = (&told.process, &told.chart);
        if process.shown().is_empty() {
            rows.push(vec![
                Value::text(small.name.clone()),
                Value::empty(),
                Value::empty(),
                Value::count(None),
                Value::empty(),
            ]);
        }
        let points = process.cells.iter().zip(&chart.points);
        for (cell, point) in points.skip(process.shown_from) {
            let week = Week::of(cell.from);
            rows.push(vec![
                Value::text(small.name.clone()),
                Value::new(week.to_string(), words::day(week)),
                Value::new(cell.weeks, cell.weeks.to_string()),
                Value::count(cell.n),
                words::signal(point.signal),
            ]);
        }
    }
    Table::new("The same numbers as a table, place by place", columns, rows)
}

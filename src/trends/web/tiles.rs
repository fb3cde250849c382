//! What the two views of system tiles have in common: what made it possible, and what caught it.

use super::{
    asking::Seen,
    heat::{self, Place},
    pareto,
    parts::{Notes, listed},
    process_chart::{self, Drawn, Measure},
    table::{Cell as Value, Column, Table},
    time_to_surface,
    view::{Fact, Figure, Findings},
    words,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    reports::TILES,
    stats::{
        Cell, Period,
        xmr::{self, Chart},
    },
    trends::{
        model::{Days, Named, Process, TileCell, TileHouse, TileSum},
        store::{self, Below, Side},
    },
};

/// The words in which one of the two asks and answers.
pub(super) struct Words {
    pub(super) side: Side,
    pub(super) path: &'static str,
    /// What a report did that counts here: "named what made it possible".
    pub(super) did: &'static str,
    pub(super) most: &'static str,
    pub(super) where_: &'static str,
    /// What to know before acting on it.
    pub(super) about: &'static str,
}

/// What is found of a side, for the place shown and for those below it.
pub(super) struct Looked {
    pub(super) house: TileHouse,
    pub(super) named: Named,
    pub(super) places: Vec<Place>,
    below: Below,
    period: Period,
    /// The tile asked for, over time.
    over_time: Option<(i32, Process, Vec<TileCell>)>,
}

/// The name of a tile.
pub(super) fn name(tile: i32) -> &'static str {
    TILES
        .iter()
        .find(|(number, ..)| i32::from(*number) == tile)
        .map_or("Not sure yet", |(_, _, words)| *words)
}

pub(super) fn look(conn: &mut Conn, seen: &Seen, side: Side) -> Result<Looked, StoreError> {
    let (found, filter) = (&seen.found, &seen.filter);
    let below = store::below(conn, found)?;
    let past = Days {
        from: found.first.map_or(filter.days.from, |first| {
            first.monday().min(filter.days.from)
        }),
        to: filter.days.to,
    };
    // The past is read only where limits need it.
    let days = if filter.tile.is_some() {
        &past
    } else {
        &filter.days
    };
    let house = store::tiles(conn, found, &below, side, filter.kind, days)?;
    let period = house.period(&filter.days);
    let view = house.look(period, &filter.days);
    let row = |at: usize| view.below.get(at).map(|cells| Named::of(cells));
    let places = below.in_order(&found.tree);
    let over_time = filter.tile.map(|tile| {
        let cells = house.look(period, &past).own;
        (tile, process(&cells, tile, period, &filter.days), cells)
    });
    Ok(Looked {
        named: Named::of(&view.own),
        places: places
            .into_iter()
            .filter_map(|(at, id)| {
                Some(Place {
                    name: found.tree.get(id)?.name.to_string(),
                    named: row(at)?,
                })
            })
            .collect(),
        house,
        below,
        period,
        over_time,
    })
}

pub(super) fn findings(
    conn: &mut Conn,
    seen: &Seen,
    looked: &Looked,
    words: &Words,
) -> Result<Findings, StoreError> {
    let named = &looked.named;
    let times = time_to_surface::view(conn, seen)?;
    let weeks = looked.period.weeks();
    let mut notes = Notes::of(seen, weeks, named.held_back, named.named, words.path);
    notes.held_back = held_back(named.held_back, seen.looking.k);
    notes.flags.extend(kept_whole(seen, looked));
    let by_place = looked.house.kind.is_none() || looked.house.house.as_they_are;
    if by_place {
        notes.flags.extend(looked.below.said(seen));
    }
    let rows: &[Place] = if by_place { &looked.places } else { &[] };
    let mut figures = Vec::new();
    let mut tables = Vec::new();
    if let Some((tile, process, cells)) = &looked.over_time {
        let chart = chart(process, cells, *tile);
        figures.extend(over_time(process, &chart, cells, *tile));
        tables.push(time_table(process, &chart, cells, *tile));
    }
    figures.extend(pareto::figure(named, words));
    figures.extend(heat::figure(rows, words));
    tables.push(table(seen, named, rows));
    let mut about = vec![
        "A report may name several tiles, so the shares add up to more than 100 %. \u{201c}Not sure yet\u{201d} always stands last.".to_owned(),
    ];
    if named.tiles.iter().any(|sum| sum.partly) {
        about.push("\u{2265} means at least: in some of the weeks this tile is held back, so there may be more.".into());
    }
    about.push(words.about.into());
    Ok(Findings {
        thanks: words::thanks(&times, &seen.filter.days, seen.looking.today),
        notes,
        empty: named.named == 0,
        facts: facts(named, words, seen.filter.tile),
        about,
        figures,
        tables,
        held_back: named.held_back,
        json: None,
    })
}

fn facts(named: &Named, words: &Words, tile: Option<i32>) -> Vec<Fact> {
    let mut facts = vec![Fact::new(
        "named",
        format!("Reports that {}", words.did),
        format!("{} of {}", named.named, named.all),
        named.named,
    )];
    if let Some(sum) = tile.and_then(|tile| named.tile(tile)) {
        facts.push(Fact::new("tile", name(sum.tile), of(sum, named), sum.n));
    }
    facts
}

/// "12 of 40", "at least 12 of 40", "held back".
pub(super) fn of(sum: TileSum, named: &Named) -> String {
    match sum.n {
        None => "held back".into(),
        Some(n) if sum.partly => format!("at least {n} of {}", named.named),
        Some(n) => format!("{n} of {}", named.named),
    }
}

/// "30 %", "≥ 30 %".
pub(super) fn percent(sum: TileSum, named: &Named) -> Option<String> {
    let share = named.percent(sum)?;
    let least = if sum.partly { "\u{2265} " } else { "" };
    Some(format!("{least}{share:.0} %"))
}

fn held_back(periods: usize, k: i64) -> Option<String> {
    let periods = match periods {
        0 => return None,
        1 => "1 period".to_owned(),
        more => format!("{more} periods"),
    };
    Some(format!(
        "In {periods} something is held back to protect reporters: fewer than {k} reports that name a tile, or that do not, would point at people."
    ))
}

/// What a kind that was asked for cannot show.
fn kept_whole(seen: &Seen, looked: &Looked) -> Option<String> {
    looked.house.kind?;
    if looked.house.house.as_they_are {
        None
    } else if looked.house.by_kind() {
        Some(
            "To protect reporters, one kind is shown for the whole house, and not place by place."
                .into(),
        )
    } else {
        Some(format!(
            "To protect reporters, one kind is shown for the whole house alone. Of {} you see all kinds together.",
            seen.name(seen.found.shown)
        ))
    }
}

impl Below {
    /// Which places are counted in the one above alone.
    pub(super) fn said(&self, seen: &Seen) -> Option<String> {
        let tree = &seen.found.tree;
        let names = self.rolled_up.iter().filter_map(|id| tree.get(*id));
        let names: Vec<String> = names.map(|place| place.name.to_string()).collect();
        let are = if names.len() == 1 { "is" } else { "are" };
        (!names.is_empty()).then(|| {
            format!(
                "To protect reporters, {} {are} counted in {} alone: fewer than {} people work there or beside it.",
                listed(&names),
                seen.name(seen.found.shown),
                seen.looking.k
            )
        })
    }
}

/// A tile's counts in a row, with those before the days asked for.
fn process(cells: &[TileCell], tile: i32, period: Period, days: &Days) -> Process {
    let from = period.start(days.from);
    let cells: Vec<Cell> = cells
        .iter()
        .map(|cell| Cell {
            from: cell.from,
            weeks: cell.weeks,
            n: cell.tile(tile),
        })
        .collect();
    let shown_from = cells.iter().take_while(|cell| cell.from < from).count();
    let held_back = cells
        .iter()
        .skip(shown_from)
        .filter(|cell| cell.n.is_none());
    Process {
        period,
        shown_from,
        held_back: held_back.count(),
        closed: Vec::new(),
        began: None,
        cells,
    }
}

fn chart(process: &Process, cells: &[TileCell], tile: i32) -> Chart {
    let whole = |cell: &&TileCell| cell.weeks == process.period.weeks();
    let values: Vec<Option<f64>> = cells
        .iter()
        .map(|cell| Some(cell).filter(whole).and_then(|cell| share(cell, tile)))
        .collect();
    let mut chart = xmr::chart(&values, &[], &xmr::Settings::default());
    // A share cannot rise above all of them.
    for limits in chart
        .phases
        .iter_mut()
        .filter_map(|phase| phase.limits.as_mut())
    {
        limits.upper = limits.upper.min(100.0);
    }
    chart
}

fn share(cell: &TileCell, tile: i32) -> Option<f64> {
    let (n, named) = cell.tile(tile).zip(cell.named())?;
    // Counts stay far below 2^53: exact.
    (named > 0).then(|| 100.0 * n as f64 / named as f64)
}

fn over_time(process: &Process, chart: &Chart, cells: &[TileCell], tile: i32) -> Option<Figure> {
    let limits = chart.phases.iter().filter_map(|phase| phase.limits);
    let shares = chart.points.iter().filter_map(|point| point.y);
    let highest = shares
        .chain(limits.map(|limits| limits.upper))
        .fold(0.0, f64::max);
    let measure = Measure {
        minutes: false,
        // The chart leaves some room above: with it, the axis ends on a round share.
        least: [25.0, 50.0, 100.0]
            .map(|end| end / 1.0801)
            .into_iter()
            .find(|least| highest <= *least)
            .unwrap_or(100.0),
        most: 100.0,
        words: &|value| format!("{} %", words::amount(value.round())),
        say: &|cell: &Cell, value| {
            let counted = cells.iter().find(|other| other.from == cell.from);
            let counted = counted.and_then(|cell| cell.tile(tile).zip(cell.named()));
            let (n, named) = counted.unwrap_or_default();
            format!(
                "{}: {value:.0} %, {n} of {}",
                words::cell(cell),
                words::reports(named)
            )
        },
    };
    let drawn = Drawn {
        title: "The share of this tile over time",
        process,
        chart,
        measure,
        hollow: &|_| false,
        arriving: 0,
        loose: None,
        changes: &[],
        last_year: None,
    };
    Some(Figure {
        id: "over-time",
        heading: format!("Has \u{201c}{}\u{201d} changed?", name(tile)),
        key: process_chart::key(&drawn, "Its share of the reports that named something", ""),
        drawing: process_chart::draw(&drawn)?,
        words: vec![process_chart::standing(chart)],
    })
}

fn time_table(process: &Process, chart: &Chart, cells: &[TileCell], tile: i32) -> Table {
    let columns = vec![
        Column::words("week", "From"),
        Column::number("weeks", "Weeks"),
        Column::number("named", "Reports that named something"),
        Column::number("tile", name(tile)),
        Column::number("percent", "Share"),
        Column::words("signal", "Signal"),
    ];
    let rows = cells
        .iter()
        .zip(&chart.points)
        .skip(process.shown_from)
        .map(|(cell, point)| {
            let week = Week::of(cell.from);
            vec![
                Value::new(week.to_string(), words::day(week)),
                Value::new(cell.weeks, cell.weeks.to_string()),
                Value::count(cell.named()),
                Value::count(cell.tile(tile)),
                Value::number(share(cell, tile).map(f64::round), |value| {
                    format!("{value:.0} %")
                }),
                words::signal(point.signal),
            ]
        })
        .collect();
    Table::new(
        format!("\u{201c}{}\u{201d} over time", name(tile)),
        columns,
        rows,
    )
}

/// The place shown and those below it, each with its own reports: what both charts show.
fn table(seen: &Seen, named: &Named, places: &[Place]) -> Table {
    let mut columns = vec![
        Column::words("place", "Place"),
        Column::number("reports", "Reports"),
        Column::number("named", "Named something"),
    ];
    let tiles = TILES
        .iter()
        .map(|(_, key, words)| Column::number(*key, *words));
    columns.extend(tiles);
    let row = |place: String, named: &Named| {
        let all_held = named.named == 0 && named.held_back > 0;
        let count = |n: i64| Value::count(Some(n).filter(|_| !all_held));
        let tiles = TILES.iter().map(|(tile, ..)| {
            let sum = named.tile(i32::from(*tile)).filter(|_| named.named > 0);
            match sum.and_then(|sum| Some((sum.n?, percent(sum, named)?))) {
                Some((n, share)) => Value::new(n, format!("{n} · {share}")),
                None if named.held_back > 0 => Value::count(None),
                None => Value::count(Some(0)),
            }
        });
        [Value::text(place), count(named.all), count(named.named)]
            .into_iter()
            .chain(tiles)
            .collect::<Vec<_>>()
    };
    let mut rows = vec![row(seen.name(seen.found.shown), named)];
    rows.extend(
        places
            .iter()
            .map(|place| row(place.name.clone(), &place.named)),
    );
    Table::new(
        "How many reports named each tile, and their share of those that named something there",
        columns,
        rows,
    )
}

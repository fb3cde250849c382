//! The drawing of small process behaviour charts side by side, each on a scale of its own.

use super::{
    chart::rounded,
    drawing::{ARRIVING, Area, Dot, Drawing, FIRM, LABEL, STRONG, WIDTH},
    heat::short,
    view::Key,
    waits, words,
};
use crate::{
    stats::{
        Cell,
        chart::{Margins, Plot, path, points},
        xmr::{Chart, Phase},
    },
    trends::model::{Process, Told},
};

/// One of them.
pub(super) struct Small {
    /// What it is of: a place, a kind.
    pub(super) name: String,
    /// What is said of it beside its name, above its chart.
    pub(super) all: Option<String>,
    pub(super) process: Process,
    pub(super) chart: Chart,
    /// Of each cell of the process, whether it is held back.
    pub(super) held: Vec<bool>,
    /// The values of the year before, one for each cell shown.
    pub(super) last_year: Option<Vec<Option<f64>>>,
    /// In what its values are measured.
    pub(super) unit: Unit,
}

impl Small {
    /// The chart that fits how much a place is told.
    pub(super) fn of(name: String, told: &Told) -> Self {
        let between = told.between.as_ref();
        let (process, chart) = between.map_or((&told.process, &told.chart), |between| {
            (&between.process, &between.rare.chart)
        });
        let held = |cell: &Cell| between.is_none() && cell.n.is_none();
        Self {
            name,
            all: None,
            held: process.cells.iter().map(held).collect(),
            process: process.clone(),
            chart: chart.clone(),
            last_year: None,
            unit: if between.is_some() { DAYS } else { REPORTS },
        }
    }
}

/// In what values are measured.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    /// A value in words: "7", "12 %".
    pub(super) words: fn(f64) -> String,
    /// The same with what it is: "7 reports".
    pub(super) say: fn(f64) -> String,
    /// What each axis reaches at least.
    pub(super) least: f64,
    /// The highest value that there can be.
    pub(super) most: f64,
    /// What each value is of, where it is not of a period.
    pub(super) each: Option<&'static str>,
}

/// Counts of reports.
pub(super) const REPORTS: Unit = Unit {
    words: words::amount,
    // Counts are whole.
    say: |n| words::reports(n.round() as i64),
    least: 4.0,
    most: f64::INFINITY,
    each: None,
};

/// Days between reports.
const DAYS: Unit = Unit {
    words: words::amount,
    say: |days| format!("{} after the one before", waits::days(days)),
    least: 7.0,
    most: f64::INFINITY,
    each: Some("days between reports"),
};

/// Shares in per cent.
pub(super) const PER_CENT: Unit = Unit {
    words: per_cent,
    say: |share| format!("{} of the reports", per_cent(share)),
    least: 10.0,
    most: 100.0,
    each: None,
};

fn per_cent(share: f64) -> String {
    format!("{share:.0} %")
}

const COLUMNS: usize = 2;
const GAP: f64 = 32.0;
const HEIGHT: f64 = 184.0;
const ABOVE: f64 = 46.0;
const BELOW: f64 = 40.0;
const AXIS: f64 = 34.0;
/// So many letters fit above a chart.
const LETTERS: usize = 42;

const SIGNAL: &str = "chart__dot chart__dot--signal";
const LIMIT: &str = "chart__limit";
const CENTRE: &str = "chart__centre";
const LAST_YEAR: &str = "chart__line chart__line--b";

/// All of them, in their order.
pub(super) fn draw(title: &str, all: &[Small]) -> Drawing {
    let rows = all.len().div_ceil(COLUMNS);
    // They are far fewer than 2^53: exact.
    let height = rows as f64 * HEIGHT;
    let each: Vec<String> = all.iter().map(say).collect();
    let mut drawing = Drawing::new(title, each.join(" "), height);
    for (i, small) in all.iter().enumerate() {
        one(&mut drawing, small, &plot(i, height));
    }
    drawing
}

/// Where the chart of number `i` stands.
fn plot(i: usize, height: f64) -> Plot {
    let width = (WIDTH - GAP * (COLUMNS - 1) as f64) / COLUMNS as f64;
    let left = (i % COLUMNS) as f64 * (width + GAP);
    let top = (i / COLUMNS) as f64 * HEIGHT;
    Plot {
        width: WIDTH,
        height,
        margins: Margins {
            top: top + ABOVE,
            right: WIDTH - left - width,
            bottom: height - top - HEIGHT + BELOW,
            left: left + AXIS,
        },
    }
}

fn one(drawing: &mut Drawing, small: &Small, plot: &Plot) {
    let unit = small.unit;
    let left = plot.left() - AXIS;
    let title = (left, plot.top() - 30.0);
    let name = match &small.all {
        Some(all) => format!("{}: {all}", small.name),
        None => small.name.clone(),
    };
    drawing.label(STRONG, title, "start", short(&name, LETTERS));
    drawing.label(LABEL, (left, plot.top() - 12.0), "start", usual(small));
    let from = small.process.shown_from;
    let cells = small.process.shown();
    held(drawing, small, plot);
    let known = small.chart.points.iter().skip(from);
    let values: Vec<Option<f64>> = known.map(|point| point.y).collect();
    if values.iter().all(Option::is_none) {
        return;
    }
    let shown = || small.chart.phases.iter().filter(|phase| phase.to > from);
    let limits = shown().filter_map(|phase| phase.limits.map(|limits| limits.upper));
    let before = small.last_year.iter().flatten().flatten();
    let highest = values
        .iter()
        .flatten()
        .chain(before)
        .copied()
        .chain(limits)
        .fold(unit.least, f64::max)
        .min(unit.most);
    let scale = plot.linear(0.0, highest * 1.1);
    let axis = format!("M{} {}H{}", plot.left(), plot.bottom(), plot.right());
    drawing.line("chart__axis", axis);
    let top = highest.floor();
    for mark in [0.0, top] {
        let at = (plot.left() - 6.0, rounded(scale.at(mark) + 4.0));
        drawing.label(LABEL, at, "end", words::amount(mark));
    }
    drawing.line(
        "chart__grid",
        format!(
            "M{} {}H{}",
            plot.left(),
            rounded(scale.at(top)),
            plot.right()
        ),
    );
    for phase in shown() {
        levels(drawing, phase, (from, cells.len()), plot, |value| {
            rounded(scale.at(value.min(unit.most)))
        });
    }
    if let Some(before) = &small.last_year {
        drawing.line(LAST_YEAR, path(&points(before, plot, &scale)));
    }
    let all = points(&values, plot, &scale);
    drawing.line("chart__line", path(&all));
    for (i, (point, cell)) in all.iter().zip(cells).enumerate() {
        let (Some(point), Some(value)) = (point, values.get(i).copied().flatten()) else {
            continue;
        };
        let of_chart = small.chart.points.get(from + i);
        let signal = of_chart.is_some_and(|point| point.signal.is_some());
        let said = format!(
            "{}, {}: {}",
            small.name,
            words::cell(cell),
            (unit.say)(value)
        );
        drawing.dots.push(Dot {
            class: if signal { SIGNAL } else { FIRM },
            x: point.x,
            y: point.y,
            // Where many stand side by side, larger ones would be a band.
            r: match (signal, cells.len()) {
                (true, ..=40) => 5.0,
                (true, _) => 4.0,
                (false, _) => 2.8,
            },
            say: if signal {
                format!("{said}. A signal: this differs from what is usual here.")
            } else {
                said
            },
        });
    }
    ends(drawing, cells, plot);
}

/// Where something is held back.
fn held(drawing: &mut Drawing, small: &Small, plot: &Plot) {
    let from = small.process.shown_from;
    let cells = small.process.shown();
    let height = rounded(plot.bottom() - plot.top());
    let step = plot.step(cells.len());
    let area = |x: f64, width: f64, say: Option<String>| Area {
        class: ARRIVING,
        x: rounded(x),
        y: plot.top(),
        width: rounded(width),
        height,
        say,
    };
    let is_held = |i: usize| small.held.get(from + i).copied().unwrap_or(false);
    if (0..cells.len()).all(is_held) {
        drawing
            .areas
            .push(area(plot.left(), plot.right() - plot.left(), None));
        return;
    }
    for (i, cell) in cells.iter().enumerate().filter(|(i, _)| is_held(*i)) {
        let said = format!(
            "{}, {}: held back to protect reporters",
            small.name,
            words::cell(cell)
        );
        // Fewer cells than 2^53: exact.
        let x = plot.left() + step * i as f64;
        drawing.areas.push(area(x, step, Some(said)));
    }
}

/// The first and the last day below it.
fn ends(drawing: &mut Drawing, cells: &[Cell], plot: &Plot) {
    let y = plot.bottom() + 18.0;
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else {
        return;
    };
    let day = |cell: &Cell| cell.from.format("%-d %b %Y").to_string();
    drawing.label(LABEL, (plot.left(), y), "start", day(first));
    if cells.len() > 1 {
        drawing.label(LABEL, (plot.right(), y), "end", day(last));
    }
}

fn levels(
    drawing: &mut Drawing,
    phase: &Phase,
    (first, n): (usize, usize),
    plot: &Plot,
    at: impl Fn(f64) -> f64,
) {
    let Some(bounds) = phase.limits else { return };
    // Fewer cells than 2^53: exact.
    let edge = |index: usize| {
        rounded(plot.left() + plot.step(n) * index.saturating_sub(first).min(n) as f64)
    };
    let (left, right) = (edge(phase.from), edge(phase.to));
    let mut level =
        |class, value: f64| drawing.line(class, format!("M{left} {}H{right}", at(value)));
    level(LIMIT, bounds.upper);
    // Drawn where nothing can be lower, and never tested.
    level(LIMIT, bounds.lower.unwrap_or(0.0));
    phase
        .centre
        .into_iter()
        .for_each(|centre| level(CENTRE, centre));
}

/// What is usual, in a line.
fn usual(small: &Small) -> String {
    let (process, unit) = (&small.process, small.unit);
    let from = process.shown_from;
    if unit.each.is_some() && small.chart.points.is_empty() {
        return "fewer than two reports".into();
    }
    if process.shown().is_empty() {
        // Too quiet for any period that is over.
        return "held back until more weeks are over".into();
    }
    if small.held.iter().skip(from).all(|held| *held) {
        return "held back to protect reporters".into();
    }
    let per = unit
        .each
        .map_or_else(|| words::period(process.period.weeks()), Into::into);
    let phase = small.chart.phases.last();
    match phase.and_then(|phase| phase.limits.zip(phase.centre)) {
        Some((limits, centre)) => format!(
            "{per}: usually {}, {} to {}",
            (unit.words)(centre),
            (unit.words)(limits.lower.unwrap_or(0.0)),
            (unit.words)(limits.upper.min(unit.most))
        ),
        None => format!("{per}: no limits yet"),
    }
}

fn say(small: &Small) -> String {
    let from = small.process.shown_from;
    let points = small
        .chart
        .points
        .iter()
        .zip(&small.process.cells)
        .skip(from);
    let signals: Vec<String> = points
        .filter(|(point, _)| point.signal.is_some())
        .map(|(_, cell)| cell.from.format("%-d %B %Y").to_string())
        .collect();
    let signals = match signals.as_slice() {
        [] => "no signal".to_owned(),
        [one] => format!("one signal: {one}"),
        [first, .., last] => format!("signals from {first} to {last}"),
    };
    format!("{}: {}, {signals}.", small.name, usual(small))
}

/// How to read the marks; `whose` is what each is of: "this place".
pub(super) fn key(all: &[Small], point: &str, whose: &str) -> Vec<Key> {
    let mut keys = vec![Key::new(FIRM, point)];
    let shown = |small: &Small| {
        let points = small.chart.points.iter().skip(small.process.shown_from);
        points.clone().any(|point| point.signal.is_some())
    };
    if all.iter().any(shown) {
        keys.push(Key::new(
            SIGNAL,
            format!("A signal: not the usual coming and going of {whose}"),
        ));
    }
    let mut phases = all.iter().flat_map(|small| &small.chart.phases);
    if phases.any(|phase| phase.limits.is_some()) {
        keys.push(Key::new(CENTRE, "What is usual here"));
        keys.push(Key::new(
            LIMIT,
            "Between these two, ups and downs are routine",
        ));
    }
    if all.iter().any(|small| small.last_year.is_some()) {
        keys.push(Key::new(LAST_YEAR, "The same weeks of the year before"));
    }
    let held = |small: &Small| {
        small
            .held
            .iter()
            .skip(small.process.shown_from)
            .any(|held| *held)
    };
    if all.iter().any(held) {
        keys.push(Key::new(ARRIVING, "Held back to protect reporters"));
    }
    keys
}

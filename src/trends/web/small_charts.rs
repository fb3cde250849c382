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
        chart::{Margins, Plot, path, points},
        xmr::{Chart, Phase},
    },
    trends::model::{Process, Told},
};

/// One of the places.
pub(super) struct Small {
    pub(super) name: String,
    process: Process,
    chart: Chart,
    /// Whether it shows the days between reports instead of their counts.
    days: bool,
}

impl Small {
    /// The chart that fits how much the place is told.
    pub(super) fn of(name: String, told: &Told) -> Self {
        let between = told.between.as_ref();
        let (process, chart) = between.map_or((&told.process, &told.chart), |between| {
            (&between.process, &between.rare.chart)
        });
        Self {
            name,
            process: process.clone(),
            chart: chart.clone(),
            days: between.is_some(),
        }
    }

    /// A value with its unit.
    fn amount(&self, value: f64) -> String {
        if self.days {
            waits::days(value)
        } else {
            // Counts are whole.
            words::reports(value.round() as i64)
        }
    }

    /// Whether a period is held back.
    fn holds_back(&self) -> bool {
        !self.days && self.process.shown().iter().any(|cell| cell.n.is_none())
    }
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

/// All of them, in their order.
pub(super) fn draw(places: &[&Small]) -> Drawing {
    let rows = places.len().div_ceil(COLUMNS);
    // Places are far fewer than 2^53: exact.
    let height = rows as f64 * HEIGHT;
    let each: Vec<String> = places.iter().map(|place| say(place)).collect();
    let mut drawing = Drawing::new("Each place beside its own past", each.join(" "), height);
    for (i, place) in places.iter().enumerate() {
        one(&mut drawing, place, &plot(i, height));
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

fn one(drawing: &mut Drawing, place: &Small, plot: &Plot) {
    let left = plot.left() - AXIS;
    let title = (left, plot.top() - 30.0);
    drawing.label(STRONG, title, "start", short(&place.name, LETTERS));
    drawing.label(LABEL, (left, plot.top() - 12.0), "start", usual(place));
    let from = place.process.shown_from;
    let cells = place.process.shown();
    let values: Vec<Option<f64>> = place
        .chart
        .points
        .iter()
        .skip(from)
        .map(|point| point.y)
        .collect();
    if values.iter().all(Option::is_none) {
        drawing.areas.push(Area {
            class: ARRIVING,
            x: plot.left(),
            y: plot.top(),
            width: rounded(plot.right() - plot.left()),
            height: rounded(plot.bottom() - plot.top()),
            say: None,
        });
        return;
    }
    let shown = || place.chart.phases.iter().filter(|phase| phase.to > from);
    let limits = shown().filter_map(|phase| phase.limits.map(|limits| limits.upper));
    let highest = values
        .iter()
        .flatten()
        .copied()
        .chain(limits)
        .fold(4.0, f64::max);
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
            rounded(scale.at(value))
        });
    }
    let all = points(&values, plot, &scale);
    drawing.line("chart__line", path(&all));
    for (i, (point, cell)) in all.iter().zip(cells).enumerate() {
        let (Some(point), Some(value)) = (point, values.get(i).copied().flatten()) else {
            continue;
        };
        let signal = place
            .chart
            .points
            .get(from + i)
            .is_some_and(|point| point.signal.is_some());
        let said = format!(
            "{}, {}: {}",
            place.name,
            words::cell(cell),
            place.amount(value)
        );
        drawing.dots.push(Dot {
            class: if signal { SIGNAL } else { FIRM },
            x: point.x,
            y: point.y,
            r: if signal { 5.0 } else { 2.8 },
            say: if signal {
                format!("{said}. A signal: this differs from what is usual here.")
            } else {
                said
            },
        });
    }
    let y = plot.bottom() + 18.0;
    if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
        let format = "%-d %b %Y";
        drawing.label(
            LABEL,
            (plot.left(), y),
            "start",
            first.from.format(format).to_string(),
        );
        if cells.len() > 1 {
            drawing.label(
                LABEL,
                (plot.right(), y),
                "end",
                last.from.format(format).to_string(),
            );
        }
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
    bounds
        .lower
        .into_iter()
        .for_each(|lower| level(LIMIT, lower));
    phase
        .centre
        .into_iter()
        .for_each(|centre| level(CENTRE, centre));
}

/// What is usual at a place, in a line.
fn usual(place: &Small) -> String {
    let process = &place.process;
    if place.days && place.chart.points.is_empty() {
        return "fewer than two reports".into();
    }
    if !place.days && process.shown().iter().all(|cell| cell.n.is_none()) {
        return if process.shown().is_empty() {
            // Too quiet for any period that is over.
            "held back until more weeks are over".into()
        } else {
            "held back to protect reporters".into()
        };
    }
    let per = if place.days {
        "days between reports".into()
    } else {
        words::period(process.period.weeks())
    };
    match place
        .chart
        .phases
        .last()
        .and_then(|phase| phase.limits.zip(phase.centre))
    {
        Some((limits, centre)) => format!(
            "{per}: usually {}, {} to {}",
            words::amount(centre),
            words::amount(limits.lower.unwrap_or(0.0)),
            words::amount(limits.upper)
        ),
        None => format!("{per}: no limits yet"),
    }
}

fn say(place: &Small) -> String {
    let from = place.process.shown_from;
    let points = place
        .chart
        .points
        .iter()
        .zip(&place.process.cells)
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
    format!("{}: {}, {signals}.", place.name, usual(place))
}

/// How to read the marks.
pub(super) fn key(places: &[&Small]) -> Vec<Key> {
    let mut keys = vec![Key::new(FIRM, "Reports")];
    if places.iter().any(|place| place.days) {
        keys = vec![Key::new(FIRM, "Reports, or the days between them")];
    }
    let shown = |place: &&Small| {
        place
            .chart
            .points
            .iter()
            .skip(place.process.shown_from)
            .any(|point| point.signal.is_some())
    };
    if places.iter().any(shown) {
        keys.push(Key::new(
            SIGNAL,
            "A signal: not the usual coming and going of this place",
        ));
    }
    if places
        .iter()
        .flat_map(|place| &place.chart.phases)
        .any(|phase| phase.limits.is_some())
    {
        keys.push(Key::new(CENTRE, "What is usual here"));
        keys.push(Key::new(
            LIMIT,
            "Between these two, ups and downs are routine",
        ));
    }
    if places.iter().any(|place| place.holds_back()) {
        keys.push(Key::new(ARRIVING, "Held back to protect reporters"));
    }
    keys
}

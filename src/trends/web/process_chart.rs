//! The drawing of a process behaviour chart: points, their centre and limits by phase, and what sets a point apart.

use super::{
    chart::{dates, rounded},
    drawing::{ARRIVING, Area, CLOSED, Dot, Drawing, FIRM, HOLLOW, LABEL, STRONG, WIDTH},
    view::Key,
};
use crate::{
    stats::{
        Cell,
        chart::{Margins, Plot, Point, Scale, duration_ticks, path, points, ticks},
        xmr::{Chart, Phase},
    },
    trends::model::Process,
};
use chrono::NaiveDate;

const PLOT: Plot = Plot {
    width: WIDTH,
    height: 320.0,
    margins: Margins {
        top: 40.0,
        right: 124.0,
        bottom: 34.0,
        left: 76.0,
    },
};

/// More points than this are drawn smaller.
const CLOSE: usize = 90;

const SIGNAL: &str = "chart__dot chart__dot--signal";
const LIMIT: &str = "chart__limit";
const CENTRE: &str = "chart__centre";
const CHANGE: &str = "chart__change";
const LAST_YEAR: &str = "chart__line chart__line--b";

/// How values are measured and said.
#[derive(Clone, Copy)]
pub(super) struct Measure<'a> {
    /// Whether values are minutes, which need an axis on which hours and months can both be read.
    pub(super) minutes: bool,
    /// What the vertical axis reaches at least.
    pub(super) least: f64,
    /// The highest value that there can be: a limit above it is drawn there.
    pub(super) most: f64,
    /// A value in words: "3 hours", "7".
    pub(super) words: &'a dyn Fn(f64) -> String,
    /// A value with its period and all that belongs to it, for the pointer.
    pub(super) say: &'a dyn Fn(&Cell, f64) -> String,
}

/// A change that somebody noted.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// A day of its week.
    pub(super) on: NaiveDate,
    /// What changed.
    pub(super) words: String,
}

/// What is drawn.
pub(super) struct Drawn<'a> {
    pub(super) title: &'a str,
    pub(super) process: &'a Process,
    /// The chart of all cells of the process.
    pub(super) chart: &'a Chart,
    pub(super) measure: Measure<'a>,
    /// Which cells are to be read with care.
    pub(super) hollow: &'a dyn Fn(&Cell) -> bool,
    /// How many cells at the end are still arriving.
    pub(super) arriving: usize,
    /// Values to show where the chart has none, one for each cell of the process: hollow, and part of no limit.
    pub(super) loose: Option<&'a [Option<f64>]>,
    pub(super) changes: &'a [Change],
    /// The values of the year before, one for each cell shown.
    pub(super) last_year: Option<&'a [Option<f64>]>,
}

/// The drawing; `None` when no value is known.
pub(super) fn draw(drawn: &Drawn<'_>) -> Option<Drawing> {
    let from = drawn.process.shown_from;
    let cells = drawn.process.shown();
    let firm: Vec<Option<f64>> = drawn.chart.points.iter().skip(from).map(|p| p.y).collect();
    let loose = drawn.loose.and_then(|loose| loose.get(from..));
    let values: Vec<Option<f64>> = match loose {
        Some(loose) => firm
            .iter()
            .zip(loose)
            .map(|(firm, loose)| firm.or(*loose))
            .collect(),
        None => firm.clone(),
    };
    values.iter().flatten().next()?;
    let scale = scale(drawn, &values);
    let mut drawing = Drawing::new(drawn.title, say(drawn, &values), PLOT.height);
    axes(&mut drawing, drawn, &scale);
    closed(&mut drawing, drawn, cells);
    arriving(&mut drawing, drawn.arriving, cells.len());
    for phase in &drawn.chart.phases {
        limits(&mut drawing, phase, drawn, &scale);
    }
    if let Some(before) = drawn.last_year {
        drawing.line(LAST_YEAR, path(&points(before, &PLOT, &scale)));
    }
    let all = points(&values, &PLOT, &scale);
    let joined: Vec<Option<Point>> = all
        .iter()
        .zip(&firm)
        .zip(cells)
        .map(|((point, firm), cell)| point.filter(|_| firm.is_some() && !(drawn.hollow)(cell)))
        .collect();
    drawing.line("chart__line", path(&joined));
    changes(&mut drawing, drawn, cells);
    for (i, (point, cell)) in all.iter().zip(cells).enumerate() {
        if let (Some(point), Some(value)) = (point, values.get(i).copied().flatten()) {
            dot(&mut drawing, drawn, (i, *point), cell, value);
        }
    }
    Some(drawing)
}

fn scale(drawn: &Drawn<'_>, values: &[Option<f64>]) -> Scale {
    let from = drawn.process.shown_from;
    let limits = drawn
        .chart
        .phases
        .iter()
        .filter(|phase| phase.to > from)
        .filter_map(|phase| phase.limits.map(|limits| limits.upper));
    let before = drawn.last_year.unwrap_or_default();
    let highest = values
        .iter()
        .chain(before)
        .flatten()
        .copied()
        .chain(limits)
        .fold(drawn.measure.least, f64::max);
    if drawn.measure.minutes {
        PLOT.log1p(highest * 1.3).from(lowest(drawn, values))
    } else {
        PLOT.linear(0.0, highest.min(drawn.measure.most) * 1.08)
    }
}

/// Where times are all far from at once, the axis begins nearer to them: points have no length that would be cut off.
fn lowest(drawn: &Drawn<'_>, values: &[Option<f64>]) -> f64 {
    const DAY: f64 = 1_440.0;
    let from = drawn.process.shown_from;
    let phases = drawn.chart.phases.iter().filter(|phase| phase.to > from);
    let limits = phases.filter_map(|phase| Some(phase.limits?.lower.unwrap_or(0.0)));
    let before = drawn.last_year.unwrap_or_default();
    let lowest = values
        .iter()
        .chain(before)
        .flatten()
        .copied()
        .chain(limits)
        .fold(f64::INFINITY, f64::min);
    if lowest.is_finite() && lowest > 2.0 * DAY {
        lowest / 2.0
    } else {
        0.0
    }
}

fn axes(drawing: &mut Drawing, drawn: &Drawn<'_>, scale: &Scale) {
    let highest = scale.values().1;
    let mut marks = if drawn.measure.minutes {
        duration_ticks(scale, 26.0)
    } else {
        ticks(0.0, highest, 5)
    };
    // Ticks end on a round number, which may lie above the drawing.
    marks.retain(|mark| *mark <= highest);
    let mut grid = String::new();
    for mark in marks {
        let y = rounded(scale.at(mark));
        grid.push_str(&format!("M{} {y}H{}", PLOT.left(), PLOT.right()));
        let at = (PLOT.left() - 10.0, rounded(y + 4.0));
        drawing.label(LABEL, at, "end", (drawn.measure.words)(mark));
    }
    drawing.line("chart__grid", grid);
    let axis = format!("M{} {}H{}", PLOT.left(), PLOT.bottom(), PLOT.right());
    drawing.line("chart__axis", axis);
    let mondays: Vec<NaiveDate> = drawn.process.shown().iter().map(|cell| cell.from).collect();
    for tick in dates(&mondays, &PLOT) {
        drawing.label(LABEL, (tick.x, tick.y), "middle", tick.label);
    }
}

fn arriving(drawing: &mut Drawing, cells: usize, of: usize) {
    if cells == 0 {
        return;
    }
    // At most as many as there are cells, far below 2^53.
    let width = rounded(PLOT.step(of) * cells as f64);
    let x = rounded(PLOT.right() - width);
    drawing.areas.push(Area {
        class: ARRIVING,
        x,
        y: PLOT.top(),
        width,
        height: PLOT.bottom() - PLOT.top(),
        say: None,
    });
    let at = (PLOT.right(), PLOT.top() - 8.0);
    drawing.label(LABEL, at, "end", "still arriving");
}

/// The weeks in which the place was closed: a gap, with its note.
fn closed(drawing: &mut Drawing, drawn: &Drawn<'_>, cells: &[Cell]) {
    let step = PLOT.step(cells.len());
    for (i, words) in drawn
        .process
        .closed
        .iter()
        .skip(drawn.process.shown_from)
        .enumerate()
    {
        let (Some(words), Some(cell)) = (words, cells.get(i)) else {
            continue;
        };
        let when = super::words::cell(cell);
        drawing.areas.push(Area {
            class: CLOSED,
            // Fewer cells than 2^53: exact.
            x: rounded(PLOT.left() + step * i as f64),
            y: PLOT.top(),
            width: rounded(step),
            height: PLOT.bottom() - PLOT.top(),
            say: Some(format!("{when}: closed ({words}). Left out of the chart.")),
        });
    }
}

/// Centre and limits of a phase, over its own cells alone.
fn limits(drawing: &mut Drawing, phase: &Phase, drawn: &Drawn<'_>, scale: &Scale) {
    let (first, n) = (drawn.process.shown_from, drawn.process.shown().len());
    if phase.to <= first || n == 0 {
        return;
    }
    let edge = |index: usize| {
        let at = index.saturating_sub(first).min(n);
        // Fewer cells than 2^53: exact.
        rounded(PLOT.left() + PLOT.step(n) * at as f64)
    };
    let (left, right) = (edge(phase.from), edge(phase.to));
    let is_last = phase.to >= drawn.chart.points.len();
    let mut level = |class, value: f64, name: &str| {
        let y = rounded(scale.at(value));
        drawing.line(class, format!("M{left} {y}H{right}"));
        if is_last && !name.is_empty() {
            let words = format!("{name} {}", (drawn.measure.words)(value));
            let at = (PLOT.right() + 6.0, rounded(y + 4.0));
            drawing.label(LABEL, at, "start", words);
        }
    };
    let Some(bounds) = phase.limits else { return };
    let upper = bounds.upper.min(drawn.measure.most);
    level(LIMIT, upper, "up to");
    // Words that would lie over each other: the line alone has to do, the centre's first.
    let apart = |a: f64, b: f64| (scale.at(a) - scale.at(b)).abs() >= 17.0;
    if let Some(centre) = phase.centre {
        let clear = apart(centre, upper) && bounds.lower.is_none_or(|low| apart(centre, low));
        level(CENTRE, centre, if clear { "usual" } else { "" });
    }
    // Drawn where nothing can be lower, and never tested.
    if bounds.lower.is_none() && scale.values().0 <= 0.0 {
        level(LIMIT, 0.0, "");
    }
    if let Some(lower) = bounds.lower {
        let clear = apart(lower, upper);
        level(LIMIT, lower, if clear { "from" } else { "" });
    }
}

/// A line where something changed, with the number under which its words stand below the chart.
fn changes(drawing: &mut Drawing, drawn: &Drawn<'_>, cells: &[Cell]) {
    let first = drawn.process.shown_from;
    let here = |change: &Change| drawn.process.index(change.on)?.checked_sub(first);
    let shown = drawn
        .changes
        .iter()
        .filter_map(|change| Some((here(change)?, change)));
    // Those of one week share a line.
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, (at, change)) in (1_i32..).zip(shown) {
        drawing.marks.push(change.words.clone());
        match lines.last_mut() {
            Some((before, numbers)) if *before == at => numbers.push_str(&format!(", {number}")),
            _ => lines.push((at, number.to_string())),
        }
    }
    for (at, numbers) in lines {
        let x = rounded(PLOT.left() + PLOT.step(cells.len()) * at as f64);
        drawing.line(CHANGE, format!("M{x} {}V{}", PLOT.top(), PLOT.bottom()));
        let above = (x, PLOT.top() - 8.0);
        drawing.label(STRONG, above, "middle", numbers);
    }
}

fn dot(drawing: &mut Drawing, drawn: &Drawn<'_>, (i, at): (usize, Point), cell: &Cell, value: f64) {
    let of_chart = drawn.chart.points.get(drawn.process.shown_from + i);
    let signal = of_chart.and_then(|point| point.signal);
    let hollow = (drawn.hollow)(cell) || of_chart.is_none_or(|point| point.y.is_none());
    let (class, r) = match (signal, hollow) {
        (Some(_), _) => (SIGNAL, 6.5),
        (None, true) => (HOLLOW, 4.0),
        (None, false) => (FIRM, 4.5),
    };
    let said = (drawn.measure.say)(cell, value);
    // Points of many years stand close together.
    let r = if drawn.process.shown().len() > CLOSE {
        r * 0.7
    } else {
        r
    };
    drawing.dots.push(Dot {
        class,
        x: at.x,
        y: at.y,
        r,
        say: if signal.is_some() {
            format!("{said}. A signal: this differs from what is usual here.")
        } else {
            said
        },
    });
}

/// What there is to see, in a sentence or two.
fn say(drawn: &Drawn<'_>, values: &[Option<f64>]) -> String {
    let from = drawn.process.shown_from;
    let n = values.len();
    let weeks = drawn.process.period.weeks();
    let periods = match (n, weeks) {
        (1, 1) => "1 week".to_owned(),
        (n, 1) => format!("{n} weeks"),
        (n, weeks) => format!("{n} times {weeks} weeks"),
    };
    let words = drawn.measure.words;
    let usual = drawn.chart.phases.last().and_then(|phase| {
        let (limits, centre) = (phase.limits?, phase.centre?);
        let lower = words(limits.lower.unwrap_or(0.0));
        Some(format!(
            ", usually about {} and between {lower} and {}",
            words(centre),
            words(limits.upper.min(drawn.measure.most))
        ))
    });
    let signals: Vec<String> = drawn
        .chart
        .points
        .iter()
        .zip(&drawn.process.cells)
        .skip(from)
        .filter(|(point, _)| point.signal.is_some())
        .map(|(_, cell)| cell.from.format("%-d %B %Y").to_string())
        .collect();
    let signals = match signals.as_slice() {
        [] => "no signal".to_owned(),
        [one] => format!("one signal: {one}"),
        [first, .., last] => format!(
            "{} points of signals, from {first} to {last}",
            signals.len()
        ),
    };
    format!("{periods}{}, {signals}.", usual.unwrap_or_default())
}

/// How to read the marks of a process behaviour chart.
pub(super) fn key(drawn: &Drawn<'_>, point: &str, care: &str) -> Vec<Key> {
    let from = drawn.process.shown_from;
    let shown = || drawn.chart.points.iter().skip(from);
    let mut keys = vec![Key::new(FIRM, point)];
    if drawn
        .process
        .shown()
        .iter()
        .any(|cell| (drawn.hollow)(cell))
    {
        keys.push(Key::new(HOLLOW, care));
    }
    if shown().any(|point| point.signal.is_some()) {
        keys.push(Key::new(SIGNAL, "A signal: not the usual coming and going"));
    }
    let last = drawn.chart.phases.last();
    if last.is_some_and(|phase| phase.limits.is_some()) {
        keys.push(Key::new(
            LIMIT,
            "Between these two, ups and downs are routine",
        ));
    }
    if drawn.process.closed.iter().skip(from).any(Option::is_some) {
        keys.push(Key::new(CLOSED, "Closed: left out"));
    }
    let known = |before: &[Option<f64>]| before.iter().any(Option::is_some);
    if drawn.last_year.is_some_and(known) {
        keys.push(Key::new(LAST_YEAR, "The same weeks of the year before"));
    }
    keys
}

/// How far limits can be trusted, in a sentence.
pub(super) fn standing(chart: &Chart) -> String {
    use crate::stats::xmr::Standing;
    let Some(phase) = chart.phases.last() else {
        return String::new();
    };
    match phase.standing {
        Standing::TooFew => "There are no limits yet: they need 6 points.".into(),
        Standing::Trial => format!(
            "Trial limits, from {} points: read them with care.",
            phase.known
        ),
        Standing::Growing => format!(
            "Limits from {} points so far; they stay as they are from 20 on.",
            phase.known
        ),
        Standing::Locked => {
            "The limits come from the first 20 points and stay until somebody sets them anew, with a reason.".into()
        }
    }
}

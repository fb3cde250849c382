//! The drawing of a line over time: ready numbers for `shared/chart_line`.

use crate::stats::{
    State,
    chart::{Margins, Plot, Point, duration_ticks, path, points},
};
use crate::trends::model::Row;
use chrono::NaiveDate;
use serde::Serialize;

/// The drawing's width in the style sheet's units.
pub(super) const WIDTH: f64 = 720.0;

const PLOT: Plot = Plot {
    width: WIDTH,
    height: 300.0,
    margins: Margins {
        top: 26.0,
        right: 18.0,
        bottom: 34.0,
        left: 92.0,
    },
};

/// A tick with its word.
#[derive(Debug, Serialize, PartialEq)]
pub(super) struct Tick {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) label: String,
}

/// A point that tells its value under the pointer.
#[derive(Debug, Serialize)]
struct Dot {
    x: f64,
    y: f64,
    hollow: bool,
    say: String,
}

/// The latest periods, of which more will be told.
#[derive(Debug, Serialize)]
struct Zone {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    label_x: f64,
    label_y: f64,
    /// Which end of the words stands at `label_x`.
    anchor: &'static str,
}

/// A line with points.
#[derive(Debug, Serialize)]
pub(super) struct LineChart {
    title: String,
    say: String,
    width: f64,
    height: f64,
    grid: String,
    axis: String,
    rows: Vec<Tick>,
    columns: Vec<Tick>,
    line: String,
    dots: Vec<Dot>,
    /// Whether some point is to be read with care.
    hollow: bool,
    zone: Option<Zone>,
}

/// The time within which half was told, period by period; `None` when no period has one.
pub(super) fn medians(rows: &[Row], say: impl Fn(&Row, f64) -> String) -> Option<LineChart> {
    let values: Vec<Option<f64>> = rows.iter().map(|row| row.median).collect();
    let (low, high) = ends(&values)?;
    // Below an hour a scale would blow up minutes that the ladder does not know.
    let scale = PLOT.log1p(high.max(60.0) * 1.3);
    let all = points(&values, &PLOT, &scale);
    let firm = |row: &Row| row.solid && row.state == State::Settled;
    let line: Vec<Option<Point>> = all
        .iter()
        .zip(rows)
        .map(|(point, row)| point.filter(|_| firm(row)))
        .collect();
    let dots: Vec<Dot> = rows
        .iter()
        .zip(&all)
        .filter_map(|(row, point)| Some((row, (*point)?, row.median?)))
        .map(|(row, Point { x, y }, median)| Dot {
            x,
            y,
            hollow: !firm(row),
            say: say(row, median),
        })
        .collect();
    let ticks: Vec<Tick> = duration_ticks(&scale, 24.0)
        .into_iter()
        .map(|minutes| Tick {
            x: PLOT.left() - 10.0,
            y: rounded(scale.at(minutes)),
            label: length(minutes),
        })
        .collect();
    let grid = ticks
        .iter()
        .map(|tick| format!("M{} {}H{}", PLOT.left(), tick.y, PLOT.right()))
        .collect();
    Some(LineChart {
        title: "How soon half of the reports were told".into(),
        say: format!(
            "Half was told {} in the quickest period and {} in the slowest.",
            super::words::within(low),
            super::words::within(high)
        ),
        width: PLOT.width,
        height: PLOT.height,
        grid,
        axis: format!("M{} {}H{}", PLOT.left(), PLOT.bottom(), PLOT.right()),
        rows: ticks,
        columns: dates(
            &rows.iter().map(|row| row.week.monday()).collect::<Vec<_>>(),
            &PLOT,
        ),
        line: path(&line),
        hollow: dots.iter().any(|dot| dot.hollow),
        dots,
        zone: zone(rows),
    })
}

fn ends(values: &[Option<f64>]) -> Option<(f64, f64)> {
    let mut all = values.iter().flatten().copied();
    let first = all.next()?;
    Some(all.fold((first, first), |(low, high), value| {
        (low.min(value), high.max(value))
    }))
}

fn zone(rows: &[Row]) -> Option<Zone> {
    let arriving = rows
        .iter()
        .rev()
        .take_while(|row| row.state != State::Settled)
        .count();
    if arriving == 0 {
        return None;
    }
    // At most as many as there are rows, far below 2^53.
    let width = rounded(PLOT.step(rows.len()) * arriving as f64);
    let x = rounded(PLOT.right() - width);
    let roomy = width > 110.0;
    Some(Zone {
        x,
        y: PLOT.top(),
        width,
        height: PLOT.bottom() - PLOT.top(),
        label_x: if roomy {
            rounded(x + width / 2.0)
        } else {
            PLOT.right()
        },
        label_y: PLOT.top() - 8.0,
        anchor: if roomy { "middle" } else { "end" },
    })
}

/// Dates below the plot, at most seven, so that they never touch.
pub(super) fn dates(mondays: &[NaiveDate], plot: &Plot) -> Vec<Tick> {
    let n = mondays.len();
    let every = n.div_ceil(7).max(1);
    let years = mondays
        .first()
        .zip(mondays.last())
        .is_some_and(|(a, b)| (*b - *a).num_days() > 400);
    let format = if years { "%b %Y" } else { "%-d %b" };
    mondays
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(i, monday)| Tick {
            x: rounded(plot.x(i, n)),
            y: rounded(plot.bottom() + 22.0),
            label: monday.format(format).to_string(),
        })
        .collect()
}

fn length(minutes: f64) -> String {
    if (minutes - 525_600.0).abs() < 0.5 {
        "1 year".into()
    } else {
        crate::stats::words(minutes)
    }
}

pub(super) fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

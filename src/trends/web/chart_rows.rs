//! The drawing of a few series below each other, each with its name: ready numbers for `shared/chart_rows`.
//!
//! Six shares in one stack would need six fills to be told apart, and only the lowest could be compared over time.

use super::chart::{Tick, WIDTH, dates, rounded};
use crate::stats::chart::{Margins, Plot, bars};
use chrono::NaiveDate;
use serde::Serialize;

const TOP: f64 = 8.0;
const ROW: f64 = 52.0;
const FOOT: f64 = 34.0;

/// One series: its name, its counts, and what is said at its end.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) end: String,
    /// `None` where it is held back.
    pub(super) counts: Vec<Option<i64>>,
}

#[derive(Debug, Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    say: String,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    end: String,
    label_y: f64,
    axis: String,
    bars: Vec<Bar>,
    held: Vec<Bar>,
}

/// All of them.
#[derive(Debug, Serialize)]
pub(super) struct RowChart {
    title: String,
    say: String,
    width: f64,
    height: f64,
    name_x: f64,
    end_x: f64,
    lines: Vec<Line>,
    columns: Vec<Tick>,
}

/// The drawing; `None` when there is nothing to draw.
pub(super) fn rows(title: &str, mondays: &[NaiveDate], series: &[Series]) -> Option<RowChart> {
    let highest = series
        .iter()
        .flat_map(|one| &one.counts)
        .flatten()
        .max()
        .copied()
        .unwrap_or(0);
    if mondays.is_empty() {
        return None;
    }
    let lines = (0..)
        .zip(series)
        .map(|(i, one)| line(one, &plot(i), highest, mondays))
        .collect();
    let last = plot(i32::try_from(series.len()).unwrap_or(1) - 1);
    Some(RowChart {
        title: title.into(),
        say: format!(
            "Bars of all rows have one scale. The tallest is {}.",
            super::words::reports(highest)
        ),
        width: WIDTH,
        height: last.bottom() + FOOT,
        name_x: last.left() - 12.0,
        end_x: last.right() + 12.0,
        lines,
        columns: dates(mondays, &last),
    })
}

/// The part of the drawing that belongs to a row.
fn plot(row: i32) -> Plot {
    let top = TOP + f64::from(row) * ROW;
    Plot {
        width: WIDTH,
        height: top + ROW,
        margins: Margins {
            top: top + 8.0,
            right: 150.0,
            bottom: 6.0,
            left: 104.0,
        },
    }
}

fn line(series: &Series, plot: &Plot, highest: i64, mondays: &[NaiveDate]) -> Line {
    // Counts stay far below 2^53: exact.
    let value = |n: &Option<i64>| n.map(|n| n as f64);
    let values: Vec<Option<f64>> = series.counts.iter().map(value).collect();
    let scale = plot.linear(0.0, highest.max(1) as f64);
    let drawn = bars(&values, plot, &scale);
    let say = |i: usize, what: String| {
        let day = mondays
            .get(i)
            .map(|day| day.format("%-d %B %Y").to_string())
            .unwrap_or_default();
        format!("{}, from {day}: {what}", series.name)
    };
    let width = plot.step(values.len()) * 0.8;
    let bar = |(i, bar): (usize, &Option<crate::stats::chart::Bar>)| {
        let (bar, n) = ((*bar)?, (*series.counts.get(i)?)?);
        (n > 0).then(|| Bar {
            x: bar.x,
            y: bar.y,
            width: bar.width,
            height: bar.height,
            say: say(i, super::words::reports(n)),
        })
    };
    let gap = |(i, n): (usize, &Option<i64>)| {
        n.is_none().then(|| Bar {
            x: rounded(plot.x(i, values.len()) - width / 2.0),
            y: plot.bottom() - 12.0,
            width: rounded(width),
            height: 12.0,
            say: say(i, "held back to protect reporters".into()),
        })
    };
    Line {
        name: series.name.clone(),
        end: series.end.clone(),
        label_y: plot.bottom() - 4.0,
        axis: format!("M{} {}H{}", plot.left(), plot.bottom(), plot.right()),
        bars: drawn.iter().enumerate().filter_map(bar).collect(),
        held: series.counts.iter().enumerate().filter_map(gap).collect(),
    }
}

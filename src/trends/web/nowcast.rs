//! What happened in each week: how much of it has been told by now, and how much to expect.

use super::{
    chart::{dates, rounded},
    drawing::{ARRIVING, Area, BAR, Drawing, LABEL, WIDTH},
    view::{Figure, Key},
    words,
};
use crate::{
    stats::{
        State,
        chart::{Margins, Plot, Scale, bars, ticks},
    },
    trends::model::{Days, Delays, Happened, LONGEST, Looked, happened},
};
use chrono::NaiveDate;

const PLOT: Plot = Plot {
    width: WIDTH,
    height: 240.0,
    margins: Margins {
        top: 24.0,
        right: 18.0,
        bottom: 34.0,
        left: 56.0,
    },
};

const BAND: &str = "chart__band";
const EXPECTED: &str = "chart__line chart__line--c";

/// How many steps of k the tallest bar has at least, where counts are shown in steps.
const STEPS: i64 = 4;

/// More weeks than this are too thin to read: the latest ones are drawn.
const MOST_WEEKS: usize = 60;

/// The drawing; `None` when nothing can be estimated, or nothing is still to come.
pub(super) fn figure(delays: &Delays, days: &Days, looked: Looked) -> Option<Figure> {
    let all = happened(delays, days, looked);
    let weeks = all.get(all.len().saturating_sub(MOST_WEEKS)..)?;
    let arriving = |week: &Happened| week.state != State::Settled;
    weeks.iter().find(|week| week.told > 0)?;
    weeks.iter().find(|week| arriving(week))?;
    let mut drawing = Drawing::new(
        "What happened in each week, as far as it has been told",
        say(weeks),
        PLOT.height,
    );
    // In steps of k, a few of them say nothing of the ups and downs of weeks.
    let least = if looked.as_they_are {
        1
    } else {
        looked.k.saturating_mul(STEPS)
    };
    weeks.iter().find(|week| week.told >= least)?;
    let highest = weeks
        .iter()
        .map(|week| week.told.max(week.band.map_or(0, |(_, high)| high)))
        .max()?;
    // Counts stay far below 2^53: exact.
    let scale = PLOT.linear(0.0, highest.max(5) as f64 * 1.08);
    axes(&mut drawing, weeks, &scale);
    let told: Vec<Option<f64>> = weeks.iter().map(|week| Some(week.told as f64)).collect();
    let step = PLOT.step(weeks.len());
    for (i, (week, bar)) in weeks.iter().zip(bars(&told, &PLOT, &scale)).enumerate() {
        let middle = PLOT.x(i, weeks.len());
        band(&mut drawing, week, (middle, step), &scale);
        if let Some(bar) = bar {
            drawing.areas.push(Area {
                class: if week.state == State::Arriving {
                    ARRIVING
                } else {
                    BAR
                },
                x: bar.x,
                y: bar.y,
                width: bar.width,
                height: bar.height,
                say: Some(one(week)),
            });
        }
        if let Some(expected) = week.expected.filter(|_| arriving(week)) {
            let y = rounded(scale.at(expected as f64));
            let (left, right) = (rounded(middle - step * 0.45), rounded(middle + step * 0.45));
            drawing.line(EXPECTED, format!("M{left} {y}H{right}"));
        }
    }
    Some(Figure {
        id: "arriving",
        heading: "How much of what happened has reached us?".into(),
        drawing,
        key: vec![
            Key::new(BAR, "Told by now, by the week in which it happened"),
            Key::new(EXPECTED, "What we expect when all has been told"),
            Key::new(BAND, "Eight of ten times it ends in here"),
            Key::new(ARRIVING, "Less than half has been told: no number yet"),
        ],
        words: vec![steps(looked), longest()],
    })
}

/// Where the number will end, wider than the bar, so that both are seen.
fn band(drawing: &mut Drawing, week: &Happened, (middle, step): (f64, f64), scale: &Scale) {
    let Some((low, high)) = week.band else { return };
    let (top, bottom) = (scale.at(high as f64), scale.at(low as f64));
    drawing.areas.push(Area {
        class: BAND,
        x: rounded(middle - step / 2.0),
        y: rounded(top),
        width: rounded(step),
        height: rounded((bottom - top).max(2.0)),
        say: None,
    });
}

fn axes(drawing: &mut Drawing, weeks: &[Happened], scale: &Scale) {
    let mut grid = String::new();
    let highest = scale.values().1;
    for mark in ticks(0.0, highest, 4)
        .into_iter()
        .filter(|mark| *mark <= highest)
    {
        let y = rounded(scale.at(mark));
        grid.push_str(&format!("M{} {y}H{}", PLOT.left(), PLOT.right()));
        let at = (PLOT.left() - 10.0, rounded(y + 4.0));
        drawing.label(LABEL, at, "end", words::amount(mark));
    }
    drawing.line("chart__grid", grid);
    let axis = format!("M{} {}H{}", PLOT.left(), PLOT.bottom(), PLOT.right());
    drawing.line("chart__axis", axis);
    let mondays: Vec<NaiveDate> = weeks.iter().map(|week| week.week.monday()).collect();
    for tick in dates(&mondays, &PLOT) {
        drawing.label(LABEL, (tick.x, tick.y), "middle", tick.label);
    }
}

fn one(week: &Happened) -> String {
    let told = format!(
        "Happened in the week from {}: {} so far",
        words::day(week.week),
        words::reports(week.told)
    );
    match (week.state, week.expected, week.band) {
        (State::Settled, ..) => told,
        (_, Some(expected), Some((low, high))) => {
            format!("{told}, about {expected} to expect, most likely {low} to {high}")
        }
        (_, Some(expected), None) => format!("{told}, about {expected} to expect"),
        _ => format!("{told}, still arriving"),
    }
}

fn say(weeks: &[Happened]) -> String {
    let open = weeks
        .iter()
        .filter(|week| week.state != State::Settled)
        .count();
    let told: i64 = weeks.iter().map(|week| week.told).sum();
    format!(
        "{} weeks with {} so far; {open} of the latest weeks are still arriving. {}",
        weeks.len(),
        words::reports(told),
        longest()
    )
}

/// What takes longer cannot be seen by now, so nothing is known of it.
fn longest() -> String {
    format!(
        "Delays of up to {LONGEST} weeks are looked at. \u{201c}All\u{201d} is all that is told within that time."
    )
}

fn steps(looked: Looked) -> String {
    let told = "A quiet last week often only means that it has not been told yet.";
    if looked.as_they_are {
        told.into()
    } else {
        format!(
            "{told} These counts grow from visit to visit, so they are shown in steps of {}.",
            looked.k
        )
    }
}

//! The drawing of a Pareto chart: the most named first, and how much they are together.

use super::{
    chart::rounded,
    drawing::{ARRIVING, Area, BAR, Dot, Drawing, HOLLOW, LABEL, STRONG, WIDTH},
    tiles::{self, Words},
    view::{Figure, Key},
};
use crate::trends::model::Named;

const TOP: f64 = 12.0;
const ROW: f64 = 44.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = WIDTH - 24.0;
const LINE: &str = "chart__line chart__line--b";

/// The chart; `None` when nothing was named.
pub(super) fn figure(named: &Named, words: &Words) -> Option<Figure> {
    (named.named > 0).then(|| Figure {
        id: "pareto",
        heading: words.most.into(),
        drawing: drawing(named, words),
        key: key(named),
        words: vec![
            if named.tiles.iter().any(|sum| sum.n.is_some_and(|n| n > 0)) {
                format!(
                    "Of {} reports, {} {}. A bar is a share of those.",
                    named.all, named.named, words.did
                )
            } else {
                format!(
                    "Of {} reports, {} {}. No tile was named often enough in 12 weeks to show it.",
                    named.all, named.named, words.did
                )
            },
        ],
    })
}

fn drawing(named: &Named, words: &Words) -> Drawing {
    let rows = named.tiles.len();
    // Eleven tiles: exact.
    let bottom = TOP + ROW * rows as f64;
    let mut drawing = Drawing::new(words.most, say(named, words), bottom + 34.0);
    let mut grid = String::new();
    for mark in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let x = rounded(at(mark));
        grid.push_str(&format!("M{x} {TOP}V{bottom}"));
        drawing.label(LABEL, (x, bottom + 20.0), "middle", format!("{mark:.0} %"));
    }
    drawing.line("chart__grid", grid);
    drawing.line("chart__axis", format!("M{LEFT} {TOP}V{bottom}"));
    let mut line = String::new();
    for (i, (sum, together)) in named.tiles.iter().zip(named.cumulative()).enumerate() {
        let y = TOP + ROW * i as f64;
        let (above, base) = (rounded(y + 16.0), rounded(y + 34.0));
        drawing.label(LABEL, (LEFT + 6.0, above), "start", tiles::name(sum.tile));
        let said = format!("{}: {}", tiles::name(sum.tile), tiles::of(*sum, named));
        let share = named.percent(*sum);
        let (class, width) = match share {
            Some(share) => (BAR, at(share) - LEFT),
            None => (ARRIVING, 84.0),
        };
        if width > 0.0 {
            drawing.areas.push(Area {
                class,
                x: LEFT,
                y: y + 22.0,
                width: rounded(width),
                height: 16.0,
                say: Some(said),
            });
        }
        match tiles::percent(*sum, named) {
            Some(share) => drawing.label(STRONG, (LEFT - 8.0, base), "end", share),
            None => drawing.label(LABEL, (LEFT + 12.0, base), "start", "held back"),
        }
        if share.is_some_and(|share| share > 0.0) {
            let (x, y) = (rounded(at(together)), rounded(y + 30.0));
            let to = if line.is_empty() { 'M' } else { 'L' };
            line.push_str(&format!("{to}{x} {y}"));
            drawing.dots.push(Dot {
                class: HOLLOW,
                x,
                y,
                r: 3.5,
                say: format!("Down to here: {together:.0} % of all mentions"),
            });
        }
    }
    drawing.line(LINE, line);
    drawing
}

fn at(percent: f64) -> f64 {
    LEFT + (RIGHT - LEFT) * percent / 100.0
}

fn say(named: &Named, words: &Words) -> String {
    let most: Vec<String> = named
        .tiles
        .iter()
        .filter(|sum| sum.n.is_some_and(|n| n > 0))
        .take(3)
        .map(|sum| format!("{} {}", tiles::name(sum.tile), tiles::of(*sum, named)))
        .collect();
    format!(
        "Of {} reports, {} {}. Most named: {}.",
        named.all,
        named.named,
        words.did,
        most.join("; ")
    )
}

fn key(named: &Named) -> Vec<Key> {
    let mut keys = vec![
        Key::new(BAR, "Share of the reports that named something"),
        Key::new(LINE, "All mentions added up, from the top"),
    ];
    if named.tiles.iter().any(|sum| sum.n.is_none()) {
        keys.push(Key::new(ARRIVING, "Held back to protect reporters"));
    }
    keys
}

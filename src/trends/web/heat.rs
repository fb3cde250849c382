//! The drawing of a heat map: tiles side by side, a row for each place in the tree's order.

use super::{
    chart::rounded,
    drawing::{ARRIVING, Area, Drawing, LABEL, STRONG, WIDTH},
    tiles::{self, Words},
    view::{Figure, Key},
};
use crate::{
    reports::TILES,
    trends::model::{Named, TileSum},
};

const LEFT: f64 = 168.0;
const RIGHT: f64 = WIDTH - 6.0;
const TOP: f64 = 44.0;
const ROW: f64 = 40.0;
const GAP: f64 = 3.0;
/// So many letters fit beside the cells.
const LETTERS: usize = 24;

/// The darker, the larger the share.
const SHADES: [&str; 6] = [
    "chart__heat",
    "chart__heat chart__heat--1",
    "chart__heat chart__heat--2",
    "chart__heat chart__heat--3",
    "chart__heat chart__heat--4",
    "chart__heat chart__heat--5",
];

/// A place and what its reports name.
pub(super) struct Place {
    pub(super) name: String,
    pub(super) named: Named,
}

/// The chart; `None` without places.
pub(super) fn figure(places: &[Place], words: &Words) -> Option<Figure> {
    (!places.is_empty()).then(|| Figure {
        id: "places",
        heading: words.where_.into(),
        drawing: drawing(places, words),
        key: vec![
            Key::new("chart__bar--heat chart__heat chart__heat--1", "Below 10 %"),
            Key::new("chart__bar--heat chart__heat chart__heat--2", "10 to 24 %"),
            Key::new("chart__bar--heat chart__heat chart__heat--3", "25 to 49 %"),
            Key::new("chart__bar--heat chart__heat chart__heat--4", "50 to 74 %"),
            Key::new("chart__bar--heat chart__heat chart__heat--5", "75 % and more"),
            Key::new(ARRIVING, "Held back to protect reporters"),
        ],
        words: vec![
            "Each row is about one place alone: the share of its own reports that named something. Places stand in the order of the tree, never by size.".into(),
        ],
    })
}

fn drawing(places: &[Place], words: &Words) -> Drawing {
    // Places and tiles are few: exact.
    let height = TOP + ROW * places.len() as f64 + 4.0;
    let mut drawing = Drawing::new(words.where_, say(places), height);
    for (column, (_, short, _)) in TILES.iter().enumerate() {
        let x = rounded(left_of(column) + (step() - GAP) / 2.0);
        // Every other word stands higher, so that long ones do not touch.
        let y = if column % 2 == 0 { 15.0 } else { 34.0 };
        drawing.label(LABEL, (x, y), "middle", heading(short));
    }
    for (row, place) in places.iter().enumerate() {
        let y = rounded(TOP + ROW * row as f64);
        let base = rounded(y + ROW / 2.0 + 4.0);
        drawing.label(STRONG, (0.0, base), "start", short(&place.name, LETTERS));
        if place.named.named > 0 {
            for (column, (tile, ..)) in TILES.iter().enumerate() {
                if let Some(sum) = place.named.tile(i32::from(*tile)) {
                    cell(&mut drawing, place, sum, (left_of(column), y));
                }
            }
            continue;
        }
        let held = place.named.held_back > 0;
        if held {
            drawing.areas.push(Area {
                class: ARRIVING,
                x: LEFT,
                y,
                width: RIGHT - LEFT - GAP,
                height: ROW - GAP,
                say: None,
            });
        }
        let words = if held {
            "held back to protect reporters: too few to show it apart"
        } else {
            "nobody named anything in these weeks"
        };
        drawing.label(LABEL, (LEFT + 12.0, base), "start", words);
    }
    drawing
}

fn cell(drawing: &mut Drawing, place: &Place, sum: TileSum, (x, y): (f64, f64)) {
    let share = place.named.percent(sum);
    let middle = rounded(x + (step() - GAP) / 2.0);
    drawing.areas.push(Area {
        class: share.map_or(ARRIVING, shade),
        x: rounded(x),
        y,
        width: rounded(step() - GAP),
        height: ROW - GAP,
        say: Some(format!(
            "{}, {}: {}",
            place.name,
            tiles::name(sum.tile),
            tiles::of(sum, &place.named)
        )),
    });
    match share {
        Some(share) => {
            let least = if sum.partly { "\u{2265}" } else { "" };
            let words = format!("{least}{share:.0} %");
            drawing.label(LABEL, (middle, y + 23.0), "middle", words);
        }
        None => {
            drawing.label(LABEL, (middle, y + 16.0), "middle", "held");
            drawing.label(LABEL, (middle, y + 30.0), "middle", "back");
        }
    }
}

fn step() -> f64 {
    (RIGHT - LEFT) / TILES.len() as f64
}

fn left_of(column: usize) -> f64 {
    LEFT + step() * column as f64
}

fn shade(share: f64) -> &'static str {
    let step = [0.0, 10.0, 25.0, 50.0, 75.0]
        .iter()
        .filter(|from| share >= **from && share > 0.0)
        .count();
    SHADES.get(step).copied().unwrap_or("chart__heat")
}

fn heading(word: &str) -> String {
    let words = word.replace('-', " ");
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// The beginning of a long name.
pub(super) fn short(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.into();
    }
    let mut short: String = name.chars().take(letters - 1).collect();
    short.truncate(short.trim_end().len());
    short + "\u{2026}"
}

fn say(places: &[Place]) -> String {
    let of = |place: &Place| {
        let most = place
            .named
            .tiles
            .iter()
            .find(|sum| sum.n.is_some_and(|n| n > 0));
        match most {
            Some(sum) => format!(
                "{}: most named {}, {}",
                place.name,
                tiles::name(sum.tile),
                tiles::of(*sum, &place.named)
            ),
            None if place.named.held_back > 0 => format!("{}: held back", place.name),
            None => format!("{}: nothing named", place.name),
        }
    };
    let each: Vec<String> = places.iter().map(of).collect();
    format!("{}.", each.join(". "))
}

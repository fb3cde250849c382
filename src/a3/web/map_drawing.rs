//! The map as a drawing: ready numbers and lines of text for `a3/map_drawing`.

use crate::{
    a3::model::{
        map::{Map, Sure},
        map_layout::{Spot, WIDTH, Way, layout},
    },
    reports::TILES,
};
use serde::Serialize;
use std::fmt::Write;

/// Characters of a line, counted as a terminal does: wide ones are two.
const LINE: usize = 26;
/// Lines of a statement; the outline has all of it.
const MOST_LINES: usize = 5;
const LINE_HEIGHT: f64 = 18.0;
/// From the upper edge to the first base line, and what stays free below the last.
const HEAD: f64 = 25.0;
/// Room for the tile and how sure it is.
const FOOT: f64 = 32.0;
const INDENT: f64 = 14.0;
/// The width of a column on paper (191 mm) in the units of the drawing, of which a page has 96 an inch.
const COLUMN: f64 = 722.0;
/// The height that the style sheet leaves for it there: 100 mm.
const COLUMN_HEIGHT: f64 = 378.0;
/// A line of text there.
const PAPER_LINE: f64 = 15.8;

/// A drawing of a map.
#[derive(Debug, Serialize)]
pub(super) struct Drawing {
    width: f64,
    height: f64,
    say: String,
    ways: Vec<Line>,
    nodes: Vec<Node>,
}

#[derive(Debug, Serialize)]
struct Line {
    d: String,
}

#[derive(Debug, Serialize)]
struct Node {
    code: String,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    sure: &'static str,
    top: bool,
    title: String,
    lines: Vec<Text>,
    icon: &'static str,
    icon_x: f64,
    icon_y: f64,
    foot: Text,
    /// Codes of the neighbours, for walking with arrow keys.
    before: String,
    after: String,
}

#[derive(Debug, Serialize)]
struct Text {
    x: f64,
    y: f64,
    words: String,
    /// The width to squeeze it to: wide letters would stand over the edge.
    squeezed: Option<f64>,
}

impl Drawing {
    /// Lines of text that it takes the place of on paper.
    pub(super) fn lines_on_paper(&self) -> usize {
        // Below `COLUMN_HEIGHT`, and never below 0.
        (self.height * self.scale_on_paper() / PAPER_LINE).ceil() as usize
    }

    /// Whether its words are smaller on paper than most people read.
    pub(super) fn small_on_paper(&self) -> bool {
        self.scale_on_paper() < 0.6
    }

    /// On paper it is as wide as a column and as high as a box at the most.
    fn scale_on_paper(&self) -> f64 {
        (COLUMN / self.width)
            .min(COLUMN_HEIGHT / self.height)
            .min(1.0)
    }
}

/// Draws a map; `None` for an empty one.
pub(super) fn drawing(map: &Map) -> Option<Drawing> {
    if map.conditions().is_empty() {
        return None;
    }
    let texts: Vec<Vec<String>> = map
        .conditions()
        .iter()
        .map(|condition| wrapped(&condition.said.statement))
        .collect();
    let heights: Vec<f64> = texts
        .iter()
        // At most five lines: exact.
        .map(|lines| HEAD + (lines.len() as f64 - 1.0) * LINE_HEIGHT + FOOT)
        .collect();
    let drawn = layout(map, &heights);
    let codes = |places: &[usize]| {
        let codes = places.iter().filter_map(|&place| map.get(place));
        codes
            .map(|condition| condition.code.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let nodes = map
        .conditions()
        .iter()
        .zip(&drawn.spots)
        .zip(texts)
        .enumerate()
        .map(|(place, ((condition, spot), lines))| {
            let said = &condition.said;
            let tile = said
                .factor
                .and_then(|factor| TILES.iter().find(|(number, ..)| *number == factor));
            let top = map.above(place).is_empty();
            let sure = capital(said.sure.in_words());
            Node {
                code: condition.code.to_string(),
                x: spot.x,
                y: spot.y,
                width: WIDTH,
                height: spot.height,
                sure: said.sure.as_str(),
                top,
                title: match tile {
                    Some((_, _, name)) => format!("{}. {sure}. {name}", said.statement),
                    None => format!("{}. {sure}", said.statement),
                },
                lines: lines
                    .into_iter()
                    .enumerate()
                    // At most five lines: exact.
                    .map(|(at, words)| {
                        Text::new(spot, HEAD + at as f64 * LINE_HEIGHT, INDENT, 13.5, words)
                    })
                    .collect(),
                icon: tile.map_or("", |(_, icon, _)| icon),
                icon_x: spot.x + INDENT,
                icon_y: spot.y + spot.height - 25.0,
                foot: Text::new(
                    spot,
                    spot.height - 12.0,
                    if tile.is_some() {
                        INDENT + 22.0
                    } else {
                        INDENT
                    },
                    12.0,
                    match tile {
                        Some((_, _, name)) => format!("{sure} · {}", first_word(name)),
                        None => sure,
                    },
                ),
                before: codes(map.above(place)),
                after: codes(map.below(place)),
            }
        })
        .collect();
    Some(Drawing {
        width: drawn.width,
        height: drawn.height,
        say: say(map),
        ways: drawn.ways.iter().map(|way| Line { d: path(way) }).collect(),
        nodes,
    })
}

/// What the drawing shows, for whoever hears it.
fn say(map: &Map) -> String {
    let many = |n: usize, one: &str, more: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {more}"),
    };
    let sure = |sure: Sure| {
        let all = map.conditions().iter();
        all.filter(|condition| condition.said.sure == sure).count()
    };
    format!(
        "{} and {}. What happened stands at the start; what made it possible stands further on. {} seen, {} likely, {} a guess. The list below has the same in words.",
        many(map.conditions().len(), "condition", "conditions"),
        many(map.links(), "link", "links"),
        sure(Sure::Seen),
        sure(Sure::Likely),
        sure(Sure::Guess),
    )
}

/// The lines of a statement, with dots where there are more than fit.
fn wrapped(statement: &str) -> Vec<String> {
    let mut lines: Vec<String> = textwrap::wrap(statement, LINE)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect();
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            let kept: String = last.chars().take(LINE - 1).collect();
            *last = format!("{}…", kept.trim_end());
        }
    }
    lines
}

impl Text {
    fn new(spot: &Spot, down: f64, indent: f64, size: f64, words: String) -> Self {
        let room = WIDTH - indent - INDENT;
        Self {
            x: spot.x + indent,
            y: spot.y + down,
            squeezed: (width(&words) * size > room).then_some(room),
            words,
        }
    }
}

/// About how wide words are in the fonts of the pages, as a multiple of their size.
fn width(words: &str) -> f64 {
    words
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ';' | ':' | '!' | '\''
            | '|' | '(' | ')' => 0.36,
            'm' | 'w' | 'M' | 'W' | '…' => 0.95,
            c if c.is_ascii_uppercase() => 0.74,
            c if (c as u32) >= 0x1100 => 1.0,
            _ => 0.6,
        })
        .sum()
}

/// A link: bends between columns, runs straight through them.
fn path(way: &Way) -> String {
    let mut d = String::new();
    let mut bent = false;
    let mut last: Option<(f64, f64)> = None;
    for &(x, y) in &way.points {
        // Writing to a String cannot fail.
        let _ = match last {
            None => write!(d, "M{x} {y}"),
            Some((from_x, from_y)) if bent => {
                let middle = (from_x + x) / 2.0;
                write!(d, "C{middle} {from_y} {middle} {y} {x} {y}")
            }
            Some(_) => write!(d, "H{x}"),
        };
        bent = !bent;
        last = Some((x, y));
    }
    d
}

/// The first of several words for a tile: "Tools" for "Tools, equipment, supplies".
fn first_word(name: &str) -> &str {
    let ends = [",", ":", " and "].map(|end| name.find(end).unwrap_or(name.len()));
    name.split_at(ends.into_iter().min().unwrap_or(name.len()))
        .0
}

fn capital(words: &str) -> String {
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::a3::model::map::tests::map;

    #[test]
    fn statements_become_lines() {
        assert_eq!(
            wrapped("The ramp was wet, as the gate does not close"),
            ["The ramp was wet, as the", "gate does not close"]
        );
        let long = wrapped(&"a word and ".repeat(40));
        assert_eq!(long.len(), MOST_LINES);
        assert!(long.last().unwrap().ends_with('…'));
        assert!(long.iter().all(|line| line.chars().count() <= LINE));
        let unbroken = wrapped(&"x".repeat(500));
        assert_eq!(unbroken.len(), MOST_LINES);
        assert!(unbroken.iter().all(|line| line.chars().count() <= LINE));
    }

    #[test]
    fn wide_letters_are_squeezed() {
        let spot = Spot {
            x: 0.0,
            y: 0.0,
            height: 60.0,
        };
        let squeezed = |words: &str| Text::new(&spot, 0.0, INDENT, 13.5, words.into()).squeezed;
        assert_eq!(squeezed("The ramp was wet, as the"), None);
        assert!(squeezed(&"W".repeat(LINE)).is_some());
        assert!(squeezed(&"漢".repeat(LINE / 2)).is_none());
    }

    #[test]
    fn tiles_are_said_in_a_word() {
        let words: Vec<&str> = TILES.iter().map(|(_, _, name)| first_word(name)).collect();
        assert_eq!(
            words,
            [
                "Steps",
                "Tools",
                "Labels",
                "Handover",
                "Space",
                "Time",
                "Know-how",
                "Rules",
                "Planning",
                "From outside",
                "Not sure yet"
            ]
        );
    }

    #[test]
    fn links_bend_between_columns() {
        let way = Way {
            what: 0,
            by: 1,
            points: vec![(0.0, 0.0), (10.0, 8.0), (30.0, 8.0), (40.0, 0.0)],
        };
        assert_eq!(path(&way), "M0 0C5 0 5 8 10 8H30C35 8 35 0 40 0");
    }

    #[test]
    fn the_drawing_says_what_it_shows() {
        let drawn = drawing(&map(2, &[(0, 1)]).unwrap()).unwrap();
        assert!(
            drawn.say.starts_with("2 conditions and 1 link."),
            "{}",
            drawn.say
        );
        assert_eq!(drawn.nodes[1].before, drawn.nodes[0].code);
        assert!(drawing(&map(0, &[]).unwrap()).is_none());
    }
}

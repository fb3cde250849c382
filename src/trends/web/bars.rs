//! Bars side by side, longest at the same length: how something is divided.

use super::drawing::{Area, BAR, Drawing, LABEL, STRONG, WIDTH};
use crate::stats::chart::{Scale, rounded};

/// What stands on one line: its name on the left, one bar below the other.
pub(super) struct Line {
    pub(super) name: String,
    pub(super) bars: Vec<Bar>,
}

/// One bar.
pub(super) struct Bar {
    pub(super) class: &'static str,
    /// Its length in the chart's unit.
    pub(super) value: f64,
    /// What stands behind it.
    pub(super) end: String,
}

/// A bar of numbers that are compared with, not counted here.
pub(super) const BESIDE: &str = "chart__bar chart__bar--beside";

/// Where bars begin, and the longest one; shorter where the words behind it need the room.
const LEFT: f64 = 200.0;
const LONGEST: f64 = 360.0;
const SHORTEST: f64 = 120.0;
/// The width of a letter behind a bar, and the air around the words.
const LETTER: f64 = 7.2;
const AIR: f64 = 16.0;
const THICK: f64 = 18.0;
/// Between two bars of a line, and between two lines.
const GAP: f64 = 4.0;
const BETWEEN: f64 = 16.0;

impl Bar {
    /// A bar with its words.
    pub(super) fn new(value: f64, end: impl Into<String>) -> Self {
        Self {
            class: BAR,
            value,
            end: end.into(),
        }
    }
}

/// The chart; `None` without any line.
pub(super) fn draw(title: &str, say: String, lines: &[Line]) -> Option<Drawing> {
    if lines.is_empty() {
        return None;
    }
    let most = lines
        .iter()
        .flat_map(|line| &line.bars)
        .map(|bar| bar.value)
        .fold(1.0, f64::max);
    let letters = lines.iter().flat_map(|line| &line.bars);
    let letters = letters.map(|bar| bar.end.chars().count()).max();
    // A few words: exact.
    let words = letters.unwrap_or(0) as f64 * LETTER;
    let longest = (WIDTH - LEFT - AIR - words).clamp(SHORTEST, LONGEST);
    let scale = Scale::linear((0.0, most), (0.0, longest));
    let mut y = 6.0;
    let mut drawing = Drawing::new(title, say, 0.0);
    for line in lines {
        // A handful of bars: exact.
        let bars = line.bars.len().max(1) as f64;
        let high = bars * THICK + (bars - 1.0) * GAP;
        drawing.label(
            STRONG,
            (LEFT - 12.0, rounded(y + high / 2.0 + 5.0)),
            "end",
            line.name.clone(),
        );
        for bar in &line.bars {
            let width = scale.at(bar.value).max(0.0);
            if width > 0.0 {
                drawing.areas.push(Area {
                    class: bar.class,
                    x: LEFT,
                    y: rounded(y),
                    width: rounded(width),
                    height: THICK,
                    say: Some(format!("{}: {}", line.name, bar.end)),
                });
            }
            drawing.label(
                LABEL,
                (rounded(LEFT + width + 8.0), rounded(y + THICK - 4.0)),
                "start",
                bar.end.clone(),
            );
            y += THICK + GAP;
        }
        y += BETWEEN - GAP;
    }
    drawing.line(
        "chart__axis",
        format!("M{LEFT} 0V{}", rounded(y - BETWEEN / 2.0)),
    );
    drawing.height = rounded(y);
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_bar_and_keeps_its_words() {
        let line = |name: &str, value: f64| Line {
            name: name.into(),
            bars: vec![Bar::new(value, value.to_string())],
        };
        let lines = [line("Same day", 8.0), line("Longer", 0.0)];
        let drawing = draw("Days", String::new(), &lines).unwrap();
        assert_eq!((drawing.areas.len(), drawing.words.len()), (1, 4));
        assert!((drawing.areas[0].width - LONGEST).abs() < 0.01);
        assert!(draw("Days", String::new(), &[]).is_none());
    }

    #[test]
    fn words_behind_the_longest_bar_stay_on_the_drawing() {
        let lines = [Line {
            name: "1 to 4 weeks".into(),
            bars: vec![Bar::new(1_140.0, "1140 (72 %), by then 80 %")],
        }];
        let drawing = draw("Days", String::new(), &lines).unwrap();
        let end = drawing.words.last().unwrap();
        assert!(end.x + 25.0 * LETTER <= WIDTH, "{}", end.x);
    }
}

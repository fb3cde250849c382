//! Drawings: what stands where, ready for `shared/drawing` on a page and for `trends/picture` as a file.
//!
//! A drawing knows lengths, classes and words, and no colour: the style sheet has those, on the page for day and night,
//! in a file for paper.

use serde::Serialize;

/// The width of a chart in the style sheet's units.
pub(super) const WIDTH: f64 = 720.0;

/// A chart. Areas lie below lines, lines below dots, dots below words.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Drawing {
    /// What it is.
    pub(super) title: String,
    /// What there is to see, for those who do not see it: "12 weeks, half within 3 hours, one signal: week 31".
    pub(super) say: String,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) areas: Vec<Area>,
    pub(super) lines: Vec<Stroke>,
    pub(super) dots: Vec<Dot>,
    pub(super) words: Vec<Words>,
    /// What the numbers above the chart stand for, in their order.
    pub(super) marks: Vec<String>,
}

/// A bar, a cell, a band.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Area {
    pub(super) class: &'static str,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Its value, under the pointer and by keyboard.
    pub(super) say: Option<String>,
}

/// A line, or a shape with an outline.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Stroke {
    pub(super) class: &'static str,
    /// As in an SVG path.
    pub(super) path: String,
}

/// A point that tells its value.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Dot {
    pub(super) class: &'static str,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) r: f64,
    pub(super) say: String,
}

/// Words on the chart.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Words {
    pub(super) class: &'static str,
    pub(super) x: f64,
    pub(super) y: f64,
    /// Which end of the words stands at `x`: `start`, `middle` or `end`.
    pub(super) anchor: &'static str,
    pub(super) words: String,
}

/// Plain words on a chart.
pub(super) const LABEL: &str = "chart__label";
/// The words that matter.
pub(super) const STRONG: &str = "chart__label chart__label--strong";
/// A bar or a cell with a count.
pub(super) const BAR: &str = "chart__bar";
/// Something that is still arriving, or held back.
pub(super) const ARRIVING: &str = "chart__bar chart__bar--arriving";
/// Weeks in which the place was closed.
pub(super) const CLOSED: &str = "chart__closed";
/// A point to be read as it stands.
pub(super) const FIRM: &str = "chart__dot";
/// A point to be read with care.
pub(super) const HOLLOW: &str = "chart__dot chart__dot--b";

impl Drawing {
    /// An empty one.
    pub(super) fn new(title: impl Into<String>, say: impl Into<String>, height: f64) -> Self {
        Self {
            title: title.into(),
            say: say.into(),
            width: WIDTH,
            height,
            ..Self::default()
        }
    }

    /// Adds a line; nothing where there is none.
    pub(super) fn line(&mut self, class: &'static str, path: impl Into<String>) {
        let path = path.into();
        if !path.is_empty() {
            self.lines.push(Stroke { class, path });
        }
    }

    /// Adds words.
    pub(super) fn label(
        &mut self,
        class: &'static str,
        (x, y): (f64, f64),
        anchor: &'static str,
        words: impl Into<String>,
    ) {
        self.words.push(Words {
            class,
            x,
            y,
            anchor,
            words: words.into(),
        });
    }
}

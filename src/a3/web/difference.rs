//! A comparison of two texts as pages show it.

use crate::a3::model::{Part, difference};
use serde::Serialize;

/// Characters of what stayed the same that are shown on each side of a change.
const AROUND: usize = 160;

/// A run of words that stayed, came or went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Run {
    words: String,
    added: bool,
    gone: bool,
}

/// What changed from the earlier to the later text; long stretches that stayed are shortened.
pub(super) fn runs(earlier: &str, later: &str) -> Vec<Run> {
    let parts = difference(earlier, later);
    let last = parts.len().saturating_sub(1);
    parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| match part {
            Part::Same(words) => Run {
                words: shortened(&words, at > 0, at < last),
                added: false,
                gone: false,
            },
            Part::Added(words) => Run {
                words,
                added: true,
                gone: false,
            },
            Part::Gone(words) => Run {
                words,
                added: false,
                gone: true,
            },
        })
        .collect()
}

/// The words near a change: at the start when one comes before, at the end when one follows.
fn shortened(words: &str, before: bool, after: bool) -> String {
    let length = words.chars().count();
    let room = AROUND * (usize::from(before) + usize::from(after));
    if length <= room + 3 {
        return words.to_owned();
    }
    let start: String = if before {
        words.chars().take(AROUND).collect()
    } else {
        String::new()
    };
    let end: String = if after {
        words.chars().skip(length - AROUND).collect()
    } else {
        String::new()
    };
    format!("{start} … {end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_shortened_and_what_changed_is_whole() {
        let long = "the same ".repeat(200);
        let runs = runs(&format!("{long}old {long}"), &format!("{long}new {long}"));
        let words = |pick: fn(&Run) -> bool| -> String {
            runs.iter()
                .filter(|run| pick(run))
                .map(|run| run.words.as_str())
                .collect()
        };
        assert_eq!(words(|run| run.added).trim(), "new");
        assert_eq!(words(|run| run.gone).trim(), "old");
        assert!(words(|run| !run.added && !run.gone).chars().count() < 3 * AROUND);
    }
}

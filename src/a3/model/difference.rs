//! What changed between two texts, in words.

use similar::{Algorithm, ChangeTag, TextDiff};
use std::time::Duration;

/// How long two long texts are compared: after that the answer is coarser, never wrong.
const MOST_TIME: Duration = Duration::from_millis(300);

/// A run of words that stayed, came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// In both.
    Same(String),
    /// In the later one alone.
    Added(String),
    /// In the earlier one alone.
    Gone(String),
}

/// The later text as a change of the earlier one. All that is the same or added is the later text; all that
/// is the same or gone is the earlier one.
#[must_use]
pub fn difference(earlier: &str, later: &str) -> Vec<Part> {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(MOST_TIME)
        .diff_words(earlier, later);
    let mut told = Telling::default();
    for change in diff.iter_all_changes() {
        let words = change.value();
        match change.tag() {
            ChangeTag::Equal => told.same(words),
            ChangeTag::Insert => told.changed(words, false),
            ChangeTag::Delete => told.changed(words, true),
        }
    }
    told.end()
}

/// Puts changes side by side: between two changed words a gap alone is part of the change, so that people read
/// phrases and not every other word.
#[derive(Default)]
struct Telling {
    parts: Vec<Part>,
    gone: String,
    added: String,
    gap: String,
}

impl Telling {
    fn same(&mut self, words: &str) {
        let changing = !self.gone.is_empty() || !self.added.is_empty();
        if changing && words.trim().is_empty() && !words.contains('\n') {
            self.gap.push_str(words);
            return;
        }
        self.flush();
        match self.parts.last_mut() {
            Some(Part::Same(run)) => run.push_str(words),
            _ => self.parts.push(Part::Same(words.to_owned())),
        }
    }

    fn changed(&mut self, words: &str, gone: bool) {
        let gap = std::mem::take(&mut self.gap);
        self.gone.push_str(&gap);
        self.added.push_str(&gap);
        let side = if gone {
            &mut self.gone
        } else {
            &mut self.added
        };
        side.push_str(words);
    }

    fn flush(&mut self) {
        for (words, part) in [
            (
                std::mem::take(&mut self.gone),
                Part::Gone as fn(String) -> Part,
            ),
            (std::mem::take(&mut self.added), Part::Added),
            (std::mem::take(&mut self.gap), Part::Same),
        ] {
            if !words.is_empty() {
                self.parts.push(part(words));
            }
        }
    }

    fn end(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_that_came_and_went_are_told_apart() {
        assert_eq!(
            difference("The ramp is wet.", "The ramp is dry."),
            [
                Part::Same("The ramp is ".into()),
                Part::Gone("wet.".into()),
                Part::Added("dry.".into()),
            ]
        );
        assert_eq!(
            difference("The first plan. Go.", "The second thought. Go."),
            [
                Part::Same("The ".into()),
                Part::Gone("first plan.".into()),
                Part::Added("second thought.".into()),
                Part::Same(" Go.".into()),
            ]
        );
        assert_eq!(difference("", "New."), [Part::Added("New.".into())]);
        assert!(difference("", "").is_empty());
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back(earlier in "[ab \n]{0,40}", later in "[ab \n]{0,40}") {
            let (mut old, mut new) = (String::new(), String::new());
            for part in difference(&earlier, &later) {
                match part {
                    Part::Same(words) => { old.push_str(&words); new.push_str(&words); }
                    Part::Added(words) => new.push_str(&words),
                    Part::Gone(words) => old.push_str(&words),
                }
            }
            prop_assert_eq!(old, earlier);
            prop_assert_eq!(new, later);
        }
    }
}

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
    let mut parts: Vec<Part> = Vec::new();
    for change in diff.iter_all_changes() {
        let words = change.value();
        match (change.tag(), parts.last_mut()) {
            (ChangeTag::Equal, Some(Part::Same(run)))
            | (ChangeTag::Insert, Some(Part::Added(run)))
            | (ChangeTag::Delete, Some(Part::Gone(run))) => run.push_str(words),
            (ChangeTag::Equal, _) => parts.push(Part::Same(words.to_owned())),
            (ChangeTag::Insert, _) => parts.push(Part::Added(words.to_owned())),
            (ChangeTag::Delete, _) => parts.push(Part::Gone(words.to_owned())),
        }
    }
    parts
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

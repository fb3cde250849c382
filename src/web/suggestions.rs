//! Words to start from, for what leads write. They fill a field and are never sent by themselves.

use std::{collections::BTreeMap, sync::LazyLock};

type Groups = BTreeMap<String, Vec<String>>;

static GROUPS: LazyLock<Groups> =
    LazyLock::new(|| toml::from_str(include_str!("suggestions.toml")).unwrap_or_default());

/// The suggestions of a group: `thanks_mistake`, `question`, `outcome`. None for an unknown one.
#[must_use]
pub fn words(group: &str) -> &'static [String] {
    GROUPS.get(group).map_or(&[], Vec::as_slice)
}

/// What was typed, with a suggestion below it: nothing typed is lost.
#[must_use]
pub fn added(typed: &str, suggestion: &str) -> String {
    match typed.trim_end() {
        "" => suggestion.to_owned(),
        typed => format!("{typed}\n{suggestion}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_at_least_four_and_none_asks_who() {
        let groups = [
            "thanks_problem",
            "thanks_near_miss",
            "thanks_incident",
            "thanks_mistake",
            "thanks_question",
            "thanks_good_catch",
            "question",
            "outcome",
            "no_more",
            "set_aside",
            "promise_moved",
            "invitation",
        ];
        assert_eq!(GROUPS.len(), groups.len());
        for group in groups {
            assert!(words(group).len() >= 4, "{group}");
            for words in words(group) {
                assert!(words.chars().count() <= 280, "{words}");
                assert!(!words.to_lowercase().starts_with("who"), "{words}");
            }
        }
        for words in words("question") {
            assert!(
                words.starts_with("What") || words.starts_with("How"),
                "{words}"
            );
        }
    }

    #[test]
    fn a_suggestion_stands_below_what_was_typed() {
        assert_eq!(added("", "Thank you."), "Thank you.");
        assert_eq!(added(" \n", "Thank you."), "Thank you.");
        assert_eq!(added("Dear you,\n", "Thank you."), "Dear you,\nThank you.");
    }
}

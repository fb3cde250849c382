//! Leaders go first, and they begin with themselves.

use crate::kernel::language::Language;

/// Whether a story begins in the first person. Only English can be told by its first word: elsewhere the verb
/// often says it, and the form gives a hint in place of a rule.
#[must_use]
pub fn opens_with_i(story: &str, language: Language) -> bool {
    if language != Language::English {
        return true;
    }
    let mut letters = story
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .chars();
    letters.next() == Some('I') && !letters.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_begins_with_i_and_other_languages_as_they_do() {
        for story in [
            "I forgot the brake.",
            "I’d not looked.",
            "“I thought so.”",
            " I",
        ] {
            assert!(opens_with_i(story, Language::English), "{story}");
        }
        for story in [
            "In May we forgot.",
            "We forgot.",
            "It slid.",
            "",
            "...",
            "i forgot",
        ] {
            assert!(!opens_with_i(story, Language::English), "{story}");
        }
        assert!(opens_with_i("Jeg glemte bremsen.", Language::Danish));
        assert!(opens_with_i("Zapomniałam o hamulcu.", Language::Polish));
    }
}

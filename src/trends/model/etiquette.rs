//! Chart etiquette: whether a note asks, or demands a reason for what is only the usual coming and going.

crate::words! {
    /// How many notes are counted, by place and week and never by person.
    NoteSort {
        /// A note on a signal that asks.
        Asks = "asks",
        /// A note on a routine point that demands a reason.
        Demands = "demands",
    }
}

/// Words that begin a question about a person, or demand a reason.
const DEMANDING: [&str; 9] = [
    "who", "whose", "whom", "why", "explain", "justify", "account", "blame", "fault",
];

/// Several words that do.
const DEMANDING_PHRASES: [&str; 7] = [
    "how come",
    "what is the reason",
    "what's the reason",
    "what is your reason",
    "reason for",
    "reasons for",
    "what went wrong",
];

/// Words that begin a question about the system.
const ASKING: [&str; 10] = [
    "what", "how", "where", "when", "which", "did", "does", "could", "can", "is",
];

/// Whether the words demand a reason: "why did reports drop?", "explain this week", "who was on shift?".
pub(crate) fn demands(words: &str) -> bool {
    let words = plain(words);
    let spaced = format!(" {} ", words.join(" "));
    words.iter().any(|word| DEMANDING.contains(&word.as_str()))
        || DEMANDING_PHRASES
            .iter()
            .any(|phrase| spaced.contains(&format!(" {phrase} ")))
}

/// Whether the words ask, without demanding.
pub(crate) fn asks(words: &str) -> bool {
    let question = words.contains(['?', '\u{61f}', '\u{bf}']);
    let begins = words
        .split(['.', '!', '\n'])
        .filter_map(|sentence| plain(sentence).into_iter().next())
        .any(|first| ASKING.contains(&first.as_str()));
    (question || begins) && !demands(words)
}

/// How a note is counted, if at all.
pub(crate) fn sort(words: &str, on_signal: bool) -> Option<NoteSort> {
    match on_signal {
        true if asks(words) => Some(NoteSort::Asks),
        false if demands(words) => Some(NoteSort::Demands),
        _ => None,
    }
}

/// The words in small letters, without signs around them.
fn plain(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('\u{2019}', "'")
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn demands_are_told_from_questions() {
        for words in [
            "Why did reports drop?",
            "explain this week",
            "Who was on shift?",
            "Please give the reason for this.",
            "how come?",
            "WHY??",
        ] {
            assert!(demands(words) && !asks(words), "{words}");
            assert_eq!(sort(words, false), Some(NoteSort::Demands));
            assert_eq!(sort(words, true), None);
        }
        for words in [
            "What in the system changed?",
            "The ramp was new. How did the work go with it?",
            "Did the tablet work that week",
        ] {
            assert!(asks(words) && !demands(words), "{words}");
            assert_eq!(sort(words, true), Some(NoteSort::Asks));
            assert_eq!(sort(words, false), None);
        }
        for words in ["The new ramp came.", "whole week off", "Thank you."] {
            assert!(!asks(words) && !demands(words), "{words}");
        }
    }
}

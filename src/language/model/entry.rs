//! One entry of a lexicon: a pattern, why its words close a question, and the question to open instead.

use super::prose;
use regex::{Regex, RegexBuilder};
use std::collections::BTreeMap;

crate::words! {
    /// How words look for a culprit.
    Kind {
        /// Tells an event that never took place.
        Counterfactual = "counterfactual",
        /// Makes a person the explanation.
        PersonAsCause = "person_as_cause",
        /// Judges a character.
        Character = "character",
        /// Guesses at what somebody attended to.
        AttentionState = "attention_state",
        /// A verdict without a measurement.
        Normative = "normative",
        /// Treats a gap between paper and work as disobedience.
        RuleFrame = "rule_frame",
        /// Asks who.
        WhoQuestion = "who_question",
        /// Asks a person for a defence.
        WhyToPerson = "why_to_person",
        /// Speaks of sanctions.
        Discipline = "discipline",
        /// Ends the search at one cause.
        SingleCause = "single_cause",
        /// Knows it afterwards.
        Hindsight = "hindsight",
        /// An action that asks people to be different.
        WeakAction = "weak_action",
        /// Makes it small.
        Minimising = "minimising",
        /// Blames oneself.
        SelfBlame = "self_blame",
        /// Blames a group.
        GroupLabel = "group_label",
        /// Speaks as a court does.
        Interrogation = "interrogation",
        /// Makes a contest of it.
        Ranking = "ranking",
    }
}

crate::words! {
    /// In which voice a hint comes.
    Tone {
        /// For whoever speaks of themselves.
        Support = "support",
        /// Words that may hurt.
        Pause = "pause",
        /// Another way to say it.
        Offer = "offer",
    }
}

impl Kind {
    /// In words, as admins choose it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Counterfactual => "What did not happen",
            Self::PersonAsCause => "A person as the cause",
            Self::Character => "A judgement of character",
            Self::AttentionState => "Somebody's attention",
            Self::Normative => "A verdict without a measure",
            Self::RuleFrame => "Breaking rules",
            Self::WhoQuestion => "Asking who",
            Self::WhyToPerson => "Asking somebody to justify",
            Self::Discipline => "Sanctions",
            Self::SingleCause => "One cause",
            Self::Hindsight => "Hindsight",
            Self::WeakAction => "Asking people to be different",
            Self::Minimising => "Making it small",
            Self::SelfBlame => "Blaming oneself",
            Self::GroupLabel => "Blaming a group",
            Self::Interrogation => "Speaking as a court",
            Self::Ranking => "A contest",
        }
    }

    /// The voice of a house's own entries of this kind.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::SelfBlame => Tone::Support,
            Self::Character | Self::PersonAsCause | Self::Discipline | Self::WhoQuestion => {
                Tone::Pause
            }
            _ => Tone::Offer,
        }
    }
}

impl Tone {
    /// What stands above a hint.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Support => "Be kind to yourself",
            Self::Pause => "One thought first",
            Self::Offer => "One thought",
        }
    }
}

/// An entry of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name: a kind and a number, or `own-` and a code.
    pub id: String,
    /// How its words look for a culprit.
    pub kind: Kind,
    /// In which voice it speaks.
    pub tone: Tone,
    /// A regular expression in which case does not matter; `{who}` stands for a part of its language.
    pub pattern: String,
    /// Why, in one line.
    pub why: String,
    /// The question to ask instead.
    pub instead: String,
    /// A sentence that it marks.
    pub hit: String,
    /// A sentence that it leaves alone.
    pub miss: String,
    /// Short names of where it comes from.
    pub sources: Vec<String>,
}

/// What patterns of a language may name in braces, and the expression that it stands for.
pub type Parts = BTreeMap<String, String>;

/// Why a pattern cannot be used. Read by an admin.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// It does not compile.
    #[error("This pattern cannot be read: {0}.")]
    Unreadable(String),
    /// It would take too much memory.
    #[error("This pattern would grow too large. Please use fewer repetitions.")]
    TooLarge,
    /// It matches an empty text, and so everywhere.
    #[error(
        "This pattern marks every text, even an empty one. Please say at least one word in it."
    )]
    Everything,
    /// It does not mark its own example.
    #[error("The pattern does not mark this sentence. Please change one of the two.")]
    MissesItsHit,
    /// It marks what it should leave alone.
    #[error(
        "The pattern marks this sentence, which it should leave alone. Please change one of the two."
    )]
    HitsItsMiss,
}

/// Bytes that a compiled pattern may take.
const MOST_COMPILED: usize = 2 << 20;

impl Entry {
    /// Its pattern, ready to search what [`prose::Prose`] read.
    ///
    /// # Errors
    /// A pattern that cannot be used.
    pub(super) fn compiled(&self, parts: &Parts) -> Result<Regex, Mistake> {
        let regex = compile(&expanded(&self.pattern, parts))?;
        if regex.is_match("") {
            return Err(Mistake::Everything);
        }
        Ok(regex)
    }

    /// Whether the pattern can be used and does what its two examples say; with the field at fault:
    /// `pattern`, `hit` or `miss`.
    ///
    /// # Errors
    /// What is wrong, and in which field.
    pub fn check(&self, parts: &Parts) -> Result<(), (&'static str, Mistake)> {
        let regex = self
            .compiled(parts)
            .map_err(|mistake| ("pattern", mistake))?;
        if !regex.is_match(prose::Prose::read(&self.hit).plain()) {
            return Err(("hit", Mistake::MissesItsHit));
        }
        if regex.is_match(prose::Prose::read(&self.miss).plain()) {
            return Err(("miss", Mistake::HitsItsMiss));
        }
        Ok(())
    }
}

/// The pattern with its parts in their places, and its letters as texts are read.
pub(super) fn expanded(pattern: &str, parts: &Parts) -> String {
    let mut whole = pattern.to_owned();
    for (name, part) in parts {
        whole = whole.replace(&format!("{{{name}}}"), part);
    }
    prose::folded(&whole)
}

fn compile(pattern: &str) -> Result<Regex, Mistake> {
    RegexBuilder::new(pattern)
        .case_insensitive(true)
        .size_limit(MOST_COMPILED)
        .nest_limit(40)
        .build()
        .map_err(|failure| match failure {
            regex::Error::CompiledTooBig(_) => Mistake::TooLarge,
            other => Mistake::Unreadable(last_line(&other.to_string())),
        })
}

/// The expression's own error draws the pattern first; the last line says what is wrong.
fn last_line(words: &str) -> String {
    let last = words.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}

/// The pattern without its looks at word boundaries: it matches all that the pattern matches, and more,
/// and its automaton needs no second look at letters outside ASCII.
pub(super) fn loose(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '\\' {
            out.push(character);
            continue;
        }
        match rest.next() {
            Some('b' | 'B') => {
                if rest.peek() == Some(&'{') {
                    for inside in rest.by_ref() {
                        if inside == '}' {
                            break;
                        }
                    }
                }
                out.push_str("(?:)");
            }
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(pattern: &str, hit: &str, miss: &str) -> Entry {
        Entry {
            id: "own-1".into(),
            kind: Kind::Character,
            tone: Tone::Pause,
            pattern: pattern.into(),
            why: "Why".into(),
            instead: "What?".into(),
            hit: hit.into(),
            miss: miss.into(),
            sources: Vec::new(),
        }
    }

    fn problem(pattern: &str, hit: &str, miss: &str) -> Option<(&'static str, Mistake)> {
        let parts = Parts::from([("who".to_owned(), "(?:she|he)".to_owned())]);
        entry(pattern, hit, miss).check(&parts).err()
    }

    #[test]
    fn a_pattern_must_do_what_its_examples_say() {
        assert_eq!(problem(r"\b{who} forgot\b", "SHE forgot.", "It was."), None);
        assert_eq!(
            problem("forgot", "It was.", "No."),
            Some(("hit", Mistake::MissesItsHit))
        );
        assert_eq!(
            problem("forgot", "forgot", "Not forgotten."),
            Some(("miss", Mistake::HitsItsMiss))
        );
    }

    #[test]
    fn a_pattern_that_cannot_be_used_is_refused_with_a_sentence() {
        assert!(matches!(
            problem("(forgot", "a", "b"),
            Some(("pattern", Mistake::Unreadable(why))) if why.contains("unclosed group")
        ));
        assert!(matches!(
            problem("{nobody} forgot", "a", "b"),
            Some(("pattern", Mistake::Unreadable(_)))
        ));
        assert_eq!(
            problem(r"(?:\w{1,500}){1,500}", "a", "b"),
            Some(("pattern", Mistake::TooLarge))
        );
        assert_eq!(
            problem("(?:forgot)?", "a", "b"),
            Some(("pattern", Mistake::Everything))
        );
    }

    #[test]
    fn a_loose_pattern_looks_at_no_boundary() {
        assert_eq!(loose(r"\bsloppy\B|\\b\d"), r"(?:)sloppy(?:)|\\b\d");
        assert_eq!(loose(r"\b{start}x"), "(?:)x");
    }
}

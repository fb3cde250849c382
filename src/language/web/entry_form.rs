//! The form for one entry, read field by field.

use crate::{
    kernel::{language::Language, text},
    language::model::{Entry, Kind, Parts, Words},
    web::Problems,
};
use serde::{Deserialize, Serialize};

/// Characters of a pattern.
const MOST_PATTERN: usize = 1_000;

/// Characters of a sentence.
const MOST: usize = 300;

/// What the form for an entry sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// Of a new entry; of a known one the address has it.
    pub(super) language: String,
    kind: String,
    pattern: String,
    why: String,
    instead: String,
    hit: String,
    miss: String,
}

#[derive(Debug, Serialize)]
pub(super) struct FormShown {
    kinds: Vec<KindChoice>,
    pattern: String,
    why: String,
    instead: String,
    hit: String,
    miss: String,
    problems: Problems,
    /// What the pattern may name in braces.
    parts: Vec<PartShown>,
    direction: &'static str,
}

#[derive(Debug, Serialize)]
struct KindChoice {
    value: &'static str,
    name: &'static str,
    selected: bool,
}

#[derive(Debug, Serialize)]
struct PartShown {
    name: String,
    stands_for: String,
}

/// The language with this code.
pub(super) fn language_of(code: &str) -> Option<Language> {
    Language::parse(code).ok()
}

impl EntryForm {
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            language: String::new(),
            kind: entry.kind.as_str().to_owned(),
            pattern: entry.pattern.clone(),
            why: entry.why.clone(),
            instead: entry.instead.clone(),
            hit: entry.hit.clone(),
            miss: entry.miss.clone(),
        }
    }

    pub(super) fn shown(&self, language: Language, parts: Parts, problems: Problems) -> FormShown {
        FormShown {
            kinds: Kind::ALL
                .iter()
                .map(|kind| KindChoice {
                    value: kind.as_str(),
                    name: kind.in_words(),
                    selected: kind.as_str() == self.kind,
                })
                .collect(),
            pattern: self.pattern.clone(),
            why: self.why.clone(),
            instead: self.instead.clone(),
            hit: self.hit.clone(),
            miss: self.miss.clone(),
            problems,
            parts: parts
                .into_iter()
                .map(|(name, stands_for)| PartShown { name, stands_for })
                .collect(),
            direction: language.direction(),
        }
    }

    /// The entry's texts, or what needs another look: a pattern must mark its own example and leave the
    /// other one alone.
    pub(super) fn parse(&self, parts: &Parts) -> Result<Words, Problems> {
        let mut problems = Problems::none();
        let kind = problems.keep("kind", Kind::parse(&self.kind));
        let pattern = problems.keep("pattern", text::line(&self.pattern, MOST_PATTERN));
        let why = problems.keep("why", text::line(&self.why, MOST));
        let instead = problems.keep("instead", text::line(&self.instead, MOST));
        let hit = problems.keep("hit", text::line(&self.hit, MOST));
        let miss = problems.keep("miss", text::line(&self.miss, MOST));
        let (Some(kind), Some(pattern), Some(why), Some(instead), Some(hit), Some(miss)) =
            (kind, pattern, why, instead, hit, miss)
        else {
            return Err(problems);
        };
        let words = Words {
            kind,
            pattern,
            why,
            instead,
            hit,
            miss,
        };
        match words.entry("", Vec::new()).check(parts) {
            Ok(()) => Ok(words),
            Err((field, mistake)) => {
                problems.note(field, mistake);
                Err(problems)
            }
        }
    }
}

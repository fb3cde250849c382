//! A lexicon at work: a text in, hints out. Nothing is kept of either.

use super::{
    entry::{Entry, Mistake, Parts, Tone, expanded, loose},
    prose::Prose,
};
use crate::kernel::language::Language;
use regex::{Regex, RegexSet, RegexSetBuilder};

/// Words that look for a culprit, and what could be asked instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The entry that marks them.
    pub entry: String,
    /// Where they stand: the first character, and the one behind the last.
    pub at: (usize, usize),
    /// The words as they were typed.
    pub words: String,
    /// Why, in one line.
    pub why: String,
    /// The question to ask instead.
    pub instead: String,
    /// In which voice it comes.
    pub tone: Tone,
    /// The language that the hint is written in.
    pub language: Language,
}

/// The entries of one language, ready to read with.
#[derive(Debug)]
pub struct Lexicon {
    language: Language,
    entries: Vec<(Entry, Regex)>,
    /// One pass that tells which entries are worth a second look; `None` where they are too many for it.
    any: Option<RegexSet>,
}

/// Bytes that the one pass may take: for the patterns, and for what it remembers while reading.
const MOST_COMPILED: usize = 64 << 20;
const MOST_REMEMBERED: usize = 16 << 20;

impl Lexicon {
    /// Compiles the entries. What cannot be used is left out and named beside: one bad entry must not
    /// take the others along.
    #[must_use]
    pub fn new(
        language: Language,
        entries: Vec<Entry>,
        parts: &Parts,
    ) -> (Self, Vec<(String, Mistake)>) {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for entry in entries {
            match entry.compiled(parts) {
                Ok(regex) => good.push((entry, regex)),
                Err(mistake) => bad.push((entry.id, mistake)),
            }
        }
        let patterns = good
            .iter()
            .map(|(entry, _)| loose(&expanded(&entry.pattern, parts)));
        let any = RegexSetBuilder::new(patterns)
            .case_insensitive(true)
            .size_limit(MOST_COMPILED)
            .dfa_size_limit(MOST_REMEMBERED)
            .build()
            .ok();
        let lexicon = Self {
            language,
            entries: good,
            any,
        };
        (lexicon, bad)
    }

    /// Its language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// What the text could be asked, in the order of its words. Of entries that mark the same words the
    /// first in the text speaks, and of those the gentlest, then the one that marks most.
    #[must_use]
    pub fn hints(&self, text: &str) -> Vec<Hint> {
        let prose = Prose::read(text);
        let worth: Vec<usize> = match &self.any {
            Some(any) => any.matches(prose.plain()).into_iter().collect(),
            None => (0..self.entries.len()).collect(),
        };
        let mut found = Vec::new();
        for (entry, regex) in worth.iter().filter_map(|index| self.entries.get(*index)) {
            for words in regex.find_iter(prose.plain()).filter(|m| !m.is_empty()) {
                found.push((entry, prose.place(words.start(), words.end())));
            }
        }
        found.sort_by_key(|(entry, (from, to))| (*from, entry.tone, usize::MAX - to));
        let characters: Vec<char> = text.chars().collect();
        let mut hints: Vec<Hint> = Vec::new();
        for (entry, (from, to)) in found {
            if hints.last().is_some_and(|last| last.at.1 > from) {
                continue;
            }
            hints.push(Hint {
                entry: entry.id.clone(),
                at: (from, to),
                words: characters.iter().skip(from).take(to - from).collect(),
                why: entry.why.clone(),
                instead: entry.instead.clone(),
                tone: entry.tone,
                language: self.language,
            });
        }
        hints
    }
}

/// Hints of several lexicons on one text, in its order; where they overlap, the lexicon named first
/// speaks.
#[must_use]
pub fn hints_of<'a>(lexicons: impl IntoIterator<Item = &'a Lexicon>, text: &str) -> Vec<Hint> {
    let mut all: Vec<Hint> = Vec::new();
    for lexicon in lexicons {
        for hint in lexicon.hints(text) {
            let overlaps = |other: &Hint| other.at.0 < hint.at.1 && hint.at.0 < other.at.1;
            if !all.iter().any(overlaps) {
                all.push(hint);
            }
        }
    }
    all.sort_by_key(|hint| hint.at);
    all
}

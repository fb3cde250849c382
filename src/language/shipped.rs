//! The lexicons that are part of the program: one file a language, read once.

use super::model::{Entry, Kind, Lexicon, Parts, Tone};
use crate::kernel::language::Language;
use serde::Deserialize;
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

/// A lexicon as its file has it.
#[derive(Debug)]
pub(super) struct Shipped {
    /// What patterns may name in braces.
    pub(super) parts: Parts,
    /// Short names of sources, with what they stand for.
    pub(super) sources: BTreeMap<String, String>,
    /// The entries.
    pub(super) entries: Vec<Entry>,
    /// All of them at work.
    pub(super) lexicon: Arc<Lexicon>,
}

#[derive(Deserialize)]
struct File {
    parts: Parts,
    sources: BTreeMap<String, String>,
    entries: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    kind: String,
    tone: String,
    pattern: String,
    why: String,
    instead: String,
    hit: String,
    miss: String,
    source: Vec<String>,
}

/// Each is read when it is first asked for: most houses need two.
static SHIPPED: [OnceLock<Shipped>; Language::ALL.len()] =
    [const { OnceLock::new() }; Language::ALL.len()];

/// The lexicon of a language as it was shipped. One that cannot be read says nothing: a mistake in it must
/// not keep anybody from writing. The tests see to it that there is none.
pub(super) fn of(language: Language) -> Option<&'static Shipped> {
    let place = Language::ALL.iter().position(|other| *other == language)?;
    let shipped = SHIPPED.get(place)?.get_or_init(|| {
        read(language).unwrap_or_else(|mistake| {
            tracing::error!(%mistake, language = language.as_str(), "a lexicon cannot be read");
            empty(language)
        })
    });
    Some(shipped)
}

fn file(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("lexicon/en.json"),
        Language::Danish => include_str!("lexicon/da.json"),
        Language::German => include_str!("lexicon/de.json"),
        Language::Spanish => include_str!("lexicon/es.json"),
        Language::Polish => include_str!("lexicon/pl.json"),
        Language::Arabic => include_str!("lexicon/ar.json"),
    }
}

fn read(language: Language) -> Result<Shipped, String> {
    let file: File = serde_json::from_str(file(language)).map_err(|wrong| wrong.to_string())?;
    let entries = file
        .entries
        .into_iter()
        .map(|row| {
            let unknown = |field: &str| format!("{}: unknown {field}", row.id);
            Ok(Entry {
                kind: Kind::parse(&row.kind).map_err(|_word| unknown("kind"))?,
                tone: Tone::parse(&row.tone).map_err(|_word| unknown("tone"))?,
                id: row.id,
                pattern: row.pattern,
                why: row.why,
                instead: row.instead,
                hit: row.hit,
                miss: row.miss,
                sources: row.source,
            })
        })
        .collect::<Result<Vec<_>, String>>()?;
    let (lexicon, bad) = Lexicon::new(language, entries.clone(), &file.parts);
    if let Some((entry, mistake)) = bad.into_iter().next() {
        return Err(format!("{entry}: {mistake}"));
    }
    Ok(Shipped {
        parts: file.parts,
        sources: file.sources,
        entries,
        lexicon: Arc::new(lexicon),
    })
}

fn empty(language: Language) -> Shipped {
    Shipped {
        parts: Parts::new(),
        sources: BTreeMap::new(),
        entries: Vec::new(),
        lexicon: Arc::new(Lexicon::new(language, Vec::new(), &Parts::new()).0),
    }
}

#[cfg(test)]
#[path = "shipped_tests.rs"]
mod tests;

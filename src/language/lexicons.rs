//! The lexicons at work: shipped ones with what the house has changed, compiled once and kept until a
//! change gives them another stamp. So a change is seen by every server with the next text.

use super::{
    model::{Hint, Lexicon, hints_of, merged},
    shipped, store,
};
use crate::{
    db::{Conn, StoreError},
    kernel::{ids::Id, language::Language},
};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, RwLock},
};

type Compiled = HashMap<(Language, Id), Arc<Lexicon>>;

/// By their stamps, which are random: no two houses of one program can have the same.
static COMPILED: LazyLock<RwLock<Compiled>> = LazyLock::new(RwLock::default);

/// Lexicons that are kept compiled; old ones make room.
const MOST: usize = 24;

/// The lexicon as it was shipped; `None` never happens, as every language has one.
#[must_use]
pub fn shipped_lexicon(language: Language) -> Option<Arc<Lexicon>> {
    shipped::of(language).map(|shipped| Arc::clone(&shipped.lexicon))
}

/// The house's lexicon of a language.
///
/// # Errors
/// When the store fails.
pub fn lexicon(conn: &mut Conn, language: Language) -> Result<Option<Arc<Lexicon>>, StoreError> {
    let Some(shipped) = shipped::of(language) else {
        return Ok(None);
    };
    let Some(stamp) = store::stamp(conn, language)? else {
        return Ok(Some(Arc::clone(&shipped.lexicon)));
    };
    let known = COMPILED
        .read()
        .ok()
        .and_then(|kept| kept.get(&(language, stamp)).cloned());
    if known.is_some() {
        return Ok(known);
    }
    let changes = store::changes(conn, language)?;
    let entries = merged(&shipped.entries, &changes)
        .into_iter()
        .filter(|listed| listed.active)
        .map(|listed| listed.entry)
        .collect();
    // What cannot be compiled any more was checked when it was written, by an older program.
    let (lexicon, bad) = Lexicon::new(language, entries, &shipped.parts);
    for (entry, mistake) in bad {
        tracing::warn!(%mistake, entry, "an entry of the lexicon is left out");
    }
    let lexicon = Arc::new(lexicon);
    if let Ok(mut kept) = COMPILED.write() {
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert((language, stamp), Arc::clone(&lexicon));
    }
    Ok(Some(lexicon))
}

/// What a text could be asked, in the order of its words. Where lexicons mark the same words, the
/// language named first speaks. Nothing of the text is kept.
///
/// # Errors
/// When the store fails.
pub fn hints_for(
    conn: &mut Conn,
    languages: &[Language],
    text: &str,
) -> Result<Vec<Hint>, StoreError> {
    let mut lexicons = Vec::new();
    for language in languages {
        lexicons.extend(lexicon(conn, *language)?);
    }
    Ok(hints_of(lexicons.iter().map(Arc::as_ref), text))
}

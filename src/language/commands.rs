//! Acts: an admin changes the house's lexicon.

use super::{
    model::{Change, Listed, Parts, State, Words, merged},
    shipped, store,
};
use crate::{
    db::{Conn, StoreError, Tx},
    journal::{self, Act},
    kernel::{code::Code, ids::Id, language::Language, time::Now},
};

/// An act on the lexicon fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such entry.
    #[error("There is no such entry in this lexicon.")]
    NotHere,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// All entries of a language as the house has them, those switched off too.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, language: Language) -> Result<Vec<Listed>, StoreError> {
    let changes = store::changes(conn, language)?;
    Ok(merged(entries(language), &changes))
}

/// What patterns of a language may name in braces.
#[must_use]
pub fn parts(language: Language) -> Parts {
    shipped::of(language).map_or_else(Parts::new, |shipped| shipped.parts.clone())
}

/// What a source's short name stands for.
#[must_use]
pub fn source(language: Language, name: &str) -> Option<&'static str> {
    let sources = &shipped::of(language)?.sources;
    sources.get(name).map(String::as_str)
}

fn entries(language: Language) -> &'static [super::model::Entry] {
    shipped::of(language).map_or(&[], |shipped| &shipped.entries)
}

/// Adds an entry of the house's own and answers its name.
///
/// # Errors
/// When the store fails.
pub fn add(
    tx: &mut Tx<'_>,
    language: Language,
    words: Words,
    by: Id,
    now: Now,
) -> Result<String, StoreError> {
    let name = format!("own-{}", Code::<6>::random().to_string().to_lowercase());
    let change = Change {
        entry: name.clone(),
        active: true,
        words: Some(words),
    };
    store::hold(tx, language)?;
    store::keep(tx, language, &change)?;
    record(tx, language, &name, Act::LexiconEntryAdded, by, now)?;
    Ok(name)
}

/// Says an entry in the house's own words.
///
/// # Errors
/// `Error::NotHere` for an unknown entry.
pub fn change(
    tx: &mut Tx<'_>,
    language: Language,
    entry: &str,
    words: Words,
    by: Id,
    now: Now,
) -> Result<(), Error> {
    let listed = held(tx, language, entry)?;
    let change = Change {
        entry: entry.to_owned(),
        active: listed.active,
        words: Some(words),
    };
    store::keep(tx, language, &change)?;
    Ok(record(
        tx,
        language,
        entry,
        Act::LexiconEntryChanged,
        by,
        now,
    )?)
}

/// Switches an entry on or off; its texts stay as they are.
///
/// # Errors
/// `Error::NotHere` for an unknown entry.
pub fn switch(
    tx: &mut Tx<'_>,
    language: Language,
    entry: &str,
    active: bool,
    by: Id,
    now: Now,
) -> Result<(), Error> {
    held(tx, language, entry)?;
    let words = store::changes(tx.conn(), language)?
        .into_iter()
        .find(|change| change.entry == entry)
        .and_then(|change| change.words);
    if active && words.is_none() {
        store::forget(tx, language, entry)?;
    } else {
        let change = Change {
            entry: entry.to_owned(),
            active,
            words,
        };
        store::keep(tx, language, &change)?;
    }
    let act = if active {
        Act::LexiconEntrySwitchedOn
    } else {
        Act::LexiconEntrySwitchedOff
    };
    Ok(record(tx, language, entry, act, by, now)?)
}

/// Takes back what the house has changed: a shipped entry is as it was, an own one is gone.
///
/// # Errors
/// `Error::NotHere` for an unknown entry.
pub fn take_back(
    tx: &mut Tx<'_>,
    language: Language,
    entry: &str,
    by: Id,
    now: Now,
) -> Result<State, Error> {
    let listed = held(tx, language, entry)?;
    store::forget(tx, language, entry)?;
    record(tx, language, entry, Act::LexiconEntryTakenBack, by, now)?;
    Ok(listed.state)
}

/// An entry of a lexicon that nobody else changes until this act has ended.
fn held(tx: &mut Tx<'_>, language: Language, entry: &str) -> Result<Listed, Error> {
    store::hold(tx, language)?;
    list(tx.conn(), language)?
        .into_iter()
        .find(|listed| listed.entry.id == entry)
        .ok_or(Error::NotHere)
}

fn record(
    tx: &mut Tx<'_>,
    language: Language,
    entry: &str,
    act: Act,
    by: Id,
    now: Now,
) -> Result<(), StoreError> {
    let subject = format!("{} {entry}", language.as_str());
    journal::record(tx, Some(by), act, &subject, now)
}

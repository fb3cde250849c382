//! Rows: what a house has changed in the lexicon. There is no row about any text or author.

use super::model::{Change, Kind, Words};
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{lexicon_changes, lexicon_stamps},
        types::Key,
    },
    kernel::{ids::Id, language::Language},
};
use diesel::prelude::*;

type Row = (
    String,
    bool,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// The stamp of the last change; `None` while the lexicon is as it was shipped.
///
/// # Errors
/// When the store fails.
pub(super) fn stamp(conn: &mut Conn, language: Language) -> Result<Option<Id>, StoreError> {
    let key: Option<Key> = lexicon_stamps::table
        .filter(lexicon_stamps::language.eq(language.as_str()))
        .select(lexicon_stamps::stamp)
        .first(conn)
        .optional()?;
    Ok(key.map(|key| key.0))
}

/// Everything that was changed, by the entry's name.
///
/// # Errors
/// When the store fails.
pub(super) fn changes(conn: &mut Conn, language: Language) -> Result<Vec<Change>, StoreError> {
    let rows: Vec<Row> = lexicon_changes::table
        .filter(lexicon_changes::language.eq(language.as_str()))
        .order(lexicon_changes::entry)
        .select((
            lexicon_changes::entry,
            lexicon_changes::active,
            lexicon_changes::kind,
            lexicon_changes::pattern,
            lexicon_changes::why,
            lexicon_changes::instead,
            lexicon_changes::hit,
            lexicon_changes::miss,
        ))
        .load(conn)?;
    rows.into_iter().map(change).collect()
}

fn change(row: Row) -> Result<Change, StoreError> {
    let (entry, active, kind, pattern, why, instead, hit, miss) = row;
    let words = match (kind, pattern, why, instead, hit, miss) {
        (Some(kind), Some(pattern), Some(why), Some(instead), Some(hit), Some(miss)) => {
            let kind = Kind::parse(&kind)
                .map_err(|_unknown| StoreError::Corrupt("lexicon_changes.kind"))?;
            Some(Words {
                kind,
                pattern,
                why,
                instead,
                hit,
                miss,
            })
        }
        _ => None,
    };
    Ok(Change {
        entry,
        active,
        words,
    })
}

/// Puts a change in the place of an earlier one of the same entry.
/// The caller holds the lexicon.
///
/// # Errors
/// When the store fails.
pub(super) fn keep(tx: &mut Tx<'_>, language: Language, change: &Change) -> Result<(), StoreError> {
    forget(tx, language, &change.entry)?;
    let words = change.words.as_ref();
    diesel::insert_into(lexicon_changes::table)
        .values((
            lexicon_changes::language.eq(language.as_str()),
            lexicon_changes::entry.eq(&change.entry),
            lexicon_changes::active.eq(change.active),
            lexicon_changes::kind.eq(words.map(|words| words.kind.as_str())),
            lexicon_changes::pattern.eq(words.map(|words| words.pattern.as_str())),
            lexicon_changes::why.eq(words.map(|words| words.why.as_str())),
            lexicon_changes::instead.eq(words.map(|words| words.instead.as_str())),
            lexicon_changes::hit.eq(words.map(|words| words.hit.as_str())),
            lexicon_changes::miss.eq(words.map(|words| words.miss.as_str())),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Takes a change back. The caller holds the lexicon.
///
/// # Errors
/// When the store fails.
pub(super) fn forget(tx: &mut Tx<'_>, language: Language, entry: &str) -> Result<(), StoreError> {
    diesel::delete(
        lexicon_changes::table
            .filter(lexicon_changes::language.eq(language.as_str()))
            .filter(lexicon_changes::entry.eq(entry)),
    )
    .execute(tx.conn())?;
    Ok(())
}

/// Makes everybody else who changes this lexicon wait until this transaction has ended, and notes that it
/// has changed.
///
/// # Errors
/// When the store fails.
pub(super) fn hold(tx: &mut Tx<'_>, language: Language) -> Result<(), StoreError> {
    let stamp = Key(Id::random());
    let row = lexicon_stamps::table.filter(lexicon_stamps::language.eq(language.as_str()));
    let updated = diesel::update(row)
        .set(lexicon_stamps::stamp.eq(stamp))
        .execute(tx.conn())?;
    if updated == 0 {
        // Should another server add the first one at this moment, its stamp is as new.
        crate::each_backend!(tx.conn(), |c| diesel::insert_into(lexicon_stamps::table)
            .values((
                lexicon_stamps::language.eq(language.as_str()),
                lexicon_stamps::stamp.eq(stamp),
            ))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

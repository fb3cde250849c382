//! Rows: what leads of a place note for each other. Nothing here is read for a reporter.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{notes as table, people},
        types::{At, Key},
    },
    kernel::ids::Id,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// A note for other leads.
#[derive(Debug, Clone)]
pub struct Note {
    /// Who wrote it.
    pub by: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub words: String,
}

/// Keeps a note.
pub(crate) fn insert_note(
    tx: &mut Tx<'_>,
    report: Id,
    by: Id,
    at: DateTime<Utc>,
    words: &str,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::report_id.eq(Key(report)),
            table::person_id.eq(Some(Key(by))),
            table::written_at.eq(At(at)),
            table::words.eq(words),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// The notes of a report, oldest first.
pub(crate) fn notes(conn: &mut Conn, report: Id) -> Result<Vec<Note>, StoreError> {
    let rows: Vec<(Option<String>, At, String)> = table::table
        .left_join(people::table.on(table::person_id.eq(people::id.nullable())))
        .filter(table::report_id.eq(Key(report)))
        .select((people::name.nullable(), table::written_at, table::words))
        .order((table::written_at, table::id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(by, at, words)| Note {
            by,
            at: at.0,
            words,
        })
        .collect())
}

//! Rows: the journal.

use super::model::Act;
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{journal, people},
        types::{At, Key},
    },
    kernel::{ids::Id, time::Now},
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// One line of the journal.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; `None` from the terminal.
    pub person: Option<String>,
    /// What.
    pub act: Act,
    /// On what: a reference, a code or an address.
    pub subject: String,
}

/// Writes a staff act down, in the act's own transaction.
///
/// # Errors
/// When the store fails.
pub fn record(
    tx: &mut Tx<'_>,
    person: Option<Id>,
    act: Act,
    subject: &str,
    now: Now,
) -> Result<(), StoreError> {
    diesel::insert_into(journal::table)
        .values((
            journal::id.eq(Key(Id::random())),
            journal::at.eq(At(now.at)),
            journal::person_id.eq(person.map(Key)),
            journal::act.eq(act.as_str()),
            journal::subject.eq(subject),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// The latest lines, newest first, at most `most`.
///
/// # Errors
/// When the store fails.
pub fn latest(conn: &mut Conn, most: i64) -> Result<Vec<Entry>, StoreError> {
    let rows: Vec<(At, Option<String>, String, String)> = journal::table
        .left_join(people::table)
        .select((
            journal::at,
            people::name.nullable(),
            journal::act,
            journal::subject,
        ))
        .order((journal::at.desc(), journal::id))
        .limit(most)
        .load(conn)?;
    rows.into_iter()
        .map(|(at, person, act, subject)| {
            let act = Act::parse(&act).map_err(|_unknown| StoreError::Corrupt("journal.act"))?;
            Ok(Entry {
                at: at.0,
                person,
                act,
                subject,
            })
        })
        .collect()
}

/// When somebody did this, and on what, since a moment; oldest first.
///
/// For that person alone: no page shows one account's lines to another, and nothing counts them.
///
/// # Errors
/// When the store fails.
pub fn of_person(
    conn: &mut Conn,
    person: Id,
    act: Act,
    since: DateTime<Utc>,
) -> Result<Vec<(DateTime<Utc>, String)>, StoreError> {
    let rows: Vec<(At, String)> = journal::table
        .filter(journal::person_id.eq(Some(Key(person))))
        .filter(journal::act.eq(act.as_str()).and(journal::at.ge(At(since))))
        .select((journal::at, journal::subject))
        .order((journal::at, journal::id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(at, subject)| (at.0, subject))
        .collect())
}

//! Rows: the words that a house has written for where reports stand.

use crate::{
    db::{Conn, StoreError, Tx, schema::status_words},
    reports::model::Status,
};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Own words by status.
pub(crate) type StatusWords = BTreeMap<Status, String>;

/// All own words. A status that is not known any more is passed over.
///
/// # Errors
/// When the store fails.
pub(crate) fn status_words(conn: &mut Conn) -> Result<StatusWords, StoreError> {
    let rows: Vec<(String, String)> = status_words::table.load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(status, words)| Some((Status::parse(&status).ok()?, words)))
        .collect())
}

/// Puts these words in the place of all others; a status without words has its usual ones again.
pub(crate) fn set_status_words(tx: &mut Tx<'_>, words: &StatusWords) -> Result<(), StoreError> {
    diesel::delete(status_words::table).execute(tx.conn())?;
    for (status, words) in words {
        diesel::insert_into(status_words::table)
            .values((
                status_words::status.eq(status.as_str()),
                status_words::words.eq(words),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

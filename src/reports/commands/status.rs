//! Act: somebody writes what reporters read while a report is in a state.

use super::Error;
use crate::{
    db::Tx,
    journal,
    kernel::{ids::Id, time::Now},
    reports::store::{self, StatusWords},
};

/// Keeps the words of all states; a state without words has its usual ones again.
///
/// # Errors
/// When the store fails.
pub fn write_status_words(
    tx: &mut Tx<'_>,
    words: &StatusWords,
    by: Id,
    now: Now,
) -> Result<(), Error> {
    store::set_status_words(tx, words)?;
    Ok(journal::record(
        tx,
        Some(by),
        journal::Act::StatusWordsWritten,
        "",
        now,
    )?)
}

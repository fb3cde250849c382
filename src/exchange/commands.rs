//! Acts: a file's rows are loaded. The one act of the house that is several transactions.

use crate::{
    db::{Db, StoreError},
    kernel::time::Now,
    reports::{Import, ImportRow, commands as reports},
};
use std::time::Duration;

/// Rows of one transaction: few enough that nobody who tells a report meanwhile waits long.
pub const BATCH: usize = 500;

/// What a load did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    /// Rows that were new.
    pub added: i64,
    /// Rows that were there already.
    pub known: i64,
}

/// Stages all rows, then makes them seen and counted in one last transaction. Whatever stops it
/// before, nothing of it is seen, and the next load of this source clears it away.
///
/// `pause` comes between the transactions: a SQLite file has one writer at a time, and a server on
/// the same file needs its turns.
///
/// # Errors
/// When the store fails, or when another load of the same source ran at the same time.
pub fn load(
    db: &Db,
    source: &str,
    rows: Vec<ImportRow>,
    now: Now,
    pause: Duration,
) -> Result<Loaded, StoreError> {
    let mut import = begin(db, source, pause)?;
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<ImportRow> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        import = stage(db, import, batch)?;
        std::thread::sleep(pause);
    }
    let loaded = Loaded {
        added: import.added(),
        known: import.known(),
    };
    db.write_now(move |tx| reports::finish_import(tx, &import, now))?;
    Ok(loaded)
}

/// Clears what an earlier load has left behind, and begins.
pub(super) fn begin(db: &Db, source: &str, pause: Duration) -> Result<Import, StoreError> {
    loop {
        let source = source.to_owned();
        if let Some(import) = db.write_now(move |tx| reports::begin_import(tx, &source))? {
            return Ok(import);
        }
        std::thread::sleep(pause);
    }
}

/// One transaction of rows that nobody sees yet.
pub(super) fn stage(db: &Db, import: Import, rows: Vec<ImportRow>) -> Result<Import, StoreError> {
    db.write_now(move |tx| reports::import_rows(tx, import, &rows))
}

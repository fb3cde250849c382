//! Rows: imports, finished or not.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{imports, report_factors, reports},
        types::Key,
    },
    kernel::ids::Id,
};
use diesel::{dsl, prelude::*};
use std::collections::HashSet;

/// Rows that one transaction may remove.
const STEP: i64 = 500;
/// Keys that one query asks for: far below what either database takes.
const KEYS: usize = 500;

pub(crate) fn begin(tx: &mut Tx<'_>, source: &str) -> Result<Id, StoreError> {
    let id = Id::random();
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(Key(id)),
            imports::source.eq(source),
            imports::finished.eq(false),
        ))
        .execute(tx.conn())?;
    Ok(id)
}

/// Removes a few hundred rows of an unfinished import; `true` while there may be more.
pub(crate) fn clear_unfinished(tx: &mut Tx<'_>, source: &str) -> Result<bool, StoreError> {
    let left: Option<Key> = imports::table
        .filter(imports::source.eq(source).and(imports::finished.eq(false)))
        .select(imports::id)
        .first(tx.conn())
        .optional()?;
    let Some(import) = left else { return Ok(false) };
    let rows: Vec<Key> = reports::table
        .filter(reports::import_id.eq(import))
        .select(reports::id)
        .limit(STEP)
        .load(tx.conn())?;
    diesel::delete(report_factors::table.filter(report_factors::report_id.eq_any(&rows)))
        .execute(tx.conn())?;
    diesel::delete(reports::table.filter(reports::id.eq_any(&rows))).execute(tx.conn())?;
    if rows.is_empty() {
        remove(tx, import.0)?;
    }
    Ok(true)
}

/// Removes an import that has no rows.
pub(crate) fn remove(tx: &mut Tx<'_>, import: Id) -> Result<(), StoreError> {
    diesel::delete(imports::table.filter(imports::id.eq(Key(import)))).execute(tx.conn())?;
    Ok(())
}

/// Which of these keys a source has brought before; those of an unfinished import too.
pub(crate) fn known(
    conn: &mut Conn,
    source: &str,
    keys: &[&str],
) -> Result<HashSet<String>, StoreError> {
    let mut known = HashSet::new();
    for some in keys.chunks(KEYS) {
        let found: Vec<Option<String>> = reports::table
            .filter(reports::source.eq(source))
            .filter(reports::source_key.eq_any(some.to_vec()))
            .select(reports::source_key)
            .load(conn)?;
        known.extend(found.into_iter().flatten());
    }
    Ok(known)
}

/// Whether an import is there and not finished.
pub(crate) fn is_open(conn: &mut Conn, import: Id) -> Result<bool, StoreError> {
    let open = imports::table.filter(imports::id.eq(Key(import)).and(imports::finished.eq(false)));
    Ok(diesel::select(dsl::exists(open)).get_result(conn)?)
}

/// Makes an import seen; answers how many rows it really has, or `None` when it is gone.
pub(crate) fn finish(tx: &mut Tx<'_>, import: Id) -> Result<Option<i64>, StoreError> {
    let unfinished =
        imports::table.filter(imports::id.eq(Key(import)).and(imports::finished.eq(false)));
    let marked = diesel::update(unfinished)
        .set(imports::finished.eq(true))
        .execute(tx.conn())?;
    if marked == 0 {
        return Ok(None);
    }
    let rows: i64 = reports::table
        .filter(reports::import_id.eq(Key(import)))
        .count()
        .get_result(tx.conn())?;
    Ok(Some(rows))
}

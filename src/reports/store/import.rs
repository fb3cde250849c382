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

/// Rows that one transaction may remove.
const STEP: i64 = 500;

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
        diesel::delete(imports::table.filter(imports::id.eq(import))).execute(tx.conn())?;
    }
    Ok(true)
}

pub(crate) fn is_known(conn: &mut Conn, source: &str, key: &str) -> Result<bool, StoreError> {
    let known = reports::table.filter(reports::source.eq(source).and(reports::source_key.eq(key)));
    Ok(diesel::select(dsl::exists(known)).get_result(conn)?)
}

pub(crate) fn finish(tx: &mut Tx<'_>, import: Id) -> Result<(), StoreError> {
    diesel::update(imports::table.filter(imports::id.eq(Key(import))))
        .set(imports::finished.eq(true))
        .execute(tx.conn())?;
    Ok(())
}

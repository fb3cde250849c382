//! Rows: the reports that a sheet learns from.

use crate::{
    a3::model::{Reference, Status},
    db::{
        Conn, StoreError, Tx,
        schema::{a3_reports as table, a3s},
        types::Key,
    },
    kernel::ids::Id,
};
use diesel::prelude::*;

/// The reports of a sheet that are there, and how many were taken back.
pub(crate) fn linked(conn: &mut Conn, a3: Id) -> Result<(Vec<Id>, usize), StoreError> {
    let rows: Vec<Option<Key>> = table::table
        .filter(table::a3_id.eq(Key(a3)))
        .select(table::report_id)
        .load(conn)?;
    let there: Vec<Id> = rows.iter().filter_map(|key| key.map(|key| key.0)).collect();
    let taken_back = rows.len() - there.len();
    Ok((there, taken_back))
}

/// Notes that a sheet learns from a report. The caller has looked whether it does already.
pub(crate) fn link(tx: &mut Tx<'_>, a3: Id, report: Id) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::a3_id.eq(Key(a3)),
            table::report_id.eq(Some(Key(report))),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Where the sheets stand that learn from a report, whoever asks: for its reporter.
pub(crate) fn sheets_of(conn: &mut Conn, report: Id) -> Result<Vec<Status>, StoreError> {
    let rows: Vec<String> = table::table
        .inner_join(a3s::table)
        .filter(table::report_id.eq(Some(Key(report))))
        .order(a3s::changed_at.desc())
        .select(a3s::status)
        .load(conn)?;
    rows.into_iter()
        .map(|word| Status::parse(&word).map_err(|_unknown| StoreError::Corrupt("a3s.status")))
        .collect()
}

/// The sheets that learn from a report, with their titles; the caller has shown that the reader may see the
/// report.
pub(crate) fn links_of(
    conn: &mut Conn,
    report: Id,
) -> Result<Vec<(Reference, String, Status)>, StoreError> {
    let rows: Vec<(String, String, String)> = table::table
        .inner_join(a3s::table)
        .filter(table::report_id.eq(Some(Key(report))))
        .order((a3s::changed_at.desc(), a3s::id))
        .select((a3s::reference, a3s::title, a3s::status))
        .load(conn)?;
    rows.into_iter()
        .map(|(reference, title, status)| {
            Ok((
                Reference::parse(&reference)
                    .map_err(|_unreadable| StoreError::Corrupt("a3s.reference"))?,
                title,
                Status::parse(&status).map_err(|_unknown| StoreError::Corrupt("a3s.status"))?,
            ))
        })
        .collect()
}

//! Rows: reports that are an echo of another report.

use super::see::{Scope, read_reference, visible};
use crate::{
    db::{
        Conn, StoreError,
        schema::{handlings, reports},
        types::Key,
    },
    reports::model::Reference,
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// The reports that are an echo of this one, of those that `scope` may see.
pub(crate) fn echoes_of(
    conn: &mut Conn,
    reference: Reference,
    scope: &Scope,
) -> Result<Vec<Reference>, StoreError> {
    let echoes: Vec<Key> = handlings::table
        .filter(handlings::echo_of.eq(Some(reference.grouped(3))))
        .select(handlings::report_id)
        .load(conn)?;
    let rows: Vec<String> = reports::table
        .filter(reports::id.eq_any(echoes))
        .filter(visible(scope))
        .select(reports::reference)
        .order(reports::id)
        .load(conn)?;
    rows.iter().map(|text| read_reference(text)).collect()
}

/// What was told to the reporter of another report, and when; nothing else of it.
pub(crate) fn echo_outcome(
    conn: &mut Conn,
    reference: Reference,
) -> Result<Option<(String, NaiveDate)>, StoreError> {
    let row: Option<(Option<String>, Option<NaiveDate>)> = reports::table
        .inner_join(handlings::table)
        .filter(reports::reference.eq(reference.grouped(3)))
        .select((handlings::outcome, handlings::outcome_on))
        .first(conn)
        .optional()?;
    Ok(row.and_then(|(words, on)| words.zip(on)))
}

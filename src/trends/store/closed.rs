//! Rows: weeks in which places are closed.

use crate::{
    db::{Conn, StoreError, Tx, schema::closed_weeks as table, types::Key},
    kernel::{ids::Id, time::Week},
    trends::model::{Reference, Span},
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Weeks in which a place, and all below it, is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Closed {
    /// Their public name.
    pub(crate) reference: Reference,
    /// Where.
    pub(crate) place: Id,
    /// Which weeks.
    pub(crate) span: Span,
    /// Why, in a few words.
    pub(crate) words: String,
}

/// All closed weeks of these places, latest first.
pub(crate) fn closed(conn: &mut Conn, places: &[Id]) -> Result<Vec<Closed>, StoreError> {
    let rows: Vec<(String, Key, NaiveDate, NaiveDate, String)> = table::table
        .filter(table::place_id.eq_any(places.iter().map(|place| Key(*place))))
        .select((
            table::reference,
            table::place_id,
            table::from_week,
            table::to_week,
            table::words,
        ))
        .order((table::from_week.desc(), table::id))
        .load(conn)?;
    rows.into_iter()
        .map(|(reference, place, from, to, words)| {
            Ok(Closed {
                reference: Reference::parse(&reference)
                    .map_err(|_unreadable| StoreError::Corrupt("closed_weeks.reference"))?,
                place: place.0,
                span: Span {
                    from: Week::of(from),
                    to: Week::of(to),
                },
                words,
            })
        })
        .collect()
}

/// Closes weeks.
pub(crate) fn add_closed(
    tx: &mut Tx<'_>,
    place: Id,
    span: Span,
    words: &str,
    by: Id,
) -> Result<Reference, StoreError> {
    let reference = Reference::random();
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::reference.eq(reference.grouped(3)),
            table::place_id.eq(Key(place)),
            table::from_week.eq(span.from.monday()),
            table::to_week.eq(span.to.monday()),
            table::words.eq(words),
            table::person_id.eq(Key(by)),
        ))
        .execute(tx.conn())?;
    Ok(reference)
}

/// Opens them again; `false` when somebody was first.
pub(crate) fn drop_closed(tx: &mut Tx<'_>, reference: Reference) -> Result<bool, StoreError> {
    let row = table::table.filter(table::reference.eq(reference.grouped(3)));
    Ok(diesel::delete(row).execute(tx.conn())? == 1)
}

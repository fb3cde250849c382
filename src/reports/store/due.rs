//! Rows: what waits, with the days that a promise is counted from.

use super::see::{Scope, visible};
use crate::{
    db::{
        Conn, StoreError,
        connection::Backend,
        schema::{handlings, reports},
        types::Key,
    },
    kernel::ids::Id,
    reports::model::{Reference, Waiting, WaitingFor},
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// A report that waits.
#[derive(Debug, Clone)]
pub(crate) struct WaitingReport {
    /// Its code.
    pub(crate) reference: Reference,
    /// Where.
    pub(crate) place: Id,
    /// What is known of the waiting.
    pub(crate) waiting: Waiting,
}

/// The reports of a scope that wait and were in the inbox on a day or before, longest first: all, or
/// those of these references.
pub(crate) fn waiting(
    conn: &mut Conn,
    scope: &Scope,
    only: Option<&[Reference]>,
    released_by: NaiveDate,
) -> Result<Vec<WaitingReport>, StoreError> {
    type Row = (Key, String, Key, String, NaiveDate, NaiveDate);
    let mut query = reports::table
        .filter(visible(scope))
        .filter(reports::waiting_for.ne(WaitingFor::Nothing.as_str()))
        .filter(reports::released_on.le(released_by))
        .select((
            reports::id,
            reports::reference,
            reports::place_id,
            reports::waiting_for,
            reports::waiting_since,
            reports::released_on,
        ))
        .order((reports::waiting_since, reports::id))
        .into_boxed::<Backend>();
    if let Some(references) = only {
        let written: Vec<String> = references.iter().map(|one| one.grouped(3)).collect();
        query = query.filter(reports::reference.eq_any(written));
    }
    let rows: Vec<Row> = query.load(conn)?;
    let days = days_of(conn, &rows.iter().map(|row| row.0).collect::<Vec<_>>())?;
    rows.into_iter()
        .map(|(key, reference, place, waiting_for, since, released_on)| {
            let (first_answer_on, reopened_on) = days.get(&key).copied().unwrap_or_default();
            Ok(WaitingReport {
                reference: Reference::parse(&reference)
                    .map_err(|_unreadable| StoreError::Corrupt("reports.reference"))?,
                place: place.0,
                waiting: Waiting {
                    waiting_for: WaitingFor::parse(&waiting_for)
                        .map_err(|_unreadable| StoreError::Corrupt("reports.waiting_for"))?,
                    since,
                    released_on,
                    first_answer_on,
                    reopened_on,
                },
            })
        })
        .collect()
}

type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// The day of the first answer, and that of being said not to be fixed. In portions, as a query takes
/// only so many values.
fn days_of(conn: &mut Conn, keys: &[Key]) -> Result<HashMap<Key, Days>, StoreError> {
    let mut days = HashMap::new();
    for portion in keys.chunks(500) {
        let rows: Vec<(Key, Option<NaiveDate>, Option<NaiveDate>)> = handlings::table
            .filter(handlings::report_id.eq_any(portion.to_vec()))
            .select((
                handlings::report_id,
                handlings::first_answer_on,
                handlings::reopened_on,
            ))
            .load(conn)?;
        days.extend(
            rows.into_iter()
                .map(|(key, first, reopened)| (key, (first, reopened))),
        );
    }
    Ok(days)
}

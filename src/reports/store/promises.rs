//! Rows: promises of a day, in the order in which they were made.

use super::see::{Scope, read_kind, read_reference, visible};
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{people, promises as table, reports},
        types::Key,
    },
    kernel::ids::Id,
    reports::model::{Kind, Promise, Reference},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};
use std::collections::HashMap;

/// The promise that still holds.
#[derive(Debug, Clone)]
pub(crate) struct OpenPromise {
    pub(crate) id: Id,
    pub(crate) due_on: NaiveDate,
    pub(crate) words: Option<String>,
}

/// All promises of a report, oldest first.
pub(crate) fn promises(conn: &mut Conn, report: Id) -> Result<Vec<Promise>, StoreError> {
    type Columns = (
        NaiveDate,
        NaiveDate,
        Option<String>,
        Option<String>,
        Option<NaiveDate>,
        Option<String>,
        bool,
        Option<NaiveDate>,
    );
    let rows: Vec<Columns> = table::table
        .left_join(people::table.on(table::person_id.eq(people::id.nullable())))
        .filter(table::report_id.eq(Key(report)))
        .select((
            table::made_on,
            table::due_on,
            table::words,
            people::name.nullable(),
            table::heard_on,
            table::reason,
            table::slipped,
            table::read_on,
        ))
        .order(table::position)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(
            |(made_on, due_on, words, by, heard_on, reason, slipped, read_on)| Promise {
                made_on,
                due_on,
                words,
                by,
                heard_on,
                reason,
                slipped,
                read_on,
            },
        )
        .collect())
}

/// The one promise that still holds.
pub(crate) fn open_promise(conn: &mut Conn, report: Id) -> Result<Option<OpenPromise>, StoreError> {
    let row: Option<(Key, NaiveDate, Option<String>)> = table::table
        .filter(table::report_id.eq(Key(report)))
        .filter(table::heard_on.is_null().and(table::moved_on.is_null()))
        .select((table::id, table::due_on, table::words))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, due_on, words)| OpenPromise {
        id: id.0,
        due_on,
        words,
    }))
}

/// The promised days of some reports, where one still holds.
pub(crate) fn open_promises(
    conn: &mut Conn,
    of: &[Id],
) -> Result<HashMap<Id, NaiveDate>, StoreError> {
    let keys = of.iter().map(|report| Key(*report));
    let rows: Vec<(Key, NaiveDate)> = table::table
        .filter(table::report_id.eq_any(keys))
        .filter(table::heard_on.is_null().and(table::moved_on.is_null()))
        .select((table::report_id, table::due_on))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(report, on)| (report.0, on))
        .collect())
}

/// Keeps a new promise.
pub(crate) fn insert_promise(
    tx: &mut Tx<'_>,
    report: Id,
    by: Id,
    made_on: NaiveDate,
    due_on: NaiveDate,
    words: Option<&str>,
) -> Result<(), StoreError> {
    let last: Option<i32> = table::table
        .filter(table::report_id.eq(Key(report)))
        .select(dsl::max(table::position))
        .first(tx.conn())?;
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::report_id.eq(Key(report)),
            table::position.eq(last.unwrap_or(0) + 1),
            table::person_id.eq(Some(Key(by))),
            table::made_on.eq(made_on),
            table::due_on.eq(due_on),
            table::words.eq(words),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps that another day was promised in its place, and why.
pub(crate) fn set_moved(
    tx: &mut Tx<'_>,
    promise: Id,
    on: NaiveDate,
    reason: &str,
) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(promise))))
        .set((table::moved_on.eq(Some(on)), table::reason.eq(Some(reason))))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps that the reporter was told something.
pub(crate) fn set_heard(tx: &mut Tx<'_>, promise: Id, on: NaiveDate) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(promise))))
        .set(table::heard_on.eq(Some(on)))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps that the day passed without a word; `false` where that is kept already.
pub(crate) fn set_slipped(tx: &mut Tx<'_>, promise: Id) -> Result<bool, StoreError> {
    let row = table::table.filter(table::id.eq(Key(promise)).and(table::slipped.eq(false)));
    Ok(diesel::update(row)
        .set(table::slipped.eq(true))
        .execute(tx.conn())?
        == 1)
}

/// A promise whose day has passed, and where it is counted.
#[derive(Debug, Clone)]
pub(crate) struct Due {
    pub(crate) promise: Id,
    pub(crate) place: Id,
    pub(crate) one_level_up: bool,
    pub(crate) kind: Kind,
    pub(crate) surfaced_on: NaiveDate,
}

/// Open promises for a day before `today` of which it is not kept yet that they slipped.
pub(crate) fn slipping(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Due>, StoreError> {
    let rows: Vec<(Key, Key, bool, String, NaiveDate)> = table::table
        .inner_join(reports::table)
        .filter(table::heard_on.is_null().and(table::moved_on.is_null()))
        .filter(table::due_on.lt(today).and(table::slipped.eq(false)))
        .select((
            table::id,
            reports::place_id,
            reports::one_level_up,
            reports::kind,
            reports::surfaced_on,
        ))
        .order(table::id)
        .load(conn)?;
    rows.into_iter()
        .map(|(promise, place, one_level_up, kind, surfaced_on)| {
            Ok(Due {
                promise: promise.0,
                place: place.0,
                one_level_up,
                kind: read_kind(&kind)?,
                surfaced_on,
            })
        })
        .collect()
}

/// Open promises for a day up to `until` on reports that `scope` may see, earliest first: those of this
/// person, and those of people who cannot keep them any more.
pub(crate) fn due_for(
    conn: &mut Conn,
    scope: &Scope,
    person: Id,
    until: NaiveDate,
) -> Result<Vec<(Reference, Kind, NaiveDate)>, StoreError> {
    let gone = people::table
        .filter(people::active.eq(false))
        .select(people::id.nullable());
    let due: Vec<(Key, NaiveDate)> = table::table
        .filter(table::heard_on.is_null().and(table::moved_on.is_null()))
        .filter(table::due_on.le(until))
        .filter(
            table::person_id
                .eq(Some(Key(person)))
                .or(table::person_id.eq_any(gone)),
        )
        .select((table::report_id, table::due_on))
        .order((table::due_on, table::report_id))
        .load(conn)?;
    let ids = due.iter().map(|(report, _)| *report);
    let rows: Vec<(Key, String, String)> = reports::table
        .filter(reports::id.eq_any(ids))
        .filter(visible(scope))
        .select((reports::id, reports::reference, reports::kind))
        .load(conn)?;
    let seen: HashMap<Key, (String, String)> = rows
        .into_iter()
        .map(|(report, reference, kind)| (report, (reference, kind)))
        .collect();
    due.into_iter()
        .filter_map(|(report, due)| Some((seen.get(&report)?, due)))
        .map(|((reference, kind), due)| Ok((read_reference(reference)?, read_kind(kind)?, due)))
        .collect()
}

//! Rows: one lead's own acts, read for that lead alone, when they ask. Nothing of it is written anywhere.

use super::see::{Scope, read_kind, read_reference, visible};
use crate::{
    db::{
        Conn, StoreError,
        schema::{handlings, messages, promises, reports},
        types::Key,
    },
    kernel::ids::Id,
    reports::model::{Kind, Reference, Said},
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// For each thanks given since a day: when the report was in the inbox, and when it was thanked for.
pub(crate) fn own_thanks(
    conn: &mut Conn,
    me: Id,
    since: NaiveDate,
) -> Result<Vec<(NaiveDate, NaiveDate)>, StoreError> {
    let rows: Vec<(NaiveDate, Option<NaiveDate>)> = reports::table
        .inner_join(handlings::table)
        .filter(handlings::thanked_by.eq(Some(Key(me))))
        .filter(handlings::thanked_on.ge(Some(since)))
        .select((reports::released_on, handlings::thanked_on))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(released, thanked)| Some((released, thanked?)))
        .collect())
}

/// The threads in which this lead wrote since a day, whole, each with the day of its report in the inbox.
pub(crate) fn own_threads(
    conn: &mut Conn,
    me: Id,
    since: NaiveDate,
) -> Result<Vec<(NaiveDate, Vec<Said>)>, StoreError> {
    let own: Vec<Key> = messages::table
        .filter(messages::person_id.eq(Some(Key(me))))
        .filter(messages::written_on.ge(since))
        .select(messages::report_id)
        .distinct()
        .load(conn)?;
    type Columns = (
        Key,
        NaiveDate,
        String,
        String,
        String,
        Option<Key>,
        NaiveDate,
    );
    let rows: Vec<Columns> = messages::table
        .inner_join(reports::table.on(reports::id.eq(messages::report_id)))
        .filter(messages::report_id.eq_any(own))
        .filter(messages::release_at.is_null())
        .select((
            messages::report_id,
            reports::released_on,
            messages::author,
            messages::purpose,
            messages::words,
            messages::person_id,
            messages::written_on,
        ))
        .order((messages::report_id, messages::position))
        .load(conn)?;
    let mut threads: BTreeMap<Key, (NaiveDate, Vec<Said>)> = BTreeMap::new();
    for (report, released, author, purpose, words, by, on) in rows {
        let thread = threads.entry(report).or_insert((released, Vec::new()));
        thread.1.push(Said {
            by_reporter: author == "reporter",
            own: by == Some(Key(me)),
            contains: purpose == "containment",
            words,
            on,
        });
    }
    Ok(threads.into_values().collect())
}

/// The days of reports in the inbox, by their reference as it is written.
pub(crate) fn released_on(
    conn: &mut Conn,
    references: &[String],
) -> Result<HashMap<String, NaiveDate>, StoreError> {
    let rows: Vec<(String, NaiveDate)> = reports::table
        .filter(reports::reference.eq_any(references))
        .select((reports::reference, reports::released_on))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The days that this lead promised since a day and that are over, each with whether it slipped.
pub(crate) fn own_promises(
    conn: &mut Conn,
    me: Id,
    since: NaiveDate,
) -> Result<Vec<(NaiveDate, bool)>, StoreError> {
    Ok(promises::table
        .filter(promises::person_id.eq(Some(Key(me))))
        .filter(promises::due_on.ge(since))
        .filter(
            promises::slipped
                .eq(true)
                .or(promises::heard_on.is_not_null()),
        )
        .select((promises::due_on, promises::slipped))
        .load(conn)?)
}

/// Thanks that this lead gave.
#[derive(Debug, Clone)]
pub(crate) struct GivenThanks {
    pub(crate) reference: Reference,
    pub(crate) kind: Kind,
    pub(crate) words: String,
    pub(crate) on: NaiveDate,
}

/// The latest thanks of this lead, at most `most`, of reports that they may still see.
pub(crate) fn thanks_to_read(
    conn: &mut Conn,
    me: Id,
    scope: &Scope,
    most: i64,
) -> Result<Vec<GivenThanks>, StoreError> {
    let given: Vec<(Key, Option<String>, Option<NaiveDate>)> = handlings::table
        .filter(handlings::thanked_by.eq(Some(Key(me))))
        .select((
            handlings::report_id,
            handlings::thanks,
            handlings::thanked_on,
        ))
        .order((handlings::thanked_on.desc(), handlings::report_id))
        .limit(most)
        .load(conn)?;
    let ids = given.iter().map(|(report, ..)| *report);
    let rows: Vec<(Key, String, String)> = reports::table
        .filter(reports::id.eq_any(ids))
        .filter(visible(scope))
        .select((reports::id, reports::reference, reports::kind))
        .load(conn)?;
    let seen: HashMap<Key, (String, String)> = rows
        .into_iter()
        .map(|(report, reference, kind)| (report, (reference, kind)))
        .collect();
    given
        .into_iter()
        .filter_map(|(report, words, on)| Some((seen.get(&report)?, words?, on?)))
        .map(|((reference, kind), words, on)| {
            Ok(GivenThanks {
                reference: read_reference(reference)?,
                kind: read_kind(kind)?,
                words,
                on,
            })
        })
        .collect()
}

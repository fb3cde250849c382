//! A lead looks into the mirror: own acts alone, worked out when they ask, and written nowhere.

use crate::{
    db::{Conn, StoreError},
    journal,
    kernel::{ids::Id, time::Now},
    reports::{
        model::{Kind, Reference, Wrote, wrote},
        store::{self, Scope},
    },
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use std::collections::HashSet;

/// What one lead's own acts say, for that lead alone.
#[derive(Debug, Clone, Default)]
pub struct Mirror {
    /// For each thanks: its day, and the whole days that the reporter had waited.
    pub thanks: Vec<(NaiveDate, i64)>,
    /// Everything written to reporters.
    pub wrote: Vec<Wrote>,
    /// For each outcome told, the first time: its day, and the whole days since the inbox.
    pub outcomes: Vec<(NaiveDate, i64)>,
    /// Each day that was promised and is over, and whether it slipped.
    pub promises: Vec<(NaiveDate, bool)>,
    /// The latest thanks, to read again.
    pub to_read: Vec<OwnThanks>,
}

/// Thanks that were given, to read again.
#[derive(Debug, Clone)]
pub struct OwnThanks {
    /// The report's code.
    pub reference: Reference,
    /// What it is.
    pub kind: Kind,
    /// The words.
    pub words: String,
    /// The day.
    pub on: NaiveDate,
}

/// Thanks that are shown to read again.
const MOST_THANKS: i64 = 12;

/// The acts of `me` since a day. The caller is `me`: there is no other way to ask.
///
/// # Errors
/// When the store fails.
pub fn mirror(
    conn: &mut Conn,
    me: Id,
    scope: &Scope,
    since: NaiveDate,
) -> Result<Mirror, StoreError> {
    let days = |from: NaiveDate, to: NaiveDate| (to - from).num_days().max(0);
    let thanks = store::own_thanks(conn, me, since)?;
    let threads = store::own_threads(conn, me, since)?;
    Ok(Mirror {
        thanks: thanks
            .into_iter()
            .map(|(released, on)| (on, days(released, on)))
            .collect(),
        wrote: threads
            .iter()
            .flat_map(|(released, thread)| wrote(*released, thread))
            .filter(|wrote| wrote.on >= since)
            .collect(),
        outcomes: outcomes(conn, me, since, scope.now)?
            .into_iter()
            .map(|(released, on)| (on, days(released, on)))
            .collect(),
        promises: store::own_promises(conn, me, since)?,
        to_read: store::thanks_to_read(conn, me, scope, MOST_THANKS)?
            .into_iter()
            .map(|given| OwnThanks {
                reference: given.reference,
                kind: given.kind,
                words: given.words,
                on: given.on,
            })
            .collect(),
    })
}

/// Who told an outcome stands in the journal alone; the first time counts, telling it anew does not.
fn outcomes(
    conn: &mut Conn,
    me: Id,
    since: NaiveDate,
    now: Now,
) -> Result<Vec<(NaiveDate, NaiveDate)>, StoreError> {
    let moment = DateTime::<Utc>::from_naive_utc_and_offset(since.and_time(NaiveTime::MIN), Utc);
    let mut told = journal::of_person(conn, me, journal::Act::OutcomeTold, moment)?;
    let mut seen = HashSet::new();
    told.retain(|(_, reference)| seen.insert(reference.clone()));
    let references: Vec<String> = told
        .iter()
        .map(|(_, reference)| reference.clone())
        .collect();
    let released = store::released_on(conn, &references)?;
    Ok(told
        .into_iter()
        .filter_map(|(at, reference)| Some((*released.get(&reference)?, now.day_of(at))))
        .filter(|(_, on)| *on >= since)
        .collect())
}

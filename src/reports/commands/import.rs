//! Acts: reports of another log are taken over.
//!
//! Rows arrive in transactions of a few hundred under an import that nobody sees; the last
//! transaction finishes the import and counts, so that all of them become visible together.

use super::Error;
use crate::{
    db::{StoreError, Tx},
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    places,
    reports::{
        model::{Effect, NewReport, Occurred, Reference},
        store::{self, import, tell::Origin},
    },
    tally::{Count, Skeleton},
};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// A report of another log, read and parsed.
#[derive(Debug, Clone)]
pub struct ImportRow {
    /// The source's own key.
    pub key: String,
    /// What was told.
    pub report: NewReport,
    /// The path of its place below the whole house; what is missing is added.
    pub place: Vec<String>,
    /// When it happened.
    pub occurred: Occurred,
    /// When it was told.
    pub surfaced_at: DateTime<Utc>,
}

/// Counts of an import: by place and kind.
pub type Pending = BTreeMap<(Id, &'static str, Count), i64>;

/// Begins an import; what an earlier one of this source left unfinished is cleared first, a few
/// hundred rows a call: `None` means call again.
///
/// # Errors
/// When the store fails.
pub fn begin_import(tx: &mut Tx<'_>, source: &str) -> Result<Option<Id>, StoreError> {
    if import::clear_unfinished(tx, source)? {
        return Ok(None);
    }
    import::begin(tx, source).map(Some)
}

/// Stores rows under an import; answers how many were new, and what they count.
///
/// # Errors
/// When the store fails.
pub fn import_rows(
    tx: &mut Tx<'_>,
    import: Id,
    source: &str,
    rows: &[ImportRow],
    now: Now,
) -> Result<(u64, Pending), Error> {
    let mut new = 0;
    let mut pending = Pending::new();
    for row in rows {
        if import::is_known(tx.conn(), source, &row.key)? {
            continue;
        }
        let place = places::commands::at_path(tx, &row.place).map_err(|failure| match failure {
            places::commands::Error::Store(failure) => failure,
            places::commands::Error::Refused(_) => StoreError::Corrupt("places"),
        })?;
        let origin = Origin {
            import,
            source,
            key: &row.key,
            surfaced_at: row.surfaced_at,
        };
        while !store::insert_imported(
            tx,
            Id::random(),
            Reference::random(),
            place,
            &row.report,
            row.occurred,
            &origin,
            now,
        )? {}
        new += 1;
        let skeleton = Skeleton {
            place,
            kind: row.report.kind.as_str(),
            surfaced: Week::of(now.day_of(row.surfaced_at)),
            occurred: row
                .occurred
                .delay_minutes
                .and(row.occurred.on)
                .map(Week::of),
            delay_minutes: row.occurred.delay_minutes,
            effect: row.report.effect.map(Effect::slot),
            factors: row.report.factors.iter().map(i32::from).collect(),
            caught_by: row.report.caught_by.iter().map(i32::from).collect(),
            thanks_days: None,
            first_answer_days: None,
            outcome_days: None,
            verdict: None,
        };
        for count in skeleton.counts() {
            *pending.entry((place, skeleton.kind, count)).or_default() += 1;
        }
    }
    Ok((new, pending))
}

/// Finishes an import: from now on its reports are seen and counted.
///
/// # Errors
/// When the store fails.
pub fn finish_import(
    tx: &mut Tx<'_>,
    import: Id,
    source: &str,
    pending: &Pending,
    now: Now,
) -> Result<(), StoreError> {
    let mut above: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for ((place, kind, count), n) in pending {
        if !above.contains_key(place) {
            let found = places::ancestors(tx.conn(), *place)?;
            above.insert(*place, found);
        }
        if let Some(places) = above.get(place) {
            crate::tally::add(tx, places, kind, &[*count], *n);
        }
    }
    import::finish(tx, import)?;
    crate::journal::record(tx, None, crate::journal::Act::Imported, source, now)
}

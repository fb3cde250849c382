//! Acts: reports of another log are taken over.
//!
//! Rows arrive in transactions of a few hundred under an import that nobody sees; the last
//! transaction finishes the import and counts, so that all of them become visible together.
//! Places that are missing are added on the way; after a crash they stay, without any report.

use crate::{
    db::{Conn, StoreError, Tx},
    journal,
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    places,
    reports::{
        model::{Effect, NewReport, Occurred, Reference},
        store::{self, import, tell::Origin},
    },
    tally::{self, Count, Skeleton},
};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::{BTreeMap, HashMap};

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
    /// The day on which it was told, as the source shows it.
    pub surfaced_on: NaiveDate,
    /// The moment, where the source knows it.
    pub surfaced_at: Option<DateTime<Utc>>,
}

/// An import on its way: what was stored so far, and what that counts.
///
/// Each act takes it and gives it back, so that a transaction that failed leaves nothing behind in it.
#[derive(Debug)]
pub struct Import {
    id: Id,
    source: String,
    added: i64,
    known: i64,
    counts: BTreeMap<(Id, &'static str, Count), i64>,
    places: HashMap<Vec<String>, Id>,
}

impl Import {
    /// Rows that were new.
    #[must_use]
    pub fn added(&self) -> i64 {
        self.added
    }

    /// Rows that were there already.
    #[must_use]
    pub fn known(&self) -> i64 {
        self.known
    }
}

/// Begins an import; what an earlier one of this source left unfinished is cleared first, a few
/// hundred rows a call: `None` means call again.
///
/// # Errors
/// When the store fails.
pub fn begin_import(tx: &mut Tx<'_>, source: &str) -> Result<Option<Import>, StoreError> {
    if import::clear_unfinished(tx, source)? {
        return Ok(None);
    }
    Ok(Some(Import {
        id: import::begin(tx, source)?,
        source: source.to_owned(),
        added: 0,
        known: 0,
        counts: BTreeMap::new(),
        places: HashMap::new(),
    }))
}

/// How many of these rows the source has brought before.
///
/// # Errors
/// When the store fails.
pub fn known_rows(conn: &mut Conn, source: &str, rows: &[ImportRow]) -> Result<i64, StoreError> {
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let known = import::known(conn, source, &keys)?;
    Ok(i64::try_from(known.len()).unwrap_or(i64::MAX))
}

/// Stores rows under an import; those that the source has brought before are left as they are.
///
/// # Errors
/// `StoreError::Unavailable` when another import of this source has cleared it away meanwhile.
pub fn import_rows(
    tx: &mut Tx<'_>,
    mut import: Import,
    rows: &[ImportRow],
) -> Result<Import, StoreError> {
    if !import::is_open(tx.conn(), import.id)? {
        return Err(cleared_away());
    }
    let keys: Vec<&str> = rows.iter().map(|row| row.key.as_str()).collect();
    let known = import::known(tx.conn(), &import.source, &keys)?;
    for row in rows {
        if known.contains(&row.key) {
            import.known += 1;
            continue;
        }
        let place = place_of(tx, &mut import.places, &row.place)?;
        if store_one(tx, &import, place, row)? {
            import.added += 1;
            let skeleton = skeleton(place, row);
            for count in skeleton.counts() {
                let key = (place, skeleton.kind, count);
                *import.counts.entry(key).or_default() += 1;
            }
        } else {
            import.known += 1;
        }
    }
    Ok(import)
}

/// Finishes an import: from now on its reports are seen and counted. One that brought nothing new
/// leaves no trace.
///
/// # Errors
/// `StoreError::Unavailable` when another import of this source has cleared it away meanwhile.
pub fn finish_import(tx: &mut Tx<'_>, import: &Import, now: Now) -> Result<(), StoreError> {
    if import::finish(tx, import.id)? != Some(import.added) {
        return Err(cleared_away());
    }
    if import.added == 0 {
        return import::remove(tx, import.id);
    }
    let mut above: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for ((place, kind, count), n) in &import.counts {
        if !above.contains_key(place) {
            let found = places::ancestors(tx.conn(), *place)?;
            above.insert(*place, found);
        }
        if let Some(places) = above.get(place) {
            tally::add(tx, places, kind, &[*count], *n);
        }
    }
    journal::record(tx, None, journal::Act::Imported, &import.source, now)
}

/// Two imports of one source at the same time take each other for what a crash has left behind.
fn cleared_away() -> StoreError {
    StoreError::Unavailable(
        "another import of this source ran at the same time, so nothing of this one was kept"
            .into(),
    )
}

fn place_of(
    tx: &mut Tx<'_>,
    found: &mut HashMap<Vec<String>, Id>,
    path: &[String],
) -> Result<Id, StoreError> {
    if let Some(place) = found.get(path) {
        return Ok(*place);
    }
    let place = places::commands::at_path(tx, path).map_err(|failure| match failure {
        places::commands::Error::Store(failure) => failure,
        places::commands::Error::Refused(_) => StoreError::Corrupt("places"),
    })?;
    found.insert(path.to_vec(), place);
    Ok(place)
}

/// `false` when somebody else has stored this row since we looked.
fn store_one(
    tx: &mut Tx<'_>,
    import: &Import,
    place: Id,
    row: &ImportRow,
) -> Result<bool, StoreError> {
    let origin = Origin {
        import: import.id,
        source: &import.source,
        key: &row.key,
        surfaced_on: row.surfaced_on,
        surfaced_at: row.surfaced_at,
    };
    loop {
        let (id, reference) = (Id::random(), Reference::random());
        if store::insert_imported(tx, id, reference, place, &row.report, row.occurred, &origin)? {
            return Ok(true);
        }
        // Either the reference is taken and another will do, or the row is there.
        if !import::known(tx.conn(), &import.source, &[&row.key])?.is_empty() {
            return Ok(false);
        }
    }
}

fn skeleton(place: Id, row: &ImportRow) -> Skeleton {
    let occurred = row.occurred.delay_minutes.and(row.occurred.on);
    Skeleton {
        place,
        kind: row.report.kind.as_str(),
        surfaced: Week::of(row.surfaced_on),
        occurred: occurred.map(Week::of),
        delay_minutes: row.occurred.delay_minutes,
        effect: row.report.effect.map(Effect::slot),
        factors: row.report.factors.iter().map(i32::from).collect(),
        caught_by: row.report.caught_by.iter().map(i32::from).collect(),
        thanks_days: None,
        first_answer_days: None,
        outcome_days: None,
        verdict: None,
        later_verdict: None,
        promises: Vec::new(),
    }
}

//! Rows: notes on points of charts, and how many of them ask or demand.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{note_tallies as tallies, point_notes as table, signals},
        types::{At, Key},
    },
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    trends::model::{NoteSort, Series},
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A note to keep.
#[derive(Debug, Clone)]
pub(crate) struct NewNote {
    /// Where.
    pub(crate) place: Id,
    /// On which chart.
    pub(crate) series: Series,
    /// On which of its periods.
    pub(crate) week: Week,
    /// The signal that the period is part of.
    pub(crate) signal: Option<Id>,
    /// The words.
    pub(crate) words: String,
    /// Whether everybody who sees trends may see the point.
    pub(crate) published: bool,
    /// How it is counted, if at all.
    pub(crate) sort: Option<NoteSort>,
}

/// A note as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    /// On which period.
    pub(crate) week: Week,
    /// The words.
    pub(crate) words: String,
    /// Who wrote it.
    pub(crate) by: Id,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// Keeps a note, and counts it.
pub(crate) fn add_note(
    tx: &mut Tx<'_>,
    note: &NewNote,
    by: Id,
    now: Now,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::place_id.eq(Key(note.place)),
            table::series.eq(note.series.as_str()),
            table::week.eq(note.week.monday()),
            table::signal_id.eq(note.signal.map(Key)),
            table::words.eq(&note.words),
            table::person_id.eq(Key(by)),
            table::written_at.eq(At(now.at)),
            table::published.eq(note.published),
        ))
        .execute(tx.conn())?;
    if let Some(signal) = note.signal {
        diesel::update(signals::table.filter(signals::id.eq(Key(signal))))
            .set(signals::noted.eq(true))
            .execute(tx.conn())?;
    }
    match note.sort {
        Some(sort) => count(tx, note.place, sort, Week::of(now.today())),
        None => Ok(()),
    }
}

fn count(tx: &mut Tx<'_>, place: Id, sort: NoteSort, week: Week) -> Result<(), StoreError> {
    crate::each_backend!(tx.conn(), |c| diesel::insert_into(tallies::table)
        .values((
            tallies::place_id.eq(Key(place)),
            tallies::week.eq(week.monday()),
            tallies::sort.eq(sort.as_str()),
            tallies::n.eq(0_i64),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    let row = tallies::table
        .filter(tallies::place_id.eq(Key(place)))
        .filter(tallies::week.eq(week.monday()))
        .filter(tallies::sort.eq(sort.as_str()));
    diesel::update(row)
        .set(tallies::n.eq(tallies::n + 1))
        .execute(tx.conn())?;
    Ok(())
}

/// How many notes of these places were of each sort, from one week up to and with another: sums, from which no writer can
/// be told.
///
/// # Errors
/// When the store fails.
pub fn note_counts(
    conn: &mut Conn,
    places: &[Id],
    from: Week,
    to: Week,
) -> Result<BTreeMap<NoteSort, i64>, StoreError> {
    let rows: Vec<(String, i64)> = tallies::table
        .filter(tallies::place_id.eq_any(places.iter().map(|place| Key(*place))))
        .filter(
            tallies::week
                .ge(from.monday())
                .and(tallies::week.le(to.monday())),
        )
        .select((tallies::sort, tallies::n))
        .load(conn)?;
    let mut counts = BTreeMap::new();
    for (sort, n) in rows {
        let sort = NoteSort::parse(&sort)
            .map_err(|_unreadable| StoreError::Corrupt("note_tallies.sort"))?;
        *counts.entry(sort).or_insert(0) += n;
    }
    Ok(counts)
}

/// The notes on a signal, oldest first.
pub(crate) fn notes_of_signal(conn: &mut Conn, signal: Id) -> Result<Vec<Note>, StoreError> {
    let rows: Vec<(NaiveDate, String, Key, At)> = table::table
        .filter(table::signal_id.eq(Key(signal)))
        .select((
            table::week,
            table::words,
            table::person_id,
            table::written_at,
        ))
        .order((table::written_at, table::id))
        .load(conn)?;
    Ok(rows.into_iter().map(note).collect())
}

/// The notes on points of a series that are no signals, newest week first, at most so many.
pub(crate) fn notes_of_point(
    conn: &mut Conn,
    place: Id,
    series: Series,
    everything: bool,
    most: i64,
) -> Result<Vec<Note>, StoreError> {
    let rows: Vec<(NaiveDate, String, Key, At)> = table::table
        .filter(table::place_id.eq(Key(place)))
        .filter(table::series.eq(series.as_str()))
        .filter(table::signal_id.is_null())
        .filter(
            table::published
                .eq(true)
                .or(table::published.eq(!everything)),
        )
        .select((
            table::week,
            table::words,
            table::person_id,
            table::written_at,
        ))
        .order((table::week.desc(), table::written_at, table::id))
        .limit(most)
        .load(conn)?;
    Ok(rows.into_iter().map(note).collect())
}

fn note((week, words, by, at): (NaiveDate, String, Key, At)) -> Note {
    Note {
        week: Week::of(week),
        words,
        by: by.0,
        at: at.0,
    }
}

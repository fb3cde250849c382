//! Rows: what people wrote down about a place that charts show: changes, phases, closed weeks.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{phases as phase_table, place_changes as change_table},
        types::{At, Key},
    },
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    places::Tree,
    trends::model::{Reference, Series, Span, way},
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

/// What charts of a place and series show beside their points.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    /// Weeks in which it was closed, and why.
    pub(crate) closed: Vec<(Span, String)>,
    /// Where somebody set the limits anew, oldest first.
    pub(crate) phases: Vec<PhaseMark>,
    /// What changed there or at a place above, oldest first.
    pub(crate) changes: Vec<ChangeMark>,
}

/// Limits set anew.
#[derive(Debug, Clone)]
pub(crate) struct PhaseMark {
    /// Its public name.
    pub(crate) reference: Reference,
    /// Where.
    pub(crate) place: Id,
    /// Of which chart.
    pub(crate) series: Series,
    /// With which period the phase begins.
    pub(crate) week: Week,
    /// Why: the word for the change.
    pub(crate) reason: String,
    /// Who set them.
    pub(crate) by: Id,
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// Whether everybody who sees trends sees it.
    pub(crate) published: bool,
}

/// What changed at a place.
#[derive(Debug, Clone)]
pub(crate) struct ChangeMark {
    /// Its public name.
    pub(crate) reference: Reference,
    /// Where.
    pub(crate) place: Id,
    /// Since when.
    pub(crate) week: Week,
    /// What, in words.
    pub(crate) words: String,
    /// The signal that it goes with.
    pub(crate) signal: Option<Id>,
    /// Who wrote it down.
    pub(crate) by: Id,
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// Whether everybody who sees trends sees it.
    pub(crate) published: bool,
}

impl Marks {
    /// The weeks with which new phases begin.
    pub(crate) fn starts(&self) -> Vec<Week> {
        self.phases.iter().map(|phase| phase.week).collect()
    }
}

/// What charts of a place and series show beside their points: everything for its own leads, what everybody may
/// see for others.
///
/// # Errors
/// When the store fails.
pub(crate) fn marks(
    conn: &mut Conn,
    tree: &Tree,
    place: Id,
    series: Series,
    everything: bool,
) -> Result<Marks, StoreError> {
    let path = way(tree, place);
    let closed = super::closed(conn, &path)?
        .into_iter()
        .map(|closed| (closed.span, closed.words))
        .collect();
    let mut phases = phases(conn, &[place], everything)?;
    phases.retain(|phase| phase.series == series);
    phases.reverse();
    let mut changes = changes(conn, &path, everything)?;
    // Who reads the reports of a place does not read those of the place above it.
    changes.retain(|change| change.published || change.place == place);
    changes.reverse();
    Ok(Marks {
        closed,
        phases,
        changes,
    })
}

type ChangeRow = (String, Key, NaiveDate, String, Option<Key>, Key, At, bool);

const CHANGE_COLUMNS: (
    change_table::reference,
    change_table::place_id,
    change_table::week,
    change_table::words,
    change_table::signal_id,
    change_table::person_id,
    change_table::written_at,
    change_table::published,
) = (
    change_table::reference,
    change_table::place_id,
    change_table::week,
    change_table::words,
    change_table::signal_id,
    change_table::person_id,
    change_table::written_at,
    change_table::published,
);

fn change(row: ChangeRow) -> Result<ChangeMark, StoreError> {
    let (reference, place, week, words, signal, by, at, published) = row;
    Ok(ChangeMark {
        reference: Reference::parse(&reference)
            .map_err(|_unreadable| StoreError::Corrupt("place_changes.reference"))?,
        place: place.0,
        week: Week::of(week),
        words,
        signal: signal.map(|signal| signal.0),
        by: by.0,
        at: at.0,
        published,
    })
}

/// The changes of these places, latest first: all of them, or those that everybody sees.
pub(crate) fn changes(
    conn: &mut Conn,
    places: &[Id],
    everything: bool,
) -> Result<Vec<ChangeMark>, StoreError> {
    let rows: Vec<ChangeRow> = change_table::table
        .filter(change_table::place_id.eq_any(places.iter().map(|place| Key(*place))))
        .filter(
            change_table::published
                .eq(true)
                .or(change_table::published.eq(!everything)),
        )
        .select(CHANGE_COLUMNS)
        .order((
            change_table::week.desc(),
            change_table::written_at.desc(),
            change_table::id,
        ))
        .load(conn)?;
    rows.into_iter().map(change).collect()
}

/// One of them.
pub(crate) fn change_by_reference(
    conn: &mut Conn,
    reference: Reference,
) -> Result<Option<ChangeMark>, StoreError> {
    let row: Option<ChangeRow> = change_table::table
        .filter(change_table::reference.eq(reference.grouped(3)))
        .select(CHANGE_COLUMNS)
        .first(conn)
        .optional()?;
    row.map(change).transpose()
}

/// A change to keep.
#[derive(Debug, Clone)]
pub(crate) struct NewChange {
    /// Where.
    pub(crate) place: Id,
    /// Since when.
    pub(crate) week: Week,
    /// What.
    pub(crate) words: String,
    /// The signal that it goes with.
    pub(crate) signal: Option<Id>,
    /// Whether everybody who sees trends sees it.
    pub(crate) published: bool,
}

/// Keeps a change.
pub(crate) fn add_change(
    tx: &mut Tx<'_>,
    new: &NewChange,
    by: Id,
    now: Now,
) -> Result<Reference, StoreError> {
    let reference = Reference::random();
    diesel::insert_into(change_table::table)
        .values((
            change_table::id.eq(Key(Id::random())),
            change_table::reference.eq(reference.grouped(3)),
            change_table::place_id.eq(Key(new.place)),
            change_table::week.eq(new.week.monday()),
            change_table::words.eq(&new.words),
            change_table::signal_id.eq(new.signal.map(Key)),
            change_table::person_id.eq(Key(by)),
            change_table::written_at.eq(At(now.at)),
            change_table::published.eq(new.published),
        ))
        .execute(tx.conn())?;
    Ok(reference)
}

type PhaseRow = (String, Key, String, NaiveDate, String, Key, At, bool);

const PHASE_COLUMNS: (
    phase_table::reference,
    phase_table::place_id,
    phase_table::series,
    phase_table::week,
    phase_table::reason,
    phase_table::person_id,
    phase_table::set_at,
    phase_table::published,
) = (
    phase_table::reference,
    phase_table::place_id,
    phase_table::series,
    phase_table::week,
    phase_table::reason,
    phase_table::person_id,
    phase_table::set_at,
    phase_table::published,
);

fn phase(row: PhaseRow) -> Result<PhaseMark, StoreError> {
    let (reference, place, series, week, reason, by, at, published) = row;
    Ok(PhaseMark {
        reference: Reference::parse(&reference)
            .map_err(|_unreadable| StoreError::Corrupt("phases.reference"))?,
        place: place.0,
        series: Series::parse(&series)
            .map_err(|_unreadable| StoreError::Corrupt("phases.series"))?,
        week: Week::of(week),
        reason,
        by: by.0,
        at: at.0,
        published,
    })
}

/// The phases of these places that stand, latest first: all of them, or those that everybody sees.
pub(crate) fn phases(
    conn: &mut Conn,
    places: &[Id],
    everything: bool,
) -> Result<Vec<PhaseMark>, StoreError> {
    let rows: Vec<PhaseRow> = phase_table::table
        .filter(phase_table::place_id.eq_any(places.iter().map(|place| Key(*place))))
        .filter(phase_table::taken_back_at.is_null())
        .filter(
            phase_table::published
                .eq(true)
                .or(phase_table::published.eq(!everything)),
        )
        .select(PHASE_COLUMNS)
        .order((phase_table::week.desc(), phase_table::number.desc()))
        .load(conn)?;
    rows.into_iter().map(phase).collect()
}

/// One of them, whether it stands or was taken back.
pub(crate) fn phase_by_reference(
    conn: &mut Conn,
    reference: Reference,
) -> Result<Option<PhaseMark>, StoreError> {
    let row: Option<PhaseRow> = phase_table::table
        .filter(phase_table::reference.eq(reference.grouped(3)))
        .select(PHASE_COLUMNS)
        .first(conn)
        .optional()?;
    row.map(phase).transpose()
}

/// How often the limits of a series were set anew, those taken back counted too: for everybody, or for the place's
/// leads alone.
pub(crate) fn latest_number(
    conn: &mut Conn,
    place: Id,
    series: Series,
    published: bool,
) -> Result<i32, StoreError> {
    let latest: Option<i32> = phase_table::table
        .filter(phase_table::place_id.eq(Key(place)))
        .filter(phase_table::published.eq(published))
        .filter(phase_table::series.eq(series.as_str()))
        .select(diesel::dsl::max(phase_table::number))
        .first(conn)?;
    Ok(latest.unwrap_or(0))
}

/// A phase to begin.
#[derive(Debug, Clone)]
pub(crate) struct NewPhase {
    /// Where.
    pub(crate) place: Id,
    /// Of which chart.
    pub(crate) series: Series,
    /// One more than the latest that was seen.
    pub(crate) number: i32,
    /// With which period it begins.
    pub(crate) week: Week,
    /// Why.
    pub(crate) reason: String,
    /// Whether everybody who sees trends sees it.
    pub(crate) published: bool,
}

/// Begins a phase; `None` when somebody else was first with this number.
pub(crate) fn add_phase(
    tx: &mut Tx<'_>,
    new: &NewPhase,
    by: Id,
    now: Now,
) -> Result<Option<Reference>, StoreError> {
    let reference = Reference::random();
    let stored = crate::each_backend!(tx.conn(), |c| diesel::insert_into(phase_table::table)
        .values((
            phase_table::id.eq(Key(Id::random())),
            phase_table::reference.eq(reference.grouped(3)),
            phase_table::place_id.eq(Key(new.place)),
            phase_table::series.eq(new.series.as_str()),
            phase_table::number.eq(new.number),
            phase_table::week.eq(new.week.monday()),
            phase_table::reason.eq(&new.reason),
            phase_table::person_id.eq(Key(by)),
            phase_table::set_at.eq(At(now.at)),
            phase_table::published.eq(new.published),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok((stored == 1).then_some(reference))
}

/// Takes a phase back; `false` when somebody was first.
pub(crate) fn take_phase_back(
    tx: &mut Tx<'_>,
    reference: Reference,
    now: Now,
) -> Result<bool, StoreError> {
    let row = phase_table::table
        .filter(phase_table::reference.eq(reference.grouped(3)))
        .filter(phase_table::taken_back_at.is_null());
    let changed = diesel::update(row)
        .set(phase_table::taken_back_at.eq(Some(At(now.at))))
        .execute(tx.conn())?;
    Ok(changed == 1)
}

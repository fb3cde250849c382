//! Rows: what stands on a sheet.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{
            hansei_agenda, hansei_commitments, hansei_points, hansei_sections, hansei_timeline,
        },
        types::Key,
    },
    hansei::model::{AgendaKind, Section, Sort, in_order},
    kernel::ids::Id,
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// The words of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) section: Section,
    pub(crate) words: String,
    pub(crate) version: i32,
}

/// All sections, in the order of the sheet.
pub(crate) fn sections(conn: &mut Conn, hansei: Id) -> Result<Vec<Words>, StoreError> {
    let rows: Vec<(String, String, i32)> = hansei_sections::table
        .filter(hansei_sections::hansei_id.eq(Key(hansei)))
        .select((
            hansei_sections::section,
            hansei_sections::words,
            hansei_sections::version,
        ))
        .load(conn)?;
    let mut all: Vec<Words> = rows
        .into_iter()
        .map(|(section, words, version)| {
            Ok(Words {
                section: Section::parse(&section)
                    .map_err(|_unknown| StoreError::Corrupt("hansei_sections.section"))?,
                words,
                version,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    all.sort_by_key(|words| words.section);
    Ok(all)
}

/// Keeps the words of a section, if nobody has since this version; `false` when somebody has.
pub(crate) fn save_section(
    tx: &mut Tx<'_>,
    hansei: Id,
    section: Section,
    version: i32,
    words: &str,
) -> Result<bool, StoreError> {
    let row = hansei_sections::table
        .filter(hansei_sections::hansei_id.eq(Key(hansei)))
        .filter(hansei_sections::section.eq(section.as_str()))
        .filter(hansei_sections::version.eq(version));
    let changed = diesel::update(row)
        .set((
            hansei_sections::words.eq(words),
            hansei_sections::version.eq(hansei_sections::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(changed == 1)
}

/// What the facilitator chose to talk about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// By what it is found again among what is proposed.
    pub(crate) item: String,
    pub(crate) kind: AgendaKind,
    pub(crate) words: String,
    pub(crate) href: Option<String>,
    pub(crate) why: String,
}

/// The agenda, by kind.
pub(crate) fn agenda(conn: &mut Conn, hansei: Id) -> Result<Vec<Chosen>, StoreError> {
    type Row = (String, String, String, Option<String>, String);
    let rows: Vec<Row> = hansei_agenda::table
        .filter(hansei_agenda::hansei_id.eq(Key(hansei)))
        .order(hansei_agenda::words)
        .select((
            hansei_agenda::item,
            hansei_agenda::kind,
            hansei_agenda::words,
            hansei_agenda::href,
            hansei_agenda::why,
        ))
        .load(conn)?;
    let mut all: Vec<Chosen> = rows
        .into_iter()
        .map(|(item, kind, words, href, why)| {
            Ok(Chosen {
                item,
                kind: AgendaKind::parse(&kind)
                    .map_err(|_unknown| StoreError::Corrupt("hansei_agenda.kind"))?,
                words,
                href,
                why,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    all.sort_by_key(|chosen| chosen.kind);
    Ok(all)
}

/// One more thing to talk about.
pub(crate) fn insert_agenda(
    tx: &mut Tx<'_>,
    hansei: Id,
    chosen: &Chosen,
) -> Result<(), StoreError> {
    diesel::insert_into(hansei_agenda::table)
        .values((
            hansei_agenda::id.eq(Key(Id::random())),
            hansei_agenda::hansei_id.eq(Key(hansei)),
            hansei_agenda::item.eq(&chosen.item),
            hansei_agenda::kind.eq(chosen.kind.as_str()),
            hansei_agenda::words.eq(&chosen.words),
            hansei_agenda::href.eq(chosen.href.as_deref()),
            hansei_agenda::why.eq(&chosen.why),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// One thing less.
pub(crate) fn drop_agenda(tx: &mut Tx<'_>, hansei: Id, item: &str) -> Result<(), StoreError> {
    let row = hansei_agenda::table
        .filter(hansei_agenda::hansei_id.eq(Key(hansei)))
        .filter(hansei_agenda::item.eq(item));
    diesel::delete(row).execute(tx.conn())?;
    Ok(())
}

/// An entry of the timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: Id,
    pub(crate) position: i32,
    pub(crate) at: String,
    pub(crate) what: String,
    pub(crate) before: bool,
    pub(crate) known: bool,
    pub(crate) version: i32,
}

/// The timeline in its order.
pub(crate) fn timeline(conn: &mut Conn, hansei: Id) -> Result<Vec<Entry>, StoreError> {
    type Row = (Key, i32, String, String, bool, bool, i32);
    let rows: Vec<Row> = hansei_timeline::table
        .filter(hansei_timeline::hansei_id.eq(Key(hansei)))
        .order(hansei_timeline::id)
        .select((
            hansei_timeline::id,
            hansei_timeline::position,
            hansei_timeline::at_words,
            hansei_timeline::what,
            hansei_timeline::before_event,
            hansei_timeline::known_then,
            hansei_timeline::version,
        ))
        .load(conn)?;
    let mut entries: Vec<Entry> = rows
        .into_iter()
        .map(|(id, position, at, what, before, known, version)| Entry {
            id: id.0,
            position,
            at,
            what,
            before,
            known,
            version,
        })
        .collect();
    in_order(&mut entries, |entry| entry.before, |entry| entry.position);
    Ok(entries)
}

/// One more entry, after all others.
pub(crate) fn insert_entry(tx: &mut Tx<'_>, hansei: Id, entry: &Entry) -> Result<(), StoreError> {
    diesel::insert_into(hansei_timeline::table)
        .values((
            hansei_timeline::id.eq(Key(entry.id)),
            hansei_timeline::hansei_id.eq(Key(hansei)),
            hansei_timeline::position.eq(entry.position),
            hansei_timeline::at_words.eq(&entry.at),
            hansei_timeline::what.eq(&entry.what),
            hansei_timeline::before_event.eq(entry.before),
            hansei_timeline::known_then.eq(entry.known),
            hansei_timeline::version.eq(0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Changes an entry, if nobody has since this version; `false` when somebody has.
pub(crate) fn change_entry(tx: &mut Tx<'_>, hansei: Id, entry: &Entry) -> Result<bool, StoreError> {
    let row = hansei_timeline::table
        .filter(hansei_timeline::hansei_id.eq(Key(hansei)))
        .filter(hansei_timeline::id.eq(Key(entry.id)))
        .filter(hansei_timeline::version.eq(entry.version));
    let changed = diesel::update(row)
        .set((
            hansei_timeline::at_words.eq(&entry.at),
            hansei_timeline::what.eq(&entry.what),
            hansei_timeline::before_event.eq(entry.before),
            hansei_timeline::known_then.eq(entry.known),
            hansei_timeline::version.eq(hansei_timeline::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(changed == 1)
}

/// Puts entries into this order.
pub(crate) fn put_positions(tx: &mut Tx<'_>, hansei: Id, order: &[Id]) -> Result<(), StoreError> {
    for (position, id) in (0_i32..).zip(order) {
        let row = hansei_timeline::table
            .filter(hansei_timeline::hansei_id.eq(Key(hansei)))
            .filter(hansei_timeline::id.eq(Key(*id)));
        diesel::update(row)
            .set(hansei_timeline::position.eq(position))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Takes an entry off.
pub(crate) fn delete_entry(tx: &mut Tx<'_>, hansei: Id, id: Id) -> Result<(), StoreError> {
    let row = hansei_timeline::table
        .filter(hansei_timeline::hansei_id.eq(Key(hansei)))
        .filter(hansei_timeline::id.eq(Key(id)));
    diesel::delete(row).execute(tx.conn())?;
    Ok(())
}

/// A point that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) id: Id,
    pub(crate) words: String,
    pub(crate) sort: Sort,
}

pub(super) fn read_sort(raw: &str) -> Result<Sort, StoreError> {
    Sort::parse(raw).map_err(|_unknown| StoreError::Corrupt("hansei_points.sort"))
}

/// All points that are shown, in the order of their random ids: nobody reads from it who spoke first.
pub(crate) fn points(conn: &mut Conn, hansei: Id) -> Result<Vec<Point>, StoreError> {
    let rows: Vec<(Key, String, String)> = hansei_points::table
        .filter(hansei_points::hansei_id.eq(Key(hansei)))
        .filter(hansei_points::shown.eq(true))
        .order(hansei_points::id)
        .select((hansei_points::id, hansei_points::words, hansei_points::sort))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, words, sort)| {
            Ok(Point {
                id: id.0,
                words,
                sort: read_sort(&sort)?,
            })
        })
        .collect()
}

/// A point that staff write down.
pub(crate) fn insert_point(
    tx: &mut Tx<'_>,
    hansei: Id,
    words: &str,
    sort: Sort,
) -> Result<(), StoreError> {
    diesel::insert_into(hansei_points::table)
        .values((
            hansei_points::id.eq(Key(Id::random())),
            hansei_points::hansei_id.eq(Key(hansei)),
            hansei_points::words.eq(words),
            hansei_points::sort.eq(sort.as_str()),
            hansei_points::shown.eq(true),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Says what a point is.
pub(crate) fn sort_point(
    tx: &mut Tx<'_>,
    hansei: Id,
    id: Id,
    sort: Sort,
) -> Result<(), StoreError> {
    let row = hansei_points::table
        .filter(hansei_points::hansei_id.eq(Key(hansei)))
        .filter(hansei_points::shown.eq(true))
        .filter(hansei_points::id.eq(Key(id)));
    diesel::update(row)
        .set(hansei_points::sort.eq(sort.as_str()))
        .execute(tx.conn())?;
    Ok(())
}

/// Takes a point off the sheet.
pub(crate) fn delete_point(tx: &mut Tx<'_>, hansei: Id, id: Id) -> Result<(), StoreError> {
    let row = hansei_points::table
        .filter(hansei_points::hansei_id.eq(Key(hansei)))
        .filter(hansei_points::shown.eq(true))
        .filter(hansei_points::id.eq(Key(id)));
    diesel::delete(row).execute(tx.conn())?;
    Ok(())
}

/// A commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Commitment {
    pub(crate) id: Id,
    pub(crate) position: i32,
    pub(crate) what: String,
    pub(crate) by_when: NaiveDate,
    pub(crate) kept_by: String,
    pub(crate) version: i32,
}

/// All commitments, in the order in which they were made.
pub(crate) fn commitments(conn: &mut Conn, hansei: Id) -> Result<Vec<Commitment>, StoreError> {
    type Row = (Key, i32, String, NaiveDate, String, i32);
    let rows: Vec<Row> = hansei_commitments::table
        .filter(hansei_commitments::hansei_id.eq(Key(hansei)))
        .order((hansei_commitments::position, hansei_commitments::id))
        .select((
            hansei_commitments::id,
            hansei_commitments::position,
            hansei_commitments::what,
            hansei_commitments::by_when,
            hansei_commitments::kept_by,
            hansei_commitments::version,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(
            |(id, position, what, by_when, kept_by, version)| Commitment {
                id: id.0,
                position,
                what,
                by_when,
                kept_by,
                version,
            },
        )
        .collect())
}

/// One more commitment.
pub(crate) fn insert_commitment(
    tx: &mut Tx<'_>,
    hansei: Id,
    commitment: &Commitment,
) -> Result<(), StoreError> {
    diesel::insert_into(hansei_commitments::table)
        .values((
            hansei_commitments::id.eq(Key(commitment.id)),
            hansei_commitments::hansei_id.eq(Key(hansei)),
            hansei_commitments::position.eq(commitment.position),
            hansei_commitments::what.eq(&commitment.what),
            hansei_commitments::by_when.eq(commitment.by_when),
            hansei_commitments::kept_by.eq(&commitment.kept_by),
            hansei_commitments::version.eq(0),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Changes a commitment, if nobody has since this version; `false` when somebody has.
pub(crate) fn change_commitment(
    tx: &mut Tx<'_>,
    hansei: Id,
    commitment: &Commitment,
) -> Result<bool, StoreError> {
    let row = hansei_commitments::table
        .filter(hansei_commitments::hansei_id.eq(Key(hansei)))
        .filter(hansei_commitments::id.eq(Key(commitment.id)))
        .filter(hansei_commitments::version.eq(commitment.version));
    let changed = diesel::update(row)
        .set((
            hansei_commitments::what.eq(&commitment.what),
            hansei_commitments::by_when.eq(commitment.by_when),
            hansei_commitments::kept_by.eq(&commitment.kept_by),
            hansei_commitments::version.eq(hansei_commitments::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(changed == 1)
}

/// Takes a commitment off.
pub(crate) fn delete_commitment(tx: &mut Tx<'_>, hansei: Id, id: Id) -> Result<(), StoreError> {
    let row = hansei_commitments::table
        .filter(hansei_commitments::hansei_id.eq(Key(hansei)))
        .filter(hansei_commitments::id.eq(Key(id)));
    diesel::delete(row).execute(tx.conn())?;
    Ok(())
}

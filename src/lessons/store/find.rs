//! Rows: lessons as they are kept, whoever asks.

use crate::{
    db::{
        Conn, StoreError,
        connection::Backend,
        schema::{lesson_rereads, lesson_tiles, lessons},
        types::Key,
    },
    kernel::{ids::Id, language::Language},
    lessons::model::{Found, Lesson, Month, Own, Reference, Reread, Said, State, Words},
    people,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = lessons)]
pub(super) struct Row {
    id: Key,
    reference: String,
    report_id: Option<Key>,
    person_id: Option<Key>,
    person_role: Option<String>,
    place_id: Key,
    language: String,
    title: String,
    story: String,
    learned: String,
    changed: Option<String>,
    state: String,
    said: Option<String>,
    said_on: Option<NaiveDate>,
    month: Option<NaiveDate>,
}

/// Whole lessons, in the order of their rows.
pub(super) fn whole(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Lesson>, StoreError> {
    let keys: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let found: Vec<(Key, i32)> = lesson_tiles::table
        .filter(lesson_tiles::lesson_id.eq_any(keys))
        .order((lesson_tiles::lesson_id, lesson_tiles::tile))
        .select((lesson_tiles::lesson_id, lesson_tiles::tile))
        .load(conn)?;
    let mut tiles: BTreeMap<Key, Vec<u8>> = BTreeMap::new();
    for (key, tile) in found {
        tiles.entry(key).or_default().extend(u8::try_from(tile));
    }
    rows.into_iter()
        .map(|row| {
            let tiles = tiles.remove(&row.id).unwrap_or_default();
            lesson(conn, row, tiles)
        })
        .collect()
}

fn lesson(conn: &mut Conn, row: Row, tiles: Vec<u8>) -> Result<Lesson, StoreError> {
    let own = match row.person_id {
        Some(person) => people::find(conn, person.0)?.map(|person| Own {
            person: person.id,
            name: person.name,
            role: row.person_role.unwrap_or_default(),
        }),
        None => None,
    };
    let corrupt = |column: &'static str| StoreError::Corrupt(column);
    Ok(Lesson {
        id: row.id.0,
        reference: Reference::parse(&row.reference)
            .map_err(|_unreadable| corrupt("lessons.reference"))?,
        report: row.report_id.map(|key| key.0),
        own,
        words: Words {
            title: row.title,
            story: row.story,
            learned: row.learned,
            changed: row.changed,
            language: Language::parse(&row.language)
                .map_err(|_unreadable| corrupt("lessons.language"))?,
            tiles,
            place: row.place_id.0,
        },
        state: State::parse(&row.state).map_err(|_unreadable| corrupt("lessons.state"))?,
        said: row
            .said
            .map(|said| Said::parse(&said).map_err(|_unreadable| corrupt("lessons.said")))
            .transpose()?,
        said_on: row.said_on,
        month: row.month.map(Month::of),
    })
}

/// The lesson with this reference.
pub(crate) fn by_reference(
    conn: &mut Conn,
    reference: Reference,
) -> Result<Option<Lesson>, StoreError> {
    let rows = lessons::table
        .filter(lessons::reference.eq(reference.grouped(3)))
        .select(Row::as_select())
        .load(conn)?;
    Ok(whole(conn, rows)?.pop())
}

/// The lesson of a report.
pub(crate) fn of_report(conn: &mut Conn, report: Id) -> Result<Option<Lesson>, StoreError> {
    let rows = lessons::table
        .filter(lessons::report_id.eq(Some(Key(report))))
        .select(Row::as_select())
        .load(conn)?;
    Ok(whole(conn, rows)?.pop())
}

/// All lessons for the leads' own page, the latest months first.
pub(crate) fn all(conn: &mut Conn, most: i64) -> Result<Vec<Lesson>, StoreError> {
    let rows = lessons::table
        .order((lessons::state, lessons::month.desc(), lessons::id))
        .limit(most)
        .select(Row::as_select())
        .into_boxed::<Backend>()
        .load(conn)?;
    whole(conn, rows)
}

/// What reading these lessons again found, oldest first.
pub(crate) fn rereads(conn: &mut Conn, of: &[Id]) -> Result<BTreeMap<Id, Vec<Reread>>, StoreError> {
    type Columns = (Key, NaiveDate, String, Option<String>);
    let rows: Vec<Columns> = lesson_rereads::table
        .filter(lesson_rereads::lesson_id.eq_any(of.iter().map(|id| Key(*id))))
        .order((lesson_rereads::lesson_id, lesson_rereads::month))
        .load(conn)?;
    let mut found: BTreeMap<Id, Vec<Reread>> = BTreeMap::new();
    for (key, month, word, words) in rows {
        let reread = Reread {
            month: Month::of(month),
            found: Found::parse(&word)
                .map_err(|_unreadable| StoreError::Corrupt("lesson_rereads.found"))?,
            words,
        };
        found.entry(key.0).or_default().push(reread);
    }
    Ok(found)
}

//! Rows: writing lessons down.

use crate::{
    db::{
        StoreError, Tx,
        schema::{lesson_rereads, lesson_tiles, lessons},
        types::Key,
    },
    kernel::ids::Id,
    lessons::model::{Lesson, Reread, fold},
};
use diesel::prelude::*;

/// Makes everybody else who acts on this lesson wait until this transaction has ended.
pub(crate) fn hold(tx: &mut Tx<'_>, lesson: Id) -> Result<(), StoreError> {
    diesel::update(lessons::table.filter(lessons::id.eq(Key(lesson))))
        .set(lessons::state.eq(lessons::state))
        .execute(tx.conn())?;
    Ok(())
}

/// A new lesson.
pub(crate) fn insert(tx: &mut Tx<'_>, lesson: &Lesson) -> Result<(), StoreError> {
    let words = &lesson.words;
    diesel::insert_into(lessons::table)
        .values((
            lessons::id.eq(Key(lesson.id)),
            lessons::reference.eq(lesson.reference.grouped(3)),
            lessons::report_id.eq(lesson.report.map(Key)),
            lessons::person_id.eq(lesson.own.as_ref().map(|own| Key(own.person))),
            lessons::person_role.eq(lesson.own.as_ref().map(|own| own.role.as_str())),
            lessons::place_id.eq(Key(words.place)),
            lessons::language.eq(words.language.as_str()),
            lessons::title.eq(&words.title),
            lessons::story.eq(&words.story),
            lessons::learned.eq(&words.learned),
            lessons::changed.eq(words.changed.as_deref()),
            lessons::sought.eq(fold(&words.all())),
            lessons::state.eq(lesson.state.as_str()),
            lessons::said.eq(lesson.said.map(|said| said.as_str())),
            lessons::said_on.eq(lesson.said_on),
            lessons::month.eq(lesson.month.map(|month| month.first_day())),
        ))
        .execute(tx.conn())?;
    set_tiles(tx, lesson)
}

/// The lesson as it is now; no copy of earlier words stays.
pub(crate) fn update(tx: &mut Tx<'_>, lesson: &Lesson) -> Result<(), StoreError> {
    let words = &lesson.words;
    diesel::update(lessons::table.filter(lessons::id.eq(Key(lesson.id))))
        .set((
            lessons::person_role.eq(lesson.own.as_ref().map(|own| own.role.as_str())),
            lessons::place_id.eq(Key(words.place)),
            lessons::language.eq(words.language.as_str()),
            lessons::title.eq(&words.title),
            lessons::story.eq(&words.story),
            lessons::learned.eq(&words.learned),
            lessons::changed.eq(words.changed.as_deref()),
            lessons::sought.eq(fold(&words.all())),
            lessons::state.eq(lesson.state.as_str()),
            lessons::said.eq(lesson.said.map(|said| said.as_str())),
            lessons::said_on.eq(lesson.said_on),
            lessons::month.eq(lesson.month.map(|month| month.first_day())),
        ))
        .execute(tx.conn())?;
    set_tiles(tx, lesson)
}

fn set_tiles(tx: &mut Tx<'_>, lesson: &Lesson) -> Result<(), StoreError> {
    diesel::delete(lesson_tiles::table.filter(lesson_tiles::lesson_id.eq(Key(lesson.id))))
        .execute(tx.conn())?;
    for tile in &lesson.words.tiles {
        diesel::insert_into(lesson_tiles::table)
            .values((
                lesson_tiles::lesson_id.eq(Key(lesson.id)),
                lesson_tiles::tile.eq(i32::from(*tile)),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// What reading a lesson again found; of one month the later answer stands.
pub(crate) fn insert_reread(
    tx: &mut Tx<'_>,
    lesson: Id,
    reread: &Reread,
) -> Result<(), StoreError> {
    let month = reread.month.first_day();
    let row = lesson_rereads::table
        .filter(lesson_rereads::lesson_id.eq(Key(lesson)))
        .filter(lesson_rereads::month.eq(month));
    diesel::delete(row).execute(tx.conn())?;
    diesel::insert_into(lesson_rereads::table)
        .values((
            lesson_rereads::lesson_id.eq(Key(lesson)),
            lesson_rereads::month.eq(month),
            lesson_rereads::found.eq(reread.found.as_str()),
            lesson_rereads::words.eq(reread.words.as_deref()),
        ))
        .execute(tx.conn())?;
    Ok(())
}

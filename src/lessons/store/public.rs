//! Rows: what everybody may read. The rule of who agreed is part of the query, not a question asked afterwards.

use super::find::{Row, whole};
use crate::{
    db::{
        Conn, StoreError,
        connection::Backend,
        schema::{lesson_tiles, lessons, reports},
        types::Key,
    },
    kernel::ids::Id,
    lessons::model::{Lesson, Month, Reference, Said, State},
    reports::Share,
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*, sql_types::Bool};

/// What is looked for among published lessons.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sought {
    /// Folded words, all of which it holds.
    pub(crate) words: Vec<String>,
    /// A system tile.
    pub(crate) tile: Option<u8>,
    /// The month in which it was published.
    pub(crate) month: Option<Month>,
}

type Condition = Box<dyn BoxableExpression<lessons::table, Backend, SqlType = Bool>>;

/// Published, and agreed to by whoever has to: at this moment, for a reporter may have changed their mind.
fn is_public() -> Condition {
    let allowed = reports::table
        .filter(reports::id.nullable().eq(lessons::report_id))
        .filter(
            reports::share
                .eq(Share::WithoutDetails.as_str())
                .or(reports::share
                    .eq(Share::AskMe.as_str())
                    .and(lessons::said.eq(Said::Yes.as_str()).assume_not_null())),
        );
    Box::new(
        lessons::state
            .eq(State::Published.as_str())
            .and(lessons::report_id.is_null().or(dsl::exists(allowed))),
    )
}

/// Whether everybody may read this lesson.
pub(crate) fn is_read_by_all(conn: &mut Conn, lesson: Id) -> Result<bool, StoreError> {
    let row: Option<Key> = lessons::table
        .filter(lessons::id.eq(Key(lesson)))
        .filter(is_public())
        .select(lessons::id)
        .first(conn)
        .optional()?;
    Ok(row.is_some())
}

/// The published lesson with this reference.
pub(crate) fn published_one(
    conn: &mut Conn,
    reference: Reference,
) -> Result<Option<Lesson>, StoreError> {
    let rows = lessons::table
        .filter(lessons::reference.eq(reference.grouped(3)))
        .filter(is_public())
        .select(Row::as_select())
        .load(conn)?;
    Ok(whole(conn, rows)?.pop())
}

/// Published lessons, the latest month first and within it in the order of random ids, which tells nothing.
pub(crate) fn published(
    conn: &mut Conn,
    sought: &Sought,
    skip: i64,
    most: i64,
) -> Result<Vec<Lesson>, StoreError> {
    let mut query = lessons::table
        .filter(is_public())
        .order((lessons::month.desc(), lessons::id.asc()))
        .select(Row::as_select())
        .into_boxed::<Backend>();
    for word in &sought.words {
        // Folded words hold no sign of a pattern.
        query = query.filter(lessons::sought.like(format!("%{word}%")));
    }
    if let Some(tile) = sought.tile {
        let of_tile = lesson_tiles::table
            .filter(lesson_tiles::tile.eq(i32::from(tile)))
            .select(lesson_tiles::lesson_id);
        query = query.filter(lessons::id.eq_any(of_tile));
    }
    if let Some(month) = sought.month {
        query = query.filter(lessons::month.eq(Some(month.first_day())));
    }
    let rows = query.limit(most).offset(skip).load(conn)?;
    whole(conn, rows)
}

/// How many published lessons there are.
pub(crate) fn count_published(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(lessons::table
        .filter(is_public())
        .count()
        .get_result(conn)?)
}

/// Published lessons after one of them, in the same order; from the start without one.
pub(crate) fn published_after(
    conn: &mut Conn,
    after: Option<(Month, Id)>,
    most: i64,
) -> Result<Vec<Lesson>, StoreError> {
    let mut query = lessons::table
        .filter(is_public())
        .order((lessons::month.desc(), lessons::id.asc()))
        .select(Row::as_select())
        .into_boxed::<Backend>();
    if let Some((month, id)) = after {
        let month = Some(month.first_day());
        query = query.filter(
            lessons::month.lt(month).assume_not_null().or(lessons::month
                .eq(month)
                .assume_not_null()
                .and(lessons::id.gt(Key(id)))),
        );
    }
    let rows = query.limit(most).load(conn)?;
    whole(conn, rows)
}

/// The months with a published lesson, latest first.
pub(crate) fn months(conn: &mut Conn, most: i64) -> Result<Vec<Month>, StoreError> {
    let days: Vec<Option<NaiveDate>> = lessons::table
        .filter(is_public())
        .select(lessons::month)
        .distinct()
        .order(lessons::month.desc())
        .limit(most)
        .load(conn)?;
    Ok(days.into_iter().flatten().map(Month::of).collect())
}

//! Rows: what an export may ask for. No story as told, no reference, no name leaves through here.

use crate::{
    db::{
        Conn, StoreError,
        schema::{handlings, imports, reports},
        types::Key,
    },
    kernel::ids::Id,
    reports::model::{Kind, Share},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};

/// What is exported of one report, before anything is made coarser.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Its identity, for paging alone.
    pub id: Id,
    /// Where.
    pub place: Id,
    /// What it is.
    pub kind: Kind,
    /// The day on which it was told.
    pub surfaced_on: NaiveDate,
    /// The de-identified story, where its reporter said yes to sharing it.
    pub shared_story: Option<String>,
}

/// How many reports of each place and kind were told on each day before `before`.
///
/// # Errors
/// When the store fails.
pub fn counts_before(
    conn: &mut Conn,
    before: NaiveDate,
) -> Result<Vec<(Id, Kind, NaiveDate, i64)>, StoreError> {
    let finished = imports::table
        .filter(imports::finished.eq(true))
        .select(imports::id.nullable());
    let rows: Vec<(Key, String, NaiveDate, i64)> = reports::table
        .filter(reports::surfaced_on.lt(before))
        .filter(
            reports::import_id
                .is_null()
                .or(reports::import_id.eq_any(finished).assume_not_null()),
        )
        .group_by((reports::place_id, reports::kind, reports::surfaced_on))
        .select((
            reports::place_id,
            reports::kind,
            reports::surfaced_on,
            dsl::count_star(),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(place, kind, day, n)| Ok((place.0, read_kind(&kind)?, day, n)))
        .collect()
}

/// The next `most` reports told before `before`, in the order of their identities: these are
/// random, so the order says nothing.
///
/// # Errors
/// When the store fails.
pub fn page_before(
    conn: &mut Conn,
    before: NaiveDate,
    after: Option<Id>,
    most: i64,
) -> Result<Vec<Exported>, StoreError> {
    let finished = imports::table
        .filter(imports::finished.eq(true))
        .select(imports::id.nullable());
    let mut query = reports::table
        .left_join(handlings::table)
        .filter(reports::surfaced_on.lt(before))
        .filter(
            reports::import_id
                .is_null()
                .or(reports::import_id.eq_any(finished).assume_not_null()),
        )
        .select((
            reports::id,
            reports::place_id,
            reports::kind,
            reports::surfaced_on,
            reports::share,
            handlings::shared_story.nullable(),
        ))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(reports::id.gt(Key(after)));
    }
    type Row = (Key, Key, String, NaiveDate, String, Option<String>);
    let rows: Vec<Row> = query.order(reports::id).limit(most).load(conn)?;
    rows.into_iter()
        .map(|(id, place, kind, surfaced_on, share, story)| {
            Ok(Exported {
                id: id.0,
                place: place.0,
                kind: read_kind(&kind)?,
                surfaced_on,
                // "Ask me" is no yes yet, whatever a lead has written since.
                shared_story: story.filter(|_| share == Share::WithoutDetails.as_str()),
            })
        })
        .collect()
}

fn read_kind(word: &str) -> Result<Kind, StoreError> {
    Kind::parse(word).map_err(|_unreadable| StoreError::Corrupt("reports.kind"))
}

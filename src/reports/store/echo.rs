//! Rows: "this happens to me too", on a story that may be shared.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{echoes, handlings, reports},
        types::Key,
    },
    kernel::{ids::Id, keys::Hash},
    reports::model::{Kind, Share},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};

/// A story that others may read, without anything that points to somebody.
#[derive(Debug, Clone)]
pub(crate) struct SharedStory {
    /// The report's identity; never shown.
    pub(crate) report: Id,
    /// What it is.
    pub(crate) kind: Kind,
    /// The de-identified words.
    pub(crate) words: String,
    /// What came of it, if that was told.
    pub(crate) outcome: Option<String>,
}

type Columns = (Key, String, Option<String>, Option<String>);

fn shared((id, kind, words, outcome): Columns) -> Result<SharedStory, StoreError> {
    Ok(SharedStory {
        report: id.0,
        kind: Kind::parse(&kind).map_err(|_unreadable| StoreError::Corrupt("reports.kind"))?,
        words: words.unwrap_or_default(),
        outcome,
    })
}

/// Stories that may be shared, told at these places since a day; the latest days first, and in no
/// order of arrival within a day.
pub(crate) fn shared_stories(
    conn: &mut Conn,
    places: &[Id],
    since: NaiveDate,
    most: i64,
) -> Result<Vec<SharedStory>, StoreError> {
    let keys = places.iter().map(|place| Key(*place));
    let rows: Vec<Columns> = reports::table
        .inner_join(handlings::table)
        .filter(reports::place_id.eq_any(keys))
        .filter(reports::one_level_up.eq(false))
        .filter(reports::import_id.is_null())
        .filter(reports::share.eq(Share::WithoutDetails.as_str()))
        .filter(handlings::shared_story.is_not_null())
        .filter(reports::surfaced_on.ge(since))
        .order((reports::surfaced_on.desc(), reports::id.asc()))
        .select((
            reports::id,
            reports::kind,
            handlings::shared_story,
            handlings::outcome,
        ))
        .limit(most)
        .load(conn)?;
    rows.into_iter().map(shared).collect()
}

/// Keeps an echo, once for each receipt; `false` when the story is not shared any more.
pub(crate) fn insert_echo(
    tx: &mut Tx<'_>,
    report: Id,
    receipt_hash: &Hash,
    on: NaiveDate,
) -> Result<bool, StoreError> {
    let is_shared: bool = diesel::select(dsl::exists(
        reports::table
            .inner_join(handlings::table)
            .filter(reports::id.eq(Key(report)))
            .filter(reports::share.eq(Share::WithoutDetails.as_str()))
            .filter(handlings::shared_story.is_not_null()),
    ))
    .get_result(tx.conn())?;
    if !is_shared {
        return Ok(false);
    }
    keep_echo(tx, report, receipt_hash, on)?;
    Ok(true)
}

/// Keeps an echo, once for each receipt.
pub(crate) fn keep_echo(
    tx: &mut Tx<'_>,
    report: Id,
    receipt_hash: &Hash,
    on: NaiveDate,
) -> Result<(), StoreError> {
    crate::each_backend!(tx.conn(), |c| diesel::insert_into(echoes::table)
        .values((
            echoes::id.eq(Key(Id::random())),
            echoes::report_id.eq(Key(report)),
            echoes::receipt_hash.eq(&receipt_hash[..]),
            echoes::echoed_on.eq(on),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// How many said before a day that this happens to them too.
pub(crate) fn echoes_before(
    conn: &mut Conn,
    report: Id,
    day: NaiveDate,
) -> Result<i64, StoreError> {
    Ok(echoes::table
        .filter(echoes::report_id.eq(Key(report)))
        .filter(echoes::echoed_on.lt(day))
        .count()
        .get_result(conn)?)
}

/// The story that was echoed with this receipt, and the day; without words where they are not shared.
pub(crate) fn echoed_with(
    conn: &mut Conn,
    receipt_hash: &Hash,
) -> Result<Option<(SharedStory, NaiveDate)>, StoreError> {
    let row: Option<(Columns, String, NaiveDate)> = echoes::table
        .inner_join(reports::table.on(reports::id.eq(echoes::report_id)))
        .inner_join(handlings::table.on(handlings::report_id.eq(echoes::report_id)))
        .filter(echoes::receipt_hash.eq(&receipt_hash[..]))
        .select((
            (
                reports::id,
                reports::kind,
                handlings::shared_story,
                handlings::outcome,
            ),
            reports::share,
            echoes::echoed_on,
        ))
        .first(conn)
        .optional()?;
    row.map(|(columns, share, on)| {
        let story = shared(columns)?;
        // A lesson can be echoed whose reporter was asked for its own words, and for no others.
        let story = if share == Share::WithoutDetails.as_str() {
            story
        } else {
            SharedStory {
                words: String::new(),
                outcome: None,
                ..story
            }
        };
        Ok((story, on))
    })
    .transpose()
}

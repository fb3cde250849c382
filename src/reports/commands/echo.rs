//! Acts: "this happens to me too", on a story that may be shared.

use super::Error;
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{ids::Id, keys::Hash, time::Now},
    places,
    reports::{
        model::Refusal,
        store::{self, SharedStory},
    },
};
use chrono::{NaiveDate, TimeDelta};

/// How far back stories are shown.
const WEEKS: i64 = 26;
/// How many at most.
const MOST: i64 = 5;

/// Stories that were told lately at a place, above it or below it, and may be shared.
///
/// # Errors
/// When the store fails.
pub(in crate::reports) fn told_lately(
    conn: &mut Conn,
    place: Id,
    now: Now,
) -> Result<Vec<SharedStory>, StoreError> {
    let mut near = places::ancestors(conn, place)?;
    near.extend(places::subtree(conn, place)?);
    let since = now.today() - TimeDelta::weeks(WEEKS);
    store::shared_stories(conn, &near, since, MOST)
}

/// Counts an echo, once for each receipt. Which shift it was is not kept: the day is enough.
///
/// # Errors
/// `Refusal::NotHere` when the story is not shared any more.
pub(in crate::reports) fn echo(
    tx: &mut Tx<'_>,
    report: Id,
    receipt: &Hash,
    now: Now,
) -> Result<(), Error> {
    if store::insert_echo(tx, report, receipt, now.today())? {
        Ok(())
    } else {
        Err(Refusal::NotHere.into())
    }
}

/// How many said that a report happens to them too, for its lead: up to yesterday, or the number would
/// tell who has just held the tablet.
///
/// # Errors
/// When the store fails.
pub(in crate::reports) fn echoes(conn: &mut Conn, report: Id, now: Now) -> Result<i64, StoreError> {
    store::echoes_before(conn, report, now.today())
}

/// What a receipt of an echo opens: the story and the day.
///
/// # Errors
/// When the store fails.
pub(in crate::reports) fn echoed_with(
    conn: &mut Conn,
    receipt: &Hash,
) -> Result<Option<(SharedStory, NaiveDate)>, StoreError> {
    store::echoed_with(conn, receipt)
}

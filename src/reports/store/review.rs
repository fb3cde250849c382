//! Rows: reports as a review may speak of them, without a story, a place's detail or a reporter.

use super::{Scope, see::visible};
use crate::{
    db::{
        Conn, StoreError,
        schema::{handlings, reports},
        types::Key,
    },
    kernel::ids::Id,
    reports::model::{Kind, Reference, Triage},
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A report as others may hear of it.
#[derive(Debug, Clone)]
pub struct Reviewable {
    /// Its identity.
    pub id: Id,
    /// Its code for staff.
    pub reference: Reference,
    /// What it is.
    pub kind: Kind,
    /// Where; for asking who answers for it, not for showing.
    pub place: Id,
    /// Whether its reporter was thanked.
    pub thanked: bool,
    /// The de-identified story.
    pub shared_story: Option<String>,
    /// The day on which its outcome was told.
    pub outcome_on: Option<NaiveDate>,
    /// Whether a lead chose to talk about it in a hansei.
    pub for_review: bool,
}

type Columns = (Key, String, String, Key);
type Handled = (
    Option<String>,
    Option<String>,
    Option<NaiveDate>,
    Option<String>,
);

fn read(row: Columns, handled: Option<Handled>) -> Result<Reviewable, StoreError> {
    let (id, reference, kind, place) = row;
    let (thanks, shared_story, outcome_on, triage) = handled.unwrap_or_default();
    Ok(Reviewable {
        id: id.0,
        reference: Reference::parse(&reference)
            .map_err(|_unreadable| StoreError::Corrupt("reports.reference"))?,
        kind: Kind::parse(&kind).map_err(|_unreadable| StoreError::Corrupt("reports.kind"))?,
        place: place.0,
        thanked: thanks.is_some(),
        shared_story,
        outcome_on,
        for_review: triage.as_deref() == Some(Triage::ReviewHansei.as_str()),
    })
}

const OF_REPORTS: (
    reports::id,
    reports::reference,
    reports::kind,
    reports::place_id,
) = (
    reports::id,
    reports::reference,
    reports::kind,
    reports::place_id,
);

const OF_HANDLINGS: (
    handlings::thanks,
    handlings::shared_story,
    handlings::outcome_on,
    handlings::triage,
) = (
    handlings::thanks,
    handlings::shared_story,
    handlings::outcome_on,
    handlings::triage,
);

/// The report with this reference, if `scope` may see it.
///
/// # Errors
/// When the store fails.
pub fn reviewable(
    conn: &mut Conn,
    scope: &Scope,
    reference: Reference,
) -> Result<Option<Reviewable>, StoreError> {
    let row: Option<Columns> = reports::table
        .filter(reports::reference.eq(reference.grouped(3)))
        .filter(visible(scope))
        .select(OF_REPORTS)
        .first(conn)
        .optional()?;
    let Some(row) = row else {
        return Ok(None);
    };
    let handled: Option<Handled> = handlings::table
        .filter(handlings::report_id.eq(row.0))
        .select(OF_HANDLINGS)
        .first(conn)
        .optional()?;
    read(row, handled).map(Some)
}

/// Reports of `scope` that were thanked for and have something to talk about: an outcome told since a
/// day, a good catch since then, or the wish of a lead. The latest first.
///
/// # Errors
/// When the store fails.
pub fn reviewable_since(
    conn: &mut Conn,
    scope: &Scope,
    since: NaiveDate,
    most: usize,
) -> Result<Vec<Reviewable>, StoreError> {
    let rows: Vec<(Columns, Handled)> = reports::table
        .inner_join(handlings::table)
        .filter(handlings::thanks.is_not_null())
        .filter(
            handlings::outcome_on
                .ge(since)
                .or(handlings::triage.eq(Triage::ReviewHansei.as_str()))
                .assume_not_null()
                .or(reports::kind
                    .eq(Kind::GoodCatch.as_str())
                    .and(reports::surfaced_on.ge(since))),
        )
        .order((reports::surfaced_on.desc(), reports::id))
        .select((OF_REPORTS, OF_HANDLINGS))
        .limit(500)
        .load(conn)?;
    let ids: Vec<Key> = rows.iter().map(|((id, ..), _)| *id).collect();
    let seen: Vec<Key> = reports::table
        .filter(reports::id.eq_any(ids))
        .filter(visible(scope))
        .select(reports::id)
        .load(conn)?;
    rows.into_iter()
        .filter(|((id, ..), _)| seen.contains(id))
        .take(most)
        .map(|(row, handled)| read(row, Some(handled)))
        .collect()
}

//! Rows: what other rooms may know of a report that they learn from, without its story as told.

use super::see::{Scope, visible};
use crate::{
    db::{
        Conn, StoreError,
        schema::{handlings, reports},
        types::Key,
    },
    kernel::ids::Id,
    reports::model::{Kind, Reference, Share},
};
use diesel::prelude::*;

/// A report without its story as told, its place in it or its reporter.
#[derive(Debug, Clone)]
pub struct Gist {
    /// Its identity.
    pub id: Id,
    /// Its code for staff.
    pub reference: Reference,
    /// What it is.
    pub kind: Kind,
    /// Where it happened.
    pub place: Id,
    /// Whether it was told one level up.
    pub one_level_up: bool,
    /// Whether somebody has thanked for it, or nobody needs to, as it was imported.
    pub thanked: bool,
    /// Whether a way forward was chosen, or cannot be.
    pub way_chosen: bool,
    /// The de-identified story, where the reporter allowed it.
    pub shared_story: Option<String>,
    /// Whether the reader of the scope may open it.
    pub visible: bool,
}

type Columns = (
    Key,
    String,
    String,
    Key,
    bool,
    String,
    Option<Key>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// The reports with these identities, in no order of arrival; those that are gone are left out.
///
/// # Errors
/// When the store fails.
pub fn gists(conn: &mut Conn, ids: &[Id], scope: &Scope) -> Result<Vec<Gist>, StoreError> {
    let keys: Vec<Key> = ids.iter().map(|id| Key(*id)).collect();
    let rows: Vec<Columns> = reports::table
        .left_join(handlings::table)
        .filter(reports::id.eq_any(keys.clone()))
        .order(reports::reference)
        .select((
            reports::id,
            reports::reference,
            reports::kind,
            reports::place_id,
            reports::one_level_up,
            reports::share,
            reports::import_id,
            handlings::thanks.nullable(),
            handlings::triage.nullable(),
            handlings::shared_story.nullable(),
        ))
        .load(conn)?;
    let seen: Vec<Key> = reports::table
        .filter(reports::id.eq_any(keys))
        .filter(visible(scope))
        .select(reports::id)
        .load(conn)?;
    rows.into_iter().map(|row| gist(row, &seen)).collect()
}

/// The report with this reference, if the scope may see it.
///
/// # Errors
/// When the store fails.
pub fn gist_of(
    conn: &mut Conn,
    reference: Reference,
    scope: &Scope,
) -> Result<Option<Gist>, StoreError> {
    let id: Option<Key> = reports::table
        .filter(reports::reference.eq(reference.grouped(3)))
        .filter(visible(scope))
        .select(reports::id)
        .first(conn)
        .optional()?;
    match id {
        Some(id) => Ok(gists(conn, &[id.0], scope)?.pop()),
        None => Ok(None),
    }
}

fn gist(row: Columns, seen: &[Key]) -> Result<Gist, StoreError> {
    let (id, reference, kind, place, one_level_up, share, import, thanks, triage, story) = row;
    let may_be_shared = share != Share::No.as_str();
    Ok(Gist {
        id: id.0,
        reference: Reference::parse(&reference)
            .map_err(|_unreadable| StoreError::Corrupt("reports.reference"))?,
        kind: Kind::parse(&kind).map_err(|_unreadable| StoreError::Corrupt("reports.kind"))?,
        place: place.0,
        one_level_up,
        thanked: import.is_some() || thanks.is_some(),
        way_chosen: import.is_some() || triage.is_some(),
        shared_story: story.filter(|_| may_be_shared),
        visible: seen.contains(&id),
    })
}

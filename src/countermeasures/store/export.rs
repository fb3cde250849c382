//! Rows: what an export may ask for. No owner, no report, no statement out of a sheet.

use super::see::{Asked, Sight, list, rounds};
use crate::{
    countermeasures::model::{Countermeasure, OriginKind, Plan},
    db::{Conn, StoreError},
    kernel::ids::Id,
};
use chrono::NaiveDate;

/// What is exported of one countermeasure.
#[derive(Debug, Clone)]
pub struct Exported {
    /// Where it holds.
    pub place: Id,
    /// What it comes from.
    pub origin: OriginKind,
    /// The tiles of its conditions.
    pub factors: Vec<u8>,
    /// What is to change, and what we expect of it.
    pub plan: Plan,
    /// The day on which it was written down.
    pub added_on: NaiveDate,
    /// Since when it is in place.
    pub in_place_on: Option<NaiveDate>,
    /// The day of the check.
    pub seen_on: Option<NaiveDate>,
    /// By which role.
    pub seen_role: Option<String>,
    /// What came of the prediction.
    pub result: Option<&'static str>,
    /// What was decided.
    pub decision: Option<&'static str>,
}

/// All that somebody sees, of the places or of the house, in the order of their random ids.
///
/// # Errors
/// When the store fails.
pub fn export(
    conn: &mut Conn,
    sight: &Sight,
    places: Option<Vec<Id>>,
) -> Result<Vec<Exported>, StoreError> {
    let asked = Asked {
        places,
        group: None,
    };
    let mut all = list(conn, sight, &asked, false, i64::MAX)?;
    all.extend(list(conn, sight, &asked, true, i64::MAX)?);
    all.sort_by_key(|one| one.id);
    for one in &mut all {
        // That it is open again would tell of a report: what was found before stands until somebody
        // has looked anew.
        if one.reopened_on.is_some()
            && one.check.is_none()
            && let Some(last) = rounds(conn, one.id)?.pop()
        {
            (one.check, one.decided) = (last.check, last.decided);
        }
    }
    Ok(all.into_iter().map(Exported::from).collect())
}

impl From<Countermeasure> for Exported {
    fn from(one: Countermeasure) -> Self {
        let mut factors: Vec<u8> = one.conditions.iter().filter_map(|c| c.factor).collect();
        factors.sort_unstable();
        factors.dedup();
        Self {
            place: one.place,
            origin: one.origin.kind,
            factors,
            plan: one.plan,
            added_on: one.added_on,
            in_place_on: one.in_place_on,
            seen_on: one.check.as_ref().map(|check| check.seen.on),
            seen_role: one.check.as_ref().map(|check| check.seen.role.clone()),
            result: one.check.as_ref().map(|check| check.result.as_str()),
            decision: one
                .decided
                .as_ref()
                .map(|decided| decided.decision.as_str()),
        }
    }
}

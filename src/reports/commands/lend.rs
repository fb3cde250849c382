//! What rooms to the right ask of reports, and do to them.

use super::{Error, held};
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{ids::Id, keys::Hash, time::Now},
    reports::{
        model::{Handling, Share},
        store::{self, Report, Scope},
    },
};
use std::collections::BTreeSet;

/// A report, whoever asks: what of it may be shown is for the room that asks to decide.
///
/// # Errors
/// When the store fails.
pub fn whole(conn: &mut Conn, report: Id) -> Result<Option<Report>, StoreError> {
    store::by_id(conn, report)
}

/// Those of these reports that somebody may see.
///
/// # Errors
/// When the store fails.
pub fn seen_among(
    conn: &mut Conn,
    reports: &[Id],
    scope: &Scope,
) -> Result<BTreeSet<Id>, StoreError> {
    store::seen_among(conn, reports, scope)
}

/// The reporter wants nothing of it to be read by others any more: no shared story stays.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt.
pub fn stop_sharing(tx: &mut Tx<'_>, receipt: &Hash) -> Result<(), Error> {
    let report = held(tx, receipt)?;
    store::set_share(tx, report.id, Share::No)?;
    if report.handling.shared_story.is_some() {
        let handling = Handling {
            shared_story: None,
            ..report.handling
        };
        store::save_handling(tx, report.id, &handling, None)?;
    }
    Ok(())
}

/// Counts an echo on a report whose story another room shows, and has the right to.
///
/// # Errors
/// When the store fails.
pub fn echo_elsewhere(
    tx: &mut Tx<'_>,
    report: Id,
    receipt: &Hash,
    now: Now,
) -> Result<(), StoreError> {
    store::keep_echo(tx, report, receipt, now.today())
}

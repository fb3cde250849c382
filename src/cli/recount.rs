//! `candor recount`: all tallies anew, from the reports.

use super::{Failure, doors, tell};
use crate::{
    config::Settings,
    db::StoreError,
    journal::{self, Act},
    reports,
};

/// Counts anew in one transaction.
///
/// # Errors
/// One sentence with what to do; then the tallies are as they were.
pub(super) fn run(settings: Settings) -> Result<(), Failure> {
    let (db, settings) = doors::open_existing(settings)?;
    let now = settings.web.clock().now();
    let tallies = db
        .write_now(move |tx| {
            let tallies = reports::recount(tx)?;
            journal::record(tx, None, Act::Recounted, "tallies", now)?;
            Ok::<_, StoreError>(tallies)
        })
        .map_err(Failure::of)?;
    tell(format!("tallies counted anew: {tallies}"));
    Ok(())
}

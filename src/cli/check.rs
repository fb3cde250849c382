//! `candor check`: whether the data is whole and counted right.

use super::{Failure, doors, tell};
use crate::{
    config::Settings,
    db::{StoreError, integrity::integrity},
    reports,
};

/// Lists what is not as it should be.
///
/// # Errors
/// A sentence with what to do when anything was found.
pub(super) fn run(settings: Settings) -> Result<(), Failure> {
    let (db, _) = doors::open_existing(settings)?;
    // Of one moment: beside a running server, a report told between two looks would seem uncounted.
    let findings = db
        .read_one_moment(|conn| {
            let mut findings = integrity(conn)?;
            findings.extend(reports::check(conn)?);
            Ok::<_, StoreError>(findings)
        })
        .map_err(Failure::of)?;
    for finding in &findings {
        tell(finding);
    }
    match findings.len() {
        0 => {
            tell("everything is as it should be");
            Ok(())
        }
        n => Err(Failure(format!(
            "found: {n}. Wrong tallies are mended by `candor recount`; for a damaged file take back a backup with `candor restore`."
        ))),
    }
}

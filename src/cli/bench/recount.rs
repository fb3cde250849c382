//! All tallies counted anew and compared, in how much time and memory.

use super::{super::Failure, Measured, memory};
use crate::{cli::doors, config::Settings, db::StoreError, reports};
use std::time::Instant;

/// Seconds that `candor recount` may take.
const SECONDS: f64 = 300.0;

/// Counts the tallies of the data folder anew, then looks for differences, as `candor recount` and `candor check` do.
///
/// # Errors
/// When there is no data, or a difference was found.
pub(super) fn run(settings: Settings) -> Result<Vec<Measured>, Failure> {
    let (db, _) = doors::open_existing(settings)?;
    let begun = Instant::now();
    let tallies = db
        .write_now(reports::recount)
        .map_err(|failure: StoreError| Failure::of(failure))?;
    let counting = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let findings = db.read_one_moment(reports::check).map_err(Failure::of)?;
    let comparing = begun.elapsed().as_secs_f64();
    if let Some(first) = findings.first() {
        return Err(Failure(format!(
            "{} differences, the first: {first}",
            findings.len()
        )));
    }
    let seconds = |case: String, figure| Measured {
        case: case.into(),
        figure,
        limit: SECONDS,
        ratio: figure / SECONDS,
        unit: "s",
        aim: "below 1 (5 minutes)",
        p50_ms: None,
        p99_ms: None,
    };
    Ok(vec![
        seconds(format!("{tallies} tallies counted anew"), counting),
        seconds("all of them compared with the reports".into(), comparing),
        memory::of_program("self")?,
    ])
}

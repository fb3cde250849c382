//! Fills a house with reports, spread over two years.

use super::{super::Failure, Measured, sample};
use crate::{
    config::Settings,
    db::{Db, Tx, migrate},
    reports::{Error, Told, commands},
};
use std::time::Instant;

/// Reports in a transaction.
const STEP: u64 = 500;

/// Fills the data folder of `settings`; counts reports a second.
///
/// # Errors
/// When it cannot be opened or written.
pub(super) fn run(settings: Settings, reports: u64) -> Result<Measured, Failure> {
    let settings = settings.with_folder().map_err(Failure::of)?;
    migrate::migrate(&settings.address, |_conn| Ok(())).map_err(Failure::of)?;
    let db = Db::open(&settings.address, 1).map_err(Failure::of)?;
    let places = sample::places(&db)?;
    let now = settings.web.clock().now();
    let begun = Instant::now();
    let mut n = 0;
    while n < reports {
        let until = (n + STEP).min(reports);
        let batch = (n..until)
            .map(|n| {
                let days = i64::try_from(n % 730).unwrap_or(0);
                sample::told(n, &places, &settings.web.keys, now, settings.web.zone, days)
            })
            .collect::<Result<Vec<Told>, _>>()?;
        db.write_now(move |tx: &mut Tx<'_>| {
            for told in &batch {
                commands::tell(tx, told)?;
            }
            commands::release_due(tx, now)?;
            Ok::<_, Error>(())
        })
        .map_err(Failure::of)?;
        n = until;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let per_second = reports as f64 / begun.elapsed().as_secs_f64();
    Ok(Measured {
        case: "reports filled in, 500 in a transaction".into(),
        figure: per_second,
        limit: per_second,
        ratio: 1.0,
        unit: "reports/s",
        aim: "none: it only fills",
        p50_ms: None,
        p99_ms: None,
    })
}

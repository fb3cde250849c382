//! The limit: the same rows into the same tables with prepared statements and nothing around them.
//!
//! Through `rusqlite`, the thinnest kept layer over the same C library, so that our own query layer
//! counts on our side of the ratio.

use super::super::Failure;
use crate::{
    db::{Cells, WRITE_SETTINGS},
    kernel::ids::Id,
    reports::{Told, model::Reference},
    tally::kept_at,
};
use rusqlite::{Connection, OptionalExtension, params};
use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

const REPORT: &str = "INSERT INTO reports (id, reference, kind, story, place_id, one_level_up, when_choice, occurred_on, \
    surfaced_on, surfaced_hour, delay_minutes, release_at, released_on, waiting_for, waiting_since, contained, reporter, \
    receipt_hash, share, still_dangerous) VALUES (?1,?2,?3,?4,?5,0,?6,?7,?8,?9,?10,?11,?12,'thanks',?12,0,'anonymous',?13,?14,0) \
    ON CONFLICT DO NOTHING";
const FACTOR: &str = "INSERT INTO report_factors (report_id, side, factor) VALUES (?1, ?2, ?3)";
const KEY: &str =
    "INSERT INTO idempotency (key_hash, body_hash, report_id, expires_on) VALUES (?1, ?2, ?3, ?4)";
const KEPT: &str = "SELECT cells FROM tallies WHERE place_id = ?1 AND measure = ?2 AND week = ?3";
const TALLY: &str = "INSERT INTO tallies (place_id, measure, week, cells) VALUES (?1,?2,?3,?4) \
    ON CONFLICT (place_id, measure, week) DO UPDATE SET cells = excluded.cells";

/// A row and where it belongs: the place and those above it.
pub(super) struct Raw {
    pub(super) told: Told,
    pub(super) above: Vec<Id>,
}

/// Inserts rows for `seconds`, `group` in a transaction; rows a second.
pub(super) fn insert(
    path: &Path,
    rows: &mut dyn Iterator<Item = Raw>,
    group: usize,
    seconds: u64,
) -> Result<f64, Failure> {
    let mut conn = Connection::open(path).map_err(Failure::of)?;
    conn.execute_batch(WRITE_SETTINGS).map_err(Failure::of)?;
    conn.set_prepared_statement_cache_capacity(16);
    let (mut inserted, mut spent) = (0_u64, Duration::ZERO);
    while spent < Duration::from_secs(seconds) {
        // Making the rows is not part of the limit.
        let batch: Vec<Raw> = rows.take(group).collect();
        let begun = Instant::now();
        write_group(&mut conn, &batch).map_err(Failure::of)?;
        spent += begun.elapsed();
        inserted += batch.len() as u64;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    Ok(inserted as f64 / spent.as_secs_f64())
}

fn write_group(conn: &mut Connection, batch: &[Raw]) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let mut counts: BTreeMap<(&str, Id, String), Cells> = BTreeMap::new();
    for Raw { told, above } in batch {
        let id = Id::random();
        let report = &told.report;
        let stored = tx.prepare_cached(REPORT)?.execute(params![
            id.uuid().as_bytes(),
            Reference::random().grouped(3),
            report.kind.as_str(),
            report.story.as_str(),
            above[0].uuid().as_bytes(),
            report.when.as_str(),
            told.occurred.on.map(|day| day.to_string()),
            told.surfaced.day.to_string(),
            told.surfaced.hour,
            told.occurred.delay_minutes,
            told.release_at
                .map(|at| at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()),
            told.released_on.to_string(),
            told.receipt_hash,
            report.share.as_str(),
        ])?;
        if stored == 0 {
            // The random reference is taken: one report less, which nobody counts.
            continue;
        }
        for tile in report.factors.iter() {
            tx.prepare_cached(FACTOR)?.execute(params![
                id.uuid().as_bytes(),
                "made_possible",
                tile
            ])?;
        }
        for tile in report.caught_by.iter() {
            tx.prepare_cached(FACTOR)?
                .execute(params![id.uuid().as_bytes(), "caught_by", tile])?;
        }
        tx.prepare_cached(KEY)?.execute(params![
            told.key_hash,
            told.body_hash,
            id.uuid().as_bytes(),
            told.key_expires_on.to_string()
        ])?;
        for place in above {
            for count in told.skeleton(*place).counts() {
                let (week, slot) = kept_at(count.measure, count.week.monday(), count.slot);
                let key = (count.measure.as_str(), *place, week.to_string());
                let cells = counts.entry(key).or_default();
                cells.add(report.kind.as_str(), slot, 1);
            }
        }
    }
    for ((measure, place, week), mut cells) in counts {
        let place = place.uuid().as_bytes();
        let kept: Option<String> = tx
            .prepare_cached(KEPT)?
            .query_row(params![place, measure, week], |row| row.get(0))
            .optional()?;
        if let Some(kept) = kept {
            // What is there was written a line below.
            cells.add_all(&Cells::parse(&kept).unwrap_or_default());
        }
        tx.prepare_cached(TALLY)?
            .execute(params![place, measure, week, cells.to_string()])?;
    }
    tx.commit()
}

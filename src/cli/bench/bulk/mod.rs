//! Fills an empty house with millions of made-up reports, in minutes.
//!
//! Rows are written to the file as they would be after years of use: the same columns, the same rules. They come in
//! the order of their ids, and indexes are made at the end, because a file that is written in a random order takes
//! days. The tallies are counted at the end by the same code as `candor recount`.

mod chance;
mod house;
mod one;

use super::{super::Failure, Measured};
use crate::{
    config::Settings,
    db::{Address, Db, StoreError, migrate},
    kernel::code::Code,
    reports,
};
use chance::Chance;
use chrono::Days;
use house::House;
use one::{One, Years};
use rusqlite::{Connection, params};
use std::{fmt::Write, time::Instant};

/// Reports in a transaction.
const STEP: u64 = 200_000;

/// What is filled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plan {
    /// How many reports.
    pub(super) reports: u64,
    /// How many places.
    pub(super) places: usize,
    /// Over how many years they were told.
    pub(super) years: u32,
}

/// A file that is made in one go: when something fails, it is thrown away and made again.
const SETTINGS: &str = "
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA foreign_keys = OFF;
    PRAGMA temp_store = FILE;
    PRAGMA cache_size = -64000;";

const REPORT: &str = "INSERT INTO reports (id, reference, kind, story, place_id, one_level_up, when_choice, occurred_on, \
    surfaced_on, surfaced_hour, delay_minutes, released_on, waiting_for, waiting_since, contained, reporter, share, \
    still_dangerous, effect) VALUES (?1,?2,?3,?4,?5,0,?6,?7,?8,?9,?10,?8,?11,?12,0,'anonymous','without_details',0,?13)";
const FACTOR: &str = "INSERT INTO report_factors (report_id, side, factor) VALUES (?1, ?2, ?3)";
const HANDLING: &str = "INSERT INTO handlings (report_id, thanks, thanked_on, first_answer_on, triage, triaged_on, \
    outcome, outcome_on) VALUES (?1, 'Thank you.', ?2, ?2, ?3, ?4, ?5, ?4)";
const VERDICT: &str =
    "INSERT INTO verdicts (report_id, helped, felt_safe, given_on) VALUES (?1, ?2, ?3, ?4)";
const LATER: &str =
    "INSERT INTO later_verdicts (report_id, helped, felt_safe, given_on) VALUES (?1, ?2, ?3, ?4)";

/// Fills the data folder of `settings`, which must not hold any report; measures reports a second, the tallies
/// included.
///
/// # Errors
/// When it is not a SQLite file, not empty, or cannot be written.
pub(super) fn run(settings: Settings, plan: Plan) -> Result<Measured, Failure> {
    let settings = settings.with_folder().map_err(Failure::of)?;
    let Address::Sqlite(path) = settings.address.clone() else {
        return Err(Failure(
            "many reports at once are filled into a SQLite file only. Leave out --places and --years."
                .into(),
        ));
    };
    migrate::migrate(&settings.address, |_conn| Ok(())).map_err(Failure::of)?;
    let begun = Instant::now();
    let now = settings.web.clock().now();
    let db = Db::open(&settings.address, 1).map_err(Failure::of)?;
    let house = house::add(&db, plan.places)?;
    drop(db);
    let years = Years {
        first: now
            .today()
            .checked_sub_days(Days::new(u64::from(plan.years) * 365))
            .unwrap_or(now.today()),
        today: now.today(),
    };
    write(&path, plan.reports, &house, years)?;
    let db = Db::open(&settings.address, 1).map_err(Failure::of)?;
    db.write_now(|tx| reports::recount(tx).map(drop))
        .map_err(|failure: StoreError| Failure::of(failure))?;
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let per_second = plan.reports as f64 / begun.elapsed().as_secs_f64();
    Ok(Measured {
        case: "reports filled in, all at once".into(),
        figure: per_second,
        limit: per_second,
        ratio: 1.0,
        unit: "reports/s",
        aim: "none: it only fills",
        p50_ms: None,
        p99_ms: None,
    })
}

fn write(path: &str, reports: u64, house: &House, years: Years) -> Result<(), Failure> {
    let mut conn = Connection::open(path).map_err(Failure::of)?;
    conn.execute_batch(SETTINGS).map_err(Failure::of)?;
    conn.set_prepared_statement_cache_capacity(16);
    let there: i64 = conn
        .query_row("SELECT count(*) FROM reports", [], |row| row.get(0))
        .map_err(Failure::of)?;
    if there > 0 {
        return Err(Failure(
            "there are reports in this folder already. Choose a new one with --data.".into(),
        ));
    }
    let indexes = indexes(&conn).map_err(Failure::of)?;
    for (name, _) in &indexes {
        conn.execute_batch(&format!("DROP INDEX {name}"))
            .map_err(Failure::of)?;
    }
    let mut chance = Chance::new(20_260_517);
    let mut n = 0;
    while n < reports {
        let until = (n + STEP).min(reports);
        step(&mut conn, n..until, reports, &mut chance, house, years).map_err(Failure::of)?;
        n = until;
    }
    for (_, sql) in &indexes {
        conn.execute_batch(sql).map_err(Failure::of)?;
    }
    conn.execute_batch("PRAGMA journal_mode = WAL;")
        .map_err(Failure::of)
}

/// The indexes of reports that are no rule: their names, and how they were made.
fn indexes(conn: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut query = conn.prepare(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'reports' AND sql IS NOT NULL",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

fn step(
    conn: &mut Connection,
    numbers: std::ops::Range<u64>,
    all: u64,
    chance: &mut Chance,
    house: &House,
    years: Years,
) -> rusqlite::Result<()> {
    let tx = conn.transaction()?;
    {
        let mut report = tx.prepare_cached(REPORT)?;
        let mut factor = tx.prepare_cached(FACTOR)?;
        let mut handling = tx.prepare_cached(HANDLING)?;
        let mut verdict = tx.prepare_cached(VERDICT)?;
        let mut later = tx.prepare_cached(LATER)?;
        for n in numbers {
            let one = One::made_up(chance, house, years);
            let id = id(n, all, chance);
            let (waiting_for, since) = match (one.thanked_on, one.outcome_on) {
                (_, Some(outcome)) => ("nothing", outcome),
                (Some(thanked), None) => ("way", thanked),
                (None, None) => ("thanks", one.surfaced.day),
            };
            report.execute(params![
                id,
                reference(n, all),
                one.kind.as_str(),
                one.story,
                one.place.uuid().as_bytes(),
                one.when.as_str(),
                one.occurred.on.map(text),
                text(one.surfaced.day),
                one.surfaced.hour,
                one.occurred.delay_minutes,
                waiting_for,
                text(since),
                one.effect.map(|effect| effect.as_str()),
            ])?;
            for (side, tiles) in [("caught_by", one.caught_by), ("made_possible", one.factors)] {
                for tile in (1..=11).filter(|tile| tiles >> tile & 1 == 1) {
                    factor.execute(params![id, side, tile])?;
                }
            }
            if let Some(thanked) = one.thanked_on {
                let outcome = one.outcome_on.map(text);
                handling.execute(params![
                    id,
                    text(thanked),
                    outcome.as_ref().map(|_| "contain"),
                    outcome,
                    outcome
                        .as_ref()
                        .map(|_| "It is mended, and the others know."),
                ])?;
            }
            if let Some((helped, safe, on)) = one.verdict {
                verdict.execute(params![id, helped, safe, text(on)])?;
            }
            if let Some((helped, safe, on)) = one.later {
                later.execute(params![id, helped, safe, text(on)])?;
            }
        }
    }
    tx.commit()
}

/// A random id (version 4), in rising order.
fn id(n: u64, all: u64, chance: &mut Chance) -> [u8; 16] {
    let stride = u128::MAX / u128::from(all.max(1));
    let within = (u128::from(chance.bits()) << 64 | u128::from(chance.bits())) % stride.max(1);
    let bytes = (stride * u128::from(n) + within).to_be_bytes();
    *uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .as_bytes()
}

/// A report's code, in rising order.
fn reference(n: u64, all: u64) -> String {
    let stride = (1_u64 << 30) / all.max(1);
    let bits = u32::try_from(n * stride.max(1)).unwrap_or(u32::MAX) << 2;
    Code::<6>::from_bits(&bits.to_be_bytes()).grouped(3)
}

/// A day as rows keep it: `2026-05-17`.
fn text(day: chrono::NaiveDate) -> String {
    let mut text = String::with_capacity(10);
    // Writing into a text cannot fail.
    let _ = write!(text, "{day}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::Given, db::integrity::integrity};

    #[test]
    fn a_house_that_was_filled_at_once_is_whole_and_counted_right() {
        let folder = tempfile::tempdir().unwrap();
        let given = Given {
            data: Some(folder.path().into()),
            ..Given::default()
        };
        let settings = given.settle().unwrap();
        let plan = Plan {
            reports: 2_000,
            places: 60,
            years: 2,
        };
        run(settings.clone(), plan).unwrap();
        assert!(
            run(settings.clone(), plan).is_err(),
            "only into a new folder"
        );
        let db = Db::open(&settings.address, 1).unwrap();
        let (found, told) = db
            .read_now(|conn| {
                let mut found = integrity(conn)?;
                found.extend(reports::check(conn)?);
                Ok::<_, StoreError>((found, reports::skeletons(conn)?.len()))
            })
            .unwrap();
        assert_eq!((found, told), (Vec::<String>::new(), 2_000));
    }
}

//! Rows: what is left of every report for counting again.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{
            handlings, imports, later_verdicts, place_ancestors, places, promises, report_factors,
            reports, verdicts,
        },
        types::Key,
    },
    kernel::time::Week,
    reports::model::{Effect, Kind, WaitingFor},
    tally::{self, Ledger, Skeleton},
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::HashMap;

/// The wordless remains of every report, of finished imports too.
///
/// # Errors
/// When the store fails.
pub fn skeletons(conn: &mut Conn) -> Result<Vec<Skeleton>, StoreError> {
    type Row = (
        Key,
        (Key, bool, Option<Key>),
        String,
        NaiveDate,
        Option<NaiveDate>,
        Option<i64>,
        Option<String>,
        NaiveDate,
        Option<(Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>)>,
        Option<(i32, i32)>,
        Option<(i32, i32)>,
    );
    let finished = imports::table
        .filter(imports::finished.eq(true))
        .select(imports::id.nullable());
    let rows: Vec<Row> = reports::table
        .inner_join(places::table)
        .left_join(handlings::table)
        .left_join(verdicts::table.on(verdicts::report_id.eq(reports::id)))
        .left_join(later_verdicts::table.on(later_verdicts::report_id.eq(reports::id)))
        .filter(
            reports::import_id
                .is_null()
                .or(reports::import_id.eq_any(finished).assume_not_null()),
        )
        .select((
            reports::id,
            (reports::place_id, reports::one_level_up, places::parent_id),
            reports::kind,
            reports::surfaced_on,
            reports::occurred_on,
            reports::delay_minutes,
            reports::effect,
            reports::released_on,
            (
                handlings::thanked_on,
                handlings::first_answer_on,
                handlings::outcome_on,
            )
                .nullable(),
            (verdicts::helped, verdicts::felt_safe).nullable(),
            (later_verdicts::helped, later_verdicts::felt_safe).nullable(),
        ))
        .load(conn)?;
    let mut tiles: HashMap<Key, (Vec<i32>, Vec<i32>)> = HashMap::new();
    let sides: Vec<(Key, String, i32)> = report_factors::table
        .select((
            report_factors::report_id,
            report_factors::side,
            report_factors::factor,
        ))
        .order((report_factors::report_id, report_factors::factor))
        .load(conn)?;
    for (report, side, tile) in sides {
        let of = tiles.entry(report).or_default();
        if side == "caught_by" {
            of.1.push(tile)
        } else {
            of.0.push(tile)
        }
    }
    let mut kept: HashMap<Key, Vec<i32>> = HashMap::new();
    let over: Vec<(Key, bool)> = promises::table
        .filter(
            promises::slipped
                .eq(true)
                .or(promises::heard_on.is_not_null()),
        )
        .select((promises::report_id, promises::slipped))
        .load(conn)?;
    for (report, slipped) in over {
        kept.entry(report).or_default().push(i32::from(!slipped));
    }
    rows.into_iter()
        .map(
            |(
                id,
                (place, one_level_up, parent),
                kind,
                surfaced_on,
                occurred_on,
                delay_minutes,
                effect,
                released_on,
                days,
                verdict,
                later_verdict,
            )| {
                let since = |on: Option<NaiveDate>| on.map(|on| days_between(released_on, on));
                let (thanked, answered, told) = days.unwrap_or((None, None, None));
                let (factors, caught_by) = tiles.remove(&id).unwrap_or_default();
                let effect = effect
                    .map(|word| {
                        Effect::parse(&word)
                            .map(Effect::slot)
                            .map_err(|_unreadable| StoreError::Corrupt("reports.effect"))
                    })
                    .transpose()?;
                Ok(Skeleton {
                    // As it is counted: told one level up, it is not counted at the place itself.
                    place: parent.filter(|_| one_level_up).unwrap_or(place).0,
                    kind: Kind::parse(&kind)
                        .map_err(|_unreadable| StoreError::Corrupt("reports.kind"))?
                        .as_str(),
                    surfaced: Week::of(surfaced_on),
                    occurred: delay_minutes.and(occurred_on).map(Week::of),
                    delay_minutes,
                    effect,
                    factors,
                    caught_by,
                    thanks_days: since(thanked),
                    first_answer_days: since(answered),
                    outcome_days: since(told),
                    verdict,
                    later_verdict,
                    promises: kept.remove(&id).unwrap_or_default(),
                })
            },
        )
        .collect()
}

/// Whole days from the inbox to an answer; an answer to a report that is urgent can come on the day.
pub(crate) fn days_between(released_on: NaiveDate, on: NaiveDate) -> i32 {
    i32::try_from((on - released_on).num_days().max(0)).unwrap_or(i32::MAX)
}

fn count_all(conn: &mut Conn) -> Result<Ledger, StoreError> {
    let links: Vec<(Key, Key)> = place_ancestors::table
        .select((place_ancestors::place_id, place_ancestors::ancestor_id))
        .load(conn)?;
    let mut above: HashMap<_, Vec<_>> = HashMap::new();
    for (place, ancestor) in links {
        above.entry(place.0).or_default().push(ancestor.0);
    }
    let mut ledger = Ledger::new();
    for skeleton in skeletons(conn)? {
        let counts = skeleton.counts();
        for place in above.get(&skeleton.place).into_iter().flatten() {
            for count in &counts {
                let key = (
                    count.measure,
                    *place,
                    skeleton.kind.to_owned(),
                    count.week.monday(),
                    count.slot,
                );
                *ledger.entry(key).or_default() += 1;
            }
        }
    }
    Ok(ledger)
}

/// What is not as it should be, one sentence each: tallies, and reports that wait for the wrong thing.
///
/// # Errors
/// When the store fails.
pub fn check(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let counted = count_all(conn)?;
    let mut findings = tally::differences(conn, &counted)?;
    let unfinished: Vec<String> = imports::table
        .filter(imports::finished.eq(false))
        .select(imports::source)
        .load(conn)?;
    findings.extend(unfinished.into_iter().map(|source| {
        format!(
            "an import of {source} was not finished: run it again, or nothing of it will be seen"
        )
    }));
    let references: Vec<String> = reports::table
        .filter(
            reports::source
                .is_not_null()
                .and(reports::waiting_for.ne(WaitingFor::Nothing.as_str())),
        )
        .select(reports::reference)
        .load(conn)?;
    findings.extend(
        references
            .into_iter()
            .map(|reference| format!("the imported report {reference} waits for an answer")),
    );
    Ok(findings)
}

/// Rebuilds all tallies from the reports; answers how many there are.
///
/// # Errors
/// When the store fails.
pub fn recount(tx: &mut Tx<'_>) -> Result<usize, StoreError> {
    tx.count_alone()?;
    let counted = count_all(tx.conn())?;
    tally::replace(tx, &counted)?;
    Ok(counted.len())
}

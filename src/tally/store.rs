//! Rows: tallies.

use super::model::{Count, Measure};
use crate::{
    db::{Conn, Counter, StoreError, Tx, schema::tallies, types::Key},
    kernel::{ids::Id, time::Week},
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// All tallies of a house, for recounting and comparing.
pub type Ledger = BTreeMap<(Measure, Id, String, NaiveDate, i32), i64>;

/// Adds `n` (negative takes away) to each count, for each of the places.
pub fn add(tx: &mut Tx<'_>, places: &[Id], kind: &'static str, counts: &[Count], n: i64) {
    for place in places {
        for count in counts {
            let counter = Counter {
                measure: count.measure.as_str(),
                place: *place,
                kind,
                week: count.week.monday(),
                slot: count.slot,
            };
            tx.count(counter, n);
        }
    }
}

/// The counts of a measure at a place by week and kind, oldest week first, all slots together.
///
/// # Errors
/// When the store fails.
pub fn by_week(
    conn: &mut Conn,
    measure: Measure,
    place: Id,
) -> Result<BTreeMap<(NaiveDate, String), i64>, StoreError> {
    let rows: Vec<(NaiveDate, String, i64)> = tallies::table
        .filter(
            tallies::measure
                .eq(measure.as_str())
                .and(tallies::place_id.eq(Key(place))),
        )
        .select((tallies::week, tallies::kind, tallies::n))
        .load(conn)?;
    let mut counts = BTreeMap::new();
    for (week, kind, n) in rows {
        *counts.entry((week, kind)).or_default() += n;
    }
    Ok(counts)
}

/// The counts of a measure at a place by week, kind and slot.
///
/// # Errors
/// When the store fails.
pub fn by_slot(
    conn: &mut Conn,
    measure: Measure,
    place: Id,
) -> Result<BTreeMap<(NaiveDate, String, i32), i64>, StoreError> {
    let rows: Vec<(NaiveDate, String, i32, i64)> = tallies::table
        .filter(
            tallies::measure
                .eq(measure.as_str())
                .and(tallies::place_id.eq(Key(place)))
                .and(tallies::n.ne(0)),
        )
        .select((tallies::week, tallies::kind, tallies::slot, tallies::n))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(week, kind, slot, n)| ((week, kind, slot), n))
        .collect())
}

/// The counts of a measure at several places by place, week and kind, all slots together.
///
/// # Errors
/// When the store fails.
pub fn by_place(
    conn: &mut Conn,
    measure: Measure,
    places: &[Id],
) -> Result<BTreeMap<(Id, NaiveDate, String), i64>, StoreError> {
    let keys = places.iter().map(|place| Key(*place));
    let rows: Vec<(Key, NaiveDate, String, i64)> = tallies::table
        .filter(
            tallies::measure
                .eq(measure.as_str())
                .and(tallies::place_id.eq_any(keys)),
        )
        .select((tallies::place_id, tallies::week, tallies::kind, tallies::n))
        .load(conn)?;
    let mut counts = BTreeMap::new();
    for (place, week, kind, n) in rows {
        *counts.entry((place.0, week, kind)).or_default() += n;
    }
    Ok(counts)
}

/// The first and last week with a report at a place.
///
/// # Errors
/// When the store fails.
pub fn weeks(conn: &mut Conn, place: Id) -> Result<Option<(Week, Week)>, StoreError> {
    let surfaced = tallies::table.filter(
        tallies::measure
            .eq(Measure::Surfaced.as_str())
            .and(tallies::place_id.eq(Key(place)))
            .and(tallies::n.gt(0)),
    );
    let (first, last): (Option<NaiveDate>, Option<NaiveDate>) = surfaced
        .select((
            diesel::dsl::min(tallies::week),
            diesel::dsl::max(tallies::week),
        ))
        .first(conn)?;
    Ok(first
        .zip(last)
        .map(|(first, last)| (Week::of(first), Week::of(last))))
}

fn ledger(conn: &mut Conn) -> Result<Ledger, StoreError> {
    let rows: Vec<(String, Key, String, NaiveDate, i32, i64)> = tallies::table
        .filter(tallies::n.ne(0))
        .select((
            tallies::measure,
            tallies::place_id,
            tallies::kind,
            tallies::week,
            tallies::slot,
            tallies::n,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(measure, place, kind, week, slot, n)| {
            let measure = Measure::parse(&measure)
                .map_err(|_unreadable| StoreError::Corrupt("tallies.measure"))?;
            Ok(((measure, place.0, kind, week, slot), n))
        })
        .collect()
}

/// Where the kept tallies differ from counted ones: one sentence each.
///
/// # Errors
/// When the store fails.
pub fn differences(conn: &mut Conn, counted: &Ledger) -> Result<Vec<String>, StoreError> {
    let kept = ledger(conn)?;
    let keys: std::collections::BTreeSet<_> = kept.keys().chain(counted.keys()).collect();
    Ok(keys
        .into_iter()
        .filter_map(|key| {
            let (is, should) = (kept.get(key).copied().unwrap_or(0), counted.get(key).copied().unwrap_or(0));
            let (measure, place, kind, week, slot) = key;
            (is != should).then(|| {
                format!("the tally {} of {kind} at place {place} in the week of {week}, step {slot}, is {is} and should be {should}", measure.as_str())
            })
        })
        .collect())
}

/// Puts counted tallies in the place of the kept ones.
///
/// # Errors
/// When the store fails.
pub fn replace(tx: &mut Tx<'_>, counted: &Ledger) -> Result<(), StoreError> {
    diesel::delete(tallies::table).execute(tx.conn())?;
    let rows: Vec<Row<'_>> = counted.iter().map(row).collect();
    for some in rows.chunks(TOGETHER) {
        crate::each_backend!(tx.conn(), |c| diesel::insert_into(tallies::table)
            .values(some)
            .execute(c))?;
    }
    Ok(())
}

/// Rows of one statement: far below the 32,766 values that SQLite takes.
const TOGETHER: usize = 500;

#[derive(Insertable)]
#[diesel(table_name = tallies, treat_none_as_default_value = false)]
struct Row<'a> {
    measure: &'static str,
    place_id: Key,
    kind: &'a str,
    week: NaiveDate,
    slot: i32,
    n: i64,
}

fn row<'a>(
    ((measure, place, kind, week, slot), n): (&'a (Measure, Id, String, NaiveDate, i32), &i64),
) -> Row<'a> {
    Row {
        measure: measure.as_str(),
        place_id: Key(*place),
        kind,
        week: *week,
        slot: *slot,
        n: *n,
    }
}

//! Rows: how much was worked at a place in a week.

use crate::{
    db::{Conn, StoreError, Tx, schema::exposure as table, types::Key},
    kernel::{ids::Id, time::Week},
    places::Tree,
    trends::model::{Amount, Entry, Known, Unit},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};
use std::collections::BTreeMap;

/// What is kept of a week of a place itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Where.
    pub(crate) place: Id,
    /// When.
    pub(crate) week: Week,
    /// What is counted.
    pub(crate) unit: Unit,
    /// How much.
    pub(crate) amount: Amount,
}

/// So many places are asked for at once.
const AT_ONCE: usize = 500;

/// What is kept of these places, place by place, oldest week first.
pub(crate) fn exposure(conn: &mut Conn, places: &[Id]) -> Result<Vec<Row>, StoreError> {
    let mut found = Vec::new();
    for some in places.chunks(AT_ONCE) {
        let rows: Vec<(Key, NaiveDate, String, i32)> = table::table
            .filter(table::place_id.eq_any(keys(some)))
            .order((table::place_id, table::week))
            .select((table::place_id, table::week, table::unit, table::hundredths))
            .load(conn)?;
        for (place, week, unit, hundredths) in rows {
            found.push(Row {
                place: place.0,
                week: Week::of(week),
                unit: read_unit(&unit)?,
                amount: Amount::of_hundredths(hundredths)
                    .ok_or(StoreError::Corrupt("exposure.hundredths"))?,
            });
        }
    }
    Ok(found)
}

/// Of these places those with something kept, and what is counted there.
pub(crate) fn units(conn: &mut Conn, places: &[Id]) -> Result<BTreeMap<Id, Unit>, StoreError> {
    let with = with(conn, places)?.into_iter();
    Ok(with.map(|(place, unit, _)| (place, unit)).collect())
}

/// The same, with the Monday of the first week.
fn with(conn: &mut Conn, places: &[Id]) -> Result<Vec<(Id, Unit, NaiveDate)>, StoreError> {
    let mut found = Vec::new();
    for some in places.chunks(AT_ONCE) {
        let rows: Vec<(Key, String, Option<NaiveDate>)> = table::table
            .filter(table::place_id.eq_any(keys(some)))
            .group_by((table::place_id, table::unit))
            .select((table::place_id, table::unit, dsl::min(table::week)))
            .load(conn)?;
        for (place, unit, first) in rows {
            let first = first.ok_or(StoreError::Corrupt("exposure.week"))?;
            found.push((place.0, read_unit(&unit)?, first));
        }
    }
    Ok(found)
}

/// What is known of a place and all below it.
pub(crate) fn known(conn: &mut Conn, tree: &Tree, place: Id) -> Result<Known, StoreError> {
    let all: Vec<Id> = tree
        .iter()
        .map(|(below, _)| below.id)
        .filter(|below| tree.is_within(*below, &[place]))
        .collect();
    let with = with(conn, &all)?;
    if with.is_empty() {
        return Ok(Known::Nothing);
    }
    let mut sums: BTreeMap<NaiveDate, (i64, i64)> = BTreeMap::new();
    for some in with.chunks(AT_ONCE) {
        let some: Vec<Id> = some.iter().map(|(place, ..)| *place).collect();
        let rows: Vec<(NaiveDate, Option<i64>, i64)> = table::table
            .filter(table::place_id.eq_any(keys(&some)))
            .group_by(table::week)
            .select((table::week, dsl::sum(table::hundredths), dsl::count_star()))
            .load(conn)?;
        for (week, sum, n) in rows {
            let (of, places) = sums.entry(week).or_default();
            *of = of.saturating_add(sum.unwrap_or(0));
            *places += n;
        }
    }
    let sums: Vec<_> = sums
        .into_iter()
        .map(|(week, (sum, places))| (week, sum, places))
        .collect();
    Ok(Known::of(tree, place, &with, &sums))
}

/// Keeps what is said of a week; `None` is not known any more.
pub(crate) fn keep_exposure(tx: &mut Tx<'_>, entry: &Entry) -> Result<(), StoreError> {
    let (place, week) = (Key(entry.place), entry.week.monday());
    let row = table::table
        .filter(table::place_id.eq(place))
        .filter(table::week.eq(week));
    let Some(amount) = entry.amount else {
        diesel::delete(row).execute(tx.conn())?;
        return Ok(());
    };
    let (unit, hundredths) = (entry.unit.to_string(), amount.hundredths());
    // Somebody else may have kept the same week a moment ago.
    let added = crate::each_backend!(tx.conn(), |c| diesel::insert_into(table::table)
        .values((
            table::place_id.eq(place),
            table::week.eq(week),
            table::unit.eq(&unit),
            table::hundredths.eq(hundredths),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    if added == 0 {
        diesel::update(row)
            .set((table::unit.eq(unit), table::hundredths.eq(hundredths)))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Removes all that is kept of a place itself; how many weeks these were.
pub(crate) fn forget_exposure(tx: &mut Tx<'_>, place: Id) -> Result<usize, StoreError> {
    let rows = table::table.filter(table::place_id.eq(Key(place)));
    Ok(diesel::delete(rows).execute(tx.conn())?)
}

fn keys(places: &[Id]) -> Vec<Key> {
    places.iter().map(|place| Key(*place)).collect()
}

fn read_unit(raw: &str) -> Result<Unit, StoreError> {
    Unit::parse(raw)
        .ok()
        .flatten()
        .ok_or(StoreError::Corrupt("exposure.unit"))
}

//! Rows: similar reports since a countermeasure is in place. Days and ids alone; whose they are stays
//! with the reports.

use super::see::read_strength;
use crate::{
    countermeasures::model::{Condition, Reference},
    db::{
        Conn, StoreError, Tx,
        schema::{
            countermeasure_conditions as conditions, countermeasure_recurrences as table,
            countermeasures, handlings, place_ancestors, report_factors, reports,
        },
        types::{At, Key},
    },
    kernel::{ids::Id, time::Now},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};

/// A countermeasure that is in place, and what would be similar.
#[derive(Debug, Clone)]
pub(crate) struct Watched {
    pub(crate) id: Id,
    pub(crate) reference: Reference,
    pub(crate) place: Id,
    pub(crate) since: NaiveDate,
    pub(crate) factors: Vec<u8>,
}

impl Watched {
    /// What would be similar; `None` where no condition has a factor.
    pub(crate) fn new(
        id: Id,
        reference: Reference,
        place: Id,
        since: NaiveDate,
        conditions: &[Condition],
    ) -> Option<Self> {
        let factors: Vec<u8> = conditions.iter().filter_map(|one| one.factor).collect();
        (!factors.is_empty()).then_some(Self {
            id,
            reference,
            place,
            since,
            factors,
        })
    }
}

/// All that are in place and were not let go.
pub(crate) fn watched(conn: &mut Conn) -> Result<Vec<Watched>, StoreError> {
    type Row = (Key, String, Key, Option<NaiveDate>);
    let rows: Vec<Row> = countermeasures::table
        .filter(countermeasures::in_place_on.is_not_null())
        .filter(
            countermeasures::decision
                .is_null()
                .or(countermeasures::decision.ne("let_go").assume_not_null()),
        )
        .select((
            countermeasures::id,
            countermeasures::reference,
            countermeasures::place_id,
            countermeasures::in_place_on,
        ))
        // One order for all servers: whoever holds several never waits in a circle.
        .order(countermeasures::id)
        .load(conn)?;
    let mut watched = Vec::new();
    for (id, reference, place, since) in rows {
        let factors: Vec<Option<i32>> = conditions::table
            .filter(conditions::countermeasure_id.eq(id))
            .filter(conditions::factor.is_not_null())
            .select(conditions::factor)
            .distinct()
            .load(conn)?;
        let factors: Vec<u8> = factors
            .into_iter()
            .flatten()
            .filter_map(|tile| u8::try_from(tile).ok())
            .collect();
        if let (Some(since), false) = (since, factors.is_empty()) {
            watched.push(Watched {
                id: id.0,
                reference: Reference::parse(&reference)
                    .map_err(|_unreadable| StoreError::Corrupt("countermeasures.reference"))?,
                place: place.0,
                since,
                factors,
            });
        }
    }
    Ok(watched)
}

/// Similar reports that were not noticed before: released, told here, of the same place or below it and
/// one of the same factors, about something since the day it is in place (`on_that_day`: of that day
/// alone). One that was told one level up says nothing at its own place, whose leads shall not learn
/// that it was told; one that was set aside is no report.
pub(crate) fn fresh(
    conn: &mut Conn,
    one: &Watched,
    on_that_day: bool,
    now: Now,
) -> Result<Vec<Id>, StoreError> {
    let below = place_ancestors::table
        .filter(place_ancestors::place_id.eq(reports::place_id))
        .filter(place_ancestors::ancestor_id.eq(Key(one.place)))
        .filter(
            reports::one_level_up
                .eq(false)
                .or(place_ancestors::distance.gt(0)),
        );
    let tiles: Vec<i32> = one.factors.iter().copied().map(i32::from).collect();
    let alike = report_factors::table
        .filter(report_factors::report_id.eq(reports::id))
        .filter(report_factors::side.eq("made_possible"))
        .filter(report_factors::factor.eq_any(tiles));
    let known = table::table
        .filter(table::report_id.eq(reports::id))
        .filter(table::countermeasure_id.eq(Key(one.id)));
    let aside = handlings::table
        .filter(handlings::report_id.eq(reports::id))
        .filter(handlings::triage.eq("set_aside"));
    let mut query = reports::table
        // Nothing is told before it happens: this lets the index find the rest.
        .filter(reports::surfaced_on.ge(one.since))
        .filter(reports::surfaced_on.le(now.today()))
        .filter(
            reports::occurred_on
                .is_null()
                .or(reports::occurred_on.ge(one.since).assume_not_null()),
        )
        .filter(reports::import_id.is_null())
        .filter(
            reports::release_at
                .is_null()
                .or(reports::release_at.le(At(now.at)).assume_not_null()),
        )
        .filter(dsl::exists(below))
        .filter(dsl::exists(alike))
        .filter(dsl::not(dsl::exists(known)))
        .filter(dsl::not(dsl::exists(aside)))
        .select(reports::id)
        .order(reports::id)
        .into_boxed::<crate::db::connection::Backend>();
    if on_that_day {
        query = query.filter(
            reports::occurred_on
                .is_null()
                .and(reports::surfaced_on.eq(one.since))
                .or(reports::occurred_on
                    .is_not_null()
                    .and(reports::occurred_on.eq(one.since).assume_not_null())),
        );
    }
    let keys: Vec<Key> = query.load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// Notes a similar report; `false` when somebody was first.
pub(crate) fn insert_recurrence(
    tx: &mut Tx<'_>,
    one: Id,
    report: Id,
    on: NaiveDate,
) -> Result<bool, StoreError> {
    insert(tx, one, report, on, true)
}

/// Notes a report of the day on which it came into place, told before: it does not count.
pub(crate) fn insert_before(
    tx: &mut Tx<'_>,
    one: Id,
    report: Id,
    on: NaiveDate,
) -> Result<bool, StoreError> {
    insert(tx, one, report, on, false)
}

fn insert(
    tx: &mut Tx<'_>,
    one: Id,
    report: Id,
    on: NaiveDate,
    counts: bool,
) -> Result<bool, StoreError> {
    let stored = crate::each_backend!(tx.conn(), |c| diesel::insert_into(table::table)
        .values((
            table::countermeasure_id.eq(Key(one)),
            table::report_id.eq(Key(report)),
            table::noticed_on.eq(on),
            table::counts.eq(counts),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(stored == 1)
}

/// Keeps that it is open again.
pub(crate) fn set_reopened(tx: &mut Tx<'_>, id: Id, on: NaiveDate) -> Result<(), StoreError> {
    diesel::update(countermeasures::table.filter(countermeasures::id.eq(Key(id))))
        .set(countermeasures::reopened_on.eq(Some(on)))
        .execute(tx.conn())?;
    Ok(())
}

/// The references and kinds of similar reports since, and the days on which they were noticed.
pub(crate) fn recurrences(
    conn: &mut Conn,
    id: Id,
) -> Result<Vec<(String, String, NaiveDate)>, StoreError> {
    Ok(table::table
        .inner_join(reports::table.on(reports::id.eq(table::report_id)))
        .filter(table::countermeasure_id.eq(Key(id)))
        .filter(table::counts.eq(true))
        .select((reports::reference, reports::kind, table::noticed_on))
        .order((table::noticed_on, reports::id))
        .load(conn)?)
}

/// What was meant to prevent this report: reference, place, what it changed, and whether it is strong.
pub(crate) fn of_report(
    conn: &mut Conn,
    report: Id,
) -> Result<Vec<(String, Id, String, &'static str)>, StoreError> {
    let rows: Vec<(String, Key, String, String)> = table::table
        .inner_join(countermeasures::table.on(countermeasures::id.eq(table::countermeasure_id)))
        .filter(table::report_id.eq(Key(report)))
        .filter(table::counts.eq(true))
        .select((
            countermeasures::reference,
            countermeasures::place_id,
            countermeasures::what,
            countermeasures::strength,
        ))
        .order(countermeasures::id)
        .load(conn)?;
    rows.into_iter()
        .map(|(reference, place, what, strength)| {
            Ok((
                reference,
                place.0,
                what,
                read_strength(&strength)?.in_words(),
            ))
        })
        .collect()
}

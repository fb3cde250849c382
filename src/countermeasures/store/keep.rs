//! Rows: what leads and improvers do with a countermeasure. Each change makes a new version.

use crate::{
    countermeasures::model::{Check, Condition, Decided, New, Plan, Reference},
    db::{
        StoreError, Tx,
        schema::{
            countermeasure_conditions as conditions, countermeasure_rounds as rounds,
            countermeasures as table,
        },
        types::Key,
    },
    kernel::ids::Id,
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};

/// Makes everybody else who acts on this one wait until this transaction has ended. An update that
/// changes nothing is what both databases wait for.
pub(crate) fn hold(tx: &mut Tx<'_>, reference: Reference) -> Result<(), StoreError> {
    let row = table::table.filter(table::reference.eq(reference.grouped(3)));
    diesel::update(row)
        .set(table::version.eq(table::version))
        .execute(tx.conn())?;
    Ok(())
}

/// Adds one, with a fresh reference.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    new: &New,
    added_on: NaiveDate,
) -> Result<Reference, StoreError> {
    let id = Id::random();
    let plan = &new.plan;
    let reference = loop {
        let reference = Reference::random();
        let stored = crate::each_backend!(tx.conn(), |c| diesel::insert_into(table::table)
            .values((
                (
                    table::id.eq(Key(id)),
                    table::reference.eq(reference.grouped(3)),
                    table::origin.eq(new.origin.kind.as_str()),
                    table::origin_reference.eq(&new.origin.reference),
                    table::origin_title.eq(new.origin_title.as_deref()),
                    table::place_id.eq(Key(new.place)),
                    table::added_on.eq(added_on),
                    table::version.eq(1),
                ),
                (
                    table::what.eq(&plan.what),
                    table::strength.eq(plan.strength.as_str()),
                    table::lasting.eq(plan.lasting),
                    table::owner_id.eq(plan.owner.map(Key)),
                    table::due.eq(plan.due),
                    table::effect.eq(&plan.effect),
                    table::measure.eq(&plan.measure),
                    table::check_on.eq(plan.check_on),
                ),
            ))
            .on_conflict_do_nothing()
            .execute(c))?;
        if stored == 1 {
            break reference;
        }
    };
    insert_conditions(tx, id, &new.conditions)?;
    Ok(reference)
}

fn insert_conditions(tx: &mut Tx<'_>, id: Id, addressed: &[Condition]) -> Result<(), StoreError> {
    for condition in addressed {
        diesel::insert_into(conditions::table)
            .values((
                conditions::countermeasure_id.eq(Key(id)),
                conditions::condition_id.eq(Key(condition.id)),
                conditions::statement.eq(&condition.statement),
                conditions::factor.eq(condition.factor.map(i32::from)),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// Puts these conditions in the place of those that it addressed.
pub(crate) fn save_conditions(
    tx: &mut Tx<'_>,
    id: Id,
    addressed: &[Condition],
) -> Result<(), StoreError> {
    diesel::delete(conditions::table.filter(conditions::countermeasure_id.eq(Key(id))))
        .execute(tx.conn())?;
    insert_conditions(tx, id, addressed)?;
    diesel::update(table::table.filter(table::id.eq(Key(id))))
        .set(table::version.eq(table::version + 1))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps what is to change and what we expect of it.
pub(crate) fn save_plan(tx: &mut Tx<'_>, id: Id, plan: &Plan) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(id))))
        .set((
            table::what.eq(&plan.what),
            table::strength.eq(plan.strength.as_str()),
            table::lasting.eq(plan.lasting),
            table::owner_id.eq(plan.owner.map(Key)),
            table::due.eq(plan.due),
            table::effect.eq(&plan.effect),
            table::measure.eq(&plan.measure),
            table::check_on.eq(plan.check_on),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps since when it is in place, and when it is checked.
pub(crate) fn put_in_place(
    tx: &mut Tx<'_>,
    id: Id,
    on: NaiveDate,
    check_on: NaiveDate,
) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(id))))
        .set((
            table::in_place_on.eq(Some(on)),
            table::check_on.eq(check_on),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps what was seen at the place.
pub(crate) fn save_check(tx: &mut Tx<'_>, id: Id, check: &Check) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(id))))
        .set((
            table::seen_on.eq(Some(check.seen.on)),
            table::seen_role.eq(Some(&check.seen.role)),
            table::seen_what.eq(Some(&check.seen.what)),
            table::result.eq(Some(check.result.as_str())),
            table::side_effects.eq(check.side_effects.as_deref()),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps the decision; it is not open again any more.
pub(crate) fn save_decision(tx: &mut Tx<'_>, id: Id, decided: &Decided) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(id))))
        .set((
            table::decision.eq(Some(decided.decision.as_str())),
            table::decision_reason.eq(decided.reason.as_deref()),
            table::decided_on.eq(Some(decided.on)),
            table::reopened_on.eq(None::<NaiveDate>),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps where else it was brought to.
pub(crate) fn save_spread(tx: &mut Tx<'_>, id: Id, words: Option<&str>) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(id))))
        .set((
            table::spread_to.eq(words),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Puts check and decision among the earlier rounds; the next check is due on `check_on`, or when it
/// was.
pub(crate) fn start_round(
    tx: &mut Tx<'_>,
    id: Id,
    check: Option<&Check>,
    decided: Option<&Decided>,
    check_on: Option<NaiveDate>,
) -> Result<(), StoreError> {
    let before: i64 = rounds::table
        .filter(rounds::countermeasure_id.eq(Key(id)))
        .select(dsl::count_star())
        .first(tx.conn())?;
    diesel::insert_into(rounds::table)
        .values((
            rounds::countermeasure_id.eq(Key(id)),
            rounds::round.eq(i32::try_from(before).unwrap_or(i32::MAX)),
            rounds::seen_on.eq(check.map(|check| check.seen.on)),
            rounds::seen_role.eq(check.map(|check| check.seen.role.as_str())),
            rounds::seen_what.eq(check.map(|check| check.seen.what.as_str())),
            rounds::result.eq(check.map(|check| check.result.as_str())),
            rounds::side_effects.eq(check.and_then(|check| check.side_effects.as_deref())),
            rounds::decision.eq(decided.map(|decided| decided.decision.as_str())),
            rounds::decision_reason.eq(decided.and_then(|decided| decided.reason.as_deref())),
            rounds::decided_on.eq(decided.map(|decided| decided.on)),
        ))
        .execute(tx.conn())?;
    let row = table::table.filter(table::id.eq(Key(id)));
    diesel::update(row)
        .set((
            table::seen_on.eq(None::<NaiveDate>),
            table::seen_role.eq(None::<&str>),
            table::seen_what.eq(None::<&str>),
            table::result.eq(None::<&str>),
            table::side_effects.eq(None::<&str>),
            table::decision.eq(None::<&str>),
            table::decision_reason.eq(None::<&str>),
            table::decided_on.eq(None::<NaiveDate>),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.conn())?;
    if let Some(check_on) = check_on {
        diesel::update(row)
            .set(table::check_on.eq(check_on))
            .execute(tx.conn())?;
    }
    Ok(())
}

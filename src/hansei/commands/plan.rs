//! Acts: a hansei is planned, and its plan is changed.

use super::{Error, Refusal, held, noted};
use crate::{
    db::Tx,
    hansei::{
        agenda, linked,
        model::{LinkKind, Meeting, NewHansei, Reference},
        store,
    },
    journal,
    kernel::{ids::Id, time::Now},
    people::{self, Person, Role},
    places,
    reports::Scope,
};

/// Plans a hansei at a place of theirs, about what they may see.
///
/// # Errors
/// `Refusal` for a place, a report, or a facilitator that cannot be.
pub fn plan(tx: &mut Tx<'_>, new: &NewHansei, by: &Person, now: Now) -> Result<Reference, Error> {
    let meeting = &new.meeting;
    at_their_place(tx, meeting.place, by)?;
    let scope = agenda::scope(by, now);
    let (mut involved, mut links) = (Vec::new(), Vec::new());
    for about in &new.about {
        let named = about.grouped(3);
        let mut found = None;
        for kind in LinkKind::ALL {
            if found.is_none() {
                let link = linked::find(tx.conn(), *kind, *about, &scope, by.id)?;
                found = link.map(|link| (*kind, link));
            }
        }
        let (kind, link) = found.ok_or_else(|| Refusal::NoReport(named.clone()))?;
        if !link.ready {
            return Err(Refusal::ThankFirst(named).into());
        }
        involved.extend(link.involved);
        links.push((kind, *about));
    }
    not_involved(tx, meeting.facilitator, &involved)?;
    let reference = Reference::random();
    store::insert(tx, reference, new, &links, by.id)?;
    noted(tx, journal::Act::HanseiPlanned, reference, by.id, now)?;
    Ok(reference)
}

/// Changes why, where, when and with whom people meet, until they have begun. `as_read` is the mark of
/// the plan that was changed.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Begun`, `Refusal::PlanChanged`, and for a place or a facilitator that
/// cannot be.
pub fn replan(
    tx: &mut Tx<'_>,
    reference: Reference,
    as_read: &str,
    meeting: &Meeting,
    by: &Person,
    now: Now,
) -> Result<(), Error> {
    let hansei = held(tx, reference, by)?;
    if !hansei.is_planned() {
        return Err(Refusal::Begun.into());
    }
    let planned = hansei.meeting();
    if planned == *meeting {
        return Ok(());
    }
    if planned.mark() != as_read {
        return Err(Refusal::PlanChanged.into());
    }
    if meeting.place != planned.place {
        at_their_place(tx, meeting.place, by)?;
    }
    // Who answers for a report is not involved, also where whoever changes the plan does not see it.
    let whole = Scope {
        places: vec![places::ROOT],
        now,
    };
    let mut involved = Vec::new();
    for (kind, about) in store::links(tx.conn(), hansei.id)? {
        if let Some(link) = linked::find(tx.conn(), kind, about, &whole, by.id)? {
            involved.extend(link.involved);
        }
    }
    not_involved(tx, meeting.facilitator, &involved)?;
    store::save_meeting(tx, hansei.id, meeting)?;
    Ok(noted(
        tx,
        journal::Act::HanseiReplanned,
        reference,
        by.id,
        now,
    )?)
}

fn at_their_place(tx: &mut Tx<'_>, place: Id, by: &Person) -> Result<(), Error> {
    let above = places::ancestors(tx.conn(), place)?;
    let theirs = by.role != Role::Lead || above.iter().any(|place| by.places.contains(place));
    if above.is_empty() || !theirs {
        return Err(Refusal::NoPlace.into());
    }
    Ok(())
}

fn not_involved(tx: &mut Tx<'_>, chosen: Id, involved: &[Id]) -> Result<(), Error> {
    let facilitator = people::find(tx.conn(), chosen)?
        .filter(may_facilitate)
        .ok_or(Refusal::NoFacilitator)?;
    if involved.contains(&facilitator.id) {
        return Err(Refusal::Involved(facilitator.name).into());
    }
    Ok(())
}

/// Whether an account can facilitate at all.
pub(in crate::hansei) fn may_facilitate(person: &Person) -> bool {
    person.active && matches!(person.role, Role::Lead | Role::Improver)
}

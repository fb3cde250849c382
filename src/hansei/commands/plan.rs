//! Acts: a hansei is planned.

use super::{Error, Refusal, noted};
use crate::{
    db::Tx,
    hansei::{
        agenda, linked,
        model::{LinkKind, NewHansei, Reference},
        store,
    },
    journal,
    kernel::time::Now,
    people::{self, Person, Role},
    places,
};

/// Plans a hansei; answers its reference.
///
/// # Errors
/// `Refusal::NoPlace`, `Refusal::NoReport`, `Refusal::ThankFirst`, `Refusal::NoFacilitator`,
/// `Refusal::Involved`.
pub fn plan(tx: &mut Tx<'_>, new: &NewHansei, by: &Person, now: Now) -> Result<Reference, Error> {
    let above = places::ancestors(tx.conn(), new.place)?;
    let theirs = by.role != Role::Lead || above.iter().any(|place| by.places.contains(place));
    if above.is_empty() || !theirs {
        return Err(Refusal::NoPlace.into());
    }
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
    let facilitator = people::find(tx.conn(), new.facilitator)?
        .filter(may_facilitate)
        .ok_or(Refusal::NoFacilitator)?;
    if involved.contains(&facilitator.id) {
        return Err(Refusal::Involved(facilitator.name).into());
    }
    let reference = Reference::random();
    store::insert(tx, reference, new, &links, by.id)?;
    noted(tx, journal::Act::HanseiPlanned, reference, by.id, now)?;
    Ok(reference)
}

/// Whether an account can facilitate at all.
pub(in crate::hansei) fn may_facilitate(person: &Person) -> bool {
    person.active && matches!(person.role, Role::Lead | Role::Improver)
}

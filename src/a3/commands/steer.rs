//! Acts: who keeps a sheet going, and where it stands.

use super::{Error, held, noted};
use crate::{
    a3::{
        model::{Reference, Refusal, Section, Status, may_become},
        store::{self, Reader},
    },
    db::Tx,
    journal,
    kernel::ids::Id,
    people::{self, Role},
};

/// Says where a sheet stands; a reason is kept for letting go.
///
/// # Errors
/// `Refusal::ReasonMissing`, `Refusal::NotCheckedYet`, `Refusal::NotHere`.
pub fn set_status(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    status: Status,
    reason: Option<&str>,
) -> Result<(), Error> {
    let a3 = held(tx, reference, reader)?;
    let found = store::section(tx.conn(), a3.id, Section::FollowUpActual)?;
    may_become(a3.status, status, reason, &found.words)?;
    let reason = reason.filter(|_| status == Status::LetGo);
    if a3.status == status && a3.status_reason.as_deref() == reason {
        return Ok(());
    }
    store::set_status(tx, a3.id, status, reason)?;
    store::touch(tx, a3.id, reader.now.at)?;
    Ok(noted(tx, journal::Act::A3StatusSet, reference, reader)?)
}

/// Says who keeps a sheet going and who asks beside it. Somebody who is there already may stay, even if their
/// account is closed.
///
/// # Errors
/// `Refusal::UnknownPerson` for somebody who is neither a lead nor an improver, `Refusal::NotHere`.
pub fn set_people(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    owner: Option<Id>,
    mentor: Option<Id>,
) -> Result<(), Error> {
    let a3 = held(tx, reference, reader)?;
    for (chosen, before) in [(owner, a3.owner), (mentor, a3.mentor)] {
        let Some(id) = chosen.filter(|_| chosen != before) else {
            continue;
        };
        let person = people::find(tx.conn(), id)?.ok_or(Refusal::UnknownPerson)?;
        if !person.active || !matches!(person.role, Role::Lead | Role::Improver) {
            return Err(Refusal::UnknownPerson.into());
        }
    }
    if (owner, mentor) == (a3.owner, a3.mentor) {
        return Ok(());
    }
    store::set_people(tx, a3.id, owner, mentor)?;
    store::touch(tx, a3.id, reader.now.at)?;
    Ok(noted(tx, journal::Act::A3PeopleSet, reference, reader)?)
}

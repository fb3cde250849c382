//! Acts: places added and changed.
//!
//! The callers write the journal's line: a file's import adds many places in one act.

use super::{
    model::{Invitation, NewPlace, Place, PlaceCode},
    store,
};
use crate::{
    db::{StoreError, Tx},
    kernel::ids::Id,
};

/// Why the rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such place.
    #[error("There is no place with this code.")]
    NotHere,
    /// Two places of one name side by side could not be told apart.
    #[error("There is a place with this name here already.")]
    NameTaken,
}

/// An act on places fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a place below another and draws its code.
///
/// # Errors
/// `Refusal::NotHere` for an unknown parent, `Refusal::NameTaken` beside one of the same name.
pub fn add(tx: &mut Tx<'_>, new: &NewPlace) -> Result<Place, Error> {
    store::find(tx.conn(), new.parent)?.ok_or(Refusal::NotHere)?;
    if store::child_named(tx.conn(), new.parent, &new.name)?.is_some() {
        return Err(Refusal::NameTaken.into());
    }
    let code = free_code(tx)?;
    let id = store::insert(tx, code, new)?;
    Ok(Place {
        id,
        code,
        name: new.name.clone(),
        parent: Some(new.parent),
        people: new.people,
        station: new.station,
    })
}

/// The place at the end of a path below the whole house; what is missing on the way is added.
///
/// # Errors
/// When the store fails.
pub fn at_path(tx: &mut Tx<'_>, path: &[String]) -> Result<Id, Error> {
    let mut at = store::ROOT;
    for name in path {
        at = match store::child_named(tx.conn(), at, name)? {
            Some(place) => place.id,
            None => {
                add(
                    tx,
                    &NewPlace {
                        name: name.clone(),
                        parent: at,
                        people: None,
                        station: false,
                    },
                )?
                .id
            }
        };
    }
    Ok(at)
}

/// Changes a place's name, its number of people and whether it has a station.
///
/// # Errors
/// `Refusal::NotHere` for an unknown code, `Refusal::NameTaken` beside one of the same name.
pub fn change(
    tx: &mut Tx<'_>,
    code: PlaceCode,
    name: &str,
    people: Option<u32>,
    station: bool,
) -> Result<Place, Error> {
    let place = store::by_code(tx.conn(), code)?.ok_or(Refusal::NotHere)?;
    if let Some(parent) = place.parent
        && store::child_named(tx.conn(), parent, name)?.is_some_and(|other| other.id != place.id)
    {
        return Err(Refusal::NameTaken.into());
    }
    store::update(tx, place.id, name, people, station)?;
    Ok(Place {
        name: name.to_owned(),
        people,
        station,
        ..place
    })
}

/// Keeps the standing invitation of a place in the place of an earlier one; `None` takes it back, and
/// the one of the place above is shown again.
///
/// # Errors
/// `Refusal::NotHere` for an unknown place.
pub fn invite(tx: &mut Tx<'_>, place: Id, invitation: Option<&Invitation>) -> Result<(), Error> {
    store::find(tx.conn(), place)?.ok_or(Refusal::NotHere)?;
    Ok(store::set_invitation(tx, place, invitation)?)
}

/// A million codes: a collision is rare, and drawn again.
fn free_code(tx: &mut Tx<'_>) -> Result<PlaceCode, StoreError> {
    loop {
        let code = PlaceCode::random();
        if store::by_code(tx.conn(), code)?.is_none() {
            return Ok(code);
        }
    }
}

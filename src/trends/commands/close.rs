//! Weeks in which a place is closed: marked, and opened again.

use super::{Error, Refusal};
use crate::{
    db::Tx,
    journal::{self, Act},
    kernel::{
        ids::Id,
        time::{Now, day_in_words},
    },
    people::{Person, Role},
    places::{self, Tree},
    trends::{
        model::{Reference, Span, way},
        store,
    },
};

/// Whether somebody may close weeks of a place: leads of their own, admins of all.
pub(crate) fn may_close(person: &Person, tree: &Tree, place: Id) -> bool {
    match person.role {
        Role::Admin => true,
        Role::Lead => tree.is_within(place, &person.places),
        Role::Improver | Role::Keeper => false,
    }
}

/// Closes whole weeks of a place and of all below it.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Overlap`.
pub(crate) fn close_weeks(
    tx: &mut Tx<'_>,
    person: &Person,
    place: Id,
    span: Span,
    words: &str,
    now: Now,
) -> Result<(), Error> {
    let tree = places::all(tx.conn())?;
    if tree.get(place).is_none() || !may_close(person, &tree, place) {
        return Err(Refusal::NotHere.into());
    }
    let there = store::closed(tx.conn(), &way(&tree, place))?;
    if let Some(other) = there.iter().find(|other| other.span.overlaps(&span)) {
        let sunday = other.span.to.plus(1).monday().pred_opt();
        return Err(Refusal::Overlap(
            tree.path(other.place),
            day_in_words(other.span.from.monday()),
            day_in_words(sunday.unwrap_or(other.span.to.monday())),
        )
        .into());
    }
    let reference = store::add_closed(tx, place, span, words, person.id)?;
    noted(tx, person, Act::WeeksClosed, reference, now)
}

/// Counts closed weeks again.
///
/// # Errors
/// `Refusal::NotHere`.
pub(crate) fn open_weeks(
    tx: &mut Tx<'_>,
    person: &Person,
    reference: Reference,
    now: Now,
) -> Result<(), Error> {
    let tree = places::all(tx.conn())?;
    let all: Vec<Id> = tree.iter().map(|(place, _)| place.id).collect();
    let there = store::closed(tx.conn(), &all)?;
    let closed = there.iter().find(|closed| closed.reference == reference);
    if !closed.is_some_and(|closed| may_close(person, &tree, closed.place))
        || !store::drop_closed(tx, reference)?
    {
        return Err(Refusal::NotHere.into());
    }
    noted(tx, person, Act::WeeksOpened, reference, now)
}

fn noted(
    tx: &mut Tx<'_>,
    person: &Person,
    act: Act,
    reference: Reference,
    now: Now,
) -> Result<(), Error> {
    let subject = reference.grouped(3);
    Ok(journal::record(tx, Some(person.id), act, &subject, now)?)
}

//! At which places exposure is kept, and by whom.

use super::super::places::{apart, children, people, way};
use crate::{
    kernel::ids::Id,
    people::{Person, Role},
    places::{Place, Tree},
};

/// Why somebody cannot write down the exposure of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotOpen {
    /// It is not theirs, or not there.
    #[error("We know no such place of yours. Please take its code from the list of places.")]
    NotTheirs,
    /// Hours of a few people tell who was away.
    #[error(
        "So few people work here that their hours would tell of one of them. Please add them to those of the place above."
    )]
    Few,
}

/// Whether somebody may write down, and read, how much was worked at a place: leads at their own places, improvers and
/// admins at all; `None` is the terminal. Nobody where fewer than `k` people work, and nobody but its own leads where a
/// place is not shown apart: hours of a few people tell who was away.
pub(crate) fn open(
    person: Option<&Person>,
    tree: &Tree,
    place: &Place,
    k: i64,
) -> Result<(), NotOpen> {
    let safe = match person.map(|person| (person.role, &person.places)) {
        Some((Role::Keeper, _)) => return Err(NotOpen::NotTheirs),
        Some((Role::Lead, own)) if !tree.is_within(place.id, own) => {
            return Err(NotOpen::NotTheirs);
        }
        Some((Role::Lead, _)) => !place.is_small(k),
        Some((Role::Improver | Role::Admin, _)) | None => is_apart(tree, place.id, k),
    };
    if safe { Ok(()) } else { Err(NotOpen::Few) }
}

/// Whether a place and each above it is shown apart to everybody.
fn is_apart(tree: &Tree, place: Id, k: i64) -> bool {
    let path = way(tree, place);
    path.iter().zip(path.iter().skip(1)).all(|(above, below)| {
        apart(&children(tree, *above), people(tree, *above), k).contains(below)
    })
}

//! Act: a lead goes first, with an own mistake.

use super::{Error, Viewer, Written, lead::noted};
use crate::{
    db::{Conn, StoreError, Tx},
    journal,
    kernel::ids::Id,
    lessons::{
        model::{Lesson, Month, Own, Reference, State, Words},
        store,
    },
    places,
};

/// Places that a lead can name beside an own mistake: those that they answer for, as far as they are wide enough,
/// and the whole house.
///
/// # Errors
/// When the store fails.
pub(super) fn places_of(
    conn: &mut Conn,
    of: &[Id],
    small_number: i64,
) -> Result<Vec<Id>, StoreError> {
    let mut found = vec![places::ROOT];
    for id in of {
        if let Some(place) = places::find(conn, *id)? {
            let wide = places::wide_enough(conn, place, small_number)?;
            if !found.contains(&wide) {
                found.push(wide);
            }
        }
    }
    Ok(found)
}

/// The same, for a lead.
///
/// # Errors
/// When the store fails.
pub fn own_places(
    conn: &mut Conn,
    viewer: &Viewer,
    small_number: i64,
) -> Result<Vec<Id>, StoreError> {
    places_of(conn, &viewer.scope.places, small_number)
}

/// Publishes an own mistake at once, under the lead's own name.
///
/// # Errors
/// When the store fails.
pub fn write_own(
    tx: &mut Tx<'_>,
    viewer: &Viewer,
    written: Written,
    small_number: i64,
) -> Result<Reference, Error> {
    let places = places_of(tx.conn(), &viewer.scope.places, small_number)?;
    let place = if places.contains(&written.words.place) {
        written.words.place
    } else {
        places::ROOT
    };
    let lesson = Lesson {
        id: Id::random(),
        reference: Reference::random(),
        report: None,
        own: Some(Own {
            person: viewer.person,
            name: String::new(),
            role: written.role.unwrap_or_default(),
        }),
        words: Words {
            place,
            ..written.words
        },
        state: State::Published,
        said: None,
        said_on: None,
        month: Some(Month::of(viewer.now().today())),
    };
    store::insert(tx, &lesson)?;
    noted(tx, journal::Act::LessonPublished, &lesson, viewer)?;
    Ok(lesson.reference)
}

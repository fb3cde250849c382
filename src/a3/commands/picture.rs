//! Acts: photos and drawings of the current condition.

use super::{Error, held, noted, see};
use crate::{
    a3::{
        model::{MOST_PICTURES, Reference, Refusal},
        store::{self, A3, Reader, Sketch},
    },
    db::{Conn, StoreError, Tx},
    journal,
    kernel::ids::Id,
    pictures::Picture,
};

/// Adds a picture. The same sent twice is kept once.
///
/// # Errors
/// `Refusal::EnoughPictures`, `Refusal::NotHere`.
pub fn add_picture(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    picture: &Picture,
) -> Result<(), Error> {
    let a3 = held(tx, reference, reader)?;
    let there = store::pictures_with_jpeg(tx.conn(), a3.id)?;
    if there.iter().any(|(_, jpeg)| *jpeg == picture.jpeg) {
        return Ok(());
    }
    let free = (1..=MOST_PICTURES)
        .filter_map(|position| i32::try_from(position).ok())
        .find(|position| there.iter().all(|(sketch, _)| sketch.position != *position))
        .ok_or(Refusal::EnoughPictures)?;
    store::insert_picture(tx, a3.id, free, picture)?;
    store::touch(tx, a3.id, reader.now.at)?;
    Ok(noted(tx, journal::Act::A3Changed, reference, reader)?)
}

/// Takes a picture away; one that is gone already stays away.
///
/// # Errors
/// `Refusal::NotHere`.
pub fn remove_picture(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    picture: Id,
) -> Result<(), Error> {
    let a3 = held(tx, reference, reader)?;
    store::delete_picture(tx, a3.id, picture)?;
    store::touch(tx, a3.id, reader.now.at)?;
    Ok(noted(tx, journal::Act::A3Changed, reference, reader)?)
}

/// The pictures of a sheet that the reader has seen, in order.
///
/// # Errors
/// When the store fails.
pub(crate) fn pictures(conn: &mut Conn, a3: &A3) -> Result<Vec<Sketch>, StoreError> {
    store::pictures(conn, a3.id)
}

/// The bytes of one picture.
///
/// # Errors
/// `Refusal::NotHere`, also for a picture of another sheet.
pub fn see_picture(
    conn: &mut Conn,
    reference: Reference,
    reader: &Reader,
    picture: Id,
) -> Result<Vec<u8>, Error> {
    let a3 = see(conn, reference, reader)?;
    Ok(store::picture(conn, a3.id, picture)?.ok_or(Refusal::NotHere)?)
}

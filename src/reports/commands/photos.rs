//! Acts: photos that a reporter adds and takes away, and that leads look at.

use super::{Error, held};
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{ids::Id, keys::Hash},
    pictures::Picture,
    reports::{
        model::{MOST_PHOTOS, Reference, Refusal},
        store::{self, Photo, Scope},
    },
};

/// Adds a photo to the report of this receipt. The same photo sent twice is stored once.
///
/// # Errors
/// `Refusal::EnoughPhotos`; `Refusal::NotHere` for an unknown receipt.
pub fn add_photo(tx: &mut Tx<'_>, receipt: &Hash, picture: &Picture) -> Result<Photo, Error> {
    let report = held(tx, receipt)?;
    let there = store::photos_with_jpeg(tx.conn(), report.id)?;
    if let Some((photo, _)) = there.iter().find(|(_, jpeg)| *jpeg == picture.jpeg) {
        return Ok(*photo);
    }
    let free = (1..=MOST_PHOTOS)
        .filter_map(|position| i32::try_from(position).ok())
        .find(|position| there.iter().all(|(photo, _)| photo.position != *position))
        .ok_or(Refusal::EnoughPhotos)?;
    Ok(store::insert_photo(tx, report.id, free, picture)?)
}

/// Takes a photo away from the report of this receipt; one that is gone already stays away.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt.
pub fn remove_photo(tx: &mut Tx<'_>, receipt: &Hash, photo: Id) -> Result<(), Error> {
    let report = held(tx, receipt)?;
    Ok(store::delete_photo(tx, report.id, photo)?)
}

/// The photos of a report with their bytes, for its reporter's own page.
///
/// # Errors
/// When the store fails.
pub fn reporters_photos(conn: &mut Conn, report: Id) -> Result<Vec<(Photo, Vec<u8>)>, StoreError> {
    store::photos_with_jpeg(conn, report)
}

/// The photos of a report that a lead has open.
///
/// # Errors
/// When the store fails.
pub fn photos(conn: &mut Conn, report: Id) -> Result<Vec<Photo>, StoreError> {
    store::photos(conn, report)
}

/// The bytes of one photo, if this lead may see its report.
///
/// # Errors
/// `Refusal::NotHere` for one that is not there or not theirs.
pub fn see_photo(
    conn: &mut Conn,
    reference: Reference,
    scope: &Scope,
    photo: Id,
) -> Result<Vec<u8>, Error> {
    Ok(store::photo_seen_by(conn, reference, scope, photo)?.ok_or(Refusal::NotHere)?)
}

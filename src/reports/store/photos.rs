//! Rows: photos of a report.

use super::see::{Scope, visible};
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{photos as table, reports},
        types::Key,
    },
    kernel::ids::Id,
    pictures::Picture,
    reports::model::Reference,
};
use diesel::prelude::*;

/// A photo of a report, without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Photo {
    /// Its identity.
    pub id: Id,
    /// Its place among the photos of its report, 1 to 5.
    pub position: i32,
    /// Pixels across.
    pub width: i32,
    /// Pixels down.
    pub height: i32,
}

type Columns = (Key, i32, i32, i32);

fn photo((id, position, width, height): Columns) -> Photo {
    Photo {
        id: id.0,
        position,
        width,
        height,
    }
}

const COLUMNS: (table::id, table::position, table::width, table::height) =
    (table::id, table::position, table::width, table::height);

/// The photos of a report, in order.
pub(crate) fn photos(conn: &mut Conn, report: Id) -> Result<Vec<Photo>, StoreError> {
    let rows: Vec<Columns> = table::table
        .filter(table::report_id.eq(Key(report)))
        .select(COLUMNS)
        .order(table::position)
        .load(conn)?;
    Ok(rows.into_iter().map(photo).collect())
}

/// The same with their bytes.
pub(crate) fn photos_with_jpeg(
    conn: &mut Conn,
    report: Id,
) -> Result<Vec<(Photo, Vec<u8>)>, StoreError> {
    let rows: Vec<(Columns, Vec<u8>)> = table::table
        .filter(table::report_id.eq(Key(report)))
        .select((COLUMNS, table::jpeg))
        .order(table::position)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(columns, jpeg)| (photo(columns), jpeg))
        .collect())
}

/// The bytes of one photo of the report with this reference, if `scope` may see that report.
pub(crate) fn photo_seen_by(
    conn: &mut Conn,
    reference: Reference,
    scope: &Scope,
    id: Id,
) -> Result<Option<Vec<u8>>, StoreError> {
    let report: Option<Key> = reports::table
        .filter(reports::reference.eq(reference.grouped(3)))
        .filter(visible(scope))
        .select(reports::id)
        .first(conn)
        .optional()?;
    let Some(report) = report else {
        return Ok(None);
    };
    Ok(table::table
        .filter(table::id.eq(Key(id)))
        .filter(table::report_id.eq(report))
        .select(table::jpeg)
        .first(conn)
        .optional()?)
}

/// Adds a photo at a place that is free.
pub(crate) fn insert_photo(
    tx: &mut Tx<'_>,
    report: Id,
    position: i32,
    picture: &Picture,
) -> Result<Photo, StoreError> {
    let photo = Photo {
        id: Id::random(),
        position,
        width: i32::from(picture.width),
        height: i32::from(picture.height),
    };
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(photo.id)),
            table::report_id.eq(Key(report)),
            table::position.eq(position),
            table::width.eq(photo.width),
            table::height.eq(photo.height),
            table::jpeg.eq(&picture.jpeg),
        ))
        .execute(tx.conn())?;
    Ok(photo)
}

/// Takes a photo of this report away; one that is not there stays away.
pub(crate) fn delete_photo(tx: &mut Tx<'_>, report: Id, id: Id) -> Result<(), StoreError> {
    diesel::delete(
        table::table
            .filter(table::id.eq(Key(id)))
            .filter(table::report_id.eq(Key(report))),
    )
    .execute(tx.conn())?;
    Ok(())
}

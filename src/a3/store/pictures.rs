//! Rows: photos and drawings of the current condition.

use crate::{
    db::{Conn, StoreError, Tx, schema::a3_pictures as table, types::Key},
    kernel::ids::Id,
    pictures::Picture,
};
use diesel::prelude::*;

/// A photo or drawing, without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sketch {
    /// Its identity.
    pub(crate) id: Id,
    /// Its place among those of its sheet, from 1.
    pub(crate) position: i32,
    /// Pixels across.
    pub(crate) width: i32,
    /// Pixels down.
    pub(crate) height: i32,
}

type Columns = (Key, i32, i32, i32);

fn sketch((id, position, width, height): Columns) -> Sketch {
    Sketch {
        id: id.0,
        position,
        width,
        height,
    }
}

const COLUMNS: (table::id, table::position, table::width, table::height) =
    (table::id, table::position, table::width, table::height);

/// The pictures of a sheet, in order.
pub(crate) fn pictures(conn: &mut Conn, a3: Id) -> Result<Vec<Sketch>, StoreError> {
    let rows: Vec<Columns> = table::table
        .filter(table::a3_id.eq(Key(a3)))
        .select(COLUMNS)
        .order(table::position)
        .load(conn)?;
    Ok(rows.into_iter().map(sketch).collect())
}

/// The same with their bytes.
pub(crate) fn pictures_with_jpeg(
    conn: &mut Conn,
    a3: Id,
) -> Result<Vec<(Sketch, Vec<u8>)>, StoreError> {
    let rows: Vec<(Columns, Vec<u8>)> = table::table
        .filter(table::a3_id.eq(Key(a3)))
        .select((COLUMNS, table::jpeg))
        .order(table::position)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(columns, jpeg)| (sketch(columns), jpeg))
        .collect())
}

/// The bytes of one picture of this sheet.
pub(crate) fn picture(conn: &mut Conn, a3: Id, id: Id) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(table::table
        .filter(table::id.eq(Key(id)))
        .filter(table::a3_id.eq(Key(a3)))
        .select(table::jpeg)
        .first(conn)
        .optional()?)
}

/// Keeps a picture at a free place.
pub(crate) fn insert_picture(
    tx: &mut Tx<'_>,
    a3: Id,
    position: i32,
    picture: &Picture,
) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::a3_id.eq(Key(a3)),
            table::position.eq(position),
            table::width.eq(i32::from(picture.width)),
            table::height.eq(i32::from(picture.height)),
            table::jpeg.eq(&picture.jpeg),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Takes a picture away.
pub(crate) fn delete_picture(tx: &mut Tx<'_>, a3: Id, id: Id) -> Result<(), StoreError> {
    diesel::delete(
        table::table
            .filter(table::id.eq(Key(id)))
            .filter(table::a3_id.eq(Key(a3))),
    )
    .execute(tx.conn())?;
    Ok(())
}

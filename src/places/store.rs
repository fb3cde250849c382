//! Rows: places and what is above them.

use super::model::{Invitation, NewPlace, Place, PlaceCode, Tree};
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{invitations as inviting, place_ancestors, places},
        types::Key,
    },
    kernel::ids::Id,
};
use diesel::prelude::*;
use std::collections::HashMap;
use uuid::uuid;

/// The whole house: what is not placed belongs here. The migrations make it.
pub const ROOT: Id = Id::from_uuid(uuid!("5b0a8f0e-6a0e-4a3c-9d5e-2f7c1c0b7a11"));

type Row = (Key, String, String, Option<Key>, Option<i32>, bool);

fn place(row: Row) -> Result<Place, StoreError> {
    let (id, code, name, parent, people, station) = row;
    Ok(Place {
        id: id.0,
        code: PlaceCode::parse(&code).map_err(|_unknown| StoreError::Corrupt("places.code"))?,
        name,
        parent: parent.map(|key| key.0),
        people: people.and_then(|n| u32::try_from(n).ok()),
        station,
    })
}

/// The whole tree.
///
/// # Errors
/// When the store fails.
pub fn all(conn: &mut Conn) -> Result<Tree, StoreError> {
    let rows: Vec<Row> = places::table.load(conn)?;
    Ok(Tree::new(
        rows.into_iter().map(place).collect::<Result<_, _>>()?,
    ))
}

/// The place with this identity.
///
/// # Errors
/// When the store fails.
pub fn find(conn: &mut Conn, id: Id) -> Result<Option<Place>, StoreError> {
    let row: Option<Row> = places::table
        .filter(places::id.eq(Key(id)))
        .first(conn)
        .optional()?;
    row.map(place).transpose()
}

/// The place with this code.
///
/// # Errors
/// When the store fails.
pub fn by_code(conn: &mut Conn, code: PlaceCode) -> Result<Option<Place>, StoreError> {
    let row: Option<Row> = places::table
        .filter(places::code.eq(code.to_string()))
        .first(conn)
        .optional()?;
    row.map(place).transpose()
}

/// The place, or the nearest one above it where not too few people work: a report from a place of three
/// would point at them.
///
/// # Errors
/// When the store fails.
pub fn wide_enough(conn: &mut Conn, place: Place, small_number: i64) -> Result<Id, StoreError> {
    let mut place = place;
    while place.is_small(small_number) {
        let above = match place.parent {
            Some(parent) => find(conn, parent)?,
            None => None,
        };
        match above {
            Some(above) => place = above,
            None => break,
        }
    }
    Ok(place.id)
}

/// The place itself and all above it, up to the whole house, nearest first.
///
/// # Errors
/// When the store fails.
pub fn ancestors(conn: &mut Conn, id: Id) -> Result<Vec<Id>, StoreError> {
    let keys: Vec<Key> = place_ancestors::table
        .filter(place_ancestors::place_id.eq(Key(id)))
        .order(place_ancestors::distance)
        .select(place_ancestors::ancestor_id)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// The place itself and all below it.
///
/// # Errors
/// When the store fails.
pub fn subtree(conn: &mut Conn, id: Id) -> Result<Vec<Id>, StoreError> {
    let keys: Vec<Key> = place_ancestors::table
        .filter(place_ancestors::ancestor_id.eq(Key(id)))
        .order(place_ancestors::place_id)
        .select(place_ancestors::place_id)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

pub(super) fn child_named(
    conn: &mut Conn,
    parent: Id,
    name: &str,
) -> Result<Option<Place>, StoreError> {
    let row: Option<Row> = places::table
        .filter(places::parent_id.eq(Key(parent)).and(places::name.eq(name)))
        .first(conn)
        .optional()?;
    row.map(place).transpose()
}

pub(super) fn insert(tx: &mut Tx<'_>, code: PlaceCode, new: &NewPlace) -> Result<Id, StoreError> {
    let id = Id::random();
    diesel::insert_into(places::table)
        .values((
            places::id.eq(Key(id)),
            places::code.eq(code.to_string()),
            places::name.eq(&new.name),
            places::parent_id.eq(Some(Key(new.parent))),
            places::people.eq(new.people.and_then(|n| i32::try_from(n).ok())),
            places::station.eq(new.station),
        ))
        .execute(tx.conn())?;
    let above = ancestors(tx.conn(), new.parent)?;
    for (distance, ancestor) in (0..).zip(std::iter::once(id).chain(above)) {
        diesel::insert_into(place_ancestors::table)
            .values((
                place_ancestors::place_id.eq(Key(id)),
                place_ancestors::ancestor_id.eq(Key(ancestor)),
                place_ancestors::distance.eq(distance),
            ))
            .execute(tx.conn())?;
    }
    Ok(id)
}

pub(super) fn update(
    tx: &mut Tx<'_>,
    id: Id,
    name: &str,
    people: Option<u32>,
    station: bool,
) -> Result<(), StoreError> {
    diesel::update(places::table.filter(places::id.eq(Key(id))))
        .set((
            places::name.eq(name),
            places::people.eq(people.and_then(|n| i32::try_from(n).ok())),
            places::station.eq(station),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// The standing invitation of each place that has one of its own.
///
/// # Errors
/// When the store fails.
pub fn invitations(conn: &mut Conn) -> Result<HashMap<Id, Invitation>, StoreError> {
    let rows: Vec<(Key, String, Option<String>)> = inviting::table.load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(place, words, name)| (place.0, Invitation { words, name }))
        .collect())
}

/// Keeps a place's invitation in the place of an earlier one; `None` takes it back.
pub(super) fn set_invitation(
    tx: &mut Tx<'_>,
    place: Id,
    invitation: Option<&Invitation>,
) -> Result<(), StoreError> {
    // Two leads of a place may write at the same moment: one waits here until the other is done.
    diesel::update(places::table.filter(places::id.eq(Key(place))))
        .set(places::name.eq(places::name))
        .execute(tx.conn())?;
    diesel::delete(inviting::table.filter(inviting::place_id.eq(Key(place)))).execute(tx.conn())?;
    if let Some(Invitation { words, name }) = invitation {
        diesel::insert_into(inviting::table)
            .values((
                inviting::place_id.eq(Key(place)),
                inviting::words.eq(words),
                inviting::name.eq(name.as_deref()),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

//! Rows: accounts, their places, and sessions.

use super::model::{NewPerson, Person, Role};
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{people, people_places, place_ancestors, sessions},
        types::{At, Key},
    },
    kernel::ids::Id,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;

type Row = (Key, String, String, String, bool);

fn person(row: Row, places: Vec<Id>) -> Result<Person, StoreError> {
    let (id, email, name, role, active) = row;
    let role = Role::parse(&role).map_err(|_unknown| StoreError::Corrupt("people.role"))?;
    Ok(Person {
        id: id.0,
        email,
        name,
        role,
        places,
        active,
    })
}

const COLUMNS: (
    people::id,
    people::email,
    people::name,
    people::role,
    people::active,
) = (
    people::id,
    people::email,
    people::name,
    people::role,
    people::active,
);

fn places_of(conn: &mut Conn, person: Key) -> Result<Vec<Id>, StoreError> {
    let keys: Vec<Key> = people_places::table
        .filter(people_places::person_id.eq(person))
        .select(people_places::place_id)
        .order(people_places::place_id)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// Everybody with an account, by name.
///
/// # Errors
/// When the store fails.
pub fn all(conn: &mut Conn) -> Result<Vec<Person>, StoreError> {
    let rows: Vec<Row> = people::table
        .select(COLUMNS)
        .order((people::name, people::email))
        .load(conn)?;
    let links: Vec<(Key, Key)> = people_places::table
        .select((people_places::person_id, people_places::place_id))
        .load(conn)?;
    let mut places: HashMap<Key, Vec<Id>> = HashMap::new();
    for (who, place) in links {
        places.entry(who).or_default().push(place.0);
    }
    rows.into_iter()
        .map(|row| {
            let of = places.remove(&row.0).unwrap_or_default();
            person(row, of)
        })
        .collect()
}

/// An account, open or closed.
///
/// # Errors
/// When the store fails.
pub fn find(conn: &mut Conn, id: Id) -> Result<Option<Person>, StoreError> {
    let row: Option<Row> = people::table
        .filter(people::id.eq(Key(id)))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(|row| {
        let places = places_of(conn, row.0)?;
        person(row, places)
    })
    .transpose()
}

/// Whether anybody can run the house yet.
///
/// # Errors
/// When the store fails.
pub fn has_admin(conn: &mut Conn) -> Result<bool, StoreError> {
    let admins = people::table.filter(
        people::role
            .eq(Role::Admin.as_str())
            .and(people::active.eq(true)),
    );
    Ok(diesel::select(diesel::dsl::exists(admins)).get_result(conn)?)
}

/// The active leads who answer for a place: its own and those of the places above it.
///
/// # Errors
/// When the store fails.
pub fn of_place(conn: &mut Conn, place: Id) -> Result<Vec<Id>, StoreError> {
    let keys: Vec<Key> = people::table
        .inner_join(people_places::table.on(people_places::person_id.eq(people::id)))
        .inner_join(
            place_ancestors::table.on(place_ancestors::ancestor_id.eq(people_places::place_id)),
        )
        .filter(place_ancestors::place_id.eq(Key(place)))
        .filter(
            people::active
                .eq(true)
                .and(people::role.eq(Role::Lead.as_str())),
        )
        .select(people::id)
        .distinct()
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

pub(super) fn by_email(
    conn: &mut Conn,
    email: &str,
) -> Result<Option<(Person, String)>, StoreError> {
    let row: Option<(Row, String)> = people::table
        .filter(people::email.eq(email))
        .select((COLUMNS, people::password_hash))
        .first(conn)
        .optional()?;
    row.map(|(row, hash)| {
        let places = places_of(conn, row.0)?;
        Ok((person(row, places)?, hash))
    })
    .transpose()
}

pub(super) fn by_session(
    conn: &mut Conn,
    hash: &[u8],
    at: DateTime<Utc>,
) -> Result<Option<Person>, StoreError> {
    let row: Option<Row> = sessions::table
        .inner_join(people::table.on(people::id.eq(sessions::person_id)))
        .filter(
            sessions::token_hash
                .eq(hash)
                .and(sessions::expires_at.gt(At(at)))
                .and(people::active.eq(true)),
        )
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(|row| {
        let places = places_of(conn, row.0)?;
        person(row, places)
    })
    .transpose()
}

pub(super) fn insert(tx: &mut Tx<'_>, new: &NewPerson) -> Result<Id, StoreError> {
    let id = Id::random();
    diesel::insert_into(people::table)
        .values((
            people::id.eq(Key(id)),
            people::email.eq(new.email.as_str()),
            people::name.eq(&new.name),
            people::role.eq(new.role.as_str()),
            people::password_hash.eq(&new.password_hash),
            people::active.eq(true),
        ))
        .execute(tx.conn())?;
    for place in &new.places {
        diesel::insert_into(people_places::table)
            .values((
                people_places::person_id.eq(Key(id)),
                people_places::place_id.eq(Key(*place)),
            ))
            .execute(tx.conn())?;
    }
    Ok(id)
}

pub(super) fn set_password(tx: &mut Tx<'_>, person: Id, hash: &str) -> Result<(), StoreError> {
    diesel::update(people::table.filter(people::id.eq(Key(person))))
        .set(people::password_hash.eq(hash))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn set_active(tx: &mut Tx<'_>, person: Id, active: bool) -> Result<bool, StoreError> {
    let changed = diesel::update(people::table.filter(people::id.eq(Key(person))))
        .set(people::active.eq(active))
        .execute(tx.conn())?;
    Ok(changed == 1)
}

pub(super) fn open_session(
    tx: &mut Tx<'_>,
    hash: &[u8],
    person: Id,
    until: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(hash),
            sessions::person_id.eq(Key(person)),
            sessions::expires_at.eq(At(until)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn end_session(tx: &mut Tx<'_>, hash: &[u8]) -> Result<(), StoreError> {
    diesel::delete(sessions::table.filter(sessions::token_hash.eq(hash))).execute(tx.conn())?;
    Ok(())
}

pub(super) fn end_sessions_of(tx: &mut Tx<'_>, person: Id) -> Result<(), StoreError> {
    diesel::delete(sessions::table.filter(sessions::person_id.eq(Key(person))))
        .execute(tx.conn())?;
    Ok(())
}

pub(super) fn end_sessions_before(tx: &mut Tx<'_>, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(At(at)))).execute(tx.conn())?;
    Ok(())
}

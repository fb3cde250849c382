//! Rows: conditions, and what they made possible.

use crate::{
    a3::model::map::{Condition, ConditionCode, Link, Map, Said, Sure},
    db::{
        Conn, StoreError, Tx,
        schema::{condition_links as links, conditions as table},
        types::Key,
    },
    kernel::ids::Id,
};
use diesel::prelude::*;

type Columns = (
    Key,
    String,
    String,
    Option<i32>,
    Option<String>,
    String,
    i32,
);

fn condition(
    (id, code, statement, factor, evidence, sure, version): Columns,
) -> Result<Condition, StoreError> {
    let tile =
        |number| u8::try_from(number).map_err(|_no_tile| StoreError::Corrupt("conditions.factor"));
    Ok(Condition {
        id: id.0,
        code: ConditionCode::parse(&code)
            .map_err(|_unreadable| StoreError::Corrupt("conditions.code"))?,
        said: Said {
            statement,
            factor: factor.map(tile).transpose()?,
            evidence,
            sure: Sure::parse(&sure).map_err(|_unknown| StoreError::Corrupt("conditions.sure"))?,
        },
        version,
    })
}

/// The map of a sheet.
pub(crate) fn map(conn: &mut Conn, a3: Id) -> Result<Map, StoreError> {
    let rows: Vec<Columns> = table::table
        .filter(table::a3_id.eq(Key(a3)))
        .order(table::position)
        .select((
            table::id,
            table::code,
            table::statement,
            table::factor,
            table::evidence,
            table::sure,
            table::version,
        ))
        .load(conn)?;
    let ends: Vec<(Key, Key)> = links::table
        .filter(links::a3_id.eq(Key(a3)))
        .select((links::what_id, links::by_id))
        .load(conn)?;
    let conditions = rows.into_iter().map(condition).collect::<Result<_, _>>()?;
    let links: Vec<Link> = ends
        .into_iter()
        .map(|(what, by)| Link {
            what: what.0,
            by: by.0,
        })
        .collect();
    Map::new(conditions, &links).map_err(|_refused| StoreError::Corrupt("condition_links"))
}

/// The conditions of a sheet in the order in which they were added: identity, statement, tile.
///
/// # Errors
/// When the store fails.
pub fn conditions_of(conn: &mut Conn, a3: Id) -> Result<Vec<(Id, String, Option<u8>)>, StoreError> {
    let rows: Vec<(Key, String, Option<i32>)> = table::table
        .filter(table::a3_id.eq(Key(a3)))
        .order(table::position)
        .select((table::id, table::statement, table::factor))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, statement, factor)| (id.0, statement, factor.and_then(|n| u8::try_from(n).ok())))
        .collect())
}

/// Adds a condition behind all others, and answers it.
pub(crate) fn insert_condition(
    tx: &mut Tx<'_>,
    a3: Id,
    said: &Said,
) -> Result<Condition, StoreError> {
    let last: Option<i32> = table::table
        .filter(table::a3_id.eq(Key(a3)))
        .select(diesel::dsl::max(table::position))
        .first(tx.conn())?;
    let new = Condition {
        id: Id::random(),
        code: free_code(tx)?,
        said: said.clone(),
        version: 1,
    };
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(new.id)),
            table::a3_id.eq(Key(a3)),
            table::code.eq(new.code.to_string()),
            table::statement.eq(&said.statement),
            table::factor.eq(said.factor.map(i32::from)),
            table::evidence.eq(&said.evidence),
            table::sure.eq(said.sure.as_str()),
            table::position.eq(last.unwrap_or(0) + 1),
            table::version.eq(new.version),
        ))
        .execute(tx.conn())?;
    Ok(new)
}

/// A thousand million codes: a collision is rare, and drawn again.
fn free_code(tx: &mut Tx<'_>) -> Result<ConditionCode, StoreError> {
    loop {
        let code = ConditionCode::random();
        let taken: i64 = table::table
            .filter(table::code.eq(code.to_string()))
            .count()
            .get_result(tx.conn())?;
        if taken == 0 {
            return Ok(code);
        }
    }
}

/// Gives a condition other words, and its next version.
pub(crate) fn update_condition(tx: &mut Tx<'_>, id: Id, said: &Said) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(id))))
        .set((
            table::statement.eq(&said.statement),
            table::factor.eq(said.factor.map(i32::from)),
            table::evidence.eq(&said.evidence),
            table::sure.eq(said.sure.as_str()),
            table::version.eq(table::version + 1),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Takes a condition away, and with it all its links.
pub(crate) fn delete_condition(tx: &mut Tx<'_>, id: Id) -> Result<(), StoreError> {
    diesel::delete(table::table.filter(table::id.eq(Key(id)))).execute(tx.conn())?;
    Ok(())
}

/// Links two conditions of a sheet.
pub(crate) fn insert_link(tx: &mut Tx<'_>, a3: Id, link: Link) -> Result<(), StoreError> {
    diesel::insert_into(links::table)
        .values((
            links::what_id.eq(Key(link.what)),
            links::by_id.eq(Key(link.by)),
            links::a3_id.eq(Key(a3)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Takes a link away; one that is not there is away.
pub(crate) fn delete_link(tx: &mut Tx<'_>, link: Link) -> Result<(), StoreError> {
    let row = links::table
        .filter(links::what_id.eq(Key(link.what)))
        .filter(links::by_id.eq(Key(link.by)));
    diesel::delete(row).execute(tx.conn())?;
    Ok(())
}

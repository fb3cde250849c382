//! Counts that many closures of one group add to, written once per commit.
//!
//! Sixty-four reports of one shift touch the same few tally rows; adding each of them on its own
//! would cost more than the reports themselves.

use super::{
    connection::Conn,
    schema::tallies,
    types::{Key, sql::DbUuid},
};
use crate::kernel::ids::Id;
use chrono::NaiveDate;
use diesel::{
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Date, Integer, Text},
    sqlite::Sqlite,
};
use std::collections::BTreeMap;

/// The row of the tally table that a count belongs to.
///
/// Ordered, so that two servers on one PostgreSQL lock rows in the same order and never wait for
/// each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counter {
    /// What is counted.
    pub measure: &'static str,
    /// Where; the caller adds one for the place and each place above it.
    pub place: Id,
    /// The kind of report.
    pub kind: &'static str,
    /// The Monday of the week.
    pub week: NaiveDate,
    /// The measure's own step.
    pub slot: i32,
}

#[derive(Insertable)]
#[diesel(table_name = tallies)]
struct Row<'a> {
    measure: &'a str,
    place_id: Key,
    kind: &'a str,
    week: NaiveDate,
    slot: i32,
    n: i64,
}

fn row((counter, n): &(Counter, i64)) -> Row<'_> {
    Row {
        measure: counter.measure,
        place_id: Key(counter.place),
        kind: counter.kind,
        week: counter.week,
        slot: counter.slot,
        n: *n,
    }
}

/// Inserts a row, or adds to the one that is there.
///
/// Written out because the query builder never keeps a prepared `ON CONFLICT … DO UPDATE`, and
/// preparing this one anew cost more than running it.
struct AddToRow<'a>(Row<'a>);

impl QueryId for AddToRow<'_> {
    type QueryId = AddToRow<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl QueryFragment<Sqlite> for AddToRow<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let row = &self.0;
        out.push_sql("INSERT INTO tallies (measure, place_id, kind, week, slot, n) VALUES (");
        out.push_bind_param::<Text, _>(row.measure)?;
        out.push_sql(", ");
        out.push_bind_param::<DbUuid, _>(&row.place_id)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(row.kind)?;
        out.push_sql(", ");
        out.push_bind_param::<Date, _>(&row.week)?;
        out.push_sql(", ");
        out.push_bind_param::<Integer, _>(&row.slot)?;
        out.push_sql(", ");
        out.push_bind_param::<BigInt, _>(&row.n)?;
        out.push_sql(
            ") ON CONFLICT (place_id, measure, week, kind, slot) DO UPDATE SET n = n + excluded.n",
        );
        Ok(())
    }
}

impl RunQueryDsl<SqliteConnection> for AddToRow<'_> {}

/// Changes that wait for the end of the transaction.
#[derive(Debug, Default)]
pub struct Counters(BTreeMap<Counter, i64>);

impl Counters {
    /// Adds `n` (negative takes away).
    pub fn add(&mut self, counter: Counter, n: i64) {
        *self.0.entry(counter).or_default() += n;
    }

    /// Takes over what another closure of the group counted.
    pub(super) fn merge(&mut self, other: Self) {
        for (counter, n) in other.0 {
            self.add(counter, n);
        }
    }

    /// Writes all changes.
    pub(super) fn flush(self, conn: &mut Conn) -> QueryResult<()> {
        let changes: Vec<(Counter, i64)> = self.0.into_iter().filter(|(_, n)| *n != 0).collect();
        match conn {
            Conn::Sqlite(conn) => {
                for change in &changes {
                    AddToRow(row(change)).execute(conn)?;
                }
            }
            // A server is a journey away: an import has tens of thousands of changes.
            Conn::Pg(conn) => {
                for some in changes.chunks(TOGETHER) {
                    let rows: Vec<_> = some.iter().map(row).collect();
                    diesel::insert_into(tallies::table)
                        .values(&rows)
                        .on_conflict((
                            tallies::place_id,
                            tallies::measure,
                            tallies::week,
                            tallies::kind,
                            tallies::slot,
                        ))
                        .do_update()
                        .set(tallies::n.eq(tallies::n + diesel::upsert::excluded(tallies::n)))
                        .execute(conn)?;
                }
            }
        }
        Ok(())
    }
}

/// Rows of one statement: far below the 65,535 values that PostgreSQL takes.
const TOGETHER: usize = 500;

/// Takes the table for one transaction. A SQLite file has one writer at a time anyway.
pub(super) fn hold(conn: &mut Conn) -> QueryResult<()> {
    if let Conn::Pg(conn) = conn {
        diesel::sql_query("LOCK TABLE tallies IN SHARE ROW EXCLUSIVE MODE").execute(conn)?;
    }
    Ok(())
}

//! Counts that many closures of one group add to, written once per commit.
//!
//! Sixty-four reports of one shift touch the same few tally rows; adding each of them on its own
//! would cost more than the reports themselves.

use super::{
    cells::Cells,
    connection::Conn,
    error::StoreError,
    schema::tallies,
    types::{Key, sql::DbUuid},
};
use crate::kernel::ids::Id;
use chrono::NaiveDate;
use diesel::{
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{Date, Text},
    sqlite::Sqlite,
};
use std::collections::BTreeMap;

/// A count: its row in the tally table (measure, place and week), and its cell there (kind and slot).
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

/// The row of the tally table that a count stands in; in this order rows are written.
type RowKey = (&'static str, Id, NaiveDate);

#[derive(Insertable)]
#[diesel(table_name = tallies, treat_none_as_default_value = false)]
struct Row {
    place_id: Key,
    measure: &'static str,
    week: NaiveDate,
    cells: String,
}

fn row(((measure, place, week), cells): (&RowKey, &Cells)) -> Row {
    Row {
        place_id: Key(*place),
        measure,
        week: *week,
        cells: cells.to_string(),
    }
}

/// Inserts a row, or puts its cells in the place of those that are there.
///
/// Written out because the query builder never keeps a prepared `ON CONFLICT … DO UPDATE`, and
/// preparing this one anew cost more than running it.
struct PutRow(Row);

impl QueryId for PutRow {
    type QueryId = Self;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl QueryFragment<Sqlite> for PutRow {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let row = &self.0;
        out.push_sql("INSERT INTO tallies (place_id, measure, week, cells) VALUES (");
        out.push_bind_param::<DbUuid, _>(&row.place_id)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(row.measure)?;
        out.push_sql(", ");
        out.push_bind_param::<Date, _>(&row.week)?;
        out.push_sql(", ");
        out.push_bind_param::<Text, _>(&row.cells)?;
        out.push_sql(
            ") ON CONFLICT (place_id, measure, week) DO UPDATE SET cells = excluded.cells",
        );
        Ok(())
    }
}

impl RunQueryDsl<SqliteConnection> for PutRow {}

/// Changes that wait for the end of the transaction.
#[derive(Debug, Default)]
pub struct Counters(BTreeMap<RowKey, Cells>);

impl Counters {
    /// Adds `n` (negative takes away).
    pub fn add(&mut self, counter: Counter, n: i64) {
        let row = (counter.measure, counter.place, counter.week);
        let cells = self.0.entry(row).or_default();
        cells.add(counter.kind, counter.slot, n);
    }

    /// Takes over what another closure of the group counted.
    pub(super) fn merge(&mut self, other: Self) {
        for (row, cells) in other.0 {
            self.0.entry(row).or_default().add_all(&cells);
        }
    }

    /// Writes all changes.
    pub(super) fn flush(mut self, conn: &mut Conn) -> Result<(), StoreError> {
        self.0.retain(|_, cells| !cells.is_empty());
        match conn {
            Conn::Sqlite(conn) => self.flush_to_file(conn),
            Conn::Pg(conn) => self.flush_to_server(conn),
        }
    }

    fn flush_to_file(mut self, conn: &mut SqliteConnection) -> Result<(), StoreError> {
        for (key @ (measure, place, week), cells) in &mut self.0 {
            let kept: Option<String> = tallies::table
                .find((Key(*place), *measure, *week))
                .select(tallies::cells)
                .first(conn)
                .optional()?;
            if let Some(kept) = kept {
                cells.add_all(&Cells::parse(&kept)?);
            }
            PutRow(row((key, cells))).execute(conn)?;
        }
        Ok(())
    }

    /// A server is a journey away, and others write at the same time: rows that are missing are made first, then
    /// all are held in order, and then written. Making before holding, for all of them: whoever waits for a row
    /// that is being made holds nothing that its maker still needs.
    fn flush_to_server(mut self, conn: &mut PgConnection) -> Result<(), StoreError> {
        let empty = Cells::default();
        let keys: Vec<RowKey> = self.0.keys().copied().collect();
        for some in keys.chunks(TOGETHER) {
            let rows: Vec<Row> = some.iter().map(|key| row((key, &empty))).collect();
            diesel::insert_into(tallies::table)
                .values(&rows)
                .on_conflict_do_nothing()
                .execute(conn)?;
        }
        for of_place in keys.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
            let Some((measure, place, _)) = of_place.first() else {
                continue;
            };
            let kept: Vec<(NaiveDate, String)> = tallies::table
                .filter(tallies::place_id.eq(Key(*place)))
                .filter(tallies::measure.eq(*measure))
                .filter(tallies::week.eq_any(of_place.iter().map(|(_, _, week)| *week)))
                .select((tallies::week, tallies::cells))
                .order(tallies::week)
                .for_update()
                .load(conn)?;
            for (week, kept) in kept {
                if let Some(cells) = self.0.get_mut(&(*measure, *place, week)) {
                    cells.add_all(&Cells::parse(&kept)?);
                }
            }
        }
        let changed: Vec<Row> = self.0.iter().map(row).collect();
        for some in changed.chunks(TOGETHER) {
            diesel::insert_into(tallies::table)
                .values(some)
                .on_conflict((tallies::place_id, tallies::measure, tallies::week))
                .do_update()
                .set(tallies::cells.eq(diesel::upsert::excluded(tallies::cells)))
                .execute(conn)?;
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

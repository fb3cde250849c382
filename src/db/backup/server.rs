//! Copies of a PostgreSQL schema: JSON lines, read in one transaction and written back in one.
//!
//! The schema has no sequences; their positions would not be in a copy.

use super::{CopyError, Give, Replay, migrations};
use crate::{
    db::connection::{Address, AnyConnection, Use},
    db::{migrate, reach},
};
use diesel::{
    QueryableByName, RunQueryDsl,
    connection::{AnsiTransactionManager, SimpleConnection, TransactionManager},
    pg::{PgConnection, PgRowByRowLoadingMode},
    sql_types::Text,
};
use std::io::Read;

/// A member ends with the row that fills it; so memory stays bounded on both ways.
const PIECE: usize = 1 << 20;

/// Says which migrations there are, so it is emptied last.
const MIGRATIONS: &str = "__diesel_schema_migrations";

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
    /// Quoted, comma between; without columns that the database computes itself.
    #[diesel(sql_type = Text)]
    columns: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Reference {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    table: String,
}

/// Every table of the schema, with the table of migrations.
fn tables(conn: &mut PgConnection) -> Result<Vec<Table>, CopyError> {
    Ok(diesel::sql_query(
        "SELECT t.table_name::text AS name,
                string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position) AS columns
         FROM information_schema.tables t
         JOIN information_schema.columns c USING (table_schema, table_name)
         WHERE t.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
           AND c.is_generated = 'NEVER'
         GROUP BY t.table_name ORDER BY t.table_name",
    )
    .load(conn)?)
}

/// A name inside double quotes.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(super) fn copy(conn: &mut PgConnection, give: &mut Give<'_>) -> Result<Vec<String>, CopyError> {
    conn.build_transaction()
        .repeatable_read()
        .read_only()
        .run(|conn| {
            let versions = migrations(conn)?;
            for table in tables(conn)? {
                copy_table(conn, &table, give)?;
            }
            Ok(versions)
        })
}

/// In the order of the first column, which is a random id: the order in which rows lie on the disk
/// is the order in which people spoke up.
fn copy_table(
    conn: &mut PgConnection,
    table: &Table,
    give: &mut Give<'_>,
) -> Result<(), CopyError> {
    let query = diesel::sql_query(format!(
        "SELECT row_to_json(r)::text AS line FROM (SELECT {} FROM {} ORDER BY 1) r",
        table.columns,
        quoted(&table.name)
    ));
    let mut piece = Piece::new(&table.name);
    // Row by row, as a whole table would not fit into memory.
    for row in query.load_iter::<Line, PgRowByRowLoadingMode>(conn)? {
        piece.add(&row?.line);
        if piece.lines.len() >= PIECE {
            piece.give(give)?;
        }
    }
    if piece.lines.is_empty() {
        return Ok(());
    }
    piece.give(give)
}

struct Piece<'a> {
    table: &'a str,
    number: u32,
    lines: String,
}

impl<'a> Piece<'a> {
    fn new(table: &'a str) -> Self {
        Self {
            table,
            number: 1,
            lines: String::new(),
        }
    }

    fn add(&mut self, line: &str) {
        self.lines.push_str(line);
        self.lines.push('\n');
    }

    fn give(&mut self, give: &mut Give<'_>) -> Result<(), CopyError> {
        let name = format!("{}/{:06}.jsonl", self.table, self.number);
        let size = self.lines.len() as u64;
        give(&name, size, &mut self.lines.as_bytes()).map_err(CopyError::Given)?;
        self.number += 1;
        self.lines.clear();
        Ok(())
    }
}

/// An open transaction that takes the rows; dropped, it leaves everything as it was.
pub(super) struct Incoming {
    conn: AnyConnection,
    tables: Vec<Table>,
    references: Vec<Reference>,
}

/// An open transaction that is ready to be kept.
pub(super) struct Ready(AnyConnection);

impl Incoming {
    pub(super) fn begin(address: &Address, wanted: &[String]) -> Result<Self, CopyError> {
        let mut conn = AnyConnection::open(address, Use::Write)
            .map_err(|failure| reach::unavailable(address, &failure))?;
        let (tables, references) = match &mut conn {
            AnyConnection::Pg(c) => prepare(c, wanted)?,
            AnyConnection::Sqlite(_) => {
                return Err(CopyError::Unsound("this database is a file".into()));
            }
        };
        Ok(Self {
            conn,
            tables,
            references,
        })
    }

    pub(super) fn take(&mut self, name: &str, content: &mut dyn Read) -> Result<(), CopyError> {
        let stranger = || CopyError::Unsound(format!("{name} does not belong here"));
        let (table, _) = name.split_once('/').ok_or_else(stranger)?;
        let table = self
            .tables
            .iter()
            .find(|t| t.name == table)
            .ok_or_else(stranger)?;
        let mut lines = String::new();
        content
            .read_to_string(&mut lines)
            .map_err(CopyError::Given)?;
        let lines: Vec<&str> = lines.lines().collect();
        // By name, as a column that the database computes cannot be written.
        let query = diesel::sql_query(format!(
            "INSERT INTO {to} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{to}, $1::json)",
            to = quoted(&table.name),
            columns = table.columns,
        ))
        .bind::<Text, _>(format!("[{}]", lines.join(",")));
        let written = crate::each_backend!(&mut self.conn, |c| query.execute(c))?;
        if written == lines.len() {
            Ok(())
        } else {
            Err(CopyError::Unsound(format!(
                "{name} has {} rows, and {written} were written",
                lines.len()
            )))
        }
    }

    pub(super) fn settle(mut self, replay: Box<Replay<'_>>) -> Result<Ready, CopyError> {
        crate::each_backend!(&mut self.conn, |c| c
            .batch_execute("SET CONSTRAINTS ALL IMMEDIATE"))
        .map_err(|failure| {
            CopyError::Unsound(format!("rows point to rows that are not there: {failure}"))
        })?;
        for reference in &self.references {
            let statement = constraint(reference, "NOT DEFERRABLE");
            crate::each_backend!(&mut self.conn, |c| c.batch_execute(&statement))?;
        }
        replay(&mut self.conn).map_err(CopyError::Replay)?;
        Ok(Ready(self.conn))
    }
}

impl Ready {
    pub(super) fn commit(mut self) -> Result<(), CopyError> {
        Ok(crate::each_backend!(&mut self.0, |c| {
            AnsiTransactionManager::commit_transaction(c)
        })?)
    }
}

/// Opens the transaction, empties everything and brings the schema to what the copy needs.
fn prepare(
    conn: &mut PgConnection,
    wanted: &[String],
) -> Result<(Vec<Table>, Vec<Reference>), CopyError> {
    AnsiTransactionManager::begin_transaction(conn)?;
    let there = tables(conn)?;
    if !there.is_empty() && !there.iter().any(|table| table.name == MIGRATIONS) {
        return Err(CopyError::Unsound(
            "the PostgreSQL database holds tables of another program; restore into an empty one"
                .into(),
        ));
    }
    empty(conn, MIGRATIONS)?;
    migrate::bring_to(conn, wanted).map_err(|failure| {
        CopyError::Unsound(format!("the schema could not be prepared: {failure}"))
    })?;
    // A place may come before the place that it lies in: references are looked at when all is
    // there. An order of tables alone would not do for a table that points to itself.
    let references: Vec<Reference> = diesel::sql_query(
        "SELECT c.conname::text AS name, t.relname::text AS \"table\"
         FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
         WHERE c.contype = 'f' AND NOT c.condeferrable
           AND c.connamespace = current_schema()::regnamespace",
    )
    .load(conn)?;
    for reference in &references {
        conn.batch_execute(&constraint(reference, "DEFERRABLE INITIALLY DEFERRED"))?;
    }
    // The migrations may have put rows of their own in.
    Ok((empty(conn, "")?, references))
}

fn constraint(reference: &Reference, how: &str) -> String {
    format!(
        "ALTER TABLE {} ALTER CONSTRAINT {} {how}",
        quoted(&reference.table),
        quoted(&reference.name)
    )
}

/// Empties every table but `kept`, and answers which there are.
fn empty(conn: &mut PgConnection, kept: &str) -> Result<Vec<Table>, CopyError> {
    let tables = tables(conn)?;
    let names: Vec<String> = tables
        .iter()
        .filter(|table| table.name != kept)
        .map(|table| quoted(&table.name))
        .collect();
    if !names.is_empty() {
        conn.batch_execute(&format!("TRUNCATE {}", names.join(", ")))?;
    }
    Ok(tables)
}

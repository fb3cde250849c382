//! A look into every column of every table, past everything that the program says about them.

use crate::support::App;
use diesel::{
    Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection,
    connection::SimpleConnection,
    sql_query,
    sql_types::{Nullable, Text},
};
use std::collections::BTreeMap;

/// One row: column and value. Bytes are in hexadecimal, what is not there is empty.
pub(crate) type Row = BTreeMap<String, String>;

/// All rows of a table.
pub(crate) fn rows(app: &App, table: &str) -> Vec<Row> {
    Store::open(app).rows(table)
}

/// All rows of all tables, with the table's name.
pub(super) fn everything(app: &App) -> Vec<(String, Row)> {
    let mut store = Store::open(app);
    store
        .tables()
        .into_iter()
        .flat_map(|table| {
            let rows = store.rows(&table);
            rows.into_iter().map(move |row| (table.clone(), row))
        })
        .collect()
}

/// The columns in which these words stand, as text or as bytes: `reports.story`.
pub(super) fn columns_with(app: &App, words: &str) -> Vec<String> {
    let in_bytes =
        |words: &str| -> String { words.bytes().map(|byte| format!("{byte:02x}")).collect() };
    let bytes = [in_bytes(words), in_bytes(&words.to_lowercase())];
    let words = words.to_lowercase();
    let mut found: Vec<String> = everything(app)
        .into_iter()
        .flat_map(|(table, row)| {
            let (words, bytes) = (words.clone(), bytes.clone());
            row.into_iter()
                .filter(move |(_, value)| {
                    let value = value.to_lowercase();
                    value.contains(&words) || bytes.iter().any(|bytes| value.contains(bytes))
                })
                .map(move |(column, _)| format!("{table}.{column}"))
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

/// From now on whatever is added to this table fails as on a full disk.
pub(super) fn fills_the_disk(app: &App, table: &str) {
    let sql = match Store::open(app) {
        Store::Sqlite(_) => format!(
            "CREATE TRIGGER full_disk BEFORE INSERT ON {table}
             BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END;"
        ),
        Store::Postgres(_) => format!(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device'; END $$;
             CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION full_disk();"
        ),
    };
    Store::open(app).runs(&sql);
}

/// And from now on no longer.
pub(super) fn makes_room(app: &App, table: &str) {
    let sql = match Store::open(app) {
        Store::Sqlite(_) => "DROP TRIGGER full_disk".to_owned(),
        Store::Postgres(_) => format!("DROP TRIGGER full_disk ON {table}"),
    };
    Store::open(app).runs(&sql);
}

/// Copies the write-ahead log of a SQLite file into it, and empties it.
pub(super) fn folds_the_log(app: &App) {
    Store::open(app).runs("PRAGMA wal_checkpoint(TRUNCATE)");
}

enum Store {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

#[derive(QueryableByName)]
struct Cell {
    #[diesel(sql_type = Nullable<Text>)]
    cell: Option<String>,
}

impl Store {
    fn open(app: &App) -> Self {
        let url = app.database_url();
        if url.starts_with("postgres") {
            Self::Postgres(PgConnection::establish(url).unwrap())
        } else {
            let mut conn = SqliteConnection::establish(url).unwrap();
            conn.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
            Self::Sqlite(conn)
        }
    }

    fn runs(&mut self, sql: &str) {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql).unwrap(),
            Self::Postgres(conn) => conn.batch_execute(sql).unwrap(),
        }
    }

    fn cells(&mut self, sql: &str) -> Vec<String> {
        let found: Vec<Cell> = match self {
            Self::Sqlite(conn) => sql_query(sql).load(conn).unwrap(),
            Self::Postgres(conn) => sql_query(sql).load(conn).unwrap(),
        };
        found
            .into_iter()
            .map(|cell| cell.cell.unwrap_or_default())
            .collect()
    }

    fn tables(&mut self) -> Vec<String> {
        let sql = match self {
            Self::Sqlite(_) => "SELECT name AS cell FROM sqlite_master WHERE type = 'table'",
            Self::Postgres(_) => {
                "SELECT table_name::text AS cell FROM information_schema.tables
                 WHERE table_schema = current_schema()"
            }
        };
        self.cells(sql)
            .into_iter()
            // When the program was installed, which is no secret.
            .filter(|name| name != "__diesel_schema_migrations")
            .collect()
    }

    fn columns(&mut self, table: &str) -> Vec<String> {
        let sql = match self {
            Self::Sqlite(_) => format!("SELECT name AS cell FROM pragma_table_info('{table}')"),
            Self::Postgres(_) => format!(
                "SELECT column_name::text AS cell FROM information_schema.columns
                 WHERE table_schema = current_schema() AND table_name = '{table}'"
            ),
        };
        self.cells(&sql)
    }

    fn rows(&mut self, table: &str) -> Vec<Row> {
        let columns = self.columns(table);
        assert!(!columns.is_empty(), "there is no table {table}");
        let pairs: Vec<String> = columns
            .iter()
            .map(|column| match self {
                Self::Sqlite(_) => format!(
                    "'{column}', CASE typeof({column}) WHEN 'blob' THEN lower(hex({column}))
                     ELSE CAST({column} AS TEXT) END"
                ),
                Self::Postgres(_) => format!("'{column}', {column}::text"),
            })
            .collect();
        let object = match self {
            Self::Sqlite(_) => "json_object",
            Self::Postgres(_) => "json_build_object",
        };
        let sql = format!(
            "SELECT CAST({object}({}) AS TEXT) AS cell FROM {table}",
            pairs.join(", ")
        );
        self.cells(&sql)
            .into_iter()
            .map(|json| {
                let row: BTreeMap<String, Option<String>> = serde_json::from_str(&json).unwrap();
                row.into_iter()
                    .map(|(column, value)| (column, value.unwrap_or_default()))
                    .collect()
            })
            .collect()
    }
}

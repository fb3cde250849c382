//! Brings the database to the schema of this program.

use super::{
    connection::{Address, AnyConnection, Conn, Use},
    error::StoreError,
    reach,
};
use diesel::{
    RunQueryDsl,
    migration::{Migration, MigrationSource},
    pg::{Pg, PgConnection},
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number will do as long as all servers of one database use the same.
const TURN: &str = "727100";

/// Why the schema could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// The database was made by a later program.
    #[error(
        "this data was written by a newer Candor (it knows the change {0}); please use that one"
    )]
    Newer(String),
    /// There is no copy to go back to, so nothing was changed.
    #[error("the database was left as it is, as no copy of it could be made first: {0}")]
    Before(String),
    /// The database cannot be opened.
    #[error("{0}")]
    Unreachable(String),
    /// The database said no.
    #[error("the database could not be brought up to date: {0}")]
    Failed(String),
}

impl From<StoreError> for MigrateError {
    fn from(failure: StoreError) -> Self {
        Self::Failed(failure.to_string())
    }
}

/// Runs what is pending and answers its names. `before` is called once when there is data and
/// something is pending: the place for a backup.
///
/// Several servers may start at once on one PostgreSQL: they take turns.
///
/// # Errors
/// `MigrateError` with what to do.
pub fn migrate(
    address: &Address,
    before: impl FnOnce(&mut Conn) -> Result<(), StoreError>,
) -> Result<Vec<String>, MigrateError> {
    let mut conn = AnyConnection::open(address, Use::Write)
        .map_err(|failure| MigrateError::Unreachable(reach::sentence(address, &failure)))?;
    turn(&mut conn, "pg_advisory_lock")?;
    let outcome = run(&mut conn, before);
    turn(&mut conn, "pg_advisory_unlock")?;
    outcome
}

fn turn(conn: &mut Conn, function: &str) -> Result<(), MigrateError> {
    if let AnyConnection::Pg(c) = conn {
        diesel::sql_query(format!("SELECT {function}({TURN})"))
            .execute(c)
            .map_err(|failure| MigrateError::Failed(failure.to_string()))?;
    }
    Ok(())
}

fn run(
    conn: &mut Conn,
    before: impl FnOnce(&mut Conn) -> Result<(), StoreError>,
) -> Result<Vec<String>, MigrateError> {
    let failed = |failure: Box<dyn std::error::Error + Send + Sync>| {
        MigrateError::Failed(failure.to_string())
    };
    let (applied, pending) = crate::each_backend!(conn, |c| status(c)).map_err(failed)?;
    let known = names().map_err(failed)?;
    if let Some(unknown) = applied.iter().find(|version| !known.contains(version)) {
        return Err(MigrateError::Newer(unknown.clone()));
    }
    if pending == 0 {
        return Ok(Vec::new());
    }
    if !applied.is_empty() {
        before(conn).map_err(|failure| match failure {
            StoreError::Unavailable(words) => MigrateError::Before(words),
            other => MigrateError::Before(other.to_string()),
        })?;
    }
    match conn {
        AnyConnection::Sqlite(c) => c
            .run_pending_migrations(SQLITE)
            .map(|run| run.iter().map(ToString::to_string).collect()),
        AnyConnection::Pg(c) => c
            .run_pending_migrations(POSTGRES)
            .map(|run| run.iter().map(ToString::to_string).collect()),
    }
    .map_err(failed)
}

type Status = (Vec<String>, usize);

fn status<C>(conn: &mut C) -> diesel::migration::Result<Status>
where
    C: MigrationHarness<<C as diesel::Connection>::Backend> + diesel::Connection,
    EmbeddedMigrations: MigrationSource<<C as diesel::Connection>::Backend>,
{
    let applied: Vec<String> = conn
        .applied_migrations()?
        .iter()
        .map(ToString::to_string)
        .collect();
    // The names of both sets are equal (a test sees to it), so one set can be counted for both.
    let pending = conn.pending_migrations(SQLITE_OR_POSTGRES)?.len();
    Ok((applied, pending))
}

/// Versions carry no SQL, so it does not matter whose they are.
const SQLITE_OR_POSTGRES: EmbeddedMigrations = SQLITE;

/// The versions that this program knows and this database does not have yet, in order.
///
/// # Errors
/// `StoreError` when the database cannot be asked.
pub fn pending(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let failed = |failure: Box<dyn std::error::Error + Send + Sync>| {
        StoreError::Unavailable(failure.to_string())
    };
    let (applied, _) = crate::each_backend!(conn, |c| status(c)).map_err(failed)?;
    let known = names().map_err(failed)?;
    Ok(known
        .into_iter()
        .filter(|name| !applied.contains(name))
        .collect())
}

/// Brings an open PostgreSQL transaction to exactly these versions: what a copy needs that was
/// taken by an earlier program.
pub(super) fn bring_to(
    conn: &mut PgConnection,
    wanted: &[String],
) -> diesel::migration::Result<()> {
    let source: &dyn MigrationSource<Pg> = &POSTGRES;
    let mut known = source.migrations()?;
    known.sort_by(|a, b| a.name().version().cmp(&b.name().version()));
    let applied: Vec<String> = conn
        .applied_migrations()?
        .iter()
        .map(ToString::to_string)
        .collect();
    let named = |m: &dyn Migration<Pg>| m.name().version().to_string();
    for migration in known.iter().rev() {
        let name = named(migration.as_ref());
        if applied.contains(&name) && !wanted.contains(&name) {
            conn.revert_migration(migration.as_ref())?;
        }
    }
    for migration in &known {
        let name = named(migration.as_ref());
        if wanted.contains(&name) && !applied.contains(&name) {
            conn.run_migration(migration.as_ref())?;
        }
    }
    Ok(())
}

/// The versions that this program knows, in order.
///
/// # Errors
/// When the embedded migrations cannot be read.
pub fn names() -> diesel::migration::Result<Vec<String>> {
    let source: &dyn MigrationSource<diesel::sqlite::Sqlite> = &SQLITE;
    let mut names: Vec<String> = source
        .migrations()?
        .iter()
        .map(|m| m.name().version().to_string())
        .collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use diesel::{
        Connection, connection::SimpleConnection, sql_query, sql_types::Text, sqlite::Sqlite,
    };

    #[derive(diesel::QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }

    fn lines(conn: &mut diesel::SqliteConnection, query: &str) -> Vec<String> {
        let lines: Vec<Line> = sql_query(query).load(conn).unwrap();
        lines.into_iter().map(|line| line.line).collect()
    }

    #[test]
    fn tallies_keep_their_counts_on_the_way_up_and_down() {
        let mut conn = diesel::SqliteConnection::establish(":memory:").unwrap();
        conn.run_pending_migrations(SQLITE).unwrap();
        let known: Vec<Box<dyn Migration<Sqlite>>> = SQLITE.migrations().unwrap();
        let cells = known
            .iter()
            .find(|migration| migration.name().to_string() == "0019_tally_cells")
            .unwrap();
        conn.revert_migration(cells.as_ref()).unwrap();
        conn.batch_execute(
            "INSERT INTO tallies (measure, place_id, kind, week, slot, n)
             SELECT column1, id, column2, column3, column4, column5 FROM places, (VALUES
               ('delay', 'problem', '2026-05-11', 42, 3), ('delay', 'problem', '2026-05-11', 0, 12),
               ('delay', 'mistake', '2026-05-11', 9, 1), ('delay', 'problem', '2026-05-18', 9, 0),
               ('surfaced', 'problem', '2026-05-18', 0, 7));",
        )
        .unwrap();
        let counts =
            "SELECT measure || kind || week || ' ' || slot || ' ' || n AS line FROM tallies
                      WHERE n <> 0 ORDER BY line";
        let before = lines(&mut conn, counts);
        assert_eq!(before.len(), 4);
        conn.run_migration(cells.as_ref()).unwrap();
        assert_eq!(
            lines(
                &mut conn,
                "SELECT measure || week || ' ' || cells AS line FROM tallies ORDER BY line"
            ),
            [
                r#"delay2026-05-11 {"mistake":{"9":1},"problem":{"0":12,"42":3}}"#,
                r#"surfaced2026-05-18 {"problem":{"0":7}}"#,
            ]
        );
        conn.revert_migration(cells.as_ref()).unwrap();
        assert_eq!(lines(&mut conn, counts), before);
    }

    #[test]
    fn what_was_told_is_kept_by_48_weeks() {
        let mut conn = diesel::SqliteConnection::establish(":memory:").unwrap();
        conn.run_pending_migrations(SQLITE).unwrap();
        let known: Vec<Box<dyn Migration<Sqlite>>> = SQLITE.migrations().unwrap();
        let blocks = known
            .iter()
            .find(|migration| migration.name().to_string() == "0022_told_by_block")
            .unwrap();
        conn.revert_migration(blocks.as_ref()).unwrap();
        conn.batch_execute(
            r#"INSERT INTO tallies (place_id, measure, week, cells)
             SELECT id, column1, column2, column3 FROM places, (VALUES
               ('delay', '2026-05-11', '{"problem":{"42":3}}'), ('surfaced', '2026-05-11', '{"idea":{"0":1},"problem":{"0":4}}'),
               ('surfaced', '2026-05-18', '{"problem":{"0":7}}'), ('surfaced', '2027-05-17', '{"problem":{"0":2}}'));"#,
        )
        .unwrap();
        let rows = "SELECT measure || week || ' ' || cells AS line FROM tallies ORDER BY line";
        let before = lines(&mut conn, rows);
        conn.run_migration(blocks.as_ref()).unwrap();
        let block = |day: &str| {
            let day: chrono::NaiveDate = day.parse().unwrap();
            let start = crate::stats::Period::COARSEST.start(day);
            (start, (day - start).num_weeks())
        };
        let ((first, at), (second, later)) = (block("2026-05-11"), block("2027-05-17"));
        let (next, slot) = block("2026-05-18");
        assert_eq!((next, slot), (first, at + 1));
        assert_eq!(
            lines(&mut conn, rows),
            [
                r#"delay2026-05-11 {"problem":{"42":3}}"#.to_owned(),
                format!(
                    r#"surfaced{first} {{"idea":{{"{at}":1}},"problem":{{"{at}":4,"{slot}":7}}}}"#
                ),
                format!(r#"surfaced{second} {{"problem":{{"{later}":2}}}}"#),
            ]
        );
        conn.revert_migration(blocks.as_ref()).unwrap();
        assert_eq!(lines(&mut conn, rows), before);
    }
}

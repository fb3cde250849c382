//! Whether the database itself is whole.

use super::{
    connection::{AnyConnection, Conn},
    error::StoreError,
};
use diesel::{
    QueryableByName, RunQueryDsl,
    sql_types::{Nullable, Text},
};

#[derive(QueryableByName)]
struct Said {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

#[derive(QueryableByName)]
struct Orphan {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Nullable<Text>)]
    parent: Option<String>,
}

/// What is broken, one sentence each. PostgreSQL checks its pages and references at each use, so there is
/// nothing to ask it.
///
/// # Errors
/// When the database cannot be asked.
pub fn integrity(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let AnyConnection::Sqlite(conn) = conn else {
        return Ok(Vec::new());
    };
    let said: Vec<Said> = diesel::sql_query("PRAGMA integrity_check").load(conn)?;
    let mut findings: Vec<String> = said
        .into_iter()
        .filter(|said| said.integrity_check != "ok")
        .map(|said| format!("the database file is damaged: {}", said.integrity_check))
        .collect();
    let orphans: Vec<Orphan> =
        diesel::sql_query("SELECT DISTINCT \"table\", parent FROM pragma_foreign_key_check")
            .load(conn)?;
    findings.extend(orphans.into_iter().map(|orphan| {
        format!(
            "a row of the table {} points at a row of {} that is not there",
            orphan.table,
            orphan.parent.unwrap_or_default()
        )
    }));
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Address, connection::Use, migrate::migrate};
    use diesel::connection::SimpleConnection;

    #[test]
    fn an_orphan_is_found_and_a_whole_file_is_praised_by_silence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("candor.db");
        let address = Address::Sqlite(path.to_string_lossy().into_owned());
        migrate(&address, |_| Ok(())).unwrap();
        let mut conn = AnyConnection::open(&address, Use::Write).unwrap();
        assert_eq!(integrity(&mut conn).unwrap(), Vec::<String>::new());
        conn.batch_execute(
            "PRAGMA foreign_keys = OFF;
             INSERT INTO tallies VALUES (X'01', 'surfaced', '2026-03-02', '{}');",
        )
        .unwrap();
        let findings = integrity(&mut conn).unwrap();
        assert_eq!(findings.len(), 1, "{findings:?}");
        assert!(findings[0].contains("tallies") && findings[0].contains("places"));
    }
}

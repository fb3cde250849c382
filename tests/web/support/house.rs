//! A fresh, migrated database for each test.

use candor::db::{
    Address,
    connection::{AnyConnection, Use},
    migrate::migrate,
};
use diesel::connection::SimpleConnection;
use std::{env, fs, path::PathBuf, sync::OnceLock};
use tempfile::TempDir;

/// Where one test's data is; gone when dropped.
pub struct House {
    pub folder: TempDir,
    pub address: Address,
    schema: Option<(String, String)>,
}

impl House {
    pub fn fresh() -> Self {
        let folder = TempDir::with_prefix("candor-test-").unwrap();
        #[expect(
            clippy::disallowed_methods,
            reason = "tests/run says which database it is"
        )]
        match env::var("CANDOR_TEST_DATABASE") {
            Ok(url) if url.starts_with("postgres") => Self::on_a_server(folder, &url),
            _ => Self::in_a_file(folder),
        }
    }

    fn in_a_file(folder: TempDir) -> Self {
        let path = folder.path().join("candor.db");
        fs::copy(migrated_file(), &path).unwrap();
        let address = Address::Sqlite(path.to_str().unwrap().to_owned());
        Self {
            folder,
            address,
            schema: None,
        }
    }

    fn on_a_server(folder: TempDir, url: &str) -> Self {
        let schema = format!("test_{}", uuid::Uuid::new_v4().simple());
        run(url, &format!("CREATE SCHEMA {schema}"));
        let joint = if url.contains('?') { '&' } else { '?' };
        let address = Address::Postgres(format!("{url}{joint}options=-csearch_path%3D{schema}"));
        migrate(&address, |_conn| Ok(())).unwrap();
        Self {
            folder,
            address,
            schema: Some((url.to_owned(), schema)),
        }
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some((url, schema)) = &self.schema {
            run(url, &format!("DROP SCHEMA {schema} CASCADE"));
        }
    }
}

/// Migrated once, then copied: migrating takes longer than most tests.
fn migrated_file() -> &'static PathBuf {
    static FILE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_folder, file) = FILE.get_or_init(|| {
        let folder = TempDir::with_prefix("candor-migrated-").unwrap();
        let path = folder.path().join("candor.db");
        let address = Address::Sqlite(path.to_str().unwrap().to_owned());
        migrate(&address, |_conn| Ok(())).unwrap();
        (folder, path)
    });
    file
}

fn run(url: &str, sql: &str) {
    AnyConnection::open(&Address::Postgres(url.to_owned()), Use::Write)
        .unwrap()
        .batch_execute(sql)
        .unwrap();
}

//! A fresh, migrated database for each test.

use crate::{
    db::{
        Address, Db,
        connection::{AnyConnection, Use},
        migrate::migrate,
    },
    exchange::{
        commands::{Loaded, load},
        import::{BadRow, Map, read},
        take,
    },
    kernel::time::Now,
    reports::ImportRow,
};
use chrono_tz::Tz;
use diesel::connection::SimpleConnection;
use std::time::Duration;
use tempfile::TempDir;

pub(super) struct House {
    pub(super) db: Db,
    _folder: TempDir,
    schema: Option<(String, String)>,
}

impl House {
    pub(super) fn fresh() -> Self {
        #[expect(
            clippy::disallowed_methods,
            reason = "tests/run says which database it is"
        )]
        let server = std::env::var("CANDOR_TEST_DATABASE")
            .ok()
            .filter(|url| url.starts_with("postgres"));
        let folder = TempDir::with_prefix("candor-exchange-").unwrap();
        let (address, schema) = match server {
            None => (Address::in_folder(folder.path()), None),
            Some(url) => {
                let schema = format!("test_{}", uuid::Uuid::new_v4().simple());
                run(&url, &format!("CREATE SCHEMA {schema}"));
                let joint = if url.contains('?') { '&' } else { '?' };
                let own = format!("{url}{joint}options=-csearch_path%3D{schema}");
                (Address::Postgres(own), Some((url, schema)))
            }
        };
        migrate(&address, |_| Ok(())).unwrap();
        Self {
            db: Db::open(&address, 2).unwrap(),
            _folder: folder,
            schema,
        }
    }

    pub(super) fn load(&self, source: &str, rows: Vec<ImportRow>) -> Loaded {
        load(&self.db, source, rows, now(), Duration::ZERO).unwrap()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some((url, schema)) = &self.schema {
            run(url, &format!("DROP SCHEMA {schema} CASCADE"));
        }
    }
}

fn run(url: &str, sql: &str) {
    AnyConnection::open(&Address::Postgres(url.to_owned()), Use::Write)
        .unwrap()
        .batch_execute(sql)
        .unwrap();
}

/// A Wednesday, later than every date in the files.
pub(super) fn now() -> Now {
    Now::new("2026-03-04T09:30:00Z".parse().unwrap(), Tz::UTC)
}

/// A file of the repository, read with its map.
pub(super) fn file(name: &str, map: &str) -> (String, Vec<ImportRow>, Vec<BadRow>) {
    let root = env!("CARGO_MANIFEST_DIR");
    let map = std::fs::read_to_string(format!("{root}/{map}")).unwrap();
    let map = Map::parse(&map).unwrap();
    let bytes = std::fs::read(format!("{root}/tests/data/import/{name}")).unwrap();
    let outcome = read(&bytes, &map, now().at).unwrap();
    let (rows, bad) = take(outcome);
    (map.source().to_owned(), rows, bad)
}

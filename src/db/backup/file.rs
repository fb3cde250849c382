//! Copies of a SQLite file: `VACUUM INTO`, which reads one moment and holds up nobody.

use super::{CopyError, Give, Replay, Swap, migrations};
use crate::{
    db::connection::{Address, AnyConnection, Conn, Use},
    db::reach,
    kernel::ids::Id,
};
use diesel::{
    QueryableByName, RunQueryDsl,
    sql_types::{BigInt, Text},
};
use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};

/// The one member of a copy.
const MEMBER: &str = "candor.db";
/// How copies in the making are called; a killed program leaves one behind.
const MAKING: &str = "copying-";

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    words: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

pub(super) fn copy(
    conn: &mut Conn,
    scratch: &Path,
    give: &mut Give<'_>,
) -> Result<Vec<String>, CopyError> {
    sweep(scratch);
    let making = Removed(scratch.join(format!("{MAKING}{}.db", Id::random())));
    copy_into(conn, &making.0)?;
    let versions = crate::each_backend!(&mut open(&making.0, Use::Read)?, |c| migrations(c))?;
    let read = CopyError::file("read", &making.0);
    let mut file = File::open(&making.0).map_err(read)?;
    let size = file
        .metadata()
        .map_err(CopyError::file("read", &making.0))?
        .len();
    give(MEMBER, size, &mut file).map_err(CopyError::Given)?;
    Ok(versions)
}

pub(super) fn copy_into(conn: &mut Conn, to: &Path) -> Result<(), CopyError> {
    // SQLite takes an empty file for a new one, and so nobody else can read it at any time.
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(to).map_err(CopyError::file("write", to))?;
    let outcome = crate::each_backend!(conn, |c| diesel::sql_query("VACUUM INTO ?")
        .bind::<Text, _>(to.to_string_lossy().into_owned())
        .execute(c))
    .map_err(CopyError::from)
    .and_then(|_| file.sync_all().map_err(CopyError::file("write", to)))
    .and_then(|()| check(to));
    if outcome.is_err() {
        let _ = fs::remove_file(to);
    }
    outcome
}

/// Asks SQLite whether every page and every reference is as it should be.
fn check(path: &Path) -> Result<(), CopyError> {
    let conn = &mut open(path, Use::Read)?;
    let found: Vec<Words> = crate::each_backend!(conn, |c| diesel::sql_query(
        "SELECT integrity_check AS words FROM pragma_integrity_check LIMIT 3"
    )
    .load(c))?;
    let found: Vec<String> = found.into_iter().map(|row| row.words).collect();
    if found != ["ok"] {
        return Err(CopyError::Unsound(found.join("; ")));
    }
    let lost: Count = crate::each_backend!(conn, |c| diesel::sql_query(
        "SELECT count(*) AS n FROM pragma_foreign_key_check"
    )
    .get_result(c))?;
    if lost.n > 0 {
        return Err(CopyError::Unsound(format!(
            "{} rows point to rows that are not there. Run `candor check`.",
            lost.n
        )));
    }
    Ok(())
}

fn open(path: &Path, purpose: Use) -> Result<Conn, CopyError> {
    let address = Address::Sqlite(path.to_string_lossy().into_owned());
    Ok(AnyConnection::open(&address, purpose)
        .map_err(|failure| reach::unavailable(&address, &failure))?)
}

/// Removes what a killed program left; a copy that is being made now is younger than a day.
fn sweep(scratch: &Path) {
    let Ok(entries) = fs::read_dir(scratch) else {
        return;
    };
    for entry in entries.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(MAKING);
        let old = entry
            .metadata()
            .and_then(|data| data.modified())
            .is_ok_and(|at| {
                at.elapsed()
                    .is_ok_and(|age| age > Duration::from_secs(86_400))
            });
        if ours && old {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A file that goes when it is no longer needed, whatever happened.
struct Removed(PathBuf);

impl Drop for Removed {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A file that is being put back.
pub(super) struct Incoming {
    target: PathBuf,
    staged: Option<PathBuf>,
}

impl Incoming {
    pub(super) fn begin(path: &str) -> Self {
        Self {
            target: path.into(),
            staged: None,
        }
    }

    pub(super) fn take(
        &mut self,
        swap: &mut Swap,
        name: &str,
        content: &mut dyn Read,
    ) -> Result<(), CopyError> {
        if name != MEMBER || self.staged.is_some() {
            return Err(CopyError::Unsound(format!("{name} does not belong here")));
        }
        self.staged = Some(swap.stage(self.target.clone(), content)?);
        Ok(())
    }

    pub(super) fn settle(&self, replay: Box<Replay<'_>>) -> Result<(), CopyError> {
        let Some(staged) = &self.staged else {
            return Err(CopyError::Unsound("the database is not in it".into()));
        };
        let mut conn = open(staged, Use::Write)?;
        replay(&mut conn).map_err(CopyError::Replay)?;
        // The last connection that closes takes the write-ahead log into the file.
        drop(conn);
        check(staged)?;
        File::open(staged)
            .and_then(|file| file.sync_all())
            .map_err(CopyError::file("write", staged))
    }
}

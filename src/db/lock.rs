//! Who may use the data at the same time: one server on a file, many on a PostgreSQL, and nobody
//! else while a restore or a migration is at work.

use super::{
    connection::{Address, AnyConnection, Conn, Use},
    reach,
};
use diesel::{QueryableByName, RunQueryDsl, sql_types::Bool};
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
};

/// Held for as long as the data is used; the operating system or the server lets go of it when
/// the program ends, however it ends.
///
/// A PostgreSQL that is started anew forgets it: restore with all servers stopped.
pub struct Lock {
    _files: Vec<File>,
    _conn: Option<Conn>,
}

/// Why the data is not free.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LockError {
    /// Somebody uses the folder or the file.
    #[error(
        "another Candor is running on {0}. Stop it first, or choose another folder with --data."
    )]
    Running(String),
    /// Somebody uses the database.
    #[error("another Candor is running on this PostgreSQL database. Stop it first.")]
    RunningServer,
    /// Somebody replaces the database.
    #[error(
        "the PostgreSQL database is being restored or migrated. Start again when that is done."
    )]
    Busy,
    /// A restore was cut off.
    #[error(
        "a restore was cut off before it was done. Run `candor restore` again with the same backup, then start."
    )]
    Unfinished,
    /// The lock cannot be made.
    #[error("cannot lock {0}: {1}. Choose another folder with --data, or make this one writable.")]
    File(String, String),
    /// The server cannot be asked.
    #[error("{0}")]
    Unreachable(String),
}

/// There while a restore puts its files in place.
const UNFINISHED: &str = "restore-not-finished";
/// Any number will do as long as all servers of one database use the same; the second one is made
/// from the schema, so that two houses in one database do not lock each other out.
const KEYS: &str = "727101, hashtext(current_schema())";

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = Bool)]
    held: bool,
}

impl Lock {
    /// For a server: on a file the only one, on PostgreSQL beside others.
    ///
    /// # Errors
    /// `LockError` with what to do.
    pub fn serving(address: &Address, folder: &Path) -> Result<Self, LockError> {
        finished(folder)?;
        Self::take(
            address,
            folder,
            "pg_try_advisory_lock_shared",
            LockError::Busy,
        )
    }

    /// For what needs the data for itself.
    ///
    /// # Errors
    /// `LockError` with what to do.
    pub fn alone(address: &Address, folder: &Path) -> Result<Self, LockError> {
        Self::take(
            address,
            folder,
            "pg_try_advisory_lock",
            LockError::RunningServer,
        )
    }

    fn take(
        address: &Address,
        folder: &Path,
        function: &str,
        refusal: LockError,
    ) -> Result<Self, LockError> {
        match address {
            Address::Sqlite(path) => Ok(Self {
                _files: files(Path::new(path), folder)
                    .iter()
                    .map(|path| lock(path, folder))
                    .collect::<Result<_, _>>()?,
                _conn: None,
            }),
            Address::Postgres(_) => {
                let mut conn = AnyConnection::open(address, Use::Write)
                    .map_err(|f| LockError::Unreachable(reach::sentence(address, &f)))?;
                let query = diesel::sql_query(format!("SELECT {function}({KEYS}) AS held"));
                let answer: Held = crate::each_backend!(&mut conn, |c| query.get_result(c))
                    .map_err(|failure| LockError::Unreachable(failure.to_string()))?;
                if !answer.held {
                    return Err(refusal);
                }
                Ok(Self {
                    _files: Vec::new(),
                    _conn: Some(conn),
                })
            }
        }
    }
}

/// Refuses data that a cut-off restore left half replaced.
///
/// # Errors
/// `LockError::Unfinished`.
pub fn finished(folder: &Path) -> Result<(), LockError> {
    if marker(folder).exists() {
        Err(LockError::Unfinished)
    } else {
        Ok(())
    }
}

/// The file that says that a restore has begun to put its files in place.
pub(super) fn marker(folder: &Path) -> PathBuf {
    folder.join(UNFINISHED)
}

/// Whether somebody uses the data right now; makes nothing, not even the folder.
///
/// # Errors
/// `LockError` with what to do.
pub fn is_free(address: &Address, folder: &Path) -> Result<(), LockError> {
    if let Address::Sqlite(path) = address
        && files(Path::new(path), folder).iter().any(|f| !f.exists())
    {
        return Ok(());
    }
    Lock::alone(address, folder).map(drop)
}

/// One lock for the folder; a database that lies elsewhere has one of its own beside it, as two
/// folders may name the same file. Never the database itself: closing such a handle would drop
/// SQLite's own locks.
fn files(database: &Path, folder: &Path) -> Vec<PathBuf> {
    let mut files = vec![folder.join("candor.lock")];
    let parent = database.parent().unwrap_or(Path::new(""));
    let same = parent == folder
        || matches!((parent.canonicalize(), folder.canonicalize()), (Ok(a), Ok(b)) if a == b);
    if !same {
        let mut beside = database.as_os_str().to_owned();
        beside.push(".lock");
        files.push(beside.into());
    }
    files
}

fn lock(path: &Path, folder: &Path) -> Result<File, LockError> {
    let failed =
        |failure: std::io::Error| LockError::File(path.display().to_string(), failure.to_string());
    let file = File::options()
        .create(true)
        .append(true)
        .open(path)
        .map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LockError::Running(folder.display().to_string())),
        Err(TryLockError::Error(failure)) => Err(failed(failure)),
    }
}

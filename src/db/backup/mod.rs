//! A consistent copy of everything, taken while the program runs, and the way back.
//!
//! A copy is a list of named members, each with its size and content: one file for SQLite, JSON
//! lines in pieces of about a megabyte for PostgreSQL. How they are packed and locked away is not
//! known here.

mod file;
mod server;
mod swap;

pub use swap::Swap;

use super::{
    connection::{Address, AnyConnection, Conn, Use},
    error::StoreError,
    reach,
};
use diesel::{QueryableByName, RunQueryDsl, result::Error, sql_types::Text};
use std::{
    io::{self, Read},
    path::Path,
};

/// Takes one member of a copy: its name, its size in bytes and its content.
pub type Give<'a> = dyn FnMut(&str, u64, &mut dyn Read) -> io::Result<()> + 'a;

/// Why a copy could not be taken or put back.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// There is nothing to copy.
    #[error("there is no database at {0} yet. Check --data and --database-url.")]
    Nothing(String),
    /// The database said no.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// A file could not be written or read.
    #[error("cannot {0} {1}: {2}")]
    File(&'static str, String, #[source] io::Error),
    /// Whoever takes the members could not.
    #[error("{0}")]
    Given(#[source] io::Error),
    /// The copy is not what it should be.
    #[error("the copy cannot be used: {0}")]
    Unsound(String),
    /// The reports erased since could not be erased again.
    #[error("{0}")]
    Replay(String),
}

impl From<Error> for CopyError {
    fn from(failure: Error) -> Self {
        Self::Store(failure.into())
    }
}

impl CopyError {
    fn file(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |failure| Self::File(what, path.display().to_string(), failure)
    }
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Copies the whole database, member by member, as it is at one moment, and answers which
/// migrations it has. A running server is not held up.
///
/// `scratch` is a private folder for a while: a file is copied there and checked first.
///
/// # Errors
/// `CopyError`; nothing is left in `scratch`.
pub fn copy(
    address: &Address,
    scratch: &Path,
    give: &mut Give<'_>,
) -> Result<Vec<String>, CopyError> {
    let mut conn = existing(address)?;
    match &mut conn {
        AnyConnection::Sqlite(_) => file::copy(&mut conn, scratch, give),
        AnyConnection::Pg(c) => server::copy(c, give),
    }
}

/// As [`copy`], on a connection that is open. Only for databases that [`copy_plain`] refuses.
///
/// # Errors
/// `CopyError`.
pub fn copy_on(conn: &mut Conn, give: &mut Give<'_>) -> Result<Vec<String>, CopyError> {
    match conn {
        AnyConnection::Sqlite(_) => Err(CopyError::Unsound("a file is copied whole".into())),
        AnyConnection::Pg(c) => server::copy(c, give),
    }
}

/// Copies a database that is one file into one new file, checked and readable by its owner alone.
/// Answers false, and does nothing, for a database that is no file.
///
/// # Errors
/// `CopyError`; no half a file is left.
pub fn copy_plain(conn: &mut Conn, to: &Path) -> Result<bool, CopyError> {
    match conn {
        AnyConnection::Sqlite(_) => file::copy_into(conn, to).map(|()| true),
        AnyConnection::Pg(_) => Ok(false),
    }
}

/// What replays the erasures on the restored data, before anybody can see it.
pub type Replay<'a> = dyn FnOnce(&mut Conn) -> Result<(), String> + 'a;

/// A database that is being put back; what is there now stays as it is until [`Incoming::commit`].
pub struct Incoming(Way);

enum Way {
    File(file::Incoming),
    Server(Box<server::Incoming>),
}

impl Incoming {
    /// Begins; `migrations` are those that the copy has.
    ///
    /// # Errors
    /// `CopyError` when the database cannot be opened or prepared.
    pub fn begin(address: &Address, migrations: &[String]) -> Result<Self, CopyError> {
        Ok(Self(match address {
            Address::Sqlite(path) => Way::File(file::Incoming::begin(path)),
            Address::Postgres(_) => {
                Way::Server(Box::new(server::Incoming::begin(address, migrations)?))
            }
        }))
    }

    /// Takes one member that [`copy`] gave.
    ///
    /// # Errors
    /// `CopyError` when it does not belong here or cannot be written.
    pub fn take(
        &mut self,
        swap: &mut Swap,
        name: &str,
        content: &mut dyn Read,
    ) -> Result<(), CopyError> {
        match &mut self.0 {
            Way::File(incoming) => incoming.take(swap, name, content),
            Way::Server(incoming) => incoming.take(name, content),
        }
    }

    /// Checks what was taken, replays the erasures, and replaces what was there before, together
    /// with the files of `swap`.
    ///
    /// # Errors
    /// `CopyError`; before the very last step everything is as it was.
    pub fn commit(self, swap: Swap, replay: Box<Replay<'_>>) -> Result<(), CopyError> {
        match self.0 {
            Way::File(incoming) => {
                incoming.settle(replay)?;
                swap.announce()?;
            }
            Way::Server(incoming) => {
                let ready = incoming.settle(replay)?;
                swap.announce()?;
                if let Err(failure) = ready.commit() {
                    swap.renounce();
                    return Err(failure);
                }
            }
        }
        swap.carry_out()
    }
}

/// Opens what must be there already: opening a file that is not would create it.
fn existing(address: &Address) -> Result<Conn, CopyError> {
    if let Address::Sqlite(path) = address
        && !Path::new(path).is_file()
    {
        return Err(CopyError::Nothing(path.clone()));
    }
    Ok(AnyConnection::open(address, Use::Write)
        .map_err(|failure| reach::unavailable(address, &failure))?)
}

/// The migrations that this database has, in order.
fn migrations<C>(conn: &mut C) -> Result<Vec<String>, CopyError>
where
    C: diesel::connection::LoadConnection,
    diesel::query_builder::SqlQuery: for<'q> diesel::query_dsl::LoadQuery<'q, C, Version>,
{
    let rows: Vec<Version> =
        diesel::sql_query("SELECT version FROM __diesel_schema_migrations ORDER BY version")
            .load(conn)?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

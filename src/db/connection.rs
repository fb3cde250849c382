//! One connection type for both databases. This folder alone knows which of them it is.

#![expect(
    missing_docs,
    reason = "the derive for either kind of connection makes undocumented items"
)]

use diesel::{
    connection::{AnsiTransactionManager, Connection, SimpleConnection, TransactionManager},
    pg::PgConnection,
    r2d2,
    result::{ConnectionError, Error},
    sqlite::SqliteConnection,
};
use std::{borrow::Cow, path::Path};

/// A connection to PostgreSQL or SQLite; queries are written once, against this type.
#[derive(diesel::MultiConnection)]
pub enum AnyConnection {
    /// A PostgreSQL server.
    Pg(PgConnection),
    /// A SQLite file.
    Sqlite(SqliteConnection),
}

/// What a query runs on.
pub type Conn = AnyConnection;

/// The backend of [`Conn`], for boxed queries.
pub type Backend = MultiBackend;

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A `postgres://` address.
    Postgres(String),
    /// The path of a SQLite file.
    Sqlite(String),
}

/// A database address that is neither a PostgreSQL address nor a path.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// Some other scheme, or a list of `key=value` words.
    #[error(
        "the database address is not understood: write postgres://user:password@host/name, or sqlite:// and a path"
    )]
    Unknown,
    /// `postgres:` without what follows.
    #[error("the PostgreSQL address is not complete: write postgres://user:password@host/name")]
    IncompletePostgres,
}

impl Address {
    /// Chooses by the scheme, never by trial: trying one driver after the other would let a
    /// mistyped server address become a new, empty SQLite file.
    ///
    /// # Errors
    /// `BadAddress` when it is neither.
    pub fn parse(raw: &str) -> Result<Self, BadAddress> {
        let raw = raw.trim();
        let lower = raw.to_ascii_lowercase();
        if let Some(rest) = lower
            .strip_prefix("postgres://")
            .or_else(|| lower.strip_prefix("postgresql://"))
        {
            return match rest {
                "" => Err(BadAddress::IncompletePostgres),
                _ => Ok(Self::Postgres(raw.to_owned())),
            };
        }
        if lower.starts_with("postgres") && lower.contains(':') {
            return Err(BadAddress::IncompletePostgres);
        }
        let path = raw.strip_prefix("sqlite://").unwrap_or(raw);
        if path.is_empty() || path.contains("://") || path.contains('=') || path.starts_with(':') {
            return Err(BadAddress::Unknown);
        }
        Ok(Self::Sqlite(path.to_owned()))
    }

    /// The database file of a data folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self::Sqlite(folder.join("candor.db").to_string_lossy().into_owned())
    }

    /// The file that it names and that is not there; a server is asked when it is opened.
    #[must_use]
    pub fn missing_file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) if !Path::new(path).exists() => Some(Path::new(path)),
            _ => None,
        }
    }

    /// Which kind of database it names.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Postgres(_) => Kind::Postgres,
            Self::Sqlite(_) => Kind::Sqlite,
        }
    }
}

crate::words! {
    /// The kinds of database; a copy of one cannot be put back into the other.
    Kind {
        /// A file.
        Sqlite = "sqlite",
        /// A server.
        Postgres = "postgresql",
    }
}

impl Kind {
    /// As people call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// How a connection will be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Reading only; SQLite refuses writes on it.
    Read,
    /// Reading and writing.
    Write,
}

impl AnyConnection {
    /// Opens a connection and sets what each connection needs.
    ///
    /// # Errors
    /// `ConnectionError` when the server or file cannot be opened.
    pub fn open(address: &Address, purpose: Use) -> Result<Self, ConnectionError> {
        match address {
            Address::Postgres(url) => {
                let mut conn = PgConnection::establish(&patient(url))?;
                conn.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages = warning;")
                    .map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(Self::Pg(conn))
            }
            Address::Sqlite(path) => {
                let mut conn = SqliteConnection::establish(path)?;
                conn.batch_execute(match purpose {
                    Use::Write => WRITE_SETTINGS,
                    Use::Read => READ_SETTINGS,
                })
                .map_err(ConnectionError::CouldntSetupConfiguration)?;
                Ok(Self::Sqlite(conn))
            }
        }
    }

    /// Runs `body` in a write transaction: `BEGIN IMMEDIATE` on SQLite, so that it never has to
    /// upgrade a read lock; a savepoint when one is open already.
    ///
    /// # Errors
    /// Whatever `body` answers, or the database's refusal to begin or commit.
    pub fn write_transaction<T, E: From<Error>>(
        &mut self,
        body: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let nested = <Self as TransactionManager<Self>>::transaction_manager_status_mut(self)
            .transaction_depth()?
            .is_some();
        match self {
            Self::Sqlite(c) if !nested => {
                AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?
            }
            Self::Sqlite(c) => AnsiTransactionManager::begin_transaction(c)?,
            Self::Pg(c) => AnsiTransactionManager::begin_transaction(c)?,
        }
        match body(self) {
            Ok(value) => {
                <Self as TransactionManager<Self>>::commit_transaction(self)?;
                Ok(value)
            }
            Err(failure) => {
                // The first failure is the one to tell; a broken rollback shows in `is_usable`.
                let _ = <Self as TransactionManager<Self>>::rollback_transaction(self);
                Err(failure)
            }
        }
    }

    /// Runs `body` on one state of the data, whatever others commit meanwhile.
    ///
    /// # Errors
    /// Whatever `body` answers, or the database's refusal to begin or end.
    pub fn one_moment<T, E: From<Error>>(
        &mut self,
        body: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.transaction(|conn| {
            // A SQLite reader keeps its first sight by itself.
            if let Self::Pg(c) = conn {
                c.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
            }
            body(conn)
        })
    }

    /// Whether no transaction is left open or broken on this connection.
    pub fn is_usable(&mut self) -> bool {
        matches!(
            <Self as TransactionManager<Self>>::transaction_manager_status_mut(self)
                .transaction_depth(),
            Ok(None)
        )
    }
}

/// A server behind a wall that swallows everything would be waited for for minutes.
fn patient(url: &str) -> Cow<'_, str> {
    if url.contains("connect_timeout") {
        return url.into();
    }
    let joint = if url.contains('?') { '&' } else { '?' };
    format!("{url}{joint}connect_timeout=10").into()
}

/// What a SQLite connection that writes is told.
///
/// The writer itself copies the log into the file only when it has grown to 64 MiB: that is the work
/// of a thread beside it. Cache enough that no group of commits has to be written out before its end.
pub(crate) const WRITE_SETTINGS: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = 16000;
    PRAGMA cache_size = -16000;";

const READ_SETTINGS: &str = "
    PRAGMA busy_timeout = 5000;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -2000;
    PRAGMA query_only = ON;";

/// Runs the same body against the connection of either kind: the way out for what the shared
/// backend cannot say.
#[macro_export]
macro_rules! each_backend {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::db::connection::AnyConnection::Sqlite($c) => $body,
            $crate::db::connection::AnyConnection::Pg($c) => $body,
        }
    };
}

/// Opens connections for a pool.
pub(super) struct Manager {
    pub(super) address: Address,
    pub(super) purpose: Use,
}

impl r2d2::ManageConnection for Manager {
    type Connection = AnyConnection;
    type Error = r2d2::Error;

    fn connect(&self) -> Result<AnyConnection, Self::Error> {
        AnyConnection::open(&self.address, self.purpose).map_err(r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, conn: &mut AnyConnection) -> Result<(), Self::Error> {
        r2d2::R2D2Connection::ping(conn).map_err(r2d2::Error::QueryError)
    }

    fn has_broken(&self, conn: &mut AnyConnection) -> bool {
        std::thread::panicking() || r2d2::R2D2Connection::is_broken(conn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_chooses_and_nothing_is_guessed() {
        assert_eq!(
            Address::parse("sqlite:///a/b.db"),
            Ok(Address::Sqlite("/a/b.db".into()))
        );
        assert_eq!(
            Address::parse("data/candor.db"),
            Ok(Address::Sqlite("data/candor.db".into()))
        );
        assert!(matches!(
            Address::parse("postgresql://h/n"),
            Ok(Address::Postgres(_))
        ));
        assert!(matches!(
            Address::parse("POSTGRES://h/n"),
            Ok(Address::Postgres(_))
        ));
        for bad in [
            "",
            "host=h dbname=n",
            "mysql://h/n",
            ":memory:",
            "postgres:/h/n",
            "postgres://",
            "postgresql:h",
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }
}

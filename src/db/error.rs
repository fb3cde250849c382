//! How the store fails: for now, or for good.

use diesel::result::{DatabaseErrorKind, Error};

/// The store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Not now: busy, full, read-only, gone, or a group that was rolled back. Trying again may help.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// A row that the rules refuse: somebody or something else wrote it.
    #[error("a stored row is not as it should be: {0}")]
    Corrupt(&'static str),
    /// A query failed in a way that trying again does not mend.
    #[error("a query failed: {0}")]
    Failed(#[source] Error),
}

impl StoreError {
    /// Whether this is a broken uniqueness rule: somebody else was first.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(
            self,
            Self::Failed(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
        )
    }
}

/// What SQLite and PostgreSQL say when it is not the query's fault.
const PASSING: [&str; 12] = [
    "disk is full",
    "database is locked",
    "readonly database",
    "disk I/O error",
    "unable to open database",
    "No space left",
    "could not extend file",
    "could not write",
    "too many clients",
    "too many connections",
    "shutting down",
    "read-only transaction",
];

impl From<Error> for StoreError {
    fn from(failure: Error) -> Self {
        match &failure {
            Error::DatabaseError(
                DatabaseErrorKind::ClosedConnection
                | DatabaseErrorKind::SerializationFailure
                | DatabaseErrorKind::ReadOnlyTransaction,
                what,
            ) => Self::Unavailable(what.message().to_owned()),
            Error::DatabaseError(_, what)
                if PASSING.iter().any(|words| what.message().contains(words)) =>
            {
                Self::Unavailable(what.message().to_owned())
            }
            Error::BrokenTransactionManager | Error::NotInTransaction => {
                Self::Unavailable(failure.to_string())
            }
            _ => Self::Failed(failure),
        }
    }
}

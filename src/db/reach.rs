//! Whether the database can be reached, said so that a person knows what to do.

use super::{
    connection::{Address, AnyConnection, Use},
    error::StoreError,
};
use diesel::result::ConnectionError;
use std::path::Path;

/// The database cannot be reached; the sentence never holds a password.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreachable(String);

/// Tries the address before anything is made on disk. On a server it opens a connection and closes
/// it; of a file it only asks whether its folder is there, as opening would create it.
///
/// # Errors
/// `Unreachable` with what to check.
pub fn check(address: &Address, folder: &Path) -> Result<(), Unreachable> {
    match address {
        Address::Postgres(_) => AnyConnection::open(address, Use::Read)
            .map(drop)
            .map_err(|failure| Unreachable(sentence(address, &failure))),
        Address::Sqlite(path) => {
            let path = Path::new(path);
            let parent = match path.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
            if path.is_dir() {
                Err(Unreachable(format!(
                    "{} is a folder: --database-url takes the path of a file.",
                    path.display()
                )))
            } else if parent != folder && !parent.is_dir() {
                Err(Unreachable(format!(
                    "there is no folder {} for the database. Make it first, or choose another path with --database-url.",
                    parent.display()
                )))
            } else {
                Ok(())
            }
        }
    }
}

/// A connection that could not be opened, for those who only need to know that it is for now.
pub(super) fn unavailable(address: &Address, failure: &ConnectionError) -> StoreError {
    StoreError::Unavailable(sentence(address, failure))
}

/// What to do. The driver's own words are not passed on where they come from an address: a
/// password with an @ in it ends up in the host name that the driver complains about.
pub(super) fn sentence(address: &Address, failure: &ConnectionError) -> String {
    let said = failure.to_string();
    let url = match address {
        Address::Sqlite(path) => {
            return format!("the database {path} cannot be opened: {said}");
        }
        Address::Postgres(url) => url,
    };
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let (happened, advice) = if says(&["not compiled in", "no encryption", "SSL", "TLS"]) {
        (
            "wants another kind of connection",
            "Look at sslmode in the address; for TLS this program must be built with the feature postgres-tls.",
        )
    } else if says(&["authentication failed", "no password", "pg_hba.conf"]) {
        (
            "does not let us in",
            "Check the user and the password in the address.",
        )
    } else if says(&["does not exist"]) {
        (
            "has no such database or user",
            "Make it first, or check the names in the address.",
        )
    } else if says(&["starting up", "shutting down", "too many", "reserved for"]) {
        ("takes no connection now", "Try again in a moment.")
    } else if says(&["translate host name"]) {
        (
            "is not known by that name",
            "Check the host in the address.",
        )
    } else if says(&["invalid", "missing", "unexpected"]) {
        (
            "has an address that is not understood",
            "Write postgres://user:password@host/name; signs such as @ : / in the password are written %40 %3A %2F.",
        )
    } else {
        (
            "does not answer",
            "Check that it runs, and the host and the port in the address.",
        )
    };
    format!(
        "the PostgreSQL server{} {happened}. {advice} The address is DATABASE_URL or --database-url.",
        host(url).map_or_else(String::new, |host| format!(" {host}"))
    )
}

/// The host and port, where it is sure that they are no part of a password.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    if rest.matches('@').count() > 1 || rest.to_ascii_lowercase().contains("password") {
        return None;
    }
    let host = match rest.split_once('@') {
        Some((_, after)) => after.split(['/', '?']).next(),
        None => rest.split([':', '/', '?']).next(),
    };
    host.filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_in_the_sentence() {
        for url in [
            "postgres://candor:s3cret@127.0.0.1:1/candor",
            "postgres://candor:s3cret@x@127.0.0.1:1/candor",
            "postgres://candor:x@s3cret@127.0.0.1:1/candor",
            "postgres://candor:s3cret",
            "postgres://candor:x/s3cret@127.0.0.1:1/candor",
            "postgres://candor:x?s3cret@127.0.0.1:1/candor",
            "postgres://127.0.0.1:1/candor?password=x@s3cret",
            "postgres://127.0.0.1:s3cret/candor",
        ] {
            let said = check(&Address::Postgres(url.into()), Path::new("x"))
                .unwrap_err()
                .to_string();
            assert!(!said.contains("s3cret"), "{said}");
            assert!(said.contains("DATABASE_URL"), "{said}");
        }
        let address = Address::Postgres("postgres://candor:s3cret@127.0.0.1:1/candor".into());
        let said = check(&address, Path::new("x")).unwrap_err().to_string();
        assert!(said.contains("127.0.0.1:1 does not answer"), "{said}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_told_and_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("no/candor.db");
        let address = Address::Sqlite(path.to_string_lossy().into_owned());
        assert!(check(&address, Path::new("data")).is_err());
        assert!(check(&address, &folder.path().join("no")).is_ok());
        assert!(!folder.path().join("no").exists());
    }
}

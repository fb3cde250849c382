//! Acts: accounts made and changed, sessions opened and ended.
//!
//! Passwords are hashed before an act begins: hashing takes long, and a transaction must not.

use super::{
    model::{NewPerson, Password, Person, Role, SessionToken},
    store,
};
use crate::{
    db::{Conn, StoreError, Tx},
    journal::{self, Act},
    kernel::{code::Code, ids::Id, keys::Keys, time::Now},
};
use argon2::{
    Argon2, PasswordHasher,
    password_hash::{PasswordVerifier, phc::PasswordHash},
};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::LazyLock;

/// The token in the address that makes the first admin. It follows from the installation's secret, so
/// that several servers print the same one; the first admin's account makes it worthless.
#[must_use]
pub fn first_admin_token(keys: &Keys) -> String {
    Code::<16>::from_bits(&keys.mac("first admin", &[])[..10]).to_string()
}

/// Why the rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Wrong address or password; one sentence for both, so that nobody learns who has an account.
    #[error("This address and password do not go together. Please try once more.")]
    NoMatch,
    /// The address has an account.
    #[error("There is an account with this address already.")]
    EmailTaken,
    /// Somebody was first.
    #[error("The first admin is there already. Please sign in.")]
    NotTheFirst,
    /// No such account.
    #[error("There is no account with this address.")]
    Unknown,
    /// Nobody locks themselves out by a slip of the hand.
    #[error("This is your own account. Another admin can close it.")]
    OwnAccount,
    /// Somebody must be able to run the house.
    #[error("This is the last admin. Please make another one first.")]
    LastAdmin,
}

/// An act on accounts fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The hash of a password: argon2id with the crate's recommended cost (19 MiB, 2 passes).
///
/// # Errors
/// When the hasher fails.
pub fn hash(password: &Password) -> Result<String, String> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|failure| failure.to_string())
}

/// Compared with when an address has no account, so that both answers take equally long.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    Argon2::default()
        .hash_password(b"nobody's password")
        .map(|hash| hash.to_string())
        .unwrap_or_default()
});

/// Whether a password fits a hash; `None` costs the same and never fits.
#[must_use]
pub fn verify(password: &str, hash: Option<&str>) -> bool {
    let fits = PasswordHash::new(hash.unwrap_or(&NOBODY)).is_ok_and(|parsed| {
        Argon2::default()
            .verify_password(password.as_bytes(), &parsed)
            .is_ok()
    });
    fits && hash.is_some()
}

/// Who is signed in with this session.
///
/// # Errors
/// When the store fails.
pub fn signed_in(
    conn: &mut Conn,
    session: &[u8],
    at: DateTime<Utc>,
) -> Result<Option<Person>, StoreError> {
    store::by_session(conn, session, at)
}

/// The account of an address and its password hash, for signing in.
///
/// # Errors
/// When the store fails.
pub fn credentials(conn: &mut Conn, email: &str) -> Result<Option<(Person, String)>, StoreError> {
    Ok(store::by_email(conn, email)?.filter(|(person, _)| person.active))
}

/// Opens a session.
///
/// # Errors
/// When the store fails.
pub fn sign_in(
    tx: &mut Tx<'_>,
    person: Id,
    hours: i64,
    at: DateTime<Utc>,
) -> Result<SessionToken, StoreError> {
    let token = SessionToken::random();
    store::end_sessions_before(tx, at)?;
    store::open_session(tx, &token.hash(), person, at + TimeDelta::hours(hours))?;
    Ok(token)
}

/// Ends a session.
///
/// # Errors
/// When the store fails.
pub fn sign_out(tx: &mut Tx<'_>, session: &[u8]) -> Result<(), StoreError> {
    store::end_session(tx, session)
}

/// Makes an account; `by` is `None` from the terminal.
///
/// # Errors
/// `Refusal::EmailTaken`, or the store's failure.
pub fn add(tx: &mut Tx<'_>, new: &NewPerson, by: Option<Id>, now: Now) -> Result<Id, Error> {
    if store::by_email(tx.conn(), new.email.as_str())?.is_some() {
        return Err(Refusal::EmailTaken.into());
    }
    let id = insert(tx, new)?;
    journal::record(tx, by, Act::PersonAdded, new.email.as_str(), now)?;
    Ok(id)
}

/// Two acts at once may both have found the address free: the database decides.
fn insert(tx: &mut Tx<'_>, new: &NewPerson) -> Result<Id, Error> {
    store::insert(tx, new).map_err(|failure| {
        if failure.is_taken() {
            Refusal::EmailTaken.into()
        } else {
            failure.into()
        }
    })
}

/// Makes the first admin, once.
///
/// # Errors
/// `Refusal::NotTheFirst` when an admin is there already, `Refusal::EmailTaken`, or the store's failure.
pub fn add_first_admin(tx: &mut Tx<'_>, new: &NewPerson, now: Now) -> Result<Id, Error> {
    if store::has_admin(tx.conn())? {
        return Err(Refusal::NotTheFirst.into());
    }
    let id = insert(
        tx,
        &NewPerson {
            role: Role::Admin,
            ..new.clone()
        },
    )?;
    journal::record(tx, Some(id), Act::PersonAdded, new.email.as_str(), now)?;
    Ok(id)
}

/// Gives an account a new password and ends its sessions.
///
/// # Errors
/// `Refusal::Unknown` when nobody has this address.
pub fn reset(
    tx: &mut Tx<'_>,
    email: &str,
    password_hash: &str,
    by: Option<Id>,
    now: Now,
) -> Result<(), Error> {
    let (person, _) = store::by_email(tx.conn(), email)?.ok_or(Refusal::Unknown)?;
    store::set_password(tx, person.id, password_hash)?;
    store::end_sessions_of(tx, person.id)?;
    journal::record(tx, by, Act::PasswordReset, email, now)?;
    Ok(())
}

/// Lets an account sign in, or no longer.
///
/// # Errors
/// `Refusal::Unknown` when nobody has this address, `Refusal::OwnAccount` and `Refusal::LastAdmin` for
/// accounts that must stay open.
pub fn set_active(
    tx: &mut Tx<'_>,
    email: &str,
    active: bool,
    by: Option<Id>,
    now: Now,
) -> Result<(), Error> {
    let (person, _) = store::by_email(tx.conn(), email)?.ok_or(Refusal::Unknown)?;
    if !active && by == Some(person.id) {
        return Err(Refusal::OwnAccount.into());
    }
    store::set_active(tx, person.id, active)?;
    if !active {
        if person.role == Role::Admin && !store::has_admin(tx.conn())? {
            return Err(Refusal::LastAdmin.into());
        }
        store::end_sessions_of(tx, person.id)?;
    }
    let act = if active {
        Act::PersonOpened
    } else {
        Act::PersonClosed
    };
    journal::record(tx, by, act, email, now)?;
    Ok(())
}

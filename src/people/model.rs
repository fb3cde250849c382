//! Rules: roles, e-mail addresses, passwords and session tokens.

use crate::kernel::{
    ids::{Id, random_bytes},
    keys::{Keys, sha256},
    text::{self, TextError},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use std::fmt;
use subtle::ConstantTimeEq;

crate::words! {
    /// What an account may do. One role an account: whoever leads and also runs the house has two.
    Role {
        /// Answers the reports of some places.
        Lead = "lead",
        /// Learns from trends, never sees a story as told.
        Improver = "improver",
        /// May open a sealed name, with a reason that the reporter reads.
        Keeper = "keeper",
        /// Runs the house: places, accounts, journal; no stories.
        Admin = "admin",
    }
}

impl Role {
    /// The role in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Lead => "Lead",
            Self::Improver => "Improvement team",
            Self::Keeper => "Name keeper",
            Self::Admin => "Admin",
        }
    }

    /// The places that an account of this role gets: a lead who is given none answers for the whole
    /// house, and other roles have none.
    #[must_use]
    pub fn places(self, chosen: Vec<Id>, whole_house: Id) -> Vec<Id> {
        match self {
            Self::Lead if chosen.is_empty() => vec![whole_house],
            Self::Lead => chosen,
            Self::Improver | Self::Keeper | Self::Admin => Vec::new(),
        }
    }

    /// The page that this role starts from.
    #[must_use]
    pub fn home(self) -> &'static str {
        match self {
            Self::Lead => "/inbox",
            Self::Improver => "/trends",
            Self::Keeper => "/names",
            Self::Admin => "/places",
        }
    }
}

/// A staff account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Its identity.
    pub id: Id,
    /// Shown to reporters with thanks and answers.
    pub name: String,
    /// For signing in.
    pub email: String,
    /// What it may do.
    pub role: Role,
    /// The places (with everything below them) that a lead answers for.
    pub places: Vec<Id>,
    /// Whether it may sign in.
    pub active: bool,
}

/// What a new account needs.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Shown to reporters.
    pub name: String,
    /// For signing in.
    pub email: Email,
    /// What it may do.
    pub role: Role,
    /// Places of a lead, from [`Role::places`].
    pub places: Vec<Id>,
    /// The password's hash.
    pub password_hash: String,
}

/// An e-mail address, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email(String);

/// Not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Please write an e-mail address, such as ada@example.org.")]
pub struct EmailError;

impl Email {
    /// Reads an address: one @ with something before and after it. What more there is to an address,
    /// only its mail server knows.
    ///
    /// # Errors
    /// `EmailError` when it cannot be one.
    pub fn parse(raw: &str) -> Result<Self, EmailError> {
        let email = text::line(raw, 254)
            .map_err(|_unreadable| EmailError)?
            .to_lowercase();
        match email.split_once('@') {
            Some((user, host))
                if !user.is_empty()
                    && !host.is_empty()
                    && !host.contains('@')
                    && !email.contains(' ') =>
            {
                Ok(Self(email))
            }
            _ => Err(EmailError),
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A password that is long enough.
#[derive(Clone)]
pub struct Password(String);

/// Why a password cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than 10 characters.
    #[error("Please take at least 10 characters. Four words in a row are easy to remember.")]
    TooShort,
    /// More than fit.
    #[error("Please take at most 200 characters.")]
    TooLong,
    /// One of those that everybody tries first.
    #[error("This is one of the passwords that everybody tries first. Please take another.")]
    TooCommon,
}

impl fmt::Debug for Password {
    /// Never prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

impl Password {
    /// Takes 10 to 200 characters; asks for no special ones.
    ///
    /// # Errors
    /// `PasswordError` with what to do.
    pub fn parse(raw: &str) -> Result<Self, PasswordError> {
        let raw = raw.trim_end_matches(['\r', '\n']);
        let lower = raw.to_lowercase();
        let one_repeated = lower
            .chars()
            .next()
            .is_some_and(|first| lower.chars().all(|c| c == first));
        match raw.chars().count() {
            0..10 => Err(PasswordError::TooShort),
            201.. => Err(PasswordError::TooLong),
            _ if one_repeated
                || [
                    "password",
                    "1234567890",
                    "0123456789",
                    "qwertyuiop",
                    "candorcandor",
                ]
                .iter()
                .any(|common| lower.starts_with(common)) =>
            {
                Err(PasswordError::TooCommon)
            }
            _ => Ok(Self(raw.to_owned())),
        }
    }

    /// The characters, for hashing.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Person {
    /// A name as an account shows it: one line, at most 80 characters.
    ///
    /// # Errors
    /// `TextError` for an empty or too long one.
    pub fn parse_name(raw: &str) -> Result<String, TextError> {
        text::line(raw, 80)
    }
}

/// The secret that a browser keeps while somebody is signed in: 256 random bits.
#[derive(Clone)]
pub struct SessionToken(String);

impl SessionToken {
    /// A fresh one.
    #[must_use]
    pub fn random() -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(random_bytes::<32>()))
    }

    /// Reads what a browser sent.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        (raw.len() == 43
            && raw
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'))
        .then(|| Self(raw.to_owned()))
    }

    /// For the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database keeps.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        sha256(self.0.as_bytes()).to_vec()
    }

    /// The token that this session's own forms carry.
    #[must_use]
    pub fn proof(&self, keys: &Keys) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(keys.mac("form", &[self.0.as_bytes()]))
    }

    /// Whether a form carries this session's token.
    #[must_use]
    pub fn proves(&self, keys: &Keys, sent: &str) -> bool {
        self.proof(keys).as_bytes().ct_eq(sent.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_lower_case_and_have_two_halves() {
        assert_eq!(
            Email::parse(" Ada@Example.org ").unwrap().as_str(),
            "ada@example.org"
        );
        for bad in ["", "ada", "@example.org", "ada@", "a b@c", "a@b@c", "a\0@b"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn passwords_are_long_and_not_the_first_guess() {
        assert!(Password::parse("four words in a row\n").is_ok());
        assert_eq!(
            Password::parse("short").unwrap_err(),
            PasswordError::TooShort
        );
        assert_eq!(
            Password::parse("aaaaaaaaaaaa").unwrap_err(),
            PasswordError::TooCommon
        );
        assert_eq!(
            Password::parse("Password123456").unwrap_err(),
            PasswordError::TooCommon
        );
        assert_eq!(
            Password::parse(&"ab".repeat(101)).unwrap_err(),
            PasswordError::TooLong
        );
    }

    #[test]
    fn a_form_token_belongs_to_one_session() {
        let keys = Keys::random();
        let (one, other) = (SessionToken::random(), SessionToken::random());
        assert!(one.proves(&keys, &one.proof(&keys)));
        assert!(!one.proves(&keys, &other.proof(&keys)));
        assert!(!one.proves(&keys, ""));
    }
}

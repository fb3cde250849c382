//! Identities: random, so that nothing can be read from their order.

use std::fmt;
use uuid::Uuid;

/// The identity of a row: a random (version 4) UUID.
///
/// Never ordered by time: a sequence would tell in which order people spoke up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(Uuid);

impl Id {
    /// A fresh random identity.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }

    /// Wraps an identity that was read back.
    #[must_use]
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The UUID inside.
    #[must_use]
    pub const fn uuid(&self) -> &Uuid {
        &self.0
    }

    /// Reads the usual text form.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        Uuid::try_parse(raw).ok().map(Self)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Fills `bytes` from the operating system's random source.
///
/// # Panics
/// When the operating system has no randomness: going on would make guessable receipts.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Err(failure) = getrandom::fill(&mut bytes) {
        panic!("the operating system gives no random numbers: {failure}");
    }
    bytes
}

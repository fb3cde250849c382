//! What a backup says about itself.

use serde::{Deserialize, Serialize};

/// The layout that this program writes, and the latest that it reads.
pub(super) const FORMAT: u32 = 1;

/// The last member of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Manifest {
    /// The layout.
    pub(in crate::cli) format: u32,
    /// The version of the program that made it.
    pub(in crate::cli) program: String,
    /// `sqlite` or `postgresql`.
    pub(in crate::cli) database: String,
    /// The migrations that the data has.
    pub(in crate::cli) migrations: Vec<String>,
    /// When, in UTC.
    pub(in crate::cli) taken_at: String,
    /// Everything else inside, in order.
    pub(in crate::cli) members: Vec<Member>,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Member {
    /// Its path.
    pub(in crate::cli) name: String,
    /// Its bytes.
    pub(in crate::cli) size: u64,
    /// Their SHA-256.
    pub(in crate::cli) sha256: String,
}

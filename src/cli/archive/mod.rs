//! The file that a backup is: a tar stream of members with a manifest at its end, padded to whole
//! blocks and locked with age.
//!
//! The manifest comes last as the digests in it are known only then; so nothing has to be written
//! to the disk in between, where it would lie about in the clear.

mod manifest;
mod read;
mod seal;
mod write;

pub(super) use manifest::{Manifest, Member};
pub(super) use read::{Opening, walk};
pub(super) use seal::Seal;
pub(super) use write::Writer;

use seal::Digesting;
use sha2::{Digest, Sha256};
use std::{fs::File, io, path::Path};

/// The last member.
const MANIFEST: &str = "manifest.json";
/// Folder of the secrets inside.
pub(super) const KEYS: &str = "keys/";
/// Folder of the data inside.
pub(super) const DATA: &str = "data/";
/// What is locked is a whole number of these, so that a file that was cut short shows it by its
/// length alone, and the length tells little about what is inside. It is age's own piece.
const BLOCK: u64 = 64 * 1024;

/// Why a backup cannot be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    /// It cannot be opened or read from the disk.
    #[error("cannot read {0}: {1}")]
    File(String, std::io::Error),
    /// Something else.
    #[error("{0} is not a backup of Candor")]
    NotABackup(String),
    /// A bare copy of the database.
    #[error(
        "{0} is a bare copy of the database, not a backup. To use it, stop Candor and put it in the place of candor.db."
    )]
    BareCopy(String),
    /// A part is missing.
    #[error("{0} is not whole: its end is missing. Copy it again from where it was made.")]
    CutShort(String),
    /// A byte is not as it was written.
    #[error("{0} was changed or damaged after it was made. Take another backup.")]
    Changed(String),
    /// Another passphrase.
    #[error(
        "the passphrase does not open {0}. Set CANDOR_BACKUP_PASSPHRASE to the one that it was made with; if it is that one, the file is damaged."
    )]
    WrongPassphrase(String),
    /// No passphrase.
    #[error(
        "{0} is locked with a passphrase. Set CANDOR_BACKUP_PASSPHRASE to the one that it was made with."
    )]
    NoPassphrase(String),
    /// Another key.
    #[error("the key in {1} does not open {0}. Take the one that belongs to its recipient.")]
    WrongIdentity(String, String),
    /// No key.
    #[error("{0} is locked for a key. Name the file of that key with --identity.")]
    NoIdentity(String),
    /// No usable key.
    #[error("{0} is not a file of age keys: {1}")]
    BadIdentity(String, String),
    /// A later layout.
    #[error("{0} was made by a newer Candor. Please restore it with that one.")]
    Newer(String),
}

/// A path as it is shown.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-256 of a whole file, as [`Writer::finish`] answers it.
///
/// # Errors
/// What the operating system says.
pub(super) fn digest_of(path: &Path) -> io::Result<String> {
    let mut file = Digesting {
        inner: File::open(path)?,
        digest: Sha256::new(),
    };
    io::copy(&mut file, &mut io::sink())?;
    Ok(hex(&file.digest.finalize()))
}

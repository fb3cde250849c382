//! Reads a backup through to its last byte, and believes nothing before that.

use super::{
    BLOCK, MANIFEST, Manifest, Member, Unreadable, hex,
    manifest::FORMAT,
    seal::{Digesting, MOST_WORK},
    shown,
};
use crate::cli::Failure;
use age::{DecryptError, Decryptor, Identity, IdentityFile, scrypt, secrecy::SecretString};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, ErrorKind, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

/// What age adds to each block.
const TAG: u64 = 16;
/// A manifest of this size would describe terabytes.
const MOST_MANIFEST: u64 = 64 << 20;

/// What the person has to open a backup with.
pub(in crate::cli) struct Opening {
    /// The setting.
    pub(in crate::cli) passphrase: Option<String>,
    /// A file of age keys.
    pub(in crate::cli) identity: Option<PathBuf>,
}

/// What is done with each member: its name and its content.
pub(in crate::cli) type Visit<'a> = dyn FnMut(&str, &mut dyn Read) -> Result<(), Failure> + 'a;

/// Reads the whole backup, shows each member to `visit`, and compares all of it with the manifest.
/// What was visited is only to be believed when this has answered.
///
/// # Errors
/// One sentence: what is wrong with the file, or what `visit` answered.
pub(in crate::cli) fn walk(
    path: &Path,
    opening: &Opening,
    visit: &mut Visit<'_>,
) -> Result<Manifest, Failure> {
    let mut archive = tar::Archive::new(open(path, opening)?);
    let mut members = Vec::new();
    let mut manifest = None;
    let broken = |failure: io::Error, seen: bool| match failure.kind() {
        ErrorKind::UnexpectedEof => Unreadable::CutShort(shown(path)),
        ErrorKind::InvalidData => Unreadable::Changed(shown(path)),
        // These are the words of the tar reader about what it has read.
        ErrorKind::Other if seen => Unreadable::Changed(shown(path)),
        ErrorKind::Other => Unreadable::NotABackup(shown(path)),
        _ => Unreadable::File(shown(path), failure),
    };
    for entry in archive.entries().map_err(|f| broken(f, false))? {
        let seen = !members.is_empty();
        let entry = entry.map_err(|f| broken(f, seen))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if manifest.is_some() || !is_ours(&name) {
            return Err(Unreadable::NotABackup(shown(path)).into());
        }
        let mut content = Digesting {
            inner: entry,
            digest: Sha256::new(),
        };
        if name == MANIFEST {
            let mut words = Vec::new();
            content
                .take(MOST_MANIFEST)
                .read_to_end(&mut words)
                .map_err(|f| broken(f, seen))?;
            manifest = Some(understood(&words, path)?);
            continue;
        }
        visit(&name, &mut content)?;
        io::copy(&mut content, &mut io::sink()).map_err(|f| broken(f, seen))?;
        members.push(Member {
            name,
            size: content.inner.size(),
            sha256: hex(&content.digest.finalize()),
        });
    }
    // The lock vouches for the last block only when that has been read.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(|f| broken(f, true))?;
    match manifest {
        Some(manifest) if manifest.members == members => Ok(manifest),
        Some(_) => Err(Unreadable::Changed(shown(path)).into()),
        None if members.is_empty() => Err(Unreadable::NotABackup(shown(path)).into()),
        None => Err(Unreadable::CutShort(shown(path)).into()),
    }
}

/// A later layout may have other fields: its number is looked at before anything else.
fn understood(words: &[u8], path: &Path) -> Result<Manifest, Unreadable> {
    let json: serde_json::Value =
        serde_json::from_slice(words).map_err(|_mistake| Unreadable::Changed(shown(path)))?;
    match json["format"].as_u64() {
        Some(format) if format > u64::from(FORMAT) => Err(Unreadable::Newer(shown(path))),
        _ => serde_json::from_value(json).map_err(|_mistake| Unreadable::NotABackup(shown(path))),
    }
}

/// Anybody can lock a file for a public key: names must not lead out of the folders.
fn is_ours(name: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
    };
    name.len() < 200 && name.split('/').count() <= 3 && name.split('/').all(plain)
}

/// Opens the lock. Copies that never leave the data folder have none.
fn open(path: &Path, opening: &Opening) -> Result<Box<dyn Read>, Unreadable> {
    let cannot = |failure| Unreadable::File(shown(path), failure);
    let mut file = File::open(path).map_err(cannot)?;
    let length = file.metadata().map_err(cannot)?.len();
    let mut start = Vec::new();
    (&mut file)
        .take(21)
        .read_to_end(&mut start)
        .map_err(cannot)?;
    file.seek(SeekFrom::Start(0)).map_err(cannot)?;
    if start.starts_with(b"SQLite format 3") {
        return Err(Unreadable::BareCopy(shown(path)));
    }
    if start.is_empty() || start != b"age-encryption.org/v1" {
        return match length % BLOCK {
            0 if length > 0 => Ok(Box::new(file)),
            _ if start.starts_with(super::KEYS.as_bytes())
                || start.starts_with(super::DATA.as_bytes()) =>
            {
                Err(Unreadable::CutShort(shown(path)))
            }
            _ => Err(Unreadable::NotABackup(shown(path))),
        };
    }
    // Shares its position with the one that is given away.
    let mut place = file.try_clone().map_err(cannot)?;
    let decryptor = Decryptor::new(file).map_err(|f| refused(f, path, opening, false))?;
    let locked = length.saturating_sub(place.stream_position().map_err(cannot)?);
    if locked == 0 || locked % (BLOCK + TAG) != 0 {
        return Err(Unreadable::CutShort(shown(path)));
    }
    let by_passphrase = decryptor.is_scrypt();
    let keys = keys(by_passphrase, path, opening)?;
    let reader = decryptor
        .decrypt(keys.iter().map(|key| key.as_ref() as &dyn Identity))
        .map_err(|failure| refused(failure, path, opening, by_passphrase))?;
    Ok(Box::new(reader))
}

/// What opens a lock of this kind.
fn keys(
    by_passphrase: bool,
    path: &Path,
    opening: &Opening,
) -> Result<Vec<Box<dyn Identity>>, Unreadable> {
    if by_passphrase {
        let words = opening
            .passphrase
            .as_deref()
            .filter(|words| !words.trim().is_empty())
            .ok_or_else(|| Unreadable::NoPassphrase(shown(path)))?;
        let mut key = scrypt::Identity::new(SecretString::from(words.to_owned()));
        key.set_max_work_factor(MOST_WORK);
        return Ok(vec![Box::new(key)]);
    }
    let file = opening
        .identity
        .as_deref()
        .ok_or_else(|| Unreadable::NoIdentity(shown(path)))?;
    let cannot = |failure| Unreadable::File(shown(file), failure);
    let text = io::BufReader::new(File::open(file).map_err(cannot)?);
    let bad = |words: String| Unreadable::BadIdentity(shown(file), words);
    let keys = IdentityFile::from_buffer(text)
        .map_err(|mistake| bad(mistake.to_string()))?
        .into_identities()
        .map_err(|mistake| bad(mistake.to_string()))?;
    Ok(keys
        .into_iter()
        .map(|key| key as Box<dyn Identity>)
        .collect())
}

fn refused(
    failure: DecryptError,
    path: &Path,
    opening: &Opening,
    by_passphrase: bool,
) -> Unreadable {
    match failure {
        DecryptError::Io(failure) if failure.kind() == ErrorKind::UnexpectedEof => {
            Unreadable::CutShort(shown(path))
        }
        DecryptError::Io(failure) => Unreadable::File(shown(path), failure),
        // An unknown format is a header that cannot be read: its first line was, before this.
        DecryptError::InvalidHeader | DecryptError::InvalidMac | DecryptError::UnknownFormat => {
            Unreadable::Changed(shown(path))
        }
        DecryptError::ExcessiveWork { .. } => Unreadable::NotABackup(shown(path)),
        _ if by_passphrase => Unreadable::WrongPassphrase(shown(path)),
        _ => Unreadable::WrongIdentity(
            shown(path),
            opening.identity.as_deref().map(shown).unwrap_or_default(),
        ),
    }
}

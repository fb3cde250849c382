//! `candor backup`: one locked file with everything, taken beside a running server.

use super::{
    Failure,
    archive::{self, DATA, KEYS, Manifest, Opening, Seal, Writer},
    tell,
};
use crate::{
    config::{self, Settings},
    db::{backup, lock, reach},
    kernel::time::Now,
};
use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

/// What to write and who can open it.
#[derive(Debug, clap::Args)]
pub(super) struct Backup {
    /// The file to write, or a folder in which a file with today's date is made.
    destination: PathBuf,
    /// Who can open it: a public key of age (age1…), instead of the passphrase; may be repeated.
    #[arg(long = "recipient", value_name = "AGE1…")]
    recipients: Vec<String>,
}

/// Takes a backup, reads it back and says where it is.
///
/// # Errors
/// One sentence with what to do; then no file is left.
pub(super) fn run(settings: &Settings, arguments: &Backup) -> Result<(), Failure> {
    lock::finished(&settings.data).map_err(Failure::of)?;
    let seal = Seal::choose(&arguments.recipients, settings.backup_passphrase.as_deref())
        .map_err(Failure)?;
    let now = settings.web.clock().now();
    let path = free_path(&arguments.destination, &now)?;
    reach::check(&settings.address, &settings.data).map_err(Failure::of)?;
    let keys = keys(&settings.data)?;

    let part = Part::begin(&path)?;
    let (digest, manifest) = write(settings, &seal, &keys, &part, &now)?;
    verify(settings, &seal, &part.path, &digest, &manifest)?;
    part.keep(&path)?;
    tell(format!(
        "backup written and read back: {} ({} members, {} bytes inside)",
        path.display(),
        manifest.members.len(),
        manifest.members.iter().map(|m| m.size).sum::<u64>(),
    ));
    Ok(())
}

fn write(
    settings: &Settings,
    seal: &Seal,
    keys: &[PathBuf],
    part: &Part,
    now: &Now,
) -> Result<(String, Manifest), Failure> {
    let failed = |failure: io::Error| cannot("write", &part.path, &failure);
    let mut writer = Writer::new(seal, &part.file).map_err(failed)?;
    for key in keys {
        let bytes = fs::read(key).map_err(|failure| cannot("read", key, &failure))?;
        let name = key.file_name().unwrap_or_default().to_string_lossy();
        writer
            .add(
                &format!("{KEYS}{name}"),
                bytes.len() as u64,
                &mut bytes.as_slice(),
            )
            .map_err(failed)?;
    }
    let scratch = private_folder(&settings.data)?;
    let migrations = backup::copy(&settings.address, &scratch, &mut |name, size, content| {
        writer.add(&format!("{DATA}{name}"), size, content)
    })
    .map_err(|failure| match failure {
        backup::CopyError::Given(failure) => failed(failure),
        other => Failure::of(other),
    })?;
    let (file, digest, manifest) = writer
        .finish(
            settings.address.kind().as_str(),
            migrations,
            now.at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        )
        .map_err(failed)?;
    file.sync_all().map_err(failed)?;
    Ok((digest, manifest))
}

/// Reads back what was written. With recipients nobody here can open it, so the bytes themselves
/// are compared with those that were sent to the disk.
fn verify(
    settings: &Settings,
    seal: &Seal,
    path: &Path,
    digest: &str,
    manifest: &Manifest,
) -> Result<(), Failure> {
    let differs = || {
        Failure(format!(
            "{} does not read back as it was written. The disk may be failing: use another one.",
            path.display()
        ))
    };
    match seal {
        Seal::Passphrase(_) => {
            let opening = Opening {
                passphrase: settings.backup_passphrase.clone(),
                identity: None,
            };
            let read = archive::walk(path, &opening, &mut |_, _| Ok(()))?;
            (read == *manifest).then_some(()).ok_or_else(differs)
        }
        Seal::Recipients(_) | Seal::Open => {
            let read =
                archive::digest_of(path).map_err(|failure| cannot("read", path, &failure))?;
            (read == digest).then_some(()).ok_or_else(differs)
        }
    }
}

/// Where to write: never over what is there, as that may be the only good backup.
fn free_path(destination: &Path, now: &Now) -> Result<PathBuf, Failure> {
    let path = if destination.is_dir() {
        destination.join(now.at.format("candor-%Y-%m-%d-%H%M%S.age").to_string())
    } else {
        destination.to_owned()
    };
    if path.symlink_metadata().is_ok() {
        return Err(Failure(format!(
            "{} is there already and is not overwritten. Choose another name, or a folder.",
            path.display()
        )));
    }
    Ok(path)
}

/// The secrets: a backup without them could not open a name or know a receipt.
fn keys(data: &Path) -> Result<Vec<PathBuf>, Failure> {
    let folder = data.join("keys");
    let mut keys: Vec<PathBuf> = fs::read_dir(&folder)
        .map_err(|failure| {
            Failure(format!(
                "cannot read the keys in {}: {failure}. Check --data.",
                folder.display()
            ))
        })?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "key"))
        .collect();
    keys.sort();
    if keys.is_empty() {
        return Err(Failure(format!(
            "there are no keys in {}. Check --data.",
            folder.display()
        )));
    }
    Ok(keys)
}

/// `backups` in the data folder, for its owner alone.
///
/// # Errors
/// When it cannot be made.
pub(super) fn private_folder(data: &Path) -> Result<PathBuf, Failure> {
    let folder = data.join("backups");
    config::private_folder(&folder)
        .map_err(|failure| cannot("make the folder", &folder, &failure))?;
    Ok(folder)
}

/// A file in the making: `….part`, gone when it is not kept.
pub(super) struct Part {
    pub(super) path: PathBuf,
    pub(super) file: File,
    kept: bool,
}

impl Part {
    /// Opens the file, empty; what an interrupted backup left there is overwritten.
    ///
    /// # Errors
    /// When it cannot be made, or another backup is writing it.
    pub(super) fn begin(path: &Path) -> Result<Self, Failure> {
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let part = PathBuf::from(name);
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let failed = |failure: io::Error| cannot("write", &part, &failure);
        let file = options.open(&part).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Failure(format!(
                    "another backup is writing {} right now.",
                    path.display()
                )));
            }
            // Some network folders know no locks; a backup there is better than none.
            Err(TryLockError::Error(_)) => {}
        }
        file.set_len(0).map_err(failed)?;
        Ok(Self {
            path: part,
            file,
            kept: false,
        })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn keep(mut self, path: &Path) -> Result<(), Failure> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        fs::rename(&self.path, path).map_err(|failure| cannot("write", path, &failure))?;
        self.kept = true;
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(|failure| cannot("write", folder, &failure))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn cannot(what: &str, path: &Path, failure: &io::Error) -> Failure {
    Failure(format!("cannot {what} {}: {failure}", path.display()))
}

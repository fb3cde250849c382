//! `candor migrate`, and what every start does: a copy of its own, then the schema of this program.

use super::{
    Failure,
    archive::{DATA, Seal, Writer},
    backup::{Part, private_folder},
    tell,
};
use crate::{
    config::Settings,
    db::{
        Conn, StoreError, backup,
        lock::{self, Lock},
        migrate, reach,
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Copies that are kept.
const KEPT: usize = 2;

/// Migrates and says what was done.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(settings: Settings) -> Result<(), Failure> {
    reach::check(&settings.address, &settings.data).map_err(Failure::of)?;
    let settings = settings.with_folder().map_err(Failure::of)?;
    lock::finished(&settings.data).map_err(Failure::of)?;
    let _alone = Lock::alone(&settings.address, &settings.data).map_err(Failure::of)?;
    let done = bring_up(&settings)?;
    if done.is_empty() {
        tell("nothing to do: the database is up to date");
    }
    for name in done {
        tell(format!("carried out: {name}"));
    }
    Ok(())
}

/// Migrates; a database that has data is copied to `backups` in the data folder first.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn bring_up(settings: &Settings) -> Result<Vec<String>, Failure> {
    migrate::migrate(&settings.address, |conn| {
        copy_before(conn, settings).map_err(|Failure(words)| StoreError::Unavailable(words))
    })
    .map_err(Failure::of)
}

/// These copies are in the clear, like the data beside them, and do not leave the folder.
fn copy_before(conn: &mut Conn, settings: &Settings) -> Result<(), Failure> {
    let pending = migrate::pending(conn).map_err(Failure::of)?;
    let first = pending.first().map_or("none", String::as_str);
    let folder = private_folder(&settings.data)?;
    let whole = folder.join(format!("before-{first}.db"));
    let part = Part::begin(&whole)?;
    // The database writes it itself, and takes no file that is there.
    fs::remove_file(&part.path).map_err(Failure::of)?;
    if backup::copy_plain(conn, &part.path).map_err(Failure::of)? {
        part.keep(&whole)?;
    } else {
        drop(part);
        copy_rows(
            conn,
            settings,
            &folder.join(format!("before-{first}.jsonl.tar")),
        )?;
    }
    keep_latest(&folder);
    Ok(())
}

fn copy_rows(conn: &mut Conn, settings: &Settings, path: &Path) -> Result<(), Failure> {
    let part = Part::begin(path)?;
    let mut writer = Writer::new(&Seal::Open, &part.file).map_err(Failure::of)?;
    let migrations = backup::copy_on(conn, &mut |name, size, content| {
        writer.add(&format!("{DATA}{name}"), size, content)
    })
    .map_err(Failure::of)?;
    let taken_at = settings.web.clock().now().at;
    let (file, _, _) = writer
        .finish(
            settings.address.kind().as_str(),
            migrations,
            taken_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        )
        .map_err(Failure::of)?;
    file.sync_all().map_err(Failure::of)?;
    part.keep(path)
}

/// Removes all but the latest; one that cannot be removed is no reason not to start.
fn keep_latest(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut copies: Vec<(std::time::SystemTime, PathBuf)> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("before-"))
        .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
        .collect();
    copies.sort();
    let surplus = copies.len().saturating_sub(KEPT);
    for (_, path) in copies.into_iter().take(surplus) {
        let _ = fs::remove_file(path);
    }
}

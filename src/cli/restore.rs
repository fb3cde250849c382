//! `candor restore`: everything as it was when a backup was taken, or nothing changed at all.

use super::{
    Failure,
    archive::{self, DATA, KEYS, Manifest, Opening},
    erasures, tell,
};
use crate::{
    config::{self, Settings},
    db::{
        Kind,
        backup::{Incoming, Swap},
        lock::{self, Lock},
        migrate, reach,
    },
};
use std::path::PathBuf;

/// What to read and how to open it.
#[derive(Debug, clap::Args)]
pub(super) struct Restore {
    /// The backup.
    source: PathBuf,
    /// A file of age keys, for a backup that was made with --recipient.
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
    /// A saved erasures.log, where the machine and its data folder were lost.
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
}

/// Checks the whole backup first, then replaces data and keys.
///
/// # Errors
/// One sentence with what to do; then nothing was changed.
pub(super) fn run(settings: &Settings, arguments: Restore) -> Result<(), Failure> {
    let (address, data) = (&settings.address, settings.data.as_path());
    lock::is_free(address, data).map_err(Failure::of)?;
    let erased = erasures::read(data, arguments.erasures.as_deref())?;
    let opening = Opening {
        passphrase: settings.backup_passphrase.clone(),
        identity: arguments.identity,
    };
    let source = &arguments.source;
    let manifest = archive::walk(source, &opening, &mut |_, _| Ok(()))?;
    fits(&manifest, settings)?;

    reach::check(address, data).map_err(Failure::of)?;
    let keys = data.join("keys");
    config::private_folder(&keys)
        .map_err(|failure| Failure(format!("cannot make {}: {failure}", keys.display())))?;
    let _alone = Lock::alone(address, data).map_err(Failure::of)?;
    let mut swap = Swap::new(data);
    let mut incoming = Incoming::begin(address, &manifest.migrations).map_err(Failure::of)?;
    let read = archive::walk(source, &opening, &mut |name, content| {
        match (name.strip_prefix(DATA), name.strip_prefix(KEYS)) {
            (Some(name), _) => incoming.take(&mut swap, name, content),
            (_, Some(name)) => swap.stage(keys.join(name), content).map(drop),
            _ => return Err(Failure(format!("{name} does not belong into a backup."))),
        }
        .map_err(Failure::of)
    })?;
    if read != manifest {
        return Err(Failure(format!(
            "{} was changed while it was read.",
            source.display()
        )));
    }
    incoming
        .commit(swap, Box::new(|conn| erasures::replay(conn, &erased)))
        .map_err(Failure::of)?;
    tell(format!(
        "restored: everything is as it was at {}. Start Candor again.",
        manifest.taken_at
    ));
    Ok(())
}

/// Whether this program, with these settings, can take what is in the backup.
fn fits(manifest: &Manifest, settings: &Settings) -> Result<(), Failure> {
    let here = settings.address.kind();
    let there = Kind::parse(&manifest.database).map_err(|_unknown| {
        Failure("the backup holds a kind of database that this Candor does not know.".into())
    })?;
    if here != there {
        return Err(Failure(format!(
            "the backup holds a {} database, and this Candor is set to {}. Change --database-url to restore it.",
            there.name(),
            here.name()
        )));
    }
    let known = migrate::names().map_err(Failure::of)?;
    match manifest
        .migrations
        .iter()
        .find(|name| !known.contains(name))
    {
        Some(newer) => Err(Failure(format!(
            "the backup was made by a newer Candor (it knows the change {newer}); please restore it with that one."
        ))),
        None => Ok(()),
    }
}

//! Replaces several files at once: all of them, or none.

use super::CopyError;
use crate::db::lock::marker;
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// What a file is called until it takes its place.
const STAGED: &str = ".restoring";
/// What the file is called that it replaced, until all is done.
const ASIDE: &str = ".before-restore";

/// Files that are written beside the ones that they will replace. Dropped, it leaves nothing.
#[derive(Debug)]
pub struct Swap {
    folder: PathBuf,
    targets: Vec<PathBuf>,
    /// An earlier restore was cut off: what it set aside is the true original, keep that.
    resumed: bool,
}

impl Swap {
    /// Nothing staged yet; `folder` is the data folder.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            targets: Vec::new(),
            resumed: marker(folder).exists(),
        }
    }

    /// Writes what shall become `target` beside it, readable by its owner alone, and answers where.
    ///
    /// # Errors
    /// `CopyError::File`.
    pub fn stage(&mut self, target: PathBuf, content: &mut dyn Read) -> Result<PathBuf, CopyError> {
        let staged = named(&target, STAGED);
        self.targets.push(target);
        remove(&staged)
            .and_then(|()| write(&staged, content))
            .map_err(CopyError::file("write", &staged))?;
        Ok(staged)
    }

    /// Leaves word that files are about to be replaced, so that no server starts on half of them.
    pub(super) fn announce(&self) -> Result<(), CopyError> {
        let marker = marker(&self.folder);
        let written = File::create(&marker)
            .and_then(|file| file.sync_all())
            .and_then(|()| sync(&marker));
        if written.is_err() {
            self.renounce();
        }
        written.map_err(CopyError::file("write", &marker))
    }

    /// Takes the word back: nothing was replaced.
    pub(super) fn renounce(&self) {
        if !self.resumed {
            let _ = fs::remove_file(marker(&self.folder));
        }
    }

    pub(super) fn carry_out(mut self) -> Result<(), CopyError> {
        let targets = std::mem::take(&mut self.targets);
        for (at, target) in targets.iter().enumerate() {
            if let Err(failure) = self.put_in_place(target) {
                let undone = targets[..=at]
                    .iter()
                    .rev()
                    .try_for_each(|target| put_back(target));
                for staged in targets.iter().map(|target| named(target, STAGED)) {
                    let _ = fs::remove_file(staged);
                }
                if undone.is_ok() {
                    self.renounce();
                }
                return Err(CopyError::File(
                    "replace",
                    target.display().to_string(),
                    failure,
                ));
            }
        }
        let tidied = targets.iter().try_for_each(|target| {
            remove(&named(target, ASIDE))?;
            remove(&named(&named(target, ASIDE), "-wal"))?;
            sync(target)
        });
        let marker = marker(&self.folder);
        tidied
            .and_then(|()| remove(&marker))
            .map_err(CopyError::file("tidy up after", &marker))
    }

    /// A write-ahead log belongs to its file: it is set aside with it, under the name by which
    /// SQLite would look for it, so that the pair stays whole.
    fn put_in_place(&self, target: &Path) -> io::Result<()> {
        let aside = named(target, ASIDE);
        if self.resumed && aside.exists() {
            remove(target)?;
            remove(&named(target, "-wal"))?;
        } else {
            self.set_aside(&named(target, "-wal"), &named(&aside, "-wal"))?;
            self.set_aside(target, &aside)?;
        }
        remove(&named(target, "-shm"))?;
        fs::rename(named(target, STAGED), target)?;
        sync(target)
    }

    fn set_aside(&self, from: &Path, to: &Path) -> io::Result<()> {
        match fs::rename(from, to) {
            Err(failure) if failure.kind() == io::ErrorKind::NotFound && self.resumed => Ok(()),
            Err(failure) if failure.kind() == io::ErrorKind::NotFound => remove(to),
            done => done,
        }
    }
}

impl Drop for Swap {
    fn drop(&mut self) {
        for target in &self.targets {
            for tail in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(named(&named(target, STAGED), tail));
            }
        }
    }
}

fn put_back(target: &Path) -> io::Result<()> {
    let aside = named(target, ASIDE);
    // Where the new file has left its waiting place, it is what lies there now.
    if !named(target, STAGED).exists() {
        remove(target)?;
    }
    if aside.exists() {
        fs::rename(&aside, target)?;
    }
    let log = named(&aside, "-wal");
    if log.exists() {
        fs::rename(&log, named(target, "-wal"))?;
    }
    Ok(())
}

fn write(path: &Path, content: &mut dyn Read) -> io::Result<()> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    io::copy(content, &mut file)?;
    file.flush()?;
    file.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(failure) if failure.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// A renamed file is only sure to stay so when its folder has been written too.
fn sync(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

fn named(path: &Path, tail: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(tail);
    name.into()
}

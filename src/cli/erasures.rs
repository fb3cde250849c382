//! The erasure journal: which reports were erased, so that no old backup brings their words back.
//!
//! A file of its own in the data folder, one random report id a line and nothing else; a restore
//! reads it and never writes over it.

use super::Failure;
use crate::{db::Conn, kernel::ids::Id};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// The journal's name in the data folder.
const NAME: &str = "erasures.log";

/// Reads the journal of the data folder and the one that was named, if any.
///
/// # Errors
/// When one of them cannot be read, or a line is no id: guessing would bring words back.
pub(super) fn read(data: &Path, named: Option<&Path>) -> Result<BTreeSet<Id>, Failure> {
    let own: PathBuf = data.join(NAME);
    let mut ids = BTreeSet::new();
    for (path, needed) in [(Some(own.as_path()), false), (named, true)] {
        let Some(path) = path else { continue };
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(failure) if failure.kind() == io::ErrorKind::NotFound && !needed => continue,
            Err(failure) => {
                return Err(Failure(format!(
                    "cannot read the erasures in {}: {failure}",
                    path.display()
                )));
            }
        };
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() {
                continue;
            }
            ids.insert(Id::parse(line).ok_or_else(|| {
                Failure(format!(
                    "line {} of {} is not the id of a report. Nothing was restored.",
                    at + 1,
                    path.display()
                ))
            })?);
        }
    }
    Ok(ids)
}

/// Erases these reports again, in the restored data, before anybody can see it.
///
/// # Errors
/// Always, where there is something to erase: this program cannot do it yet, and to go on would
/// show words that somebody was promised are gone.
pub(super) fn replay(_conn: &mut Conn, ids: &BTreeSet<Id>) -> Result<(), String> {
    if ids.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} reports were erased, and this Candor cannot erase them again in the restored data. Nothing was restored.",
        ids.len()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_journals_are_read_and_a_strange_line_stops_everything() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        assert!(read(data, None).unwrap().is_empty());
        let (one, two) = (Id::random(), Id::random());
        fs::write(data.join(NAME), format!("{one}\n\n")).unwrap();
        let saved = data.join("saved");
        fs::write(&saved, format!("{one}\n{two}\n")).unwrap();
        assert_eq!(read(data, Some(&saved)).unwrap(), [one, two].into());
        fs::write(&saved, format!("{one}\noops\n")).unwrap();
        assert!(read(data, Some(&saved)).unwrap_err().0.contains("line 2"));
        assert!(read(data, Some(&data.join("gone"))).is_err());
    }
}

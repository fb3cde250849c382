//! Acts: writing in a section, and reading how it was.

use super::{Error, held, noted};
use crate::{
    a3::{
        model::{Reference, Refusal, Section, Versioned, continues},
        store::{self, A3, Reader, Stored, Version},
    },
    db::{Conn, StoreError, Tx},
    journal,
    kernel::ids::Id,
};

/// Words on their way into a section.
#[derive(Debug, Clone)]
pub struct Writing {
    /// Which section.
    pub section: Section,
    /// The words, from [`Section::read`].
    pub words: String,
    /// The version that they were written on top of.
    pub based_on: i32,
}

/// What became of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// They stand in the section, which has this version now.
    Kept(i32),
    /// Somebody else has written there meanwhile; nothing was changed.
    Changed {
        /// What stands there now.
        words: String,
        /// Its version.
        version: i32,
        /// Who wrote it.
        by: Option<String>,
    },
}

/// Puts words into a section, unless it has changed since the version that they were written on top of. The
/// same words again change nothing, whatever they were written on top of: an answer that got lost may be
/// asked for again.
///
/// # Errors
/// `Refusal::NotHere`.
pub fn write(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    writing: Writing,
) -> Result<Written, Error> {
    let a3 = held(tx, reference, reader)?;
    let now = store::section(tx.conn(), a3.id, writing.section)?;
    if now.words == writing.words {
        return Ok(Written::Kept(now.version));
    }
    let last = store::last_version(tx.conn(), a3.id, Versioned::Section(writing.section))?;
    if now.version != writing.based_on {
        return Ok(Written::Changed {
            words: now.words,
            version: now.version,
            by: last.and_then(|last| last.by),
        });
    }
    let at = reader.now.at;
    let goes_on = last.filter(|last| {
        continues(
            last.person,
            last.begun_at,
            last.changed_at,
            reader.person,
            at,
        )
    });
    let version = keep(tx, &a3, reader, writing, &now, goes_on.as_ref())?;
    if goes_on.is_none() {
        noted(tx, journal::Act::A3Changed, reference, reader)?;
    }
    Ok(Written::Kept(version))
}

fn keep(
    tx: &mut Tx<'_>,
    a3: &A3,
    reader: &Reader,
    writing: Writing,
    now: &Stored,
    goes_on: Option<&Version>,
) -> Result<i32, StoreError> {
    let at = reader.now.at;
    let version = Version {
        id: Id::random(),
        of: Versioned::Section(writing.section),
        words: writing.words,
        version: now.version + 1,
        person: Some(reader.person),
        by: None,
        begun_at: at,
        changed_at: at,
    };
    store::save(tx, a3.id, &version, goes_on.map(|last| last.id))?;
    if version.of == Versioned::Section(Section::Title) {
        store::rename(tx, a3.id, &version.words)?;
    }
    store::touch(tx, a3.id, at)?;
    Ok(version.version)
}

/// Puts the words of an earlier version back, as a new version; answers their section. What stood there stays
/// among the versions.
///
/// # Errors
/// `Refusal::NotHere`, also for a version of another sheet, and for one of the map: a map is put right by hand.
pub fn restore(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    version: Id,
) -> Result<Section, Error> {
    let a3 = held(tx, reference, reader)?;
    let Some((Versioned::Section(section), words)) =
        store::version_words(tx.conn(), a3.id, version)?
    else {
        return Err(Refusal::NotHere.into());
    };
    let now = store::section(tx.conn(), a3.id, section)?;
    if now.words != words {
        let writing = Writing {
            section,
            words,
            based_on: now.version,
        };
        keep(tx, &a3, reader, writing, &now, None)?;
        noted(tx, journal::Act::A3Changed, reference, reader)?;
    }
    Ok(section)
}

/// What stands in the sections of a sheet that the reader has seen.
///
/// # Errors
/// When the store fails.
pub(crate) fn sections(conn: &mut Conn, a3: &A3) -> Result<Vec<(Section, Stored)>, StoreError> {
    store::sections(conn, a3.id)
}

/// How the sections of a sheet and its map were, the latest first.
///
/// # Errors
/// When the store fails.
pub(crate) fn versions(
    conn: &mut Conn,
    a3: &A3,
    only: Option<Versioned>,
) -> Result<Vec<Version>, StoreError> {
    store::versions(conn, a3.id, only)
}

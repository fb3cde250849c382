//! Rows: what stands in the sections, and how they were.

use crate::{
    a3::model::{Section, Versioned},
    db::{
        Conn, StoreError, Tx,
        schema::{a3_sections, a3_versions, people},
        types::{At, Key},
    },
    kernel::ids::Id,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// A section as it stands now. Version 0 is a section that nobody has written yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stored {
    /// The words.
    pub(crate) words: String,
    /// How often it was saved.
    pub(crate) version: i32,
}

/// A section, or the map, as somebody left it.
#[derive(Debug, Clone)]
pub(crate) struct Version {
    /// Its identity.
    pub(crate) id: Id,
    /// What it is a version of.
    pub(crate) of: Versioned,
    /// The words.
    pub(crate) words: String,
    /// Which saving it is.
    pub(crate) version: i32,
    /// The account.
    pub(crate) person: Option<Id>,
    /// Its name.
    pub(crate) by: Option<String>,
    /// When they began.
    pub(crate) begun_at: DateTime<Utc>,
    /// When they last wrote.
    pub(crate) changed_at: DateTime<Utc>,
}

fn read(word: &str) -> Result<Section, StoreError> {
    Section::parse(word).map_err(|_unknown| StoreError::Corrupt("a3_sections.section"))
}

fn read_version(word: &str) -> Result<Versioned, StoreError> {
    Versioned::parse(word).ok_or(StoreError::Corrupt("a3_versions.section"))
}

/// All sections that hold words or once did.
pub(crate) fn sections(conn: &mut Conn, a3: Id) -> Result<Vec<(Section, Stored)>, StoreError> {
    let rows: Vec<(String, String, i32)> = a3_sections::table
        .filter(a3_sections::a3_id.eq(Key(a3)))
        .select((
            a3_sections::section,
            a3_sections::words,
            a3_sections::version,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(section, words, version)| Ok((read(&section)?, Stored { words, version })))
        .collect()
}

/// One section.
pub(crate) fn section(conn: &mut Conn, a3: Id, section: Section) -> Result<Stored, StoreError> {
    let row: Option<(String, i32)> = a3_sections::table
        .filter(a3_sections::a3_id.eq(Key(a3)))
        .filter(a3_sections::section.eq(section.as_str()))
        .select((a3_sections::words, a3_sections::version))
        .first(conn)
        .optional()?;
    Ok(row.map_or_else(Stored::default, |(words, version)| Stored {
        words,
        version,
    }))
}

/// Puts the words of a version into its section, and keeps the version: in the place of the one that it goes
/// on with, or as a new one.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    a3: Id,
    version: &Version,
    goes_on_with: Option<Id>,
) -> Result<(), StoreError> {
    let section = version.of.as_str();
    if version.version == 1 {
        diesel::insert_into(a3_sections::table)
            .values((
                a3_sections::a3_id.eq(Key(a3)),
                a3_sections::section.eq(section),
                a3_sections::words.eq(&version.words),
                a3_sections::version.eq(version.version),
            ))
            .execute(tx.conn())?;
    } else {
        diesel::update(
            a3_sections::table
                .filter(a3_sections::a3_id.eq(Key(a3)))
                .filter(a3_sections::section.eq(section)),
        )
        .set((
            a3_sections::words.eq(&version.words),
            a3_sections::version.eq(version.version),
        ))
        .execute(tx.conn())?;
    }
    keep_version(tx, a3, version, goes_on_with)
}

/// Keeps a version: in the place of the one that it goes on with, or as a new one.
pub(crate) fn keep_version(
    tx: &mut Tx<'_>,
    a3: Id,
    version: &Version,
    goes_on_with: Option<Id>,
) -> Result<(), StoreError> {
    if let Some(id) = goes_on_with {
        diesel::update(a3_versions::table.filter(a3_versions::id.eq(Key(id))))
            .set((
                a3_versions::words.eq(&version.words),
                a3_versions::version.eq(version.version),
                a3_versions::changed_at.eq(At(version.changed_at)),
            ))
            .execute(tx.conn())?;
    } else {
        diesel::insert_into(a3_versions::table)
            .values((
                a3_versions::id.eq(Key(version.id)),
                a3_versions::a3_id.eq(Key(a3)),
                a3_versions::section.eq(version.of.as_str()),
                a3_versions::words.eq(&version.words),
                a3_versions::version.eq(version.version),
                a3_versions::person_id.eq(version.person.map(Key)),
                a3_versions::begun_at.eq(At(version.begun_at)),
                a3_versions::changed_at.eq(At(version.changed_at)),
            ))
            .execute(tx.conn())?;
    }
    Ok(())
}

type Columns = (
    Key,
    String,
    String,
    i32,
    Option<Key>,
    Option<String>,
    At,
    At,
);

fn version(row: Columns) -> Result<Version, StoreError> {
    let (id, of, words, version, person, by, begun, changed) = row;
    Ok(Version {
        id: id.0,
        of: read_version(&of)?,
        words,
        version,
        person: person.map(|key| key.0),
        by,
        begun_at: begun.0,
        changed_at: changed.0,
    })
}

macro_rules! columns {
    () => {
        (
            a3_versions::id,
            a3_versions::section,
            a3_versions::words,
            a3_versions::version,
            a3_versions::person_id,
            people::name.nullable(),
            a3_versions::begun_at,
            a3_versions::changed_at,
        )
    };
}

/// All versions of a section or of the map, or of everything, the latest first.
pub(crate) fn versions(
    conn: &mut Conn,
    a3: Id,
    only: Option<Versioned>,
) -> Result<Vec<Version>, StoreError> {
    let mut query = a3_versions::table
        .left_join(people::table)
        .filter(a3_versions::a3_id.eq(Key(a3)))
        .select(columns!())
        .into_boxed();
    if let Some(of) = only {
        query = query.filter(a3_versions::section.eq(of.as_str()));
    }
    let rows: Vec<Columns> = query
        .order((
            a3_versions::changed_at.desc(),
            a3_versions::section,
            a3_versions::version.desc(),
        ))
        .load(conn)?;
    rows.into_iter().map(version).collect()
}

/// The last version of a section, or of the map.
pub(crate) fn last_version(
    conn: &mut Conn,
    a3: Id,
    of: Versioned,
) -> Result<Option<Version>, StoreError> {
    let row: Option<Columns> = a3_versions::table
        .left_join(people::table)
        .filter(a3_versions::a3_id.eq(Key(a3)))
        .filter(a3_versions::section.eq(of.as_str()))
        .order(a3_versions::version.desc())
        .select(columns!())
        .first(conn)
        .optional()?;
    row.map(version).transpose()
}

/// The words of one version of a sheet, and what it is a version of.
pub(crate) fn version_words(
    conn: &mut Conn,
    a3: Id,
    id: Id,
) -> Result<Option<(Versioned, String)>, StoreError> {
    let row: Option<(String, String)> = a3_versions::table
        .filter(a3_versions::a3_id.eq(Key(a3)))
        .filter(a3_versions::id.eq(Key(id)))
        .select((a3_versions::section, a3_versions::words))
        .first(conn)
        .optional()?;
    row.map(|(of, words)| Ok((read_version(&of)?, words)))
        .transpose()
}

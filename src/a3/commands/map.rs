//! Acts: saying what made something possible. One function a verb, each one transaction.

use super::{Error, held, noted, see};
use crate::{
    a3::{
        model::{
            Reference, Refusal, Versioned, continues,
            map::{Condition, ConditionCode, Link, Map, MapRefusal, Said},
        },
        store::{self, A3, Reader, Version, map as rows},
    },
    db::{Conn, StoreError, Tx},
    journal,
    kernel::ids::Id,
    reports::TILES,
};
use chrono::{DateTime, Utc};

/// An act on a map fails for one of four reasons.
#[derive(Debug, thiserror::Error)]
pub enum MapError {
    /// The sheet's rules say no.
    #[error(transparent)]
    Sheet(#[from] Refusal),
    /// The map's rules say no.
    #[error(transparent)]
    Refused(#[from] MapRefusal),
    /// Somebody else has changed the condition meanwhile; this is how it stands now.
    #[error(
        "Somebody changed this condition while you were writing. Nothing is lost: both are here."
    )]
    Changed(Box<Condition>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Error> for MapError {
    fn from(failure: Error) -> Self {
        match failure {
            Error::Refused(refusal) => Self::Sheet(refusal),
            Error::Store(failure) => Self::Store(failure),
        }
    }
}

/// The map of a sheet that the reader has seen.
///
/// # Errors
/// When the store fails.
pub fn map(conn: &mut Conn, a3: &A3) -> Result<Map, StoreError> {
    rows::map(conn, a3.id)
}

/// A sheet with its map, if the reader may see it.
///
/// # Errors
/// `Refusal::NotHere` for one that is not there or not theirs.
pub fn see_map(conn: &mut Conn, reference: Reference, reader: &Reader) -> Result<(A3, Map), Error> {
    let a3 = see(conn, reference, reader)?;
    let map = map(conn, &a3)?;
    Ok((a3, map))
}

/// Adds what happened, or what made the condition `under` possible. The same words in the same place are one
/// condition: an answer that got lost may be asked for again.
///
/// # Errors
/// `MapRefusal::Full`; `MapRefusal::NotHere` when `under` was removed meanwhile.
pub fn add_condition(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    under: Option<ConditionCode>,
    said: &Said,
) -> Result<ConditionCode, MapError> {
    let open = Open::new(tx, reference, reader)?;
    let under = under.map(|code| open.condition(code)).transpose()?;
    if let Some(same) = open.map.same(under.map(|(place, _)| place), said) {
        return Ok(same.code);
    }
    open.map.may_grow(1, usize::from(under.is_some()))?;
    let new = rows::insert_condition(tx, open.a3.id, said)?;
    if let Some((_, above)) = under {
        let link = Link {
            what: above.id,
            by: new.id,
        };
        rows::insert_link(tx, open.a3.id, link)?;
    }
    open.done(tx, reader)?;
    Ok(new.code)
}

/// Adds a chain of statements, each made possible by the next, below a condition or from what happened; answers
/// the first.
///
/// # Errors
/// As [`add_condition`].
pub fn add_chain(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    from: Option<ConditionCode>,
    statements: &[Said],
) -> Result<Option<ConditionCode>, MapError> {
    let open = Open::new(tx, reference, reader)?;
    open.map.may_grow(statements.len(), statements.len())?;
    let mut what = match from {
        Some(code) => Some(open.condition(code)?.1.id),
        None => None,
    };
    let mut first = None;
    for said in statements {
        let new = rows::insert_condition(tx, open.a3.id, said)?;
        if let Some(what) = what {
            rows::insert_link(tx, open.a3.id, Link { what, by: new.id })?;
        }
        what = Some(new.id);
        first = first.or(Some(new.code));
    }
    open.done(tx, reader)?;
    Ok(first)
}

/// Gives a condition other words, unless it has changed since the version that they were written on top of. The
/// same words again change nothing: an answer that got lost may be asked for again.
///
/// # Errors
/// `MapError::Changed`; `MapRefusal::NotHere` when it was removed meanwhile.
pub fn change_condition(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    code: ConditionCode,
    based_on: i32,
    said: &Said,
) -> Result<(), MapError> {
    let open = Open::new(tx, reference, reader)?;
    let (_, condition) = open.condition(code)?;
    if condition.said == *said {
        return Ok(());
    }
    if condition.version != based_on {
        return Err(MapError::Changed(Box::new(condition.clone())));
    }
    rows::update_condition(tx, condition.id, said)?;
    open.done(tx, reader)
}

/// Says that `by` made `what` possible.
///
/// # Errors
/// As [`Map::may_link`].
pub fn link_conditions(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    what: ConditionCode,
    by: ConditionCode,
) -> Result<(), MapError> {
    let open = Open::new(tx, reference, reader)?;
    let ((what, above), (by, below)) = (open.condition(what)?, open.condition(by)?);
    open.map.may_link(what, by)?;
    let link = Link {
        what: above.id,
        by: below.id,
    };
    rows::insert_link(tx, open.a3.id, link)?;
    open.done(tx, reader)
}

/// Takes that back. What has no other way up stands at the top then.
///
/// # Errors
/// `MapRefusal::NotHere` when one of the two was removed meanwhile.
pub fn unlink_conditions(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    what: ConditionCode,
    by: ConditionCode,
) -> Result<(), MapError> {
    let open = Open::new(tx, reference, reader)?;
    let ((_, above), (_, below)) = (open.condition(what)?, open.condition(by)?);
    let link = Link {
        what: above.id,
        by: below.id,
    };
    rows::delete_link(tx, link)?;
    open.done(tx, reader)
}

/// Takes a condition away. What stood below it moves up to what stood above it.
///
/// # Errors
/// `MapRefusal::NotHere` when it was removed already.
pub fn remove_condition(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    code: ConditionCode,
) -> Result<(), MapError> {
    let open = Open::new(tx, reference, reader)?;
    let (place, gone) = open.condition(code)?;
    rows::delete_condition(tx, gone.id)?;
    for (what, by) in open.map.closing_up(place) {
        if let (Some(what), Some(by)) = (open.map.get(what), open.map.get(by)) {
            let link = Link {
                what: what.id,
                by: by.id,
            };
            rows::insert_link(tx, open.a3.id, link)?;
        }
    }
    open.done(tx, reader)
}

/// A sheet with its map, held: nobody else changes it until this act has ended. Two people who link at the same
/// moment could close a circle together otherwise.
struct Open {
    a3: A3,
    map: Map,
}

impl Open {
    fn new(tx: &mut Tx<'_>, reference: Reference, reader: &Reader) -> Result<Self, MapError> {
        let a3 = held(tx, reference, reader)?;
        let map = rows::map(tx.conn(), a3.id)?;
        Ok(Self { a3, map })
    }

    fn condition(&self, code: ConditionCode) -> Result<(usize, &Condition), MapRefusal> {
        let place = self.map.find(code).ok_or(MapRefusal::NotHere)?;
        let condition = self.map.get(place).ok_or(MapRefusal::NotHere)?;
        Ok((place, condition))
    }

    fn done(&self, tx: &mut Tx<'_>, reader: &Reader) -> Result<(), MapError> {
        self.keep_version(tx, reader)?;
        store::touch(tx, self.a3.id, reader.now.at)?;
        let act = journal::Act::A3MapChanged;
        Ok(noted(tx, act, self.a3.reference, reader)?)
    }

    /// What one person changed without a long pause is one version of the map.
    fn keep_version(&self, tx: &mut Tx<'_>, reader: &Reader) -> Result<(), StoreError> {
        let (a3, at) = (self.a3.id, reader.now.at);
        let words = in_words(&rows::map(tx.conn(), a3)?);
        let mut last = store::last_version(tx.conn(), a3, Versioned::Map)?;
        if last.is_none() && !self.map.conditions().is_empty() {
            // A map from before maps had versions: as it stood when somebody last wrote on the sheet.
            let before = version(in_words(&self.map), 1, None, self.a3.changed_at);
            store::keep_version(tx, a3, &before, None)?;
            last = Some(before);
        }
        let number = last.as_ref().map_or(1, |last| last.version + 1);
        let goes_on = last.filter(|last| {
            continues(
                last.person,
                last.begun_at,
                last.changed_at,
                reader.person,
                at,
            )
        });
        let version = version(words, number, Some(reader.person), at);
        store::keep_version(tx, a3, &version, goes_on.map(|last| last.id))
    }
}

fn version(words: String, number: i32, person: Option<Id>, at: DateTime<Utc>) -> Version {
    Version {
        id: Id::random(),
        of: Versioned::Map,
        words,
        version: number,
        person,
        by: None,
        begun_at: at,
        changed_at: at,
    }
}

/// The map as its versions keep it.
fn in_words(map: &Map) -> String {
    map.in_words(|tile| {
        TILES
            .iter()
            .find(|(number, ..)| *number == tile)
            .map(|(.., name)| *name)
    })
}

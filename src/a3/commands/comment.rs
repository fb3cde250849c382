//! Acts: asking beside a section, and answering.

use super::{Error, held, noted};
use crate::{
    a3::{
        model::{Reference, Refusal, Section},
        store::{self, A3, Comment, Reader},
    },
    db::{Conn, StoreError, Tx},
    journal,
    kernel::ids::Id,
};

/// Writes beside a section, or answers a comment there. An answer says that there is more to talk about: what
/// was settled is open again.
///
/// # Errors
/// `Refusal::NotHere`, also for an answer to a comment of another sheet.
pub fn comment(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    section: Section,
    answers_to: Option<Id>,
    words: String,
) -> Result<(), Error> {
    let a3 = held(tx, reference, reader)?;
    if let Some(comment) = answers_to {
        let there = store::comment_section(tx.conn(), a3.id, comment)?;
        if there != Some(section) {
            return Err(Refusal::NotHere.into());
        }
        store::settle(tx, comment, false)?;
    }
    let comment = Comment {
        id: Id::random(),
        section,
        answers_to,
        person: Some(reader.person),
        by: None,
        words,
        at: reader.now.at,
        settled: false,
    };
    store::insert_comment(tx, a3.id, &comment)?;
    Ok(noted(tx, journal::Act::A3Commented, reference, reader)?)
}

/// Says that there is no more to say about a comment, or that there is; answers its section.
///
/// # Errors
/// `Refusal::NotHere`.
pub fn settle(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    comment: Id,
    settled: bool,
) -> Result<Section, Error> {
    let a3 = held(tx, reference, reader)?;
    let section = store::comment_section(tx.conn(), a3.id, comment)?.ok_or(Refusal::NotHere)?;
    store::settle(tx, comment, settled)?;
    noted(tx, journal::Act::A3Commented, reference, reader)?;
    Ok(section)
}

/// The comments of a sheet that the reader has seen, in the order in which they were written.
///
/// # Errors
/// When the store fails.
pub(crate) fn comments(conn: &mut Conn, a3: &A3) -> Result<Vec<Comment>, StoreError> {
    store::comments(conn, a3.id)
}

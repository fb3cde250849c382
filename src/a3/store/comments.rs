//! Rows: comments beside the sections, and the answers to them.

use crate::{
    a3::model::Section,
    db::{
        Conn, StoreError, Tx,
        schema::{a3_comments as table, people},
        types::{At, Key},
    },
    kernel::ids::Id,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// A comment, or an answer to one.
#[derive(Debug, Clone)]
pub(crate) struct Comment {
    /// Its identity.
    pub(crate) id: Id,
    /// Beside which section.
    pub(crate) section: Section,
    /// The comment that it answers.
    pub(crate) answers_to: Option<Id>,
    /// Who wrote it.
    pub(crate) person: Option<Id>,
    /// Their name.
    pub(crate) by: Option<String>,
    /// The words.
    pub(crate) words: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// Whether there is no more to say.
    pub(crate) settled: bool,
}

type Columns = (
    Key,
    String,
    Option<Key>,
    Option<Key>,
    Option<String>,
    String,
    At,
    bool,
);

/// All comments of a sheet in the order in which they were written.
pub(crate) fn comments(conn: &mut Conn, a3: Id) -> Result<Vec<Comment>, StoreError> {
    let rows: Vec<Columns> = table::table
        .left_join(people::table)
        .filter(table::a3_id.eq(Key(a3)))
        .order((table::written_at, table::id))
        .select((
            table::id,
            table::section,
            table::answers_to,
            table::person_id,
            people::name.nullable(),
            table::words,
            table::written_at,
            table::settled,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(id, section, answers_to, person, by, words, at, settled)| {
                Ok(Comment {
                    id: id.0,
                    section: Section::parse(&section)
                        .map_err(|_unknown| StoreError::Corrupt("a3_comments.section"))?,
                    answers_to: answers_to.map(|key| key.0),
                    person: person.map(|key| key.0),
                    by,
                    words,
                    at: at.0,
                    settled,
                })
            },
        )
        .collect()
}

/// The section of a comment of this sheet that is no answer itself.
pub(crate) fn comment_section(
    conn: &mut Conn,
    a3: Id,
    comment: Id,
) -> Result<Option<Section>, StoreError> {
    let row: Option<String> = table::table
        .filter(table::a3_id.eq(Key(a3)))
        .filter(table::id.eq(Key(comment)))
        .filter(table::answers_to.is_null())
        .select(table::section)
        .first(conn)
        .optional()?;
    row.map(|word| {
        Section::parse(&word).map_err(|_unknown| StoreError::Corrupt("a3_comments.section"))
    })
    .transpose()
}

/// Writes a comment.
pub(crate) fn insert_comment(tx: &mut Tx<'_>, a3: Id, comment: &Comment) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(comment.id)),
            table::a3_id.eq(Key(a3)),
            table::section.eq(comment.section.as_str()),
            table::answers_to.eq(comment.answers_to.map(Key)),
            table::person_id.eq(comment.person.map(Key)),
            table::words.eq(&comment.words),
            table::written_at.eq(At(comment.at)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Says that there is no more to say, or that there is.
pub(crate) fn settle(tx: &mut Tx<'_>, comment: Id, settled: bool) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Key(comment))))
        .set(table::settled.eq(settled))
        .execute(tx.conn())?;
    Ok(())
}

//! Acts: opening a sheet, writing on it, saying where it stands. One function a verb, each one transaction.

mod comment;
pub mod map;
mod open;
mod origin;
mod picture;
mod steer;
mod write;

pub(super) use comment::comments;
pub use comment::{comment, settle};
pub use open::{Opening, add_reports, open};
pub use origin::origin_facts;
pub(super) use picture::pictures;
pub use picture::{add_picture, remove_picture, see_picture};
pub use steer::{set_people, set_status};
pub use write::{Writing, Written, restore, write};
pub(super) use write::{sections, versions};

pub use super::model::Refusal;
use crate::{
    a3::{
        model::{Reference, Status},
        store::{self, A3, Filter, Reader, Row},
    },
    db::{Conn, StoreError, Tx},
    journal,
    kernel::{ids::Id, time::Now},
    reports::{self, Gist, Scope},
};

/// An act on a sheet fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The sheet, if the reader may see it.
///
/// # Errors
/// `Refusal::NotHere` for one that is not there or not theirs.
pub fn see(conn: &mut Conn, reference: Reference, reader: &Reader) -> Result<A3, Error> {
    Ok(store::seen_by(conn, reference, reader)?.ok_or(Refusal::NotHere)?)
}

/// A page of the sheets that the reader may see, and one more when there are more.
///
/// # Errors
/// When the store fails.
pub(super) fn list(
    conn: &mut Conn,
    reader: &Reader,
    filter: &Filter,
    page: i64,
    size: usize,
) -> Result<Vec<Row>, StoreError> {
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    store::list(conn, reader, filter, page * size, size + 1)
}

/// The reports that a sheet learns from.
#[derive(Debug, Clone)]
pub struct Learnt {
    /// Those that are there.
    pub reports: Vec<Gist>,
    /// How many were taken back.
    pub taken_back: usize,
}

/// The reports that a sheet learns from, as far as the reader may know of them.
///
/// # Errors
/// When the store fails.
pub fn learnt(conn: &mut Conn, a3: Id, reader: &Reader) -> Result<Learnt, StoreError> {
    let (there, taken_back) = store::linked(conn, a3)?;
    Ok(Learnt {
        reports: reports::gists(conn, &there, &scope(reader))?,
        taken_back,
    })
}

/// Where the sheets stand that learn from a report, for its reporter.
///
/// # Errors
/// When the store fails.
pub(super) fn sheets(conn: &mut Conn, report: Id) -> Result<Vec<Status>, StoreError> {
    store::sheets_of(conn, report)
}

/// The references of the sheets that learn from a report; the caller has shown that the reader may see it.
///
/// # Errors
/// When the store fails.
pub fn of_report(conn: &mut Conn, report: Id) -> Result<Vec<Reference>, StoreError> {
    let sheets = store::links_of(conn, report)?.into_iter();
    Ok(sheets.map(|(reference, ..)| reference).collect())
}

/// A sheet in a word.
type Named = (Reference, String, Status);

/// The sheets that learn from a report whose reader was asked for before, and whether it was thanked for.
///
/// # Errors
/// When the store fails.
pub(super) fn sheets_with_titles(
    conn: &mut Conn,
    report: Id,
    now: Now,
) -> Result<(Vec<Named>, bool), StoreError> {
    let sheets = store::links_of(conn, report)?;
    let scope = Scope {
        places: Vec::new(),
        now,
    };
    let thanked = reports::gists(conn, &[report], &scope)?
        .iter()
        .any(|gist| gist.thanked);
    Ok((sheets, thanked))
}

/// What of the reports a reader may see. An improver opens no report.
fn scope(reader: &Reader) -> Scope {
    Scope {
        places: reader.places.clone().unwrap_or_default(),
        now: reader.now,
    }
}

/// The sheet, held: nobody else changes it until this act has ended.
fn held(tx: &mut Tx<'_>, reference: Reference, reader: &Reader) -> Result<A3, Error> {
    store::hold(tx, reference)?;
    see(tx.conn(), reference, reader)
}

/// Every act of staff is in the journal.
fn noted(
    tx: &mut Tx<'_>,
    act: journal::Act,
    reference: Reference,
    reader: &Reader,
) -> Result<(), StoreError> {
    let subject = reference.grouped(3);
    journal::record(tx, Some(reader.person), act, &subject, reader.now)
}

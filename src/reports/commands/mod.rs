//! Acts: telling, answering, coming back. One function a verb, each one transaction.

mod add_more;
mod answer;
mod come_back;
mod due;
mod echo;
mod import;
mod lend;
mod mirror;
mod photos;
mod prepare;
mod promise;
mod status;
mod tell;

pub use add_more::add_more;
pub use answer::{
    Seen, ask, contain, inbox, may_see, note, open_name, outcome, see, share, thank, triage,
};
pub use come_back::{
    ReportersView, come_back, judge, judge_again, mark_read, not_fixed, write_back,
};
pub use due::{due, past};
pub(super) use echo::{echo, echoed_with, echoes, told_lately};
pub use import::{Import, ImportRow, begin_import, finish_import, import_rows, known_rows};
pub use lend::{echo_elsewhere, seen_among, stop_sharing, whole};
pub use mirror::{Mirror, OwnThanks, mirror};
pub use photos::{add_photo, photos, remove_photo, reporters_photos, see_photo};
pub use prepare::{Draft, Rules, prepare};
pub use promise::{promise, promises_due};
pub use status::write_status_words;
pub use tell::{Answered, release_due, tell, write_down};

pub use super::model::Refusal;
pub(super) use super::store::status_words;
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{ids::Id, keys::Hash},
    places,
    reports::store::{self, Report},
};

/// Where a report is counted: at its place and all above it. One that was told one level up is not
/// counted at the place itself, whose leads shall not learn that it was told.
fn counted_at(conn: &mut Conn, place: Id, one_level_up: bool) -> Result<Vec<Id>, StoreError> {
    let mut above = places::ancestors(conn, place)?;
    if one_level_up && above.len() > 1 {
        above.remove(0);
    }
    Ok(above)
}

/// The report of a receipt, held: nobody else changes it until this act has ended.
fn held(tx: &mut Tx<'_>, receipt: &Hash) -> Result<Report, Error> {
    store::hold_by_receipt(tx, receipt)?;
    Ok(store::by_receipt(tx.conn(), receipt)?.ok_or(Refusal::NotHere)?)
}

/// An act on reports fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

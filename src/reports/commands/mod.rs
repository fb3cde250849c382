//! Acts: telling, answering, coming back. One function a verb, each one transaction.

mod answer;
mod come_back;
mod import;
mod prepare;
mod tell;

pub use answer::{ask, contain, inbox, open_name, outcome, see, share, thank, triage};
pub use come_back::{ReportersView, come_back, judge, write_back};
pub use import::{Import, ImportRow, begin_import, finish_import, import_rows, known_rows};
pub use prepare::{Draft, prepare};
pub use tell::{Answered, release_due, tell};

pub use super::model::Refusal;
use crate::db::StoreError;

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

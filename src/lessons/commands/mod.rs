//! Acts: a lead writes, asks, publishes and reads again; a reporter agrees and takes back. One function a verb.

mod lead;
mod look;
mod own;
mod reporter;
mod titles;

pub use lead::{
    InPlace, Source, Written, ask, in_place, publish, read_again, rewrite, see, source, take_back,
    write,
};
pub use look::{At, Bulletin, Viewer, bulletin, desk, echo, lately, rereads_due};
pub use own::{own_places, write_own};
pub use reporter::{agree, of_reporter, say_change, say_no};
pub use titles::titles;

pub use super::model::Refusal;
use crate::{db::StoreError, reports};

/// An act on lessons fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<reports::Error> for Error {
    /// What is asked of reports here is refused for one reason alone: the report is not there, or not for them.
    fn from(failure: reports::Error) -> Self {
        match failure {
            reports::Error::Refused(_) => Refusal::NotHere.into(),
            reports::Error::Store(failure) => failure.into(),
        }
    }
}

//! Pages: the board, one countermeasure, and what other rooms show of them.

pub mod act;
pub mod board;
mod card;
mod form;
mod mix;
pub mod new;
mod panel;
pub mod show;
mod words;

pub use card::{Listed, listed};
pub use panel::meant_to_prevent;

use crate::{
    countermeasures::{Error as ActError, Reference, Refusal},
    web::{Code, Error},
};

impl From<ActError> for Error {
    fn from(failure: ActError) -> Self {
        match failure {
            ActError::Refused(refusal) => refusal.into(),
            ActError::Store(failure) => failure.into(),
        }
    }
}

impl From<Refusal> for Error {
    /// No catch-all arm: a new refusal does not compile until somebody decides what people see.
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::NotHere => return Self::not_found(),
            Refusal::Changed
            | Refusal::NotInPlace
            | Refusal::NotSeen
            | Refusal::AlreadyDecided
            | Refusal::NotDecided => Code::NotNow,
            Refusal::Plan(_) | Refusal::Check(_) | Refusal::Decision(_) => Code::LookAgain,
        };
        Self::new(code, refusal)
    }
}

/// Reads a reference from an address; anything else is not there.
fn reference(raw: &str) -> Result<Reference, Error> {
    Reference::parse(raw).map_err(|_unreadable| Error::not_found())
}

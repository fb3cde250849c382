//! Pages: what was learned, for everybody; the leads' desk; the reporter's word.

pub mod api;
pub mod bulletin;
pub mod desk;
pub mod edit;
pub mod feed;
mod form;
pub mod list;
pub mod one;
pub mod own;
pub mod panels;
mod reader;
pub mod reporter;
mod words;
pub mod write;

use crate::{
    kernel::time::Now,
    lessons::{
        commands::{Error as ActError, Viewer},
        model::{Reference, Refusal},
    },
    people::Person,
    reports::Scope,
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
        match refusal {
            Refusal::NotHere => Self::not_found(),
            Refusal::NotAsked => Self::said(Code::NotNow, "lessons-not-asked"),
            Refusal::WordsChanged => Self::said(Code::NotNow, "lessons-words-changed"),
            Refusal::ThankFirst
            | Refusal::NoOutcomeYet
            | Refusal::NotToBeShared
            | Refusal::SaidNo
            | Refusal::Imported
            | Refusal::AskFirst
            | Refusal::NothingToAsk
            | Refusal::AlreadyPublished
            | Refusal::NotPublished
            | Refusal::AlreadyWritten => Self::new(Code::NotNow, refusal),
        }
    }
}

/// What a lead may see.
fn viewer(person: &Person, now: Now) -> Viewer {
    Viewer {
        person: person.id,
        scope: Scope {
            places: person.places.clone(),
            now,
        },
    }
}

/// Reads a reference from an address; anything else is not there.
fn reference(raw: &str) -> Result<Reference, Error> {
    Reference::parse(raw).map_err(|_unreadable| Error::not_found())
}

/// Said wherever a lesson is not there, not any more, or not yet: nothing can be learnt from it.
fn gone() -> Error {
    Error::said(Code::NotFound, "lessons-gone")
}

//! Pages: the list, planning, the sheet, its print, and the room for phones.

pub mod act;
pub mod list;
pub mod new;
pub mod panel;
pub mod print;
pub mod replan;
pub mod room;
pub mod show;
mod typed;

use crate::{
    hansei::{Error as ActError, Reference, Refusal},
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
            Refusal::FacilitatorOnly(_)
            | Refusal::NoRoom
            | Refusal::TurnOverFirst
            | Refusal::PulseOver
            | Refusal::Begun
            | Refusal::PlanChanged
            | Refusal::Closed
            | Refusal::NotHeldYet => Code::NotNow,
            Refusal::Involved(_)
            | Refusal::NoFacilitator
            | Refusal::NoReport(_)
            | Refusal::ThankFirst(_)
            | Refusal::NoPlace => Code::LookAgain,
        };
        Self::new(code, refusal)
    }
}

/// Reads a reference from an address; anything else is not there.
fn reference(raw: &str) -> Result<Reference, Error> {
    Reference::parse(raw).map_err(|_unreadable| Error::not_found())
}

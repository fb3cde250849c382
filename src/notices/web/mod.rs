//! Pages: the outbox for admins, the own digest for leads.

pub mod outbox;
pub mod own_digest;

use super::commands::{Error as ActError, Refusal};
use crate::web::{Code, Error};

impl From<ActError> for Error {
    fn from(failure: ActError) -> Self {
        match failure {
            ActError::Refused(Refusal::NotHere) => Self::not_found(),
            ActError::Refused(refusal @ Refusal::NoWords) => Self::new(Code::NotNow, refusal),
            ActError::Store(failure) => failure.into(),
        }
    }
}

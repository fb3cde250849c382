//! Pages: telling, coming back, the inbox, one report and what may be done with it.

pub mod act;
pub mod answers;
mod answers_page;
pub mod api;
mod echo;
pub mod home;
pub mod inbox;
pub mod mirror;
mod more;
mod more_form;
pub mod names;
pub mod photos;
mod promised;
pub mod proof;
mod refusals;
pub mod sealed;
pub mod show;
pub mod status;
pub mod tell;
mod tell_form;
mod typed;
mod words;
pub mod write_down;

use crate::{
    config::WebSettings,
    db::StoreError,
    kernel::{language::Language, time::Now},
    reports::{Error as ActError, Refusal, Report, Rules},
    web::{Code, Error, panel::About, phrases},
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
            Refusal::ThankFirst
            | Refusal::AlreadyThanked
            | Refusal::NotToBeShared
            | Refusal::NoOutcomeYet
            | Refusal::TooSoon
            | Refusal::Imported
            | Refusal::EnoughPhotos => Code::NotNow,
            Refusal::ReasonMissing
            | Refusal::KeyReused
            | Refusal::UnknownPlace
            | Refusal::MoveReasonMissing
            | Refusal::SameDay
            | Refusal::EchoUnknown
            | Refusal::EchoOfItself => Code::LookAgain,
        };
        match refusals::phrase(refusal) {
            Some(phrase) => Self::said(code, phrase),
            None => Self::new(code, refusal),
        }
    }
}

/// Said where words stay on the page because the store is away.
fn not_stored(language: Language) -> String {
    phrases::say(language, "problem-not-stored")
}

/// What the panels of other rooms need to know of a report.
fn about(report: &Report, now: Now, language: Language) -> About {
    About {
        report: report.id,
        reference: report.reference.grouped(3),
        place: report.place,
        now,
        language,
    }
}

/// What this house keeps of a report.
fn rules(settings: &WebSettings) -> Rules {
    Rules {
        grain: settings.grain,
        release_minutes: settings.release_minutes,
        small_number: settings.small_number,
    }
}

/// Whether the store is only not available for now.
fn is_passing(failure: &ActError) -> bool {
    matches!(failure, ActError::Store(StoreError::Unavailable(_)))
}

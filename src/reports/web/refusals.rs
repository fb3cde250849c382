//! What the rules refuse, in the language of whoever reads it.
//!
//! The model says it in English, for programs and for leads; here is the phrase of everything that a
//! reporter can meet. No match has a catch-all arm.

use crate::{
    kernel::language::Language,
    reports::{
        Refusal,
        model::{FactorError, ReporterError, VerdictError, WhenError},
    },
    web::{Say, phrases},
};

/// The phrase of a refusal that reporters can meet; leads' pages are English.
pub(super) fn phrase(refusal: Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::NotHere => Some("error-not-found"),
        Refusal::NoOutcomeYet => Some("refusal-no-outcome-yet"),
        Refusal::KeyReused => Some("refusal-key-reused"),
        Refusal::UnknownPlace => Some("refusal-unknown-place"),
        Refusal::Imported => Some("refusal-imported"),
        Refusal::TooSoon => Some("refusal-too-soon"),
        Refusal::EnoughPhotos => Some("refusal-enough-photos"),
        Refusal::ThankFirst
        | Refusal::AlreadyThanked
        | Refusal::NotToBeShared
        | Refusal::ReasonMissing => None,
    }
}

impl Say for Refusal {
    fn say(&self, language: Language) -> String {
        match phrase(*self) {
            Some(phrase) => phrases::say(language, phrase),
            None => self.to_string(),
        }
    }
}

impl Say for WhenError {
    fn say(&self, language: Language) -> String {
        let key = match self {
            Self::Unknown => "refusal-when-unknown",
            Self::DateMissing => "refusal-date-missing",
            Self::DateUnreadable => "refusal-date-unreadable",
            Self::Future => "refusal-date-future",
            Self::LongAgo => "refusal-date-long-ago",
            // Programs alone can send one, and they read English.
            Self::ExactTime => return self.to_string(),
        };
        phrases::say(language, key)
    }
}

impl Say for ReporterError {
    fn say(&self, language: Language) -> String {
        match self {
            Self::NameMissing => phrases::say(language, "refusal-name-missing"),
            Self::Unknown => phrases::say(language, "refusal-reporter-unknown"),
            Self::Text(problem) => problem.say(language),
        }
    }
}

impl Say for FactorError {
    fn say(&self, language: Language) -> String {
        phrases::say(language, "refusal-factor-unknown")
    }
}

impl Say for VerdictError {
    fn say(&self, language: Language) -> String {
        match self {
            Self::Face => phrases::say(language, "refusal-face-missing"),
            Self::Text(problem) => problem.say(language),
        }
    }
}

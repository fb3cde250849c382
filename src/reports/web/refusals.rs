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
        | Refusal::ReasonMissing
        | Refusal::MoveReasonMissing
        | Refusal::SameDay
        | Refusal::EchoUnknown
        | Refusal::EchoOfItself => None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::text::TextError,
        reports::model::{SelfBlame, Status},
    };
    use std::fmt::Display;

    fn is_one(problem: impl Say + Display) {
        assert_eq!(problem.say(Language::English), problem.to_string());
        for &language in Language::ALL {
            let said = problem.say(language);
            assert!(said.contains(' '), "{language:?}: {said}");
        }
    }

    #[test]
    fn pages_and_programs_say_the_same_english() {
        is_one(Refusal::NoOutcomeYet);
        is_one(Refusal::TooSoon);
        is_one(Refusal::KeyReused);
        is_one(Refusal::UnknownPlace);
        is_one(Refusal::Imported);
        is_one(Refusal::EnoughPhotos);
        is_one(WhenError::Unknown);
        is_one(WhenError::DateMissing);
        is_one(WhenError::DateUnreadable);
        is_one(WhenError::Future);
        is_one(WhenError::LongAgo);
        is_one(ReporterError::NameMissing);
        is_one(ReporterError::Unknown);
        is_one(FactorError);
        is_one(VerdictError::Face);
        is_one(crate::kernel::word::UnknownWord);
        is_one(TextError::Empty);
        is_one(TextError::Unreadable);
        is_one(TextError::TooLong {
            length: 5_000,
            most: 4_000,
        });
        for status in Status::ALL {
            let key = format!("answers-status-{}", status.as_str());
            assert_eq!(phrases::say(Language::English, &key), status.usual_words());
        }
        for says in SelfBlame::ALL {
            let key = format!("told-kindness-{}", says.as_str());
            assert_eq!(phrases::say(Language::English, &key), says.kindness());
        }
    }
}

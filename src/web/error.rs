//! The one map from what went wrong to what a person reads.
//!
//! Handlers answer [`Error`]; the outermost layer dresses it as a page or as JSON, by what was asked
//! for. Logged once, here, and never with anybody's words in it.

use crate::{
    db::StoreError,
    kernel::{code, language::Language},
    web::{Say, phrases},
};
use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use std::fmt;

crate::words! {
    /// What went wrong, as programs read it; each has a heading in docs/api.md.
    Code {
        /// 400: the request itself cannot be read.
        Unreadable = "unreadable",
        /// 401: only staff, signed in, may do this.
        SignInNeeded = "sign_in_needed",
        /// 403: signed in, but this is for another role; or the request came from another site.
        NotAllowed = "not_allowed",
        /// 404: not there, or not for you.
        NotFound = "not_found",
        /// 405: the address is right, the method is not.
        WrongMethod = "wrong_method",
        /// 409: the rules say no, for now.
        NotNow = "not_now",
        /// 413: more than fits.
        TooLarge = "too_large",
        /// 415: not JSON.
        NotJson = "not_json",
        /// 422: something typed needs another look.
        LookAgain = "look_again",
        /// 429: too many at once.
        TooMany = "too_many",
        /// 500: our fault.
        Broken = "broken",
        /// 503: not available for the moment; nothing was stored.
        Unavailable = "unavailable",
    }
}

impl Code {
    /// The HTTP status that goes with it.
    #[must_use]
    pub fn status(self) -> StatusCode {
        match self {
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotNow => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::LookAgain => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl Code {
    /// What it means, for whoever writes a program.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Unreadable => {
                "The request cannot be read: broken JSON, or bytes that are no UTF-8."
            }
            Self::SignInNeeded => "Only staff may do this, signed in.",
            Self::NotAllowed => "This is for another role, or it was sent from another site.",
            Self::NotFound => "It is not there, or not for you.",
            Self::WrongMethod => "The address is right, the method is not.",
            Self::NotNow => "The rules say no for now; the message says what comes first.",
            Self::TooLarge => "More than 512 KiB, or a photo of more than 12 MiB.",
            Self::NotJson => "The header Content-Type: application/json is missing.",
            Self::LookAgain => "A field needs another look; the message names it.",
            Self::TooMany => "Too many at once. Wait a minute.",
            Self::Broken => "Our own fault. The reference helps to find it in the log.",
            Self::Unavailable => "Nothing was stored. Send the same again with the same key.",
        }
    }
}

/// Something went wrong; carries the sentence that the person reads.
#[derive(Debug, Clone)]
pub struct Error {
    /// What, for programs.
    pub code: Code,
    /// What, for the person, in English.
    pub message: String,
    /// The phrase that says it in every language; `None` when staff or programs alone read it.
    pub phrase: Option<&'static str>,
    /// Found in the log again; only for our own faults.
    pub reference: Option<String>,
    /// Words that were typed and could not be taken, so that they can be shown again.
    pub kept: Option<Box<Kept>>,
}

/// A form that could not be taken: its session had ended, or the store was not available.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Where it was going.
    pub action: String,
    /// What was typed: name and value, in order.
    pub fields: Vec<(String, String)>,
    /// The session's own token, when somebody is signed in and only the form was too old.
    pub proof: Option<String>,
}

impl Error {
    /// An error with its own sentence.
    pub fn new(code: Code, message: impl fmt::Display) -> Self {
        Self {
            code,
            message: message.to_string(),
            phrase: None,
            reference: None,
            kept: None,
        }
    }

    /// An error that reporters can meet: its sentence is a phrase.
    #[must_use]
    pub fn said(code: Code, phrase: &'static str) -> Self {
        Self {
            phrase: Some(phrase),
            ..Self::new(code, phrases::say(Language::English, phrase))
        }
    }

    /// Not there, or not for this person: the same answer, so that nothing can be learnt from it.
    #[must_use]
    pub fn not_found() -> Self {
        Self::said(Code::NotFound, "error-not-found")
    }

    /// A page for another role.
    #[must_use]
    pub fn not_allowed() -> Self {
        Self::new(
            Code::NotAllowed,
            "This page is for people with another role here.",
        )
    }

    /// Our own fault: logged with a reference that the page shows.
    #[must_use]
    pub fn broken(what: &dyn fmt::Display) -> Self {
        let reference = code::Code::<8>::random().grouped(4);
        tracing::error!(%reference, failure = %what, "a request failed");
        Self {
            reference: Some(reference),
            ..Self::said(Code::Broken, "error-broken")
        }
    }
}

impl From<StoreError> for Error {
    fn from(failure: StoreError) -> Self {
        match failure {
            StoreError::Unavailable(what) => {
                tracing::warn!(failure = %what, "the store is not available");
                Self::said(Code::Unavailable, "error-unavailable")
            }
            StoreError::Corrupt(_) | StoreError::Failed(_) => Self::broken(&failure),
        }
    }
}

impl Say for Error {
    fn say(&self, language: Language) -> String {
        match self.phrase {
            Some(phrase) => phrases::say(language, phrase),
            None => self.message.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    /// A bare answer that carries the error; `headers::dress` makes a page or JSON of it.
    fn error_response(&self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status_code()).body(self.message.clone());
        answer.extensions_mut().insert(self.clone());
        answer
    }
}

//! What proves that a sign-in form comes from our own page while there is no session yet.
//!
//! Without it another site could sign somebody in as somebody else. On plain HTTP browsers send
//! `Origin: null` (our own `Referrer-Policy` causes it), so the crossing guard alone is not enough.

use crate::{
    config::WebSettings,
    kernel::{ids::random_bytes, keys::Keys},
    web::{Answer, Error, kept::KeptWords},
};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::Duration},
    dev::Payload,
    web::Data,
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde::Serialize;
use std::future::{Ready, ready};
use subtle::ConstantTimeEq;

/// A random value that this browser alone has: in a cookie, and as an HMAC in the form.
#[derive(Clone)]
pub struct Ticket(String);

/// The sign-in form, as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct SignInFields {
    /// The ticket's proof.
    pub ticket: String,
    /// As typed.
    pub email: String,
    /// Where to go afterwards; empty for the role's own first page.
    pub next: String,
    /// Words that are carried along.
    pub kept: Option<KeptWords>,
    /// Why it is shown again.
    pub problem: Option<String>,
}

impl FromRequest for Ticket {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let settings = request.app_data::<Data<WebSettings>>();
        ready(
            settings
                .map(|settings| Self::of(request, settings))
                .ok_or_else(|| Error::broken(&"the program is not wired")),
        )
    }
}

impl Ticket {
    /// The browser's ticket, or a fresh one: several open pages share theirs.
    #[must_use]
    pub(super) fn of(request: &HttpRequest, settings: &WebSettings) -> Self {
        request
            .cookie(name(settings))
            .map(|cookie| cookie.value().to_owned())
            .filter(|value| value.len() == 43 && value.is_ascii())
            .map_or_else(
                || Self(BASE64_URL_SAFE_NO_PAD.encode(random_bytes::<32>())),
                Self,
            )
    }

    /// What the form carries.
    #[must_use]
    pub fn proof(&self, keys: &Keys) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(keys.mac("sign-in form", &[self.0.as_bytes()]))
    }

    /// Whether a form carries this browser's proof.
    #[must_use]
    pub fn proves(&self, keys: &Keys, sent: &str) -> bool {
        self.proof(keys).as_bytes().ct_eq(sent.as_bytes()).into()
    }

    /// An answer with a sign-in form in it; the browser keeps the ticket for an hour.
    ///
    /// # Errors
    /// Never for a ticket that was read or drawn here.
    pub fn go_with(&self, mut answer: HttpResponse, settings: &WebSettings) -> Answer {
        let cookie = kept_from_scripts(name(settings), self.0.clone(), settings)
            .max_age(Duration::hours(1))
            .finish();
        answer
            .add_cookie(&cookie)
            .map_err(|failure| Error::broken(&failure))?;
        Ok(answer)
    }
}

fn name(settings: &WebSettings) -> &'static str {
    if settings.is_https() {
        "__Host-candor-ticket"
    } else {
        "candor-ticket"
    }
}

/// A cookie for this site alone, out of every script's reach.
#[must_use]
pub fn kept_from_scripts(
    name: &'static str,
    value: String,
    settings: &WebSettings,
) -> actix_web::cookie::CookieBuilder<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(settings.is_https())
}

//! The outermost layer: headers of every answer, and errors dressed as a page or as JSON.

use crate::web::{
    Answer, Code, Error, Say,
    error::Kept,
    kept::KeptWords,
    page::Page,
    staff,
    ticket::{SignInFields, Ticket},
    visit::Visit,
};
use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use serde::Serialize;

/// Nothing from anywhere else, nothing inline, no framing.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
    connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: [(&str, &str); 8] = [
    ("content-security-policy", POLICY),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "geolocation=(), camera=(), microphone=(), payment=()",
    ),
    ("x-robots-tag", "noindex"),
];

/// Sets the headers and dresses errors.
///
/// # Errors
/// None of its own; the layers below answer their refusals, they do not fail with them.
pub async fn dress(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    // Asking for the head alone is asking for the page; the server leaves out the body by itself.
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    // The request must not be held on to here: the router below needs it for itself.
    let mut answer = next.call(request).await?.map_into_boxed_body();
    let error = answer.response().extensions().get::<Error>().cloned();
    if let Some(error) = error {
        let asked = answer.request().clone();
        let dressed = if wants_json(&asked) {
            json(&error)
        } else {
            html(&asked, &error)
        };
        answer = ServiceResponse::new(asked, dressed);
    }
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(answer)
}

fn wants_json(request: &HttpRequest) -> bool {
    let accept = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let path = request.path();
    path.starts_with("/api/")
        || path.ends_with(".json")
        || (accept.contains("json") && !accept.contains("html"))
}

#[derive(Serialize)]
struct Json<'a> {
    code: &'static str,
    message: &'a str,
    link: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'a str>,
}

fn json(error: &Error) -> HttpResponse {
    let code = error.code.as_str();
    HttpResponse::build(error.code.status()).json(Json {
        code,
        message: &error.message,
        link: format!("/api#{}", code.replace('_', "-")),
        reference: error.reference.as_deref(),
    })
}

#[derive(Serialize)]
struct ErrorPage<'a> {
    heading: String,
    /// The heading's phrase.
    #[serde(skip)]
    heading_phrase: &'static str,
    message: String,
    reference: Option<&'a str>,
    /// Shown again when a session ended while somebody was typing.
    kept: Option<KeptWords>,
    /// For signing in again, on the same page as the words.
    sign_in: Option<SignInFields>,
}

impl Page for ErrorPage<'_> {
    const TEMPLATE: &'static str = "errors/error";
    const TRANSLATED: bool = true;

    fn title(&self) -> String {
        self.heading_phrase.to_owned()
    }
}

fn html(request: &HttpRequest, error: &Error) -> HttpResponse {
    if error.code == Code::SignInNeeded && error.kept.is_none() && request.method().is_safe() {
        return staff::sign_in_path(request);
    }
    let plain = || HttpResponse::build(error.code.status()).body(error.message.clone());
    Visit::of(request)
        .and_then(|visit| match error.phrase {
            Some(_) => error_page(request, &visit.without_address(), error),
            None => error_page(request, &visit.in_english(), error),
        })
        .unwrap_or_else(|_| plain())
}

/// What was typed: with the error itself, or, when the store failed under a staff form, beside it.
fn kept(request: &HttpRequest, error: &Error) -> Option<Kept> {
    let beside = || {
        matches!(error.code, Code::Unavailable | Code::Broken)
            .then(|| request.extensions().get::<Kept>().cloned())
            .flatten()
    };
    error.kept.as_deref().cloned().or_else(beside)
}

fn error_page(request: &HttpRequest, visit: &Visit, error: &Error) -> Answer {
    let kept = kept(request, error);
    let must_sign_in = matches!(error.code, Code::SignInNeeded | Code::NotAllowed)
        && kept.as_ref().is_some_and(|kept| kept.proof.is_none());
    let ticket = must_sign_in.then(|| Ticket::of(request, &visit.settings));
    let kept = kept
        .as_ref()
        .map(KeptWords::of)
        .filter(|kept| !kept.is_empty() || must_sign_in);
    let heading_phrase = match (error.code, &kept) {
        (Code::NotAllowed, Some(_)) if !must_sign_in => "error-heading-kept",
        _ => heading(error.code.status().as_u16()),
    };
    let page = ErrorPage {
        heading: visit.t(heading_phrase),
        heading_phrase,
        message: error.say(visit.language),
        reference: error.reference.as_deref(),
        sign_in: ticket.as_ref().map(|ticket| SignInFields {
            ticket: ticket.proof(&visit.settings.keys),
            email: String::new(),
            next: String::new(),
            kept: kept.clone(),
            problem: None,
        }),
        kept,
    };
    let answer = visit.page_with(error.code.status(), &page)?;
    match ticket {
        Some(ticket) => ticket.go_with(answer, &visit.settings),
        None => Ok(answer),
    }
}

fn heading(status: u16) -> &'static str {
    match status {
        400 => "error-heading-unreadable",
        401 => "error-heading-sign-in",
        403 => "error-heading-not-open",
        404 => "error-heading-nothing",
        405 => "error-heading-method",
        409 => "error-heading-not-now",
        413 => "error-heading-too-large",
        422 => "error-heading-look-again",
        429 => "error-heading-moment",
        503 => "error-heading-unavailable",
        _ => "error-heading-broken",
    }
}

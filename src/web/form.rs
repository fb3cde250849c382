//! Forms as browsers send them, read without losing or changing a character.

use crate::web::{Code, Error};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Bytes};
use serde::de::DeserializeOwned;
use std::{
    future::{Future, Ready, ready},
    pin::Pin,
};

/// The body of a form posted by anybody; staff forms come as [`super::Act`].
#[derive(Debug)]
pub struct Form<T>(pub T);

/// A form with its bytes: for answers that must be the same when the same is sent again.
#[derive(Debug)]
pub struct Sent<T> {
    /// What was typed.
    pub form: T,
    /// As it came.
    pub body: Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Sent<T> {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_body(request, payload);
        Box::pin(async move {
            let body = body.await?;
            Ok(Self {
                form: decode(&body)?,
                body,
            })
        })
    }
}

impl<T> Sent<T> {
    /// The same bytes, read as another form.
    ///
    /// # Errors
    /// `Code::Unreadable` when they are not of that shape.
    pub fn read<U: DeserializeOwned>(&self) -> Result<U, Error> {
        decode(&self.body)
    }
}

/// Bytes that a form may have: many times what all its fields may hold.
pub const MOST_BYTES: usize = 512 * 1024;

pub(super) type Later<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_body(request, payload);
        Box::pin(async move { decode(&body.await?).map(Form) })
    }
}

/// What an address says after its `?`.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Asked<T> {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        ready(decode(request.query_string().as_bytes()).map(Asked))
    }
}

/// Reads the whole body within the limit.
pub(super) fn read_body(request: &HttpRequest, payload: &mut Payload) -> Later<Bytes> {
    let body = Bytes::from_request(request, payload);
    Box::pin(async move {
        body.await.map_err(|failure| {
            if failure.as_response_error().status_code()
                == actix_web::http::StatusCode::PAYLOAD_TOO_LARGE
            {
                too_large()
            } else {
                Error::said(Code::Unreadable, "error-cut-off")
            }
        })
    })
}

pub(super) fn too_large() -> Error {
    Error::said(Code::TooLarge, "error-too-large")
}

/// Name and value pairs.
///
/// # Errors
/// `Code::Unreadable` for bytes that are no UTF-8: the usual decoders would quietly change them.
pub(super) fn pairs(body: &[u8]) -> Result<Vec<(String, String)>, Error> {
    let decoded = |raw: &[u8]| -> Result<String, Error> {
        let spaced: Vec<u8> = raw
            .iter()
            .map(|byte| if *byte == b'+' { b' ' } else { *byte })
            .collect();
        percent_encoding::percent_decode(&spaced)
            .decode_utf8()
            .map(std::borrow::Cow::into_owned)
            .map_err(|_not_utf8| unreadable())
    };
    body.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = decoded(halves.next().unwrap_or_default())?;
            Ok((name, decoded(halves.next().unwrap_or_default())?))
        })
        .collect()
}

/// The form, from its bytes.
pub(super) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    pairs(body)?;
    serde_html_form::from_bytes(body)
        .map_err(|_shape| Error::said(Code::Unreadable, "error-not-whole"))
}

fn unreadable() -> Error {
    Error::said(Code::Unreadable, "error-characters")
}

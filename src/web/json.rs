//! JSON as programs send it, with its bytes beside it.

use crate::web::{
    Code, Error,
    form::{Later, read_body},
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Bytes};
use serde::de::DeserializeOwned;

/// A JSON body and its bytes.
#[derive(Debug)]
pub struct Json<T> {
    /// What it says.
    pub value: T,
    /// As it came.
    pub body: Bytes,
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = Later<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        // Other sites can make a browser send text, but not JSON, without asking first.
        let is_json = kind
            .split(';')
            .next()
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let body = read_body(request, payload);
        Box::pin(async move {
            if !is_json {
                return Err(Error::new(
                    Code::NotJson,
                    "Please send JSON with the header Content-Type: application/json.",
                ));
            }
            let body = body.await?;
            match serde_json::from_slice(&body) {
                Ok(value) => Ok(Self { value, body }),
                Err(mistake) if mistake.is_data() => Err(Error::new(
                    Code::LookAgain,
                    format!("The JSON is not as described: {mistake}."),
                )),
                Err(mistake) => Err(Error::new(
                    Code::Unreadable,
                    format!("This is no JSON that we can read: {mistake}."),
                )),
            }
        })
    }
}

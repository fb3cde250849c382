//! Refuses acts that another site makes a browser send.

use crate::web::{Code, Error};
use actix_web::{
    Error as ActixError, ResponseError,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header,
    middleware::Next,
};

/// Lets reading pass, and acting only from our own pages or from programs.
///
/// # Errors
/// None of its own: what another site sent is answered with `Code::NotAllowed`.
pub async fn guard<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, ActixError> {
    if !request.method().is_safe() && comes_from_elsewhere(&request) {
        let refusal = Error::said(Code::NotAllowed, "error-other-site");
        return Ok(request
            .into_response(refusal.error_response())
            .map_into_right_body());
    }
    Ok(next.call(request).await?.map_into_left_body())
}

/// Browsers say so in `Sec-Fetch-Site`; older ones, and all on plain HTTP, at least in `Origin`.
/// `Origin: null` says nothing (our own `Referrer-Policy` causes it): there the form's token decides.
fn comes_from_elsewhere(request: &ServiceRequest) -> bool {
    let text = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if let Some(site) = text("sec-fetch-site") {
        return !matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN.as_str()) {
        None | Some("null") => false,
        Some(origin) => {
            let host = request.connection_info().host().to_owned();
            origin
                .split_once("://")
                .is_none_or(|(_, origin_host)| origin_host != host)
        }
    }
}

//! Without scripts: one thought on the page that follows a form. The words travel with it in the
//! browser, sealed, for a minute, and nowhere else.

use super::read_in;
use crate::{
    db::{Db, StoreError},
    language::{self, Tone},
    web::{
        Visit,
        afterthought::{Afterthought, MARK},
        error::Kept,
    },
};
use actix_web::{
    Error as ActixError, HttpMessage, HttpRequest,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::StatusCode,
    middleware::Next,
    web::Data,
};

/// After a form of staff has been taken: the first hint on its marked fields goes along to the next page.
///
/// # Errors
/// None of its own. A thought that cannot be had is left out.
pub async fn look(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    // The request must not be held on to here: the router below needs it for itself.
    let mut answer = next.call(request).await?.map_into_boxed_body();
    if answer.status() == StatusCode::SEE_OTHER
        && let Some(thought) = thought(answer.request()).await
        && let Ok(visit) = Visit::of_request(answer.request())
    {
        let cookie = thought.cookie(&visit.settings);
        // A header that does not fit is a thought that is left out.
        let _ = answer.response_mut().add_cookie(&cookie);
    }
    Ok(answer)
}

async fn thought(request: &HttpRequest) -> Option<Afterthought> {
    let texts = texts(&request.extensions().get::<Kept>()?.fields);
    if texts.is_empty() {
        return None;
    }
    let visit = Visit::of_request(request).ok()?;
    let db = request.app_data::<Data<Db>>()?.clone();
    let languages = read_in(visit.language, &visit.settings);
    let found: Result<_, StoreError> = db
        .read(move |conn| {
            for text in texts {
                let first = language::hints_for(conn, &languages, &text)?
                    .into_iter()
                    .next();
                if first.is_some() {
                    return Ok(first);
                }
            }
            Ok(None)
        })
        .await;
    let hint = found.ok().flatten()?;
    Some(Afterthought {
        heading: match hint.tone {
            Tone::Support => hint.tone.heading(),
            _ => "One thought for the next time",
        }
        .to_owned(),
        words: hint.words,
        why: hint.why,
        instead: hint.instead,
        language: hint.language.as_str().to_owned(),
        direction: hint.language.direction().to_owned(),
    })
}

/// What was typed into the fields that a form without scripts names.
fn texts(fields: &[(String, String)]) -> Vec<String> {
    let marked: Vec<&str> = fields
        .iter()
        .filter(|(name, _)| name == MARK)
        .map(|(_, field)| field.as_str())
        .collect();
    fields
        .iter()
        .filter(|(name, text)| marked.contains(&name.as_str()) && !text.is_empty())
        .map(|(_, text)| text.clone())
        .collect()
}

//! Hints while somebody types. Nothing is stored, logged or counted.

use super::read_in;
use crate::{
    db::Db,
    language::{self, Hint},
    web::{Act, Answer, Anyone},
};
use actix_web::{HttpResponse, web::Data};
use serde::{Deserialize, Serialize};

/// What is being typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    text: String,
}

#[derive(Serialize)]
struct Found {
    hints: Vec<Shown>,
}

/// A hint as the script shows it.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    entry: String,
    /// From and to, in characters.
    at: (usize, usize),
    words: String,
    heading: &'static str,
    why: String,
    instead: String,
    language: &'static str,
    direction: &'static str,
}

impl From<Hint> for Shown {
    fn from(hint: Hint) -> Self {
        Self {
            entry: hint.entry,
            at: hint.at,
            words: hint.words,
            heading: hint.tone.heading(),
            why: hint.why,
            instead: hint.instead,
            language: hint.language.as_str(),
            direction: hint.language.direction(),
        }
    }
}

/// `POST /language/hints`: the hints on a text, as JSON.
///
/// # Errors
/// When the store fails.
pub async fn look(act: Act<Anyone, TextForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let languages = read_in(who.visit.language, &who.visit.settings);
    let hints = db
        .read(move |conn| language::hints_for(conn, &languages, &form.text))
        .await?;
    Ok(HttpResponse::Ok().json(Found {
        hints: hints.into_iter().map(Shown::from).collect(),
    }))
}

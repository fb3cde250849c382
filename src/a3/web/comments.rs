//! Comments beside the sections.

use super::{path, reader, reference, show};
use crate::{
    a3::{Section, commands, model::MOST_COMMENT},
    db::Db,
    kernel::{ids::Id, text},
    web::{Act, Analyst, Answer, Error, notice::Notice},
};
use actix_web::web::{Data, Path};
use serde::Deserialize;

/// A comment, or an answer to one.
#[derive(Debug, Deserialize)]
pub struct CommentForm {
    #[serde(default)]
    section: String,
    #[serde(default)]
    answers_to: String,
    #[serde(default)]
    comment: String,
}

/// `POST /a3/{reference}/comments`
///
/// # Errors
/// Not found; the store's failure.
pub async fn write(act: Act<Analyst, CommentForm>, db: Data<Db>, raw: Path<String>) -> Answer {
    let Act { who, form } = act;
    let address = reference(&raw)?;
    let section = Section::parse(&form.section).map_err(|_unknown| Error::not_found())?;
    let answers_to = match form.answers_to.as_str() {
        "" => None,
        raw => Some(Id::parse(raw).ok_or_else(Error::not_found)?),
    };
    let words = match text::block(&form.comment, MOST_COMMENT) {
        Ok(words) => words,
        Err(problem) => {
            let mut page = show::load(&db, &who, &raw).await?;
            page.problems.note("comment", problem);
            page.commented = section.as_str().to_owned();
            page.comment = form.comment;
            return who.again(&page);
        }
    };
    let reader = reader(&who);
    db.write(move |tx| commands::comment(tx, address, &reader, section, answers_to, words))
        .await?;
    let path = format!("{}#{}", path(address), section.as_str());
    Ok(who.done(Notice::A3Kept, &path))
}

/// Whether there is more to say.
#[derive(Debug, Deserialize)]
pub struct SettleForm {
    #[serde(default)]
    settled: String,
}

/// `POST /a3/{reference}/comments/{comment}`
///
/// # Errors
/// Not found.
pub async fn settle(
    act: Act<Analyst, SettleForm>,
    db: Data<Db>,
    at: Path<(String, String)>,
) -> Answer {
    let Act { who, form } = act;
    let (raw, comment) = at.into_inner();
    let address = reference(&raw)?;
    let comment = Id::parse(&comment).ok_or_else(Error::not_found)?;
    let reader = reader(&who);
    let settled = form.settled == "yes";
    let section = db
        .write(move |tx| commands::settle(tx, address, &reader, comment, settled))
        .await?;
    let path = format!("{}#{}", path(address), section.as_str());
    Ok(who.done(Notice::A3Kept, &path))
}

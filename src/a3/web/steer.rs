//! Who keeps a sheet going, where it stands, and what it learns from.

use super::{new::references, path, reader, reference, show};
use crate::{
    a3::{Error as ActError, Refusal, Status, commands, model::MOST_COMMENT},
    db::Db,
    kernel::{ids::Id, text},
    web::{Act, Analyst, Answer, Error, Who, notice::Notice},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use serde::Deserialize;

/// Where it stands.
#[derive(Debug, Deserialize)]
pub struct StatusForm {
    #[serde(default)]
    status: String,
    #[serde(default)]
    reason: String,
}

/// `POST /a3/{reference}/status`
///
/// # Errors
/// Not found; the store's failure.
pub async fn set_status(act: Act<Analyst, StatusForm>, db: Data<Db>, raw: Path<String>) -> Answer {
    let Act { who, form } = act;
    let address = reference(&raw)?;
    let read = Status::parse(&form.status)
        .map_err(|_unknown| "Please choose where it stands.".to_owned())
        .and_then(|status| {
            let reason = text::optional_block(&form.reason, MOST_COMMENT);
            Ok((status, reason.map_err(|problem| problem.to_string())?))
        });
    let (problem, status) = match read {
        Err(problem) => (problem, StatusCode::UNPROCESSABLE_ENTITY),
        Ok((status, reason)) => {
            let reader = reader(&who);
            let set = db
                .write(move |tx| {
                    commands::set_status(tx, address, &reader, status, reason.as_deref())
                })
                .await;
            match set {
                Ok(()) => return Ok(who.done(Notice::A3Kept, &path(address))),
                Err(failure) => sentence(failure)?,
            }
        }
    };
    let mut page = show::load(&db, &who, &raw).await?;
    page.problems.note("status", problem);
    page.choosing(&form.status);
    page.reason = form.reason;
    who.page_with(status, &page)
}

/// Who keeps it going.
#[derive(Debug, Deserialize)]
pub struct PeopleForm {
    #[serde(default)]
    owner: String,
    #[serde(default)]
    mentor: String,
}

/// `POST /a3/{reference}/people`
///
/// # Errors
/// Not found; the store's failure.
pub async fn set_people(act: Act<Analyst, PeopleForm>, db: Data<Db>, raw: Path<String>) -> Answer {
    let Act { who, form } = act;
    let address = reference(&raw)?;
    let chosen = person(&form.owner).and_then(|owner| Ok((owner, person(&form.mentor)?)));
    let set = match chosen {
        Err(refusal) => Err(refusal.into()),
        Ok((owner, mentor)) => {
            let reader = reader(&who);
            db.write(move |tx| commands::set_people(tx, address, &reader, owner, mentor))
                .await
        }
    };
    match set {
        Ok(()) => Ok(who.done(Notice::A3Kept, &path(address))),
        Err(failure) => refused(&who, &db, &raw, "people", failure).await,
    }
}

fn person(raw: &str) -> Result<Option<Id>, Refusal> {
    match raw.trim() {
        "" => Ok(None),
        raw => Id::parse(raw).map(Some).ok_or(Refusal::UnknownPerson),
    }
}

/// More reports.
#[derive(Debug, Deserialize)]
pub struct ReportsForm {
    #[serde(default)]
    reports: String,
}

/// `POST /a3/{reference}/reports`
///
/// # Errors
/// Not found; the store's failure.
pub async fn add_reports(
    act: Act<Analyst, ReportsForm>,
    db: Data<Db>,
    raw: Path<String>,
) -> Answer {
    let Act { who, form } = act;
    let address = reference(&raw)?;
    let added = match references(&form.reports) {
        Err(refusal) => Err(refusal.into()),
        Ok(more) => {
            let reader = reader(&who);
            db.write(move |tx| commands::add_reports(tx, address, &reader, &more))
                .await
        }
    };
    match added {
        Ok(()) => Ok(who.done(Notice::A3Kept, &path(address))),
        Err(failure) => {
            let (problem, status) = sentence(failure)?;
            let mut page = show::load(&db, &who, &raw).await?;
            page.problems.note("reports", problem);
            page.more_reports = form.reports;
            who.page_with(status, &page)
        }
    }
}

async fn refused(
    who: &Who<Analyst>,
    db: &Db,
    raw: &str,
    field: &'static str,
    failure: ActError,
) -> Answer {
    let (problem, status) = sentence(failure)?;
    let mut page = show::load(db, who, raw).await?;
    page.problems.note(field, problem);
    who.page_with(status, &page)
}

/// What the page says of a refusal, and its status.
///
/// # Errors
/// What no form can mend: not found, and the store's failure.
pub(super) fn sentence(failure: ActError) -> Result<(String, StatusCode), Error> {
    match failure {
        ActError::Refused(Refusal::NotHere) => Err(Error::not_found()),
        ActError::Refused(refusal) => Ok((refusal.to_string(), Error::from(refusal).code.status())),
        ActError::Store(failure) => Err(failure.into()),
    }
}

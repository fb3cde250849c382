//! Photos and drawings of the current condition: cleaned as a report's photos are.

use super::{path, reader, reference, show as sheet, steer::sentence};
use crate::{
    a3::commands,
    db::Db,
    kernel::ids::Id,
    pictures::{self, Picture},
    web::{
        Act, Analyst, Answer, Button, Code, Error, Who,
        budget::Budgets,
        notice::Notice,
        upload::{File, Upload},
    },
};
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, Data, Path},
};
use std::time::Duration;

/// How long a picture may be worked on before its sender hears that it takes too long.
const MOST_TIME: Duration = Duration::from_secs(20);

/// `POST /a3/{reference}/pictures`
///
/// # Errors
/// Not found; a form of another session.
pub async fn add(
    who: Who<Analyst>,
    db: Data<Db>,
    budgets: Data<Budgets>,
    raw: Path<String>,
    upload: Upload,
) -> Answer {
    let address = reference(&raw)?;
    if !who.proves(upload.field("csrf")) {
        return Err(Error::new(
            Code::NotAllowed,
            "This form is too old, or came from another page. Please go back and choose the picture once more.",
        ));
    }
    let problem = match cleaned(&budgets, upload.file).await {
        Err(failure) if failure.code == Code::Broken => return Err(failure),
        Err(failure) => (failure.message, failure.code.status()),
        Ok(picture) => {
            let reader = reader(&who);
            let added = db
                .write(move |tx| commands::add_picture(tx, address, &reader, &picture))
                .await;
            match added {
                Ok(()) => {
                    let path = format!("{}#pictures", path(address));
                    return Ok(who.done(Notice::A3Kept, &path));
                }
                Err(failure) => sentence(failure)?,
            }
        }
    };
    let (problem, status): (String, StatusCode) = problem;
    let mut page = sheet::load(&db, &who, &raw).await?;
    page.problems.note("photo", problem);
    who.page_with(status, &page)
}

async fn cleaned(budgets: &Budgets, file: File) -> Result<Picture, Error> {
    let file = match file {
        File::Here(bytes) => bytes,
        File::NotAsked => Vec::new(),
        File::TooLarge => return Err(pictures::Refusal::TooManyBytes.into()),
        File::NoRoom => return Err(busy()),
        File::Several => return Err(Error::said(Code::LookAgain, "photos-several")),
    };
    let turn = budgets.unpacking_turn().await.ok_or_else(busy)?;
    let work = web::block(move || {
        let _held_until_done = turn;
        pictures::clean(&file)
    });
    match tokio::time::timeout(MOST_TIME, work).await {
        Ok(Ok(cleaned)) => Ok(cleaned?),
        // A decoder that gives up has met a file that no camera writes.
        Ok(Err(_panicked)) => Err(pictures::Refusal::Damaged.into()),
        Err(_too_long) => Err(busy()),
    }
}

fn busy() -> Error {
    Error::said(Code::Unavailable, "photos-busy")
}

/// `POST /a3/{reference}/pictures/{picture}`: takes it away.
///
/// # Errors
/// Not found.
pub async fn remove(act: Act<Analyst, Button>, db: Data<Db>, at: Path<(String, String)>) -> Answer {
    let Act { who, .. } = act;
    let (raw, picture) = at.into_inner();
    let address = reference(&raw)?;
    let picture = Id::parse(&picture).ok_or_else(Error::not_found)?;
    let reader = reader(&who);
    db.write(move |tx| commands::remove_picture(tx, address, &reader, picture))
        .await?;
    Ok(who.done(Notice::A3Kept, &format!("{}#pictures", path(address))))
}

/// `GET /a3/{reference}/pictures/{picture}`
///
/// # Errors
/// Not found, also for a picture of a sheet of other places.
pub async fn show(who: Who<Analyst>, db: Data<Db>, at: Path<(String, String)>) -> Answer {
    let (raw, picture) = at.into_inner();
    let address = reference(&raw)?;
    let picture = Id::parse(&picture).ok_or_else(Error::not_found)?;
    let reader = reader(&who);
    let jpeg = db
        .read(move |conn| commands::see_picture(conn, address, &reader, picture))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/jpeg"))
        .body(jpeg))
}

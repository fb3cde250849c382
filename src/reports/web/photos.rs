//! Photos of a report: the reporter adds and takes away, leads look.
//!
//! The receipt comes in the form, as everywhere; a photo is cleaned before anything else sees it, and only for
//! whoever holds a receipt.

use super::{
    answers::{self, Opened},
    inbox::scope,
    is_passing,
    show::reference,
};
use crate::{
    db::Db,
    kernel::{ids::Id, keys::Hash},
    pictures::{self, Picture},
    reports::{
        Photo, Refusal, commands,
        model::{MOST_PHOTOS, Question},
    },
    web::{
        Answer, Code, Error, Lead, Page, Problems, Say, Visit, Who,
        budget::Budgets,
        upload::{File, Upload},
    },
};
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{self, Data, Path},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Serialize;
use std::time::Duration;

/// How long a photo may be worked on before its sender hears that it takes too long. The work itself cannot be
/// broken off; it keeps its turn until it ends, and its limits see to it that it does.
const MOST_TIME: Duration = Duration::from_secs(20);

/// `POST /tell` and `POST /tell/{place}` with a file, or with a photo to take away; without both it shows the page.
///
/// # Errors
/// Too many wrong receipts; the store's failure.
pub async fn change(visit: Visit, db: Data<Db>, budgets: Data<Budgets>, upload: Upload) -> Answer {
    let keys = &visit.settings.keys;
    let Some(opened) = answers::open(keys, &db, upload.field("receipt")).await? else {
        return answers::wrong(&visit, &budgets, upload.field("receipt").to_owned());
    };
    let done = match Id::parse(upload.field("remove")) {
        Some(photo) => remove(&db, opened.hash, photo)
            .await
            .map(|()| Some(REMOVED)),
        None => Ok(None),
    };
    let done = match (done, upload.file) {
        (Ok(done), File::NotAsked) => Ok(done),
        (Ok(_), file) => add(&db, &budgets, opened.hash, file)
            .await
            .map(|_photo| Some(ADDED)),
        (failed, _) => failed,
    };
    let (status, said, problem) = match done {
        Ok(said) => (StatusCode::OK, said, None),
        Err(failure) if failure.code == Code::Broken => return Err(failure),
        Err(failure) => (
            failure.code.status(),
            None,
            Some(failure.say(visit.language)),
        ),
    };
    render(
        &visit,
        &db,
        &budgets,
        &opened.receipt,
        opened.hash,
        (status, said, problem),
    )
    .await
}

/// The page of photos, as one of the questions after the thanks.
///
/// # Errors
/// When the store fails.
pub(super) async fn ask(visit: &Visit, db: &Db, budgets: &Budgets, opened: &Opened) -> Answer {
    let shown = (StatusCode::OK, None, None);
    render(visit, db, budgets, &opened.receipt, opened.hash, shown).await
}

const ADDED: &str = "photos-added";
const REMOVED: &str = "photos-removed";

#[derive(Serialize)]
struct AddedJson {
    id: String,
    width: i32,
    height: i32,
}

/// `POST /api/v1/answers/photos`: the same for programs.
///
/// # Errors
/// 422 for a receipt that opens nothing and for a file that is not taken, 413 for one that is too large, 409 when
/// there are five, 503 when it could not be stored or many others send theirs.
pub async fn add_json(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    upload: Upload,
) -> Answer {
    let opened = answers::open(&visit.settings.keys, &db, upload.field("receipt"))
        .await?
        .ok_or_else(|| answers::refused(&budgets))?;
    let file = match upload.file {
        File::NotAsked => File::Here(Vec::new()),
        file => file,
    };
    let photo = add(&db, &budgets, opened.hash, file).await?;
    Ok(HttpResponse::Created().json(AddedJson {
        id: photo.id.to_string(),
        width: photo.width,
        height: photo.height,
    }))
}

async fn remove(db: &Db, receipt: Hash, photo: Id) -> Result<(), Error> {
    db.write(move |tx| commands::remove_photo(tx, &receipt, photo))
        .await
        .map_err(not_stored)
}

async fn add(db: &Db, budgets: &Budgets, receipt: Hash, file: File) -> Result<Photo, Error> {
    let file = match file {
        File::Here(bytes) => bytes,
        File::NotAsked => Vec::new(),
        File::TooLarge => return Err(pictures::Refusal::TooManyBytes.into()),
        File::NoRoom => return Err(busy()),
        File::Several => {
            return Err(Error::said(Code::LookAgain, "photos-several"));
        }
    };
    let picture = cleaned(budgets, file).await?;
    db.write(move |tx| commands::add_photo(tx, &receipt, &picture))
        .await
        .map_err(not_stored)
}

async fn cleaned(budgets: &Budgets, file: Vec<u8>) -> Result<Picture, Error> {
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

fn not_stored(failure: commands::Error) -> Error {
    if is_passing(&failure) {
        return Error::said(Code::Unavailable, "photos-not-stored");
    }
    failure.into()
}

impl From<pictures::Refusal> for Error {
    /// No catch-all arm, as for every refusal.
    fn from(refusal: pictures::Refusal) -> Self {
        let code = match refusal {
            pictures::Refusal::TooManyBytes => Code::TooLarge,
            pictures::Refusal::Empty
            | pictures::Refusal::TooManyPixels
            | pictures::Refusal::Heic
            | pictures::Refusal::Gif
            | pictures::Refusal::Svg
            | pictures::Refusal::OtherPicture
            | pictures::Refusal::NoPicture
            | pictures::Refusal::Damaged => Code::LookAgain,
        };
        Self::said(code, phrase(refusal))
    }
}

fn phrase(refusal: pictures::Refusal) -> &'static str {
    match refusal {
        pictures::Refusal::Empty => "photos-refused-empty",
        pictures::Refusal::TooManyBytes => "photos-refused-bytes",
        pictures::Refusal::TooManyPixels => "photos-refused-pixels",
        pictures::Refusal::Heic => "photos-refused-heic",
        pictures::Refusal::Gif => "photos-refused-gif",
        pictures::Refusal::Svg => "photos-refused-svg",
        pictures::Refusal::OtherPicture => "photos-refused-other",
        pictures::Refusal::NoPicture => "photos-refused-none",
        pictures::Refusal::Damaged => "photos-refused-damaged",
    }
}

/// `GET /reports/{reference}/photos/{photo}`
///
/// # Errors
/// Not found, also for a photo of a report of other places.
pub async fn show(who: Who<Lead>, db: Data<Db>, path: Path<(String, String)>) -> Answer {
    let (raw, photo) = path.into_inner();
    let reference = reference(&raw)?;
    let photo = Id::parse(&photo).ok_or_else(Error::not_found)?;
    let scope = scope(&who.person, who.visit.now);
    let jpeg = db
        .read(move |conn| commands::see_photo(conn, reference, &scope, photo))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/jpeg"))
        .body(jpeg))
}

/// A photo within a page of its reporter: the whole picture stands in the page, as there is no address without the
/// receipt that could show it.
#[derive(Serialize)]
pub(super) struct Thumb {
    id: String,
    number: usize,
    src: String,
    width: u16,
    height: u16,
}

/// The photos of a report, small. One that cannot be read is left out: the page is worth more.
pub(super) async fn thumbs(db: &Db, budgets: &Budgets, report: Id) -> Result<Vec<Thumb>, Error> {
    let photos = db
        .read(move |conn| commands::reporters_photos(conn, report))
        .await?;
    if photos.is_empty() {
        return Ok(Vec::new());
    }
    let turn = budgets.shrinking_turn().await;
    web::block(move || {
        let _held_until_done = turn;
        let small = photos
            .into_iter()
            .enumerate()
            .filter_map(|(at, (photo, jpeg))| {
                let small = pictures::small(&jpeg)
                    .inspect_err(|_| tracing::error!("a stored photo cannot be read"))
                    .ok()?;
                Some(Thumb {
                    id: photo.id.to_string(),
                    number: at + 1,
                    src: format!("data:image/jpeg;base64,{}", STANDARD.encode(&small.jpeg)),
                    width: small.width,
                    height: small.height,
                })
            });
        small.collect()
    })
    .await
    .map_err(|failure| Error::broken(&failure))
}

#[derive(Serialize)]
struct PhotosPage {
    path: String,
    question: &'static str,
    number: usize,
    of: usize,
    receipt: String,
    said: Option<String>,
    photos: Vec<Thumb>,
    room: bool,
    problems: Problems,
}

impl Page for PhotosPage {
    const TEMPLATE: &'static str = "reports/photos";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "front-tell".into()
    }
}

/// The page on which a reporter adds photos and takes them away.
async fn render(
    visit: &Visit,
    db: &Db,
    budgets: &Budgets,
    receipt: &str,
    hash: Hash,
    (status, said, problem): (StatusCode, Option<&'static str>, Option<String>),
) -> Answer {
    let view = db
        .read(move |conn| commands::come_back(conn, &hash))
        .await?
        .ok_or(Refusal::NotHere)?;
    let photos = thumbs(db, budgets, view.report.id).await?;
    let mut problems = Problems::none();
    if let Some(problem) = problem {
        problems.note("photo", problem);
    }
    visit.page_with(
        status,
        &PhotosPage {
            path: visit.path().to_owned(),
            question: Question::Photo.as_str(),
            number: Question::Photo.number(),
            of: Question::ALL.len(),
            receipt: receipt.to_owned(),
            said: said.map(|said| visit.t(said)),
            room: photos.len() < MOST_PHOTOS,
            photos,
            problems,
        },
    )
}

//! Published lessons for programs.

use crate::{
    config::Readers,
    db::{Db, StoreError},
    kernel::ids::Id,
    lessons::{
        model::{Lesson, Month},
        store,
    },
    web::{Answer, Asked, Code, Error, Visit},
};
use actix_web::{HttpResponse, web::Data};
use serde::{Deserialize, Serialize};

/// Lessons in an answer when nobody says how many, and at most.
const LIMIT: (i64, i64) = (50, 200);

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PageQuery {
    limit: String,
    after: String,
}

#[derive(Serialize)]
struct Answered {
    lessons: Vec<One>,
    /// Goes into `after` for what follows; `null` at the end.
    next: Option<String>,
}

#[derive(Serialize)]
struct One {
    reference: String,
    month: Option<String>,
    language: &'static str,
    title: String,
    story: String,
    learned: String,
    changed: Option<String>,
    factors: Vec<u8>,
    lead: Option<Lead>,
}

#[derive(Serialize)]
struct Lead {
    name: String,
    role: String,
}

impl From<Lesson> for One {
    fn from(lesson: Lesson) -> Self {
        let words = lesson.words;
        Self {
            reference: lesson.reference.grouped(3),
            month: lesson.month.map(|month| month.to_string()),
            language: words.language.as_str(),
            title: words.title,
            story: words.story,
            learned: words.learned,
            changed: words.changed,
            factors: words.tiles,
            lead: lesson.own.map(|own| Lead {
                name: own.name,
                role: own.role,
            }),
        }
    }
}

/// `GET /api/v1/lessons?limit=&after=`
///
/// # Errors
/// Not found where lessons are for staff; look again at a limit or a place in the list; the store's failure.
pub async fn list(visit: Visit, db: Data<Db>, asked: Asked<PageQuery>) -> Answer {
    if visit.settings.lessons != Readers::Public {
        return Err(Error::not_found());
    }
    let PageQuery { limit, after } = asked.0;
    let (usual, most) = LIMIT;
    let limit = match limit.as_str() {
        "" => usual,
        digits => digits
            .parse()
            .ok()
            .filter(|n| (1..=most).contains(n))
            .ok_or_else(|| look_again("limit: a number from 1 to 200."))?,
    };
    let after = match after.as_str() {
        "" => None,
        cursor => Some(
            read_cursor(cursor)
                .ok_or_else(|| look_again("after: take it from `next` of the answer before."))?,
        ),
    };
    let mut found = db
        .read(move |conn| store::published_after(conn, after, limit + 1))
        .await
        .map_err(|failure: StoreError| Error::from(failure))?;
    let fits = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = found.len() > fits;
    found.truncate(fits);
    let next = found
        .last()
        .filter(|_| has_more)
        .and_then(|lesson| Some(format!("{}.{}", lesson.month?, lesson.id)));
    Ok(HttpResponse::Ok().json(Answered {
        lessons: found.into_iter().map(One::from).collect(),
        next,
    }))
}

fn read_cursor(raw: &str) -> Option<(Month, Id)> {
    let (month, id) = raw.split_once('.')?;
    Some((Month::parse(month)?, Id::parse(id)?))
}

fn look_again(sentence: &str) -> Error {
    Error::new(Code::LookAgain, sentence)
}

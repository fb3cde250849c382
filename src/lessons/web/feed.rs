//! The feed of published lessons. Every time in it is the first day of a month.

use super::gone;
use crate::{
    config::{Readers, WebSettings},
    db::{Db, StoreError},
    lessons::{
        commands,
        model::{Lesson, Month},
    },
    web::{Answer, Error, Visit, phrases::say},
};
use actix_web::{HttpResponse, http::header, web::Data};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Person, Text};
use chrono::NaiveTime;
use uuid::Uuid;

/// Lessons in the feed.
const MOST: i64 = 50;

/// `GET /lessons/feed.atom`
///
/// # Errors
/// Not found where lessons are for staff; the store's failure.
pub async fn show(visit: Visit, db: Data<Db>) -> Answer {
    if visit.settings.lessons != Readers::Public {
        return Err(Error::not_found());
    }
    let lessons = db
        .read(|conn| commands::lately(conn, MOST))
        .await
        .map_err(|failure: StoreError| Error::from(failure))?;
    let this = Month::of(visit.now.today());
    let body = feed(&visit, &lessons, this).to_string();
    if body.is_empty() {
        return Err(gone());
    }
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"))
        .body(body))
}

fn feed(visit: &Visit, lessons: &[Lesson], this: Month) -> Feed {
    let settings = &visit.settings;
    let latest = lessons.iter().filter_map(|lesson| lesson.month).max();
    let title = say(settings.language, "lessons-title");
    Feed {
        title: Text::plain(title),
        id: urn(settings.keys.mac("lessons feed", &[])),
        updated: moment(latest.unwrap_or(this)),
        authors: vec![author("Candor")],
        links: vec![
            link(
                "self",
                &address(settings, "/lessons/feed.atom"),
                "application/atom+xml",
            ),
            link("alternate", &address(settings, "/lessons"), "text/html"),
        ],
        entries: lessons
            .iter()
            .map(|lesson| entry(settings, lesson, this))
            .collect(),
        ..Feed::default()
    }
}

fn entry(settings: &WebSettings, lesson: &Lesson, this: Month) -> Entry {
    let words = &lesson.words;
    let month = lesson.month.unwrap_or(this);
    let labelled = |key: &str, words: &str| format!("{}\n{words}", say(settings.language, key));
    let mut parts = vec![
        labelled("lessons-happened", &words.story),
        labelled("lessons-learned", &words.learned),
    ];
    if let Some(changed) = &words.changed {
        parts.push(labelled("lessons-changed", changed));
    }
    let path = format!("/lessons/{}", lesson.reference.grouped(3));
    Entry {
        title: Text::plain(words.title.clone()),
        id: format!("urn:uuid:{}", lesson.id),
        updated: moment(month),
        published: Some(moment(month)),
        authors: lesson.own.iter().map(|own| author(&own.name)).collect(),
        links: vec![link("alternate", &address(settings, &path), "text/html")],
        content: Some(Content {
            lang: Some(words.language.as_str().to_owned()),
            value: Some(parts.join("\n\n")),
            content_type: Some("text".into()),
            ..Content::default()
        }),
        ..Entry::default()
    }
}

fn author(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        ..Person::default()
    }
}

fn link(rel: &str, href: &str, media_type: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(media_type.to_owned()),
        ..Link::default()
    }
}

/// The first day of a month, at its start: nothing finer is told.
fn moment(month: Month) -> FixedDateTime {
    month
        .first_day()
        .and_time(NaiveTime::MIN)
        .and_utc()
        .fixed_offset()
}

/// An identity of this house that stays: made of its own secret.
fn urn(mac: impl AsRef<[u8]>) -> String {
    let mut bytes = [0; 16];
    for (byte, from) in bytes.iter_mut().zip(mac.as_ref()) {
        *byte = *from;
    }
    let id = uuid::Builder::from_random_bytes(bytes).into_uuid();
    format!("urn:uuid:{}", Uuid::hyphenated(id))
}

/// The whole address where the house knows its own; else one that whoever reads the feed completes.
fn address(settings: &WebSettings, path: &str) -> String {
    format!(
        "{}{path}",
        settings.public_url.as_deref().unwrap_or_default()
    )
}

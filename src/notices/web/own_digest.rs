//! Somebody's own digest: what it would say today, and whether it comes by mail.

use crate::{
    config::Rhythm,
    db::{Db, StoreError},
    notices::{
        Dues, commands,
        model::{Item, Part},
    },
    people::Role,
    web::{Act, Analyst, Answer, Page, Who, notice::Notice},
};
use actix_web::web::Data;
use chrono::Days;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct DigestPage {
    /// Whether they answer reports: then things can wait for them.
    answers: bool,
    items: Vec<Line>,
    /// What is new in a week.
    news: Vec<News>,
    /// Whether this person wants it.
    wanted: bool,
    /// When it goes out; `None` when this house sends none.
    goes_out: Option<&'static str>,
    email: String,
}

#[derive(Serialize)]
struct News {
    heading: &'static str,
    words: Option<String>,
    items: Vec<Line>,
}

impl From<Part> for News {
    fn from(part: Part) -> Self {
        Self {
            heading: part.heading,
            words: part.words,
            items: part.items.into_iter().map(Line::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct Line {
    words: String,
    why: String,
    href: String,
}

impl From<Item> for Line {
    fn from(item: Item) -> Self {
        Self {
            words: item.words,
            why: item.why,
            href: item.href,
        }
    }
}

impl Page for DigestPage {
    const TEMPLATE: &'static str = "notices/digest";

    fn title(&self) -> String {
        "Your morning mail".into()
    }
}

/// `GET /digest`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Analyst>, db: Data<Db>, dues: Data<Dues>) -> Answer {
    let (person, now) = (who.person.clone(), who.visit.now);
    let today = now.today();
    let week_ago = today.checked_sub_days(Days::new(7)).unwrap_or(today);
    let (items, news, wanted) = db
        .read(move |conn| {
            let items = dues.of(conn, &person, now)?;
            let news = dues.news(conn, &person, week_ago, now)?;
            let wanted = commands::wants_digest(conn, person.id)?;
            Ok::<_, StoreError>((items, news, wanted))
        })
        .await?;
    let settings = &who.visit.settings;
    let answers = who.person.role == Role::Lead;
    who.page(&DigestPage {
        answers,
        news: news.into_iter().map(News::from).collect(),
        items: items.into_iter().map(Line::from).collect(),
        wanted,
        goes_out: match settings.digest {
            _ if settings.mail.is_none() => None,
            Rhythm::Daily if answers => Some("on weekday mornings"),
            Rhythm::Daily | Rhythm::Weekly => Some("on Monday mornings"),
            Rhythm::Off => None,
        },
        email: who.person.email.clone(),
    })
}

/// Whether it is wanted.
#[derive(Debug, Deserialize)]
pub struct DigestForm {
    #[serde(default)]
    wanted: String,
}

/// `POST /digest`
///
/// # Errors
/// When the store fails.
pub async fn change(act: Act<Analyst, DigestForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let (person, wanted) = (who.person.id, form.wanted == "yes");
    db.write(move |tx| commands::turn_digest(tx, person, wanted))
        .await?;
    let notice = if wanted {
        Notice::DigestOn
    } else {
        Notice::DigestOff
    };
    Ok(who.done(notice, "/digest"))
}

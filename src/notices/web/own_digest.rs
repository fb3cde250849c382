//! A lead's own digest: what it would say today, and whether it comes by mail.

use crate::{
    config::Rhythm,
    db::{Db, StoreError},
    notices::{Dues, commands, model::Item},
    web::{Act, Answer, Lead, Page, Who, notice::Notice},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct DigestPage {
    items: Vec<Line>,
    /// Whether this person wants it.
    wanted: bool,
    /// When it goes out; `None` when this house sends none.
    goes_out: Option<&'static str>,
    email: String,
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
pub async fn show(who: Who<Lead>, db: Data<Db>, dues: Data<Dues>) -> Answer {
    let (person, now) = (who.person.clone(), who.visit.now);
    let (items, wanted) = db
        .read(move |conn| {
            let items = dues.of(conn, &person, now)?;
            Ok::<_, StoreError>((items, commands::wants_digest(conn, person.id)?))
        })
        .await?;
    let settings = &who.visit.settings;
    who.page(&DigestPage {
        items: items.into_iter().map(Line::from).collect(),
        wanted,
        goes_out: match settings.digest {
            _ if settings.mail.is_none() => None,
            Rhythm::Daily => Some("on weekday mornings"),
            Rhythm::Weekly => Some("on Monday mornings"),
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
pub async fn change(act: Act<Lead, DigestForm>, db: Data<Db>) -> Answer {
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

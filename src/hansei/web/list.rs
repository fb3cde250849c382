//! All hanseis that somebody may see, the latest day first.

use crate::{
    db::{Db, StoreError},
    hansei::{agenda, store},
    kernel::time::day_in_words,
    places,
    web::{Analyst, Answer, Page, Who},
};
use actix_web::web::{Data, Query};
use serde::{Deserialize, Serialize};

/// Hanseis on a page.
const PAGE: i64 = 30;

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    page: String,
}

#[derive(Serialize)]
struct Card {
    href: String,
    reference: String,
    title: String,
    trigger: &'static str,
    place: String,
    on: String,
    facilitator: String,
    to_come: bool,
    closed: bool,
}

#[derive(Serialize)]
struct ListPage {
    cards: Vec<Card>,
    newer: Option<String>,
    older: Option<String>,
    number: i64,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "hansei/list";

    fn title(&self) -> String {
        "Hansei".into()
    }
}

/// `GET /hansei`
///
/// # Errors
/// When the store fails.
pub async fn list(who: Who<Analyst>, db: Data<Db>, query: Query<ListQuery>) -> Answer {
    let page = query.page.parse().unwrap_or(1).clamp(1, 10_000);
    let eyes = agenda::eyes(&who.person);
    let today = who.visit.now.today();
    let (found, tree) = db
        .read(move |conn| {
            let found = store::list(conn, &eyes, (page - 1) * PAGE, PAGE + 1)?;
            Ok::<_, StoreError>((found, places::all(conn)?))
        })
        .await?;
    let older = i64::try_from(found.len()).unwrap_or(0) > PAGE;
    let cards = found
        .into_iter()
        .take(30)
        .map(|hansei| Card {
            href: format!("/hansei/{}", hansei.reference.grouped(3)),
            reference: hansei.reference.grouped(3),
            title: hansei.title,
            trigger: hansei.trigger.in_words(),
            place: tree.path(hansei.place),
            on: day_in_words(hansei.on),
            facilitator: hansei.facilitator_name,
            to_come: hansei.on >= today && hansei.closed_at.is_none(),
            closed: hansei.closed_at.is_some(),
        })
        .collect();
    who.page(&ListPage {
        cards,
        newer: (page > 1).then(|| format!("/hansei?page={}", page - 1)),
        older: older.then(|| format!("/hansei?page={}", page + 1)),
        number: page,
    })
}

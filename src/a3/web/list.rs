//! The sheets that somebody may see, those that were written on last first.

use super::{Choice, path, place_of, places as choices, reader};
use crate::{
    a3::{
        Status, commands,
        store::{Filter, Row},
    },
    db::{Db, StoreError},
    kernel::time::{Now, day_in_words},
    people::{self, Person},
    places::{self, Tree},
    web::{Analyst, Answer, Asked, Page, Who},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};

/// Sheets on a page.
const PAGE: usize = 30;

/// Which sheets.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    #[serde(default)]
    status: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    page: String,
}

/// `GET /a3`
///
/// # Errors
/// The store's failure.
pub async fn list(who: Who<Analyst>, db: Data<Db>, asked: Asked<ListQuery>) -> Answer {
    let Asked(query) = asked;
    let reader = reader(&who);
    let number = query.page.parse::<i64>().unwrap_or(1).clamp(1, 10_000);
    let status = Status::parse(&query.status).ok();
    let owner = (query.mine == "on").then_some(who.person.id);
    let code = query.place.clone();
    let asks = reader.clone();
    let (rows, tree, people) = db
        .read(move |conn| {
            let tree = places::all(conn)?;
            let filter = Filter {
                status,
                place: place_of(&tree, &code),
                owner,
            };
            let rows = commands::list(conn, &asks, &filter, number - 1, PAGE)?;
            Ok::<_, StoreError>((rows, tree, people::all(conn)?))
        })
        .await?;
    let link = |number: i64| {
        let (status, place, mine) = (&query.status, &query.place, &query.mine);
        let pairs = [("status", status), ("place", place), ("mine", mine)];
        let said: Vec<String> = pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| {
                let value = percent_encoding::utf8_percent_encode(
                    value,
                    percent_encoding::NON_ALPHANUMERIC,
                );
                format!("{name}={value}&")
            })
            .collect();
        format!("/a3?{}page={number}", said.concat())
    };
    who.page(&ListPage {
        newer: (number > 1).then(|| link(number - 1)),
        older: (rows.len() > PAGE).then(|| link(number + 1)),
        cards: rows
            .iter()
            .take(PAGE)
            .map(|row| Card::new(row, &tree, &people, who.visit.now))
            .collect(),
        statuses: Status::ALL
            .iter()
            .map(|word| Choice {
                value: word.as_str().into(),
                name: word.in_words().into(),
                selected: Some(*word) == status,
            })
            .collect(),
        places: choices(&tree, &reader, &query.place.trim().to_uppercase()),
        mine: owner.is_some(),
        filtered: owner.is_some() || status.is_some() || !query.place.is_empty(),
        number,
    })
}

#[derive(Serialize)]
struct Card {
    href: String,
    reference: String,
    title: String,
    place: String,
    status: &'static str,
    open: bool,
    kept_by: Option<String>,
    reports: String,
    changed: String,
}

impl Card {
    fn new(row: &Row, tree: &Tree, people: &[Person], now: Now) -> Self {
        let a3 = &row.a3;
        let owner = people.iter().find(|person| Some(person.id) == a3.owner);
        Self {
            href: path(a3.reference),
            reference: a3.reference.grouped(3),
            title: a3.title.clone(),
            place: tree.path(a3.place),
            status: a3.status.in_words(),
            open: a3.status.is_open(),
            kept_by: owner.map(|person| person.name.clone()),
            reports: match row.reports {
                0 => "No report yet".into(),
                1 => "From 1 report".into(),
                more => format!("From {more} reports"),
            },
            changed: day_in_words(now.day_of(a3.changed_at)),
        }
    }
}

#[derive(Serialize)]
struct ListPage {
    cards: Vec<Card>,
    statuses: Vec<Choice>,
    places: Vec<Choice>,
    mine: bool,
    filtered: bool,
    newer: Option<String>,
    older: Option<String>,
    number: i64,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "a3/list";

    fn title(&self) -> String {
        "A3".into()
    }
}

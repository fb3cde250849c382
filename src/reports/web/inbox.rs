//! The inbox of a lead: what is most urgent first, then what has waited longest.

use super::{promised, words};
use crate::{
    db::{Db, StoreError},
    kernel::time::Now,
    people::Person,
    places,
    reports::{
        Inbox, InboxRow, Scope, commands,
        model::{Deadlines, WaitingFor},
    },
    web::{Answer, Lead, Page, Who},
};
use actix_web::web::{Data, Query};
use serde::{Deserialize, Serialize};

/// Reports on a page.
const PAGE: i64 = 30;

/// Which part, and which page of it.
#[derive(Debug, Deserialize)]
pub struct InboxQuery {
    #[serde(default)]
    show: String,
    #[serde(default)]
    page: String,
}

/// What a lead may see.
pub(super) fn scope(person: &Person, now: Now) -> Scope {
    Scope {
        places: person.places.clone(),
        now,
    }
}

/// `GET /inbox`
///
/// # Errors
/// When the store fails.
pub async fn list(who: Who<Lead>, db: Data<Db>, query: Query<InboxQuery>) -> Answer {
    let part = if query.show == "answered" {
        Inbox::Answered
    } else {
        Inbox::Waiting
    };
    let page = query.page.parse().unwrap_or(1).clamp(1, 10_000);
    let scope = scope(&who.person, who.visit.now);
    let today = who.visit.now.today();
    let deadlines = Deadlines::from(who.visit.settings.get_ref());
    let (rows, past, tree) = db
        .read(move |conn| {
            let rows = commands::inbox(conn, &scope, part, (page - 1) * PAGE, PAGE + 1)?;
            let references: Vec<_> = rows.iter().map(|row| row.reference).collect();
            let past = commands::past(conn, &scope, &references, deadlines)?;
            Ok::<_, StoreError>((rows, past, places::all(conn)?))
        })
        .await?;
    let older = i64::try_from(rows.len()).unwrap_or(0) > PAGE;
    let cards = rows
        .iter()
        .take(30)
        .map(|row| {
            let past = past
                .iter()
                .find(|(reference, _)| *reference == row.reference);
            Card {
                past: past.map(|(_, past)| past.in_short()),
                ..Card::new(row, &tree, today)
            }
        })
        .collect();
    let part = if part == Inbox::Answered {
        "answered"
    } else {
        "waiting"
    };
    who.page(&InboxPage {
        waiting: part == "waiting",
        cards,
        newer: (page > 1).then(|| format!("/inbox?show={part}&page={}", page - 1)),
        older: older.then(|| format!("/inbox?show={part}&page={}", page + 1)),
        number: page,
    })
}

#[derive(Serialize)]
struct Card {
    href: String,
    reference: String,
    kind: &'static str,
    icon: &'static str,
    place: String,
    words: String,
    waiting: String,
    state: &'static str,
    state_icon: &'static str,
    wants_thanks: bool,
    dangerous: bool,
    answered: bool,
    /// Said when it has waited longer than the house promises.
    past: Option<String>,
    /// The day by which the reporter was promised to hear more.
    promise: Option<String>,
    /// Whether that day has passed.
    slipped: bool,
}

impl Card {
    fn new(row: &InboxRow, tree: &places::Tree, today: chrono::NaiveDate) -> Self {
        let reference = row.reference.grouped(3);
        let answered = row.waiting_for == WaitingFor::Nothing;
        Self {
            href: format!("/reports/{reference}"),
            reference,
            kind: row.kind.in_words(),
            icon: row.kind.icon(),
            place: tree.path(row.place),
            words: words::excerpt(&row.story),
            waiting: if answered {
                String::new()
            } else {
                words::waiting(row.waiting_since, today)
            },
            state: row.waiting_for.in_words(),
            state_icon: match row.waiting_for {
                WaitingFor::Thanks => "thanks",
                WaitingFor::Answer => "message",
                WaitingFor::Way => "forward",
                WaitingFor::Outcome => "see",
                WaitingFor::Nothing => "check",
            },
            wants_thanks: row.waiting_for == WaitingFor::Thanks,
            dangerous: row.dangerous,
            answered,
            past: None,
            promise: row.promised.map(|due| promised::in_the_inbox(due, today)),
            slipped: row.promised.is_some_and(|due| due < today),
        }
    }
}

#[derive(Serialize)]
struct InboxPage {
    waiting: bool,
    cards: Vec<Card>,
    newer: Option<String>,
    older: Option<String>,
    number: i64,
}

impl Page for InboxPage {
    const TEMPLATE: &'static str = "reports/inbox";

    fn title(&self) -> String {
        "Inbox".into()
    }
}

//! Mail: the outbox on its way to a real mail server, the digest, deadlines, and the pages of both.

mod deadlines;
mod delivery;
mod digest;
mod pages;

use crate::support::App;
use candor::{
    kernel::time::Now,
    notices::{self, Notice, Purpose, Recipient},
    places::Place,
};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types};

/// What most people in these tests tell. No word of it may be in a mail.
const STORY: &str = "Kanarienvogel: the pallet slid off the fork.";

fn now(app: &App) -> Now {
    Now::new(app.now(), app.settings().zone)
}

fn notice(to: Recipient, key: &str) -> Notice {
    Notice {
        to,
        purpose: Purpose::Test,
        subject: "Grüße aus Halle 2".into(),
        body: "Zażółć gęślą jaźń.\n.\nA line that starts with a dot\n".into(),
        key: key.into(),
        not_before: None,
    }
}

/// Queues it as a room does, in a transaction; answers whether it was new.
fn queues(app: &App, notice: Notice) -> bool {
    let now = now(app);
    app.acts(move |tx| notices::queue(tx, &notice, now))
}

fn address(app: &App, address: &str, key: &str) -> bool {
    queues(app, notice(Recipient::Address(address.into()), key))
}

/// Tells a near miss, and answers its reference.
fn tells(app: &App, at: Option<&Place>) -> String {
    let mut guest = app.guest();
    match at {
        Some(place) => guest.visits(&format!("/tell/{}", place.code)),
        None => guest.visits("/tell"),
    };
    guest
        .presses("Send", &[("kind", "near_miss"), ("story", STORY)])
        .answers(200);
    guest.texts("code").remove(0)
}

/// A row of the outbox, behind the pages.
#[derive(Debug, QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Text)]
    state: String,
    #[diesel(sql_type = sql_types::Text)]
    subject: String,
    #[diesel(sql_type = sql_types::Text)]
    body: String,
    #[diesel(sql_type = sql_types::Integer)]
    tries: i32,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    last_error: Option<String>,
}

/// All rows, by key.
fn rows(app: &App) -> Vec<Row> {
    app.looks(|conn| {
        let query =
            "SELECT state, subject, body, tries, last_error FROM notices ORDER BY dedupe_key";
        Ok::<_, candor::db::StoreError>(sql_query(query).load(conn)?)
    })
}

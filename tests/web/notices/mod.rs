//! Mail: the outbox on its way to a real mail server, the digest, deadlines, and the pages of both.

mod deadlines;
mod delivery;
mod digest;
mod pages;

use crate::{reports::inside, support::App};
use candor::{
    kernel::time::Now,
    notices::{self, Notice, Purpose, Recipient},
    places::Place,
};

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
#[derive(Debug)]
struct Row {
    state: String,
    subject: String,
    body: String,
    tries: i32,
    last_error: Option<String>,
}

/// All rows, by key.
fn rows(app: &App) -> Vec<Row> {
    let mut rows = inside::rows(app, "notices");
    rows.sort_by_key(|row| row["dedupe_key"].clone());
    rows.into_iter()
        .map(|row| Row {
            state: row["state"].clone(),
            subject: row["subject"].clone(),
            body: row["body"].clone(),
            tries: row["tries"].parse().unwrap(),
            last_error: Some(row["last_error"].clone()).filter(|words| !words.is_empty()),
        })
        .collect()
}

//! The outbox, for admins: what waits, what was given up, and whether mail is set up. No bodies.

use crate::{
    config::Rhythm,
    db::Db,
    kernel::{
        ids::Id,
        time::{Now, day_in_words},
    },
    notices::{
        commands::{self, MOST_LISTED},
        store::Listed,
    },
    web::{Act, Admin, Answer, Button, Error, Page, Who, notice::Notice},
};
use actix_web::web::{Data, Path};
use serde::Serialize;

#[derive(Serialize)]
struct OutboxPage {
    /// The mail server, when it is set up.
    server: Option<String>,
    from: String,
    digest: &'static str,
    waiting: Vec<Line>,
    given_up: Vec<Line>,
    most: i64,
}

#[derive(Serialize)]
struct Line {
    id: String,
    whom: String,
    purpose: &'static str,
    subject: String,
    since: String,
    next: String,
    tries: String,
    error: Option<String>,
    has_words: bool,
}

impl Line {
    fn new(listed: Listed, now: Now) -> Self {
        Self {
            id: listed.id.to_string(),
            whom: listed.name.or(listed.address).unwrap_or_default(),
            purpose: listed.purpose.in_words(),
            subject: listed.subject,
            since: moment(listed.created_at, now),
            next: if listed.not_before <= now.at {
                "Within a minute".into()
            } else {
                moment(listed.not_before, now)
            },
            tries: match listed.tries {
                0 => "Not tried yet".into(),
                1 => "Tried once".into(),
                tries => format!("Tried {tries} times"),
            },
            error: listed.last_error,
            has_words: listed.has_words,
        }
    }
}

fn moment(at: chrono::DateTime<chrono::Utc>, now: Now) -> String {
    format!("{}, {}", day_in_words(now.day_of(at)), now.clock_of(at))
}

impl Page for OutboxPage {
    const TEMPLATE: &'static str = "notices/outbox";

    fn title(&self) -> String {
        "Mail".into()
    }
}

/// `GET /notices`
///
/// # Errors
/// When the store fails.
pub async fn list(who: Who<Admin>, db: Data<Db>) -> Answer {
    let (waiting, given_up) = db.read(commands::lists).await?;
    let (now, settings) = (who.visit.now, &who.visit.settings);
    let lines = |listed: Vec<Listed>| -> Vec<Line> {
        listed.into_iter().map(|one| Line::new(one, now)).collect()
    };
    who.page(&OutboxPage {
        server: settings.mail.as_ref().map(ToString::to_string),
        from: settings
            .mail
            .as_ref()
            .map(|mail| mail.from.to_string())
            .unwrap_or_default(),
        digest: match settings.digest {
            Rhythm::Daily => "On weekday mornings",
            Rhythm::Weekly => "On Monday mornings",
            Rhythm::Off => "Turned off for the whole house",
        },
        waiting: lines(waiting),
        given_up: lines(given_up),
        most: MOST_LISTED,
    })
}

/// `POST /notices/test`
///
/// # Errors
/// When the store fails.
pub async fn send_test(act: Act<Admin, Button>, db: Data<Db>) -> Answer {
    let who = act.who;
    let (admin, now) = (who.person.clone(), who.visit.now);
    let house = who.visit.settings.public_url.clone();
    db.write(move |tx| commands::send_test(tx, &admin, house.as_deref(), now))
        .await?;
    Ok(who.done(Notice::TestMailQueued, "/notices"))
}

/// `POST /notices/{id}/again`
///
/// # Errors
/// Not found for what is not given up, a refusal for what has no words any more, or the store's failure.
pub async fn try_again(act: Act<Admin, Button>, id: Path<String>, db: Data<Db>) -> Answer {
    let who = act.who;
    let (id, by, now) = (known(&id)?, who.person.id, who.visit.now);
    db.write(move |tx| commands::try_again(tx, id, by, now))
        .await?;
    Ok(who.done(Notice::MailTriedAgain, "/notices"))
}

/// `POST /notices/{id}/let-go`
///
/// # Errors
/// Not found for what is not given up, or the store's failure.
pub async fn let_go(act: Act<Admin, Button>, id: Path<String>, db: Data<Db>) -> Answer {
    let who = act.who;
    let (id, by, now) = (known(&id)?, who.person.id, who.visit.now);
    db.write(move |tx| commands::let_go(tx, id, by, now))
        .await?;
    Ok(who.done(Notice::MailLetGo, "/notices"))
}

fn known(id: &str) -> Result<Id, Error> {
    Id::parse(id).ok_or_else(Error::not_found)
}

//! "This happens to me too": one tap on a story that others may read.

use super::{tell_form::TellForm, words};
use crate::{
    db::{Db, StoreError},
    kernel::{
        code::Code,
        ids::Id,
        keys::{Keys, sha256},
        language::Language,
    },
    places::{self, PlaceCode},
    reports::{Draft, commands, store::SharedStory},
    web::{Answer, Code as ErrorCode, Error, Page, Visit, panel::Panel, phrases},
};
use actix_web::web::Data;
use chrono::NaiveDate;
use serde::Serialize;

/// Names a shared story on the page, and nothing else: the report's own codes stay with its leads.
type EchoCode = Code<16>;

fn code_of(keys: &Keys, report: Id) -> EchoCode {
    EchoCode::from_bits(&keys.mac("echo", &[report.uuid().as_bytes()]))
}

/// A story that was told lately, as the page shows it.
#[derive(Serialize)]
pub(super) struct Lately {
    code: String,
    key: String,
    kind: String,
    icon: &'static str,
    words: String,
}

/// What was told lately near a place; nothing when the store is away, for telling matters more.
pub(super) async fn lately(visit: &Visit, db: &Db, place: Id) -> Vec<Lately> {
    let now = visit.now;
    let stories = db
        .read(move |conn| commands::told_lately(conn, place, now))
        .await;
    let keys = &visit.settings.keys;
    stories
        .unwrap_or_else(|_: StoreError| Vec::new())
        .into_iter()
        .map(|story| Lately {
            code: code_of(keys, story.report).to_string(),
            key: TellForm::fresh_key(),
            kind: words::kind(visit.language, story.kind),
            icon: story.kind.icon(),
            words: story.words,
        })
        .collect()
}

/// One tap: counted once for each key, with a receipt of its own.
///
/// # Errors
/// A story that is not shared any more; the store's failure.
pub(super) async fn answer(visit: Visit, db: Data<Db>, typed: TellForm) -> Answer {
    let keys = visit.settings.keys.clone();
    let (now, place, wanted) = (
        visit.now,
        PlaceCode::parse(&typed.place),
        typed.echo.clone(),
    );
    let found = db
        .read(move |conn| {
            let place = match place {
                Ok(code) => places::by_code(conn, code)?.map_or(places::ROOT, |place| place.id),
                Err(_unreadable) => places::ROOT,
            };
            commands::told_lately(conn, place, now)
        })
        .await?;
    let gone = || Error::said(ErrorCode::NotFound, "echo-gone");
    let story = found
        .into_iter()
        .find(|story| code_of(&keys, story.report).to_string() == wanted)
        .ok_or_else(gone)?;
    let draft = Draft {
        key: &typed.key,
        body_hash: sha256(wanted.as_bytes()),
        verifier: typed.verifier().ok().flatten(),
    };
    let (receipt, hash) = (draft.receipt(&keys), draft.receipt_hash(&keys));
    db.write(move |tx| commands::echo(tx, story.report, &hash, now))
        .await?;
    visit.page(&EchoedPage {
        groups: words::groups(receipt),
        action: visit.path().to_owned(),
    })
}

#[derive(Serialize)]
struct EchoedPage {
    groups: Vec<String>,
    action: String,
}

impl Page for EchoedPage {
    const TEMPLATE: &'static str = "reports/echoed";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "front-tell".into()
    }
}

/// What the receipt of an echo opens.
#[derive(Serialize)]
pub(super) struct EchoPage {
    kind: String,
    icon: &'static str,
    words: String,
    outcome: Option<String>,
    on: String,
    panels: Vec<Panel>,
}

impl EchoPage {
    pub(super) fn new(
        language: Language,
        story: SharedStory,
        on: NaiveDate,
        panels: Vec<Panel>,
    ) -> Self {
        Self {
            panels,
            kind: words::kind(language, story.kind),
            icon: story.kind.icon(),
            words: story.words,
            outcome: story.outcome,
            on: phrases::day(language, on),
        }
    }
}

impl Page for EchoPage {
    const TEMPLATE: &'static str = "reports/echo";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "layout-answers".into()
    }
}

//! Somebody told a lead, who writes it down for them and hands over the receipt on paper.

use super::{
    is_passing, not_stored,
    tell_form::{TellForm, is_key},
    words::{self, Choice, PlaceChoice},
};
use crate::{
    db::{Db, StoreError},
    kernel::{keys::sha256, language::Language},
    places::{self, Tree},
    reports::{self, Draft, Error as ActError, commands, model::Reporter},
    web::{Act, Answer, Error, Lead, Page, Problems, Who},
};
use actix_web::{http::StatusCode, web::Data};
use serde::Serialize;

/// `GET /inbox/told-to-me`
///
/// # Errors
/// When the store fails.
pub async fn new_report(who: Who<Lead>, db: Data<Db>) -> Answer {
    let tree = db.read(places::all).await?;
    let today = who.visit.now.today().to_string();
    who.page(&WriteDownPage::new(
        &tree,
        today,
        &TellForm::default(),
        Problems::none(),
    ))
}

/// `POST /inbox/told-to-me`: nobody's name is asked for; the lead knows it, the log does not.
///
/// # Errors
/// When the store fails for good; what passes shows the form again.
pub async fn write_down(act: Act<Lead, TellForm>, db: Data<Db>) -> Answer {
    let Act {
        who,
        form: mut typed,
    } = act;
    if !is_key(&typed.key) {
        typed.key = TellForm::fresh_key();
    }
    let now = who.visit.now;
    let mut report = match typed.parse(now, Language::English) {
        Ok(report) => report,
        Err(problems) => {
            return again(
                &who,
                &db,
                &typed,
                problems,
                StatusCode::UNPROCESSABLE_ENTITY,
            )
            .await;
        }
    };
    report.reporter = Reporter::Anonymous;
    let settings = &who.visit.settings;
    let draft = Draft {
        key: &typed.key,
        body_hash: sha256(typed.story.as_bytes()),
        verifier: None,
    };
    let receipt = draft.receipt(&settings.keys);
    let mut told = reports::prepare(
        report,
        &draft,
        &settings.keys,
        now,
        settings.grain,
        settings.release_minutes,
    );
    told.by_word_of_mouth = true;
    told.small_number = settings.small_number;
    let by = who.person.id;
    match db
        .write(move |tx| commands::write_down(tx, &told, by, now))
        .await
    {
        Ok(_answered) => who.page(&HandOverPage {
            groups: receipt
                .map(|receipt| receipt.grouped(4).split('-').map(str::to_owned).collect())
                .unwrap_or_default(),
            address: settings.public_url.clone().unwrap_or_default(),
        }),
        Err(failure) => {
            let mut problems = Problems::none();
            let (field, status) = match &failure {
                ActError::Refused(refusal) => {
                    problems.note("place", refusal);
                    ("place", StatusCode::UNPROCESSABLE_ENTITY)
                }
                _ if is_passing(&failure) => {
                    problems.note("key", not_stored(Language::English));
                    ("key", StatusCode::SERVICE_UNAVAILABLE)
                }
                ActError::Store(_) => return Err(Error::from(failure)),
            };
            if field == "place" {
                typed.key = TellForm::fresh_key();
            }
            again(&who, &db, &typed, problems, status).await
        }
    }
}

async fn again(
    who: &Who<Lead>,
    db: &Data<Db>,
    typed: &TellForm,
    problems: Problems,
    status: StatusCode,
) -> Answer {
    let tree = db
        .read(places::all)
        .await
        .unwrap_or_else(|_: StoreError| Tree::default());
    let today = who.visit.now.today().to_string();
    who.page_with(status, &WriteDownPage::new(&tree, today, typed, problems))
}

#[derive(Serialize)]
struct WriteDownPage {
    key: String,
    kinds: Vec<Choice>,
    story: String,
    whens: Vec<Choice>,
    date: String,
    today: String,
    places: Vec<PlaceChoice>,
    still_dangerous: bool,
    shares: Vec<Choice>,
    problems: Problems,
}

impl Page for WriteDownPage {
    const TEMPLATE: &'static str = "reports/write_down";

    fn title(&self) -> String {
        "Told to me".into()
    }
}

impl WriteDownPage {
    fn new(tree: &Tree, today: String, typed: &TellForm, problems: Problems) -> Self {
        Self {
            key: if typed.key.is_empty() {
                TellForm::fresh_key()
            } else {
                typed.key.clone()
            },
            kinds: words::kinds(Language::English, &typed.kind),
            story: typed.story.clone(),
            whens: words::whens(Language::English, &typed.when),
            date: typed.date.clone(),
            today,
            places: words::places(tree, &typed.place),
            still_dangerous: !typed.still_dangerous.is_empty(),
            shares: words::shares(Language::English, &typed.share),
            problems,
        }
    }
}

#[derive(Serialize)]
struct HandOverPage {
    groups: Vec<String>,
    address: String,
}

impl Page for HandOverPage {
    const TEMPLATE: &'static str = "reports/hand_over";

    fn title(&self) -> String {
        "Receipt to hand over".into()
    }
}

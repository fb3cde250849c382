//! Somebody told a lead, who writes it down for them and hands over the receipt on paper.

use super::{
    rules,
    tell::{not_told, places_if_any},
    tell_form::TellForm,
    words::{self, Choice, PlaceChoice},
};
use crate::{
    db::Db,
    kernel::{keys::sha256, language::Language},
    places::{self, Tree},
    reports::{self, Draft, commands, model::Reporter},
    web::{Act, Answer, Lead, Page, Problems, Who},
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
    typed.key = typed.key();
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
    let mut told = reports::prepare(report, &draft, &settings.keys, now, rules(settings));
    told.by_word_of_mouth = true;
    let by = who.person.id;
    match db
        .write(move |tx| commands::write_down(tx, &told, by, now))
        .await
    {
        Ok(_answered) => who.page(&HandOverPage {
            groups: words::groups(receipt),
            address: settings.public_url.clone().unwrap_or_default(),
        }),
        Err(failure) => {
            let (problems, status) = not_told(failure, Language::English)?;
            if status == StatusCode::UNPROCESSABLE_ENTITY {
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
    let tree = places_if_any(db).await;
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
            key: typed.key(),
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

//! The same for programs: reports in, answers out, as JSON. No sign-in, no cookie.

use super::{
    answers::{self, MOST_WORDS},
    answers_page::{Happened, happened},
    rules,
    tell_form::{TellForm, is_key},
};
use crate::{
    db::Db,
    kernel::{keys::sha256, language::Language, text},
    reports::{
        self, Draft, commands,
        model::{Standing, Verdict, WhenError},
    },
    web::{Answer, Code, Error, Problems, Visit, budget::Budgets, json::Json},
};
use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::{Deserialize, Serialize};

/// A report as JSON; only `kind` and `story` are required.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportJson {
    kind: String,
    story: String,
    #[serde(default)]
    when: Option<WhenJson>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    one_level_up: bool,
    #[serde(default)]
    step: Option<String>,
    #[serde(default)]
    factors: Vec<i64>,
    #[serde(default)]
    factor_words: Option<String>,
    #[serde(default)]
    caught_by: Vec<i64>,
    #[serde(default)]
    caught_words: Option<String>,
    #[serde(default)]
    intent: Option<String>,
    #[serde(default)]
    impact: Option<String>,
    #[serde(default)]
    workaround: Option<String>,
    #[serde(default)]
    still_dangerous: bool,
    #[serde(default)]
    seen_before: Option<String>,
    #[serde(default)]
    effect: Option<String>,
    #[serde(default)]
    could_have: Option<String>,
    #[serde(default)]
    idea: Option<String>,
    #[serde(default)]
    share: Option<String>,
    #[serde(default)]
    reporter: Option<ReporterJson>,
    #[serde(default)]
    receipt_verifier: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WhenJson {
    choice: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    at: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReporterJson {
    mode: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    contact: Option<String>,
}

#[derive(Serialize)]
struct ToldJson {
    reference: String,
    receipt: Option<String>,
    thanks: &'static str,
    next: &'static str,
}

/// `POST /api/v1/reports`
///
/// # Errors
/// 400 for JSON that cannot be read, 422 for a missing or reused key and for fields that need another
/// look, 503 when it could not be stored.
pub async fn tell(
    visit: Visit,
    request: HttpRequest,
    db: Data<Db>,
    sent: Json<ReportJson>,
) -> Answer {
    let key = request
        .headers()
        .get("idempotency-key")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    take(&visit, &db, key, sent).await
}

/// Takes a report under its draft's key: the one way in for programs, sealed or not.
///
/// # Errors
/// As [`tell`].
pub(super) async fn take(visit: &Visit, db: &Db, key: &str, sent: Json<ReportJson>) -> Answer {
    if !is_key(key) {
        return Err(Error::new(
            Code::LookAgain,
            "Please send a header Idempotency-Key of 16 to 64 visible characters: the same one when you send the same report again.",
        ));
    }
    let Json { value, body } = sent;
    let exact = value.when.as_ref().is_some_and(|when| when.at.is_some());
    let typed = TellForm::from(value);
    let mut problems = Problems::none();
    let verifier = problems.keep("receipt_verifier", typed.verifier());
    if exact {
        problems.note("when", WhenError::ExactTime);
    }
    let report = typed.parse(visit.now, Language::English);
    for (field, sentence) in report.as_ref().err().into_iter().flat_map(Problems::iter) {
        problems.note(field, sentence);
    }
    let (Ok(report), Some(verifier), true) = (report, verifier, problems.is_empty()) else {
        return Err(problems.into_error());
    };
    let settings = &visit.settings;
    let draft = Draft {
        key,
        body_hash: sha256(&body),
        verifier,
    };
    let receipt = draft.receipt(&settings.keys);
    let told = reports::prepare(report, &draft, &settings.keys, visit.now, rules(settings));
    let answered = db.write(move |tx| commands::tell(tx, &told)).await?;
    Ok(HttpResponse::Created().json(ToldJson {
        reference: answered.reference.grouped(3),
        receipt: receipt.map(|receipt| receipt.grouped(4)),
        thanks: "Thank you. You made it possible to learn from this.",
        next: "A lead reads it and thanks you in person. Come back to /answers with your receipt to read what came of it.",
    }))
}

impl From<ReportJson> for TellForm {
    fn from(json: ReportJson) -> Self {
        let words = Option::unwrap_or_default;
        let set = |yes: bool| if yes { "on".to_owned() } else { String::new() };
        let numbers = |tiles: Vec<i64>| tiles.iter().map(ToString::to_string).collect();
        let (choice, date) = json.when.map_or_else(Default::default, |when| {
            (words(when.choice), words(when.date))
        });
        let (reporter, name, contact) = json.reporter.map_or_else(Default::default, |reporter| {
            (reporter.mode, words(reporter.name), words(reporter.contact))
        });
        Self {
            key: String::new(),
            question: String::new(),
            echo: String::new(),
            receipt_verifier: words(json.receipt_verifier),
            kind: json.kind,
            story: json.story,
            when: choice,
            date,
            place: words(json.place),
            one_level_up: set(json.one_level_up),
            step: words(json.step),
            still_dangerous: set(json.still_dangerous),
            intent: words(json.intent),
            impact: words(json.impact),
            factors: numbers(json.factors),
            factor_words: words(json.factor_words),
            caught_by: numbers(json.caught_by),
            caught_words: words(json.caught_words),
            workaround: words(json.workaround),
            seen_before: words(json.seen_before),
            effect: words(json.effect),
            could_have: words(json.could_have),
            idea: words(json.idea),
            share: words(json.share),
            reporter,
            name,
            contact,
        }
    }
}

/// A receipt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptJson {
    receipt: String,
}

#[derive(Serialize)]
struct AnswersJson {
    kind: &'static str,
    story: String,
    told_on: String,
    steps: Vec<StepJson>,
    promises: Vec<PromiseJson>,
    messages: Vec<MessageJson>,
    name_openings: Vec<OpeningJson>,
    may_judge: bool,
    verdict: Option<VerdictOut>,
}

#[derive(Serialize)]
struct StepJson {
    name: String,
    words: String,
    quote: Option<String>,
    done: bool,
}

#[derive(Serialize)]
struct PromiseJson {
    by: Option<String>,
    made_on: String,
    by_day: String,
    standing: &'static str,
    words: Option<String>,
    reason: Option<String>,
}

#[derive(Serialize)]
struct MessageJson {
    from: &'static str,
    name: Option<String>,
    purpose: String,
    words: String,
    on: String,
}

#[derive(Serialize)]
struct OpeningJson {
    by: String,
    reason: String,
    on: String,
}

#[derive(Serialize)]
struct VerdictOut {
    helped: i32,
    felt_safe: i32,
    words: Option<String>,
}

/// `POST /api/v1/answers`: the reporter's page.
///
/// # Errors
/// 422 for a receipt that opens nothing, 429 after very many of them.
pub async fn come_back(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    sent: Json<ReceiptJson>,
) -> Answer {
    page(&visit, &db, &budgets, &sent.value.receipt).await
}

/// Words back, with the receipt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MessageIn {
    receipt: String,
    words: String,
}

/// `POST /api/v1/answers/message`
///
/// # Errors
/// As [`come_back`]; 422 for words that cannot be taken.
pub async fn write_back(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    sent: Json<MessageIn>,
) -> Answer {
    let opened = answers::open(&visit.settings.keys, &db, &sent.value.receipt)
        .await?
        .ok_or_else(|| answers::refused(&budgets))?;
    let mut problems = Problems::none();
    let words = problems.keep("words", text::block(&sent.value.words, MOST_WORDS));
    let Some(words) = words else {
        return Err(problems.into_error());
    };
    let (hash, now, batch) = (opened.hash, visit.now, visit.settings.release_minutes);
    db.write(move |tx| commands::write_back(tx, &hash, &words, now, batch))
        .await?;
    page(&visit, &db, &budgets, &sent.value.receipt).await
}

/// The verdict, with the receipt.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictIn {
    receipt: String,
    helped: i64,
    felt_safe: i64,
    #[serde(default)]
    words: Option<String>,
}

/// `POST /api/v1/answers/verdict`
///
/// # Errors
/// As [`come_back`]; 409 before the outcome, 422 for a face outside 1 to 3.
pub async fn judge(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    sent: Json<VerdictIn>,
) -> Answer {
    let VerdictIn {
        receipt,
        helped,
        felt_safe,
        words,
    } = sent.value;
    let opened = answers::open(&visit.settings.keys, &db, &receipt)
        .await?
        .ok_or_else(|| answers::refused(&budgets))?;
    let mut problems = Problems::none();
    let verdict = problems.keep(
        "verdict",
        Verdict::parse(helped, felt_safe, words.as_deref().unwrap_or_default()),
    );
    let Some(verdict) = verdict else {
        return Err(problems.into_error());
    };
    let (hash, now) = (opened.hash, visit.now);
    db.write(move |tx| commands::judge(tx, &hash, &verdict, now))
        .await?;
    page(&visit, &db, &budgets, &receipt).await
}

async fn page(visit: &Visit, db: &Db, budgets: &Budgets, receipt: &str) -> Answer {
    let opened = answers::open(&visit.settings.keys, db, receipt)
        .await?
        .ok_or_else(|| answers::refused(budgets))?;
    let report = &opened.view.report;
    let messages = opened.view.thread.iter().map(|message| MessageJson {
        from: if message.by_reporter { "you" } else { "lead" },
        name: message.by.clone(),
        purpose: message.purpose.clone(),
        words: message.words.clone(),
        on: message.on.to_string(),
    });
    let today = visit.now.today();
    let promises = opened.view.promises.iter().map(|promise| PromiseJson {
        by: promise.by.clone(),
        made_on: promise.made_on.to_string(),
        by_day: promise.due_on.to_string(),
        standing: match promise.standing(today) {
            Standing::Open => "open",
            Standing::Slipped => "slipped",
            Standing::Kept => "kept",
            Standing::Late => "late",
            Standing::Moved => "moved",
        },
        words: promise.words.clone(),
        reason: promise.reason.clone(),
    });
    let openings = opened.view.openings.iter().map(|opening| OpeningJson {
        by: opening.by.clone(),
        reason: opening.reason.clone(),
        on: opening.on.to_string(),
    });
    Ok(HttpResponse::Ok().json(AnswersJson {
        kind: report.kind.as_str(),
        story: report.story.clone(),
        told_on: report.surfaced_on.to_string(),
        steps: happened(&opened.view, Language::English)
            .into_iter()
            .map(
                |Happened {
                     name,
                     words,
                     quote,
                     done,
                     ..
                 }| StepJson {
                    name,
                    words,
                    quote,
                    done,
                },
            )
            .collect(),
        promises: promises.collect(),
        messages: messages.collect(),
        name_openings: openings.collect(),
        may_judge: report.handling.may_be_judged().is_ok(),
        verdict: report.verdict.as_ref().map(|verdict| VerdictOut {
            helped: verdict.helped,
            felt_safe: verdict.felt_safe,
            words: verdict.words.clone(),
        }),
    }))
}

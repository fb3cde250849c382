//! Coming back: the receipt opens the reporter's own page. It stands in forms, never in an address.

use super::{
    NOT_STORED, is_passing,
    words::{self, Choice, Fact, Tile},
};
use crate::{
    db::Db,
    kernel::{
        keys::{Hash, Keys, Receipt, Verifier},
        language::Language,
        text,
        time::day_in_words,
    },
    reports::{
        Error as ActError, Refusal,
        commands::{self, ReportersView},
        model::{Triage, Verdict},
    },
    web::{Answer, Code, Error, Form, Page, Problems, Visit, budget::Budgets},
};
use actix_web::{http::StatusCode, web::Data};
use serde::{Deserialize, Serialize};

/// `GET /answers`: asks for the receipt.
///
/// # Errors
/// None but a broken template.
pub async fn new_visit(visit: Visit) -> Answer {
    visit.page(&ReceiptPage {
        receipt: String::new(),
        problems: Problems::none(),
    })
}

/// A receipt, as typed.
#[derive(Debug, Deserialize)]
pub struct ReceiptForm {
    #[serde(default)]
    receipt: String,
}

/// `POST /answers`: the reporter's own page.
///
/// # Errors
/// Too many wrong receipts; the store's failure.
pub async fn show(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<ReceiptForm>,
) -> Answer {
    match open(&visit.settings.keys, &db, &form.0.receipt).await? {
        Some(opened) => visit.page(&AnswersPage::new(&opened, Problems::none())),
        None => wrong(&visit, &budgets, form.0.receipt),
    }
}

/// The reporter's words, with the receipt.
#[derive(Debug, Deserialize)]
pub struct MessageForm {
    #[serde(default)]
    receipt: String,
    #[serde(default)]
    words: String,
}

/// `POST /answers/message`: the reporter writes back.
///
/// # Errors
/// Too many wrong receipts; the store's failure.
pub async fn write_back(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<MessageForm>,
) -> Answer {
    let Form(typed) = form;
    let Some(opened) = open(&visit.settings.keys, &db, &typed.receipt).await? else {
        return wrong(&visit, &budgets, typed.receipt);
    };
    let mut problems = Problems::none();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(words) = problems.keep("words", text::block(&typed.words, MOST_WORDS)) {
        let (hash, now) = (opened.hash, visit.now);
        match db
            .write(move |tx| commands::write_back(tx, &hash, &words, now))
            .await
        {
            Ok(()) => {
                let said = "Your words are there. The people who answer will read them.";
                return fresh(&visit, &db, &opened, said).await;
            }
            Err(failure) => status = not_taken(failure, "words", &mut problems)?,
        }
    }
    visit.page_with(
        status,
        &AnswersPage {
            words: typed.words,
            ..AnswersPage::new(&opened, problems)
        },
    )
}

/// What the rules refuse, or the store for now, is said beside the words; anything else is told as it
/// is.
fn not_taken(
    failure: ActError,
    field: &'static str,
    problems: &mut Problems,
) -> Result<StatusCode, Error> {
    let passing = is_passing(&failure);
    let error = Error::from(failure);
    if passing {
        problems.note(field, NOT_STORED);
    } else if error.code == Code::NotNow {
        problems.note(field, &error.message);
    } else {
        return Err(error);
    }
    Ok(error.code.status())
}

/// The reporter's verdict, with the receipt.
#[derive(Debug, Deserialize)]
pub struct VerdictForm {
    #[serde(default)]
    receipt: String,
    #[serde(default)]
    helped: String,
    #[serde(default)]
    felt_safe: String,
    #[serde(default)]
    verdict_words: String,
}

/// `POST /answers/verdict`: did it help, did it feel safe?
///
/// # Errors
/// `Refusal::NoOutcomeYet`; too many wrong receipts; the store's failure.
pub async fn judge(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<VerdictForm>,
) -> Answer {
    let Form(typed) = form;
    let Some(opened) = open(&visit.settings.keys, &db, &typed.receipt).await? else {
        return wrong(&visit, &budgets, typed.receipt);
    };
    let face = |raw: &str| raw.trim().parse().unwrap_or(0);
    let mut problems = Problems::none();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    let may_judge = opened.view.report.handling.may_be_judged().is_ok();
    if let Some(verdict) = problems.keep(
        "verdict",
        Verdict::parse(
            face(&typed.helped),
            face(&typed.felt_safe),
            &typed.verdict_words,
        ),
    ) {
        let (hash, now) = (opened.hash, visit.now);
        // Before the outcome there is no such form on the page, but there is one to write back.
        let field = if may_judge { "verdict" } else { "words" };
        match db
            .write(move |tx| commands::judge(tx, &hash, &verdict, now))
            .await
        {
            Ok(()) => {
                let said = "Thank you. This tells us whether speaking up is worth it here.";
                return fresh(&visit, &db, &opened, said).await;
            }
            Err(failure) => status = not_taken(failure, field, &mut problems)?,
        }
    }
    let (helped, felt_safe) = faces(&typed.helped, &typed.felt_safe);
    let page = AnswersPage {
        helped,
        felt_safe,
        ..AnswersPage::new(&opened, problems)
    };
    visit.page_with(
        status,
        &if may_judge {
            AnswersPage {
                verdict_words: typed.verdict_words,
                ..page
            }
        } else {
            AnswersPage {
                words: typed.verdict_words,
                ..page
            }
        },
    )
}

/// Characters of a message.
pub(super) const MOST_WORDS: usize = 4_000;

/// A report that its receipt has opened.
pub(super) struct Opened {
    receipt: String,
    pub(super) hash: Hash,
    pub(super) view: ReportersView,
}

/// Looks a receipt up. An unreadable one costs the same as a wrong one.
pub(super) async fn open(keys: &Keys, db: &Db, typed: &str) -> Result<Option<Opened>, Error> {
    let receipt = Receipt::parse(typed).ok();
    let verifier = Verifier::of(&receipt.unwrap_or_else(|| Receipt::from_bits(&[])));
    let hash = keys.receipt_hash(&verifier);
    let view = db
        .read(move |conn| commands::come_back(conn, &hash))
        .await?;
    Ok(receipt.zip(view).map(|(receipt, view)| Opened {
        receipt: receipt.grouped(4),
        hash,
        view,
    }))
}

/// A wrong receipt: said kindly, and counted against a budget that knows no addresses.
pub(super) fn refused(budgets: &Budgets) -> Error {
    if budgets.wrong_receipt() {
        Error::said(Code::LookAgain, "receipt-wrong")
    } else {
        Error::said(Code::TooMany, "receipt-too-many")
    }
}

fn wrong(visit: &Visit, budgets: &Budgets, typed: String) -> Answer {
    let refusal = refused(budgets);
    let mut problems = Problems::none();
    problems.note_in(visit.language, "receipt", refusal.clone());
    visit.page_with(
        refusal.code.status(),
        &ReceiptPage {
            receipt: typed,
            problems,
        },
    )
}

/// The page once more, after something was written.
async fn fresh(visit: &Visit, db: &Db, opened: &Opened, said: &'static str) -> Answer {
    let hash = opened.hash;
    let view = db
        .read(move |conn| commands::come_back(conn, &hash))
        .await?
        .ok_or(Refusal::NotHere)?;
    let opened = Opened {
        receipt: opened.receipt.clone(),
        hash,
        view,
    };
    visit.page(&AnswersPage {
        said: Some(said),
        ..AnswersPage::new(&opened, Problems::none())
    })
}

#[derive(Serialize)]
struct ReceiptPage {
    receipt: String,
    problems: Problems,
}

impl Page for ReceiptPage {
    const TEMPLATE: &'static str = "reports/receipt";
    const TRANSLATED: bool = true;

    fn title(&self) -> String {
        "layout-answers".into()
    }
}

#[derive(Serialize)]
struct Step {
    name: &'static str,
    words: String,
    quote: Option<String>,
    state: &'static str,
    done: bool,
    now: bool,
}

#[derive(Serialize)]
struct Said {
    who: String,
    words: String,
    mine: bool,
    icon: &'static str,
    on: String,
}

#[derive(Serialize)]
struct Opening {
    by: String,
    reason: String,
    on: String,
}

#[derive(Serialize)]
struct AnswersPage {
    receipt: String,
    kind: &'static str,
    icon: &'static str,
    said: Option<&'static str>,
    steps: Vec<Step>,
    thread: Vec<Said>,
    question_open: bool,
    words: String,
    story: String,
    facts: Vec<Fact>,
    factors: Vec<Tile>,
    caught_by: Vec<Tile>,
    protected: bool,
    openings: Vec<Opening>,
    may_judge: bool,
    judged: bool,
    helped: Vec<Choice>,
    felt_safe: Vec<Choice>,
    verdict_words: String,
    problems: Problems,
}

impl Page for AnswersPage {
    const TEMPLATE: &'static str = "reports/answers";

    fn title(&self) -> String {
        "Answers".into()
    }
}

impl AnswersPage {
    fn new(opened: &Opened, problems: Problems) -> Self {
        let view = &opened.view;
        let report = &view.report;
        let (helped, felt_safe) = match &report.verdict {
            Some(verdict) => faces(&verdict.helped.to_string(), &verdict.felt_safe.to_string()),
            None => faces("", ""),
        };
        Self {
            receipt: opened.receipt.clone(),
            kind: report.kind.in_words(),
            icon: report.kind.icon(),
            said: None,
            steps: steps(view),
            thread: view.thread.iter().map(Said::from).collect(),
            question_open: view
                .thread
                .last()
                .is_some_and(|last| last.purpose == "question"),
            words: String::new(),
            story: report.story.clone(),
            facts: words::facts(Language::English, report),
            factors: words::tiles_in_words(Language::English, &report.factors),
            caught_by: words::tiles_in_words(Language::English, &report.caught_by),
            protected: report.reporter == "protected",
            openings: view
                .openings
                .iter()
                .map(|opening| Opening {
                    by: opening.by.clone(),
                    reason: opening.reason.clone(),
                    on: day_in_words(opening.on),
                })
                .collect(),
            may_judge: report.handling.may_be_judged().is_ok(),
            judged: report.verdict.is_some(),
            helped,
            felt_safe,
            verdict_words: report
                .verdict
                .as_ref()
                .and_then(|verdict| verdict.words.clone())
                .unwrap_or_default(),
            problems,
        }
    }
}

impl From<&crate::reports::Message> for Said {
    fn from(message: &crate::reports::Message) -> Self {
        let by = message.by.clone().unwrap_or_else(|| "A lead".into());
        let (who, icon) = match message.purpose.as_str() {
            _ if message.by_reporter => ("You".to_owned(), "message"),
            "containment" => (format!("{by} made it safe for now"), "contain"),
            _ => (format!("{by} writes"), "question-mark"),
        };
        Self {
            who,
            words: message.words.clone(),
            mine: message.by_reporter,
            icon,
            on: day_in_words(message.on),
        }
    }
}

/// What happened to the report, in the order in which it happens.
pub(super) fn happened(view: &ReportersView) -> Vec<(&'static str, String, Option<String>, bool)> {
    let report = &view.report;
    let handling = &report.handling;
    let told = format!("On {}.", day_in_words(report.surfaced_on));
    let mut steps = vec![("You spoke up", told, None, true)];
    if let Some((Triage::SetAside, reason, on)) = &handling.triage {
        steps.push((
            "It was set aside",
            format!("On {}.", day_in_words(*on)),
            reason.clone(),
            true,
        ));
        return steps;
    }
    steps.push(match &handling.thanks {
        Some(thanks) => {
            let by = thanks.by.clone().unwrap_or_else(|| "a lead".into());
            (
                "You were thanked",
                format!("By {by}, on {}.", day_in_words(thanks.on)),
                Some(thanks.words.clone()),
                true,
            )
        }
        None => (
            "Somebody thanks you",
            "A lead reads it and thanks you in person.".into(),
            None,
            false,
        ),
    });
    steps.push(match &handling.triage {
        Some((way, reason, _)) => (
            "What happens with it",
            way.for_reporter().into(),
            reason.clone(),
            true,
        ),
        None => (
            "What happens with it",
            "You read here how it goes on.".into(),
            None,
            false,
        ),
    });
    steps.push(match &handling.outcome {
        Some(outcome) => (
            "What came of it",
            format!("On {}.", day_in_words(outcome.on)),
            Some(outcome.words.clone()),
            true,
        ),
        None => (
            "What came of it",
            "You read here what changed.".into(),
            None,
            false,
        ),
    });
    steps
}

fn steps(view: &ReportersView) -> Vec<Step> {
    let happened = happened(view);
    let now = happened.iter().position(|(.., done)| !done);
    happened
        .into_iter()
        .enumerate()
        .map(|(place, (name, words, quote, done))| {
            let is_now = now == Some(place);
            let state = if done {
                "done"
            } else if is_now {
                "now"
            } else {
                "later"
            };
            Step {
                name,
                words,
                quote,
                state,
                done,
                now: is_now,
            }
        })
        .collect()
}

fn faces(helped: &str, felt_safe: &str) -> (Vec<Choice>, Vec<Choice>) {
    let of = |chosen| words::faces(Language::English, chosen);
    (of(helped), of(felt_safe))
}

//! Coming back: the receipt opens the reporter's own page. It stands in forms, never in an address.

use super::{
    about,
    echo::EchoPage,
    is_passing, not_stored,
    photos::{Thumb, thumbs},
    words::{self, Choice, Fact, Tile},
};
use crate::{
    db::{Db, StoreError},
    kernel::{
        keys::{Hash, Keys, Receipt, Verifier},
        language::Language,
        text,
        time::Now,
    },
    reports::{
        Error as ActError, Refusal,
        commands::{self, ReportersView},
        model::{Status, Triage, Verdict, proof_of},
    },
    web::{
        Answer, Code, Error, Form, Page, Problems, Visit,
        budget::Budgets,
        panel::{self, Panel},
        phrases::{self, day, say_with},
    },
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
        Some(opened) => {
            let page = page(&visit, &db, &budgets, &opened, Problems::none()).await?;
            if opened.view.has_news() {
                note_read(&db, &opened, visit.now).await;
            }
            visit.page(&page)
        }
        None => match echoed(&visit, &db, &form.0.receipt).await? {
            Some(page) => visit.page(&page),
            None => wrong(&visit, &budgets, form.0.receipt),
        },
    }
}

/// What the receipt of an echo opens.
async fn echoed(visit: &Visit, db: &Db, typed: &str) -> Result<Option<EchoPage>, Error> {
    let (_, hash) = read(&visit.settings.keys, typed);
    let (adds, now, language) = (visit.panels.clone(), visit.now, visit.language);
    let found = db
        .read(move |conn| {
            let Some((story, on)) = commands::echoed_with(conn, &hash)? else {
                return Ok(None);
            };
            let panels = match commands::whole(conn, story.report)? {
                Some(report) => panel::all(&adds.on_echo, conn, &about(&report, now, language))?,
                None => Vec::new(),
            };
            Ok::<_, StoreError>(Some((story, on, panels)))
        })
        .await?;
    Ok(found.map(|(story, on, panels)| EchoPage::new(language, story, on, panels)))
}

/// Notes the day on which everything was seen. The page is there anyway: a store that is away for
/// now shall not take it from anybody.
pub(super) async fn note_read(db: &Db, opened: &Opened, now: Now) {
    let hash = opened.hash;
    let noted = db
        .write(move |tx| commands::mark_read(tx, &hash, now))
        .await;
    if noted.is_err() {
        tracing::warn!("the day of a reading could not be noted");
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
    say(&visit, &db, &budgets, form.0, Saying::Message).await
}

/// `POST /answers/not-fixed`: the reporter says that it is not fixed.
///
/// # Errors
/// `Refusal::NoOutcomeYet`; too many wrong receipts; the store's failure.
pub async fn not_fixed(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<MessageForm>,
) -> Answer {
    say(&visit, &db, &budgets, form.0, Saying::NotFixed).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Saying {
    Message,
    NotFixed,
}

async fn say(
    visit: &Visit,
    db: &Db,
    budgets: &Budgets,
    typed: MessageForm,
    saying: Saying,
) -> Answer {
    let Some(opened) = open(&visit.settings.keys, db, &typed.receipt).await? else {
        return wrong(visit, budgets, typed.receipt);
    };
    let may_reopen = opened.view.report.handling.may_be_judged().is_ok();
    let field = if saying == Saying::NotFixed && may_reopen {
        "not_fixed"
    } else {
        "words"
    };
    let mut problems = Problems::none();
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(words) =
        problems.keep_in(visit.language, field, text::block(&typed.words, MOST_WORDS))
    {
        let (hash, now, batch) = (opened.hash, visit.now, visit.settings.release_minutes);
        let written = db
            .write(move |tx| match saying {
                Saying::Message => commands::write_back(tx, &hash, &words, now, batch),
                Saying::NotFixed => commands::not_fixed(tx, &hash, &words, now, batch),
            })
            .await;
        match written {
            Ok(()) => {
                let said = match saying {
                    Saying::Message => "answers-said-message",
                    Saying::NotFixed => "answers-said-not-fixed",
                };
                return fresh(visit, db, budgets, &opened, said).await;
            }
            Err(failure) => status = not_taken(failure, visit.language, field, &mut problems)?,
        }
    }
    let page = page(visit, db, budgets, &opened, problems).await?;
    let page = if field == "words" {
        AnswersPage {
            words: typed.words,
            ..page
        }
    } else {
        AnswersPage {
            not_fixed_words: typed.words,
            ..page
        }
    };
    visit.page_with(status, &page)
}

/// What the rules refuse, or the store for now, is said beside the words; anything else is told as it
/// is.
fn not_taken(
    failure: ActError,
    language: Language,
    field: &'static str,
    problems: &mut Problems,
) -> Result<StatusCode, Error> {
    let passing = is_passing(&failure);
    let error = Error::from(failure);
    if passing {
        problems.note(field, not_stored(language));
    } else if error.code == Code::NotNow {
        problems.note_in(language, field, error.clone());
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
    /// Set when it is asked some weeks later.
    #[serde(default)]
    later: String,
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
    let later = !typed.later.is_empty();
    // Before the outcome there is no such form on the page, but there is one to write back.
    let field = match opened.view.report.handling.may_be_judged() {
        Err(_) => "words",
        Ok(()) if later => "later_verdict",
        Ok(()) => "verdict",
    };
    let verdict = Verdict::parse(
        face(&typed.helped),
        face(&typed.felt_safe),
        &typed.verdict_words,
    );
    if let Some(verdict) = problems.keep_in(visit.language, field, verdict) {
        let (hash, now) = (opened.hash, visit.now);
        let judged = db
            .write(move |tx| {
                if later {
                    commands::judge_again(tx, &hash, &verdict, now)
                } else {
                    commands::judge(tx, &hash, &verdict, now)
                }
            })
            .await;
        match judged {
            Ok(()) => {
                return fresh(&visit, &db, &budgets, &opened, "answers-said-verdict").await;
            }
            Err(failure) => status = not_taken(failure, visit.language, field, &mut problems)?,
        }
    }
    let mut page = page(&visit, &db, &budgets, &opened, problems).await?;
    let (helped, felt_safe) = faces(visit.language, &typed.helped, &typed.felt_safe);
    match field {
        "later_verdict" => {
            (page.helped_later, page.felt_safe_later) = (helped, felt_safe);
            page.later_words = typed.verdict_words;
        }
        "verdict" => {
            (page.helped, page.felt_safe) = (helped, felt_safe);
            page.verdict_words = typed.verdict_words;
        }
        _ => page.words = typed.verdict_words,
    }
    visit.page_with(status, &page)
}

/// Characters of a message.
pub(super) const MOST_WORDS: usize = 4_000;

/// A report that its receipt has opened.
pub(super) struct Opened {
    pub(super) receipt: String,
    pub(super) hash: Hash,
    pub(super) view: ReportersView,
    proof: String,
}

/// A receipt as typed, and the hash to look for. An unreadable one costs the same as a wrong one.
fn read(keys: &Keys, typed: &str) -> (Option<Receipt>, Hash) {
    let receipt = Receipt::parse(typed).ok();
    let sought = receipt.unwrap_or_else(|| Receipt::from_bits(&[]));
    (receipt, keys.receipt_hash(&Verifier::of(&sought)))
}

/// Looks a receipt up.
pub(super) async fn open(keys: &Keys, db: &Db, typed: &str) -> Result<Option<Opened>, Error> {
    let (receipt, hash) = read(keys, typed);
    let view = db
        .read(move |conn| commands::come_back(conn, &hash))
        .await?;
    Ok(receipt.zip(view).map(|(receipt, view)| Opened {
        receipt: receipt.grouped(4),
        hash,
        proof: proof_of(keys, &hash, view.report.surfaced_on).grouped(4),
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

pub(super) fn wrong(visit: &Visit, budgets: &Budgets, typed: String) -> Answer {
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

/// The page with its photos, and with what other rooms add to it.
async fn page(
    visit: &Visit,
    db: &Db,
    budgets: &Budgets,
    opened: &Opened,
    problems: Problems,
) -> Result<AnswersPage, Error> {
    let (adds, about) = (
        visit.panels.clone(),
        about(&opened.view.report, visit.now, visit.language),
    );
    Ok(AnswersPage {
        photos: thumbs(db, budgets, opened.view.report.id).await?,
        panels: db
            .read(move |conn| panel::all(&adds.on_answers, conn, &about))
            .await?,
        ..AnswersPage::new(opened, visit.now, visit.language, problems)
    })
}

/// The page once more, after something was written.
async fn fresh(
    visit: &Visit,
    db: &Db,
    budgets: &Budgets,
    opened: &Opened,
    said: &'static str,
) -> Answer {
    let opened = open(&visit.settings.keys, db, &opened.receipt)
        .await?
        .ok_or(Refusal::NotHere)?;
    visit.page(&AnswersPage {
        said: Some(visit.t(said)),
        ..page(visit, db, budgets, &opened, Problems::none()).await?
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
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "layout-answers".into()
    }
}

#[derive(Serialize)]
struct Step {
    name: String,
    words: String,
    new: bool,
    quote: Option<String>,
    state: &'static str,
    state_words: String,
    done: bool,
    now: bool,
}

#[derive(Serialize)]
struct Said {
    new: bool,
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
    kind: String,
    icon: &'static str,
    said: Option<String>,
    steps: Vec<Step>,
    thread: Vec<Said>,
    question_open: bool,
    words: String,
    story: String,
    photos: Vec<Thumb>,
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
    /// Some weeks have passed: the same is asked once more.
    ask_again: bool,
    judged_again: bool,
    helped_later: Vec<Choice>,
    felt_safe_later: Vec<Choice>,
    later_words: String,
    not_fixed_words: String,
    has_news: bool,
    /// What other rooms have to say.
    panels: Vec<Panel>,
    /// Shows that something was told, and when; never what.
    proof: String,
    told_on: String,
    problems: Problems,
}

impl Page for AnswersPage {
    const TEMPLATE: &'static str = "reports/answers";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "layout-answers".into()
    }
}

impl AnswersPage {
    fn new(opened: &Opened, now: Now, language: Language, problems: Problems) -> Self {
        let view = &opened.view;
        let report = &view.report;
        let (helped, felt_safe) = match &report.verdict {
            Some(verdict) => faces(
                language,
                &verdict.helped.to_string(),
                &verdict.felt_safe.to_string(),
            ),
            None => faces(language, "", ""),
        };
        let (helped_later, felt_safe_later) = match &report.later_verdict {
            Some(verdict) => faces(
                language,
                &verdict.helped.to_string(),
                &verdict.felt_safe.to_string(),
            ),
            None => faces(language, "", ""),
        };
        Self {
            receipt: opened.receipt.clone(),
            kind: words::kind(language, report.kind),
            icon: report.kind.icon(),
            said: None,
            steps: steps(view, language),
            thread: view
                .thread
                .iter()
                .map(|message| Said::of(message, language))
                .collect(),
            question_open: view
                .thread
                .last()
                .is_some_and(|last| last.purpose == "question"),
            words: String::new(),
            story: report.story.clone(),
            photos: Vec::new(),
            facts: words::facts(language, report),
            factors: words::tiles_in_words(language, &report.factors),
            caught_by: words::tiles_in_words(language, &report.caught_by),
            protected: report.reporter == "protected",
            openings: view
                .openings
                .iter()
                .map(|opening| Opening {
                    by: opening.by.clone(),
                    reason: opening.reason.clone(),
                    on: day(language, opening.on),
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
            ask_again: report.verdict.is_some() && report.handling.may_be_judged_again(now.today()),
            judged_again: report.later_verdict.is_some(),
            helped_later,
            felt_safe_later,
            later_words: report
                .later_verdict
                .as_ref()
                .and_then(|verdict| verdict.words.clone())
                .unwrap_or_default(),
            not_fixed_words: String::new(),
            panels: Vec::new(),
            has_news: view.has_news(),
            proof: opened.proof.clone(),
            told_on: day(language, report.surfaced_on),
            problems,
        }
    }
}

impl Said {
    fn of(message: &crate::reports::Message, language: Language) -> Self {
        let by = |named: &str, unnamed: &str| match &message.by {
            Some(by) => say_with(language, named, [("by", by.as_str().into())]),
            None => phrases::say(language, unnamed),
        };
        let (who, icon) = match message.purpose.as_str() {
            "not_fixed" => (phrases::say(language, "answers-who-not-fixed"), "message"),
            _ if message.by_reporter => (phrases::say(language, "answers-who-you"), "message"),
            "containment" => (
                by("answers-who-contained", "answers-who-contained-lead"),
                "contain",
            ),
            _ => (
                by("answers-who-writes", "answers-who-writes-lead"),
                "question-mark",
            ),
        };
        Self {
            new: !message.by_reporter && message.read_on.is_none(),
            who,
            words: message.words.clone(),
            mine: message.by_reporter,
            icon,
            on: day(language, message.on),
        }
    }
}

/// One step of what happened to a report.
pub(super) struct Happened {
    pub(super) name: String,
    pub(super) words: String,
    pub(super) quote: Option<String>,
    pub(super) done: bool,
    /// Not seen by the reporter until now.
    new: bool,
}

/// What happened to the report, in the order in which it happens.
pub(super) fn happened(view: &ReportersView, language: Language) -> Vec<Happened> {
    let report = &view.report;
    let handling = &report.handling;
    let to_come = |name: &str, status: Status| Happened {
        name: phrases::say(language, name),
        words: match view.status_words.get(&status) {
            Some(own) => own.clone(),
            None => phrases::say(language, &format!("answers-status-{}", status.as_str())),
        },
        quote: None,
        done: false,
        new: false,
    };
    let on = |date| say_with(language, "answers-on", [("on", day(language, date).into())]);
    let told = Happened {
        words: on(report.surfaced_on),
        done: true,
        ..to_come("answers-step-told", Status::BeforeThanks)
    };
    if let Some((Triage::SetAside, reason, day)) = &handling.triage {
        let aside = Happened {
            words: on(*day),
            quote: reason.clone(),
            done: true,
            new: handling.read.triage.is_none(),
            ..to_come("answers-step-aside", Status::SetAside)
        };
        return vec![told, aside];
    }
    let thanks = match &handling.thanks {
        Some(thanks) => {
            let on = day(language, thanks.on).into();
            Happened {
                words: match &thanks.by {
                    Some(by) => say_with(
                        language,
                        "answers-by-on",
                        [("by", by.as_str().into()), ("on", on)],
                    ),
                    None => say_with(language, "answers-by-lead-on", [("on", on)]),
                },
                quote: Some(thanks.words.clone()),
                done: true,
                new: handling.read.thanks.is_none(),
                ..to_come("answers-step-thanked", Status::BeforeThanks)
            }
        }
        None => to_come("answers-step-thanks", Status::BeforeThanks),
    };
    let way = match &handling.triage {
        Some((way, reason, _)) => Happened {
            quote: reason.clone(),
            done: true,
            new: handling.read.triage.is_none(),
            ..to_come("answers-step-way", Status::of_way(*way))
        },
        None => to_come("answers-step-way", Status::BeforeWay),
    };
    let outcome = match &handling.outcome {
        Some(outcome) => Happened {
            words: on(outcome.on),
            quote: Some(outcome.words.clone()),
            done: true,
            new: handling.read.outcome.is_none(),
            ..to_come("answers-step-outcome", Status::BeforeOutcome)
        },
        None => to_come("answers-step-outcome", Status::BeforeOutcome),
    };
    let mut steps = vec![told, thanks, way, outcome];
    if handling.reopened_on.is_some() {
        steps.push(to_come("answers-step-again", Status::Reopened));
    }
    steps
}

fn steps(view: &ReportersView, language: Language) -> Vec<Step> {
    let happened = happened(view, language);
    let now = happened.iter().position(|step| !step.done);
    happened
        .into_iter()
        .enumerate()
        .map(|(place, step)| {
            let is_now = now == Some(place);
            let state = if step.done {
                "done"
            } else if is_now {
                "now"
            } else {
                "later"
            };
            Step {
                name: step.name,
                words: step.words,
                new: step.new,
                quote: step.quote,
                state,
                state_words: phrases::say(language, &format!("answers-state-{state}")),
                done: step.done,
                now: is_now,
            }
        })
        .collect()
}

fn faces(language: Language, helped: &str, felt_safe: &str) -> (Vec<Choice>, Vec<Choice>) {
    let of = |chosen| words::faces(language, chosen);
    (of(helped), of(felt_safe))
}

//! Coming back: the receipt opens the reporter's own page. It stands in forms, never in an address.

use super::{
    about,
    answers_page::{AnswersPage, faces},
    echo::EchoPage,
    is_passing, not_stored,
    photos::thumbs,
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
        model::{Verdict, proof_of},
    },
    web::{
        Answer, Code, Error, Form, Page, Problems, Visit,
        budget::Budgets,
        panel::{self, Panel},
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
    let mut page = page(visit, db, budgets, &opened, problems).await?;
    if field == "words" {
        page.words = typed.words;
    } else {
        page.not_fixed_words = typed.words;
    }
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
    pub(super) proof: String,
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
    let mut page = AnswersPage::new(opened, visit.now, visit.language, problems);
    page.photos = thumbs(db, budgets, opened.view.report.id).await?;
    page.panels = db
        .read(move |conn| panel::all(&adds.on_answers, conn, &about))
        .await?;
    page.asked = page.panels.iter().find_map(Panel::question);
    Ok(page)
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
    let mut page = page(visit, db, budgets, &opened, Problems::none()).await?;
    page.said = Some(visit.t(said));
    visit.page(&page)
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

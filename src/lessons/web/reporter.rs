//! The reporter's word on a lesson. The receipt stands in forms alone.

use crate::{
    db::Db,
    kernel::{
        keys::{Receipt, Verifier},
        text,
    },
    lessons::{
        commands::{self, Error as ActError},
        model::Refusal,
    },
    web::{Answer, Code, Error, Form, Page, Say, Visit, budget::Budgets},
};
use actix_web::{http::StatusCode, web::Data};
use serde::{Deserialize, Serialize};

/// Characters of what should be different.
const MOST: usize = 4_000;

/// What a reporter says, with the receipt.
#[derive(Debug, Deserialize)]
pub struct SayForm {
    #[serde(default)]
    receipt: String,
    /// `yes`, `no` or `change`.
    #[serde(default)]
    say: String,
    /// The words that were read.
    #[serde(default)]
    mark: String,
    /// What should be different.
    #[serde(default)]
    words: String,
}

#[derive(Serialize, Default)]
struct SaidPage {
    receipt: String,
    said: String,
    thanks: bool,
    /// What should be different, when it needs another look.
    again: bool,
    words: String,
    problem: Option<String>,
}

impl Page for SaidPage {
    const TEMPLATE: &'static str = "lessons/said";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "layout-answers".into()
    }
}

/// `POST /answers/lesson`: yes, no, or what should be different.
///
/// # Errors
/// A wrong receipt, or too many of them; nothing to answer any more; the store's failure.
pub async fn say(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    form: Form<SayForm>,
) -> Answer {
    let typed = form.0;
    let receipt = Receipt::parse(&typed.receipt).ok();
    // An unreadable receipt costs the same as a wrong one.
    let sought = receipt.unwrap_or_else(|| Receipt::from_bits(&[]));
    let hash = visit.settings.keys.receipt_hash(&Verifier::of(&sought));
    let (now, batch) = (visit.now, visit.settings.release_minutes);
    let mut page = SaidPage {
        receipt: sought.grouped(4),
        ..SaidPage::default()
    };
    let said = match typed.say.as_str() {
        "yes" => {
            let mark = typed.mark;
            db.write(move |tx| commands::agree(tx, &hash, &mark, now))
                .await
                .map(|()| "lessons-said-yes")
        }
        "no" => db
            .write(move |tx| commands::say_no(tx, &hash, now))
            .await
            .map(|()| "lessons-said-no"),
        _ => match text::block(&typed.words, MOST) {
            Ok(words) => db
                .write(move |tx| commands::say_change(tx, &hash, &words, now, batch))
                .await
                .map(|()| "lessons-said-change"),
            Err(problem) => {
                page.again = true;
                page.problem = Some(problem.say(visit.language));
                page.words = typed.words;
                page.said = visit.t("lessons-ask-change");
                return visit.again(&page);
            }
        },
    };
    match said {
        Ok(key) => {
            page.said = visit.t(key);
            page.thanks = key != "lessons-said-no";
            visit.page(&page)
        }
        Err(ActError::Refused(Refusal::NotHere)) => Err(wrong(&budgets)),
        Err(ActError::Refused(refusal)) => {
            page.said = Error::from(refusal).say(visit.language);
            visit.page_with(StatusCode::CONFLICT, &page)
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// A wrong receipt: said kindly, and counted against a budget that knows no addresses.
fn wrong(budgets: &Budgets) -> Error {
    if budgets.wrong_receipt() {
        Error::said(Code::LookAgain, "receipt-wrong")
    } else {
        Error::said(Code::TooMany, "receipt-too-many")
    }
}

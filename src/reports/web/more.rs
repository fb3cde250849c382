//! After the thanks: one more question at a time, each of them to be skipped, at the same address.
//!
//! Every answer is stored as it is sent. The receipt travels in the form, so that the way back is
//! open later too.

use super::{
    answers::{self, Opened},
    is_passing,
    more_form::MoreForm,
    not_stored, photos,
    words::{self, Choice},
};
use crate::{
    db::Db,
    kernel::language::Language,
    reports::{commands, model::Question, model::tile_of_the_week},
    web::{Answer, Page, Problems, Visit, budget::Budgets, phrases::say},
};
use actix_web::{http::StatusCode, web::Data};
use serde::Serialize;

/// A sent answer, or the wish for another question.
///
/// # Errors
/// Too many wrong receipts; the store's failure for good.
pub(super) async fn answer(
    visit: Visit,
    db: Data<Db>,
    budgets: Data<Budgets>,
    typed: MoreForm,
) -> Answer {
    let Some(opened) = answers::open(&visit.settings.keys, &db, &typed.receipt).await? else {
        return answers::wrong(&visit, &budgets, typed.receipt);
    };
    let question = Question::parse(&typed.question).unwrap_or(Question::FIRST);
    let asking = Asking {
        visit: &visit,
        db: &db,
        budgets: &budgets,
        opened: &opened,
    };
    match typed.go.as_str() {
        "open" => return asking.ask_or_end(Some(question)).await,
        "skip" => return asking.ask_or_end(question.next()).await,
        "back" => return asking.ask_or_end(question.before()).await,
        _ => {}
    }
    let addition = match typed.parse(
        question,
        tile_of_the_week(visit.now.today()),
        visit.language,
    ) {
        Ok(addition) => addition,
        Err(problems) => {
            let page = AskPage::typed(&visit, &opened, question, &typed, problems);
            return visit.again(&page);
        }
    };
    if let Some(addition) = addition {
        let hash = opened.hash;
        match db
            .write(move |tx| commands::add_more(tx, &hash, &addition))
            .await
        {
            Ok(()) => {}
            Err(failure) if is_passing(&failure) => {
                let mut problems = Problems::none();
                problems.note("question", not_stored(visit.language));
                let page = AskPage::typed(&visit, &opened, question, &typed, problems);
                return visit.page_with(StatusCode::SERVICE_UNAVAILABLE, &page);
            }
            Err(failure) => return Err(failure.into()),
        }
    }
    match typed.go.as_str() {
        "end" => asking.ask_or_end(None).await,
        _ => asking.ask_or_end(question.next()).await,
    }
}

/// Who is asked, with what the pages need.
struct Asking<'a> {
    visit: &'a Visit,
    db: &'a Db,
    budgets: &'a Budgets,
    opened: &'a Opened,
}

impl Asking<'_> {
    async fn ask_or_end(&self, question: Option<Question>) -> Answer {
        let report = &self.opened.view.report;
        match question {
            Some(Question::Photo) => {
                photos::ask(self.visit, self.db, self.budgets, self.opened).await
            }
            Some(question) => {
                let told = MoreForm::told(report);
                let page =
                    AskPage::typed(self.visit, self.opened, question, &told, Problems::none());
                self.visit.page(&page)
            }
            None => self.visit.page(&AddedPage {
                receipt: self.opened.receipt.clone(),
            }),
        }
    }
}

/// A question with a few words to choose from.
#[derive(Serialize)]
struct Pills {
    field: &'static str,
    /// Asked when a page has more than one of them.
    legend: Option<String>,
    choices: Vec<Choice>,
    error: Option<String>,
}

/// A question with tiles to choose from.
#[derive(Serialize)]
struct Tiles {
    field: &'static str,
    choices: Vec<Choice>,
    error: Option<String>,
}

/// A question for words.
#[derive(Serialize)]
struct Words {
    field: &'static str,
    label: String,
    value: String,
    error: Option<String>,
    most: &'static str,
}

#[derive(Serialize)]
struct AskPage {
    action: String,
    receipt: String,
    question: &'static str,
    number: usize,
    of: usize,
    first: bool,
    last: bool,
    title: String,
    help: String,
    tiles: Option<Tiles>,
    pills: Vec<Pills>,
    words: Vec<Words>,
    failure: Option<String>,
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "reports/more";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "front-tell".into()
    }
}

impl AskPage {
    fn typed(
        visit: &Visit,
        opened: &Opened,
        question: Question,
        typed: &MoreForm,
        problems: Problems,
    ) -> Self {
        let error = |field: &str| {
            problems
                .iter()
                .find(|(name, _)| *name == field)
                .map(|(_, sentence)| sentence.to_owned())
        };
        let language = visit.language;
        let tiles = |field, chosen: &[String]| Tiles {
            field,
            choices: words::tiles(language, chosen),
            error: error(field),
        };
        let pills = |field, legend: Option<&str>, choices| Pills {
            field,
            legend: legend.map(|legend| visit.t(legend)),
            choices,
            error: error(field),
        };
        let words = |field, label, value: &str, most| Words {
            field,
            label: visit.t(label),
            value: value.to_owned(),
            error: error(field),
            most,
        };
        let (title, help) = asked(language, question, tile_of_the_week(visit.now.today()));
        let mut page = Self {
            action: if visit.path().starts_with("/tell") {
                visit.path().to_owned()
            } else {
                "/tell".into()
            },
            receipt: opened.receipt.clone(),
            question: question.as_str(),
            number: question.number(),
            of: Question::ALL.len(),
            first: question.before().is_none(),
            last: question.next().is_none(),
            title,
            help,
            tiles: None,
            pills: Vec::new(),
            words: Vec::new(),
            failure: error("question"),
        };
        match question {
            Question::Factors => {
                page.tiles = Some(tiles("factors", &typed.factors));
                page.words = vec![words(
                    "factor_words",
                    "more-own-words",
                    &typed.factor_words,
                    "2000",
                )];
            }
            Question::Pressure => {
                page.pills = vec![pills(
                    "pressure",
                    None,
                    words::enough(language, &typed.pressure),
                )];
            }
            Question::CaughtBy => {
                page.tiles = Some(tiles("caught_by", &typed.caught_by));
                page.words = vec![words(
                    "caught_words",
                    "more-own-words",
                    &typed.caught_words,
                    "2000",
                )];
            }
            Question::Purpose => {
                page.words = vec![
                    words("intent", "more-intent", &typed.intent, "2000"),
                    words("impact", "more-impact", &typed.impact, "2000"),
                    words("step", "more-step", &typed.step, "200"),
                ];
            }
            Question::Workaround => {
                page.words = vec![words(
                    "workaround",
                    "more-workaround",
                    &typed.workaround,
                    "2000",
                )];
            }
            Question::SeenBefore => {
                page.pills = vec![pills(
                    "seen_before",
                    None,
                    words::seen(language, &typed.seen_before),
                )];
            }
            Question::Effect => {
                page.pills = vec![
                    pills(
                        "effect",
                        Some("more-effect"),
                        words::effects(language, &typed.effect),
                    ),
                    pills(
                        "could_have",
                        Some("more-could-have"),
                        words::effects(language, &typed.could_have),
                    ),
                ];
            }
            Question::Idea => {
                page.words = vec![words("idea", "more-idea", &typed.idea, "2000")];
            }
            Question::Photo => {}
            Question::Share => {
                page.pills = vec![pills("share", None, words::shares(language, &typed.share))];
            }
        }
        page
    }
}

/// The question as it is asked, and one line of help.
fn asked(language: Language, question: Question, tile: u8) -> (String, String) {
    let name = match question {
        Question::Pressure => format!("pressure-{tile}"),
        other => other.as_str().to_owned(),
    };
    (
        say(language, &format!("more-ask-{name}")),
        say(language, &format!("more-help-{name}")),
    )
}

#[derive(Serialize)]
struct AddedPage {
    receipt: String,
}

impl Page for AddedPage {
    const TEMPLATE: &'static str = "reports/added";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "front-tell".into()
    }
}

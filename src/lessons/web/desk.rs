//! The leads' desk: what is to be read again, what can be published, what is being asked, and all the rest.

use super::{viewer, words};
use crate::{
    db::Db,
    kernel::language::Language,
    lessons::{
        commands::{self, At},
        model::{Said, State},
    },
    web::{Answer, Lead, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

/// Where a lesson stands, as a lead reads it.
pub(super) fn state_in_words(state: State, said: Option<Said>) -> &'static str {
    match (state, said) {
        (State::Draft, _) => "A draft",
        (State::Asked, _) => "The reporter is asked",
        (State::Agreed, _) => "The reporter said yes",
        (State::Published, _) => "Published",
        (State::Withdrawn, Some(Said::No)) => "The reporter does not want it shared",
        (State::Withdrawn, _) => "Taken back",
    }
}

#[derive(Serialize)]
struct Card {
    href: String,
    title: String,
    learned: String,
    lang: &'static str,
    month: Option<String>,
    state: &'static str,
    own: Option<String>,
    report: Option<String>,
}

impl Card {
    fn new(at: &At) -> Self {
        let lesson = &at.lesson;
        Self {
            href: format!("/lessons/desk/{}", lesson.reference.grouped(3)),
            title: lesson.words.title.clone(),
            learned: lesson.words.learned.clone(),
            lang: lesson.words.language.as_str(),
            month: lesson.month.map(|of| words::month(Language::English, of)),
            state: state_in_words(at.state, lesson.said),
            own: lesson.own.as_ref().map(|own| own.name.clone()),
            report: at.report.clone(),
        }
    }
}

#[derive(Serialize)]
struct Part {
    name: &'static str,
    say: &'static str,
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct DeskPage {
    parts: Vec<Part>,
}

impl Page for DeskPage {
    const TEMPLATE: &'static str = "lessons/desk";

    fn title(&self) -> String {
        "Lessons".into()
    }
}

type Wanted = fn(&At) -> bool;

const PARTS: [(&str, &str, Wanted); 6] = [
    (
        "A year ago you learned",
        "Does it still hold? Go and see, then say what you found.",
        |at| at.state == State::Published && at.is_due,
    ),
    (
        "The reporter said yes",
        "These can be published now.",
        |at| at.state == State::Agreed,
    ),
    (
        "Waiting for the reporter",
        "They are asked on their own page, whenever they come back. Nobody is reminded.",
        |at| at.state == State::Asked,
    ),
    ("Drafts", "Nobody else reads these yet.", |at| {
        at.state == State::Draft
    }),
    (
        "Published",
        "Everybody who may read lessons reads these.",
        |at| at.state == State::Published && !at.is_due,
    ),
    ("Taken back", "Nobody can read these any more.", |at| {
        at.state == State::Withdrawn
    }),
];

/// `GET /lessons/desk`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Lead>, db: Data<Db>) -> Answer {
    let viewer = viewer(&who.person, who.visit.now);
    let lessons = db.read(move |conn| commands::desk(conn, &viewer)).await?;
    who.page(&DeskPage {
        parts: PARTS
            .iter()
            .map(|&(name, say, wanted)| Part {
                name,
                say,
                cards: lessons
                    .iter()
                    .filter(|at| wanted(at))
                    .map(Card::new)
                    .collect(),
            })
            .filter(|part| !part.cards.is_empty())
            .collect(),
    })
}

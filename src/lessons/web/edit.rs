//! One lesson on the leads' desk, and what may be done with it now.

use super::{
    desk::state_in_words,
    form::{Fields, LessonForm, Of},
    reference, viewer,
    words::{self, Shown},
};
use crate::{
    countermeasures::Sight,
    db::{Db, Tx},
    kernel::{ids::Id, language::Language, text},
    lessons::{
        commands::{self, At, Error as ActError, InPlace, Viewer},
        model::{Consent, Found, MOST_LEARNED, Reference, Refusal, Said, State},
    },
    places::{self, Tree},
    web::{Act, Answer, Button, Code, Error, Lead, Page, Problems, Who, notice::Notice},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct RereadLine {
    month: String,
    found: &'static str,
    words: Option<String>,
}

#[derive(Serialize)]
struct EditPage {
    path: String,
    report: Option<String>,
    state: &'static str,
    say: &'static str,
    lesson: Shown,
    may_ask: bool,
    may_publish: bool,
    may_take_back: bool,
    may_write: bool,
    is_public: bool,
    is_due: bool,
    asks_again: bool,
    rereads: Vec<RereadLine>,
    /// Where an A3 begins, when the latest look found that it has slipped.
    slipped: Option<String>,
    reread_words: String,
    refused: Option<String>,
    writing: bool,
    fields: Fields,
}

impl Page for EditPage {
    const TEMPLATE: &'static str = "lessons/edit";

    fn title(&self) -> String {
        self.lesson.title.clone()
    }
}

/// A lesson with what its page needs.
struct Loaded {
    at: At,
    places: Vec<Id>,
    in_place: Vec<InPlace>,
    tree: Tree,
}

async fn load(who: &Who<Lead>, db: &Db, reference: Reference) -> Result<Loaded, Error> {
    let viewer = viewer(&who.person, who.visit.now);
    let sight = Sight::of(&who.person);
    let small = who.visit.settings.small_number;
    Ok(db
        .read(move |conn| {
            let (at, places) = commands::see(conn, reference, &viewer, small)?;
            let tree = places::all(conn)?;
            let in_place = match at.lesson.report {
                Some(report) => commands::in_place(conn, report, &sight)?,
                None => Vec::new(),
            };
            Ok::<_, ActError>(Loaded {
                at,
                places,
                in_place,
                tree,
            })
        })
        .await?)
}

impl Loaded {
    fn of(&self) -> Of {
        match self.at.lesson.own {
            Some(_) => Of::Own,
            None => Of::Report,
        }
    }

    fn page(&self, typed: Option<&LessonForm>, problems: Problems, small: i64) -> EditPage {
        let (at, lesson) = (&self.at, &self.at.lesson);
        let said_no = lesson.said == Some(Said::No) && at.state == State::Withdrawn;
        let closed = said_no || at.asking.consent == Consent::Refused;
        let asks = at.asking.consent == Consent::AskFirst;
        let stored = LessonForm::of(lesson, &self.tree);
        EditPage {
            path: format!("/lessons/desk/{}", lesson.reference.grouped(3)),
            report: at.report.clone(),
            state: state_in_words(at.state, lesson.said.filter(|_| said_no)),
            say: say(at, said_no),
            lesson: Shown::new(Language::English, lesson, &self.tree, small),
            may_ask: asks && !closed && matches!(at.state, State::Draft | State::Withdrawn),
            may_publish: !closed
                && match at.state {
                    State::Published => false,
                    State::Agreed => true,
                    State::Draft | State::Asked | State::Withdrawn => !asks,
                },
            may_take_back: !closed && at.state != State::Withdrawn,
            may_write: !closed,
            is_public: at.state == State::Published,
            is_due: at.is_due,
            asks_again: asks && matches!(at.state, State::Asked | State::Agreed | State::Published),
            rereads: at
                .rereads
                .iter()
                .map(|reread| RereadLine {
                    month: words::month(Language::English, reread.month),
                    found: match reread.found {
                        Found::Holds => "It still holds.",
                        Found::Slipped => "It has slipped.",
                    },
                    words: reread.words.clone(),
                })
                .collect(),
            slipped: at
                .rereads
                .last()
                .filter(|latest| latest.found == Found::Slipped)
                .map(|_| match &at.report {
                    Some(report) => format!("/a3/new?report={report}"),
                    None => "/a3/new".to_owned(),
                }),
            reread_words: String::new(),
            refused: None,
            writing: typed.is_some(),
            fields: Fields::new(
                self.of(),
                typed.unwrap_or(&stored),
                &self.places,
                &self.tree,
                problems,
            )
            .offering(&self.in_place),
        }
    }
}

/// What it means where it stands.
fn say(at: &At, said_no: bool) -> &'static str {
    match (at.state, at.asking.consent) {
        _ if said_no => {
            "The reporter does not want this to be shared. It is not shown anywhere. Please do not ask why."
        }
        (_, Consent::Refused) => {
            "The reporter asked that this story is not shared. It is not shown anywhere."
        }
        (State::Draft, Consent::AskFirst) => {
            "Nobody else reads it yet. Next, ask the reporter: they see exactly these words."
        }
        (State::Draft, _) => {
            "Nobody else reads it yet. The reporter agreed to sharing without details, and can take it back at any time."
        }
        (State::Asked, _) => {
            "The reporter sees these words on their own page, and can say yes, no, or what should be different."
        }
        (State::Agreed, _) => "You can publish it now. It says the month, and no day.",
        (State::Published, Consent::Own) => {
            "Everybody who may read lessons reads it under your name. Thank you for going first."
        }
        (State::Published, _) => {
            "Everybody who may read lessons reads it. The reporter can take it back at any time."
        }
        (State::Withdrawn, _) => "It was taken back. Nobody can read it.",
    }
}

/// `GET /lessons/desk/{reference}`
///
/// # Errors
/// Not found, also for a lesson of other places; the store's failure.
pub async fn show(who: Who<Lead>, db: Data<Db>, path: Path<String>) -> Answer {
    let loaded = load(&who, &db, reference(&path)?).await?;
    let small = who.visit.settings.small_number;
    who.page(&loaded.page(None, Problems::none(), small))
}

/// `POST /lessons/desk/{reference}`: other words.
///
/// # Errors
/// Not found; the store's failure. What needs another look shows the form again.
pub async fn write(act: Act<Lead, LessonForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form: typed } = act;
    let reference = reference(&path)?;
    let loaded = load(&who, &db, reference).await?;
    let small = who.visit.settings.small_number;
    if let Some(typed) = typed.taking(&loaded.in_place) {
        return who.page(&loaded.page(Some(&typed), Problems::none(), small));
    }
    let written = match typed.parse(loaded.of(), &loaded.tree) {
        Ok(written) => written,
        Err(problems) => return who.again(&loaded.page(Some(&typed), problems, small)),
    };
    let viewer = viewer(&who.person, who.visit.now);
    let kept = db
        .write(move |tx| commands::rewrite(tx, reference, &viewer, written, small))
        .await;
    match kept {
        Ok(State::Asked) => Ok(who.done(Notice::LessonAsked, &address(reference))),
        Ok(_) => Ok(who.done(Notice::LessonKept, &address(reference))),
        Err(ActError::Refused(refusal)) if refusal != Refusal::NotHere => {
            let page = load(&who, &db, reference).await?;
            let page = page.page(Some(&typed), Problems::none(), small);
            refused(&who, page, refusal)
        }
        Err(failure) => Err(failure.into()),
    }
}

fn address(reference: Reference) -> String {
    format!("/lessons/desk/{}", reference.grouped(3))
}

fn refused(who: &Who<Lead>, page: EditPage, refusal: Refusal) -> Answer {
    who.page_with(
        StatusCode::CONFLICT,
        &EditPage {
            refused: Some(refusal.to_string()),
            ..page
        },
    )
}

/// `POST /lessons/desk/{reference}/ask`
///
/// # Errors
/// Not found; what the rules refuse; the store's failure.
pub async fn ask(act: Act<Lead, Button>, db: Data<Db>, path: Path<String>) -> Answer {
    press(act, &db, &path, Notice::LessonAsked, commands::ask).await
}

/// `POST /lessons/desk/{reference}/publish`
///
/// # Errors
/// Not found; what the rules refuse; the store's failure.
pub async fn publish(act: Act<Lead, Button>, db: Data<Db>, path: Path<String>) -> Answer {
    press(act, &db, &path, Notice::LessonPublished, commands::publish).await
}

/// `POST /lessons/desk/{reference}/take-back`
///
/// # Errors
/// Not found; what the rules refuse; the store's failure.
pub async fn take_back(act: Act<Lead, Button>, db: Data<Db>, path: Path<String>) -> Answer {
    press(
        act,
        &db,
        &path,
        Notice::LessonTakenBack,
        commands::take_back,
    )
    .await
}

type Verb = fn(&mut Tx<'_>, Reference, &Viewer) -> Result<(), ActError>;

async fn press(act: Act<Lead, Button>, db: &Db, path: &str, done: Notice, verb: Verb) -> Answer {
    let who = act.who;
    let reference = reference(path)?;
    let viewer = viewer(&who.person, who.visit.now);
    let acted = db.write(move |tx| verb(tx, reference, &viewer)).await;
    match acted {
        Ok(()) => Ok(who.done(done, &address(reference))),
        Err(ActError::Refused(refusal)) if refusal != Refusal::NotHere => {
            let small = who.visit.settings.small_number;
            let page = load(&who, db, reference).await?;
            refused(&who, page.page(None, Problems::none(), small), refusal)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// What reading it again found.
#[derive(Debug, Deserialize)]
pub struct RereadForm {
    #[serde(default)]
    found: String,
    #[serde(default)]
    words: String,
}

/// `POST /lessons/desk/{reference}/reread`
///
/// # Errors
/// Not found; a lesson that is not published; the store's failure.
pub async fn read_again(act: Act<Lead, RereadForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form: typed } = act;
    let reference = reference(&path)?;
    let mut problems = Problems::none();
    let found = problems.keep(
        "found",
        Found::parse(&typed.found).map_err(|_unknown| "Please choose one of the two."),
    );
    let words = problems.keep("reread", text::optional_block(&typed.words, MOST_LEARNED));
    let (Some(found), Some(words)) = (found, words) else {
        let small = who.visit.settings.small_number;
        let loaded = load(&who, &db, reference).await?;
        return who.again(&EditPage {
            reread_words: typed.words,
            is_due: true,
            writing: false,
            ..loaded.page(None, problems, small)
        });
    };
    let viewer = viewer(&who.person, who.visit.now);
    db.write(move |tx| commands::read_again(tx, reference, &viewer, found, words))
        .await
        .map_err(|failure: ActError| match failure {
            ActError::Refused(refusal) if refusal != Refusal::NotHere => {
                Error::new(Code::NotNow, refusal)
            }
            other => other.into(),
        })?;
    Ok(who.done(Notice::LessonReadAgain, &address(reference)))
}

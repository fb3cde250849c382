//! What a lead does with a report. What cannot be taken shows the page again with the words in it.

use super::{
    inbox::scope,
    show::{self, Refused, ShowPage, Typed},
};
use crate::{
    db::{Db, Tx},
    kernel::{ids::Id, text},
    reports::{
        Error as ActError, Refusal, Scope, commands,
        model::{Reference, Triage},
    },
    web::{Act, Answer, Code, Error, Lead, Who, error::Kept, notice::Notice},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use serde::Deserialize;

/// Characters of what a lead writes.
const MOST: usize = 4_000;

/// Words of a lead.
#[derive(Debug, Deserialize)]
pub struct WordsForm {
    #[serde(default)]
    words: String,
}

/// `POST /reports/{reference}/thanks`
///
/// # Errors
/// Not found; already thanked; the store's failure.
pub async fn thank(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act {
        who,
        form: WordsForm { words: typed },
    } = act;
    let sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "thanks",
        typed: Typed {
            thanks: typed.clone(),
            ..Typed::default()
        },
    };
    match text::block(&typed, MOST) {
        Ok(words) => {
            sending
                .send(Notice::ThanksSent, move |tx, reference, scope, by| {
                    commands::thank(tx, reference, scope, by, words)
                })
                .await
        }
        Err(problem) => sending.again(problem).await,
    }
}

/// `POST /reports/{reference}/question`
///
/// # Errors
/// Not found; the store's failure.
pub async fn ask(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act {
        who,
        form: WordsForm { words: typed },
    } = act;
    let sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "question",
        typed: Typed {
            question: typed.clone(),
            ..Typed::default()
        },
    };
    match text::block(&typed, MOST) {
        Ok(words) => {
            sending
                .send(Notice::QuestionSent, move |tx, reference, scope, by| {
                    commands::ask(tx, reference, scope, by, &words)
                })
                .await
        }
        Err(problem) => sending.again(problem).await,
    }
}

/// `POST /reports/{reference}/containment`
///
/// # Errors
/// Not found; the store's failure.
pub async fn contain(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act {
        who,
        form: WordsForm { words: typed },
    } = act;
    let sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "containment",
        typed: Typed {
            containment: typed.clone(),
            ..Typed::default()
        },
    };
    match text::block(&typed, MOST) {
        Ok(words) => {
            sending
                .send(Notice::Contained, move |tx, reference, scope, by| {
                    commands::contain(tx, reference, scope, by, &words)
                })
                .await
        }
        Err(problem) => sending.again(problem).await,
    }
}

/// `POST /reports/{reference}/outcome`
///
/// # Errors
/// Not found; thanks come first; the store's failure.
pub async fn outcome(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act {
        who,
        form: WordsForm { words: typed },
    } = act;
    let sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "outcome",
        typed: Typed {
            outcome: typed.clone(),
            ..Typed::default()
        },
    };
    match text::block(&typed, MOST) {
        Ok(words) => {
            sending
                .send(Notice::OutcomeTold, move |tx, reference, scope, by| {
                    commands::outcome(tx, reference, scope, by, words)
                })
                .await
        }
        Err(problem) => sending.again(problem).await,
    }
}

/// `POST /reports/{reference}/shared-story`; no words take it back.
///
/// # Errors
/// Not found; not to be shared; the store's failure.
pub async fn share(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act {
        who,
        form: WordsForm { words: typed },
    } = act;
    let sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "shared_story",
        typed: Typed {
            shared_story: typed.clone(),
            ..Typed::default()
        },
    };
    match text::optional_block(&typed, MOST) {
        Ok(words) => {
            sending
                .send(Notice::SharedStoryKept, move |tx, reference, scope, by| {
                    commands::share(tx, reference, scope, by, words)
                })
                .await
        }
        Err(problem) => sending.again(problem).await,
    }
}

/// The way forward, with a reason.
#[derive(Debug, Deserialize)]
pub struct TriageForm {
    #[serde(default)]
    way: String,
    #[serde(default)]
    reason: String,
}

/// `POST /reports/{reference}/triage`
///
/// # Errors
/// Not found; thanks come first; the store's failure.
pub async fn triage(act: Act<Lead, TriageForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act {
        who,
        form: TriageForm {
            way: typed_way,
            reason: typed_reason,
        },
    } = act;
    let typed = Typed {
        way: typed_way.clone(),
        reason: typed_reason.clone(),
        ..Typed::default()
    };
    let sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "way",
        typed,
    };
    match (
        Triage::parse(&typed_way),
        text::optional_block(&typed_reason, MOST),
    ) {
        (Ok(way), Ok(reason)) => {
            sending
                .send(Notice::Triaged, move |tx, reference, scope, by| {
                    commands::triage(tx, reference, scope, by, way, reason)
                })
                .await
        }
        (Err(_), _) => sending.again("Please choose one of the ways.").await,
        (_, Err(problem)) => sending.again(problem).await,
    }
}

/// One form of a lead on its way to the store.
struct Sending<'a> {
    who: &'a Who<Lead>,
    db: &'a Db,
    path: &'a str,
    field: &'static str,
    typed: Typed,
}

impl Sending<'_> {
    /// Runs the act and goes back to the report. What the rules refuse because of what was typed
    /// shows the page again.
    async fn send<F>(self, done: Notice, act: F) -> Answer
    where
        F: FnOnce(&mut Tx<'_>, Reference, &Scope, Id) -> Result<(), ActError> + Send + 'static,
    {
        let reference = show::reference(self.path)?;
        let (scope, by) = (
            scope(&self.who.person, self.who.visit.now),
            self.who.person.id,
        );
        match self
            .db
            .write(move |tx| act(tx, reference, &scope, by))
            .await
        {
            Ok(()) => Ok(self
                .who
                .done(done, &format!("/reports/{}", reference.grouped(3)))),
            Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
            Err(ActError::Refused(refusal)) => self.refused(refusal).await,
            Err(ActError::Store(failure)) => {
                let mut error = Error::from(failure);
                if error.code == Code::Unavailable {
                    error.kept = Some(Box::new(self.kept()));
                }
                Err(error)
            }
        }
    }

    /// What the rules refuse shows the page as it is now. Where it has no such form, the words stand
    /// above the others.
    async fn refused(mut self, refusal: Refusal) -> Answer {
        let status = Error::from(refusal).code.status();
        match refusal {
            // Another lead was quicker: these words can still be sent.
            Refusal::AlreadyThanked => {
                self.field = "question";
                self.typed.question = std::mem::take(&mut self.typed.thanks);
                self.shown(refusal, status).await
            }
            Refusal::ThankFirst | Refusal::NotToBeShared | Refusal::Imported => {
                let mut page = self.fresh().await?;
                page.refused = Some(Refused {
                    sentence: refusal.to_string(),
                    words: self.typed.words().to_owned(),
                });
                self.who.page_with(status, &page)
            }
            _ => self.shown(refusal, status).await,
        }
    }

    async fn again(self, problem: impl std::fmt::Display) -> Answer {
        self.shown(problem, StatusCode::UNPROCESSABLE_ENTITY).await
    }

    async fn shown(self, problem: impl std::fmt::Display, status: StatusCode) -> Answer {
        let mut page = self.fresh().await?;
        page.problems.note(self.field, problem);
        let way = self.typed.way.clone();
        merge(&mut page.typed, self.typed);
        self.who.page_with(status, &page.choosing(&way))
    }

    async fn fresh(&self) -> Result<ShowPage, Error> {
        show::load(self.db, self.who, self.path).await
    }

    fn kept(&self) -> Kept {
        let typed = &self.typed;
        let fields = if self.field == "way" {
            vec![
                ("way".to_owned(), typed.way.clone()),
                ("reason".to_owned(), typed.reason.clone()),
            ]
        } else {
            vec![("words".to_owned(), typed.words().to_owned())]
        };
        Kept {
            action: self.who.visit.path().to_owned(),
            fields,
            proof: Some(self.who.proof()),
        }
    }
}

/// What was being typed takes the place of what is stored.
fn merge(shown: &mut Typed, typed: Typed) {
    for (shown, typed) in [
        (&mut shown.thanks, typed.thanks),
        (&mut shown.question, typed.question),
        (&mut shown.containment, typed.containment),
        (&mut shown.way, typed.way),
        (&mut shown.reason, typed.reason),
        (&mut shown.outcome, typed.outcome),
        (&mut shown.shared_story, typed.shared_story),
    ] {
        if !typed.is_empty() {
            *shown = typed;
        }
    }
}

//! What a lead does with a report. What cannot be taken shows the page again with the words in it.

use super::{
    inbox::scope,
    show::{self, Refused, ShowPage},
    typed::Typed,
};
use crate::{
    db::{Db, Tx},
    kernel::{
        ids::Id,
        text::{self, TextError},
    },
    reports::{
        Error as ActError, Refusal, Scope, commands,
        model::{Reference, Triage, due_day},
    },
    web::{
        Act, Answer, Code, Error, Lead, Problems, Who, error::Kept, notice::Notice, suggestions,
    },
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use serde::Deserialize;

/// Characters of what a lead writes.
const MOST: usize = 4_000;

/// Characters of what is said with a promise.
const MOST_WITH_A_PROMISE: usize = 400;

/// Words of a lead, or words to start from that were chosen instead of sending.
#[derive(Debug, Deserialize)]
pub struct WordsForm {
    #[serde(default)]
    words: String,
    #[serde(default)]
    suggest: String,
}

/// A form of one text: which field of the page it is, and what sending does.
struct Words {
    field: &'static str,
    done: Notice,
    /// Whether sending nothing means something.
    may_be_empty: bool,
    send: fn(&mut Tx<'_>, Reference, &Scope, Id, String) -> Result<(), ActError>,
}

/// `POST /reports/{reference}/thanks`
///
/// # Errors
/// Not found; already thanked; the store's failure.
pub async fn thank(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let words = Words {
        field: "thanks",
        done: Notice::ThanksSent,
        may_be_empty: false,
        send: commands::thank,
    };
    words.sent(act, &db, &path).await
}

/// `POST /reports/{reference}/question`
///
/// # Errors
/// Not found; the store's failure.
pub async fn ask(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let words = Words {
        field: "question",
        done: Notice::QuestionSent,
        may_be_empty: false,
        send: |tx, reference, scope, by, words| commands::ask(tx, reference, scope, by, &words),
    };
    words.sent(act, &db, &path).await
}

/// `POST /reports/{reference}/containment`
///
/// # Errors
/// Not found; the store's failure.
pub async fn contain(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let words = Words {
        field: "containment",
        done: Notice::Contained,
        may_be_empty: false,
        send: |tx, reference, scope, by, words| commands::contain(tx, reference, scope, by, &words),
    };
    words.sent(act, &db, &path).await
}

/// `POST /reports/{reference}/outcome`
///
/// # Errors
/// Not found; thanks come first; the store's failure.
pub async fn outcome(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let words = Words {
        field: "outcome",
        done: Notice::OutcomeTold,
        may_be_empty: false,
        send: commands::outcome,
    };
    words.sent(act, &db, &path).await
}

/// `POST /reports/{reference}/shared-story`; no words take it back.
///
/// # Errors
/// Not found; not to be shared; the store's failure.
pub async fn share(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let words = Words {
        field: "shared_story",
        done: Notice::SharedStoryKept,
        may_be_empty: true,
        send: |tx, reference, scope, by, words| {
            let words = Some(words).filter(|words| !words.is_empty());
            commands::share(tx, reference, scope, by, words)
        },
    };
    words.sent(act, &db, &path).await
}

/// `POST /reports/{reference}/note`: for other leads, never for the reporter.
///
/// # Errors
/// Not found; the store's failure.
pub async fn note(act: Act<Lead, WordsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let words = Words {
        field: "note",
        done: Notice::NoteKept,
        may_be_empty: false,
        send: |tx, reference, scope, by, words| commands::note(tx, reference, scope, by, &words),
    };
    words.sent(act, &db, &path).await
}

impl Words {
    async fn sent(self, act: Act<Lead, WordsForm>, db: &Db, path: &str) -> Answer {
        let Act { who, form } = act;
        let sending = |words: String| Sending {
            who: &who,
            db,
            path,
            field: self.field,
            typed: Typed::of(self.field, words),
        };
        if !form.suggest.is_empty() {
            let words = suggestions::added(&form.words, &form.suggest);
            return sending(words).filled().await;
        }
        let read = match text::block(&form.words, MOST) {
            Err(TextError::Empty) if self.may_be_empty => Ok(String::new()),
            read => read,
        };
        match read {
            Ok(words) => {
                let (done, send) = (self.done, self.send);
                sending(form.words)
                    .send(move |tx, reference, scope, by| {
                        send(tx, reference, scope, by, words)?;
                        Ok(done)
                    })
                    .await
            }
            Err(problem) => sending(form.words).again(problem).await,
        }
    }
}

/// The way forward, with a reason, and of which report it is an echo.
#[derive(Debug, Deserialize)]
pub struct TriageForm {
    #[serde(default)]
    way: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    echo_of: String,
    #[serde(default)]
    suggest: String,
}

/// `POST /reports/{reference}/triage`
///
/// # Errors
/// Not found; thanks come first; the store's failure.
pub async fn triage(act: Act<Lead, TriageForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let mut sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "way",
        typed: Typed {
            way: form.way.clone(),
            reason: form.reason.clone(),
            echo_of: form.echo_of.clone(),
            ..Typed::default()
        },
    };
    if !form.suggest.is_empty() {
        sending.typed.reason = suggestions::added(&form.reason, &form.suggest);
        return sending.filled().await;
    }
    let Ok(way) = Triage::parse(&form.way) else {
        return sending.again("Please choose one of the ways.").await;
    };
    // Only one way asks for another report; what stands in its field is no matter to the others.
    let echo_of = match form.echo_of.trim() {
        "" => Ok(None),
        _ if way != Triage::Known => Ok(None),
        raw => Reference::parse(raw).map(Some),
    };
    let reason = match text::optional_block(&form.reason, MOST) {
        Ok(reason) => reason,
        Err(problem) => return sending.again(problem).await,
    };
    let Ok(echo_of) = echo_of else {
        sending.field = "echo_of";
        return sending.again(Refusal::EchoUnknown).await;
    };
    sending
        .send(move |tx, reference, scope, by| {
            commands::triage(tx, reference, scope, by, way, reason, echo_of)?;
            Ok(Notice::Triaged)
        })
        .await
}

/// A day by which the reporter hears more; with a reason where another day was promised before.
#[derive(Debug, Deserialize)]
pub struct PromiseForm {
    #[serde(default)]
    day: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    suggest: String,
}

/// `POST /reports/{reference}/promise`
///
/// # Errors
/// Not found; the store's failure.
pub async fn promise(act: Act<Lead, PromiseForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let mut sending = Sending {
        who: &who,
        db: &db,
        path: &path,
        field: "promise",
        typed: Typed {
            promise_day: form.day.clone(),
            promise_words: form.words.clone(),
            promise_reason: form.reason.clone(),
            ..Typed::default()
        },
    };
    if !form.suggest.is_empty() {
        sending.typed.promise_reason = suggestions::added(&form.reason, &form.suggest);
        return sending.filled().await;
    }
    let mut problems = Problems::none();
    let day = problems.keep("promise", due_day(&form.day, who.visit.now.today()));
    let words = problems.keep(
        "promise_words",
        text::optional_block(&form.words, MOST_WITH_A_PROMISE),
    );
    let reason = problems.keep("promise_reason", text::optional_block(&form.reason, MOST));
    let (Some(day), Some(words), Some(reason)) = (day, words, reason) else {
        return sending
            .shown(problems, StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    };
    sending
        .send(move |tx, reference, scope, by| {
            let moved = commands::promise(tx, reference, scope, by, day, words, reason)?;
            Ok(if moved {
                Notice::PromiseMoved
            } else {
                Notice::Promised
            })
        })
        .await
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
    async fn send<F>(self, act: F) -> Answer
    where
        F: FnOnce(&mut Tx<'_>, Reference, &Scope, Id) -> Result<Notice, ActError> + Send + 'static,
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
            Ok(done) => Ok(self
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
                self.said(refusal, status).await
            }
            Refusal::ThankFirst | Refusal::NotToBeShared | Refusal::Imported => {
                let mut page = self.fresh().await?;
                page.refused = Some(Refused {
                    sentence: refusal.to_string(),
                    words: self.typed.words().to_owned(),
                });
                self.who.page_with(status, &page)
            }
            Refusal::EchoUnknown | Refusal::EchoOfItself => {
                self.field = "echo_of";
                self.said(refusal, status).await
            }
            Refusal::MoveReasonMissing => {
                self.field = "promise_reason";
                self.said(refusal, status).await
            }
            _ => self.said(refusal, status).await,
        }
    }

    async fn again(self, problem: impl std::fmt::Display) -> Answer {
        self.said(problem, StatusCode::UNPROCESSABLE_ENTITY).await
    }

    async fn said(self, problem: impl std::fmt::Display, status: StatusCode) -> Answer {
        let mut problems = Problems::none();
        problems.note(self.field, problem);
        self.shown(problems, status).await
    }

    /// The page with words to start from in the field; nothing was sent.
    async fn filled(self) -> Answer {
        self.shown(Problems::none(), StatusCode::OK).await
    }

    async fn shown(self, problems: Problems, status: StatusCode) -> Answer {
        let mut page = self.fresh().await?;
        page.problems = problems;
        page.writing = Some(self.field);
        let way = self.typed.way.clone();
        page.typed.take(self.typed);
        self.who.page_with(status, &page.choosing(&way))
    }

    async fn fresh(&self) -> Result<ShowPage, Error> {
        show::load(self.db, self.who, self.path).await
    }

    fn kept(&self) -> Kept {
        let typed = &self.typed;
        let named = |fields: &[(&str, &String)]| {
            let fields = fields.iter();
            fields
                .map(|(name, words)| ((*name).to_owned(), (*words).clone()))
                .collect()
        };
        let fields = match self.field {
            "way" => named(&[
                ("way", &typed.way),
                ("reason", &typed.reason),
                ("echo_of", &typed.echo_of),
            ]),
            "promise" => named(&[
                ("day", &typed.promise_day),
                ("words", &typed.promise_words),
                ("reason", &typed.promise_reason),
            ]),
            _ => vec![("words".to_owned(), typed.words().to_owned())],
        };
        Kept {
            action: self.who.visit.path().to_owned(),
            fields,
            proof: Some(self.who.proof()),
        }
    }
}

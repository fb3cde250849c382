//! What is done with a countermeasure. What cannot be taken shows the page again with the words in it.

use super::{
    form::{Command, Doing, Typed, field_of_check, field_of_decision, field_of_plan},
    reference,
    show::{self, Fact, Refused, ShowPage},
};
use crate::{
    countermeasures::{
        Error as ActError, Origins, Refusal,
        commands::{self, Acting},
        store::Sight,
    },
    db::{Db, Tx},
    web::{Act, Analyst, Answer, Code, Error, Problems, Who, notice::Notice},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};

/// `POST /countermeasures/{reference}/plan`
///
/// # Errors
/// Not found; changed by somebody else; the store's failure.
pub async fn plan(
    act: Act<Analyst, Typed>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    send(act, Doing::Plan, &db, &origins, &path).await
}

/// `POST /countermeasures/{reference}/conditions`
///
/// # Errors
/// Not found; changed by somebody else; the store's failure.
pub async fn address(
    act: Act<Analyst, Typed>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    send(act, Doing::Conditions, &db, &origins, &path).await
}

/// `POST /countermeasures/{reference}/in-place`
///
/// # Errors
/// Not found; changed by somebody else; the store's failure.
pub async fn in_place(
    act: Act<Analyst, Typed>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    send(act, Doing::InPlace, &db, &origins, &path).await
}

/// `POST /countermeasures/{reference}/check`
///
/// # Errors
/// Not found; not in place yet; changed by somebody else; the store's failure.
pub async fn check(
    act: Act<Analyst, Typed>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    send(act, Doing::Check, &db, &origins, &path).await
}

/// `POST /countermeasures/{reference}/decision`
///
/// # Errors
/// Not found; not looked at yet; changed by somebody else; the store's failure.
pub async fn decide(
    act: Act<Analyst, Typed>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    send(act, Doing::Decision, &db, &origins, &path).await
}

/// `POST /countermeasures/{reference}/again`: what was decided is taken up once more.
///
/// # Errors
/// Not found; not decided; changed by somebody else; the store's failure.
pub async fn look_again(
    act: Act<Analyst, Typed>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    send(act, Doing::Again, &db, &origins, &path).await
}

/// `POST /countermeasures/{reference}/spread`
///
/// # Errors
/// Not found; changed by somebody else; the store's failure.
pub async fn spread(
    act: Act<Analyst, Typed>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    send(act, Doing::Spread, &db, &origins, &path).await
}

/// Reads the form, runs the act and goes back to the page.
async fn send(
    act: Act<Analyst, Typed>,
    doing: Doing,
    db: &Db,
    origins: &Data<Origins>,
    path: &str,
) -> Answer {
    let Act { who, form: sent } = act;
    let now = who.visit.now;
    let acting = Acting {
        reference: reference(path)?,
        sight: Sight::of(&who.person),
        version: sent.version.parse().unwrap_or(0),
        by: who.person.id,
        now,
    };
    let known = match doing {
        Doing::Conditions => show::load(&who, db, origins, path).await?.known,
        _ => Vec::new(),
    };
    let command = match sent.read(doing, &known, now.today()) {
        Ok(command) => command,
        Err(problems) => {
            let page = show::load(&who, db, origins, path).await?;
            let mut page = with_typed(page, doing, &sent);
            page.problems = problems;
            return who.again(&page);
        }
    };
    let address = format!("/countermeasures/{}", acting.reference.grouped(3));
    match db.write(move |tx| run(tx, &acting, command)).await {
        Ok(()) => Ok(who.done(notice(doing), &address)),
        Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(ActError::Refused(refusal)) => {
            let page = show::load(&who, db, origins, path).await?;
            refused(&who, page, doing, &sent, refusal)
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

fn run(tx: &mut Tx<'_>, acting: &Acting, command: Command) -> Result<(), ActError> {
    match command {
        Command::Plan(plan) => commands::plan(tx, acting, &plan),
        Command::Address(conditions) => commands::address(tx, acting, conditions),
        Command::InPlace(on, check_on) => commands::put_in_place(tx, acting, on, check_on),
        Command::Check(check) => commands::check(tx, acting, &check),
        Command::Decide(decision, reason, next) => {
            commands::decide(tx, acting, decision, reason, next)
        }
        Command::LookAgain(check_on) => commands::look_again(tx, acting, check_on),
        Command::Spread(words) => commands::spread(tx, acting, words.as_deref()),
    }
}

fn notice(doing: Doing) -> Notice {
    match doing {
        Doing::Plan | Doing::Conditions | Doing::Again => Notice::CountermeasureChanged,
        Doing::InPlace => Notice::CountermeasureInPlace,
        Doing::Check => Notice::CountermeasureChecked,
        Doing::Decision => Notice::CountermeasureDecided,
        Doing::Spread => Notice::CountermeasureSpread,
    }
}

/// The page with what was typed in the form that it was typed in. The version is the one of the page:
/// whoever sends it again has seen what is kept.
fn with_typed(mut page: ShowPage, doing: Doing, sent: &Typed) -> ShowPage {
    page.typed.take(doing, sent);
    page.choosing(doing)
}

/// What the rules refuse shows the page as it is now, with both texts.
fn refused(
    who: &Who<Analyst>,
    page: ShowPage,
    doing: Doing,
    sent: &Typed,
    refusal: Refusal,
) -> Answer {
    let facts = |typed: &Typed| {
        let texts = typed.texts_of(doing).into_iter();
        texts.map(|(name, words)| Fact { name, words }).collect()
    };
    let status = status_of(refusal);
    let mut problems = Problems::none();
    let mut said = None;
    match refusal {
        Refusal::Plan(problem) => problems.note(field_of_plan(doing, problem), problem),
        Refusal::Check(problem) => problems.note(field_of_check(problem), problem),
        Refusal::Decision(problem) => problems.note(field_of_decision(doing, problem), problem),
        Refusal::NotHere
        | Refusal::Changed
        | Refusal::NotInPlace
        | Refusal::NotSeen
        | Refusal::AlreadyDecided
        | Refusal::NotDecided => {
            said = Some(Refused {
                sentence: refusal.to_string(),
                kept: match doing {
                    Doing::Conditions => page.addressed(),
                    _ => facts(&page.typed),
                },
                typed: if offers(&page, doing) {
                    Vec::new()
                } else {
                    facts(sent)
                },
            });
        }
    }
    let mut page = with_typed(page, doing, sent);
    page.problems = problems;
    page.refused = said;
    who.page_with(status, &page)
}

fn status_of(refusal: Refusal) -> StatusCode {
    Code::status(Error::from(refusal).code)
}

/// Whether the page still has the form.
fn offers(page: &ShowPage, doing: Doing) -> bool {
    match doing {
        Doing::Plan | Doing::Conditions | Doing::Spread => true,
        Doing::InPlace => !page.seen && !page.decided,
        Doing::Check => page.in_place && !page.decided,
        Doing::Decision => !page.decided,
        Doing::Again => page.decided,
    }
}

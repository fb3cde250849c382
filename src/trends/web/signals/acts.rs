//! What is done with a signal. What cannot be taken shows the page again with the words in it.

use super::one::{self, SignalPage, Typed};
use crate::{
    db::Db,
    kernel::text,
    trends::{
        commands::{self, Error as ActError, Ground, Refusal},
        model::Reference,
        store::Looking,
        web::asking::looking,
    },
    web::{Act, Analyst, Answer, Code, Error, Problems, Who, notice::Notice},
};
use actix_web::web::{Data, Path};

/// `POST /trends/signals/{reference}/notes`
///
/// # Errors
/// Not found; the store's failure.
pub async fn note(act: Act<Analyst, Typed>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let (reference, looking, now) = (super::reference(&path)?, looking(&who), who.visit.now);
    let mut problems = Problems::none();
    let words = problems.keep("words", text::block(&form.words, super::MOST_NOTE));
    let Some(words) = words else {
        return again(&who, &db, reference, form, problems).await;
    };
    let done = db
        .write(move |tx| commands::note_on_signal(tx, &looking, reference, &words, now))
        .await;
    answer(&who, &db, reference, form, done, Notice::PointNoteKept).await
}

/// `POST /trends/signals/{reference}/changes`
///
/// # Errors
/// Not found; the store's failure.
pub async fn change(act: Act<Analyst, Typed>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let (reference, looking, now) = (super::reference(&path)?, looking(&who), who.visit.now);
    let mut problems = Problems::none();
    let words = problems.keep("what", super::line(&form.what));
    let week = problems.keep("week", super::monday(&form.week, now.today()));
    let (Some(words), Some(week)) = (words, week) else {
        return again(&who, &db, reference, form, problems).await;
    };
    let done = db
        .write(move |tx| {
            let tree = crate::places::all(tx.conn())?;
            let seen = commands::signal(tx.conn(), &tree, &looking, reference)?;
            let place = seen.ok_or(Refusal::NotHere)?.signal.place;
            let beside = Some(reference);
            commands::write_change(tx, &looking, (place, week), &words, beside, now)?;
            Ok(())
        })
        .await;
    answer(&who, &db, reference, form, done, Notice::ChangeKept).await
}

/// `POST /trends/signals/{reference}/limits`
///
/// # Errors
/// Not found; set anew by somebody else; the store's failure.
pub async fn limits(act: Act<Analyst, Typed>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let (reference, looking, now): (Reference, Looking, _) =
        (super::reference(&path)?, looking(&who), who.visit.now);
    let mut problems = Problems::none();
    let Some(reason) = problems.keep("reason", super::line(&form.reason)) else {
        return again(&who, &db, reference, form, problems).await;
    };
    let seen = form.seen.trim().parse().unwrap_or(0);
    let done = db
        .write(move |tx| {
            let ground = Ground::Signal(reference);
            commands::limits_anew(tx, &looking, ground, &reason, seen, now).map(|_new| ())
        })
        .await;
    answer(&who, &db, reference, form, done, Notice::LimitsSetAnew).await
}

async fn again(
    who: &Who<Analyst>,
    db: &Db,
    reference: Reference,
    typed: Typed,
    problems: Problems,
) -> Answer {
    let mut page = with_typed(one::load(who, db, reference).await?, typed);
    page.problems = problems;
    who.again(&page)
}

async fn answer(
    who: &Who<Analyst>,
    db: &Db,
    reference: Reference,
    typed: Typed,
    done: Result<(), ActError>,
    notice: Notice,
) -> Answer {
    let refusal = match done {
        Ok(()) => {
            let path = format!("/trends/signals/{}", reference.grouped(3));
            return Ok(who.done(notice, &path));
        }
        Err(ActError::Refused(Refusal::NotHere)) => return Err(Error::not_found()),
        Err(ActError::Refused(refusal)) => refusal,
        Err(ActError::Store(failure)) => return Err(failure.into()),
    };
    let mut page = with_typed(one::load(who, db, reference).await?, typed);
    if matches!(refusal, Refusal::Ahead) {
        page.problems.note("week", &refusal);
        return who.again(&page);
    }
    page.refused = Some(refusal.to_string());
    who.page_with(Code::status(Error::from(refusal).code), &page)
}

/// The page with what was typed. How often the limits were set anew is that of the page: whoever sends it again
/// has seen it.
fn with_typed(mut page: SignalPage, typed: Typed) -> SignalPage {
    let week = match typed.week.is_empty() && typed.what.is_empty() {
        true => page.typed.week,
        false => typed.week.clone(),
    };
    page.typed = Typed {
        seen: page.typed.seen,
        week,
        ..typed
    };
    page
}

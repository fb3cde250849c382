//! Closed weeks: holidays and shutdowns say nothing of the people of a place.

use super::Choice;
use crate::{
    db::Db,
    kernel::time::day_in_words,
    places,
    trends::{
        commands::{self, Error as ActError, Refusal, may_close},
        model::Span,
        store,
    },
    web::{Act, Answer, Asked, Button, Closer, Error, Look, Page, Problems, Who, notice::Notice},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

const PATH: &str = "/trends/closed-weeks";

/// What the form sends; the place may stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClosedForm {
    place: String,
    from: String,
    to: String,
    words: String,
}

#[derive(Serialize)]
struct ClosedShown {
    place: String,
    from: String,
    to: String,
    words: String,
    /// Where they are removed; `None` where a place above is closed, which is for its own leads to say.
    remove: Option<String>,
}

#[derive(Serialize)]
struct ClosedPage {
    places: Vec<Choice>,
    from: String,
    to: String,
    words: String,
    problems: Problems,
    summary: Vec<Look>,
    closed: Vec<ClosedShown>,
    /// Whether the page belongs to trends for whoever looks; admins do not see those.
    trends: bool,
}

impl Page for ClosedPage {
    const TEMPLATE: &'static str = "trends/closed_weeks";

    fn title(&self) -> String {
        "Closed weeks".into()
    }
}

/// `GET /trends/closed-weeks`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Closer>, db: Data<Db>, Asked(form): Asked<ClosedForm>) -> Answer {
    let page = page(&who, &db, &form, Problems::none()).await?;
    who.page(&page)
}

/// `POST /trends/closed-weeks`
///
/// # Errors
/// When the store fails.
pub async fn close(act: Act<Closer, ClosedForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let (person, now) = (who.person.clone(), who.visit.now);
    let tree = db.read(places::all).await?;
    let mut problems = Problems::none();
    let place = super::place(&tree, &form.place, |place| {
        may_close(&person, &tree, place.id)
    });
    let place = problems.keep("place", place).map(|place| place.id);
    let from = problems.keep("from", super::monday(&form.from, now.today()));
    let to = problems.keep("to", super::monday(&form.to, now.today()));
    let span = match (from, to) {
        (Some(from), Some(to)) => problems.keep("to", Span::new(from, to)),
        _ => None,
    };
    let words = problems.keep("words", super::line(&form.words));
    let (Some(place), Some(span), Some(words)) = (place, span, words) else {
        return again(&who, &db, &form, problems).await;
    };
    let done = db
        .write(move |tx| commands::close_weeks(tx, &person, place, span, &words, now))
        .await;
    match done {
        Ok(()) => Ok(who.done(Notice::WeeksClosed, PATH)),
        Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(ActError::Refused(refusal)) => {
            problems.note("from", refusal);
            again(&who, &db, &form, problems).await
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// `POST /trends/closed-weeks/{reference}/removed`
///
/// # Errors
/// Not found; the store's failure.
pub async fn remove(act: Act<Closer, Button>, db: Data<Db>, path: Path<String>) -> Answer {
    let who = act.who;
    let (reference, person, now) = (super::reference(&path)?, who.person.clone(), who.visit.now);
    db.write(move |tx| commands::open_weeks(tx, &person, reference, now))
        .await?;
    Ok(who.done(Notice::WeeksOpened, PATH))
}

async fn again(who: &Who<Closer>, db: &Db, form: &ClosedForm, problems: Problems) -> Answer {
    let page = page(who, db, form, problems).await?;
    who.again(&page)
}

async fn page(
    who: &Who<Closer>,
    db: &Db,
    form: &ClosedForm,
    problems: Problems,
) -> Result<ClosedPage, Error> {
    let (person, form) = (who.person.clone(), form.clone());
    db.read(move |conn| {
        let tree = places::all(conn)?;
        let may = |place: &places::Place| may_close(&person, &tree, place.id);
        let own: Vec<_> = tree
            .iter()
            .map(|(place, _)| place)
            .filter(|p| may(p))
            .collect();
        // Those of places above count for the own places, too.
        let mut counted: Vec<_> = own
            .iter()
            .flat_map(|place| crate::trends::model::way(&tree, place.id))
            .collect();
        counted.sort();
        counted.dedup();
        let closed = store::closed(conn, &counted)?
            .into_iter()
            .map(|closed| ClosedShown {
                place: tree.path(closed.place),
                from: day_in_words(closed.span.from.monday()),
                to: day_in_words(
                    closed
                        .span
                        .to
                        .plus(1)
                        .monday()
                        .pred_opt()
                        .unwrap_or(closed.span.to.monday()),
                ),
                words: closed.words,
                remove: may_close(&person, &tree, closed.place)
                    .then(|| format!("{PATH}/{}/removed", closed.reference.grouped(3))),
            })
            .collect();
        Ok(ClosedPage {
            places: super::choices(&tree, &form.place, may),
            from: form.from,
            to: form.to,
            words: form.words,
            summary: problems.summary(),
            problems,
            closed,
            trends: person.role == crate::people::Role::Lead,
        })
    })
    .await
}

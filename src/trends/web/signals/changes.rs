//! What changed, and where limits were set anew.

use super::{Choice, one::chart};
use crate::{
    db::{Conn, Db, StoreError},
    kernel::{ids::Id, time::Now},
    places::{self, Tree},
    trends::{
        commands::{self, Error as ActError, Refusal},
        store::{self, Looking},
        web::{asking::looking, words, written::Writers},
    },
    web::{Act, Analyst, Answer, Asked, Error, Look, Page, Problems, Who, notice::Notice},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};

/// Where they stand.
pub(super) const PATH: &str = "/trends/changes";

/// Lines that the page lists, of each kind.
const MOST: usize = 100;

/// What the form sends; the place may stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    place: String,
    week: String,
    what: String,
    /// The signal that it goes with, by its code.
    signal: String,
}

/// A change of the list.
#[derive(Serialize)]
struct ChangeShown {
    place: String,
    week: String,
    words: String,
    by: String,
    /// Where its limits can be set anew; `None` for whoever may not.
    limits: Option<String>,
    private: bool,
}

/// Limits of the list.
#[derive(Serialize)]
struct PhaseShown {
    place: String,
    series: &'static str,
    chart: String,
    week: String,
    reason: String,
    by: String,
    /// Where they are taken back; `None` for whoever may not.
    undo: Option<String>,
    private: bool,
}

#[derive(Serialize)]
struct ChangesPage {
    places: Vec<Choice>,
    week: String,
    what: String,
    signal: String,
    problems: Problems,
    summary: Vec<Look>,
    changes: Vec<ChangeShown>,
    phases: Vec<PhaseShown>,
}

impl Page for ChangesPage {
    const TEMPLATE: &'static str = "trends/changes";

    fn title(&self) -> String {
        "What changed".into()
    }
}

/// `GET /trends/changes`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<ChangeForm>) -> Answer {
    let page = page(&who, &db, &form, Problems::none()).await?;
    who.page(&page)
}

/// `POST /trends/changes`
///
/// # Errors
/// Not found; the store's failure.
pub async fn write(act: Act<Analyst, ChangeForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let (looking, now) = (looking(&who), who.visit.now);
    let tree = db.read(places::all).await?;
    let mut problems = Problems::none();
    let place = super::place(&tree, &form.place, |place| {
        super::writable(&tree, &looking, place)
    });
    let place = problems.keep("place", place).map(|place| place.id);
    let week = problems.keep("week", super::monday(&form.week, now.today()));
    let words = problems.keep("what", super::line(&form.what));
    let beside = match form.signal.trim() {
        "" => Some(None),
        raw => {
            let read = crate::trends::model::Reference::parse(raw);
            problems
                .keep("signal", read.map_err(|_unreadable| NoSignal))
                .map(Some)
        }
    };
    let (Some(place), Some(week), Some(words), Some(beside)) = (place, week, words, beside) else {
        return again(&who, &db, &form, problems).await;
    };
    let done = db
        .write(move |tx| commands::write_change(tx, &looking, (place, week), &words, beside, now))
        .await;
    match done {
        Ok(_) => Ok(who.done(Notice::ChangeKept, PATH)),
        Err(ActError::Refused(Refusal::NotHere)) if beside.is_some() => {
            problems.note("signal", NoSignal);
            again(&who, &db, &form, problems).await
        }
        Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(ActError::Refused(refusal)) => {
            problems.note("week", refusal);
            again(&who, &db, &form, problems).await
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// A signal that is not there, or not for them.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("We know no such signal. Its code stands at the top of its page, like 4H7-KQ2.")]
struct NoSignal;

async fn again(who: &Who<Analyst>, db: &Db, form: &ChangeForm, problems: Problems) -> Answer {
    let page = page(who, db, form, problems).await?;
    who.again(&page)
}

async fn page(
    who: &Who<Analyst>,
    db: &Db,
    form: &ChangeForm,
    problems: Problems,
) -> Result<ChangesPage, Error> {
    let (looking, now, form) = (looking(who), who.visit.now, form.clone());
    db.read(move |conn| {
        let tree = places::all(conn)?;
        let (changes, phases) = lists(conn, &tree, &looking, now)?;
        let may = |place: &places::Place| super::writable(&tree, &looking, place);
        Ok(ChangesPage {
            places: super::choices(&tree, &form.place, may),
            week: form.week,
            what: form.what,
            signal: form.signal,
            summary: problems.summary(),
            problems,
            changes,
            phases,
        })
    })
    .await
}

fn lists(
    conn: &mut Conn,
    tree: &Tree,
    looking: &Looking,
    now: Now,
) -> Result<(Vec<ChangeShown>, Vec<PhaseShown>), StoreError> {
    let all: Vec<Id> = tree.iter().map(|(place, _)| place.id).collect();
    let own = looking.own_places(tree);
    let writers = Writers::all(conn)?;
    let may = |place: Id| {
        tree.get(place)
            .is_some_and(|place| super::writable(tree, looking, place))
    };
    let visible = |place: Id, published: bool| published || own.contains(&place);
    let changes = store::changes(conn, &all, true)?
        .into_iter()
        .filter(|change| visible(change.place, change.published))
        .take(MOST)
        .map(|change| ChangeShown {
            place: tree.path(change.place),
            week: words::day(change.week),
            by: writers.line(change.by, change.at, now),
            words: change.words,
            limits: may(change.place)
                .then(|| format!("/trends/limits/{}", change.reference.grouped(3))),
            private: !change.published,
        })
        .collect();
    let phases = store::phases(conn, &all, true)?
        .into_iter()
        .filter(|phase| visible(phase.place, phase.published))
        .take(MOST)
        .map(|phase| {
            let code = tree.get(phase.place).map(|place| place.code.to_string());
            PhaseShown {
                place: tree.path(phase.place),
                series: phase.series.in_words(),
                chart: chart(phase.series, &code.unwrap_or_default()),
                week: words::day(phase.week),
                by: writers.line(phase.by, phase.at, now),
                reason: phase.reason,
                undo: may(phase.place)
                    .then(|| format!("/trends/limits/{}/taken-back", phase.reference.grouped(3))),
                private: !phase.published,
            }
        })
        .collect();
    Ok((changes, phases))
}

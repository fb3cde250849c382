//! Asking about a point: also one inside the limits. A demand for reasons is answered before it is kept.

use super::{Choice, one::NoteShown};
use crate::{
    db::Db,
    kernel::{ids::Id, text, time::Week},
    places::{self, Tree},
    trends::{
        commands::{self, Error as ActError, Refusal},
        model::{Reference, Series, demands},
        store::{self, Looking, Reach},
        web::{asking::looking, written::Writers},
    },
    web::{Act, Analyst, Answer, Asked, Error, Look, Page, Problems, Who, notice::Notice},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};

const PATH: &str = "/trends/points";

/// Notes that the page lists.
const MOST: i64 = 50;

/// What the form sends; the same fields may stand in the address, to begin with something.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PointForm {
    place: String,
    series: String,
    week: String,
    words: String,
    /// `yes` when the words are to be kept as they are.
    keep: String,
}

#[derive(Serialize)]
struct PointPage {
    places: Vec<Choice>,
    series: Vec<Choice>,
    week: String,
    words: String,
    /// Whether the words demand a reason for the usual coming and going.
    routine: bool,
    problems: Problems,
    summary: Vec<Look>,
    /// The place whose notes are listed.
    about: String,
    notes: Vec<NoteShown>,
}

impl Page for PointPage {
    const TEMPLATE: &'static str = "trends/points";

    fn title(&self) -> String {
        "Ask about a point".into()
    }
}

/// `GET /trends/points`, with `?place=…&series=reports&week=2026-08-03` to begin with a point
///
/// # Errors
/// When the store fails.
pub async fn new_note(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<PointForm>) -> Answer {
    let page = page(&who, &db, &form, Problems::none(), false).await?;
    who.page(&page)
}

/// `POST /trends/points`
///
/// # Errors
/// Not found; the store's failure.
pub async fn write(act: Act<Analyst, PointForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let (looking, now) = (looking(&who), who.visit.now);
    let tree = db.read(places::all).await?;
    let mut problems = Problems::none();
    let place = super::place(&tree, &form.place, |place| {
        super::writable(&tree, &looking, place)
    });
    let place = problems.keep("place", place).map(|place| place.id);
    let series = problems.keep("series", Series::parse(&form.series));
    let week = problems.keep("week", super::monday(&form.week, now.today()));
    let words = problems.keep("words", text::block(&form.words, super::MOST_NOTE));
    let (Some(place), Some(series), Some(week), Some(words)) = (place, series, week, words) else {
        return again(&who, &db, &form, problems, false).await;
    };
    let at = (place, series, week);
    match signal_of(&db, &tree, &looking, at).await {
        Ok(None) if demands(&words) && form.keep != "yes" => {
            return again(&who, &db, &form, problems, true).await;
        }
        Ok(_) => {}
        Err(ActError::Refused(refusal)) => return refused(&who, &db, &form, refusal).await,
        Err(ActError::Store(failure)) => return Err(failure.into()),
    }
    let code = form.place.trim().to_uppercase();
    let done = db
        .write(move |tx| commands::note_on_point(tx, &looking, at, &words, now))
        .await;
    match done {
        Ok(()) => {
            let path = format!("{PATH}?place={code}&series={}", series.as_str());
            Ok(who.done(Notice::PointNoteKept, &path))
        }
        Err(ActError::Refused(refusal)) => refused(&who, &db, &form, refusal).await,
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// The signal that a point is part of, for whoever looks.
async fn signal_of(
    db: &Db,
    tree: &Tree,
    looking: &Looking,
    (place, series, week): (Id, Series, Week),
) -> Result<Option<Reference>, ActError> {
    let (tree, looking) = (tree.clone(), looking.clone());
    db.read(move |conn| {
        let point = commands::point(conn, &tree, &looking, place, series, week)?;
        Ok(point.signal)
    })
    .await
}

async fn refused(who: &Who<Analyst>, db: &Db, form: &PointForm, refusal: Refusal) -> Answer {
    if refusal == Refusal::NotHere {
        return Err(Error::not_found());
    }
    let mut problems = Problems::none();
    problems.note("week", refusal);
    again(who, db, form, problems, false).await
}

async fn again(
    who: &Who<Analyst>,
    db: &Db,
    form: &PointForm,
    problems: Problems,
    routine: bool,
) -> Answer {
    let page = page(who, db, form, problems, routine).await?;
    who.again(&page)
}

async fn page(
    who: &Who<Analyst>,
    db: &Db,
    form: &PointForm,
    problems: Problems,
    routine: bool,
) -> Result<PointPage, Error> {
    let (looking, now, form) = (looking(who), who.visit.now, form.clone());
    db.read(move |conn| {
        let tree = places::all(conn)?;
        let may = |place: &places::Place| super::writable(&tree, &looking, place);
        let known = Series::parse(&form.series).unwrap_or(Series::Reports);
        let mut notes = Vec::new();
        let mut about = String::new();
        if let Ok(place) = super::place(&tree, &form.place, may) {
            let own = store::reach(&tree, place.id, &looking) == Some(Reach::Own);
            let writers = Writers::all(conn)?;
            let found = store::notes_of_point(conn, place.id, known, own, MOST)?;
            notes = super::one::shown(&found, &writers, now);
            about = tree.path(place.id);
        }
        Ok(PointPage {
            places: super::choices(&tree, &form.place, may),
            series: super::series(&form.series),
            week: form.week,
            words: form.words,
            routine,
            summary: problems.summary(),
            problems,
            about,
            notes,
        })
    })
    .await
}

//! Leaders go first: an own mistake, by name, at once.

use super::{
    form::{Fields, LessonForm, Of, code},
    viewer,
};
use crate::{
    db::{Db, StoreError},
    kernel::ids::Id,
    lessons::commands::{self, Error as ActError},
    places::{self, ROOT, Tree},
    web::{Act, Answer, Error, Lead, Page, Problems, Who, notice::Notice},
};
use actix_web::web::Data;
use serde::Serialize;

#[derive(Serialize)]
struct OwnLine {
    href: String,
    title: String,
    state: &'static str,
}

#[derive(Serialize)]
struct OwnPage {
    name: String,
    lessons: Vec<OwnLine>,
    fields: Fields,
}

impl Page for OwnPage {
    const TEMPLATE: &'static str = "lessons/own";

    fn title(&self) -> String {
        "A lead goes first".into()
    }
}

/// `GET /lessons/own`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Lead>, db: Data<Db>) -> Answer {
    let typed = LessonForm {
        role: "Lead".into(),
        language: who.visit.settings.language.as_str().to_owned(),
        ..LessonForm::default()
    };
    let (page, _) = load(&who, &db, typed, Problems::none()).await?;
    who.page(&page)
}

async fn load(
    who: &Who<Lead>,
    db: &Db,
    mut typed: LessonForm,
    problems: Problems,
) -> Result<(OwnPage, Tree), Error> {
    let viewer = viewer(&who.person, who.visit.now);
    let small = who.visit.settings.small_number;
    let (lessons, places, tree) = db
        .read(move |conn| {
            let mut lessons = commands::desk(conn, &viewer)?;
            let person = viewer.person;
            lessons.retain(|at| {
                at.lesson
                    .own
                    .as_ref()
                    .is_some_and(|own| own.person == person)
            });
            let places: Vec<Id> = commands::own_places(conn, &viewer, small)?;
            Ok::<_, StoreError>((lessons, places, places::all(conn)?))
        })
        .await?;
    if typed.place.is_empty() {
        typed.place = code(&tree, ROOT);
    }
    let page = OwnPage {
        name: who.person.name.clone(),
        lessons: lessons
            .iter()
            .map(|at| OwnLine {
                href: format!("/lessons/desk/{}", at.lesson.reference.grouped(3)),
                title: at.lesson.words.title.clone(),
                state: super::desk::state_in_words(at.state, at.lesson.said),
            })
            .collect(),
        fields: Fields::new(Of::Own, &typed, &places, &tree, problems),
    };
    Ok((page, tree))
}

/// `POST /lessons/own`
///
/// # Errors
/// The store's failure. What needs another look shows the form again.
pub async fn write(act: Act<Lead, LessonForm>, db: Data<Db>) -> Answer {
    let Act { who, form: typed } = act;
    let tree = db.read(places::all).await?;
    let written = match typed.parse(Of::Own, &tree) {
        Ok(written) => written,
        Err(problems) => {
            let (page, _) = load(&who, &db, typed, problems).await?;
            return who.again(&page);
        }
    };
    let viewer = viewer(&who.person, who.visit.now);
    let small = who.visit.settings.small_number;
    let lesson = db
        .write(move |tx| commands::write_own(tx, &viewer, written, small))
        .await
        .map_err(|failure: ActError| Error::from(failure))?;
    Ok(who.done(
        Notice::LessonPublished,
        &format!("/lessons/desk/{}", lesson.grouped(3)),
    ))
}

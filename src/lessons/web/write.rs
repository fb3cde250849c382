//! A lesson from a report, written by a lead.

use super::{
    form::{Fields, LessonForm, Of, code},
    reference, viewer,
};
use crate::{
    countermeasures::Sight,
    db::Db,
    lessons::{
        commands::{self, Error as ActError, InPlace, Source},
        model::{Consent, Refusal},
    },
    places::{self, Tree},
    web::{Act, Answer, Error, Lead, Page, Problems, Who, notice::Notice},
};
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
    web::{Data, Path},
};
use serde::Serialize;

#[derive(Serialize)]
struct WritePage {
    report: String,
    action: String,
    /// Whether the reporter is asked before it is published.
    asks: bool,
    refused: Option<String>,
    fields: Fields,
}

impl Page for WritePage {
    const TEMPLATE: &'static str = "lessons/write";

    fn title(&self) -> String {
        "A lesson".into()
    }
}

/// A report with what its page needs.
struct Loaded {
    source: Source,
    in_place: Vec<InPlace>,
    tree: Tree,
}

fn page(loaded: &Loaded, typed: &LessonForm, problems: Problems) -> WritePage {
    let (source, tree) = (&loaded.source, &loaded.tree);
    let report = source.report.reference.grouped(3);
    WritePage {
        action: format!("/lessons/desk/report/{report}"),
        report,
        asks: source.consent == Consent::AskFirst,
        refused: None,
        fields: Fields::new(Of::Report, typed, &source.places, tree, problems)
            .offering(&loaded.in_place),
    }
}

/// `GET /lessons/desk/report/{reference}`: the shared story is filled in, and the words that the reporter was told.
///
/// # Errors
/// Not found; what the rules refuse of this report; the store's failure.
pub async fn new_lesson(who: Who<Lead>, db: Data<Db>, path: Path<String>) -> Answer {
    let loaded = load(&who, &db, &path).await?;
    let (source, tree) = (&loaded.source, &loaded.tree);
    if let Some(lesson) = source.lesson {
        return Ok(HttpResponse::SeeOther()
            .insert_header((
                header::LOCATION,
                format!("/lessons/desk/{}", lesson.grouped(3)),
            ))
            .finish());
    }
    let report = &source.report;
    let handling = &report.handling;
    let typed = LessonForm {
        story: handling.shared_story.clone().unwrap_or_default(),
        changed: handling
            .outcome
            .as_ref()
            .map(|outcome| outcome.words.clone())
            .unwrap_or_default(),
        place: source
            .places
            .first()
            .map(|place| code(tree, *place))
            .unwrap_or_default(),
        language: who.visit.settings.language.as_str().to_owned(),
        tile: report.factors.iter().map(ToString::to_string).collect(),
        ..LessonForm::default()
    };
    who.page(&page(&loaded, &typed, Problems::none()))
}

async fn load(who: &Who<Lead>, db: &Db, path: &str) -> Result<Loaded, Error> {
    let report = reference(path)?;
    let viewer = viewer(&who.person, who.visit.now);
    let sight = Sight::of(&who.person);
    let small = who.visit.settings.small_number;
    Ok(db
        .read(move |conn| {
            let source = commands::source(conn, report, &viewer, small)?;
            Ok::<_, ActError>(Loaded {
                in_place: commands::in_place(conn, source.report.id, &sight)?,
                tree: places::all(conn)?,
                source,
            })
        })
        .await?)
}

/// `POST /lessons/desk/report/{reference}`
///
/// # Errors
/// Not found; the store's failure. What needs another look shows the form again.
pub async fn write(act: Act<Lead, LessonForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form: typed } = act;
    let loaded = load(&who, &db, &path).await?;
    if let Some(typed) = typed.taking(&loaded.in_place) {
        return who.page(&page(&loaded, &typed, Problems::none()));
    }
    let written = match typed.parse(Of::Report, &loaded.tree) {
        Ok(written) => written,
        Err(problems) => return who.again(&page(&loaded, &typed, problems)),
    };
    let (report, viewer) = (reference(&path)?, viewer(&who.person, who.visit.now));
    let small = who.visit.settings.small_number;
    let kept = db
        .write(move |tx| commands::write(tx, report, &viewer, written, small))
        .await;
    match kept {
        Ok(lesson) => Ok(who.done(
            Notice::LessonKept,
            &format!("/lessons/desk/{}", lesson.grouped(3)),
        )),
        Err(ActError::Refused(refusal @ Refusal::AlreadyWritten)) => {
            let page = WritePage {
                refused: Some(refusal.to_string()),
                ..page(&loaded, &typed, Problems::none())
            };
            who.page_with(StatusCode::CONFLICT, &page)
        }
        Err(failure) => Err(failure.into()),
    }
}

//! Opening a sheet.

use super::{Choice, path, place_of, places as choices, reader};
use crate::{
    a3::{
        Error as ActError, Refusal, Section,
        commands::{self, Opening},
        model::{MOST_REPORTS, names_a_countermeasure},
        store::Reader,
    },
    db::Db,
    places::{self, Tree},
    reports,
    web::{Act, Analyst, Answer, Asked, Error, Page, Problems, Who, notice::Notice},
};
use actix_web::{http::StatusCode, web::Data};
use serde::{Deserialize, Serialize};

/// What a link to the page knows already.
#[derive(Debug, Deserialize)]
pub struct NewQuery {
    #[serde(default)]
    report: Vec<String>,
    #[serde(default)]
    place: String,
}

/// What was typed.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct NewForm {
    #[serde(default)]
    title: String,
    #[serde(default)]
    reports: String,
    #[serde(default)]
    place: String,
}

/// `GET /a3/new?report=…`
///
/// # Errors
/// The store's failure.
pub async fn new_a3(who: Who<Analyst>, db: Data<Db>, asked: Asked<NewQuery>) -> Answer {
    let Asked(query) = asked;
    let form = NewForm {
        title: String::new(),
        reports: query.report.join(" "),
        place: query.place,
    };
    let tree = db.read(places::all).await?;
    who.page(&NewPage::new(&tree, &reader(&who), form, Problems::none()))
}

/// `POST /a3`
///
/// # Errors
/// The store's failure.
pub async fn open(act: Act<Analyst, NewForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let reader = reader(&who);
    let tree = db.read(places::all).await?;
    let mut problems = Problems::none();
    let title = problems.keep(
        "title",
        Section::Title.read(&form.title, who.visit.now.today()),
    );
    let reports = problems.keep("reports", references(&form.reports));
    let place = place_of(&tree, &form.place);
    let opened = match (title, reports) {
        (Some(title), Some(reports)) => {
            let opening = Opening {
                title,
                reports,
                place,
            };
            let asks = reader.clone();
            db.write(move |tx| commands::open(tx, &asks, opening)).await
        }
        _ => return again(&who, &tree, &reader, form, problems, None),
    };
    match opened {
        Ok(reference) => Ok(who.done(Notice::A3Opened, &path(reference))),
        Err(ActError::Refused(refusal)) => {
            let status = Error::from(refusal).code.status();
            let field = if refusal == Refusal::NoPlace {
                "place"
            } else {
                "reports"
            };
            problems.note(field, refusal);
            again(&who, &tree, &reader, form, problems, Some(status))
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

fn again(
    who: &Who<Analyst>,
    tree: &Tree,
    reader: &Reader,
    form: NewForm,
    problems: Problems,
    status: Option<StatusCode>,
) -> Answer {
    let status = status.unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    who.page_with(status, &NewPage::new(tree, reader, form, problems))
}

/// References as people type them: one or more, with spaces, commas or lines between.
///
/// # Errors
/// `Refusal::UnknownReport` when one cannot be a reference, `Refusal::EnoughReports`.
pub(super) fn references(raw: &str) -> Result<Vec<reports::Reference>, Refusal> {
    let codes: Vec<_> = raw
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|code| !code.is_empty())
        .collect();
    if codes.len() > MOST_REPORTS {
        return Err(Refusal::EnoughReports);
    }
    codes
        .iter()
        .map(|code| reports::Reference::parse(code).map_err(|_unreadable| Refusal::UnknownReport))
        .collect()
}

#[derive(Serialize)]
struct NewPage {
    form: NewForm,
    hint: Option<&'static str>,
    places: Vec<Choice>,
    problems: Problems,
}

impl NewPage {
    fn new(tree: &Tree, reader: &Reader, form: NewForm, problems: Problems) -> Self {
        Self {
            places: choices(tree, reader, &form.place.trim().to_uppercase()),
            hint: names_a_countermeasure(&form.title).then_some(super::sections::HINT),
            form,
            problems,
        }
    }
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "a3/new";

    fn title(&self) -> String {
        "Open an A3".into()
    }
}

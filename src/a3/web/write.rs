//! Saving a section: as somebody types, or with its button.
//!
//! Words that were written on top of an older text are never put over a newer one: both are shown.

use super::{
    difference::{Run, runs},
    path, reader, reference,
    sections::{GoalFields, HINT},
    show,
};
use crate::{
    a3::{
        Error as ActError, Refusal, Section,
        commands::{self, Writing, Written},
        model::{Goal, Shape, WordsError, names_a_countermeasure},
    },
    db::Db,
    web::{Act, Analyst, Answer, Code, Error, Page, Who, notice::Notice},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header},
    web::{Data, Path},
};
use serde::{Deserialize, Serialize};

/// A section as its form sends it: words, or the four fields of the goal.
#[derive(Debug, Clone, Deserialize)]
pub struct SectionForm {
    #[serde(default)]
    version: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    measure: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    by: String,
}

impl SectionForm {
    fn read(&self, section: Section, today: chrono::NaiveDate) -> Result<String, WordsError> {
        if section.shape() == Shape::Goal {
            Ok(Goal::of(&self.measure, &self.from, &self.to, &self.by)?.to_string())
        } else {
            section.read(&self.words, today)
        }
    }

    fn goal(&self) -> GoalFields {
        GoalFields {
            measure: self.measure.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            by: self.by.clone(),
        }
    }

    /// What cannot be a version was written on top of nothing that we know.
    fn based_on(&self) -> i32 {
        self.version.trim().parse().unwrap_or(0)
    }
}

/// What the script of the page reads.
#[derive(Serialize)]
struct Saved {
    version: i32,
    at: String,
    hint: Option<&'static str>,
}

/// `POST /a3/{reference}/{section}`: a page asks for HTML and is sent on, its script asks for JSON.
///
/// # Errors
/// Not found; for the script also 409 when somebody else wrote there, 422 for words that cannot be kept.
pub async fn write(
    act: Act<Analyst, SectionForm>,
    request: HttpRequest,
    db: Data<Db>,
    at: Path<(String, String)>,
) -> Answer {
    let Act { who, form } = act;
    let (raw, word) = at.into_inner();
    let address = reference(&raw)?;
    let section = Section::parse(&word).map_err(|_unknown| Error::not_found())?;
    let by_script = wants_json(&request);
    let words = match form.read(section, who.visit.now.today()) {
        Ok(words) => words,
        Err(problem) if by_script => return Err(Error::new(Code::LookAgain, problem)),
        Err(problem) => return again(&who, &db, &raw, section, form, &problem).await,
    };
    let writing = Writing {
        section,
        words: words.clone(),
        based_on: form.based_on(),
    };
    let reader = reader(&who);
    let written = db
        .write(move |tx| commands::write(tx, address, &reader, writing))
        .await;
    match written {
        Ok(Written::Kept(version)) if by_script => Ok(HttpResponse::Ok().json(Saved {
            version,
            at: who.visit.now.clock_of(who.visit.now.at),
            hint: (section == Section::Title && names_a_countermeasure(&words)).then_some(HINT),
        })),
        Ok(Written::Kept(_)) => Ok(who.done(Notice::A3Kept, &format!("{}#{word}", path(address)))),
        Ok(Written::Changed { by, .. }) if by_script => Err(Error::new(
            Code::NotNow,
            format!("{} wrote here meanwhile.", somebody(by)),
        )),
        Ok(Written::Changed {
            words: there,
            version,
            by,
        }) => who.page_with(
            StatusCode::CONFLICT,
            &ConflictPage {
                path: path(address),
                reference: address.grouped(3),
                word: section.as_str(),
                heading: section.in_words(),
                by: somebody(by),
                difference: runs(&there, &words),
                theirs: there,
                version,
                goal: (section.shape() == Shape::Goal).then(|| form.goal()),
                line: section.shape() == Shape::Line,
                day: section.shape() == Shape::Day,
                words: form.words,
            },
        ),
        Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(failure) => Err(failure.into()),
    }
}

/// The sheet with what was typed still in its field.
async fn again(
    who: &Who<Analyst>,
    db: &Db,
    raw: &str,
    section: Section,
    form: SectionForm,
    problem: &WordsError,
) -> Answer {
    let mut page = show::load(db, who, raw).await?;
    if let Some(part) = page.sections.get_mut(section.as_str()) {
        let (goal, based_on) = (form.goal(), form.based_on());
        part.typed(form.words, goal, based_on, problem.to_string());
    }
    who.again(&page)
}

fn somebody(by: Option<String>) -> String {
    by.unwrap_or_else(|| "Somebody else".into())
}

fn wants_json(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT);
    accept
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("json") && !accept.contains("html"))
}

/// Both texts side by side.
#[derive(Serialize)]
struct ConflictPage {
    path: String,
    reference: String,
    word: &'static str,
    heading: &'static str,
    by: String,
    theirs: String,
    difference: Vec<Run>,
    version: i32,
    goal: Option<GoalFields>,
    line: bool,
    day: bool,
    words: String,
}

impl Page for ConflictPage {
    const TEMPLATE: &'static str = "a3/conflict";

    fn title(&self) -> String {
        format!("Two texts in A3 {}", self.reference)
    }
}

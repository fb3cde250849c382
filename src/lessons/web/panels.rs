//! What lessons add to the pages of reports and to the front door.

use super::words::{self, Shown};
use crate::{
    config::Readers,
    db::{Conn, StoreError},
    kernel::language::Language,
    lessons::{
        commands,
        model::{Consent, Lesson, Refusal, State},
        store,
    },
    places, reports,
    web::{
        panel::{About, Panel, Panels},
        phrases::say,
    },
};
use serde::Serialize;
use serde_json::{Value, json};

/// Lessons on the front door.
const LATELY: i64 = 3;

/// Hands the panels in; the front door says nothing of lessons that are for staff.
pub fn add_to(panels: &mut Panels, readers: Readers) {
    panels.on_report.push(on_report);
    panels.on_answers.push(on_answers);
    if readers == Readers::Public {
        panels.on_front.push(on_front);
        panels.on_echo.push(on_echo);
    }
}

fn value(panel: &impl Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(panel).map_err(|_unprintable| StoreError::Corrupt("lessons"))
}

/// For leads: make it a lesson, or where the one stands that there is.
fn on_report(conn: &mut Conn, about: &About) -> Result<Option<Panel>, StoreError> {
    let Some(report) = reports::commands::whole(conn, about.report)? else {
        return Ok(None);
    };
    let lesson = store::of_report(conn, about.report)?;
    let panel = match (lesson, Consent::of(&report)) {
        (Some(lesson), _) => {
            let asking = crate::lessons::model::Asking {
                consent: Consent::now(&report),
                named: report.reporter == "named",
                today: about.now.today(),
            };
            let state = lesson.state_for_leads(&asking);
            json!({
                "href": format!("/lessons/desk/{}", lesson.reference.grouped(3)),
                "state": super::desk::state_in_words(state, lesson.said),
                "title": lesson.words.title,
            })
        }
        (None, Ok(_)) => json!({
            "href": format!("/lessons/desk/report/{}", about.reference),
            "state": null,
            "title": null,
        }),
        // What cannot become a lesson now is said where something can be done about it, and nowhere else.
        (None, Err(Refusal::NoOutcomeYet)) if report.handling.thanks.is_some() => json!({
            "href": null,
            "state": "Opens when the reporter was told what came of it.",
            "title": null,
        }),
        (None, Err(_)) => return Ok(None),
    };
    Ok(Some(Panel {
        template: "lessons/on_report",
        panel,
    }))
}

/// For the reporter: the whole preview, the question, and the way back.
fn on_answers(conn: &mut Conn, about: &About) -> Result<Option<Panel>, StoreError> {
    let Some(lesson) = commands::of_reporter(conn, about.report)? else {
        return Ok(None);
    };
    let (state, asks) = match lesson.state {
        State::Asked => ("ask", true),
        State::Agreed => ("agreed", false),
        State::Published => ("yours", false),
        State::Draft | State::Withdrawn => ("no", false),
    };
    let phrase = |part: &str| say(about.language, &format!("lessons-{state}-{part}"));
    Ok(Some(Panel {
        template: "lessons/on_answers",
        panel: json!({
            "title": phrase("title"),
            "say": phrase("say"),
            "asks": asks,
            "is_no": state == "no",
            "is_public": state == "yours",
            "mark": lesson.words.mark(),
            "lesson": preview(conn, about.language, &lesson)?,
        }),
    }))
}

fn preview(conn: &mut Conn, language: Language, lesson: &Lesson) -> Result<Value, StoreError> {
    let tree = places::all(conn)?;
    // The place is as wide as it may be since the lesson was written.
    value(&Shown::new(language, lesson, &tree, 0))
}

/// For somebody who said that it happens to them too: what was learned from it.
fn on_echo(conn: &mut Conn, about: &About) -> Result<Option<Panel>, StoreError> {
    let Some(lesson) = store::of_report(conn, about.report)? else {
        return Ok(None);
    };
    if !store::is_read_by_all(conn, lesson.id)? {
        return Ok(None);
    }
    Ok(Some(Panel {
        template: "lessons/on_echo",
        panel: preview(conn, about.language, &lesson)?,
    }))
}

/// For everybody: what was learned lately.
fn on_front(conn: &mut Conn, language: Language) -> Result<Option<Panel>, StoreError> {
    let lessons = commands::lately(conn, LATELY)?;
    if lessons.is_empty() {
        return Ok(None);
    }
    let cards: Vec<Value> = lessons
        .iter()
        .map(|lesson| {
            json!({
                "href": format!("/lessons/{}", lesson.reference.grouped(3)),
                "title": lesson.words.title,
                "learned": lesson.words.learned,
                "lang": lesson.words.language.as_str(),
                "month": lesson.month.map(|month| words::month(language, month)),
            })
        })
        .collect();
    Ok(Some(Panel {
        template: "lessons/on_front",
        panel: json!({ "lessons": cards }),
    }))
}

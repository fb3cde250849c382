//! Changing the plan of a hansei that has not begun.

use super::{
    new::{self, Choice, NewForm},
    reference,
};
use crate::{
    db::Db,
    hansei::{Error as ActError, Refusal, commands, model::Meeting, store::Hansei},
    people::{self, Person},
    places::{self, Tree},
    web::{Act, Analyst, Answer, Error, Page, Problems, Who, notice::Notice},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use serde::Serialize;

/// The fields of a plan as it is.
fn stored(meeting: &Meeting, tree: &Tree) -> NewForm {
    let place = tree.get(meeting.place);
    NewForm {
        title: meeting.title.clone(),
        trigger: meeting.trigger.as_str().into(),
        place: place
            .map(|place| place.code.to_string())
            .unwrap_or_default(),
        on: meeting.on.to_string(),
        facilitator: meeting.facilitator.to_string(),
        minutes: meeting.minutes.to_string(),
        as_read: meeting.mark(),
        ..NewForm::default()
    }
}

#[derive(Serialize)]
struct PlanPage {
    path: String,
    reference: String,
    as_read: String,
    title: String,
    on: String,
    minutes: String,
    triggers: Vec<Choice>,
    places: Vec<Choice>,
    facilitators: Vec<Choice>,
    refused: Option<String>,
    problems: Problems,
}

impl Page for PlanPage {
    const TEMPLATE: &'static str = "hansei/plan";

    fn title(&self) -> String {
        format!("The plan of hansei {}", self.reference)
    }
}

/// A hansei with what there is to choose from.
struct Loaded {
    hansei: Hansei,
    tree: Tree,
    people: Vec<Person>,
}

async fn load(who: &Who<Analyst>, db: &Db, raw: &str) -> Result<Loaded, Error> {
    let (reference, person) = (reference(raw)?, who.person.clone());
    db.read(move |conn| {
        Ok::<_, Error>(Loaded {
            hansei: commands::see(conn, reference, &person)?,
            tree: places::all(conn)?,
            people: people::all(conn)?,
        })
    })
    .await
}

impl Loaded {
    fn page(&self, person: &Person, typed: &NewForm, problems: Problems) -> PlanPage {
        let also = Some(self.hansei.place);
        let choices = new::choices(&self.tree, &self.people, person, also, typed);
        let reference = self.hansei.reference.grouped(3);
        PlanPage {
            path: format!("/hansei/{reference}"),
            reference,
            as_read: typed.as_read.clone(),
            title: typed.title.clone(),
            on: typed.on.clone(),
            minutes: typed.minutes.clone(),
            triggers: choices.triggers,
            places: choices.places,
            facilitators: choices.facilitators,
            refused: None,
            problems,
        }
    }
}

/// `GET /hansei/{reference}/plan`
///
/// # Errors
/// Not found; one that has begun.
pub async fn form(who: Who<Analyst>, db: Data<Db>, path: Path<String>) -> Answer {
    let loaded = load(&who, &db, &path).await?;
    if !loaded.hansei.is_planned() {
        return Err(Refusal::Begun.into());
    }
    let typed = stored(&loaded.hansei.meeting(), &loaded.tree);
    who.page(&loaded.page(&who.person, &typed, Problems::none()))
}

/// `POST /hansei/{reference}/plan`
///
/// # Errors
/// Not found; the store's failure. What needs another look shows the form again.
pub async fn change(act: Act<Analyst, NewForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form: typed } = act;
    let loaded = load(&who, &db, &path).await?;
    let mut problems = Problems::none();
    let Some(meeting) = typed.meeting(&loaded.tree, &mut problems) else {
        return who.again(&loaded.page(&who.person, &typed, problems));
    };
    let (hansei, by, now) = (loaded.hansei.reference, who.person.clone(), who.visit.now);
    let as_read = typed.as_read.clone();
    let changed = db
        .write(move |tx| commands::replan(tx, hansei, &as_read, &meeting, &by, now))
        .await;
    match changed {
        // A lead from elsewhere who handed it on does not see it any more.
        Ok(()) => Ok(who.done(
            Notice::HanseiReplanned,
            &address_after(&who, &db, &path).await?,
        )),
        Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(ActError::Refused(refusal @ (Refusal::PlanChanged | Refusal::Begun))) => {
            // Whoever sends it again has read what is kept.
            let now = load(&who, &db, &path).await?;
            let fresh = NewForm {
                as_read: now.hansei.meeting().mark(),
                ..typed
            };
            let mut page = now.page(&who.person, &fresh, problems);
            page.refused = Some(refusal.to_string());
            who.page_with(StatusCode::CONFLICT, &page)
        }
        Err(ActError::Refused(refusal)) => {
            problems.note(new::field_of(&refusal), refusal);
            who.again(&loaded.page(&who.person, &typed, problems))
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// The sheet, or the list for somebody who has handed it on and sees it no longer.
async fn address_after(who: &Who<Analyst>, db: &Db, raw: &str) -> Result<String, Error> {
    let (reference, person) = (reference(raw)?, who.person.clone());
    let seen = db
        .read(move |conn| commands::see(conn, reference, &person))
        .await;
    match seen {
        Ok(_) => Ok(format!("/hansei/{}", reference.grouped(3))),
        Err(ActError::Refused(_)) => Ok("/hansei".into()),
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

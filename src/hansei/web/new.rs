//! Planning a hansei.

use crate::{
    db::Db,
    hansei::{
        Error as ActError, Refusal, agenda,
        commands::{self, may_facilitate},
        model::{Meeting, NewHansei, Trigger, parse_day},
    },
    kernel::{ids::Id, time::Now},
    people::{self, Person, Role},
    places::{self, PlaceCode, Tree},
    reports,
    web::{Act, Analyst, Answer, Asked, Error, Page, Problems, Who, notice::Notice},
};
use actix_web::web::Data;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// What the form sends; the same fields may stand in the address, to begin with something.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct NewForm {
    pub(super) title: String,
    pub(super) trigger: String,
    pub(super) place: String,
    pub(super) on: String,
    pub(super) facilitator: String,
    pub(super) minutes: String,
    pub(super) report: Vec<String>,
    pub(super) more_reports: String,
    /// The mark of the plan that is changed.
    pub(super) as_read: String,
}

/// One entry of a list to choose from.
#[derive(Serialize)]
pub(super) struct Choice {
    value: String,
    name: String,
    checked: bool,
}

#[derive(Serialize)]
struct NewPage {
    title: String,
    on: String,
    minutes: String,
    more_reports: String,
    triggers: Vec<Choice>,
    places: Vec<Choice>,
    facilitators: Vec<Choice>,
    reports: Vec<Choice>,
    problems: Problems,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "hansei/new";

    fn title(&self) -> String {
        "Plan a hansei".into()
    }
}

/// Days back in which reports are offered.
const FRESH_DAYS: i64 = 90;
/// Reports that are offered at most.
const MOST_OFFERED: usize = 10;

/// What there is to choose from.
struct Offer {
    tree: Tree,
    people: Vec<Person>,
    reports: Vec<(String, String)>,
}

async fn offer(who: &Who<Analyst>, db: &Db) -> Result<Offer, Error> {
    let (scope, since) = (
        agenda::scope(&who.person, who.visit.now),
        who.visit.now.today() - TimeDelta::days(FRESH_DAYS),
    );
    let (tree, people, reports) = db
        .read(move |conn| {
            let reports = reports::reviewable_since(conn, &scope, since, 200)?;
            Ok::<_, Error>((places::all(conn)?, people::all(conn)?, reports))
        })
        .await?;
    let mut reports: Vec<reports::Reviewable> = reports;
    // What a lead chose to talk about comes first.
    reports.sort_by_key(|report| !report.for_review);
    let reports = reports
        .iter()
        .take(MOST_OFFERED)
        .map(|report| (report.reference.grouped(3), agenda::in_words(report)))
        .collect();
    Ok(Offer {
        tree,
        people,
        reports,
    })
}

impl Offer {
    fn page(self, person: &Person, form: &NewForm, problems: Problems) -> NewPage {
        let choices = choices(&self.tree, &self.people, person, None, form);
        let mut ticked = form.report.clone();
        let mut reports: Vec<Choice> = self
            .reports
            .into_iter()
            .map(|(reference, words)| Choice {
                checked: ticked.contains(&reference),
                value: reference,
                name: words,
            })
            .collect();
        ticked.retain(|one| !reports.iter().any(|offered| offered.value == *one));
        // What somebody came with stays ticked, also when it is older than what is offered.
        reports.extend(ticked.into_iter().map(|reference| Choice {
            name: format!("Report {reference}"),
            value: reference,
            checked: true,
        }));
        NewPage {
            title: form.title.clone(),
            on: form.on.clone(),
            minutes: form.minutes.clone(),
            more_reports: form.more_reports.clone(),
            triggers: choices.triggers,
            places: choices.places,
            facilitators: choices.facilitators,
            reports,
            problems,
        }
    }
}

/// What the fields of a plan offer.
pub(super) struct Choices {
    pub(super) triggers: Vec<Choice>,
    pub(super) places: Vec<Choice>,
    pub(super) facilitators: Vec<Choice>,
}

/// What somebody may choose from; `also` is a place that stays on the list, whoever looks.
pub(super) fn choices(
    tree: &Tree,
    people: &[Person],
    person: &Person,
    also: Option<Id>,
    form: &NewForm,
) -> Choices {
    let facilitators = people
        .iter()
        .filter(|one| may_facilitate(one))
        .map(|one| Choice {
            value: one.id.to_string(),
            name: format!("{} ({})", one.name, one.role.in_words().to_lowercase()),
            checked: form.facilitator == one.id.to_string(),
        });
    let mut theirs = places_of(tree, person);
    if let Some(place) = also.and_then(|place| tree.get(place))
        && theirs.iter().all(|other| other.id != place.id)
    {
        theirs.insert(0, place);
    }
    let places = theirs.into_iter().map(|place| {
        let code = place.code.to_string();
        Choice {
            name: tree.path(place.id),
            checked: form.place == code,
            value: code,
        }
    });
    let chosen = Trigger::parse(&form.trigger).unwrap_or(Trigger::Report);
    let triggers = Trigger::ALL.iter().map(|trigger| Choice {
        value: trigger.as_str().into(),
        name: trigger.in_words().into(),
        checked: *trigger == chosen,
    });
    Choices {
        triggers: triggers.collect(),
        places: places.collect(),
        facilitators: facilitators.collect(),
    }
}

/// Places at which somebody may plan: those of a lead and below, all for the improvement team.
fn places_of<'a>(tree: &'a Tree, person: &Person) -> Vec<&'a places::Place> {
    let mut theirs: Vec<Id> = Vec::new();
    let mut found = Vec::new();
    for (place, _) in tree.iter() {
        // The tree is read from the top: what is above has been asked before.
        let own = person.role != Role::Lead
            || person.places.contains(&place.id)
            || place.parent.is_some_and(|parent| theirs.contains(&parent));
        if own {
            theirs.push(place.id);
            found.push(place);
        }
    }
    found
}

/// `GET /hansei/new`, with `?report=4H7-KQ2` for a report to talk about
///
/// # Errors
/// When the store fails.
pub async fn new_hansei(who: Who<Analyst>, db: Data<Db>, asked: Asked<NewForm>) -> Answer {
    let mut form = asked.0;
    if form.minutes.is_empty() {
        form.minutes = "60".into();
    }
    if form.on.is_empty() {
        form.on = who.visit.now.today().to_string();
    }
    let offer = offer(&who, &db).await?;
    who.page(&offer.page(&who.person, &form, Problems::none()))
}

/// `POST /hansei`
///
/// # Errors
/// When the store fails.
pub async fn plan(act: Act<Analyst, NewForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let offer = offer(&who, &db).await?;
    let new = match form.parse(&offer.tree) {
        Ok(new) => new,
        Err(problems) => return who.again(&offer.page(&who.person, &form, problems)),
    };
    let (by, now): (Person, Now) = (who.person.clone(), who.visit.now);
    match db.write(move |tx| commands::plan(tx, &new, &by, now)).await {
        Ok(reference) => Ok(who.done(
            Notice::HanseiPlanned,
            &format!("/hansei/{}", reference.grouped(3)),
        )),
        Err(ActError::Refused(refusal)) => {
            let field = field_of(&refusal);
            let mut problems = Problems::none();
            problems.note(field, refusal);
            who.again(&offer.page(&who.person, &form, problems))
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// The field that a refusal belongs to.
pub(super) fn field_of(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Involved(_) | Refusal::NoFacilitator => "facilitator",
        Refusal::NoPlace => "place",
        _ => "reports",
    }
}

impl NewForm {
    fn parse(&self, tree: &Tree) -> Result<NewHansei, Problems> {
        let mut problems = Problems::none();
        let meeting = self.meeting(tree, &mut problems);
        let typed = self.report.iter().chain([&self.more_reports]);
        let about = NewHansei::parse_references(typed.map(String::as_str));
        let about = problems.keep("reports", about);
        match (meeting, about) {
            (Some(meeting), Some(about)) => Ok(NewHansei { meeting, about }),
            _ => Err(problems),
        }
    }

    /// Why, where, when and with whom.
    pub(super) fn meeting(&self, tree: &Tree, problems: &mut Problems) -> Option<Meeting> {
        let title = problems.keep("title", NewHansei::parse_title(&self.title));
        let trigger = problems.keep("trigger", Trigger::parse(&self.trigger));
        let place = PlaceCode::parse(&self.place)
            .ok()
            .and_then(|code| tree.iter().find(|(place, _)| place.code == code))
            .map(|(place, _)| place.id)
            .ok_or(Refusal::NoPlace);
        let place = problems.keep("place", place);
        let on = problems.keep("on", parse_day(&self.on));
        let facilitator = Id::parse(&self.facilitator).ok_or(Refusal::NoFacilitator);
        let facilitator = problems.keep("facilitator", facilitator);
        let minutes = problems.keep("minutes", NewHansei::parse_minutes(&self.minutes));
        Some(Meeting {
            title: title?,
            trigger: trigger?,
            place: place?,
            on: on?,
            facilitator: facilitator?,
            minutes: minutes?,
        })
    }
}

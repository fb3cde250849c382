//! One place: added and changed.

use crate::{
    db::Db,
    journal::{self, Act as Done},
    places::{
        self, NewPlace, Place, PlaceCode,
        commands::{self, Error as PlaceError, Refusal},
    },
    web::{Act, Admin, Answer, Asked, Error, Page, Problems, Who, notice::Notice},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

/// Below which place a new one is to be.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UnderForm {
    under: String,
}

/// What the form for a place sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    under: String,
    name: String,
    people: String,
    station: Option<String>,
}

#[derive(Serialize)]
struct NewPlacePage<'a> {
    under: String,
    under_name: &'a str,
    form: FormShown<'a>,
}

#[derive(Serialize)]
struct PlacePage<'a> {
    code: String,
    heading: &'a str,
    /// So few people that reports are easy to guess.
    small: bool,
    small_number: i64,
    form: FormShown<'a>,
}

#[derive(Serialize)]
struct FormShown<'a> {
    name: &'a str,
    people: &'a str,
    station: bool,
    problems: Problems,
}

impl Page for NewPlacePage<'_> {
    const TEMPLATE: &'static str = "places/new";

    fn title(&self) -> String {
        "A new place".into()
    }
}

impl Page for PlacePage<'_> {
    const TEMPLATE: &'static str = "places/edit";

    fn title(&self) -> String {
        self.heading.to_owned()
    }
}

/// `GET /places/new?under=K7QF`
///
/// # Errors
/// Not found for an unknown code.
pub async fn new_place(who: Who<Admin>, asked: Asked<UnderForm>, db: Data<Db>) -> Answer {
    let parent = parent(&db, &asked.0.under).await?;
    who.page(&new_page(&parent, &PlaceForm::default(), Problems::none()))
}

/// `POST /places`
///
/// # Errors
/// Not found for an unknown place above, or the store's failure.
pub async fn add(act: Act<Admin, PlaceForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let parent = parent(&db, &form.under).await?;
    let (name, people) = match form.parse() {
        Ok(parsed) => parsed,
        Err(problems) => return who.again(&new_page(&parent, &form, problems)),
    };
    let new = NewPlace {
        name,
        parent: parent.id,
        people,
        station: form.station.is_some(),
    };
    let (by, now) = (Some(who.person.id), who.visit.now);
    let added = db
        .write(move |tx| {
            let place = commands::add(tx, &new)?;
            journal::record(tx, by, Done::PlaceAdded, &place.code.to_string(), now)?;
            Ok(place)
        })
        .await;
    match added {
        Ok(place) => Ok(who.done(Notice::PlaceAdded, &format!("/places/{}", place.code))),
        Err(PlaceError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(PlaceError::Refused(Refusal::NameTaken)) => {
            who.again(&new_page(&parent, &form, name_taken()))
        }
        Err(PlaceError::Store(failure)) => Err(failure.into()),
    }
}

/// `GET /places/{code}`
///
/// # Errors
/// Not found for an unknown code.
pub async fn edit_place(who: Who<Admin>, code: Path<String>, db: Data<Db>) -> Answer {
    let place = known(&db, &code).await?;
    let people = place.people.map_or_else(String::new, |n| n.to_string());
    let form = FormShown {
        name: &place.name,
        people: &people,
        station: place.station,
        problems: Problems::none(),
    };
    who.page(&edit_page(&place, who.visit.settings.small_number, form))
}

/// `POST /places/{code}`
///
/// # Errors
/// Not found for an unknown code, or the store's failure.
pub async fn change(act: Act<Admin, PlaceForm>, code: Path<String>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let place = known(&db, &code).await?;
    let small_number = who.visit.settings.small_number;
    let again = |problems| who.again(&edit_page(&place, small_number, form.shown(problems)));
    let (name, people) = match form.parse() {
        Ok(parsed) => parsed,
        Err(problems) => return again(problems),
    };
    let (code, station) = (place.code, form.station.is_some());
    let (by, now) = (Some(who.person.id), who.visit.now);
    let changed = db
        .write(move |tx| {
            let place = commands::change(tx, code, &name, people, station)?;
            journal::record(tx, by, Done::PlaceChanged, &code.to_string(), now)?;
            Ok(place)
        })
        .await;
    match changed {
        Ok(place) => Ok(who.done(Notice::PlaceChanged, &format!("/places/{}", place.code))),
        Err(PlaceError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(PlaceError::Refused(Refusal::NameTaken)) => again(name_taken()),
        Err(PlaceError::Store(failure)) => Err(failure.into()),
    }
}

/// The place with a code from an address.
pub(super) async fn known(db: &Db, code: &str) -> Result<Place, Error> {
    let code = PlaceCode::parse(code).map_err(|_unreadable| Error::not_found())?;
    db.read(move |conn| places::by_code(conn, code))
        .await?
        .ok_or_else(Error::not_found)
}

/// The place above a new one; the whole house when none was said.
async fn parent(db: &Db, code: &str) -> Result<Place, Error> {
    if code.is_empty() {
        db.read(|conn| places::find(conn, places::ROOT))
            .await?
            .ok_or_else(Error::not_found)
    } else {
        known(db, code).await
    }
}

fn name_taken() -> Problems {
    let mut problems = Problems::none();
    problems.note("name", Refusal::NameTaken);
    problems
}

impl PlaceForm {
    fn parse(&self) -> Result<(String, Option<u32>), Problems> {
        let mut problems = Problems::none();
        let name = problems.keep("name", Place::parse_name(&self.name));
        let people = problems.keep("people", Place::parse_people(&self.people));
        name.zip(people).ok_or(problems)
    }

    fn shown(&self, problems: Problems) -> FormShown<'_> {
        FormShown {
            name: &self.name,
            people: &self.people,
            station: self.station.is_some(),
            problems,
        }
    }
}

fn new_page<'a>(parent: &'a Place, form: &'a PlaceForm, problems: Problems) -> NewPlacePage<'a> {
    NewPlacePage {
        under: parent.code.to_string(),
        under_name: &parent.name,
        form: form.shown(problems),
    }
}

fn edit_page<'a>(place: &'a Place, small_number: i64, form: FormShown<'a>) -> PlacePage<'a> {
    PlacePage {
        code: place.code.to_string(),
        heading: &place.name,
        small: place.is_small(small_number),
        small_number,
        form,
    }
}

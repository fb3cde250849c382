//! The accounts, for admins. Nothing here says what anybody did.

use super::hashed;
use crate::{
    db::Db,
    kernel::ids::Id,
    people::{
        self, Email, NewPerson, Password, Person, Refusal, Role,
        commands::{self, Error as PeopleError},
    },
    places::{self, PlaceCode, Tree},
    web::{
        Act, Admin, Answer, Button, Error, Page, Problems, Who, budget::Budgets, notice::Notice,
    },
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

/// What the form for a new account sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    name: String,
    email: String,
    role: String,
    password: String,
    place: Vec<String>,
}

/// What the form for a new password sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    password: String,
}

#[derive(Serialize)]
struct PeoplePage {
    people: Vec<PersonCard>,
}

#[derive(Serialize)]
struct PersonCard {
    id: String,
    name: String,
    email: String,
    role: &'static str,
    places: Vec<String>,
    active: bool,
    /// Whether it is the admin's own account.
    own: bool,
    /// What needs another look in this account's own form.
    problem: Option<String>,
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "people/list";

    fn title(&self) -> String {
        "People".into()
    }
}

#[derive(Serialize)]
struct NewPersonPage<'a> {
    name: &'a str,
    email: &'a str,
    roles: Vec<RoleChoice>,
    places: Vec<PlaceChoice>,
    problems: Problems,
}

#[derive(Serialize)]
struct RoleChoice {
    word: &'static str,
    name: &'static str,
    says: &'static str,
    icon: &'static str,
    chosen: bool,
}

#[derive(Serialize)]
struct PlaceChoice {
    code: String,
    path: String,
    chosen: bool,
}

impl Page for NewPersonPage<'_> {
    const TEMPLATE: &'static str = "people/new";

    fn title(&self) -> String {
        "A new account".into()
    }
}

/// `GET /people`
///
/// # Errors
/// The store's failure.
pub async fn list(who: Who<Admin>, db: Data<Db>) -> Answer {
    who.page(&people_page(&who, &db, None).await?)
}

/// `GET /people/new`
///
/// # Errors
/// The store's failure.
pub async fn new_person(who: Who<Admin>, db: Data<Db>) -> Answer {
    let tree = db.read(places::all).await?;
    who.page(&new_page(&PersonForm::default(), &tree, Problems::none()))
}

/// `POST /people`
///
/// # Errors
/// The store's failure.
pub async fn add(act: Act<Admin, PersonForm>, db: Data<Db>, budgets: Data<Budgets>) -> Answer {
    let Act { who, form } = act;
    let tree = db.read(places::all).await?;
    let (mut new, password) = match form.parse(&tree) {
        Ok(parsed) => parsed,
        Err(problems) => return who.again(&new_page(&form, &tree, problems)),
    };
    new.password_hash = hashed(&budgets, password).await?;
    let (by, now) = (Some(who.person.id), who.visit.now);
    match db
        .write(move |tx| commands::add(tx, &new, by, now).map(|_id| ()))
        .await
    {
        Ok(()) => Ok(who.done(Notice::PersonAdded, "/people")),
        Err(PeopleError::Refused(refusal)) => {
            let mut problems = Problems::none();
            problems.note("email", refusal);
            who.again(&new_page(&form, &tree, problems))
        }
        Err(PeopleError::Store(failure)) => Err(failure.into()),
    }
}

/// `POST /people/{id}/password`
///
/// # Errors
/// Not found for an unknown account, or the store's failure.
pub async fn set_password(
    act: Act<Admin, PasswordForm>,
    id: Path<String>,
    db: Data<Db>,
    budgets: Data<Budgets>,
) -> Answer {
    let Act { who, form } = act;
    let person = known(&db, &id).await?;
    let password = match Password::parse(&form.password) {
        Ok(password) => password,
        Err(problem) => {
            let page = people_page(&who, &db, Some((person.id, problem.to_string()))).await?;
            return who.again(&page);
        }
    };
    let hash = hashed(&budgets, password).await?;
    let (by, now) = (Some(who.person.id), who.visit.now);
    let changed = db
        .write(move |tx| commands::reset(tx, &person.email, &hash, by, now))
        .await;
    answer(&who, &db, person.id, changed).await
}

/// `POST /people/{id}/closed`
///
/// # Errors
/// Not found for an unknown account, or the store's failure.
pub async fn close(act: Act<Admin, Button>, id: Path<String>, db: Data<Db>) -> Answer {
    set_active(act.who, &id, &db, false).await
}

/// `POST /people/{id}/opened`
///
/// # Errors
/// Not found for an unknown account, or the store's failure.
pub async fn open(act: Act<Admin, Button>, id: Path<String>, db: Data<Db>) -> Answer {
    set_active(act.who, &id, &db, true).await
}

async fn set_active(who: Who<Admin>, id: &str, db: &Db, active: bool) -> Answer {
    let person = known(db, id).await?;
    let (by, now) = (Some(who.person.id), who.visit.now);
    let changed = db
        .write(move |tx| commands::set_active(tx, &person.email, active, by, now))
        .await;
    answer(&who, db, person.id, changed).await
}

async fn answer(who: &Who<Admin>, db: &Db, person: Id, changed: Result<(), PeopleError>) -> Answer {
    match changed {
        Ok(()) => Ok(who.done(Notice::PersonChanged, "/people")),
        Err(PeopleError::Refused(Refusal::Unknown)) => Err(Error::not_found()),
        Err(PeopleError::Refused(refusal)) => {
            let problem = Some((person, refusal.to_string()));
            who.again(&people_page(who, db, problem).await?)
        }
        Err(PeopleError::Store(failure)) => Err(failure.into()),
    }
}

async fn known(db: &Db, id: &str) -> Result<Person, Error> {
    let id = Id::parse(id).ok_or_else(Error::not_found)?;
    db.read(move |conn| people::find(conn, id))
        .await?
        .ok_or_else(Error::not_found)
}

async fn people_page(
    who: &Who<Admin>,
    db: &Db,
    problem: Option<(Id, String)>,
) -> Result<PeoplePage, Error> {
    let (everybody, tree) = db
        .read(|conn| Ok::<_, Error>((people::all(conn)?, places::all(conn)?)))
        .await?;
    let card = |person: Person| PersonCard {
        places: person
            .places
            .iter()
            .map(|place| tree.path(*place))
            .collect(),
        own: person.id == who.person.id,
        problem: problem
            .as_ref()
            .filter(|(id, _)| *id == person.id)
            .map(|(_, words)| words.clone()),
        id: person.id.to_string(),
        role: person.role.in_words(),
        name: person.name,
        email: person.email,
        active: person.active,
    };
    Ok(PeoplePage {
        people: everybody.into_iter().map(card).collect(),
    })
}

impl PersonForm {
    /// Everything but the password's hash, which takes its turn later.
    fn parse(&self, tree: &Tree) -> Result<(NewPerson, Password), Problems> {
        let mut problems = Problems::none();
        let name = problems.keep("name", Person::parse_name(&self.name));
        let email = problems.keep("email", Email::parse(&self.email));
        let role = problems.keep("role", Role::parse(&self.role));
        let password = problems.keep("password", Password::parse(&self.password));
        let chosen: Option<Vec<Id>> = self.place.iter().map(|code| by_code(tree, code)).collect();
        if chosen.is_none() {
            problems.note("place", places::commands::Refusal::NotHere);
        }
        match (name, email, role, password, chosen) {
            (Some(name), Some(email), Some(role), Some(password), Some(chosen)) => Ok((
                NewPerson {
                    name,
                    email,
                    role,
                    places: role.places(chosen, places::ROOT),
                    password_hash: String::new(),
                },
                password,
            )),
            _ => Err(problems),
        }
    }
}

fn by_code(tree: &Tree, raw: &str) -> Option<Id> {
    let code = PlaceCode::parse(raw).ok()?;
    tree.iter()
        .find(|(place, _)| place.code == code)
        .map(|(place, _)| place.id)
}

fn new_page<'a>(form: &'a PersonForm, tree: &Tree, problems: Problems) -> NewPersonPage<'a> {
    NewPersonPage {
        name: &form.name,
        email: &form.email,
        roles: Role::ALL
            .iter()
            .map(|role| choice(*role, &form.role))
            .collect(),
        places: tree
            .iter()
            .map(|(place, _)| PlaceChoice {
                code: place.code.to_string(),
                path: tree.path(place.id),
                chosen: form.place.contains(&place.code.to_string()),
            })
            .collect(),
        problems,
    }
}

fn choice(role: Role, chosen: &str) -> RoleChoice {
    let (icon, says) = match role {
        Role::Lead => (
            "thanks",
            "Thanks people and answers the reports of their places.",
        ),
        Role::Improver => (
            "trends",
            "Learns from trends. Never reads a story as it was told.",
        ),
        Role::Keeper => (
            "sealed",
            "May open a sealed name, with a reason that the reporter reads.",
        ),
        Role::Admin => ("settings", "Runs places and accounts. Reads no stories."),
    };
    RoleChoice {
        word: role.as_str(),
        name: role.in_words(),
        says,
        icon,
        chosen: role.as_str() == chosen,
    }
}

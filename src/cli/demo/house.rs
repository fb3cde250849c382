//! The places and people of the sample year.

use super::year::Year;
use crate::{
    cli::Failure,
    config::DemoAccount,
    db::{Db, Tx},
    kernel::{ids::Id, time::Now},
    people::{self, Email, NewPerson, Password, Role},
    places::{self, NewPlace, PlaceCode},
};
use std::collections::{BTreeSet, HashMap};

/// The password of every account; it is shown on the sign-in page.
const PASSWORD: &str = "four words in a row";

/// Each place by its path, such as `Factory/Hall 2`.
pub(super) type Places = HashMap<String, (Id, PlaceCode)>;

/// Somebody who answers reports.
#[derive(Debug)]
pub(super) struct Lead {
    pub(super) id: Id,
    pub(super) places: Vec<Id>,
    pub(super) name: String,
    paths: Vec<String>,
}

/// The place with this path.
///
/// # Errors
/// When the year names a place that it does not have.
pub(super) fn place(places: &Places, path: &str) -> Result<(Id, PlaceCode), Failure> {
    places
        .get(path)
        .copied()
        .ok_or_else(|| Failure(format!("the sample year: no place {path}")))
}

/// Adds all places.
///
/// # Errors
/// When the store fails or the year holds a mistake.
pub(super) fn add_places(db: &Db, year: &Year) -> Result<Places, Failure> {
    let paths: Vec<(Vec<String>, u32, bool)> = year
        .place
        .iter()
        .map(|place| (place.path.clone(), place.people, place.station))
        .collect();
    db.write_now(move |tx| add_all(tx, paths))
        .map_err(Failure::of)
}

fn add_all(
    tx: &mut Tx<'_>,
    paths: Vec<(Vec<String>, u32, bool)>,
) -> Result<Places, places::commands::Error> {
    let mut places = Places::new();
    for (path, people, station) in paths {
        let above = path.split_last().map(|(_, above)| above.join("/"));
        let parent = above.and_then(|above| places.get(&above).map(|(id, _)| *id));
        let new = NewPlace {
            name: path.last().cloned().unwrap_or_default(),
            parent: parent.unwrap_or(places::ROOT),
            people: Some(people),
            station,
        };
        let added = places::commands::add(tx, &new)?;
        places.insert(path.join("/"), (added.id, added.code));
    }
    Ok(places)
}

/// Adds all accounts; answers the leads.
///
/// # Errors
/// When the store fails or the year holds a mistake.
pub(super) fn add_people(
    db: &Db,
    year: &Year,
    places: &Places,
    now: Now,
) -> Result<Vec<Lead>, Failure> {
    let password = Password::parse(PASSWORD).map_err(Failure::of)?;
    // Hashing is slow on purpose, and everybody has the same password here: once is enough.
    let password_hash = people::commands::hash(&password).map_err(Failure)?;
    let mut leads = Vec::new();
    for person in &year.person {
        let role = Role::parse(&person.role).map_err(Failure::of)?;
        let ids = person
            .places
            .iter()
            .map(|path| place(places, path).map(|(id, _)| id))
            .collect::<Result<Vec<_>, _>>()?;
        let new = NewPerson {
            name: person.name.clone(),
            email: Email::parse(&person.email).map_err(Failure::of)?,
            role,
            places: ids.clone(),
            password_hash: password_hash.clone(),
        };
        let id = db
            .write_now(move |tx| people::commands::add(tx, &new, None, now))
            .map_err(Failure::of)?;
        if role == Role::Lead {
            leads.push(Lead {
                id,
                places: ids,
                name: person.name.clone(),
                paths: person.places.clone(),
            });
        }
    }
    Ok(leads)
}

/// The lead who is nearest to a place. Nobody answers their own report.
pub(super) fn answering<'a>(
    leads: &'a [Lead],
    path: &str,
    reporter: Option<&str>,
) -> Option<&'a Lead> {
    let nearness = |lead: &Lead| {
        let above = |own: &&String| path == own.as_str() || path.starts_with(&format!("{own}/"));
        lead.paths.iter().filter(above).map(String::len).max()
    };
    leads
        .iter()
        .filter(|lead| Some(lead.name.as_str()) != reporter)
        .filter_map(|lead| Some((nearness(lead)?, lead)))
        .max_by_key(|(near, _)| *near)
        .map(|(_, lead)| lead)
}

/// What the sign-in page shows: the leads, and one account of each other role.
///
/// # Errors
/// When the year holds a mistake.
pub(super) fn accounts(year: &Year) -> Result<Vec<DemoAccount>, Failure> {
    let mut seen = BTreeSet::new();
    let mut accounts = Vec::new();
    for person in &year.person {
        let role = Role::parse(&person.role).map_err(Failure::of)?;
        let is_first = seen.insert(role);
        if role != Role::Lead && !is_first {
            continue;
        }
        let places = match role {
            Role::Lead => format!(" of {}", person.places.join(" and ").replace('/', ", ")),
            _ => String::new(),
        };
        accounts.push(DemoAccount {
            role: format!("{}{places}", role.in_words()),
            email: person.email.clone(),
            password: PASSWORD.to_owned(),
        });
    }
    Ok(accounts)
}

//! Pages: the sheets, one sheet with its sections, how it was, and on paper.

pub mod comments;
mod difference;
pub mod list;
mod map;
pub mod map_acts;
mod map_drawing;
mod map_pages;
pub mod new;
mod panels;
pub mod pictures;
pub mod print;
mod sections;
pub mod show;
pub mod steer;
pub mod versions;
pub mod write;

pub use panels::{on_answers, on_report};

use crate::{
    a3::{Error as ActError, Reference, Refusal, store::Reader},
    kernel::ids::Id,
    people::{Person, Role},
    places::{PlaceCode, Tree},
    web::{Code, Error, Who},
};
use serde::Serialize;

impl From<ActError> for Error {
    fn from(failure: ActError) -> Self {
        match failure {
            ActError::Refused(refusal) => refusal.into(),
            ActError::Store(failure) => failure.into(),
        }
    }
}

impl From<Refusal> for Error {
    /// No catch-all arm: a new refusal does not compile until somebody decides what people see.
    fn from(refusal: Refusal) -> Self {
        let code = match refusal {
            Refusal::NotHere => return Self::not_found(),
            Refusal::ThankFirst
            | Refusal::EnoughReports
            | Refusal::NotCheckedYet
            | Refusal::EnoughPictures => Code::NotNow,
            Refusal::UnknownReport
            | Refusal::NoPlace
            | Refusal::UnknownPerson
            | Refusal::ReasonMissing => Code::LookAgain,
        };
        Self::new(code, refusal)
    }
}

/// Who reads, as the store asks it.
fn reader<D>(who: &Who<D>) -> Reader {
    Reader::of(&who.person, who.visit.now)
}

/// Reads a reference from an address; anything else is not there.
fn reference(raw: &str) -> Result<Reference, Error> {
    Reference::parse(raw).map_err(|_unreadable| Error::not_found())
}

/// The address of a sheet.
fn path(reference: Reference) -> String {
    format!("/a3/{}", reference.grouped(3))
}

/// One entry of a list to choose from.
#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    name: String,
    selected: bool,
}

/// The places that a reader may choose: a lead those of theirs and all below.
fn places(tree: &Tree, reader: &Reader, chosen: &str) -> Vec<Choice> {
    let own = |place: Id| match &reader.places {
        None => true,
        Some(own) => std::iter::successors(Some(place), |id| {
            tree.get(*id).and_then(|place| place.parent)
        })
        .any(|id| own.contains(&id)),
    };
    tree.iter()
        .filter(|(place, _)| own(place.id))
        .map(|(place, _)| {
            let code = place.code.to_string();
            Choice {
                name: tree.path(place.id),
                selected: code == chosen,
                value: code,
            }
        })
        .collect()
}

/// The place with this code.
fn place_of(tree: &Tree, raw: &str) -> Option<Id> {
    let code = PlaceCode::parse(raw).ok()?;
    tree.iter()
        .find(|(place, _)| place.code == code)
        .map(|(place, _)| place.id)
}

/// Leads and improvers with open accounts, and whoever is chosen already.
fn staff(everybody: &[Person], chosen: Option<Id>) -> Vec<Choice> {
    everybody
        .iter()
        .filter(|person| {
            chosen == Some(person.id)
                || person.active && matches!(person.role, Role::Lead | Role::Improver)
        })
        .map(|person| Choice {
            value: person.id.to_string(),
            name: person.name.clone(),
            selected: chosen == Some(person.id),
        })
        .collect()
}

//! Pages of signals, of what people write about charts, and of closed weeks.

pub mod acts;
pub mod changes;
pub mod closed_weeks;
pub mod limits;
pub mod list;
pub mod one;
pub mod points;

use crate::{
    kernel::{text, text::TextError},
    places::{Place, PlaceCode, Tree},
    trends::{
        commands::{Error as ActError, Refusal},
        model::{Reference, Series, Span},
        store::{self, Looking},
    },
    web::{Code, Error},
};
use chrono::NaiveDate;
use serde::Serialize;

/// Characters of a note.
const MOST_NOTE: usize = 2_000;

/// Characters of a change, a reason, the words for closed weeks.
const MOST_LINE: usize = 200;

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
            Refusal::LimitsChanged | Refusal::SameStart | Refusal::TakenBack => Code::NotNow,
            Refusal::NoPoint | Refusal::Ahead | Refusal::Overlap(..) => Code::LookAgain,
            Refusal::FewPeople(_) | Refusal::OtherUnit(..) => Code::LookAgain,
        };
        Self::new(code, refusal)
    }
}

/// Reads a code from an address; anything else is not there.
fn reference(raw: &str) -> Result<Reference, Error> {
    Reference::parse(raw).map_err(|_unreadable| Error::not_found())
}

/// A place of a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    value: String,
    name: String,
    checked: bool,
}

/// Why a place cannot be taken.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("We know no such place of yours. Please pick one of the list.")]
struct PlaceError;

/// The place with this code, if it is one of those that may be chosen.
fn place<'a>(
    tree: &'a Tree,
    raw: &str,
    may: impl Fn(&Place) -> bool,
) -> Result<&'a Place, PlaceError> {
    let code = PlaceCode::parse(raw).map_err(|_unreadable| PlaceError)?;
    tree.iter()
        .map(|(place, _)| place)
        .find(|place| place.code == code && may(place))
        .ok_or(PlaceError)
}

/// The places that may be chosen, in the order of the tree.
pub(super) fn choices(tree: &Tree, chosen: &str, may: impl Fn(&Place) -> bool) -> Vec<Choice> {
    tree.iter()
        .filter(|(place, _)| may(place))
        .map(|(place, depth)| {
            let code = place.code.to_string();
            Choice {
                name: format!("{}{}", "\u{a0}\u{a0}".repeat(depth), place.name),
                checked: code == chosen.trim().to_uppercase(),
                value: code,
            }
        })
        .collect()
}

/// Whether somebody may write about a place.
fn writable(tree: &Tree, looking: &Looking, place: &Place) -> bool {
    store::reach(tree, place.id, looking).is_some_and(|reach| looking.may_write(reach))
}

/// The series that can be chosen.
fn series(chosen: &str) -> Vec<Choice> {
    let known = Series::parse(chosen).unwrap_or(Series::Reports);
    Series::ALL
        .iter()
        .map(|series| Choice {
            value: series.as_str().into(),
            name: series.in_words().into(),
            checked: *series == known,
        })
        .collect()
}

/// A few words on one line.
fn line(raw: &str) -> Result<String, TextError> {
    text::line(raw, MOST_LINE)
}

/// The Monday of a week as a form has it.
fn monday(
    raw: &str,
    today: NaiveDate,
) -> Result<crate::kernel::time::Week, crate::trends::model::SpanError> {
    Span::parse_week(raw, today)
}

//! Rules: what a countermeasure is, what it needs, and where it stands.

mod course;
mod plan;
mod strength;

pub use course::{
    Check, CheckProblem, CheckResult, Decided, Decision, DecisionProblem, Seen, Status,
};
pub use plan::{Plan, PlanProblem, check_after, day};
pub use strength::{Group, Strength};

use crate::kernel::{code::Code, ids::Id};
use chrono::NaiveDate;

/// The code by which staff name a countermeasure: six characters, shown in two groups of three.
pub type Reference = Code<6>;

crate::words! {
    /// What a countermeasure comes from.
    OriginKind {
        /// A sheet.
        A3 = "a3",
        /// A review.
        Hansei = "hansei",
    }
}

impl OriginKind {
    /// As people call it: `this A3`.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::A3 => "A3",
            Self::Hansei => "hansei review",
        }
    }
}

/// The A3 or the hansei review that a countermeasure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Which of the two.
    pub kind: OriginKind,
    /// Its reference as it is written, `4H7-KQ2`.
    pub reference: String,
}

impl Origin {
    /// The address of its page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/{}/{}", self.kind.as_str(), self.reference)
    }
}

/// A condition that a countermeasure addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its identity in the A3 or the review.
    pub id: Id,
    /// The statement.
    pub statement: String,
    /// Its system tile, 1 to 11.
    pub factor: Option<u8>,
}

/// What a form needs to know of an origin; answered by the room that it belongs to.
#[derive(Debug, Clone)]
pub struct OriginFacts {
    /// Its title.
    pub title: String,
    /// Where it belongs.
    pub place: Id,
    /// Its conditions.
    pub conditions: Vec<Condition>,
}

/// A countermeasure that is to be added.
#[derive(Debug, Clone)]
pub struct New {
    /// Where it comes from.
    pub origin: Origin,
    /// The title of that.
    pub origin_title: Option<String>,
    /// Where it is to hold.
    pub place: Id,
    /// What it addresses, at least one.
    pub conditions: Vec<Condition>,
    /// What is to change, and what we expect of it.
    pub plan: Plan,
}

/// A countermeasure as it stands.
#[derive(Debug, Clone)]
pub struct Countermeasure {
    /// Its identity.
    pub id: Id,
    /// Its code.
    pub reference: Reference,
    /// Where it comes from.
    pub origin: Origin,
    /// The title of that, as it was.
    pub origin_title: Option<String>,
    /// Where it holds.
    pub place: Id,
    /// What it addresses.
    pub conditions: Vec<Condition>,
    /// What is to change, and what we expect of it.
    pub plan: Plan,
    /// The owner's name.
    pub owner_name: Option<String>,
    /// The day on which it was written down.
    pub added_on: NaiveDate,
    /// The day since which it is in place.
    pub in_place_on: Option<NaiveDate>,
    /// The check of this round.
    pub check: Option<Check>,
    /// The decision of this round.
    pub decided: Option<Decided>,
    /// Where else it was brought to.
    pub spread_to: Option<String>,
    /// Since when it is open again, after a similar report.
    pub reopened_on: Option<NaiveDate>,
    /// Grows with every change; a form says which one it was made from.
    pub version: i32,
}

/// Whether all of these rely on people taking care. Of none there is nothing to say.
#[must_use]
pub fn only_weaker<'a>(list: impl IntoIterator<Item = &'a Countermeasure>) -> bool {
    let mut open = list
        .into_iter()
        .filter(|one| !one.is_let_go())
        .map(|one| one.plan.strength.group())
        .peekable();
    open.peek().is_some() && open.all(|group| group == Group::Weaker)
}

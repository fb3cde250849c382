//! Countermeasures: changes to the system, held as hypotheses, with a prediction and a day on which
//! somebody looks.
//!
//! What never happens here: a count by person, a target for how strong ideas have to be, an idea that
//! is refused because it is weak.
//!
//! Rooms to the right add them with [`add`], list them with [`of`] and [`listed`] (the part
//! `countermeasures/of_origin` of a page), and say what they are about with a function in [`Origins`].

pub mod commands;
pub mod model;
mod store;
pub mod web;

pub use commands::{
    Error, Find, Origins, Refusal, Sibling, add, has_news, notice, of, to_talk_about, waiting_on,
};
pub use model::{
    CheckResult, Condition, Countermeasure, Decision, Group, New, Origin, OriginFacts, OriginKind,
    Plan, Reference, Status, Strength, only_weaker,
};
pub use store::{Exported, Outline, Sight, export, outlines};
pub use web::{Listed, listed, meant_to_prevent};

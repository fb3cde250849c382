//! Rules: what is asked, what may be shown of it, and what follows from the counts.

mod after;
#[cfg(test)]
mod answer_tests;
mod arrived;
mod counts;
mod course;
mod filter;
mod house;
mod kinds;
mod leads;
mod mix;
mod places;
#[cfg(test)]
mod privacy_tests;
mod process;
mod response;
mod share;
mod spread;
mod surfacing;
mod thanks;

pub(crate) use arrived::LONGEST;
pub(crate) use counts::{Counts, Slots};
pub(crate) use filter::{Days, Filter, PlaceError};
pub(crate) use house::{House, Step};
pub(crate) use kinds::KindCell;
pub(crate) use mix::{KindSum, Mix};
pub(crate) use places::{apart, children, people, way};
pub(crate) use process::Process;
pub(crate) use share::Share;
pub(crate) use surfacing::{Delays, Looked, Row, TimeToSurface};
pub(crate) use thanks::{Growing, Thanks};

pub(crate) use after::After;
pub(crate) use course::Course;
pub(crate) use leads::answered_by_several;
pub(crate) use response::{CLASSES, Delay, Faces, LOOP_DAYS, kept};
pub(crate) use spread::{ClassSum, Spread, counted};

//! Rules: what is asked, what may be shown of it, and what follows from the counts.

mod arrived;
mod counts;
mod filter;
mod house;
mod kinds;
mod mix;
mod nowcast;
mod places;
#[cfg(test)]
mod privacy_tests;
mod process;
mod share;
mod surfacing;
mod thanks;

pub(crate) use arrived::{LONGEST, WINDOW};
pub(crate) use counts::{Counts, Slots};
pub(crate) use filter::{Days, Filter, PlaceError};
pub(crate) use house::{House, Step};
pub(crate) use kinds::KindCell;
pub(crate) use mix::{KindSum, Mix};
pub(crate) use nowcast::{Happened, happened};
pub(crate) use places::{apart, children, people, way};
pub(crate) use process::Process;
pub(crate) use share::Share;
pub(crate) use surfacing::{Delays, LEAST_FOR_MEDIAN, Looked, Medians, Row, TimeToSurface};
pub(crate) use thanks::Thanks;

//! Rules: what is asked, what may be shown of it, and what follows from the counts.

mod arrived;
mod counts;
mod filter;
mod house;
mod kinds;
mod mix;
mod named;
mod places;
#[cfg(test)]
mod privacy_tests;
mod process;
mod share;
mod surfacing;
mod thanks;
mod tile_guard;
#[cfg(test)]
mod tile_tests;
mod tiles;

pub(crate) use arrived::LONGEST;
pub(crate) use counts::{Counts, Slots};
pub(crate) use filter::{Days, Filter, PlaceError};
pub(crate) use house::{House, Step};
pub(crate) use kinds::KindCell;
pub(crate) use mix::{KindSum, Mix};
pub(crate) use named::{Named, TileSum};
pub(crate) use places::{apart, children, people, way};
pub(crate) use process::Process;
pub(crate) use share::Share;
pub(crate) use surfacing::{Delays, Looked, Row, TimeToSurface};
pub(crate) use thanks::Thanks;
pub(crate) use tiles::{TileCell, TileHouse, Tiles};

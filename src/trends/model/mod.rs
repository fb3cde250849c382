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
mod named;
mod nowcast;
mod places;
#[cfg(test)]
mod privacy_tests;
mod process;
mod response;
mod share;
mod spread;
mod surfacing;
mod thanks;
mod tile_guard;
#[cfg(test)]
mod tile_tests;
mod tiles;
mod waits;

mod closed;
mod etiquette;
mod exposure;
mod line;
mod measured;
mod signal;
mod told;

pub(crate) use arrived::{LONGEST, WINDOW};
pub(crate) use counts::{Counts, Slots};
pub(crate) use filter::{DayError, Days, Filter, PlaceError};
pub(crate) use house::{House, Step};
pub(crate) use kinds::KindCell;
pub(crate) use mix::{KindSum, Mix, MixCourse};
pub(crate) use named::{Named, TileSum};
pub(crate) use nowcast::{Happened, happened};
pub(crate) use places::{apart, children, people, way};
pub(crate) use process::Process;
pub(crate) use share::Share;
pub(crate) use surfacing::{DELAY_CLASSES, Delays, Looked, Row, TimeToSurface};
pub(crate) use thanks::{Growing, Thanks};

pub(crate) use closed::{Span, SpanError};
pub use etiquette::NoteSort;
pub(crate) use etiquette::{demands, sort};
pub(crate) use line::Line;
pub(crate) use measured::LEAST;
pub(crate) use signal::{Finding, Reference, Signal, find as find_signals};
pub use signal::{Series, SignalRule, SignalSide};
pub(crate) use tiles::{TileCell, TileHouse, Tiles};
pub(crate) use told::{Between, Told};

pub(crate) use after::After;
pub(crate) use course::Course;
pub(crate) use leads::answered_by_several;
pub(crate) use response::{CLASSES, Delay, Faces, LOOP_DAYS, kept};
pub(crate) use spread::{ClassSum, Classes, Spread, counted};

pub(crate) use exposure::{
    Amount, BadRow, Entry, FileError, Known, NotOpen, Read, Reader, Unit, Worked, open, parse_week,
};

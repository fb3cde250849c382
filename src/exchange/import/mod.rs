//! The reading half of `candor import`: the bytes of a file and a map become rows, or a list of what is wrong with them.
//!
//! Nothing here touches a database, a clock, the environment or the disk, so that a dry run and a real run cannot differ.
//! The way of the data: `encoding` makes text of bytes, `sheet` makes cells of text, `row` makes a report of cells, by the
//! rules that `map` has read. Nothing is dropped: a row comes out as good, or as bad with its line, column and reason.

mod cells;
mod column;
mod columns;
mod dates;
mod delay;
mod encoding;
mod errors;
mod map;
mod reading;
mod row;
mod section;
mod sheet;
mod source;
mod vocabulary;

pub use column::columns;
pub use dates::{Precision, Stamp};
pub use errors::{FileError, MapError};
pub use map::Map;
pub use reading::{BadRow, ImportedRow, Outcome, read};

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod reading_tests;
#[cfg(test)]
mod row_tests;
#[cfg(test)]
mod source_tests;

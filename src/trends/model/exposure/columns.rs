//! Which cell of a file is what: its first line, and what parts its cells.

use crate::kernel::sheet::{Unclosed, records};

/// Why nothing of a file can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FileError {
    /// Nothing in it.
    #[error(
        "There is nothing to read. The first line names the columns: place, week, amount; each line below is one week of one place."
    )]
    Empty,
    /// No first line that names what is needed.
    #[error(
        "We found no column for the {0}. The first line names the columns: place, week, amount; parted by commas, semicolons or tabs."
    )]
    NoColumn(&'static str),
    /// A quotation mark swallows the rest.
    #[error(
        "The row that starts at line {0} opens a quotation mark that is never closed. Please close it, and send the file again."
    )]
    UnclosedQuote(u64),
    /// Too many rows to look at on a page.
    #[error(
        "These are more than {0} rows. Please send them in parts, or use `candor exposure import`."
    )]
    TooLong(usize),
}

/// Where the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) place: usize,
    pub(super) week: usize,
    pub(super) amount: usize,
    pub(super) unit: Option<usize>,
    /// How many cells a row has.
    pub(super) width: usize,
}

/// A row and the line on which it starts.
pub(super) type Row = (u64, Vec<String>);

/// What a column may be called; the first one that is there counts.
const PLACE: &[&str] = &["place", "code", "place code", "path"];
const WEEK: &[&str] = &["week", "iso week", "date", "day", "from"];
const AMOUNT: &[&str] = &[
    "amount",
    "hours",
    "hours worked",
    "worked hours",
    "exposure",
    "bed days",
];
const UNIT: &[&str] = &["unit"];

/// Splits a text: at what parts its first line into the columns that are needed.
pub(super) fn split(text: &str) -> Result<(Columns, Vec<Row>), FileError> {
    let mut failure = FileError::Empty;
    for delimiter in [b';', b'\t', b','] {
        let found = match records(text.to_owned(), delimiter) {
            Ok(found) => found,
            // A quotation mark that means nothing between other delimiters.
            Err(Unclosed { line }) => {
                failure = better(failure, FileError::UnclosedQuote(line));
                continue;
            }
        };
        let mut rows = found.into_iter().map(|(line, record)| {
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            (line, cells)
        });
        let Some((_, head)) = rows.next() else {
            return Err(FileError::Empty);
        };
        match locate(&head) {
            Ok(columns) => return Ok((columns, rows.collect())),
            Err(missing) => failure = better(failure, FileError::NoColumn(missing)),
        }
    }
    Err(failure)
}

/// Of the failures of several delimiters the one that says most: the column that is missing last of all.
fn better(one: FileError, other: FileError) -> FileError {
    let rank = |failure: &FileError| match failure {
        FileError::Empty => 0,
        FileError::NoColumn("place") => 1,
        FileError::UnclosedQuote(_) => 2,
        FileError::NoColumn(_) | FileError::TooLong(_) => 3,
    };
    if rank(&other) > rank(&one) {
        other
    } else {
        one
    }
}

fn locate(head: &[String]) -> Result<Columns, &'static str> {
    let names: Vec<String> = head
        .iter()
        .map(|name| name.to_lowercase().replace('_', " "))
        .collect();
    let find = |known: &[&str]| {
        known
            .iter()
            .find_map(|wanted| names.iter().position(|name| name == wanted))
    };
    Ok(Columns {
        place: find(PLACE).ok_or("place")?,
        week: find(WEEK).ok_or("week")?,
        amount: find(AMOUNT).ok_or("amount")?,
        unit: find(UNIT),
        width: names.len(),
    })
}

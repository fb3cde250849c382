//! A whole file: every row of it, good or bad.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::cells::{Cells, Problem, Table};
use super::dates::Stamp;
use super::encoding::decode;
use super::errors::FileError;
use super::map::Map;
use super::row;
use super::sheet::Sheet;

/// A report of another system, in the words of this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedRow {
    /// The line of the file on which the row starts, counted from 1.
    pub line: u64,
    /// What identifies the row within its source: its key columns, joined by `|`.
    pub key: String,
    /// What happened: 1 to 50,000 characters, line ends as LF, no control characters but tab and LF.
    pub story: String,
    /// When it occurred; nothing when the source leaves it blank.
    pub occurred: Option<Stamp>,
    /// When it was told to the source. Only known by its day, it is that day's first moment, and then may lie before the
    /// moment of `occurred` although the delay is 0.
    pub surfaced: Stamp,
    /// Time to surface in minutes, never negative; nothing where it is not to be tallied, because an end of it is blank or
    /// only known by its month. Whole days (1,440 minutes) where an end is only known by its day.
    pub delay_minutes: Option<i64>,
    /// The path of the place, from the top; empty when it is not known.
    pub place: Vec<String>,
    /// `problem`, `near_miss`, `incident`, `mistake`, `question` or `good_catch`.
    pub kind: String,
    /// The system tiles (1 to 11) that made it possible, in order, each once.
    pub factors: Vec<u8>,
    /// What made it possible, in the source's words.
    pub factor_words: Option<String>,
    /// The system tiles (1 to 11) that caught it, in order, each once.
    pub caught_by: Vec<u8>,
    /// What caught it, in the source's words.
    pub caught_words: Option<String>,
    /// `none`, `small`, `serious` or `severe`.
    pub effect: Option<String>,
    /// What it could have done: the same words.
    pub could_have: Option<String>,
    /// `never`, `sometimes` or `often`.
    pub seen_before: Option<String>,
    /// An idea of the source's reporter.
    pub idea: Option<String>,
    /// The work step.
    pub step: Option<String>,
    /// `without_details`, `ask_me` or `no`.
    pub share: String,
}

/// A row that cannot be imported. There is one for each such row, however much is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the file on which the row starts, counted from 1.
    pub line: u64,
    /// The column (or columns, joined by a comma) with the first problem; `(row)` when it is the row as a whole.
    pub column: String,
    /// What is wrong and what to do, on one line; further problems of the row follow with their columns.
    pub reason: String,
}

/// What a file holds. `total` is the number of its rows: the good ones and the bad ones together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The good rows, in the order of the file.
    pub rows: Vec<ImportedRow>,
    /// The bad rows, in the order of the file.
    pub bad: Vec<BadRow>,
    /// How many rows the file has below its header, blank lines apart.
    pub total: u64,
}

/// Reads a file. `now` is what tells a date in the future from one in the past.
///
/// # Errors
/// What is wrong with the file as a whole, such that no row can be read.
pub fn read(bytes: &[u8], map: &Map, now: DateTime<Utc>) -> Result<Outcome, FileError> {
    let text = decode(bytes, map.source.encoding)?;
    let sheet = Sheet::split(text, map.source.delimiter)?;
    let index = sheet.locate(map.columns())?;
    let table = Table {
        map,
        sheet: &sheet,
        index,
        now,
    };
    let mut outcome = Outcome {
        rows: Vec::new(),
        bad: Vec::new(),
        total: sheet.records.len() as u64,
    };
    let mut seen = HashMap::new();
    for (line, record) in &sheet.records {
        let mut cells = Cells::new(&table, record);
        let row = if record.len() == sheet.width() {
            one(&mut cells, *line, &mut seen)
        } else {
            let (has, wants) = (record.len(), sheet.width());
            let reason = format!(
                "the row has {has} cells where the first line has {wants}: look for a missing quotation mark or delimiter"
            );
            cells.problem("(row)", reason);
            None
        };
        match (row, bad(*line, cells.problems)) {
            (Some(row), None) => outcome.rows.push(row),
            (_, Some(bad)) => outcome.bad.push(bad),
            // A row is given up only together with a problem; should that ever not hold, the row still must not vanish.
            (None, None) => outcome.bad.push(BadRow {
                line: *line,
                column: "(row)".to_owned(),
                reason: "the row cannot be read: check it in the source".to_owned(),
            }),
        }
    }
    Ok(outcome)
}

/// One row. `seen` holds the keys of the rows above it, bad ones too: which of two is right, only the source can tell.
fn one(cells: &mut Cells<'_>, line: u64, seen: &mut HashMap<String, u64>) -> Option<ImportedRow> {
    let key = row::key(cells);
    if let Some(key) = &key {
        if let Some(first) = seen.get(key) {
            let reason = format!(
                "same key as line {first}: keep one of the two, or give them different keys"
            );
            cells.problem(cells.table.map.source.key.join(", "), reason);
        } else {
            seen.insert(key.clone(), line);
        }
    }
    // Without a key the row is bad already; it is read all the same, so that its other problems are listed with it.
    row::read(cells, line, key.unwrap_or_default())
}

fn bad(line: u64, problems: Vec<Problem>) -> Option<BadRow> {
    let mut problems = problems.into_iter();
    let Problem { column, mut reason } = problems.next()?;
    for further in problems {
        reason.push_str(&format!("; {}: {}", further.column, further.reason));
    }
    Some(BadRow {
        line,
        column,
        reason,
    })
}

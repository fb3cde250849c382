//! Rows on their way out, as CSV, JSON lines or Parquet: the same columns and the same cells in each.

use super::{
    column::{Cell, Column},
    row_groups::RowGroups,
};
use parquet::errors::ParquetError;
use serde_json::{Map, Value};
use std::io::{self, Write};

crate::words! {
    /// How rows are written.
    Format {
        /// Comma-separated values, with the names of the columns in the first line.
        Csv = "csv",
        /// One JSON object a line.
        JsonLines = "jsonl",
        /// Columns with types, for programs that count.
        Parquet = "parquet",
    }
}

impl Format {
    /// As people call it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::JsonLines => "JSON Lines",
            Self::Parquet => "Parquet",
        }
    }

    /// What a browser is told that it is.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::JsonLines => "application/jsonl; charset=utf-8",
            Self::Parquet => "application/vnd.apache.parquet",
        }
    }
}

/// Why a row could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// Whoever reads has read enough, as `head` does. No failure.
    #[error("nobody reads any more")]
    NobodyReads,
    /// It could not be written.
    #[error("the export could not be written: {0}")]
    Failed(#[source] io::Error),
}

impl From<io::Error> for SheetError {
    fn from(failure: io::Error) -> Self {
        match failure.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::Failed(failure),
        }
    }
}

impl From<csv::Error> for SheetError {
    fn from(failure: csv::Error) -> Self {
        match failure.into_kind() {
            csv::ErrorKind::Io(failure) => failure.into(),
            other => Self::Failed(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<ParquetError> for SheetError {
    fn from(failure: ParquetError) -> Self {
        match failure {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(failure) => (*failure).into(),
                Err(other) => Self::Failed(io::Error::other(other)),
            },
            other => Self::Failed(io::Error::other(other)),
        }
    }
}

/// A sheet on its way out.
pub struct Sheet<W: Write + Send> {
    columns: &'static [Column],
    out: Out<W>,
}

enum Out<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    JsonLines(W),
    Parquet(Box<RowGroups<W>>),
}

impl<W: Write + Send> Sheet<W> {
    /// Begins a sheet; CSV gets its first line now.
    ///
    /// # Errors
    /// `SheetError` when it cannot be written.
    pub fn begin(format: Format, columns: &'static [Column], to: W) -> Result<Self, SheetError> {
        let out = match format {
            Format::JsonLines => Out::JsonLines(to),
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(to);
                writer.write_record(columns.iter().map(|column| column.name))?;
                Out::Csv(Box::new(writer))
            }
            Format::Parquet => Out::Parquet(Box::new(RowGroups::begin(columns, to)?)),
        };
        Ok(Self { columns, out })
    }

    /// Writes one row: a cell for each column.
    ///
    /// # Errors
    /// `SheetError` when it cannot be written.
    pub fn row(&mut self, cells: Vec<Cell>) -> Result<(), SheetError> {
        match &mut self.out {
            Out::Csv(writer) => Ok(writer.write_record(cells.into_iter().map(in_csv))?),
            Out::JsonLines(to) => {
                let names = self.columns.iter().map(|column| column.name.to_owned());
                let values = cells.into_iter().map(Cell::json);
                let object: Map<String, Value> = names.zip(values).collect();
                Ok(writeln!(to, "{}", Value::Object(object))?)
            }
            Out::Parquet(groups) => groups.row(cells),
        }
    }

    /// Writes what is still on its way.
    ///
    /// # Errors
    /// `SheetError` when it cannot be written.
    pub fn end(self) -> Result<(), SheetError> {
        match self.out {
            Out::Csv(mut writer) => Ok(writer.flush()?),
            Out::JsonLines(mut to) => Ok(to.flush()?),
            Out::Parquet(groups) => groups.end(),
        }
    }
}

fn in_csv(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Day(day) => day.to_string(),
        Cell::Count(n) => n.to_string(),
        Cell::Flag(yes) => yes.to_string(),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe in front of what could begin one.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;

//! A CSV file of one's own, with a header.

use crate::{
    cli::Failure,
    exchange::import::{FileError, columns},
};
use std::{fs, path::Path};

/// A file that was read, and the names of its columns.
pub(super) struct Sheet {
    path: String,
    bytes: Vec<u8>,
    header: Vec<String>,
}

/// The cells of a row, with the line of the file on which it starts.
pub(super) type Row = (u64, Vec<String>);

impl Sheet {
    /// # Errors
    /// The file cannot be read, or holds nothing.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let bytes = fs::read(path).map_err(|failure| {
            let path = path.display();
            Failure(format!("cannot read {path}: {failure}. Check the path."))
        })?;
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(bytes.as_slice());
        let header = reader
            .byte_headers()
            .map_err(|failure| Failure(format!("cannot read {}: {failure}.", path.display())))?
            .iter()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
        Ok(Self {
            path: path.display().to_string(),
            bytes,
            header,
        })
    }

    /// The file, as it was named.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The names of its columns.
    pub(super) fn header(&self) -> Vec<&str> {
        self.header.iter().map(String::as_str).collect()
    }

    /// The rows of these columns; never none.
    ///
    /// # Errors
    /// A column is not there or there twice, or nothing is below the header.
    pub(super) fn rows(&self, wanted: &[&str]) -> Result<Vec<Row>, Failure> {
        let rows = columns(&self.bytes, wanted).map_err(|wrong| match wrong {
            FileError::MissingColumns { missing, .. } => self.no_column(&missing.join(" or ")),
            FileError::Empty => self.empty(),
            other => Failure::of(other),
        })?;
        if rows.is_empty() {
            return Err(self.empty());
        }
        Ok(rows)
    }

    fn no_column(&self, name: &str) -> Failure {
        Failure(format!(
            "{} has no column named {name}. It has: {}.",
            self.path,
            self.header.join(", ")
        ))
    }

    fn empty(&self) -> Failure {
        Failure(format!(
            "{} has nothing to read: give a file whose first line names its columns, with a row for each value below it.",
            self.path
        ))
    }

    /// The column of numbers that is meant: the one named, or `y`, or the only one.
    ///
    /// # Errors
    /// None was named, and it is not clear which.
    pub(super) fn column<'a>(&'a self, named: Option<&'a str>) -> Result<&'a str, Failure> {
        match (named, self.header.as_slice()) {
            (Some(name), _) => Ok(name),
            (None, []) => Err(self.empty()),
            (None, [only]) => Ok(only),
            (None, several) if several.iter().any(|name| name == "y") => Ok("y"),
            (None, several) => Err(Failure(format!(
                "{} has several columns: name the one with the numbers by --column. It has: {}.",
                self.path,
                several.join(", ")
            ))),
        }
    }

    /// A cell as a number; `None` when it is blank or NA.
    ///
    /// # Errors
    /// It is neither.
    pub(super) fn number(&self, line: u64, cell: &str) -> Result<Option<f64>, Failure> {
        if cell.is_empty() || cell == "NA" {
            return Ok(None);
        }
        let number = cell.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| {
            Failure(format!(
                "{} has `{cell}` in line {line}, which is not a number: write numbers as 1234.5, and leave the cell blank where there is none.",
                self.path
            ))
        })
    }
}

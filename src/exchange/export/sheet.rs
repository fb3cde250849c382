//! Rows of text and numbers as CSV or as JSON lines.

use serde_json::{Map, Value};
use std::io::{self, Write};

crate::words! {
    /// How rows are written.
    Format {
        /// Comma-separated values, with the names of the columns in the first line.
        Csv = "csv",
        /// One JSON object a line.
        JsonLines = "jsonl",
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

/// A sheet on its way out.
pub struct Sheet<W: Write> {
    columns: &'static [&'static str],
    out: Out<W>,
}

enum Out<W: Write> {
    Csv(Box<csv::Writer<W>>),
    JsonLines(W),
}

impl<W: Write> Sheet<W> {
    /// Begins a sheet; CSV gets its first line now.
    ///
    /// # Errors
    /// `SheetError` when it cannot be written.
    pub fn begin(
        format: Format,
        columns: &'static [&'static str],
        to: W,
    ) -> Result<Self, SheetError> {
        let out = match format {
            Format::JsonLines => Out::JsonLines(to),
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(to);
                writer.write_record(columns)?;
                Out::Csv(Box::new(writer))
            }
        };
        Ok(Self { columns, out })
    }

    /// Writes one row: a value for each column.
    ///
    /// # Errors
    /// `SheetError` when it cannot be written.
    pub fn row(&mut self, values: Vec<Value>) -> Result<(), SheetError> {
        match &mut self.out {
            Out::Csv(writer) => Ok(writer.write_record(values.into_iter().map(cell))?),
            Out::JsonLines(to) => {
                let names = self.columns.iter().map(|name| (*name).to_owned());
                let object: Map<String, Value> = names.zip(values).collect();
                Ok(writeln!(to, "{}", Value::Object(object))?)
            }
        }
    }

    /// Writes what is still on its way.
    ///
    /// # Errors
    /// `SheetError` when it cannot be written.
    pub fn end(mut self) -> Result<(), SheetError> {
        match &mut self.out {
            Out::Csv(writer) => Ok(writer.flush()?),
            Out::JsonLines(to) => Ok(to.flush()?),
        }
    }
}

fn cell(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => harmless(text),
        other => other.to_string(),
    }
}

/// A text that no spreadsheet takes for a formula: an apostrophe in front of what could begin one.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(format: Format) -> String {
        let mut bytes = Vec::new();
        let mut sheet = Sheet::begin(format, &["a", "b", "c"], &mut bytes).unwrap();
        let rows = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "x=1", "a,\"b\"\nc"];
        for text in rows {
            sheet
                .row(vec![json!(text), json!(-5), Value::Null])
                .unwrap();
        }
        sheet.end().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(
            written(Format::Csv),
            "a,b,c\n'=1+1,-5,\n'+1,-5,\n'-1,-5,\n'@x,-5,\n'\tx,-5,\n\"'\rx\",-5,\nx=1,-5,\n\"a,\"\"b\"\"\nc\",-5,\n"
        );
    }

    #[test]
    fn json_lines_hold_what_there_is() {
        let text = written(Format::JsonLines);
        let first: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert_eq!(first, json!({"a": "=1+1", "b": -5, "c": null}));
        assert_eq!(text.lines().count(), 8);
    }

    #[test]
    fn a_reader_who_has_enough_is_no_failure() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
        }
        let mut sheet = Sheet::begin(Format::JsonLines, &["a"], Closed).unwrap();
        assert!(matches!(
            sheet.row(vec![json!(1)]),
            Err(SheetError::NobodyReads)
        ));
        let sheet = Sheet::begin(Format::Csv, &["a"], Closed).unwrap();
        assert!(matches!(sheet.end(), Err(SheetError::NobodyReads)));
    }
}

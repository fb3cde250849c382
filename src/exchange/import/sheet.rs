//! From text to cells: a header and its records, each with the line on which it starts in the file.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::errors::FileError;

/// A file, split into cells.
pub(super) struct Sheet {
    header: StringRecord,
    /// The records below the header, with their lines.
    pub(super) records: Vec<(u64, StringRecord)>,
    /// What stands for a delimiter that is not ASCII, and that delimiter.
    stand_in: Option<(char, char)>,
}

/// Stands alone on a line behind the text. When a quotation mark is still open there, it is swallowed.
const END: &str = "\u{2403}";

impl Sheet {
    pub(super) fn split(mut text: String, delimiter: char) -> Result<Self, FileError> {
        // The CSV reader knows delimiters of one byte only.
        let mut stand_in = None;
        if !delimiter.is_ascii() {
            let spare =
                ('\u{1}'..='\u{1f}').find(|spare| !spare.is_whitespace() && !text.contains(*spare));
            let spare = spare.ok_or(FileError::NoSpareDelimiter)?;
            text = text.replace(delimiter, &spare.to_string());
            stand_in = Some((spare, delimiter));
        }
        let byte = stand_in.map_or(delimiter, |(spare, _)| spare);
        let byte = u8::try_from(byte).ok().ok_or(FileError::NoSpareDelimiter)?;
        let mut records = records(text, byte)?.into_iter();
        let (_, header) = records.next().ok_or(FileError::Empty)?;
        Ok(Self {
            header,
            records: records.collect(),
            stand_in,
        })
    }

    /// How many cells a whole record has.
    pub(super) fn width(&self) -> usize {
        self.header.len()
    }

    /// A cell as the file means it.
    pub(super) fn cell(&self, record: &StringRecord, index: usize) -> String {
        let cell = record.get(index).unwrap_or_default().trim();
        match self.stand_in {
            Some((spare, delimiter)) => cell.replace(spare, &delimiter.to_string()),
            None => cell.to_owned(),
        }
    }

    /// Where the wanted columns are, or all those that are missing or not clear.
    pub(super) fn locate<'a>(
        &self,
        wanted: impl Iterator<Item = &'a str>,
    ) -> Result<HashMap<String, usize>, FileError> {
        let names: Vec<String> = (0..self.width())
            .map(|index| self.cell(&self.header, index))
            .collect();
        let (mut found, mut missing, mut ambiguous) = (HashMap::new(), Vec::new(), Vec::new());
        for name in wanted {
            let mut places = (0..names.len())
                .filter(|index| names.get(*index).is_some_and(|there| there == name));
            let list: &mut Vec<String> = match (places.next(), places.next()) {
                (Some(index), None) => {
                    found.insert(name.to_owned(), index);
                    continue;
                }
                (None, _) => &mut missing,
                (Some(_), Some(_)) => &mut ambiguous,
            };
            if !list.iter().any(|known| known == name) {
                list.push(name.to_owned());
            }
        }
        if !missing.is_empty() {
            let hint = if names.len() == 1 {
                ", or the delimiter, as the whole first line was read as one column".to_owned()
            } else {
                String::new()
            };
            return Err(FileError::MissingColumns { missing, hint });
        }
        if !ambiguous.is_empty() {
            return Err(FileError::AmbiguousColumns { names: ambiguous });
        }
        Ok(found)
    }
}

fn records(mut text: String, delimiter: u8) -> Result<Vec<(u64, StringRecord)>, FileError> {
    text.push('\n');
    text.push_str(END);
    let bytes = text.as_bytes();
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(bytes);
    let mut lines = Lines::new(bytes);
    let mut records = Vec::new();
    let mut record = StringRecord::new();
    // The text is valid, so that the reader cannot fail; should it, the file is treated as ending there.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, csv::Position::byte);
        records.push((lines.at(start), record.clone()));
    }
    match records.pop() {
        Some((_, last)) if last.len() == 1 && last.get(0) == Some(END) => Ok(records),
        Some((line, _)) => Err(FileError::UnclosedQuote { line }),
        None => Err(FileError::Empty),
    }
}

/// Counts lines along the text. The reader's own count is refused: it points at the blank lines before a record.
struct Lines<'a> {
    bytes: &'a [u8],
    end: u8,
    reached: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        // Only the oldest files end their lines with CR alone. The last LF is the one that was added above.
        let feeds = bytes.iter().filter(|byte| **byte == b'\n').take(2).count();
        let end = if feeds < 2 && bytes.contains(&b'\r') {
            b'\r'
        } else {
            b'\n'
        };
        Self {
            bytes,
            end,
            reached: 0,
            line: 1,
        }
    }

    /// The line of the record that the reader began to look for at this byte.
    fn at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(next) = self.bytes.get(self.reached) {
            if self.reached >= byte && !matches!(next, b'\n' | b'\r') {
                break;
            }
            self.line += u64::from(*next == self.end);
            self.reached += 1;
        }
        self.line
    }
}

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;

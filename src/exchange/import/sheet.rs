//! From text to cells: a header and its records, each with the line on which it starts in the file.

use std::collections::HashMap;

use csv::StringRecord;

use super::errors::FileError;
use crate::kernel::sheet;

/// A file, split into cells.
pub(super) struct Sheet {
    header: StringRecord,
    /// The records below the header, with their lines.
    pub(super) records: Vec<(u64, StringRecord)>,
    /// What stands for a delimiter that is not ASCII, and that delimiter.
    stand_in: Option<(char, char)>,
}

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
        let records = sheet::records(text, byte);
        let unclosed = |sheet::Unclosed { line }| FileError::UnclosedQuote { line };
        let mut records = records.map_err(unclosed)?.into_iter();
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

#[cfg(test)]
#[path = "sheet_tests.rs"]
mod tests;

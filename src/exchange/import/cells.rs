//! The cells of one record, read as a map wants them: texts, words, tiles and paths. Problems are collected on the way.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use csv::StringRecord;

use super::columns::Column;
use super::map::Map;
use super::sheet::Sheet;
use super::vocabulary::{self, EFFECTS};

/// The longest name of a place or step, and the longest key, in characters.
pub(super) const LONGEST_NAME: usize = 200;

/// What is needed to read any record of a file.
pub(super) struct Table<'a> {
    pub(super) map: &'a Map,
    pub(super) sheet: &'a Sheet,
    pub(super) index: HashMap<String, usize>,
    pub(super) now: DateTime<Utc>,
}

/// What is wrong in a column, and what to do.
pub(super) struct Problem {
    pub(super) column: String,
    pub(super) reason: String,
}

/// One record, while it is being read. All its problems are collected, so that a row needs to be corrected only once.
pub(super) struct Cells<'a> {
    pub(super) table: &'a Table<'a>,
    record: &'a StringRecord,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(table: &'a Table<'a>, record: &'a StringRecord) -> Self {
        Self {
            table,
            record,
            problems: Vec::new(),
        }
    }

    pub(super) fn problem(&mut self, column: impl Into<String>, reason: impl Into<String>) {
        self.problems.push(Problem {
            column: column.into(),
            reason: reason.into(),
        });
    }

    /// A cell without the blanks around it.
    pub(super) fn cell(&self, column: &str) -> String {
        let index = self.table.index.get(column).copied();
        index.map_or_else(String::new, |index| {
            self.table.sheet.cell(self.record, index)
        })
    }

    /// A cell that must be printable.
    pub(super) fn printable(&mut self, column: &str) -> String {
        let cell = self.cell(column);
        if let Some(reason) = unprintable(&cell) {
            self.problem(column, reason);
        }
        cell
    }

    /// The texts of all columns, joined by a blank line; nothing when there is none.
    ///
    /// Only line ends are made alike. Tags such as `<P>` stay: what a source says is not rewritten, and pages escape it.
    pub(super) fn text(&mut self, columns: &[Column<String>], longest: usize) -> Option<String> {
        let mut texts = Vec::new();
        for column in columns {
            let text = self.meant(column).replace("\r\n", "\n").replace('\r', "\n");
            if let Some(reason) = unprintable(&text) {
                self.problem(&column.name, reason);
            }
            if !text.is_empty() {
                texts.push(text);
            }
        }
        let text = texts.join("\n\n");
        if let Some(reason) = too_long(&text, longest) {
            self.problem(names(columns), reason);
        }
        (!text.is_empty()).then_some(text)
    }

    /// The path of a place, without the steps that are blank.
    pub(super) fn path(&mut self, columns: &[Column<String>]) -> Vec<String> {
        let mut path = Vec::new();
        for column in columns {
            let name = self
                .meant(column)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if let Some(reason) = unprintable(&name).or_else(|| too_long(&name, LONGEST_NAME)) {
                self.problem(&column.name, reason);
            }
            if !name.is_empty() {
                path.push(name);
            }
        }
        path
    }

    /// The word of the first column that says one.
    pub(super) fn first_word(
        &self,
        columns: &[Column<&'static str>],
        words: &'static [&'static str],
    ) -> Option<&'static str> {
        columns.iter().find_map(|column| {
            let cell = self.cell(&column.name);
            if column.is_plain() {
                return vocabulary::word(words, &cell);
            }
            let other = column.otherwise().filter(|_| !cell.is_empty());
            column.mapped(&cell).or(other).copied()
        })
    }

    /// The gravest effect of all columns.
    pub(super) fn gravest(&self, columns: &[Column<&'static str>]) -> Option<&'static str> {
        let effect = |cell: &str| vocabulary::word(EFFECTS, cell);
        let all = columns
            .iter()
            .flat_map(|column| several(column, &self.cell(&column.name), effect));
        all.max_by_key(|effect| EFFECTS.iter().position(|known| known == effect))
    }

    /// The tiles of all columns, each once. A column without a mapping must hold numbers of tiles.
    pub(super) fn tiles(&mut self, columns: &[Column<Vec<u8>>], default: &[u8]) -> Vec<u8> {
        let mut tiles = Vec::new();
        for column in columns {
            let cell = self.cell(&column.name);
            if column.is_plain() && vocabulary::tiles(&cell).is_none() {
                let reason = "this is no list of system tiles (numbers from 1 to 11): correct it, or add `values` to the map";
                self.problem(&column.name, reason);
            }
            tiles.extend(
                several(column, &cell, vocabulary::tiles)
                    .into_iter()
                    .flatten(),
            );
        }
        if tiles.is_empty() {
            tiles.extend_from_slice(default);
        }
        vocabulary::tidy(tiles)
    }

    /// A cell as the map renames it, else as it stands.
    fn meant(&self, column: &Column<String>) -> String {
        let cell = self.cell(&column.name);
        let other = column.otherwise().filter(|_| !cell.is_empty());
        column
            .mapped(&cell)
            .or(other)
            .map(|meant| meant.trim().to_owned())
            .unwrap_or(cell)
    }
}

/// What a cell with perhaps several values means: mapped as a whole, else part by part, else as all others.
///
/// As a whole first, because names of categories contain commas, too.
fn several<T: Clone>(column: &Column<T>, cell: &str, plain: impl Fn(&str) -> Option<T>) -> Vec<T> {
    if column.is_plain() {
        return plain(cell).into_iter().collect();
    }
    if let Some(meaning) = column.mapped(cell) {
        return vec![meaning.clone()];
    }
    let mut meanings: Vec<T> = vocabulary::parts(cell)
        .filter_map(|part| column.mapped(part))
        .cloned()
        .collect();
    if meanings.is_empty() && !cell.is_empty() {
        meanings.extend(column.otherwise().cloned());
    }
    meanings
}

/// The names of columns, as the list of bad rows shows them.
pub(super) fn names<T>(columns: &[Column<T>]) -> String {
    columns
        .iter()
        .map(|column| column.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The first control character that no text may hold: all but tab and LF.
///
/// They come from a wrong encoding or a damaged file, never from a person; terminals even obey them.
pub(super) fn control_character(text: &str) -> Option<char> {
    let is_refused = |letter: &char| letter.is_control() && !['\t', '\n'].contains(letter);
    text.chars().find(is_refused)
}

fn unprintable(text: &str) -> Option<String> {
    let code = u32::from(control_character(text)?);
    Some(format!(
        "it holds the control character U+{code:04X}: remove it, or check the encoding of the source"
    ))
}

/// The reason when a text has too many characters.
pub(super) fn too_long(text: &str, longest: usize) -> Option<String> {
    let length = text.chars().count();
    (length > longest).then(|| {
        format!("it has {length} characters where {longest} fit: shorten it in the source")
    })
}

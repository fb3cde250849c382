//! What can be wrong with a map or with a file as a whole: one plain sentence each, which says what to do.

use thiserror::Error;

/// Why a map cannot be used. Nothing of the file has been read yet.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MapError {
    /// The text is not TOML at all.
    #[error("The map is not valid TOML at line {line} ({detail}): correct that line.")]
    NotToml {
        /// The line of the map, counted from 1.
        line: usize,
        /// What the TOML reader says, on one line.
        detail: String,
    },
    /// A key is missing, unknown, or holds something that it cannot hold.
    #[error("In the map, `{key}` {advice}.")]
    Key {
        /// The whole path of the key, such as `fields.effect.values.0`.
        key: String,
        /// What is wrong and what to do, as the rest of a sentence that began with the key.
        advice: String,
    },
}

impl MapError {
    pub(super) fn key(key: impl Into<String>, advice: impl Into<String>) -> Self {
        Self::Key {
            key: key.into(),
            advice: advice.into(),
        }
    }
}

/// Why nothing of a file can be read with this map. Rows are not looked at one by one: the reason would be the same in each.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FileError {
    /// There is not even a header.
    #[error("The file is empty: give a file whose first line names its columns.")]
    Empty,
    /// The bytes are not in the encoding that the map names.
    #[error("The file is not valid {stated}{place}: {remedy}.", place = line.map_or_else(String::new, |line| format!(" at line {line}")))]
    WrongEncoding {
        /// The encoding of the map, as people write it.
        stated: &'static str,
        /// The first line that cannot be read, counted from 1, where that can be told.
        line: Option<u64>,
        /// Which setting could fit.
        remedy: &'static str,
    },
    /// The map names columns that the header does not have.
    #[error(
        "The file has no column named {}: correct the names in the map{hint}.",
        list(missing)
    )]
    MissingColumns {
        /// All of them, in the order of the map.
        missing: Vec<String>,
        /// What else may be wrong; empty, or beginning with a comma.
        hint: String,
    },
    /// The map names a column that the header has twice, so that it is not clear which is meant.
    #[error(
        "The file has more than one column named {}: give them different names in its first line.",
        list(names)
    )]
    AmbiguousColumns {
        /// The names, each once.
        names: Vec<String>,
    },
    /// A quotation mark is opened and never closed: the rest of the file would become one cell.
    #[error(
        "The row that starts at line {line} opens a quotation mark that is never closed: close it, or double it where it belongs to the text."
    )]
    UnclosedQuote {
        /// The line on which that row starts, counted from 1.
        line: u64,
    },
    /// The delimiter of the map cannot be told from the text.
    #[error(
        "The file cannot be split at the delimiter of the map: save it again with a comma, a semicolon or a tab."
    )]
    NoSpareDelimiter,
}

fn list(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

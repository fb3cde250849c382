//! One table of a map, read key by key, so that every mistake can be answered with the name of its key.
//!
//! Deriving the reader was refused: its messages name types of the program ("data did not match any variant") instead of
//! what to write.

use toml::{Table, Value};

use super::errors::MapError;

/// A table of the map together with its path; `finish` refuses whatever nobody asked for.
pub(super) struct Section {
    path: String,
    values: Table,
    known: Vec<&'static str>,
}

impl Section {
    /// The whole text of a map.
    pub(super) fn root(text: &str) -> Result<Self, MapError> {
        let values = text.parse::<Table>().map_err(|error| MapError::NotToml {
            line: error.span().map_or(1, |span| {
                1 + text
                    .bytes()
                    .take(span.start)
                    .filter(|byte| *byte == b'\n')
                    .count()
            }),
            detail: error
                .message()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
        })?;
        Ok(Self::new(String::new(), values))
    }

    pub(super) fn new(path: String, values: Table) -> Self {
        Self {
            path,
            values,
            known: Vec::new(),
        }
    }

    /// The path of a key in this table.
    pub(super) fn at(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// Takes whatever stands at the key.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Value> {
        self.known.push(key);
        self.values.remove(key)
    }

    /// Takes the text at the key.
    pub(super) fn text(&mut self, key: &'static str) -> Result<Option<String>, MapError> {
        let path = self.at(key);
        self.take(key).map(|value| text(&value, &path)).transpose()
    }

    /// Takes the table at the key; a table that is not there is an empty one.
    pub(super) fn section(&mut self, key: &'static str) -> Result<Self, MapError> {
        let path = self.at(key);
        match self.take(key) {
            None => Ok(Self::new(path, Table::new())),
            Some(Value::Table(values)) => Ok(Self::new(path, values)),
            Some(_) => Err(MapError::key(
                &path,
                format!("must be a table: write [{path}] on a line of its own and its keys below"),
            )),
        }
    }

    /// Refuses the keys that have not been taken: a misspelt key must not be read as an absent one.
    pub(super) fn finish(self) -> Result<(), MapError> {
        match self.values.keys().next() {
            None => Ok(()),
            Some(key) => {
                let advice = format!(
                    "is not a key that a map knows here: remove it or use one of {}",
                    self.known.join(", ")
                );
                Err(MapError::key(self.at(key), advice))
            }
        }
    }
}

/// A text that is not blank. It ends up in reports, so it may hold no more control characters than theirs may.
pub(super) fn text(value: &Value, path: &str) -> Result<String, MapError> {
    let advice = match value.as_str() {
        Some(text) if text.trim().is_empty() => "is blank: fill it in or remove it",
        Some(text) if super::cells::control_character(text).is_some() => {
            "holds a control character: remove it"
        }
        Some(text) => return Ok(text.to_owned()),
        None => "must be a text in quotation marks",
    };
    Err(MapError::key(path, advice))
}

/// One text or a list of texts.
pub(super) fn texts(value: &Value, path: &str) -> Result<Vec<String>, MapError> {
    match value {
        Value::Array(values) => values.iter().map(|value| text(value, path)).collect(),
        single => Ok(vec![text(single, path)?]),
    }
}

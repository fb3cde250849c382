//! The table `source` of a map: how the file is written, and what identifies a row.

use chrono_tz::Tz;

use super::encoding::Encoding;
use super::errors::MapError;
use super::section::{self, Section};

/// How the file is written, and what identifies a row.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) encoding: Encoding,
    pub(super) delimiter: char,
    pub(super) key: Vec<String>,
    pub(super) name: String,
    pub(super) timezone: Tz,
}

impl Source {
    pub(super) fn read(mut table: Section) -> Result<Self, MapError> {
        let encoding = match table.text("encoding")? {
            None => Encoding::Utf8,
            Some(name) => Encoding::named(&name).ok_or_else(|| {
                MapError::key(
                    "source.encoding",
                    format!("must be one of {}", Encoding::NAMES),
                )
            })?,
        };
        let delimiter = match table.take("delimiter") {
            None => ',',
            Some(value) => delimiter(value.as_str().unwrap_or_default())?,
        };
        let key = match table.take("key") {
            None => Vec::new(),
            Some(value) => section::texts(&value, "source.key")?,
        };
        if key.is_empty() {
            let advice = "is missing: name the column (or columns) by which the source tells its rows apart, as in key = [\"REPORT_NUMBER\"]";
            return Err(MapError::key("source.key", advice));
        }
        let name = table.text("source")?.map(|name| name.trim().to_owned());
        let name = name.ok_or_else(|| {
            MapError::key(
                "source.source",
                "is missing: give the source a short name of its own, as in source = \"pipelines\"",
            )
        })?;
        let timezone = match table.text("timezone")? {
            None => Tz::UTC,
            Some(name) => name.trim().parse().ok().ok_or_else(|| {
                let advice = format!(
                    "does not know `{name}`: use a name such as Europe/Berlin, America/Chicago or UTC"
                );
                MapError::key("source.timezone", advice)
            })?,
        };
        table.finish()?;
        Ok(Self {
            encoding,
            delimiter,
            key: key.iter().map(|column| column.trim().to_owned()).collect(),
            name,
            timezone,
        })
    }
}

/// `\t` may also stand in single quotes, where TOML leaves the two characters as they are.
fn delimiter(written: &str) -> Result<char, MapError> {
    let mut letters = written.chars();
    match (letters.next(), letters.next()) {
        _ if written == "\\t" => Ok('\t'),
        (Some(letter), None) if !['"', '\n', '\r', '\0'].contains(&letter) => Ok(letter),
        _ => Err(MapError::key(
            "source.delimiter",
            "must be one character that is no quotation mark and no line end, such as \",\", \";\" or \"\\t\"",
        )),
    }
}

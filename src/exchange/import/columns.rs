//! What a field of a report is read from: one or more columns, each with its own mapping or formats.

use toml::Value;

use super::dates::{Format, Precision};
use super::errors::MapError;
use super::section::{self, Section};
use super::vocabulary;

/// A column whose cells become a `T`.
#[derive(Debug, Clone)]
pub(super) struct Column<T> {
    pub(super) name: String,
    values: Vec<(String, T)>,
    otherwise: Option<T>,
}

impl<T> Column<T> {
    /// What the map says of a cell: as written first, then whatever its letter case. A blank cell may have a value of its
    /// own (`"" = …`).
    pub(super) fn mapped(&self, cell: &str) -> Option<&T> {
        let exact = self.values.iter().find(|(value, _)| value == cell);
        exact
            .or_else(|| {
                let lower = cell.to_lowercase();
                self.values
                    .iter()
                    .find(|(value, _)| value.to_lowercase() == lower)
            })
            .map(|(_, meaning)| meaning)
    }

    /// What the map says of every other cell that is not blank.
    pub(super) fn otherwise(&self) -> Option<&T> {
        self.otherwise.as_ref()
    }

    /// Whether the cells are to be taken as they stand.
    pub(super) fn is_plain(&self) -> bool {
        self.values.is_empty()
    }
}

/// A column of dates.
#[derive(Debug, Clone)]
pub(super) struct DateColumn {
    pub(super) name: String,
    pub(super) formats: Vec<Format>,
    pub(super) precision: Option<Precision>,
}

type Meaning<T> = dyn Fn(&Value, &str) -> Result<T, MapError>;

/// A field that is read with a mapping. A field that the map does not name has no columns.
pub(super) fn mapped<T>(
    fields: &mut Section,
    key: &'static str,
    meaning: &Meaning<T>,
) -> Result<Vec<Column<T>>, MapError> {
    each(fields, key, |mut table| {
        let name = name(&mut table)?;
        let values_path = table.at("values");
        let mut values = Vec::new();
        match table.take("values") {
            None => {}
            Some(Value::Table(pairs)) => {
                for (value, meant) in &pairs {
                    let path = format!("{values_path}.{value}");
                    values.push((value.trim().to_owned(), meaning(meant, &path)?));
                }
            }
            Some(_) => {
                let advice =
                    "must be a table: write values = { \"as in the file\" = what it means }";
                return Err(MapError::key(values_path, advice));
            }
        }
        let otherwise_path = table.at("otherwise");
        let otherwise = table.take("otherwise");
        let otherwise = otherwise
            .map(|meant| meaning(&meant, &otherwise_path))
            .transpose()?;
        if otherwise.is_some() && values.is_empty() {
            let advice = "says what other values mean, but there is no `values` beside it: add it, or remove this";
            return Err(MapError::key(otherwise_path, advice));
        }
        table.finish()?;
        Ok(Column {
            name,
            values,
            otherwise,
        })
    })
}

/// A field that is a date.
pub(super) fn dates(fields: &mut Section, key: &'static str) -> Result<Vec<DateColumn>, MapError> {
    each(fields, key, |mut table| {
        let name = name(&mut table)?;
        let path = table.at("formats");
        let texts = match table.take("formats") {
            None => Format::USUAL
                .iter()
                .map(|text| (*text).to_owned())
                .collect(),
            Some(value) => section::texts(&value, &path)?,
        };
        if texts.is_empty() {
            return Err(MapError::key(
                path,
                "is an empty list: name a format such as %Y-%m-%d, or remove it",
            ));
        }
        let mut formats = Vec::with_capacity(texts.len());
        for text in texts {
            let format = Format::parse(&text).ok_or_else(|| {
                let advice = format!("has `{text}`, which cannot tell a date: write it with %Y (or %y), %m and %d, as in %m/%d/%Y");
                MapError::key(&path, advice)
            })?;
            formats.push(format);
        }
        let path = table.at("precision");
        let precision = match table.text("precision")? {
            None => None,
            Some(text) => match Precision::named(&text) {
                None => return Err(MapError::key(path, "must be one of moment, day, month")),
                found => found,
            },
        };
        table.finish()?;
        Ok(DateColumn {
            name,
            formats,
            precision,
        })
    })
}

/// The meaning of a value in a field of plain text.
pub(super) fn as_text(value: &Value, path: &str) -> Result<String, MapError> {
    section::text(value, path)
}

/// The meaning of a value in a field that knows a few words.
pub(super) fn as_word(
    words: &'static [&'static str],
) -> impl Fn(&Value, &str) -> Result<&'static str, MapError> {
    move |value, path| {
        let word = value
            .as_str()
            .and_then(|text| vocabulary::word(words, text));
        word.ok_or_else(|| MapError::key(path, format!("must be one of {}", words.join(", "))))
    }
}

/// The meaning of a value in a field of system tiles: one number or a list of them.
pub(super) fn as_tiles(value: &Value, path: &str) -> Result<Vec<u8>, MapError> {
    let tile = |value: &Value| {
        let number = value
            .as_integer()
            .and_then(|number| u8::try_from(number).ok());
        number
            .filter(|number| (1..=vocabulary::LAST_TILE).contains(number))
            .ok_or_else(|| {
                MapError::key(
                    path,
                    "must be a list of numbers of system tiles, 1 to 11, such as [1, 7]",
                )
            })
    };
    let tiles = match value {
        Value::Array(values) => values.iter().map(tile).collect::<Result<Vec<u8>, _>>()?,
        single => vec![tile(single)?],
    };
    Ok(vocabulary::tidy(tiles))
}

/// Reads a field as a column, a table, or a list of both: in a list, each column has its own rules.
fn each<C>(
    fields: &mut Section,
    key: &'static str,
    read: impl Fn(Section) -> Result<C, MapError>,
) -> Result<Vec<C>, MapError> {
    let path = fields.at(key);
    let one = |value: Value| match value {
        Value::String(name) => {
            let table = [("column".to_owned(), Value::String(name))]
                .into_iter()
                .collect();
            read(Section::new(path.clone(), table))
        }
        Value::Table(table) => read(Section::new(path.clone(), table)),
        _ => Err(MapError::key(
            &path,
            "must be the name of a column, a list of columns, or a table with `column`",
        )),
    };
    match fields.take(key) {
        None => Ok(Vec::new()),
        Some(Value::Array(values)) if values.is_empty() => Err(MapError::key(
            &path,
            "is an empty list: name a column or remove it",
        )),
        Some(Value::Array(values)) => values.into_iter().map(one).collect(),
        Some(value) => Ok(vec![one(value)?]),
    }
}

fn name(table: &mut Section) -> Result<String, MapError> {
    let path = table.at("column");
    let name = table.text("column")?;
    let name = name.ok_or_else(|| {
        MapError::key(
            path,
            "is missing: name the column of the file that this is read from",
        )
    })?;
    Ok(name.trim().to_owned())
}

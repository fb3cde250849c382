//! Rules: what a column holds, and what a cell of it is.

use chrono::NaiveDate;
use serde_json::Value;

crate::words! {
    /// What the cells of a column are.
    Type {
        /// Words.
        Text = "text",
        /// A day.
        Day = "date",
        /// A whole number.
        Count = "integer",
        /// Yes or no.
        Flag = "boolean",
    }
}

/// A word that a column may hold, and what it means.
pub type Word = (String, String);

/// A column with everything that a reader has to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name in all formats.
    pub name: &'static str,
    /// What its cells are.
    pub holds: Type,
    /// In what it is counted.
    pub unit: Option<&'static str>,
    /// What it says.
    pub meaning: &'static str,
    /// What it means that there is nothing; `None` where there is always something.
    pub empty: Option<&'static str>,
    /// What of it is held back, and why.
    pub held_back: Option<&'static str>,
    /// The words of a closed set.
    pub words: fn() -> Vec<Word>,
}

impl Column {
    /// A column that always has a value.
    #[must_use]
    pub const fn new(name: &'static str, holds: Type, meaning: &'static str) -> Self {
        Self {
            name,
            holds,
            unit: None,
            meaning,
            empty: None,
            held_back: None,
            words: Vec::new,
        }
    }

    /// In what it is counted.
    #[must_use]
    pub const fn unit(self, unit: &'static str) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }

    /// It may have no value, and what that means.
    #[must_use]
    pub const fn empty(self, means: &'static str) -> Self {
        Self {
            empty: Some(means),
            ..self
        }
    }

    /// What of it is held back, and why.
    #[must_use]
    pub const fn held_back(self, why: &'static str) -> Self {
        Self {
            held_back: Some(why),
            ..self
        }
    }

    /// It holds a word of a closed set.
    #[must_use]
    pub const fn words(self, words: fn() -> Vec<Word>) -> Self {
        Self { words, ..self }
    }
}

/// What stands in one column of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: see [`Column::empty`].
    Empty,
    /// Words.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// A whole number.
    Count(i64),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// As JSON has it; a day is a text.
    #[must_use]
    pub fn json(self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => text.into(),
            Self::Day(day) => day.to_string().into(),
            Self::Count(n) => n.into(),
            Self::Flag(yes) => yes.into(),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Self::Count(n)
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Self {
        Self::Flag(yes)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

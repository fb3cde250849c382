//! What is counted: hours worked, bed days, flights.

use crate::kernel::text::{self, TextError};
use std::fmt;

/// A word or two for what is counted, as it stands behind "per 1,000".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit(String);

/// Why a unit cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnitError {
    /// Too long, or unreadable.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A number or a sign.
    #[error("Please begin with a letter, such as: hours worked, bed days, flights.")]
    NoWord,
}

impl Unit {
    /// Characters of a unit.
    pub(crate) const MOST: usize = 30;

    /// Hours worked: what is counted where nobody says otherwise.
    pub(crate) fn usual() -> Self {
        Self("hours worked".into())
    }

    /// Reads a unit; blank is `None`.
    ///
    /// # Errors
    /// `UnitError`.
    pub(crate) fn parse(raw: &str) -> Result<Option<Self>, UnitError> {
        match text::line(raw, Self::MOST) {
            Err(TextError::Empty) => Ok(None),
            Err(other) => Err(other.into()),
            // Also keeps spreadsheets from taking it for a formula.
            Ok(words) if !words.starts_with(char::is_alphabetic) => Err(UnitError::NoWord),
            Ok(words) => Ok(Some(Self(words))),
        }
    }

    /// Whether both are the same in words, however they are spelled with capitals.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.0.to_lowercase() == other.0.to_lowercase()
    }

    /// The same with a capital, to begin a line.
    pub(crate) fn capital(&self) -> String {
        let mut rest = self.0.chars();
        let first = rest.next().into_iter().flat_map(char::to_uppercase);
        first.chain(rest).collect()
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_words() {
        let unit = Unit::parse(" Bed  days ").unwrap().unwrap();
        assert_eq!(unit.to_string(), "Bed days");
        assert!(unit.is(&Unit("bed days".into())) && !unit.is(&Unit::usual()));
        assert_eq!(Unit::usual().capital(), "Hours worked");
        assert_eq!(Unit::parse(" "), Ok(None));
        assert_eq!(Unit::parse("=1+1"), Err(UnitError::NoWord));
        assert!(Unit::parse(&"h".repeat(31)).is_err());
    }
}

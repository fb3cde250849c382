//! What a version is: what one person wrote without a long pause.

use super::Section;
use crate::kernel::ids::Id;
use chrono::{DateTime, TimeDelta, Utc};

/// What is kept in versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Versioned {
    /// The words of a section.
    Section(Section),
    /// The condition map, in words.
    Map,
}

const MAP: &str = "map";

impl Versioned {
    /// All of it, in the order of the sheet; the map comes last.
    pub fn all() -> impl Iterator<Item = Self> {
        let sections = Section::ALL.iter().copied();
        sections.map(Self::Section).chain([Self::Map])
    }

    /// The word for it in addresses and rows.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Section(section) => section.as_str(),
            Self::Map => MAP,
        }
    }

    /// Its heading.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Section(section) => section.in_words(),
            Self::Map => "What made it possible",
        }
    }

    /// Reads the word; `None` for any other.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if word == MAP {
            return Some(Self::Map);
        }
        Section::parse(word).ok().map(Self::Section)
    }
}

/// The pause after which the next words are a version of their own.
const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// How long one version may go on: somebody who types all day leaves more than one behind.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// Whether what somebody saves now goes on with the last version.
#[must_use]
pub fn continues(
    last_by: Option<Id>,
    begun: DateTime<Utc>,
    changed: DateTime<Utc>,
    by: Id,
    now: DateTime<Utc>,
) -> bool {
    last_by == Some(by) && now - changed <= PAUSE && now - begun <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_leads_back_to_what_it_stands_for() {
        for of in Versioned::all() {
            assert_eq!(Versioned::parse(of.as_str()), Some(of));
        }
        assert_eq!(Versioned::parse("conditions"), None);
    }

    #[test]
    fn saving_as_somebody_types_is_one_version() {
        let (ada, ben) = (Id::random(), Id::random());
        let at = |minute: i64| {
            "2026-03-04T09:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::minutes(minute)
        };
        assert!(continues(Some(ada), at(0), at(5), ada, at(15)));
        assert!(!continues(Some(ada), at(0), at(5), ada, at(16)));
        assert!(!continues(Some(ada), at(0), at(5), ben, at(5)));
        assert!(!continues(None, at(0), at(5), ada, at(5)));
        assert!(!continues(Some(ada), at(0), at(59), ada, at(61)));
    }
}

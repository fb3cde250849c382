//! What somebody tells: a kind and a story, and whatever they want to add.

use super::When;
use crate::{
    kernel::text::{self, TextError},
    places::PlaceCode,
};

crate::words! {
    /// What was told. None is worse than another.
    Kind {
        /// Something is not working.
        Problem = "problem",
        /// It almost went wrong.
        NearMiss = "near_miss",
        /// It went wrong.
        Incident = "incident",
        /// Something I did did not go as meant.
        Mistake = "mistake",
        /// I doubt how we do this.
        Question = "question",
        /// Caught in time, or went well against the odds.
        GoodCatch = "good_catch",
    }
}

impl Kind {
    /// As people read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Problem => "Problem",
            Self::NearMiss => "Near miss",
            Self::Incident => "Incident",
            Self::Mistake => "Mistake",
            Self::Question => "Question",
            Self::GoodCatch => "Good catch",
        }
    }

    /// One line of help on the tile.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Problem => "Something is not working",
            Self::NearMiss => "It almost went wrong",
            Self::Incident => "It went wrong",
            Self::Mistake => "I did something that did not go as meant",
            Self::Question => "I doubt how we do this",
            Self::GoodCatch => "Caught in time, or went well against the odds",
        }
    }

    /// The name of its icon.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::NearMiss => "near-miss",
            Self::Incident => "incident",
            Self::Mistake => "mistake",
            Self::Question => "question",
            Self::GoodCatch => "good-catch",
        }
    }
}

crate::words! {
    /// What it did, or could have done.
    Effect {
        /// Nothing.
        None = "none",
        /// A little.
        Small = "small",
        /// Serious.
        Serious = "serious",
        /// Severe.
        Severe = "severe",
    }
}

impl Effect {
    /// Its step in the tallies.
    #[must_use]
    pub fn slot(self) -> i32 {
        match self {
            Self::None => 0,
            Self::Small => 1,
            Self::Serious => 2,
            Self::Severe => 3,
        }
    }
}

crate::words! {
    /// Whether it happened before.
    SeenBefore {
        /// Never.
        Never = "never",
        /// Sometimes.
        Sometimes = "sometimes",
        /// Often.
        Often = "often",
    }
}

crate::words! {
    /// Whether the story may become a lesson.
    Share {
        /// Yes, without details that point to anybody.
        WithoutDetails = "without_details",
        /// Ask me first, on my own page.
        AskMe = "ask_me",
        /// No.
        No = "no",
    }
}

/// A story: 1 to 4,000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story(String);

impl Story {
    /// Characters that fit when somebody tells it.
    pub const MOST: usize = 4_000;
    /// Characters that fit when it is imported: other logs have longer ones.
    pub const MOST_IMPORTED: usize = 50_000;

    /// What somebody typed.
    ///
    /// # Errors
    /// `TextError` for an empty, too long or unreadable story.
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        text::block(raw, Self::MOST).map(Self)
    }

    /// What another log held.
    ///
    /// # Errors
    /// `TextError` for an empty, too long or unreadable story.
    pub fn imported(raw: &str) -> Result<Self, TextError> {
        text::block(raw, Self::MOST_IMPORTED).map(Self)
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Characters that fit into each optional answer.
const NOTE: usize = 2_000;

/// An optional answer in own words: up to 2,000 characters.
///
/// # Errors
/// `TextError` for too long or unreadable words.
pub fn note(raw: &str) -> Result<Option<String>, TextError> {
    text::optional_block(raw, NOTE)
}

/// The work step, in one line of up to 200 characters.
///
/// # Errors
/// `TextError` for too long or unreadable words.
pub fn step(raw: &str) -> Result<Option<String>, TextError> {
    text::optional_line(raw, 200)
}

/// The system tiles: number, icon and words. There is no tile for a person.
pub const TILES: [(u8, &str, &str); 11] = [
    (1, "steps", "Steps and task"),
    (2, "tools", "Tools, equipment, supplies"),
    (3, "labels", "Labels, screens, information"),
    (4, "handover", "Handover and talking"),
    (5, "space", "Space, light, noise, layout"),
    (6, "time", "Time, workload, staffing"),
    (7, "know-how", "Know-how and help at hand"),
    (8, "rules", "Rules and how they fit real work"),
    (9, "planning", "Planning, priorities, resources"),
    (10, "outside", "From outside: supplier, customer, weather"),
    (11, "not-sure", "Not sure yet"),
];

/// A set of system tiles, in order, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Factors(Vec<u8>);

/// A number that is no tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("We do not know this tile. Please choose from the ones shown.")]
pub struct FactorError;

impl Factors {
    /// From numbers of tiles; naming one twice is naming it once.
    ///
    /// # Errors
    /// `FactorError` for a number outside 1 to 11.
    pub fn parse(numbers: impl IntoIterator<Item = i64>) -> Result<Self, FactorError> {
        let mut tiles = numbers
            .into_iter()
            .map(|number| {
                u8::try_from(number)
                    .ok()
                    .filter(|tile| (1..=11).contains(tile))
                    .ok_or(FactorError)
            })
            .collect::<Result<Vec<_>, _>>()?;
        tiles.sort_unstable();
        tiles.dedup();
        Ok(Self(tiles))
    }

    /// The tiles' numbers.
    pub fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.iter().copied()
    }
}

/// Who told it, as far as they want to be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reporter {
    /// Nobody will know; the default.
    Anonymous,
    /// The name is sealed: a name keeper alone may open it, and the reporter sees each opening.
    Protected {
        /// The name.
        name: String,
        /// How to be reached.
        contact: Option<String>,
    },
    /// The name stands with the report.
    Named {
        /// The name.
        name: String,
        /// How to be reached.
        contact: Option<String>,
    },
}

/// Why a choice of being known cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReporterError {
    /// No name for a choice that needs one.
    #[error("Please write your name, or choose to stay anonymous.")]
    NameMissing,
    /// A name that cannot be taken.
    #[error("{0}")]
    Text(#[from] TextError),
    /// None of the three.
    #[error("Please choose anonymous, protected or named.")]
    Unknown,
}

impl Reporter {
    /// Reads the choice. A name beside "anonymous" is dropped here and goes nowhere.
    ///
    /// # Errors
    /// `ReporterError` when a name is needed and missing.
    pub fn parse(mode: &str, name: &str, contact: &str) -> Result<Self, ReporterError> {
        if mode == "anonymous" || mode.is_empty() {
            return Ok(Self::Anonymous);
        }
        if mode != "protected" && mode != "named" {
            return Err(ReporterError::Unknown);
        }
        let name = text::optional_line(name, 120)?.ok_or(ReporterError::NameMissing)?;
        let contact = text::optional_line(contact, 200)?;
        Ok(if mode == "protected" {
            Self::Protected { name, contact }
        } else {
            Self::Named { name, contact }
        })
    }

    /// The word of the choice.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Protected { .. } => "protected",
            Self::Named { .. } => "named",
        }
    }
}

/// A report as it was told: every field read, nothing stored yet.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// What it is.
    pub kind: Kind,
    /// What happened.
    pub story: Story,
    /// When.
    pub when: When,
    /// Where; `None` is not placed.
    pub place: Option<PlaceCode>,
    /// To the leads one level up, and not to this place's own.
    pub one_level_up: bool,
    /// At which work step.
    pub step: Option<String>,
    /// Whether it is dangerous still: then it reaches the leads at once.
    pub still_dangerous: bool,
    /// What we meant to do.
    pub intent: Option<String>,
    /// What came of it.
    pub impact: Option<String>,
    /// What in the system made it possible.
    pub factors: Factors,
    /// The same in words.
    pub factor_words: Option<String>,
    /// What caught it.
    pub caught_by: Factors,
    /// The same in words.
    pub caught_words: Option<String>,
    /// A workaround that is in use.
    pub workaround: Option<String>,
    /// Whether it happened before.
    pub seen_before: Option<SeenBefore>,
    /// What it did.
    pub effect: Option<Effect>,
    /// What it could have done.
    pub could_have: Option<Effect>,
    /// An idea.
    pub idea: Option<String>,
    /// Whether it may be shared.
    pub share: Share,
    /// Who told it.
    pub reporter: Reporter,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_anonymous_goes_nowhere() {
        assert_eq!(
            Reporter::parse("anonymous", "Ada", "ada@example.org"),
            Ok(Reporter::Anonymous)
        );
        assert_eq!(Reporter::parse("", "Ada", ""), Ok(Reporter::Anonymous));
    }

    #[test]
    fn being_known_needs_a_name() {
        assert_eq!(
            Reporter::parse("protected", " ", ""),
            Err(ReporterError::NameMissing)
        );
        assert_eq!(
            Reporter::parse("secret", "Ada", ""),
            Err(ReporterError::Unknown)
        );
        assert!(matches!(
            Reporter::parse("named", "Ada", ""),
            Ok(Reporter::Named { contact: None, .. })
        ));
    }

    #[test]
    fn tiles_are_one_to_eleven_each_once() {
        assert_eq!(
            Factors::parse([5, 2, 5])
                .unwrap()
                .iter()
                .collect::<Vec<_>>(),
            [2, 5]
        );
        for bad in [0, 12, -1, 300] {
            assert_eq!(Factors::parse([bad]), Err(FactorError));
        }
    }

    #[test]
    fn a_story_of_five_thousand_characters_is_told_how_many_fit() {
        assert_eq!(
            Story::parse(&"a".repeat(5_000)),
            Err(TextError::TooLong {
                length: 5_000,
                most: 4_000
            })
        );
        assert!(Story::imported(&"a".repeat(5_000)).is_ok());
    }
}

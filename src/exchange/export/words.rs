//! What the tables have in common: columns of groups, and the words of closed sets.

use super::column::{Column, Type, Word};
use crate::{
    countermeasures::{CheckResult, Decision, Group, OriginKind, Strength},
    reports::{Kind, TILES},
};

pub(super) const KIND: Column = Column::new(
    "kind",
    Type::Text,
    "What kind of report it is, as far as that may be said of the group.",
)
.words(kinds)
.held_back(
    "A kind is named when its reports and the rest of the group are 0 or at least the small number each. The others stand together.",
);

pub(super) const PLACE: Column = Column::new(
    "place",
    Type::Text,
    "The place of the group, as a path from the whole house. It holds everything below it that is not a group of its own.",
)
.held_back(
    "A place where fewer people work than the small number, or whose reports would leave a small rest, is counted in the place above it.",
);

pub(super) const FROM: Column = Column::new(
    "from",
    Type::Day,
    "The Monday on which the period begins in which the group's reports were told.",
)
.held_back("The day on which a report was told never leaves the house. Periods that are not over yet are left out.");

pub(super) const WEEKS: Column = Column::new(
    "weeks",
    Type::Count,
    "How long that period is: 1, 4, 12 or 48 weeks.",
)
.unit("weeks")
.held_back(
    "It is the finest of the four on which no group of the place is small. Where even 48 weeks are small, nothing is written.",
);

fn word(word: &str, meaning: impl Into<String>) -> Word {
    (word.to_owned(), meaning.into())
}

fn kinds() -> Vec<Word> {
    let mut kinds: Vec<Word> = Kind::ALL
        .iter()
        .map(|kind| word(kind.as_str(), kind.in_words()))
        .collect();
    kinds.push(word("all", "No kind of this group may be named."));
    kinds.push(word(
        "other",
        "The kinds of this group that may not be named, together.",
    ));
    kinds
}

/// The system tiles by their numbers.
pub(super) fn tiles() -> Vec<Word> {
    TILES
        .iter()
        .map(|(number, _, words)| word(&number.to_string(), *words))
        .collect()
}

pub(super) fn origins() -> Vec<Word> {
    OriginKind::ALL
        .iter()
        .map(|origin| word(origin.as_str(), origin_in_words(*origin)))
        .collect()
}

pub(super) fn strengths() -> Vec<Word> {
    let words = |one: &Strength| {
        let group = one.group().in_words().to_lowercase();
        word(one.as_str(), format!("{} ({group}).", one.in_words()))
    };
    Strength::ALL.iter().map(words).collect()
}

pub(super) fn groups() -> Vec<Word> {
    Group::ALL
        .iter()
        .map(|group| word(group.as_str(), group.says()))
        .collect()
}

pub(super) fn results() -> Vec<Word> {
    CheckResult::ALL
        .iter()
        .map(|result| word(result.as_str(), format!("{}.", result.in_words())))
        .collect()
}

pub(super) fn decisions() -> Vec<Word> {
    Decision::ALL
        .iter()
        .map(|decision| word(decision.as_str(), format!("{}.", decision.in_words())))
        .collect()
}

fn origin_in_words(origin: OriginKind) -> &'static str {
    match origin {
        OriginKind::A3 => "An A3.",
        OriginKind::Hansei => "A hansei review.",
    }
}

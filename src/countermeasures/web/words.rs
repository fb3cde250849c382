//! Choices as people read them.

use crate::{
    countermeasures::{CheckResult, Condition, Decision, Group, Strength},
    people::Person,
    reports::TILES,
};
use serde::Serialize;

/// One choice of a form.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) help: String,
    pub(super) checked: bool,
}

/// The kinds of one group.
#[derive(Debug, Clone, Serialize)]
pub(super) struct StrengthGroup {
    name: &'static str,
    says: &'static str,
    choices: Vec<Choice>,
}

pub(super) fn strengths(chosen: &str) -> Vec<StrengthGroup> {
    let of = |group: Group| StrengthGroup {
        name: group.in_words(),
        says: group.says(),
        choices: Strength::ALL
            .iter()
            .filter(|one| one.group() == group)
            .map(|one| Choice {
                value: one.as_str().into(),
                name: one.in_words().into(),
                help: one.example().into(),
                checked: one.as_str() == chosen,
            })
            .collect(),
    };
    Group::ALL.iter().map(|group| of(*group)).collect()
}

pub(super) fn owners(people: &[Person], chosen: &str) -> Vec<Choice> {
    people
        .iter()
        .map(|person| Choice {
            checked: person.id.to_string() == chosen,
            value: person.id.to_string(),
            name: person.name.clone(),
            help: person.role.in_words().into(),
        })
        .collect()
}

pub(super) fn conditions(known: &[Condition], chosen: &[String]) -> Vec<Choice> {
    known
        .iter()
        .map(|one| {
            let value = one.id.to_string();
            Choice {
                checked: chosen.contains(&value),
                value,
                name: one.statement.clone(),
                help: one
                    .factor
                    .and_then(tile)
                    .map(|(_, name)| name.to_owned())
                    .unwrap_or_default(),
            }
        })
        .collect()
}

pub(super) fn results(chosen: &str) -> Vec<Choice> {
    CheckResult::ALL
        .iter()
        .map(|one| Choice {
            value: one.as_str().into(),
            name: one.in_words().into(),
            help: String::new(),
            checked: one.as_str() == chosen,
        })
        .collect()
}

/// The decisions; before anybody has looked, letting go alone.
pub(super) fn decisions(chosen: &str, seen: bool) -> Vec<Choice> {
    Decision::ALL
        .iter()
        .filter(|one| seen || **one == Decision::LetGo)
        .map(|one| Choice {
            value: one.as_str().into(),
            name: one.in_words().into(),
            help: one.says().into(),
            checked: one.as_str() == chosen || !seen,
        })
        .collect()
}

/// A tile's icon and name.
pub(super) fn tile(number: u8) -> Option<(&'static str, &'static str)> {
    TILES
        .iter()
        .find(|(tile, ..)| *tile == number)
        .map(|(_, icon, name)| (*icon, *name))
}

pub(super) fn tiles(chosen: &str) -> Vec<Choice> {
    TILES
        .iter()
        .map(|(number, _, name)| Choice {
            checked: number.to_string() == chosen,
            value: number.to_string(),
            name: (*name).into(),
            help: String::new(),
        })
        .collect()
}

/// The beginning of longer words.
pub(super) fn excerpt(words: &str) -> String {
    const MOST: usize = 160;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let mut cut: String = line.chars().take(MOST).collect();
    cut.push('…');
    cut
}

//! What needs another look in a form, field by field.

use crate::{
    kernel::language::Language,
    web::{Code, Error, Say},
};
use serde::Serialize;
use std::{collections::BTreeMap, fmt::Display};

/// Sentences by field name; every field is read before the form is shown again.
#[derive(Debug, Clone, Default, Serialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Problems(BTreeMap<&'static str, String>);

/// What needs another look, and where.
#[derive(Debug, Clone, Serialize)]
pub struct Look {
    field: &'static str,
    sentence: String,
}

impl Problems {
    /// None yet.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// The value, or `None` with its sentence noted under the field's name.
    pub fn keep<T, E: Display>(&mut self, field: &'static str, parsed: Result<T, E>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.note(field, problem);
                None
            }
        }
    }

    /// As [`Problems::keep`], on a page that speaks the language of the visit.
    pub fn keep_in<T, E: Say>(
        &mut self,
        language: Language,
        field: &'static str,
        parsed: Result<T, E>,
    ) -> Option<T> {
        self.keep(field, parsed.map_err(|problem| problem.say(language)))
    }

    /// As [`Problems::note`], on a page that speaks the language of the visit.
    pub fn note_in(&mut self, language: Language, field: &'static str, problem: impl Say) {
        self.note(field, problem.say(language));
    }

    /// Notes a sentence; the first of a field stays.
    pub fn note(&mut self, field: &'static str, problem: impl Display) {
        self.0.entry(field).or_insert_with(|| problem.to_string());
    }

    /// Each field with its sentence.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0
            .iter()
            .map(|(field, problem)| (*field, problem.as_str()))
    }

    /// The sentences once more, for `shared/summary` at the top of a page.
    #[must_use]
    pub fn summary(&self) -> Vec<Look> {
        self.iter()
            .map(|(field, sentence)| Look {
                field,
                sentence: sentence.to_owned(),
            })
            .collect()
    }

    /// Whether nothing needs another look.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All sentences as one JSON error: `story: Please write a few words here.`
    #[must_use]
    pub fn into_error(self) -> Error {
        let message: Vec<String> = self
            .0
            .iter()
            .map(|(field, problem)| format!("{field}: {problem}"))
            .collect();
        Error::new(Code::LookAgain, message.join(" "))
    }
}

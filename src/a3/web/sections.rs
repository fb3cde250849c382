//! The sections of a sheet as its page shows them.

use crate::{
    a3::{
        model::{Goal, Section, Shape, names_a_countermeasure},
        store::{Comment, Stored},
    },
    kernel::{
        ids::Id,
        time::{Now, day_in_words},
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::collections::BTreeMap;

/// Said under a title that names a countermeasure.
pub(super) const HINT: &str = "This sounds like a countermeasure. What is the problem that it would solve? A title that names the problem leaves room for other ways.";

/// A section with its form and its comments.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SectionPart {
    word: &'static str,
    heading: &'static str,
    question: &'static str,
    line: bool,
    block: bool,
    day: bool,
    goal: Option<GoalFields>,
    words: String,
    version: i32,
    hint: Option<&'static str>,
    error: Option<String>,
    comments: Vec<Thread>,
    /// How many comments wait to be settled.
    open: usize,
}

/// The fields of the goal as they are typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct GoalFields {
    pub(super) measure: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) by: String,
}

impl GoalFields {
    /// The fields of a goal that is stored.
    pub(super) fn stored(words: &str) -> Self {
        let goal = Goal::read(words).unwrap_or_default();
        Self {
            measure: goal.measure,
            from: goal.from,
            to: goal.to,
            by: goal.by.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// The goal as one reads it on paper.
    pub(super) fn on_paper(&self) -> String {
        let by = self.by.parse::<NaiveDate>().map(day_in_words);
        let parts = [
            ("", self.measure.clone()),
            ("from ", self.from.clone()),
            ("to ", self.to.clone()),
            ("by ", by.unwrap_or_default()),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(_, words)| !words.is_empty())
            .map(|(start, words)| format!("{start}{words}"))
            .collect();
        said.join(", ")
    }
}

/// A comment with its answers.
#[derive(Debug, Clone, Serialize)]
struct Thread {
    id: String,
    /// The word of the section.
    about: &'static str,
    settled: bool,
    said: Said,
    answers: Vec<Said>,
}

#[derive(Debug, Clone, Serialize)]
struct Said {
    by: String,
    on: String,
    words: String,
}

impl SectionPart {
    fn new(section: Section, stored: Stored, comments: Vec<Thread>) -> Self {
        let shape = section.shape();
        let hint =
            (section == Section::Title && names_a_countermeasure(&stored.words)).then_some(HINT);
        Self {
            word: section.as_str(),
            heading: section.in_words(),
            question: section.question(),
            line: shape == Shape::Line,
            block: shape == Shape::Block,
            day: shape == Shape::Day,
            goal: (shape == Shape::Goal).then(|| GoalFields::stored(&stored.words)),
            words: stored.words,
            version: stored.version,
            hint,
            error: None,
            open: comments.iter().filter(|thread| !thread.settled).count(),
            comments,
        }
    }

    /// The same section with what was typed and why it could not be kept.
    pub(super) fn typed(&mut self, words: String, goal: GoalFields, based_on: i32, error: String) {
        if self.goal.is_some() {
            self.goal = Some(goal);
        }
        self.words = words;
        self.version = based_on;
        self.error = Some(error);
    }

    /// Whether a comment on it waits to be settled.
    pub(super) fn is_asked(&self) -> bool {
        self.open > 0
    }
}

/// All sections by their word, also those that nobody has written yet.
pub(super) fn parts(
    stored: Vec<(Section, Stored)>,
    comments: &[Comment],
    now: Now,
) -> BTreeMap<&'static str, SectionPart> {
    let mut stored: BTreeMap<Section, Stored> = stored.into_iter().collect();
    Section::ALL
        .iter()
        .map(|section| {
            let stored = stored.remove(section).unwrap_or_default();
            let part = SectionPart::new(*section, stored, threads(*section, comments, now));
            (section.as_str(), part)
        })
        .collect()
}

fn threads(section: Section, comments: &[Comment], now: Now) -> Vec<Thread> {
    let answers = |to: Id| {
        let all = comments.iter().filter(|other| other.answers_to == Some(to));
        all.map(|answer| said(answer, now)).collect()
    };
    comments
        .iter()
        .filter(|comment| comment.section == section && comment.answers_to.is_none())
        .map(|comment| Thread {
            id: comment.id.to_string(),
            about: section.as_str(),
            settled: comment.settled,
            said: said(comment, now),
            answers: answers(comment.id),
        })
        .collect()
}

fn said(comment: &Comment, now: Now) -> Said {
    Said {
        by: comment.by.clone().unwrap_or_else(|| "Somebody".into()),
        on: moment(comment.at, now),
        words: comment.words.clone(),
    }
}

/// `4 March 2026, 09:30`.
pub(super) fn moment(at: DateTime<Utc>, now: Now) -> String {
    format!("{}, {}", day_in_words(now.day_of(at)), now.clock_of(at))
}

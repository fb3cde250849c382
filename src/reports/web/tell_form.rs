//! What somebody typed on the tell page, and how it becomes a report.

use crate::{
    kernel::{
        code::Code,
        keys::{BadVerifier, Verifier},
        language::Language,
        time::Now,
    },
    places::PlaceCode,
    reports::model::{
        self, Effect, Factors, Kind, NewReport, Reporter, SeenBefore, Share, Story, When,
    },
    web::{Problems, phrases},
};
use serde::Deserialize;

/// The tell form, as typed. JSON reports become one too, so that one parser reads both.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TellForm {
    /// The draft's key.
    pub key: String,
    /// After the thanks: the question that is answered. Then it is no new report.
    pub question: String,
    /// A story that happens to this person too. Then it is no new report.
    pub echo: String,
    /// What the device sends of a receipt that it made itself.
    pub receipt_verifier: String,
    /// The kind's word.
    pub kind: String,
    /// What happened.
    pub story: String,
    /// The choice of when.
    pub when: String,
    /// The date, for "on a date".
    pub date: String,
    /// The place's code.
    pub place: String,
    /// Set when the place's own leads shall not read it.
    pub one_level_up: String,
    /// The work step.
    pub step: String,
    /// Set when it is dangerous still.
    pub still_dangerous: String,
    /// What we meant to do.
    pub intent: String,
    /// What came of it.
    pub impact: String,
    /// Tiles of what made it possible.
    pub factors: Vec<String>,
    /// The same in words.
    pub factor_words: String,
    /// Tiles of what caught it.
    pub caught_by: Vec<String>,
    /// The same in words.
    pub caught_words: String,
    /// A workaround.
    pub workaround: String,
    /// Whether it happened before.
    pub seen_before: String,
    /// What it did.
    pub effect: String,
    /// What it could have done.
    pub could_have: String,
    /// An idea.
    pub idea: String,
    /// Whether it may be shared.
    pub share: String,
    /// Anonymous, protected or named.
    pub reporter: String,
    /// The name.
    pub name: String,
    /// How to be reached.
    pub contact: String,
}

impl TellForm {
    /// Reads every field, so that a person fixes the form once.
    ///
    /// # Errors
    /// What needs another look, field by field.
    pub fn parse(&self, now: Now, language: Language) -> Result<NewReport, Problems> {
        let mut problems = Problems::none();
        let kind = problems.keep_in(
            language,
            "kind",
            Kind::parse(&self.kind)
                .map_err(|_unreadable| phrases::say(language, "refusal-kind-missing")),
        );
        let story = problems.keep_in(language, "story", Story::parse(&self.story));
        let when = problems.keep_in(
            language,
            "when",
            When::parse(&self.when, &self.date, now.today()),
        );
        let place = problems.keep_in(language, "place", self.place());
        let reporter = problems.keep_in(
            language,
            "reporter",
            Reporter::parse(&self.reporter, &self.name, &self.contact),
        );
        let step = problems.keep_in(language, "step", model::step(&self.step));
        let intent = problems.keep_in(language, "intent", model::note(&self.intent));
        let impact = problems.keep_in(language, "impact", model::note(&self.impact));
        let factors = problems.keep_in(language, "factors", tiles(&self.factors));
        let factor_words =
            problems.keep_in(language, "factor_words", model::note(&self.factor_words));
        let caught_by = problems.keep_in(language, "caught_by", tiles(&self.caught_by));
        let caught_words =
            problems.keep_in(language, "caught_words", model::note(&self.caught_words));
        let workaround = problems.keep_in(language, "workaround", model::note(&self.workaround));
        let seen_before = problems.keep_in(
            language,
            "seen_before",
            optional(&self.seen_before, SeenBefore::parse),
        );
        let effect = problems.keep_in(language, "effect", optional(&self.effect, Effect::parse));
        let could_have = problems.keep_in(
            language,
            "could_have",
            optional(&self.could_have, Effect::parse),
        );
        let idea = problems.keep_in(language, "idea", model::note(&self.idea));
        let share = problems.keep_in(language, "share", optional(&self.share, Share::parse));
        match (kind, story, when, reporter) {
            (Some(kind), Some(story), Some(when), Some(reporter)) if problems.is_empty() => {
                Ok(NewReport {
                    kind,
                    story,
                    when,
                    place: place.flatten(),
                    one_level_up: is_set(&self.one_level_up),
                    step: step.flatten(),
                    still_dangerous: is_set(&self.still_dangerous),
                    intent: intent.flatten(),
                    impact: impact.flatten(),
                    factors: factors.unwrap_or_default(),
                    factor_words: factor_words.flatten(),
                    caught_by: caught_by.unwrap_or_default(),
                    caught_words: caught_words.flatten(),
                    workaround: workaround.flatten(),
                    seen_before: seen_before.flatten(),
                    effect: effect.flatten(),
                    could_have: could_have.flatten(),
                    idea: idea.flatten(),
                    share: share.flatten().unwrap_or(Share::AskMe),
                    reporter,
                })
            }
            _ => Err(problems),
        }
    }

    /// The verifier of the device's receipt, if it made one.
    ///
    /// # Errors
    /// `BadVerifier` when it cannot be one.
    pub fn verifier(&self) -> Result<Option<Verifier>, BadVerifier> {
        optional(&self.receipt_verifier, Verifier::parse)
    }

    fn place(&self) -> Result<Option<PlaceCode>, model::Refusal> {
        if self.place.trim().is_empty() {
            return Ok(None);
        }
        PlaceCode::parse(&self.place)
            .map(Some)
            .map_err(|_unreadable| model::Refusal::UnknownPlace)
    }

    /// The draft's key, or a fresh one where it is none.
    pub(super) fn key(&self) -> String {
        if is_key(&self.key) {
            self.key.clone()
        } else {
            Self::fresh_key()
        }
    }

    /// A draft with a fresh key.
    #[must_use]
    pub fn fresh_key() -> String {
        Code::<26>::random().to_string()
    }
}

/// 16 to 64 visible characters.
pub(super) fn is_key(raw: &str) -> bool {
    (16..=64).contains(&raw.len()) && raw.bytes().all(|byte| byte.is_ascii_graphic())
}

fn is_set(raw: &str) -> bool {
    matches!(raw, "on" | "yes" | "true" | "1")
}

pub(super) fn tiles(raw: &[String]) -> Result<Factors, model::FactorError> {
    Factors::parse(raw.iter().map(|number| number.trim().parse().unwrap_or(0)))
}

pub(super) fn optional<T, E>(
    raw: &str,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, E> {
    if raw.trim().is_empty() {
        Ok(None)
    } else {
        parse(raw).map(Some)
    }
}

//! What somebody answered after the thanks, and how it becomes an addition.

use super::tell_form::{optional, tiles};
use crate::{
    kernel::language::Language,
    reports::{
        Report,
        model::{self, Addition, Effect, Enough, Question, SeenBefore, Share},
    },
    web::Problems,
};
use serde::Deserialize;

/// An answer to one question, as typed. Only the fields of that question are read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoreForm {
    pub(super) receipt: String,
    pub(super) question: String,
    /// The button: `open`, `skip`, `back`, `end`, or nothing for the next question.
    pub(super) go: String,
    pub(super) factors: Vec<String>,
    pub(super) factor_words: String,
    pub(super) pressure: String,
    pub(super) caught_by: Vec<String>,
    pub(super) caught_words: String,
    pub(super) step: String,
    pub(super) intent: String,
    pub(super) impact: String,
    pub(super) workaround: String,
    pub(super) seen_before: String,
    pub(super) effect: String,
    pub(super) could_have: String,
    pub(super) idea: String,
    pub(super) share: String,
}

impl MoreForm {
    /// What was answered before, as a form would have sent it.
    pub(super) fn told(report: &Report) -> Self {
        let note = |wanted: &str| {
            report
                .notes
                .iter()
                .find(|(field, _)| *field == wanted)
                .map(|(_, words)| words.clone())
                .unwrap_or_default()
        };
        let tiles = |numbers: &[u8]| numbers.iter().map(u8::to_string).collect();
        let effect = |effect: Option<Effect>| effect.map(|effect| effect.as_str().to_owned());
        Self {
            factors: tiles(&report.factors),
            factor_words: note("factor_words"),
            caught_by: tiles(&report.caught_by),
            caught_words: note("caught_words"),
            step: note("step"),
            intent: note("intent"),
            impact: note("impact"),
            workaround: note("workaround"),
            seen_before: report.seen_before.clone().unwrap_or_default(),
            effect: effect(report.effect).unwrap_or_default(),
            could_have: effect(report.could_have).unwrap_or_default(),
            idea: note("idea"),
            share: report.share.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// Reads the fields of `question`; `None` when a choice was left open, which changes nothing.
    ///
    /// # Errors
    /// What needs another look, field by field.
    pub(super) fn parse(
        &self,
        question: Question,
        tile: u8,
        language: Language,
    ) -> Result<Option<Addition>, Problems> {
        let mut problems = Problems::none();
        let addition = match question {
            Question::Factors => problems
                .keep_in(language, "factors", tiles(&self.factors))
                .zip(problems.keep_in(language, "factor_words", model::note(&self.factor_words)))
                .map(|(tiles, words)| Addition::Factors(tiles, words)),
            Question::Pressure => problems
                .keep_in(
                    language,
                    "pressure",
                    optional(&self.pressure, Enough::parse),
                )
                .flatten()
                .map(|enough| Addition::Pressure(tile, enough)),
            Question::CaughtBy => problems
                .keep_in(language, "caught_by", tiles(&self.caught_by))
                .zip(problems.keep_in(language, "caught_words", model::note(&self.caught_words)))
                .map(|(tiles, words)| Addition::CaughtBy(tiles, words)),
            Question::Purpose => {
                let step = problems.keep_in(language, "step", model::step(&self.step));
                let intent = problems.keep_in(language, "intent", model::note(&self.intent));
                let impact = problems.keep_in(language, "impact", model::note(&self.impact));
                step.zip(intent)
                    .zip(impact)
                    .map(|((step, intent), impact)| Addition::Purpose {
                        step,
                        intent,
                        impact,
                    })
            }
            Question::Workaround => problems
                .keep_in(language, "workaround", model::note(&self.workaround))
                .map(Addition::Workaround),
            Question::SeenBefore => problems
                .keep_in(
                    language,
                    "seen_before",
                    optional(&self.seen_before, SeenBefore::parse),
                )
                .map(Addition::SeenBefore),
            Question::Effect => problems
                .keep_in(language, "effect", optional(&self.effect, Effect::parse))
                .zip(problems.keep_in(
                    language,
                    "could_have",
                    optional(&self.could_have, Effect::parse),
                ))
                .map(|(actual, could_have)| Addition::Effect { actual, could_have }),
            Question::Idea => problems
                .keep_in(language, "idea", model::note(&self.idea))
                .map(Addition::Idea),
            // A photo comes as a form of its own, with its file.
            Question::Photo => None,
            Question::Share => problems
                .keep_in(language, "share", optional(&self.share, Share::parse))
                .flatten()
                .map(Addition::Share),
        };
        if problems.is_empty() {
            Ok(addition)
        } else {
            Err(problems)
        }
    }
}

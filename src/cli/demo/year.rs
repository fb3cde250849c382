//! The sample year as it is written in `year.toml`; what the words mean stands at its top.

use crate::cli::Failure;
use serde::Deserialize;

/// Everything that the demo tells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Year {
    pub(super) place: Vec<Place>,
    pub(super) person: Vec<Person>,
    pub(super) report: Vec<Written>,
    pub(super) template: Vec<Template>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) path: Vec<String>,
    pub(super) people: u32,
    pub(super) station: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: String,
    pub(super) places: Vec<String>,
}

/// A report with its own day and place.
#[derive(Debug, Deserialize)]
pub(super) struct Written {
    pub(super) days_ago: i64,
    pub(super) place: String,
    #[serde(flatten)]
    pub(super) words: Words,
}

/// A report that gets a day, and one of its places, when the year is filled.
#[derive(Debug, Deserialize)]
pub(super) struct Template {
    pub(super) places: Vec<String>,
    #[serde(flatten)]
    pub(super) words: Words,
}

/// What was told, and what came of it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Words {
    pub(super) shift: String,
    pub(super) kind: String,
    pub(super) story: String,
    pub(super) when: String,
    pub(super) days_before: Option<i64>,
    pub(super) reporter: String,
    pub(super) name: Option<String>,
    pub(super) step: Option<String>,
    #[serde(default)]
    pub(super) still_dangerous: bool,
    pub(super) intent: Option<String>,
    pub(super) impact: Option<String>,
    pub(super) factors: Vec<i64>,
    pub(super) factor_words: Option<String>,
    #[serde(default)]
    pub(super) caught_by: Vec<i64>,
    pub(super) caught_words: Option<String>,
    pub(super) workaround: Option<String>,
    pub(super) seen_before: Option<String>,
    pub(super) effect: Option<String>,
    pub(super) could_have: Option<String>,
    pub(super) idea: Option<String>,
    pub(super) share: Option<String>,
    pub(super) thanks: Option<String>,
    pub(super) thanks_after_days: Option<i64>,
    pub(super) containment: Option<String>,
    pub(super) question: Option<String>,
    pub(super) answer: Option<String>,
    pub(super) triage: Option<String>,
    pub(super) triage_reason: Option<String>,
    pub(super) outcome: Option<String>,
    pub(super) outcome_after_days: Option<i64>,
    pub(super) shared_story: Option<String>,
    pub(super) message: Option<String>,
    pub(super) verdict_helped: Option<i64>,
    pub(super) verdict_safe: Option<i64>,
    pub(super) verdict_words: Option<String>,
}

impl Year {
    /// Reads the year that is built in.
    ///
    /// # Errors
    /// What is wrong with the file; the tests read it too.
    pub(super) fn read() -> Result<Self, Failure> {
        toml::from_str(include_str!("year.toml"))
            .map_err(|mistake| Failure(format!("the sample year: {mistake}")))
    }

    /// Every report with its day and place: the templates are spread evenly over the year, in their order, and leave
    /// the last three days to the reports that wait for an answer.
    pub(super) fn reports(&self) -> Vec<(i64, &str, &Words)> {
        const FIRST: i64 = 363;
        const LAST: i64 = 4;
        let steps = i64::try_from(self.template.len()).unwrap_or(1).max(2) - 1;
        let templates = (0..).zip(&self.template).filter_map(|(i, template)| {
            let days_ago = FIRST - i * (FIRST - LAST) / steps;
            let fitting = template.places.len().max(1);
            let place = template.places.get(usize::try_from(i).ok()? % fitting)?;
            Some((days_ago, place.as_str(), &template.words))
        });
        let written = self
            .report
            .iter()
            .map(|report| (report.days_ago, report.place.as_str(), &report.words));
        let mut reports: Vec<_> = written.chain(templates).collect();
        reports.sort_by_key(|(days_ago, ..)| -days_ago);
        reports
    }
}

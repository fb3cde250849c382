//! The pages of the map: one condition with all that can be done to it, a new one at the top, a chain.

use super::map::{MapPart, Named, Shown};
use crate::{
    a3::model::map::{CHAIN, Condition, MOST_EVIDENCE, MOST_STATEMENT, Map, Said, Sure, shortened},
    reports::TILES,
    web::{Page, Problems},
};
use serde::{Deserialize, Serialize};

/// What a form for a condition sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ConditionForm {
    /// The code of what it made possible; empty for what happened.
    pub(super) under: String,
    /// Anything, when it was sent from the page of the map alone.
    pub(super) large: String,
    pub(super) statement: String,
    pub(super) factor: String,
    pub(super) evidence: String,
    pub(super) sure: String,
    /// The version that was on the page.
    pub(super) version: String,
}

impl ConditionForm {
    /// A condition as its form shows it.
    pub(super) fn of(condition: &Condition) -> Self {
        let said = &condition.said;
        Self {
            under: String::new(),
            large: String::new(),
            statement: said.statement.clone(),
            factor: said
                .factor
                .map_or_else(String::new, |tile| tile.to_string()),
            evidence: said.evidence.clone().unwrap_or_default(),
            sure: said.sure.as_str().to_owned(),
            version: condition.version.to_string(),
        }
    }

    /// Reads every field.
    pub(super) fn parse(&self) -> Result<Said, Problems> {
        let mut problems = Problems::none();
        let statement = problems.keep("statement", Said::parse_statement(&self.statement));
        let factor = problems.keep("factor", Said::parse_factor(&self.factor));
        let evidence = problems.keep("evidence", Said::parse_evidence(&self.evidence));
        let sure = match self.sure.as_str() {
            "" => Some(Sure::Guess),
            word => problems.keep("sure", Sure::parse(word)),
        };
        match (statement, factor, evidence, sure) {
            (Some(statement), Some(factor), Some(evidence), Some(sure)) => Ok(Said {
                statement,
                factor,
                evidence,
                sure,
            }),
            _ => Err(problems),
        }
    }

    /// Ready to print; `prefix` keeps the ids of two forms on a page apart.
    pub(super) fn shown(self, prefix: &'static str, problems: Problems) -> FormShown {
        let chosen = if self.sure.is_empty() {
            Sure::Guess.as_str()
        } else {
            &self.sure
        };
        FormShown {
            prefix,
            factors: TILES
                .iter()
                .map(|&(number, _, name)| {
                    let value = number.to_string();
                    Choice {
                        checked: value == self.factor,
                        value,
                        name,
                        help: "",
                    }
                })
                .collect(),
            sures: Sure::ALL
                .iter()
                .map(|&sure| Choice {
                    value: sure.as_str().to_owned(),
                    name: sure.in_words(),
                    help: sure.help(),
                    checked: sure.as_str() == chosen,
                })
                .collect(),
            statement: self.statement,
            evidence: self.evidence,
            version: self.version,
            most_statement: MOST_STATEMENT,
            most_evidence: MOST_EVIDENCE,
            problems,
        }
    }
}

/// What a chain's form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ChainForm {
    /// The code of the condition that it begins below; empty for what happened.
    pub(super) from: String,
    pub(super) why: Vec<String>,
}

/// Which two conditions.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    pub(super) what: String,
    pub(super) by: String,
    /// The condition on whose page the form stood.
    pub(super) on: String,
}

/// A form for a condition, ready to print.
#[derive(Debug, Serialize)]
pub(super) struct FormShown {
    prefix: &'static str,
    statement: String,
    factors: Vec<Choice>,
    evidence: String,
    sures: Vec<Choice>,
    version: String,
    most_statement: usize,
    most_evidence: usize,
    problems: Problems,
}

#[derive(Debug, Serialize)]
struct Choice {
    value: String,
    name: &'static str,
    help: &'static str,
    checked: bool,
}

/// Where the pages of a map belong.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Place {
    /// `/a3/{reference}`
    pub(super) sheet: String,
    /// The sheet's title.
    pub(super) title: String,
}

/// The map on a page of its own.
#[derive(Debug, Serialize)]
pub(super) struct MapPage {
    pub(super) place: Place,
    pub(super) map: MapPart,
}

impl Page for MapPage {
    const TEMPLATE: &'static str = "a3/map_page";

    fn title(&self) -> String {
        format!("Condition map: {}", shortened(&self.place.title, 60))
    }
}

/// One condition.
#[derive(Debug, Serialize)]
pub(super) struct ConditionPage {
    pub(super) place: Place,
    pub(super) condition: Shown,
    /// What it made possible.
    pub(super) above: Vec<Named>,
    /// What made it possible.
    pub(super) below: Vec<Named>,
    /// What it could be linked to.
    pub(super) others: Vec<Named>,
    pub(super) add: FormShown,
    pub(super) edit: FormShown,
    /// As somebody else has written it meanwhile.
    pub(super) meanwhile: Option<Shown>,
    /// Whether what was sent last was the form that changes it.
    pub(super) editing: bool,
    /// Why the last act was not done.
    pub(super) refused: Option<String>,
}

impl Page for ConditionPage {
    const TEMPLATE: &'static str = "a3/map_condition";

    fn title(&self) -> String {
        shortened(&self.condition.statement, 60)
    }
}

impl ConditionPage {
    /// The page of the condition at `at`, fresh.
    pub(super) fn new(place: Place, map: &Map, at: usize) -> Option<Self> {
        let condition = map.get(at)?;
        let named = |places: &[usize]| -> Vec<Named> {
            let all = places.iter().filter_map(|&place| map.get(place));
            all.map(Named::new).collect()
        };
        let others: Vec<usize> = (0..map.conditions().len())
            .filter(|other| {
                *other != at && !map.above(at).contains(other) && !map.below(at).contains(other)
            })
            .collect();
        Some(Self {
            place,
            condition: Shown::new(condition),
            above: named(map.above(at)),
            below: named(map.below(at)),
            others: named(&others),
            add: ConditionForm::default().shown("add", Problems::none()),
            edit: ConditionForm::of(condition).shown("edit", Problems::none()),
            meanwhile: None,
            editing: false,
            refused: None,
        })
    }
}

/// What happened: a new condition at the top.
#[derive(Debug, Serialize)]
pub(super) struct TopPage {
    pub(super) place: Place,
    pub(super) add: FormShown,
    /// Words whose condition was removed while they were written, or why they cannot be taken.
    pub(super) refused: Option<String>,
}

impl Page for TopPage {
    const TEMPLATE: &'static str = "a3/map_top";

    fn title(&self) -> String {
        "What happened?".into()
    }
}

/// Five whys.
#[derive(Debug, Serialize)]
pub(super) struct ChainPage {
    pub(super) place: Place,
    /// The condition that it begins below.
    pub(super) from: Option<Shown>,
    whys: Vec<Why>,
    most_statement: usize,
    pub(super) refused: Option<String>,
}

#[derive(Debug, Serialize)]
struct Why {
    id: String,
    label: &'static str,
    words: String,
    error: Option<String>,
}

impl Page for ChainPage {
    const TEMPLATE: &'static str = "a3/map_chain";

    fn title(&self) -> String {
        "A 5-whys chain".into()
    }
}

impl ChainPage {
    /// The fields with what was typed; more than five are kept when more were sent.
    pub(super) fn new(
        place: Place,
        from: Option<Shown>,
        typed: &[String],
        errors: &[Option<String>],
    ) -> Self {
        let whys = (0..typed.len().clamp(CHAIN, CHAIN * 2))
            .map(|at| Why {
                id: format!("why-{}", at + 1),
                label: match (at, &from) {
                    (0, None) => "What happened?",
                    (0, Some(_)) => "What made that possible?",
                    _ => "And what made that possible?",
                },
                words: typed.get(at).cloned().unwrap_or_default(),
                error: errors.get(at).cloned().flatten(),
            })
            .collect();
        Self {
            place,
            from,
            whys,
            most_statement: MOST_STATEMENT,
            refused: None,
        }
    }
}

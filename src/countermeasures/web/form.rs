//! What the forms of a countermeasure send, and how it is read.

use crate::{
    countermeasures::{
        CheckResult, Condition, Countermeasure, Decision, OriginFacts, Plan,
        model::{Check, CheckProblem, DecisionProblem, PlanProblem, Seen, check_after, day},
    },
    kernel::{
        ids::Id,
        text::{self, TextError},
    },
    web::Problems,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Every field of every form; each form sends some of them.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    pub(super) version: String,
    pub(super) what: String,
    pub(super) strength: String,
    pub(super) term: String,
    pub(super) owner: String,
    pub(super) due: String,
    pub(super) effect: String,
    pub(super) measure: String,
    pub(super) check_on: String,
    pub(super) condition: Vec<String>,
    pub(super) own_condition: String,
    pub(super) own_factor: String,
    pub(super) in_place_on: String,
    pub(super) new_check_on: String,
    pub(super) seen_on: String,
    pub(super) seen_role: String,
    pub(super) seen_what: String,
    pub(super) result: String,
    pub(super) side_effects: String,
    pub(super) decision: String,
    pub(super) reason: String,
    pub(super) next_check: String,
    pub(super) again_on: String,
    pub(super) spread_to: String,
}

/// Which form it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doing {
    Plan,
    Conditions,
    InPlace,
    Check,
    Decision,
    Again,
    Spread,
}

/// A form that was read.
pub(super) enum Command {
    Plan(Plan),
    Address(Vec<Condition>),
    InPlace(NaiveDate, Option<NaiveDate>),
    Check(Check),
    Decide(Decision, Option<String>, Option<NaiveDate>),
    LookAgain(Option<NaiveDate>),
    Spread(Option<String>),
}

impl Typed {
    /// The fields as they stand in the store.
    pub(super) fn stored(one: &Countermeasure, today: NaiveDate) -> Self {
        let words = |day: NaiveDate| day.to_string();
        let check = one.check.as_ref();
        Self {
            version: one.version.to_string(),
            what: one.plan.what.clone(),
            strength: one.plan.strength.as_str().into(),
            term: term(one.plan.lasting).into(),
            owner: one.plan.owner.map(|id| id.to_string()).unwrap_or_default(),
            due: one.plan.due.map(words).unwrap_or_default(),
            effect: one.plan.effect.clone(),
            measure: one.plan.measure.clone(),
            check_on: words(one.plan.check_on),
            condition: one
                .conditions
                .iter()
                .map(|condition| condition.id.to_string())
                .collect(),
            in_place_on: words(one.in_place_on.unwrap_or(today)),
            new_check_on: words(one.plan.check_on),
            seen_on: words(check.map_or(today, |check| check.seen.on)),
            seen_role: check
                .map(|check| check.seen.role.clone())
                .unwrap_or_default(),
            seen_what: check
                .map(|check| check.seen.what.clone())
                .unwrap_or_default(),
            result: check.map_or("", |check| check.result.as_str()).into(),
            side_effects: check
                .and_then(|check| check.side_effects.clone())
                .unwrap_or_default(),
            spread_to: one.spread_to.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What was sent takes the place of what is stored, in the fields of its form.
    pub(super) fn take(&mut self, doing: Doing, sent: &Self) {
        for (field, value) in self
            .fields_of(doing)
            .into_iter()
            .zip(sent.clone().fields_of(doing))
        {
            field.1.clone_from(value.1);
        }
        if doing == Doing::Conditions {
            self.condition.clone_from(&sent.condition);
        }
    }

    /// The fields of one form with their labels.
    fn fields_of(&mut self, doing: Doing) -> Vec<(&'static str, &mut String)> {
        match doing {
            Doing::Plan => vec![
                ("What changes", &mut self.what),
                ("Kind of change", &mut self.strength),
                ("How long", &mut self.term),
                ("Owner", &mut self.owner),
                ("In place by", &mut self.due),
                ("What we expect", &mut self.effect),
                ("How we will see it", &mut self.measure),
                ("Check on", &mut self.check_on),
            ],
            Doing::Conditions => vec![
                ("In your own words", &mut self.own_condition),
                ("Part of the system", &mut self.own_factor),
            ],
            Doing::InPlace => vec![
                ("In place since", &mut self.in_place_on),
                ("Check on", &mut self.new_check_on),
            ],
            Doing::Check => vec![
                ("Seen on", &mut self.seen_on),
                ("By which role", &mut self.seen_role),
                ("What was seen", &mut self.seen_what),
                ("Result", &mut self.result),
                ("Side effects", &mut self.side_effects),
            ],
            Doing::Decision => vec![
                ("Decision", &mut self.decision),
                ("Why", &mut self.reason),
                ("Next check", &mut self.next_check),
            ],
            Doing::Again => vec![("Next look", &mut self.again_on)],
            Doing::Spread => vec![("Brought to", &mut self.spread_to)],
        }
    }

    /// The texts of a form with their labels, without those that are empty: what people compare.
    pub(super) fn texts_of(&self, doing: Doing) -> Vec<(&'static str, String)> {
        let hidden = [
            "Kind of change",
            "How long",
            "Owner",
            "Part of the system",
            "Result",
            "Decision",
        ];
        self.clone()
            .fields_of(doing)
            .into_iter()
            .filter(|(label, value)| !value.is_empty() && !hidden.contains(label))
            .map(|(label, value)| (label, value.clone()))
            .collect()
    }

    /// Reads the form; `known` are the conditions that it may choose from.
    pub(super) fn read(
        &self,
        doing: Doing,
        known: &[Condition],
        today: NaiveDate,
    ) -> Result<Command, Problems> {
        let mut problems = Problems::none();
        let command = match doing {
            Doing::Plan => self.plan(&mut problems).map(Command::Plan),
            Doing::Conditions => Some(Command::Address(self.conditions(known, &mut problems))),
            Doing::InPlace => self.in_place(&mut problems, today),
            Doing::Check => self.check(&mut problems, today),
            Doing::Decision => self.decide(&mut problems, today),
            Doing::Again => problems
                .keep("again_on", day(&self.again_on))
                .map(Command::LookAgain),
            Doing::Spread => {
                let words = text::optional_block(&self.spread_to, Plan::MOST);
                problems.keep("spread_to", words).map(Command::Spread)
            }
        };
        match command {
            Some(command) if problems.is_empty() => Ok(command),
            _ => Err(problems),
        }
    }

    /// What is to change; who may own it, the act asks.
    fn plan(&self, problems: &mut Problems) -> Option<Plan> {
        let what = problems.keep("what", Plan::parse_what(&self.what));
        let strength = problems.keep("strength", Plan::parse_strength(&self.strength));
        let lasting = self.term != "containment";
        let owner = match self.owner.trim() {
            "" => Some(None),
            raw => {
                let id = Id::parse(raw).ok_or(PlanProblem::UnknownOwner);
                problems.keep("owner", id).map(Some)
            }
        };
        let due = problems.keep("due", day(&self.due));
        let effect = problems.keep("effect", Plan::parse_effect(&self.effect));
        let measure = problems.keep("measure", Plan::parse_measure(&self.measure));
        let check_on = problems
            .keep("check_on", day(&self.check_on))
            .and_then(|day| problems.keep("check_on", day.ok_or(PlanProblem::NoCheck)));
        Some(Plan {
            what: what?,
            strength: strength?,
            lasting,
            owner: owner?,
            due: due?,
            effect: effect?,
            measure: measure?,
            check_on: check_on?,
        })
    }

    /// A plan that is written today, with what it addresses.
    pub(super) fn new_plan(
        &self,
        facts: &OriginFacts,
        today: NaiveDate,
    ) -> Result<(Plan, Vec<Condition>), Problems> {
        let mut problems = Problems::none();
        let conditions = self.conditions(&facts.conditions, &mut problems);
        let plan = self.plan(&mut problems);
        // Each day is looked at, whatever else is missing.
        if let (Ok(due), Ok(Some(check_on))) = (day(&self.due), day(&self.check_on)) {
            problems.keep("check_on", check_after(check_on, None, due, today));
        }
        match plan {
            Some(plan) if problems.is_empty() => Ok((plan, conditions)),
            _ => Err(problems),
        }
    }

    fn conditions(&self, known: &[Condition], problems: &mut Problems) -> Vec<Condition> {
        let chosen = |one: &&Condition| self.condition.contains(&one.id.to_string());
        let mut conditions: Vec<_> = known.iter().filter(chosen).cloned().collect();
        let own = text::optional_block(&self.own_condition, Plan::MOST);
        let own = problems.keep("own_condition", own).flatten();
        if let Some(statement) = own {
            conditions.push(Condition {
                id: Id::random(),
                statement,
                factor: self
                    .own_factor
                    .parse()
                    .ok()
                    .filter(|tile| (1..=11).contains(tile)),
            });
        }
        if conditions.is_empty() && self.own_condition.trim().is_empty() {
            problems.note("condition", PlanProblem::NoCondition);
        }
        conditions
    }

    fn in_place(&self, problems: &mut Problems, today: NaiveDate) -> Option<Command> {
        let on = problems.keep("in_place_on", day(&self.in_place_on));
        let on =
            on.and_then(|on| problems.keep("in_place_on", Countermeasure::in_place(on, today)));
        let check_on = problems.keep("new_check_on", day(&self.new_check_on));
        Some(Command::InPlace(on?, check_on?))
    }

    fn check(&self, problems: &mut Problems, today: NaiveDate) -> Option<Command> {
        let on = problems.keep("seen_on", day(&self.seen_on));
        let on = on.and_then(|on| problems.keep("seen_on", Countermeasure::in_place(on, today)));
        let role = problems.keep(
            "seen_role",
            needed(text::line(&self.seen_role, 120), NO_ROLE),
        );
        let what = problems.keep(
            "seen_what",
            needed(text::block(&self.seen_what, Plan::MOST), NO_WORDS),
        );
        let result = CheckResult::parse(&self.result)
            .map_err(|_unknown| "Please choose what came of the prediction.");
        let result = problems.keep("result", result);
        let side_effects = text::optional_block(&self.side_effects, Plan::MOST);
        let side_effects = problems.keep("side_effects", side_effects);
        Some(Command::Check(Check {
            seen: Seen {
                on: on?,
                role: role?,
                what: what?,
            },
            result: result?,
            side_effects: side_effects?,
        }))
    }

    fn decide(&self, problems: &mut Problems, today: NaiveDate) -> Option<Command> {
        let decision = Decision::parse(&self.decision);
        let decision = decision.map_err(|_unknown| DecisionProblem::NoDecision);
        let decision = problems.keep("decision", decision);
        let reason = text::optional_block(&self.reason, Plan::MOST);
        let reason = problems.keep("reason", reason)?;
        let next = problems.keep("next_check", day(&self.next_check))?;
        let decision = decision?;
        if let Err(problem) = decision.complete(reason.as_deref(), next, today) {
            problems.note(field_of_decision(Doing::Decision, problem), problem);
        }
        Some(Command::Decide(decision, reason, next))
    }
}

const NO_ROLE: &str = "Please write which role looked, such as shift lead or nurse. No names.";
const NO_WORDS: &str = "Please write what was seen at the place.";

fn needed(read: Result<String, TextError>, missing: &str) -> Result<String, String> {
    read.map_err(|problem| match problem {
        TextError::Empty => missing.to_owned(),
        other => other.to_string(),
    })
}

/// `lasting` or `containment`.
fn term(lasting: bool) -> &'static str {
    if lasting { "lasting" } else { "containment" }
}

/// The field that a refusal of the rules belongs to.
pub(super) fn field_of_plan(doing: Doing, problem: PlanProblem) -> &'static str {
    match (problem, doing) {
        (PlanProblem::CheckTooEarly(_), Doing::InPlace) => "new_check_on",
        (PlanProblem::CheckTooEarly(_) | PlanProblem::NoCheck, _) => "check_on",
        (PlanProblem::UnknownOwner, _) => "owner",
        (PlanProblem::NoCondition, _) => "condition",
        (PlanProblem::NoStrength, _) => "strength",
        (PlanProblem::NoPrediction, _) => "effect",
        (PlanProblem::NoMeasure, _) => "measure",
        (PlanProblem::Text(_) | PlanProblem::NoChange, _) => "what",
    }
}

pub(super) fn field_of_check(_problem: CheckProblem) -> &'static str {
    "seen_on"
}

pub(super) fn field_of_decision(doing: Doing, problem: DecisionProblem) -> &'static str {
    match (problem, doing) {
        (DecisionProblem::NoDecision, _) => "decision",
        (DecisionProblem::NoReason, _) => "reason",
        (DecisionProblem::NoNextCheck, Doing::Again) => "again_on",
        (DecisionProblem::NoNextCheck, _) => "next_check",
    }
}

//! Where a countermeasure stands: planned, in place, looked at, decided, and perhaps open again.

use super::Countermeasure;
use crate::kernel::time::day_in_words;
use chrono::NaiveDate;

crate::words! {
    /// What came of it, beside what was predicted.
    CheckResult {
        /// As predicted.
        AsPredicted = "as_predicted",
        /// A part of it.
        Partly = "partly",
        /// Nothing of it.
        No = "no",
        /// It cannot be told yet.
        CannotTell = "cannot_tell",
    }
}

impl CheckResult {
    /// The result in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::AsPredicted => "As predicted",
            Self::Partly => "Partly",
            Self::No => "Not as predicted",
            Self::CannotTell => "We cannot tell yet",
        }
    }
}

crate::words! {
    /// What is done with it after the check.
    Decision {
        /// It becomes how we work.
        Standardise = "standardise",
        /// It is changed, and checked again.
        Adjust = "adjust",
        /// It is let go.
        LetGo = "let_go",
    }
}

impl Decision {
    /// The decision in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Standardise => "Keep it as how we work",
            Self::Adjust => "Adjust it and look again",
            Self::LetGo => "Let it go",
        }
    }

    /// What it means.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Standardise => "It holds. A similar report later opens it again.",
            Self::Adjust => "Something is still missing. Choose the day of the next check.",
            Self::LetGo => "It did not help, or something better came. Say why.",
        }
    }
}

/// What was seen at the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// When.
    pub on: NaiveDate,
    /// By which role.
    pub role: String,
    /// What.
    pub what: String,
}

/// A check at the place, and what came of the prediction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was seen.
    pub seen: Seen,
    /// Beside what was predicted.
    pub result: CheckResult,
    /// What else it did.
    pub side_effects: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub decision: Decision,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub on: NaiveDate,
}

/// Why a day of being in place or of a check cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckProblem {
    /// No day.
    #[error("Please choose the day.")]
    NoDay,
    /// A day that has not come yet.
    #[error("This day has not come yet. Please choose today or an earlier day.")]
    NotYet,
    /// A check before it was in place.
    #[error("It is in place since {}. Please choose that day or a later one.", day_in_words(*.0))]
    BeforeItWasInPlace(NaiveDate),
}

/// Why a decision cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecisionProblem {
    /// None was chosen.
    #[error("Please choose one of the three.")]
    NoDecision,
    /// Letting go without a reason.
    #[error("Please say why it is let go: others may think of the same again.")]
    NoReason,
    /// Adjusting without a next check.
    #[error("Please choose the day of the next check, today or later.")]
    NoNextCheck,
}

impl Decision {
    /// Whether it may be kept with this reason and this day of the next check.
    ///
    /// # Errors
    /// `DecisionProblem` for what is missing.
    pub fn complete(
        self,
        reason: Option<&str>,
        next_check: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<(), DecisionProblem> {
        match self {
            Self::LetGo if reason.is_none() => Err(DecisionProblem::NoReason),
            Self::Adjust if next_check.is_none_or(|day| day < today) => {
                Err(DecisionProblem::NoNextCheck)
            }
            _ => Ok(()),
        }
    }
}

crate::words! {
    /// Where it stands; in the order of the board.
    Status {
        /// A similar report has opened it again.
        Reopened = "reopened",
        /// Its day has passed and it is not in place.
        Late = "late",
        /// It is in place, and the day of the check has come.
        ToCheck = "to_check",
        /// It was looked at, and nobody has decided yet.
        ToDecide = "to_decide",
        /// Not in place yet.
        Planned = "planned",
        /// In place; the check comes later.
        InPlace = "in_place",
        /// Kept or let go.
        Decided = "decided",
    }
}

impl Status {
    /// The status in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Reopened => "Open again",
            Self::Late => "Its day has passed",
            Self::ToCheck => "To be checked at the place",
            Self::ToDecide => "Looked at, to be decided",
            Self::Planned => "Planned",
            Self::InPlace => "In place, check to come",
            Self::Decided => "Decided",
        }
    }

    /// The name of its icon.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Reopened => "echo",
            Self::Late | Self::Planned => "calendar",
            Self::ToCheck => "place-pin",
            Self::ToDecide => "forward",
            Self::InPlace => "countermeasure",
            Self::Decided => "check",
        }
    }
}

impl Countermeasure {
    /// Where it stands on this day.
    #[must_use]
    pub fn status(&self, today: NaiveDate) -> Status {
        if self.decided.is_some() {
            return Status::Decided;
        }
        if self.check.is_some() {
            return Status::ToDecide;
        }
        if self.reopened_on.is_some() {
            return Status::Reopened;
        }
        match self.in_place_on {
            Some(_) if self.plan.check_on <= today => Status::ToCheck,
            Some(_) => Status::InPlace,
            None if self.due_by() < today => Status::Late,
            None => Status::Planned,
        }
    }

    /// The day by which it should be in place.
    #[must_use]
    pub fn due_by(&self) -> NaiveDate {
        self.plan.due.unwrap_or(self.plan.check_on)
    }

    /// Whether nobody pursues it any more.
    #[must_use]
    pub fn is_let_go(&self) -> bool {
        self.decided
            .as_ref()
            .is_some_and(|decided| decided.decision == Decision::LetGo)
    }

    /// Whether somebody has looked and found that it holds: as predicted, or kept as how we work.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        let as_predicted = self
            .check
            .as_ref()
            .is_some_and(|check| check.result == CheckResult::AsPredicted);
        let kept = self
            .decided
            .as_ref()
            .is_some_and(|decided| decided.decision == Decision::Standardise);
        (as_predicted || kept) && !self.is_let_go()
    }

    /// The day on which it came into place.
    ///
    /// # Errors
    /// `CheckProblem` for no day or one to come.
    pub fn in_place(day: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, CheckProblem> {
        let day = day.ok_or(CheckProblem::NoDay)?;
        if day > today {
            Err(CheckProblem::NotYet)
        } else {
            Ok(day)
        }
    }

    /// The day of a check: since it is in place, and not to come.
    ///
    /// # Errors
    /// `CheckProblem` for no day, one to come or one too early.
    pub fn checked(
        day: Option<NaiveDate>,
        in_place_on: NaiveDate,
        today: NaiveDate,
    ) -> Result<NaiveDate, CheckProblem> {
        let day = Self::in_place(day, today)?;
        if day < in_place_on {
            Err(CheckProblem::BeforeItWasInPlace(in_place_on))
        } else {
            Ok(day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        countermeasures::model::{Origin, OriginKind, Plan, Reference, Strength, only_weaker},
        kernel::ids::Id,
    };

    fn on(raw: &str) -> NaiveDate {
        raw.parse().unwrap()
    }

    fn one(strength: Strength) -> Countermeasure {
        Countermeasure {
            id: Id::random(),
            reference: Reference::random(),
            origin: Origin {
                kind: OriginKind::A3,
                reference: "4H7-KQ2".into(),
            },
            origin_title: None,
            place: Id::random(),
            conditions: Vec::new(),
            plan: Plan {
                what: "A roof.".into(),
                strength,
                lasting: true,
                owner: None,
                due: Some(on("2026-03-10")),
                effect: "Dry.".into(),
                measure: "Look on rainy days.".into(),
                check_on: on("2026-03-20"),
            },
            owner_name: None,
            added_on: on("2026-03-04"),
            in_place_on: None,
            check: None,
            decided: None,
            spread_to: None,
            reopened_on: None,
            version: 1,
        }
    }

    fn check(result: CheckResult) -> Option<Check> {
        Some(Check {
            seen: Seen {
                on: on("2026-03-20"),
                role: "Shift lead".into(),
                what: "Dry.".into(),
            },
            result,
            side_effects: None,
        })
    }

    fn decided(decision: Decision) -> Option<Decided> {
        Some(Decided {
            decision,
            reason: None,
            on: on("2026-03-21"),
        })
    }

    #[test]
    fn it_goes_from_planned_to_decided_and_perhaps_back() {
        let mut roof = one(Strength::EngineeringControl);
        assert_eq!(roof.status(on("2026-03-10")), Status::Planned);
        assert_eq!(roof.status(on("2026-03-11")), Status::Late);
        roof.in_place_on = Some(on("2026-03-11"));
        assert_eq!(roof.status(on("2026-03-19")), Status::InPlace);
        assert_eq!(roof.status(on("2026-03-20")), Status::ToCheck);
        roof.check = check(CheckResult::AsPredicted);
        assert_eq!(roof.status(on("2026-03-20")), Status::ToDecide);
        assert!(roof.is_verified());
        roof.decided = decided(Decision::Standardise);
        assert_eq!(roof.status(on("2026-03-22")), Status::Decided);
        (roof.check, roof.decided) = (None, None);
        roof.reopened_on = Some(on("2026-04-01"));
        assert_eq!(roof.status(on("2026-04-01")), Status::Reopened);
        assert!(!roof.is_verified());
    }

    #[test]
    fn without_a_day_it_is_due_when_it_is_checked() {
        let mut roof = one(Strength::EngineeringControl);
        roof.plan.due = None;
        assert_eq!(roof.status(on("2026-03-20")), Status::Planned);
        assert_eq!(roof.status(on("2026-03-21")), Status::Late);
    }

    #[test]
    fn what_was_let_go_is_not_verified() {
        let mut roof = one(Strength::EngineeringControl);
        roof.in_place_on = Some(on("2026-03-11"));
        roof.check = check(CheckResult::AsPredicted);
        roof.decided = decided(Decision::LetGo);
        assert!(!roof.is_verified());
        roof.check = check(CheckResult::Partly);
        roof.decided = decided(Decision::Standardise);
        assert!(roof.is_verified());
    }

    #[test]
    fn a_stronger_idea_is_asked_for_while_all_are_weaker() {
        assert!(!only_weaker(&[]));
        let (sign, training) = (one(Strength::Warning), one(Strength::Training));
        assert!(only_weaker(&[sign.clone(), training.clone()]));
        let mut roof = one(Strength::EngineeringControl);
        assert!(!only_weaker(&[sign.clone(), roof.clone()]));
        assert!(!only_weaker(&[sign.clone(), one(Strength::Checklist)]));
        // One that was let go helps nobody.
        roof.decided = decided(Decision::LetGo);
        assert!(only_weaker(&[sign, training, roof]));
    }

    #[test]
    fn a_check_lies_between_the_start_and_today() {
        let (start, today) = (on("2026-03-10"), on("2026-03-20"));
        let checked = |raw: &str| Countermeasure::checked(Some(on(raw)), start, today);
        assert_eq!(checked("2026-03-10"), Ok(start));
        assert_eq!(
            checked("2026-03-09"),
            Err(CheckProblem::BeforeItWasInPlace(start))
        );
        assert_eq!(checked("2026-03-21"), Err(CheckProblem::NotYet));
        assert_eq!(
            Countermeasure::in_place(None, today),
            Err(CheckProblem::NoDay)
        );
    }

    #[test]
    fn letting_go_needs_a_reason_and_adjusting_a_next_check() {
        let today = on("2026-03-20");
        let complete = |decision: Decision, reason, next| decision.complete(reason, next, today);
        assert_eq!(complete(Decision::Standardise, None, None), Ok(()));
        assert_eq!(
            complete(Decision::LetGo, None, None),
            Err(DecisionProblem::NoReason)
        );
        assert_eq!(complete(Decision::LetGo, Some("Too loud."), None), Ok(()));
        for next in [None, Some(on("2026-03-19"))] {
            assert_eq!(
                complete(Decision::Adjust, None, next),
                Err(DecisionProblem::NoNextCheck)
            );
        }
        assert_eq!(complete(Decision::Adjust, None, Some(today)), Ok(()));
    }
}

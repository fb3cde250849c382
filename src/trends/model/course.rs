//! What is changed, and whether it holds: counts of countermeasures.

use crate::countermeasures::{CheckResult, Decision, Group, Outline};
use chrono::NaiveDate;

/// How countermeasures went. A part of fewer than k is `None`: its shares would say nothing of the system, and
/// would be read as marks for the few who wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Course {
    /// How many there are; `None` below k.
    pub(crate) n: Option<i64>,
    /// Of each group in the order of `Group::ALL`, without those let go.
    pub(crate) strength: Option<Vec<(Group, i64)>>,
    /// In place by now.
    pub(crate) in_place: Option<i64>,
    /// What was seen at the latest check.
    pub(crate) results: Option<Vec<(CheckResult, i64)>>,
    /// What was decided last.
    pub(crate) decisions: Option<Vec<(Decision, i64)>>,
    /// Those whose day of the check is over.
    pub(crate) checks: Option<Checks>,
    /// Opened again by something similar, of those that were in place.
    pub(crate) recurred: Option<i64>,
}

/// What became of the days on which somebody wanted to look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Checks {
    /// Looked at by that day.
    pub(crate) by_then: i64,
    /// Looked at later.
    pub(crate) later: i64,
    /// Not looked at yet.
    pub(crate) not_yet: i64,
}

impl Checks {
    /// All of them.
    pub(crate) fn n(&self) -> i64 {
        self.by_then + self.later + self.not_yet
    }
}

impl Course {
    /// The view of these countermeasures.
    pub(crate) fn of(outlines: &[Outline], today: NaiveDate, k: i64) -> Self {
        let least = |n: i64| n >= k.max(1);
        let n = len(outlines.iter());
        let kept = || outlines.iter().filter(|one| !one.is_let_go());
        let of_group = |group: &Group| (*group, len(kept().filter(|one| one.group == *group)));
        let of_result = |result: &CheckResult| {
            let same = |one: &&Outline| one.result == Some(*result);
            (*result, len(outlines.iter().filter(same)))
        };
        let of_decision = |decision: &Decision| {
            let same = |one: &&Outline| one.decision == Some(*decision);
            (*decision, len(outlines.iter().filter(same)))
        };
        let in_place = len(outlines.iter().filter(|one| one.in_place_on.is_some()));
        let checks = checks(outlines, today);
        let part = |all: Vec<i64>| least(all.iter().sum());
        let results: Vec<_> = CheckResult::ALL.iter().map(of_result).collect();
        let decisions: Vec<_> = Decision::ALL.iter().map(of_decision).collect();
        Self {
            n: Some(n).filter(|n| least(*n)),
            strength: least(len(kept())).then(|| Group::ALL.iter().map(of_group).collect()),
            in_place: Some(in_place).filter(|_| least(n)),
            results: part(results.iter().map(|(_, n)| *n).collect()).then_some(results),
            decisions: part(decisions.iter().map(|(_, n)| *n).collect()).then_some(decisions),
            checks: Some(checks).filter(|checks| least(checks.n())),
            recurred: least(in_place).then(|| len(outlines.iter().filter(|one| one.recurred))),
        }
    }
}

/// Those in place, not let go without a look, whose day of the check is over.
fn checks(outlines: &[Outline], today: NaiveDate) -> Checks {
    let mut checks = Checks::default();
    for one in outlines {
        if one.in_place_on.is_none() || one.check_on >= today {
            continue;
        }
        match one.checked_on {
            Some(on) if on <= one.check_on => checks.by_then += 1,
            Some(_) => checks.later += 1,
            None if one.is_let_go() => {}
            None => checks.not_yet += 1,
        }
    }
    checks
}

fn len<'a>(of: impl Iterator<Item = &'a Outline>) -> i64 {
    i64::try_from(of.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(raw: &str) -> NaiveDate {
        raw.parse().unwrap()
    }

    fn one(group: Group) -> Outline {
        Outline {
            group,
            added_on: on("2026-01-05"),
            in_place_on: Some(on("2026-01-20")),
            check_on: on("2026-02-10"),
            checked_on: None,
            result: None,
            decision: None,
            recurred: false,
        }
    }

    #[test]
    fn a_handful_is_not_shown() {
        let few = vec![one(Group::Weaker); 4];
        let course = Course::of(&few, on("2026-03-01"), 5);
        assert_eq!(
            (course.n, course.strength, course.checks, course.recurred),
            (None, None, None, None)
        );
        let course = Course::of(&[], on("2026-03-01"), 5);
        assert_eq!(course.n, None);
    }

    #[test]
    fn each_part_stands_on_its_own_number() {
        let mut some = vec![one(Group::Weaker); 4];
        some.push(Outline {
            decision: Some(Decision::LetGo),
            ..one(Group::Stronger)
        });
        some.push(Outline {
            checked_on: Some(on("2026-02-10")),
            result: Some(CheckResult::Partly),
            recurred: true,
            ..one(Group::Intermediate)
        });
        let course = Course::of(&some, on("2026-03-01"), 5);
        assert_eq!((course.n, course.recurred), (Some(6), Some(1)));
        assert_eq!(
            course.strength,
            Some(vec![
                (Group::Stronger, 0),
                (Group::Intermediate, 1),
                (Group::Weaker, 4)
            ])
        );
        // One check, one decision: a handful.
        assert_eq!((course.results, course.decisions), (None, None));
        let checks = course.checks.unwrap();
        assert_eq!((checks.by_then, checks.later, checks.not_yet), (1, 0, 4));
        // On the day itself it is not over.
        assert_eq!(Course::of(&some, on("2026-02-10"), 5).checks, None);
    }
}

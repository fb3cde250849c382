//! One countermeasure in a list.

use super::words::excerpt;
use crate::{
    countermeasures::{Countermeasure, Decision, Group, Sibling, Status, only_weaker},
    kernel::time::day_in_words,
};
use chrono::NaiveDate;
use serde::Serialize;

/// One line of a list, ready to print.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Card {
    reference: String,
    /// Where it stands; nothing for somebody whom its own page does not open for.
    href: Option<String>,
    what: String,
    strength: &'static str,
    group: &'static str,
    stronger: bool,
    status: &'static str,
    icon: &'static str,
    when: String,
    open_again: bool,
    containment: bool,
    owner: Option<String>,
    place: String,
}

impl Card {
    pub(super) fn new(one: &Countermeasure, today: NaiveDate) -> Self {
        let reference = one.reference.grouped(3);
        let status = one.status(today);
        let group = one.plan.strength.group();
        Self {
            href: Some(format!("/countermeasures/{reference}")),
            reference,
            what: excerpt(&one.plan.what),
            strength: one.plan.strength.in_words(),
            group: group.in_words(),
            stronger: group == Group::Stronger,
            status: status.in_words(),
            icon: status.icon(),
            when: when(one, status),
            open_again: one.reopened_on.is_some(),
            containment: !one.plan.lasting,
            owner: one.owner_name.clone(),
            place: String::new(),
        }
    }

    /// The same with the place where it holds.
    pub(super) fn at(self, place: String) -> Self {
        Self { place, ..self }
    }
}

fn when(one: &Countermeasure, status: Status) -> String {
    match status {
        Status::Reopened => one
            .reopened_on
            .map(|on| format!("Since {}", day_in_words(on)))
            .unwrap_or_default(),
        Status::Planned => format!("In place by {}", day_in_words(one.due_by())),
        Status::Late => format!("Was meant for {}", day_in_words(one.due_by())),
        Status::ToCheck | Status::InPlace => {
            format!("Check on {}", day_in_words(one.plan.check_on))
        }
        Status::ToDecide => one
            .check
            .as_ref()
            .map(|check| format!("Seen on {}", day_in_words(check.seen.on)))
            .unwrap_or_default(),
        Status::Decided => one
            .decided
            .as_ref()
            .map(|decided| {
                let word = if decided.decision == Decision::LetGo {
                    "Let go"
                } else {
                    "Kept"
                };
                format!("{word} on {}", day_in_words(decided.on))
            })
            .unwrap_or_default(),
    }
}

/// The countermeasures of one A3 or review, for the part `countermeasures/of_origin` of a page.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    items: Vec<Card>,
    /// Whether all of them are weaker, so that one stronger idea is asked for.
    ask_stronger: bool,
}

/// A list for the part `countermeasures/of_origin`, as it stands on this day.
#[must_use]
pub fn listed(list: &[Sibling], today: NaiveDate) -> Listed {
    let card = |sibling: &Sibling| {
        let card = Card::new(&sibling.one, today);
        Card {
            href: card.href.filter(|_| sibling.opens),
            ..card
        }
    };
    Listed {
        items: list.iter().map(card).collect(),
        ask_stronger: only_weaker(list.iter().map(|sibling| &sibling.one)),
    }
}

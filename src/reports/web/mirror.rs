//! The mirror: a lead's own acts, for that lead alone. Worked out when it is opened, and kept nowhere.
//!
//! There is no address with anybody's name in it: whoever opens it sees themselves.

use super::inbox::scope;
use crate::{
    db::Db,
    kernel::time::day_in_words,
    reports::{
        commands::{self, Mirror, OwnThanks},
        model::{Balance, Quarter, balance, half_within},
    },
    web::{Answer, Lead, Page, Who},
};
use actix_web::web::Data;
use chrono::NaiveDate;
use serde::Serialize;

/// Quarters to look back on, this one included.
const QUARTERS: usize = 4;

/// `GET /mirror`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Lead>, db: Data<Db>) -> Answer {
    let now = who.visit.now;
    let quarters = back_from(Quarter::of(now.today()));
    let since = quarters.last().map_or(now.today(), |last| last.first_day());
    let (me, scope) = (who.person.id, scope(&who.person, now));
    let mirror = db
        .read(move |conn| commands::mirror(conn, me, &scope, since))
        .await?;
    who.page(&MirrorPage::new(&mirror, &quarters))
}

/// The latest quarters, latest first.
fn back_from(quarter: Quarter) -> Vec<Quarter> {
    std::iter::successors(Some(quarter), |quarter| Some(quarter.before()))
        .take(QUARTERS)
        .collect()
}

#[derive(Serialize)]
struct MirrorPage {
    parts: Vec<Part>,
    thanks: Vec<Thanks>,
    empty: bool,
}

/// One question, and what own acts answer.
#[derive(Serialize)]
struct Part {
    question: &'static str,
    icon: &'static str,
    about: &'static str,
    past: Vec<Past>,
}

/// What a quarter says.
#[derive(Serialize)]
struct Past {
    quarter: String,
    say: String,
}

#[derive(Serialize)]
struct Thanks {
    href: String,
    kind: &'static str,
    reference: String,
    on: String,
    words: String,
}

impl Page for MirrorPage {
    const TEMPLATE: &'static str = "reports/mirror";

    fn title(&self) -> String {
        "Mirror".into()
    }
}

impl MirrorPage {
    fn new(mirror: &Mirror, quarters: &[Quarter]) -> Self {
        let answers: Vec<(NaiveDate, i64)> = mirror
            .wrote
            .iter()
            .filter_map(|wrote| Some((wrote.on, wrote.after_days?)))
            .collect();
        let told: Vec<NaiveDate> = mirror.outcomes.iter().map(|(on, _)| *on).collect();
        let parts = vec![
            Part {
                question: "How soon do I thank?",
                icon: "thanks",
                about: "From the day a report reached the inbox.",
                past: waits(quarters, &mirror.thanks, "thanks"),
            },
            Part {
                question: "How soon do I answer?",
                icon: "message",
                about: "From the day the reporter wrote, the first time or again, to your next words.",
                past: waits(quarters, &answers, "answers"),
            },
            Part {
                question: "How soon do I tell what came of it?",
                icon: "see",
                about: "From the day a report reached the inbox to the first outcome that you told.",
                past: waits(quarters, &mirror.outcomes, "outcomes"),
            },
            Part {
                question: "Do I ask, or do I tell?",
                icon: "question-mark",
                about: "Words of yours with a question in them, and words without. Making safe and outcomes are telling too.",
                past: past(quarters, |quarter| {
                    asked(balance(quarter, &mirror.wrote, &told))
                }),
            },
            Part {
                question: "Do I keep my word?",
                icon: "calendar",
                about: "Days that you promised and that are over.",
                past: past(quarters, |quarter| kept(quarter, &mirror.promises)),
            },
        ];
        let thanks: Vec<Thanks> = mirror.to_read.iter().map(Thanks::of).collect();
        Self {
            empty: thanks.is_empty() && parts.iter().all(|part| part.past.is_empty()),
            parts,
            thanks,
        }
    }
}

impl Thanks {
    fn of(given: &OwnThanks) -> Self {
        let reference = given.reference.grouped(3);
        Self {
            href: format!("/reports/{reference}"),
            kind: given.kind.in_words(),
            reference,
            on: day_in_words(given.on),
            words: given.words.clone(),
        }
    }
}

/// What each quarter says; quarters with nothing to say are left out.
fn past(quarters: &[Quarter], say: impl Fn(Quarter) -> Option<String>) -> Vec<Past> {
    quarters
        .iter()
        .enumerate()
        .filter_map(|(back, quarter)| {
            let so_far = if back == 0 { ", so far" } else { "" };
            Some(Past {
                quarter: format!("{}{so_far}", quarter.in_words()),
                say: say(*quarter)?,
            })
        })
        .collect()
}

/// Half of them within so many days, quarter by quarter, each beside the one before.
fn waits(quarters: &[Quarter], acts: &[(NaiveDate, i64)], of: &str) -> Vec<Past> {
    let in_quarter = |quarter: Quarter| -> Vec<i64> {
        let within = acts.iter().filter(|(on, _)| Quarter::of(*on) == quarter);
        within.map(|(_, days)| *days).collect()
    };
    past(quarters, |quarter| {
        let days = in_quarter(quarter);
        if days.is_empty() {
            return None;
        }
        let Some(half) = half_within(&days) else {
            return Some(format!("Only {}: too few to speak of a half.", days.len()));
        };
        let beside = match half_within(&in_quarter(quarter.before())) {
            Some(before) if half < before => " Sooner than in the quarter before.",
            Some(before) if half > before => " Later than in the quarter before.",
            Some(_) => " As soon as in the quarter before.",
            None => "",
        };
        let count = days.len();
        Some(format!("Half of {count} {of} {}.{beside}", within(half)))
    })
}

fn within(days: i64) -> String {
    match days {
        0 => "on the same day".into(),
        1 => "within 1 day".into(),
        days => format!("within {days} days"),
    }
}

fn asked(balance: Balance) -> Option<String> {
    match (balance.asked, balance.told) {
        (0, 0) => None,
        (asked, 0) => Some(format!("{} with a question, none without.", times(asked))),
        (0, told) => Some(format!(
            "{} without a question, none with one.",
            times(told)
        )),
        (asked, told) => Some(format!("{} with a question, {told} without.", times(asked))),
    }
}

fn times(n: usize) -> String {
    match n {
        1 => "Once".into(),
        2 => "Twice".into(),
        n => format!("{n} times"),
    }
}

fn kept(quarter: Quarter, promises: &[(NaiveDate, bool)]) -> Option<String> {
    let of = || {
        promises
            .iter()
            .filter(|(due, _)| Quarter::of(*due) == quarter)
    };
    let slipped = of().filter(|(_, slipped)| *slipped).count();
    match (of().count(), slipped) {
        (0, _) => None,
        (1, 0) => Some("You promised one day, and kept it.".into()),
        (1, _) => Some("You promised one day, and it slipped.".into()),
        (all, 0) => Some(format!("You promised {all} days, and kept them all.")),
        (all, slipped) => Some(format!(
            "You promised {all} days: {} kept, {slipped} slipped.",
            all - slipped
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_told_beside_the_one_before_and_never_as_a_score() {
        let quarters = back_from(Quarter::of("2026-05-20".parse().unwrap()));
        let on = |day: &str, days| (day.parse::<NaiveDate>().unwrap(), days);
        let acts = [
            on("2026-05-01", 1),
            on("2026-05-02", 0),
            on("2026-05-03", 9),
            on("2026-02-01", 4),
            on("2026-02-02", 2),
            on("2026-02-03", 3),
            on("2025-11-03", 3),
        ];
        let told: Vec<String> = waits(&quarters, &acts, "thanks")
            .into_iter()
            .map(|past| format!("{}: {}", past.quarter, past.say))
            .collect();
        assert_eq!(
            told,
            [
                "April to June 2026, so far: Half of 3 thanks within 1 day. Sooner than in the quarter before.",
                "January to March 2026: Half of 3 thanks within 3 days.",
                "October to December 2025: Only 1: too few to speak of a half.",
            ]
        );
    }
}

//! Promised days in words: for the reporter in their language, and for leads.

use crate::{
    kernel::{language::Language, time::weekday_in_words},
    reports::model::{Promise, Standing},
    web::phrases::{day, say_with, weekday},
};
use chrono::NaiveDate;
use serde::Serialize;

/// A promise as a page tells it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Promised {
    /// What was promised and what became of it.
    pub(super) say: String,
    /// Why it was moved, in the lead's words.
    pub(super) reason: Option<String>,
    /// What was said with it; shown where it still holds.
    pub(super) words: Option<String>,
    /// Whether it still holds somebody to their word.
    pub(super) open: bool,
    /// Whether the day has passed without a word.
    pub(super) slipped: bool,
    /// Not seen by the reporter until now.
    pub(super) new: bool,
}

/// Each promise with the day of the one that took its place.
fn with_next(promises: &[Promise]) -> impl Iterator<Item = (&Promise, Option<NaiveDate>)> {
    let next = promises.iter().skip(1).map(|next| Some(next.due_on));
    promises.iter().zip(next.chain([None]))
}

fn promised(promise: &Promise, today: NaiveDate, say: String) -> Promised {
    Promised {
        say,
        reason: promise.reason.clone(),
        words: promise.words.clone().filter(|_| promise.is_open()),
        open: promise.is_open(),
        slipped: promise.standing(today) == Standing::Slipped,
        new: promise.read_on.is_none(),
    }
}

/// As the reporter reads it. A day that passed says so by itself.
pub(super) fn for_reporter(
    promises: &[Promise],
    language: Language,
    today: NaiveDate,
) -> Vec<Promised> {
    let told = |promise: &Promise, next: Option<NaiveDate>| {
        let due = weekday(language, promise.due_on);
        match promise.standing(today) {
            Standing::Open => match &promise.by {
                Some(by) => say_with(
                    language,
                    "answers-promise-open",
                    [("by", by.as_str().into()), ("day", due.into())],
                ),
                None => say_with(language, "answers-promise-open-lead", [("day", due.into())]),
            },
            Standing::Slipped => {
                say_with(language, "answers-promise-slipped", [("day", due.into())])
            }
            Standing::Kept => say_with(language, "answers-promise-kept", [("day", due.into())]),
            Standing::Late => {
                let on = promise.heard_on.unwrap_or(promise.due_on);
                say_with(
                    language,
                    "answers-promise-late",
                    [("day", due.into()), ("on", day(language, on).into())],
                )
            }
            Standing::Moved => {
                let key = if promise.slipped {
                    "answers-promise-moved-late"
                } else {
                    "answers-promise-moved"
                };
                let to = next.map_or_else(String::new, |next| weekday(language, next));
                say_with(language, key, [("from", due.into()), ("day", to.into())])
            }
        }
    };
    with_next(promises)
        .map(|(promise, next)| promised(promise, today, told(promise, next)))
        .collect()
}

/// As leads read it.
pub(super) fn for_leads(promises: &[Promise], today: NaiveDate) -> Vec<Promised> {
    let told = |promise: &Promise, next: Option<NaiveDate>| {
        let due = weekday_in_words(promise.due_on);
        let by = promise.by.as_deref().unwrap_or("A lead");
        match promise.standing(today) {
            Standing::Open => format!("{by} promised: the reporter hears more by {due}."),
            Standing::Slipped => format!(
                "{by} promised: the reporter hears more by {due}. The day has passed, and their page says so. \
                 Write to them, or move the day and say why."
            ),
            Standing::Kept => format!("{by} promised {due}, and it was kept."),
            Standing::Late => format!("{by} promised {due}. The reporter heard later than that."),
            Standing::Moved => {
                let to = next.map_or_else(String::new, weekday_in_words);
                format!("Moved from {due} to {to}, because:")
            }
        }
    };
    with_next(promises)
        .map(|(promise, next)| promised(promise, today, told(promise, next)))
        .collect()
}

/// The promise that stands beside a report in the inbox.
pub(super) fn in_the_inbox(due: NaiveDate, today: NaiveDate) -> String {
    let day = weekday_in_words(due);
    if due < today {
        format!("Promised by {day}: the day has passed")
    } else {
        format!("Promised by {day}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promise(due: &str) -> Promise {
        Promise {
            made_on: "2026-05-18".parse().unwrap(),
            due_on: due.parse().unwrap(),
            words: None,
            by: Some("Ada".into()),
            heard_on: None,
            reason: None,
            slipped: false,
            read_on: None,
        }
    }

    #[test]
    fn a_moved_day_is_told_with_both_days() {
        let first = Promise {
            reason: Some("The part is late.".into()),
            ..promise("2026-05-22")
        };
        let both = [first, promise("2026-05-27")];
        let today = "2026-05-20".parse().unwrap();
        let leads = for_leads(&both, today);
        assert_eq!(
            leads[0].say,
            "Moved from Friday 22 May 2026 to Wednesday 27 May 2026, because:"
        );
        for &language in Language::ALL {
            let told = for_reporter(&both, language, today);
            assert!(!told[0].open && told[1].open, "{language:?}");
            assert!(told[0].say.contains("27"), "{}", told[0].say);
            assert_eq!(told[0].reason.as_deref(), Some("The part is late."));
        }
    }

    #[test]
    fn a_day_that_passed_says_so_without_anybody_doing_anything() {
        let told = for_reporter(
            &[promise("2026-05-22")],
            Language::English,
            "2026-05-23".parse().unwrap(),
        );
        assert!(told[0].slipped && told[0].open);
        assert!(
            told[0].say.contains("That day has passed"),
            "{}",
            told[0].say
        );
    }
}

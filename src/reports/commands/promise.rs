//! Acts: a day by which a reporter hears more is promised, moved, kept or missed.

use super::{
    Error,
    answer::{noted, theirs},
    counted_at,
};
use crate::{
    db::{Conn, StoreError, Tx},
    journal,
    kernel::{
        ids::Id,
        time::{Now, Week, weekday_in_words},
    },
    notices::Item,
    people::Person,
    reports::{
        model::{Kind, Reference, may_be_promised},
        store::{self, Report, Scope},
    },
    tally::{self, Count, Measure},
};
use chrono::{Days, NaiveDate};

/// Promises a day, with words if there are any. Where one is open already it is moved, with the reason
/// that the reporter reads, and keeps its words. Answers whether it was moved.
///
/// # Errors
/// `Refusal::MoveReasonMissing`, `Refusal::SameDay`, `Refusal::NotHere`.
pub fn promise(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    due_on: NaiveDate,
    words: Option<String>,
    reason: Option<String>,
) -> Result<bool, Error> {
    let report = theirs(tx, reference, scope)?;
    let today = scope.now.today();
    let open = store::open_promise(tx.conn(), report.id)?;
    let day = open.as_ref().map(|open| open.due_on);
    may_be_promised(day, due_on, reason.as_deref())?;
    let moved = open.is_some();
    let mut words = words;
    if let (Some(open), Some(reason)) = (open, reason) {
        if open.due_on < today {
            slipped(tx, open.id, &place_of(&report))?;
        }
        store::set_moved(tx, open.id, today, &reason)?;
        words = words.or(open.words);
    }
    store::insert_promise(tx, report.id, by, today, due_on, words.as_deref())?;
    let act = if moved {
        journal::Act::PromiseMoved
    } else {
        journal::Act::Promised
    };
    noted(tx, act, &report, by, scope.now)?;
    Ok(moved)
}

/// The reporter is told something: what was promised for today or later is kept.
pub(super) fn heard(tx: &mut Tx<'_>, report: &Report, now: Now) -> Result<(), StoreError> {
    let Some(open) = store::open_promise(tx.conn(), report.id)? else {
        return Ok(());
    };
    let at = place_of(report);
    if open.due_on < now.today() {
        slipped(tx, open.id, &at)?;
    } else {
        count(tx, &at, KEPT)?;
    }
    store::set_heard(tx, open.id, now.today())
}

/// Writes down which promises have slipped: their day is over, and the reporter has heard nothing.
pub(super) fn slip(tx: &mut Tx<'_>, now: Now) -> Result<(), StoreError> {
    for due in store::slipping(tx.conn(), now.today())? {
        let at = (due.place, due.one_level_up, due.kind, due.surfaced_on);
        slipped(tx, due.promise, &at)?;
    }
    Ok(())
}

/// Where a report is counted: place, whether it was told one level up, kind, and day of telling.
type At = (Id, bool, Kind, NaiveDate);

const KEPT: i32 = 1;
const SLIPPED: i32 = 0;

fn place_of(report: &Report) -> At {
    (
        report.place,
        report.one_level_up,
        report.kind,
        report.surfaced_on,
    )
}

/// Counted once, whoever notices it first.
fn slipped(tx: &mut Tx<'_>, promise: Id, at: &At) -> Result<(), StoreError> {
    if store::set_slipped(tx, promise)? {
        count(tx, at, SLIPPED)?;
    }
    Ok(())
}

fn count(tx: &mut Tx<'_>, at: &At, slot: i32) -> Result<(), StoreError> {
    let (place, one_level_up, kind, surfaced_on) = *at;
    let above = counted_at(tx.conn(), place, one_level_up)?;
    let count = Count {
        measure: Measure::Promise,
        week: Week::of(surfaced_on),
        slot,
    };
    tally::add(tx, &above, kind.as_str(), &[count], 1);
    Ok(())
}

/// What this lead has promised for today or tomorrow, or for a day that has passed, and what somebody
/// promised here who has no account any more. No words of anybody's story.
///
/// # Errors
/// When the store fails.
pub fn promises_due(conn: &mut Conn, person: &Person, now: Now) -> Result<Vec<Item>, StoreError> {
    let scope = Scope {
        places: person.places.clone(),
        now,
    };
    let today = now.today();
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    let due = store::due_for(conn, &scope, person.id, tomorrow)?;
    Ok(due
        .into_iter()
        .map(|(reference, kind, day)| {
            let day_in_words = weekday_in_words(day);
            let why = if day < today {
                format!("Promised by {day_in_words}: the day has passed")
            } else {
                format!("Promised by {day_in_words}")
            };
            let reference = reference.grouped(3);
            Item {
                why,
                words: format!("{} {reference}", kind.in_words()),
                href: format!("/reports/{reference}"),
            }
        })
        .collect())
}

//! Acts: a lead answers. Thanks first; asking and containing are always open.

use super::{Error, counted_at, promise::heard};
use crate::{
    db::{Conn, StoreError, Tx},
    journal,
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    reports::{
        model::{Act, Handling, Promise, Reference, Refusal, Triage},
        store::{self, Inbox, InboxRow, Message, Note, Report, Scope, recount::days_between},
    },
    tally::{self, Count, Measure},
};

/// A page of a lead's inbox.
///
/// # Errors
/// When the store fails.
pub fn inbox(
    conn: &mut Conn,
    scope: &Scope,
    part: Inbox,
    skip: i64,
    most: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    store::inbox(conn, scope, part, skip, most)
}

/// One report as leads of its place see it.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The report.
    pub report: Report,
    /// What was written to each other, in order.
    pub thread: Vec<Message>,
    /// Days that were promised, oldest first.
    pub promises: Vec<Promise>,
    /// What leads noted for each other; no reporter reads it.
    pub notes: Vec<Note>,
    /// Reports that are an echo of this one, of those that this lead may see.
    pub echoes: Vec<Reference>,
    /// The report of which this one is an echo, if this lead may see it.
    pub echo_of: Option<Reference>,
}

/// One report with all that belongs to it, if this lead may see it.
///
/// # Errors
/// `Refusal::NotHere` for one that is not there or not theirs.
pub fn see(conn: &mut Conn, reference: Reference, scope: &Scope) -> Result<Seen, Error> {
    let report = store::seen_by(conn, reference, scope)?.ok_or(Refusal::NotHere)?;
    let echo_of = match report.handling.echo_of {
        Some(other) => store::seen_by(conn, other, scope)?.map(|other| other.reference),
        None => None,
    };
    Ok(Seen {
        thread: store::messages(conn, report.id, Some(scope.now.at))?,
        promises: store::promises(conn, report.id)?,
        notes: store::notes(conn, report.id)?,
        echoes: store::echoes_of(conn, reference, scope)?,
        echo_of,
        report,
    })
}

/// Whether this lead may see the report with this reference.
///
/// # Errors
/// When the store fails.
pub fn may_see(conn: &mut Conn, reference: &str, scope: &Scope) -> Result<bool, StoreError> {
    match Reference::parse(reference) {
        Ok(reference) => Ok(store::seen_by(conn, reference, scope)?.is_some()),
        Err(_unreadable) => Ok(false),
    }
}

/// Thanks the reporter in person; opens triage, A3 and outcome.
///
/// # Errors
/// `Refusal::AlreadyThanked`, `Refusal::NotHere`.
pub fn thank(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    words: String,
) -> Result<(), Error> {
    let report = theirs(tx, reference, scope)?;
    report.handling.may_be_thanked()?;
    let on = scope.now.today();
    let mut handling = report.handling.clone();
    handling.read.thanks = None;
    handling.thanks = Some(Act {
        words,
        by: None,
        on,
    });
    count(tx, &report, Measure::ThanksDelay, scope.now)?;
    keep(tx, &report, handling, Some(by), scope.now)?;
    noted(tx, journal::Act::Thanked, &report, by, scope.now)
}

/// Asks the reporter, or answers them.
///
/// # Errors
/// `Refusal::NotHere`.
pub fn ask(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    words: &str,
) -> Result<(), Error> {
    let report = theirs(tx, reference, scope)?;
    write(tx, &report, "question", words, by, scope.now)?;
    noted(tx, journal::Act::Asked, &report, by, scope.now)
}

/// Writes down what makes it safe for now.
///
/// # Errors
/// `Refusal::NotHere`.
pub fn contain(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    words: &str,
) -> Result<(), Error> {
    let report = theirs(tx, reference, scope)?;
    write(tx, &report, "containment", words, by, scope.now)?;
    store::set_contained(tx, report.id)?;
    noted(tx, journal::Act::Contained, &report, by, scope.now)
}

/// Chooses the way forward; `echo_of` names the other report where the way is `Known`.
///
/// # Errors
/// `Refusal::ThankFirst`, `Refusal::ReasonMissing`, `Refusal::EchoUnknown`, `Refusal::EchoOfItself`,
/// `Refusal::NotHere`.
pub fn triage(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    way: Triage,
    reason: Option<String>,
    echo_of: Option<Reference>,
) -> Result<(), Error> {
    let report = theirs(tx, reference, scope)?;
    report.handling.may_go(way, reason.as_deref())?;
    let echo_of = echo_of.filter(|_| way == Triage::Known);
    if let Some(other) = echo_of {
        if other == report.reference {
            return Err(Refusal::EchoOfItself.into());
        }
        store::seen_by(tx.conn(), other, scope)?.ok_or(Refusal::EchoUnknown)?;
    }
    let mut handling = report.handling.clone();
    handling.read.triage = None;
    handling.triage = Some((way, reason, scope.now.today()));
    if handling.echo_of != echo_of && handling.outcome.is_none() {
        // What came of another one was not seen yet.
        handling.read.outcome = None;
    }
    handling.echo_of = echo_of;
    heard(tx, &report, scope.now)?;
    keep(tx, &report, handling, None, scope.now)?;
    let act = if way == Triage::SetAside {
        journal::Act::SetAside
    } else {
        journal::Act::Triaged
    };
    noted(tx, act, &report, by, scope.now)
}

/// Writes a note for other leads of the place; no reporter reads it.
///
/// # Errors
/// `Refusal::NotHere`.
pub fn note(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    words: &str,
) -> Result<(), Error> {
    let report = store::seen_by(tx.conn(), reference, scope)?.ok_or(Refusal::NotHere)?;
    store::insert_note(tx, report.id, by, scope.now.at, words)?;
    noted(tx, journal::Act::NoteWritten, &report, by, scope.now)
}

/// Tells what came of it; told again, the later words stand.
///
/// # Errors
/// `Refusal::ThankFirst`, `Refusal::NotHere`.
pub fn outcome(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    words: String,
) -> Result<(), Error> {
    let report = theirs(tx, reference, scope)?;
    report.handling.may_tell_outcome()?;
    let mut handling = report.handling.clone();
    let on = handling
        .outcome
        .as_ref()
        .map_or_else(|| scope.now.today(), |told| told.on);
    if handling.outcome.is_none() {
        count(tx, &report, Measure::OutcomeDelay, scope.now)?;
    }
    handling.read.outcome = None;
    store::mark_echoes_unread(tx, report.reference)?;
    handling.reopened_on = None;
    handling.outcome = Some(Act {
        words,
        by: None,
        on,
    });
    heard(tx, &report, scope.now)?;
    keep(tx, &report, handling, None, scope.now)?;
    noted(tx, journal::Act::OutcomeTold, &report, by, scope.now)
}

/// Keeps the de-identified story that others may read; `None` takes it back. No earlier copy stays.
///
/// # Errors
/// `Refusal::NotToBeShared` when the reporter said no, `Refusal::NotHere`.
pub fn share(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
    by: Id,
    words: Option<String>,
) -> Result<(), Error> {
    let report = theirs(tx, reference, scope)?;
    if report.share == crate::reports::model::Share::No && words.is_some() {
        return Err(Refusal::NotToBeShared.into());
    }
    let handling = Handling {
        shared_story: words,
        ..report.handling.clone()
    };
    store::save_handling(tx, report.id, &handling, None)?;
    noted(tx, journal::Act::SharedStoryWritten, &report, by, scope.now)
}

/// Opens the sealed name of a protected report for a name keeper: answers the sealed bytes, and
/// writes down who opened them and why, for the reporter to read.
///
/// # Errors
/// `Refusal::NotHere` when there is no such report or it holds no sealed name.
pub fn open_name(
    tx: &mut Tx<'_>,
    reference: Reference,
    by: Id,
    reason: &str,
    now: Now,
) -> Result<Vec<u8>, Error> {
    let report = store::by_reference(tx.conn(), reference)?.ok_or(Refusal::NotHere)?;
    let sealed = report.sealed_name.ok_or(Refusal::NotHere)?;
    store::insert_opening(tx, report.id, by, reason, now.today())?;
    journal::record(
        tx,
        Some(by),
        journal::Act::NameOpened,
        &reference.grouped(3),
        now,
    )?;
    Ok(sealed)
}

/// Every act of a lead is in the journal.
pub(super) fn noted(
    tx: &mut Tx<'_>,
    act: journal::Act,
    report: &Report,
    by: Id,
    now: Now,
) -> Result<(), Error> {
    let reference = report.reference.grouped(3);
    Ok(journal::record(tx, Some(by), act, &reference, now)?)
}

/// The report, held, if it is theirs to answer.
pub(super) fn theirs(
    tx: &mut Tx<'_>,
    reference: Reference,
    scope: &Scope,
) -> Result<Report, Error> {
    store::hold(tx, reference)?;
    let report = store::seen_by(tx.conn(), reference, scope)?.ok_or(Refusal::NotHere)?;
    if report.source.is_some() {
        Err(Refusal::Imported.into())
    } else {
        Ok(report)
    }
}

fn write(
    tx: &mut Tx<'_>,
    report: &Report,
    purpose: &str,
    words: &str,
    by: Id,
    now: Now,
) -> Result<(), Error> {
    store::insert_message(tx, report.id, purpose, words, Some(by), now.today(), None)?;
    let handling = Handling {
        reporter_wrote_last: false,
        ..report.handling.clone()
    };
    heard(tx, report, now)?;
    keep(tx, report, handling, None, now)
}

/// Keeps the handling, notes a first answer, and says what is waited for next.
fn keep(
    tx: &mut Tx<'_>,
    report: &Report,
    mut handling: Handling,
    thanked_by: Option<Id>,
    now: Now,
) -> Result<(), Error> {
    if handling.first_answer_on.is_none() {
        handling.first_answer_on = Some(now.today());
        count(tx, report, Measure::FirstAnswerDelay, now)?;
    }
    store::save_handling(tx, report.id, &handling, thanked_by)?;
    let waiting = handling.waiting_for(false);
    if waiting != report.waiting_for {
        store::set_waiting(tx, report.id, waiting, now.today())?;
    }
    Ok(())
}

fn count(tx: &mut Tx<'_>, report: &Report, measure: Measure, now: Now) -> Result<(), StoreError> {
    let above = counted_at(tx.conn(), report.place, report.one_level_up)?;
    let slot = days_between(report.released_on, now.today());
    let count = Count {
        measure,
        week: Week::of(report.surfaced_on),
        slot,
    };
    tally::add(tx, &above, report.kind.as_str(), &[count], 1);
    Ok(())
}

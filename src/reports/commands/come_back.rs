//! Acts: the reporter comes back with the receipt.

use super::{Error, counted_at, held, prepare};
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{
        ids::Id,
        keys::Hash,
        time::{Now, Week},
    },
    reports::{
        model::{Promise, Refusal, Status, Triage, Verdict},
        store::{self, Message, Opening, Report, StatusWords},
    },
    tally::{self, Count, Measure},
};
use chrono::NaiveDate;

/// What the reporter sees of their report.
#[derive(Debug, Clone)]
pub struct ReportersView {
    /// The report.
    pub report: Report,
    /// What was written, in order.
    pub thread: Vec<Message>,
    /// Each opening of a sealed name.
    pub openings: Vec<Opening>,
    /// What this house says of where a report stands.
    pub status_words: StatusWords,
    /// Days by which the reporter was to hear more, oldest first.
    pub promises: Vec<Promise>,
    /// What came of the report of which this one is an echo, and the day: the lead's words, and nothing
    /// that its reporter told.
    pub echo_outcome: Option<(String, NaiveDate)>,
}

/// The reporter's own page; nothing is written down about the visit.
///
/// # Errors
/// When the store fails.
pub fn come_back(conn: &mut Conn, receipt: &Hash) -> Result<Option<ReportersView>, StoreError> {
    let Some(report) = store::by_receipt(conn, receipt)? else {
        return Ok(None);
    };
    let thread = store::messages(conn, report.id, None)?;
    let openings = store::openings(conn, report.id)?;
    let status_words = store::status_words(conn)?;
    let promises = store::promises(conn, report.id)?;
    let echo_outcome = echo_outcome(conn, &report)?;
    Ok(Some(ReportersView {
        report,
        thread,
        openings,
        status_words,
        promises,
        echo_outcome,
    }))
}

/// What came of the report of which this one is an echo, and the day.
fn echo_outcome(
    conn: &mut Conn,
    report: &Report,
) -> Result<Option<(String, NaiveDate)>, StoreError> {
    match (&report.handling.triage, report.handling.echo_of) {
        (Some((Triage::Known, ..)), Some(other)) => store::echo_outcome(conn, other),
        _ => Ok(None),
    }
}

impl ReportersView {
    /// Whether what came of the same thing elsewhere was told since the reporter last looked. Of the own
    /// outcome, which takes its place, the same day of reading tells.
    #[must_use]
    pub fn echo_is_new(&self) -> bool {
        let handling = &self.report.handling;
        handling.outcome.is_none()
            && self
                .echo_outcome
                .as_ref()
                .is_some_and(|(_, on)| handling.read.outcome.is_none_or(|read| *on > read))
    }

    /// What is said of a state here.
    #[must_use]
    pub fn say(&self, status: Status) -> &str {
        self.status_words
            .get(&status)
            .map_or(status.usual_words(), String::as_str)
    }

    /// Whether a lead did something that the reporter has not seen yet.
    #[must_use]
    pub fn has_news(&self) -> bool {
        let handling = &self.report.handling;
        let read = &handling.read;
        (handling.thanks.is_some() && read.thanks.is_none())
            || (handling.triage.is_some() && read.triage.is_none())
            || (handling.outcome.is_some() && read.outcome.is_none())
            || self.echo_is_new()
            || self
                .thread
                .iter()
                .any(|message| !message.by_reporter && message.read_on.is_none())
            || self
                .promises
                .iter()
                .any(|promise| promise.read_on.is_none())
    }
}

/// Notes that the reporter has seen everything up to now: on which day, and nothing finer.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt.
pub fn mark_read(tx: &mut Tx<'_>, receipt: &Hash, now: Now) -> Result<(), Error> {
    let report = store::by_receipt(tx.conn(), receipt)?.ok_or(Refusal::NotHere)?;
    if report.handling.outcome.is_none() && echo_outcome(tx.conn(), &report)?.is_some() {
        store::mark_outcome_read(tx, report.id, now.today())?;
    }
    Ok(store::mark_read(tx, report.id, now.today())?)
}

/// The reporter writes back. The same words twice in a row are a page that was sent twice.
///
/// The words of whoever did not give a name reach the leads in a batch, `release_minutes` long, as
/// their report did: an answer that comes at once would say who was just spoken to.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt.
pub fn write_back(
    tx: &mut Tx<'_>,
    receipt: &Hash,
    words: &str,
    now: Now,
    release_minutes: i64,
) -> Result<(), Error> {
    let report = held(tx, receipt)?;
    say(tx, &report, "message", words, now, release_minutes)
}

/// The reporter says that it is not fixed: the report waits for a lead again.
///
/// # Errors
/// `Refusal::NoOutcomeYet`, `Refusal::NotHere`.
pub fn not_fixed(
    tx: &mut Tx<'_>,
    receipt: &Hash,
    words: &str,
    now: Now,
    release_minutes: i64,
) -> Result<(), Error> {
    let report = held(tx, receipt)?;
    report.handling.may_be_judged()?;
    say(tx, &report, store::NOT_FIXED, words, now, release_minutes)
}

fn say(
    tx: &mut Tx<'_>,
    report: &Report,
    purpose: &str,
    words: &str,
    now: Now,
    release_minutes: i64,
) -> Result<(), Error> {
    let thread = store::messages(tx.conn(), report.id, None)?;
    if thread
        .last()
        .is_some_and(|last| last.by_reporter && last.words == words && last.purpose == purpose)
    {
        return Ok(());
    }
    let at_once = report.reporter == "named";
    let release_at = prepare::release_at(at_once, now.at, release_minutes);
    store::insert_message(tx, report.id, purpose, words, None, now.today(), release_at)?;
    match release_at {
        Some(_) => Ok(()),
        None => released(tx, report.id, purpose == store::NOT_FIXED, now),
    }
}

/// Words of a reporter have reached the leads: opens the report again where they say that it is not
/// fixed, and says anew what it waits for.
pub(super) fn released(tx: &mut Tx<'_>, id: Id, not_fixed: bool, now: Now) -> Result<(), Error> {
    if not_fixed {
        store::reopen(tx, id, now.today())?;
    }
    let report = store::by_id(tx.conn(), id)?.ok_or(Refusal::NotHere)?;
    let waiting = report.handling.waiting_for(report.source.is_some());
    if waiting != report.waiting_for {
        store::set_waiting(tx, id, waiting, now.today())?;
    }
    Ok(())
}

/// The reporter says whether it helped and felt safe; a later verdict takes the place of an earlier.
///
/// # Errors
/// `Refusal::NoOutcomeYet`, `Refusal::NotHere`.
pub fn judge(tx: &mut Tx<'_>, receipt: &Hash, verdict: &Verdict, now: Now) -> Result<(), Error> {
    let report = held(tx, receipt)?;
    report.handling.may_be_judged()?;
    let measures = [Measure::Helped, Measure::FeltSafe];
    recount(tx, &report, report.verdict.as_ref(), verdict, measures)?;
    Ok(store::set_verdict(tx, report.id, verdict, now.today())?)
}

/// The same, asked again some weeks after the end.
///
/// # Errors
/// `Refusal::TooSoon`, `Refusal::NotHere`.
pub fn judge_again(
    tx: &mut Tx<'_>,
    receipt: &Hash,
    verdict: &Verdict,
    now: Now,
) -> Result<(), Error> {
    let report = held(tx, receipt)?;
    if !report.handling.may_be_judged_again(now.today()) {
        return Err(Refusal::TooSoon.into());
    }
    let measures = [Measure::HelpedLater, Measure::FeltSafeLater];
    recount(
        tx,
        &report,
        report.later_verdict.as_ref(),
        verdict,
        measures,
    )?;
    Ok(store::set_later_verdict(
        tx,
        report.id,
        verdict,
        now.today(),
    )?)
}

fn recount(
    tx: &mut Tx<'_>,
    report: &Report,
    earlier: Option<&Verdict>,
    verdict: &Verdict,
    [helped, felt_safe]: [Measure; 2],
) -> Result<(), StoreError> {
    let above = counted_at(tx.conn(), report.place, report.one_level_up)?;
    let week = Week::of(report.surfaced_on);
    let of = |measure, slot| Count {
        measure,
        week,
        slot,
    };
    let counts = |verdict: &Verdict| [of(helped, verdict.helped), of(felt_safe, verdict.felt_safe)];
    let kind = report.kind.as_str();
    if let Some(earlier) = earlier {
        tally::add(tx, &above, kind, &counts(earlier), -1);
    }
    tally::add(tx, &above, kind, &counts(verdict), 1);
    Ok(())
}

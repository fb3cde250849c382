//! Rows: what leads and reporters do with a report.

use super::see::{Message, Opening};
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{
            handlings, later_verdicts, messages as table, name_openings, people, promises, reports,
            verdicts,
        },
        types::{At, Key},
    },
    kernel::{ids::Id, keys::Hash},
    reports::model::{Handling, Reference, Verdict, WaitingFor},
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl, prelude::*};

/// Makes everybody else who acts on this report wait until this transaction has ended, so that what
/// is read next stays true. An update that changes nothing is what both databases wait for.
pub(crate) fn hold(tx: &mut Tx<'_>, reference: Reference) -> Result<(), StoreError> {
    let row = reports::table.filter(reports::reference.eq(reference.grouped(3)));
    diesel::update(row)
        .set(reports::contained.eq(reports::contained))
        .execute(tx.conn())?;
    Ok(())
}

/// The same for whoever holds the receipt.
pub(crate) fn hold_by_receipt(tx: &mut Tx<'_>, receipt_hash: &Hash) -> Result<(), StoreError> {
    let row = reports::table.filter(reports::receipt_hash.eq(&receipt_hash[..]));
    diesel::update(row)
        .set(reports::contained.eq(reports::contained))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps where the handling stands; `by` is the lead who gives thanks in this act.
pub(crate) fn save_handling(
    tx: &mut Tx<'_>,
    report: Id,
    handling: &Handling,
    thanked_by: Option<Id>,
) -> Result<(), StoreError> {
    let there: bool = diesel::select(dsl::exists(
        handlings::table.filter(handlings::report_id.eq(Key(report))),
    ))
    .get_result(tx.conn())?;
    if !there {
        diesel::insert_into(handlings::table)
            .values(handlings::report_id.eq(Key(report)))
            .execute(tx.conn())?;
    }
    let row = handlings::table.filter(handlings::report_id.eq(Key(report)));
    if let Some(by) = thanked_by {
        diesel::update(row)
            .set(handlings::thanked_by.eq(Some(Key(by))))
            .execute(tx.conn())?;
    }
    diesel::update(row)
        .set((
            handlings::thanks.eq(handling.thanks.as_ref().map(|act| act.words.as_str())),
            handlings::thanked_on.eq(handling.thanks.as_ref().map(|act| act.on)),
            handlings::first_answer_on.eq(handling.first_answer_on),
            handlings::triage.eq(handling.triage.as_ref().map(|(way, ..)| way.as_str())),
            handlings::triage_reason.eq(handling
                .triage
                .as_ref()
                .and_then(|(_, reason, _)| reason.as_deref())),
            handlings::triaged_on.eq(handling.triage.as_ref().map(|(.., on)| *on)),
            handlings::outcome.eq(handling.outcome.as_ref().map(|act| act.words.as_str())),
            handlings::outcome_on.eq(handling.outcome.as_ref().map(|act| act.on)),
            handlings::shared_story.eq(handling.shared_story.as_deref()),
            handlings::thanks_read_on.eq(handling.read.thanks),
            handlings::triage_read_on.eq(handling.read.triage),
            handlings::outcome_read_on.eq(handling.read.outcome),
            handlings::reopened_on.eq(handling.reopened_on),
            handlings::echo_of.eq(handling.echo_of.map(|other| other.grouped(3))),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// The purpose of words that say that it is not fixed.
pub(crate) const NOT_FIXED: &str = "not_fixed";

/// Opens a report again, until its outcome is told anew.
pub(crate) fn reopen(tx: &mut Tx<'_>, report: Id, on: NaiveDate) -> Result<(), StoreError> {
    diesel::update(handlings::table.filter(handlings::report_id.eq(Key(report))))
        .set(handlings::reopened_on.eq(Some(on)))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps what a report waits for, and since when.
pub(crate) fn set_waiting(
    tx: &mut Tx<'_>,
    report: Id,
    waiting: WaitingFor,
    since: NaiveDate,
) -> Result<(), StoreError> {
    diesel::update(reports::table.filter(reports::id.eq(Key(report))))
        .set((
            reports::waiting_for.eq(waiting.as_str()),
            reports::waiting_since.eq(since),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps that somebody has made it safe.
pub(crate) fn set_contained(tx: &mut Tx<'_>, report: Id) -> Result<(), StoreError> {
    diesel::update(reports::table.filter(reports::id.eq(Key(report))))
        .set(reports::contained.eq(true))
        .execute(tx.conn())?;
    Ok(())
}

/// Adds words to the thread; `by` is the lead, `None` the reporter, whose words may wait for a batch.
pub(crate) fn insert_message(
    tx: &mut Tx<'_>,
    report: Id,
    purpose: &str,
    words: &str,
    by: Option<Id>,
    on: NaiveDate,
    release_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let last: Option<i32> = table::table
        .filter(table::report_id.eq(Key(report)))
        .select(dsl::max(table::position))
        .first(tx.conn())?;
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::report_id.eq(Key(report)),
            table::position.eq(last.unwrap_or(0) + 1),
            table::author.eq(if by.is_some() { "lead" } else { "reporter" }),
            table::purpose.eq(purpose),
            table::words.eq(words),
            table::person_id.eq(by.map(Key)),
            table::written_on.eq(on),
            table::release_at.eq(release_at.map(At)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// The thread, in order: all of it, or what was released by a moment.
pub(crate) fn messages(
    conn: &mut Conn,
    report: Id,
    released_by: Option<DateTime<Utc>>,
) -> Result<Vec<Message>, StoreError> {
    type Columns = (
        String,
        String,
        String,
        Option<String>,
        NaiveDate,
        Option<At>,
        Option<NaiveDate>,
    );
    let rows: Vec<Columns> = table::table
        .left_join(people::table.on(table::person_id.eq(people::id.nullable())))
        .filter(table::report_id.eq(Key(report)))
        .select((
            table::author,
            table::purpose,
            table::words,
            people::name.nullable(),
            table::written_on,
            table::release_at,
            table::read_on,
        ))
        .order(table::position)
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter(|(.., release_at, _)| match (released_by, release_at) {
            (Some(now), Some(at)) => at.0 <= now,
            _ => true,
        })
        .map(|(author, purpose, words, by, on, _, read_on)| Message {
            by_reporter: author == "reporter",
            purpose,
            words,
            by,
            on,
            read_on,
        })
        .collect())
}

/// Notes the day on which the reporter last saw what came of the same thing elsewhere.
pub(crate) fn mark_outcome_read(
    tx: &mut Tx<'_>,
    report: Id,
    on: NaiveDate,
) -> Result<(), StoreError> {
    diesel::update(handlings::table.filter(handlings::report_id.eq(Key(report))))
        .set(handlings::outcome_read_on.eq(Some(on)))
        .execute(tx.conn())?;
    Ok(())
}

/// What came of a report was told anew: those who told the same and have no outcome of their own have not seen it.
pub(crate) fn mark_echoes_unread(tx: &mut Tx<'_>, reference: Reference) -> Result<(), StoreError> {
    diesel::update(
        handlings::table.filter(
            handlings::echo_of
                .eq(Some(reference.grouped(3)))
                .and(handlings::outcome.is_null()),
        ),
    )
    .set(handlings::outcome_read_on.eq(None::<NaiveDate>))
    .execute(tx.conn())?;
    Ok(())
}

/// Notes the day on which the reporter first saw what leads wrote.
pub(crate) fn mark_read(tx: &mut Tx<'_>, report: Id, on: NaiveDate) -> Result<(), StoreError> {
    diesel::update(
        table::table.filter(
            table::report_id
                .eq(Key(report))
                .and(table::author.eq("lead"))
                .and(table::read_on.is_null()),
        ),
    )
    .set(table::read_on.eq(Some(on)))
    .execute(tx.conn())?;
    let row = handlings::table.filter(handlings::report_id.eq(Key(report)));
    diesel::update(
        row.filter(handlings::thanks.is_not_null())
            .filter(handlings::thanks_read_on.is_null()),
    )
    .set(handlings::thanks_read_on.eq(Some(on)))
    .execute(tx.conn())?;
    diesel::update(
        row.filter(handlings::triage.is_not_null())
            .filter(handlings::triage_read_on.is_null()),
    )
    .set(handlings::triage_read_on.eq(Some(on)))
    .execute(tx.conn())?;
    diesel::update(
        row.filter(handlings::outcome.is_not_null())
            .filter(handlings::outcome_read_on.is_null()),
    )
    .set(handlings::outcome_read_on.eq(Some(on)))
    .execute(tx.conn())?;
    diesel::update(
        promises::table
            .filter(promises::report_id.eq(Key(report)))
            .filter(promises::read_on.is_null()),
    )
    .set(promises::read_on.eq(Some(on)))
    .execute(tx.conn())?;
    Ok(())
}

/// Whether the released thread ends with the reporter's words.
pub(super) fn reporter_wrote_last(conn: &mut Conn, report: Id) -> Result<bool, StoreError> {
    let last: Option<String> = table::table
        .filter(
            table::report_id
                .eq(Key(report))
                .and(table::release_at.is_null()),
        )
        .select(table::author)
        .order(table::position.desc())
        .first(conn)
        .optional()?;
    Ok(last.as_deref() == Some("reporter"))
}

/// Keeps the verdict; a later one takes the place of an earlier.
pub(crate) fn set_verdict(
    tx: &mut Tx<'_>,
    report: Id,
    verdict: &Verdict,
    on: NaiveDate,
) -> Result<(), StoreError> {
    diesel::delete(verdicts::table.filter(verdicts::report_id.eq(Key(report))))
        .execute(tx.conn())?;
    diesel::insert_into(verdicts::table)
        .values((
            verdicts::report_id.eq(Key(report)),
            verdicts::helped.eq(verdict.helped),
            verdicts::felt_safe.eq(verdict.felt_safe),
            verdicts::words.eq(verdict.words.as_deref()),
            verdicts::given_on.eq(on),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps the verdict of some weeks later; a later one takes the place of an earlier.
pub(crate) fn set_later_verdict(
    tx: &mut Tx<'_>,
    report: Id,
    verdict: &Verdict,
    on: NaiveDate,
) -> Result<(), StoreError> {
    diesel::delete(later_verdicts::table.filter(later_verdicts::report_id.eq(Key(report))))
        .execute(tx.conn())?;
    diesel::insert_into(later_verdicts::table)
        .values((
            later_verdicts::report_id.eq(Key(report)),
            later_verdicts::helped.eq(verdict.helped),
            later_verdicts::felt_safe.eq(verdict.felt_safe),
            later_verdicts::words.eq(verdict.words.as_deref()),
            later_verdicts::given_on.eq(on),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Writes down that a sealed name was opened.
pub(crate) fn insert_opening(
    tx: &mut Tx<'_>,
    report: Id,
    by: Id,
    reason: &str,
    on: NaiveDate,
) -> Result<(), StoreError> {
    diesel::insert_into(name_openings::table)
        .values((
            name_openings::id.eq(Key(Id::random())),
            name_openings::report_id.eq(Key(report)),
            name_openings::person_id.eq(Key(by)),
            name_openings::reason.eq(reason),
            name_openings::opened_on.eq(on),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Who opened the sealed name, when and why.
pub(crate) fn openings(conn: &mut Conn, report: Id) -> Result<Vec<Opening>, StoreError> {
    let rows: Vec<(String, String, NaiveDate)> = name_openings::table
        .inner_join(people::table.on(people::id.eq(name_openings::person_id)))
        .filter(name_openings::report_id.eq(Key(report)))
        .select((
            people::name,
            name_openings::reason,
            name_openings::opened_on,
        ))
        .order((name_openings::opened_on, name_openings::id))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(by, reason, on)| Opening { by, reason, on })
        .collect())
}

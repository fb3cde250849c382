//! Acts: the reporter comes back with the receipt.

use super::{Error, counted_at};
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{
        keys::Hash,
        time::{Now, Week},
    },
    reports::{
        model::{Handling, Refusal, Verdict},
        store::{self, Message, Opening, Report},
    },
    tally::{self, Count, Measure},
};

/// What the reporter sees of their report.
#[derive(Debug, Clone)]
pub struct ReportersView {
    /// The report.
    pub report: Report,
    /// What was written, in order.
    pub thread: Vec<Message>,
    /// Each opening of a sealed name.
    pub openings: Vec<Opening>,
}

/// The reporter's own page; nothing is written down about the visit.
///
/// # Errors
/// When the store fails.
pub fn come_back(conn: &mut Conn, receipt: &Hash) -> Result<Option<ReportersView>, StoreError> {
    let Some(report) = store::by_receipt(conn, receipt)? else {
        return Ok(None);
    };
    let thread = store::messages(conn, report.id)?;
    let openings = store::openings(conn, report.id)?;
    Ok(Some(ReportersView {
        report,
        thread,
        openings,
    }))
}

/// The reporter writes back. The same words twice in a row are a page that was sent twice.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt.
pub fn write_back(tx: &mut Tx<'_>, receipt: &Hash, words: &str, now: Now) -> Result<(), Error> {
    store::hold_by_receipt(tx, receipt)?;
    let report = store::by_receipt(tx.conn(), receipt)?.ok_or(Refusal::NotHere)?;
    let thread = store::messages(tx.conn(), report.id)?;
    if thread
        .last()
        .is_some_and(|last| last.by_reporter && last.words == words)
    {
        return Ok(());
    }
    store::insert_message(tx, report.id, "message", words, None, now.today())?;
    let handling = Handling {
        reporter_wrote_last: true,
        ..report.handling
    };
    let waiting = handling.waiting_for(report.source.is_some());
    if waiting != report.waiting_for {
        store::set_waiting(tx, report.id, waiting, now.today())?;
    }
    Ok(())
}

/// The reporter says whether it helped and felt safe; a later verdict takes the place of an earlier.
///
/// # Errors
/// `Refusal::NoOutcomeYet`, `Refusal::NotHere`.
pub fn judge(tx: &mut Tx<'_>, receipt: &Hash, verdict: &Verdict, now: Now) -> Result<(), Error> {
    store::hold_by_receipt(tx, receipt)?;
    let report = store::by_receipt(tx.conn(), receipt)?.ok_or(Refusal::NotHere)?;
    report.handling.may_be_judged()?;
    let above = counted_at(tx.conn(), report.place, report.one_level_up)?;
    let week = Week::of(report.surfaced_on);
    let counts = |verdict: &Verdict| {
        [
            Count {
                measure: Measure::Helped,
                week,
                slot: verdict.helped,
            },
            Count {
                measure: Measure::FeltSafe,
                week,
                slot: verdict.felt_safe,
            },
        ]
    };
    if let Some(earlier) = &report.verdict {
        tally::add(tx, &above, report.kind.as_str(), &counts(earlier), -1);
    }
    tally::add(tx, &above, report.kind.as_str(), &counts(verdict), 1);
    Ok(store::set_verdict(tx, report.id, verdict, now.today())?)
}

//! Acts of reporters, with their receipt. The day is kept, and nothing else of the visit; nothing is in the journal.

use super::Error;
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{ids::Id, keys::Hash, time::Now},
    lessons::{
        model::{Lesson, Refusal, State},
        store,
    },
    reports::{self, Share},
};

/// The lesson of a report as its reporter sees it: not as long as it is a draft, and not when a lead took it back.
///
/// # Errors
/// When the store fails.
pub fn of_reporter(conn: &mut Conn, report: Id) -> Result<Option<Lesson>, StoreError> {
    let Some(lesson) = store::of_report(conn, report)? else {
        return Ok(None);
    };
    let is_seen = match lesson.state {
        State::Draft => false,
        State::Published => store::is_read_by_all(conn, lesson.id)?,
        State::Withdrawn => lesson.said.is_some(),
        State::Asked | State::Agreed => {
            reports::commands::whole(conn, report)?.is_some_and(|report| report.share != Share::No)
        }
    };
    Ok(is_seen.then_some(lesson))
}

/// The reporter says yes to the words of this mark.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt, `Refusal::NotAsked`, `Refusal::WordsChanged`.
pub fn agree(tx: &mut Tx<'_>, receipt: &Hash, mark: &str, now: Now) -> Result<(), Error> {
    let mut lesson = held(tx, receipt)?;
    lesson.agree(mark, now.today())?;
    Ok(store::update(tx, &lesson)?)
}

/// The reporter says no, or takes it back: at once, and everywhere.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt, `Refusal::NotAsked`.
pub fn say_no(tx: &mut Tx<'_>, receipt: &Hash, now: Now) -> Result<(), Error> {
    let mut lesson = held(tx, receipt)?;
    let was_public = lesson.refuse(now.today())?;
    store::update(tx, &lesson)?;
    if was_public {
        reports::commands::stop_sharing(tx, receipt)?;
    }
    Ok(())
}

/// The reporter wants something changed first: words to the leads, who change the lesson and ask again.
///
/// # Errors
/// `Refusal::NotHere` for an unknown receipt, `Refusal::NotAsked`.
pub fn say_change(
    tx: &mut Tx<'_>,
    receipt: &Hash,
    words: &str,
    now: Now,
    release_minutes: i64,
) -> Result<(), Error> {
    let lesson = held(tx, receipt)?;
    if matches!(lesson.state, State::Draft | State::Withdrawn) {
        return Err(Refusal::NotAsked.into());
    }
    Ok(reports::commands::write_back(
        tx,
        receipt,
        words,
        now,
        release_minutes,
    )?)
}

/// The lesson of a receipt's report, and nobody else changes it until this act has ended.
fn held(tx: &mut Tx<'_>, receipt: &Hash) -> Result<Lesson, Error> {
    let report = reports::commands::come_back(tx.conn(), receipt)?
        .ok_or(Refusal::NotHere)?
        .report
        .id;
    let lesson = store::of_report(tx.conn(), report)?.ok_or(Refusal::NotHere)?;
    store::hold(tx, lesson.id)?;
    Ok(store::of_report(tx.conn(), report)?.ok_or(Refusal::NotHere)?)
}

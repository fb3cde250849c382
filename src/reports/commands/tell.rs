//! Acts: a report is told.

use super::{Error, come_back::released, counted_at};
use crate::{
    db::{StoreError, Tx},
    journal,
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    places,
    reports::{
        model::{Effect, Reference, Refusal},
        store::{
            self, Told,
            tell::{Claim, told_under},
        },
    },
    tally::{self, Skeleton},
};

/// What a reporter hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The code by which staff name the report.
    pub reference: Reference,
}

/// Stores a report, once: the same draft sent again answers the same.
///
/// No journal: what a reporter does is written nowhere but in the report.
///
/// # Errors
/// `Refusal::KeyReused`, `Refusal::UnknownPlace`, or the store's failure.
pub fn tell(tx: &mut Tx<'_>, told: &Told) -> Result<Answered, Error> {
    let id = Id::random();
    match store::claim_key(tx, told, id)? {
        Claim::Other => return Err(Refusal::KeyReused.into()),
        Claim::Same => return again(tx, told),
        Claim::New => {}
    }
    let place = match told.report.place {
        Some(code) => {
            let place = places::by_code(tx.conn(), code)?.ok_or(Refusal::UnknownPlace)?;
            places::wide_enough(tx.conn(), place, told.small_number)?
        }
        None => places::ROOT,
    };
    loop {
        let reference = Reference::random();
        if store::insert(tx, id, reference, place, told)? {
            count(tx, place, told)?;
            return Ok(Answered { reference });
        }
        // Either this receipt was sent before its key was forgotten, or the reference is taken.
        if let Some(answered) = sent_before(tx, told)? {
            return Ok(answered);
        }
    }
}

/// The same, told to a lead who writes it down.
///
/// # Errors
/// As [`tell`].
pub fn write_down(tx: &mut Tx<'_>, told: &Told, by: Id, now: Now) -> Result<Answered, Error> {
    let answered = tell(tx, told)?;
    let reference = answered.reference.grouped(3);
    journal::record(tx, Some(by), journal::Act::WrittenDown, &reference, now)?;
    Ok(answered)
}

fn again(tx: &mut Tx<'_>, told: &Told) -> Result<Answered, Error> {
    Ok(sent_before(tx, told)?.ok_or(Refusal::KeyReused)?)
}

/// What was answered under this receipt. A device that uses one receipt for other words must hear
/// that they were not stored.
fn sent_before(tx: &mut Tx<'_>, told: &Told) -> Result<Option<Answered>, Error> {
    match told_under(tx.conn(), &told.receipt_hash)? {
        None => Ok(None),
        Some((reference, kind, story))
            if kind == told.report.kind.as_str() && story == told.report.story.as_str() =>
        {
            Ok(Some(Answered { reference }))
        }
        Some(_) => Err(Refusal::KeyReused.into()),
    }
}

fn count(tx: &mut Tx<'_>, place: Id, told: &Told) -> Result<(), StoreError> {
    if !tx.is_counting() {
        return Ok(());
    }
    let above = counted_at(tx.conn(), place, told.report.one_level_up)?;
    let skeleton = told.skeleton(place);
    tally::add(tx, &above, skeleton.kind, &skeleton.counts(), 1);
    Ok(())
}

impl Told {
    /// What is counted of it, at `place`.
    #[must_use]
    pub(crate) fn skeleton(&self, place: Id) -> Skeleton {
        let report = &self.report;
        Skeleton {
            place,
            kind: report.kind.as_str(),
            surfaced: Week::of(self.surfaced.day),
            occurred: self
                .occurred
                .delay_minutes
                .and(self.occurred.on)
                .map(Week::of),
            delay_minutes: self.occurred.delay_minutes,
            effect: report.effect.map(Effect::slot),
            factors: report.factors.iter().map(i32::from).collect(),
            caught_by: report.caught_by.iter().map(i32::from).collect(),
            thanks_days: None,
            first_answer_days: None,
            outcome_days: None,
            verdict: None,
            later_verdict: None,
            promises: Vec::new(),
        }
    }
}

/// Releases what has waited for its batch, reports and words written back, writes down which promises of
/// a day have slipped, and forgets the keys of old drafts.
///
/// # Errors
/// When the store fails.
pub fn release_due(tx: &mut Tx<'_>, now: Now) -> Result<usize, Error> {
    store::purge(tx, now)?;
    super::promise::slip(tx, now)?;
    let written = store::release_messages(tx, now)?;
    for (report, not_fixed) in &written {
        released(tx, *report, *not_fixed, now)?;
    }
    Ok(store::release_due(tx, now)? + written.len())
}

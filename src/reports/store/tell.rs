//! Rows: a report arrives.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{idempotency, messages, report_factors, reports},
        types::{At, Key},
    },
    kernel::{
        ids::Id,
        keys::Hash,
        time::{Coarse, Now},
    },
    places,
    reports::model::{NewReport, Occurred, Reference, Reporter},
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{prelude::*, result::OptionalExtension};
use std::collections::BTreeMap;

/// A report that is ready to be stored: parsed, hashed and sealed outside the transaction.
#[derive(Debug, Clone)]
pub struct Told {
    /// What was told.
    pub report: NewReport,
    /// Keyed hash of the draft's key.
    pub key_hash: Hash,
    /// Keyed hash of the body.
    pub body_hash: Hash,
    /// What is kept of the receipt.
    pub receipt_hash: Hash,
    /// The sealed name and contact of a protected report.
    pub sealed_name: Option<Vec<u8>>,
    /// When it surfaced, no finer than may be kept.
    pub surfaced: Coarse,
    /// The exact moment, of named reports alone.
    pub surfaced_at: Option<DateTime<Utc>>,
    /// When it happened, as kept.
    pub occurred: Occurred,
    /// Until when it waits for its batch.
    pub release_at: Option<DateTime<Utc>>,
    /// The day on which it is in the inbox.
    pub released_on: NaiveDate,
    /// The last day on which the key is remembered.
    pub key_expires_on: NaiveDate,
    /// Told to a lead, who wrote it down.
    pub by_word_of_mouth: bool,
    /// A place with fewer people is too small to be told from: the place above it is kept.
    pub small_number: i64,
}

#[derive(Insertable)]
#[diesel(table_name = reports, treat_none_as_default_value = false)]
struct Row<'a> {
    id: Key,
    reference: String,
    kind: &'static str,
    story: &'a str,
    place_id: Key,
    one_level_up: bool,
    when_choice: &'static str,
    occurred_on: Option<NaiveDate>,
    occurred_at: Option<At>,
    surfaced_on: NaiveDate,
    surfaced_hour: Option<i32>,
    surfaced_at: Option<At>,
    delay_minutes: Option<i64>,
    release_at: Option<At>,
    released_on: NaiveDate,
    waiting_for: &'static str,
    waiting_since: NaiveDate,
    contained: bool,
    reporter: &'static str,
    name: Option<&'a str>,
    contact: Option<&'a str>,
    sealed_name: Option<&'a [u8]>,
    receipt_hash: Option<&'a [u8]>,
    share: &'static str,
    still_dangerous: bool,
    step: Option<&'a str>,
    intent: Option<&'a str>,
    impact: Option<&'a str>,
    factor_words: Option<&'a str>,
    caught_words: Option<&'a str>,
    workaround: Option<&'a str>,
    seen_before: Option<&'static str>,
    effect: Option<&'static str>,
    could_have: Option<&'static str>,
    idea: Option<&'a str>,
    import_id: Option<Key>,
    source: Option<&'a str>,
    source_key: Option<&'a str>,
    by_word_of_mouth: bool,
}

/// What a draft's key says about an earlier sending.
pub(crate) enum Claim {
    /// Nothing: the key is new, and taken now.
    New,
    /// The same was sent before.
    Same,
    /// Something else was sent with it.
    Other,
}

/// Takes a draft's key for `report`, or tells what it was used for.
pub(crate) fn claim_key(tx: &mut Tx<'_>, told: &Told, report: Id) -> Result<Claim, StoreError> {
    // Taking comes before looking: of two sendings at the same moment one waits here for the other.
    let taken = crate::each_backend!(tx.conn(), |c| diesel::insert_into(idempotency::table)
        .values((
            idempotency::key_hash.eq(&told.key_hash[..]),
            idempotency::body_hash.eq(&told.body_hash[..]),
            idempotency::report_id.eq(Key(report)),
            idempotency::expires_on.eq(told.key_expires_on),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    if taken == 1 {
        return Ok(Claim::New);
    }
    let body: Vec<u8> = idempotency::table
        .filter(idempotency::key_hash.eq(&told.key_hash[..]))
        .select(idempotency::body_hash)
        .first(tx.conn())?;
    Ok(if body == told.body_hash {
        Claim::Same
    } else {
        Claim::Other
    })
}

/// Stores a report; `false` when its reference or receipt is there already.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    id: Id,
    reference: Reference,
    place: Id,
    told: &Told,
) -> Result<bool, StoreError> {
    let report = &told.report;
    let (name, contact) = match &report.reporter {
        Reporter::Named { name, contact } => (Some(name.as_str()), contact.as_deref()),
        Reporter::Anonymous | Reporter::Protected { .. } => (None, None),
    };
    let row = Row {
        id: Key(id),
        reference: reference.grouped(3),
        kind: report.kind.as_str(),
        story: report.story.as_str(),
        place_id: Key(place),
        // Above the whole house there is nobody: such a report would be seen by no one.
        one_level_up: report.one_level_up && place != places::ROOT,
        when_choice: report.when.as_str(),
        occurred_on: told.occurred.on,
        occurred_at: told.occurred.at.map(At),
        surfaced_on: told.surfaced.day,
        surfaced_hour: told.surfaced.hour.and_then(|hour| i32::try_from(hour).ok()),
        surfaced_at: told.surfaced_at.map(At),
        delay_minutes: told.occurred.delay_minutes,
        release_at: told.release_at.map(At),
        released_on: told.released_on,
        waiting_for: "thanks",
        waiting_since: told.released_on,
        contained: false,
        reporter: report.reporter.as_str(),
        name,
        contact,
        sealed_name: told.sealed_name.as_deref(),
        receipt_hash: Some(&told.receipt_hash[..]),
        share: report.share.as_str(),
        still_dangerous: report.still_dangerous,
        step: report.step.as_deref(),
        intent: report.intent.as_deref(),
        impact: report.impact.as_deref(),
        factor_words: report.factor_words.as_deref(),
        caught_words: report.caught_words.as_deref(),
        workaround: report.workaround.as_deref(),
        seen_before: report.seen_before.map(|word| word.as_str()),
        effect: report.effect.map(|word| word.as_str()),
        could_have: report.could_have.map(|word| word.as_str()),
        idea: report.idea.as_deref(),
        import_id: None,
        source: None,
        source_key: None,
        by_word_of_mouth: told.by_word_of_mouth,
    };
    store(tx, &row, report)
}

/// Where an imported report comes from.
#[derive(Debug, Clone)]
pub(crate) struct Origin<'a> {
    pub(crate) import: Id,
    pub(crate) source: &'a str,
    pub(crate) key: &'a str,
    pub(crate) surfaced_on: NaiveDate,
    pub(crate) surfaced_at: Option<DateTime<Utc>>,
}

/// Stores an imported report: kept as named by its source, in nobody's inbox.
pub(crate) fn insert_imported(
    tx: &mut Tx<'_>,
    id: Id,
    reference: Reference,
    place: Id,
    report: &NewReport,
    occurred: Occurred,
    origin: &Origin<'_>,
) -> Result<bool, StoreError> {
    let surfaced_on = origin.surfaced_on;
    let row = Row {
        id: Key(id),
        reference: reference.grouped(3),
        kind: report.kind.as_str(),
        story: report.story.as_str(),
        place_id: Key(place),
        one_level_up: false,
        when_choice: report.when.as_str(),
        occurred_on: occurred.on,
        occurred_at: occurred.at.map(At),
        surfaced_on,
        surfaced_hour: None,
        surfaced_at: origin.surfaced_at.map(At),
        delay_minutes: occurred.delay_minutes,
        release_at: None,
        released_on: surfaced_on,
        waiting_for: "nothing",
        waiting_since: surfaced_on,
        contained: false,
        reporter: "named",
        name: Some(origin.source),
        contact: None,
        sealed_name: None,
        receipt_hash: None,
        share: report.share.as_str(),
        still_dangerous: false,
        step: report.step.as_deref(),
        intent: None,
        impact: None,
        factor_words: report.factor_words.as_deref(),
        caught_words: report.caught_words.as_deref(),
        workaround: None,
        seen_before: report.seen_before.map(|word| word.as_str()),
        effect: report.effect.map(|word| word.as_str()),
        could_have: report.could_have.map(|word| word.as_str()),
        idea: report.idea.as_deref(),
        import_id: Some(Key(origin.import)),
        source: Some(origin.source),
        source_key: Some(origin.key),
        by_word_of_mouth: false,
    };
    store(tx, &row, report)
}

fn store(tx: &mut Tx<'_>, row: &Row<'_>, report: &NewReport) -> Result<bool, StoreError> {
    let stored = crate::each_backend!(tx.conn(), |c| diesel::insert_into(reports::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    if stored == 0 {
        return Ok(false);
    }
    let tiles = report
        .factors
        .iter()
        .map(|tile| ("made_possible", tile))
        .chain(report.caught_by.iter().map(|tile| ("caught_by", tile)));
    for (side, tile) in tiles {
        diesel::insert_into(report_factors::table)
            .values((
                report_factors::report_id.eq(row.id),
                report_factors::side.eq(side),
                report_factors::factor.eq(i32::from(tile)),
            ))
            .execute(tx.conn())?;
    }
    Ok(true)
}

/// Releases what reporters wrote back; answers whose reports it belongs to, and whether it says that it
/// is not fixed.
pub(crate) fn release_messages(
    tx: &mut Tx<'_>,
    now: Now,
) -> Result<BTreeMap<Id, bool>, StoreError> {
    let due = messages::table.filter(messages::release_at.le(At(now.at)));
    let rows: Vec<(Key, String)> = due
        .select((messages::report_id, messages::purpose))
        .load(tx.conn())?;
    diesel::update(due)
        .set(messages::release_at.eq(None::<At>))
        .execute(tx.conn())?;
    let mut written = BTreeMap::new();
    for (report, purpose) in rows {
        *written.entry(report.0).or_default() |= purpose == super::NOT_FIXED;
    }
    Ok(written)
}

/// Releases what has waited for its batch; from then on nothing finer than the shift is kept of it.
pub(crate) fn release_due(tx: &mut Tx<'_>, now: Now) -> Result<usize, StoreError> {
    Ok(
        diesel::update(reports::table.filter(reports::release_at.le(At(now.at))))
            .set(reports::release_at.eq(None::<At>))
            .execute(tx.conn())?,
    )
}

/// Forgets the keys of drafts after two days.
pub(crate) fn purge(tx: &mut Tx<'_>, now: Now) -> Result<usize, StoreError> {
    Ok(
        diesel::delete(idempotency::table.filter(idempotency::expires_on.lt(now.today())))
            .execute(tx.conn())?,
    )
}

/// The reference, kind and story of the report with this receipt.
pub(crate) fn told_under(
    conn: &mut Conn,
    receipt_hash: &Hash,
) -> Result<Option<(Reference, String, String)>, StoreError> {
    let told: Option<(String, String, String)> = reports::table
        .filter(reports::receipt_hash.eq(&receipt_hash[..]))
        .select((reports::reference, reports::kind, reports::story))
        .first(conn)
        .optional()?;
    told.map(|(reference, kind, story)| {
        let reference = Reference::parse(&reference)
            .map_err(|_unreadable| StoreError::Corrupt("reports.reference"))?;
        Ok((reference, kind, story))
    })
    .transpose()
}

//! Rows: reports as leads and reporters see them.

use crate::{
    db::{
        Conn, StoreError,
        connection::Backend,
        schema::{
            handlings, imports, later_verdicts, people, place_ancestors, promises, report_factors,
            reports, verdicts,
        },
        types::{At, Key},
    },
    kernel::{ids::Id, keys::Hash, time::Now},
    places,
    reports::model::{
        Act, Effect, Handling, Kind, Read, Reference, Share, Triage, Verdict, WaitingFor,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl, prelude::*, sql_types::Bool};
use std::collections::BTreeSet;

/// A report with everything that was told and answered.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its identity.
    pub id: Id,
    /// Its code for staff.
    pub reference: Reference,
    /// What it is.
    pub kind: Kind,
    /// What happened.
    pub story: String,
    /// Where.
    pub place: Id,
    /// Whether it was told to the leads one level up alone.
    pub one_level_up: bool,
    /// The choice of when, its day, and the moment of an imported one.
    pub when_choice: String,
    /// The day it happened.
    pub occurred_on: Option<NaiveDate>,
    /// The day (of the shift) in which it was told.
    pub surfaced_on: NaiveDate,
    /// The hour at which that shift began.
    pub surfaced_hour: Option<i32>,
    /// Time-to-surface.
    pub delay_minutes: Option<i64>,
    /// The moment until which it waits for its batch.
    pub release_at: Option<DateTime<Utc>>,
    /// The day it is in the inbox.
    pub released_on: NaiveDate,
    /// `anonymous`, `protected` or `named`.
    pub reporter: String,
    /// The name of a named reporter.
    pub name: Option<String>,
    /// How a named reporter can be reached.
    pub contact: Option<String>,
    /// The sealed name of a protected one.
    pub sealed_name: Option<Vec<u8>>,
    /// Whether it may be shared.
    pub share: Share,
    /// Whether it was dangerous still.
    pub still_dangerous: bool,
    /// Whether somebody has made it safe.
    pub contained: bool,
    /// What it waits for.
    pub waiting_for: WaitingFor,
    /// Since when.
    pub waiting_since: NaiveDate,
    /// The optional answers by their field's name, in the order of the form.
    pub notes: Vec<(&'static str, String)>,
    /// Whether it happened before.
    pub seen_before: Option<String>,
    /// What it did.
    pub effect: Option<Effect>,
    /// What it could have done.
    pub could_have: Option<Effect>,
    /// Tiles of what made it possible.
    pub factors: Vec<u8>,
    /// Tiles of what caught it.
    pub caught_by: Vec<u8>,
    /// The source of an imported one.
    pub source: Option<String>,
    /// Where its handling stands.
    pub handling: Handling,
    /// What the reporter said of the outcome.
    pub verdict: Option<Verdict>,
    /// The same, some weeks later.
    pub later_verdict: Option<Verdict>,
    /// Told to a lead, who wrote it down.
    pub by_word_of_mouth: bool,
}

/// Something that a lead or the reporter wrote.
#[derive(Debug, Clone)]
pub struct Message {
    /// Whether the reporter wrote it.
    pub by_reporter: bool,
    /// `question`, `containment` or `message`.
    pub purpose: String,
    /// The words.
    pub words: String,
    /// The lead's name.
    pub by: Option<String>,
    /// The day.
    pub on: NaiveDate,
    /// The day on which the reporter first saw it; `None` for the reporter's own words.
    pub read_on: Option<NaiveDate>,
}

/// One opening of a sealed name.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Who opened it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The day.
    pub on: NaiveDate,
}

/// Which reports somebody may see: those of their places, released, and not of an unfinished import.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The places a lead answers for.
    pub places: Vec<Id>,
    /// Now, for batches that are due.
    pub now: Now,
}

/// One line of the inbox.
#[derive(Debug, Clone)]
pub struct InboxRow {
    /// Its code.
    pub reference: Reference,
    /// What it is.
    pub kind: Kind,
    /// What happened.
    pub story: String,
    /// Where.
    pub place: Id,
    /// Whether it was dangerous still, and nobody has made it safe.
    pub dangerous: bool,
    /// What it waits for.
    pub waiting_for: WaitingFor,
    /// Since when.
    pub waiting_since: NaiveDate,
    /// The day by which somebody promised that the reporter hears more.
    pub promised: Option<NaiveDate>,
}

/// What part of the inbox is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inbox {
    /// What waits for a lead, or for a promise to be kept.
    Waiting,
    /// Everything else, newest first.
    Answered,
}

type Condition = Box<dyn BoxableExpression<reports::table, Backend, SqlType = Bool>>;

/// The rule of who may see a report, as a condition: authorisation is the query.
pub(super) fn visible(scope: &Scope) -> Condition {
    let keys: Vec<Key> = scope.places.iter().map(|id| Key(*id)).collect();
    let above = place_ancestors::table
        .filter(place_ancestors::place_id.eq(reports::place_id))
        .filter(place_ancestors::ancestor_id.eq_any(keys.clone()))
        .filter(
            reports::one_level_up
                .eq(false)
                .or(place_ancestors::distance.gt(0)),
        );
    // Who told it one level up did not want it read by the place's own leads, even if they lead more;
    // but for a lead of the whole house: there might be nobody else.
    let own_places = if scope.places.contains(&places::ROOT) {
        Vec::new()
    } else {
        keys
    };
    let own = place_ancestors::table
        .filter(place_ancestors::place_id.eq(reports::place_id))
        .filter(place_ancestors::ancestor_id.eq_any(own_places))
        .filter(
            place_ancestors::distance
                .eq(0)
                .and(reports::one_level_up.eq(true)),
        );
    let finished = imports::table
        .filter(imports::finished.eq(true))
        .select(imports::id.nullable());
    Box::new(
        dsl::exists(above)
            .and(dsl::not(dsl::exists(own)))
            .and(
                reports::release_at
                    .is_null()
                    .or(reports::release_at.le(At(scope.now.at)).assume_not_null()),
            )
            .and(
                reports::import_id
                    .is_null()
                    .or(reports::import_id.eq_any(finished).assume_not_null()),
            ),
    )
}

/// A page of the inbox, most urgent and longest waiting first.
pub(crate) fn inbox(
    conn: &mut Conn,
    scope: &Scope,
    part: Inbox,
    skip: i64,
    most: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    type Row = (
        Key,
        String,
        String,
        String,
        Key,
        bool,
        bool,
        String,
        NaiveDate,
    );
    let columns = (
        reports::id,
        reports::reference,
        reports::kind,
        reports::story,
        reports::place_id,
        reports::still_dangerous,
        reports::contained,
        reports::waiting_for,
        reports::waiting_since,
    );
    let query = reports::table
        .filter(visible(scope))
        .select(columns)
        .into_boxed::<Backend>();
    let promised = dsl::exists(
        promises::table
            .filter(promises::report_id.eq(reports::id))
            .filter(
                promises::heard_on
                    .is_null()
                    .and(promises::moved_on.is_null()),
            ),
    );
    let query = match part {
        Inbox::Waiting => query
            .filter(
                reports::waiting_for
                    .ne(WaitingFor::Nothing.as_str())
                    .or(promised),
            )
            .order((
                reports::still_dangerous
                    .eq(true)
                    .and(reports::contained.eq(false))
                    .desc(),
                reports::waiting_since.asc(),
                reports::id.asc(),
            )),
        Inbox::Answered => query
            .filter(reports::waiting_for.eq(WaitingFor::Nothing.as_str()))
            .filter(dsl::not(promised))
            .order((reports::surfaced_on.desc(), reports::id.asc())),
    };
    let rows: Vec<Row> = query.limit(most).offset(skip).load(conn)?;
    let ids: Vec<_> = rows.iter().map(|row| row.0.0).collect();
    let promises = super::promises::open_promises(conn, &ids)?;
    rows.into_iter()
        .map(
            |(
                id,
                reference,
                kind,
                story,
                place,
                dangerous,
                contained,
                waiting_for,
                waiting_since,
            )| {
                Ok(InboxRow {
                    promised: promises.get(&id.0).copied(),
                    reference: read_reference(&reference)?,
                    kind: read_kind(&kind)?,
                    story,
                    place: place.0,
                    dangerous: dangerous && !contained,
                    waiting_for: WaitingFor::parse(&waiting_for)
                        .map_err(|_unreadable| StoreError::Corrupt("reports.waiting_for"))?,
                    waiting_since,
                })
            },
        )
        .collect()
}

/// The report with this reference, if `scope` may see it.
pub(crate) fn seen_by(
    conn: &mut Conn,
    reference: Reference,
    scope: &Scope,
) -> Result<Option<Report>, StoreError> {
    let row: Option<Row> = reports::table
        .filter(reports::reference.eq(reference.grouped(3)))
        .filter(visible(scope))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| whole(conn, row)).transpose()
}

/// Those of these reports that `scope` may see.
pub(crate) fn seen_among(
    conn: &mut Conn,
    ids: &[Id],
    scope: &Scope,
) -> Result<BTreeSet<Id>, StoreError> {
    let keys: Vec<Key> = reports::table
        .filter(reports::id.eq_any(ids.iter().map(|id| Key(*id))))
        .filter(visible(scope))
        .select(reports::id)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// The report with this reference, whoever asks: for name keepers, who see no story.
pub(crate) fn by_reference(
    conn: &mut Conn,
    reference: Reference,
) -> Result<Option<Report>, StoreError> {
    let row: Option<Row> = reports::table
        .filter(reports::reference.eq(reference.grouped(3)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| whole(conn, row)).transpose()
}

/// The report with this identity, whoever asks.
pub(crate) fn by_id(conn: &mut Conn, id: Id) -> Result<Option<Report>, StoreError> {
    let row: Option<Row> = reports::table
        .filter(reports::id.eq(Key(id)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| whole(conn, row)).transpose()
}

/// The report with this receipt.
pub(crate) fn by_receipt(
    conn: &mut Conn,
    receipt_hash: &Hash,
) -> Result<Option<Report>, StoreError> {
    let row: Option<Row> = reports::table
        .filter(reports::receipt_hash.eq(&receipt_hash[..]))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(|row| whole(conn, row)).transpose()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = reports)]
struct Row {
    id: Key,
    reference: String,
    kind: String,
    story: String,
    place_id: Key,
    one_level_up: bool,
    when_choice: String,
    occurred_on: Option<NaiveDate>,
    surfaced_on: NaiveDate,
    surfaced_hour: Option<i32>,
    delay_minutes: Option<i64>,
    release_at: Option<At>,
    released_on: NaiveDate,
    waiting_for: String,
    waiting_since: NaiveDate,
    contained: bool,
    reporter: String,
    name: Option<String>,
    contact: Option<String>,
    sealed_name: Option<Vec<u8>>,
    share: String,
    still_dangerous: bool,
    step: Option<String>,
    intent: Option<String>,
    impact: Option<String>,
    factor_words: Option<String>,
    caught_words: Option<String>,
    workaround: Option<String>,
    seen_before: Option<String>,
    effect: Option<String>,
    could_have: Option<String>,
    idea: Option<String>,
    source: Option<String>,
    by_word_of_mouth: bool,
}

pub(super) fn read_reference(text: &str) -> Result<Reference, StoreError> {
    Reference::parse(text).map_err(|_unreadable| StoreError::Corrupt("reports.reference"))
}

pub(super) fn read_kind(text: &str) -> Result<Kind, StoreError> {
    Kind::parse(text).map_err(|_unreadable| StoreError::Corrupt("reports.kind"))
}

fn read_effect(text: Option<String>) -> Result<Option<Effect>, StoreError> {
    text.map(|word| {
        Effect::parse(&word).map_err(|_unreadable| StoreError::Corrupt("reports.effect"))
    })
    .transpose()
}

fn whole(conn: &mut Conn, row: Row) -> Result<Report, StoreError> {
    let key = row.id;
    let tiles: Vec<(String, i32)> = report_factors::table
        .filter(report_factors::report_id.eq(key))
        .select((report_factors::side, report_factors::factor))
        .order((report_factors::side, report_factors::factor))
        .load(conn)?;
    let side = |wanted: &str| -> Vec<u8> {
        tiles
            .iter()
            .filter(|(side, _)| side == wanted)
            .filter_map(|(_, tile)| u8::try_from(*tile).ok())
            .collect()
    };
    let (factors, caught_by) = (side("made_possible"), side("caught_by"));
    let verdict: Option<Said> = verdicts::table
        .filter(verdicts::report_id.eq(key))
        .select((verdicts::helped, verdicts::felt_safe, verdicts::words))
        .first(conn)
        .optional()?;
    let later_verdict: Option<Said> = later_verdicts::table
        .filter(later_verdicts::report_id.eq(key))
        .select((
            later_verdicts::helped,
            later_verdicts::felt_safe,
            later_verdicts::words,
        ))
        .first(conn)
        .optional()?;
    let notes = [
        ("step", row.step),
        ("intent", row.intent),
        ("impact", row.impact),
        ("factor_words", row.factor_words),
        ("caught_words", row.caught_words),
        ("workaround", row.workaround),
        ("idea", row.idea),
    ];
    Ok(Report {
        id: key.0,
        reference: read_reference(&row.reference)?,
        kind: read_kind(&row.kind)?,
        story: row.story,
        place: row.place_id.0,
        one_level_up: row.one_level_up,
        when_choice: row.when_choice,
        occurred_on: row.occurred_on,
        surfaced_on: row.surfaced_on,
        surfaced_hour: row.surfaced_hour,
        delay_minutes: row.delay_minutes,
        release_at: row.release_at.map(|at| at.0),
        released_on: row.released_on,
        reporter: row.reporter,
        name: row.name,
        contact: row.contact,
        sealed_name: row.sealed_name,
        share: Share::parse(&row.share)
            .map_err(|_unreadable| StoreError::Corrupt("reports.share"))?,
        still_dangerous: row.still_dangerous,
        contained: row.contained,
        waiting_for: WaitingFor::parse(&row.waiting_for)
            .map_err(|_unreadable| StoreError::Corrupt("reports.waiting_for"))?,
        waiting_since: row.waiting_since,
        notes: notes
            .into_iter()
            .filter_map(|(field, words)| words.map(|words| (field, words)))
            .collect(),
        seen_before: row.seen_before,
        effect: read_effect(row.effect)?,
        could_have: read_effect(row.could_have)?,
        factors,
        caught_by,
        source: row.source,
        handling: handling(conn, key)?,
        verdict: verdict.map(said),
        later_verdict: later_verdict.map(said),
        by_word_of_mouth: row.by_word_of_mouth,
    })
}

type Said = (i32, i32, Option<String>);

fn said((helped, felt_safe, words): Said) -> Verdict {
    Verdict {
        helped,
        felt_safe,
        words,
    }
}

fn handling(conn: &mut Conn, report: Key) -> Result<Handling, StoreError> {
    type Columns = (
        Option<String>,
        Option<NaiveDate>,
        Option<NaiveDate>,
        Option<String>,
        Option<String>,
        Option<NaiveDate>,
        Option<String>,
        Option<NaiveDate>,
        Option<String>,
        Option<String>,
        (Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>),
        Option<NaiveDate>,
        Option<String>,
    );
    let row: Option<Columns> = handlings::table
        .left_join(people::table.on(handlings::thanked_by.eq(people::id.nullable())))
        .filter(handlings::report_id.eq(report))
        .select((
            handlings::thanks,
            handlings::thanked_on,
            handlings::first_answer_on,
            handlings::triage,
            handlings::triage_reason,
            handlings::triaged_on,
            handlings::outcome,
            handlings::outcome_on,
            handlings::shared_story,
            people::name.nullable(),
            (
                handlings::thanks_read_on,
                handlings::triage_read_on,
                handlings::outcome_read_on,
            ),
            handlings::reopened_on,
            handlings::echo_of,
        ))
        .first(conn)
        .optional()?;
    let Some((
        thanks,
        thanked_on,
        first_answer_on,
        triage,
        reason,
        triaged_on,
        outcome,
        outcome_on,
        shared_story,
        by,
        (thanks_read, triage_read, outcome_read),
        reopened_on,
        echo_of,
    )) = row
    else {
        return Ok(Handling {
            reporter_wrote_last: super::act::reporter_wrote_last(conn, report.0)?,
            ..Handling::default()
        });
    };
    let triage = triage
        .map(|word| {
            Triage::parse(&word).map_err(|_unreadable| StoreError::Corrupt("handlings.triage"))
        })
        .transpose()?;
    Ok(Handling {
        thanks: thanks
            .zip(thanked_on)
            .map(|(words, on)| Act { words, by, on }),
        first_answer_on,
        triage: triage.zip(triaged_on).map(|(way, on)| (way, reason, on)),
        echo_of: echo_of.as_deref().map(read_reference).transpose()?,
        outcome: outcome.zip(outcome_on).map(|(words, on)| Act {
            words,
            by: None,
            on,
        }),
        shared_story,
        reporter_wrote_last: super::act::reporter_wrote_last(conn, report.0)?,
        reopened_on,
        read: Read {
            thanks: thanks_read,
            triage: triage_read,
            outcome: outcome_read,
        },
    })
}

//! Rows: what is left of every report for counting again.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{handlings, imports, later_verdicts, promises, report_factors, reports, verdicts},
        types::Key,
    },
    kernel::{ids::Id, time::Week},
    places,
    reports::model::{Effect, Kind, WaitingFor},
    tally::{self, Ledger, Skeleton},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};
use std::collections::HashMap;

/// Reports of a place that are read together: memory does not grow with their number.
const TOGETHER: i64 = 4_000;

/// Reports of one place, told on some days.
#[derive(Debug, Clone, Copy)]
struct Piece {
    place: Id,
    parent: Option<Id>,
    from: NaiveDate,
    to: NaiveDate,
}

/// The days on which each place was told of, cut so that about [`TOGETHER`] reports are on each piece.
fn pieces(conn: &mut Conn) -> Result<HashMap<Id, Vec<(NaiveDate, NaiveDate)>>, StoreError> {
    type Row = (Key, i64, Option<NaiveDate>, Option<NaiveDate>);
    let rows: Vec<Row> = reports::table
        .group_by(reports::place_id)
        .select((
            reports::place_id,
            dsl::count_star(),
            dsl::min(reports::surfaced_on),
            dsl::max(reports::surfaced_on),
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(place, n, first, last)| Some((place.0, cut(n, first?, last?))))
        .collect())
}

fn cut(n: i64, first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let days = ((last - first).num_days() + 1).saturating_mul(TOGETHER) / n.max(1);
    let days = chrono::Days::new(days.clamp(1, 40_000).unsigned_abs());
    let mut pieces = Vec::new();
    let mut from = first;
    while from <= last {
        let next = from.checked_add_days(days).unwrap_or(NaiveDate::MAX);
        pieces.push((from, next.pred_opt().unwrap_or(last).min(last)));
        from = next;
    }
    pieces
}

/// The wordless remains of every report, of finished imports too.
///
/// # Errors
/// When the store fails.
pub fn skeletons(conn: &mut Conn) -> Result<Vec<Skeleton>, StoreError> {
    let mut all = Vec::new();
    let tree = places::all(conn)?;
    let pieces = pieces(conn)?;
    for (place, _) in tree.iter() {
        for (from, to) in pieces.get(&place.id).into_iter().flatten() {
            let (from, to) = (*from, *to);
            let some = Piece {
                place: place.id,
                parent: place.parent,
                from,
                to,
            };
            all.extend(read(conn, some)?);
        }
    }
    Ok(all)
}

fn read(conn: &mut Conn, some: Piece) -> Result<Vec<Skeleton>, StoreError> {
    type Row = (
        Key,
        bool,
        String,
        NaiveDate,
        Option<NaiveDate>,
        Option<i64>,
        Option<String>,
        NaiveDate,
        Option<(Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>)>,
        Option<(i32, i32)>,
        Option<(i32, i32)>,
    );
    let theirs = reports::place_id
        .eq(Key(some.place))
        .and(reports::surfaced_on.between(some.from, some.to));
    let finished = imports::table
        .filter(imports::finished.eq(true))
        .select(imports::id.nullable());
    let rows: Vec<Row> = reports::table
        .left_join(handlings::table)
        .left_join(verdicts::table.on(verdicts::report_id.eq(reports::id)))
        .left_join(later_verdicts::table.on(later_verdicts::report_id.eq(reports::id)))
        .filter(theirs)
        .filter(
            reports::import_id
                .is_null()
                .or(reports::import_id.eq_any(finished).assume_not_null()),
        )
        .select((
            reports::id,
            reports::one_level_up,
            reports::kind,
            reports::surfaced_on,
            reports::occurred_on,
            reports::delay_minutes,
            reports::effect,
            reports::released_on,
            (
                handlings::thanked_on,
                handlings::first_answer_on,
                handlings::outcome_on,
            )
                .nullable(),
            (verdicts::helped, verdicts::felt_safe).nullable(),
            (later_verdicts::helped, later_verdicts::felt_safe).nullable(),
        ))
        .load(conn)?;
    let mut tiles: HashMap<Key, (Vec<i32>, Vec<i32>)> = HashMap::new();
    let sides: Vec<(Key, String, i32)> = report_factors::table
        .inner_join(reports::table.on(reports::id.eq(report_factors::report_id)))
        .filter(theirs)
        .select((
            report_factors::report_id,
            report_factors::side,
            report_factors::factor,
        ))
        .load(conn)?;
    for (report, side, tile) in sides {
        let of = tiles.entry(report).or_default();
        if side == "caught_by" {
            of.1.push(tile)
        } else {
            of.0.push(tile)
        }
    }
    let mut kept: HashMap<Key, Vec<i32>> = HashMap::new();
    let over: Vec<(Key, bool)> = promises::table
        .inner_join(reports::table.on(reports::id.eq(promises::report_id)))
        .filter(theirs)
        .filter(
            promises::slipped
                .eq(true)
                .or(promises::heard_on.is_not_null()),
        )
        .select((promises::report_id, promises::slipped))
        .load(conn)?;
    for (report, slipped) in over {
        kept.entry(report).or_default().push(i32::from(!slipped));
    }
    rows.into_iter()
        .map(
            |(
                id,
                one_level_up,
                kind,
                surfaced_on,
                occurred_on,
                delay_minutes,
                effect,
                released_on,
                days,
                verdict,
                later_verdict,
            )| {
                let since = |on: Option<NaiveDate>| on.map(|on| days_between(released_on, on));
                let (thanked, answered, told) = days.unwrap_or((None, None, None));
                let (mut factors, mut caught_by) = tiles.remove(&id).unwrap_or_default();
                factors.sort_unstable();
                caught_by.sort_unstable();
                let effect = effect
                    .map(|word| {
                        Effect::parse(&word)
                            .map(Effect::slot)
                            .map_err(|_unreadable| StoreError::Corrupt("reports.effect"))
                    })
                    .transpose()?;
                Ok(Skeleton {
                    // As it is counted: told one level up, it is not counted at the place itself.
                    place: some.parent.filter(|_| one_level_up).unwrap_or(some.place),
                    kind: Kind::parse(&kind)
                        .map_err(|_unreadable| StoreError::Corrupt("reports.kind"))?
                        .as_str(),
                    surfaced: Week::of(surfaced_on),
                    occurred: delay_minutes.and(occurred_on).map(Week::of),
                    delay_minutes,
                    effect,
                    factors,
                    caught_by,
                    thanks_days: since(thanked),
                    first_answer_days: since(answered),
                    outcome_days: since(told),
                    verdict,
                    later_verdict,
                    promises: kept.remove(&id).unwrap_or_default(),
                })
            },
        )
        .collect()
}

/// Whole days from the inbox to an answer; an answer to a report that is urgent can come on the day.
pub(crate) fn days_between(released_on: NaiveDate, on: NaiveDate) -> i32 {
    i32::try_from((on - released_on).num_days().max(0)).unwrap_or(i32::MAX)
}

/// Counts all reports, one place after the other, each after all places below it. What is in memory are the counts
/// on the way from the whole house to one place, however many reports there are.
struct Counting {
    /// The places from the last one in the tree to the first, with their depth.
    left: Vec<(Id, Option<Id>, usize)>,
    pieces: HashMap<Id, Vec<(NaiveDate, NaiveDate)>>,
    way: Vec<(Id, usize, Ledger)>,
}

impl Counting {
    fn begin(conn: &mut Conn) -> Result<Self, StoreError> {
        let tree = places::all(conn)?;
        let mut left: Vec<_> = tree
            .iter()
            .map(|(place, depth)| (place.id, place.parent, depth))
            .collect();
        left.reverse();
        Ok(Self {
            left,
            pieces: pieces(conn)?,
            way: Vec::new(),
        })
    }

    /// The next place with its counts; `None` when all are counted.
    fn next(&mut self, conn: &mut Conn) -> Result<Option<(Id, Ledger)>, StoreError> {
        loop {
            let next_depth = self.left.last().map(|(.., depth)| *depth);
            let is_whole = |(_, depth, _): &mut (Id, usize, Ledger)| {
                next_depth.is_none_or(|next| next <= *depth)
            };
            if let Some((place, _, counted)) = self.way.pop_if(is_whole) {
                if let Some((.., above)) = self.way.last_mut() {
                    above.add_all(&counted);
                }
                return Ok(Some((place, counted)));
            }
            let Some((place, parent, depth)) = self.left.pop() else {
                return Ok(None);
            };
            let mut own = Ledger::default();
            for (from, to) in self.pieces.remove(&place).unwrap_or_default() {
                let piece = Piece {
                    place,
                    parent,
                    from,
                    to,
                };
                for skeleton in read(conn, piece)? {
                    let counts = skeleton.counts();
                    match self.way.last_mut() {
                        Some((.., above)) if skeleton.place != place => {
                            above.count(skeleton.kind, &counts);
                        }
                        _ => own.count(skeleton.kind, &counts),
                    }
                }
            }
            self.way.push((place, depth, own));
        }
    }
}

/// What is not as it should be, one sentence each: tallies, and reports that wait for the wrong thing.
///
/// # Errors
/// When the store fails.
pub fn check(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    let mut findings = Vec::new();
    let mut counting = Counting::begin(conn)?;
    while let Some((place, counted)) = counting.next(conn)? {
        findings.extend(tally::differences(conn, place, &counted)?);
    }
    let unfinished: Vec<String> = imports::table
        .filter(imports::finished.eq(false))
        .select(imports::source)
        .load(conn)?;
    findings.extend(unfinished.into_iter().map(|source| {
        format!(
            "an import of {source} was not finished: run it again, or nothing of it will be seen"
        )
    }));
    let references: Vec<String> = reports::table
        .filter(
            reports::source
                .is_not_null()
                .and(reports::waiting_for.ne(WaitingFor::Nothing.as_str())),
        )
        .select(reports::reference)
        .load(conn)?;
    findings.extend(
        references
            .into_iter()
            .map(|reference| format!("the imported report {reference} waits for an answer")),
    );
    Ok(findings)
}

/// Rebuilds all tallies from the reports; answers how many there are.
///
/// # Errors
/// When the store fails.
pub fn recount(tx: &mut Tx<'_>) -> Result<usize, StoreError> {
    tx.count_alone()?;
    let mut tallies = 0;
    let mut counting = Counting::begin(tx.conn())?;
    while let Some((place, counted)) = counting.next(tx.conn())? {
        tally::replace(tx, place, &counted)?;
        tallies += counted.len();
    }
    Ok(tallies)
}

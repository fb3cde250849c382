//! Rows: the tallies of a place and of those beside it.

mod closed;
mod line;
mod marks;
mod notes;
mod signals;

pub(crate) use closed::{add_closed, closed, drop_closed};
pub(crate) use line::line;
pub(crate) use marks::{
    Marks, NewChange, NewPhase, PhaseMark, add_change, add_phase, change_by_reference,
    changes, latest_number, marks, phase_by_reference, phases, take_phase_back,
};
pub use notes::note_counts;
pub(crate) use notes::{NewNote, Note, add_note, notes_of_point, notes_of_signal};
pub(crate) use signals::{
    by_reference, claim_look, has_looked, keep_finding, list, of_point, to_talk_about,
};

use crate::trends::model::{
    Counts, Delays, Filter, House, Slots, Step, apart, children, people, way,
};
use crate::{
    db::{Conn, StoreError},
    kernel::{ids::Id, time::Week},
    people::{Person, Role},
    places::{self, ROOT, Tree},
    reports::Kind,
    tally::{self, Measure},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Who looks, and when.
#[derive(Debug, Clone)]
pub(crate) struct Looking {
    /// Who; `None` is everybody.
    pub(crate) person: Option<Person>,
    /// Counts of 1 to k - 1 point at people.
    pub(crate) k: i64,
    /// Today, in the house's time zone.
    pub(crate) today: NaiveDate,
}

/// What was found of a place.
pub(crate) struct Found {
    /// All places.
    pub(crate) tree: Tree,
    /// The place asked for.
    pub(crate) asked: Id,
    /// The place shown: another one above it where few people work at the one asked for.
    pub(crate) shown: Id,
    /// Its counts of reports, with what they are guarded by.
    pub(crate) house: House,
    /// The first week with a report there.
    pub(crate) first: Option<Week>,
}

/// The counts of a place, as whoever looks may see them; `None` when there is no such place.
///
/// # Errors
/// When the store fails.
pub(crate) fn find(
    conn: &mut Conn,
    filter: &Filter,
    looking: &Looking,
) -> Result<Option<Found>, StoreError> {
    let tree = places::all(conn)?;
    let asked = match filter.place {
        Some(code) => match tree.iter().find(|(place, _)| place.code == code) {
            Some((place, _)) => place.id,
            None => return Ok(None),
        },
        None => ROOT,
    };
    let as_they_are = looking.reads(&way(&tree, asked));
    Ok(Some(found_at(conn, tree, asked, as_they_are, looking)?))
}

/// The counts of a place as they are, or on the grid that everybody sees.
///
/// # Errors
/// When the store fails.
pub(crate) fn found_at(
    conn: &mut Conn,
    tree: Tree,
    asked: Id,
    as_they_are: bool,
    looking: &Looking,
) -> Result<Found, StoreError> {
    let path = way(&tree, asked);
    let (shown, whole, steps) = if as_they_are {
        (asked, counts(conn, asked)?, Vec::new())
    } else {
        let (shown, steps) = steps(conn, &tree, &path, looking.k)?;
        (shown, counts(conn, ROOT)?, steps)
    };
    let house = House {
        whole,
        way: steps,
        as_they_are,
        k: looking.k,
        open_from: looking.today,
    };
    let first = tally::weeks(conn, shown)?.map(|(first, _)| first);
    Ok(Found {
        tree,
        asked,
        shown,
        house,
        first,
    })
}

/// How somebody sees a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// They read its reports, and see its counts as they are.
    Own,
    /// It is shown apart to everybody who sees trends.
    Shared,
}

/// How somebody sees a place; `None` where it is not shown apart to them.
pub(crate) fn reach(tree: &Tree, place: Id, looking: &Looking) -> Option<Reach> {
    let path = way(tree, place);
    if looking.reads(&path) {
        return Some(Reach::Own);
    }
    let apart = |above: Id, below: Id| {
        let beside = apart(&children(tree, above), people(tree, above), looking.k);
        beside.contains(&below)
    };
    let each = path.iter().zip(path.iter().skip(1));
    each.into_iter()
        .all(|(above, below)| apart(*above, *below))
        .then_some(Reach::Shared)
}

impl Looking {
    /// The same house seen by nobody in particular: what everybody may see.
    pub(crate) fn everybody(k: i64, today: NaiveDate) -> Self {
        Self {
            person: None,
            k,
            today,
        }
    }

    /// Whether they may write about what they see so: leads about their own places, improvers about what everybody sees.
    pub(crate) fn may_write(&self, reach: Reach) -> bool {
        let improves = |person: &Person| person.role == Role::Improver;
        reach == Reach::Own || self.person.as_ref().is_some_and(improves)
    }

    /// The places whose reports they read, all below included.
    pub(crate) fn own_places(&self, tree: &Tree) -> Vec<Id> {
        let reads = |place: &Id| self.reads(&way(tree, *place));
        tree.iter().map(|(place, _)| place.id).filter(reads).collect()
    }

    /// Whether this is a lead who answers for the place at the end of the way: a lead reads its reports.
    pub(crate) fn reads(&self, path: &[Id]) -> bool {
        self.person.as_ref().is_some_and(|person| {
            person.role == Role::Lead && person.places.iter().any(|place| path.contains(place))
        })
    }
}

/// The steps down the way, as far as places may be shown apart, and the place at their end.
fn steps(conn: &mut Conn, tree: &Tree, path: &[Id], k: i64) -> Result<(Id, Vec<Step>), StoreError> {
    let mut shown = ROOT;
    let mut steps = Vec::new();
    for place in path.iter().skip(1) {
        let beside = apart(&children(tree, shown), people(tree, shown), k);
        let Some(at) = beside.iter().position(|other| other == place) else {
            break;
        };
        let mut counts = by_place(conn, &beside)?;
        let parts = beside
            .iter()
            .map(|id| counts.remove(id).unwrap_or_default())
            .collect();
        steps.push(Step { parts, at });
        shown = *place;
    }
    Ok((shown, steps))
}

fn counts(conn: &mut Conn, place: Id) -> Result<Counts, StoreError> {
    Ok(by_place(conn, &[place])?.remove(&place).unwrap_or_default())
}

fn by_place(conn: &mut Conn, of: &[Id]) -> Result<BTreeMap<Id, Counts>, StoreError> {
    let mut counts: BTreeMap<Id, Counts> = BTreeMap::new();
    for ((place, week, kind), n) in tally::by_place(conn, Measure::Surfaced, of)? {
        counts.entry(place).or_default().add(week, read(&kind)?, n);
    }
    Ok(counts)
}

fn read(kind: &str) -> Result<Kind, StoreError> {
    Kind::parse(kind).map_err(|_unreadable| StoreError::Corrupt("tallies.kind"))
}

/// The counts of a place that tell of delays, of one kind or of all.
///
/// # Errors
/// When the store fails.
pub(crate) fn delays(conn: &mut Conn, place: Id, kind: Option<Kind>) -> Result<Delays, StoreError> {
    Ok(Delays {
        ladder: slots(conn, Measure::Delay, place, kind)?,
        same_shift: slots(conn, Measure::SameShift, place, kind)?,
        lags: slots(conn, Measure::Occurred, place, kind)?,
    })
}

/// The counts of a measure by week and step.
///
/// # Errors
/// When the store fails.
pub(crate) fn slots(
    conn: &mut Conn,
    measure: Measure,
    place: Id,
    kind: Option<Kind>,
) -> Result<Slots, StoreError> {
    let mut slots = Slots::new();
    for ((week, of, slot), n) in tally::by_slot(conn, measure, place)? {
        if kind.is_none_or(|kind| kind.as_str() == of) {
            *slots.entry((week, slot)).or_insert(0) += n;
        }
    }
    Ok(slots)
}

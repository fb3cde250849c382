//! Rows: the tallies of a place and of those beside it.

use super::model::{
    Counts, Days, Delays, Filter, House, Slots, Step, TileHouse, Tiles, apart, children, people,
    way,
};
use crate::{
    db::{Conn, StoreError},
    kernel::{ids::Id, time::Week},
    people::{Person, Role},
    places::{self, ROOT, Tree},
    reports::Kind,
    stats::Period,
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
    let path = way(&tree, asked);
    let as_they_are = looking.reads(&path);
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
    Ok(Some(Found {
        tree,
        asked,
        shown,
        house,
        first,
    }))
}

impl Looking {
    /// Whether this is a lead who answers for the place at the end of the way: a lead reads its reports.
    fn reads(&self, path: &[Id]) -> bool {
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

/// Which tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// What made it possible.
    MadePossible,
    /// What caught it.
    CaughtBy,
}

/// The places right below the one shown.
#[derive(Default)]
pub(crate) struct Below {
    /// Those that may be shown apart, in the order in which they are guarded.
    pub(crate) ids: Vec<Id>,
    /// Their counts of reports, in the same order.
    pub(crate) counts: Vec<Counts>,
    /// Those that are counted only in the one above, in the tree's order.
    pub(crate) rolled_up: Vec<Id>,
}

impl Below {
    /// Where nobody looks below the place shown.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// Where those shown apart stand, in the tree's order.
    pub(crate) fn in_order(&self, tree: &Tree) -> Vec<(usize, Id)> {
        let at = |id: Id| self.ids.iter().position(|other| *other == id);
        tree.iter()
            .filter_map(|(place, _)| at(place.id).map(|at| (at, place.id)))
            .collect()
    }
}

/// The places right below the one shown, as whoever looks may see them.
///
/// # Errors
/// When the store fails.
pub(crate) fn below(conn: &mut Conn, found: &Found) -> Result<Below, StoreError> {
    let all = children(&found.tree, found.shown);
    let ids = shown_apart(found, &all);
    let mut read = by_place(conn, &ids)?;
    let counts = ids.iter().map(|id| read.remove(id).unwrap_or_default());
    Ok(Below {
        counts: counts.collect(),
        rolled_up: all
            .into_iter()
            .map(|(id, _)| id)
            .filter(|id| !ids.contains(id))
            .collect(),
        ids,
    })
}

/// How many places right below the one shown may be shown apart.
pub(crate) fn places_below(found: &Found) -> usize {
    shown_apart(found, &children(&found.tree, found.shown)).len()
}

fn shown_apart(found: &Found, all: &[(Id, Option<i64>)]) -> Vec<Id> {
    if found.house.as_they_are {
        all.iter().map(|(id, _)| *id).collect()
    } else {
        apart(all, people(&found.tree, found.shown), found.house.k)
    }
}

/// The tiles of the place shown, with what they are guarded by: of the 48-week periods that the days touch.
///
/// # Errors
/// When the store fails.
pub(crate) fn tiles(
    conn: &mut Conn,
    found: &Found,
    below: &Below,
    side: Side,
    kind: Option<Kind>,
    days: &Days,
) -> Result<TileHouse, StoreError> {
    let (house, weeks) = (&found.house, whole_periods(days));
    let of_kind = kind.filter(|_| house.as_they_are);
    let path = way(&found.tree, found.shown);
    let root = if house.as_they_are { found.shown } else { ROOT };
    let by_kind = tiles_of(conn, side, root, weeks)?;
    let mut of_way = Vec::new();
    for (above, _) in path.iter().zip(&house.way) {
        let beside = apart(
            &children(&found.tree, *above),
            people(&found.tree, *above),
            house.k,
        );
        let mut parts = Vec::new();
        for place in beside {
            parts.push(sum(&tiles_of(conn, side, place, weeks)?, None));
        }
        of_way.push(parts);
    }
    let mut of_below = Vec::new();
    for (place, counts) in below.ids.iter().zip(&below.counts) {
        let tiles = sum(&tiles_of(conn, side, *place, weeks)?, of_kind);
        of_below.push((counts.clone(), tiles));
    }
    Ok(TileHouse {
        house: house.clone(),
        whole: sum(&by_kind, of_kind),
        way: of_way,
        below: of_below,
        kinds: by_kind.into_iter().map(|(_, tiles)| tiles).collect(),
        kind,
    })
}

/// The Mondays between which the 48-week periods lie that the days touch.
fn whole_periods(days: &Days) -> (NaiveDate, NaiveDate) {
    let length = chrono::Days::new(7 * u64::from(Period::COARSEST.weeks()));
    let last = Period::COARSEST.start(days.to);
    let end = last.checked_add_days(length).unwrap_or(NaiveDate::MAX);
    (Period::COARSEST.start(days.from), end)
}

fn sum(by_kind: &[(Kind, Tiles)], kind: Option<Kind>) -> Tiles {
    let mut all = Tiles::default();
    let chosen = by_kind
        .iter()
        .filter(|(of, _)| kind.is_none_or(|kind| kind == *of));
    chosen.for_each(|(_, tiles)| all.add_all(tiles));
    all
}

/// The tiles of a place by kind, in the order of `Kind::ALL`.
fn tiles_of(
    conn: &mut Conn,
    side: Side,
    place: Id,
    (from, end): (NaiveDate, NaiveDate),
) -> Result<Vec<(Kind, Tiles)>, StoreError> {
    let mut by_kind: Vec<_> = Kind::ALL
        .iter()
        .map(|kind| (*kind, Tiles::default()))
        .collect();
    let (tile, named) = match side {
        Side::MadePossible => (Measure::Factor, Measure::Named),
        Side::CaughtBy => (Measure::CaughtBy, Measure::PeopleLast),
    };
    for measure in [tile, named] {
        for ((week, kind, slot), n) in tally::by_slot(conn, measure, place)? {
            let kind = read(&kind)?;
            let Some((_, tiles)) = by_kind.iter_mut().find(|(of, _)| *of == kind) else {
                continue;
            };
            if !(from..end).contains(&week) {
                continue;
            }
            if measure == tile {
                tiles.add_tile(week, slot, n);
                continue;
            }
            tiles.add_named(week, n);
            if measure == Measure::PeopleLast && slot == 1 {
                tiles.add_people(week, n);
            }
        }
    }
    Ok(by_kind)
}

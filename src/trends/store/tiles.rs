//! Rows: the tiles of a place, of those beside it and of those below it.

use super::{Found, by_place, needed};
use crate::{
    db::{Conn, StoreError},
    kernel::ids::Id,
    places::{ROOT, Tree},
    reports::Kind,
    tally::{self, Measure, Weeks},
    trends::model::{Counts, Days, TileHouse, Tiles, apart, children, people, way},
};

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
    let mut read = by_place(conn, &ids, Weeks::ALL)?;
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
    let (house, weeks) = (&found.house, needed(days));
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
    weeks: Weeks,
) -> Result<Vec<(Kind, Tiles)>, StoreError> {
    let mut by_kind: Vec<_> = Kind::ALL
        .iter()
        .map(|kind| (*kind, Tiles::default()))
        .collect();
    let (tile, named) = match side {
        Side::MadePossible => (Measure::Factor, Measure::Named),
        Side::CaughtBy => (Measure::CaughtBy, Measure::PeopleLast),
    };
    let mut unread = false;
    for measure in [tile, named] {
        tally::each(conn, measure, &[place], weeks, |_, week, kind, slot, n| {
            let known = by_kind.iter_mut().find(|(of, _)| of.as_str() == kind);
            let Some((_, tiles)) = known else {
                unread = true;
                return;
            };
            if measure == tile {
                tiles.add_tile(week, slot, n);
                return;
            }
            tiles.add_named(week, n);
            if measure == Measure::PeopleLast && slot == 1 {
                tiles.add_people(week, n);
            }
        })?;
    }
    if unread {
        return Err(StoreError::Corrupt("tallies.cells"));
    }
    Ok(by_kind)
}

//! What was named most, over all periods shown.

use super::tiles::TileCell;
use crate::stats::small_numbers::publishable;

/// "Not sure yet": always the last of them.
pub(crate) const NOT_SURE: i32 = 11;

/// A tile over all periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TileSum {
    /// Its number.
    pub(crate) tile: i32,
    /// Reports that name it; `None` when it is held back.
    pub(crate) n: Option<i64>,
    /// Whether it is held back in some period, so that there may be more.
    pub(crate) partly: bool,
}

/// What the reports of a place name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Reports in the periods in which it may be said how many name something.
    pub(crate) all: i64,
    /// Those that name any tile.
    pub(crate) named: i64,
    /// Each tile, the most named first, those held back after the others, "not sure yet" last.
    pub(crate) tiles: Vec<TileSum>,
    /// Reports that people alone caught, and all that were caught, where both may be said.
    people: (i64, i64),
    /// Periods in which something is held back.
    pub(crate) held_back: usize,
}

impl Named {
    /// The sums of what is shown.
    pub(crate) fn of(cells: &[TileCell]) -> Self {
        let known = || {
            cells
                .iter()
                .filter(|cell| cell.named().is_some_and(|n| n > 0))
        };
        let mut tiles: Vec<TileSum> = (1..=NOT_SURE)
            .map(|tile| {
                let shown = || known().filter_map(|cell| cell.tile(tile));
                let partly = known().any(|cell| cell.tile(tile).is_none());
                let n = shown().next().map(|_| shown().sum());
                TileSum {
                    tile,
                    // "At least none" says nothing.
                    n: n.filter(|n| *n > 0 || !partly),
                    partly,
                }
            })
            .collect();
        tiles.sort_by_key(|sum| (sum.tile == NOT_SURE, std::cmp::Reverse(sum.n), sum.tile));
        let people = known().filter_map(|cell| cell.people().zip(cell.named()));
        Self {
            all: cells
                .iter()
                .filter(|cell| cell.named().is_some())
                .filter_map(TileCell::all)
                .sum(),
            named: known().filter_map(TileCell::named).sum(),
            tiles,
            people: people.fold((0, 0), |sum, (n, of)| (sum.0 + n, sum.1 + of)),
            held_back: cells.iter().filter(|cell| cell.held()).count(),
        }
    }

    /// One of the tiles.
    pub(crate) fn tile(&self, tile: i32) -> Option<TileSum> {
        self.tiles.iter().copied().find(|sum| sum.tile == tile)
    }

    /// The share of a tile in the reports that name any, in percent; where it is partly held back, at least so much.
    pub(crate) fn percent(&self, sum: TileSum) -> Option<f64> {
        let n = sum.n.filter(|_| self.named > 0)?;
        // Counts stay far below 2^53: exact.
        Some(100.0 * n as f64 / self.named as f64)
    }

    /// The shares of the mentions up to each tile, in percent, in the order of the tiles.
    pub(crate) fn cumulative(&self) -> Vec<f64> {
        let all: i64 = self.tiles.iter().filter_map(|sum| sum.n).sum();
        let mut so_far = 0;
        self.tiles
            .iter()
            .map(|sum| {
                so_far += sum.n.unwrap_or(0);
                100.0 * so_far as f64 / all.max(1) as f64
            })
            .collect()
    }

    /// Reports that people alone caught, and all that were caught, where people were the last barrier again and
    /// again: in at least `k` reports, and in at least half of those that were caught.
    pub(crate) fn people_last(&self, k: i64) -> Option<(i64, i64)> {
        let (people, caught) = self.people;
        (people > 0 && publishable(people, k) && 2 * people >= caught).then_some((people, caught))
    }
}

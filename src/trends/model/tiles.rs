//! Which system tiles reports name: what made it possible, or what caught it.

use super::{
    counts::{Counts, KINDS, place_of},
    filter::Days,
    house::{House, Levels, Step, end_of, readable},
    tile_guard::{ALL, COLUMNS, NAMED, NOTHING, PEOPLE, Row, Shown, TILES, column, parts, whole},
};
use crate::{
    reports::Kind,
    stats::{Block, Cell, Period},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Counts of tiles by week, at one place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tiles(BTreeMap<NaiveDate, Row>);

/// A place with the counts of its tiles, of those on and beside the way down to it, and of the places right below.
///
/// Everything is decided for each period of 12 weeks by itself, whatever the days asked for.
#[derive(Debug, Clone)]
pub(crate) struct TileHouse {
    /// Its counts of reports.
    pub(crate) house: House,
    /// The tiles of the house's whole.
    pub(crate) whole: Tiles,
    /// The tiles of each step's parts, in their order.
    pub(crate) way: Vec<Vec<Tiles>>,
    /// The places right below it that may be shown apart: reports and tiles.
    pub(crate) below: Vec<(Counts, Tiles)>,
    /// The tiles of the whole for each kind, in the order of `Kind::ALL`; empty where no kind is asked for.
    pub(crate) kinds: Vec<Tiles>,
    /// The kind asked for.
    pub(crate) kind: Option<Kind>,
}

/// What is shown of a place in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TileCell {
    /// The Monday on which it begins.
    pub(crate) from: NaiveDate,
    /// Its length in weeks.
    pub(crate) weeks: u32,
    row: [Option<i64>; COLUMNS],
}

/// What is shown of a place and of those right below it, oldest period first; the same periods for all.
#[derive(Debug, Clone, Default)]
pub(crate) struct TileView {
    /// The place.
    pub(crate) own: Vec<TileCell>,
    /// Those below, in the order of `TileHouse::below`.
    pub(crate) below: Vec<Vec<TileCell>>,
}

impl Tiles {
    /// Adds reports that name any tile.
    pub(crate) fn add_named(&mut self, week: NaiveDate, n: i64) {
        self.add(week, NAMED, n);
    }

    /// Adds reports that name this tile; a number that is none is not counted.
    pub(crate) fn add_tile(&mut self, week: NaiveDate, tile: i32, n: i64) {
        if let Some(column) = column(tile) {
            self.add(week, column, n);
        }
    }

    /// Adds reports that people alone caught.
    pub(crate) fn add_people(&mut self, week: NaiveDate, n: i64) {
        self.add(week, PEOPLE, n);
    }

    /// Adds those of another place or kind.
    pub(crate) fn add_all(&mut self, other: &Self) {
        for (week, row) in &other.0 {
            let sums = self.0.entry(*week).or_insert([0; COLUMNS]);
            sums.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
        }
    }

    fn add(&mut self, week: NaiveDate, column: usize, n: i64) {
        let row = self.0.entry(week).or_insert([0; COLUMNS]);
        row[column] = row[column].saturating_add(n);
    }

    /// The counts of a period, of so many reports.
    fn row(&self, from: NaiveDate, end: NaiveDate, all: i64) -> Row {
        let mut sums = [0; COLUMNS];
        for (_, row) in self.0.range(from..end) {
            sums.iter_mut().zip(row).for_each(|(sum, n)| *sum += n);
        }
        sums[ALL] = all;
        sums
    }
}

impl TileCell {
    fn of(cell: &Cell, row: &Row, shown: &Shown) -> Self {
        let mut kept = [None; COLUMNS];
        for ((kept, n), shown) in kept.iter_mut().zip(row).zip(shown) {
            *kept = shown.then_some(*n);
        }
        Self {
            from: cell.from,
            weeks: cell.weeks,
            row: kept,
        }
    }

    /// All reports; `None` when held back.
    pub(crate) fn all(&self) -> Option<i64> {
        self.row[ALL]
    }

    /// Those that name any tile; `None` when held back.
    pub(crate) fn named(&self) -> Option<i64> {
        self.row[NAMED]
    }

    /// Those that name this tile; `None` when held back, or no tile.
    pub(crate) fn tile(&self, tile: i32) -> Option<i64> {
        column(tile).and_then(|column| self.row[column])
    }

    /// Those that people alone caught; `None` when held back.
    pub(crate) fn people(&self) -> Option<i64> {
        self.row[PEOPLE]
    }

    /// Whether something of it is held back.
    pub(crate) fn held(&self) -> bool {
        self.row[..=NAMED + TILES].contains(&None)
    }
}

impl TileHouse {
    /// The period of all cells: for everybody but the leads always 12 weeks, as two lengths would tell of each other.
    pub(crate) fn period(&self, days: &Days) -> Period {
        if self.house.as_they_are {
            readable(days).max(Period::FourWeeks)
        } else {
            Period::TwelveWeeks
        }
    }

    /// Whether the kind asked for can be shown here. One kind at one place cannot: kinds and places cut the same
    /// reports in two ways, and each hole would have to be hidden in both.
    pub(crate) fn by_kind(&self) -> bool {
        self.kind.is_none() || self.house.as_they_are || self.house.way.is_empty()
    }

    /// What is shown on periods of this length.
    pub(crate) fn look(&self, period: Period, days: &Days) -> TileView {
        let cells = self.house.each(period, days, |_, _| None);
        if self.house.as_they_are {
            return self.as_they_are(&cells);
        }
        let blocks = Block::touched(days.from, days.to, self.house.k, self.house.open_from);
        let levels: Vec<_> = blocks
            .iter()
            .map(|block| (block, self.levels(block)))
            .collect();
        let kind = self.kind.filter(|_| self.by_kind());
        let of_kinds = kind.map(|_| self.house.by_kind(days)).unwrap_or_default();
        let mut view = TileView::of(self.below.len());
        for cell in &cells {
            let Some((_, levels)) = levels.iter().find(|(block, _)| block.holds(cell.from)) else {
                continue;
            };
            match kind {
                Some(kind) => {
                    let may = of_kinds.iter().find(|of| of.from == cell.from);
                    let may = may.map(|of| of.kinds.map(|n| n.is_some()));
                    let own = self.guarded_kind(cell, levels, &may.unwrap_or([false; KINDS]), kind);
                    view.own.push(own);
                    for below in &mut view.below {
                        below.push(TileCell::of(cell, &[0; COLUMNS], &NOTHING));
                    }
                }
                None => self.guarded(cell, levels, &mut view),
            }
        }
        view
    }

    fn as_they_are(&self, cells: &[Cell]) -> TileView {
        let shown = [true; COLUMNS];
        let of = |cell: &Cell, counts: &Counts, tiles: &Tiles| {
            let (from, end) = (cell.from, end_of(cell));
            let row = tiles.row(from, end, counts.sum(from, end, self.kind));
            TileCell::of(cell, &row, &shown)
        };
        let all = |counts: &Counts, tiles: &Tiles| {
            cells.iter().map(|cell| of(cell, counts, tiles)).collect()
        };
        TileView {
            own: all(self.house.place(), &self.whole),
            below: self
                .below
                .iter()
                .map(|(counts, tiles)| all(counts, tiles))
                .collect(),
        }
    }

    /// The levels of the way, and of the places below.
    fn levels(&self, block: &Block) -> (Levels, Vec<Option<Period>>) {
        let levels = self.house.levels(block);
        let series: Vec<_> = self
            .below
            .iter()
            .map(|(counts, _)| counts.of_block(block))
            .collect();
        let below = block.levels(&self.house.place().of_block(block), levels.own(), &series);
        (levels, below)
    }

    fn guarded(
        &self,
        cell: &Cell,
        (levels, below): &(Levels, Vec<Option<Period>>),
        view: &mut TileView,
    ) {
        let (from, end, k) = (cell.from, end_of(cell), self.house.k);
        let row =
            |counts: &Counts, tiles: &Tiles| tiles.row(from, end, counts.sum(from, end, None));
        let mut at = row(&self.house.whole, &self.whole);
        let mut shown = whole(&at, fine(levels.whole()), k);
        for ((step, tiles), (of_parts, _)) in
            self.house.way.iter().zip(&self.way).zip(&levels.steps)
        {
            let Step {
                parts: counts,
                at: here,
            } = step;
            let rows: Vec<Row> = counts
                .iter()
                .zip(tiles)
                .map(|(counts, tiles)| row(counts, tiles))
                .collect();
            let may: Vec<bool> = of_parts.iter().map(|level| fine(*level)).collect();
            let answer = parts(&at, &shown, &rows, &may, k);
            at = rows.get(*here).copied().unwrap_or([0; COLUMNS]);
            shown = answer.get(*here).copied().unwrap_or(NOTHING);
        }
        view.own.push(TileCell::of(cell, &at, &shown));
        let rows: Vec<Row> = self
            .below
            .iter()
            .map(|(counts, tiles)| row(counts, tiles))
            .collect();
        let may: Vec<bool> = below.iter().map(|level| fine(*level)).collect();
        let answer = parts(&at, &shown, &rows, &may, k);
        for ((cells, row), shown) in view.below.iter_mut().zip(&rows).zip(&answer) {
            cells.push(TileCell::of(cell, row, shown));
        }
    }

    /// One kind of the whole house: kinds are its parts, as places are.
    fn guarded_kind(
        &self,
        cell: &Cell,
        (levels, _): &(Levels, Vec<Option<Period>>),
        may: &[bool; KINDS],
        kind: Kind,
    ) -> TileCell {
        let (from, end, k) = (cell.from, end_of(cell), self.house.k);
        let counts = &self.house.whole;
        let all = self.whole.row(from, end, counts.sum(from, end, None));
        let shown = whole(&all, fine(levels.whole()), k);
        let rows: Vec<Row> = self
            .kinds
            .iter()
            .zip(counts.kinds(from, end))
            .map(|(tiles, n)| tiles.row(from, end, n))
            .collect();
        let answer = parts(&all, &shown, &rows, may, k);
        let of = place_of(kind);
        let row = rows.get(of).copied().unwrap_or([0; COLUMNS]);
        TileCell::of(cell, &row, answer.get(of).unwrap_or(&NOTHING))
    }
}

impl TileView {
    fn of(below: usize) -> Self {
        Self {
            own: Vec::new(),
            below: vec![Vec::new(); below],
        }
    }
}

fn fine(level: Option<Period>) -> bool {
    level.is_some_and(|level| level <= Period::TwelveWeeks)
}

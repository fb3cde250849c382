//! What may be shown of the kinds of reports, side by side.

use super::{
    counts::KINDS,
    filter::Days,
    house::{House, Levels, end_of, on_twelve, readable},
};
use crate::stats::{Block, Cell, Period};
use chrono::NaiveDate;

/// One period with its count of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KindCell {
    /// The Monday on which it begins.
    pub(crate) from: NaiveDate,
    /// Its length in weeks.
    pub(crate) weeks: u32,
    /// All kinds together; `None` when held back.
    pub(crate) n: Option<i64>,
    /// Each kind; `None` when held back.
    pub(crate) kinds: [Option<i64>; KINDS],
}

impl KindCell {
    /// The period with all kinds together.
    pub(crate) fn all(&self) -> Cell {
        Cell {
            from: self.from,
            weeks: self.weeks,
            n: self.n,
        }
    }
}

impl House {
    /// The same with all kinds side by side.
    ///
    /// For everybody but the place's leads always on 12 weeks, whatever the days asked for: which kinds are held
    /// back differs from period to period, and two lengths of period would tell of each other.
    pub(crate) fn by_kind(&self, days: &Days) -> Vec<KindCell> {
        self.kinds_on(self.period_of_kinds(days), days)
    }

    /// The length of the periods on which kinds are shown for these days.
    pub(super) fn period_of_kinds(&self, days: &Days) -> Period {
        if self.as_they_are {
            readable(days).max(Period::FourWeeks)
        } else {
            Period::TwelveWeeks
        }
    }

    /// The kinds of the closed periods that touch the days; `period` is [`House::period_of_kinds`].
    pub(super) fn kinds_on(&self, period: Period, days: &Days) -> Vec<KindCell> {
        if self.as_they_are {
            let cells = self.each(period, days, |from, end| {
                Some(self.place().sum(from, end, None))
            });
            return cells.iter().map(|cell| self.all_kinds(cell)).collect();
        }
        let blocks = Block::touched(days.from, days.to, self.k, self.open_from);
        let levels: Vec<_> = blocks
            .iter()
            .map(|block| (block, self.levels(block)))
            .collect();
        let of = |from| levels.iter().find(|(block, _)| block.holds(from));
        self.each(period, days, |_, _| None)
            .iter()
            .filter_map(|cell| of(cell.from).map(|(_, levels)| self.guarded_kinds(cell, levels)))
            .collect()
    }

    fn all_kinds(&self, cell: &Cell) -> KindCell {
        let kinds = self.place().kinds(cell.from, end_of(cell));
        KindCell {
            from: cell.from,
            weeks: cell.weeks,
            n: cell.n,
            kinds: kinds.map(Some),
        }
    }

    fn guarded_kinds(&self, cell: &Cell, levels: &Levels) -> KindCell {
        let (from, end) = (cell.from, end_of(cell));
        if !on_twelve(&levels.own()) {
            let kinds = [None; KINDS];
            return KindCell {
                from,
                weeks: cell.weeks,
                n: None,
                kinds,
            };
        }
        let (own, held) = self.held_on_the_way(levels, |part| {
            let counts = part.map_or(&self.whole, |(_, _, counts)| counts);
            counts.kinds(from, end).to_vec()
        });
        let n = Some(own.iter().sum());
        let mut kinds = [None; KINDS];
        for ((shown, n), held) in kinds.iter_mut().zip(own).zip(held) {
            *shown = (!held).then_some(n);
        }
        KindCell {
            from,
            weeks: cell.weeks,
            n,
            kinds,
        }
    }
}

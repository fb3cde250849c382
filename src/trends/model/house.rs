//! What may be shown of a place to whom: the counts as they are, or on the grid that gives nobody away.

use super::{
    counts::{Counts, KINDS, place_of},
    filter::Days,
};
use crate::{
    reports::Kind,
    stats::{Block, Cell, Period, Published, held_together},
};
use chrono::{Days as Span, NaiveDate};

/// The counts of a place, and of what stands beside it on the way down from the whole house.
#[derive(Debug, Clone)]
pub(crate) struct House {
    /// The whole house; for whoever reads the place's reports, the place itself.
    pub(crate) whole: Counts,
    /// Each step down to the place.
    pub(crate) way: Vec<Step>,
    /// Whether counts are shown as they are.
    pub(crate) as_they_are: bool,
    /// Counts of 1 to k - 1 point at people.
    pub(crate) k: i64,
    /// The first day that is not over for good: today.
    pub(crate) open_from: NaiveDate,
}

/// One step down: the places that may be shown apart, side by side, and which of them is on the way.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// Counts of each place.
    pub(crate) parts: Vec<Counts>,
    /// The one that the way goes through.
    pub(crate) at: usize,
}

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

/// Most periods that a page lists; more weeks than that are shown four at a time, or twelve.
const MOST_ROWS: i64 = 156;

impl House {
    /// The counts of the closed periods that touch the days: of all reports, or of one kind.
    pub(crate) fn cells(&self, days: &Days, kind: Option<Kind>) -> Published {
        let (period, cells) = match kind {
            _ if self.as_they_are => {
                let period = readable(days);
                let count = |from, end| Some(self.place().sum(from, end, kind));
                (period, self.each(period, days, count))
            }
            Some(kind) => {
                let of = |cell: &KindCell| Cell {
                    from: cell.from,
                    weeks: cell.weeks,
                    n: cell.kinds[place_of(kind)],
                };
                (
                    Period::TwelveWeeks,
                    self.by_kind(days).iter().map(of).collect(),
                )
            }
            None => self.guarded(days),
        };
        let held_back = cells.iter().filter(|cell| cell.n.is_none()).count();
        Published {
            period,
            cells,
            held_back,
        }
    }

    /// The same with all kinds side by side.
    ///
    /// For everybody but the place's leads always on 12 weeks, whatever the days asked for: which kinds are held
    /// back differs from period to period, and two lengths of period would tell of each other.
    pub(crate) fn by_kind(&self, days: &Days) -> Vec<KindCell> {
        if self.as_they_are {
            let period = readable(days).max(Period::FourWeeks);
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
        self.each(Period::TwelveWeeks, days, |_, _| None)
            .iter()
            .filter_map(|cell| of(cell.from).map(|(_, levels)| self.guarded_kinds(cell, levels)))
            .collect()
    }

    /// The place's own counts.
    fn place(&self) -> &Counts {
        self.way
            .last()
            .and_then(|step| step.parts.get(step.at))
            .unwrap_or(&self.whole)
    }

    fn guarded(&self, days: &Days) -> (Period, Vec<Cell>) {
        let levels: Vec<_> = Block::touched(days.from, days.to, self.k, self.open_from)
            .into_iter()
            .map(|block| (block, self.levels(&block).own()))
            .collect();
        let needed = levels.iter().filter_map(|(_, level)| *level).max();
        let period = needed.unwrap_or(Period::COARSEST).max(readable(days));
        let count = |from, end| Some(self.place().sum(from, end, None));
        let cells = levels.iter().flat_map(|(block, level)| match level {
            Some(_) => self.each(period, &days.within(block), count),
            // A block is small only when it is over: one line says so for all of it.
            None => vec![Cell {
                from: block.from,
                weeks: Period::COARSEST.weeks(),
                n: None,
            }],
        });
        (period, cells.collect())
    }

    /// On which periods of a block the whole and the places on and beside the way are shown.
    fn levels(&self, block: &Block) -> Levels {
        let mut at = &self.whole;
        let mut whole = block.level(&at.series(None));
        let mut levels = Levels {
            whole,
            steps: Vec::new(),
        };
        for step in &self.way {
            let parts: Vec<_> = step.parts.iter().map(|part| part.series(None)).collect();
            let of_parts = block.levels(&at.series(None), whole, &parts);
            whole = of_parts.get(step.at).copied().flatten();
            levels.steps.push((of_parts, whole));
            at = step.parts.get(step.at).unwrap_or(at);
        }
        levels
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
        let fine = |level: &Option<Period>| level.is_some_and(|level| level <= Period::TwelveWeeks);
        if !fine(&levels.own()) {
            let kinds = [None; KINDS];
            return KindCell {
                from,
                weeks: cell.weeks,
                n: None,
                kinds,
            };
        }
        let mut whole = self.whole.kinds(from, end).to_vec();
        let mut held = held_together(std::slice::from_ref(&whole), &[false; KINDS], self.k);
        for (step, (of_parts, _)) in self.way.iter().zip(&levels.steps) {
            let mut rows: Vec<Vec<i64>> = Vec::new();
            let mut rest = whole.clone();
            for (part, _) in step
                .parts
                .iter()
                .zip(of_parts)
                .filter(|(_, level)| fine(level))
            {
                let row = part.kinds(from, end).to_vec();
                rest.iter_mut().zip(&row).for_each(|(rest, n)| *rest -= n);
                rows.push(row);
            }
            rows.push(rest);
            held = held_together(&rows, &held, self.k);
            whole = step
                .parts
                .get(step.at)
                .map_or(whole, |part| part.kinds(from, end).to_vec());
        }
        let n = Some(whole.iter().sum());
        let mut kinds = [None; KINDS];
        for ((shown, n), held) in kinds.iter_mut().zip(whole).zip(held) {
            *shown = (!held).then_some(n);
        }
        KindCell {
            from,
            weeks: cell.weeks,
            n,
            kinds,
        }
    }

    /// The closed periods that touch the days. Who sees counts as they are also sees the closed weeks of a period
    /// that is not over yet.
    fn each(
        &self,
        period: Period,
        days: &Days,
        count: impl Fn(NaiveDate, NaiveDate) -> Option<i64>,
    ) -> Vec<Cell> {
        let closed = Period::Week.start(self.open_from);
        let mut cells = Vec::new();
        let mut from = period.start(days.from);
        while from <= days.to && from < closed {
            let whole = after(from, period.weeks());
            if whole > closed && !self.as_they_are {
                break;
            }
            let end = whole.min(closed);
            let weeks = u32::try_from((end - from).num_weeks()).unwrap_or(1);
            cells.push(Cell {
                from,
                weeks,
                n: count(from, end),
            });
            from = whole;
        }
        cells
    }
}

/// The periods on which a block is shown, step by step; of each step all places, and the one on the way.
struct Levels {
    whole: Option<Period>,
    steps: Vec<(Vec<Option<Period>>, Option<Period>)>,
}

impl Levels {
    /// Of the place at the end of the way.
    fn own(&self) -> Option<Period> {
        self.steps.last().map_or(self.whole, |(_, at)| *at)
    }
}

impl Days {
    /// Those of the days that lie in a block.
    fn within(&self, block: &Block) -> Self {
        let last = after(block.from, Period::COARSEST.weeks()) - Span::new(1);
        Self {
            from: self.from.max(block.from),
            to: self.to.min(last),
        }
    }
}

/// The finest period on which the days fit on a page.
fn readable(days: &Days) -> Period {
    let fits = |period: &Period| days.weeks() <= MOST_ROWS * i64::from(period.weeks());
    Period::ALL
        .into_iter()
        .find(fits)
        .unwrap_or(Period::COARSEST)
}

/// The Monday after a cell.
pub(crate) fn end_of(cell: &Cell) -> NaiveDate {
    after(cell.from, cell.weeks)
}

fn after(from: NaiveDate, weeks: u32) -> NaiveDate {
    from.checked_add_days(Span::new(7 * u64::from(weeks)))
        .unwrap_or(NaiveDate::MAX)
}

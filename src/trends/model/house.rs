//! What may be shown of a place to whom: the counts as they are, or on the grid that gives nobody away.

use super::{
    counts::{Counts, place_of},
    filter::Days,
    kinds::KindCell,
    surfacing::Looked,
};
use crate::{
    kernel::time::Week,
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

    /// Who looks, and up to when.
    pub(crate) fn looked(&self) -> Looked {
        Looked {
            as_they_are: self.as_they_are,
            k: self.k,
            closed: Week::of(self.open_from).plus(-1),
        }
    }

    /// A place right below this one, one of those that may be shown apart.
    pub(crate) fn below(&self, parts: &[Counts], at: usize) -> Self {
        let mut house = self.clone();
        if self.as_they_are {
            house.whole = parts.get(at).cloned().unwrap_or_default();
            house.way = Vec::new();
        } else {
            let parts = parts.to_vec();
            house.way.push(Step { parts, at });
        }
        house
    }

    /// The same with the reports of one kind alone; only for who sees counts as they are.
    pub(crate) fn of_kind(&self, kind: Kind) -> Self {
        Self {
            whole: self.whole.of_kind(kind),
            ..self.clone()
        }
    }

    /// The place's own counts.
    pub(super) fn place(&self) -> &Counts {
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
    pub(super) fn levels(&self, block: &Block) -> Levels {
        let mut at = &self.whole;
        let mut whole = block.level(&at.of_block(block));
        let mut levels = Levels {
            whole,
            steps: Vec::new(),
        };
        for step in &self.way {
            let parts: Vec<_> = step.parts.iter().map(|part| part.of_block(block)).collect();
            let of_parts = block.levels(&at.of_block(block), whole, &parts);
            whole = of_parts.get(step.at).copied().flatten();
            levels.steps.push((of_parts, whole));
            at = step.parts.get(step.at).unwrap_or(at);
        }
        levels
    }

    /// The breakdown of the place on 12 weeks, and which of its counts are held back: each one in the whole and in all
    /// places beside each other on the way down, or in none of them. `row` is the breakdown of the whole house, or of
    /// a place: its step, where it stands there, and its counts.
    pub(super) fn held_on_the_way(
        &self,
        levels: &Levels,
        row: impl Fn(Option<(usize, usize, &Counts)>) -> Vec<i64>,
    ) -> (Vec<i64>, Vec<bool>) {
        let mut own = row(None);
        let open = vec![false; own.len()];
        let mut held = held_together(std::slice::from_ref(&own), &open, self.k);
        let steps = self.way.iter().zip(&levels.steps).enumerate();
        for (depth, (step, (of_parts, _))) in steps {
            let mut rest = own.clone();
            let mut rows: Vec<Vec<i64>> = Vec::new();
            for (at, (part, level)) in step.parts.iter().zip(of_parts).enumerate() {
                let of_part =
                    (at == step.at || on_twelve(level)).then(|| row(Some((depth, at, part))));
                let Some(of_part) = of_part else { continue };
                if on_twelve(level) {
                    rest.iter_mut()
                        .zip(&of_part)
                        .for_each(|(rest, n)| *rest -= n);
                    rows.push(of_part.clone());
                }
                if at == step.at {
                    own = of_part;
                }
            }
            rows.push(rest);
            held = held_together(&rows, &held, self.k);
        }
        (own, held)
    }

    /// The closed periods that touch the days. Who sees counts as they are also sees the closed weeks of a period
    /// that is not over yet.
    pub(super) fn each(
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
pub(super) struct Levels {
    whole: Option<Period>,
    pub(super) steps: Vec<(Vec<Option<Period>>, Option<Period>)>,
}

impl Levels {
    /// Of the whole house.
    pub(super) fn whole(&self) -> Option<Period> {
        self.whole
    }

    /// Of the place at the end of the way.
    pub(super) fn own(&self) -> Option<Period> {
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
pub(super) fn readable(days: &Days) -> Period {
    let fits = |period: &Period| days.weeks() <= MOST_ROWS * i64::from(period.weeks());
    Period::ALL
        .into_iter()
        .find(fits)
        .unwrap_or(Period::COARSEST)
}

/// Whether breakdowns, which stand on 12 weeks, may be shown at this level.
pub(super) fn on_twelve(level: &Option<Period>) -> bool {
    level.is_some_and(|level| level <= Period::TwelveWeeks)
}

/// The Monday after a cell.
pub(crate) fn end_of(cell: &Cell) -> NaiveDate {
    after(cell.from, cell.weeks)
}

fn after(from: NaiveDate, weeks: u32) -> NaiveDate {
    from.checked_add_days(Span::new(7 * u64::from(weeks)))
        .unwrap_or(NaiveDate::MAX)
}

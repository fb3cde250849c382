//! How the reports of a place fall into classes, and what of it may be shown: how soon they were answered, what came
//! of them.

use super::{
    counts::{Slots, steps},
    filter::Days,
    house::{House, Levels, end_of, on_twelve, readable},
};
use crate::stats::{Block, Cell, Period};
use chrono::NaiveDate;

/// The counts of a measure of which a report has one step at most, for all places that [`House`] knows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spread {
    /// The whole house; for whoever reads the place's reports, the place itself.
    pub(crate) whole: Slots,
    /// Each step down to the place: the places side by side, in the order of [`super::Step::parts`].
    pub(crate) way: Vec<Vec<Slots>>,
}

/// A class: its first and last step.
pub(crate) type Class = (i32, i32);

/// One period with its count of each class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ClassCell {
    /// The Monday on which it begins.
    pub(crate) from: NaiveDate,
    /// Its length in weeks.
    pub(crate) weeks: u32,
    /// All reports; `None` when held back.
    pub(crate) n: Option<i64>,
    /// Each class, and last the reports that are in none of them; `None` when held back.
    pub(crate) classes: Vec<Option<i64>>,
}

/// A class over all periods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ClassSum {
    /// Reports shown.
    pub(crate) n: i64,
    /// Whether it is held back in a period, so that there may be more.
    pub(crate) partly: bool,
}

impl ClassCell {
    /// The period with all classes together.
    pub(crate) fn all(&self) -> Cell {
        Cell {
            from: self.from,
            weeks: self.weeks,
            n: self.n,
        }
    }

    /// How many of the reports are in one of the classes, when that may be said.
    pub(crate) fn counted(&self) -> Option<(i64, i64)> {
        let all = self.n?;
        let none = self.classes.last().copied().flatten()?;
        Some((all - none, all))
    }
}

/// The reports of the days by class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Classes {
    /// One a period, oldest first, from the first one that is not empty.
    pub(crate) cells: Vec<ClassCell>,
    /// Each class over all periods, and last those in none.
    pub(crate) sums: Vec<ClassSum>,
    /// Reports in the periods shown.
    pub(crate) n: i64,
    /// Periods that are held back as a whole.
    pub(crate) held_back: usize,
}

impl Classes {
    /// Those of the closed periods that touch the days.
    pub(crate) fn of(house: &House, days: &Days, spread: &Spread, classes: &[Class]) -> Self {
        let cells: Vec<ClassCell> = house
            .by_class(days, spread, classes)
            .into_iter()
            .skip_while(|cell| cell.n == Some(0))
            .collect();
        Self {
            sums: sums(&cells, classes.len()),
            n: cells.iter().filter_map(|cell| cell.n).sum(),
            held_back: cells.iter().filter(|cell| cell.n.is_none()).count(),
            cells,
        }
    }

    /// Whether some class is held back in a period.
    pub(crate) fn partly(&self) -> bool {
        self.sums.iter().any(|sum| sum.partly)
    }
}

/// Each class, and last those in none, over these periods.
fn sums(cells: &[ClassCell], classes: usize) -> Vec<ClassSum> {
    let mut sums = vec![ClassSum::default(); classes + 1];
    for cell in cells.iter().filter(|cell| cell.n.is_some_and(|n| n > 0)) {
        for (sum, n) in sums.iter_mut().zip(&cell.classes) {
            sum.n += n.unwrap_or(0);
            sum.partly |= n.is_none();
        }
    }
    sums
}

/// How many reports of these periods are in one of the classes, and how many there are: of the periods in which that may
/// be said.
pub(crate) fn counted<'a>(cells: impl IntoIterator<Item = &'a ClassCell>) -> (i64, i64) {
    cells
        .into_iter()
        .filter_map(ClassCell::counted)
        .fold((0, 0), |(part, whole), (n, all)| (part + n, whole + all))
}

impl Spread {
    /// The place's own counts.
    pub(crate) fn place(&self, house: &House) -> &Slots {
        let last = self.way.last().zip(house.way.last());
        last.and_then(|(parts, step)| parts.get(step.at))
            .unwrap_or(&self.whole)
    }
}

impl House {
    /// The reports of the closed periods that touch the days, by class.
    ///
    /// For everybody but the place's leads always on 12 weeks, as the kinds are ([`House::by_kind`]): a class is held
    /// back in the whole and in all places beside each other, or in none of them.
    pub(crate) fn by_class(
        &self,
        days: &Days,
        spread: &Spread,
        classes: &[Class],
    ) -> Vec<ClassCell> {
        if self.as_they_are {
            let period = readable(days).max(Period::FourWeeks);
            let cells = self.each(period, days, |from, end| {
                Some(self.place().sum(from, end, None))
            });
            let open = |cell: &Cell| {
                let n = cell.n.unwrap_or(0);
                let row = row(&spread.whole, n, cell, classes);
                ClassCell {
                    from: cell.from,
                    weeks: cell.weeks,
                    n: cell.n,
                    classes: row.into_iter().map(Some).collect(),
                }
            };
            return cells.iter().map(open).collect();
        }
        let blocks = Block::touched(days.from, days.to, self.k, self.open_from);
        let levels: Vec<_> = blocks
            .iter()
            .map(|block| (block, self.levels(block)))
            .collect();
        let of = |from| levels.iter().find(|(block, _)| block.holds(from));
        self.each(Period::TwelveWeeks, days, |_, _| None)
            .iter()
            .filter_map(|cell| {
                of(cell.from).map(|(_, levels)| self.guarded_classes(cell, levels, spread, classes))
            })
            .collect()
    }

    fn guarded_classes(
        &self,
        cell: &Cell,
        levels: &Levels,
        spread: &Spread,
        classes: &[Class],
    ) -> ClassCell {
        let (from, end) = (cell.from, end_of(cell));
        let mut shown = ClassCell {
            from,
            weeks: cell.weeks,
            n: None,
            classes: vec![None; classes.len() + 1],
        };
        if !on_twelve(&levels.own()) {
            return shown;
        }
        let nothing = Slots::new();
        let (own, held) = self.held_on_the_way(levels, |part| {
            let (counts, slots) = match part {
                None => (&self.whole, Some(&spread.whole)),
                Some((step, at, counts)) => {
                    (counts, spread.way.get(step).and_then(|step| step.get(at)))
                }
            };
            let all = counts.sum(from, end, None);
            row(slots.unwrap_or(&nothing), all, cell, classes)
        });
        shown.n = Some(own.iter().sum());
        shown.classes = own
            .into_iter()
            .zip(held)
            .map(|(n, held)| (!held).then_some(n))
            .collect();
        shown
    }
}

/// The count of each class in a period, and of the reports that are in none.
fn row(slots: &Slots, all: i64, cell: &Cell, classes: &[Class]) -> Vec<i64> {
    let steps = steps(slots, cell.from, end_of(cell));
    let of = |(first, last): &Class| steps.range(*first..=*last).map(|(_, n)| n).sum();
    let mut row: Vec<i64> = classes.iter().map(of).collect();
    let counted: i64 = row.iter().sum();
    row.push((all - counted).max(0));
    row
}

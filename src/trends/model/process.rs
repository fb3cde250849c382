//! A place's periods in a row, from as far back as they tell of one and the same process.

use super::{
    closed::Span as Closed,
    counts::place_of,
    filter::Days,
    house::{House, end_of},
};
use crate::{
    kernel::time::Week,
    reports::Kind,
    stats::{Block, Cell, Period, Published},
};
use chrono::{Days as Span, NaiveDate};

/// Periods, oldest first: those asked for, and before them those that their limits come from.
///
/// The limits of a chart come from the first points of a phase. Were they to come from the days asked for, every
/// question would move them, and a change could be made to vanish by asking for less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Process {
    /// The period of all cells that count.
    pub(crate) period: Period,
    /// All of them.
    pub(crate) cells: Vec<Cell>,
    /// The index of the first one asked for.
    pub(crate) shown_from: usize,
    /// How many of those asked for are held back.
    pub(crate) held_back: usize,
    /// Of each cell, why it is left out because the place was closed; empty where nobody said so.
    pub(crate) closed: Vec<Option<String>>,
    /// The Monday of the first report: a period that began before it tells of fewer weeks than it has.
    pub(crate) began: Option<NaiveDate>,
}

/// Weeks of a year, so that weeks stand beside weeks.
const YEAR: u32 = 52;

/// A cell of which so many parts are closed weeks, a quarter, says little of what is usual.
const CLOSED_PART: i64 = 4;

impl House {
    /// The closed periods that touch the days, and those before them on the same grid, back to the first week.
    ///
    /// Whoever does not read the reports sees the past only as far back as its counts may stand on the same
    /// period, without a gap.
    pub(crate) fn process(&self, first: Option<Week>, days: &Days, kind: Option<Kind>) -> Process {
        let Published {
            period,
            cells,
            held_back,
        } = self.cells(days, kind);
        let began = first.map(Week::monday);
        let first = first.map_or(days.from, |first| first.monday().min(days.from));
        let until = period.start(days.from);
        let whole = until <= first || cells.first().is_none_or(|cell| cell.n.is_none());
        let mut all = if whole {
            Vec::new()
        } else {
            self.before(first, until, period, kind)
        };
        let shown_from = all.len();
        all.extend(cells);
        let process = Process {
            period,
            cells: all,
            shown_from,
            held_back,
            closed: Vec::new(),
            began,
        };
        process.since_first_report()
    }

    /// The weeks of whoever sees counts as they are, whatever period fits the days on a page.
    pub(super) fn weekly(&self, first: Option<Week>, days: &Days, kind: Option<Kind>) -> Process {
        let from = first.map_or(days.from, |first| first.monday().min(days.from));
        let all = Days { from, to: days.to };
        let cells = self.each(Period::Week, &all, |from, end| {
            Some(self.place().sum(from, end, kind))
        });
        let shown = Period::Week.start(days.from);
        let process = Process {
            period: Period::Week,
            shown_from: cells.iter().take_while(|cell| cell.from < shown).count(),
            cells,
            held_back: 0,
            closed: Vec::new(),
            began: first.map(Week::monday),
        };
        process.since_first_report()
    }

    /// The periods between two days, as far back as they can be shown without a gap.
    fn before(
        &self,
        first: NaiveDate,
        until: NaiveDate,
        period: Period,
        kind: Option<Kind>,
    ) -> Vec<Cell> {
        let last = until.checked_sub_days(Span::new(1)).unwrap_or(until);
        let from = if self.as_they_are || kind.is_some() {
            first
        } else {
            let fine = |block: &Block| self.levels(block).own().is_some_and(|own| own <= period);
            let blocks = Block::touched(first, last, self.k, self.open_from);
            let back = blocks.iter().rev().take_while(|block| fine(block)).last();
            match back {
                Some(block) => block.from.max(period.start(first)),
                None => return Vec::new(),
            }
        };
        let days = Days { from, to: last };
        let mut cells = match kind {
            Some(kind) if !self.as_they_are => self
                .by_kind(&days)
                .iter()
                .map(|cell| Cell {
                    from: cell.from,
                    weeks: cell.weeks,
                    n: cell.kinds[place_of(kind)],
                })
                .collect(),
            kind => self.each(period, &days, |from, end| {
                Some(self.place().sum(from, end, kind))
            }),
        };
        cells.retain(|cell| cell.from < until);
        cells
    }
}

impl Process {
    /// The same without the periods before the first report. They are no part of a place's past: it was not there yet,
    /// or nobody told of it here, and limits from them would make all that follows a signal.
    fn since_first_report(mut self) -> Self {
        let before = self.cells.iter().take_while(|cell| cell.n == Some(0));
        let before = before.count();
        if before < self.cells.len() {
            self.cells.drain(..before);
            self.shown_from = self.shown_from.saturating_sub(before);
        }
        self
    }

    /// The same on a longer period of the grid: what is shown of the finer ones, added up.
    pub(super) fn by(&self, period: Period) -> Self {
        let mut cells: Vec<Cell> = Vec::new();
        for cell in &self.cells {
            let from = period.start(cell.from);
            match cells.last_mut() {
                Some(last) if last.from == from => {
                    last.weeks += cell.weeks;
                    last.n = last.n.zip(cell.n).map(|(one, other)| one + other);
                }
                // The weeks before the first report count, with nothing in them.
                _ => cells.push(Cell {
                    from,
                    weeks: cell.weeks + u32::try_from((cell.from - from).num_weeks()).unwrap_or(0),
                    n: cell.n,
                }),
            }
        }
        let shown = self.shown().first().map(|cell| period.start(cell.from));
        let before = |cell: &&Cell| shown.is_some_and(|shown| cell.from < shown);
        let shown_from = cells.iter().take_while(before).count();
        let held_back = cells
            .iter()
            .skip(shown_from)
            .filter(|cell| cell.n.is_none());
        Self {
            period,
            shown_from,
            held_back: held_back.count(),
            cells,
            closed: Vec::new(),
            began: self.began,
        }
    }

    /// Those asked for.
    pub(crate) fn shown(&self) -> &[Cell] {
        self.cells.get(self.shown_from..).unwrap_or_default()
    }

    /// The count of each whole period; `None` where it is held back, where the place was closed, and where the period
    /// is not over yet.
    pub(crate) fn counts(&self) -> Vec<Option<f64>> {
        // Counts stay far below 2^53: exact.
        self.values(|cell| cell.n.map(|n| n as f64))
    }

    /// The same of another measure: of each whole period in which the place was open, if it is not held back.
    pub(crate) fn values(&self, of: impl Fn(&Cell) -> Option<f64>) -> Vec<Option<f64>> {
        let begun = |cell: &Cell| self.began.is_none_or(|began| cell.from >= began);
        let whole =
            |cell: &Cell| cell.n.is_some() && cell.weeks == self.period.weeks() && begun(cell);
        let value = |(i, cell)| of(cell).filter(|_| whole(cell) && self.is_open(i));
        self.cells.iter().enumerate().map(value).collect()
    }

    /// Leaves out the periods of which a quarter or more are closed weeks.
    pub(crate) fn close(&mut self, closed: &[(Closed, String)]) {
        let why = |cell: &Cell| {
            let within =
                |(span, _): &&(Closed, String)| span.weeks_within(cell.from, cell.weeks) > 0;
            let all: Vec<_> = closed.iter().filter(within).collect();
            let weeks: i64 = all
                .iter()
                .map(|(span, _)| span.weeks_within(cell.from, cell.weeks))
                .sum();
            let words = all.first().map(|(_, words)| words.clone());
            words.filter(|_| weeks * CLOSED_PART >= i64::from(cell.weeks))
        };
        self.closed = self.cells.iter().map(why).collect();
    }

    /// Whether the place was open in the period with this index.
    pub(super) fn is_open(&self, index: usize) -> bool {
        self.closed.get(index).is_none_or(Option::is_none)
    }

    /// The index of the period that holds a day; `None` when it lies outside.
    pub(crate) fn index(&self, day: NaiveDate) -> Option<usize> {
        self.cells
            .iter()
            .position(|cell| (cell.from..end_of(cell)).contains(&day))
    }

    /// Of one value for each cell, those of 52 weeks before each cell shown; `None` where the past does not reach. Nothing
    /// on periods of 12 or 48 weeks: those of 52 weeks before begin in the middle of them.
    pub(crate) fn year_before(&self, values: &[Option<f64>]) -> Option<Vec<Option<f64>>> {
        if !YEAR.is_multiple_of(self.period.weeks()) {
            return None;
        }
        let year = Span::new(7 * u64::from(YEAR));
        let value = |cell: &Cell| {
            let day = cell.from.checked_sub_days(year)?;
            values.get(self.index(day)?).copied().flatten()
        };
        Some(self.shown().iter().map(value).collect())
    }

    /// The indices at which phases begin, from the weeks in which people say that something changed.
    pub(crate) fn starts(&self, weeks: &[Week]) -> Vec<usize> {
        weeks
            .iter()
            .filter_map(|week| self.index(week.monday()))
            .collect()
    }

    /// The same where not every week has a cell, as with waits: a phase begins with the first one in or after its week.
    pub(super) fn starts_from(&self, weeks: &[Week]) -> Vec<usize> {
        let after = |week: &Week| {
            self.cells
                .iter()
                .position(|cell| cell.from >= week.monday())
        };
        weeks.iter().filter_map(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::*;

    fn monday(n: i64) -> Week {
        Week::of(Period::COARSEST.start("2026-03-04".parse().unwrap())).plus(n)
    }

    fn house(weekly: impl Fn(i64) -> i64, weeks: i64, as_they_are: bool) -> House {
        let mut whole = Counts::default();
        for n in 0..weeks {
            whole.add(monday(n).monday(), Kind::Problem, weekly(n));
        }
        House {
            whole,
            way: Vec::new(),
            as_they_are,
            k: 5,
            open_from: monday(weeks).monday(),
        }
    }

    fn days(from: i64, to: i64) -> Days {
        Days {
            from: monday(from).monday(),
            to: monday(to).monday() + Span::new(6),
        }
    }

    #[test]
    fn limits_come_from_the_beginning_whatever_is_asked() {
        let house = house(|_| 7, 96, false);
        let process = house.process(Some(monday(0)), &days(90, 95), None);
        assert_eq!((process.cells.len(), process.shown_from), (96, 90));
        assert_eq!(process.shown().len(), 6);
        assert_eq!(process.index(monday(91).monday()), Some(91));
        assert_eq!(process.counts(), vec![Some(7.0); 96]);
    }

    #[test]
    fn weeks_before_the_first_report_are_no_part_of_it() {
        let house = house(|n| if n < 30 { 0 } else { 7 }, 96, false);
        let process = house.process(Some(monday(30)), &days(0, 95), None);
        assert_eq!((process.cells.len(), process.shown_from), (66, 0));
        let process = house.process(Some(monday(30)), &days(40, 95), None);
        assert_eq!((process.cells.len(), process.shown_from), (66, 10));
        let process = house.process(None, &days(0, 19), None);
        assert_eq!(process.cells.len(), 20);
    }

    #[test]
    fn a_past_that_is_too_quiet_for_the_grid_is_left_out() {
        // The first 48 weeks cannot be shown week by week.
        let house = house(|n| if n < 48 { 2 } else { 7 }, 96, false);
        let process = house.process(Some(monday(0)), &days(60, 95), None);
        assert_eq!(process.period, Period::Week);
        assert_eq!((process.cells.len(), process.shown_from), (48, 12));
    }

    #[test]
    fn weeks_before_the_first_report_are_not_usual() {
        let house = house(|n| if n < 10 { 0 } else { 7 }, 24, true);
        let process = house.process(Some(monday(10)), &days(0, 23), None);
        assert_eq!(process.counts(), vec![Some(7.0); 14]);
    }

    #[test]
    fn closed_weeks_are_left_out() {
        let house = house(|_| 7, 24, true);
        let mut process = house.process(Some(monday(0)), &days(0, 23), None);
        let closed = Closed {
            from: monday(3),
            to: monday(4),
        };
        process.close(&[(closed, "Summer".into())]);
        let counts = process.counts();
        assert_eq!(counts.iter().filter(|n| n.is_none()).count(), 2);
        assert_eq!((counts[2], counts[3], counts[4]), (Some(7.0), None, None));
        assert_eq!(process.closed[3].as_deref(), Some("Summer"));
        // Five weeks of 48 say enough of the other 43; one of four does not.
        process.cells = vec![Cell {
            from: monday(0).monday(),
            weeks: 48,
            n: Some(99),
        }];
        process.period = Period::FortyEightWeeks;
        process.close(&[(closed, "Summer".into())]);
        assert_eq!(process.counts(), [Some(99.0)]);
    }

    #[test]
    fn the_year_before_is_the_same_weeks_or_nothing() {
        let house = house(|n| n, 104, true);
        let weeks = house.process(Some(monday(1)), &days(60, 63), None);
        let before = weeks.year_before(&weeks.counts());
        assert_eq!(
            before,
            Some(vec![Some(8.0), Some(9.0), Some(10.0), Some(11.0)])
        );
        let four = weeks.by(Period::FourWeeks);
        assert_eq!(
            four.year_before(&four.counts()),
            Some(vec![Some(8.0 + 9.0 + 10.0 + 11.0)])
        );
        let twelve = weeks.by(Period::TwelveWeeks);
        assert_eq!(twelve.year_before(&twelve.counts()), None);
        // The past does not reach back so far.
        let early = house.process(Some(monday(1)), &days(40, 41), None);
        assert_eq!(early.year_before(&early.counts()), Some(vec![None, None]));
    }

    #[test]
    fn weeks_are_added_up_on_the_grid() {
        let house = house(|n| i64::from(n >= 41), 97, true);
        let weeks = house.process(Some(monday(41)), &days(90, 96), None);
        assert_eq!(weeks.period, Period::Week);
        let four = weeks.by(Period::FourWeeks);
        let sums: Vec<_> = four.cells.iter().map(|cell| (cell.weeks, cell.n)).collect();
        // The first report came in the second week of its four; the last four are not over.
        assert_eq!(sums.first(), Some(&(4, Some(3))));
        assert_eq!(sums.last(), Some(&(1, Some(1))));
        assert_eq!((sums.len(), four.shown_from), (15, 12));
        let counts = four.counts();
        assert_eq!((counts[0], counts[1], counts[14]), (None, Some(4.0), None));
        let mut held = weeks;
        held.cells[9].n = None;
        let four = held.by(Period::FourWeeks);
        assert_eq!((four.cells[1].n, four.cells[2].n), (Some(4), None));
        assert_eq!(four.cells.iter().filter(|cell| cell.n.is_none()).count(), 1);
    }

    #[test]
    fn leads_see_all_of_it_and_a_period_that_is_not_over_does_not_count() {
        let house = house(|_| 2, 98, true);
        let long = Days {
            from: days(0, 0).from,
            to: days(0, 0).from + Span::new(7 * 200),
        };
        let process = house.process(Some(monday(0)), &long, None);
        assert_eq!(process.period, Period::FourWeeks);
        let counts = process.counts();
        assert_eq!((counts.len(), counts.last()), (25, Some(&None)));
        assert_eq!(counts.first(), Some(&Some(8.0)));
    }
}

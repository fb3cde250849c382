//! What lies between reports, where there is fewer than one a week.

use super::process::Process;
use crate::stats::{Cell, Period};

/// The days between reports that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waits {
    /// For each wait, the week of the report that ended it.
    pub(crate) process: Process,
    /// The days of each wait, oldest first.
    pub(crate) days: Vec<Option<f64>>,
    /// The days since the latest report; `None` without one.
    pub(crate) so_far: Option<f64>,
}

impl Process {
    /// The waits of a process of weeks.
    ///
    /// Only the week of a report is known: several of one week are taken to lie evenly in it, and a single one in its
    /// middle. Closed weeks pass without being waited for.
    pub(crate) fn waits(&self) -> Waits {
        let (mut passed, mut latest) = (0.0, None);
        let (mut cells, mut days) = (Vec::new(), Vec::new());
        for (i, cell) in self.cells.iter().enumerate() {
            let Some(n) = cell.n.filter(|_| cell.weeks == 1 && self.is_open(i)) else {
                continue;
            };
            for nth in 0..n {
                // Fewer weeks and reports than 2^53: exact.
                let at = passed + 7.0 * (nth as f64 + 0.5) / n as f64;
                if let Some(before) = latest.replace(at) {
                    days.push(Some(at - before));
                    cells.push(Cell {
                        from: cell.from,
                        weeks: 1,
                        n: None,
                    });
                }
            }
            passed += 7.0;
        }
        let shown = self.shown().first().map(|cell| cell.from);
        let before = |cell: &&Cell| shown.is_some_and(|shown| cell.from < shown);
        Waits {
            process: Process {
                period: Period::Week,
                shown_from: cells.iter().take_while(before).count(),
                cells,
                held_back: 0,
                closed: Vec::new(),
                began: None,
            },
            days,
            so_far: latest.map(|latest| passed - latest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};

    fn process(counts: &[i64], shown_from: usize) -> Process {
        let first: NaiveDate = "2026-01-05".parse().unwrap();
        let cell = |(i, n): (u64, &i64)| Cell {
            from: first + Days::new(7 * i),
            weeks: 1,
            n: Some(*n),
        };
        Process {
            period: Period::Week,
            cells: (0..).zip(counts).map(cell).collect(),
            shown_from,
            held_back: 0,
            closed: Vec::new(),
            began: None,
        }
    }

    #[test]
    fn a_wait_ends_in_the_week_of_its_report() {
        let waits = process(&[1, 0, 0, 1, 2, 0], 2).waits();
        assert_eq!(waits.days, [Some(21.0), Some(5.25), Some(3.5)]);
        assert_eq!(waits.so_far, Some(8.75));
        assert_eq!(waits.process.shown_from, 0);
        assert_eq!(
            waits.process.cells.first().map(|cell| cell.from),
            "2026-01-26".parse().ok()
        );
    }

    #[test]
    fn closed_weeks_are_not_waited_for() {
        let mut with_break = process(&[1, 0, 0, 1], 0);
        with_break.closed = vec![None, Some("Summer".into()), None, None];
        assert_eq!(with_break.waits().days, [Some(14.0)]);
        assert_eq!(process(&[0, 0], 0).waits().so_far, None);
    }
}

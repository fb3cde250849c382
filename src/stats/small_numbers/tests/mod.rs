//! Views over time: weeks to count in, and every view against every other.

mod parts;
mod series;
mod ten_thousand;
mod together;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;

/// The first Monday of a 48-week period.
pub(super) fn start() -> NaiveDate {
    Period::COARSEST.start(NaiveDate::from_ymd_opt(2026, 3, 4).unwrap())
}

pub(super) fn week(number: u64) -> NaiveDate {
    start() + Days::new(7 * number)
}

pub(super) fn series(counts: &[(u64, i64)]) -> BTreeMap<NaiveDate, i64> {
    counts
        .iter()
        .map(|(number, n)| (week(*number), *n))
        .collect()
}

pub(super) fn asked(from: u64, to: u64, open_from: u64) -> Asked {
    Asked {
        from: week(from),
        to: week(to),
        open_from: week(open_from),
        at_least: Period::Week,
    }
}

pub(super) fn counts(view: &Published) -> Vec<Option<i64>> {
    view.cells.iter().map(|cell| cell.n).collect()
}

/// Weekly counts over some 250 weeks, from crowded to nearly silent, changing from stretch to stretch.
pub(super) fn any_series() -> impl Strategy<Value = BTreeMap<NaiveDate, i64>> {
    let stretch = (0..4usize, 1..60usize, any::<u64>()).prop_map(|(mood, weeks, seed)| {
        (0..weeks).map(move |i| {
            let dice = (seed >> (i % 50)) % 12;
            i64::try_from([dice + 5, dice, dice / 10, 5 * (dice / 4)][mood]).unwrap()
        })
    });
    prop::collection::vec(stretch, 1..8).prop_map(|stretches| {
        (0..)
            .zip(stretches.into_iter().flatten())
            .map(|(number, n)| (week(number), n))
            .collect()
    })
}

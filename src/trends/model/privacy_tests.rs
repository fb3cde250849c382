//! Whatever is asked, nothing that points at a few is shown.

use super::*;
use crate::{
    kernel::time::Week,
    reports::Kind,
    stats::{Period, Published, ladder, small_numbers::publishable},
};
use chrono::{Days as Span, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A report: how many weeks after the start, at which of three places, its kind, its delay in minutes.
type Told = (u64, usize, usize, i64);

const WEEKS: u64 = 110;

fn start() -> NaiveDate {
    Period::COARSEST.start("2026-03-04".parse().unwrap())
}

fn week(number: u64) -> NaiveDate {
    start() + Span::new(7 * number)
}

fn told() -> impl Strategy<Value = Vec<Told>> {
    let one = (
        0..WEEKS,
        0..3usize,
        0..6usize,
        prop_oneof![Just(0), 0..5000i64, 0..3_000_000i64],
    );
    let crowd = (0..WEEKS, 0..3usize, 0..6usize, 5..12usize)
        .prop_map(|(week, place, kind, n)| vec![(week, place, kind, 240); n]);
    (
        prop::collection::vec(one, 0..60),
        prop::collection::vec(crowd, 0..50),
    )
        .prop_map(|(ones, crowds)| {
            ones.into_iter()
                .chain(crowds.into_iter().flatten())
                .collect()
        })
}

/// A house with two places that are shown apart, and reports told at neither.
fn house(told: &[Told], at: Option<usize>, as_they_are: bool, today: NaiveDate) -> House {
    let of = |place: Option<usize>| {
        let mut counts = Counts::default();
        for (number, where_told, kind, _) in told {
            if place.is_none_or(|place| place == *where_told) {
                counts.add(week(*number), Kind::ALL[*kind], 1);
            }
        }
        counts
    };
    let parts = vec![of(Some(0)), of(Some(1))];
    let (whole, way) = match at {
        Some(at) if as_they_are => (of(Some(at)), Vec::new()),
        Some(at) => (of(None), vec![Step { parts, at }]),
        None => (of(None), Vec::new()),
    };
    House {
        whole,
        way,
        as_they_are,
        k: 5,
        open_from: today,
    }
}

fn delays(told: &[Told], at: Option<usize>, kind: Option<Kind>) -> Delays {
    let mut delays = Delays::default();
    for (number, place, of, minutes) in told {
        if at.is_some_and(|at| at != *place) || kind.is_some_and(|kind| kind != Kind::ALL[*of]) {
            continue;
        }
        let surfaced = Week::of(week(*number));
        let lag = minutes / (7 * 24 * 60);
        *delays
            .ladder
            .entry((surfaced.monday(), ladder::slot(*minutes)))
            .or_insert(0) += 1;
        *delays
            .same_shift
            .entry((surfaced.monday(), i32::from(*minutes <= 480)))
            .or_insert(0) += 1;
        let occurred = (surfaced.plus(-lag).monday(), i32::try_from(lag).unwrap());
        *delays.lags.entry(occurred).or_insert(0) += 1;
    }
    delays
}

fn looked(as_they_are: bool, today: NaiveDate) -> Looked {
    Looked {
        as_they_are,
        k: 5,
        closed: Week::of(today).plus(-1),
    }
}

/// The sum over a stretch of weeks, when the view shows all of it.
fn within(view: &Published, from: NaiveDate, end: NaiveDate) -> Option<i64> {
    let inside: Vec<_> = view
        .cells
        .iter()
        .filter(|cell| cell.from >= from && house::end_of(cell) <= end)
        .collect();
    let weeks: u32 = inside.iter().map(|cell| cell.weeks).sum();
    (i64::from(weeks) * 7 == (end - from).num_days())
        .then(|| inside.iter().map(|cell| cell.n).sum::<Option<i64>>())?
}

fn any_days() -> impl Strategy<Value = Days> {
    (0..WEEKS, 0..WEEKS).prop_map(|(a, b)| Days {
        from: week(a.min(b)),
        to: week(a.max(b)) + Span::new(6),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_view_and_no_difference_of_two_views_is_a_few(
        told in told(), one in any_days(), other in any_days(), closed in 1..WEEKS + 3,
    ) {
        let today = week(closed);
        let mut views: Vec<Published> = Vec::new();
        for days in [&one, &other] {
            for at in [None, Some(0), Some(1)] {
                let house = house(&told, at, false, today);
                views.push(house.cells(days, None));
                views.extend(Kind::ALL.iter().map(|kind| house.cells(days, Some(*kind))));
                for cell in house.by_kind(days) {
                    prop_assert!(cell.n.is_none_or(|n| publishable(n, 5)));
                    prop_assert!(cell.kinds.iter().flatten().all(|n| publishable(*n, 5)));
                    // What the total leaves to the kinds that are held back.
                    let shown: i64 = cell.kinds.iter().flatten().sum();
                    prop_assert!(cell.n.is_none_or(|n| publishable(n - shown, 5)));
                }
            }
        }
        for cell in views.iter().flat_map(|view| &view.cells) {
            prop_assert!(cell.n.is_none_or(|n| publishable(n, 5)));
            prop_assert!(house::end_of(cell) <= today);
        }
        // A view of the house, or of all kinds, less one of a place or of a kind in the same weeks.
        let (place, kind) = (|i: usize| i % 21 / 7, |i: usize| i % 7);
        for (i, whole) in views.iter().enumerate() {
            for (j, part) in views.iter().enumerate() {
                let same_place = place(i) == 0 || place(i) == place(j);
                if !same_place || !(kind(i) == 0 || kind(i) == kind(j)) {
                    continue;
                }
                let coarser = if whole.period > part.period { whole } else { part };
                for cell in &coarser.cells {
                    let (from, end) = (cell.from, house::end_of(cell));
                    if let (Some(a), Some(b)) = (within(whole, from, end), within(part, from, end)) {
                        prop_assert!(publishable(a - b, 5), "{a} less {b} from {from} to {end}");
                    }
                }
            }
        }
    }

    #[test]
    fn times_stand_on_k_reports(told in told(), days in any_days(), kind in prop::option::of(0..6usize), at in prop::option::of(0..2usize)) {
        let kind = kind.map(|kind| Kind::ALL[kind]);
        let today = week(WEEKS);
        let cells = house(&told, at, false, today).cells(&days, kind);
        let view = TimeToSurface::of(&cells, &delays(&told, at, kind), looked(false, today));
        prop_assert!(view.n >= 5 || (view.n == 0 && view.median.is_none() && view.same_shift.is_none()));
        prop_assert!(view.p90.is_none() || view.n >= 50);
        prop_assert!(view.corrected_median.is_none() || view.median.is_some());
        for row in &view.rows {
            prop_assert!(row.median.is_none() || row.n.is_some_and(|n| n >= 5));
        }
    }

    #[test]
    fn leads_see_every_closed_week_as_it_is(told in told(), days in any_days(), closed in 1..WEEKS) {
        let today = week(closed);
        let cells = house(&told, Some(0), true, today).cells(&days, None);
        prop_assert_eq!(cells.held_back, 0);
        let mut truth: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        for (number, ..) in told.iter().filter(|(number, place, ..)| *place == 0 && *number < closed) {
            *truth.entry(week(*number)).or_insert(0) += 1;
        }
        for cell in &cells.cells {
            prop_assert_eq!(cell.weeks, 1);
            prop_assert_eq!(cell.n, Some(truth.get(&cell.from).copied().unwrap_or(0)));
        }
    }
}

//! Whatever is asked about answers, no class points at a few, and no two answers do together.

use super::{spread::ClassCell, *};
use crate::{
    kernel::time::Week,
    reports::Kind,
    stats::{Period, ladder, small_numbers::publishable},
};
use chrono::{Days as Span, NaiveDate};
use proptest::{prelude::*, test_runner::TestCaseError};

/// A report: how many weeks after the start, at which of three places, after how many days it was answered.
type Told = (u64, usize, Option<i32>);

const WEEKS: u64 = 110;

fn week(number: u64) -> NaiveDate {
    Period::COARSEST.start("2026-03-04".parse().unwrap()) + Span::new(7 * number)
}

fn told() -> impl Strategy<Value = Vec<Told>> {
    let days = prop::option::of(prop_oneof![0..3i32, 0..120i32]);
    let one = (0..WEEKS, 0..3usize, days.clone());
    let crowd = (0..WEEKS, 0..3usize, days, 5..15usize)
        .prop_map(|(week, place, days, n)| vec![(week, place, days); n]);
    (
        prop::collection::vec(one, 0..60),
        prop::collection::vec(crowd, 0..60),
    )
        .prop_map(|(ones, crowds)| {
            ones.into_iter()
                .chain(crowds.into_iter().flatten())
                .collect()
        })
}

fn counts(told: &[Told], at: Option<usize>) -> (Counts, Slots) {
    let (mut counts, mut slots) = (Counts::default(), Slots::new());
    let here = |place: usize| at.is_none_or(|at| at == place);
    for (number, _, days) in told.iter().filter(|(_, place, _)| here(*place)) {
        counts.add(week(*number), Kind::Problem, 1);
        if let Some(days) = days {
            *slots.entry((week(*number), *days)).or_insert(0) += 1;
        }
    }
    (counts, slots)
}

/// A house with two places that are shown apart, and reports told at neither.
fn house(told: &[Told], at: Option<usize>, today: NaiveDate) -> (House, Spread) {
    let (whole, all) = counts(told, None);
    let (parts, slots): (Vec<_>, Vec<_>) =
        [0, 1].map(|at| counts(told, Some(at))).into_iter().unzip();
    let way = at.map(|at| Step { parts, at }).into_iter().collect();
    let house = House {
        whole,
        way,
        as_they_are: false,
        k: 5,
        open_from: today,
    };
    let spread = Spread {
        whole: all,
        way: at.map(|_| slots).into_iter().collect(),
    };
    (house, spread)
}

fn looked(as_they_are: bool, today: NaiveDate) -> Looked {
    Looked {
        as_they_are,
        k: 5,
        closed: Week::of(today).plus(-1),
    }
}

fn any_days() -> impl Strategy<Value = Days> {
    (0..WEEKS, 0..WEEKS).prop_map(|(a, b)| Days {
        from: week(a.min(b)),
        to: week(a.max(b)) + Span::new(6),
    })
}

/// No class points at a few: not by itself, not in what its total leaves, not in a place less another one.
fn guarded(cells: &[(Option<usize>, ClassCell)]) -> Result<(), TestCaseError> {
    for (_, cell) in cells {
        prop_assert!(cell.n.is_none_or(|n| publishable(n, 5)));
        prop_assert!(cell.classes.iter().flatten().all(|n| publishable(*n, 5)));
        // What the total leaves to the classes that are held back.
        let shown: i64 = cell.classes.iter().flatten().sum();
        prop_assert!(cell.n.is_none_or(|n| publishable(n - shown, 5)));
    }
    // The house less a place, in the same twelve weeks: of each class, and of how many had an answer.
    for (_, whole) in cells.iter().filter(|(at, _)| at.is_none()) {
        for (_, part) in cells
            .iter()
            .filter(|(at, cell)| at.is_some() && cell.from == whole.from)
        {
            for (a, b) in whole.classes.iter().zip(&part.classes) {
                if let (Some(a), Some(b)) = (a, b) {
                    prop_assert!(publishable(a - b, 5), "{a} less {b}");
                }
            }
            if let (Some((a, _)), Some((b, _))) = (whole.counted(), part.counted()) {
                prop_assert!(publishable(a - b, 5), "{a} answered less {b}");
            }
        }
    }
    // Both places together: what was told elsewhere.
    for (_, whole) in cells.iter().filter(|(at, _)| at.is_none()) {
        let at = |place| {
            cells
                .iter()
                .find(|(at, cell)| *at == Some(place) && cell.from == whole.from)
        };
        if let (Some((_, a)), Some((_, b))) = (at(0), at(1)) {
            for (n, whole) in whole.classes.iter().enumerate() {
                if let (Some(all), Some(a), Some(b)) = (whole, a.classes[n], b.classes[n]) {
                    prop_assert!(publishable(all - a - b, 5), "{all} less {a} and {b}");
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_class_and_no_difference_of_two_views_is_a_few(
        told in told(), one in any_days(), other in any_days(), closed in 1..WEEKS + 3,
    ) {
        let today = week(closed);
        let mut cells = Vec::new();
        for days in [&one, &other] {
            for at in [None, Some(0), Some(1)] {
                let (house, spread) = house(&told, at, today);
                let view = Delay::of(&house, days, &spread, looked(false, today));
                prop_assert!(view.p90.is_none() || view.n >= 50);
                prop_assert!(view.median.is_none() || view.n >= 5);
                cells.extend(view.cells.into_iter().map(|cell| (at, cell)));
            }
        }
        guarded(&cells)?;
    }

    #[test]
    fn no_class_of_times_and_no_difference_of_two_is_a_few(
        told in told(), one in any_days(), other in any_days(), closed in 1..WEEKS + 3,
    ) {
        let today = week(closed);
        // A day is the unit of the tales above; here some came within the hour, and some after a shift.
        let minutes = |days: i32| if days % 5 == 1 { days } else { days * 300 };
        let on_ladder = |slots: &Slots| {
            let mut ladder = Slots::new();
            for ((week, days), n) in slots {
                *ladder.entry((*week, ladder::slot(minutes(*days).into()))).or_insert(0) += n;
            }
            ladder
        };
        let mut cells = Vec::new();
        for days in [&one, &other] {
            for at in [None, Some(0), Some(1)] {
                let (house, spread) = house(&told, at, today);
                let spread = Spread {
                    whole: on_ladder(&spread.whole),
                    way: spread.way.iter().map(|all| all.iter().map(on_ladder).collect()).collect(),
                };
                let view = Classes::of(&house, days, &spread, &DELAY_CLASSES);
                let shown: i64 = view.sums.iter().map(|sum| sum.n).sum();
                prop_assert!(publishable(view.n - shown, 5));
                cells.extend(view.cells.into_iter().map(|cell| (at, cell)));
            }
        }
        guarded(&cells)?;
    }

    #[test]
    fn faces_of_a_few_are_held_back(
        no in 0..12i64, so_so in 0..12i64, yes in 0..40i64, silent in 0..40i64,
    ) {
        let n = no + so_so + yes;
        let mut whole = Counts::default();
        whole.add(week(0), Kind::Problem, n + silent);
        let house = House { whole, way: Vec::new(), as_they_are: false, k: 5, open_from: week(60) };
        let spread = Spread {
            whole: [(1, no), (2, so_so), (3, yes)].map(|(face, n)| ((week(0), face), n)).into(),
            way: Vec::new(),
        };
        let days = Days { from: week(0), to: week(11) };
        let cells = house.by_class(&days, &spread, &[(1, 3)]);
        let faces = Faces::of(&house, &cells, &spread, looked(false, week(60)));
        prop_assert_eq!(faces.n, None);
        for (share, n_of) in faces.shares.iter().zip([no, so_so, yes]) {
            prop_assert!(share.is_none() || (publishable(n_of, 5) && publishable(n - n_of, 5) && n >= 5));
        }
    }

    #[test]
    fn leads_see_every_answer_as_it_is(told in told(), closed in 60..WEEKS) {
        let today = week(closed);
        let (whole, slots) = counts(&told, Some(0));
        let house = House { whole, way: Vec::new(), as_they_are: true, k: 5, open_from: today };
        let spread = Spread { whole: slots, way: Vec::new() };
        let days = Days { from: week(0), to: week(WEEKS) };
        let view = Delay::of(&house, &days, &spread, looked(true, today));
        let here = || told.iter().filter(|(number, place, _)| *place == 0 && *number < closed);
        prop_assert_eq!(view.n, here().count() as i64);
        prop_assert_eq!(view.held_back, 0);
        for (sum, (first, last)) in view.classes.iter().zip(CLASSES) {
            let of = here().filter(|(_, _, days)| days.is_some_and(|days| (first..=last).contains(&days)));
            prop_assert_eq!((sum.n, sum.partly), (of.count() as i64, false));
        }
        let waiting = here().filter(|(_, _, days)| days.is_none()).count() as i64;
        prop_assert_eq!(view.classes.last().map(|sum| sum.n), Some(waiting));
    }
}

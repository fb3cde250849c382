//! One series: by example, and every pair of views against each other.

use chrono::Datelike;

use super::*;

#[test]
fn weeks_where_every_week_allows_it() {
    let view = finest(&series(&[(0, 5), (2, 9)]), 5, &asked(0, 3, 20));
    assert_eq!(view.period, Period::Week);
    assert_eq!(counts(&view), [Some(5), Some(0), Some(9), Some(0)]);
    assert_eq!((view.cells[2].from, view.cells[2].weeks), (week(2), 1));
    assert_eq!((view.held_back, view.total()), (0, 14));
}

#[test]
fn coarser_when_a_week_is_small_even_outside_the_days_asked_for() {
    let series = series(&[(0, 5), (1, 6), (2, 1), (3, 0), (4, 7)]);
    for last in [1, 3] {
        let view = finest(&series, 5, &asked(0, last, 20));
        assert_eq!(
            (view.period, counts(&view)),
            (Period::FourWeeks, vec![Some(12)])
        );
        assert_eq!(view.cells[0].from, week(0));
    }
    let at_least = Asked {
        at_least: Period::TwelveWeeks,
        ..asked(0, 3, 20)
    };
    assert_eq!(counts(&finest(&series, 5, &at_least)), [Some(19)]);
}

#[test]
fn open_periods_are_not_shown() {
    let weekly = series(&[(0, 5), (1, 6), (2, 7)]);
    assert_eq!(
        counts(&finest(&weekly, 5, &asked(0, 9, 2))),
        [Some(5), Some(6)]
    );
    let mid_week = Asked {
        open_from: week(2) + Days::new(3),
        ..asked(0, 9, 2)
    };
    assert_eq!(counts(&finest(&weekly, 5, &mid_week)), [Some(5), Some(6)]);
    // On four weeks the second block is open until week 8 is reached.
    let uneven = series(&[(0, 4), (1, 6), (5, 9)]);
    assert_eq!(counts(&finest(&uneven, 5, &asked(0, 9, 7))), [Some(10)]);
    assert_eq!(
        counts(&finest(&uneven, 5, &asked(0, 9, 8))),
        [Some(10), Some(9)]
    );
    // A small count in an open week is no reason for a coarser period yet.
    let rising = series(&[(0, 5), (1, 6), (2, 1)]);
    assert_eq!(
        counts(&finest(&rising, 5, &asked(0, 9, 2))),
        [Some(5), Some(6)]
    );
    // Too few for weeks, and nothing coarser is closed.
    assert_eq!(finest(&series(&[(0, 1)]), 5, &asked(0, 9, 3)).cells, []);
}

#[test]
fn a_second_one_is_held_back_with_a_small_one() {
    let thrice = series(&[(0, 2), (48, 30), (96, 20), (144, 90)]);
    let view = finest(&thrice, 5, &asked(0, 191, 192));
    assert_eq!(view.period, Period::FortyEightWeeks);
    assert_eq!(counts(&view), [None, Some(30), None, Some(90)]);
    assert_eq!((view.held_back, view.total()), (2, 120));
    let alone = finest(&thrice, 5, &asked(0, 40, 192));
    assert_eq!((counts(&alone), alone.total()), (vec![None], 0));
}

#[test]
fn questions_without_an_answer() {
    assert_eq!(finest(&BTreeMap::new(), 5, &asked(5, 2, 20)).cells, []);
    assert_eq!(finest(&BTreeMap::new(), 5, &asked(20, 30, 2)).cells, []);
    assert_eq!(
        counts(&finest(&BTreeMap::new(), 5, &asked(0, 1, 20))),
        [Some(0), Some(0)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_two_views_differ_by_a_few(
        series in any_series(),
        k in 3..=10i64,
        (from, to, other_from, other_to) in (0..260u64, 0..260u64, 0..260u64, 0..260u64),
        open_from in 0..300u64,
        at_least in prop::sample::select(Period::ALL.to_vec()),
    ) {
        let one = finest(&series, k, &asked(from.min(to), from.max(to), open_from));
        let span = asked(other_from.min(other_to), other_from.max(other_to), open_from);
        let other = finest(&series, k, &Asked { at_least, ..span });
        prop_assert!(other.period >= at_least);
        let small = |n: i64| (1..k).contains(&n);
        for view in [&one, &other] {
            check_alone(view, &series, k, week(open_from))?;
        }
        let (fine, coarse) = if one.period <= other.period { (&one, &other) } else { (&other, &one) };
        for outer in &coarse.cells {
            let end = outer.from + Days::new(7 * u64::from(outer.weeks));
            let inside: Vec<i64> = fine.cells.iter()
                .filter(|cell| cell.from >= outer.from && cell.from < end)
                .filter_map(|cell| cell.n)
                .collect();
            if let Some(n) = outer.n {
                let mut rest = n;
                for inner in &inside {
                    prop_assert!(!small(n - inner));
                    rest -= inner;
                    prop_assert!(!small(rest) && rest >= 0);
                }
            }
        }
        // Totals differ by nobody's few either, where one view lies in the other.
        let held = one.held_back + other.held_back;
        prop_assert!(held > 0 || !small((one.total() - other.total()).abs())
            || !nested(&one, &other));
    }
}

/// Whether the weeks of one view are all in the other.
fn nested(one: &Published, other: &Published) -> bool {
    let ends = |view: &Published| {
        let last = view.cells.last()?;
        Some((
            view.cells.first()?.from,
            last.from + Days::new(7 * u64::from(last.weeks)),
        ))
    };
    match (ends(one), ends(other)) {
        (Some((a, b)), Some((c, d))) => (a <= c && d <= b) || (c <= a && b <= d),
        _ => false,
    }
}

/// What holds for a view by itself.
fn check_alone(
    view: &Published,
    series: &BTreeMap<NaiveDate, i64>,
    k: i64,
    open_from: NaiveDate,
) -> Result<(), TestCaseError> {
    let mut hidden = 0;
    for cell in &view.cells {
        let end = cell.from + Days::new(7 * u64::from(cell.weeks));
        let truth: i64 = series.range(cell.from..end).map(|(_, n)| n).sum();
        prop_assert!(end <= open_from && cell.from.weekday() == chrono::Weekday::Mon);
        prop_assert_eq!(cell.from, view.period.start(cell.from));
        match cell.n {
            Some(n) => prop_assert!(n == truth && publishable(n, k)),
            None => hidden += truth,
        }
    }
    let held = view.cells.iter().filter(|cell| cell.n.is_none()).count();
    prop_assert_eq!(held, view.held_back);
    prop_assert!(held == 0 || view.period == Period::COARSEST);
    prop_assert!(held == 0 || held == view.cells.len() || (held >= 2 && hidden >= k));
    Ok(())
}

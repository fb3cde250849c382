//! The delay against a published triangle, against its own definition, and on the edges.

use super::*;
use proptest::prelude::*;

/// The cumulative triangle of the Reinsurance Association of America (Mack 1994), as published with the
/// chain ladder: rows are the years 1981 to 1990, columns the years of development.
const RAA: [&[i64]; 10] = [
    &[
        5012, 8269, 10907, 11805, 13539, 16181, 18009, 18608, 18662, 18834,
    ],
    &[106, 4285, 5396, 10666, 13782, 15599, 15496, 16169, 16704],
    &[3410, 8992, 13873, 16141, 18735, 22214, 22863, 23466],
    &[5655, 11555, 15766, 21266, 23425, 26083, 27067],
    &[1092, 9565, 15836, 22169, 25955, 26180],
    &[1513, 6445, 11702, 12935, 15852],
    &[557, 4020, 10946, 12314],
    &[1351, 6947, 13112],
    &[3133, 5395],
    &[2063],
];

fn raa() -> Triangle {
    let mut cells = Triangle::new();
    for (period, row) in (0..).zip(RAA) {
        let mut before = 0;
        for (delay, up_to) in (0..).zip(row) {
            cells.insert((period, delay), up_to - before);
            before = *up_to;
        }
    }
    cells
}

#[test]
fn published_development_factors() {
    let known = completeness(&raa(), 9, 9, None).unwrap();
    let published = [
        2.999_358_651,
        1.623_522_754,
        1.270_888_115,
        1.171_674_633,
        1.113_384_886,
        1.041_934_638,
        1.033_263_554,
        1.016_936_481,
        1.009_216_590,
    ];
    assert_eq!((known.longest(), known.factors().len()), (9, 9));
    for (factor, expected) in known.factors().iter().zip(published) {
        assert!((factor - expected).abs() < 1e-6, "{factor} {expected}");
    }
    assert!((1.0 / known.at(0) - 8.920_233_897).abs() < 1e-6);
    // Incurred but not reported: the plain N/F of every year, less what is known.
    let missing: f64 = (0..)
        .zip(RAA)
        .map(|(period, row)| (*row.last().unwrap() as f64, known.at(9 - period)))
        .map(|(seen, share)| seen / share - seen)
        .sum();
    assert!((missing - 52_135.228_261).abs() < 1e-5, "{missing}");
}

#[test]
fn a_window_takes_the_latest_periods_old_enough() {
    let known = completeness(&raa(), 9, 9, Some(2)).unwrap();
    // The last two rows that reach the second column, by hand.
    let first = (6947.0 + 5395.0) / (1351.0 + 3133.0);
    assert!((known.factors()[0] - first).abs() < 1e-12);
    let last = 18834.0 / 18662.0;
    assert!((known.factors()[8] - last).abs() < 1e-12);
    assert_eq!(
        completeness(&raa(), 9, 9, Some(i32::MAX)),
        completeness(&raa(), 9, 9, None)
    );
}

#[test]
fn quantiles_are_whole_periods() {
    let cells = Triangle::from([
        ((0, 0), 6),
        ((0, 1), 3),
        ((0, 2), 1),
        ((1, 0), 6),
        ((1, 1), 3),
        ((2, 0), 6),
    ]);
    let known = completeness(&cells, 2, 2, None).unwrap();
    assert!((known.at(0) - 0.6).abs() < 1e-12 && (known.at(1) - 0.9).abs() < 1e-12);
    assert_eq!(
        [0.0, 0.5, 0.61, 0.89, 0.95, 1.0].map(|q| known.quantile(q).unwrap()),
        [0, 0, 1, 1, 2, 2]
    );
    assert_eq!(
        (known.quantile(1.1), known.quantile(f64::NAN)),
        (None, None)
    );
    assert_eq!((known.at(-1), known.at(2), known.at(99)), (0.0, 1.0, 1.0));
}

#[test]
fn says_nothing_when_it_knows_nothing() {
    assert_eq!(completeness(&Triangle::new(), 9, 9, None), None);
    // Everything happened this very period, or lies in the future.
    assert_eq!(
        completeness(&Triangle::from([((9, 0), 50), ((10, 0), 3)]), 9, 9, None),
        None
    );
    assert_eq!(completeness(&raa(), 9, 0, None), None);
    assert_eq!(completeness(&raa(), 9, -4, Some(-2)), None);
    let extremes = Triangle::from([((i32::MIN, 0), 1), ((i32::MAX, i32::MAX), 1)]);
    assert!(completeness(&extremes, i32::MAX, 3, Some(i32::MAX)).is_none());
}

#[test]
fn a_young_log_speaks_only_of_delays_it_can_have_seen() {
    let cells = Triangle::from([((5, 0), 4), ((5, 1), 2), ((6, 0), 5)]);
    let known = completeness(&cells, 6, 52, None).unwrap();
    assert_eq!(known.longest(), 1);
    assert!((known.at(0) - 4.0 / 6.0).abs() < 1e-12);
}

#[test]
fn nothing_surfaces_at_once() {
    let cells = Triangle::from([((0, 2), 5), ((0, -1), 0)]);
    let known = completeness(&cells, 4, 4, None).unwrap();
    assert_eq!((known.at(0), known.at(1), known.at(2)), (0.0, 0.0, 1.0));
    assert_eq!(known.factors()[1], f64::INFINITY);
}

#[test]
fn states_and_nowcast() {
    let shares = [0.0, 0.499, 0.5, 0.949, 0.95, 1.0, f64::NAN];
    use State::{Arriving, Band, Settled};
    assert_eq!(
        shares.map(state),
        [Arriving, Arriving, Band, Band, Settled, Settled, Arriving]
    );
    assert_eq!(nowcast(10, 0.49), None);
    assert_eq!(nowcast(10, 0.5), Some(21.0));
    assert_eq!(nowcast(0, 0.8), Some((1.0 - 0.8) / 0.8));
    assert_eq!(nowcast(7, 1.0), Some(7.0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn shares_rise_to_one_and_are_the_chain_ladder(
        cells in prop::collection::btree_map((0..12i32, 0..12i32), 0..20i64, 0..60),
        longest in 0..15i32,
        window in prop::option::of(1..15i32),
    ) {
        if let Some(known) = completeness(&cells, 11, longest, window) {
            prop_assert!(known.longest() <= longest.min(11));
            prop_assert_eq!(known.at(known.longest()), 1.0);
            let mut share = 1.0;
            for age in (1..=known.longest()).rev() {
                prop_assert!((0.0..=1.0).contains(&known.at(age - 1)) && known.at(age - 1) <= known.at(age));
                share /= known.factors()[usize::try_from(age - 1).unwrap()];
                prop_assert!((share - known.at(age - 1)).abs() < 1e-9);
            }
        }
    }

    /// When everything has arrived and nothing is cut off, F is simply the share seen.
    #[test]
    fn equals_the_plain_share_when_nothing_is_missing(
        cells in prop::collection::btree_map((0..12i32, 0..6i32), 0..20i64, 1..60),
    ) {
        let total: i64 = cells.values().sum();
        if let Some(known) = completeness(&cells, 100, 6, None) {
            for age in 0..6 {
                let seen: i64 = cells.iter().filter(|((_, delay), _)| *delay <= age).map(|(_, n)| n).sum();
                prop_assert!((known.at(age) - seen as f64 / total as f64).abs() < 1e-9);
            }
        }
    }
}

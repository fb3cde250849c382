//! The outlook against a published triangle, against what arrived later, and against the plainest way to compute it.

use super::*;
use proptest::prelude::*;

fn close(found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() < 1e-6,
        "{found} is not {expected}"
    );
}

/// The cumulative triangle of a file: a row a period, its name first.
fn triangle(text: &str) -> Vec<((i32, i32), f64)> {
    let mut cells = Vec::new();
    for (period, row) in (0..).zip(text.lines().skip(1)) {
        let mut before = 0.0;
        let known = row.split(',').skip(1).filter(|cell| !cell.is_empty());
        for (delay, cell) in (0..).zip(known) {
            let up_to: f64 = cell.parse().unwrap();
            cells.push(((period, delay), up_to - before));
            before = up_to;
        }
    }
    cells
}

#[test]
fn incurred_but_not_reported() {
    let cells = triangle(include_str!("../../../tests/data/delay/raa.csv"));
    let arrivals = Arrivals::of_amounts(cells, 9, 9);
    let found = outlook(&arrivals, None).unwrap();
    // Ultimates by year, as published with the chain ladder (Mack 1994).
    let ultimates = [
        18_834.0,
        16_857.953_917_050_69,
        24_083.370_923_814_92,
        28_703.142_163_420_9,
        28_926.736_343_422_213,
        19_501.103_183_996_383,
        17_749.302_590_295_18,
    ];
    for (period, expected) in found.periods.iter().zip(ultimates) {
        close(period.plain.unwrap(), expected);
    }
    close(still_to_come(&found.periods), 52_135.228_261_210_155);
    let states: Vec<State> = found.periods.iter().map(|period| period.state).collect();
    assert_eq!(states[..3], [State::Settled; 3]);
    assert_eq!(states[7..], [State::Band, State::Arriving, State::Arriving]);
    assert_eq!(found.periods[9].nowcast, None);
    assert_eq!(found.periods[7].band, None);
}

fn day(text: &str) -> i32 {
    use chrono::Datelike;
    text.parse::<chrono::NaiveDate>()
        .unwrap()
        .num_days_from_ce()
}

/// Diagnosis and report of every case, in days.
fn mpox() -> Vec<(i32, i32)> {
    include_str!("../../../tests/data/delay/mpox.csv")
        .lines()
        .skip(1)
        .map(|line| {
            let (occurred, surfaced) = line.split_once(',').unwrap();
            (day(occurred), day(surfaced))
        })
        .collect()
}

fn cells(list: &[(i32, i32)]) -> Triangle {
    let mut cells = Triangle::new();
    for (occurred, surfaced) in list {
        *cells.entry((*occurred, surfaced - occurred)).or_insert(0) += 1;
    }
    cells
}

#[test]
fn the_delays_of_an_outbreak() {
    let list = mpox();
    assert_eq!(list.len(), 3323);
    let last = list.iter().map(|(_, surfaced)| *surfaced).max().unwrap();
    let known = completeness(&cells(&list), last, 60, None).unwrap();
    // Half within 4 days and nine of ten within 6, counted from all of them.
    assert_eq!(
        (known.quantile(0.5), known.quantile(0.9)),
        (Some(4), Some(6))
    );
    // Seen in the middle of it, the reports so far look quicker than they are; the correction is not fooled.
    let middle = day("2022-07-29");
    let by_then: Vec<i32> = list
        .iter()
        .filter(|(_, surfaced)| *surfaced <= middle)
        .map(|(occurred, surfaced)| surfaced - occurred)
        .collect();
    let mean = |delays: &[i32]| f64::from(delays.iter().sum::<i32>()) / delays.len() as f64;
    let whole: Vec<i32> = list
        .iter()
        .filter(|(occurred, _)| *occurred <= middle)
        .map(|(a, b)| (b - a).min(21))
        .collect();
    let corrected = completeness(&cells(&list), middle, 21, None).unwrap();
    let corrected: f64 = (0..corrected.longest())
        .map(|age| 1.0 - corrected.at(age))
        .sum();
    assert!(mean(&by_then) < mean(&whole) - 0.3);
    assert!(
        (corrected - mean(&whole)).abs() < 0.3,
        "{corrected} {}",
        mean(&whole)
    );
}

#[test]
fn nowcasts_of_an_outbreak_against_what_arrived_later() {
    let list = mpox();
    let cells = cells(&list);
    let (mut off, mut raw_off, mut lean, mut inside, mut banded) = (0.0, 0.0, 0.0, 0, 0);
    for as_of in day("2022-07-22")..day("2022-09-20") {
        let arrivals = Arrivals::of(&cells, as_of, 21);
        let found = outlook(&arrivals, None).unwrap();
        for period in found
            .periods
            .iter()
            .filter(|period| period.state == State::Band)
        {
            let end: i64 = (0..=21)
                .map(|delay| cells.get(&(period.period, delay)).unwrap_or(&0))
                .sum();
            let end = end as f64;
            off += (period.nowcast.unwrap() - end).abs();
            lean += period.nowcast.unwrap() - end;
            raw_off += (period.seen - end).abs();
            if let Some((low, high)) = period.band {
                banded += 1;
                inside += i32::from(low <= end && end <= high);
                assert!(low >= period.seen && low <= high);
            }
        }
    }
    // Single days stay noisy: fewer reports arrive at weekends. What matters most is that they do not lean to one side.
    assert!(off < 0.8 * raw_off, "{off} {raw_off}");
    assert!(f64::abs(lean) < 0.3 * raw_off, "{lean} {raw_off}");
    // Eight of ten would lie inside if nothing changed; here the outbreak rose and fell and weekends brought no reports,
    // and it is somewhat more than half. The band knows only what went wrong before.
    let share = f64::from(inside) / f64::from(banded);
    assert!(
        banded > 60 && (0.5..0.95).contains(&share),
        "{inside} of {banded}"
    );
}

/// Where nothing changes, eight of ten end inside the band.
#[test]
fn bands_of_a_steady_house_hold_what_they_say() {
    let mut seed = 7_u64;
    let mut dice = move |sides: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % sides
    };
    let mut cells = Triangle::new();
    for period in 0..260 {
        for _ in 0..20 + dice(30) {
            // Half at once, then half of what is left each week, up to six.
            let delay = (0..6).find(|_| dice(100) < 55).unwrap_or(6);
            *cells.entry((period, delay)).or_insert(0) += 1;
        }
    }
    let (mut inside, mut banded) = (0, 0);
    for now in 110..250 {
        let found = outlook(&Arrivals::of(&cells, now, 6), None).unwrap();
        for period in &found.periods {
            if let Some((low, high)) = period.band {
                let end: i64 = (0..=6)
                    .map(|delay| cells.get(&(period.period, delay)).unwrap_or(&0))
                    .sum();
                banded += 1;
                inside += i32::from(low <= end as f64 && end as f64 <= high);
            }
        }
    }
    let share = f64::from(inside) / f64::from(banded);
    assert!(
        banded > 200 && (0.7..0.9).contains(&share),
        "{inside} of {banded}"
    );
}

#[test]
fn nothing_is_made_up() {
    assert!(outlook(&Arrivals::of(&Triangle::new(), 9, 9), None).is_none());
    assert_eq!(plain(0.0, 0.0), None);
    assert_eq!(
        (plain(3.0, 0.0), plain(3.0, f64::NAN), plain(3.0, 0.5)),
        (None, None, Some(6.0))
    );
    let odd = [
        ((0, 0), f64::NAN),
        ((0, 1), 2.0),
        ((1, 0), 4.0),
        ((1, 0), 1.0),
        ((3, 0), 9.0),
    ];
    let arrivals = Arrivals::of_amounts(odd, 2, 5);
    assert_eq!(
        (
            arrivals.seen(0, 0),
            arrivals.seen(0, 9),
            arrivals.seen(1, 1),
            arrivals.seen(3, 0)
        ),
        (0.0, 2.0, 5.0, 0.0)
    );
    assert_eq!(arrivals.seen(0, -1), 0.0);
}

/// The sums as the formula writes them, for every delay from the start.
fn by_the_formula(cells: &Triangle, now: i32, longest: i32, window: Option<i32>) -> Vec<f64> {
    (1..=longest)
        .map(|d| {
            let old_enough = |t: i32| t <= now - d && window.is_none_or(|m| t > now - d - m);
            let sum = |wanted: &dyn Fn(i32) -> bool| -> i64 {
                cells
                    .iter()
                    .filter(|((t, delay), _)| old_enough(*t) && wanted(*delay))
                    .map(|(_, n)| n)
                    .sum()
            };
            let (at, up_to) = (sum(&|delay| delay == d), sum(&|delay| delay <= d));
            if up_to > 0 {
                at as f64 / up_to as f64
            } else {
                0.0
            }
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn hazards_of_any_moment_follow_the_formula(
        cells in prop::collection::btree_map((0..12i32, 0..12i32), 0..20i64, 0..60),
        now in 0..14i32,
        window in prop::option::of(1..15i32),
    ) {
        let arrivals = Arrivals::of(&cells, 13, 12);
        if let Some(known) = arrivals.completeness(now, window) {
            let expected = by_the_formula(&cells, now, known.longest(), window);
            prop_assert!(known.hazards().iter().zip(&expected).all(|(g, e)| (g - e).abs() < 1e-12));
            prop_assert_eq!(known, completeness(&cells, now, 12, window).unwrap());
        }
    }

    #[test]
    fn every_period_is_there_and_no_band_lies_below_what_is_known(
        cells in prop::collection::btree_map((0..40i32, 0..6i32), 0..9i64, 1..160),
        window in prop::option::of(1..50i32),
    ) {
        if let Some(found) = outlook(&Arrivals::of(&cells, 39, 5), window) {
            let first = cells.keys().next().unwrap().0;
            prop_assert!(found.periods.iter().map(|period| period.period).eq(first..=39));
            for period in &found.periods {
                prop_assert_eq!(period.nowcast.is_none(), period.state == State::Arriving);
                prop_assert!(period.nowcast.is_none_or(|nowcast| nowcast >= period.seen - 1e-9));
                prop_assert!(period.band.is_none_or(|(low, high)| period.seen <= low && low <= high));
            }
        }
    }
}

//! The chart against published numbers, against its own definition, and on the edges.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

fn of(values: &[f64], settings: Settings) -> Chart {
    chart(&some(values), &[], &settings)
}

fn no_floor() -> Settings {
    Settings {
        floor: false,
        ..Settings::default()
    }
}

fn rules(chart: &Chart) -> Vec<Option<Rule>> {
    chart
        .points
        .iter()
        .map(|point| point.signal.map(|signal| signal.rule))
        .collect()
}

fn close(found: f64, expected: f64, relative: f64) {
    let off = (found - expected).abs() / expected.abs().max(f64::MIN_POSITIVE);
    assert!(off < relative, "{found} is not {expected}");
}

/// Rounded to four decimals, as the published numbers are.
fn four(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

fn limits(phase: &Phase) -> (f64, f64) {
    let limits = phase.limits.unwrap();
    (four(limits.lower.unwrap()), four(limits.upper))
}

const SPIKE: [f64; 18] = [
    1., 2., 1., 2., 10., 1., 2., 1., 2., 1., 2., 1., 2., 1., 2., 1., 2., 1.,
];

#[test]
fn one_huge_value() {
    let plain = of(&SPIKE, no_floor());
    assert_eq!(four(plain.phases[0].centre.unwrap()), 1.9444);
    assert_eq!(limits(&plain.phases[0]), (-3.0626, 6.9515));
    let screened = Settings {
        screen: true,
        ..no_floor()
    };
    assert_eq!(limits(&of(&SPIKE, screened).phases[0]), (-0.7156, 4.6044));
    // The floor takes the lower limit away and nothing else.
    let floored = of(&SPIKE, Settings::default());
    let found = floored.phases[0].limits.unwrap();
    assert_eq!((found.lower, four(found.upper)), (None, 6.9515));
    assert_eq!(rules(&floored)[4], Some(Rule::Outside));
    assert_eq!(rules(&floored).iter().flatten().count(), 1);
    // The median does not see the spike: all other ranges are 1.
    let median = Settings {
        form: Form::Median,
        ..no_floor()
    };
    let median = &of(&SPIKE, median).phases[0];
    assert_eq!(limits(median), (-1.2006, 5.0894));
    let ranges = median.ranges.unwrap();
    assert_eq!((ranges.median, ranges.limit), (1.0, 3.865));
}

fn table(text: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let mut series: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for row in reader.records().map(Result::unwrap) {
        let cells = row.iter().skip(1).map(str::to_owned).collect();
        series.entry(row[0].to_owned()).or_default().push(cells);
    }
    series
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

#[test]
fn infections_of_a_hospital() {
    let months = include_str!("../../../tests/data/spc/infections.csv");
    let all: Vec<f64> = table(months)
        .values()
        .map(|rows| number(&rows[0][0]))
        .collect();
    let two_years = Settings {
        baseline: 24,
        ..Settings::default()
    };
    let chart = of(&all[..24], two_years);
    let phase = &chart.phases[0];
    assert_eq!(four(phase.centre.unwrap()), 18.7083);
    let ranges = phase.ranges.unwrap();
    assert_eq!((four(ranges.mean), four(ranges.limit)), (5.3478, 17.4767));
    assert_eq!(limits(phase), (4.4831, 32.9336));
    assert_eq!(phase.standing, Standing::Locked);
    // Against these limits the months after the change are a run from the first one on.
    let longer = of(&all, two_years);
    assert_eq!(longer.phases[0].limits, phase.limits);
    assert_eq!(longer.phases[0].runs, [(21, 35)]);
    // The change as a phase of its own: the old one stays as it was.
    let two = chart_from(&all, &[24], two_years);
    assert_eq!(two.phases.len(), 2);
    assert_eq!(two.phases[0], *phase);
    assert_eq!((two.phases[1].from, two.phases[1].to), (24, 36));
    assert_eq!(two.points[24].moving_range, None);
    assert_eq!(two.phases[1].standing, Standing::Growing);
}

fn chart_from(values: &[f64], starts: &[usize], settings: Settings) -> Chart {
    chart(&some(values), starts, &settings)
}

/// Limits from all values, no floor: what the other programs do.
fn whole(values: &[f64], screen: bool) -> Chart {
    let settings = Settings {
        baseline: values.len(),
        screen,
        ..no_floor()
    };
    of(values, settings)
}

#[test]
fn the_limits_and_flags_of_plot_the_dots() {
    let mut compared = 0;
    for (name, rows) in table(include_str!("../../../tests/data/spc/plot_the_dots.csv")) {
        for screened in ["true", "false"] {
            let rows: Vec<_> = rows.iter().filter(|row| row[0] == screened).collect();
            let values: Vec<f64> = rows.iter().map(|row| number(&row[1])).collect();
            let chart = whole(&values, screened == "true");
            let phase = &chart.phases[0];
            for (row, point) in rows.iter().zip(&chart.points) {
                close(phase.centre.unwrap(), number(&row[2]), 1e-6);
                let limits = phase.limits.unwrap();
                close(limits.lower.unwrap(), number(&row[3]), 1e-6);
                close(limits.upper, number(&row[4]), 1e-6);
                let outside = point
                    .signal
                    .is_some_and(|signal| signal.rule == Rule::Outside);
                assert_eq!(outside.to_string(), row[5], "{name} {:?}", point.y);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 272);
}

#[test]
fn the_limits_of_qicharts2_with_its_own_constant() {
    let mut compared = 0;
    for rows in table(include_str!("../../../tests/data/spc/qicharts2.csv")).values() {
        let values: Vec<f64> = rows.iter().map(|row| number(&row[0])).collect();
        let phase = &whole(&values, false).phases[0];
        let centre = phase.centre.unwrap();
        // It multiplies by 3 / 1.128 where Wheeler rounds that to 2.66.
        let reach = (phase.limits.unwrap().upper - centre) * (3.0 / 1.128) / 2.66;
        for row in rows {
            close(centre, number(&row[1]), 1e-6);
            close(centre - reach, number(&row[2]), 1e-6);
            close(centre + reach, number(&row[3]), 1e-6);
            let y = number(&row[0]);
            assert_eq!((y - centre).abs() > reach, row[4] == "true");
            compared += 1;
        }
    }
    assert_eq!(compared, 136);
}

#[test]
fn limits_come_with_values_and_are_locked() {
    let wave = |n: usize| -> Vec<f64> { (0..n).map(|i| [4.0, 9.0, 6.0, 11.0][i % 4]).collect() };
    let standing = |n| of(&wave(n), Settings::default()).phases[0].standing;
    use Standing::{Growing, Locked, TooFew, Trial};
    assert_eq!(
        [0, 5, 6, 11, 12, 19, 20, 90].map(standing),
        [
            TooFew, TooFew, Trial, Trial, Growing, Growing, Locked, Locked
        ]
    );
    assert_eq!(of(&wave(5), Settings::default()).phases[0].limits, None);
    assert_eq!(
        of(&wave(5), Settings::default()).phases[0].centre,
        Some(6.8)
    );
    let nothing = of(&[], Settings::default());
    assert_eq!((nothing.phases.len(), nothing.phases[0].centre), (1, None));
    // What comes later does not move them.
    let mut long = wave(20);
    let locked = of(&long, Settings::default()).phases[0].limits;
    long.extend([500.0; 40]);
    assert_eq!(of(&long, Settings::default()).phases[0].limits, locked);
    // A short baseline is a trial for ever, and never shorter than six.
    let short = Settings {
        baseline: 2,
        ..Settings::default()
    };
    assert_eq!(of(&wave(30), short).phases[0].standing, Trial);
    assert_eq!(
        of(&wave(30), short).phases[0].limits,
        of(&wave(6), short).phases[0].limits
    );
}

/// Twenty values around 10 with limits of 10 ± 2.66 · 2, then others.
fn after_a_baseline(more: &[f64]) -> Chart {
    let usual = (0..20).map(|i| if i % 2 == 0 { 9.0 } else { 11.0 });
    let values: Vec<f64> = usual.chain(more.iter().copied()).collect();
    of(&values, Settings::default())
}

fn later(more: &[f64]) -> Vec<Option<Rule>> {
    rules(&after_a_baseline(more)).split_off(20)
}

#[test]
fn outside_the_limits() {
    let limits = after_a_baseline(&[]).phases[0].limits.unwrap();
    let (lower, upper) = (limits.lower.unwrap(), limits.upper);
    assert_eq!((four(lower), four(upper)), (4.68, 15.32));
    assert_eq!(
        later(&[15.33, 10.0, 4.67, 10.0, upper, 10.0, lower]),
        [
            Some(Rule::Outside),
            None,
            Some(Rule::Outside),
            None,
            None,
            None,
            None
        ]
    );
    let sides: Vec<Side> = after_a_baseline(&[16.0, 2.0])
        .points
        .iter()
        .filter_map(|point| point.signal.map(|signal| signal.side))
        .collect();
    assert_eq!(sides, [Side::Above, Side::Below]);
}

#[test]
fn eight_in_a_row_on_one_side() {
    // The baseline ends above the centre: a 9 parts the two.
    let seven = [&[9.0][..], &[11.0; 7], &[9.0]].concat();
    assert_eq!(later(&seven).iter().flatten().count(), 0);
    let eight = after_a_baseline(&[&[9.0][..], &[11.0; 8], &[9.0]].concat());
    assert_eq!(rules(&eight).iter().flatten().count(), 8);
    assert_eq!(eight.phases[0].runs, [(21, 28)]);
    // A point on the centre is on neither side: it ends the run.
    let tie = [&[9.0][..], &[11.0; 4], &[10.0], &[11.0; 4], &[9.0]].concat();
    assert_eq!(later(&tie).iter().flatten().count(), 0);
    assert_eq!(later(&[10.0; 12]).iter().flatten().count(), 0);
    // A stronger rule has its point, and the run goes on through it.
    let mixed = later(&[&[9.0][..], &[11.0; 4], &[20.0], &[11.0; 3]].concat());
    assert_eq!(mixed[5], Some(Rule::Outside));
    assert_eq!(
        mixed
            .iter()
            .filter(|rule| **rule == Some(Rule::Run))
            .count(),
        7
    );
    // Missing values neither break nor lengthen it.
    let usual = (0..20).map(|i| Some(if i % 2 == 0 { 9.0 } else { 11.0 }));
    let gaps = [
        None,
        Some(9.0),
        Some(11.0),
        None,
        None,
        Some(11.0),
        Some(11.0),
        Some(f64::NAN),
        Some(11.0),
    ];
    let more = [Some(11.0), Some(11.0), Some(11.0)];
    let values: Vec<Option<f64>> = usual.chain(gaps).chain(more).collect();
    let seven = chart(&values, &[], &Settings::default());
    assert_eq!(rules(&seven).iter().flatten().count(), 0);
    assert_eq!(seven.points[27].y, None);
    let values: Vec<Option<f64>> = values.into_iter().chain([None, Some(11.0)]).collect();
    let eight = chart(&values, &[], &Settings::default());
    assert_eq!(rules(&eight).iter().flatten().count(), 8);
    assert_eq!(eight.phases[0].runs, [(22, 33)]);
}

#[test]
fn three_of_four_nearer_a_limit() {
    let near = Some(Rule::Near);
    // Halfway is 12.66 and 7.34.
    assert_eq!(later(&[13.0, 10.0, 13.0, 13.0]), [near, None, near, near]);
    assert_eq!(later(&[13.0, 13.0, 13.0]), [near; 3]);
    assert_eq!(later(&[7.0, 7.0, 10.0, 7.0]), [near, near, None, near]);
    assert_eq!(later(&[13.0, 10.0, 10.0, 13.0, 13.0]), [None; 5]);
    // Both limits together are no pattern.
    assert_eq!(later(&[13.0, 7.0, 13.0, 7.0]), [None; 4]);
    // Without a lower limit nothing is near it.
    let few = [[0.0, 2.0], [1.0, 3.0]].concat().repeat(5);
    let values: Vec<f64> = few.into_iter().chain([0.0, 0.0, 0.0]).collect();
    assert_eq!(
        rules(&of(&values, Settings::default()))
            .iter()
            .flatten()
            .count(),
        0
    );
}

#[test]
fn phases_stand_for_themselves() {
    let values: Vec<f64> = (0..40).map(|i| f64::from(i % 3 + i / 20 * 50)).collect();
    let both = chart_from(&values, &[20, 0, 20, 99], Settings::default());
    assert_eq!(both.phases.len(), 2);
    assert_eq!(rules(&both).iter().flatten().count(), 0);
    let second = of(&values[20..], Settings::default());
    assert_eq!(both.phases[1].limits, second.phases[0].limits);
    assert_eq!(both.points[20..], second.points);
    // A run does not reach across.
    let level = [[9.0, 11.0].repeat(10), vec![9.0; 4], vec![9.0; 4]].concat();
    assert_eq!(
        rules(&chart_from(&level, &[24], Settings::default()))
            .iter()
            .flatten()
            .count(),
        0
    );
}

#[test]
fn values_that_never_move() {
    // Sums of tenths are a hair off, which is no signal.
    let same = of(&[0.1; 30], Settings::default());
    assert_eq!(rules(&same), [None; 30]);
    let limits = same.phases[0].limits.unwrap();
    close(limits.upper, 0.1, 1e-12);
    let zero = of(&[0.0; 30], Settings::default());
    assert_eq!(
        zero.phases[0].limits,
        Some(Limits {
            lower: Some(0.0),
            upper: 0.0
        })
    );
    assert_eq!(rules(&zero), [None; 30]);
    // Then one moves: that is new.
    let moved = of(
        &[[0.0; 20].as_slice(), &[1.0]].concat(),
        Settings::default(),
    );
    assert_eq!(rules(&moved)[20], Some(Rule::Outside));
}

#[test]
fn a_median_range_of_zero_gives_way_to_the_mean() {
    let mut values = vec![1.0; 20];
    values[7] = 5.0;
    let median = Settings {
        form: Form::Median,
        ..Settings::default()
    };
    let found = of(&values, median);
    assert_eq!(found.phases[0].form, Form::Mean);
    assert_eq!(
        found.phases[0].limits,
        of(&values, Settings::default()).phases[0].limits
    );
}

#[test]
fn numbers_that_are_none() {
    let mut odd = some(&SPIKE);
    odd.insert(3, Some(f64::NAN));
    odd.insert(9, Some(f64::INFINITY));
    odd.insert(0, None);
    let found = chart(&odd, &[], &Settings::default());
    assert_eq!(
        found.phases[0].limits,
        of(&SPIKE, Settings::default()).phases[0].limits
    );
    assert_eq!((found.phases[0].known, found.points.len()), (18, 21));
    // Too large to compute with: no limits rather than nonsense.
    let huge: Vec<f64> = (0..20)
        .map(|i| f64::MAX * if i % 2 == 0 { 1.0 } else { -1.0 })
        .collect();
    let found = of(&huge, no_floor());
    assert_eq!(
        (found.phases[0].limits, rules(&found)),
        (None, vec![None; 20])
    );
}

fn any_values() -> impl Strategy<Value = Vec<Option<f64>>> {
    let value = prop_oneof![
        3 => (0..40i32).prop_map(|n| Some(f64::from(n))),
        3 => (-50.0..50.0f64).prop_map(Some),
        1 => Just(None),
        1 => Just(Some(f64::NAN)),
    ];
    prop::collection::vec(value, 0..70)
}

fn any_settings() -> impl Strategy<Value = Settings> {
    (any::<bool>(), any::<bool>(), any::<bool>(), 0..40usize).prop_map(
        |(median, screen, floor, baseline)| Settings {
            form: if median { Form::Median } else { Form::Mean },
            screen,
            floor,
            baseline,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn phases_tile_the_points_and_limits_hold_the_centre(
        values in any_values(),
        starts in prop::collection::vec(0..80usize, 0..5),
        settings in any_settings(),
    ) {
        let found = chart(&values, &starts, &settings);
        prop_assert_eq!(found.points.len(), values.len());
        let mut next = 0;
        for phase in &found.phases {
            prop_assert_eq!(phase.from, next);
            next = phase.to;
            if let (Some(limits), Some(centre)) = (phase.limits, phase.centre) {
                prop_assert!(phase.known >= LEAST && limits.upper >= centre);
                prop_assert!(limits.lower.is_none_or(|lower| lower <= centre && (lower >= 0.0 || !settings.floor)));
            }
            // Each stands for itself.
            let alone = chart(&values[phase.from..phase.to], &[], &settings);
            prop_assert_eq!(&found.points[phase.from..phase.to], &alone.points[..]);
        }
        prop_assert_eq!(next, values.len());
        for point in &found.points {
            prop_assert!(point.y.is_some() || (point.signal.is_none() && point.moving_range.is_none()));
        }
    }

    /// Taking the missing values away, or putting some in, changes nothing else.
    #[test]
    fn missing_values_are_passed_over(values in any_values(), settings in any_settings()) {
        let with = chart(&values, &[], &settings);
        let known: Vec<Option<f64>> = values.iter().copied().filter(|y| y.is_some_and(f64::is_finite)).collect();
        let without = chart(&known, &[], &settings);
        prop_assert_eq!(with.phases[0].limits, without.phases[0].limits);
        let left: Vec<Point> = with.points.into_iter().filter(|point| point.y.is_some()).collect();
        prop_assert_eq!(left, without.points);
    }

    /// Moved and stretched values have moved and stretched limits, and the same signals.
    #[test]
    fn follows_the_unit(
        values in prop::collection::vec(0..60i32, 0..60),
        stretch in 1..9i32,
        shift in -90..90i32,
        settings in any_settings(),
    ) {
        let settings = Settings { floor: false, ..settings };
        let plain = chart(&some(&values.iter().map(|n| f64::from(*n)).collect::<Vec<_>>()), &[], &settings);
        let moved: Vec<f64> = values.iter().map(|n| f64::from(n * stretch + shift)).collect();
        let moved = of(&moved, settings);
        prop_assert_eq!(rules(&plain), rules(&moved));
        if let (Some(one), Some(other)) = (plain.phases[0].limits, moved.phases[0].limits) {
            let expected = one.upper * f64::from(stretch) + f64::from(shift);
            prop_assert!((other.upper - expected).abs() < 1e-9 * (1.0 + expected.abs()));
        }
    }

    /// The rules as they are written down, looked for in the plainest way.
    #[test]
    fn signals_follow_the_definition(values in prop::collection::vec(0..30i32, 0..60), settings in any_settings()) {
        let values: Vec<f64> = values.iter().map(|n| f64::from(*n)).collect();
        let found = of(&values, settings);
        let phase = &found.phases[0];
        let (Some(limits), Some(centre)) = (phase.limits, phase.centre) else {
            prop_assert!(found.points.iter().all(|point| point.signal.is_none()));
            return Ok(());
        };
        let above = |y: f64, line: f64| y - line > 1e-9;
        let outside = |y: f64| above(y, limits.upper) || limits.lower.is_some_and(|lower| above(lower, y));
        let near_upper = |y: &f64| above(*y, (centre + limits.upper) / 2.0);
        let near_lower = |y: &f64| limits.lower.is_some_and(|lower| above((centre + lower) / 2.0, *y));
        for (i, point) in found.points.iter().enumerate() {
            let inside = |size: usize, holds: &dyn Fn(&[f64]) -> bool| {
                (i.saturating_sub(size - 1)..=i).any(|from| values.get(from..from + size).is_some_and(holds))
            };
            let run = inside(8, &|eight| {
                eight.iter().all(|y| above(*y, centre)) || eight.iter().all(|y| above(centre, *y))
            });
            let crowded = |few: &[f64], near: &dyn Fn(&f64) -> bool| few.iter().filter(|y| near(y)).count() >= 3 && near(&values[i]);
            let either = |few: &[f64]| crowded(few, &near_upper) || crowded(few, &near_lower);
            let near = inside(4, &either) || inside(3, &either);
            let expected = match () {
                () if outside(values[i]) => Some(Rule::Outside),
                () if run => Some(Rule::Run),
                () if near => Some(Rule::Near),
                () => None,
            };
            prop_assert_eq!(point.signal.map(|signal| signal.rule), expected, "point {}", i);
        }
    }
}

//! Rare events: published numbers, the definition, the edges.

use super::*;
use crate::stats::xmr::{self, Limits, Rule, Settings, Side, Standing};
use proptest::prelude::*;

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

fn four(number: f64) -> f64 {
    (number * 1e4).round() / 1e4
}

const BETWEEN: [f64; 12] = [3., 10., 0., 5., 22., 7., 1., 14., 9., 4., 2., 30.];

#[test]
fn events_between() {
    let found = g_chart(&some(&BETWEEN), &[], &Settings::default(), Some(38.0));
    let phase = &found.chart.phases[0];
    assert_eq!(four(phase.centre.unwrap()), 8.9167);
    let limits = phase.limits.unwrap();
    assert_eq!((limits.lower, four(limits.upper)), (None, 37.1268));
    assert_eq!(found.medians, [Some(6.0)]);
    assert_eq!(phase.standing, Standing::Growing);
    assert!(
        found
            .chart
            .points
            .iter()
            .all(|point| point.signal.is_none())
    );
    assert!(found.open.unwrap().silence);
    let open = |so_far| g_chart(&some(&BETWEEN), &[], &Settings::default(), Some(so_far)).open;
    assert!(!open(37.0).unwrap().silence);
    assert_eq!((open(-1.0), open(f64::NAN)), (None, None));
    // One that is over, and longer than the limit of those before it.
    let more = [BETWEEN.as_slice(), &[3.0; 8], &[90.0]].concat();
    let found = g_chart(&some(&more), &[], &Settings::default(), None);
    let signals: Vec<_> = found
        .chart
        .points
        .iter()
        .filter_map(|point| point.signal)
        .collect();
    // The 30 is outside of them too, now that there are more to compare it with.
    assert_eq!(signals.len(), 2);
    assert_eq!(
        (signals[0].rule, signals[0].side),
        (Rule::Outside, Side::Above)
    );
    assert_eq!(found.chart.phases[0].centre, Some(131.0 / 20.0));
}

#[test]
fn days_between() {
    // Waiting times of a steady process: the quantiles of an exponential distribution in a mixed order.
    let days: Vec<f64> = (0..20)
        .map(|i| -30.0 * (1.0 - (f64::from(i * 7 % 20) + 0.5) / 20.0).ln())
        .collect();
    let found = t_chart(&some(&days), &[], &Settings::default(), Some(400.0));
    let phase = &found.chart.phases[0];
    let mean = days.iter().sum::<f64>() / 20.0;
    let middle = found.medians[0].unwrap();
    let centre = phase.centre.unwrap();
    assert!(
        centre < mean && (centre / middle - 1.0).abs() < 0.2,
        "{centre} {middle}"
    );
    // The definition, word for word.
    let evened: Vec<f64> = days.iter().map(|t| t.powf(1.0 / 3.6)).collect();
    let y = xmr::chart(&some(&evened), &[], &Settings::default());
    let limits = y.phases[0].limits.unwrap();
    let expected = Limits {
        lower: limits.lower.map(|lower| lower.powf(3.6)),
        upper: limits.upper.powf(3.6),
    };
    assert_eq!(phase.limits, Some(expected));
    assert!(
        found
            .chart
            .points
            .iter()
            .all(|point| point.signal.is_none())
    );
    let open = found.open.unwrap();
    assert_eq!((open.so_far, open.silence), (400.0, true));
    assert!(
        !t_chart(&some(&days), &[], &Settings::default(), Some(60.0))
            .open
            .unwrap()
            .silence
    );
    // Suddenly every other day: too often is a signal by the run.
    let crowded = [days.as_slice(), &[2.0; 8]].concat();
    let found = t_chart(&some(&crowded), &[], &Settings::default(), None);
    let last = found.chart.points.last().unwrap().signal.unwrap();
    assert_eq!((last.rule, last.side), (Rule::Run, Side::Below));
    assert_eq!(found.open, None);
}

#[test]
fn too_few_and_impossible_ones() {
    for chart in [g_chart, t_chart] {
        let nothing = chart(&[], &[], &Settings::default(), Some(900.0));
        assert_eq!(
            (nothing.medians.as_slice(), nothing.chart.phases[0].limits),
            ([None].as_slice(), None)
        );
        assert!(!nothing.open.unwrap().silence);
        let odd = [Some(-4.0), Some(f64::NAN), None, Some(3.0)];
        let found = chart(&odd, &[], &Settings::default(), None);
        assert_eq!(
            (found.chart.phases[0].known, found.medians[0]),
            (1, Some(3.0))
        );
        assert_eq!(found.chart.points[0].y, None);
        let same_day = chart(&some(&[0.0; 9]), &[], &Settings::default(), Some(1.0));
        assert_eq!(same_day.chart.phases[0].limits.unwrap().upper, 0.0);
        assert!(same_day.open.unwrap().silence);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn phases_stand_for_themselves_and_limits_hold_the_centre(
        days in prop::collection::vec(prop_oneof![5 => (0..400i32).prop_map(|n| Some(f64::from(n))), 1 => Just(None)], 0..70),
        start in 1..70usize,
        baseline in 0..30usize,
    ) {
        let settings = Settings { baseline, ..Settings::default() };
        for chart in [g_chart, t_chart] {
            let found = chart(&days, &[start], &settings, None);
            prop_assert_eq!(found.medians.len(), found.chart.phases.len());
            for phase in &found.chart.phases {
                let alone = chart(&days[phase.from..phase.to], &[], &settings, None);
                prop_assert_eq!(&found.chart.points[phase.from..phase.to], &alone.chart.points[..]);
                if let (Some(limits), Some(centre)) = (phase.limits, phase.centre) {
                    prop_assert!(limits.upper >= centre * (1.0 - 1e-12));
                    prop_assert!(limits.lower.is_none_or(|lower| (0.0..=centre * (1.0 + 1e-12)).contains(&lower)));
                }
            }
        }
    }
}

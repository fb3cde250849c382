//! Charts of values that do not lie evenly around their middle, computed of another measure of them and brought back.

use super::{Chart, Limits, Phase, Point, Settings, chart};

/// From one measure to another.
type Way = fn(f64) -> f64;

/// The chart of values of 0 and above, computed of `there` of each, rules and all, with centre and limits brought back by
/// `back`. A value below 0 counts as missing; [`Settings::floor`] is taken as on; ranges are not told.
pub fn evened(
    values: &[Option<f64>],
    starts: &[usize],
    settings: &Settings,
    (there, back): (Way, Way),
) -> Chart {
    let known: Vec<Option<f64>> = values.iter().map(|y| y.filter(|y| *y >= 0.0)).collect();
    let even: Vec<Option<f64>> = known.iter().map(|y| y.map(there)).collect();
    let floored = Settings {
        floor: true,
        ..*settings
    };
    let mut chart = chart(&even, starts, &floored);
    for (point, y) in chart.points.iter_mut().zip(&known) {
        *point = Point {
            // What is too large to compute with is missing there, too.
            y: point.y.and(*y),
            moving_range: None,
            signal: point.signal,
        };
    }
    let bring_back = |phase: &mut Phase| {
        phase.centre = phase.centre.map(back);
        phase.limits = phase.limits.map(|limits| Limits {
            lower: limits.lower.map(back),
            upper: back(limits.upper),
        });
        phase.ranges = None;
    };
    chart.phases.iter_mut().for_each(bring_back);
    chart
}

/// The chart of times in minutes, from at once to years: y = ln(1 + t), back by t = e^y - 1.
///
/// One time of a year among times of a day would move the mean, and make a signal of every day. On this measure, that of
/// the delay ladder, a step from an hour to two is as wide as one from a week to two.
pub fn times(minutes: &[Option<f64>], starts: &[usize], settings: &Settings) -> Chart {
    evened(minutes, starts, settings, (f64::ln_1p, f64::exp_m1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_year_among_days_makes_no_signal_of_each_day() {
        let day = 1_440.0;
        let year = 365.0 * day;
        let days = [
            day,
            0.0,
            day,
            2.0 * day,
            0.0,
            year,
            day,
            0.0,
            day,
            day,
            0.0,
            day,
            3.0 * day,
            0.0,
            day,
        ];
        let known: Vec<Option<f64>> = days.iter().copied().map(Some).collect();
        let settings = Settings::default();
        let signals = |chart: &Chart| chart.points.iter().filter(|p| p.signal.is_some()).count();
        assert!(signals(&chart(&known, &[], &settings)) > 8);
        let of_times = times(&known, &[], &settings);
        assert_eq!(signals(&of_times), 0);
        let centre = of_times.phases[0].centre.unwrap();
        assert!((0.0..day).contains(&centre), "{centre}");
        assert_eq!(of_times.points[5].y, Some(year));
        assert_eq!(of_times.phases[0].limits.unwrap().lower, None);
    }

    #[test]
    fn the_same_as_a_chart_of_the_logarithms() {
        let minutes = [50.0, 70.0, 60.0, 90.0, 55.0, 65.0, 400.0].map(Some);
        let logs = minutes.map(|t| t.map(f64::ln_1p));
        let settings = Settings::default();
        let (there, here) = (
            chart(&logs, &[], &settings),
            times(&minutes, &[], &settings),
        );
        let (a, b) = (
            there.phases[0].limits.unwrap(),
            here.phases[0].limits.unwrap(),
        );
        assert!((a.upper.exp_m1() - b.upper).abs() < 1e-9);
        let signals = |chart: &Chart| chart.points.iter().map(|p| p.signal).collect::<Vec<_>>();
        assert_eq!(signals(&there), signals(&here));
        assert_eq!(times(&[Some(-1.0), None], &[], &settings).points[0].y, None);
    }
}

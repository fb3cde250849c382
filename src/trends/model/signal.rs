//! Signals: what the three rules set apart from the usual coming and going, each kept once.

use crate::{
    kernel::{
        code::Code,
        ids::Id,
        time::{Week, day_in_words},
    },
    stats::{
        Cell,
        xmr::{self, Chart, Phase, Rule, Side, Standing},
    },
};
use chrono::NaiveDate;

/// The code by which staff name a signal, a change, a phase or closed weeks.
pub(crate) type Reference = Code<6>;

crate::words! {
    /// What is looked at week by week.
    Series {
        /// How many reports were told.
        Reports = "reports",
        /// The time within which half of them was told, in minutes; of weeks with enough reports.
        TimeToSurface = "time_to_surface",
        /// The share told within the length of a shift, from 0 to 1; of weeks with enough reports.
        SameShift = "same_shift",
    }
}

crate::words! {
    /// What sets it apart.
    SignalRule {
        /// Outside the limits.
        Outside = "outside",
        /// Eight or more in a row on one side of what is usual.
        Run = "run",
        /// Three of four in a row nearer a limit than the centre.
        Near = "near",
        /// Fewer reports than a place's own lower limit.
        Silence = "silence",
    }
}

crate::words! {
    /// On which side of what is usual.
    SignalSide {
        /// Larger values.
        Above = "above",
        /// Smaller values.
        Below = "below",
    }
}

impl Series {
    /// As people read it.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Reports => "How much people tell us",
            Self::TimeToSurface => "How soon people speak up",
            Self::SameShift => "How many speak up within the same shift",
        }
    }
}

impl SignalRule {
    /// As people read it.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Outside => "outside the limits",
            Self::Run => "eight or more in a row on one side of what is usual",
            Self::Near => "three of four near a limit",
            Self::Silence => "a silence",
        }
    }
}

impl From<Side> for SignalSide {
    fn from(side: Side) -> Self {
        match side {
            Side::Above => Self::Above,
            Side::Below => Self::Below,
        }
    }
}

/// What was found on a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Finding {
    /// Of what.
    pub(crate) series: Series,
    /// By which rule.
    pub(crate) rule: SignalRule,
    /// On which side.
    pub(crate) side: SignalSide,
    /// Its first period: a new phase may begin here.
    pub(crate) week: Week,
    /// Its latest period so far.
    pub(crate) last: Week,
    /// How many weeks a period has.
    pub(crate) weeks: u32,
    /// What was seen in the first period; of a run the mean of its first eight.
    pub(crate) value: f64,
    /// What is usual.
    pub(crate) usual: f64,
}

/// A signal as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Signal {
    /// Its public name.
    pub(crate) reference: Reference,
    /// Where.
    pub(crate) place: Id,
    /// What was found.
    pub(crate) found: Finding,
    /// The day on which it was found.
    pub(crate) found_on: NaiveDate,
    /// Whether it was found in what everybody who sees trends may see.
    pub(crate) published: bool,
    /// Whether somebody wrote a note.
    pub(crate) noted: bool,
}

impl Finding {
    /// What was seen, without a number: anybody who may know of it may read it.
    pub(crate) fn in_words(&self) -> String {
        let what = match (self.series, self.side) {
            (Series::Reports, SignalSide::Above) => "more reports than usual",
            (Series::Reports, SignalSide::Below) => "fewer reports than usual",
            (Series::TimeToSurface, SignalSide::Above) => "people spoke up later than usual",
            (Series::TimeToSurface, SignalSide::Below) => "people spoke up sooner than usual",
            (Series::SameShift, SignalSide::Above) => {
                "more than usual was told within the same shift"
            }
            (Series::SameShift, SignalSide::Below) => {
                "less than usual was told within the same shift"
            }
        };
        let from = day_in_words(self.week.monday());
        let when = match (self.rule, self.weeks) {
            (SignalRule::Run, 1) => format!("week after week from {from} on"),
            (SignalRule::Run, weeks) => format!("from {from} on, {weeks} weeks at a time"),
            (_, 1) => format!("in the week of {from}"),
            (_, weeks) => format!("in the {weeks} weeks from {from} on"),
        };
        format!("{what} {when}")
    }

    /// The question that it asks.
    pub(crate) fn question(&self) -> &'static str {
        match (self.series, self.side) {
            (Series::Reports, SignalSide::Below) => "Fewer problems, or harder to say?",
            _ => "What in the system changed?",
        }
    }

    /// Whether a period lies in it.
    pub(crate) fn holds(&self, week: Week) -> bool {
        self.week <= week && week < self.last.plus(i64::from(self.weeks))
    }
}

/// So many make a run.
const RUN: usize = 8;

/// Three of four.
const FOUR: usize = 4;

/// The signals of a chart whose latest period ends after `since`, oldest first. Trial limits make none: with the
/// next points they may be gone.
pub(crate) fn find(
    series: Series,
    cells: &[Cell],
    chart: &Chart,
    since: NaiveDate,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for phase in &chart.phases {
        if matches!(phase.standing, Standing::Growing | Standing::Locked) {
            of_phase(series, cells, chart, phase, &mut found);
        }
    }
    found.retain(|one| one.last.plus(i64::from(one.weeks)).monday() > since);
    found.sort_by_key(|one| (one.week, one.rule));
    found
}

/// A stretch of points that one rule marks: indices of the chart.
struct Stretch {
    rule: Rule,
    side: Side,
    points: Vec<usize>,
}

fn of_phase(
    series: Series,
    cells: &[Cell],
    chart: &Chart,
    phase: &Phase,
    found: &mut Vec<Finding>,
) {
    let Some(centre) = phase.centre.filter(|_| phase.limits.is_some()) else {
        return;
    };
    let known: Vec<usize> = (phase.from..phase.to)
        .filter(|i| chart.points.get(*i).is_some_and(|point| point.y.is_some()))
        .collect();
    let mut stretches = Vec::new();
    for (rule, gap) in [(Rule::Outside, 1), (Rule::Near, FOUR - 1)] {
        for side in [Side::Above, Side::Below] {
            marked(chart, &known, rule, side, gap, &mut stretches);
        }
    }
    for (first, last) in &phase.runs {
        let points: Vec<usize> = known
            .iter()
            .copied()
            .filter(|i| (first..=last).contains(&i))
            .collect();
        let above = value(chart, *first).is_some_and(|y| y > centre);
        stretches.push(Stretch {
            rule: Rule::Run,
            side: if above { Side::Above } else { Side::Below },
            points,
        });
    }
    found.extend(
        stretches
            .iter()
            .filter_map(|stretch| finding(series, cells, chart, centre, stretch)),
    );
}

/// The points of one rule and side, those apart that are more than `gap` known points away from each other.
fn marked(
    chart: &Chart,
    known: &[usize],
    rule: Rule,
    side: Side,
    gap: usize,
    stretches: &mut Vec<Stretch>,
) {
    let wanted = xmr::Signal { rule, side };
    let mut before: Option<usize> = None;
    for (position, index) in known.iter().enumerate() {
        let signal = chart.points.get(*index).and_then(|point| point.signal);
        if signal != Some(wanted) {
            continue;
        }
        match (before, stretches.last_mut()) {
            (Some(last), Some(stretch)) if position - last <= gap => stretch.points.push(*index),
            _ => stretches.push(Stretch {
                rule,
                side,
                points: vec![*index],
            }),
        }
        before = Some(position);
    }
}

fn value(chart: &Chart, index: usize) -> Option<f64> {
    chart.points.get(index).and_then(|point| point.y)
}

fn finding(
    series: Series,
    cells: &[Cell],
    chart: &Chart,
    usual: f64,
    stretch: &Stretch,
) -> Option<Finding> {
    let (first, last) = (*stretch.points.first()?, *stretch.points.last()?);
    let (cell, last) = (cells.get(first)?, cells.get(last)?);
    let value = if stretch.rule == Rule::Run {
        let of: Vec<f64> = stretch
            .points
            .iter()
            .take(RUN)
            .filter_map(|i| value(chart, *i))
            .collect();
        // Eight at most: exact.
        of.iter().sum::<f64>() / of.len().max(1) as f64
    } else {
        value(chart, first)?
    };
    let side = SignalSide::from(stretch.side);
    let rule = match stretch.rule {
        Rule::Outside if series == Series::Reports && side == SignalSide::Below => {
            SignalRule::Silence
        }
        Rule::Outside => SignalRule::Outside,
        Rule::Run => SignalRule::Run,
        Rule::Near => SignalRule::Near,
    };
    Some(Finding {
        series,
        rule,
        side,
        week: Week::of(cell.from),
        last: Week::of(last.from),
        weeks: cell.weeks,
        value,
        usual,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::xmr::{Settings, chart};

    fn week(n: i64) -> Week {
        Week::of("2026-01-05".parse().unwrap()).plus(n)
    }

    fn found_in(values: &[f64], since: i64) -> Vec<(SignalRule, SignalSide, i64, i64)> {
        let cells: Vec<Cell> = (0..)
            .zip(values)
            .map(|(n, _)| Cell {
                from: week(n).monday(),
                weeks: 1,
                n: Some(0),
            })
            .collect();
        let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
        let chart = chart(&values, &[], &Settings::default());
        find(Series::Reports, &cells, &chart, week(since).monday())
            .iter()
            .map(|one| {
                (
                    one.rule,
                    one.side,
                    one.week.since(week(0)),
                    one.last.since(week(0)),
                )
            })
            .collect()
    }

    fn usual() -> Vec<f64> {
        (0..20)
            .map(|n| if n % 2 == 0 { 9.0 } else { 11.0 })
            .collect()
    }

    #[test]
    fn a_rise_and_a_fall_are_told_apart() {
        let mut values = usual();
        values.push(30.0);
        assert_eq!(
            found_in(&values, 0),
            [(SignalRule::Outside, SignalSide::Above, 20, 20)]
        );
        values[20] = 1.0;
        assert_eq!(
            found_in(&values, 0),
            [(SignalRule::Silence, SignalSide::Below, 20, 20)]
        );
    }

    #[test]
    fn a_run_that_grows_begins_where_it_began() {
        let mut values = usual();
        values.extend([11.5, 10.5, 11.5, 10.5, 11.5, 10.5, 11.5]);
        // The run began with the 11 before it.
        assert_eq!(
            found_in(&values, 0),
            [(SignalRule::Run, SignalSide::Above, 19, 26)]
        );
        values.push(10.5);
        assert_eq!(
            found_in(&values, 0),
            [(SignalRule::Run, SignalSide::Above, 19, 27)]
        );
    }

    #[test]
    fn weeks_in_a_row_outside_the_limits_are_one_signal() {
        let mut values = usual();
        values.extend([30.0, 31.0, 10.0, 32.0]);
        assert_eq!(
            found_in(&values, 0),
            [
                (SignalRule::Outside, SignalSide::Above, 20, 21),
                (SignalRule::Outside, SignalSide::Above, 23, 23)
            ]
        );
    }

    #[test]
    fn old_ones_and_those_of_trial_limits_are_not_found() {
        let mut values = usual();
        values.extend([30.0, 9.0, 11.0]);
        assert_eq!(found_in(&values, 22), []);
        assert_eq!(found_in(&[5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 40.0], 0), []);
    }
}

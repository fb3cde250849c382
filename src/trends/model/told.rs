//! How much a place is told: the chart that fits its counts. Pages, signals and sentences all ask here, so that they
//! say the same.

use super::{
    closed::Span,
    filter::Days,
    house::House,
    process::Process,
    signal::{Finding, Series, SignalRule, SignalSide, find},
};
use crate::{
    kernel::time::Week,
    reports::Kind,
    stats::{
        Cell, Fit, Period, choice,
        rare::{self, Rare},
        xmr::{self, BASELINE, Chart, Limits, Settings, Standing},
    },
};
use chrono::NaiveDate;

/// What the chart of a place shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    /// The periods that are counted.
    pub(crate) process: Process,
    /// The chart of the counts, without limits where the days between are looked at instead.
    pub(crate) chart: Chart,
    /// The days between reports, where there is less than one a week.
    pub(crate) between: Option<Between>,
    /// Whether periods are counted together, as single ones are too small.
    pub(crate) longer: bool,
    /// What is usual in a period: the mean of the counts that the limits come from.
    usual: f64,
    /// The weeks as they are, where the days between are looked at.
    silent: Option<(Week, Week)>,
}

/// The days between reports.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Between {
    /// Of each wait, the week in which it ended.
    pub(crate) process: Process,
    /// The chart of the waits.
    pub(crate) rare: Rare,
}

impl House {
    /// How much the place is told, with the days that are left out as it was closed and the weeks in which people say
    /// that something changed.
    ///
    /// The choice follows the counts that the limits come from: those of the latest phase, the first
    /// [`BASELINE`] of them. It stays when the limits do, and asking for other days does not change it. Only who sees
    /// counts as they are sees the days between; others see periods long enough for a report or more in each.
    pub(crate) fn told(
        &self,
        first: Option<Week>,
        days: &Days,
        kind: Option<Kind>,
        closed: &[(Span, String)],
        phases: &[Week],
    ) -> Told {
        // Limits set anew are those of all reports.
        let phases = if kind.is_none() { phases } else { &[] };
        let shown = self.process(first, days, kind);
        let page = shown.period;
        let mut process = if self.as_they_are && page != Period::Week {
            self.weekly(first, days, kind)
        } else {
            shown
        };
        process.close(closed);
        let finest = process.period;
        let told_any = process
            .cells
            .iter()
            .any(|cell| cell.n.is_some_and(|n| n > 0));
        loop {
            let (baseline, known) = process.baseline(phases);
            // Of nothing there is nothing to choose.
            let chosen = choice(&baseline, known, false).filter(|_| told_any);
            let Some((fit, _)) = chosen else { break };
            if fit == Fit::TimesBetween && self.as_they_are && process.period == Period::Week {
                return between(process, page, closed, phases, mean(&baseline));
            }
            let small = matches!(fit, Fit::LongerPeriod | Fit::TimesBetween);
            let wanted = if small {
                process.period.coarser()
            } else {
                (process.period < page).then_some(page)
            };
            let Some(period) = wanted else { break };
            process = process.by(period);
            process.close(closed);
        }
        let (baseline, _) = process.baseline(phases);
        let starts = process.starts(phases);
        Told {
            chart: xmr::chart(&process.counts(), &starts, &Settings::default()),
            longer: process.period > finest.max(page),
            process,
            between: None,
            usual: mean(&baseline),
            silent: None,
        }
    }
}

/// The chart of the days between; the counts beside it have no rules.
fn between(
    weeks: Process,
    page: Period,
    closed: &[(Span, String)],
    phases: &[Week],
    usual: f64,
) -> Told {
    let waits = weeks.waits();
    let starts = waits.process.starts_from(phases);
    let rare = rare::t_chart(&waits.days, &starts, &Settings::default(), waits.so_far);
    let silent = weeks.silent();
    let mut process = if page > Period::Week {
        weeks.by(page)
    } else {
        weeks
    };
    process.close(closed);
    Told {
        chart: xmr::chart(&process.counts(), &[], &Settings::default()).unruled(),
        process,
        between: Some(Between {
            process: waits.process,
            rare,
        }),
        longer: false,
        usual,
        silent,
    }
}

fn mean(counts: &[i64]) -> f64 {
    // Twenty at most, each far below 2^53: exact.
    counts.iter().sum::<i64>() as f64 / counts.len().max(1) as f64
}

impl Told {
    /// The limits of the latest phase; of the days between, where those are looked at.
    pub(crate) fn limits(&self) -> Option<Limits> {
        let between = self.between.as_ref();
        let chart = between.map_or(&self.chart, |between| &between.rare.chart);
        chart.phases.last().and_then(|phase| phase.limits)
    }

    /// On which side of what is usual the latest period stands out, when it is a signal of limits that can be trusted.
    /// A long time without a report is fewer.
    pub(crate) fn lately(&self) -> Option<SignalSide> {
        let (chart, turned) = match &self.between {
            Some(between) => (&between.rare.chart, true),
            None => (&self.chart, false),
        };
        if self.silence().is_some() {
            return Some(SignalSide::Below);
        }
        let phase = chart
            .phases
            .last()
            .filter(|phase| trusted(phase.standing))?;
        let latest = chart.points.iter().rev().find(|point| point.y.is_some())?;
        let (y, _) = latest.y.zip(latest.signal)?;
        let above = (y > phase.centre?) != turned;
        Some(if above {
            SignalSide::Above
        } else {
            SignalSide::Below
        })
    }

    /// Its signals whose latest period ends after `since`, oldest first.
    pub(crate) fn signals(&self, since: NaiveDate) -> Vec<Finding> {
        let Some(between) = &self.between else {
            return find(Series::Reports, &self.process.cells, &self.chart, since);
        };
        let chart = &between.rare.chart;
        let waits = find(Series::Reports, &between.process.cells, chart, since);
        let in_reports = waits.into_iter().map(|wait| self.in_reports(wait));
        in_reports.chain(self.silence()).collect()
    }

    /// A signal of the days between, as one of reports a week: longer is fewer.
    fn in_reports(&self, wait: Finding) -> Finding {
        let (rule, side) = match (wait.rule, wait.side) {
            // A wait as short as never before is no silence.
            (SignalRule::Silence, _) => (SignalRule::Outside, SignalSide::Above),
            (rule, SignalSide::Above) => (rule, SignalSide::Below),
            (rule, SignalSide::Below) => (rule, SignalSide::Above),
        };
        Finding {
            rule,
            side,
            value: 7.0 / wait.value.max(0.1),
            usual: self.usual,
            ..wait
        }
    }

    /// The weeks since the latest report, when they are more than is usual here.
    fn silence(&self) -> Option<Finding> {
        let rare = &self.between.as_ref()?.rare;
        let phase = rare.chart.phases.last()?;
        let silent = rare.open.is_some_and(|open| open.silence) && trusted(phase.standing);
        let (week, last) = self.silent.filter(|_| silent)?;
        Some(Finding {
            series: Series::Reports,
            rule: SignalRule::Silence,
            side: SignalSide::Below,
            week,
            last,
            weeks: 1,
            value: 0.0,
            usual: self.usual,
        })
    }
}

fn trusted(standing: Standing) -> bool {
    matches!(standing, Standing::Growing | Standing::Locked)
}

impl Process {
    /// The counts that the limits of the latest phase come from, and how many periods have a count at all.
    fn baseline(&self, phases: &[Week]) -> (Vec<i64>, usize) {
        let counts = self.counts();
        let begins = self.starts(phases).into_iter().max().unwrap_or(0);
        let known = counts.iter().flatten().count();
        let of_phase = counts.iter().zip(&self.cells).skip(begins);
        let first = of_phase.filter_map(|(count, cell)| count.and(cell.n));
        (first.take(BASELINE).collect(), known)
    }

    /// The first and the last open week since the latest report; `None` where it was told in the last one, or never.
    fn silent(&self) -> Option<(Week, Week)> {
        let open = |i: &usize| self.is_open(*i);
        let weeks: Vec<&Cell> = (0..self.cells.len())
            .filter(open)
            .filter_map(|i| self.cells.get(i))
            .collect();
        let latest = weeks
            .iter()
            .rposition(|cell| cell.n.is_some_and(|n| n > 0))?;
        let (first, last) = (weeks.get(latest + 1)?, weeks.last()?);
        Some((Week::of(first.from), Week::of(last.from)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::counts::Counts;
    use super::*;
    use chrono::Days as Later;

    fn monday(n: i64) -> Week {
        Week::of(Period::COARSEST.start("2026-03-04".parse().unwrap())).plus(n)
    }

    fn house(weekly: impl Fn(i64) -> i64, weeks: i64, as_they_are: bool) -> House {
        let mut whole = Counts::default();
        for n in 0..weeks {
            whole.add(monday(n).monday(), Kind::Problem, weekly(n));
        }
        House {
            whole,
            way: Vec::new(),
            as_they_are,
            k: 5,
            open_from: monday(weeks).monday(),
        }
    }

    fn days(from: i64, to: i64) -> Days {
        Days {
            from: monday(from).monday(),
            to: monday(to).monday() + Later::new(6),
        }
    }

    fn told(weekly: impl Fn(i64) -> i64, weeks: i64, as_they_are: bool) -> Told {
        let house = house(weekly, weeks, as_they_are);
        house.told(Some(monday(0)), &days(0, weeks - 1), None, &[], &[])
    }

    #[test]
    fn many_are_counted_week_by_week_and_few_four_weeks_at_a_time() {
        let many = told(|_| 7, 96, true);
        assert_eq!((many.process.period, many.longer), (Period::Week, false));
        let few = told(|n| 2 + n % 2, 96, true);
        assert_eq!((few.process.period, few.longer), (Period::FourWeeks, true));
        assert_eq!(few.chart.points.len(), 24);
        assert_eq!(few.process.counts(), vec![Some(10.0); 24]);
        // Too young for longer periods: the floor has to do.
        let young = told(|n| 2 + n % 2, 40, true);
        assert_eq!((young.process.period, young.longer), (Period::Week, false));
    }

    #[test]
    fn the_choice_stays_when_the_limits_do() {
        // 7 a week in the first 20 weeks, then 2: the limits are those of single weeks, and it is a signal.
        let told = told(|n| if n < 20 { 7 + n % 2 } else { 2 }, 96, true);
        assert_eq!(told.process.period, Period::Week);
        assert_eq!(told.lately(), Some(SignalSide::Below));
        // Until somebody sets them anew, from the first week of the fall.
        let fewer = house(|n| if n < 20 { 7 + n % 2 } else { 2 }, 96, true);
        let anew = fewer.told(Some(monday(0)), &days(0, 95), None, &[], &[monday(20)]);
        assert_eq!(anew.process.period, Period::FourWeeks);
        assert_eq!((anew.chart.phases.len(), anew.lately()), (2, None));
    }

    #[test]
    fn asking_for_other_days_does_not_change_the_chart() {
        let house = house(|n| 2 + n % 2, 200, true);
        let all = house.told(Some(monday(0)), &days(0, 199), None, &[], &[]);
        let some = house.told(Some(monday(0)), &days(190, 199), None, &[], &[]);
        assert_eq!(all.process.cells, some.process.cells);
        assert_eq!(all.chart, some.chart);
        assert!(all.process.shown().len() > some.process.shown().len());
    }

    #[test]
    fn those_who_see_the_grid_see_a_report_or_more_in_a_period() {
        // The grid would show 0 and 5 week by week.
        let told = told(|n| if n % 8 == 0 { 5 } else { 0 }, 96, false);
        assert_eq!(
            (told.process.period, told.longer),
            (Period::FourWeeks, true)
        );
        assert!(told.between.is_none());
    }

    #[test]
    fn closed_weeks_are_no_part_of_the_choice() {
        let house = house(|n| if n < 12 { 0 } else { 7 }, 96, true);
        let closed = Span {
            from: monday(0),
            to: monday(11),
        };
        let told = house.told(
            Some(monday(0)),
            &days(0, 95),
            None,
            &[(closed, "Not open yet".into())],
            &[],
        );
        assert_eq!(told.process.period, Period::Week);
        assert_eq!(told.lately(), None);
    }

    #[test]
    fn rare_ones_are_told_by_the_days_between_and_their_signals_are_kept() {
        let usual = |n: i64| i64::from(n % 3 == 0);
        let quiet = told(|n| if n < 45 { usual(n) } else { 0 }, 60, true);
        assert!(quiet.between.is_some());
        assert_eq!(quiet.lately(), Some(SignalSide::Below));
        let found = quiet.signals(monday(0).monday());
        // The latest report came in week 42.
        let silence = found.last().unwrap();
        assert_eq!((silence.week, silence.last), (monday(43), monday(59)));
        assert!(silence.usual < 1.0 && silence.rule == SignalRule::Silence);
        assert_eq!(told(usual, 60, true).signals(monday(0).monday()), []);
        // Thrice as often as before: more, though each wait is shorter.
        let more = told(|n| if n < 75 { usual(n) } else { 1 }, 96, true);
        assert_eq!(more.lately(), Some(SignalSide::Above));
        let found = more.signals(monday(0).monday());
        assert!(found.iter().any(|one| one.side == SignalSide::Above));
        assert!(found.iter().all(|one| one.rule != SignalRule::Silence));
        // Only its leads learn of it.
        assert!(told(usual, 60, false).between.is_none());
    }

    #[test]
    fn nothing_told_has_no_chart() {
        let nothing = house(|_| 0, 20, true).told(None, &days(0, 19), None, &[], &[]);
        assert!(nothing.between.is_none() && !nothing.longer);
        assert_eq!(nothing.signals(monday(0).monday()), []);
        assert_eq!(nothing.lately(), None);
    }
}

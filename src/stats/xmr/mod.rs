//! Process behaviour charts (XmR): is this the usual coming and going, or has something changed?
//!
//! Each value and the distance to the one before it (the moving range). The ranges say how much a value moves when
//! nothing special happens, and hence between which limits it is to be expected (Wheeler, Understanding Variation,
//! 1993; Graban, Measures of Success, 2019).
//!
//! A phase is a stretch of values with limits of its own. Its limits come from its first [`Settings::baseline`]
//! values and then stay as they are: limits that roll along would follow a change instead of showing it. A new
//! phase is begun by people, never here.
//!
//! **A value that is missing** (a week with too few reports for a median) is passed over: the chart is that of the
//! values that there are. It does not end a run, or a place with a holiday now and then could never show one; it does
//! not lengthen a run either, for nobody has seen it. The moving range goes from one known value to the next. As
//! long as nothing changes, two values differ by as much whatever lies between them; when something changes
//! meanwhile, the wider range makes the limits wider, which can hide a signal but never make one up. A value that is
//! not finite counts as missing.

mod evened;
mod limits;
mod rules;
#[cfg(test)]
mod tests;

pub use evened::{evened, times};
use limits::of_phase;
pub(super) use limits::standing;
use rules::signals;

/// With fewer values than this a phase has no limits.
pub const LEAST: usize = 6;

/// With fewer values than this the limits are trial limits.
pub const LEAST_TRUSTED: usize = 12;

/// From how many first values the limits of a phase come, unless said otherwise.
pub const BASELINE: usize = 20;

/// How the ranges are brought together into one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// By their mean: the limits are 2.66 means away from the centre.
    Mean,
    /// By their median, where one or two huge ranges inflate the mean: 3.145 medians away.
    Median,
}

/// How a chart is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// [`Form::Mean`] unless said otherwise. The centre is the mean of the values in both forms.
    pub form: Form,
    /// Whether ranges above the range limit are dropped once before the limits are computed. Off unless said otherwise.
    pub screen: bool,
    /// Whether values cannot fall below 0, as counts and times cannot. On unless said otherwise.
    pub floor: bool,
    /// From how many first values of each phase its limits come: [`BASELINE`] unless said otherwise, and never
    /// fewer than [`LEAST`].
    pub baseline: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            form: Form::Mean,
            screen: false,
            floor: true,
            baseline: BASELINE,
        }
    }
}

/// A computed chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// At least one, oldest first; together they cover all points.
    pub phases: Vec<Phase>,
    /// One for each value, in their order.
    pub points: Vec<Point>,
}

impl Chart {
    /// The same values without limits and rules, where there is too little of something for either.
    #[must_use]
    pub fn unruled(mut self) -> Self {
        for phase in &mut self.phases {
            phase.standing = Standing::TooFew;
            phase.centre = None;
            phase.limits = None;
            phase.ranges = None;
            phase.runs.clear();
        }
        self.points.iter_mut().for_each(|point| point.signal = None);
        self
    }
}

/// A stretch of the chart with limits of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// The index of its first point, from 0.
    pub from: usize,
    /// The index behind its last point.
    pub to: usize,
    /// How many of its points have a value.
    pub known: usize,
    /// How far its limits can be trusted.
    pub standing: Standing,
    /// The form its limits were computed with: [`Form::Mean`] where a median was asked for that is 0 while not all
    /// ranges are, as its limits would leave no room at all.
    pub form: Form,
    /// The mean of the values that the limits come from; `None` without any value.
    pub centre: Option<f64>,
    /// `None` with fewer than [`LEAST`] values, and for values too large to compute with.
    pub limits: Option<Limits>,
    /// The moving ranges; `None` where the limits are, and on charts that are not drawn in the unit of their ranges.
    pub ranges: Option<Ranges>,
    /// The runs of eight and more on one side of the centre: the indices of their first and last points. A new
    /// phase begins at the first of one.
    pub runs: Vec<(usize, usize)>,
}

/// The natural process limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// `None` where values cannot get as low: to be drawn at 0, and not tested.
    pub lower: Option<f64>,
    /// The upper one.
    pub upper: f64,
}

/// The moving ranges that the limits come from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranges {
    /// Their mean.
    pub mean: f64,
    /// Their median.
    pub median: f64,
    /// The upper range limit: 3.268 means, or 3.865 medians.
    pub limit: f64,
}

/// How far the limits of a phase can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Fewer than [`LEAST`] values: no limits.
    TooFew,
    /// Fewer than [`LEAST_TRUSTED`]: trial limits.
    Trial,
    /// Not yet as many as the baseline: each new value still moves the limits.
    Growing,
    /// The baseline is full: the limits stay.
    Locked,
}

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The value; `None` when it is missing.
    pub y: Option<f64>,
    /// How far it is from the known value before it in its phase.
    pub moving_range: Option<f64>,
    /// What sets it apart, if anything.
    pub signal: Option<Signal>,
}

/// What sets a point apart. Where several rules do, the first of [`Rule`]'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// The rule.
    pub rule: Rule,
    /// On which side of the centre.
    pub side: Side,
}

/// The three rules. There are no others: each more would call more of the usual coming and going a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The point lies outside the limits.
    Outside,
    /// It is one of eight or more in a row on one side of the centre.
    Run,
    /// It is one of three out of four in a row that lie nearer one and the same limit than the centre.
    Near,
}

/// A side of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Larger values.
    Above,
    /// Smaller values.
    Below,
}

/// The chart of `values`, oldest first.
///
/// In each phase, with x its values and mR = |x(i) - x(i - 1)| its moving ranges, both of its first
/// [`Settings::baseline`] values only:
/// - centre = mean x
/// - limits = centre ± 2.66 · mean mR, or ± 3.145 · median mR
/// - range limit = 3.268 · mean mR, or 3.865 · median mR
///
/// (Wheeler 1993; 2.66 = 3 / 1.128, where 1.128 is the mean range of two values of a normal distribution in
/// standard deviations.) With [`Settings::floor`], a lower limit below 0 is `None`. The rules are those of
/// [`Rule`] and never look across two phases.
///
/// `starts` are the indices (from 0) with which new phases begin, in any order; those that are not the index of
/// a value are passed over, and the first phase begins at 0 whether named or not. The cost is that of sorting.
pub fn chart(values: &[Option<f64>], starts: &[usize], settings: &Settings) -> Chart {
    let mut points: Vec<Point> = values
        .iter()
        .map(|value| Point {
            y: value.filter(|y| y.is_finite()),
            moving_range: None,
            signal: None,
        })
        .collect();
    let phases = stretches(values.len(), starts)
        .into_iter()
        .map(|(from, to)| phase(&mut points, from, to, settings))
        .collect();
    Chart { phases, points }
}

/// Where each phase begins, and the index behind its end: at least one, without gaps.
pub(super) fn stretches(values: usize, starts: &[usize]) -> Vec<(usize, usize)> {
    let mut from: Vec<usize> = starts
        .iter()
        .copied()
        .filter(|start| *start < values)
        .chain([0])
        .collect();
    from.sort_unstable();
    from.dedup();
    let ends = from.iter().skip(1).copied().chain([values]);
    from.iter().copied().zip(ends).collect()
}

/// Computes one phase and marks its points.
fn phase(points: &mut [Point], from: usize, to: usize, settings: &Settings) -> Phase {
    let (at, values): (Vec<usize>, Vec<f64>) = (from..to)
        .filter_map(|i| points[i].y.map(|y| (i, y)))
        .unzip();
    for (pair, at) in values.windows(2).zip(at.iter().skip(1)) {
        points[*at].moving_range =
            Some((pair[1] - pair[0]).abs()).filter(|range| range.is_finite());
    }
    let found = of_phase(&values, settings);
    let marked = signals(&values, &found);
    for (at, signal) in at.iter().zip(&marked.signals) {
        points[*at].signal = *signal;
    }
    Phase {
        from,
        to,
        known: values.len(),
        standing: found.standing,
        form: found.form,
        centre: found.centre,
        limits: found.limits,
        ranges: found.ranges,
        runs: marked
            .runs
            .iter()
            .map(|(first, last)| (at[*first], at[*last]))
            .collect(),
    }
}

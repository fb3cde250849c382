//! The centre and the limits of one phase.

use super::{Form, LEAST, LEAST_TRUSTED, Limits, Ranges, Settings, Standing};
use crate::stats::quantile::median;

impl Form {
    /// How many mean (median) ranges the limits are away from the centre: 3 / 1.128 and 3 / 0.954 (Wheeler 1993).
    pub(super) const fn reach(self) -> f64 {
        match self {
            Self::Mean => 2.66,
            Self::Median => 3.145,
        }
    }

    /// How many mean (median) ranges a range is expected to reach at most (Wheeler 1993).
    pub(super) const fn range_reach(self) -> f64 {
        match self {
            Self::Mean => 3.268,
            Self::Median => 3.865,
        }
    }

    fn of(self, ranges: &Ranges) -> f64 {
        match self {
            Self::Mean => ranges.mean,
            Self::Median => ranges.median,
        }
    }
}

/// What can be said of the known values of a phase.
pub(super) struct Found {
    pub(super) standing: Standing,
    pub(super) form: Form,
    pub(super) centre: Option<f64>,
    pub(super) limits: Option<Limits>,
    pub(super) ranges: Option<Ranges>,
}

/// The centre and the limits; `values` are finite, and all that the phase has.
pub(super) fn of_phase(values: &[f64], settings: &Settings) -> Found {
    let baseline = settings.baseline.max(LEAST);
    let first = &values[..values.len().min(baseline)];
    let centre = mean(first).filter(|centre| centre.is_finite());
    let mut found = Found {
        standing: standing(values.len(), baseline),
        form: settings.form,
        centre,
        limits: None,
        ranges: None,
    };
    if found.standing == Standing::TooFew {
        return found;
    }
    if let Some((form, ranges)) = ranges(first, settings)
        && let Some(centre) = centre
    {
        let reach = form.reach() * form.of(&ranges);
        let (lower, upper) = (centre - reach, centre + reach);
        if lower.is_finite() && upper.is_finite() {
            let lower = Some(lower).filter(|lower| !settings.floor || *lower >= 0.0);
            found.form = form;
            found.limits = Some(Limits { lower, upper });
            found.ranges = Some(ranges);
        }
    }
    found
}

/// How far limits from the first `baseline` of so many known values can be trusted.
pub(in crate::stats) fn standing(known: usize, baseline: usize) -> Standing {
    match known.min(baseline) {
        used if used < LEAST => Standing::TooFew,
        // A baseline that was chosen this short stays a trial, however many values follow it.
        used if used < LEAST_TRUSTED => Standing::Trial,
        _ if known < baseline => Standing::Growing,
        _ => Standing::Locked,
    }
}

/// The moving ranges brought together, and the form they are to be used in.
fn ranges(values: &[f64], settings: &Settings) -> Option<(Form, Ranges)> {
    let all: Vec<f64> = values
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs())
        .collect();
    let (form, found) = summed(&all, settings.form)?;
    if !settings.screen {
        return Some((form, found));
    }
    // Once, not again and again: what is left of ordinary values would lose its largest range each time.
    let kept: Vec<f64> = all
        .into_iter()
        .filter(|range| *range <= found.limit)
        .collect();
    summed(&kept, form)
}

fn summed(ranges: &[f64], wanted: Form) -> Option<(Form, Ranges)> {
    let (mean, median) = (mean(ranges)?, median(ranges)?);
    // More than half of the ranges are 0, as with small counts: their median would leave no room at all.
    let form = if median > 0.0 { wanted } else { Form::Mean };
    let mut found = Ranges {
        mean,
        median,
        limit: 0.0,
    };
    found.limit = form.range_reach() * form.of(&found);
    Some((form, found))
}

/// The sum by the number of values; `None` of none.
fn mean(values: &[f64]) -> Option<f64> {
    // Nobody has 2^53 values: exact.
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

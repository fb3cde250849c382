//! The three rules that tell a signal from the usual coming and going.

use super::{Rule, Side, Signal, limits::Found};

/// So many in a row on one side of the centre are a run.
const RUN: usize = 8;

/// What differs by less than this share of the largest value is the same: sums of broken numbers are a hair off,
/// and a series that never moves would lie outside its own limits.
const HAIR: f64 = 1e-12;

/// What the rules found in a phase.
pub(super) struct Marked {
    /// One for each value.
    pub(super) signals: Vec<Option<Signal>>,
    /// First and last of each run, by the index of the value.
    pub(super) runs: Vec<(usize, usize)>,
}

/// Applies the rules to the known values of a phase.
///
/// A point exactly on the centre is on neither side: it ends a run. One exactly on a limit is inside, one exactly
/// halfway is not nearer the limit. Below the centre, the first and third rule ask for a lower limit.
pub(super) fn signals(values: &[f64], found: &Found) -> Marked {
    let mut marked = Marked {
        signals: vec![None; values.len()],
        runs: Vec::new(),
    };
    let (Some(centre), Some(limits)) = (found.centre, found.limits) else {
        return marked;
    };
    let largest = values.iter().fold(centre.abs(), |max, y| max.max(y.abs()));
    let hair = HAIR * largest;
    let beyond = |y: f64, line: f64, side: Side| match side {
        Side::Above => y > line + hair,
        Side::Below => y < line - hair,
    };
    let side = |y: f64| {
        [Side::Above, Side::Below]
            .into_iter()
            .find(|side| beyond(y, centre, *side))
    };
    let sides: Vec<Option<Side>> = values.iter().map(|y| side(*y)).collect();
    let limit = |side| match side {
        Side::Above => Some(limits.upper),
        Side::Below => limits.lower,
    };
    // From the weakest rule to the strongest: the stronger one overwrites.
    for side in [Side::Above, Side::Below] {
        let Some(limit) = limit(side) else { continue };
        let halfway = centre + (limit - centre) / 2.0;
        let near: Vec<usize> = (0..values.len())
            .filter(|i| beyond(values[*i], halfway, side))
            .collect();
        for three in near.windows(3).filter(|three| three[2] - three[0] <= 3) {
            marked.mark(three.iter().copied(), Rule::Near, side);
        }
    }
    let mut first = 0;
    for same in sides.chunk_by(|one, next| one == next) {
        let behind = first + same.len();
        if let Some(Some(side)) = same.first()
            && same.len() >= RUN
        {
            marked.runs.push((first, behind - 1));
            marked.mark(first..behind, Rule::Run, *side);
        }
        first = behind;
    }
    for (i, (y, side)) in values.iter().zip(&sides).enumerate() {
        if let Some(side) = side
            && limit(*side).is_some_and(|limit| beyond(*y, limit, *side))
        {
            marked.mark([i], Rule::Outside, *side);
        }
    }
    marked
}

impl Marked {
    fn mark(&mut self, which: impl IntoIterator<Item = usize>, rule: Rule, side: Side) {
        for i in which {
            self.signals[i] = Some(Signal { rule, side });
        }
    }
}

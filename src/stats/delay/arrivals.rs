//! A triangle made ready to be asked about any moment of the past at little cost.

use super::{Completeness, Triangle};
use std::collections::BTreeMap;

/// What is known of a triangle up to a certain period, summed up over delays and over periods.
///
/// Amounts instead of counts, as the triangles of insurers have them, are fine.
#[derive(Debug, Clone)]
pub struct Arrivals {
    /// The latest closed period (T).
    now: i32,
    /// The periods in which anything happened, in order.
    periods: Vec<i32>,
    /// How many delays are told apart: 0 to the longest.
    width: usize,
    /// N(t, d), a row for each period.
    seen: Vec<f64>,
    /// The sums of n(t, d) over the first so many periods, a row more than there are periods.
    at: Vec<f64>,
    /// The same of N(t, d).
    up_to: Vec<f64>,
}

impl Arrivals {
    /// Of counts. Cells that lie after `now` or beyond `longest` are left out; a negative delay counts as 0.
    pub fn of(cells: &Triangle, now: i32, longest: i32) -> Self {
        // Counts stay far below 2^53: exact.
        let amounts = cells.iter().map(|(at, n)| (*at, *n as f64));
        Self::of_amounts(amounts, now, longest)
    }

    /// Of amounts by period and delay; several of one cell are added up, what is not finite is left out.
    pub fn of_amounts(
        cells: impl IntoIterator<Item = ((i32, i32), f64)>,
        now: i32,
        longest: i32,
    ) -> Self {
        let mut rows: BTreeMap<i32, Vec<(i32, f64)>> = BTreeMap::new();
        for ((period, delay), n) in cells {
            let delay = delay.max(0);
            if delay <= longest.max(0) && period.saturating_add(delay) <= now && n.is_finite() {
                rows.entry(period).or_default().push((delay, n));
            }
        }
        // No delay above the age of the oldest period can have been seen.
        let oldest = rows
            .keys()
            .next()
            .map_or(0, |first| now.saturating_sub(*first));
        let width = usize::try_from(oldest.min(longest).max(0)).unwrap_or(0) + 1;
        let (mut seen, mut at, mut up_to) = (Vec::new(), vec![0.0; width], vec![0.0; width]);
        for row in rows.values() {
            let before = at.len() - width;
            let mut exactly = vec![0.0; width];
            for (delay, n) in row {
                // Within the width: the period is not older than the oldest.
                if let Some(cell) = usize::try_from(*delay)
                    .ok()
                    .and_then(|d| exactly.get_mut(d))
                {
                    *cell += n;
                }
            }
            let mut sum = 0.0;
            for (d, n) in exactly.into_iter().enumerate() {
                sum += n;
                seen.push(sum);
                at.push(at[before + d] + n);
                up_to.push(up_to[before + d] + sum);
            }
        }
        Self {
            now,
            periods: rows.into_keys().collect(),
            width,
            seen,
            at,
            up_to,
        }
    }

    /// T.
    pub fn now(&self) -> i32 {
        self.now
    }

    /// The oldest period with anything in it.
    pub fn first(&self) -> Option<i32> {
        self.periods.first().copied()
    }

    /// N(period, age): what of a period has surfaced by that age. Beyond the longest delay nothing is added.
    pub fn seen(&self, period: i32, age: i32) -> f64 {
        let Ok(age) = usize::try_from(age) else {
            return 0.0;
        };
        match self.periods.binary_search(&period) {
            Ok(row) => self.seen[row * self.width + age.min(self.width - 1)],
            Err(_nothing_happened) => 0.0,
        }
    }

    /// [`super::completeness`] as it was known in period `now`, which is T or an earlier one.
    pub fn completeness(&self, now: i32, window: Option<i32>) -> Option<Completeness> {
        let age = now.min(self.now).saturating_sub(self.first()?);
        let longest = usize::try_from(age).ok()?.min(self.width - 1);
        let sums: Vec<(f64, f64)> = (1..=longest)
            .map(|delay| self.sums(delay, now.min(self.now), window))
            .collect();
        let known = sums.iter().rposition(|(_, up_to)| *up_to > 0.0)? + 1;
        let hazards: Vec<f64> = sums[..known]
            .iter()
            // Nothing seen up to this delay, though something is at a longer one: no step here.
            .map(|(at, up_to)| if *up_to > 0.0 { at / up_to } else { 0.0 })
            .collect();
        let mut shares = vec![1.0; known + 1];
        for delay in (1..=known).rev() {
            shares[delay - 1] = shares[delay] * (1.0 - hazards[delay - 1]);
        }
        Some(Completeness { hazards, shares })
    }

    /// Over the periods old enough for this delay: what surfaced with exactly this delay, and with at most this delay.
    fn sums(&self, delay: usize, now: i32, window: Option<i32>) -> (f64, f64) {
        let last = now.saturating_sub(i32::try_from(delay).unwrap_or(i32::MAX));
        let first = window.map_or(i32::MIN, |m| last.saturating_sub(m.max(1) - 1));
        let from = self.periods.partition_point(|period| *period < first);
        let to = self
            .periods
            .partition_point(|period| *period <= last)
            .max(from);
        let between =
            |sums: &[f64]| sums[to * self.width + delay] - sums[from * self.width + delay];
        (between(&self.at), between(&self.up_to))
    }
}

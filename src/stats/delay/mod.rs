//! How much of the latest periods has arrived yet: reporting delay seen backwards in time.
//!
//! What happened last week is told over the weeks to come, so the latest periods always look quieter than
//! they were. The delays of earlier periods say by how much.
//!
//! n(t, d) is the number of events of period t that surfaced d periods later, N(t, d) their sum up to d,
//! T the latest closed period. Events of period t with a delay above T - t are not known yet (right
//! truncation); looking backwards makes that harmless: of the events with a delay of at most d, the share
//! g(d) with exactly d is estimated from the periods old enough to show it (reverse-time hazard: Lagakos,
//! Barraj and De Gruttola 1988; Lawless 1994). 1/(1 - g(d)) is the development factor of the chain ladder.

//!
//! - [`completeness`]: which share of a period has arrived at which age
//! - [`outlook`]: what is to be expected of each period in the end, with a band from looking back
//! - [`state`], [`nowcast`], [`plain`]: one period by itself

mod arrivals;
mod outlook;
#[cfg(test)]
mod outlook_tests;

pub use arrivals::Arrivals;
pub use outlook::{Expected, LEAST_RATIOS, LOOKED_BACK, Outlook, outlook, still_to_come};

use std::collections::BTreeMap;

/// How many events of a period (first number) surfaced so many whole periods later (second number).
///
/// Periods are counted from anywhere, one after the other; an absent cell is 0.
pub type Triangle = BTreeMap<(i32, i32), i64>;

/// Which share of a period's events has surfaced at a certain age; from [`completeness`].
///
/// Only delays up to [`Completeness::longest`] can be seen at all: "all" means "all that surface within that
/// many periods", which belongs on the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Completeness {
    /// g(1), g(2), …
    hazards: Vec<f64>,
    /// F(0), F(1), …, 1; one longer than the hazards.
    shares: Vec<f64>,
}

/// The completeness at each age, from the triangle as of period `now` (T, the latest closed one).
///
/// - g(d) = sum of n(t, d) / sum of N(t, d), both over t <= T - d, for d = 1 to Dmax
/// - F(Dmax) = 1 and F(d - 1) = F(d) * (1 - g(d))
///
/// `longest` is the Dmax wished for; the one used is the longest delay up to it that the data can speak of.
/// With a `window` of m, each g(d) takes the latest m periods old enough for d, so that the answer follows a
/// change in how fast people tell. Cells that lie after `now` or beyond `longest` are left out; a negative
/// delay (a danger told before it was dated to happen) counts as 0.
///
/// `None` when no delay above 0 can be estimated: then nothing is known about what is still to come, and
/// every period is best drawn as [`State::Arriving`].
pub fn completeness(
    cells: &Triangle,
    now: i32,
    longest: i32,
    window: Option<i32>,
) -> Option<Completeness> {
    Arrivals::of(cells, now, longest).completeness(now, window)
}

impl Completeness {
    /// The longest delay, in periods, that the data can speak of.
    pub fn longest(&self) -> i32 {
        // Never above the i32 that was asked for.
        i32::try_from(self.hazards.len()).unwrap_or(i32::MAX)
    }

    /// F(age): the share of a period's events that has surfaced so many whole periods later, 0 to 1.
    ///
    /// 0 before the period itself (a negative age); 1 from [`Completeness::longest`] on.
    pub fn at(&self, age: i32) -> f64 {
        match usize::try_from(age) {
            Ok(age) => self.shares.get(age).copied().unwrap_or(1.0),
            Err(_negative) => 0.0,
        }
    }

    /// g(1), g(2), … up to the longest delay: of the events that surfaced within d periods, the share with exactly d.
    pub fn hazards(&self) -> &[f64] {
        &self.hazards
    }

    /// The chain ladder's development factors 1/(1 - g(d)), d = 1, 2, …: by what the count at age d - 1 is
    /// multiplied to give the one at age d. Infinite where nothing ever surfaced before d.
    pub fn factors(&self) -> Vec<f64> {
        self.hazards
            .iter()
            .map(|hazard| 1.0 / (1.0 - hazard))
            .collect()
    }

    /// The time-to-surface within which the share `q` (0 to 1) of events surfaces, in whole periods: the
    /// smallest d with F(d) >= q. Unlike a quantile of the delays seen so far it does not favour the quick
    /// ones. `None` when `q` is not a share.
    pub fn quantile(&self, q: f64) -> Option<i32> {
        if !(0.0..=1.0).contains(&q) {
            return None;
        }
        let delay = self.shares.iter().position(|share| *share >= q)?;
        i32::try_from(delay).ok()
    }
}

/// How a period is to be drawn, by the share of it that has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Less than half: grey, "still arriving", no number.
    Arriving,
    /// From half to below 95 %: a number with its band.
    Band,
    /// 95 % and more: a number like the older ones.
    Settled,
}

/// The state of a period of which the share `share` (0 to 1) has surfaced. What is not a number is arriving.
pub fn state(share: f64) -> State {
    if share >= 0.95 {
        State::Settled
    } else if share >= 0.5 {
        State::Band
    } else {
        State::Arriving
    }
}

/// The number of events to expect in the end, when `seen` have surfaced and they are the share `share`.
///
/// `(N + 1 - F) / F`: the expected value under a flat prior (negative binomial), which says something above 0 even
/// when nothing has surfaced yet. `None` while the period is [`State::Arriving`]: below half a point is too far
/// off to be shown as a number (at 7 % it was twice the truth on public data).
pub fn nowcast(seen: i64, share: f64) -> Option<f64> {
    // Counts stay far below 2^53: exact.
    nowcast_of(seen as f64, share)
}

/// [`nowcast`] of an amount that need not be whole.
fn nowcast_of(seen: f64, share: f64) -> Option<f64> {
    (state(share) != State::Arriving).then(|| (seen + 1.0 - share) / share)
}

/// The plain estimate N / F, that of the chain ladder, at any age: for comparing with published numbers, not for
/// showing. Of nothing seen it makes nothing, however young the period. `None` when the share is not above 0.
pub fn plain(seen: f64, share: f64) -> Option<f64> {
    Some(seen / share).filter(|plain| share > 0.0 && plain.is_finite())
}

#[cfg(test)]
mod tests;

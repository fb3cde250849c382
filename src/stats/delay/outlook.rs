//! What is to be expected of each period in the end, and how far off such a number was before.

use super::{Arrivals, Completeness, State, nowcast_of, plain, state};
use crate::stats::quantile::quantile;

/// With fewer nowcasts of an age than this to look back on, there is no band.
pub const LEAST_RATIOS: usize = 10;

/// How many periods are looked back on where no window says otherwise: two years of weeks.
pub const LOOKED_BACK: i32 = 104;

/// What the delays say of every period.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The completeness at each age.
    pub completeness: Completeness,
    /// Every period from the first with anything in it to the latest closed one, without gaps.
    pub periods: Vec<Expected>,
}

/// What is to be expected of a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The period.
    pub period: i32,
    /// What has surfaced, of delays up to the longest that can be spoken of.
    pub seen: f64,
    /// The share F that this is.
    pub share: f64,
    /// [`plain`]: for comparing, not for showing.
    pub plain: Option<f64>,
    /// [`super::nowcast`]; `None` while the period is [`State::Arriving`].
    pub nowcast: Option<f64>,
    /// Between which numbers it will end in eight cases of ten. Only of [`State::Band`], and where there are
    /// [`LEAST_RATIOS`] earlier nowcasts of this age to look back on.
    pub band: Option<(f64, f64)>,
    /// How it is to be drawn.
    pub state: State,
}

/// The outlook on every period, as of [`Arrivals::now`]; `None` where [`super::completeness`] is.
///
/// **The band** is what the nowcast would have been off. For each earlier period T' of the latest `window` (or
/// [`LOOKED_BACK`]) the nowcast is computed with what was known then, of every period that is settled by now. The
/// ratios of the final number to the nowcast at one age, of all T', have a 10 % and a 90 % quantile (type 7); the
/// band is the nowcast of today times these. It never ends below what has surfaced already. The final
/// number of a settled period is its nowcast of today, at most 5 % of it still to come.
///
/// The cost is that of periods times delays.
pub fn outlook(arrivals: &Arrivals, window: Option<i32>) -> Option<Outlook> {
    let now = arrivals.now();
    let known = arrivals.completeness(now, window)?;
    let off = ratios(arrivals, &known, window);
    let bands: Vec<Option<(f64, f64)>> = off.iter().map(|ratios| ends(ratios)).collect();
    let expected = |period: i32| {
        let age = now.saturating_sub(period);
        let (seen, share) = (arrivals.seen(period, age), known.at(age));
        let (nowcast, state) = (nowcast_of(seen, share), state(share));
        let ends = usize::try_from(age).ok().and_then(|age| *bands.get(age)?);
        let band = nowcast
            .zip(ends)
            .filter(|_| state == State::Band)
            .map(|(nowcast, (low, high))| ((nowcast * low).max(seen), (nowcast * high).max(seen)));
        Expected {
            period,
            seen,
            share,
            plain: plain(seen, share),
            nowcast,
            band,
            state,
        }
    };
    let periods = (arrivals.first()?..=now).map(expected).collect();
    Some(Outlook {
        completeness: known,
        periods,
    })
}

/// What is still to come of all periods together, by the plain estimate: the sum of N / F - N. Insurers call it
/// IBNR, incurred but not reported.
pub fn still_to_come(periods: &[Expected]) -> f64 {
    let of = |period: &Expected| period.plain.map_or(0.0, |plain| plain - period.seen);
    periods.iter().map(of).sum()
}

/// By age: final number / nowcast, of all earlier nowcasts of that age.
fn ratios(arrivals: &Arrivals, known: &Completeness, window: Option<i32>) -> Vec<Vec<f64>> {
    let now = arrivals.now();
    let mut ratios = vec![Vec::new(); known.hazards().len() + 1];
    let Some(first) = arrivals.first() else {
        return ratios;
    };
    let back = window.unwrap_or(LOOKED_BACK).max(1);
    for then in now.saturating_sub(back).max(first)..now {
        let Some(known_then) = arrivals.completeness(then, window) else {
            continue;
        };
        for age in 0..known_then
            .longest()
            .min(then.saturating_sub(first).saturating_add(1))
        {
            let period = then - age;
            let age_now = now.saturating_sub(period);
            if state(known.at(age_now)) != State::Settled {
                continue;
            }
            let end = nowcast_of(arrivals.seen(period, age_now), known.at(age_now));
            let guess = nowcast_of(arrivals.seen(period, age), known_then.at(age));
            if let (Some(end), Some(guess)) = (end, guess.filter(|guess| *guess > 0.0))
                && let Some(list) = usize::try_from(age)
                    .ok()
                    .and_then(|age| ratios.get_mut(age))
            {
                list.push(end / guess);
            }
        }
    }
    ratios
}

fn ends(ratios: &[f64]) -> Option<(f64, f64)> {
    if ratios.len() < LEAST_RATIOS {
        return None;
    }
    Some((quantile(ratios, 0.1)?, quantile(ratios, 0.9)?))
}

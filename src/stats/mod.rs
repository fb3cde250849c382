//! Pure numbers: quantiles, delays, small counts, chart geometry.
//!
//! Numbers go in, numbers come out. What never happens here: rooms, rows, pages, the clock, the environment,
//! and text for people other than a length of time. A time is in whole or broken minutes unless said
//! otherwise, a week is the `NaiveDate` of its Monday, a count is an `i64`.
//!
//! - [`mod@quantile`]: the exact quantile of a list
//! - [`ladder`]: delays tallied on steps, and their quantiles
//! - [`spoken()`]: a length of time as people say it
//! - [`delay`]: how complete the latest periods are (reverse-time hazard), and what is still to come
//! - [`small_numbers`]: which counts may be shown to whom they could not give away
//! - [`xmr`]: process behaviour charts: is it the usual coming and going?
//! - [`rare`]: charts of what lies between rare events
//! - [`choice()`]: which of these charts fits a series
//! - [`pareto`], [`share`], [`per_1000_hours`]: shares in order, and rates
//! - [`chart`]: where things go on a chart

pub mod chart;
mod choice;
pub mod delay;
pub mod ladder;
pub mod quantile;
pub mod rare;
mod shares;
pub mod small_numbers;
mod spoken;
pub mod xmr;

pub use choice::{Fit, Reason, choice};
pub use delay::{Completeness, State, completeness, nowcast, state};
pub use shares::{Ranked, pareto, per_1000_hours, share};
pub use small_numbers::{
    Asked, Block, Cell, Period, Published, breakdown, finest, finest_together, held_together,
};
pub use spoken::{Spoken, spoken, words};

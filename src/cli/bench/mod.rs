//! `candor bench`: figures as ratios to a limit measured in the same run.
//!
//! A machine's speed drifts and differs; a ratio to what the same machine can do at most, in the same
//! minute, says something. Each command prints its figure, its limit and the ratio.

mod accept;
mod bulk;
mod fill;
mod load;
mod memory;
mod raw;
mod recount;
mod sample;
mod start;
mod trends;

use super::{Failure, tell};
use crate::config::Settings;
use clap::Subcommand;
use serde::Serialize;
use std::borrow::Cow;

/// What is measured.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Reports accepted over HTTP, against raw SQLite inserts of the same rows.
    Accept {
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
        /// Seconds that each measurement takes.
        #[arg(long, default_value_t = 3)]
        seconds: u64,
        /// How often each is measured; the median counts.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// Fills the data folder with made-up reports: one by one as they are told, or, with a number of places or
    /// years, all at once into a new folder.
    Fill {
        /// How many.
        #[arg(long, default_value_t = 100_000)]
        reports: u64,
        /// How many places, in three levels.
        #[arg(long)]
        places: Option<usize>,
        /// Over how many years they were told.
        #[arg(long)]
        years: Option<u32>,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Each view of trends in the house of the data folder, against the same with 10,000 reports.
    Trends {
        /// How often each view is asked for in each house; the median counts.
        #[arg(long, default_value_t = 100)]
        requests: usize,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Reports accepted over HTTP with tallies, against the same without.
    Upkeep {
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
        /// Seconds that each measurement takes.
        #[arg(long, default_value_t = 3)]
        seconds: u64,
        /// How often each is measured; the median counts.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
    },
    /// All tallies of the data folder counted anew, and compared with the reports.
    Recount {
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// From the start of the program to its first answer, and its memory when idle, with 100,000 reports.
    Start {
        /// How many reports there are.
        #[arg(long, default_value_t = 100_000)]
        reports: u64,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
}

/// One measured case.
#[derive(Debug, Clone, Serialize)]
pub struct Measured {
    /// What was measured.
    pub case: Cow<'static, str>,
    /// Ours.
    pub figure: f64,
    /// The most (or least) there could be, measured in the same run.
    pub limit: f64,
    /// Ours by the limit.
    pub ratio: f64,
    /// What both are in.
    pub unit: &'static str,
    /// What the ratio is meant to reach.
    pub aim: &'static str,
    /// The median of the answers' times, in milliseconds.
    pub p50_ms: Option<f64>,
    /// The 99th percentile of the answers' times, in milliseconds.
    pub p99_ms: Option<f64>,
}

/// Runs a benchmark and prints what it measured. Those that fill or read a data folder take that of `settings`.
///
/// # Errors
/// When something that was needed could not be started.
pub fn run(bench: &Bench, settings: Settings) -> Result<(), Failure> {
    match bench {
        Bench::Accept {
            json,
            seconds,
            rounds,
        } => print(&accept::run(*seconds, *rounds)?, *json),
        Bench::Fill {
            reports,
            places,
            years,
            json,
        } => {
            let filled = if places.is_none() && years.is_none() {
                fill::run(settings, *reports)?
            } else {
                let plan = bulk::Plan {
                    reports: *reports,
                    places: places.unwrap_or(500),
                    years: years.unwrap_or(10),
                };
                bulk::run(settings, plan)?
            };
            print(&[filled], *json)
        }
        Bench::Trends { requests, json } => print(&trends::run(settings, *requests)?, *json),
        Bench::Upkeep {
            json,
            seconds,
            rounds,
        } => print(&accept::upkeep(*seconds, *rounds)?, *json),
        Bench::Recount { json } => print(&recount::run(settings)?, *json),
        Bench::Start { reports, json } => print(&start::run(*reports)?, *json),
    }
}

fn print(measured: &[Measured], json: bool) -> Result<(), Failure> {
    for one in measured {
        if json {
            tell(serde_json::to_string(one).map_err(Failure::of)?);
        } else {
            let times = match (one.p50_ms, one.p99_ms) {
                (Some(p50), Some(p99)) => format!(", answers p50 {p50:.2} ms, p99 {p99:.2} ms"),
                _ => String::new(),
            };
            tell(format!(
                "{}: {:.1} {} against {:.1}: ratio {:.2} (aim: {}){times}",
                one.case, one.figure, one.unit, one.limit, one.ratio, one.aim
            ));
        }
    }
    Ok(())
}

/// The middle value; of an even number, the lower of the two.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values
        .get(values.len().saturating_sub(1) / 2)
        .copied()
        .unwrap_or(0.0)
}

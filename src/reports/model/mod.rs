//! Rules: what a report is, how it may be handled, who may see it.

mod handling;
mod told;
mod when;

pub use handling::{
    Act, Handling, MOST_PHOTOS, Refusal, Triage, Verdict, VerdictError, WaitingFor,
};
pub use told::{
    Effect, FactorError, Factors, Kind, NewReport, Reporter, ReporterError, SeenBefore, Share,
    Story, TILES, note, step,
};
pub use when::{Occurred, When, WhenError};

use crate::kernel::code::Code;

/// The code by which staff name a report: six characters, shown in two groups of three.
pub type Reference = Code<6>;

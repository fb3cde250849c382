//! Rules: what a report is, how it may be handled, who may see it.

mod due;
mod handling;
mod mirror;
mod more;
mod promise;
mod proof;
mod status;
mod support;
mod told;
mod when;

pub use due::{Awaited, Deadlines, Past, Waiting};
pub use handling::{
    Act, Handling, MOST_PHOTOS, Read, Refusal, Triage, Verdict, VerdictError, WaitingFor,
};
pub use mirror::{Balance, Quarter, Said, Wrote, asks, balance, half_within, wrote};
pub use more::{Addition, Enough, Question, tile_of_the_week};
pub use promise::{Promise, PromiseError, Standing, due_day, may_be_promised};
pub use proof::{ProofCode, proof_of, proven_day};
pub use status::{ASK_AGAIN_DAYS, Status};
pub use support::SelfBlame;
pub use told::{
    Effect, FactorError, Factors, Kind, NewReport, Reporter, ReporterError, SeenBefore, Share,
    Story, TILES, note, step,
};
pub use when::{Occurred, When, WhenError};

use crate::kernel::code::Code;

/// The code by which staff name a report: six characters, shown in two groups of three.
pub type Reference = Code<6>;

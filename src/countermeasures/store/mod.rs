//! Rows: countermeasures, what they address, their rounds, and similar reports since.

mod export;
mod keep;
mod recur;
mod see;

pub use export::{Exported, export};
pub(super) use keep::{
    hold, insert, put_in_place, save_check, save_conditions, save_decision, save_plan, save_spread,
    start_round,
};
pub(super) use recur::{
    Watched, fresh, insert_before, insert_recurrence, of_report, recurrences, set_reopened, watched,
};
pub(super) use see::{Asked, Round, by_reference, list, mix, of_origin, opening, rounds};
pub use see::{Outline, Sight, outlines};

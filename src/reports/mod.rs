//! Reports: what somebody tells, how it is answered, and how the answer comes back.
//!
//! There is no field for a person involved, and no count of anything by person. A report is thanked
//! for before it may be triaged.

pub mod commands;
pub mod model;
mod store;
pub mod web;

pub use commands::{Draft, Error, Import, ImportRow, Refusal, Rules, prepare, release_due};
pub use model::{Kind, NewReport, Triage, Verdict};
pub use model::{Reference, TILES};
pub use store::{
    Exported, Inbox, InboxRow, Message, Opening, Photo, Report, Scope, Told, check, counts_before,
    page_before, recount, skeletons,
};
pub use store::{Gist, gist_of, gists};

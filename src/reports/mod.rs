//! Reports: what somebody tells, how it is answered, and how the answer comes back.
//!
//! There is no field for a person involved, and no count of anything by person. A report is thanked
//! for before it may be triaged.

pub mod commands;
pub mod model;
mod store;
pub mod web;

pub use commands::{
    Draft, Error, Import, ImportRow, Refusal, Rules, due, may_see, prepare, promises_due,
    release_due,
};
pub use model::Effect;
pub use model::{Deadlines, Kind, NewReport, Reference, Share, TILES, Triage, Verdict};
pub use store::{
    Exported, Gist, Inbox, InboxRow, Message, Note, Opening, Photo, Report, Reviewable, Scope,
    Told, check, counts_before, gist_of, gists, page_before, recount, reviewable, reviewable_since,
    skeletons,
};

//! Rows: reports and their handling.

mod act;
mod export;
pub(crate) mod import;
mod photos;
pub(crate) mod recount;
mod see;
pub(crate) mod tell;

pub(super) use act::{
    hold, hold_by_receipt, insert_message, insert_opening, messages, openings, save_handling,
    set_contained, set_verdict, set_waiting,
};
pub use export::{Exported, counts_before, page_before};
pub use photos::Photo;
pub(super) use photos::{delete_photo, insert_photo, photo_seen_by, photos, photos_with_jpeg};
pub use recount::{check, recount, skeletons};
pub use see::{Inbox, InboxRow, Message, Opening, Report, Scope};
pub(super) use see::{by_receipt, by_reference, inbox, seen_by};
pub use tell::Told;
pub(super) use tell::{claim_key, insert, insert_imported, purge, release_due};

//! Rows: reports and their handling.

mod act;
mod echo;
mod export;
pub(crate) mod import;
mod more;
mod photos;
pub(crate) mod recount;
mod see;
mod status;
pub(crate) mod tell;

pub(super) use act::{
    NOT_FIXED, hold, hold_by_receipt, insert_message, insert_opening, mark_read, messages,
    openings, reopen, save_handling, set_contained, set_later_verdict, set_verdict, set_waiting,
};
pub(super) use echo::{
    SharedStory, echoed_with, echoes_before, insert_echo, keep_echo, shared_stories,
};
pub use export::{Exported, counts_before, page_before};
pub(super) use more::{
    Side, set_caught_words, set_effects, set_factor_words, set_idea, set_purpose, set_seen_before,
    set_share, set_tiles, set_workaround,
};
pub use photos::Photo;
pub(super) use photos::{delete_photo, insert_photo, photo_seen_by, photos, photos_with_jpeg};
pub use recount::{check, recount, skeletons};
pub use see::{Inbox, InboxRow, Message, Opening, Report, Scope};
pub(super) use see::{by_id, by_receipt, by_reference, inbox, seen_among, seen_by};
pub(super) use status::set_status_words;
pub(super) use status::{StatusWords, status_words};
pub use tell::Told;
pub(super) use tell::{claim_key, insert, insert_imported, purge, release_due, release_messages};

//! Rows: reports and their handling.

mod act;
mod due;
mod echo;
mod export;
pub(crate) mod import;
mod known;
mod linked;
mod mirror;
mod more;
mod notes;
mod photos;
mod promises;
pub(crate) mod recount;
mod review;
mod see;
mod status;
pub(crate) mod tell;

pub(super) use act::{
    NOT_FIXED, hold, hold_by_receipt, insert_message, insert_opening, mark_echoes_unread,
    mark_outcome_read, mark_read, messages, openings, reopen, save_handling, set_contained,
    set_later_verdict, set_verdict, set_waiting,
};
pub(super) use due::waiting;
pub(super) use echo::{
    SharedStory, echoed_with, echoes_before, insert_echo, keep_echo, shared_stories,
};
pub use export::{Exported, counts_before, page_before};
pub(super) use known::{echo_outcome, echoes_of};
pub use linked::{Gist, gist_of, gists};
pub(super) use mirror::{own_promises, own_thanks, own_threads, released_on, thanks_to_read};
pub(super) use more::{
    Side, set_caught_words, set_effects, set_factor_words, set_idea, set_purpose, set_seen_before,
    set_share, set_tiles, set_workaround,
};
pub use notes::Note;
pub(super) use notes::{insert_note, notes};
pub use photos::Photo;
pub(super) use photos::{delete_photo, insert_photo, photo_seen_by, photos, photos_with_jpeg};
pub(super) use promises::{
    due_for, insert_promise, open_promise, promises, set_heard, set_moved, set_slipped, slipping,
};
pub use recount::{check, recount, skeletons};
pub use see::{Inbox, InboxRow, Message, Opening, Report, Scope};
pub(super) use see::{by_id, by_receipt, by_reference, inbox, seen_among, seen_by};
pub(super) use status::set_status_words;
pub(super) use status::{StatusWords, status_words};
pub use tell::Told;
pub(super) use tell::{claim_key, insert, insert_imported, purge, release_due, release_messages};

pub use review::{Reviewable, reviewable, reviewable_since};

//! Rows: lessons, their tiles, and what reading them again found.

mod find;
mod keep;
mod public;

pub(super) use find::{all, by_reference, of_report, rereads};
pub(super) use keep::{hold, insert, insert_reread, update};
pub(super) use public::{
    Sought, count_published, is_read_by_all, months, published, published_after, published_one,
};

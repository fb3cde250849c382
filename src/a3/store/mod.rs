//! Rows: sheets, their sections and versions, comments, linked reports, pictures.

mod comments;
mod links;
pub(super) mod map;
mod pictures;
mod sections;
mod sheet;

pub(super) use comments::{Comment, comment_section, comments, insert_comment, settle};
pub(super) use links::{link, linked, links_of, sheets_of};
pub use map::conditions_of;
pub(super) use pictures::{
    Sketch, delete_picture, insert_picture, picture, pictures, pictures_with_jpeg,
};
pub(super) use sections::{
    Stored, Version, keep_version, last_version, save, section, sections, version_words, versions,
};
pub use sheet::{A3, Reader, seen_by};
pub(super) use sheet::{Filter, Row, hold, insert, list, rename, set_people, set_status, touch};

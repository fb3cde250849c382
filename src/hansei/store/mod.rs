//! Rows: hanseis, their sheets and their rooms.

mod room;
mod see;
mod sheet;

pub(super) use room::{
    add_answer, by_code, first_sending, forget_sendings, insert_phone_point, phone_points,
    points_waiting, pulse, put_room, room_of, set_stage, turn_over,
};
pub(super) use see::{
    Eyes, Hansei, find, hold, insert, links, list, reading_done, save_meeting, seen_by, set_closed,
    start_clock, talked_about,
};
pub use see::{Surfaced, of_report, surfaced};
pub(super) use sheet::{
    Chosen, Point, Words, agenda, change_commitment, change_entry, commitments, delete_commitment,
    delete_entry, delete_point, drop_agenda, insert_agenda, insert_commitment, insert_entry,
    insert_point, points, put_positions, save_section, sections, sort_point, timeline,
};
pub(crate) use sheet::{Commitment, Entry};

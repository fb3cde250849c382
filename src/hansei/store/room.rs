//! Rows: the room, what phones send into it, and the pulse.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{hansei_points, hansei_pulse, hansei_rooms, hansei_sendings},
        types::{At, Key},
    },
    hansei::model::{Answer, Pulse, Question, Room, RoomCode, Sort, Stage},
    kernel::ids::Id,
};
use diesel::prelude::*;

type Row = (Key, String, At, String);

fn room((hansei, code, open_until, stage): Row) -> Result<(Id, Room), StoreError> {
    let corrupt = || StoreError::Corrupt("hansei_rooms");
    Ok((
        hansei.0,
        Room {
            code: RoomCode::parse(&code).map_err(|_unreadable| corrupt())?,
            open_until: open_until.0,
            stage: Stage::parse(&stage).map_err(|_unknown| corrupt())?,
        },
    ))
}

/// The room of a hansei, open or not.
pub(crate) fn room_of(conn: &mut Conn, hansei: Id) -> Result<Option<Room>, StoreError> {
    let row: Option<Row> = hansei_rooms::table
        .filter(hansei_rooms::hansei_id.eq(Key(hansei)))
        .first(conn)
        .optional()?;
    Ok(row.map(room).transpose()?.map(|(_, room)| room))
}

/// The room with this code, open or not, and whose it is.
pub(crate) fn by_code(conn: &mut Conn, code: RoomCode) -> Result<Option<(Id, Room)>, StoreError> {
    let row: Option<Row> = hansei_rooms::table
        .filter(hansei_rooms::code.eq(code.to_string()))
        .first(conn)
        .optional()?;
    row.map(room).transpose()
}

/// Puts this room in the place of an earlier one.
pub(crate) fn put_room(tx: &mut Tx<'_>, hansei: Id, room: &Room) -> Result<(), StoreError> {
    diesel::delete(hansei_rooms::table.filter(hansei_rooms::hansei_id.eq(Key(hansei))))
        .execute(tx.conn())?;
    diesel::insert_into(hansei_rooms::table)
        .values((
            hansei_rooms::hansei_id.eq(Key(hansei)),
            hansei_rooms::code.eq(room.code.to_string()),
            hansei_rooms::open_until.eq(At(room.open_until)),
            hansei_rooms::stage.eq(room.stage.as_str()),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// What the room is for from now on.
pub(crate) fn set_stage(tx: &mut Tx<'_>, hansei: Id, stage: Stage) -> Result<(), StoreError> {
    diesel::update(hansei_rooms::table.filter(hansei_rooms::hansei_id.eq(Key(hansei))))
        .set(hansei_rooms::stage.eq(stage.as_str()))
        .execute(tx.conn())?;
    Ok(())
}

/// Keeps a point; the same sending once more changes nothing.
pub(crate) fn insert_phone_point(
    tx: &mut Tx<'_>,
    hansei: Id,
    id: Id,
    words: &str,
) -> Result<(), StoreError> {
    crate::each_backend!(tx.conn(), |c| diesel::insert_into(hansei_points::table)
        .values((
            hansei_points::id.eq(Key(id)),
            hansei_points::hansei_id.eq(Key(hansei)),
            hansei_points::words.eq(words),
            hansei_points::sort.eq(Sort::New.as_str()),
            hansei_points::shown.eq(false),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// How many points there are, shown or not.
pub(crate) fn phone_points(conn: &mut Conn, hansei: Id) -> Result<i64, StoreError> {
    Ok(hansei_points::table
        .filter(hansei_points::hansei_id.eq(Key(hansei)))
        .count()
        .get_result(conn)?)
}

/// How many points wait to be turned over.
pub(crate) fn points_waiting(conn: &mut Conn, hansei: Id) -> Result<i64, StoreError> {
    Ok(hansei_points::table
        .filter(hansei_points::hansei_id.eq(Key(hansei)))
        .filter(hansei_points::shown.eq(false))
        .count()
        .get_result(conn)?)
}

/// Shows all points at once.
pub(crate) fn turn_over(tx: &mut Tx<'_>, hansei: Id) -> Result<(), StoreError> {
    diesel::update(hansei_points::table.filter(hansei_points::hansei_id.eq(Key(hansei))))
        .set(hansei_points::shown.eq(true))
        .execute(tx.conn())?;
    Ok(())
}

/// Notes that a sending has arrived; `false` when it had before.
pub(crate) fn first_sending(tx: &mut Tx<'_>, hansei: Id, id: Id) -> Result<bool, StoreError> {
    let added = crate::each_backend!(tx.conn(), |c| diesel::insert_into(hansei_sendings::table)
        .values((
            hansei_sendings::id.eq(Key(id)),
            hansei_sendings::hansei_id.eq(Key(hansei)),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// Forgets which sendings arrived.
pub(crate) fn forget_sendings(tx: &mut Tx<'_>, hansei: Id) -> Result<(), StoreError> {
    diesel::delete(hansei_sendings::table.filter(hansei_sendings::hansei_id.eq(Key(hansei))))
        .execute(tx.conn())?;
    Ok(())
}

/// Adds one answer to the sums.
pub(crate) fn add_answer(tx: &mut Tx<'_>, hansei: Id, answer: Answer) -> Result<(), StoreError> {
    for (question, step) in answer.steps() {
        let row = hansei_pulse::table
            .filter(hansei_pulse::hansei_id.eq(Key(hansei)))
            .filter(hansei_pulse::question.eq(question.as_str()))
            .filter(hansei_pulse::answer.eq(step));
        diesel::update(row)
            .set(hansei_pulse::n.eq(hansei_pulse::n + 1))
            .execute(tx.conn())?;
    }
    Ok(())
}

/// The sums of the pulse.
pub(crate) fn pulse(conn: &mut Conn, hansei: Id) -> Result<Pulse, StoreError> {
    let rows: Vec<(String, i32, i64)> = hansei_pulse::table
        .filter(hansei_pulse::hansei_id.eq(Key(hansei)))
        .select((
            hansei_pulse::question,
            hansei_pulse::answer,
            hansei_pulse::n,
        ))
        .load(conn)?;
    let mut pulse = Pulse::default();
    for (question, step, n) in rows {
        let at = Question::ALL
            .iter()
            .position(|known| known.as_str() == question);
        let slot = at
            .and_then(|at| pulse.sums.get_mut(at))
            .and_then(|row| row.get_mut(usize::try_from(step - 1).ok()?));
        *slot.ok_or(StoreError::Corrupt("hansei_pulse"))? = n;
    }
    Ok(pulse)
}

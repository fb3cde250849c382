//! Acts: what phones do in a room. Nothing of them is in the journal.

use crate::{
    db::{Conn, StoreError, Tx},
    hansei::{
        model::{Answer, MOST_POINTS, RoomCode, Stage},
        store,
    },
    kernel::{ids::Id, time::Now},
};

/// What a phone sees of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// What the room is for.
    pub stage: Stage,
    /// How many points lie face down.
    pub points: i64,
    /// Whether the room takes no more of them.
    pub full: bool,
    hansei: Id,
}

/// The open room with this code.
///
/// # Errors
/// When the store fails.
pub fn join(conn: &mut Conn, code: RoomCode, now: Now) -> Result<Option<Joined>, StoreError> {
    let Some((hansei, room)) = store::by_code(conn, code)? else {
        return Ok(None);
    };
    if !room.is_open(now.at) {
        return Ok(None);
    }
    Ok(Some(Joined {
        stage: room.stage,
        points: store::points_waiting(conn, hansei)?,
        full: store::phone_points(conn, hansei)? >= MOST_POINTS,
        hansei,
    }))
}

/// Takes a point, if the room is silent and not full; the same sending once more changes nothing.
/// Answers the room as it is afterwards, with whether the point is in.
///
/// # Errors
/// When the store fails.
pub fn say_point(
    tx: &mut Tx<'_>,
    code: RoomCode,
    sending: Id,
    words: &str,
    now: Now,
) -> Result<Option<(Joined, bool)>, StoreError> {
    let Some(found) = join(tx.conn(), code, now)? else {
        return Ok(None);
    };
    // The facilitator may be turning the points over at this moment.
    store::hold(tx, found.hansei)?;
    let Some(room) = join(tx.conn(), code, now)? else {
        return Ok(None);
    };
    if room.stage != Stage::Silent || room.full {
        return Ok(Some((room, false)));
    }
    store::insert_phone_point(tx, room.hansei, sending, words)?;
    Ok(join(tx.conn(), code, now)?.map(|room| (room, true)))
}

/// Adds an answer to the pulse, if it is open; the same sending once more counts once. Answers the
/// room, with whether the answer is in.
///
/// # Errors
/// When the store fails.
pub fn answer_pulse(
    tx: &mut Tx<'_>,
    code: RoomCode,
    sending: Id,
    answer: Answer,
    now: Now,
) -> Result<Option<(Joined, bool)>, StoreError> {
    let Some(found) = join(tx.conn(), code, now)? else {
        return Ok(None);
    };
    store::hold(tx, found.hansei)?;
    let Some(room) = join(tx.conn(), code, now)? else {
        return Ok(None);
    };
    if room.stage != Stage::Pulse {
        return Ok(Some((room, false)));
    }
    if store::first_sending(tx, room.hansei, sending)? {
        store::add_answer(tx, room.hansei, answer)?;
    }
    Ok(Some((room, true)))
}

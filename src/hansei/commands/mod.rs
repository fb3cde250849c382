//! Acts: planning a hansei, writing on its sheet, leading through it, and what phones send.

mod origin;
mod plan;
mod room;
mod write;

pub use origin::origin_facts;
pub(super) use plan::may_facilitate;
pub use plan::{plan, replan};
pub use room::{Joined, answer_pulse, join, say_point};
pub(crate) use write::{Clash, Does, Draft, Written, write};

use crate::{
    db::{Conn, StoreError, Tx},
    hansei::{
        agenda,
        model::{Pulse, Reference, Room},
        store::{self, Hansei},
    },
    journal,
    kernel::{ids::Id, time::Now},
    people::Person,
};

/// Why the rules say no, in words for the person who acts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not theirs.
    #[error("There is no such hansei for you.")]
    NotHere,
    /// The facilitator answers for a place of a linked report.
    #[error(
        "{0} answers for the place of one of these reports, or keeps one of these A3s. People say more to somebody who is not involved: \
         please choose a lead from elsewhere, or somebody from the improvement team."
    )]
    Involved(String),
    /// An account that cannot facilitate.
    #[error("Please choose somebody of the list.")]
    NoFacilitator,
    /// No report that they may link.
    #[error(
        "We found no report or A3 {0} among those you may talk about. Please check its reference."
    )]
    NoReport(String),
    /// A report that waits for its thanks.
    #[error("The report {0} still waits for its thanks. Thanks come first, then we talk about it.")]
    ThankFirst(String),
    /// No such place.
    #[error("Please choose a place of the list.")]
    NoPlace,
    /// What the facilitator alone does.
    #[error("The facilitator does this: {0}. Everything else on the sheet is open to you.")]
    FacilitatorOnly(String),
    /// There is no room yet.
    #[error("Please open the room first.")]
    NoRoom,
    /// Points wait to be seen.
    #[error("Some points still lie face down. Please turn them over first.")]
    TurnOverFirst,
    /// What was shown stays as it was.
    #[error("This pulse has ended, and its answers were shown. It cannot be opened again.")]
    PulseOver,
    /// The plan of what has begun.
    #[error(
        "This hansei has begun, or is closed: its plan stays as it is. Write what was different on its sheet."
    )]
    Begun,
    /// Somebody else changed the plan.
    #[error(
        "Somebody else changed the plan while you were writing. Below is yours: keep it once more if it should take the place of theirs."
    )]
    PlanChanged,
    /// Something written on a closed one.
    #[error(
        "This hansei is closed. To write on it, open it again with a reason: the same press keeps your words."
    )]
    Closed,
    /// Closing before the day.
    #[error("Its day has not come yet. Close it when you have met and everything stands here.")]
    NotHeldYet,
}

/// An act fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A hansei that this person may see.
///
/// # Errors
/// `Refusal::NotHere`.
pub(super) fn see(conn: &mut Conn, reference: Reference, person: &Person) -> Result<Hansei, Error> {
    Ok(store::seen_by(conn, reference, &agenda::eyes(person))?.ok_or(Refusal::NotHere)?)
}

/// A hansei that nobody else changes until this act has ended.
fn held(tx: &mut Tx<'_>, reference: Reference, person: &Person) -> Result<Hansei, Error> {
    let found = see(tx.conn(), reference, person)?;
    store::hold(tx, found.id)?;
    Ok(store::find(tx.conn(), found.id)?.ok_or(Refusal::NotHere)?)
}

/// The room of a hansei with how many points wait, and its pulse.
pub(super) fn room_of(
    conn: &mut Conn,
    hansei: Id,
) -> Result<(Option<Room>, i64, Pulse), StoreError> {
    Ok((
        store::room_of(conn, hansei)?,
        store::points_waiting(conn, hansei)?,
        store::pulse(conn, hansei)?,
    ))
}

fn noted(
    tx: &mut Tx<'_>,
    act: journal::Act,
    hansei: Reference,
    by: Id,
    now: Now,
) -> Result<(), StoreError> {
    journal::record(tx, Some(by), act, &hansei.grouped(3), now)
}

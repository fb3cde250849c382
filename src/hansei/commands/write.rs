//! Acts: writing on the sheet. One press keeps everything that was typed on the page, and then does
//! what the button says.

use super::{Error, Refusal, held, noted};
use crate::{
    db::Tx,
    hansei::{
        agenda::Agenda,
        model::{AgendaKind, Reference, Room, Section, Sort, Stage},
        store::{self, Chosen, Commitment, Entry, Hansei},
    },
    journal,
    kernel::{code::Code, ids::Id, time::Now},
    people::Person,
};
use std::collections::BTreeSet;

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Does {
    /// Keeps what was typed.
    Save,
    /// The opening words were read aloud.
    ReadWords,
    /// The meeting begins.
    StartClock,
    /// Shows an entry in the fields for a new one.
    TakeEntry(Id),
    /// Moves an entry.
    MoveEntry(Id, bool),
    /// Takes an entry off; its words are shown in the fields for a new one.
    DropEntry(Id),
    /// Says what a point is.
    SortPoint(Id, Sort),
    /// Takes a point off.
    DropPoint(Id),
    /// Shows a commitment in the fields for a new one.
    TakeCommitment(Id),
    /// Takes a commitment off; its words are shown in the fields for a new one.
    DropCommitment(Id),
    /// Opens the room with a new code.
    OpenRoom,
    /// Turns the points over.
    TurnOver,
    /// Another silent round.
    SilentAgain,
    /// Asks for the pulse.
    OpenPulse,
    /// Ends the pulse.
    EndPulse,
    /// Close the sheet.
    Close,
    /// Open it again; the reason is in the draft.
    Reopen,
}

impl Does {
    /// What the facilitator alone does, in words.
    fn for_the_facilitator(self) -> Option<&'static str> {
        match self {
            Self::OpenRoom | Self::SilentAgain => Some("opening the room"),
            Self::TurnOver => Some("turning the points over"),
            Self::SortPoint(..) | Self::DropPoint(_) => Some("sorting the points"),
            Self::OpenPulse | Self::EndPulse => Some("asking for the pulse"),
            Self::Save
            | Self::ReadWords
            | Self::StartClock
            | Self::TakeEntry(_)
            | Self::MoveEntry(..)
            | Self::DropEntry(_)
            | Self::TakeCommitment(_)
            | Self::DropCommitment(_)
            | Self::Close
            | Self::Reopen => None,
        }
    }

    /// Whether it is open while the sheet is closed: the pulse may go on for a while.
    fn leaves_the_sheet(self) -> bool {
        matches!(self, Self::Save | Self::OpenPulse | Self::EndPulse)
    }
}

/// Everything that was typed on the page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    /// Sections that were touched: their words, and the version under somebody's hands.
    pub(crate) sections: Vec<(Section, i32, String)>,
    /// Ticked items of the agenda; `None` when the page offered none.
    pub(crate) agenda: Option<BTreeSet<String>>,
    /// An item of the facilitator's own.
    pub(crate) own_item: Option<String>,
    /// A new entry of the timeline, or a changed one with `true`.
    pub(crate) entry: Option<(Entry, bool)>,
    /// A new point.
    pub(crate) point: Option<(String, Sort)>,
    /// A new commitment, or a changed one with `true`.
    pub(crate) commitment: Option<(Commitment, bool)>,
    /// Why a closed sheet is opened again; the journal keeps it.
    pub(crate) reopen_reason: Option<String>,
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.sections.is_empty()
            && self.agenda.is_none()
            && self.own_item.is_none()
            && self.entry.is_none()
            && self.point.is_none()
            && self.commitment.is_none()
    }
}

/// Something that somebody else changed at the same time: their words. Nothing of it was overwritten.
#[derive(Debug, Clone)]
pub(crate) enum Clash {
    /// A section.
    Section(Section),
    /// An entry of the timeline, as it is now; `None` when it was taken off.
    Entry(Option<Entry>),
    /// A commitment, as it is now; `None` when it was taken off.
    Commitment(Option<Commitment>),
}

/// What came of a press.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    /// What could not be kept without taking somebody else's words away.
    pub(crate) clashes: Vec<Clash>,
    /// An entry to be shown in the fields, and whether it is still on the sheet.
    pub(crate) entry: Option<(Entry, bool)>,
    /// A commitment to be shown in the fields, and whether it is still on the sheet.
    pub(crate) commitment: Option<(Commitment, bool)>,
}

/// Keeps what was typed, then does what the button says.
///
/// # Errors
/// `Refusal::NotHere`; `Refusal::FacilitatorOnly`; what the room's rules refuse. Nothing is kept then.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    reference: Reference,
    person: &Person,
    agenda: &Agenda,
    draft: Draft,
    does: Does,
    now: Now,
) -> Result<Written, Error> {
    let hansei = held(tx, reference, person)?;
    let leads_through = hansei.facilitator == person.id;
    if let Some(act) = does.for_the_facilitator().filter(|_| !leads_through) {
        return Err(Refusal::FacilitatorOnly(act.into()).into());
    }
    if hansei.closed_at.is_some() {
        match &draft.reopen_reason {
            Some(reason) if does == Does::Reopen => open_again(tx, &hansei, person, reason, now)?,
            _ if does.leaves_the_sheet() && draft.is_empty() => {}
            _ => return Err(Refusal::Closed.into()),
        }
    }
    let mut written = Written::default();
    let mut wrote = keep(tx, &hansei, &draft, &mut written)?;
    if leads_through {
        wrote |= choose(tx, &hansei, person, agenda, &draft, now)?;
    }
    // Two texts at once are put together before anybody closes over them.
    let does = match does {
        Does::Close if !written.clashes.is_empty() => Does::Save,
        other => other,
    };
    wrote |= carry_out(tx, &hansei, does, &mut written, now)?;
    if wrote {
        noted(tx, journal::Act::HanseiWritten, reference, person.id, now)?;
    }
    let act = match does {
        Does::OpenRoom => Some(journal::Act::RoomOpened),
        Does::TurnOver => Some(journal::Act::PointsTurnedOver),
        Does::SilentAgain => Some(journal::Act::SilentAgain),
        Does::OpenPulse => Some(journal::Act::PulseOpened),
        Does::EndPulse => Some(journal::Act::PulseEnded),
        Does::Close => Some(journal::Act::HanseiClosed),
        _ => None,
    };
    if let Some(act) = act {
        noted(tx, act, reference, person.id, now)?;
    }
    Ok(written)
}

/// Keeps sections, an entry, a point and a commitment. Answers whether anything was kept.
fn keep(
    tx: &mut Tx<'_>,
    hansei: &Hansei,
    draft: &Draft,
    written: &mut Written,
) -> Result<bool, Error> {
    let mut wrote = false;
    let now = store::sections(tx.conn(), hansei.id)?;
    for (section, version, words) in &draft.sections {
        // An answer that got lost may be asked for again: the same words clash with nothing.
        let stands = now.iter().find(|stands| stands.section == *section);
        if stands.is_some_and(|stands| stands.words == *words) {
            continue;
        }
        if store::save_section(tx, hansei.id, *section, *version, words)? {
            wrote = true;
        } else {
            written.clashes.push(Clash::Section(*section));
        }
    }
    if let Some((entry, is_changed)) = &draft.entry {
        if !is_changed {
            let position = next(
                store::timeline(tx.conn(), hansei.id)?
                    .iter()
                    .map(|e| e.position),
            );
            let entry = Entry {
                position,
                ..entry.clone()
            };
            store::insert_entry(tx, hansei.id, &entry)?;
            wrote = true;
        } else if store::change_entry(tx, hansei.id, entry)? {
            wrote = true;
        } else {
            let theirs = store::timeline(tx.conn(), hansei.id)?;
            let theirs = theirs.into_iter().find(|other| other.id == entry.id);
            written.clashes.push(Clash::Entry(theirs));
        }
    }
    if let Some((words, sort)) = &draft.point {
        store::insert_point(tx, hansei.id, words, *sort)?;
        wrote = true;
    }
    if let Some((commitment, is_changed)) = &draft.commitment {
        if !is_changed {
            let all = store::commitments(tx.conn(), hansei.id)?;
            let position = next(all.iter().map(|other| other.position));
            let commitment = Commitment {
                position,
                ..commitment.clone()
            };
            store::insert_commitment(tx, hansei.id, &commitment)?;
            wrote = true;
        } else if store::change_commitment(tx, hansei.id, commitment)? {
            wrote = true;
        } else {
            let theirs = store::commitments(tx.conn(), hansei.id)?;
            let theirs = theirs.into_iter().find(|other| other.id == commitment.id);
            written.clashes.push(Clash::Commitment(theirs));
        }
    }
    Ok(wrote)
}

fn next(positions: impl Iterator<Item = i32>) -> i32 {
    positions.max().map_or(0, |last| last + 1)
}

/// Keeps what the facilitator ticked. Answers whether anything changed.
fn choose(
    tx: &mut Tx<'_>,
    hansei: &Hansei,
    person: &Person,
    agenda: &Agenda,
    draft: &Draft,
    now: Now,
) -> Result<bool, Error> {
    let mut wrote = false;
    if let Some(ticked) = &draft.agenda {
        let chosen = store::agenda(tx.conn(), hansei.id)?;
        let has = |item: &str| chosen.iter().any(|one| one.item == item);
        for one in chosen.iter().filter(|one| !ticked.contains(&one.item)) {
            store::drop_agenda(tx, hansei.id, &one.item)?;
            wrote = true;
        }
        if ticked.iter().any(|item| !has(item)) {
            let mut added = BTreeSet::new();
            for proposed in agenda.items(tx.conn(), person, now)? {
                let item = proposed.item();
                if ticked.contains(&item) && !has(&item) && added.insert(item.clone()) {
                    let chosen = Chosen {
                        item,
                        kind: proposed.kind,
                        words: proposed.words,
                        href: proposed.href,
                        why: proposed.why,
                    };
                    store::insert_agenda(tx, hansei.id, &chosen)?;
                    wrote = true;
                }
            }
        }
    }
    if let Some(words) = &draft.own_item {
        let own = Chosen {
            item: Code::<10>::random().to_string(),
            kind: AgendaKind::Own,
            words: words.clone(),
            href: None,
            why: String::new(),
        };
        store::insert_agenda(tx, hansei.id, &own)?;
        wrote = true;
    }
    Ok(wrote)
}

/// Does what the button says. Answers whether that is writing on the sheet.
fn carry_out(
    tx: &mut Tx<'_>,
    hansei: &Hansei,
    does: Does,
    written: &mut Written,
    now: Now,
) -> Result<bool, Error> {
    match does {
        Does::Save | Does::Reopen => Ok(false),
        Does::Close => {
            close(tx, hansei, now)?;
            Ok(false)
        }
        Does::ReadWords => {
            store::reading_done(tx, hansei.id)?;
            Ok(true)
        }
        Does::StartClock => {
            store::start_clock(tx, hansei.id, now.at)?;
            Ok(true)
        }
        Does::TakeEntry(id) | Does::DropEntry(id) => {
            let stays = matches!(does, Does::TakeEntry(_));
            let all = store::timeline(tx.conn(), hansei.id)?;
            written.entry = all
                .into_iter()
                .find(|entry| entry.id == id)
                .map(|entry| (entry, stays));
            if !stays {
                store::delete_entry(tx, hansei.id, id)?;
            }
            Ok(!stays)
        }
        Does::MoveEntry(id, up) => {
            let mut order: Vec<Id> = store::timeline(tx.conn(), hansei.id)?
                .iter()
                .map(|entry| entry.id)
                .collect();
            if let Some(at) = order.iter().position(|other| *other == id) {
                let to = if up { at.checked_sub(1) } else { Some(at + 1) };
                if let Some(to) = to.filter(|to| *to < order.len()) {
                    order.swap(at, to);
                }
            }
            store::put_positions(tx, hansei.id, &order)?;
            Ok(true)
        }
        Does::SortPoint(id, sort) => {
            store::sort_point(tx, hansei.id, id, sort)?;
            Ok(true)
        }
        Does::DropPoint(id) => {
            store::delete_point(tx, hansei.id, id)?;
            Ok(true)
        }
        Does::TakeCommitment(id) | Does::DropCommitment(id) => {
            let stays = matches!(does, Does::TakeCommitment(_));
            let all = store::commitments(tx.conn(), hansei.id)?;
            written.commitment = all
                .into_iter()
                .find(|commitment| commitment.id == id)
                .map(|commitment| (commitment, stays));
            if !stays {
                store::delete_commitment(tx, hansei.id, id)?;
            }
            Ok(!stays)
        }
        Does::OpenRoom | Does::TurnOver | Does::SilentAgain | Does::OpenPulse | Does::EndPulse => {
            lead_through(tx, hansei, does, now)?;
            Ok(false)
        }
    }
}

/// Closes the sheet. No point stays face down, and none comes after; the pulse ends by itself.
fn close(tx: &mut Tx<'_>, hansei: &Hansei, now: Now) -> Result<(), Error> {
    if hansei.started_at.is_none() && hansei.on > now.today() {
        return Err(Refusal::NotHeldYet.into());
    }
    if let Some(room) = store::room_of(tx.conn(), hansei.id)? {
        if store::points_waiting(tx.conn(), hansei.id)? > 0 {
            return Err(Refusal::TurnOverFirst.into());
        }
        if room.stage == Stage::Silent {
            store::set_stage(tx, hansei.id, Stage::Turned)?;
        }
    }
    Ok(store::set_closed(tx, hansei.id, Some(now.at))?)
}

/// Opens a closed sheet again. The journal says why.
fn open_again(
    tx: &mut Tx<'_>,
    hansei: &Hansei,
    person: &Person,
    reason: &str,
    now: Now,
) -> Result<(), Error> {
    store::set_closed(tx, hansei.id, None)?;
    let subject = format!("{}: {reason}", hansei.reference.grouped(3));
    Ok(journal::record(
        tx,
        Some(person.id),
        journal::Act::HanseiReopened,
        &subject,
        now,
    )?)
}

/// The room goes on to its next stage.
fn lead_through(tx: &mut Tx<'_>, hansei: &Hansei, does: Does, now: Now) -> Result<(), Error> {
    let room = store::room_of(tx.conn(), hansei.id)?;
    let ended = room.is_some_and(|room| room.pulse_has_ended(now.at));
    let final_now = ended && !store::pulse(tx.conn(), hansei.id)?.may_open_again();
    if does == Does::OpenRoom {
        // A new code for the same stage; what was shown stays as it was.
        let stage = match room.map(|room| room.stage) {
            None => Stage::Silent,
            Some(Stage::Pulse) if final_now => Stage::Over,
            Some(stage) => stage,
        };
        return Ok(store::put_room(tx, hansei.id, &Room::fresh(now.at, stage))?);
    }
    let Some(room) = room else {
        return Err(Refusal::NoRoom.into());
    };
    let stage = match does {
        Does::TurnOver => {
            store::turn_over(tx, hansei.id)?;
            // Late points are turned over without taking the pulse back.
            if room.stage == Stage::Silent {
                Stage::Turned
            } else {
                room.stage
            }
        }
        Does::SilentAgain | Does::OpenPulse if final_now => return Err(Refusal::PulseOver.into()),
        Does::SilentAgain => Stage::Silent,
        Does::OpenPulse => {
            if store::points_waiting(tx.conn(), hansei.id)? > 0 {
                return Err(Refusal::TurnOverFirst.into());
            }
            if !room.is_open(now.at) {
                store::put_room(tx, hansei.id, &Room::fresh(now.at, Stage::Pulse))?;
            }
            Stage::Pulse
        }
        // There is nothing to end.
        _ if room.stage != Stage::Pulse => room.stage,
        _ => {
            store::forget_sendings(tx, hansei.id)?;
            Stage::Over
        }
    };
    Ok(store::set_stage(tx, hansei.id, stage)?)
}

//! People write about points of charts, write down changes, and set limits anew.

use super::{Error, Refusal, signal};
use crate::{
    db::{Conn, StoreError, Tx},
    journal::{self, Act},
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    people::Person,
    places::{self, Tree},
    trends::{
        model::{Days, NoteSort, Reference, Series, sort},
        store::{self, Looking, Marks, NewChange, NewNote, NewPhase, Reach},
    },
};

/// A point of a chart.
#[derive(Debug, Clone)]
pub(crate) struct Point {
    /// The Monday of its period.
    pub(crate) week: Week,
    /// The signal that it is part of, for whoever looks.
    pub(crate) signal: Option<Reference>,
    /// The identity of that signal.
    signal_id: Option<Id>,
    /// Whether everybody who sees trends sees it.
    published: bool,
}

/// The point of a series in a week, as somebody sees it.
///
/// # Errors
/// `Refusal::NotHere` where they may not write about this place; `Refusal::NoPoint` where the chart has none.
pub(crate) fn point(
    conn: &mut Conn,
    tree: &Tree,
    looking: &Looking,
    place: Id,
    series: Series,
    week: Week,
) -> Result<Point, Error> {
    let reach = may_write(tree, looking, place)?;
    let own = reach == Reach::Own;
    let everybody = Looking::everybody(looking.k, looking.today);
    let shared = drawn(conn, tree, &everybody, (place, series, week), false)?;
    let seen = match own {
        true => drawn(conn, tree, looking, (place, series, week), true)?,
        false => shared,
    };
    let first = seen.ok_or(Refusal::NoPoint)?;
    let found = store::of_point(conn, place, series, first, own)?;
    let published = match &found {
        Some((_, signal)) => signal.published,
        None => shared == Some(first),
    };
    Ok(Point {
        week: first,
        signal: found.as_ref().map(|(_, signal)| signal.reference),
        signal_id: found.map(|(id, _)| id),
        published,
    })
}

/// The Monday of the period that holds a week, where its chart has a point there.
fn drawn(
    conn: &mut Conn,
    tree: &Tree,
    looking: &Looking,
    (place, series, week): (Id, Series, Week),
    as_they_are: bool,
) -> Result<Option<Week>, StoreError> {
    let mut days = Days::usual(looking.today);
    days.from = days.from.min(week.monday());
    let found = store::with_past(conn, tree, place, as_they_are, &days, looking)?;
    if found.shown != place {
        return Ok(None);
    }
    let marks = Marks {
        closed: store::marks(conn, tree, place, series, false)?.closed,
        ..Marks::default()
    };
    let line = store::line(conn, &found, series, &days, &marks)?;
    let Some(index) = line.process.index(week.monday()) else {
        return Ok(None);
    };
    let known = line.chart.points.get(index).and_then(|point| point.y);
    let cell = line.process.cells.get(index).filter(|_| known.is_some());
    Ok(cell.map(|cell| Week::of(cell.from)))
}

/// How somebody sees a place that they may write about.
fn may_write(tree: &Tree, looking: &Looking, place: Id) -> Result<Reach, Error> {
    let reach = store::reach(tree, place, looking);
    let reach = reach.filter(|reach| looking.may_write(*reach));
    Ok(reach.ok_or(Refusal::NotHere)?)
}

/// Keeps a note on a signal.
///
/// # Errors
/// `Refusal::NotHere`.
pub(crate) fn note_on_signal(
    tx: &mut Tx<'_>,
    looking: &Looking,
    reference: Reference,
    words: &str,
    now: Now,
) -> Result<(), Error> {
    let by = who(looking)?;
    let tree = places::all(tx.conn())?;
    let seen = writable(tx, &tree, looking, reference)?;
    let found = seen.signal.found;
    let note = NewNote {
        place: seen.signal.place,
        series: found.series,
        week: found.week,
        signal: Some(seen.id),
        words: words.to_owned(),
        published: seen.signal.published,
        sort: sort(words, true),
    };
    store::add_note(tx, &note, by, now)?;
    noted(tx, by, Act::SignalNoteWritten, reference, now)
}

/// Keeps a note on a point, be it a signal or not.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::NoPoint`.
pub(crate) fn note_on_point(
    tx: &mut Tx<'_>,
    looking: &Looking,
    (place, series, week): (Id, Series, Week),
    words: &str,
    now: Now,
) -> Result<(), Error> {
    let by = who(looking)?;
    let tree = places::all(tx.conn())?;
    let point = point(tx.conn(), &tree, looking, place, series, week)?;
    let counted: Option<NoteSort> = sort(words, point.signal_id.is_some());
    let note = NewNote {
        place,
        series,
        week: point.week,
        signal: point.signal_id,
        words: words.to_owned(),
        published: point.published,
        sort: counted,
    };
    store::add_note(tx, &note, by, now)?;
    let subject = tree.get(place).map(|place| place.code.to_string());
    let subject = format!("{} {}", subject.unwrap_or_default(), point.week);
    let act = Act::PointNoteWritten;
    Ok(journal::record(tx, Some(by), act, &subject, now)?)
}

/// Keeps what changed at a place since a week, perhaps beside a signal.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Ahead`.
pub(crate) fn write_change(
    tx: &mut Tx<'_>,
    looking: &Looking,
    (place, week): (Id, Week),
    words: &str,
    beside: Option<Reference>,
    now: Now,
) -> Result<Reference, Error> {
    let by = who(looking)?;
    if week > Week::of(now.today()) {
        return Err(Refusal::Ahead.into());
    }
    let tree = places::all(tx.conn())?;
    may_write(&tree, looking, place)?;
    let signal = match beside {
        Some(reference) => Some(writable(tx, &tree, looking, reference)?),
        None => None,
    };
    // What goes with a signal in small counts would tell of it.
    let shared = shared(&tree, looking, place);
    let published = shared && signal.as_ref().is_none_or(|seen| seen.signal.published);
    let new = NewChange {
        place,
        week,
        words: words.to_owned(),
        signal: signal.map(|seen| seen.id),
        published,
    };
    let reference = store::add_change(tx, &new, by, now)?;
    noted(tx, by, Act::ChangeWritten, reference, now)?;
    Ok(reference)
}

/// What limits are set anew after.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ground {
    /// A signal: the phase begins with its first point.
    Signal(Reference),
    /// A change that was written down: the phase of this chart begins with its week.
    Change(Reference, Series),
}

/// Sets limits anew, with a reason. `seen` says how often that had been done when the page was opened.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::LimitsChanged`, `Refusal::SameStart`.
pub(crate) fn limits_anew(
    tx: &mut Tx<'_>,
    looking: &Looking,
    ground: Ground,
    reason: &str,
    seen: i32,
    now: Now,
) -> Result<Reference, Error> {
    let by = who(looking)?;
    let tree = places::all(tx.conn())?;
    let (place, series, week, published) = match ground {
        Ground::Signal(reference) => {
            let seen = writable(tx, &tree, looking, reference)?;
            let found = seen.signal.found;
            (
                seen.signal.place,
                found.series,
                found.week,
                seen.signal.published,
            )
        }
        Ground::Change(reference, series) => {
            let change = store::change_by_reference(tx.conn(), reference)?;
            let change = change.ok_or(Refusal::NotHere)?;
            let reach = may_write(&tree, looking, change.place)?;
            if reach != Reach::Own && !change.published {
                return Err(Refusal::NotHere.into());
            }
            (change.place, series, change.week, change.published)
        }
    };
    let standing = store::phases(tx.conn(), &[place], true)?;
    // Whoever sees what everybody sees learns nothing of the phases of the place's leads, nor the other way round.
    let same = |phase: &store::PhaseMark| {
        phase.series == series && phase.week == week && phase.published == published
    };
    if standing.iter().any(same) {
        return Err(Refusal::SameStart.into());
    }
    if store::latest_number(tx.conn(), place, series, published)? != seen {
        return Err(Refusal::LimitsChanged.into());
    }
    let new = NewPhase {
        place,
        series,
        number: seen.saturating_add(1),
        week,
        reason: reason.to_owned(),
        published,
    };
    let reference = store::add_phase(tx, &new, by, now)?.ok_or(Refusal::LimitsChanged)?;
    noted(tx, by, Act::LimitsSetAnew, reference, now)?;
    Ok(reference)
}

/// Takes limits that were set anew back: the phase before goes on.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::TakenBack`.
pub(crate) fn limits_as_before(
    tx: &mut Tx<'_>,
    looking: &Looking,
    reference: Reference,
    now: Now,
) -> Result<(), Error> {
    let by = who(looking)?;
    let tree = places::all(tx.conn())?;
    let phase = store::phase_by_reference(tx.conn(), reference)?.ok_or(Refusal::NotHere)?;
    let reach = may_write(&tree, looking, phase.place)?;
    if reach != Reach::Own && !phase.published {
        return Err(Refusal::NotHere.into());
    }
    if !store::take_phase_back(tx, reference, now)? {
        return Err(Refusal::TakenBack.into());
    }
    noted(tx, by, Act::LimitsTakenBack, reference, now)
}

/// The signal with this code, if they may write about it.
fn writable(
    tx: &mut Tx<'_>,
    tree: &Tree,
    looking: &Looking,
    reference: Reference,
) -> Result<super::SeenSignal, Error> {
    let seen = signal(tx.conn(), tree, looking, reference)?;
    let seen = seen.filter(|seen| looking.may_write(seen.reach));
    Ok(seen.ok_or(Refusal::NotHere)?)
}

/// Whether everybody who sees trends sees this place apart.
fn shared(tree: &Tree, looking: &Looking, place: Id) -> bool {
    let everybody = Looking::everybody(looking.k, looking.today);
    store::reach(tree, place, &everybody).is_some()
}

fn who(looking: &Looking) -> Result<Id, Refusal> {
    let person: Option<&Person> = looking.person.as_ref();
    person.map(|person| person.id).ok_or(Refusal::NotHere)
}

fn noted(tx: &mut Tx<'_>, by: Id, act: Act, reference: Reference, now: Now) -> Result<(), Error> {
    Ok(journal::record(
        tx,
        Some(by),
        act,
        &reference.grouped(3),
        now,
    )?)
}

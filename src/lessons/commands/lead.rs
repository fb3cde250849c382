//! Acts of leads.

use super::{At, Error, Viewer, look};
use crate::{
    a3,
    countermeasures::{self, Origin, OriginKind},
    db::{Conn, StoreError, Tx},
    journal,
    kernel::{code::Code, ids::Id},
    lessons::{
        model::{Consent, Found, Lesson, Month, Reference, Refusal, Reread, State, Words},
        store,
    },
    places,
    reports::{self, Report},
};

/// A report that a lesson can be written from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The report.
    pub report: Report,
    /// Whose word it needs.
    pub consent: Consent,
    /// The places that the lesson may name: the nearest where enough people work, and all above it.
    pub places: Vec<Id>,
    /// The lesson that there is already.
    pub lesson: Option<Reference>,
}

/// What a lead wrote.
#[derive(Debug, Clone)]
pub struct Written {
    /// The words.
    pub words: Words,
    /// The role of a lead who tells an own mistake.
    pub role: Option<String>,
}

/// A report on its way to becoming a lesson.
///
/// # Errors
/// `Refusal::NotHere`, and what [`Consent::of`] refuses.
pub fn source(
    conn: &mut Conn,
    report: Code<6>,
    viewer: &Viewer,
    small_number: i64,
) -> Result<Source, Error> {
    let report = reports::commands::see(conn, report, &viewer.scope)?.report;
    Ok(Source {
        consent: Consent::of(&report)?,
        places: wide_enough(conn, &report, small_number)?,
        lesson: store::of_report(conn, report.id)?.map(|lesson| lesson.reference),
        report,
    })
}

/// A countermeasure that is in place, and what it changed.
#[derive(Debug, Clone)]
pub struct InPlace {
    /// Its code.
    pub reference: countermeasures::Reference,
    /// What is different, in the words of its plan.
    pub words: String,
}

/// What is in place of the countermeasures of the A3s that learn from a report, as far as the reader sees them;
/// the caller has shown that the reader may see the report.
///
/// # Errors
/// When the store fails.
pub fn in_place(
    conn: &mut Conn,
    report: Id,
    sight: &countermeasures::Sight,
) -> Result<Vec<InPlace>, StoreError> {
    let mut found = Vec::new();
    for sheet in a3::of_report(conn, report)? {
        let origin = Origin {
            kind: OriginKind::A3,
            reference: sheet.grouped(3),
        };
        let all = countermeasures::of(conn, &origin, sight)?;
        let holds = all
            .into_iter()
            .filter(|sibling| sibling.opens)
            .map(|sibling| sibling.one)
            .filter(|one| one.in_place_on.is_some() && !one.is_let_go());
        found.extend(holds.map(|one| InPlace {
            reference: one.reference,
            words: one.plan.what,
        }));
    }
    Ok(found)
}

/// The nearest place of a report where enough people work, and all above it.
fn wide_enough(conn: &mut Conn, report: &Report, small_number: i64) -> Result<Vec<Id>, Error> {
    let mut place = places::find(conn, report.place)?;
    // What was told one level up must not be read as told at the place itself.
    if report.one_level_up
        && let Some(above) = place.as_ref().and_then(|place| place.parent)
    {
        place = places::find(conn, above)?;
    }
    let nearest = match place {
        Some(place) => places::wide_enough(conn, place, small_number)?,
        None => places::ROOT,
    };
    Ok(places::ancestors(conn, nearest)?)
}

/// Writes a lesson from a report: a draft, which nobody else reads yet.
///
/// # Errors
/// What [`source`] refuses, and `Refusal::AlreadyWritten`.
pub fn write(
    tx: &mut Tx<'_>,
    report: Code<6>,
    viewer: &Viewer,
    written: Written,
    small_number: i64,
) -> Result<Reference, Error> {
    let source = source(tx.conn(), report, viewer, small_number)?;
    if source.lesson.is_some() {
        return Err(Refusal::AlreadyWritten.into());
    }
    let lesson = Lesson {
        id: Id::random(),
        reference: Reference::random(),
        report: Some(source.report.id),
        own: None,
        words: within(written.words, &source.places),
        state: State::Draft,
        said: None,
        said_on: None,
        month: None,
    };
    store::insert(tx, &lesson)?;
    noted(tx, journal::Act::LessonWritten, &lesson, viewer)?;
    Ok(lesson.reference)
}

/// A place finer than it may be becomes the finest that it may be.
fn within(words: Words, places: &[Id]) -> Words {
    let nearest = places.first().copied().unwrap_or(places::ROOT);
    Words {
        place: if places.contains(&words.place) {
            words.place
        } else {
            nearest
        },
        ..words
    }
}

/// A lesson as a lead sees it, and the places that it may name.
///
/// # Errors
/// `Refusal::NotHere` for one that is not there or not theirs.
pub fn see(
    conn: &mut Conn,
    reference: Reference,
    viewer: &Viewer,
    small_number: i64,
) -> Result<(At, Vec<Id>), Error> {
    let lesson = store::by_reference(conn, reference)?.ok_or(Refusal::NotHere)?;
    if !viewer.may_see(conn, &lesson)? {
        return Err(Refusal::NotHere.into());
    }
    let places = match lesson.report {
        Some(report) => match reports::commands::whole(conn, report)? {
            Some(report) => wide_enough(conn, &report, small_number)?,
            None => vec![places::ROOT],
        },
        None => viewer_places(conn, viewer, &lesson, small_number)?,
    };
    let rereads = store::rereads(conn, &[lesson.id])?
        .remove(&lesson.id)
        .unwrap_or_default();
    Ok((look::at(conn, lesson, rereads, viewer.now())?, places))
}

/// Where an own mistake may be told to have happened: at the lead's places, as far as they are wide enough.
fn viewer_places(
    conn: &mut Conn,
    viewer: &Viewer,
    lesson: &Lesson,
    small_number: i64,
) -> Result<Vec<Id>, Error> {
    let mut found = super::own::places_of(conn, &viewer.scope.places, small_number)?;
    if !found.contains(&lesson.words.place) {
        found.push(lesson.words.place);
    }
    Ok(found)
}

/// Takes other words; whoever wants to be asked is asked again for them.
///
/// # Errors
/// `Refusal::SaidNo`, `Refusal::NotToBeShared`, `Refusal::NotHere`.
pub fn rewrite(
    tx: &mut Tx<'_>,
    reference: Reference,
    viewer: &Viewer,
    written: Written,
    small_number: i64,
) -> Result<State, Error> {
    let (mut at, places) = held(tx, reference, viewer, small_number)?;
    at.lesson
        .rewrite(within(written.words, &places), &at.asking)?;
    if let (Some(own), Some(role)) = (&mut at.lesson.own, written.role) {
        own.role = role;
    }
    store::update(tx, &at.lesson)?;
    noted(tx, journal::Act::LessonWritten, &at.lesson, viewer)?;
    Ok(at.lesson.state)
}

/// Asks the reporter, on their own page.
///
/// # Errors
/// `Refusal::NothingToAsk`, `Refusal::SaidNo`, `Refusal::NotToBeShared`, `Refusal::NotHere`.
pub fn ask(tx: &mut Tx<'_>, reference: Reference, viewer: &Viewer) -> Result<(), Error> {
    let (mut at, _) = held(tx, reference, viewer, 0)?;
    at.lesson.ask(&at.asking)?;
    store::update(tx, &at.lesson)?;
    noted(tx, journal::Act::LessonAsked, &at.lesson, viewer)
}

/// Publishes it, in this month.
///
/// # Errors
/// `Refusal::AskFirst`, `Refusal::AlreadyPublished`, `Refusal::SaidNo`, `Refusal::NotHere`, and what
/// [`Consent::of`] refuses of a report that changed meanwhile.
pub fn publish(tx: &mut Tx<'_>, reference: Reference, viewer: &Viewer) -> Result<(), Error> {
    let (mut at, _) = held(tx, reference, viewer, 0)?;
    at.lesson.publish(&at.asking)?;
    if let Some(report) = at.lesson.report {
        let report = reports::commands::whole(tx.conn(), report)?.ok_or(Refusal::NotHere)?;
        Consent::of(&report)?;
    }
    store::update(tx, &at.lesson)?;
    noted(tx, journal::Act::LessonPublished, &at.lesson, viewer)
}

/// Takes it back: nobody reads it any more.
///
/// # Errors
/// `Refusal::SaidNo`, `Refusal::NotHere`.
pub fn take_back(tx: &mut Tx<'_>, reference: Reference, viewer: &Viewer) -> Result<(), Error> {
    let (mut at, _) = held(tx, reference, viewer, 0)?;
    at.lesson.take_back()?;
    store::update(tx, &at.lesson)?;
    noted(tx, journal::Act::LessonTakenBack, &at.lesson, viewer)
}

/// A year later: does it still hold?
///
/// # Errors
/// `Refusal::NotPublished`, `Refusal::NotHere`.
pub fn read_again(
    tx: &mut Tx<'_>,
    reference: Reference,
    viewer: &Viewer,
    found: Found,
    words: Option<String>,
) -> Result<(), Error> {
    let (at, _) = held(tx, reference, viewer, 0)?;
    if at.state != State::Published {
        return Err(Refusal::NotPublished.into());
    }
    let reread = Reread {
        month: Month::of(viewer.now().today()),
        found,
        words,
    };
    store::insert_reread(tx, at.lesson.id, &reread)?;
    noted(tx, journal::Act::LessonReadAgain, &at.lesson, viewer)
}

/// The lesson as it is, and nobody else changes it until this act has ended.
fn held(
    tx: &mut Tx<'_>,
    reference: Reference,
    viewer: &Viewer,
    small_number: i64,
) -> Result<(At, Vec<Id>), Error> {
    let known = store::by_reference(tx.conn(), reference)?.ok_or(Refusal::NotHere)?;
    store::hold(tx, known.id)?;
    see(tx.conn(), reference, viewer, small_number)
}

/// Every act of a lead is in the journal.
pub(super) fn noted(
    tx: &mut Tx<'_>,
    act: journal::Act,
    lesson: &Lesson,
    viewer: &Viewer,
) -> Result<(), Error> {
    let reference = lesson.reference.grouped(3);
    let by = Some(viewer.person);
    Ok(journal::record(tx, by, act, &reference, viewer.now())?)
}

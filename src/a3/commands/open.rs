//! Acts: opening a sheet from reports, and adding more of them.

use super::{Error, held, noted, scope};
use crate::{
    a3::{
        model::{MOST_REPORTS, Reference, Refusal, Section, Status, Versioned},
        store::{self, A3, Reader, Version},
    },
    db::{Conn, StoreError, Tx},
    journal,
    kernel::ids::Id,
    places,
    reports::{self, Gist, Scope, Triage},
};

/// What a new sheet needs.
#[derive(Debug, Clone)]
pub struct Opening {
    /// What the problem is.
    pub title: String,
    /// The references of reports.
    pub reports: Vec<reports::Reference>,
    /// Where, when there is no report.
    pub place: Option<Id>,
}

/// Opens a sheet from reports that have been thanked for. It belongs to their place, or the nearest one above
/// all of them. Where nobody has chosen a way forward for a report yet, this is its way.
///
/// # Errors
/// `Refusal::ThankFirst`, `Refusal::UnknownReport`, `Refusal::EnoughReports`, `Refusal::NoPlace`.
pub fn open(tx: &mut Tx<'_>, reader: &Reader, opening: Opening) -> Result<Reference, Error> {
    let gists = thanked(tx, reader, &opening.reports)?;
    let place = match common(tx.conn(), &gists)? {
        Some(place) => place,
        None => theirs(tx.conn(), reader, opening.place)?,
    };
    let at = reader.now.at;
    let mut a3 = A3 {
        id: Id::random(),
        reference: Reference::random(),
        title: opening.title,
        place,
        status: Status::Drafting,
        status_reason: None,
        owner: Some(reader.person),
        mentor: None,
        created_at: at,
        changed_at: at,
    };
    while !store::insert(tx, &a3)? {
        a3.reference = Reference::random();
    }
    let title = Version {
        id: Id::random(),
        of: Versioned::Section(Section::Title),
        words: a3.title.clone(),
        version: 1,
        person: Some(reader.person),
        by: None,
        begun_at: at,
        changed_at: at,
    };
    store::save(tx, a3.id, &title, None)?;
    noted(tx, journal::Act::A3Opened, a3.reference, reader)?;
    for gist in &gists {
        learn_from(tx, reader, a3.id, gist)?;
    }
    Ok(a3.reference)
}

/// Adds reports to a sheet; one that it learns from already stays.
///
/// # Errors
/// As [`open`]; `Refusal::NotHere`.
pub fn add_reports(
    tx: &mut Tx<'_>,
    reference: Reference,
    reader: &Reader,
    more: &[reports::Reference],
) -> Result<(), Error> {
    let a3 = held(tx, reference, reader)?;
    let gists = thanked(tx, reader, more)?;
    let (there, _) = store::linked(tx.conn(), a3.id)?;
    let new: Vec<&Gist> = gists
        .iter()
        .filter(|gist| !there.contains(&gist.id))
        .collect();
    if there.len() + new.len() > MOST_REPORTS {
        return Err(Refusal::EnoughReports.into());
    }
    if new.is_empty() {
        return Ok(());
    }
    for gist in new {
        learn_from(tx, reader, a3.id, gist)?;
    }
    store::touch(tx, a3.id, reader.now.at)?;
    Ok(noted(tx, journal::Act::A3Linked, reference, reader)?)
}

fn learn_from(tx: &mut Tx<'_>, reader: &Reader, a3: Id, gist: &Gist) -> Result<(), Error> {
    store::link(tx, a3, gist.id)?;
    if gist.way_chosen || reader.places.is_none() {
        return Ok(());
    }
    let (scope, by) = (scope(reader), reader.person);
    match reports::commands::triage(tx, gist.reference, &scope, by, Triage::LearnA3, None, None) {
        // The sheet is there all the same; the way can be chosen on the report's own page.
        Ok(()) | Err(reports::Error::Refused(_)) => Ok(()),
        Err(reports::Error::Store(failure)) => Err(failure.into()),
    }
}

/// The reports of these references, each once. An improver, who opens no report, may learn from each that was
/// thanked for.
fn thanked(
    tx: &mut Tx<'_>,
    reader: &Reader,
    references: &[reports::Reference],
) -> Result<Vec<Gist>, Error> {
    if references.len() > MOST_REPORTS {
        return Err(Refusal::EnoughReports.into());
    }
    let scope = match reader.places {
        Some(_) => scope(reader),
        None => Scope {
            places: vec![places::ROOT],
            now: reader.now,
        },
    };
    let mut gists: Vec<Gist> = Vec::new();
    for reference in references {
        let gist =
            reports::gist_of(tx.conn(), *reference, &scope)?.ok_or(Refusal::UnknownReport)?;
        // What nobody has thanked for is not told to somebody who could not open it.
        if !gist.thanked && reader.places.is_none() {
            return Err(Refusal::UnknownReport.into());
        }
        if !gist.thanked {
            return Err(Refusal::ThankFirst.into());
        }
        if gists.iter().all(|other| other.id != gist.id) {
            gists.push(gist);
        }
    }
    Ok(gists)
}

/// The nearest place at or above all reports; what was told one level up belongs there. `None` without any.
fn common(conn: &mut Conn, gists: &[Gist]) -> Result<Option<Id>, StoreError> {
    let mut common: Option<Vec<Id>> = None;
    for gist in gists {
        let mut above = places::ancestors(conn, gist.place)?;
        if gist.one_level_up && above.len() > 1 {
            above.remove(0);
        }
        common = Some(match common {
            None => above,
            Some(so_far) => so_far.into_iter().filter(|id| above.contains(id)).collect(),
        });
    }
    Ok(common.map(|above| above.first().copied().unwrap_or(places::ROOT)))
}

/// The place that somebody chose, if it is one of theirs.
fn theirs(conn: &mut Conn, reader: &Reader, place: Option<Id>) -> Result<Id, Error> {
    let place = place.ok_or(Refusal::NoPlace)?;
    let above = places::ancestors(conn, place)?;
    let own = match &reader.places {
        Some(own) => above.iter().any(|id| own.contains(id)),
        None => !above.is_empty(),
    };
    if own {
        Ok(place)
    } else {
        Err(Refusal::NoPlace.into())
    }
}

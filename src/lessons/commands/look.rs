//! What is seen: by leads, and by everybody.

use super::Error;
use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{
        ids::Id,
        keys::Hash,
        time::{Now, Week},
    },
    lessons::{
        model::{Asking, Consent, Lesson, Month, Reference, Refusal, Reread, State},
        store::{self, Sought},
    },
    notices::Item,
    people::{Person, Role},
    places::ROOT,
    reports::{self, Scope},
    tally::{self, Measure},
};
use chrono::{Datelike, TimeDelta};
use std::collections::BTreeMap;

/// Lessons on the leads' own page.
const MOST_ON_DESK: i64 = 2_000;

/// A lead who looks.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// The account.
    pub person: Id,
    /// The reports that it may see.
    pub scope: Scope,
}

impl Viewer {
    /// The day.
    #[must_use]
    pub fn now(&self) -> Now {
        self.scope.now
    }

    fn leads_the_house(&self) -> bool {
        self.scope.places.contains(&ROOT)
    }

    /// Whether this lesson is theirs: of a report that they see, or their own.
    pub(super) fn may_see(&self, conn: &mut Conn, lesson: &Lesson) -> Result<bool, StoreError> {
        match (&lesson.own, lesson.report) {
            (Some(own), _) => Ok(own.person == self.person || self.leads_the_house()),
            (None, Some(report)) => {
                Ok(reports::commands::seen_among(conn, &[report], &self.scope)?.contains(&report))
            }
            (None, None) => Ok(self.leads_the_house()),
        }
    }
}

/// Where a lesson stands for a lead.
#[derive(Debug, Clone)]
pub struct At {
    /// The lesson.
    pub lesson: Lesson,
    /// Where it stands for leads today.
    pub state: State,
    /// Whose word it needs.
    pub asking: Asking,
    /// The reference of its report.
    pub report: Option<String>,
    /// What reading it again found.
    pub rereads: Vec<Reread>,
    /// Whether it is a year since it was published or read again.
    pub is_due: bool,
}

pub(super) fn at(
    conn: &mut Conn,
    lesson: Lesson,
    rereads: Vec<Reread>,
    now: Now,
) -> Result<At, StoreError> {
    let today = now.today();
    let report = match lesson.report {
        Some(id) => reports::commands::whole(conn, id)?,
        None => None,
    };
    let asking = Asking {
        consent: match (&lesson.own, &report) {
            (Some(_), _) => Consent::Own,
            (None, Some(report)) => Consent::now(report),
            (None, None) => Consent::Refused,
        },
        named: report
            .as_ref()
            .is_some_and(|report| report.reporter == "named"),
        today,
    };
    Ok(At {
        state: lesson.state_for_leads(&asking),
        is_due: lesson.is_due(&rereads, Month::of(today)),
        asking,
        report: report.map(|report| report.reference.grouped(3)),
        lesson,
        rereads,
    })
}

/// All lessons of a lead, by where they stand.
///
/// # Errors
/// When the store fails.
pub fn desk(conn: &mut Conn, viewer: &Viewer) -> Result<Vec<At>, StoreError> {
    let lessons = store::all(conn, MOST_ON_DESK)?;
    let ids: Vec<Id> = lessons.iter().map(|lesson| lesson.id).collect();
    let rereads = store::rereads(conn, &ids)?;
    theirs(conn, viewer, lessons, rereads)
}

/// Of these lessons those of a lead, by where they stand.
fn theirs(
    conn: &mut Conn,
    viewer: &Viewer,
    lessons: Vec<Lesson>,
    mut rereads: BTreeMap<Id, Vec<Reread>>,
) -> Result<Vec<At>, StoreError> {
    let reports: Vec<Id> = lessons.iter().filter_map(|lesson| lesson.report).collect();
    let seen = reports::commands::seen_among(conn, &reports, &viewer.scope)?;
    lessons
        .into_iter()
        .filter(|lesson| match (&lesson.own, lesson.report) {
            (Some(own), _) => own.person == viewer.person || viewer.leads_the_house(),
            (None, Some(report)) => seen.contains(&report),
            (None, None) => viewer.leads_the_house(),
        })
        .map(|lesson| {
            let again = rereads.remove(&lesson.id).unwrap_or_default();
            at(conn, lesson, again, viewer.now())
        })
        .collect()
}

/// Lessons of a lead that were published, or read again, a year ago and wait to be read again. No words
/// of anybody's story.
///
/// # Errors
/// When the store fails.
pub fn rereads_due(conn: &mut Conn, person: &Person, now: Now) -> Result<Vec<Item>, StoreError> {
    if person.role != Role::Lead {
        return Ok(Vec::new());
    }
    let mut lessons = store::all(conn, MOST_ON_DESK)?;
    let ids: Vec<Id> = lessons.iter().map(|lesson| lesson.id).collect();
    let rereads = store::rereads(conn, &ids)?;
    let month = Month::of(now.today());
    let looked = |lesson: &Lesson| rereads.get(&lesson.id).map_or(&[][..], Vec::as_slice);
    lessons.retain(|lesson| lesson.is_due(looked(lesson), month));
    let viewer = Viewer {
        person: person.id,
        scope: Scope {
            places: person.places.clone(),
            now,
        },
    };
    let due = theirs(conn, &viewer, lessons, rereads)?;
    Ok(due
        .into_iter()
        .filter(|at| at.state == State::Published && at.is_due)
        .map(|at| {
            let reference = at.lesson.reference.grouped(3);
            Item {
                why: "A year ago you learned this. Does it still hold? Go and see, then say what you found."
                    .to_owned(),
                words: format!("Lesson {reference}"),
                href: format!("/lessons/desk/{reference}"),
            }
        })
        .collect())
}

/// What was learned lately, for the front door.
///
/// # Errors
/// When the store fails.
pub fn lately(conn: &mut Conn, most: i64) -> Result<Vec<Lesson>, StoreError> {
    store::published(conn, &Sought::default(), 0, most)
}

/// A month's page for the wall.
#[derive(Debug, Clone)]
pub struct Bulletin {
    /// The month.
    pub month: Month,
    /// At least so many spoke up in it; `None` when they are too few to say.
    pub told: Option<i64>,
    /// Its lessons.
    pub lessons: Vec<Lesson>,
    /// Months with a lesson, latest first.
    pub months: Vec<Month>,
}

/// Lessons of one month, and in steps of k how many spoke up: a count that is told in steps tells of nobody.
///
/// # Errors
/// When the store fails.
pub fn bulletin(
    conn: &mut Conn,
    month: Month,
    now: Now,
    small_number: i64,
    most: i64,
) -> Result<Bulletin, StoreError> {
    let running = Week::of(now.today());
    // A week belongs to the month of its Thursday, as weeks belong to years.
    let is_of_month = |week: Week| {
        let thursday = week.monday() + TimeDelta::days(3);
        week < running
            && (thursday.year(), thursday.month())
                == (month.first_day().year(), month.first_day().month())
    };
    let told: i64 = tally::by_week(conn, Measure::Surfaced, ROOT)?
        .into_iter()
        .filter(|((week, _), _)| is_of_month(Week::of(*week)))
        .map(|(_, n)| n)
        .sum();
    let k = small_number.max(1);
    let sought = Sought {
        month: Some(month),
        ..Sought::default()
    };
    Ok(Bulletin {
        month,
        told: Some(told / k * k).filter(|n| *n > 0),
        lessons: store::published(conn, &sought, 0, most)?,
        months: store::months(conn, 24)?,
    })
}

/// "This happens to me too", on a published lesson from a report.
///
/// # Errors
/// `Refusal::NotHere` when it is not there any more, or nobody's report.
pub fn echo(tx: &mut Tx<'_>, reference: Reference, receipt: &Hash, now: Now) -> Result<(), Error> {
    let lesson = store::published_one(tx.conn(), reference)?.ok_or(Refusal::NotHere)?;
    let report = lesson.report.ok_or(Refusal::NotHere)?;
    Ok(reports::commands::echo_elsewhere(tx, report, receipt, now)?)
}

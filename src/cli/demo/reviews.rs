//! Hanseis of the sample year: one that was held, and one that is planned.

use super::house::Places;
use crate::{
    cli::Failure,
    db::Db,
    hansei::{
        Agenda, Commitment, Entry,
        commands::{self, Does, Draft},
        model::{Meeting, NewHansei, Section, Sort, Trigger},
    },
    kernel::{ids::Id, time::Now},
    people::{self, Person, Role},
    reports::{self, Scope},
};
use chrono::{Days, NaiveDate, TimeDelta};
use chrono_tz::Tz;

const SECTIONS: [(Section, &str); 12] = [
    (
        Section::WhoWasThere,
        "8: four nurses of both shifts, two porters, a pharmacist, the ward lead.",
    ),
    (
        Section::Leaders,
        "We praised quick rounds every Monday and never asked what they cost.\n\
         We knew since spring that one charger was broken, and had not said what we would do about it.\n\
         It helped that the ward lead came the same night and asked nothing but: what do you need?",
    ),
    (
        Section::Expected,
        "A pump that shows three bars runs for the way to the scanner and back.",
    ),
    (
        Section::Happened,
        "Two pumps stopped on the way to the scanner. The nurse counted the drops by hand until the next one came.",
    ),
    (
        Section::Gap,
        "Three bars meant anything between ten minutes and four hours.",
    ),
    (
        Section::KnownThen,
        "Porters knew which pumps to leave. Nobody had asked them.",
    ),
    (
        Section::KnownNow,
        "The bars show the voltage, and old batteries hold it until the end.",
    ),
    (Section::Surprised, "We took the bars for minutes."),
    (
        Section::WentWell,
        "The nurse called early, and the scanner team waited without a word.",
    ),
    (
        Section::Learning,
        "Who carries the thing every day knows it best. Ask porters before we buy.",
    ),
    (
        Section::WillNot,
        "No new checklist: it would be the fifth on that trolley, and nobody could keep it at night.",
    ),
    (Section::SharedWith, "Wards 5A and 6, and the workshop."),
];

const TIMELINE: [(&str, &str, bool, bool); 5] = [
    ("Since spring", "One of two chargers is broken.", true, true),
    (
        "The week before",
        "Four pumps wait in the workshop.",
        true,
        false,
    ),
    (
        "The evening before",
        "The late shift charges in turns, two hours each.",
        true,
        true,
    ),
    (
        "About 10",
        "Two patients go to the scanner at the same time.",
        false,
        true,
    ),
    (
        "10 minutes later",
        "Both pumps stop with three bars.",
        false,
        false,
    ),
];

const POINTS: [(&str, Sort); 6] = [
    ("Bars do not say how many minutes are left", Sort::Condition),
    ("One charger for nine pumps", Sort::Condition),
    ("Nobody is told how old a battery is", Sort::Condition),
    (
        "At night we borrow from the next ward and do not write it down",
        Sort::Condition,
    ),
    ("We were in a hurry", Sort::Explanation),
    ("Could the lift hold a charger?", Sort::Parked),
];

/// Adds both.
///
/// # Errors
/// When the store fails or the year lacks what they need.
pub(super) fn add(db: &Db, places: &Places, zone: Tz, now: Now) -> Result<(), Failure> {
    let missing = |what: &str| Failure(format!("the sample year: no {what} for a hansei"));
    let everybody = db.read_now(people::all).map_err(Failure::of)?;
    let mut improvers = everybody.iter().filter(|one| one.role == Role::Improver);
    let facilitator = improvers.next().ok_or_else(|| missing("facilitator"))?;
    let ward = places
        .iter()
        .filter(|(path, _)| path.ends_with("Ward 5B"))
        .map(|(_, (id, _))| *id)
        .next()
        .ok_or_else(|| missing("ward"))?;
    let lead = lead_of(&everybody, ward).ok_or_else(|| missing("lead"))?;
    let held_on = now.today() - Days::new(9);
    let scope = Scope {
        places: vec![ward],
        now,
    };
    let since = now.today() - Days::new(365);
    let found = db
        .read_now(|conn| reports::reviewable_since(conn, &scope, since, 400))
        .map_err(Failure::of)?;
    let linked = found
        .iter()
        .filter(|report| {
            let story = report.shared_story.as_deref();
            story.is_some_and(|story| story.to_lowercase().contains("pump"))
        })
        .take(1);
    let held = NewHansei {
        meeting: Meeting {
            title: "Pumps that stop on the way to the scanner".into(),
            trigger: Trigger::Report,
            place: ward,
            on: held_on,
            facilitator: facilitator.id,
            minutes: 60,
        },
        about: linked.map(|report| report.reference).collect(),
    };
    let planned = NewHansei {
        meeting: Meeting {
            title: "What went well on the night without a lift".into(),
            trigger: Trigger::Success,
            on: now.today() + Days::new(3),
            ..held.meeting.clone()
        },
        about: Vec::new(),
    };
    let (lead, facilitator) = (lead.clone(), facilitator.clone());
    let then = Now::new(now.at - TimeDelta::days(9), zone);
    db.write_now(move |tx| {
        let reference = commands::plan(tx, &held, &lead, then)?;
        for draft in drafts(held_on) {
            commands::write(
                tx,
                reference,
                &facilitator,
                &Agenda::default(),
                draft,
                Does::ReadWords,
                then,
            )?;
        }
        commands::plan(tx, &planned, &lead, now)?;
        Ok::<_, commands::Error>(())
    })
    .map_err(Failure::of)
}

/// The sheet, as it was written bit by bit.
fn drafts(on: NaiveDate) -> Vec<Draft> {
    let sections = Draft {
        sections: SECTIONS
            .iter()
            .map(|&(section, words)| (section, 0, words.to_owned()))
            .collect(),
        own_item: Some("Does the second charger hold?".into()),
        commitment: Some((
            Commitment {
                id: Id::random(),
                position: 0,
                what: "Print the age of its battery on every pump, and try it on five of them"
                    .into(),
                by_when: on + Days::new(28),
                kept_by: "Ward lead and workshop".into(),
                version: 0,
            },
            false,
        )),
        ..Draft::default()
    };
    let entries = TIMELINE.iter().map(|&(at, what, before, known)| Draft {
        entry: Some((
            Entry {
                id: Id::random(),
                position: 0,
                at: at.into(),
                what: what.into(),
                before,
                known,
                version: 0,
            },
            false,
        )),
        ..Draft::default()
    });
    let points = POINTS.iter().map(|&(words, sort)| Draft {
        point: Some((words.to_owned(), sort)),
        ..Draft::default()
    });
    std::iter::once(sections)
        .chain(entries)
        .chain(points)
        .collect()
}

fn lead_of(everybody: &[Person], place: Id) -> Option<&Person> {
    everybody
        .iter()
        .find(|one| one.role == Role::Lead && one.places.contains(&place))
}

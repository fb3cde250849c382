//! What the sample year changed: countermeasures in every state, as they stand today.

use super::house::{Places, place};
use crate::{
    a3::{self, Reader, commands as sheets},
    cli::Failure,
    countermeasures::{
        self as room, CheckResult, Decision, New, Origin, OriginFacts, OriginKind, Plan, Sight,
        Strength,
        commands::{self as acts, Acting},
        model::{Check, Seen},
    },
    db::{Db, Tx},
    kernel::{ids::Id, time::Now},
    people::{self, Person, Role},
};
use chrono::{Days, NaiveDate, TimeDelta};
use chrono_tz::Tz;

/// One of the sample: days count from today, negative ones lie before it.
struct Sample {
    origin: usize,
    what: &'static str,
    strength: Strength,
    lasting: bool,
    effect: &'static str,
    measure: &'static str,
    added: i64,
    due: i64,
    in_place: Option<i64>,
    check: i64,
    seen: Option<(i64, &'static str, &'static str, CheckResult)>,
    decision: Option<(i64, Decision, &'static str)>,
}

/// A sheet that they come from: place, title, condition, tile.
const ORIGINS: [(&str, &str, &str, u8); 3] = [
    (
        "Factory/Hall 1/Goods in",
        "Pallets slide on the ramp when it rains",
        "The ramp is open to the rain, and its surface is worn smooth.",
        5,
    ),
    (
        "Factory/Hall 2/Line 4",
        "The wrong carton reaches the packer",
        "Cartons of two sizes stand side by side and look alike from the front.",
        3,
    ),
    (
        "Hospital/Ward 5B",
        "Handing over at night",
        "Two handovers happen at the same time at one desk, with the phone between them.",
        4,
    ),
];

const SAMPLES: [Sample; 8] = [
    Sample {
        origin: 0,
        what: "A roof over the ramp, and a rough coating on its surface.",
        strength: Strength::EngineeringControl,
        lasting: true,
        effect: "No pallet slides on a wet ramp any more.",
        measure: "Look on three rainy days, and ask the drivers of both shifts.",
        added: -150,
        due: -110,
        in_place: Some(-105),
        check: -75,
        seen: Some((
            -74,
            "Shift lead",
            "Dry below the roof on a rainy morning. The drivers brake as on any other floor.",
            CheckResult::AsPredicted,
        )),
        decision: Some((
            -73,
            Decision::Standardise,
            "It holds, and nobody has to think of it.",
        )),
    },
    Sample {
        origin: 0,
        what: "A yellow sign at the edge of the ramp until the roof is there.",
        strength: Strength::Warning,
        lasting: false,
        effect: "People slow down on rainy days.",
        measure: "Ask the drivers after the first week of rain.",
        added: -150,
        due: -148,
        in_place: Some(-148),
        check: -130,
        seen: Some((
            -129,
            "Safety representative",
            "The sign is there. Most did not remember it when asked.",
            CheckResult::Partly,
        )),
        decision: Some((-104, Decision::LetGo, "The roof is there now.")),
    },
    Sample {
        origin: 1,
        what: "A short teaching about the two cartons at the start of each shift.",
        strength: Strength::Training,
        lasting: true,
        effect: "Fewer wrong cartons reach the packer.",
        measure: "Count the cartons that the packer sends back, for two weeks.",
        added: -40,
        due: -30,
        in_place: Some(-28),
        check: -3,
        seen: None,
        decision: None,
    },
    Sample {
        origin: 1,
        what: "A second look at the label before the first carton of an order.",
        strength: Strength::DoubleCheck,
        lasting: true,
        effect: "A wrong carton is seen before the line starts.",
        measure: "Count the orders that begin with a wrong carton.",
        added: -40,
        due: -6,
        in_place: None,
        check: 20,
        seen: None,
        decision: None,
    },
    Sample {
        origin: 2,
        what: "One desk for each handover, at opposite ends of the ward.",
        strength: Strength::FewerDistractions,
        lasting: true,
        effect: "A handover is not interrupted more than once.",
        measure: "Sit beside five handovers and count the interruptions.",
        added: -60,
        due: -45,
        in_place: Some(-44),
        check: -16,
        seen: Some((
            -15,
            "Ward manager",
            "Five handovers, two interruptions in all. The second desk has no lamp yet.",
            CheckResult::Partly,
        )),
        decision: None,
    },
    Sample {
        origin: 2,
        what: "A card with five lines that is read out at each handover.",
        strength: Strength::Checklist,
        lasting: true,
        effect: "Open tests are named at every handover.",
        measure: "Listen to ten handovers and note whether open tests were named.",
        added: -60,
        due: -50,
        in_place: Some(-48),
        check: 12,
        seen: None,
        decision: None,
    },
    Sample {
        origin: 2,
        what: "The phone goes to the other ward for the twenty minutes of the handover.",
        strength: Strength::Redundancy,
        lasting: true,
        effect: "The phone does not ring while somebody hands over.",
        measure: "Count the calls during handovers, for one week.",
        added: -20,
        due: 9,
        in_place: None,
        check: 40,
        seen: None,
        decision: None,
    },
    Sample {
        origin: 0,
        what: "Pallets come with a rim, so that they cannot slide sideways off the fork.",
        strength: Strength::ForcingFunction,
        lasting: true,
        effect: "No pallet leaves the fork sideways.",
        measure: "Ask the drivers, and look at the pallets that come back damaged.",
        added: -150,
        due: -90,
        in_place: Some(-88),
        check: -60,
        seen: Some((
            -58,
            "Shift lead",
            "Half of the pallets have a rim. The others come from another supplier.",
            CheckResult::Partly,
        )),
        decision: Some((
            -57,
            Decision::Adjust,
            "The other supplier follows in two months.",
        )),
    },
];

/// Adds all of the sample whose places are there.
///
/// # Errors
/// When the store fails.
pub(super) fn add(db: &Db, places: &Places, now: Now, zone: Tz) -> Result<(), Failure> {
    let everybody = db.read_now(people::all).map_err(Failure::of)?;
    let Some(improver) = everybody.into_iter().find(|one| one.role == Role::Improver) else {
        return Ok(());
    };
    let mut sheets = Vec::new();
    for (path, title, statement, factor) in ORIGINS {
        let sheet = match place(places, path) {
            Ok((place, _)) => {
                let by = improver.id;
                db.write_now(move |tx| opened(tx, by, place, (title, statement, factor), now))
                    .map_err(Failure::of)?
            }
            Err(_) => None,
        };
        sheets.push(sheet);
    }
    for sample in &SAMPLES {
        let Some(Some((origin, facts))) = sheets.get(sample.origin).cloned() else {
            continue;
        };
        let day = |days: i64| day(now, days);
        let new = New {
            origin,
            origin_title: Some(facts.title),
            place: facts.place,
            conditions: facts.conditions,
            plan: Plan {
                what: sample.what.into(),
                strength: sample.strength,
                lasting: sample.lasting,
                owner: Some(improver.id),
                due: Some(day(sample.due)),
                effect: sample.effect.into(),
                measure: sample.measure.into(),
                check_on: day(sample.check),
            },
        };
        let improver = improver.clone();
        db.write_now(move |tx| carry_out(tx, sample, new, &improver, now, zone))
            .map_err(Failure::of)?;
    }
    // What has surfaced since a check opens it again, as in a house of flesh and bone.
    db.write_now(move |tx| room::notice(tx, now).map(|_opened| ()))
        .map_err(Failure::of)
}

/// A sheet of the improvement team with one condition on its map; nothing where the rules say no.
fn opened(
    tx: &mut Tx<'_>,
    by: Id,
    place: Id,
    (title, statement, factor): (&str, &str, u8),
    now: Now,
) -> Result<Option<(Origin, OriginFacts)>, a3::Error> {
    let reader = Reader {
        person: by,
        places: None,
        now,
    };
    let opening = sheets::Opening {
        title: title.into(),
        reports: Vec::new(),
        place: Some(place),
    };
    let reference = sheets::open(tx, &reader, opening)?;
    let said = a3::Said {
        factor: Some(factor),
        ..a3::Said::guess(statement.into())
    };
    let Ok(_) = sheets::map::add_condition(tx, reference, &reader, None, &said) else {
        return Ok(None);
    };
    let Some(person) = people::find(tx.conn(), by)? else {
        return Ok(None);
    };
    let origin = Origin {
        kind: OriginKind::A3,
        reference: reference.grouped(3),
    };
    let facts = a3::origin_facts(tx.conn(), &person, &origin, now)?;
    Ok(facts.map(|facts| (origin, facts)))
}

fn carry_out(
    tx: &mut Tx<'_>,
    sample: &Sample,
    new: New,
    by: &Person,
    now: Now,
    zone: Tz,
) -> Result<(), room::Error> {
    let at = |days: i64| Now::new(now.at + TimeDelta::days(days), zone);
    let reference = room::add(tx, new, by.id, at(sample.added))?;
    let mut acting = Acting {
        reference,
        sight: Sight::of(by),
        version: 1,
        by: by.id,
        now: at(sample.added),
    };
    let mut next = |days: i64| {
        let this = Acting {
            now: at(days),
            ..acting.clone()
        };
        acting.version += 1;
        this
    };
    if let Some(days) = sample.in_place {
        acts::put_in_place(tx, &next(days), day(now, days), None)?;
    }
    if let Some((days, role, what, result)) = sample.seen {
        let check = Check {
            seen: Seen {
                on: day(now, days),
                role: role.into(),
                what: what.into(),
            },
            result,
            side_effects: None,
        };
        acts::check(tx, &next(days), &check)?;
    }
    if let Some((days, decision, reason)) = sample.decision {
        let again = (decision == Decision::Adjust).then(|| day(now, 6));
        acts::decide(tx, &next(days), decision, Some(reason.into()), again)?;
    }
    Ok(())
}

fn day(now: Now, days: i64) -> NaiveDate {
    let today = now.today();
    let length = Days::new(days.unsigned_abs());
    let day = if days < 0 {
        today.checked_sub_days(length)
    } else {
        today.checked_add_days(length)
    };
    day.unwrap_or(today)
}

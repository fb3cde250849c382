//! Countermeasures, as leads and improvers meet them: written down with a prediction, put in place,
//! looked at, decided, and opened again.

mod board;
mod course;
mod export;
mod form;
mod recurrence;

use crate::support::{App, Browser};
use candor::{
    countermeasures::{
        self, Condition, New, Origin, OriginFacts, OriginKind, Origins, Plan, Strength,
    },
    db::{Conn, StoreError},
    kernel::{ids::Id, time::Now},
    people::{Person, Role},
    places::{self, Place},
};
use chrono::{NaiveDate, TimeDelta};

/// Long enough for the weeks of a test.
const SESSION_HOURS: i64 = 24 * 100;

/// The one A3 of the tests.
const A3: &str = "4H7-KQ2";

/// Stands in for the room of A3s: one sheet, of the whole house, that improvers and leads of the whole
/// house may see.
fn finds(
    _conn: &mut Conn,
    person: &Person,
    origin: &Origin,
    _now: Now,
) -> Result<Option<OriginFacts>, StoreError> {
    let may = person.role == Role::Improver || person.places.contains(&places::ROOT);
    let is_it = origin.kind == OriginKind::A3 && origin.reference == A3;
    Ok((may && is_it).then(|| OriginFacts {
        title: "Pallets slide on the ramp".into(),
        place: places::ROOT,
        conditions: vec![condition(), other_condition()],
    }))
}

fn condition() -> Condition {
    Condition {
        id: Id::parse("11111111-1111-4111-8111-111111111111").unwrap(),
        statement: "The ramp is open to the rain.".into(),
        factor: Some(5),
    }
}

fn other_condition() -> Condition {
    Condition {
        id: Id::parse("22222222-2222-4222-8222-222222222222").unwrap(),
        statement: "Nobody knows how much fits.".into(),
        factor: None,
    }
}

/// A house with that one A3.
async fn house() -> App {
    App::start_wired(
        |settings| settings.session_hours = SESSION_HOURS,
        |parts| parts.origins = actix_web::web::Data::new(Origins(vec![finds])),
    )
    .await
}

/// Today and some days.
fn day(app: &App, days: i64) -> NaiveDate {
    now(app).today() + TimeDelta::days(days)
}

fn now(app: &App) -> Now {
    Now::new(app.now(), app.settings().zone)
}

/// A roof, due in six days and checked in sixteen.
fn roof(app: &App) -> Plan {
    Plan {
        what: "A roof over the ramp.".into(),
        strength: Strength::EngineeringControl,
        lasting: true,
        owner: None,
        due: Some(day(app, 6)),
        effect: "No pallet slides on a wet ramp.".into(),
        measure: "Look on three rainy days.".into(),
        check_on: day(app, 16),
    }
}

/// Adds one behind the pages; answers the address of its page.
fn added(app: &App, place: Id, plan: Plan) -> String {
    let by = app.person(&format!("Adding {}", Id::random()), Role::Improver, &[]);
    let now = now(app);
    let new = New {
        origin: Origin {
            kind: OriginKind::A3,
            reference: A3.into(),
        },
        origin_title: Some("Pallets slide on the ramp".into()),
        place,
        conditions: vec![condition()],
        plan,
    };
    let reference = app.acts(move |tx| countermeasures::add(tx, new, by, now));
    format!("/countermeasures/{}", reference.grouped(3))
}

/// What the program does by itself every now and then; answers how many were opened again.
fn notices(app: &App) -> usize {
    let now = now(app);
    app.acts(move |tx| countermeasures::notice(tx, now))
}

/// Goes from planned to decided on the page of one.
fn verifies(app: &App, browser: &mut Browser, path: &str) {
    browser
        .visits(path)
        .presses(
            "It is in place",
            &[("in_place_on", &day(app, 0).to_string())],
        )
        .answers(200);
    app.later(TimeDelta::days(20));
    checks(app, browser, path, "as_predicted");
    browser
        .presses("Keep the decision", &[("decision", "standardise")])
        .answers(200);
}

fn checks(app: &App, browser: &mut Browser, path: &str, result: &str) {
    browser
        .visits(path)
        .presses(
            "Keep what was seen",
            &[
                ("seen_on", &day(app, 0).to_string()),
                ("seen_role", "Shift lead"),
                ("seen_what", "Dry below the roof."),
                ("result", result),
            ],
        )
        .answers(200);
}

/// A place right below the whole house.
fn ramp(app: &App) -> Place {
    app.place_with("Ramp 3", places::ROOT, Some(12))
}

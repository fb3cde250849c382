//! What do we change, and does it hold?

use super::csv;
use crate::support::App;
use candor::{
    countermeasures::{self, Condition, New, Origin, OriginKind, Plan, Strength},
    db::StoreError,
    kernel::{ids::Id, time::Now},
    people::Role,
    places::ROOT,
};
use chrono::TimeDelta;
use diesel::connection::SimpleConnection;

const PATH: &str = "/trends/countermeasures";

/// Countermeasures of one strength, checked in sixteen days.
pub(super) fn adds(app: &App, place: Id, strength: Strength, n: usize) {
    let by = app.person(&format!("Adding {}", Id::random()), Role::Improver, &[]);
    let now = Now::new(app.now(), app.settings().zone);
    for _ in 0..n {
        let new = New {
            origin: Origin {
                kind: OriginKind::A3,
                reference: "4H7-KQ2".into(),
            },
            origin_title: None,
            place,
            conditions: vec![Condition {
                id: Id::random(),
                statement: "The ramp is open to the rain.".into(),
                factor: Some(5),
            }],
            plan: Plan {
                what: "A roof over the ramp.".into(),
                strength,
                lasting: true,
                owner: None,
                due: None,
                effect: "No pallet slides.".into(),
                measure: "Look on three rainy days.".into(),
                check_on: now.today() + TimeDelta::days(16),
            },
        };
        app.acts(move |tx| countermeasures::add(tx, new, by, now));
    }
}

/// Behind the pages: all of a strength are in place, and looked at on a day.
pub(super) fn sets(app: &App, strength: Strength, columns: &str) {
    let sql = format!(
        "UPDATE countermeasures SET {columns} WHERE strength = '{}'",
        strength.as_str()
    );
    app.acts(move |tx| {
        tx.conn().batch_execute(&sql)?;
        Ok::<_, StoreError>(())
    });
}

#[actix_web::test]
async fn a_handful_is_not_a_mark_for_anybody() {
    let app = App::start().await;
    let mut imre = app.improver("Imre");
    imre.visits(PATH)
        .answers(200)
        .says("What do we change, and does it hold?")
        .says("too few to say (needs 5)");
    adds(&app, ROOT, Strength::Training, 4);
    imre.visits(PATH)
        .says("too few to say (needs 5)")
        .says("read as a mark for the few who wrote them")
        .does_not_say("100 %")
        .does_not_say("The same numbers as a table");
    assert!(csv(&mut imre, &format!("{PATH}.csv")).is_empty());
    imre.visits(&format!("{PATH}.svg")).answers(404);
}

#[actix_web::test]
async fn the_mix_stands_beside_the_published_one_and_checks_beside_their_day() {
    let app = App::start().await;
    adds(&app, ROOT, Strength::EngineeringControl, 6);
    adds(&app, ROOT, Strength::Training, 14);
    let training = "in_place_on = '2026-03-05', seen_on = '2026-03-19', result = 'as_predicted'";
    sets(&app, Strength::Training, training);
    sets(
        &app,
        Strength::EngineeringControl,
        "in_place_on = '2026-03-05', reopened_on = '2026-03-30'",
    );
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(PATH)
        .says("14 of 20 (0 later, 6 not yet)")
        .says("6 of 20 in place")
        .says("227 analyses");
    let sheet = csv(&mut imre, &format!("{PATH}.csv"));
    assert_eq!(sheet[0], ["strength", "stronger", "6", "30.0", "8.0"]);
    assert_eq!(sheet[1], ["strength", "intermediate", "0", "0.0", "44.0"]);
    assert_eq!(sheet[2], ["strength", "weaker", "14", "70.0", "48.0"]);
    assert_eq!(sheet[3][..3], ["result", "as_predicted", "14"]);
    let json = imre.visits(&format!("{PATH}.json")).json();
    assert_eq!(json["facts"]["checked_by_the_day"], 14);
    assert_eq!(json["facts"]["recurred"], 6);
    assert_eq!(imre.visits(&format!("/api/v1{PATH}")).json(), json);
    imre.visits(&format!("{PATH}.svg")).answers(200);
    assert!(imre.body().contains("published: 48 %"));
    imre.visits(&format!("{PATH}.png")).answers(200);
    // Those of other days, and of other places, are not among them.
    imre.visits(&format!("{PATH}?from=2026-03-20"))
        .says("too few to say (needs 5)");
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    imre.visits(&format!("{PATH}?place={}", hall.code))
        .says("too few to say (needs 5)");
    // A lead sees those that the board shows.
    app.lead("Ada", &[hall.id])
        .visits(PATH)
        .says("too few to say (needs 5)")
        .says("You see the countermeasures of your places");
    imre.visits("/trends")
        .says("20 of 20 countermeasures are in place.")
        .says("14 of 14 that somebody looked at did what was expected.");
}

//! A similar report opens it again.

use super::{added, checks, day, house, notices, now, ramp, roof, verifies};
use crate::{
    reports::{releases, tells_with},
    support::{App, Browser},
};
use candor::{
    countermeasures,
    people::{self, Role},
    places,
};
use chrono::TimeDelta;

/// One that was verified at the ramp, on the day before "now".
async fn verified() -> (App, candor::places::Place, String, Browser) {
    let app = house().await;
    let ramp = ramp(&app);
    let path = added(&app, ramp.id, roof(&app));
    let mut ida = app.improver("Ida");
    verifies(&app, &mut ida, &path);
    app.later(TimeDelta::days(1));
    (app, ramp, path, ida)
}

#[actix_web::test]
async fn a_similar_report_opens_what_was_verified_again_and_says_so_everywhere() {
    let (app, ramp, path, mut ida) = verified().await;
    assert_eq!(notices(&app), 0);
    let told = tells_with(&app, &ramp, &[("factors", "5")]);
    assert!(app.looks(|conn| countermeasures::has_news(conn, now(&app))));
    assert_eq!(notices(&app), 1);
    assert_eq!(notices(&app), 0);
    assert!(!app.looks(|conn| countermeasures::has_news(conn, now(&app))));
    // An improver learns that it happened, and reads no story and opens no report.
    ida.visits(&path)
        .says("Open again since 25 March 2026.")
        .says("One similar report since it is in place.")
        .says(&told)
        .says("An earlier round")
        .says("As predicted")
        .does_not_say("pallet slid off");
    assert!(!ida.has(&format!("a[href='/reports/{told}']")));
    ida.visits("/countermeasures").says("Open again");
    // A lead can go there, and comes back from there.
    let mut ria = app.lead("Ria", &[ramp.id]);
    ria.visits(&path)
        .links_to(&format!("/reports/{told}"))
        .says(&format!("{told}, 25 March 2026"))
        .visits(&format!("/reports/{told}"))
        .says("A countermeasure was meant to prevent this")
        .says("A roof over the ramp.")
        .links_to(&path);
    // The journal knows that nobody did it, and the day alone.
    app.admin("Ann")
        .visits("/journal")
        .says("Candor")
        .says("opened a countermeasure again after a similar report");
    let rows = crate::reports::inside::rows(&app, "journal");
    let row = rows
        .iter()
        .find(|row| row["act"] == "countermeasure_reopened")
        .unwrap();
    assert!(row["at"].contains("00:00:00"), "{row:?}");
    // And the digest of the leads of the place.
    let now = now(&app);
    let lead = app.person("Lea", Role::Lead, &[ramp.id]);
    let waits = app.looks(|conn| {
        let person = people::find(conn, lead)?.unwrap();
        countermeasures::waiting_on(conn, &person, now)
    });
    assert!(waits[0].why.starts_with("A countermeasure is open again"));
    // It is looked at and decided anew; the same report does not open it twice.
    checks(&app, &mut ida, &path, "partly");
    ida.presses("Keep the decision", &[("decision", "standardise")])
        .does_not_say("Open again");
    assert_eq!(notices(&app), 0);
    tells_with(&app, &ramp, &[("factors", "5")]);
    assert_eq!(notices(&app), 1);
    ida.visits(&path)
        .says("2 similar reports since it is in place.");
}

#[actix_web::test]
async fn only_the_same_place_and_factor_and_a_later_report_count() {
    let (app, ramp, path, mut ida) = verified().await;
    let hall = app.place_with("Hall 1", places::ROOT, Some(12));
    tells_with(&app, &ramp, &[("factors", "4")]);
    tells_with(&app, &ramp, &[]);
    tells_with(&app, &hall, &[("factors", "5")]);
    // Told now, but it happened before the roof.
    tells_with(
        &app,
        &ramp,
        &[("factors", "5"), ("when", "date"), ("date", "2026-03-01")],
    );
    assert_eq!(notices(&app), 0);
    ida.visits(&path).does_not_say("Open again");
    let edge = app.place_with("Edge", ramp.id, Some(12));
    tells_with(&app, &edge, &[("factors", "5")]);
    assert_eq!(notices(&app), 1);
}

#[actix_web::test]
async fn what_was_told_on_the_day_before_it_came_into_place_is_not_held_against_it() {
    let app = house().await;
    let ramp = ramp(&app);
    let path = added(&app, ramp.id, roof(&app));
    tells_with(&app, &ramp, &[("factors", "5")]);
    let mut ida = app.improver("Ida");
    ida.visits(&path).presses("It is in place", &[]);
    assert_eq!(notices(&app), 0);
    ida.visits(&path).does_not_say("similar report");
    // Later on the same day it does count, before anybody has looked too.
    tells_with(&app, &ramp, &[("factors", "5")]);
    assert_eq!(notices(&app), 0);
    ida.visits(&path)
        .says("One similar report since it is in place.")
        .does_not_say("Open again");
}

#[actix_web::test]
async fn whoever_decides_knows_of_the_reports_until_then() {
    let app = house().await;
    let ramp = ramp(&app);
    let path = added(&app, ramp.id, roof(&app));
    let mut ida = app.improver("Ida");
    ida.visits(&path).presses("It is in place", &[]);
    app.later(TimeDelta::days(16));
    tells_with(&app, &ramp, &[("factors", "5")]);
    checks(&app, &mut ida, &path, "partly");
    ida.says("One similar report since it is in place.");
    tells_with(&app, &ramp, &[("factors", "5")]);
    ida.presses("Keep the decision", &[("decision", "standardise")]);
    assert_eq!(notices(&app), 0);
    ida.visits(&path)
        .says("2 similar reports since it is in place.")
        .does_not_say("Open again");
}

#[actix_web::test]
async fn a_report_that_waits_for_its_batch_or_was_told_one_level_up_is_not_betrayed() {
    let (app, ramp, path, mut ida) = verified().await;
    tells_with(&app, &ramp, &[("factors", "5"), ("one_level_up", "on")]);
    assert_eq!(notices(&app), 0);
    ida.visits(&path).does_not_say("similar report");

    let app = App::start_wired(
        |settings| {
            settings.release_minutes = 15;
            settings.session_hours = super::SESSION_HOURS;
        },
        |_parts| {},
    )
    .await;
    let ramp = super::ramp(&app);
    let path = added(&app, ramp.id, roof(&app));
    verifies(&app, &mut app.improver("Ida"), &path);
    app.later(TimeDelta::days(1));
    tells_with(&app, &ramp, &[("factors", "5")]);
    assert_eq!(notices(&app), 0);
    app.later(TimeDelta::hours(1));
    releases(&app);
    assert_eq!(notices(&app), 1);
}

#[actix_web::test]
async fn what_was_set_aside_or_let_go_opens_nothing() {
    let (app, ramp, path, _ida) = verified().await;
    let told = tells_with(&app, &ramp, &[("factors", "5")]);
    app.lead("Ada", &[])
        .visits(&format!("/reports/{told}"))
        .presses("Set it aside", &[("reason", "A test of the form.")]);
    assert_eq!(notices(&app), 0);
    let other = added(&app, ramp.id, roof(&app));
    let mut ida = app.improver("Ivo");
    ida.visits(&other)
        .presses(
            "It is in place",
            &[("in_place_on", &day(&app, -2).to_string())],
        )
        .presses("Let it go", &[("reason", "A better idea came.")]);
    tells_with(&app, &ramp, &[("factors", "5")]);
    assert_eq!(notices(&app), 1, "the verified one alone");
    ida.visits(&other).does_not_say("Open again since");
    ida.visits(&path).says("Open again since");
}

#[actix_web::test]
async fn an_erased_report_takes_its_trace_along() {
    let (app, ramp, path, mut ida) = verified().await;
    tells_with(&app, &ramp, &[("factors", "5")]);
    notices(&app);
    app.acts(|tx| {
        use diesel::connection::SimpleConnection;
        tx.conn().batch_execute(
            "DELETE FROM report_factors; DELETE FROM idempotency; DELETE FROM reports;",
        )?;
        Ok::<_, candor::db::StoreError>(())
    });
    ida.visits(&path)
        .says("Open again")
        .does_not_say("One similar report");
}

#[actix_web::test]
async fn of_several_servers_one_opens_it_again() {
    let (app, ramp, path, mut ida) = verified().await;
    tells_with(&app, &ramp, &[("factors", "5")]);
    let opened: usize = std::thread::scope(|scope| {
        let servers: Vec<_> = (0..4).map(|_| scope.spawn(|| notices(&app))).collect();
        servers.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert_eq!(opened, 1);
    ida.visits(&path).says("One similar report");
    let reopened = crate::reports::inside::rows(&app, "journal")
        .into_iter()
        .filter(|row| row["act"] == "countermeasure_reopened");
    assert_eq!(reopened.count(), 1);
}

#[actix_web::test]
async fn who_answers_for_a_part_of_the_place_reads_of_it_and_is_not_sent_where_they_may_not_go() {
    let app = house().await;
    let ramp = ramp(&app);
    let path = added(&app, places::ROOT, roof(&app));
    verifies(&app, &mut app.improver("Ida"), &path);
    app.later(TimeDelta::days(1));
    let told = tells_with(&app, &ramp, &[("factors", "5")]);
    assert_eq!(notices(&app), 1);
    let mut ria = app.lead("Ria", &[ramp.id]);
    ria.visits(&format!("/reports/{told}"))
        .says("A countermeasure was meant to prevent this")
        .says("A roof over the ramp.");
    assert!(!ria.has(&format!("a[href='{path}']")));
    ria.visits(&path).answers(404);
}

#[actix_web::test]
async fn what_is_similar_follows_the_conditions_and_the_past_opens_nothing_again() {
    let (app, ramp, path, mut ida) = verified().await;
    tells_with(&app, &ramp, &[("factors", "2")]);
    assert_eq!(notices(&app), 0);
    ida.visits(&path)
        .presses(
            "Keep what it addresses",
            &[
                ("own_condition", "The drain is blocked."),
                ("own_factor", "2"),
            ],
        )
        .answers(200)
        .says("One similar report since it is in place.")
        .does_not_say("Open again");
    assert_eq!(notices(&app), 0);
    tells_with(&app, &ramp, &[("factors", "2")]);
    assert_eq!(notices(&app), 1);
    ida.visits(&path).says("Open again");
}

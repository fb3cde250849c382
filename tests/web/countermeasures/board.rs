//! The board.

use super::{added, day, house, now, ramp, roof, verifies};
use candor::{
    countermeasures::{self, Strength},
    notices::Item,
    people::{self, Role},
    places,
};
use chrono::TimeDelta;

#[actix_web::test]
async fn the_board_says_what_waits_and_for_what() {
    let app = house().await;
    let ramp = ramp(&app);
    let mut late = roof(&app);
    (late.what, late.due) = ("A second lamp.".into(), Some(day(&app, 1)));
    added(&app, ramp.id, late);
    let mut soon = roof(&app);
    soon.what = "A rim around each pallet.".into();
    soon.due = Some(day(&app, 60));
    soon.check_on = day(&app, 90);
    added(&app, places::ROOT, soon);
    let path = added(&app, ramp.id, roof(&app));
    let mut ida = app.improver("Ida");
    ida.visits(&path).presses("It is in place", &[]);
    app.later(TimeDelta::days(16));
    ida.visits("/countermeasures");
    assert_eq!(
        ida.texts("section > h2"),
        [
            "Its day has passed",
            "To be checked at the place",
            "Planned"
        ]
    );
    ida.says("What stands in the way, and what would help?")
        .says("Was meant for 5 March 2026")
        .says("Go and see at the place");
    // Filters: a place with all below it, and a strength.
    ida.visits(&format!("/countermeasures?place={}", ramp.code))
        .says("A second lamp.")
        .does_not_say("A rim around each pallet.")
        .visits("/countermeasures?strength=weaker")
        .says("Nothing here with these filters")
        .visits("/countermeasures?strength=stronger")
        .says("A rim around each pallet.");
    ida.visits("/countermeasures?place=ZZZZ&strength=best")
        .answers(422)
        .says("There is no such place.");
    let mut ria = app.lead("Ria", &[ramp.id]);
    ria.visits("/countermeasures")
        .says("A second lamp.")
        .does_not_say("A rim around each pallet.")
        .does_not_say("Nothing here");
}

#[actix_web::test]
async fn the_mix_stands_beside_the_published_one_as_a_question_and_not_of_a_handful() {
    let app = house().await;
    let mut ida = app.improver("Ida");
    ida.visits("/countermeasures")
        .does_not_say("hard to go wrong");
    for strength in [
        Strength::Training,
        Strength::Training,
        Strength::Checklist,
        Strength::Simplify,
    ] {
        let mut plan = roof(&app);
        plan.strength = strength;
        added(&app, places::ROOT, plan);
    }
    ida.visits("/countermeasures")
        .says("Which one change would make it hard to go wrong?")
        .says("shares of a handful say nothing");
    assert!(!ida.has("svg.chart"));
    added(&app, places::ROOT, roof(&app));
    ida.visits("/countermeasures")
        .says("What the 5 countermeasures here lean on")
        .says("227 published analyses");
    assert_eq!(
        ida.texts("svg.chart text"),
        [
            "Stronger",
            "40 %",
            "8 %",
            "Intermediate",
            "20 %",
            "44 %",
            "Weaker",
            "40 %",
            "48 %"
        ]
    );
}

#[actix_web::test]
async fn a_digest_reads_what_waits_for_one_person_without_its_words() {
    let app = house().await;
    let ramp = ramp(&app).id;
    let ria = app.person("Ria", Role::Lead, &[ramp]);
    let other = app.person("Oda", Role::Lead, &[ramp]);
    let mut plan = roof(&app);
    plan.owner = Some(ria);
    let path = added(&app, ramp, plan.clone());
    let waits = |id| {
        let now = now(&app);
        app.looks(|conn| {
            let person = people::find(conn, id)?.unwrap();
            countermeasures::waiting_on(conn, &person, now)
        })
    };
    assert_eq!(
        waits(ria),
        [Item {
            why: "A countermeasure is to be in place by 10 March 2026.".to_owned(),
            words: path.replace("/countermeasures/", "Countermeasure "),
            href: path.clone(),
        }]
    );
    assert_eq!(waits(other), []);
    app.later(TimeDelta::days(7));
    assert!(
        waits(ria)[0]
            .why
            .starts_with("A countermeasure was to be in place")
    );
    let mut ida = app.improver("Ida");
    ida.visits(&path).presses(
        "It is in place",
        &[("new_check_on", &day(&app, 20).to_string())],
    );
    assert_eq!(waits(ria), []);
    app.later(TimeDelta::days(20));
    assert!(waits(ria)[0].why.contains("wants a look at the place"));
    // What nobody owns waits for the leads of the place.
    plan.owner = None;
    plan.due = None;
    plan.check_on = day(&app, 3);
    added(&app, ramp, plan);
    assert!(
        waits(other)[0]
            .why
            .starts_with("A countermeasure is to be in place by")
    );
    let path = added(&app, places::ROOT, roof_today(&app));
    verifies(&app, &mut ida, &path);
    assert!(waits(other).iter().all(|item| item.href != path));
}

fn roof_today(app: &crate::support::App) -> candor::countermeasures::Plan {
    let mut plan = roof(app);
    plan.due = Some(day(app, 0));
    plan.check_on = day(app, 0);
    plan
}

#[actix_web::test]
async fn every_page_is_usable_by_all() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    for page in ["/countermeasures", "/countermeasures/new?a3=4H7-KQ2", &path] {
        ida.visits(page).answers(200);
        assert_eq!(ida.texts("h1").len(), 1, "{page}");
        assert!(!ida.has("style, script:not([src]), [style]"), "{page}");
        let html = ida.html();
        let all = scraper::Selector::parse("[id]").unwrap();
        let mut ids: Vec<&str> = html.select(&all).filter_map(|e| e.value().id()).collect();
        let before = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), before, "{page}: two things share an id");
        assert!(!ida.has("textarea:not([data-reframe])"), "{page}");
    }
}

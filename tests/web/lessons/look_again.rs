//! A month on the wall, and a year later: does it still hold?

use super::{LEARNED, TITLE, house, journal, publishes};
use crate::{
    reports::{inside, tells},
    support::App,
};
use candor::{kernel::time::Now, lessons, notices::Item, people::Role};

/// What waits for somebody, as their digest says it.
fn waits(app: &App, name: &str) -> Vec<Item> {
    let now = Now::new(app.now(), app.settings().zone);
    app.looks(|conn| {
        let everybody = candor::people::all(conn)?;
        let person = everybody.iter().find(|person| person.name == name).unwrap();
        lessons::rereads_due(conn, person, now)
    })
}

#[actix_web::test]
async fn what_waits_to_be_read_again_is_in_the_digest_of_its_leads() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let (_, lesson) = publishes(&app, &mut ada, &ramp);
    let reference = lesson.replace("/lessons/", "");
    let elsewhere = app.place("Ward 4");
    app.person("Wes", Role::Lead, &[elsewhere]);
    app.person("Uma", Role::Improver, &[]);
    assert_eq!(waits(&app, "Ada"), []);
    app.at("2027-03-01T12:00:00Z");
    let due = waits(&app, "Ada");
    assert_eq!(
        (due.len(), due[0].words.clone(), due[0].href.clone()),
        (
            1,
            format!("Lesson {reference}"),
            format!("/lessons/desk/{reference}")
        )
    );
    assert!(due[0].why.contains("Does it still hold?"));
    assert_eq!(waits(&app, "Wes"), []);
    assert_eq!(waits(&app, "Uma"), []);
    let mut ben = app.lead("Ben", &[]);
    ben.visits("/digest")
        .says("A year ago you learned this.")
        .links_to(&due[0].href);
    ben.visits(&due[0].href)
        .presses("Keep what we found", &[("found", "holds")])
        .answers(200);
    assert_eq!(waits(&app, "Ada"), []);
}

#[actix_web::test]
async fn a_year_later_it_is_read_again() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let (_, lesson) = publishes(&app, &mut ada, &ramp);
    let desk = lesson.replace("/lessons/", "/lessons/desk/");
    ada.visits("/lessons/desk").does_not_say("A year ago");
    app.at("2027-02-28T12:00:00Z");
    app.lead("Ben", &[])
        .visits(&desk)
        .does_not_say("Does it still hold?");
    app.at("2027-03-01T12:00:00Z");
    let mut cleo = app.lead("Cleo", &[]);
    cleo.visits("/lessons/desk").says("A year ago you learned");
    cleo.visits(&desk)
        .says("Does it still hold?")
        .presses(
            "Keep what we found",
            &[
                ("found", "slipped"),
                ("words", "The drain is full of leaves."),
            ],
        )
        .answers(200)
        .says("It has slipped.")
        .says("The drain is full of leaves.")
        .does_not_say("Does it still hold?");
    app.guest()
        .visits(&lesson)
        .says("Looked at again in March 2027: it has slipped")
        .does_not_say("full of leaves");
    assert_eq!(
        inside::rows(&app, "lesson_rereads")[0]["month"],
        "2027-03-01"
    );
    app.at("2028-03-01T12:00:00Z");
    let mut dora = app.lead("Dora", &[]);
    dora.visits("/lessons/desk").says("A year ago you learned");
    let csrf = dora.visits(&desk).csrf();
    dora.posts(
        &format!("{desk}/reread"),
        &[("csrf", &csrf), ("words", "Still wet.")],
    )
    .answers(422)
    .says("Please choose one of the two.")
    .holds("words", "Still wet.");
    assert_eq!(
        journal(&app),
        ["lesson_published", "lesson_read_again", "lesson_written"]
    );
}

#[actix_web::test]
async fn a_month_stands_on_one_page_and_tells_of_few_people_nothing() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    publishes(&app, &mut ada, &ramp);
    for _ in 0..3 {
        tells(&app, Some(&ramp), &[]);
    }
    app.at("2026-04-08T12:00:00Z");
    let bulletin = "/lessons/bulletin?month=2026-03";
    app.guest()
        .visits(bulletin)
        .says("You said, we learned")
        .says("March 2026")
        .says(TITLE)
        .says(LEARNED)
        .says("There is a drain now.")
        .says("Thank you to everybody who spoke up.")
        .does_not_say("At least");
    app.at("2026-03-04T09:30:00Z");
    for _ in 0..3 {
        tells(&app, Some(&ramp), &[]);
    }
    app.guest().visits(bulletin).does_not_say("At least");
    app.at("2026-04-08T12:00:00Z");
    app.guest()
        .visits(bulletin)
        .says("At least 5 of you spoke up this month.");
    app.guest()
        .visits("/lessons/bulletin?month=2026-04")
        .says("No lesson this month.");
    for other in ["", "?month=x", "?month=9999-01"] {
        app.guest()
            .visits(&format!("/lessons/bulletin{other}"))
            .answers(200);
    }
}

//! The mirror: a lead's own acts, for that lead alone, and kept nowhere.

use super::{comes_back, inside, ramp, tells};
use crate::support::App;
use chrono::TimeDelta;

#[actix_web::test]
async fn a_lead_reads_their_own_answers_against_their_own_past() {
    let app = App::start().await;
    app.lead("Dee", &[])
        .visits("/mirror")
        .says("Nothing to see yet");
    let mut told = Vec::new();
    for _ in 0..3 {
        told.push(tells(&app, None, &[]));
    }
    app.later(TimeDelta::days(2));
    let mut ada = app.lead("Ada", &[]);
    for (number, report) in told.iter().enumerate() {
        ada.visits(&report.path())
            .presses(
                "Say thank you",
                &[("words", &format!("Thank you, {number}."))],
            )
            .presses("Send to the reporter", &[("words", "What was it like?")]);
    }
    comes_back(&app, &told[0]).presses("Send my words", &[("words", "Wet.")]);
    app.later(TimeDelta::days(4));
    ada = app.lead("Ada Two", &[]);
    ada.visits(&told[0].path())
        .presses("Tell the reporter it is safe", &[("words", "Closed.")])
        .presses("Promise this day", &[("day", "2026-03-12")])
        .presses("Tell the reporter", &[("words", "A roof.")])
        .visits("/mirror")
        .says("January to March 2026, so far Only 1: too few to speak of a half.")
        .says("Twice without a question, none with one.")
        .says("You promised one day, and kept it.")
        .does_not_say("Thank you, 1.");
}

#[actix_web::test]
async fn the_mirror_shows_half_of_own_thanks_and_the_thanks_themselves() {
    let app = App::start().await;
    let told: Vec<_> = (0..3).map(|_| tells(&app, None, &[])).collect();
    app.later(TimeDelta::hours(5));
    let mut ada = app.lead("Ada", &[]);
    for report in &told {
        ada.visits(&report.path())
            .presses("Say thank you", &[("words", "Thank you for the gutter.")]);
    }
    ada.visits("/mirror")
        .says("Half of 3 thanks on the same day.")
        .says("Thank you for the gutter.")
        .links_to(&told[0].path());
}

#[actix_web::test]
async fn nobody_else_sees_it_and_looking_writes_nothing() {
    let app = App::start().await;
    let ramp = ramp(&app);
    let told = tells(&app, Some(&ramp), &[]);
    let mut ada = app.lead("Ada", &[ramp.id]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you zebra.")]);
    let before = inside::everything(&app);
    ada.visits("/mirror").answers(200).says("Thank you zebra.");
    assert_eq!(inside::everything(&app), before, "nothing is kept of it");
    let mut ben = app.lead("Ben", &[]);
    ben.visits("/mirror")
        .answers(200)
        .does_not_say("zebra")
        .says("Nothing to see yet");
    for mut other in [app.improver("Cem"), app.keeper("Dee"), app.admin("Eli")] {
        other.visits("/mirror").answers(403).does_not_say("zebra");
    }
    let ada_id = app
        .looks(candor::people::all)
        .into_iter()
        .find(|person| person.name == "Ada")
        .unwrap()
        .id;
    let mut admin = app.admin("Fia");
    for path in [
        format!("/mirror/{ada_id}"),
        format!("/people/{ada_id}/mirror"),
        format!("/mirror?person={ada_id}"),
        "/mirror.csv".to_owned(),
    ] {
        admin.visits(&path);
        assert!([403, 404].contains(&admin.status()), "{path}");
        ben.visits(&path).does_not_say("zebra");
    }
    app.guest().visits("/mirror").does_not_say("zebra");
}

//! "This happens to me too": one tap on a story that may be shared.

use super::{Told, comes_back, fills, findings, inside, ramp, tells};
use crate::support::{App, Browser};
use candor::places::Place;

/// A report whose story may be read by others.
fn shares(app: &App, place: &Place, words: &str) -> Told {
    let told = tells(app, Some(place), &[("share", "without_details")]);
    app.lead("Ada", &[])
        .visits(&told.path())
        .presses("Keep the shared story", &[("words", words)])
        .answers(200);
    told
}

fn echoes<'a>(guest: &'a mut Browser, place: &Place) -> &'a mut Browser {
    guest.visits(&format!("/tell/{}", place.code));
    let code = guest.attribute("button[name=echo]", "value").unwrap();
    let key = guest
        .attribute("details form input[name=key]", "value")
        .unwrap();
    let fields = [("key", key.as_str()), ("echo", code.as_str())];
    guest.posts(&format!("/tell/{}", place.code), &fields)
}

#[actix_web::test]
async fn one_tap_counts_an_echo_with_a_receipt_of_its_own() {
    let app = App::start().await;
    let place = ramp(&app);
    let told = shares(&app, &place, "A load slid on a wet ramp.");
    let mut guest = app.guest();
    echoes(&mut guest, &place)
        .answers(200)
        .says("Thank you. Now it weighs more.");
    let echo = Told::read(&guest);
    assert_ne!(echo.receipt, told.receipt);
    comes_back(&app, &echo)
        .says("It happens to you too")
        .says("A load slid on a wet ramp.")
        .does_not_say("The pallet slid off the fork");
    let heard = "One more person says that this happens to them too.";
    app.lead("Ben", &[])
        .visits(&told.path())
        .does_not_say(heard);
    app.later(chrono::TimeDelta::days(1));
    app.lead("Cleo", &[]).visits(&told.path()).says(heard);
    assert_eq!(
        inside::rows(&app, "reports").len(),
        1,
        "it is no new report"
    );
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn a_second_sending_of_the_same_tap_counts_once() {
    let app = App::start().await;
    let place = ramp(&app);
    shares(&app, &place, "A load slid on a wet ramp.");
    let mut guest = app.guest();
    guest.visits(&format!("/tell/{}", place.code));
    let code = guest.attribute("button[name=echo]", "value").unwrap();
    let fields = [("key", "a-key-of-this-draft-1"), ("echo", code.as_str())];
    let address = format!("/tell/{}", place.code);
    let mut once = app.guest();
    once.posts(&address, &fields).answers(200);
    let mut twice = app.guest();
    twice.posts(&address, &fields).answers(200);
    assert_eq!(Told::read(&once), Told::read(&twice));
    assert_eq!(inside::rows(&app, "echoes").len(), 1);
}

#[actix_web::test]
async fn stories_that_are_not_shared_are_never_shown() {
    let app = App::start().await;
    let place = ramp(&app);
    let elsewhere = app.place_with("Ward 4", candor::places::ROOT, Some(12));
    tells(&app, Some(&place), &[("share", "without_details")]);
    shares(&app, &elsewhere, "Told in another ward.");
    let asked = tells(&app, Some(&place), &[("share", "ask_me")]);
    app.lead("Ben", &[])
        .visits(&asked.path())
        .presses("Keep the shared story", &[("words", "Only after asking.")]);
    app.guest()
        .visits(&format!("/tell/{}", place.code))
        .answers(200)
        .does_not_say("Told here lately")
        .does_not_say("Only after asking.")
        .does_not_say("Told in another ward.")
        .does_not_say("The pallet slid");
}

#[actix_web::test]
async fn a_story_that_was_taken_back_cannot_be_echoed() {
    let app = App::start().await;
    let place = ramp(&app);
    let told = shares(&app, &place, "A load slid on a wet ramp.");
    let mut guest = app.guest();
    guest.visits(&format!("/tell/{}", place.code));
    let code = guest.attribute("button[name=echo]", "value").unwrap();
    app.lead("Ben", &[])
        .visits(&told.path())
        .presses("Keep the shared story", &[("words", "")]);
    let fields = [("key", "a-key-of-this-draft-1"), ("echo", code.as_str())];
    guest
        .posts(&format!("/tell/{}", place.code), &fields)
        .answers(404)
        .says("This story is not shown any more.");
    for wrong in ["x", "0000000000000000"] {
        app.guest()
            .posts(
                "/tell",
                &[("key", "a-key-of-this-draft-2"), ("echo", wrong)],
            )
            .answers(404);
    }
    assert_eq!(inside::rows(&app, "echoes").len(), 0);
}

#[actix_web::test]
async fn telling_goes_on_beside_the_shared_stories() {
    let app = App::start().await;
    let place = ramp(&app);
    shares(&app, &place, "A load slid on a wet ramp.");
    let mut guest = app.guest();
    fills(&mut guest, Some(&place), &[]).answers(200);
    assert_eq!(inside::rows(&app, "reports").len(), 2);
}

#[actix_web::test]
async fn a_device_keeps_no_form_with_stories_in_it() {
    let app = App::start().await;
    let place = ramp(&app);
    let form = format!("/tell/{}", place.code);
    let may_be_kept = |path: &str| {
        let mut guest = app.guest();
        guest.visits(path).answers(200);
        guest.header("x-form").map(str::to_owned)
    };
    assert_eq!(may_be_kept("/tell").as_deref(), Some("empty"));
    assert_eq!(may_be_kept(&form).as_deref(), Some("empty"));
    shares(&app, &place, "A load slid on a wet ramp.");
    assert_eq!(may_be_kept("/tell").as_deref(), Some("empty"));
    assert_eq!(may_be_kept(&form), None);
}

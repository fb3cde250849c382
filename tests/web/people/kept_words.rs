//! A session ends while somebody is typing: nothing typed is lost.

use crate::support::{App, Browser, PASSWORD};
use chrono::TimeDelta;

const NAME: &str = "Hall \"2\" <b>&amp; more";
const LONG: &str = "\n first line\n\n  second <line> & \"third\"\n";

fn signs_in<'a>(ann: &'a mut Browser, password: &str) -> &'a mut Browser {
    ann.presses(
        "Sign in",
        &[("email", "ann@example.org"), ("password", password)],
    )
}

#[actix_web::test]
async fn an_expired_session_keeps_the_words_through_the_sign_in() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/places/new");
    app.later(TimeDelta::hours(13));
    ann.presses("Add the place", &[("name", NAME), ("people", "7")])
        .answers(401)
        .says("Please sign in again")
        .shows(NAME);
    // A slip of the fingers loses nothing either.
    signs_in(&mut ann, "not the password")
        .answers(422)
        .shows(NAME);
    signs_in(&mut ann, PASSWORD)
        .answers(200)
        .says("Your words are still here")
        .holds("name", NAME)
        .holds("people", "7");
    ann.presses("Send my words", &[])
        .answers(200)
        .says("The place is there.");
    ann.visits("/places").shows(NAME).says("7 people");
}

#[actix_web::test]
async fn several_lines_come_back_character_by_character() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.forgets();
    ann.posts("/places", &[("name", LONG)]).answers(401);
    signs_in(&mut ann, PASSWORD)
        .says("Your words are still here")
        .holds("name", LONG);
}

#[actix_web::test]
async fn a_form_that_is_too_old_is_sent_once_more_with_one_press() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.posts("/places", &[("csrf", "of yesterday"), ("name", NAME)])
        .answers(403)
        .says("Your words are still here")
        .holds("name", NAME)
        .presses("Send my words", &[])
        .says("The place is there.");
}

#[actix_web::test]
async fn words_for_another_role_are_shown_again() {
    let app = App::start().await;
    app.admin("Ann");
    let mut ada = app.lead("Ada", &[]);
    ada.posts("/places", &[("name", NAME)])
        .answers(403)
        .shows(NAME);
    signs_in(&mut ada, PASSWORD).holds("name", NAME);
}

#[actix_web::test]
async fn kept_words_go_nowhere_but_to_this_house() {
    let app = App::start().await;
    app.admin("Ann");
    for action in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "",
    ] {
        let mut guest = app.guest();
        guest.visits("/sign-in");
        let ticket = guest.attribute("input[name=ticket]", "value").unwrap();
        guest
            .posts(
                "/sign-in",
                &[
                    ("ticket", &ticket),
                    ("email", "ann@example.org"),
                    ("password", PASSWORD),
                    ("kept_action", action),
                    ("kept_name", "name"),
                    ("kept_value", "words"),
                ],
            )
            .is_at("/places");
    }
}

#[actix_web::test]
async fn whoever_only_looks_is_sent_to_sign_in_and_back() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    app.later(TimeDelta::hours(13));
    ann.visits("/places/new?under=0000")
        .is_at("/sign-in?next=%2Fplaces%2Fnew%3Funder%3D0000");
    signs_in(&mut ann, PASSWORD).is_at("/places/new?under=0000");
    app.guest()
        .sends("GET", "/places", &[("accept", "application/json")], b"")
        .answers(401);
}

#[actix_web::test]
async fn a_password_is_not_among_the_words_that_are_kept() {
    let app = App::start().await;
    let secret = "a password that nobody reads";
    app.guest()
        .posts("/people", &[("name", NAME), ("password", secret)])
        .answers(401)
        .shows(NAME)
        .does_not_say(secret);
    let mut ann = app.admin("Ann");
    ann.posts("/people", &[("name", NAME), ("password", secret)])
        .answers(403)
        .holds("name", NAME);
    assert!(!ann.body().contains(secret));
}

#[actix_web::test]
async fn a_store_that_is_not_there_keeps_the_words_on_the_screen() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/places/new");
    app.breaks("place_ancestors");
    ann.presses("Add the place", &[("name", NAME)])
        .answers(500)
        .says("If you ask for help, give this number")
        .holds("name", NAME);
    app.mends("place_ancestors");
    ann.presses("Send my words", &[])
        .says("The place is there.");
}

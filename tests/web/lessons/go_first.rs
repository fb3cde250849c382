//! Leaders go first: an own mistake, by name.

use super::{is_public, journal};
use crate::support::App;

const MINE: [(&str, &str); 4] = [
    ("title", "I did not look"),
    ("story", "I signed the plan without walking the ramp."),
    ("learned", "Water stands on the ramp after rain."),
    ("role", "Shift lead, Hall 2"),
];

#[actix_web::test]
async fn a_lead_tells_an_own_mistake_by_name() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/lessons/desk")
        .says("There is no lesson yet.")
        .follows_link("Tell an own mistake")
        .presses("Publish it under my name", &MINE)
        .answers(200)
        .says("Thank you for going first.");
    let lesson = super::address(&ada);
    assert!(is_public(&app, &lesson));
    app.guest()
        .visits(&lesson)
        .says("A lead goes first: Ada, Shift lead, Hall 2")
        .does_not_offer("This happens to me too");
    app.guest()
        .visits("/lessons")
        .says("A lead goes first: Ada");
    ada.presses("Take it back", &[]).answers(200);
    assert!(!is_public(&app, &lesson));
    ada.presses("Publish it", &[]).answers(200);
    assert!(is_public(&app, &lesson));
    assert_eq!(
        journal(&app),
        ["lesson_published", "lesson_published", "lesson_taken_back"]
    );
}

#[actix_web::test]
async fn it_begins_with_i() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    let with = |story, language| {
        let mut fields = MINE.to_vec();
        fields.retain(|(name, _)| *name != "story");
        fields.extend([("story", story), ("language", language)]);
        fields
    };
    let theirs = "They signed the plan without walking the ramp.";
    ada.visits("/lessons/own")
        .presses("Publish it under my name", &with(theirs, "en"))
        .answers(422)
        .says("Please begin with \u{201c}I\u{201d}")
        .holds("story", theirs)
        .holds("title", "I did not look");
    ada.presses("Publish it under my name", &with("Jeg skrev under.", "da"))
        .answers(200)
        .says("Thank you for going first.");
}

#[actix_web::test]
async fn only_its_own_lead_changes_it() {
    let app = App::start().await;
    let hall = app.place("Hall 2");
    let mut ada = app.lead("Ada", &[hall]);
    ada.visits("/lessons/own")
        .presses("Publish it under my name", &MINE);
    let desk = ada.path().split('?').next().unwrap().to_owned();
    let mut ben = app.lead("Ben", &[hall]);
    ben.visits(&desk).answers(404);
    ben.visits("/lessons/desk").does_not_say("I did not look");
    app.lead("Cleo", &[]).visits(&desk).answers(200);
    app.guest()
        .visits("/lessons/own")
        .is_at("/sign-in?next=%2Flessons%2Fown");
}

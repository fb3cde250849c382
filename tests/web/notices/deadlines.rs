//! What has waited longer than the house promises: marked, never scolded.

use super::tells;
use crate::support::App;

const MARK: &str = "Waits 9 days, the house promises 7";

#[actix_web::test]
async fn a_report_that_has_waited_too_long_is_marked_in_the_inbox_and_on_its_page() {
    let app = App::start().await;
    let reference = tells(&app, None);
    app.at("2026-03-11T09:30:00Z");
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox").does_not_say("the house promises");
    app.at("2026-03-13T09:30:00Z");
    let mut ada = app.lead("Ada Two", &[]);
    ada.visits("/inbox").says(MARK);
    ada.visits(&format!("/reports/{reference}"))
        .says("It has waited 9 days for your thanks. The house promises a first answer within 7.");
    // Gently: nothing about it is an alarm.
    assert!(!ada.has("[role=alert]") && !ada.has(".notice--danger") && !ada.has(".notice--warm"));
    ada.presses("Say thank you", &[("words", "Thank you for this.")])
        .does_not_say("The house promises");
    ada.visits("/inbox").does_not_say("the house promises");
}

#[actix_web::test]
async fn a_question_is_an_answer_and_what_came_of_it_has_its_own_promise() {
    let app = App::start().await;
    let reference = tells(&app, None);
    app.at("2026-03-06T09:30:00Z");
    app.lead("Ada", &[])
        .visits(&format!("/reports/{reference}"))
        .presses("Send to the reporter", &[("words", "What did it rest on?")]);
    app.at("2026-03-20T09:30:00Z");
    app.lead("Bea", &[])
        .visits("/inbox")
        .does_not_say("the house promises");
    app.at("2026-06-05T09:30:00Z");
    let mut cleo = app.lead("Cleo", &[]);
    cleo.visits("/inbox")
        .says("Told 93 days ago, the house promises 90");
    cleo.visits(&format!("/reports/{reference}"))
        .says("It was told 93 days ago and waits for your thanks.");
}

#[actix_web::test]
async fn a_house_sets_its_own_deadlines() {
    let app = App::start_with(|settings| settings.first_answer_days = 2).await;
    tells(&app, None);
    app.at("2026-03-07T09:30:00Z");
    app.lead("Ada", &[])
        .visits("/inbox")
        .says("Waits 3 days, the house promises 2");
}

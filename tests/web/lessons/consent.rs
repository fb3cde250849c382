//! Nothing of a story is shared that its reporter did not allow, and it can be taken back at any time.

use super::{LEARNED, TITLE, address, closed, house, is_public, journal, publishes, writes};
use crate::{
    reports::{comes_back, imports, inside, tells},
    support::App,
};
use chrono::TimeDelta;

#[actix_web::test]
async fn who_said_no_is_not_asked_again() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "no");
    ada.visits(&told.path()).does_not_say("Make it a lesson");
    ada.visits(&format!("/lessons/desk/report/{}", told.reference))
        .answers(409)
        .says("The reporter asked that this story is not shared.");
}

#[actix_web::test]
async fn thanks_and_outcome_come_before_a_lesson() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = tells(&app, Some(&ramp), &[("share", "without_details")]);
    let form = format!("/lessons/desk/report/{}", told.reference);
    ada.visits(&told.path()).does_not_say("Lesson is kept");
    ada.visits(&form).answers(409).says("thank the reporter");
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .says("Opens when the reporter was told what came of it.");
    ada.visits(&form).answers(409).says("what came of it");
}

#[actix_web::test]
async fn an_imported_report_has_nobody_to_ask() {
    let app = App::start().await;
    let (_, mut ada) = house(&app);
    let reference = imports(&app, "Ramp 3", "It slid.");
    ada.visits(&format!("/lessons/desk/report/{reference}"))
        .answers(409)
        .says("nobody to ask");
}

#[actix_web::test]
async fn who_allowed_it_beforehand_sees_it_and_takes_it_back() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let (told, lesson) = publishes(&app, &mut ada, &ramp);
    assert!(is_public(&app, &lesson));
    let mut reporter = comes_back(&app, &told);
    reporter
        .says("What you told us helps others")
        .says(LEARNED)
        .says("March 2026")
        .presses("Take it back", &[])
        .answers(200)
        .says("It is not shared.")
        .presses("Back to my page", &[])
        .says("You did not want it to be shared.");
    assert!(!is_public(&app, &lesson));
    app.guest()
        .visits(&lesson)
        .answers(404)
        .says("not shown any more")
        .does_not_say(TITLE);
    // Nor is the shared story shown where others tell, and no lead publishes it anew.
    let report = &inside::rows(&app, "reports")[0];
    assert_eq!(report["share"], "no");
    ada.visits("/lessons/desk").says("Taken back");
    let desk = lesson.replace("/lessons/", "/lessons/desk/");
    ada.visits(&desk)
        .says("Please do not ask why.")
        .does_not_offer("Publish it")
        .does_not_offer("Keep these words");
    let csrf = ada.csrf();
    ada.posts(&format!("{desk}/publish"), &[("csrf", &csrf)])
        .answers(409);
    assert!(!is_public(&app, &lesson));
    assert_eq!(journal(&app), ["lesson_published", "lesson_written"]);
}

#[actix_web::test]
async fn who_wants_to_be_asked_is_asked_with_the_whole_preview() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "ask_me");
    writes(&mut ada, &told).does_not_offer("Publish it");
    comes_back(&app, &told).does_not_say(LEARNED);
    ada.presses("Ask the reporter", &[]).answers(200);
    let desk = ada.path().split('?').next().unwrap().to_owned();
    let lesson = address(&ada);
    assert!(comes_back(&app, &told).has(".notice a[href='#lesson']"));
    comes_back(&app, &told)
        .says("May we share this?")
        .says(TITLE)
        .says("A load slid on the way down.")
        .says(LEARNED)
        .says("There is a drain now.")
        .presses("Yes, share it", &[])
        .answers(200)
        .says("Others will be able to learn from it.")
        .presses("Back to my page", &[])
        .says("You said yes");
    assert!(!comes_back(&app, &told).has(".notice a[href='#lesson']"));
    assert!(!is_public(&app, &lesson));
    // On the same day it would tell who has just held the tablet.
    ada.visits(&desk)
        .says("The reporter is asked")
        .does_not_offer("Publish it");
    app.later(TimeDelta::days(1));
    let mut ben = app.lead("Ben", &[]);
    ben.visits("/lessons/desk").says("The reporter said yes");
    ben.visits(&desk).presses("Publish it", &[]).answers(200);
    assert!(is_public(&app, &lesson));
    let row = &inside::rows(&app, "lessons")[0];
    assert_eq!(row["said_on"], "2026-03-04");
    assert_eq!(row["month"], "2026-03-01");
    assert_eq!(
        journal(&app),
        ["lesson_asked", "lesson_published", "lesson_written"],
        "nothing that the reporter did"
    );
}

#[actix_web::test]
async fn a_no_is_a_no() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "ask_me");
    writes(&mut ada, &told).presses("Ask the reporter", &[]);
    let desk = ada.path().split('?').next().unwrap().to_owned();
    comes_back(&app, &told)
        .presses("No, do not share it", &[])
        .answers(200);
    ada.visits(&desk).says("The reporter is asked");
    app.later(TimeDelta::days(1));
    app.lead("Ben", &[])
        .visits(&desk)
        .says("The reporter does not want this to be shared.")
        .does_not_offer("Ask the reporter");
}

#[actix_web::test]
async fn other_words_are_asked_for_again() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "ask_me");
    writes(&mut ada, &told).presses("Ask the reporter", &[]);
    let desk = ada.path().split('?').next().unwrap().to_owned();
    let lesson = address(&ada);
    let mut reading = comes_back(&app, &told);
    ada.visits(&desk)
        .presses("Keep these words", &[("title", "A ramp in the rain")])
        .answers(200);
    reading
        .presses("Yes, share it", &[])
        .answers(409)
        .says("The words have changed since you opened this page.")
        .presses("Back to my page", &[])
        .says("A ramp in the rain")
        .presses("Yes, share it", &[])
        .answers(200);
    app.later(TimeDelta::days(1));
    let mut ben = app.lead("Ben", &[]);
    ben.visits(&desk).presses("Publish it", &[]).answers(200);
    assert!(is_public(&app, &lesson));
    ben.visits(&desk)
        .says("The reporter is asked again for other words.")
        .presses("Keep these words", &[("story", "It slid all the way.")])
        .answers(200)
        .says("The reporter is asked");
    assert!(!is_public(&app, &lesson));
    comes_back(&app, &told)
        .says("May we share this?")
        .says("It slid all the way.");
}

#[actix_web::test]
async fn what_should_be_different_reaches_the_leads() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "ask_me");
    writes(&mut ada, &told).presses("Ask the reporter", &[]);
    let wish = "Please leave the rain out.";
    let mut reporter = comes_back(&app, &told);
    reporter
        .presses("Send what should be different", &[("words", wish)])
        .answers(200)
        .says("a lead will read them");
    ada.visits(&told.path()).says(wish);
    reporter
        .presses("Back to my page", &[])
        .says("May we share this?");
    reporter
        .presses("Send what should be different", &[("words", " ")])
        .answers(422)
        .says("Please write a few words here.");
}

#[actix_web::test]
async fn a_wrong_receipt_answers_nothing() {
    let app = App::start().await;
    for receipt in ["0000-0000-0000-0000", "x", ""] {
        app.guest()
            .posts(
                "/answers/lesson",
                &[("receipt", receipt), ("say", "no"), ("mark", "")],
            )
            .answers(422);
    }
}

#[actix_web::test]
async fn leads_of_other_places_do_not_find_it() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "ask_me");
    writes(&mut ada, &told);
    let desk = ada.path().split('?').next().unwrap().to_owned();
    let elsewhere = app.place("Ward 4");
    let mut cleo = app.lead("Cleo", &[elsewhere]);
    cleo.visits(&desk).answers(404);
    cleo.visits("/lessons/desk").does_not_say(TITLE);
    cleo.visits(&format!("/lessons/desk/report/{}", told.reference))
        .answers(404);
    let csrf = cleo.visits("/lessons/own").csrf();
    for act in ["ask", "publish", "take-back"] {
        cleo.posts(&format!("{desk}/{act}"), &[("csrf", &csrf)])
            .answers(404);
    }
    app.improver("Dora").visits(&desk).answers(403);
}

#[actix_web::test]
async fn a_refused_form_keeps_every_word() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "ask_me");
    ada.visits(&told.path())
        .follows_link("Make it a lesson")
        .holds("changed", "There is a drain now.")
        .presses(
            "Keep the draft",
            &[("title", ""), ("story", "It slid."), ("learned", LEARNED)],
        )
        .answers(422)
        .says("Please write a few words here.")
        .holds("story", "It slid.")
        .holds("learned", LEARNED);
    assert!(inside::rows(&app, "lessons").is_empty());
}

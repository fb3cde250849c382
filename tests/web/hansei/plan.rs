//! A plan changes until people meet; what is held and finished is closed.

use super::{planned, ramp, thanked};
use crate::support::{App, Browser};
use candor::people::Role;
use chrono::TimeDelta;

fn id_of(app: &App, name: &str) -> String {
    let everybody = app.looks(candor::people::all);
    let found = everybody.iter().find(|person| person.name == name);
    found.unwrap().id.to_string()
}

#[actix_web::test]
async fn the_plan_changes_until_people_meet() {
    let app = App::start().await;
    let place = ramp(&app);
    let hall = app.place("Hall 1");
    let mut ada = app.lead("Ada", &[place.id, hall]);
    let (mut uma, path) = planned(&app, &mut ada, None);
    let vic = app.person("Vic", Role::Improver, &[]).to_string();
    let code = app
        .looks(candor::places::all)
        .get(hall)
        .unwrap()
        .code
        .to_string();
    ada.visits(&path)
        .follows_link("Change the plan")
        .holds("title", "A load on the ramp")
        .holds("facilitator", &id_of(&app, "Uma"))
        .presses(
            "Keep the plan",
            &[
                ("on", "2026-03-20"),
                ("place", &code),
                ("facilitator", &vic),
                ("minutes", "90"),
            ],
        )
        .answers(200)
        .says("Hall 1 · 20 March 2026 · led through by Vic")
        .says("90 minutes");
    app.admin("Ann")
        .visits("/journal")
        .says("Ada changed the plan of a hansei");
    uma.visits(&path).presses("We begin now", &[]).answers(200);
    assert!(!uma.has(&format!("a[href='{path}/plan']")));
    uma.visits(&format!("{path}/plan")).answers(409);
    let csrf = ada.visits(&path).csrf();
    ada.posts(
        &format!("{path}/plan"),
        &[
            ("csrf", &csrf),
            ("title", "Another"),
            ("trigger", "report"),
            ("place", &code),
            ("on", "2026-03-21"),
            ("facilitator", &vic),
            ("minutes", "60"),
        ],
    )
    .answers(409)
    .says("This hansei has begun")
    .holds("title", "Another");
}

#[actix_web::test]
async fn whoever_answers_for_a_report_cannot_take_its_hansei_over() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let report = thanked(&app, &mut ada, &place);
    let (mut uma, path) = planned(&app, &mut ada, Some(&report));
    let own = id_of(&app, "Ada");
    // Also where whoever changes the plan opens no report.
    for browser in [&mut ada, &mut uma] {
        browser
            .visits(&format!("{path}/plan"))
            .presses(
                "Keep the plan",
                &[("facilitator", &own), ("on", "2026-03-20")],
            )
            .answers(422)
            .says("Ada answers for the place of one of these reports")
            .holds("facilitator", &own)
            .holds("on", "2026-03-20");
    }
    ada.visits(&path).says("led through by Uma");
    for (name, value, sentence) in [
        ("minutes", "5", "between 20 and 480"),
        ("on", "soon", "Please choose a day"),
        ("title", " ", "Please write a few words"),
        ("facilitator", "", "Please choose somebody"),
    ] {
        ada.visits(&format!("{path}/plan"))
            .presses("Keep the plan", &[(name, value)])
            .answers(422)
            .says(sentence)
            .holds(name, value);
    }
    let elsewhere = app.place("Ward 4");
    let mut ben = app.lead("Ben", &[elsewhere]);
    ben.visits(&format!("{path}/plan")).answers(404);
    // A place of others is not theirs to choose.
    let code = app
        .looks(candor::places::all)
        .get(elsewhere)
        .unwrap()
        .code
        .to_string();
    let csrf = ada.visits(&format!("{path}/plan")).csrf();
    let as_read = ada.attribute("input[name=as_read]", "value").unwrap();
    ada.posts(
        &format!("{path}/plan"),
        &[
            ("csrf", &csrf),
            ("as_read", &as_read),
            ("title", "A load"),
            ("trigger", "report"),
            ("place", &code),
            ("on", "2026-03-21"),
            ("facilitator", &id_of(&app, "Uma")),
            ("minutes", "60"),
        ],
    )
    .answers(422)
    .says("Please choose a place of the list.");
}

#[actix_web::test]
async fn of_two_who_change_the_plan_the_second_reads_of_it() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (mut uma, path) = planned(&app, &mut ada, None);
    let plan = format!("{path}/plan");
    ada.visits(&plan);
    uma.visits(&plan)
        .presses("Keep the plan", &[("on", "2026-03-20")])
        .answers(200);
    ada.presses("Keep the plan", &[("on", "2026-03-21")])
        .answers(409)
        .says("Somebody else changed the plan while you were writing.")
        .holds("on", "2026-03-21")
        .presses("Keep the plan", &[])
        .answers(200)
        .says("21 March 2026");
}

/// A hansei of today whose sheet holds some words.
fn held(app: &App) -> (Browser, Browser, String) {
    let place = ramp(app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (uma, path) = planned(app, &mut ada, None);
    ada.visits(&path)
        .presses(
            "Keep everything",
            &[
                ("learning", "Ask sooner."),
                ("entry_what", "The mat was away."),
                ("entry_before", "yes"),
            ],
        )
        .answers(200);
    (ada, uma, path)
}

#[actix_web::test]
async fn a_closed_sheet_is_read_and_opened_again_with_a_reason() {
    let app = App::start().await;
    let (mut ada, mut uma, path) = held(&app);
    uma.visits(&path);
    ada.visits(&path)
        .presses("Close this hansei", &[("gap", "A hand's width.")])
        .answers(200)
        .says("Closed on 4 March 2026.")
        .says("A hand's width.")
        .says("Ask sooner.")
        .says("The mat was away.")
        .does_not_offer("Keep everything")
        .does_not_offer("We begin now");
    assert!(!ada.has("textarea"));
    assert!(!ada.has(&format!("a[href='{path}/plan']")));
    ada.visits("/hansei").says("Closed");
    // What somebody typed on a page from before stays in its fields.
    uma.presses("Keep everything", &[("happened", "It slid.")])
        .answers(409)
        .says("This hansei is closed.")
        .holds("happened", "It slid.");
    ada.visits(&path).does_not_say("It slid.");
    ada.presses("Open it again", &[("reopen_reason", " ")])
        .answers(422)
        .says("Please say in a few words why it is opened again.")
        .does_not_offer("Keep everything")
        .presses("Open it again", &[("reopen_reason", &"a".repeat(201))])
        .answers(422)
        .says("200 fit");
    uma.presses("Open it again", &[("reopen_reason", "A point was missing")])
        .answers(200)
        .says("It is open again")
        .holds("happened", "It slid.")
        .offers("Keep everything");
    app.admin("Ann")
        .visits("/journal")
        .says("Ada closed a hansei")
        .says("Uma opened a closed hansei again")
        .says("A point was missing");
}

#[actix_web::test]
async fn nobody_closes_before_the_day_or_over_points_that_lie_face_down() {
    let app = App::start().await;
    let (mut ada, mut uma, path) = held(&app);
    ada.visits(&format!("{path}/plan"))
        .presses("Keep the plan", &[("on", "2026-03-20")]);
    ada.visits(&path).does_not_offer("Close this hansei");
    let csrf = ada.csrf();
    ada.posts(&path, &[("csrf", &csrf), ("do", "close")])
        .answers(409)
        .says("Its day has not come yet.");
    uma.visits(&path)
        .presses("We begin now", &[])
        .presses("Open the room", &[]);
    let code = uma.texts(".hansei-code").remove(0);
    app.guest()
        .visits(&format!("/hansei/room?code={code}"))
        .presses("Put it in, face down", &[("words", "A wet fork.")])
        .answers(200);
    uma.visits(&path)
        .presses("Close this hansei", &[("gap", "Wide.")])
        .answers(409)
        .says("Some points still lie face down.")
        .holds("gap", "Wide.");
    let csrf = uma.csrf();
    uma.posts(&path, &[("csrf", &csrf), ("do", "reopen")])
        .answers(422);
}

#[actix_web::test]
async fn the_pulse_goes_on_for_a_while_after_closing() {
    let app = App::start().await;
    let (_, mut uma, path) = held(&app);
    uma.visits(&path)
        .presses("Open the room", &[])
        .presses("Turn the points over", &[])
        .presses("Ask for the pulse", &[]);
    let code = uma.texts(".hansei-code").remove(0);
    uma.presses("Close this hansei", &[]).answers(200);
    for _ in 0..5 {
        app.guest()
            .visits(&format!("/hansei/room?code={code}"))
            .presses(
                "Send my answer",
                &[("learned", "3"), ("again", "3"), ("safe", "2")],
            )
            .answers(200);
    }
    uma.visits(&path)
        .says("The pulse is open: 5 answers so far.")
        .presses("End the pulse", &[])
        .answers(200)
        .says("I felt safe to speak")
        .says("Closed on");
    // Without anybody who ends it, it ends with its room.
    app.later(TimeDelta::hours(13));
    app.improver("Vic")
        .visits(&path)
        .says("Closed on")
        .does_not_offer("Open it with a new code");
}

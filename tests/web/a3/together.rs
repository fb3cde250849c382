//! Writing together: saved as one types, never over somebody else's words, and every version kept.

use super::{saves, sheet};
use crate::{reports::inside, support::App};
use chrono::TimeDelta;

#[actix_web::test]
async fn a_section_is_kept_and_shown() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path)
        .presses(
            "Keep Background",
            &[("words", "Two people were nearly hit.\r\n\r\nTwice.")],
        )
        .answers(200)
        .says("Kept.")
        .is_at(&path)
        .holds("words", "Two people were nearly hit.\n\nTwice.");
    ada.presses(
        "Keep Goal",
        &[
            ("measure", "slides a week"),
            ("from", "4"),
            ("to", "0"),
            ("by", "2026-06-01"),
        ],
    )
    .answers(200)
    .holds("measure", "slides a week")
    .holds("by", "2026-06-01");
}

#[actix_web::test]
async fn two_people_in_one_section_see_both_texts() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let mut ben = app.lead("Ben", &[]);
    ada.visits(&path);
    ben.visits(&path)
        .presses("Keep Plan", &[("words", "Dry the ramp each morning.")]);
    ada.presses("Keep Plan", &[("words", "Ask the night shift.")])
        .answers(409)
        .says("Two texts, and nothing is lost")
        .says("Ben wrote here while you did.")
        .says("Dry the ramp each morning.")
        .holds("words", "Ask the night shift.");
    // Nothing was changed by that.
    ben.visits(&path)
        .holds("words", "Dry the ramp each morning.");
    ada.presses(
        "Keep this text",
        &[("words", "Dry the ramp. Ask the night shift.")],
    )
    .answers(200)
    .holds("words", "Dry the ramp. Ask the night shift.");
    ada.visits(&format!("{path}/versions"))
        .says("Plan · Ben")
        .says("Plan · Ada")
        .says("each morning.");
}

#[actix_web::test]
async fn a_goal_in_conflict_shows_both() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let mut ben = app.lead("Ben", &[]);
    ada.visits(&path);
    ben.visits(&path)
        .presses("Keep Goal", &[("measure", "slides a week"), ("to", "0")]);
    ada.presses("Keep Goal", &[("measure", "near misses"), ("to", "1")])
        .answers(409)
        .says("Measure: slides a week")
        .holds("measure", "near misses")
        .presses("Keep this text", &[])
        .answers(200)
        .holds("measure", "near misses");
}

#[actix_web::test]
async fn the_script_hears_what_became_of_the_words() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    saves(&mut ada, &path, "background", 0, "One.").answers(200);
    assert_eq!(ada.json()["version"], 1);
    assert_eq!(ada.json()["at"], "09:30");
    // The answer got lost, and the same is sent again.
    ada.visits(&path);
    saves(&mut ada, &path, "background", 0, "One.").answers(200);
    assert_eq!(ada.json()["version"], 1);
    ada.visits(&path);
    saves(&mut ada, &path, "background", 0, "Two.").answers(409);
    assert_eq!(ada.json()["message"], "Ada wrote here meanwhile.");
    ada.visits(&path);
    saves(&mut ada, &path, "visit", 0, "2026-03-05").answers(422);
    assert_eq!(
        ada.json()["message"],
        "This day is still to come. When you have been there, write down the day."
    );
    ada.visits(&path);
    saves(&mut ada, &path, "title", 1, "Train the night shift").answers(200);
    assert!(
        ada.json()["hint"]
            .as_str()
            .unwrap()
            .contains("countermeasure")
    );
    ada.visits(&path).says("This sounds like a countermeasure.");
    saves(&mut ada, &path, "no_such_section", 0, "x").answers(404);
    ada.visits(&path).holds("words", "One.");
}

#[actix_web::test]
async fn a_session_that_ends_while_somebody_types_keeps_the_words() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path);
    let csrf = ada.csrf();
    app.later(TimeDelta::hours(13));
    ada.posts(
        &format!("{path}/current"),
        &[
            ("csrf", &csrf),
            ("version", "0"),
            ("words", "The ramp is wet from six to nine."),
        ],
    )
    .answers(401)
    .says("You are not signed in any more.")
    .shows("The ramp is wet from six to nine.");
}

#[actix_web::test]
async fn saving_as_one_types_is_one_version_and_one_line_in_the_journal() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let versions = |app: &App| {
        let rows = inside::rows(app, "a3_versions");
        rows.into_iter()
            .filter(|row| row["section"] == "plan")
            .count()
    };
    for version in 0..20 {
        ada.visits(&path);
        saves(
            &mut ada,
            &path,
            "plan",
            version,
            &format!("Word {version}."),
        )
        .answers(200);
        app.later(TimeDelta::seconds(30));
    }
    assert_eq!(versions(&app), 1);
    let journal = inside::rows(&app, "journal");
    assert_eq!(
        journal
            .iter()
            .filter(|row| row["act"] == "a3_changed")
            .count(),
        1
    );
    app.later(TimeDelta::minutes(11));
    ada.visits(&path);
    saves(&mut ada, &path, "plan", 20, "After a pause.").answers(200);
    assert_eq!(versions(&app), 2);
    let mut ben = app.lead("Ben", &[]);
    ben.visits(&path);
    saves(&mut ben, &path, "plan", 21, "From another hand.").answers(200);
    assert_eq!(versions(&app), 3);
}

#[actix_web::test]
async fn an_older_text_can_stand_again_and_nothing_is_thrown_away() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path)
        .presses("Keep Plan", &[("words", "The first plan.")]);
    app.later(TimeDelta::minutes(20));
    ada.visits(&path)
        .presses("Keep Plan", &[("words", "The second thought.")]);
    ada.visits(&format!("{path}/versions?section=plan"))
        .says("second thought.")
        .does_not_say("The problem ·");
    assert_eq!(ada.texts("ol.cards > li").len(), 2);
    ada.presses("Put this text back", &[])
        .answers(200)
        .says("The older text stands again.")
        .holds("words", "The first plan.");
    ada.visits(&format!("{path}/versions?section=plan"));
    assert_eq!(ada.texts("ol.cards > li").len(), 3);
    assert_eq!(ada.texts("del").len(), 2);
}

#[actix_web::test]
async fn ten_thousand_words_are_kept_and_more_are_refused_with_the_words() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let long = "wobbly ".repeat(10_000);
    ada.visits(&path)
        .presses("Keep Reflection", &[("words", &long)])
        .answers(200)
        .holds("words", long.trim_end());
    let longer = "wobbly ".repeat(12_000);
    ada.presses("Keep Reflection", &[("words", &longer)])
        .answers(422)
        .says("80000 fit")
        .holds("words", &longer);
}

#[actix_web::test]
async fn what_cannot_be_kept_comes_back_as_typed() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path)
        .presses("Keep Visit to the place", &[("words", "2026-03-05")])
        .answers(422)
        .says("This day is still to come.")
        .holds("words", "2026-03-05");
    ada.visits(&path)
        .presses("Keep Visit to the place", &[("words", "2026-03-03")])
        .answers(200)
        .holds("words", "2026-03-03");
    ada.presses("Keep The problem", &[("words", "  ")])
        .answers(422)
        .says("Please name the problem in a few words.");
    ada.visits(&path)
        .presses("Keep Goal", &[("measure", "slides"), ("by", "soon")])
        .answers(422)
        .says("Please give the day by which")
        .holds("measure", "slides")
        .holds("by", "soon");
}

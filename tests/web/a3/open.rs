//! Opening: thanks first, from one or several reports, and read by those who may.

use super::{STORY, opens, ramp, sheet, tells, thanks};
use crate::{reports::inside, support::App};
use candor::{db::StoreError, places};
use diesel::connection::SimpleConnection;

#[actix_web::test]
async fn a_sheet_opens_from_a_report_that_was_thanked_for() {
    let app = App::start().await;
    let ramp = ramp(&app);
    let told = tells(&app, &ramp, &[]);
    let mut ada = app.lead("Ada", &[]);
    let report = format!("/reports/{}", told.reference);
    ada.visits(&report);
    assert!(!ada.has("a[href^='/a3/new']"));
    ada.visits(&format!("/a3/new?report={}", told.reference))
        .holds("reports", &told.reference)
        .presses("Open the A3", &[("title", "Pallets slide")])
        .answers(409)
        .says("Please thank the reporter first. That opens the rest.")
        .holds("title", "Pallets slide");
    thanks(&mut ada, &told);
    ada.visits(&report).follows_link("Open an A3");
    ada.presses("Open the A3", &[("title", "Pallets slide")])
        .answers(200)
        .says("Ramp 3")
        .says("Drafting")
        .says(&told.reference)
        .links_to(&report)
        .does_not_say(STORY);
    ada.visits(&report)
        .says("Learn in an A3")
        .follows_link("Pallets slide")
        .answers(200);
    ada.visits("/a3")
        .says("Pallets slide")
        .says("From 1 report")
        .says("Kept by Ada");
}

#[actix_web::test]
async fn several_reports_meet_at_the_place_above_all_of_them() {
    let app = App::start().await;
    let hall = app.place_with("Hall", places::ROOT, Some(40));
    let one = app.place_with("Line 1", hall.id, Some(12));
    let two = app.place_with("Line 2", hall.id, Some(12));
    let (first, second) = (tells(&app, &one, &[]), tells(&app, &two, &[]));
    let mut ada = app.lead("Ada", &[]);
    thanks(&mut ada, &first);
    thanks(&mut ada, &second);
    let both = format!("{}, {}", first.reference.to_lowercase(), second.reference);
    ada.visits("/a3/new")
        .presses(
            "Open the A3",
            &[("title", "Boxes fall"), ("reports", &both)],
        )
        .answers(200);
    assert!(
        ada.texts(".eyebrow")
            .iter()
            .any(|words| words.ends_with("Hall"))
    );
    // A lead of one line reads what is learnt from a report of theirs, and not the other report.
    let path = ada.path().split('?').next().unwrap().to_owned();
    let mut ben = app.lead("Ben", &[one.id]);
    ben.visits(&path)
        .answers(200)
        .says(&first.reference)
        .does_not_say(&second.reference)
        .says("One more report, which other leads answer.");
}

#[actix_web::test]
async fn what_cannot_be_opened_comes_back_as_typed() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/a3/new")
        .presses(
            "Open the A3",
            &[("title", "Boxes fall"), ("reports", "ABC-123 no!")],
        )
        .answers(422)
        .says("There is no report with one of these references.")
        .holds("title", "Boxes fall")
        .holds("reports", "ABC-123 no!");
    ada.visits("/a3/new")
        .presses("Open the A3", &[("title", "Boxes fall")])
        .answers(422)
        .says("Please choose the place that it is about");
    ada.presses("Open the A3", &[("title", " "), ("reports", "ABC-123")])
        .answers(422)
        .says("Please name the problem in a few words.");
}

#[actix_web::test]
async fn a_sheet_may_begin_with_a_place_of_ones_own() {
    let app = App::start().await;
    let (one, two) = (
        app.place_with("Line 1", places::ROOT, Some(12)),
        app.place_with("Line 2", places::ROOT, Some(12)),
    );
    let mut ada = app.lead("Ada", &[one.id]);
    ada.visits("/a3/new").does_not_say("Line 2");
    let (csrf, code) = (ada.csrf(), two.code.to_string());
    ada.posts(
        "/a3",
        &[("csrf", &csrf), ("title", "Boxes fall"), ("place", &code)],
    )
    .answers(422);
    let code = one.code.to_string();
    ada.visits("/a3/new")
        .presses("Open the A3", &[("title", "Boxes fall"), ("place", &code)])
        .answers(200)
        .says("Line 1");
}

#[actix_web::test]
async fn others_find_nothing_and_improvers_find_no_story() {
    let app = App::start().await;
    let (ramp, mut ada, path) = sheet(&app);
    let other = app.place("Hall 9");
    let mut ben = app.lead("Ben", &[other]);
    ben.visits(&path).answers(404);
    ben.visits("/a3").does_not_say("Pallets slide");
    let csrf = {
        ben.visits("/a3/new");
        ben.csrf()
    };
    for address in [format!("{path}/background"), format!("{path}/status")] {
        ben.posts(
            &address,
            &[("csrf", &csrf), ("words", "x"), ("status", "doing")],
        )
        .answers(404);
    }
    app.lead("Cem", &[ramp.id]).visits(&path).answers(200);
    let mut ivy = app.improver("Ivy");
    let reference = ada.visits(&path).texts(".sheet__reports a");
    ivy.visits("/a3")
        .follows_link("Pallets slide on the wet ramp");
    ivy.answers(200)
        .says(&reference[0])
        .does_not_say(STORY)
        .offers("Keep Background");
    assert!(!ivy.has(".sheet__reports a"));
    app.admin("Ann").visits(&path).answers(403);
    app.guest().visits(&path).says("Sign in");
}

#[actix_web::test]
async fn what_was_told_one_level_up_stays_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall", places::ROOT, Some(40));
    let line = app.place_with("Line 1", hall.id, Some(12));
    let told = tells(&app, &line, &[("one_level_up", "on")]);
    let mut ada = app.lead("Ada", &[hall.id]);
    thanks(&mut ada, &told);
    let path = opens(&mut ada, &told, "Boxes fall");
    app.lead("Ben", &[line.id]).visits(&path).answers(404);
}

#[actix_web::test]
async fn the_reporter_reads_where_it_stands_and_no_more() {
    let app = App::start().await;
    let ramp = ramp(&app);
    let told = tells(&app, &ramp, &[]);
    let mut ada = app.lead("Ada", &[]);
    thanks(&mut ada, &told);
    let path = opens(&mut ada, &told, "Pallets slide");
    let mut reporter = app.guest();
    reporter
        .visits("/answers")
        .presses("Open my page", &[("receipt", &told.receipt)])
        .says("A team is learning from it")
        .says("They are still finding out what made it possible.")
        .does_not_say("Pallets slide");
    assert!(!reporter.body().contains(&path));
    ada.visits(&path)
        .presses("Say where it stands", &[("status", "doing")])
        .answers(200);
    reporter
        .visits("/answers?lang=de")
        .presses("Meine Seite öffnen", &[("receipt", &told.receipt)])
        .says("Ein Team lernt daraus")
        .says("Es probiert aus, was helfen könnte.");
}

#[actix_web::test]
async fn a_report_that_is_taken_away_leaves_the_sheet() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let reference = ada.visits(&path).texts(".sheet__reports a")[0].clone();
    let id = format!("(SELECT id FROM reports WHERE reference = '{reference}')");
    app.acts(move |tx| {
        for table in ["handlings", "messages", "report_factors", "idempotency"] {
            let sql = format!("DELETE FROM {table} WHERE report_id = {id}");
            tx.conn().batch_execute(&sql)?;
        }
        let sql = format!("DELETE FROM reports WHERE reference = '{reference}'");
        tx.conn().batch_execute(&sql)?;
        Ok::<_, StoreError>(())
    });
    assert_eq!(inside::rows(&app, "a3_reports").len(), 1);
    ada.visits(&path)
        .answers(200)
        .says("One report was taken back.");
    assert!(!ada.has(".sheet__reports a"));
    ada.visits(&format!("{path}/print")).answers(200);
    ada.visits("/a3").says("Pallets slide");
}

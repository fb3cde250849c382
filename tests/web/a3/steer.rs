//! Where a sheet stands, who keeps it going, what is asked beside it, and its pictures.

use super::{sheet, tells, thanks};
use crate::{
    reports::inside,
    support::{App, pictures},
};
use candor::people::Role;

#[actix_web::test]
async fn letting_go_needs_a_reason_and_a_standard_was_checked() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path)
        .presses(
            "Say where it stands",
            &[("status", "let_go"), ("reason", " ")],
        )
        .answers(422)
        .says("Please say in a sentence why you let it go.");
    ada.presses(
        "Say where it stands",
        &[("status", "let_go"), ("reason", "The ramp is torn down.")],
    )
    .answers(200)
    .says("Let go: The ramp is torn down.");
    ada.presses(
        "Say where it stands",
        &[("status", "standardised"), ("reason", "")],
    )
    .answers(409)
    .says("Please look first whether it did what you expected");
    ada.visits(&path)
        .presses(
            "Say where it stands",
            &[("status", "checking"), ("reason", "")],
        )
        .does_not_say("The ramp is torn down.");
    ada.presses("Say where it stands", &[("status", "standardised")])
        .answers(409);
    ada.visits(&path)
        .presses(
            "Keep Follow-up: actual",
            &[("words", "Four weeks without a slide.")],
        )
        .presses("Say where it stands", &[("status", "standardised")])
        .answers(200)
        .says("What worked is how we do it now.");
    let acts: Vec<_> = inside::rows(&app, "journal");
    assert_eq!(
        acts.iter()
            .filter(|row| row["act"] == "a3_status_set")
            .count(),
        3
    );
}

#[actix_web::test]
async fn owner_and_mentor_are_leads_or_improvers() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let (ivy, ann) = (
        app.person("Ivy", Role::Improver, &[]).to_string(),
        app.person("Ann", Role::Admin, &[]).to_string(),
    );
    ada.visits(&path)
        .presses("Keep owner and mentor", &[("mentor", &ivy)])
        .answers(200)
        .says("Mentor Ivy")
        .says("Kept by Ada");
    let csrf = ada.csrf();
    ada.posts(
        &format!("{path}/people"),
        &[("csrf", &csrf), ("owner", &ann)],
    )
    .answers(422)
    .says("Please choose one of the list.");
    ada.visits("/a3?mine=on").says("Pallets slide");
    ada.visits(&path)
        .presses("Keep owner and mentor", &[("owner", "")])
        .says("Kept by Nobody yet");
    ada.visits("/a3?mine=on&status=doing")
        .says("No A3 like this");
}

#[actix_web::test]
async fn a_mentor_asks_beside_a_section_and_it_is_settled() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let mut ivy = app.improver("Ivy");
    ivy.visits(&path)
        .presses(
            "Put it beside Evidence",
            &[("comment", "What did you count?")],
        )
        .answers(200)
        .says("Ivy 4 March 2026, 09:30")
        .says("To talk about: Evidence");
    ada.visits(&path)
        .presses("Answer", &[("comment", "Slides in a week: four.")])
        .answers(200)
        .says("Slides in a week: four.");
    ada.presses("Settled", &[])
        .answers(200)
        .does_not_say("To talk about:");
    ada.offers("Open it again");
    ivy.visits(&path)
        .presses("Answer", &[("comment", "And at night?")])
        .says("To talk about: Evidence");
    ivy.presses("Put it beside Plan", &[("comment", "  ")])
        .answers(422)
        .says("Please write a few words here.");
}

#[actix_web::test]
async fn more_reports_can_be_added_when_they_were_thanked_for() {
    let app = App::start().await;
    let (ramp, mut ada, path) = sheet(&app);
    let told = tells(&app, &ramp, &[]);
    ada.visits(&path)
        .presses("Add these reports", &[("reports", &told.reference)])
        .answers(409)
        .says("Please thank the reporter first.")
        .holds("reports", &told.reference);
    // An improver, who could not open it, learns nothing of it before.
    app.improver("Ivy")
        .visits(&path)
        .presses("Add these reports", &[("reports", &told.reference)])
        .answers(422);
    thanks(&mut ada, &told);
    for _ in 0..2 {
        ada.visits(&path)
            .presses("Add these reports", &[("reports", &told.reference)])
            .answers(200)
            .says(&told.reference);
    }
    assert_eq!(inside::rows(&app, "a3_reports").len(), 2);
}

#[actix_web::test]
async fn pictures_are_cleaned_and_five_fit() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    let tagged = pictures::photo("CANARY-A3", 1);
    ada.visits(&path)
        .attaches("Add the picture", "IMG_Jane.jpg", &tagged)
        .answers(200);
    let src = ada.attribute("img.photo__picture", "src").unwrap();
    ada.visits(&src).answers(200);
    assert_eq!(ada.header("content-type"), Some("image/jpeg"));
    assert!(!pictures::find(ada.bytes(), b"CANARY-A3"));
    for shade in [10, 60, 110, 160] {
        let file = pictures::jpeg(
            &image::RgbImage::from_pixel(60, 40, image::Rgb([shade, 90, 60])).into(),
        );
        ada.visits(&path)
            .attaches("Add the picture", "x.jpg", &file)
            .answers(200);
    }
    ada.visits(&path).does_not_offer("Add the picture");
    ada.presses("Take picture 1 away", &[]).answers(200);
    ada.attaches("Add the picture", "x.jpg", b"no picture")
        .answers(422)
        .offers("Add the picture");
    // Without the session's token nothing is taken.
    ada.posts_parts(
        &format!("{path}/pictures"),
        "text/html",
        &[("csrf", None, b"x"), ("photo", Some("x.jpg"), &tagged)],
    )
    .answers(403);
    let other = app.place("Hall 9");
    app.lead("Ben", &[other]).visits(&src).answers(404);
    assert_eq!(inside::rows(&app, "a3_pictures").len(), 4);
}

#[actix_web::test]
async fn a_countermeasure_knows_the_sheet_that_it_comes_from() {
    let app = App::start().await;
    let (_, mut ada, path) = sheet(&app);
    ada.visits(&path)
        .says("Nothing is tried yet.")
        .follows_link("Add a countermeasure");
    ada.answers(200).says("Pallets slide on the wet ramp");
    let form = ada.path().to_owned();
    let other = app.place("Hall 9");
    app.lead("Ben", &[other])
        .visits(&form)
        .does_not_say("Pallets slide on the wet ramp");
}

//! After the thanks: one question at a time, at one address, each of them to be skipped.

use super::{STORY, Told, adds, comes_back, fills, findings, inside, ramp, tells};
use crate::support::App;

#[actix_web::test]
async fn questions_come_one_at_a_time_at_one_address() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut guest = app.guest();
    fills(&mut guest, Some(&place), &[]).presses("Yes, ask me", &[]);
    let address = format!("/tell/{}", place.code);
    let mut asked = Vec::new();
    while guest.has("input[name=question]") {
        assert_eq!(guest.path(), address);
        assert_eq!(guest.texts("#main h1").len(), 1);
        asked.push(guest.attribute("input[name=question]", "value").unwrap());
        let last = !guest.text().contains("Skip this");
        guest.presses(if last { "Save" } else { "Skip this" }, &[]);
    }
    let all = [
        "factors",
        "pressure",
        "caught_by",
        "purpose",
        "workaround",
        "seen_before",
        "effect",
        "idea",
        "photo",
        "share",
    ];
    assert_eq!(asked, all);
    assert_eq!(guest.path(), address);
    guest.says("Thank you. It is all there.");
    assert_eq!(inside::rows(&app, "report_factors").len(), 0);
}

#[actix_web::test]
async fn each_answer_is_stored_as_it_is_sent_and_can_be_changed_later() {
    let app = App::start().await;
    let mut guest = app.guest();
    fills(&mut guest, None, &[]);
    let told = Told::read(&guest);
    guest
        .presses("Yes, ask me", &[])
        .presses("Save and go on", &[("factors", "5"), ("factors", "6")]);
    assert_eq!(inside::rows(&app, "report_factors").len(), 2);
    assert_eq!(findings(&app), Vec::<String>::new());

    let mut later = comes_back(&app, &told);
    later
        .presses("Add more to your report", &[])
        .says("Question 1 of 10");
    assert!(later.has("input[name=factors][value='5'][checked]"));
    later
        .presses("Save and go on", &[("factors", "5")])
        .presses("Back", &[])
        .says("Question 1 of 10")
        .presses("That is all", &[("factors", "2"), ("factor_words", "Wet.")])
        .says("Thank you. It is all there.");
    let tiles: Vec<String> = inside::rows(&app, "report_factors")
        .into_iter()
        .map(|row| row["factor"].clone())
        .collect();
    assert_eq!(
        tiles,
        ["2"],
        "the later answer takes the place of the earlier"
    );
    comes_back(&app, &told).says("Wet.");
    assert_eq!(
        findings(&app),
        Vec::<String>::new(),
        "and the counts follow"
    );
}

#[actix_web::test]
async fn what_is_seldom_told_is_asked_for_and_becomes_a_tile() {
    let app = App::start().await;
    let mut guest = app.guest();
    fills(&mut guest, None, &[])
        .presses("Yes, ask me", &[])
        .presses("Save and go on", &[("factors", "2")])
        .says("Question 2 of 10")
        .presses("Save and go on", &[("pressure", "no")]);
    let tiles = |app: &App| -> Vec<String> {
        let rows = inside::rows(app, "report_factors");
        rows.into_iter().map(|row| row["factor"].clone()).collect()
    };
    let both = tiles(&app);
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(["6", "7", "9"].contains(&both[1].as_str()), "{both:?}");
    guest
        .presses("Back", &[])
        .presses("Save and go on", &[("pressure", "yes")]);
    assert_eq!(tiles(&app), ["2"]);
    guest
        .presses("Back", &[])
        .presses("Save and go on", &[("pressure", "unsure")]);
    assert_eq!(tiles(&app), ["2"]);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn every_way_of_telling_leaves_a_small_place_to_the_one_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", candor::places::ROOT, Some(40));
    let corner = app.place_with("Quiet corner", hall.id, Some(3));
    let code = corner.code.to_string();
    tells(&app, Some(&corner), &[]);
    let report = serde_json::json!({"kind": "near_miss", "story": STORY, "place": code});
    app.guest()
        .sends(
            "POST",
            "/api/v1/reports",
            &[
                ("content-type", "application/json"),
                ("idempotency-key", "0123456789abcdef"),
            ],
            report.to_string().as_bytes(),
        )
        .answers(201);
    let words = [("kind", "near_miss"), ("story", "Told."), ("place", &code)];
    app.lead("Ada", &[])
        .visits("/inbox/told-to-me")
        .presses("Write it down", &words)
        .answers(200);
    let kept: Vec<String> = inside::rows(&app, "reports")
        .into_iter()
        .map(|row| row["place_id"].replace('-', ""))
        .collect();
    assert_eq!(kept, vec![hall.id.uuid().simple().to_string(); 3]);
}

#[actix_web::test]
async fn every_page_of_a_reporter_has_the_way_out() {
    let app = App::start().await;
    let mut guest = app.guest();
    let has = |guest: &crate::support::Browser| {
        assert!(guest.has("a[data-leave]"), "{}", guest.text());
    };
    fills(&mut guest, None, &[]);
    has(&guest);
    guest.presses("Yes, ask me", &[]);
    while guest.has("input[name=question]") {
        has(&guest);
        let last = !guest.text().contains("Skip this");
        guest.presses(if last { "Save" } else { "Skip this" }, &[]);
    }
    has(&guest);
    has(guest.presses("Open my page", &[]));
    has(guest.visits("/proof"));
}

#[actix_web::test]
async fn too_many_words_are_shown_again_and_nothing_is_lost() {
    let app = App::start().await;
    let mut guest = app.guest();
    fills(&mut guest, None, &[]).presses("Yes, ask me", &[]);
    let long = "w".repeat(2_001);
    guest
        .presses(
            "Save and go on",
            &[("factors", "2"), ("factor_words", &long)],
        )
        .answers(422)
        .says("This is 2001 characters long; 2000 fit.")
        .holds("factor_words", &long);
    assert!(guest.has("input[name=factors][value='2'][checked]"));
    assert_eq!(inside::rows(&app, "report_factors").len(), 0);

    inside::fills_the_disk(&app, "report_factors");
    guest
        .presses(
            "Save and go on",
            &[("factors", "2"), ("factor_words", "Wet.")],
        )
        .answers(503)
        .says("We could not store this just now.")
        .holds("factor_words", "Wet.");
    inside::makes_room(&app, "report_factors");
    guest.presses("Save and go on", &[]).answers(200);
    assert_eq!(inside::rows(&app, "report_factors").len(), 1);
}

#[actix_web::test]
async fn a_wrong_receipt_adds_nothing() {
    let app = App::start().await;
    tells(&app, None, &[]);
    for receipt in ["", "0000-0000-0000-0000", "\u{661}\u{662}"] {
        let fields = [
            ("receipt", receipt),
            ("question", "idea"),
            ("idea", "A roof."),
        ];
        app.guest()
            .posts("/tell", &fields)
            .answers(422)
            .says("This receipt opens nothing.");
    }
    assert_eq!(inside::columns_with(&app, "a roof"), Vec::<String>::new());
}

#[actix_web::test]
async fn a_reporter_can_take_back_that_a_story_may_be_shared() {
    let app = App::start().await;
    let told = tells(&app, None, &[("share", "without_details")]);
    let mut later = comes_back(&app, &told);
    later.presses("Add more to your report", &[]);
    while later.text().contains("Skip this") {
        later.presses("Skip this", &[]);
    }
    later.presses("Save", &[("share", "no")]);
    app.lead("Ada", &[])
        .visits(&told.path())
        .does_not_offer("Keep the shared story");
}

#[actix_web::test]
async fn nothing_tells_when_something_was_added() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    app.later(chrono::TimeDelta::hours(75));
    let mut later = comes_back(&app, &told);
    later.presses("Add more to your report", &[]).answers(200);
    let before = inside::rows(&app, "reports");
    later.presses("Save and go on", &[]).answers(200);
    assert_eq!(inside::rows(&app, "reports"), before);
    let mut guest = app.guest();
    fills(&mut guest, None, &[]);
    adds(&mut guest, &[("idea", "A roof.")]);
    assert_eq!(inside::rows(&app, "journal").len(), 0);
}

#[actix_web::test]
async fn whoever_blames_themselves_hears_something_kind() {
    let app = App::start().await;
    let kind = "Nothing here is used against you.";
    let mut guest = app.guest();
    let story = "Stupid of me: I took the wrong box.";
    fills(&mut guest, None, &[("story", story)])
        .answers(200)
        .says(kind)
        .says("What was around you?");
    let mut other = app.guest();
    fills(&mut other, None, &[("story", "The driver was careless.")])
        .answers(200)
        .does_not_say(kind);
    let kept: Vec<String> = inside::columns_with(&app, "shame");
    assert_eq!(kept, Vec::<String>::new(), "it is written down nowhere");
}

#[actix_web::test]
async fn a_place_of_too_few_people_is_told_from_the_one_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", candor::places::ROOT, Some(40));
    let corner = app.place_with("Quiet corner", hall.id, Some(3));
    let told = tells(&app, Some(&corner), &[]);
    let id = inside::rows(&app, "reports")[0]["place_id"].replace('-', "");
    assert_eq!(id, hall.id.uuid().simple().to_string());
    app.lead("Ada", &[hall.id])
        .visits(&told.path())
        .answers(200)
        .does_not_say("Quiet corner");
    app.lead("Ben", &[corner.id])
        .visits(&told.path())
        .answers(404);
    assert_eq!(findings(&app), Vec::<String>::new());
}

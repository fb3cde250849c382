//! What caught it, and where people are the last barrier again and again.

use super::{named, table};
use crate::support::App;
use candor::places::ROOT;
use serde_json::json;

const CAUGHT: &str = "/trends/caught-by";
const WEEK: &str = "2026-01-05";
const SENTENCE: &str =
    "were the last barrier in about 7 of 10: what in the system could catch it before them?";

#[actix_web::test]
async fn where_people_catch_it_alone_the_system_is_asked() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let ward = app.place_with("Ward", ROOT, Some(40));
    for (caught, n) in [(&[4][..], 9), (&[4, 7], 5), (&[2], 6), (&[], 10)] {
        named(&app, hall.id, WEEK, (&[], caught), n);
    }
    for (caught, n) in [(&[2][..], 12), (&[2, 4], 8), (&[], 10)] {
        named(&app, ward.id, WEEK, (&[], caught), n);
    }
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(CAUGHT)
        .answers(200)
        .says(&format!("At Hall 2 people {SENTENCE}"))
        .does_not_say("At Ward people")
        .does_not_say(&format!("People {SENTENCE}"))
        .says("people who notice and speak");
    // Reports, those that say what caught it, and the tiles.
    assert_eq!(table(&imre)[0][1..7], ["60", "40", "0", "26", "0", "22"]);
    let query = format!("place={}", hall.code);
    imre.visits(&format!("{CAUGHT}?{query}"))
        .says(&format!("People {SENTENCE}"));
    let json = imre.visits(&format!("{CAUGHT}.json?{query}")).json();
    assert_eq!(json["facts"]["people_last"], json!(0.7));
}

#[actix_web::test]
async fn nobody_is_flagged_for_a_few() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    named(&app, hall.id, WEEK, (&[], &[7]), 4);
    named(&app, hall.id, WEEK, (&[], &[1]), 30);
    app.at("2026-04-08T08:00:00Z");
    for browser in [&mut app.improver("Imre"), &mut app.lead("Ada", &[ROOT])] {
        browser
            .visits(CAUGHT)
            .answers(200)
            .does_not_say("last barrier");
    }
    app.lead("Bo", &[hall.id]).visits(CAUGHT).answers(200);
}

#[actix_web::test]
async fn counting_again_finds_no_difference() {
    let app = App::start().await;
    let body = json!({"kind": "near_miss", "story": "The pallet slid.", "when": {"choice": "just_now"},
        "factors": [6, 9], "caught_by": [4, 7]});
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", "a-draft-of-somebody-0001"),
    ];
    app.guest()
        .sends(
            "POST",
            "/api/v1/reports",
            &headers,
            body.to_string().as_bytes(),
        )
        .answers(201);
    assert!(app.looks(candor::reports::check).is_empty());
    app.at("2026-04-08T08:00:00Z");
    app.lead("Ada", &[ROOT]).visits(CAUGHT).says("1 of 1");
}

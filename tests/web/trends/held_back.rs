//! Thanks first, and numbers that point at nobody.

use super::{MIX, TIME, counted, table, tells, three_shapes};
use crate::support::App;
use candor::{kernel::time::Week, places::ROOT, reports::Kind};
use serde_json::{Value, json};

#[actix_web::test]
async fn twelve_reports_are_thanked_for_once_their_week_is_over() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    for number in 0..12 {
        let when = if number < 7 {
            "earlier_today"
        } else {
            "yesterday"
        };
        tells(&app, &hall.code.to_string(), "near_miss", when, number);
    }
    let mut ada = app.lead("Ada", &[hall.id]);
    let mut imre = app.improver("Imre");
    for browser in [&mut ada, &mut imre] {
        // A count that grows while somebody watches tells who has just put the tablet down.
        browser
            .visits(TIME)
            .says("Thanks to everybody who speaks up.")
            .does_not_say("12");
    }
    app.at("2026-03-09T08:00:00Z");
    let (mut ada, mut imre) = (app.lead("Ada two", &[hall.id]), app.improver("Imre two"));
    for browser in [&mut ada, &mut imre] {
        browser
            .visits("/trends")
            .says("Thanks to 12 reports since March, half of them within 4 hours.");
        browser
            .follows_link("How soon people speak up")
            .says("Half of them within 4 hours");
        let json = three_shapes(browser, "");
        assert_eq!(json["unit"], "minutes");
        assert_eq!(json["weeks"][0]["week"], "2026-W10");
        assert_eq!(json["weeks"][0]["n"], 12);
        assert_eq!(json["weeks"][0]["state"], "arriving");
        assert_eq!(json["weeks"][0].get("period_weeks"), None);
        assert_eq!(json["held_back"], 0);
    }
    let median = imre.visits(&format!("{TIME}.json")).json()["median"]
        .as_f64()
        .unwrap();
    assert!((200.0..290.0).contains(&median), "{median}");
}

#[actix_web::test]
async fn few_reports_are_held_back_from_all_but_the_places_leads() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let ward = app.place_with("Ward", ROOT, Some(40));
    for number in 0..3 {
        tells(&app, &hall.code.to_string(), "mistake", "yesterday", number);
    }
    app.at("2026-10-07T08:00:00Z");
    let query = format!("place={}", hall.code);
    let mut ada = app.lead("Ada", &[hall.id]);
    let json = three_shapes(&mut ada, &query);
    assert_eq!(
        (&json["weeks"][0]["n"], &json["reports"]),
        (&json!(3), &json!(3))
    );
    ada.visits(&format!("{TIME}?{query}"))
        .says("Thanks to 3 reports since March, half of them within 1 day.");
    let mut others = [app.improver("Imre"), app.lead("Bo", &[ward.id])];
    for browser in &mut others {
        for query in [query.as_str(), "", "kind=mistake", "kind=problem"] {
            let json = three_shapes(browser, query);
            assert_eq!(
                (&json["reports"], &json["median"]),
                (&json!(0), &Value::Null),
                "{query}"
            );
            assert!(json["held_back"].as_u64().unwrap() >= 1);
            browser
                .visits(&format!("{TIME}?{query}"))
                .says("Thanks to everybody who speaks up.")
                .says("held back to protect reporters");
            assert!(
                !table(browser)
                    .iter()
                    .any(|row| ["1", "2", "3", "4"].contains(&row[1].as_str()))
            );
        }
        browser.visits(MIX).says("held back").does_not_say("100 %");
    }
}

#[actix_web::test]
async fn one_report_of_one_person_is_nobody_elses_number() {
    let app = App::start().await;
    tells(&app, "0000", "question", "unknown", 1);
    app.at("2026-03-09T08:00:00Z");
    let mut ada = app.lead("Ada", &[]);
    ada.visits(TIME).says("Thanks to 1 report since March.");
    let json = three_shapes(&mut ada, "");
    assert_eq!(
        (&json["weeks"][0]["n"], &json["median"]),
        (&json!(1), &Value::Null)
    );
    let mut imre = app.improver("Imre");
    imre.visits(TIME).says("Nothing to show for these days");
    assert_eq!(three_shapes(&mut imre, "")["weeks"], json!([]));
}

#[actix_web::test]
async fn a_place_of_few_people_is_counted_in_the_place_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let desk = app.place_with("Desk", hall.id, Some(3));
    counted(&app, desk.id, "2026-03-02", Kind::Problem, 60, 9);
    app.at("2026-03-11T08:00:00Z");
    let query = format!("place={}", desk.code);
    app.improver("Imre")
        .visits(&format!("{TIME}?{query}"))
        .says("To protect reporters, Hall 2 / Desk is counted in Hall 2")
        .says("Thanks to 9 reports");
    app.lead("Ada", &[hall.id])
        .visits(&format!("{TIME}?{query}"))
        .does_not_say("is counted in")
        .says("you see its counts as they are");
}

#[actix_web::test]
async fn what_is_still_to_come_is_estimated_from_earlier_delays() {
    let app = App::start().await;
    let first = Week::of("2025-10-13".parse().unwrap());
    for week in 0..16 {
        let monday = first.plus(week).monday().to_string();
        // More and more is told, so that the quick ones of the latest weeks outweigh the slow ones.
        counted(&app, ROOT, &monday, Kind::Problem, 60, 5 + 2 * week);
        if week >= 2 {
            counted(
                &app,
                ROOT,
                &monday,
                Kind::NearMiss,
                2 * 10_080,
                1 + 2 * week,
            );
        }
    }
    app.at("2026-02-04T08:00:00Z");
    let json = three_shapes(&mut app.improver("Imre"), "");
    let (raw, corrected) = (
        json["p90"].as_f64().unwrap(),
        json["corrected"]["p90"].as_f64().unwrap(),
    );
    assert!(corrected >= raw * 0.9, "{raw} {corrected}");
    assert!(json["corrected"]["median"].as_f64().unwrap() >= json["median"].as_f64().unwrap());
    let states: Vec<_> = json["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|week| &week["state"])
        .collect();
    assert_eq!(states[0], "settled");
    assert_ne!(states[states.len() - 1], "settled");
}

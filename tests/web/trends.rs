//! Trends: thanks first, numbers that point at nobody, and the same numbers in every shape.

use crate::support::{App, Browser};
use candor::{
    db::StoreError,
    kernel::{ids::Id, time::Week},
    places::{self, ROOT},
    reports::Kind,
    tally::{self, Skeleton},
};
use scraper::{ElementRef, Selector};
use serde_json::{Value, json};

const TIME: &str = "/trends/time-to-surface";
const MIX: &str = "/trends/candor-mix";

/// Somebody tells a report, as the form's own program does.
fn tells(app: &App, place: &str, kind: &str, when: &str, number: usize) {
    let body = json!({"kind": kind, "story": "The pallet slid.", "place": place, "when": {"choice": when}});
    let key = format!("a-draft-of-somebody-{number:04}");
    let headers = [
        ("content-type", "application/json"),
        ("idempotency-key", key.as_str()),
    ];
    app.guest()
        .sends(
            "POST",
            "/api/v1/reports",
            &headers,
            body.to_string().as_bytes(),
        )
        .answers(201);
}

/// So many reports of a week, counted as if they had been told.
fn counted(app: &App, place: Id, week: &str, kind: Kind, minutes: i64, n: i64) {
    let monday: chrono::NaiveDate = week.parse().unwrap();
    let surfaced = Week::of(monday);
    let skeleton = Skeleton {
        place,
        kind: kind.as_str(),
        surfaced,
        occurred: Some(surfaced.plus(-(minutes / 10_080))),
        delay_minutes: Some(minutes),
        effect: None,
        factors: Vec::new(),
        caught_by: Vec::new(),
        thanks_days: None,
        first_answer_days: None,
        outcome_days: None,
        verdict: None,
    };
    app.acts(move |tx| {
        let above = places::ancestors(tx.conn(), place)?;
        tally::add(tx, &above, skeleton.kind, &skeleton.counts(), n);
        Ok::<_, StoreError>(())
    });
}

/// What programs would read from a page's table: each row's values.
fn table(browser: &Browser) -> Vec<Vec<String>> {
    let html = browser.html();
    let (rows, cells) = (
        Selector::parse("tbody tr").unwrap(),
        Selector::parse("data").unwrap(),
    );
    let value = |cell: ElementRef<'_>| cell.value().attr("value").unwrap().to_owned();
    html.select(&rows)
        .map(|row| row.select(&cells).map(value).collect())
        .collect()
}

fn csv(browser: &mut Browser, path: &str) -> Vec<Vec<String>> {
    browser.visits(path).answers(200);
    let body = browser.body();
    let mut lines = body
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect());
    lines.next().unwrap();
    lines.collect()
}

fn text(value: &Value) -> String {
    if value.is_null() {
        String::new()
    } else {
        value.to_string()
    }
}

/// Page, CSV and JSON of a view of times, compared with each other.
#[track_caller]
fn three_shapes(browser: &mut Browser, query: &str) -> Value {
    browser.visits(&format!("{TIME}?{query}")).answers(200);
    let page = table(browser);
    let sheet = csv(browser, &format!("{TIME}.csv?{query}"));
    let json = browser.visits(&format!("{TIME}.json?{query}")).json();
    let api = browser
        .visits(&format!("/api/v1/trends/time-to-surface?{query}"))
        .json();
    assert_eq!(json, api);
    let from_json: Vec<Vec<String>> = json["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|week| {
            vec![
                week["week"].as_str().unwrap().into(),
                text(&week["n"]),
                text(&week["median"]),
            ]
        })
        .collect();
    let number = |cell: &String| cell.trim_end_matches(".0").to_owned();
    let plain = |rows: Vec<Vec<String>>| -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(number).collect())
            .collect()
    };
    let from_sheet = sheet
        .iter()
        .map(|row| vec![row[0].clone(), row[2].clone(), row[3].clone()])
        .collect();
    assert_eq!(plain(page.clone()), plain(from_json));
    assert_eq!(plain(page), plain(from_sheet));
    json
}

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
async fn the_mix_is_the_same_in_every_shape() {
    let app = App::start().await;
    for (week, problems, mistakes) in [("2025-10-13", 20, 6), ("2026-01-05", 14, 2)] {
        counted(&app, ROOT, week, Kind::Problem, 60, problems);
        counted(&app, ROOT, week, Kind::NearMiss, 60, 9);
        counted(&app, ROOT, week, Kind::Mistake, 1_440, mistakes);
    }
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(MIX)
        .says("costs more courage")
        .says("Thanks to 60 reports since October, half of them within 1 hour.")
        .says("Of 11 reports, the kind is held back to protect reporters.");
    let page = table(&imre);
    let sheet = csv(&mut imre, &format!("{MIX}.csv"));
    assert_eq!(
        imre.header("content-disposition"),
        Some("attachment; filename=\"candor-candor-mix.csv\"")
    );
    // Problems, near misses, incidents, mistakes, questions, good catches: the 2 mistakes take the 9 along.
    assert_eq!(
        sheet[0],
        ["2025-W42", "12", "35", "20", "9", "0", "6", "0", "0"]
    );
    assert_eq!(
        sheet[1],
        ["2026-W02", "12", "25", "14", "", "0", "", "0", "0"]
    );
    let json = imre.visits(&format!("{MIX}.json")).json();
    for ((page, sheet), period) in page
        .iter()
        .zip(&sheet)
        .zip(json["periods"].as_array().unwrap())
    {
        assert_eq!((&page[0], &page[1..]), (&sheet[0], &sheet[2..]));
        let kinds = Kind::ALL
            .iter()
            .map(|kind| text(&period["kinds"][kind.as_str()]));
        assert_eq!(kinds.collect::<Vec<_>>(), &sheet[3..]);
        assert_eq!(text(&period["n"]), sheet[2]);
    }
    let mut ada = app.lead("Ada", &[]);
    let sheet = csv(&mut ada, &format!("{MIX}.csv?from=2026-01-05"));
    assert_eq!(
        sheet[0],
        ["2026-W02", "4", "25", "14", "9", "0", "2", "0", "0"]
    );
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
        .says("Few people work at Hall 2 / Desk, so it is counted in Hall 2 to protect reporters.")
        .says("Thanks to 9 reports");
    app.lead("Ada", &[hall.id])
        .visits(&format!("{TIME}?{query}"))
        .does_not_say("Few people work")
        .says("you see its counts as they are");
}

#[actix_web::test]
async fn filters_that_cannot_be_used_come_back_as_typed() {
    let app = App::start().await;
    let mut imre = app.improver("Imre");
    for (query, sentence) in [
        ("place=K7QF", "We know no place with this code."),
        ("place=nowhere", "We know no place with this code."),
        ("kind=blunder", "We do not know this choice."),
        ("from=2026-02-30", "We could not read this date."),
        ("to=0001-01-01", "Please take a date between 1900 and 2199."),
        (
            "from=2026-03-02&to=2026-02-01",
            "The last day lies before the first.",
        ),
    ] {
        imre.visits(&format!("{TIME}?{query}"))
            .answers(422)
            .says(sentence);
        imre.visits(&format!("{TIME}.json?{query}")).answers(422);
        assert_eq!(imre.json()["code"], "look_again");
        imre.visits(&format!("{TIME}.csv?{query}")).answers(422);
        imre.visits(&format!("/api/v1/trends/time-to-surface?{query}"))
            .answers(422);
        assert!(imre.json()["message"].as_str().unwrap().contains(sentence));
    }
    imre.visits(&format!("{TIME}?from=2026-02-30&to=2026-03-01"))
        .holds("to", "2026-03-01");
    imre.visits(&format!("{MIX}?to=never"))
        .answers(422)
        .says("We could not read this date.");
    imre.visits(&format!("{TIME}?kind=problem&done=thanks-sent&utm=x"))
        .answers(200);
}

#[actix_web::test]
async fn weeks_are_named_by_their_own_year() {
    let app = App::start().await;
    counted(&app, ROOT, "2026-12-28", Kind::Problem, 0, 7);
    counted(&app, ROOT, "2027-01-04", Kind::Problem, 2_000_000, 8);
    app.at("2027-02-03T08:00:00Z");
    let json = three_shapes(&mut app.improver("Imre"), "from=2026-12-30&to=2027-01-10");
    let names: Vec<_> = json["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|week| &week["week"])
        .collect();
    assert_eq!(names, ["2026-W53", "2027-W01"]);
    assert_eq!(json["weeks"][0]["median"], 0.0);
    assert!(json["weeks"][1]["median"].as_f64().unwrap() > 1_500_000.0);
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

#[actix_web::test]
async fn trends_are_for_leads_and_improvers() {
    let app = App::start().await;
    for path in ["/trends", TIME, MIX] {
        app.guest().visits(path).says("Sign in");
        app.keeper(&format!("Kim {}", path.len()))
            .visits(path)
            .answers(403);
        app.improver(&format!("Imre {}", path.len()))
            .visits(path)
            .answers(200);
    }
    app.guest().visits(&format!("{TIME}.json")).answers(401);
    app.guest()
        .visits("/api/v1/trends/time-to-surface")
        .answers(401);
}

#[actix_web::test]
async fn everybody_is_thanked_with_and_without_a_number() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest
        .visits("/thanks")
        .answers(200)
        .says("Because you spoke up")
        .says("Thank you to everybody who tells us what they see.");
    assert!(guest.headers("set-cookie").is_empty());
    for number in 0..4 {
        tells(&app, "0000", "near_miss", "just_now", number);
    }
    app.at("2026-03-11T08:00:00Z");
    guest
        .visits("/thanks")
        .says("Thank you to everybody")
        .does_not_say("4 reports");
    app.at("2026-03-11T08:00:00Z");
    counted(&app, ROOT, "2026-03-02", Kind::Problem, 180, 8);
    guest
        .visits("/thanks")
        .says("12 reports since March told us what we could not see.")
        .says("Half of it came within 3 hours.");
}

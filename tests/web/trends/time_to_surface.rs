//! How soon people speak up: how it is spread, and how much of it within the same shift.

use super::{
    TIME, answered, counted,
    signals::{after, looks, week},
};
use crate::support::{App, Browser};
use candor::{kernel::ids::Id, places::ROOT, reports::Kind};
use serde_json::json;

/// The picture of one of the charts.
fn picture(browser: &mut Browser, figure: &str, query: &str) -> String {
    browser
        .visits(&format!("{TIME}.svg?figure={figure}&{query}"))
        .answers(200)
        .body()
}

/// So many reports told within a shift, and so many a day later, in each week from the one with this number on.
fn told(app: &App, place: Id, from: i64, weekly: &[(i64, i64)]) {
    for (n, (soon, later)) in (from..).zip(weekly) {
        let monday = week(n).monday().to_string();
        counted(app, place, &monday, Kind::Problem, 240, *soon);
        counted(app, place, &monday, Kind::Mistake, 2_880, *later);
    }
}

#[actix_web::test]
async fn times_are_spread_over_classes_that_point_at_nobody() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    for (minutes, n) in [(0, 8), (240, 11), (1_440, 6), (4_320, 2), (60_000, 2)] {
        counted(&app, hall.id, "2025-10-13", Kind::Problem, minutes, n);
    }
    answered(&app, hall.id, "2025-10-20", 7, |one| {
        one.delay_minutes = None
    });
    app.at("2026-04-08T08:00:00Z");
    let (mut ada, mut imre) = (app.lead("Ada", &[hall.id]), app.improver("Imre"));
    let here = format!("place={}", hall.code);
    let leads = picture(&mut ada, "spread", &here);
    for said in [
        "Up to 1 hour: 8 (28 %), by then 28 %",
        "1 to 8 hours: 11 (38 %), by then 66 %",
        "1 to 3 days: 2 (7 %), by then 93 %",
        "3 days to a week: 0",
        "More than 4 weeks: 2 (7 %), by then 100 %",
        "Not known: 7",
    ] {
        assert!(leads.contains(said), "{said}\n{leads}");
    }
    // Two and two would point at people; the smallest that makes them k together goes along.
    let others = picture(&mut imre, "spread", &here);
    for said in ["Up to 1 hour: 8<", "1 to 8 hours: 11<", "Not known: 7<"] {
        assert!(others.contains(said), "{said}\n{others}");
    }
    assert!(
        others.to_lowercase().contains("1 to 3 days: held back"),
        "{others}"
    );
    imre.visits(&format!("{TIME}?{here}"))
        .says("How is it spread?")
        .says("that class is held back with another one")
        .says("Told after");
    // Beside the classes of all kinds, those of one would tell of the others.
    imre.visits(&format!("{TIME}.svg?figure=spread&kind=problem&{here}"))
        .answers(404);
    let one = picture(&mut ada, "spread", &format!("kind=problem&{here}"));
    assert!(one.contains("Up to 1 hour: 8 (28 %)"), "{one}");
}

#[actix_web::test]
async fn the_page_and_the_signals_see_the_same_share_of_a_shift() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let usual: Vec<(i64, i64)> = (0..20)
        .map(|n| if n % 2 == 0 { (14, 6) } else { (15, 5) })
        .collect();
    told(&app, hall.id, 0, &usual);
    told(&app, hall.id, 20, &[(5, 15)]);
    after(&app, 20);
    assert!(looks(&app) > 0);
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits("/trends/signals")
        .says("How many speak up within the same shift");
    let here = format!("place={}", hall.code);
    let chart = picture(&mut ada, "same-shift", &here);
    let last = candor::kernel::time::day_in_words(week(20).monday());
    let said = format!("Week from {last}: 25 % within 8 hours. A signal");
    assert!(chart.contains(&said), "{said}\n{chart}");
    let json = ada.visits(&format!("{TIME}.json?{here}")).json();
    assert_eq!(json["weeks"][0]["same_shift"], json!(0.7));
    assert_eq!(json["weeks"][20]["same_shift"], json!(0.25));
    // Who does not read the reports reads tenths.
    let others = picture(&mut app.improver("Imre"), "same-shift", &here);
    assert!(others.contains("about 8 in 10 within 8 hours"), "{others}");
    assert!(!others.contains("75 % within"));
}

#[actix_web::test]
async fn where_only_the_month_is_known_nothing_is_said_to_be_held_back() {
    let app = App::start().await;
    for week in ["2025-10-13", "2025-11-10", "2025-12-08"] {
        answered(&app, ROOT, week, 9, |one| one.delay_minutes = None);
    }
    app.at("2026-04-08T08:00:00Z");
    for mut browser in [app.improver("Imre"), app.lead("Ada", &[])] {
        browser
            .visits(TIME)
            .says("Half of them not known")
            .says("None of these reports says when it happened any closer than a month")
            .does_not_say("How is it spread?");
        browser.visits(&format!("{TIME}.svg")).answers(404);
    }
}

#[actix_web::test]
async fn days_long_past_have_nothing_still_to_come() {
    let app = App::start().await;
    counted(&app, ROOT, "2024-03-04", Kind::Problem, 240, 30);
    app.at("2026-04-08T08:00:00Z");
    app.improver("Imre")
        .visits(&format!("{TIME}?from=2024-01-01&to=2024-12-31"))
        .says("These days are long past: what was told within 26 weeks of them has been told.");
}

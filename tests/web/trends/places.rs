//! Each place beside its own past, in the tree's order.

use super::{counted, csv, table};
use crate::support::App;
use candor::{kernel::time::Week, places::ROOT, reports::Kind};

const PLACES: &str = "/trends/places";

#[actix_web::test]
async fn each_place_moves_against_its_own_past() {
    let app = App::start().await;
    let ward = app.place_with("Ward", ROOT, Some(40)).id;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let gate = app.place_with("Gate", ROOT, Some(40)).id;
    let desk = app.place_with("Desk", ROOT, Some(3)).id;
    let first = Week::of("2025-10-13".parse().unwrap());
    for week in 0..24 {
        let monday = first.plus(week).monday().to_string();
        counted(&app, hall.id, &monday, Kind::Problem, 60, 6 + week % 2);
        counted(
            &app,
            ward,
            &monday,
            Kind::Problem,
            60,
            if week == 22 { 60 } else { 20 + week % 3 },
        );
    }
    counted(&app, gate, "2026-01-05", Kind::Problem, 60, 2);
    counted(&app, desk, "2026-01-05", Kind::Problem, 60, 8);
    app.at("2026-04-01T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(PLACES)
        .answers(200)
        .says("Desk is counted in")
        // Too quiet for anything shorter.
        .says("48 weeks at a time: no limits yet")
        .says("Never read one against another");
    let rows = table(&imre);
    let mut order: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    order.dedup();
    assert_eq!(order, ["Gate", "Hall 2", "Ward"]);
    let signals: Vec<_> = rows.iter().filter(|row| !row[4].is_empty()).collect();
    assert!(signals.iter().all(|row| row[0] == "Ward"), "{signals:?}");
    assert!(
        signals
            .iter()
            .any(|row| row[1] == "2026-W12" && row[3] == "60")
    );
    assert!(
        !rows
            .iter()
            .any(|row| ["1", "2", "3", "4"].contains(&row[3].as_str()))
    );
    assert_eq!(csv(&mut imre, &format!("{PLACES}.csv")).len(), rows.len());
    imre.visits(&format!("{PLACES}.svg")).answers(200);
    imre.visits(&format!("{PLACES}.png")).answers(200);
    // Those who read the reports see every count.
    let mut ada = app.lead("Ada", &[ROOT]);
    ada.visits(PLACES).does_not_say("is counted in");
    assert!(
        table(&ada)
            .iter()
            .any(|row| row[0] == "Gate" && row[3] == "2")
    );
    imre.visits(&format!("{PLACES}?place={}", hall.code))
        .answers(200)
        .says("There is no place below");
}

#[actix_web::test]
async fn an_empty_house_has_nothing_to_show() {
    let app = App::start().await;
    let mut imre = app.improver("Imre");
    imre.visits(PLACES)
        .answers(200)
        .says("There is no place below");
    imre.visits(&format!("{PLACES}.csv")).answers(200);
    imre.visits(&format!("{PLACES}.json")).answers(200);
    imre.visits(&format!("{PLACES}.svg")).answers(404);
    imre.visits(&format!("{PLACES}?place=nowhere")).answers(422);
    app.place_with("Hall 2", ROOT, Some(40));
    imre.visits(PLACES)
        .answers(200)
        .says("Nothing to show for these days");
    imre.visits(&format!("{PLACES}?kind=mistake&from=2026-01-05"))
        .answers(200);
}

#[actix_web::test]
async fn a_place_that_tells_seldom_has_no_signal_of_each_report() {
    let app = App::start().await;
    let shed = app.place_with("Shed", ROOT, Some(40));
    let first = Week::of("2022-01-03".parse().unwrap());
    for n in 0..12 {
        let monday = first.plus(n * 17).monday().to_string();
        counted(&app, shed.id, &monday, Kind::Problem, 60, 1);
    }
    app.at("2026-04-01T08:00:00Z");
    let mut ada = app.lead("Ada", &[ROOT]);
    let days = "from=2022-01-03&to=2026-03-29";
    ada.visits(&format!("{PLACES}?{days}"))
        .says("its leads see the days between reports")
        .says("119 days after the one before");
    assert!(table(&ada).iter().all(|row| row[4].is_empty()));
    ada.visits(&format!("{PLACES}.svg?{days}"));
    assert!(ada.body().contains("days between reports: usually 119"));
    // By itself it is shown by the days between, over years as well.
    ada.visits(&format!("/trends/reports?place={}&{days}", shed.code))
        .says("Days from one report to the next");
}

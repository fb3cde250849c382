//! A saved view is its address.

use super::signals::{after, hall, usual};
use crate::support::App;

#[actix_web::test]
async fn every_view_says_its_address_with_its_days_and_without() {
    let app = App::start_with(|settings| {
        settings.public_url = Some("https://candor.example.org".into());
    })
    .await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let mut imre = app.improver("Imre");
    let days = "from=2026-05-04&to=2026-07-26";
    for view in [
        "reports",
        "time-to-surface",
        "factors",
        "response",
        "candor-mix",
        "self-check",
    ] {
        let path = format!("/trends/{view}");
        imre.visits(&format!("{path}?{days}&place={}", hall.code))
            .answers(200)
            .says("This view's address")
            .links_to(&format!(
                "https://candor.example.org{path}?place={}",
                hall.code
            ))
            .links_to(&format!(
                "https://candor.example.org{path}?{days}&place={}",
                hall.code
            ));
        imre.visits(&path)
            .links_to(&format!("https://candor.example.org{path}"));
        // What needs another look has no address to be kept.
        imre.visits(&format!("{path}?from=then"))
            .answers(422)
            .does_not_say("This view's address");
    }
}

#[actix_web::test]
async fn without_a_public_address_it_is_a_path() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let mut imre = app.improver("Imre");
    imre.visits(&format!("/trends/reports?place={}&kind=problem", hall.code))
        .links_to(&format!("/trends/reports?place={}&kind=problem", hall.code));
}

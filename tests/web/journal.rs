//! Who did what when: staff acts only, no counts.

use crate::support::App;
use candor::{journal, kernel::time::Now};

#[actix_web::test]
async fn the_journal_has_a_heading_for_each_day_and_the_newest_first() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/places/new")
        .presses("Add the place", &[("name", "Hall 1")]);
    app.at("2026-03-05T14:05:00Z");
    // The session of the day before has ended by now.
    let mut bea = app.admin("Bea");
    bea.visits("/places/new")
        .presses("Add the place", &[("name", "Hall 2")]);
    bea.visits("/journal").answers(200);
    assert_eq!(bea.texts("main h2"), ["5 March 2026", "4 March 2026"]);
    bea.says("14:05 Bea added a place")
        .says("09:30 Ann added a place");
    bea.says("The terminal made an account");
}

#[actix_web::test]
async fn days_are_those_of_the_house() {
    let app = App::start_with(|settings| settings.zone = "Asia/Tokyo".parse().unwrap()).await;
    app.at("2026-03-04T20:15:00Z");
    app.admin("Ann")
        .visits("/journal")
        .says("5 March 2026")
        .says("05:15");
}

#[actix_web::test]
async fn the_journal_shows_the_latest_lines_and_no_counts() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let now = Now::new(app.now(), app.settings().zone);
    app.acts(move |tx| {
        for _ in 0..205 {
            journal::record(tx, None, journal::Act::Recounted, "tallies", now)?;
        }
        Ok::<_, candor::db::StoreError>(())
    });
    ann.visits("/journal")
        .says("These are the latest 200 lines.");
    assert_eq!(ann.texts("tbody tr").len(), 200);
    assert!(
        !ann.has("main form") && !ann.has("main a"),
        "nothing to filter or follow by person"
    );
}

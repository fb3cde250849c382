//! What everybody reads without signing in, on the phone and on the wall.

use super::{
    counted,
    countermeasures::{adds, sets},
};
use crate::support::App;
use candor::{config::Readers, countermeasures::Strength, places::ROOT, reports::Kind};

#[actix_web::test]
async fn what_changed_is_told_in_steps_that_point_at_nobody() {
    let app = App::start().await;
    let mut guest = app.guest();
    adds(&app, ROOT, Strength::Training, 4);
    sets(&app, Strength::Training, "in_place_on = '2026-03-04'");
    guest
        .visits("/thanks")
        .does_not_say("was put in place")
        .does_not_say("changes were put in place");
    adds(&app, ROOT, Strength::Checklist, 8);
    sets(&app, Strength::Checklist, "in_place_on = '2026-03-04'");
    for path in ["/thanks", "/thanks/wall"] {
        guest
            .visits(path)
            .says("In the last year at least 10 changes were put in place.")
            .does_not_say("12");
    }
    // What was let go has changed nothing that holds.
    sets(
        &app,
        Strength::Checklist,
        "decision = 'let_go', decided_on = '2026-03-04'",
    );
    guest.visits("/thanks").does_not_say("put in place");
}

#[actix_web::test]
async fn the_wall_says_it_large_in_every_language_and_loads_itself_again() {
    let app = App::start_with(|settings| {
        settings.lessons = Readers::Public;
    })
    .await;
    counted(&app, ROOT, "2026-03-02", Kind::Problem, 180, 37);
    app.at("2026-03-11T08:00:00Z");
    let mut guest = app.guest();
    guest.visits("/thanks").links_to("/thanks/wall");
    guest
        .visits("/thanks/wall")
        .answers(200)
        .says("Because you spoke up")
        .says("37 reports since March told us what we could not see.")
        .says("Half of them came within 3 hours.");
    assert_eq!(
        guest
            .attribute("meta[http-equiv=refresh]", "content")
            .as_deref(),
        Some("600")
    );
    assert!(!guest.has("script") && !guest.has("form") && !guest.has("a"));
    assert!(guest.headers("set-cookie").is_empty());
    for (language, words) in [
        ("da", "Fordi du sagde til"),
        ("de", "Weil du etwas gesagt hast"),
        ("es", "Porque hablaste"),
        ("pl", "Dzięki Twojemu głosowi"),
        ("ar", "لأنك تكلّمت"),
    ] {
        app.guest()
            .speaks(language)
            .visits("/thanks/wall")
            .says(words)
            .does_not_say("Because you spoke up");
    }
}

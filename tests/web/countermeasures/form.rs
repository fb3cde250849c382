//! Writing one down.

use super::{A3, added, condition, day, house, ramp, roof};
use candor::{countermeasures::Strength, places};

const NEW: &str = "/countermeasures/new?a3=4H7-KQ2";

#[actix_web::test]
async fn one_is_written_down_with_what_it_addresses_a_prediction_and_a_day_to_look() {
    let app = house().await;
    let mut ida = app.improver("Ida");
    let owner = app.person("Ada", candor::people::Role::Lead, &[]);
    ida.visits(&format!("{NEW}&what=A+roof%2C+perhaps%3F"))
        .holds("what", "A roof, perhaps?")
        .visits(NEW)
        .says("Pallets slide on the ramp")
        .says("the plug goes only into the right socket.")
        .says("a yellow sign at the edge of the ramp.")
        .presses(
            "Add it",
            &[
                ("condition", &condition().id.to_string()),
                ("what", "A roof over the ramp."),
                ("strength", "engineering_control"),
                ("effect", "No pallet slides on a wet ramp."),
                ("measure", "Look on three rainy days."),
                ("due", &day(&app, 6).to_string()),
                ("check_on", &day(&app, 16).to_string()),
                ("owner", &owner.to_string()),
            ],
        )
        .answers(200)
        .says("It stands on the board until somebody has looked")
        .says("A roof over the ramp.")
        .says("The ramp is open to the rain.")
        .says("Space, light, noise, layout")
        .says("Owner Ada")
        .says("No pallet slides on a wet ramp.")
        .says("Check on 20 March 2026")
        .says("Meant to last")
        .links_to("/a3/4H7-KQ2")
        .does_not_say("relies on people taking care. Which one change");
    ida.visits("/countermeasures")
        .says("Planned")
        .says("In place by 10 March 2026")
        .says("A roof over the ramp.");
    app.admin("Ann")
        .visits("/journal")
        .says("added a countermeasure");
}

#[actix_web::test]
async fn a_check_before_the_start_and_a_missing_prediction_come_back_with_everything_typed() {
    let app = house().await;
    let mut ida = app.improver("Ida");
    ida.visits(NEW)
        .presses(
            "Add it",
            &[
                ("what", "A roof over the ramp."),
                ("strength", "engineering_control"),
                ("term", "containment"),
                ("due", &day(&app, 6).to_string()),
                ("check_on", &day(&app, 5).to_string()),
                ("measure", "Look on three rainy days."),
            ],
        )
        .answers(422)
        .says("Without a prediction nobody can tell later whether it helped.")
        .says("This is before the change can be in place (10 March 2026).")
        .says("Please choose at least one condition")
        .holds("what", "A roof over the ramp.")
        .holds("strength", "engineering_control")
        .holds("term", "containment")
        .holds("due", "2026-03-10")
        .holds("check_on", "2026-03-09")
        .holds("measure", "Look on three rainy days.");
    // Without a day to be in place by, today is the start.
    ida.presses(
        "Add it",
        &[
            ("due", ""),
            ("check_on", &day(&app, -1).to_string()),
            ("effect", "Dry."),
            ("own_condition", "The drain is blocked."),
            ("own_factor", "2"),
        ],
    )
    .answers(422)
    .says("This is before the change can be in place (4 March 2026).")
    .presses("Add it", &[("check_on", &day(&app, 0).to_string())])
    .answers(200)
    .says("The drain is blocked.")
    .says("Tools, equipment, supplies")
    .says("Makes it safe for now");
}

#[actix_web::test]
async fn nonsense_is_answered_with_a_sentence() {
    let app = house().await;
    let mut ida = app.improver("Ida");
    for query in [
        "",
        "?a3=",
        "?a3=0000-00",
        "?hansei=4H7-KQ2",
        "?a3=4H7-KQ2&hansei=4H7-KQ2",
    ] {
        ida.visits(&format!("/countermeasures/new{query}"))
            .answers(404);
    }
    ida.visits("/countermeasures/not-one").answers(404);
    let csrf = ida.visits(NEW).csrf();
    ida.posts(
        "/countermeasures",
        &[
            ("csrf", &csrf),
            ("a3", A3),
            ("what", &"a".repeat(2_001)),
            ("strength", "magic"),
            ("owner", "nobody"),
            ("due", "soon"),
            ("check_on", "2026-02-30"),
        ],
    )
    .answers(422)
    .says("2000 fit")
    .says("Please choose what kind of change it is.")
    .says("Please choose an owner of the list")
    .says("such as 2026-05-17");
    let keeper = app.person("Kay", candor::people::Role::Keeper, &[]);
    ida.posts(
        "/countermeasures",
        &[
            ("csrf", &csrf),
            ("a3", A3),
            ("what", "A roof."),
            ("strength", "simplify"),
            ("effect", "Dry."),
            ("measure", "Look."),
            ("condition", &condition().id.to_string()),
            ("owner", &keeper.to_string()),
            ("check_on", &day(&app, 3).to_string()),
        ],
    )
    .answers(422)
    .says("Please choose an owner of the list");
}

#[actix_web::test]
async fn an_a3_with_weaker_ideas_alone_is_asked_for_one_stronger_and_never_forced() {
    let app = house().await;
    let mut ida = app.improver("Ida");
    let mut sign = roof(&app);
    sign.strength = Strength::Warning;
    sign.what = "A yellow sign.".into();
    let path = added(&app, places::ROOT, sign.clone());
    let asks = "So far every idea relies on people taking care.";
    ida.visits(&path).says(asks).links_to(NEW);
    // It goes its way all the same.
    ida.presses(
        "It is in place",
        &[("in_place_on", &day(&app, 0).to_string())],
    )
    .answers(200)
    .says(asks);
    added(&app, places::ROOT, roof(&app));
    ida.visits(&path)
        .does_not_say(asks)
        .says("A roof over the ramp.");
}

#[actix_web::test]
async fn what_belongs_to_other_places_is_not_there() {
    let app = house().await;
    let ramp = ramp(&app).id;
    let hall = app.place("Hall 1");
    let path = added(&app, ramp, roof(&app));
    let mut of_the_hall = app.lead("Hal", &[hall]);
    of_the_hall.visits(&path).answers(404);
    of_the_hall
        .visits("/countermeasures")
        .does_not_say("A roof");
    of_the_hall.visits(NEW).answers(404);
    let csrf = app.lead("Hol", &[hall]).visits("/countermeasures").csrf();
    of_the_hall
        .posts(
            &format!("{path}/spread"),
            &[("csrf", &csrf), ("version", "1")],
        )
        .answers(403);
    let csrf = of_the_hall.visits("/countermeasures").csrf();
    for act in ["plan", "in-place", "check", "decision", "spread"] {
        of_the_hall
            .posts(
                &format!("{path}/{act}"),
                &[
                    ("csrf", &csrf),
                    ("version", "1"),
                    ("in_place_on", "2026-03-04"),
                ],
            )
            .answers(404);
    }
    app.lead("Ria", &[ramp]).visits(&path).answers(200);
    app.lead("Ada", &[]).visits(&path).answers(200);
    for mut other in [app.admin("Ann"), app.keeper("Kay")] {
        other.visits(&path).answers(403);
        other.visits("/countermeasures").answers(403);
    }
    app.guest().visits(&path).is_at(&format!(
        "/sign-in?next={}",
        percent_encoding::utf8_percent_encode(&path, percent_encoding::NON_ALPHANUMERIC)
    ));
}

#[actix_web::test]
async fn without_the_room_of_the_a3_its_countermeasures_say_what_it_is_about() {
    let app = crate::support::App::start().await;
    let mut ida = app.improver("Ida");
    ida.visits(NEW).answers(404);
    let path = added(&app, places::ROOT, roof(&app));
    ida.visits(&path)
        .follows_link("Add a countermeasure")
        .says("The ramp is open to the rain.")
        .presses(
            "Add it",
            &[
                ("what", "A rim around each pallet."),
                ("strength", "forcing_function"),
                ("effect", "None slides off."),
                ("measure", "Count them."),
                ("check_on", &day(&app, 9).to_string()),
            ],
        )
        .answers(200)
        .says("A rim around each pallet.")
        .says("A roof over the ramp.");
}

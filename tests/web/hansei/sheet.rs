//! The sheet: everything that is typed is kept, whoever else writes.

use super::{planned, ramp};
use crate::support::App;

#[actix_web::test]
async fn one_press_keeps_everything_that_was_typed() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (_, path) = planned(&app, &mut ada, None);
    ada.visits(&path)
        .says("What was already there the day before?")
        .presses(
            "Add the commitment",
            &[
                ("leaders", "We asked for speed."),
                ("will_not", "No new rule: nobody could keep it."),
                ("entry_when", "The week before"),
                ("entry_what", "The mat was away."),
                ("entry_before", "yes"),
                ("point", "The ramp has no drain"),
                ("commitment_what", "Try a drain & a mat"),
                ("commitment_by", "2026-04-01"),
                ("commitment_kept_by", "Maintenance"),
            ],
        )
        .answers(200)
        .holds("leaders", "We asked for speed.")
        .holds("will_not", "No new rule: nobody could keep it.")
        .says("The week before")
        .says("1 condition surfaced, 0 explanations given")
        .says("By 1 April 2026, kept by Maintenance")
        .does_not_say("What was already there the day before?");
    let reference = path.trim_start_matches("/hansei/");
    ada.links_to(&format!(
        "/countermeasures/new?hansei={reference}&what=Try%20a%20drain%20%26%20a%20mat"
    ));
    let order: Vec<String> = ada.texts(".hansei__sheet label.label");
    let place_of = |words: &str| order.iter().position(|other| other == words).unwrap();
    assert!(
        place_of("What we leaders did that helped or hindered") < place_of("What we expected"),
        "leaders speak about themselves before anything about others"
    );
}

#[actix_web::test]
async fn two_people_who_write_at_once_lose_nothing() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (mut uma, path) = planned(&app, &mut ada, None);
    uma.visits(&path);
    ada.visits(&path);
    uma.presses(
        "Keep everything",
        &[("gap", "Smaller."), ("happened", "It slid.")],
    );
    ada.presses(
        "Keep everything",
        &[
            ("gap", "Larger."),
            ("learning", "Ask sooner."),
            ("point", "No light"),
        ],
    )
    .answers(409)
    .says("Somebody else wrote here at the same time.")
    .says("Smaller.")
    .holds("gap", "Larger.")
    .holds("happened", "It slid.")
    .holds("learning", "Ask sooner.")
    .holds("point", "");
    uma.visits(&path)
        .holds("gap", "Smaller.")
        .holds("learning", "Ask sooner.");
    ada.presses("Keep everything", &[("gap", "Smaller, then larger.")])
        .answers(200);
    uma.visits(&path)
        .holds("gap", "Smaller, then larger.")
        .says("No light");
    assert_eq!(uma.texts(".hansei-row").len(), 1, "the point was kept once");
}

#[actix_web::test]
async fn the_same_words_sent_twice_clash_with_nothing() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (_, path) = planned(&app, &mut ada, None);
    ada.visits(&path);
    let (csrf, as_read) = (
        ada.csrf(),
        ada.attribute("input[name=sheet_as_read]", "value").unwrap(),
    );
    for _ in 0..2 {
        let fields = [
            ("csrf", csrf.as_str()),
            ("sheet_as_read", &as_read),
            ("gap", "Larger."),
            ("do", "save"),
        ];
        ada.posts(&path, &fields).answers(200);
    }
}

#[actix_web::test]
async fn a_section_of_ten_thousand_words_stays_on_the_page() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (mut uma, path) = planned(&app, &mut ada, None);
    let long = "hurry ".repeat(10_000);
    ada.visits(&path);
    uma.visits(&path)
        .presses("Keep everything", &[("gap", "Smaller.")]);
    ada.presses(
        "Keep everything",
        &[
            ("happened", &long),
            ("gap", "Larger."),
            ("entry_what", "It slid."),
        ],
    )
    .answers(422)
    .says("59999 characters long; 4000 fit")
    .holds("happened", &long)
    .holds("gap", "Larger.")
    .holds("entry_what", "It slid.");
    // What was typed still stands on what it was typed on.
    ada.presses("Keep everything", &[("happened", "Hurry.")])
        .answers(409)
        .says("Smaller.")
        .holds("gap", "Larger.")
        .holds("happened", "Hurry.")
        .holds("entry_what", "");
}

#[actix_web::test]
async fn words_outlive_a_session_that_ends_while_typing() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (_, path) = planned(&app, &mut ada, None);
    ada.visits(&path)
        .forgets()
        .presses("Keep everything", &[("leaders", "We hurried, all of us.")])
        .answers(401)
        .shows("We hurried, all of us.")
        .does_not_say("Sheet as read");
}

#[actix_web::test]
async fn the_timeline_is_put_in_order_by_hand_and_begins_before_the_event() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (mut uma, path) = planned(&app, &mut ada, None);
    ada.visits(&path);
    for (what, before) in [
        ("It slid.", false),
        ("It rained.", false),
        ("No mat.", true),
    ] {
        let mut fields = vec![("entry_what", what)];
        if before {
            fields.push(("entry_before", "yes"));
        }
        ada.presses("Add to the timeline", &fields).answers(200);
    }
    let order = |texts: Vec<String>| -> Vec<String> { texts };
    assert_eq!(
        order(ada.texts("#timeline .hansei-row .voice")),
        ["No mat.", "It slid.", "It rained."]
    );
    ada.presses("Later: It slid.", &[]).answers(200);
    ada.presses("Earlier: It rained.", &[]).answers(200);
    assert_eq!(
        order(ada.texts("#timeline .hansei-row .voice")),
        ["No mat.", "It rained.", "It slid."]
    );
    ada.presses("Change: It slid.", &[])
        .answers(200)
        .holds("entry_what", "It slid.");
    uma.visits(&path)
        .presses("Change: It slid.", &[])
        .presses("Keep the entry", &[("entry_what", "It slid twice.")])
        .answers(200);
    ada.presses("Keep the entry", &[("entry_what", "It slid off.")])
        .answers(409)
        .says("Somebody else changed this entry")
        .says("It slid twice.")
        .holds("entry_what", "It slid off.");
    ada.presses(
        "Keep the entry",
        &[("entry_what", "It slid twice, then off.")],
    )
    .answers(200)
    .says("It slid twice, then off.");
    ada.presses("Take off: It rained.", &[])
        .answers(200)
        .holds("entry_what", "It rained.");
    assert_eq!(ada.texts("#timeline .hansei-row").len(), 2);
}

#[actix_web::test]
async fn a_half_typed_commitment_is_asked_for() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (_, path) = planned(&app, &mut ada, None);
    ada.visits(&path)
        .presses(
            "Add the commitment",
            &[
                ("commitment_what", "Try a mat"),
                ("learning", "Ask sooner."),
            ],
        )
        .answers(422)
        .says("Please choose a day")
        .holds("commitment_what", "Try a mat")
        .holds("learning", "Ask sooner.");
}

#[actix_web::test]
async fn half_of_the_time_is_kept_for_the_timeline() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (_, path) = planned(&app, &mut ada, None);
    ada.visits(&path)
        .says("The timeline 30 min")
        .presses("We begin now", &[])
        .answers(200)
        .says("Now: Opening words, 3 min left");
    app.later(chrono::TimeDelta::minutes(41));
    ada.visits(&path).says("Now: The timeline, 1 min left");
    assert_eq!(ada.texts("[aria-current=step]").len(), 1);
    app.later(chrono::TimeDelta::minutes(20));
    ada.visits(&path).says("The planned time is over.");
}

#[actix_web::test]
async fn the_print_says_where_it_goes_on() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (_, path) = planned(&app, &mut ada, None);
    let long = "rain ".repeat(700);
    ada.visits(&path).presses(
        "Keep everything",
        &[("happened", &long), ("gap", "A hand's width.")],
    );
    ada.visits(&format!("{path}/print"))
        .answers(200)
        .says("A hand's width.")
        .says("… goes on in the sheet");
    assert!(!ada.has("style, script, [style]"));
}

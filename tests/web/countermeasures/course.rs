//! From planned to decided.

use super::{added, checks, condition, day, house, other_condition, roof, verifies};
use candor::places;
use chrono::TimeDelta;

#[actix_web::test]
async fn it_is_put_in_place_looked_at_and_decided() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    ida.visits(&path)
        .says("Planned")
        .does_not_offer("Keep what was seen")
        .presses("It is in place", &[("in_place_on", "2026-03-04")])
        .says("On the day of the check it stands on the board again.")
        .says("In place, check to come")
        .says("In place since 4 March 2026");
    app.later(TimeDelta::days(16));
    ida.visits("/countermeasures")
        .says("To be checked at the place");
    checks(&app, &mut ida, &path, "as_predicted");
    ida.says("Thank you for looking.")
        .says("20 March 2026, Shift lead")
        .says("Dry below the roof.")
        .says("As predicted")
        .presses(
            "Keep the decision",
            &[("decision", "standardise"), ("reason", "It holds.")],
        )
        .says("Keep it as how we work, 20 March 2026")
        .says("It holds.")
        .presses(
            "Keep where it was brought",
            &[("spread_to", "Ramp 4 and 5")],
        )
        .says("Brought to Ramp 4 and 5")
        .does_not_offer("Keep the decision");
    let mut ann = app.admin("Ann");
    ann.visits("/journal")
        .says("put a countermeasure in place")
        .says("checked a countermeasure at the place")
        .says("decided on a countermeasure");
}

#[actix_web::test]
async fn days_that_cannot_be_are_told_and_nothing_typed_is_lost() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    ida.visits(&path)
        .presses(
            "It is in place",
            &[("in_place_on", &day(&app, 1).to_string())],
        )
        .answers(422)
        .says("This day has not come yet.");
    app.later(TimeDelta::days(30));
    // The day of the check lies before the day on which it came: another one is asked for.
    ida.visits(&path)
        .says("Its day has passed")
        .presses(
            "It is in place",
            &[("in_place_on", &day(&app, 0).to_string())],
        )
        .answers(422)
        .says("This is before the change can be in place (3 April 2026).")
        .presses(
            "It is in place",
            &[("new_check_on", &day(&app, 3).to_string())],
        )
        .answers(200);
    ida.visits(&path)
        .presses(
            "Keep what was seen",
            &[
                ("seen_on", &day(&app, -1).to_string()),
                ("seen_role", " "),
                ("seen_what", "Dry below the roof."),
            ],
        )
        .answers(422)
        .says("Please write which role looked")
        .says("Please choose what came of the prediction.")
        .holds("seen_what", "Dry below the roof.")
        .presses(
            "Keep what was seen",
            &[("seen_role", "Nurse"), ("result", "partly")],
        )
        .answers(422)
        .says("It is in place since 3 April 2026.")
        .holds("result", "partly");
}

#[actix_web::test]
async fn nobody_decides_before_somebody_has_looked_but_anything_can_be_let_go() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    let csrf = ida.visits(&path).csrf();
    ida.posts(
        &format!("{path}/decision"),
        &[
            ("csrf", &csrf),
            ("version", "1"),
            ("decision", "standardise"),
        ],
    )
    .answers(409)
    .says("First look at the place.");
    let check = [
        ("csrf", csrf.as_str()),
        ("version", "1"),
        ("seen_on", "2026-03-04"),
        ("seen_role", "Nurse"),
        ("seen_what", "A fine word."),
        ("result", "no"),
    ];
    ida.posts(&format!("{path}/check"), &check)
        .answers(409)
        .says("First say since when it is in place.")
        .says("A fine word.");
    ida.visits(&path)
        .presses("Let it go", &[])
        .answers(422)
        .says("Please say why it is let go")
        .presses("Let it go", &[("reason", "A better idea came.")])
        .answers(200)
        .says("A better idea came.");
    ida.posts(&format!("{path}/check"), &check).answers(409);
    ida.visits("/countermeasures")
        .says("Let go on 4 March 2026");
}

#[actix_web::test]
async fn adjusting_begins_a_new_round_and_keeps_the_one_before() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    ida.visits(&path).presses("It is in place", &[]);
    app.later(TimeDelta::days(16));
    checks(&app, &mut ida, &path, "partly");
    ida.presses("Keep the decision", &[("decision", "adjust")])
        .answers(422)
        .says("Please choose the day of the next check")
        .presses(
            "Keep the decision",
            &[("next_check", &day(&app, 7).to_string())],
        )
        .answers(200)
        .says("In place, check to come")
        .says("Check on 27 March 2026")
        .says("An earlier round")
        .says("Partly")
        .says("Adjust it and look again, 20 March 2026");
    app.later(TimeDelta::days(7));
    checks(&app, &mut ida, &path, "as_predicted");
    ida.presses("Keep the decision", &[("decision", "standardise")])
        .says("As predicted")
        .says("Partly");
}

#[actix_web::test]
async fn the_plan_can_be_changed() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    ida.visits(&path)
        .presses("Keep the plan", &[("effect", "")])
        .answers(422)
        .says("Please write what you expect to change.")
        .holds("what", "A roof over the ramp.")
        .presses(
            "Keep the plan",
            &[
                ("effect", "Hardly any pallet slides."),
                ("strength", "simplify"),
                ("term", "containment"),
            ],
        )
        .answers(200)
        .says("Hardly any pallet slides.")
        .says("Stronger · Simplify")
        .says("Makes it safe for now");
}

#[actix_web::test]
async fn of_two_who_write_at_once_the_second_sees_both() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let (mut ida, mut ada) = (app.improver("Ida"), app.lead("Ada", &[]));
    ida.visits(&path);
    ada.visits(&path)
        .presses("Keep the plan", &[("what", "A roof with a gutter.")])
        .answers(200);
    ida.presses("Keep the plan", &[("what", "A roof with a lamp.")])
        .answers(409)
        .says("Somebody else changed this while you were writing.")
        .says("A roof with a gutter.")
        .holds("what", "A roof with a lamp.")
        .presses("Keep the plan", &[])
        .answers(200)
        .says("A roof with a lamp.");
}

#[actix_web::test]
async fn a_form_that_arrives_after_the_session_has_ended_keeps_its_words() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    verifies(&app, &mut app.lead("Ada", &[]), &path);
    ida.visits(&path);
    app.later(TimeDelta::days(400));
    ida.presses(
        "Keep where it was brought",
        &[("spread_to", "Ramp 4 and all others")],
    );
    ida.answers(401).shows("Ramp 4 and all others");
}

#[actix_web::test]
async fn what_it_addresses_can_be_chosen_anew() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    let (was, other) = (condition().id.to_string(), other_condition().id.to_string());
    ida.visits(&path)
        .holds("condition", &was)
        .presses(
            "Keep what it addresses",
            &[
                ("condition", &other),
                ("own_condition", "The drain is blocked."),
                ("own_factor", "2"),
            ],
        )
        .answers(200)
        .says("Nobody knows how much fits.")
        .says("The drain is blocked. Tools, equipment, supplies")
        .holds("condition", &other)
        .does_not_say("The ramp is open to the rain. Space, light, noise, layout");
    assert_eq!(ida.texts("#conditions input[checked]").len(), 2);
    // The words of one's own stay to be chosen, and the A3's can be chosen again.
    ida.presses("Keep what it addresses", &[("condition", &was)])
        .answers(200)
        .says("The ramp is open to the rain. Space, light, noise, layout")
        .does_not_say("The drain is blocked.");
    app.admin("Ann")
        .visits("/journal")
        .says("changed a countermeasure");
}

#[actix_web::test]
async fn conditions_that_cannot_be_kept_come_back_as_typed() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let (mut ida, mut ada) = (app.improver("Ida"), app.lead("Ada", &[]));
    let (was, other) = (condition().id.to_string(), other_condition().id.to_string());
    let csrf = ida.visits(&path).csrf();
    for nonsense in [
        None,
        Some("33333333-3333-4333-8333-333333333333"),
        Some("x"),
    ] {
        let mut fields = vec![("csrf", csrf.as_str()), ("version", "1")];
        fields.extend(nonsense.map(|id| ("condition", id)));
        ida.posts(&format!("{path}/conditions"), &fields)
            .answers(422)
            .says("Please choose at least one condition")
            .says("The ramp is open to the rain.");
    }
    let long = "a".repeat(2_001);
    ida.visits(&path)
        .presses(
            "Keep what it addresses",
            &[("own_condition", &long), ("own_factor", "5")],
        )
        .answers(422)
        .says("2000 fit")
        .holds("own_condition", &long)
        .holds("own_factor", "5");
    // Of two who choose at once the second sees both.
    ida.visits(&path);
    ada.visits(&path)
        .presses("Keep what it addresses", &[("condition", &other)])
        .answers(200);
    ida.presses(
        "Keep what it addresses",
        &[("condition", &was), ("own_condition", "No light.")],
    )
    .answers(409)
    .says("What is kept now: It addresses Nobody knows how much fits.")
    .holds("condition", &was)
    .holds("own_condition", "No light.")
    .presses("Keep what it addresses", &[])
    .answers(200)
    .says("No light.");
}

#[actix_web::test]
async fn what_was_decided_can_be_taken_up_once_more() {
    let app = house().await;
    let path = added(&app, places::ROOT, roof(&app));
    let mut ida = app.improver("Ida");
    let csrf = ida.visits(&path).does_not_offer("Look at it again").csrf();
    ida.posts(
        &format!("{path}/again"),
        &[
            ("csrf", &csrf),
            ("version", "1"),
            ("again_on", "2026-04-04"),
        ],
    )
    .answers(409)
    .says("nobody has decided yet");
    verifies(&app, &mut ida, &path);
    for wrong in ["", "soon", &day(&app, -1).to_string()] {
        ida.visits(&path)
            .presses("Look at it again", &[("again_on", wrong)])
            .answers(422)
            .holds("again_on", wrong);
    }
    ida.presses(
        "Look at it again",
        &[("again_on", &day(&app, 7).to_string())],
    )
    .answers(200)
    .says("In place, check to come")
    .says("An earlier round")
    .says("Keep it as how we work")
    .does_not_say("Open again");
}

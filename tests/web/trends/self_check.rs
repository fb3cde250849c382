//! Four questions to ourselves, with evidence and without a score.

use super::{
    answered,
    countermeasures::{adds, sets},
    csv,
};
use crate::support::App;
use candor::{countermeasures::Strength, people::Role, places::ROOT};

const PATH: &str = "/trends/self-check";

#[actix_web::test]
async fn an_empty_house_is_asked_the_same_questions() {
    let app = App::start().await;
    let mut imre = app.improver("Imre");
    app.person("Ada", Role::Lead, &[ROOT]);
    // One lead alone: whatever were counted would be theirs.
    imre.visits(PATH)
        .answers(200)
        .says("too few people lead these places")
        .does_not_say("There are too few notes");
    app.person("Ben", Role::Lead, &[ROOT]);
    imre.visits(PATH).answers(200);
    for question in [
        "Do people bring bad news early or late?",
        "Do meetings surface problems or explanations?",
        "Do metrics trigger curiosity or defensiveness?",
        "Do mistakes lead to learning or silence?",
        "Who is heard at all?",
        "Who questions how we work?",
    ] {
        imre.says(question);
    }
    imre.says("There are too few reports to say yet")
        .says("No hansei that you may read")
        .says("There are too few notes beside charts to say")
        .says("nobody can know: neither is kept with a report")
        .does_not_say("score of");
    imre.visits(&format!("{PATH}.svg")).answers(404);
    imre.visits(&format!("{PATH}?to=never")).answers(422);
    imre.visits("/trends")
        .follows_link("The self-check")
        .says("There is no score");
    app.guest().visits(PATH).says("Sign in");
    app.admin("Adam").visits(PATH).answers(403);
}

#[actix_web::test]
async fn what_one_lead_does_is_counted_in_the_place_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let ward = app.place_with("Ward", ROOT, Some(40));
    let mut ada = app.lead("Ada", &[hall.id]);
    app.person("Ben", Role::Lead, &[ward.id]);
    let of_hall = format!("{PATH}?place={}", hall.code);
    let one_lead = "too few people lead these places";
    // The improvement team reads of the whole house instead; Ada reads nothing of the house.
    let mut imre = app.improver("Imre");
    imre.visits(&of_hall).answers(200).does_not_say(one_lead);
    ada.visits(&of_hall).answers(200).says(one_lead);
    app.person("Cem", Role::Lead, &[hall.id]);
    app.person("Dilan", Role::Lead, &[ward.id]);
    ada.visits(&of_hall).does_not_say(one_lead);
}

#[actix_web::test]
async fn each_question_has_its_evidence_in_every_shape() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    app.place_with("Ward", ROOT, Some(40));
    for week in 0..30 {
        let monday = candor::kernel::time::Week::of("2025-09-01".parse().unwrap()).plus(week);
        let monday = monday.monday().to_string();
        answered(&app, hall.id, &monday, 8 + week % 2, |one| {
            one.delay_minutes = Some(60);
            one.effect = Some(0);
        });
    }
    answered(&app, hall.id, "2025-12-01", 6, |one| one.effect = Some(3));
    adds(&app, ROOT, Strength::Training, 7);
    sets(
        &app,
        Strength::Training,
        "in_place_on = '2026-03-05', seen_on = '2026-03-19', result = 'partly'",
    );
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(PATH)
        .says("Half of the reports came within 1 hour.")
        .says("Told before harm was done")
        .says("Of 7 changes that somebody went and looked at, 0 did what was expected.")
        .says("In the four weeks after something severe, 8.5 reports came a week")
        .says("That is routine variation.")
        .says("quieter than is usual here. Fewer problems, or harder to say?")
        .says("1 of the 2 places right below this one");
    let sheet = csv(&mut imre, &format!("{PATH}.csv"));
    assert_eq!(sheet[0][..2], ["early", "median_minutes"]);
    let json = imre.visits(&format!("{PATH}.json")).json();
    let rows = json["rows"].as_array().unwrap();
    assert_eq!(rows.len(), sheet.len());
    let value = |key: &str| {
        let row = rows.iter().find(|row| row["evidence"] == key).unwrap();
        row["value"].clone()
    };
    assert_eq!(value("verified"), 0.0);
    // The last week but one was the last in which anybody told something.
    assert_eq!(value("silence"), 1.0);
    assert_eq!(value("places"), 1.0);
    assert_eq!(value("problems"), 261.0);
    assert!(value("calls").is_null());
    assert_eq!(imre.visits(&format!("/api/v1{PATH}")).json(), json);
    imre.visits(&format!("{PATH}.svg")).answers(200);
    imre.visits(&format!("{PATH}.png")).answers(200);
    assert!(imre.bytes().starts_with(b"\x89PNG"));
    // Of the hall alone, for its lead.
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits(&format!("{PATH}?place={}", hall.code))
        .says("Hall 2")
        .says("no places below this one");
}

#[actix_web::test]
async fn one_severe_report_is_told_to_those_who_read_it_alone() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    for week in 0..30 {
        let monday = candor::kernel::time::Week::of("2025-09-01".parse().unwrap()).plus(week);
        answered(&app, hall.id, &monday.monday().to_string(), 8, |_| {});
    }
    answered(&app, hall.id, "2025-12-01", 1, |one| one.effect = Some(3));
    app.at("2026-04-08T08:00:00Z");
    let query = format!("place={}", hall.code);
    app.improver("Imre")
        .visits(&format!("{PATH}?{query}"))
        .says("Nothing severe is known of these days, or it is held back")
        .does_not_say("In the four weeks after");
    app.lead("Ada", &[hall.id])
        .visits(&format!("{PATH}?{query}"))
        .says("In the four weeks after something severe, 8 reports came a week");
}

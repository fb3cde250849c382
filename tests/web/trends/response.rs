//! How do we answer?

use super::{answered, csv, table};
use crate::support::App;
use candor::{people::Role, places::ROOT, tally::Skeleton};

const PATH: &str = "/trends/response";

fn thanked_after(days: i32) -> impl Fn(&mut Skeleton) + Send + Copy {
    move |one| {
        one.thanks_days = Some(days);
        one.first_answer_days = Some(days);
    }
}

/// Two leads of the whole house: no number is about one of them.
fn two_leads(app: &App) {
    app.person("Ada of all", Role::Lead, &[]);
    app.person("Bo of all", Role::Lead, &[]);
}

#[actix_web::test]
async fn an_empty_house_is_asked_who_could_tell_more() {
    let app = App::start().await;
    two_leads(&app);
    let mut imre = app.improver("Imre");
    imre.visits(PATH)
        .answers(200)
        .says("How do we answer?")
        .says("Thanks to everybody who speaks up.")
        .says("Nothing to show for these days");
    imre.visits(&format!("{PATH}.csv")).answers(200);
    imre.visits(&format!("{PATH}.json")).answers(200);
    imre.visits(&format!("{PATH}.svg")).answers(404);
    imre.visits(&format!("{PATH}?place=K7QF")).answers(422);
    app.guest().visits(PATH).says("Sign in");
    app.admin("Adam").visits(PATH).answers(403);
}

#[actix_web::test]
async fn days_verdicts_and_promises_are_the_same_in_every_shape() {
    let app = App::start().await;
    two_leads(&app);
    // Twelve weeks that are long over: 40 thanked the same day, 20 after 5 days, 10 not at all.
    answered(&app, ROOT, "2025-10-13", 40, thanked_after(0));
    answered(&app, ROOT, "2025-10-20", 20, |one| {
        thanked_after(5)(one);
        one.outcome_days = Some(20);
        one.verdict = Some((3, 3));
        one.promises = vec![1];
    });
    answered(&app, ROOT, "2025-10-27", 10, |one| {
        one.verdict = Some((1, 3));
        one.later_verdict = Some((3, 3));
        one.promises = vec![0];
    });
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(PATH)
        .says("Thanks to 70 reports since October")
        .says("Half had the thanks the same day")
        .says("Nine of ten had the thanks within 5 days")
        .says("too few to say (needs 50)")
        .says("about 3 in 10 (20 of 70 reports)")
        .says("about 7 in 10");
    let page = table(&imre);
    let sheet = csv(&mut imre, &format!("{PATH}.csv"));
    assert_eq!(sheet[0], ["0", "40", "40", "0"]);
    assert_eq!(sheet[2], ["3-7", "20", "20", "0"]);
    assert_eq!(sheet[3], ["8-30", "0", "0", "20"]);
    assert_eq!(sheet[6], ["waiting", "10", "10", "50"]);
    assert_eq!(page[..7], sheet[..]);
    let json = imre.visits(&format!("{PATH}.json")).json();
    let facts = &json["facts"];
    assert_eq!(facts["thanks_median_days"], 0);
    assert_eq!(facts["thanks_p90_days"], 5);
    assert_eq!(facts["outcome_median_days"], 20);
    assert!(facts["outcome_p90_days"].is_null());
    assert_eq!(facts["closed_loop"], 0.3);
    assert_eq!(facts["helped"], 0.7);
    assert_eq!(facts["felt_safe"], 1.0);
    assert_eq!(facts["helped_later"], 1.0);
    assert_eq!(facts["promises_kept"], 0.7);
    assert_eq!(json["rows"][6]["outcome"], 50);
    let api = imre.visits(&format!("/api/v1{PATH}")).json();
    assert_eq!(api, json);
    for figure in ["thanks", "first-answer", "outcome"] {
        imre.visits(&format!("{PATH}.svg?figure={figure}"))
            .answers(200);
        assert!(imre.body().contains("<rect"));
    }
    imre.visits(&format!("{PATH}.png")).answers(200);
    assert!(imre.bytes().starts_with(b"\x89PNG"));
}

#[actix_web::test]
async fn few_answers_are_held_back_from_all_but_the_places_leads() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    two_leads(&app);
    app.person("Cy", Role::Lead, &[ROOT]);
    answered(&app, hall.id, "2025-10-13", 30, thanked_after(0));
    answered(&app, hall.id, "2025-10-13", 2, thanked_after(12));
    answered(&app, hall.id, "2025-10-13", 8, |_| {});
    app.at("2026-04-08T08:00:00Z");
    let query = format!("place={}", hall.code);
    let mut ada = app.lead("Ada", &[hall.id]);
    let sheet = csv(&mut ada, &format!("{PATH}.csv?{query}"));
    assert_eq!(
        (&sheet[3][..2], &sheet[6][..2]),
        (
            &["8-30".to_owned(), "2".into()][..],
            &["waiting".to_owned(), "8".into()][..]
        )
    );
    let mut imre = app.improver("Imre");
    for query in [query.as_str(), ""] {
        // The 2 take the 8 along.
        let sheet = csv(&mut imre, &format!("{PATH}.csv?{query}"));
        assert_eq!(sheet[0][1], "30");
        assert_eq!((sheet[3][1].as_str(), sheet[6][1].as_str()), ("", ""));
        imre.visits(&format!("{PATH}?{query}"))
            .says("that class is held back with another one")
            .does_not_say("2 or more");
    }
}

#[actix_web::test]
async fn a_number_about_one_lead_is_counted_in_the_place_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let ward = app.place_with("Ward", ROOT, Some(40));
    answered(&app, hall.id, "2025-10-13", 30, thanked_after(0));
    answered(&app, ward.id, "2025-10-13", 30, thanked_after(9));
    app.at("2026-04-08T08:00:00Z");
    let mut ada = app.lead("Ada", &[hall.id]);
    let query = format!("place={}", hall.code);
    // One lead of the house: nothing at all, and the mirror for that lead.
    for path in [PATH.to_owned(), format!("{PATH}?{query}")] {
        ada.visits(&path)
            .says("One lead answers for this house")
            .does_not_say("the same day");
    }
    assert!(csv(&mut ada, &format!("{PATH}.csv")).is_empty());
    app.person("Bo", Role::Lead, &[ward.id]);
    let mut imre = app.improver("Imre");
    for browser in [&mut ada, &mut imre] {
        browser
            .visits(&format!("{PATH}?{query}"))
            .says("Hall 2 is counted in")
            .says("no number here is about one person");
        let json = browser.visits(&format!("{PATH}.json?{query}")).json();
        assert_eq!(json["facts"]["thanks_median_days"], 0);
        assert_eq!(json["rows"][0]["thanks"], 30);
        assert_eq!(json["rows"][3]["thanks"], 30);
        // The same in the other views stays as it was: those are about reports.
        browser
            .visits(&format!("/trends/reports?{query}"))
            .does_not_say("is counted in");
    }
    // Two leads of the hall, and the rest is not one lead's: it is shown apart.
    app.person("Cy", Role::Lead, &[hall.id]);
    app.person("Di", Role::Lead, &[ward.id]);
    let json = imre.visits(&format!("{PATH}.json?{query}")).json();
    assert_eq!(json["rows"][0]["thanks"], 30);
    assert_eq!(json["rows"][3]["thanks"], 0);
    imre.visits(&format!("{PATH}?{query}"))
        .does_not_say("is counted in");
    imre.visits("/trends")
        .says("How do we answer?")
        .says("Half were thanked the same day.");
}

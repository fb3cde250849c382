//! Changes stand on charts, and limits are set anew by people, with a reason.

use super::signals::{after, first, hall, looks, usual, with};
use crate::support::{App, Browser};

fn chart(browser: &mut Browser, code: &str) -> Vec<String> {
    browser
        .visits(&format!("/trends/reports?place={code}"))
        .answers(200)
        .texts(".marks > li")
}

#[actix_web::test]
async fn a_change_stands_on_the_charts_of_its_place() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let code = hall.code.to_string();
    let mut ada = app.lead("Ada", &[hall.id]);
    let mut imre = app.improver("Imre");
    for (browser, words, week) in [
        (&mut ada, "New ramp", "2026-05-13"),
        (&mut imre, "Two tablets more", "2026-05-20"),
    ] {
        let fields = [("place", code.as_str()), ("what", words), ("week", week)];
        browser
            .visits("/trends/changes")
            .presses("Write it down", &fields)
            .answers(200)
            .says(words);
    }
    assert_eq!(
        chart(&mut imre, &code),
        [
            "11 May 2026: New ramp (Ada (Lead), 29 July 2026)",
            "18 May 2026: Two tablets more (Imre (Improvement team), 29 July 2026)"
        ]
    );
    // Everybody else reads it, and cannot write.
    let mut ben = app.lead("Ben", &[app.place("Ward")]);
    assert_eq!(chart(&mut ben, &code).len(), 2);
    let csrf = ben.visits("/trends/changes").csrf();
    let foreign = [
        ("csrf", csrf.as_str()),
        ("place", code.as_str()),
        ("what", "A wall"),
        ("week", "2026-05-13"),
    ];
    let refused = ben
        .posts("/trends/changes", &foreign)
        .answers(422)
        .texts("#place-error");
    let mut unknown = foreign.to_vec();
    unknown[1].1 = "0000";
    let same = ben
        .posts("/trends/changes", &unknown)
        .answers(422)
        .texts("#place-error");
    assert_eq!(refused, same);
    ben.holds("what", "A wall");
    for (name, value, sentence) in [
        ("week", "2026-09-13", "This week lies ahead."),
        ("week", "May", "We could not read this date."),
        ("what", "", "Please write a few words here."),
        ("signal", "the ramp one", "We know no such signal."),
        ("signal", "000-000", "We know no such signal."),
    ] {
        let mut fields = vec![
            ("place", code.as_str()),
            ("what", "A wall"),
            ("week", "2026-05-13"),
        ];
        fields.retain(|(other, _)| *other != name);
        fields.push((name, value));
        ada.visits("/trends/changes")
            .presses("Write it down", &fields)
            .answers(422)
            .says(sentence);
    }
    app.admin("Ann")
        .visits("/journal")
        .says("wrote down what changed at a place");
}

#[actix_web::test]
async fn limits_are_set_anew_after_a_signal_and_can_be_taken_back() {
    let app = App::start().await;
    let above = [30, 31, 30, 31, 30, 31, 30, 31];
    let hall = hall(&app, &with(usual(9, 11), &above));
    after(&app, 27);
    looks(&app);
    let code = hall.code.to_string();
    let (mut ada, mut imre) = (app.lead("Ada", &[hall.id]), app.improver("Imre"));
    let signals = |browser: &mut Browser| {
        browser
            .visits(&format!("/trends/reports?place={code}"))
            .has(".chart__dot--signal")
    };
    assert!(signals(&mut imre));
    let path = first(&mut imre, &code);
    ada.visits(&path);
    imre.visits(&path)
        .presses("Set the limits anew", &[("reason", "")])
        .answers(422)
        .says("Please write a few words here.");
    imre.presses("Set the limits anew", &[("reason", "The new line runs")])
        .answers(200);
    // Ada has had the page open meanwhile.
    ada.presses("Set the limits anew", &[("reason", "Line 2 began")])
        .answers(409)
        .says("The limits are set anew from this week already.")
        .holds("reason", "Line 2 began");
    let marks = chart(&mut ada, &code);
    assert!(
        marks[0].contains("the limits are set anew. The new line runs (Imre"),
        "{marks:?}"
    );
    assert!(ada.has(".chart__change"));
    // Both phases are drawn: the old limits stay.
    assert_eq!(ada.texts(".chart path.chart__limit").len(), 4);
    assert!(!signals(&mut imre));
    // Somebody of elsewhere cannot take it back, and learns nothing from trying.
    let undo = ada
        .visits("/trends/changes")
        .attribute("form[action$='taken-back']", "action")
        .unwrap();
    let mut ben = app.lead("Ben", &[app.place("Ward")]);
    let csrf = ben.visits("/trends/changes").csrf();
    ben.does_not_offer("Take it back");
    ben.posts(&undo, &[("csrf", &csrf)]).answers(404);
    ben.posts("/trends/limits/000-000/taken-back", &[("csrf", &csrf)])
        .answers(404);
    imre.visits("/trends/changes");
    ada.presses("Take it back", &[])
        .answers(200)
        .says("The limits are as before");
    imre.presses("Take it back", &[])
        .answers(409)
        .says("taken this back already");
    assert!(signals(&mut imre));
    app.admin("Ann")
        .visits("/journal")
        .says("set the limits of a chart anew")
        .says("took limits of a chart back");
}

#[actix_web::test]
async fn two_people_who_set_limits_anew_at_once_are_told() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let code = hall.code.to_string();
    let (mut ada, mut imre) = (app.lead("Ada", &[hall.id]), app.improver("Imre"));
    for (what, week) in [("New ramp", "2026-05-13"), ("New tablet", "2026-06-10")] {
        let fields = [("place", code.as_str()), ("what", what), ("week", week)];
        ada.visits("/trends/changes")
            .presses("Write it down", &fields);
    }
    let links: Vec<String> = {
        ada.visits("/trends/changes");
        let links = scraper::Selector::parse("a[href^='/trends/limits/']").unwrap();
        ada.html()
            .select(&links)
            .map(|link| link.value().attr("href").unwrap().to_owned())
            .collect()
    };
    assert_eq!(links.len(), 2);
    ada.visits(&links[0]).holds("reason", "New tablet");
    imre.visits(&links[1])
        .presses("Set the limits anew", &[("series", "reports")])
        .answers(200)
        .says("New ramp");
    ada.presses(
        "Set the limits anew",
        &[("series", "reports"), ("reason", "The tablet stays")],
    )
    .answers(409)
    .says("Somebody else set these limits anew while you were writing.")
    .holds("reason", "The tablet stays");
    // With the page as it is now, it goes.
    ada.presses("Set the limits anew", &[]).answers(200);
    assert_eq!(chart(&mut imre, &code).len(), 4);
    // Nothing begins where there is no signal and no change.
    for path in ["/trends/limits/000-000", "/trends/limits/nothing"] {
        ada.visits(path).answers(404);
    }
}

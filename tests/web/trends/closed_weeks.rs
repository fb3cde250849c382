//! Closed weeks are left out of charts and of silence.

use super::signals::{after, hall, looks, usual, with};
use crate::support::{App, Browser};

const CLOSED: &str = "/trends/closed-weeks";

fn closes(browser: &mut Browser, place: &str, from: &str, to: &str, words: &str) {
    let fields = [
        ("place", place),
        ("from", from),
        ("to", to),
        ("words", words),
    ];
    browser
        .visits(CLOSED)
        .presses("Leave these weeks out", &fields);
}

#[actix_web::test]
async fn a_closed_week_is_no_silence_and_a_gap_on_the_chart() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(19, 21), &[0, 0]));
    after(&app, 21);
    let code = hall.code.to_string();
    let mut ann = app.admin("Ann");
    let root = ann
        .visits(CLOSED)
        .attribute("select[name=place] option", "value")
        .unwrap();
    closes(
        &mut ann,
        &root,
        "2026-07-29",
        "2026-08-06",
        "Summer holidays",
    );
    ann.answers(200)
        .says("27 July 2026 to 9 August 2026")
        .says("These weeks are left out of the charts.");
    assert_eq!(looks(&app), 0);
    let mut imre = app.improver("Imre");
    imre.visits(&format!("/trends/reports?place={code}"))
        .says("Closed: left out");
    assert_eq!(imre.texts(".chart__closed title").len(), 2);
    assert!(imre.texts(".chart__closed title")[0].contains("closed (Summer holidays)"));
    imre.visits(CLOSED).answers(403);
    // Counted again, they are a silence.
    ann.visits(CLOSED)
        .presses("Remove Summer holidays, 27 July 2026", &[])
        .answers(200)
        .says("These weeks are counted again.");
    app.later(chrono::TimeDelta::days(1));
    assert_eq!(looks(&app), 2);
    app.improver("Imre two")
        .visits("/trends/signals")
        .says("we heard 0 reports, usually about 20")
        .says("Fewer problems, or harder to say?");
    app.admin("Ann two")
        .visits("/journal")
        .says("closed weeks of a place")
        .says("opened weeks of a place again");
}

#[actix_web::test]
async fn leads_close_their_own_places_and_nobody_closes_nonsense() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let code = hall.code.to_string();
    let mut ada = app.lead("Ada", &[hall.id]);
    closes(&mut ada, &code, "2026-08-12", "2026-08-13", "Stocktaking");
    ada.answers(200).says("10 August 2026 to 16 August 2026");
    for (from, to, words, sentence) in [
        (
            "2026-08-24",
            "2026-08-17",
            "Late",
            "The last day lies before the first.",
        ),
        (
            "2026-08-03",
            "2026-08-10",
            "More",
            "Hall 2 is closed from 10 August 2026 to 16 August 2026 already.",
        ),
        (
            "2031-01-01",
            "2031-01-08",
            "Far",
            "This is more than two years ahead.",
        ),
        (
            "2026-08-24",
            "2028-01-10",
            "Long",
            "This is more than a year.",
        ),
        ("soon", "2026-08-24", "Soon", "We could not read this date."),
        (
            "",
            "2026-08-24",
            "Never",
            "Please choose a day of the week.",
        ),
        (
            "2026-08-24",
            "2026-08-24",
            "",
            "Please write a few words here.",
        ),
    ] {
        closes(&mut ada, &code, from, to, words);
        ada.answers(422)
            .says(sentence)
            .holds("from", from)
            .holds("to", to)
            .holds("words", words);
    }
    let ward = app.place("Ward");
    let mut ben = app.lead("Ben", &[ward]);
    let csrf = ben.visits(CLOSED).does_not_say("Stocktaking").csrf();
    for place in [code.as_str(), "0000"] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("place", place),
            ("from", "2026-08-24"),
            ("to", "2026-08-24"),
            ("words", "Theirs"),
        ];
        ben.posts(CLOSED, &fields)
            .answers(422)
            .says("We know no such place of yours.");
    }
    let remove = ada
        .visits(CLOSED)
        .attribute("form[action$=removed]", "action")
        .unwrap();
    ben.posts(&remove, &[("csrf", &csrf)]).answers(404);
    app.keeper("Kim").visits(CLOSED).answers(403);
}

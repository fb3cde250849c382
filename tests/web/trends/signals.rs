//! Signals: found once, asked as questions, and seen by nobody whom small counts should not reach.

use super::{counted, csv};
use crate::support::{App, Browser};
use candor::{
    kernel::{ids::Id, time::Week},
    people::Role,
    places::{Place, ROOT},
    reports::Kind,
    trends::{self, NoteSort},
};

pub(crate) const SIGNALS: &str = "/trends/signals";

/// The Monday of the first week with a report.
pub(crate) const FIRST: &str = "2026-03-09";

pub(crate) fn week(n: i64) -> Week {
    Week::of(FIRST.parse().unwrap()).plus(n)
}

/// A place with so many reports in each week.
pub(crate) fn hall(app: &App, weekly: &[i64]) -> Place {
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    tell(app, hall.id, 0, weekly);
    hall
}

/// So many reports in each week from the one with this number on.
pub(crate) fn tell(app: &App, place: Id, from: i64, weekly: &[i64]) {
    for (n, reports) in (from..).zip(weekly) {
        let monday = week(n).monday().to_string();
        counted(app, place, &monday, Kind::Problem, 240, *reports);
    }
}

/// Twenty weeks of the usual coming and going.
pub(crate) fn usual(low: i64, high: i64) -> Vec<i64> {
    (0..20)
        .map(|n| if n % 2 == 0 { low } else { high })
        .collect()
}

pub(crate) fn with(mut weeks: Vec<i64>, more: &[i64]) -> Vec<i64> {
    weeks.extend(more);
    weeks
}

/// The Wednesday after the week with this number.
pub(crate) fn after(app: &App, n: i64) {
    let day = week(n + 1).monday() + chrono::Days::new(2);
    app.at(&format!("{day}T08:00:00Z"));
}

/// What housekeeping does; how many signals are new.
pub(crate) fn looks(app: &App) -> usize {
    let now = app.clock().now();
    let Some(news) = app.looks(|conn| trends::signals_due(conn, 5, now)) else {
        return 0;
    };
    app.acts(move |tx| trends::keep_signals(tx, news, now))
}

/// The address of the first signal of a place on the list.
pub(crate) fn first(browser: &mut Browser, place: &str) -> String {
    let list = browser.visits("/trends/signals.json").json();
    let of_place = list["signals"]
        .as_array()
        .unwrap()
        .iter()
        .find(|signal| signal["place"] == place)
        .unwrap()
        .clone();
    format!("{SIGNALS}/{}", of_place["reference"].as_str().unwrap())
}

#[actix_web::test]
async fn a_rise_is_a_question_to_everybody_who_sees_it() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(9, 11), &[30]));
    after(&app, 20);
    // The hall's, and the whole house's.
    assert_eq!(looks(&app), 2);
    for browser in [
        &mut app.lead("Ada", &[hall.id]),
        &mut app.improver("Imre"),
        &mut app.lead("Ben", &[app.place("Ward")]),
    ] {
        browser
            .visits(SIGNALS)
            .answers(200)
            .says("Thanks to")
            .says("In the week of 27 July we heard 30 reports, usually about 10.")
            .says("What in the system changed?")
            .does_not_say("Silence");
        let path = first(browser, &hall.code.to_string());
        browser
            .visits(&path)
            .answers(200)
            .says("outside the limits")
            .links_to(&format!("/trends/reports?place={}", hall.code));
    }
    let mut imre = app.improver("Imre two");
    let listed = imre.visits("/trends/signals.json").json();
    let sheet = csv(&mut imre, "/trends/signals.csv");
    assert_eq!(sheet.len(), listed["signals"].as_array().unwrap().len());
    assert_eq!(sheet[0][0], listed["signals"][0]["reference"]);
    assert_eq!(sheet[0][2..5], ["reports", "outside", "above"]);
    for browser in [&mut app.admin("Ann"), &mut app.keeper("Kim")] {
        browser.visits(SIGNALS).answers(403);
        browser.visits("/trends/signals.csv").answers(403);
    }
}

#[actix_web::test]
async fn a_fall_is_a_silence_that_asks_and_comes_first() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(19, 21), &[6, 20, 40]));
    after(&app, 22);
    looks(&app);
    let mut imre = app.improver("Imre");
    imre.visits(SIGNALS)
        .says("In the week of 27 July we heard 6 reports, usually about 20.")
        .says("Fewer problems, or harder to say?");
    let chips = imre.texts(".card:first-child .chip--warm");
    assert_eq!(chips, ["Silence"]);
    let path = first(&mut imre, &hall.code.to_string());
    imre.visits(&path)
        .does_not_say("What in the system changed?")
        .follows_link("Plan a hansei about a quiet place")
        .answers(200)
        .holds("trigger", "quiet_place");
}

#[actix_web::test]
async fn a_signal_is_found_once_however_many_servers_look_and_however_it_grows() {
    let app = App::start().await;
    let above = [12, 11, 12, 11, 12, 11, 12, 11];
    let hall = hall(&app, &with(usual(9, 11), &above));
    after(&app, 27);
    let now = app.clock().now();
    let look = || app.looks(|conn| trends::look_for_signals(conn, 5, now));
    let (one, other) = (look(), look());
    let new = app.acts(move |tx| trends::keep_signals(tx, one, now));
    assert_eq!(new, 2);
    // The second server has looked at the same time.
    assert_eq!(app.acts(move |tx| trends::keep_signals(tx, other, now)), 0);
    assert_eq!(looks(&app), 0);
    tell(&app, hall.id, 28, &[12]);
    after(&app, 28);
    assert_eq!(looks(&app), 0);
    let mut ada = app.lead("Ada", &[hall.id]);
    let list = ada.visits("/trends/signals.json").json();
    assert_eq!(list["signals"].as_array().unwrap().len(), 2);
    assert_eq!(list["signals"][0]["rule"], "run");
    // The run began with the eleven before.
    assert_eq!(list["signals"][0]["week"], week(19).to_string());
    ada.visits(SIGNALS).says(
        "From the week of 20 July on, eight or more in a row brought more reports than the usual 10.",
    );
}

#[actix_web::test]
async fn nobody_learns_of_a_signal_from_small_counts_but_the_places_leads() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(9, 11), &[2]));
    after(&app, 20);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits(SIGNALS)
        .says("we heard 2 reports")
        .says("Only leads of this place see it");
    let path = first(&mut ada, &hall.code.to_string());
    ada.visits(&path).answers(200).presses(
        "Keep this note",
        &[("words", "What made it hard to say that week?")],
    );
    ada.visits(&path).presses(
        "Write it down",
        &[("what", "The tablet was broken"), ("week", "2026-07-27")],
    );
    let reason = [("reason", "A new tablet")];
    ada.visits(&path)
        .presses("Set the limits anew", &reason)
        .answers(200);

    let ward = app.place("Ward");
    let mut imre = app.improver("Imre");
    let nowhere = format!("{SIGNALS}/000-000");
    for browser in [&mut imre, &mut app.lead("Ben", &[ward])] {
        browser
            .visits(SIGNALS)
            .answers(200)
            .does_not_say("Hall 2")
            .does_not_say("In the week of");
        let list = browser.visits("/trends/signals.json").json();
        assert_eq!(list["signals"].as_array().unwrap().len(), 0);
        let api = browser.visits("/api/v1/trends/signals").json();
        assert_eq!(api, list);
        let chart = format!("/trends/reports?place={}", hall.code);
        for page in ["/trends/changes", &chart] {
            browser
                .visits(page)
                .answers(200)
                .does_not_say("The tablet was broken")
                .does_not_say("A new tablet");
        }
        for path in [&path, &nowhere] {
            browser.visits(path).answers(404);
            let csrf = browser.visits(SIGNALS).csrf();
            for act in ["notes", "changes", "limits"] {
                let fields = [
                    ("csrf", csrf.as_str()),
                    ("words", "What changed?"),
                    ("what", "A ramp"),
                    ("week", "2026-07-27"),
                    ("reason", "A ramp"),
                ];
                browser
                    .posts(&format!("{path}/{act}"), &fields)
                    .answers(404);
            }
        }
        // A point that they cannot see has no answer either.
        let csrf = browser.visits("/trends/points").csrf();
        let code = hall.code.to_string();
        let fields = [
            ("csrf", csrf.as_str()),
            ("place", code.as_str()),
            ("series", "reports"),
            ("week", "2026-07-27"),
            ("words", "What changed?"),
        ];
        browser.posts("/trends/points", &fields).answers(422);
        browser.visits("/digest").does_not_say("Hall 2");
    }
    // Nor through an agenda, which others than leads read.
    let uma = app.person("Uma", Role::Improver, &[]).to_string();
    ada.visits("/hansei/new")
        .presses("Plan it", &[("title", "The tablet"), ("facilitator", &uma)]);
    let sheet = ada.path().split('?').next().unwrap().to_owned();
    for browser in [&mut ada, &mut imre] {
        browser
            .visits(&sheet)
            .answers(200)
            .does_not_say("fewer reports than usual");
    }
}

#[actix_web::test]
async fn the_agenda_offers_open_signals_that_everybody_sees() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(9, 11), &[30]));
    after(&app, 20);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    let people = app.looks(candor::people::all);
    let own = people.iter().find(|one| one.name == "Ada").unwrap();
    let own = own.id.to_string();
    let mut cleo = app.lead("Cleo", &[]);
    cleo.visits("/hansei/new").presses(
        "Plan it",
        &[("title", "A milestone"), ("facilitator", &own)],
    );
    let sheet = cleo.path().split('?').next().unwrap().to_owned();
    let words = "Hall 2: more reports than usual in the week of 27 July 2026.";
    ada.visits(&sheet)
        .says(words)
        .says("What in the system changed?");
    let path = first(&mut ada, &hall.code.to_string());
    ada.visits(&path)
        .presses("Keep this note", &[("words", "What did the new ramp do?")]);
    ada.visits(&sheet).does_not_say(words);
}

#[actix_web::test]
async fn how_soon_people_speak_up_gives_signals_too() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    for n in 0..21 {
        let monday = week(n).monday().to_string();
        let minutes = match n {
            20 => 4_300,
            n if n % 2 == 0 => 200,
            _ => 260,
        };
        counted(&app, hall.id, &monday, Kind::NearMiss, minutes, 10);
    }
    after(&app, 20);
    looks(&app);
    let mut imre = app.improver("Imre");
    imre.visits(SIGNALS)
        .says("In the week of 27 July, half of the reports came within 3 days, usually")
        .says("What in the system changed?")
        .says("How soon people speak up");
    // All within a shift, and then none of them.
    imre.says("none of them of the reports came within the same shift");
}

#[actix_web::test]
async fn a_place_that_tells_seldom_can_fall_silent_too() {
    let app = App::start().await;
    let weekly: Vec<i64> = (0..45).map(|n| i64::from(n % 3 == 0)).collect();
    let hall = hall(&app, &with(weekly, &[0; 13]));
    after(&app, 57);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits(SIGNALS)
        .says("Usually something is told about every")
        .says("Fewer problems, or harder to say?");
    app.improver("Imre").visits(SIGNALS).does_not_say("Hall 2");
}

#[actix_web::test]
async fn numbers_go_when_a_place_has_become_too_quiet_for_them() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(9, 11), &[30]));
    after(&app, 20);
    looks(&app);
    let mut imre = app.improver("Imre");
    imre.visits(SIGNALS).says("we heard 30 reports");
    let path = first(&mut imre, &hall.code.to_string());
    // Two reports in a week: four weeks are shown at a time now, and those less the known ones would be two.
    tell(&app, hall.id, 21, &[2]);
    after(&app, 21);
    let mut imre = app.improver("Imre two");
    for page in [SIGNALS, &path] {
        imre.visits(page)
            .does_not_say("30 reports")
            .says("More reports than usual in the week of 27 July 2026.");
    }
    app.lead("Ada", &[hall.id])
        .visits(&path)
        .says("we heard 30 reports");
}

#[actix_web::test]
async fn notes_are_kept_with_their_writer_and_counted_without() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(9, 11), &[30]));
    after(&app, 20);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    let path = first(&mut ada, &hall.code.to_string());
    ada.visits(&path)
        .presses("Keep this note", &[("words", "")])
        .answers(422)
        .says("Please write a few words here.");
    ada.presses(
        "Keep this note",
        &[("words", "What did the new ramp change?")],
    )
    .answers(200)
    .says("What did the new ramp change?")
    .says("Ada (Lead), 5 August 2026");
    assert!(ada.has("textarea[name=words][data-reframe]"));
    let mut imre = app.improver("Imre");
    imre.visits(&path)
        .presses("Keep this note", &[("words", "The ramp came on Monday.")])
        .answers(200);
    // A lead of elsewhere may read it, and write nothing.
    let mut ben = app.lead("Ben", &[app.place("Ward")]);
    ben.visits(&path).does_not_offer("Keep this note");
    let csrf = ben.visits(SIGNALS).csrf();
    let fields = [("csrf", csrf.as_str()), ("words", "What?")];
    ben.posts(&format!("{path}/notes"), &fields).answers(404);
    let counts = app.looks(|conn| trends::note_counts(conn, &[hall.id], week(0), week(60)));
    assert_eq!(counts.get(&NoteSort::Asks), Some(&1));
    assert_eq!(counts.get(&NoteSort::Demands), None);
    app.admin("Ann")
        .visits("/journal")
        .says("wrote a note on a signal");
    ada.visits(SIGNALS).says("Has a note");
}

#[actix_web::test]
async fn a_demand_for_reasons_of_a_routine_point_is_answered_first() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    let code = hall.code.to_string();
    let demand = [
        ("place", code.as_str()),
        ("series", "reports"),
        ("week", "2026-06-10"),
        ("words", "Why did reports drop? Who was on shift?"),
    ];
    ada.visits("/trends/points")
        .presses("Keep this note", &demand)
        .answers(422)
        .says("Routine variation: which part of the system?")
        .says("What in the way we work makes this number go up and down?")
        .offers("Keep my words")
        .holds("week", "2026-06-10");
    let count = || app.looks(|conn| trends::note_counts(conn, &[hall.id], week(0), week(60)));
    assert!(count().is_empty());
    // Said otherwise, it is kept and not counted.
    ada.presses(
        "Keep this note",
        &[("words", "What makes this number go up and down?")],
    )
    .answers(200)
    .says("About 8 June 2026");
    assert!(count().is_empty());
    ada.visits("/trends/points")
        .presses("Keep this note", &demand)
        .presses("Keep my words", &[])
        .answers(200)
        .says("Who was on shift?");
    assert_eq!(count().get(&NoteSort::Demands), Some(&1));
    for (name, value, sentence) in [
        ("week", "2026-08-20", "The chart has no point in this week."),
        ("week", "soon", "We could not read this date."),
        ("week", "", "Please choose a day of the week."),
        ("words", " ", "Please write a few words here."),
    ] {
        let mut fields = demand.to_vec();
        fields.retain(|(other, _)| *other != name);
        fields.push((name, value));
        ada.visits("/trends/points")
            .presses("Keep this note", &fields)
            .answers(422)
            .says(sentence);
    }
}

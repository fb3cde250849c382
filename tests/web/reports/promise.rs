//! A lead promises a day: the reporter reads it, and reads when it slips and why.

use super::{Told, comes_back, findings, inside, journal, ramp, releases, tells};
use crate::support::{App, Browser};
use candor::{
    kernel::time::Now,
    notices::Item,
    reports::promises_due,
    tally::{self, Measure},
};
use chrono::TimeDelta;

fn opens(app: &App, told: &Told) -> Browser {
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path());
    ada
}

/// Kept and slipped promises of the whole house.
fn tallied(app: &App) -> Vec<(i32, i64)> {
    let mut counts: Vec<(i32, i64)> = app
        .looks(|conn| tally::by_slot(conn, Measure::Promise, candor::places::ROOT))
        .into_iter()
        .map(|((_, _, slot), n)| (slot, n))
        .collect();
    counts.sort_unstable();
    counts
}

#[actix_web::test]
async fn a_promised_day_is_read_by_the_reporter_and_kept_by_telling() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    opens(&app, &told)
        .presses(
            "Promise this day",
            &[
                ("day", "2026-03-06"),
                ("words", "I look at the ramp first."),
            ],
        )
        .answers(200)
        .is_at(&told.path())
        .says("Ada promised: the reporter hears more by Friday 6 March 2026.")
        .visits("/inbox")
        .says("Promised by Friday 6 March 2026")
        .does_not_say("the day has passed");
    comes_back(&app, &told)
        .says("Ada promised: you hear more by Friday 6 March 2026. New")
        .says("I look at the ramp first.");
    comes_back(&app, &told).does_not_say("2026. New");
    app.later(TimeDelta::days(2));
    app.lead("Ben", &[])
        .visits(&told.path())
        .presses("Send to the reporter", &[("words", "What was it like?")])
        .says("Ada promised Friday 6 March 2026, and it was kept.");
    comes_back(&app, &told).says("You were to hear more by Friday 6 March 2026, and you did.");
    assert_eq!(tallied(&app), [(1, 1)]);
    assert_eq!(findings(&app), Vec::<String>::new());
    assert_eq!(
        journal(&app)[0],
        ("promised".to_owned(), told.reference.clone())
    );
    app.later(TimeDelta::days(9));
    releases(&app);
    assert_eq!(tallied(&app), [(1, 1)]);
}

#[actix_web::test]
async fn a_day_that_passes_says_so_by_itself_and_counts_once() {
    let app = App::start().await;
    let told = tells(&app, Some(&ramp(&app)), &[]);
    opens(&app, &told).presses("Promise this day", &[("day", "2026-03-06")]);
    app.later(TimeDelta::days(3));
    // Nobody has done anything, and nothing has run.
    comes_back(&app, &told)
        .says("That day has passed, and nobody has written yet. We are sorry.")
        .speaks("da")
        .visits("/answers");
    let mut ben = app.lead("Ben", &[]);
    ben.visits("/inbox")
        .says("Promised by Friday 6 March 2026: the day has passed")
        .visits(&told.path())
        .says("The day has passed, and their page says so.");
    releases(&app);
    releases(&app);
    assert_eq!(tallied(&app), [(0, 1)]);
    assert_eq!(findings(&app), Vec::<String>::new());
    ben.presses("Tell the reporter it is safe", &[("words", "Closed.")])
        .answers(200);
    comes_back(&app, &told).says("You heard later, on 7 March 2026. We are sorry.");
    assert_eq!(tallied(&app), [(0, 1)]);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn a_late_answer_settles_a_promise_that_nothing_has_noticed_yet() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    opens(&app, &told).presses("Promise this day", &[("day", "2026-03-04")]);
    app.later(TimeDelta::days(1));
    app.lead("Ben", &[])
        .visits(&told.path())
        .presses("Send to the reporter", &[("words", "What was it like?")]);
    assert_eq!(tallied(&app), [(0, 1)]);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn thanks_alone_keep_no_promise() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    opens(&app, &told)
        .presses("Promise this day", &[("day", "2026-03-06")])
        .presses("Say thank you", &[("words", "Thank you.")])
        .says("Ada promised: the reporter hears more by Friday 6 March 2026.")
        .presses("Keep this way", &[("way", "learn_a3")])
        .says("and it was kept");
    assert_eq!(tallied(&app), [(1, 1)]);
}

#[actix_web::test]
async fn a_day_moves_with_a_reason_that_the_reporter_reads() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = opens(&app, &told);
    ada.presses(
        "Promise this day",
        &[("day", "2026-03-06"), ("words", "About the ramp.")],
    )
    .does_not_offer("Promise this day");
    app.later(TimeDelta::minutes(1));
    ada.presses("Move the day", &[("day", "2026-03-11"), ("reason", " ")])
        .answers(422)
        .says("please say why: the reporter reads it")
        .holds("day", "2026-03-11")
        .presses("Move the day", &[("day", "2026-03-06"), ("reason", "So.")])
        .answers(422)
        .says("This is the day that was promised already.")
        .holds("reason", "So.")
        .presses(
            "Move the day",
            &[("day", "2026-03-11"), ("reason", "The part is late.")],
        )
        .answers(200)
        .says("Moved. The reporter reads the new day and why.");
    comes_back(&app, &told)
        .says("The day was moved from Friday 6 March 2026 to Wednesday 11 March 2026. This is why:")
        .says("The part is late.")
        .says("Ada promised: you hear more by Wednesday 11 March 2026.")
        .says("About the ramp.");
    // What was moved in time is neither kept nor slipped.
    app.later(TimeDelta::days(4));
    releases(&app);
    assert_eq!(tallied(&app), []);
    assert_eq!(
        journal(&app),
        [
            ("promised".to_owned(), told.reference.clone()),
            ("promise_moved".to_owned(), told.reference.clone())
        ]
    );
    // What is moved after its day has slipped, and the reporter reads both.
    app.later(TimeDelta::days(5));
    ada = app.lead("Ben", &[]);
    ada.visits(&told.path()).presses(
        "Move the day",
        &[("day", "2026-03-20"), ("reason", "I forgot. I am sorry.")],
    );
    comes_back(&app, &told)
        .says("The day you were promised, Wednesday 11 March 2026, passed without a word.")
        .says("I forgot. I am sorry.");
    assert_eq!(tallied(&app), [(0, 1)]);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn a_promise_from_an_old_page_does_not_take_the_place_of_another() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = opens(&app, &told);
    app.lead("Ben", &[])
        .visits(&told.path())
        .presses("Promise this day", &[("day", "2026-03-05")]);
    ada.presses(
        "Promise this day",
        &[("day", "2026-03-06"), ("words", "From Ada.")],
    )
    .answers(422)
    .says("A day is promised already.")
    .holds("day", "2026-03-06")
    .offers("Move the day");
    assert_eq!(inside::rows(&app, "promises").len(), 1);
}

#[actix_web::test]
async fn only_a_day_from_today_to_a_year_from_now_can_be_promised() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = opens(&app, &told);
    for (day, sentence) in [
        ("2026-03-03", "This day is over."),
        ("2027-03-05", "This is more than a year away."),
        ("", "Please choose the day"),
        ("soon", "We could not read this day."),
    ] {
        ada.presses(
            "Promise this day",
            &[("day", day), ("words", "My long words.")],
        )
        .answers(422)
        .says(sentence)
        .holds("day", day)
        .holds("words", "My long words.");
    }
    let long = "a".repeat(401);
    ada.presses(
        "Promise this day",
        &[("day", "2026-03-04"), ("words", &long)],
    )
    .answers(422)
    .says("400 fit.")
    .holds("words", &long);
    assert_eq!(inside::rows(&app, "promises").len(), 0);
    assert_eq!(journal(&app), []);
}

#[actix_web::test]
async fn what_needs_nothing_more_stays_in_the_inbox_until_the_promise_is_kept() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = opens(&app, &told);
    ada.presses("Say thank you", &[("words", "Thank you.")])
        .presses("Keep this way", &[("way", "known")])
        .visits("/inbox")
        .says("Nobody is waiting")
        .visits(&told.path())
        .presses("Promise this day", &[("day", "2026-03-06")])
        .visits("/inbox")
        .says("Promised by Friday 6 March 2026")
        .visits("/inbox?show=answered")
        .says("Nothing here yet")
        .visits(&told.path())
        .presses("Send to the reporter", &[("words", "It is done.")])
        .visits("/inbox")
        .says("Nobody is waiting");
}

#[actix_web::test]
async fn programs_read_the_promise_too() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    opens(&app, &told).presses("Promise this day", &[("day", "2026-03-06")]);
    let answers = |app: &App| {
        let mut program = app.guest();
        let receipt = serde_json::json!({ "receipt": told.receipt });
        program.posts_json("/api/v1/answers", &receipt).json()["promises"][0].clone()
    };
    let promise = answers(&app);
    assert_eq!(promise["by_day"], "2026-03-06");
    assert_eq!(promise["standing"], "open");
    app.later(TimeDelta::days(3));
    assert_eq!(answers(&app)["standing"], "slipped");
}

#[actix_web::test]
async fn whoever_promised_is_reminded_without_a_word_of_the_story() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    opens(&app, &told).presses("Promise this day", &[("day", "2026-03-06")]);
    let ada = app.looks(candor::people::all).remove(0);
    let due = |app: &App, person: &candor::people::Person| {
        let now = Now::new(app.now(), app.settings().zone);
        app.looks(|conn| promises_due(conn, person, now))
    };
    assert_eq!(due(&app, &ada), []);
    app.later(TimeDelta::days(1));
    assert_eq!(
        due(&app, &ada),
        [Item {
            why: "Promised by Friday 6 March 2026".to_owned(),
            words: format!("Near miss {}", told.reference),
            href: told.path(),
        }]
    );
    app.later(TimeDelta::days(2));
    assert!(due(&app, &ada)[0].why.ends_with("the day has passed"));
    app.person("Ben", candor::people::Role::Lead, &[]);
    let people = app.looks(candor::people::all);
    let ben = people.iter().find(|person| person.name == "Ben").unwrap();
    assert_eq!(due(&app, ben), [], "a promise is its maker's");
}

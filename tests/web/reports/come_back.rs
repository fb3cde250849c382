//! Coming back: the receipt is all it takes, and what happened is said in plain words.

use super::{STORY, comes_back, fills, findings, inside, journal, tells};
use crate::support::App;

// ---- the receipt ----

#[actix_web::test]
async fn a_receipt_that_opens_nothing_is_told_so_kindly() {
    let app = App::start().await;
    tells(&app, None, &[]);
    for wrong in [
        "0000-0000-0000-0000",
        "",
        "my report",
        "7Q4M",
        "a\0b",
        "🚧",
        &"0".repeat(10_000),
    ] {
        app.guest()
            .posts("/answers", &[("receipt", wrong)])
            .answers(422)
            .says("This receipt opens nothing. Please check each character: there are 16 of them.")
            .does_not_say(STORY);
    }
    app.guest()
        .posts("/answers", &[("receipt", "0000-0000-0000-0001")])
        .holds("receipt", "0000-0000-0000-0001");
}

#[actix_web::test]
async fn small_letters_gaps_and_look_alikes_are_forgiven() {
    let app = App::start().await;
    // Some receipt holds a 0 or a 1, which people read as O, I or L.
    let told = loop {
        let told = tells(&app, None, &[]);
        if told.receipt.contains(['0', '1']) {
            break told;
        }
    };
    let plain = told.receipt.replace('-', "");
    for typed in [
        plain.to_lowercase(),
        told.receipt.replace('-', " "),
        format!("  {}\t\n", told.receipt.replace('-', " - ")),
        told.receipt.replace('0', "O").replace('1', "I"),
        told.receipt.replace('0', "o").replace('1', "l"),
        told.receipt.replace('-', "\u{2013}"),
    ] {
        app.guest()
            .posts("/answers", &[("receipt", &typed)])
            .answers(200)
            .says(STORY);
    }
}

#[actix_web::test]
async fn a_hundred_wrong_receipts_are_slowed_down_and_a_right_one_still_opens() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut guesser = app.guest();
    let answers: Vec<u16> = (0..100)
        .map(|guess| {
            let receipt = format!("{guess:016}");
            guesser.posts("/answers", &[("receipt", &receipt)]).status()
        })
        .collect();
    assert_eq!(answers[0], 422);
    assert_eq!(answers[99], 429, "{answers:?}");
    guesser.says("a right one always works");
    comes_back(&app, &told).says(STORY);
    let mut program = app.guest();
    program
        .posts_json("/api/v1/answers", &serde_json::json!({"receipt": "0"}))
        .answers(429);
    assert_eq!(program.json()["code"], "too_many");
    program
        .posts_json(
            "/api/v1/answers",
            &serde_json::json!({"receipt": told.receipt}),
        )
        .answers(200);
}

#[actix_web::test]
async fn a_receipt_opens_one_report_alone() {
    let app = App::start().await;
    let first = tells(&app, None, &[("story", "The first.")]);
    let second = tells(&app, None, &[("story", "The second.")]);
    assert_ne!(first.receipt, second.receipt);
    comes_back(&app, &first)
        .says("The first.")
        .does_not_say("The second.");
    comes_back(&app, &second)
        .says("The second.")
        .does_not_say("The first.");
}

#[actix_web::test]
async fn the_reference_that_leads_know_opens_nothing() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    app.guest()
        .posts("/answers", &[("receipt", &told.reference)])
        .answers(422);
}

#[actix_web::test]
async fn a_receipt_never_stands_in_an_address() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut reporter = comes_back(&app, &told);
    reporter.is_at("/answers");
    reporter
        .presses("Send my words", &[("words", "It was the gutter.")])
        .is_at("/answers/message");
    for link in reporter
        .html()
        .select(&scraper::Selector::parse("[href], [action], [src]").unwrap())
    {
        for (_, value) in link.value().attrs() {
            assert!(
                !value.contains(&told.receipt[..4]) || value == told.receipt,
                "{value}"
            );
        }
    }
    app.guest()
        .visits(&format!("/answers?receipt={}", told.receipt))
        .answers(200)
        .does_not_say(STORY)
        .holds("receipt", "");
}

#[actix_web::test]
async fn a_page_that_was_reloaded_or_returned_to_asks_for_the_receipt() {
    let app = App::start().await;
    for path in ["/answers/message", "/answers/verdict"] {
        let mut guest = app.guest();
        guest.visits(path);
        assert!(
            guest.status() == 200 && guest.has("input[name=receipt]"),
            "{path} is an address that stands in the browser; it answers {}:\n{}",
            guest.status(),
            guest.text()
        );
    }
}

#[actix_web::test]
async fn the_receipt_is_kept_in_no_column() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    comes_back(&app, &told);
    for words in [told.receipt.clone(), told.receipt.replace('-', "")] {
        assert_eq!(inside::columns_with(&app, &words), Vec::<String>::new());
    }
}

#[actix_web::test]
async fn a_visit_leaves_no_trace() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let before = inside::everything(&app);
    app.later(chrono::TimeDelta::days(3));
    comes_back(&app, &told);
    assert_eq!(inside::everything(&app), before);
}

// ---- what happened, in plain words ----

#[actix_web::test]
async fn each_act_of_a_lead_is_read_by_the_reporter() {
    let app = App::start().await;
    let told = tells(&app, None, &[("still_dangerous", "on")]);
    comes_back(&app, &told)
        .says("You spoke up (done) On 4 March 2026.")
        .says("A lead reads it and thanks you in person.")
        .says("You read here how it goes on.")
        .says("You read here what changed.")
        .does_not_offer("Send my answer");

    app.at("2026-03-05T10:00:00Z");
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path()).presses(
        "Tell the reporter it is safe",
        &[("words", "The ramp is closed.")],
    );
    comes_back(&app, &told)
        .says("Ada made it safe for now 5 March 2026 New")
        .says("The ramp is closed.");

    ada.presses(
        "Send to the reporter",
        &[("words", "What was the ramp like?")],
    );
    comes_back(&app, &told)
        .says("There is something new for you.")
        .says("Ada writes 5 March 2026")
        .says("What was the ramp like?");

    ada.presses("Say thank you", &[("words", "Now we can learn from it.")]);
    comes_back(&app, &told)
        .says("You were thanked (done) New By Ada, on 5 March 2026.")
        .says("Now we can learn from it.");

    ada.presses(
        "Keep this way",
        &[("way", "learn_a3"), ("reason", "It came up twice.")],
    );
    comes_back(&app, &told)
        .says("A team is looking at what in the system made it possible.")
        .says("It came up twice.")
        .does_not_offer("Send my answer");

    app.at("2026-03-09T10:00:00Z");
    let mut ada = app.lead("Ada Two", &[]);
    ada.visits(&told.path())
        .presses("Tell the reporter", &[("words", "The ramp has a roof.")]);
    comes_back(&app, &told)
        .says("What came of it (done) New On 9 March 2026. The ramp has a roof.")
        .offers("Send my answer");
}

#[actix_web::test]
async fn each_way_is_said_as_the_reporter_reads_it() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    for (way, sentence) in [
        ("contain", "It is being made safe."),
        (
            "learn_a3",
            "A team is looking at what in the system made it possible.",
        ),
        ("review_hansei", "It will be talked about in a review"),
        (
            "known",
            "Others have told this too. Your telling makes it weigh more.",
        ),
        ("no_more", "There is no more to do for now."),
    ] {
        let told = tells(&app, None, &[]);
        ada.visits(&told.path())
            .presses("Say thank you", &[("words", "Thank you.")])
            .presses(
                "Keep this way",
                &[("way", way), ("reason", "Because of the roof.")],
            )
            .answers(200);
        comes_back(&app, &told)
            .says(sentence)
            .says("Because of the roof.");
    }
}

// ---- writing back ----

#[actix_web::test]
async fn what_a_reporter_writes_back_reaches_the_lead_once_however_often_it_is_sent() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .visits("/inbox")
        .says("Waiting for a way forward");
    let before = journal(&app);
    let fields = [
        ("receipt", told.receipt.as_str()),
        ("words", "It was the gutter."),
    ];
    for _ in 0..3 {
        app.guest()
            .posts("/answers/message", &fields)
            .answers(200)
            .says("Your words are there.");
    }
    assert_eq!(inside::rows(&app, "messages").len(), 1);
    assert_eq!(journal(&app), before, "a reporter is in no journal");
    ada.visits("/inbox").says("The reporter wrote");
    ada.visits(&told.path())
        .says("The reporter 4 March 2026 It was the gutter.")
        .presses("Send to the reporter", &[("words", "Which one?")])
        .visits("/inbox")
        .says("Waiting for a way forward");
    comes_back(&app, &told)
        .presses("Send my words", &[("words", "The left one.")])
        .says("You 4 March 2026 The left one.");
    assert_eq!(inside::rows(&app, "messages").len(), 3);
}

#[actix_web::test]
async fn words_that_cannot_be_taken_stay_on_the_reporters_page() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let long = "a".repeat(4_001);
    for (words, sentence) in [
        ("  ", "Please write a few words here."),
        (&long, "4000 fit."),
        ("a\u{7}b", "cannot be stored"),
    ] {
        comes_back(&app, &told)
            .presses("Send my words", &[("words", words)])
            .answers(422)
            .says(sentence)
            .holds("words", words)
            .says(STORY);
    }
    assert_eq!(inside::rows(&app, "messages").len(), 0);
}

#[actix_web::test]
async fn a_full_disk_keeps_what_a_reporter_was_writing() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    inside::fills_the_disk(&app, "messages");
    let mut reporter = comes_back(&app, &told);
    reporter
        .presses("Send my words", &[("words", "It was the gutter.")])
        .answers(503)
        .says("We could not store this just now.")
        .holds("words", "It was the gutter.");
    inside::makes_room(&app, "messages");
    reporter
        .presses("Send my words", &[])
        .answers(200)
        .says("Your words are there.");
}

#[actix_web::test]
async fn a_lead_hears_of_it_when_somebody_protests_that_a_report_was_set_aside() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Set it aside", &[("reason", "It says nothing about work.")])
        .visits("/inbox")
        .says("Nobody is waiting");
    comes_back(&app, &told)
        .says("It was set aside (done) New On 4 March 2026. It says nothing about work.")
        .presses(
            "Send my words",
            &[("words", "But it does: look at the ramp.")],
        );
    ada.visits("/inbox").says("The reporter wrote");
}

// ---- the verdict ----

#[actix_web::test]
async fn the_verdict_comes_after_the_outcome() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let verdict = [
        ("receipt", told.receipt.as_str()),
        ("helped", "3"),
        ("felt_safe", "3"),
        ("verdict_words", "It was quick."),
    ];
    app.guest()
        .posts("/answers/verdict", &verdict)
        .answers(409)
        .says("as soon as you have been told what came of it")
        .holds("words", "It was quick.");
    app.lead("Ada", &[])
        .visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")]);
    app.guest().posts("/answers/verdict", &verdict).answers(409);
    assert_eq!(inside::rows(&app, "verdicts").len(), 0);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn only_the_three_faces_are_taken_and_the_words_are_kept() {
    let app = App::start().await;
    let told = with_outcome(&app);
    for (helped, felt_safe) in [
        ("0", "3"),
        ("4", "3"),
        ("3", "0"),
        ("", "3"),
        ("3", ""),
        ("yes", "1"),
        ("-1", "2"),
        ("2.5", "2"),
    ] {
        app.guest()
            .posts(
                "/answers/verdict",
                &[
                    ("receipt", &told.receipt),
                    ("helped", helped),
                    ("felt_safe", felt_safe),
                    ("verdict_words", "It was quick."),
                ],
            )
            .answers(422)
            .says("Please choose one of the three faces for each question.")
            .holds("verdict_words", "It was quick.");
    }
    assert_eq!(inside::rows(&app, "verdicts").len(), 0);
}

#[actix_web::test]
async fn a_verdict_that_changes_counts_once() {
    let app = App::start().await;
    let told = with_outcome(&app);
    let mut reporter = comes_back(&app, &told);
    for (helped, felt_safe) in [("1", "1"), ("3", "2"), ("3", "2"), ("2", "3")] {
        let button = if helped == "1" {
            "Send my answer"
        } else {
            "Change my answer"
        };
        reporter
            .presses(button, &[("helped", helped), ("felt_safe", felt_safe)])
            .answers(200)
            .says("This tells us whether speaking up is worth it here.");
        assert_eq!(findings(&app), Vec::<String>::new());
    }
    reporter.holds("helped", "2").holds("felt_safe", "3");
    assert_eq!(inside::rows(&app, "verdicts").len(), 1);
    app.lead("Ada Two", &[])
        .visits(&told.path())
        .says("What the reporter says")
        .says("Did it help? A bit")
        .says("Did it feel safe? Yes");
}

fn with_outcome(app: &App) -> super::Told {
    let told = tells(app, None, &[]);
    app.lead("Ada", &[])
        .visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Tell the reporter", &[("words", "A roof.")]);
    told
}

#[actix_web::test]
async fn a_verdict_in_words_is_read_by_the_lead_alone() {
    let app = App::start().await;
    let told = with_outcome(&app);
    comes_back(&app, &told).presses(
        "Send my answer",
        &[
            ("helped", "3"),
            ("felt_safe", "1"),
            ("verdict_words", "I was afraid at first."),
        ],
    );
    assert_eq!(
        inside::columns_with(&app, "afraid at first"),
        ["verdicts.words"]
    );
    let mut guest = app.guest();
    fills(&mut guest, None, &[]).does_not_say("afraid");
}

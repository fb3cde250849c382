//! Answering: thanks first, then the rest; asking and making safe are always open.

use super::{Told, comes_back, findings, inside, journal, ramp, tells};
use crate::support::{App, Browser};
use chrono::TimeDelta;

/// An act that no page offers now, with the words that somebody typed.
fn forces<'a>(
    lead: &'a mut Browser,
    told: &Told,
    act: &str,
    fields: &[(&str, &str)],
) -> &'a mut Browser {
    let csrf = lead.csrf();
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend(fields);
    lead.posts(&format!("{}/{act}", told.path()), &all)
}

// ---- thanks first ----

#[actix_web::test]
async fn thanks_open_triage_and_outcome() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .offers("Say thank you")
        .does_not_offer("Keep this way")
        .does_not_offer("Tell the reporter")
        .says("Opens after the thanks.")
        .presses("Say thank you", &[("words", "Now we can learn from it.")])
        .is_at(&told.path())
        .says("Your thanks are on their way.")
        .says("Ada thanked the reporter 4 March 2026 Now we can learn from it.")
        .offers("Keep this way")
        .offers("Tell the reporter")
        .does_not_offer("Say thank you");
}

#[actix_web::test]
async fn before_the_thanks_each_act_that_needs_them_is_refused_with_the_words_kept() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    for way in ["contain", "learn_a3", "review_hansei", "known", "no_more"] {
        ada.visits(&told.path());
        forces(
            &mut ada,
            &told,
            "triage",
            &[("way", way), ("reason", "My long reason.")],
        )
        .answers(409)
        .says("Please thank the reporter first.")
        .says("My long reason.")
        .offers("Say thank you");
    }
    ada.visits(&told.path());
    forces(&mut ada, &told, "outcome", &[("words", "My long outcome.")])
        .answers(409)
        .says("Please thank the reporter first.")
        .says("My long outcome.")
        .offers("Say thank you");
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
    assert_eq!(journal(&app), []);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn asking_and_making_safe_are_always_open() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses(
            "Tell the reporter it is safe",
            &[("words", "The ramp is closed.")],
        )
        .says("Good. The reporter can read what makes it safe for now.")
        .presses("Send to the reporter", &[("words", "What was it like?")])
        .says("Your words are on the reporter's page.")
        .visits("/inbox")
        .says("Waiting for your thanks");
    comes_back(&app, &told)
        .says("The ramp is closed.")
        .says("What was it like?");
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn thanks_are_given_once_and_a_second_leads_words_can_still_be_sent() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    let mut ben = app.lead("Ben", &[]);
    ben.visits(&told.path());
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "From Ada.")])
        .answers(200);
    ben.presses("Say thank you", &[("words", "From Ben, who took long.")])
        .answers(409)
        .says("The reporter has been thanked already. You can still write to them.")
        .holds("words", "From Ben, who took long.")
        .presses(
            "Send to the reporter",
            &[("words", "From Ben, who took long.")],
        )
        .answers(200);
    comes_back(&app, &told)
        .says("You were thanked (done) New By Ada")
        .says("From Ben, who took long.");
    assert_eq!(
        journal(&app),
        [
            ("asked".to_owned(), told.reference.clone()),
            ("thanked".to_owned(), told.reference)
        ]
    );
}

#[actix_web::test]
async fn thanks_without_a_word_or_with_too_many_are_shown_again() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    let long = "a".repeat(4_001);
    for (button, sentence, words) in [
        ("Say thank you", "Please write a few words here.", " "),
        ("Say thank you", "4000 fit.", &*long),
        ("Say thank you", "cannot be stored", "a\0b"),
        (
            "Send to the reporter",
            "Please write a few words here.",
            " ",
        ),
        ("Send to the reporter", "4000 fit.", &long),
        ("Tell the reporter it is safe", "4000 fit.", &long),
    ] {
        ada.visits(&told.path())
            .presses(button, &[("words", words)])
            .answers(422)
            .says(sentence);
        if words == long {
            ada.holds("words", words);
        }
    }
    assert_eq!(journal(&app), []);
}

// ---- deciding ----

#[actix_web::test]
async fn doing_no_more_needs_a_reason_that_the_reporter_reads() {
    let app = App::start().await;
    let told = thanked(&app, &[]);
    let mut ada = app.lead("Ada Two", &[]);
    ada.visits(&told.path())
        .presses("Keep this way", &[("way", "no_more"), ("reason", " ")])
        .answers(422)
        .says("Please give a reason: the reporter reads it.")
        .holds("way", "no_more")
        .presses(
            "Keep this way",
            &[("reason", "The ramp is gone since May.")],
        )
        .answers(200)
        .says("Kept. The reporter can read what happens next.")
        .visits("/inbox")
        .says("Nobody is waiting");
    comes_back(&app, &told)
        .says("There is no more to do for now.")
        .says("The ramp is gone since May.")
        .offers("Send my answer");
}

fn thanked(app: &App, more: &[(&str, &str)]) -> Told {
    let told = tells(app, None, more);
    app.lead("Ada", &[])
        .visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .answers(200);
    told
}

#[actix_web::test]
async fn a_way_can_be_changed_and_the_later_one_stands() {
    let app = App::start().await;
    let told = thanked(&app, &[]);
    let mut ada = app.lead("Ada Two", &[]);
    ada.visits(&told.path())
        .presses(
            "Keep this way",
            &[("way", "learn_a3"), ("reason", "It came up twice.")],
        )
        .holds("way", "learn_a3")
        .presses("Keep this way", &[("way", "known"), ("reason", "")])
        .answers(200);
    comes_back(&app, &told)
        .says("Others have told this too.")
        .does_not_say("It came up twice.");
}

#[actix_web::test]
async fn what_is_no_way_is_asked_again_with_the_reason_kept() {
    let app = App::start().await;
    let told = thanked(&app, &[]);
    let mut ada = app.lead("Ada Two", &[]);
    for way in ["", "punish"] {
        ada.visits(&told.path());
        forces(
            &mut ada,
            &told,
            "triage",
            &[("way", way), ("reason", "My long reason.")],
        )
        .answers(422)
        .says("Please choose one of the ways.")
        .holds("reason", "My long reason.");
    }
}

#[actix_web::test]
async fn what_is_no_report_is_set_aside_without_thanks_but_not_without_a_reason() {
    let app = App::start().await;
    let told = tells(&app, None, &[("story", "asdf")]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Set it aside", &[("reason", "")])
        .answers(422)
        .says("Please give a reason: the reporter reads it.")
        .presses("Set it aside", &[("reason", "These letters say nothing.")])
        .answers(200)
        .visits("/inbox")
        .says("Nobody is waiting");
    comes_back(&app, &told)
        .says("It was set aside")
        .says("These letters say nothing.");
    assert_eq!(journal(&app), [("set_aside".to_owned(), told.reference)]);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn an_outcome_that_is_told_anew_takes_the_place_of_the_earlier_and_counts_once() {
    let app = App::start().await;
    let told = thanked(&app, &[]);
    let mut ada = app.lead("Ada Two", &[]);
    ada.visits(&told.path())
        .presses("Tell the reporter", &[("words", "A roof is ordered.")])
        .says("Told. The reporter will be asked whether it helped.");
    app.later(TimeDelta::hours(2));
    ada.presses("Tell it anew", &[("words", "The roof is there.")]);
    comes_back(&app, &told)
        .says("The roof is there.")
        .does_not_say("A roof is ordered.");
    assert_eq!(inside::columns_with(&app, "ordered"), Vec::<String>::new());
    assert_eq!(findings(&app), Vec::<String>::new());
}

// ---- the shared story ----

#[actix_web::test]
async fn a_story_is_not_shared_when_the_reporter_said_no() {
    let app = App::start().await;
    let told = tells(&app, None, &[("share", "no")]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .does_not_offer("Keep the shared story");
    forces(
        &mut ada,
        &told,
        "shared-story",
        &[("words", "Somebody slipped.")],
    )
    .answers(409)
    .says("The reporter asked that this story is not shared.")
    .says("Somebody slipped.");
    assert_eq!(inside::columns_with(&app, "slipped"), Vec::<String>::new());
}

#[actix_web::test]
async fn a_shared_story_is_rewritten_without_a_copy_and_taken_back_by_emptying_it() {
    let app = App::start().await;
    let told = tells(&app, None, &[("share", "without_details")]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses(
            "Keep the shared story",
            &[("words", "A driver slipped on Tuesday.")],
        )
        .answers(200)
        .says("No copy of an earlier one remains.")
        .holds("words", "A driver slipped on Tuesday.")
        .presses(
            "Keep the shared story",
            &[("words", "A load slid on a wet ramp.")],
        );
    assert_eq!(inside::columns_with(&app, "tuesday"), Vec::<String>::new());
    assert_eq!(
        inside::columns_with(&app, "a load slid"),
        ["handlings.shared_story"]
    );
    ada.presses("Keep the shared story", &[("words", "")]);
    assert_eq!(
        inside::columns_with(&app, "a load slid"),
        Vec::<String>::new()
    );
}

// ---- the journal ----

#[actix_web::test]
async fn the_journal_has_one_line_for_each_act_of_staff_and_none_for_reporters() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    assert_eq!(journal(&app), []);
    let mut ada = app.lead("Ada", &[]);
    let mut expected = Vec::new();
    for (act, button, field, words) in [
        (
            "contained",
            "Tell the reporter it is safe",
            "words",
            "Closed.",
        ),
        (
            "asked",
            "Send to the reporter",
            "words",
            "What was it like?",
        ),
        ("thanked", "Say thank you", "words", "Thank you."),
        ("triaged", "Keep this way", "way", "learn_a3"),
        ("outcome_told", "Tell the reporter", "words", "A roof."),
        (
            "shared_story_written",
            "Keep the shared story",
            "words",
            "A load slid.",
        ),
    ] {
        app.later(TimeDelta::minutes(1));
        ada.visits(&told.path())
            .presses(button, &[(field, words)])
            .answers(200);
        expected.push((act.to_owned(), told.reference.clone()));
        assert_eq!(journal(&app), expected);
    }
    comes_back(&app, &told)
        .presses("Send my words", &[("words", "It was the gutter.")])
        .presses("Send my answer", &[("helped", "3"), ("felt_safe", "3")])
        .answers(200);
    assert_eq!(journal(&app), expected);
    for (table, row) in inside::everything(&app) {
        if table == "journal" {
            assert!(
                row.values().all(|value| !value.contains("roof")),
                "no words: {row:?}"
            );
        }
    }
}

// ---- nothing typed is lost ----

#[actix_web::test]
async fn a_session_that_ends_while_somebody_types_thanks_keeps_the_words() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path());
    app.later(TimeDelta::hours(13));
    ada.presses(
        "Say thank you",
        &[("words", "I would not have seen it.\nThank you.")],
    )
    .answers(401)
    .says("You are not signed in any more.")
    .says("I would not have seen it. Thank you.")
    .offers("Sign in");
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
}

#[actix_web::test]
async fn a_form_of_an_earlier_session_is_sent_once_more_with_its_words() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .posts(
            &format!("{}/thanks", told.path()),
            &[
                ("csrf", "an old one"),
                ("words", "I would not have seen it."),
            ],
        )
        .answers(403)
        .holds("words", "I would not have seen it.")
        .presses("Send my words", &[])
        .is_at(&told.path())
        .says("Your thanks are on their way.");
}

#[actix_web::test]
async fn a_full_disk_keeps_the_words_of_every_act() {
    let app = App::start().await;
    let ramp = ramp(&app);
    let told = tells(&app, Some(&ramp), &[]);
    let mut ada = app.lead("Ada", &[]);
    inside::fills_the_disk(&app, "journal");
    for (button, field, words) in [
        (
            "Say thank you",
            "words",
            "Thank you, I would not have seen it.",
        ),
        (
            "Tell the reporter it is safe",
            "words",
            "The ramp is closed.",
        ),
        ("Send to the reporter", "words", "What was it like?"),
        ("Set it aside", "reason", "It says nothing."),
        ("Keep the shared story", "words", "A load slid."),
    ] {
        ada.visits(&told.path())
            .presses(button, &[(field, words)])
            .answers(503)
            .says("nothing was stored")
            .holds(field, words);
    }
    inside::makes_room(&app, "journal");
    ada.presses("Send my words", &[]).answers(200);
    assert_eq!(journal(&app).len(), 1);
    assert_eq!(findings(&app), Vec::<String>::new());
}

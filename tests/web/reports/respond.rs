//! How leads respond: the pause, words to start from, echoes of other reports, notes among leads.

use super::{comes_back, findings, imports, inside, journal, ramp, tells};
use crate::support::{App, Browser};
use chrono::TimeDelta;

// ---- the pause before the first answer to bad news ----

#[actix_web::test]
async fn after_the_thanks_for_bad_news_one_question_comes_before_the_rest() {
    let app = App::start().await;
    let told = tells(&app, None, &[("kind", "mistake")]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .says("Take a breath first.")
        .presses("Say thank you", &[("words", "Thank you.")])
        .says("One question, before the rest")
        .says("Go on without a question")
        .offers("Tell the reporter it is safe");
    assert!(
        ada.has("#rest form[action$='/triage']"),
        "folded, not locked"
    );
    ada.presses("Send to the reporter", &[("words", "What was it like?")])
        .does_not_say("before the rest");
    assert!(!ada.has("#rest"));
}

#[actix_web::test]
async fn the_question_can_be_skipped() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Keep this way", &[("way", "learn_a3")])
        .answers(200)
        .does_not_say("before the rest");
}

#[actix_web::test]
async fn a_good_catch_needs_no_pause() {
    let app = App::start().await;
    let told = tells(&app, None, &[("kind", "good_catch")]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .does_not_say("Take a breath first.")
        .presses("Say thank you", &[("words", "Well caught.")])
        .does_not_say("before the rest");
}

// ---- words to start from ----

#[actix_web::test]
async fn words_to_start_from_fill_the_field_and_send_nothing() {
    let app = App::start().await;
    let told = tells(&app, None, &[("kind", "mistake")]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path());
    let offered = ada.texts("form[action$='/thanks'] button[name=suggest]");
    assert!(offered.len() >= 4, "{offered:?}");
    assert!(
        offered.iter().any(|words| words.contains("slips")),
        "by kind"
    );
    ada.presses(&offered[1], &[("words", "Dear you,")])
        .answers(200)
        .holds("words", &format!("Dear you,\n{}", offered[1]))
        .offers("Say thank you");
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
    assert_eq!(journal(&app), []);
    ada.presses("Say thank you", &[]);
    comes_back(&app, &told).says(&format!("Dear you, {}", offered[1]));
    let reasons = ada.texts("form[action$='/triage'] button[name=suggest]");
    ada.presses(&reasons[0], &[("way", "no_more")])
        .answers(200)
        .holds("way", "no_more")
        .holds("reason", &format!("{} ", reasons[0]));
    let outcomes = ada.texts("form[action$='/outcome'] button[name=suggest]");
    let questions = ada.texts("form[action$='/question'] button[name=suggest]");
    assert!(reasons.len() >= 4 && outcomes.len() >= 4 && questions.len() >= 4);
    assert_eq!(journal(&app).len(), 1, "the thanks alone");
}

// ---- an echo of another report ----

#[actix_web::test]
async fn an_echo_of_another_report_is_linked_both_ways_and_its_reporter_reads_what_came_of_the_other()
 {
    let app = App::start().await;
    let other = tells(
        &app,
        None,
        &[("story", "The gutter drips on the ramp, said Kim.")],
    );
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    for report in [&other, &told] {
        ada.visits(&report.path())
            .presses("Say thank you", &[("words", "Thank you.")]);
    }
    let lower = other.reference.to_lowercase().replace('-', " ");
    ada.presses("Keep this way", &[("way", "known"), ("echo_of", &lower)])
        .answers(200)
        .links_to(&other.path())
        .visits(&other.path())
        .says("Told by others too:")
        .links_to(&told.path());
    comes_back(&app, &told)
        .says("Others have told this too.")
        .says("You read here what changed.");
    ada.visits(&other.path())
        .presses("Tell the reporter", &[("words", "The gutter is new.")]);
    let marked = |reporter: &Browser| {
        let steps = reporter.texts(".step:has(.chip--new)");
        steps.iter().any(|step| step.contains("The gutter is"))
    };
    let mut reporter = comes_back(&app, &told);
    reporter
        .says("Others told us this too. This is what came of it, told on 4 March 2026.")
        .says("The gutter is new.")
        .does_not_say("Kim")
        .does_not_say(&other.reference);
    assert!(marked(&reporter), "nobody has seen it yet");
    assert!(!marked(&comes_back(&app, &told)));
    // Other words of a later day are new again.
    app.later(TimeDelta::days(1));
    let mut eve = app.lead("Eve", &[]);
    eve.visits(&other.path()).presses(
        "Tell it anew",
        &[("words", "The gutter is new. It is wider.")],
    );
    assert!(marked(&comes_back(&app, &told)));
    assert!(!marked(&comes_back(&app, &told)));
    let mut ada = eve;
    // A way that is changed takes the link along.
    ada.visits(&told.path())
        .presses("Keep this way", &[("way", "learn_a3")])
        .visits(&other.path())
        .does_not_say("Told by others too:");
    comes_back(&app, &told).does_not_say("The gutter is new.");
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn an_echo_is_of_a_report_that_the_lead_may_see_and_never_of_itself() {
    let app = App::start().await;
    let ramp = ramp(&app);
    let elsewhere = tells(&app, None, &[]);
    let told = tells(&app, Some(&ramp), &[]);
    let mut ada = app.lead("Ada", &[ramp.id]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")]);
    for (reference, sentence) in [
        (&*elsewhere.reference, "We could not find the report"),
        ("ZZZ-ZZZ", "We could not find the report"),
        ("nonsense", "We could not find the report"),
        (&*told.reference, "A report is no echo of itself."),
    ] {
        ada.presses(
            "Keep this way",
            &[("way", "known"), ("echo_of", reference), ("reason", "So.")],
        )
        .answers(422)
        .says(sentence)
        .holds("echo_of", reference)
        .holds("way", "known")
        .holds("reason", "So.");
    }
    // Somebody who leads more links it; this lead still does not see the other.
    app.lead("Ben", &[])
        .visits(&told.path())
        .presses(
            "Keep this way",
            &[("way", "known"), ("echo_of", &elsewhere.reference)],
        )
        .answers(200);
    ada.visits(&told.path())
        .answers(200)
        .does_not_say("It is an echo of");
    assert!(!ada.has(&format!("a[href='{}']", elsewhere.path())));
}

// ---- the reporter answers the end ----

#[actix_web::test]
async fn the_reporter_answers_no_more_to_do_right_there_and_is_waited_for() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses(
            "Keep this way",
            &[("way", "no_more"), ("reason", "It was changed in May.")],
        )
        .visits("/inbox")
        .says("Nobody is waiting");
    comes_back(&app, &told)
        .says("It was changed in May.")
        .says("Do you see it differently?")
        .presses("Answer this", &[("words", "It drips again.")])
        .answers(200)
        .says("Your words are there.");
    ada.visits("/inbox")
        .says("The reporter wrote")
        .visits(&told.path())
        .says("It drips again.");
}

#[actix_web::test]
async fn the_reporter_answers_being_set_aside_too() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Set it aside", &[("reason", "It looks like a try.")]);
    comes_back(&app, &told).presses("Answer this", &[("words", "It was not.")]);
    ada.visits("/inbox").says("The reporter wrote");
}

// ---- notes among leads ----

#[actix_web::test]
async fn a_note_is_read_by_leads_of_the_place_and_by_nobody_else() {
    let app = App::start().await;
    let ramp = ramp(&app);
    let told = tells(&app, Some(&ramp), &[]);
    let mut ada = app.lead("Ada", &[ramp.id]);
    ada.visits(&told.path())
        .presses("Keep the note", &[("words", " ")])
        .answers(422)
        .says("Please write a few words here.")
        .presses("Keep the note", &[("words", "Ask the landlord zebra.")])
        .answers(200)
        .says("No reporter reads it.")
        .says("Ada 4 March 2026, 09:30 Ask the landlord zebra.");
    let mut ben = app.lead("Ben", &[]);
    ben.visits(&told.path()).says("Ask the landlord zebra.");
    let hall = app.place("Hall");
    app.lead("Cem", &[hall]).visits(&told.path()).answers(404);
    comes_back(&app, &told).does_not_say("zebra");
    let mut program = app.guest();
    let receipt = serde_json::json!({ "receipt": told.receipt });
    program.posts_json("/api/v1/answers", &receipt).answers(200);
    assert!(!program.body().contains("zebra"));
    program.visits(&format!("/tell/{}", ramp.code));
    assert!(!program.body().contains("zebra"));
    assert_eq!(inside::columns_with(&app, "zebra"), ["notes.words"]);
    assert_eq!(
        journal(&app),
        [("note_written".to_owned(), told.reference.clone())]
    );
    // It tells the reporter nothing, so nothing is answered by it.
    ada.visits("/inbox").says("Waiting for your thanks");
    assert_eq!(inside::rows(&app, "handlings").len(), 0);
}

#[actix_web::test]
async fn an_imported_report_can_have_a_note_but_no_promise() {
    let app = App::start().await;
    let reference = imports(&app, "Line 4", "A valve stuck.");
    let mut ada = app.lead("Ada", &[]);
    let path = format!("/reports/{reference}");
    ada.visits(&path)
        .does_not_offer("Promise this day")
        .presses("Keep the note", &[("words", "The same valve as ours.")])
        .answers(200);
    let csrf = ada.csrf();
    ada.posts(
        &format!("{path}/promise"),
        &[("csrf", &csrf), ("day", "2026-03-06")],
    )
    .answers(409)
    .says("This report was imported");
}

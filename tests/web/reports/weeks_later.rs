//! Coming back later: what is new, what was read, "it is not fixed", and the verdict asked again.

use super::{comes_back, findings, inside, ramp, releases, tells};
use crate::support::App;
use chrono::TimeDelta;

#[actix_web::test]
async fn what_is_new_is_marked_once_and_the_lead_sees_in_days_that_it_was_read() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Send to the reporter", &[("words", "What was it like?")])
        .says("Not read yet");
    app.later(TimeDelta::days(3));
    assert_eq!(comes_back(&app, &told).texts(".chip--new").len(), 2);
    let mut again = comes_back(&app, &told);
    assert_eq!(again.texts(".chip--new").len(), 0);
    again.does_not_say("There is something new for you.");
    let mut ben = app.lead("Ben", &[]);
    ben.visits(&told.path())
        .says("Read 3 days later")
        .does_not_say("Not read yet")
        .presses("Tell the reporter", &[("words", "A roof.")])
        .says("Not read yet");
    assert_eq!(comes_back(&app, &told).texts(".chip--new"), ["New"]);
    ben.visits(&told.path()).says("Read on the same day");
}

#[actix_web::test]
async fn it_is_not_fixed_opens_the_report_again() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    comes_back(&app, &told).does_not_offer("Tell them it is not fixed");
    let early = [("receipt", told.receipt.as_str()), ("words", "Still wet.")];
    app.guest()
        .posts("/answers/not-fixed", &early)
        .answers(409)
        .holds("words", "Still wet.");
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Tell the reporter", &[("words", "A roof.")])
        .visits("/inbox")
        .says("Nobody is waiting");
    comes_back(&app, &told)
        .presses("Tell them it is not fixed", &[("words", " ")])
        .answers(422);
    comes_back(&app, &told)
        .presses("Tell them it is not fixed", &[("words", "Still wet.")])
        .answers(200)
        .says("Somebody looks at it again.")
        .says("You said it is not fixed. We look at it again.");
    ada.visits("/inbox").says("The reporter wrote");
    ada.visits(&told.path())
        .says("The reporter says that it is not fixed.")
        .says("Still wet.")
        .presses("Send to the reporter", &[("words", "Where is it wet?")]);
    ada.visits("/inbox").says("Waiting for what came of it");
    ada.visits(&told.path())
        .presses("Tell it anew", &[("words", "A second gutter.")])
        .does_not_say("The reporter says that it is not fixed.");
    ada.visits("/inbox").says("Nobody is waiting");
    comes_back(&app, &told)
        .says("A second gutter.")
        .does_not_say("We look at it again.");
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn some_weeks_after_the_outcome_the_reporter_is_asked_once_more() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    app.lead("Ada", &[])
        .visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Tell the reporter", &[("words", "A roof.")]);
    let face = [("helped", "3"), ("felt_safe", "3")];
    comes_back(&app, &told)
        .presses("Send my answer", &face)
        .answers(200);
    app.later(TimeDelta::days(27));
    let early = [
        ("receipt", told.receipt.as_str()),
        ("later", "yes"),
        ("helped", "1"),
        ("felt_safe", "2"),
    ];
    app.guest().posts("/answers/verdict", &early).answers(409);
    comes_back(&app, &told).does_not_say("Some weeks have passed.");
    app.later(TimeDelta::days(1));
    comes_back(&app, &told)
        .says("Some weeks have passed. How is it now?")
        .presses(
            "Send my answer",
            &[
                ("helped", "1"),
                ("felt_safe", "2"),
                ("verdict_words", "It leaks."),
            ],
        )
        .answers(200);
    app.lead("Ben", &[])
        .visits(&told.path())
        .says("What the reporter says some weeks later")
        .says("It leaks.");
    assert_eq!(inside::rows(&app, "verdicts").len(), 1);
    assert_eq!(inside::rows(&app, "later_verdicts").len(), 1);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn what_is_written_back_reaches_the_leads_in_a_batch() {
    let app = super::trust::in_batches().await;
    let anonymous = tells(&app, None, &[]);
    let named = tells(&app, None, &[("reporter", "named"), ("name", "Quux")]);
    app.later(TimeDelta::minutes(21));
    releases(&app);
    let mut ada = app.lead("Ada", &[]);
    for told in [&anonymous, &named] {
        ada.visits(&told.path())
            .presses("Say thank you", &[("words", "Thank you.")]);
        comes_back(&app, told)
            .presses("Send my words", &[("words", "It was the gutter.")])
            .says("It was the gutter.");
    }
    ada.visits(&named.path()).says("It was the gutter.");
    ada.visits(&anonymous.path())
        .does_not_say("It was the gutter.");
    assert_eq!(
        ada.visits("/inbox").texts(".card__words").len(),
        2,
        "both wait for a way, and one for an answer"
    );
    let wrote = |page: &crate::support::Browser| page.text().matches("The reporter wrote").count();
    assert_eq!(wrote(&ada), 1);
    app.later(TimeDelta::minutes(21));
    releases(&app);
    ada.visits(&anonymous.path()).says("It was the gutter.");
    ada.visits("/inbox");
    assert_eq!(wrote(&ada), 2);
    for row in inside::rows(&app, "messages") {
        assert_eq!(row["release_at"], "", "the moment is forgotten");
    }
}

#[actix_web::test]
async fn a_house_says_in_its_own_words_where_a_report_stands() {
    let app = App::start().await;
    let told = tells(&app, Some(&ramp(&app)), &[]);
    let mut ann = app.admin("Ann");
    ann.visits("/settings")
        .says("Usually: A lead reads it and thanks you in person.")
        .presses(
            "Keep these words",
            &[("before_thanks", "Your shift lead reads it by noon.")],
        )
        .answers(200)
        .holds("before_thanks", "Your shift lead reads it by noon.");
    comes_back(&app, &told)
        .says("Your shift lead reads it by noon.")
        .does_not_say("A lead reads it and thanks you in person.");
    let long = "w".repeat(401);
    ann.presses("Keep these words", &[("before_way", &long)])
        .answers(422)
        .holds("before_way", &long)
        .holds("before_thanks", "Your shift lead reads it by noon.");
    ann.visits("/settings")
        .presses("Keep these words", &[("before_thanks", "")]);
    comes_back(&app, &told).says("A lead reads it and thanks you in person.");
    app.lead("Ada", &[]).visits("/settings").answers(403);
}

#[actix_web::test]
async fn a_proof_shows_the_day_and_nothing_else() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let page = comes_back(&app, &told);
    let proof = page.texts(".code--small").remove(0);
    app.guest()
        .visits("/proof")
        .presses("Check it", &[("proof", &proof.to_lowercase())])
        .answers(200)
        .says("Somebody told us something on 4 March 2026.")
        .does_not_say("pallet")
        .does_not_say(&told.reference);
    for wrong in ["", "7Q4M", &proof[..proof.len() - 1], &told.receipt] {
        app.guest()
            .posts("/proof", &[("proof", wrong)])
            .answers(422)
            .says("This is no proof from here.");
    }
    app.guest()
        .visits("/answers")
        .presses("Open my page", &[("receipt", &proof)])
        .answers(422);
}

#[actix_web::test]
async fn that_it_is_not_fixed_reaches_the_leads_in_a_batch_too() {
    let app = super::trust::in_batches().await;
    let told = tells(&app, None, &[]);
    app.later(TimeDelta::minutes(21));
    releases(&app);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Tell the reporter", &[("words", "A roof.")]);
    comes_back(&app, &told)
        .presses("Tell them it is not fixed", &[("words", "Still wet.")])
        .answers(200);
    ada.visits(&told.path())
        .does_not_say("Still wet.")
        .does_not_say("The reporter says that it is not fixed.");
    ada.visits("/inbox").says("Nobody is waiting");
    app.later(TimeDelta::minutes(21));
    releases(&app);
    ada.visits(&told.path())
        .says("Still wet.")
        .says("The reporter says that it is not fixed.");
    ada.visits("/inbox").says("The reporter wrote");
    comes_back(&app, &told).says("You said it is not fixed. We look at it again.");
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn words_of_the_later_verdict_stay_in_its_own_form() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    app.lead("Ada", &[])
        .visits(&told.path())
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Tell the reporter", &[("words", "A roof.")]);
    comes_back(&app, &told).presses(
        "Send my answer",
        &[
            ("helped", "3"),
            ("felt_safe", "3"),
            ("verdict_words", "It was quick."),
        ],
    );
    app.later(TimeDelta::days(28));
    let typed = [
        ("receipt", told.receipt.as_str()),
        ("later", "yes"),
        ("helped", "1"),
        ("verdict_words", "It leaks."),
    ];
    let mut page = app.guest();
    page.posts("/answers/verdict", &typed).answers(422);
    let words = |form: &str| page.texts(&format!("{form} textarea[name=verdict_words]"));
    assert_eq!(words("#verdict"), ["It was quick."]);
    assert_eq!(words("#later_verdict"), ["It leaks."]);
    assert!(page.has("#verdict input[name=helped][value='3'][checked]"));
    assert!(page.has("#later_verdict input[name=helped][value='1'][checked]"));
    assert!(page.has("#later_verdict .error"));
}

//! Telling: one address from the poster to the receipt.

use super::{
    STORY, Told, comes_back, fills,
    inside::{self, columns_with},
    journal, ramp, tells,
};
use crate::support::App;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use candor::places::Place;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

// ---- the short way ----

#[actix_web::test]
async fn a_kind_and_a_story_are_enough_and_the_receipt_opens_the_reporters_page() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest
        .visits("/")
        .follows_link("Tell us What happened, or almost did.")
        .is_at("/tell")
        .presses("Send", &[("kind", "near_miss"), ("story", STORY)])
        .answers(200)
        .says("Thank you for speaking up.");
    let told = Told::read(&guest);
    assert_eq!(told.receipt.len(), 19, "{told:?}");
    assert_eq!(told.reference.len(), 7, "{told:?}");
    comes_back(&app, &told)
        .says(STORY)
        .says("You spoke up (done) On 4 March 2026.");
}

#[actix_web::test]
async fn the_poster_knows_the_place() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut guest = app.guest();
    guest
        .visits(&format!("/tell/{}", place.code))
        .answers(200)
        .says("Ramp 3");
    assert!(!guest.has("select[name=place]"), "it need not be asked");
    tells(&app, Some(&place), &[]);
    let row = &inside::rows(&app, "reports")[0];
    assert_eq!(row["place_id"].replace('-', ""), in_hex(&place));
}

#[actix_web::test]
async fn without_a_poster_the_place_is_chosen_or_left_open() {
    let app = App::start().await;
    let place = ramp(&app);
    let code = place.code.to_string();
    tells(&app, None, &[("place", &code), ("story", "At the ramp.")]);
    tells(&app, None, &[("place", ""), ("story", "Somewhere.")]);
    let rows = inside::rows(&app, "reports");
    let place_of = |story: &str| {
        let row = rows.iter().find(|row| row["story"] == story).unwrap();
        row["place_id"].replace('-', "")
    };
    assert_eq!(place_of("At the ramp."), in_hex(&place));
    assert_eq!(
        place_of("Somewhere."),
        candor::places::ROOT.uuid().simple().to_string()
    );
}

fn in_hex(place: &Place) -> String {
    place.id.uuid().simple().to_string()
}

#[actix_web::test]
async fn the_poster_is_read_in_small_letters_too() {
    let app = App::start().await;
    let place = ramp(&app);
    app.guest()
        .visits(&format!("/tell/{}", place.code.to_string().to_lowercase()))
        .answers(200)
        .says("Ramp 3");
}

#[actix_web::test]
async fn an_old_poster_says_so_and_its_form_still_works() {
    let app = App::start().await;
    for code in ["ZZZZ", "nonsense", "%00", "%FF", "a%2Fb"] {
        let mut guest = app.guest();
        guest
            .visits(&format!("/tell/{code}"))
            .answers(404)
            .says("We do not know this place.")
            .presses("Send", &[("kind", "problem"), ("story", STORY)])
            .answers(200)
            .says("Thank you for speaking up.");
    }
}

#[actix_web::test]
async fn a_place_that_went_away_while_somebody_typed_keeps_the_words() {
    let app = App::start().await;
    ramp(&app);
    let mut guest = app.guest();
    guest
        .posts("/tell/ZZZZ", &[("kind", "problem"), ("story", STORY)])
        .answers(422)
        .says("We do not know this place.")
        .holds("kind", "problem")
        .holds("story", STORY)
        .presses("Send", &[])
        .answers(200)
        .says("Thank you for speaking up.");
}

#[actix_web::test]
async fn everything_that_may_be_added_is_kept_and_read_back() {
    let app = App::start().await;
    let told = tells(
        &app,
        None,
        &[
            ("step", "Unloading"),
            ("intent", "Unload before noon."),
            ("impact", "Half an hour lost."),
            ("factors", "5"),
            ("factors", "2"),
            ("factor_words", "The ramp is open to the rain."),
            ("caught_by", "4"),
            ("caught_words", "A shout."),
            ("workaround", "We drive round it."),
            ("seen_before", "often"),
            ("effect", "none"),
            ("could_have", "severe"),
            ("idea", "A roof."),
            ("share", "without_details"),
        ],
    );
    comes_back(&app, &told)
        .says("Unloading")
        .says("Unload before noon.")
        .says("Half an hour lost.")
        .says("Space, light, noise, layout")
        .says("Tools, equipment, supplies")
        .says("The ramp is open to the rain.")
        .says("Handover and talking")
        .says("A shout.")
        .says("We drive round it.")
        .says("Often")
        .says("Severe")
        .says("A roof.");
}

// ---- what cannot be taken keeps the words ----

#[actix_web::test]
async fn a_story_without_a_word_is_asked_for() {
    let app = App::start().await;
    for empty in ["", "   ", "\n\n"] {
        let mut guest = app.guest();
        let known = [("story", empty), ("reporter", "named"), ("name", "Quux")];
        fills(&mut guest, None, &known)
            .answers(422)
            .says("Please write a few words here.")
            .holds("kind", "near_miss")
            .holds("name", "Quux");
    }
    assert_eq!(inside::rows(&app, "reports").len(), 0);
}

#[actix_web::test]
async fn four_thousand_characters_fit_and_five_thousand_are_shown_again() {
    let app = App::start().await;
    let fits = "é".repeat(4_000);
    let told = tells(&app, None, &[("story", &fits)]);
    comes_back(&app, &told).says(&fits);

    let long = "é".repeat(5_000);
    let mut guest = app.guest();
    fills(&mut guest, None, &[("story", &long)])
        .answers(422)
        .says("This is 5000 characters long; 4000 fit.")
        .holds("story", &long);
}

#[actix_web::test]
async fn line_ends_count_once_as_the_browser_counts_them() {
    let app = App::start().await;
    let story = "line\n".repeat(800).trim_end().to_owned();
    assert_eq!(story.chars().count(), 3_999);
    let told = tells(&app, None, &[("story", &story)]);
    assert_eq!(comes_back(&app, &told).status(), 200);
    assert_eq!(inside::rows(&app, "reports")[0]["story"], story);
}

#[actix_web::test]
async fn what_is_no_kind_is_asked_again_with_the_words_kept() {
    let app = App::start().await;
    for kind in ["", "accusation", "NEAR_MISS"] {
        app.guest()
            .posts("/tell", &[("kind", kind), ("story", STORY)])
            .answers(422)
            .says("Please choose what kind of thing it is.")
            .holds("story", STORY);
    }
}

#[actix_web::test]
async fn a_date_that_cannot_be_is_asked_about() {
    let app = App::start().await;
    for (date, sentence) in [
        ("2026-03-05", "This date is still to come."),
        ("1820-05-21", "This date is very long ago."),
        ("17.5.2026", "We could not read this date."),
        ("2026-02-30", "We could not read this date."),
        ("", "Please choose the date"),
        ("+999999-01-01", "We could not read this date."),
    ] {
        app.guest()
            .posts(
                "/tell",
                &[
                    ("kind", "problem"),
                    ("story", STORY),
                    ("when", "date"),
                    ("date", date),
                ],
            )
            .answers(422)
            .says(sentence)
            .holds("story", STORY)
            .holds("when", "date");
    }
}

#[actix_web::test]
async fn every_field_that_needs_another_look_is_told_at_once() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest
        .posts(
            "/tell",
            &[
                ("kind", "x"),
                ("story", ""),
                ("when", "last_year"),
                ("place", "nowhere"),
                ("reporter", "named"),
            ],
        )
        .answers(422);
    let links = guest.texts(".summary a");
    assert_eq!(links.len(), 5, "{links:?}");
    assert!(
        links[0].contains("kind"),
        "in the order of the page: {links:?}"
    );
    assert!(links[4].contains("your name"), "{links:?}");
    for link in guest.html().select(&selector(".summary a")) {
        let target = link.value().attr("href").unwrap_or_default();
        assert!(guest.has(target), "{target} leads to nothing on the page");
    }
}

fn selector(words: &str) -> scraper::Selector {
    scraper::Selector::parse(words).unwrap()
}

#[actix_web::test]
async fn a_nul_is_refused_by_both_databases_in_every_field() {
    let app = App::start().await;
    for field in [
        "kind",
        "story",
        "when",
        "date",
        "place",
        "step",
        "intent",
        "impact",
        "factors",
        "factor_words",
        "caught_by",
        "caught_words",
        "workaround",
        "seen_before",
        "effect",
        "could_have",
        "idea",
        "share",
        "reporter",
        "name",
        "contact",
    ] {
        let mut fields = vec![
            ("kind", "problem"),
            ("story", STORY),
            ("when", "date"),
            ("date", "2026-03-01"),
            ("reporter", "named"),
            ("name", "Ada"),
        ];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, "a\0b"));
        let mut guest = app.guest();
        guest.posts("/tell", &fields);
        assert_eq!(guest.status(), 422, "{field}: {}", guest.text());
    }
    assert_eq!(inside::rows(&app, "reports").len(), 0);
}

#[actix_web::test]
async fn bytes_that_are_no_text_are_not_quietly_changed() {
    let app = App::start().await;
    app.guest()
        .posts_bytes("/tell", b"kind=problem&story=caf%E9")
        .answers(400)
        .says("Some characters could not be read.");
    app.guest()
        .posts_bytes("/tell", b"kind=problem&story=caf\xe9")
        .answers(400);
    assert_eq!(inside::rows(&app, "reports").len(), 0);
}

#[actix_web::test]
async fn two_megabytes_are_too_much_and_the_page_says_what_to_do() {
    let app = App::start().await;
    let story = "a".repeat(2 * 1024 * 1024);
    app.guest()
        .posts("/tell", &[("kind", "problem"), ("story", &story)])
        .answers(413)
        .says("Please go back and shorten it");
}

#[actix_web::test]
async fn emoji_right_to_left_and_markup_come_back_as_typed() {
    let app = App::start().await;
    let story = "🚧 <script>alert(1)</script> & \"quotes\" שלום مرحبا {{page}}\n  indented\tline";
    let told = tells(&app, None, &[("story", story)]);
    let reporter = comes_back(&app, &told);
    assert!(!reporter.has("main script"));
    assert_eq!(inside::rows(&app, "reports")[0]["story"], story);
    let mut guest = app.guest();
    fills(&mut guest, None, &[("story", story), ("reporter", "named")])
        .answers(422)
        .holds("story", story);
}

#[actix_web::test]
async fn a_full_disk_keeps_the_words_on_the_screen_and_the_next_try_works() {
    let app = App::start().await;
    inside::fills_the_disk(&app, "reports");
    let mut guest = app.guest();
    let known = [("reporter", "named"), ("name", "Quux")];
    fills(&mut guest, None, &known)
        .answers(503)
        .says("We could not store this just now.")
        .holds("story", STORY)
        .holds("name", "Quux")
        .holds("kind", "near_miss");
    inside::makes_room(&app, "reports");
    guest
        .presses("Send", &[])
        .answers(200)
        .says("Thank you for speaking up.");
    assert_eq!(inside::rows(&app, "reports").len(), 1);
}

// ---- sent twice ----

#[actix_web::test]
async fn a_form_that_is_posted_twice_is_one_report_with_one_receipt() {
    let app = App::start().await;
    let mut guest = app.guest();
    fills(&mut guest, None, &[]).answers(200);
    let body = form_of(&app);
    let mut once = app.guest();
    once.posts_bytes("/tell", body.as_bytes()).answers(200);
    let mut twice = app.guest();
    twice.posts_bytes("/tell", body.as_bytes()).answers(200);
    assert_eq!(Told::read(&once), Told::read(&twice));
    assert_eq!(inside::rows(&app, "reports").len(), 2);
    assert_eq!(super::findings(&app), Vec::<String>::new());
}

/// The body of a fresh form.
fn form_of(app: &App) -> String {
    let mut guest = app.guest();
    guest.visits("/tell");
    let key = guest.attribute("input[name=key]", "value").unwrap();
    format!("key={key}&kind=near_miss&story=The+pallet+slid.")
}

#[actix_web::test]
async fn a_key_that_comes_with_other_words_is_refused_and_the_words_are_kept() {
    let app = App::start().await;
    let body = form_of(&app);
    app.guest()
        .posts_bytes("/tell", body.as_bytes())
        .answers(200);
    let mut other = app.guest();
    other
        .posts_bytes("/tell", format!("{body}+And+then+it+fell.").as_bytes())
        .answers(422)
        .says("This report was sent already.")
        .holds("story", "The pallet slid. And then it fell.")
        .presses("Send", &[])
        .answers(200)
        .says("Thank you for speaking up.");
    assert_eq!(inside::rows(&app, "reports").len(), 2);
}

#[actix_web::test]
async fn each_form_has_a_key_of_its_own() {
    let app = App::start().await;
    let keys: BTreeSet<String> = (0..20)
        .map(|_| {
            let mut guest = app.guest();
            guest.visits("/tell");
            guest.attribute("input[name=key]", "value").unwrap()
        })
        .collect();
    assert_eq!(keys.len(), 20);
    assert!(keys.iter().all(|key| key.len() >= 16));
}

#[actix_web::test]
async fn a_form_without_a_key_is_taken_all_the_same() {
    let app = App::start().await;
    for key in ["", "short", &"k".repeat(65), "sixteen chars äö"] {
        app.guest()
            .posts(
                "/tell",
                &[("key", key), ("kind", "problem"), ("story", STORY)],
            )
            .answers(200)
            .says("Thank you for speaking up.");
    }
    assert_eq!(inside::rows(&app, "reports").len(), 4);
}

// ---- who told it ----

#[actix_web::test]
async fn a_lead_who_is_signed_in_on_the_same_device_leaves_no_trace_on_a_report() {
    let app = App::start().await;
    let place = ramp(&app);
    let before = journal(&app);
    let mut lead = app.lead("Ada", &[place.id]);
    let sessions = inside::rows(&app, "sessions");
    fills(&mut lead, Some(&place), &[("story", "Told by a lead.")]).answers(200);
    assert!(
        lead.headers("set-cookie").is_empty(),
        "telling sets no cookie"
    );
    tells(&app, Some(&place), &[("story", "Told by a guest.")]);

    let rows = inside::rows(&app, "reports");
    let what_is_kept_of = |story: &str| {
        let mut row = rows
            .iter()
            .find(|row| row["story"] == story)
            .unwrap()
            .clone();
        for own in ["id", "reference", "receipt_hash", "story"] {
            row.remove(own);
        }
        row
    };
    assert_eq!(
        what_is_kept_of("Told by a lead."),
        what_is_kept_of("Told by a guest.")
    );
    assert_eq!(journal(&app), before, "a reporter is in no journal");
    assert_eq!(
        inside::rows(&app, "sessions"),
        sessions,
        "and their session is not touched"
    );
}

#[actix_web::test]
async fn a_name_that_was_typed_and_then_not_given_is_stored_nowhere() {
    let app = App::start().await;
    tells(
        &app,
        None,
        &[
            ("reporter", "anonymous"),
            ("name", "Zebedee Quux"),
            ("contact", "zebedee@quux.example"),
        ],
    );
    assert_eq!(columns_with(&app, "zebedee"), Vec::<String>::new());
    assert_eq!(columns_with(&app, "quux"), Vec::<String>::new());
    assert_eq!(columns_with(&app, "pallet"), ["reports.story"]);
}

#[actix_web::test]
async fn a_sealed_name_is_in_no_column_and_its_opening_is_read_by_the_reporter() {
    let app = App::start().await;
    let told = tells(
        &app,
        None,
        &[
            ("reporter", "protected"),
            ("name", "Zebedee Quux"),
            ("contact", "extension 4711"),
        ],
    );
    for words in ["zebedee", "quux", "4711"] {
        assert_eq!(columns_with(&app, words), Vec::<String>::new(), "{words}");
    }
    app.lead("Ada", &[])
        .visits(&told.path())
        .says("A sealed name")
        .does_not_say("Zebedee");
    comes_back(&app, &told).says("Nobody has opened it.");

    let mut keeper = app.keeper("Kim");
    keeper
        .visits("/names")
        .presses("Open the name", &[("reference", &told.reference)])
        .answers(422)
        .does_not_say("Zebedee")
        .presses("Open the name", &[("reason", "Somebody may be in danger.")])
        .answers(200)
        .says("Zebedee Quux")
        .says("extension 4711");
    comes_back(&app, &told)
        .says("Kim opened it on 4 March 2026.")
        .says("Somebody may be in danger.");
    assert!(journal(&app).contains(&("name_opened".into(), told.reference)));
    assert_eq!(columns_with(&app, "zebedee"), Vec::<String>::new());
}

#[actix_web::test]
async fn there_is_nothing_to_open_under_other_codes() {
    let app = App::start().await;
    let anonymous = tells(&app, None, &[]);
    let mut kim = app.keeper("Kim");
    for reference in [anonymous.reference.as_str(), "000-000", "nonsense", ""] {
        kim.visits("/names")
            .presses(
                "Open the name",
                &[("reference", reference), ("reason", "To see.")],
            )
            .answers(422)
            .says("There is no sealed name under this code.")
            .holds("reason", "To see.");
    }
    assert_eq!(inside::rows(&app, "name_openings").len(), 0);
}

#[actix_web::test]
async fn somebody_who_gives_a_name_is_seen_with_it() {
    let app = App::start().await;
    let told = tells(
        &app,
        None,
        &[
            ("reporter", "named"),
            ("name", "Zebedee Quux"),
            ("contact", "extension 4711"),
        ],
    );
    app.lead("Ada", &[])
        .visits(&told.path())
        .says("Zebedee Quux · extension 4711");
}

#[actix_web::test]
async fn being_known_needs_a_name() {
    let app = App::start().await;
    for reporter in ["named", "protected"] {
        let mut guest = app.guest();
        fills(&mut guest, None, &[("reporter", reporter), ("name", " ")])
            .answers(422)
            .says("Please write your name, or choose to stay anonymous.")
            .holds("reporter", reporter)
            .holds("story", STORY);
    }
}

#[actix_web::test]
async fn the_page_before_and_after_telling_has_the_same_title() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest.visits("/tell");
    let before = guest.texts("title");
    guest.presses("Send", &[("kind", "problem"), ("story", STORY)]);
    assert_eq!(guest.texts("title"), before, "a history list tells nothing");
    guest.is_at("/tell");
}

// ---- the device makes the receipt ----

#[actix_web::test]
async fn a_form_with_a_verifier_is_opened_by_the_receipt_of_the_device_alone() {
    let app = App::start().await;
    let mut guest = app.guest();
    // SHA-256 of 7Q4MXK2P9ZT0HV3C, as its device computes it.
    let receipt = "7Q4M-XK2P-9ZT0-HV3C";
    let verifier = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(receipt.replace('-', "")));
    guest.visits("/tell");
    let key = guest.attribute("input[name=key]", "value").unwrap();
    let fields = [
        ("key", key.as_str()),
        ("kind", "near_miss"),
        ("story", STORY),
        ("receipt_verifier", verifier.as_str()),
    ];
    guest.posts("/tell", &fields).answers(200);
    let told = Told::read(&guest);
    assert_eq!(told.receipt, "····-····-····-····", "the server knows none");
    assert!(guest.has("[data-told] [data-receipt]"));
    guest.posts("/tell", &fields).answers(200);
    assert_eq!(inside::rows(&app, "reports").len(), 1);
    guest
        .visits("/answers")
        .presses("Open my page", &[("receipt", receipt)])
        .answers(200)
        .says(STORY);
    guest
        .posts(
            "/tell",
            &[
                ("kind", "near_miss"),
                ("story", STORY),
                ("receipt_verifier", "too-short"),
            ],
        )
        .answers(422)
        .says("Your receipt could not be made")
        .holds("story", STORY);
}

//! Words that look for a culprit: hints while typing, a thought afterwards, and the admins' lexicon.

use crate::support::{App, Browser, terminal};
use candor::{
    db::{Address, StoreError, schema::tallies},
    kernel::language::Language,
    language::{self, Hint},
};
use diesel::prelude::*;
use std::fs;

const BLAMING: &str = "The new driver was careless.";

/// The hints on a text, as the script asks for them.
fn hints(browser: &mut Browser, text: &str) -> Vec<(String, String)> {
    let csrf = browser.csrf();
    browser
        .posts(
            "/language/hints",
            &[("csrf", csrf.as_str()), ("text", text)],
        )
        .answers(200);
    let found = browser.json();
    let word = |hint: &serde_json::Value, name: &str| hint[name].as_str().unwrap().to_owned();
    found["hints"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| (word(hint, "language"), word(hint, "words")))
        .collect()
}

fn pair(language: &str, words: &str) -> (String, String) {
    (language.to_owned(), words.to_owned())
}

/// What the house says of a text, asked behind the pages.
fn house_says(app: &App, text: &str) -> Vec<Hint> {
    app.looks(|conn| language::hints_for(conn, &[Language::English], text))
}

/// A report that waits for its thanks; its address.
fn report(app: &App) -> String {
    let mut guest = app.guest();
    guest.visits("/tell").presses(
        "Send",
        &[
            ("kind", "near_miss"),
            ("story", "The pallet slid off the fork."),
        ],
    );
    let mut lead = app.lead("Finder", &[]);
    lead.visits("/inbox");
    lead.attribute(".card__link", "href").unwrap()
}

// ---- while typing ----

#[actix_web::test]
async fn whoever_types_gets_hints_on_their_own_words_alone() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox");
    assert_eq!(hints(&mut ada, BLAMING), [pair("en", "careless")]);
    let found = ada.visits("/inbox").csrf();
    ada.posts("/language/hints", &[("csrf", &found), ("text", BLAMING)]);
    let hint = ada.json()["hints"][0].clone();
    assert_eq!(hint["at"], serde_json::json!([19, 27]));
    assert_eq!(hint["direction"], "ltr");
    for field in ["entry", "heading", "why", "instead"] {
        assert!(!hint[field].as_str().unwrap().is_empty(), "{field}: {hint}");
    }
    ada.visits("/inbox");
    assert_eq!(
        hints(&mut ada, "You wrote “careless”. What was the floor like?"),
        []
    );
}

#[actix_web::test]
async fn a_text_is_read_in_the_languages_of_the_visit_and_the_house_and_in_english() {
    let app = App::start_with(|settings| settings.language = Language::German).await;
    let text = "Human error. Det var deres skyld. Es war ihre eigene Schuld.";
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox");
    assert_eq!(
        hints(&mut ada, text),
        [pair("en", "Human error"), pair("de", "ihre eigene Schuld")]
    );
    ada.speaks("da,en;q=0.5").visits("/inbox");
    assert_eq!(
        hints(&mut ada, text),
        [
            pair("en", "Human error"),
            pair("da", "deres skyld"),
            pair("de", "ihre eigene Schuld")
        ]
    );
}

#[actix_web::test]
async fn hints_are_for_staff_and_their_own_pages() {
    let app = App::start().await;
    app.guest()
        .posts("/language/hints", &[("text", BLAMING)])
        .answers(401);
    let mut ada = app.lead("Ada", &[]);
    ada.visits("/inbox")
        .posts("/language/hints", &[("text", BLAMING)])
        .answers(403);
    ada.visits("/language/hints").answers(405);
}

#[actix_web::test]
async fn only_pages_with_such_fields_take_the_script_along() {
    let app = App::start().await;
    let path = report(&app);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&path);
    assert!(ada.has("script[type=module][src$='/reframe.js']"));
    assert!(ada.has("textarea#thanks[data-reframe]") && ada.has("template[data-part=reframe]"));
    ada.visits("/inbox/told-to-me");
    assert!(!ada.has("script, template, [data-reframe]"));
}

/// Every word of every row and file of the house.
fn everything(app: &App) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(app.folder()).unwrap().flatten() {
        if entry.path().is_file() {
            all += &String::from_utf8_lossy(&fs::read(entry.path()).unwrap());
        }
    }
    if let Address::Sqlite(path) = &Address::parse(app.database_url()).unwrap() {
        for ending in ["", "-wal", "-shm"] {
            let file = format!("{path}{ending}");
            all += &String::from_utf8_lossy(&fs::read(file).unwrap_or_default());
        }
    }
    all
}

#[actix_web::test]
async fn nothing_of_a_hint_is_kept_or_counted() {
    let app = App::start().await;
    let path = report(&app);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&path);
    let counts = || {
        let counted: Vec<String> = app.looks(|conn| {
            let rows = tallies::table.order(tallies::cells).select(tallies::cells);
            Ok::<_, StoreError>(rows.load(conn)?)
        });
        let acts = app.looks(|conn| candor::journal::latest(conn, 500)).len();
        (counted, acts)
    };
    let before = counts();
    for _ in 0..3 {
        ada.visits(&path);
        assert_eq!(
            hints(&mut ada, "Zwetschgenmus and human error."),
            [pair("en", "human error")]
        );
    }
    assert_eq!(counts(), before);
    let all = everything(&app);
    assert!(!all.contains("Zwetschgenmus") && !all.contains("person_as_cause"));
}

// ---- afterwards, without scripts ----

fn sends_without_scripts<'a>(ada: &'a mut Browser, path: &str, words: &str) -> &'a mut Browser {
    let csrf = ada.visits(path).csrf();
    ada.posts(
        &format!("{path}/thanks"),
        &[
            ("csrf", csrf.as_str()),
            ("words", words),
            ("reframe", "words"),
        ],
    )
}

#[actix_web::test]
async fn without_scripts_one_thought_stands_on_the_page_that_follows() {
    let app = App::start().await;
    let path = report(&app);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&path);
    assert!(
        ada.body().contains(
            "<noscript><input type=\"hidden\" name=\"reframe\" value=\"words\"></noscript>"
        )
    );
    sends_without_scripts(
        &mut ada,
        &path,
        "Thank you. The new driver was careless, it was human error.",
    )
    .answers(200)
    .says("Your thanks are on their way.")
    .says("Your words went as you wrote them. You wrote: careless")
    .does_not_say("You wrote: human error");
    // Sent as it was written, and the thought is said once.
    ada.visits(&path)
        .says("The new driver was careless, it was human error.")
        .does_not_say("You wrote:");
    assert!(ada.cookie("candor-afterthought").is_none());
}

#[actix_web::test]
async fn the_words_travel_sealed_and_in_no_address() {
    let app = App::start().await;
    let path = report(&app);
    let mut ada = app.lead("Ada", &[]);
    let csrf = ada.visits(&path).csrf();
    let body = format!("csrf={csrf}&words=She+was+careless&reframe=words");
    ada.sends(
        "POST",
        &format!("{path}/thanks"),
        &[("content-type", "application/x-www-form-urlencoded")],
        body.as_bytes(),
    )
    .answers(303);
    assert_eq!(
        ada.header("location"),
        Some(&*format!("{path}?done=thanks-sent"))
    );
    let line = ada
        .headers("set-cookie")
        .into_iter()
        .find(|line| line.starts_with("candor-afterthought="))
        .unwrap()
        .to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Max-Age=60"] {
        assert!(line.contains(part), "{line}");
    }
    assert!(
        !line.contains("careless") && !line.contains("character"),
        "{line}"
    );
    // Somebody else's seal, or a changed one, says nothing.
    ada.keeps_cookie("candor-afterthought", "AAAA");
    ada.visits(&path).answers(200).does_not_say("You wrote:");
    // A sealed name is no thought: it does not open here.
    let other = app.settings().keys.seal("{\"words\":\"x\"}");
    ada.keeps_cookie("candor-afterthought", &base64(&other));
    ada.visits(&path).answers(200).does_not_say("You wrote:");
}

fn base64(bytes: &[u8]) -> String {
    use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

#[actix_web::test]
async fn a_form_that_names_no_field_or_is_refused_says_nothing_afterwards() {
    let app = App::start().await;
    let path = report(&app);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&path)
        .presses(
            "Tell the reporter it is safe",
            &[("words", "She was careless.")],
        )
        .does_not_say("You wrote:");
    let csrf = ada.csrf();
    ada.posts(
        &format!("{path}/thanks"),
        &[
            ("csrf", csrf.as_str()),
            ("words", " "),
            ("reframe", "words"),
        ],
    )
    .answers(422)
    .does_not_say("You wrote:");
    assert!(ada.cookie("candor-afterthought").is_none());
}

// ---- the lexicon ----

#[actix_web::test]
async fn an_admin_finds_entries_and_tries_a_text() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/lexicon")
        .answers(200)
        .says("116 entries")
        .presses("Search", &[("q", "human error")])
        .says("of 116 entries")
        .says("Root cause: human error.")
        .does_not_say("Careless handling");
    ann.visits("/lexicon?language=ar").says("43 entries");
    ann.visits("/lexicon")
        .presses(
            "Read it",
            &[("text", "She was careless. The lamp was off.")],
        )
        .answers(200)
        .says("One hint in these 7 words.")
        .says("character-01")
        .holds("text", "She was careless. The lamp was off.");
    for path in [
        "/lexicon/xx/new",
        "/lexicon/en/nothing",
        "/lexicon/xx/character-01",
    ] {
        ann.visits(path).answers(404);
    }
    app.lead("Ada", &[]).visits("/lexicon").answers(403);
    app.guest()
        .visits("/lexicon")
        .is_at("/sign-in?next=%2Flexicon");
}

#[actix_web::test]
async fn an_entry_is_switched_off_and_on_for_every_text_from_then_on() {
    let app = App::start().await;
    assert_eq!(house_says(&app, BLAMING).len(), 1);
    let mut ann = app.admin("Ann");
    ann.visits("/lexicon/en/character-01")
        .presses("Switch it off", &[])
        .says("The lexicon is changed")
        .says("It marks nothing.");
    assert_eq!(house_says(&app, BLAMING), []);
    ann.visits("/lexicon").says("Switched off");
    ann.visits("/lexicon/en/character-01")
        .presses("Switch it on", &[]);
    assert_eq!(house_says(&app, BLAMING).len(), 1);
    ann.visits("/journal")
        .says("Ann switched an entry of the lexicon off")
        .says("Ann switched an entry of the lexicon on")
        .says("en character-01");
}

#[actix_web::test]
async fn an_entry_is_said_otherwise_and_as_it_was_again() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/lexicon/en/character-01")
        .presses(
            "Keep the changes",
            &[
                ("instead", "What was the floor like?"),
                ("why", "It ends the search."),
            ],
        )
        .says("The lexicon is changed")
        .holds("instead", "What was the floor like?");
    let hint = house_says(&app, BLAMING).remove(0);
    assert_eq!(
        (hint.why.as_str(), hint.instead.as_str()),
        ("It ends the search.", "What was the floor like?")
    );
    ann.visits("/lexicon").says("Changed here");
    ann.visits("/lexicon/en/character-01")
        .presses("Have it as it was", &[])
        .does_not_offer("Have it as it was");
    assert_ne!(
        house_says(&app, BLAMING).remove(0).instead,
        "What was the floor like?"
    );
}

#[actix_web::test]
async fn a_house_adds_entries_of_its_own_and_takes_them_out() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/lexicon/en/new").presses(
        "Add the entry",
        &[
            ("kind", "group_label"),
            ("pattern", r"\bthe bunker crew\b"),
            ("why", "A nickname closes the door."),
            ("instead", "What does the handover need?"),
            ("hit", "The bunker crew again."),
            ("miss", "The bunker was closed."),
        ],
    );
    ann.answers(200).says("The entry is there.");
    let place = ann.path().to_owned();
    assert!(place.starts_with("/lexicon/en/own-"), "{place}");
    let hint = house_says(&app, "Ask THE BUNKER CREW.").remove(0);
    assert_eq!(hint.words, "THE BUNKER CREW");
    ann.visits("/lexicon?q=bunker")
        .says("Your own")
        .says("1 of 117 entries");
    ann.visits(place.split('?').next().unwrap())
        .presses("Take this entry out", &[])
        .says("116 entries");
    assert_eq!(house_says(&app, "Ask the bunker crew."), []);
}

#[actix_web::test]
async fn a_pattern_that_cannot_work_is_refused_with_everything_as_typed() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let mut tries = |pattern: &str, hit: &str, miss: &str, says: &str| {
        ann.visits("/lexicon/en/character-01")
            .presses(
                "Keep the changes",
                &[
                    ("pattern", pattern),
                    ("hit", hit),
                    ("miss", miss),
                    ("why", "My own why"),
                ],
            )
            .answers(422)
            .says(says)
            .holds("pattern", pattern)
            .holds("why", "My own why");
    };
    tries(
        "(careless",
        "Careless.",
        "Calm.",
        "This pattern cannot be read: unclosed group.",
    );
    tries(
        r"(?:\w{1,300}){1,300}",
        "Careless.",
        "Calm.",
        "would grow too large",
    );
    tries("(?:careless)?", "Careless.", "Calm.", "marks every text");
    tries("careless", "Calm.", "Quiet.", "does not mark this sentence");
    tries(
        "care",
        "Careless.",
        "Take care.",
        "which it should leave alone",
    );
    tries("", "Careless.", "Calm.", "Please write a few words here.");
    assert_eq!(house_says(&app, BLAMING).len(), 1);
}

// ---- the terminal ----

#[actix_web::test]
async fn the_terminal_reads_texts_of_a_sheet_or_of_files() {
    let app = App::start().await;
    let sheet = app.folder().join("texts.csv");
    fs::write(
        &sheet,
        "ref,words\nA1,\"She was careless.\"\nB2,The lamp was off.\n",
    )
    .unwrap();
    let sheet = sheet.to_string_lossy().into_owned();
    let run = |words: &[&str]| terminal::candor(&app, words, "");
    let said = terminal::said(&run(&[
        "analyse", "words", &sheet, "--text", "words", "--id", "ref",
    ]));
    let lines: Vec<serde_json::Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            serde_json::json!({"id": "A1", "hints": [{"entry": "character-01", "at": [8, 16], "words": "careless"}]}),
            serde_json::json!({"id": "B2", "hints": []}),
            serde_json::json!({"texts": 2, "words": 7, "hints": 1, "per_1000_words": 142.857}),
        ]
    );
    let folder = app.folder().join("texts");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("one.md"), "Det var deres skyld.").unwrap();
    let folder = folder.to_string_lossy().into_owned();
    let said = terminal::said(&run(&["analyse", "words", &folder, "--lexicon", "en,da"]));
    assert!(
        said.starts_with("{\"hints\":[{\"at\":[8,19],\"entry\":\"person_as_cause-02\""),
        "{said}"
    );
    let no_column = run(&["analyse", "words", &sheet, "--text", "story"]);
    assert!(terminal::refused(&no_column, 1).contains("no column named story"));
    let no_lexicon = run(&[
        "analyse",
        "words",
        &sheet,
        "--text",
        "words",
        "--lexicon",
        "xx",
    ]);
    assert!(terminal::refused(&no_lexicon, 1).contains("there is no lexicon for xx"));
}

//! The same for programs: JSON in, JSON out, nothing lost on the way.

use super::{STORY, findings, inside, ramp};
use crate::support::{App, Browser};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const KEY: &str = "0123456789abcdef";

fn sends<'a>(
    app: &App,
    program: &'a mut Browser,
    key: Option<&str>,
    body: &str,
) -> &'a mut Browser {
    let _ = app;
    let mut headers = vec![("content-type", "application/json")];
    headers.extend(key.map(|key| ("idempotency-key", key)));
    program.sends("POST", "/api/v1/reports", &headers, body.as_bytes())
}

/// Sends a report, and answers the status and what came back.
fn told(app: &App, key: &str, body: &Value) -> (u16, Value) {
    let mut program = app.guest();
    sends(app, &mut program, Some(key), &body.to_string());
    (program.status(), program.json())
}

fn near_miss() -> Value {
    json!({"kind": "near_miss", "story": STORY})
}

/// Each error says what it is, in a sentence, and where to read more.
#[track_caller]
fn refused(program: &Browser, status: u16, code: &str) {
    assert_eq!(program.status(), status, "{}", program.body());
    let error = program.json();
    assert_eq!(error["code"], code, "{error}");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|words| words.len() > 10),
        "{error}"
    );
    let link = error["link"].as_str().unwrap_or_default();
    assert!(
        link.ends_with(&format!("#{}", code.replace('_', "-"))),
        "{error}"
    );
    assert!(program.headers("set-cookie").is_empty());
}

#[actix_web::test]
async fn a_report_is_taken_with_everything_that_the_form_takes() {
    let app = App::start().await;
    let place = ramp(&app);
    let body = json!({
        "kind": "near_miss", "story": STORY, "when": {"choice": "date", "date": "2026-03-01"},
        "place": place.code.to_string(), "one_level_up": true, "step": "Unloading",
        "factors": [5, 2], "factor_words": "Rain.", "caught_by": [4], "caught_words": null,
        "intent": null, "impact": "None.", "workaround": null, "still_dangerous": false,
        "seen_before": "sometimes", "effect": "none", "could_have": "serious", "idea": null,
        "share": "without_details", "reporter": {"mode": "anonymous"}, "receipt_verifier": null
    });
    let (status, answer) = told(&app, KEY, &body);
    assert_eq!(status, 201, "{answer}");
    assert_eq!(answer["receipt"].as_str().unwrap().len(), 19);
    assert_eq!(answer["reference"].as_str().unwrap().len(), 7);
    assert!(answer["thanks"].as_str().unwrap().starts_with("Thank you."));
    let row = &inside::rows(&app, "reports")[0];
    assert_eq!(row["when_choice"], "date");
    assert_eq!(row["delay_minutes"], (3 * 24 * 60).to_string());
    assert_eq!(row["impact"], "None.");
    assert_eq!(inside::rows(&app, "report_factors").len(), 3);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn the_same_key_with_the_same_body_answers_the_same() {
    let app = App::start().await;
    let first = told(&app, KEY, &near_miss());
    assert_eq!(first.0, 201);
    assert_eq!(told(&app, KEY, &near_miss()), first);
    assert_eq!(inside::rows(&app, "reports").len(), 1);
}

#[actix_web::test]
async fn the_same_key_with_another_body_is_refused() {
    let app = App::start().await;
    told(&app, KEY, &near_miss());
    let mut program = app.guest();
    sends(
        &app,
        &mut program,
        Some(KEY),
        &json!({"kind": "mistake", "story": STORY}).to_string(),
    );
    refused(&program, 422, "look_again");
    assert_eq!(inside::rows(&app, "reports").len(), 1);
}

#[actix_web::test]
async fn a_key_is_sixteen_to_sixty_four_visible_characters() {
    let app = App::start().await;
    let body = near_miss().to_string();
    let mut program = app.guest();
    for key in [
        None,
        Some(""),
        Some("short"),
        Some("0123456789 abcdef"),
        Some(&*"k".repeat(65)),
    ] {
        sends(&app, &mut program, key, &body);
        refused(&program, 422, "look_again");
    }
    assert_eq!(inside::rows(&app, "reports").len(), 0);
    for key in ["k".repeat(16), "k".repeat(64)] {
        sends(&app, &mut program, Some(&key), &body).answers(201);
    }
}

#[actix_web::test]
async fn what_is_no_json_is_unreadable() {
    let app = App::start().await;
    let mut program = app.guest();
    for body in [
        "",
        "{",
        "kind=near_miss",
        r#"{"kind": "near_miss", "story": "a \ud800 b"}"#,
        r#"{"kind": "near_miss", "story": "a"} trailing"#,
        "\u{feff}{}",
    ] {
        sends(&app, &mut program, Some(KEY), body);
        refused(&program, 400, "unreadable");
    }
    program.sends(
        "POST",
        "/api/v1/reports",
        &[
            ("content-type", "application/json"),
            ("idempotency-key", KEY),
        ],
        b"{\"kind\": \"problem\", \"story\": \"caf\xe9\"}",
    );
    refused(&program, 400, "unreadable");
}

#[actix_web::test]
async fn json_of_another_shape_is_told_what_is_wrong() {
    let app = App::start().await;
    let mut program = app.guest();
    for (body, named) in [
        (json!({"kind": "problem"}), "story"),
        (json!({"kind": "problem", "story": 7}), "invalid type"),
        (
            json!({"kind": "problem", "story": STORY, "person_involved": "Ada"}),
            "person_involved",
        ),
        (
            json!({"kind": "problem", "story": STORY, "when": {"hour": 3}}),
            "hour",
        ),
        (
            json!({"kind": "problem", "story": STORY, "reporter": {"mode": "anonymous", "id": 1}}),
            "id",
        ),
        (
            json!({"kind": "problem", "story": STORY, "reporter": {}}),
            "mode",
        ),
        (json!([]), "invalid"),
        (json!(null), "invalid"),
    ] {
        sends(&app, &mut program, Some(KEY), &body.to_string());
        refused(&program, 422, "look_again");
        let message = program.json()["message"].to_string();
        assert!(message.contains(named), "{message}");
    }
}

#[actix_web::test]
async fn words_that_cannot_be_taken_are_named_by_their_field() {
    let app = App::start().await;
    let mut program = app.guest();
    let with = |field: &str, value: Value| {
        let mut body = near_miss();
        body[field] = value;
        body.to_string()
    };
    for (field, value) in [
        ("story", json!("a \u{0} b")),
        ("story", json!("  ")),
        ("story", json!("a".repeat(4_001))),
        ("kind", json!("accusation")),
        ("place", json!("ZZZZ")),
        ("place", json!("not a code")),
        ("factors", json!([12])),
        ("factors", json!([-1])),
        ("factors", json!([300])),
        ("caught_by", json!([0])),
        ("seen_before", json!("always")),
        ("effect", json!("huge")),
        ("could_have", json!("huge")),
        ("share", json!("maybe")),
        ("reporter", json!({"mode": "spy"})),
        ("reporter", json!({"mode": "named"})),
        ("reporter", json!({"mode": "protected", "name": "a\u{0}b"})),
        ("when", json!({"choice": "last_year"})),
        ("when", json!({"choice": "date"})),
        ("when", json!({"choice": "date", "date": "2026-03-05"})),
        ("when", json!({"at": "2026-03-01T14:05:00Z"})),
        (
            "when",
            json!({"choice": "date", "date": "2026-03-01", "at": "2026-03-01T14:05:00Z"}),
        ),
        ("receipt_verifier", json!("too-short")),
        ("idea", json!("a\u{7}b")),
        ("step", json!("s".repeat(201))),
    ] {
        sends(&app, &mut program, Some(KEY), &with(field, value));
        refused(&program, 422, "look_again");
    }
    assert_eq!(inside::rows(&app, "reports").len(), 0);
}

#[actix_web::test]
async fn an_exact_time_needs_a_token_whatever_else_is_wrong() {
    let app = App::start().await;
    let mut program = app.guest();
    let body = json!({"kind": "problem", "story": "", "when": {"at": "2026-03-01T14:05:00Z"}});
    sends(&app, &mut program, Some(KEY), &body.to_string());
    refused(&program, 422, "look_again");
    let message = program.json()["message"].to_string();
    assert!(message.contains("when: An exact time"), "{message}");
    assert!(message.contains("story: "), "{message}");
}

#[actix_web::test]
async fn another_content_type_is_refused_as_other_sites_can_send_it() {
    let app = App::start().await;
    let mut program = app.guest();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "",
        "application/jsonp",
    ] {
        program.sends(
            "POST",
            "/api/v1/reports",
            &[("content-type", kind), ("idempotency-key", KEY)],
            near_miss().to_string().as_bytes(),
        );
        refused(&program, 415, "not_json");
    }
    program
        .sends(
            "POST",
            "/api/v1/reports",
            &[
                ("content-type", "Application/JSON; charset=utf-8"),
                ("idempotency-key", KEY),
            ],
            near_miss().to_string().as_bytes(),
        )
        .answers(201);
}

#[actix_web::test]
async fn two_megabytes_are_too_large() {
    let app = App::start().await;
    let mut program = app.guest();
    let body = json!({"kind": "problem", "story": "a".repeat(2 * 1024 * 1024)});
    sends(&app, &mut program, Some(KEY), &body.to_string());
    refused(&program, 413, "too_large");
}

#[actix_web::test]
async fn a_full_disk_is_unavailable_and_the_next_try_answers() {
    let app = App::start().await;
    inside::fills_the_disk(&app, "reports");
    let mut program = app.guest();
    sends(&app, &mut program, Some(KEY), &near_miss().to_string());
    refused(&program, 503, "unavailable");
    inside::makes_room(&app, "reports");
    assert_eq!(told(&app, KEY, &near_miss()).0, 201);
}

#[actix_web::test]
async fn no_one_but_our_own_pages_and_programs_may_send() {
    let app = App::start().await;
    let mut program = app.guest();
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        program.sends(
            "POST",
            "/api/v1/reports",
            &[
                ("content-type", "application/json"),
                ("idempotency-key", KEY),
                header,
            ],
            near_miss().to_string().as_bytes(),
        );
        refused(&program, 403, "not_allowed");
    }
}

// ---- the device makes the receipt ----

/// As a device does it: base64url of the SHA-256 of the 16 characters.
fn verifier_of(receipt: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(receipt.replace('-', "").as_bytes()))
}

const RECEIPT: &str = "7Q4M-XK2P-9ZT0-HV3C";

fn with_verifier(story: &str) -> Value {
    json!({"kind": "problem", "story": story, "receipt_verifier": verifier_of(RECEIPT)})
}

#[actix_web::test]
async fn a_receipt_that_the_device_made_never_comes_back_and_opens_the_page() {
    let app = App::start().await;
    let (status, answer) = told(&app, KEY, &with_verifier(STORY));
    assert_eq!(status, 201);
    assert_eq!(answer["receipt"], Value::Null);
    app.guest()
        .visits("/answers")
        .presses("Open my page", &[("receipt", RECEIPT)])
        .answers(200)
        .says(STORY);
    assert_eq!(
        inside::columns_with(&app, &verifier_of(RECEIPT)),
        Vec::<String>::new(),
        "the verifier itself is kept nowhere"
    );
}

#[actix_web::test]
async fn a_resend_at_any_time_finds_the_same_report() {
    let app = App::start().await;
    let first = told(&app, KEY, &with_verifier(STORY));
    app.later(chrono::TimeDelta::days(7));
    super::releases(&app);
    assert_eq!(
        inside::rows(&app, "idempotency").len(),
        0,
        "keys are forgotten"
    );
    let again = told(
        &app,
        "another key, 0123".replace(' ', "-").as_str(),
        &with_verifier(STORY),
    );
    assert_eq!(again, first);
    assert_eq!(inside::rows(&app, "reports").len(), 1);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn other_words_under_a_used_receipt_are_never_acknowledged() {
    let app = App::start().await;
    told(&app, KEY, &with_verifier(STORY));
    let mut program = app.guest();
    sends(
        &app,
        &mut program,
        Some("fedcba9876543210"),
        &with_verifier("Something else happened.").to_string(),
    );
    refused(&program, 422, "look_again");
    assert_eq!(inside::rows(&app, "reports").len(), 1);
}

// ---- coming back ----

#[actix_web::test]
async fn a_program_reads_writes_and_judges_as_the_page_does() {
    let app = App::start().await;
    let (_, answer) = told(&app, KEY, &near_miss());
    let receipt = answer["receipt"].as_str().unwrap();
    let path = format!("/reports/{}", answer["reference"].as_str().unwrap());
    let mut program = app.guest();
    let verdict = json!({"receipt": receipt, "helped": 3, "felt_safe": 2, "words": "A roof!"});

    program
        .posts_json("/api/v1/answers", &json!({"receipt": receipt}))
        .answers(200);
    assert_eq!(program.json()["story"], STORY);
    assert_eq!(program.json()["told_on"], "2026-03-04");
    assert_eq!(program.json()["steps"][0]["done"], true);
    assert_eq!(program.json()["steps"][1]["done"], false);
    program.posts_json("/api/v1/answers/verdict", &verdict);
    refused(&program, 409, "not_now");

    app.lead("Ada", &[])
        .visits(&path)
        .presses("Say thank you", &[("words", "Thank you.")])
        .presses("Tell the reporter", &[("words", "A roof.")]);
    program
        .posts_json(
            "/api/v1/answers/message",
            &json!({"receipt": receipt.to_lowercase(), "words": "It was the gutter."}),
        )
        .answers(200);
    assert_eq!(program.json()["messages"][0]["from"], "you");
    assert_eq!(program.json()["messages"][0]["words"], "It was the gutter.");
    assert_eq!(program.json()["steps"][1]["quote"], "Thank you.");
    program
        .posts_json("/api/v1/answers/verdict", &verdict)
        .answers(200);
    assert_eq!(
        program.json()["verdict"],
        json!({"helped": 3, "felt_safe": 2, "words": "A roof!"})
    );
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn a_program_hears_what_it_got_wrong_when_it_comes_back() {
    let app = App::start().await;
    let (_, answer) = told(&app, KEY, &near_miss());
    let receipt = &answer["receipt"];
    let mut program = app.guest();
    for (path, body, status, code) in [
        (
            "/api/v1/answers",
            json!({"receipt": "0000-0000-0000-0000"}),
            422,
            "look_again",
        ),
        ("/api/v1/answers", json!({"receipt": ""}), 422, "look_again"),
        (
            "/api/v1/answers",
            json!({"receipt": "a\u{0}b"}),
            422,
            "look_again",
        ),
        ("/api/v1/answers", json!({}), 422, "look_again"),
        (
            "/api/v1/answers",
            json!({"receipt": receipt, "name": "Ada"}),
            422,
            "look_again",
        ),
        (
            "/api/v1/answers/message",
            json!({"receipt": receipt, "words": " "}),
            422,
            "look_again",
        ),
        (
            "/api/v1/answers/message",
            json!({"receipt": receipt, "words": "a".repeat(4_001)}),
            422,
            "look_again",
        ),
        (
            "/api/v1/answers/message",
            json!({"receipt": "0000", "words": "a"}),
            422,
            "look_again",
        ),
        (
            "/api/v1/answers/verdict",
            json!({"receipt": receipt, "helped": 4, "felt_safe": 1}),
            422,
            "look_again",
        ),
        (
            "/api/v1/answers/verdict",
            json!({"receipt": receipt, "helped": 1, "felt_safe": 0}),
            422,
            "look_again",
        ),
        (
            "/api/v1/answers/verdict",
            json!({"receipt": receipt, "helped": 9_999_999_999_i64, "felt_safe": 1}),
            422,
            "look_again",
        ),
        (
            "/api/v1/answers/verdict",
            json!({"receipt": receipt, "helped": 2.5, "felt_safe": 1}),
            422,
            "look_again",
        ),
    ] {
        program.posts_json(path, &body);
        refused(&program, status, code);
    }
}

#[actix_web::test]
async fn addresses_that_are_not_there_answer_json_under_api() {
    let app = App::start().await;
    let mut program = app.guest();
    program.sends("GET", "/api/v1/nothing", &[], b"");
    refused(&program, 404, "not_found");
}

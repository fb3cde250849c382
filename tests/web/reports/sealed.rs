//! Reports that a device sealed while it had no network.

use super::{STORY, findings, inside, ramp};
use crate::support::{App, Browser};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use candor::kernel::ids::random_bytes;
use hpke::{
    Deserializable, Kem, OpModeS, Serializable, aead::AesGcm128, kdf::HkdfSha256,
    kem::DhP256HkdfSha256, rand_core, single_shot_seal,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const KEY: &str = "0123456789abcdef";
const RECEIPT: &str = "7Q4M-XK2P-9ZT0-HV3C";

struct System;

impl rand_core::CryptoRng for System {}

impl rand_core::RngCore for System {
    fn next_u32(&mut self) -> u32 {
        u32::from_be_bytes(random_bytes())
    }

    fn next_u64(&mut self) -> u64 {
        u64::from_be_bytes(random_bytes())
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.fill_with(|| random_bytes::<1>()[0]);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

/// Seals with the key that the form carries, as a device does it.
fn seals(app: &App, text: &str) -> String {
    let mut guest = app.guest();
    guest.visits("/tell");
    seals_for(
        &guest.attribute("form[data-tell]", "data-seal").unwrap(),
        text,
    )
}

fn seals_for(public: &str, text: &str) -> String {
    let public = BASE64_URL_SAFE_NO_PAD.decode(public).unwrap();
    let public = <DhP256HkdfSha256 as Kem>::PublicKey::from_bytes(&public).unwrap();
    let (point, locked) = single_shot_seal::<AesGcm128, HkdfSha256, DhP256HkdfSha256, _>(
        &OpModeS::Base,
        &public,
        b"candor sealed report 1",
        text.as_bytes(),
        b"",
        &mut System,
    )
    .unwrap();
    BASE64_URL_SAFE_NO_PAD.encode([point.to_bytes().as_slice(), &locked].concat())
}

fn near_miss() -> Value {
    let verifier = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(RECEIPT.replace('-', "")));
    json!({"kind": "near_miss", "story": STORY, "receipt_verifier": verifier})
}

fn sends<'a>(program: &'a mut Browser, sealed: &str) -> &'a mut Browser {
    program.posts_json("/api/v1/sealed-reports", &json!({"sealed": sealed}))
}

#[actix_web::test]
async fn a_sealed_report_is_taken_like_any_other() {
    let app = App::start().await;
    let place = ramp(&app);
    let mut report = near_miss();
    report["place"] = json!(place.code.to_string());
    let sealed = seals(&app, &json!({"key": KEY, "report": report}).to_string());
    let mut program = app.guest();
    sends(&mut program, &sealed).answers(201);
    let said = program.json();
    assert_eq!(said["receipt"], Value::Null);
    assert_eq!(said["reference"].as_str().unwrap().len(), 7);
    sends(&mut program, &sealed).answers(201);
    assert_eq!(program.json(), said, "sent twice, it answers the same");
    assert_eq!(inside::rows(&app, "reports").len(), 1);
    program.posts_json("/api/v1/answers", &json!({"receipt": RECEIPT}));
    assert_eq!(program.json()["story"], STORY);
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn what_was_sent_as_a_form_before_is_found_by_its_receipt() {
    let app = App::start().await;
    let report = near_miss();
    let mut guest = app.guest();
    guest
        .posts(
            "/tell",
            &[
                ("key", "another-key-0123"),
                ("kind", "near_miss"),
                ("story", STORY),
                (
                    "receipt_verifier",
                    report["receipt_verifier"].as_str().unwrap(),
                ),
            ],
        )
        .answers(200);
    let reference = guest.texts("code").remove(0);
    let sealed = seals(&app, &json!({"key": KEY, "report": report}).to_string());
    sends(&mut guest, &sealed).answers(201);
    assert_eq!(guest.json()["reference"], reference);
    assert_eq!(inside::rows(&app, "reports").len(), 1);
}

#[actix_web::test]
async fn spaces_that_hide_the_length_do_not_matter() {
    let app = App::start().await;
    let text = format!(
        "{:1024}",
        json!({"key": KEY, "report": near_miss()}).to_string()
    );
    let mut program = app.guest();
    sends(&mut program, &seals(&app, &text)).answers(201);
}

#[actix_web::test]
async fn what_does_not_open_here_is_refused_in_a_sentence_that_quotes_nothing() {
    let app = App::start().await;
    let other = App::start().await;
    let whole = json!({"key": KEY, "report": near_miss()});
    let sealed = seals(&app, &whole.to_string());
    let mut cut = sealed.clone();
    cut.truncate(cut.len() - 4);
    let mut extra = whole.clone();
    extra["written_at"] = json!("2026-03-04T09:30:00Z");
    let mut person = whole.clone();
    person["report"]["person_involved"] = json!("kanarienvogel");
    for sealed in [
        String::new(),
        "not base64 at all!".into(),
        cut,
        "A".repeat(500),
        seals(&other, &whole.to_string()),
        seals(&app, "{"),
        seals(&app, "kanarienvogel"),
        seals(&app, &near_miss().to_string()),
        seals(&app, &extra.to_string()),
        seals(&app, &person.to_string()),
    ] {
        let mut program = app.guest();
        sends(&mut program, &sealed).answers(422);
        let said = program.json();
        assert_eq!(said["code"], "look_again");
        assert!(!program.body().contains("kanarienvogel"), "{said}");
    }
    assert_eq!(inside::rows(&app, "reports").len(), 0);
}

#[actix_web::test]
async fn the_rules_are_those_of_an_open_report() {
    let app = App::start().await;
    for (field, value, code) in [
        ("story", json!(" "), 422),
        ("kind", json!("accusation"), 422),
        ("place", json!("ZZZZ"), 422),
        ("receipt_verifier", json!("too-short"), 422),
        ("when", json!({"at": "2026-03-01T14:05:00Z"}), 422),
    ] {
        let mut report = near_miss();
        report[field] = value;
        let sealed = seals(&app, &json!({"key": KEY, "report": report}).to_string());
        let mut program = app.guest();
        sends(&mut program, &sealed).answers(code);
        assert_eq!(program.json()["code"], "look_again", "{field}");
    }
    let short = json!({"key": "short", "report": near_miss()}).to_string();
    let mut program = app.guest();
    sends(&mut program, &seals(&app, &short)).answers(422);
    let whole = json!({"key": KEY, "report": near_miss()}).to_string();
    let body = json!({"sealed": seals(&app, &whole)}).to_string();
    program
        .sends("POST", "/api/v1/sealed-reports", &[], body.as_bytes())
        .answers(415);
    assert_eq!(inside::rows(&app, "reports").len(), 0);
}

#[actix_web::test]
async fn while_the_store_is_away_nothing_is_refused_for_good() {
    let app = App::start().await;
    let sealed = seals(
        &app,
        &json!({"key": KEY, "report": near_miss()}).to_string(),
    );
    inside::fills_the_disk(&app, "reports");
    let mut program = app.guest();
    sends(&mut program, &sealed).answers(503);
    assert_eq!(program.json()["code"], "unavailable");
    inside::makes_room(&app, "reports");
    sends(&mut program, &sealed).answers(201);
}

#[actix_web::test]
async fn the_key_lies_beside_the_others_and_older_houses_get_one() {
    use candor::config::Given;
    let app = App::start().await;
    let keys = app.folder().join("keys");
    let mode = |name: &str| {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(keys.join(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode("reports.key"), 0o600);
    let settle = || {
        Given {
            data: Some(app.folder().to_owned()),
            ..Given::default()
        }
        .settle()
        .unwrap()
        .with_folder()
        .unwrap()
        .web
        .keys
    };
    let before = settle();
    std::fs::remove_file(keys.join("reports.key")).unwrap();
    let after = settle();
    assert_ne!(before.report_seal(), after.report_seal());
    assert_eq!(before.mac("x", &[]), after.mac("x", &[]), "the others stay");
    assert_eq!(after.report_seal(), settle().report_seal());
}

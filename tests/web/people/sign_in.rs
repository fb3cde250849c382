//! Signing in and out.

use crate::support::{App, PASSWORD, email};
use candor::people::{self, Role};
use chrono::TimeDelta;

fn fields(password: &str) -> Vec<(&'static str, &str)> {
    vec![("email", "ada@example.org"), ("password", password)]
}

#[actix_web::test]
async fn each_role_signs_in_and_lands_on_its_own_first_page() {
    let app = App::start().await;
    for (name, role) in [
        ("Ada", Role::Lead),
        ("Ivo", Role::Improver),
        ("Kim", Role::Keeper),
        ("Ann", Role::Admin),
    ] {
        app.person(name, role, &[]);
        let mut browser = app.guest();
        browser.visits("/sign-in").answers(200);
        let address = email(name).to_uppercase();
        browser.presses("Sign in", &[("email", &address), ("password", PASSWORD)]);
        browser.is_at(role.home());
    }
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_sentence_and_keep_the_address() {
    let app = App::start().await;
    app.person("Ada", Role::Lead, &[]);
    let sentence = people::Refusal::NoMatch.to_string();
    for (address, password) in [
        ("ada@example.org", "not the password"),
        ("nobody@example.org", PASSWORD),
        ("no address at all", PASSWORD),
        ("ada\0@example.org", PASSWORD),
    ] {
        let mut browser = app.guest();
        browser
            .visits("/sign-in")
            .presses("Sign in", &[("email", address), ("password", password)])
            .answers(422)
            .says(&sentence);
        if !address.contains('\0') {
            browser.holds("email", address);
        }
        assert!(browser.cookie("candor").is_none());
        assert!(
            !browser.body().contains(password),
            "a password never comes back"
        );
    }
}

#[actix_web::test]
async fn a_closed_account_does_not_sign_in() {
    let app = App::start().await;
    app.person("Ada", Role::Lead, &[]);
    let now = candor::kernel::time::Now::new(app.now(), app.settings().zone);
    app.acts(move |tx| people::commands::set_active(tx, "ada@example.org", false, None, now));
    app.guest()
        .visits("/sign-in")
        .presses("Sign in", &fields(PASSWORD))
        .answers(422)
        .says(&people::Refusal::NoMatch.to_string());
}

#[actix_web::test]
async fn after_ten_tries_in_a_minute_an_account_rests_and_others_do_not() {
    let app = App::start().await;
    app.person("Ada", Role::Lead, &[]);
    app.person("Bo", Role::Lead, &[]);
    let mut browser = app.guest();
    browser.visits("/sign-in");
    let mut tries = 0;
    while browser.status() != 429 {
        tries += 1;
        assert!(tries < 40, "guessing went on for {tries} tries");
        browser.presses("Sign in", &fields("not the password"));
    }
    assert!(tries > 10, "the budget ended after {tries} tries");
    browser
        .says("Please wait a minute")
        .holds("email", "ada@example.org");
    app.guest()
        .visits("/sign-in")
        .presses(
            "Sign in",
            &[("email", "bo@example.org"), ("password", PASSWORD)],
        )
        .is_at("/inbox");
}

#[actix_web::test]
async fn the_cookie_is_out_of_scripts_reach_and_never_leaves_this_site() {
    let app = App::start().await;
    app.person("Ann", Role::Admin, &[]);
    let mut browser = app.guest();
    browser.visits("/sign-in");
    let ticket = browser.attribute("input[name=ticket]", "value").unwrap();
    let body = format!(
        "ticket={ticket}&email=ann%40example.org&password={}",
        PASSWORD.replace(' ', "+").replace(',', "%2C")
    );
    browser
        .sends("POST", "/sign-in", &[], body.as_bytes())
        .answers(303);
    let cookies = browser.headers("set-cookie");
    let session = cookies
        .iter()
        .find(|line| line.starts_with("candor="))
        .unwrap();
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(session.contains(attribute), "{session}");
    }
    assert!(
        !session.contains("Secure"),
        "plain HTTP would lose it: {session}"
    );
    assert!(
        !session.contains("Max-Age"),
        "it ends with the browser: {session}"
    );
}

#[actix_web::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let app =
        App::start_with(|settings| settings.public_url = Some("https://candor.example".into()))
            .await;
    app.person("Ann", Role::Admin, &[]);
    let mut browser = app.guest();
    browser
        .visits("/sign-in")
        .presses(
            "Sign in",
            &[("email", "ann@example.org"), ("password", PASSWORD)],
        )
        .is_at("/places");
    assert!(browser.cookie("__Host-candor").is_some());
    let mut again = app.guest();
    again.visits("/sign-in");
    let lines = again.headers("set-cookie").join("\n");
    assert!(
        lines.contains("__Host-candor-ticket=") && lines.contains("Secure"),
        "{lines}"
    );
}

#[actix_web::test]
async fn next_leads_on_within_this_house_alone() {
    let app = App::start().await;
    app.person("Ann", Role::Admin, &[]);
    let ann = [("email", "ann@example.org"), ("password", PASSWORD)];
    app.guest()
        .visits("/sign-in?next=%2Fpeople%2Fnew")
        .presses("Sign in", &ann)
        .is_at("/people/new");
    for foreign in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "places",
    ] {
        let next =
            percent_encoding::utf8_percent_encode(foreign, percent_encoding::NON_ALPHANUMERIC);
        app.guest()
            .visits(&format!("/sign-in?next={next}"))
            .presses("Sign in", &ann)
            .answers(200);
    }
    app.guest()
        .visits("/sign-in?next=%2F%09%2Fevil.example")
        .presses("Sign in", &ann)
        .is_at("/places");
}

#[actix_web::test]
async fn a_sign_in_form_from_elsewhere_signs_nobody_in() {
    let app = App::start().await;
    app.person("Ada", Role::Lead, &[]);
    let attacker = app
        .guest()
        .visits("/sign-in")
        .attribute("input[name=ticket]", "value")
        .unwrap();
    let mut victim = app.guest();
    for ticket in ["", "rubbish", &attacker] {
        victim.posts(
            "/sign-in",
            &[
                ("ticket", ticket),
                ("email", "ada@example.org"),
                ("password", PASSWORD),
            ],
        );
        victim
            .answers(422)
            .says("Please type your password once more")
            .holds("email", "ada@example.org");
        assert!(victim.cookie("candor").is_none());
    }
    // The form that was shown again is the house's own: it works.
    victim.presses("Sign in", &fields(PASSWORD)).is_at("/inbox");
}

#[actix_web::test]
async fn two_open_sign_in_pages_both_work() {
    let app = App::start().await;
    app.person("Ada", Role::Lead, &[]);
    let mut browser = app.guest();
    browser.visits("/sign-in");
    let first = browser.attribute("input[name=ticket]", "value").unwrap();
    browser.visits("/sign-in");
    browser.posts(
        "/sign-in",
        &[
            ("ticket", &first),
            ("email", "ada@example.org"),
            ("password", PASSWORD),
        ],
    );
    browser.is_at("/inbox");
}

#[actix_web::test]
async fn signing_out_ends_the_session_everywhere() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let token = ann.cookie("candor").unwrap().to_owned();
    ann.visits("/places")
        .presses("Sign out", &[])
        .is_at("/sign-in")
        .says("You are signed out.");
    assert!(ann.cookie("candor").is_none());
    let mut copy = app.guest();
    copy.keeps_cookie("candor", &token);
    copy.visits("/places").is_at("/sign-in?next=%2Fplaces");
}

#[actix_web::test]
async fn signing_out_after_the_session_has_ended_is_no_error() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/places");
    app.later(TimeDelta::hours(13));
    ann.presses("Sign out", &[])
        .is_at("/sign-in")
        .says("You are signed out.");
}

#[actix_web::test]
async fn nobody_is_signed_out_by_another_site() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.posts("/sign-out", &[("csrf", "guessed")]).answers(403);
    ann.visits("/places").is_at("/places");
}

#[actix_web::test]
async fn signing_in_again_ends_the_session_of_before() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let before = ann.cookie("candor").unwrap().to_owned();
    ann.visits("/sign-in")
        .presses(
            "Sign in",
            &[("email", "ann@example.org"), ("password", PASSWORD)],
        )
        .is_at("/places");
    let mut copy = app.guest();
    copy.keeps_cookie("candor", &before);
    copy.visits("/places").is_at("/sign-in?next=%2Fplaces");
}

#[actix_web::test]
async fn the_demos_accounts_are_one_press_away() {
    let app = App::start_with(|settings| {
        settings.demo_accounts = vec![candor::config::DemoAccount {
            role: "a lead".into(),
            email: "ada@example.org".into(),
            password: PASSWORD.into(),
        }];
    })
    .await;
    app.person("Ada", Role::Lead, &[]);
    app.guest()
        .visits("/sign-in")
        .presses("Go in as a lead", &[])
        .is_at("/inbox");
    App::start()
        .await
        .guest()
        .visits("/sign-in")
        .does_not_say("This is a demo");
}

#[actix_web::test]
async fn a_forged_or_broken_session_cookie_is_nobody() {
    let app = App::start().await;
    for forged in ["", "x", &"A".repeat(43), &"é".repeat(43), "' OR 1=1 --"] {
        let mut browser = app.guest();
        browser.keeps_cookie("candor", forged);
        browser.visits("/places").is_at("/sign-in?next=%2Fplaces");
    }
}

//! Accounts, kept by admins.

use crate::support::{App, PASSWORD};
use candor::{
    people::{self, Role},
    places,
};

fn filled(role: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("name", "Ada Lindqvist"),
        ("email", "Ada@Example.org"),
        ("role", role),
        ("password", PASSWORD),
    ]
}

#[actix_web::test]
async fn an_admin_makes_an_account_that_signs_in() {
    let app = App::start().await;
    let ramp = app.place_with("Ramp 3", places::ROOT, Some(12));
    let mut ann = app.admin("Ann");
    let mut fields = filled("lead");
    let code = ramp.code.to_string();
    fields.push(("place", &code));
    ann.visits("/people")
        .follows_link("Add an account")
        .is_at("/people/new");
    ann.visits("/people/new")
        .presses("Make the account", &fields);
    ann.is_at("/people").says("The account is there.");
    ann.says("Ada Lindqvist")
        .says("ada@example.org")
        .says("Lead")
        .says("Ramp 3");
    app.guest()
        .visits("/sign-in")
        .presses(
            "Sign in",
            &[("email", "ada@example.org"), ("password", PASSWORD)],
        )
        .is_at("/inbox");
    assert_eq!(
        app.looks(move |conn| people::of_place(conn, ramp.id)).len(),
        1
    );
    ann.visits("/journal")
        .says("Ann")
        .says("made an account")
        .says("ada@example.org");
}

#[actix_web::test]
async fn a_lead_without_places_answers_for_the_whole_house_and_others_have_none() {
    let app = App::start().await;
    let ramp = app.place("Ramp 3");
    let mut ann = app.admin("Ann");
    ann.visits("/people/new")
        .presses("Make the account", &filled("lead"));
    ann.says("The whole house");
    assert_eq!(app.looks(move |conn| people::of_place(conn, ramp)).len(), 1);
    let mut fields = filled("improver");
    fields[1].1 = "ivo@example.org";
    fields.push(("place", "0000"));
    ann.visits("/people/new")
        .presses("Make the account", &fields)
        .is_at("/people");
    let everybody = app.looks(people::all);
    let ivo = everybody
        .iter()
        .find(|person| person.email == "ivo@example.org")
        .unwrap();
    assert!(ivo.places.is_empty());
}

#[actix_web::test]
async fn what_cannot_be_an_account_comes_back_as_typed() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let csrf = ann.visits("/people/new").csrf();
    let long = "x".repeat(81);
    for (name, value, sentence) in [
        ("name", "", "Please write a few words here."),
        ("name", "\0", "a character that cannot be stored"),
        ("name", long.as_str(), "81 characters long; 80 fit"),
        ("email", "ada", "Please write an e-mail address"),
        ("role", "emperor", "We do not know this choice."),
        ("role", "", "We do not know this choice."),
        ("password", "short", "at least 10 characters"),
        ("password", "password1234", "everybody tries first"),
        ("place", "ZZZZ", "There is no place with this code."),
        (
            "place",
            "'; DROP TABLE places",
            "There is no place with this code.",
        ),
    ] {
        let mut fields = filled("lead");
        fields.retain(|(other, _)| *other != name);
        fields.extend([(name, value), ("csrf", &csrf)]);
        ann.posts("/people", &fields).answers(422).says(sentence);
        if name != "email" {
            ann.holds("email", "Ada@Example.org");
        }
        if name != "role" {
            ann.holds("role", "lead");
        }
        assert!(!ann.body().contains(PASSWORD));
    }
    assert_eq!(app.looks(people::all).len(), 1);
}

#[actix_web::test]
async fn an_address_belongs_to_one_account() {
    let app = App::start().await;
    app.person("Ada", Role::Lead, &[]);
    let mut ann = app.admin("Ann");
    ann.visits("/people/new")
        .presses("Make the account", &filled("lead"))
        .answers(422)
        .says("There is an account with this address already.")
        .holds("name", "Ada Lindqvist");
}

#[actix_web::test]
async fn a_new_password_ends_the_sessions_of_its_account() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let mut kim = app.keeper("Kim");
    kim.visits("/names").is_at("/names");
    ann.visits("/people")
        .presses("Set the password of Kim", &[("password", "short")])
        .answers(422)
        .says("at least 10 characters");
    ann.presses(
        "Set the password of Kim",
        &[("password", "four other words here")],
    )
    .is_at("/people")
    .says("The account is changed.");
    kim.visits("/names").is_at("/sign-in?next=%2Fnames");
    kim.presses(
        "Sign in",
        &[("email", "kim@example.org"), ("password", PASSWORD)],
    )
    .answers(422);
    kim.presses(
        "Sign in",
        &[
            ("email", "kim@example.org"),
            ("password", "four other words here"),
        ],
    )
    .is_at("/names");
    ann.visits("/journal")
        .says("set a new password")
        .says("kim@example.org");
}

#[actix_web::test]
async fn a_closed_account_is_out_at_once_and_can_be_opened_again() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let mut kim = app.keeper("Kim");
    kim.visits("/names").is_at("/names");
    ann.visits("/people")
        .presses("Close the account of Kim", &[])
        .says("Closed");
    kim.visits("/names").is_at("/sign-in?next=%2Fnames");
    ann.visits("/people")
        .presses("Open the account of Kim", &[])
        .does_not_say("Closed");
    ann.visits("/journal")
        .says("closed an account")
        .says("opened an account again");
}

#[actix_web::test]
async fn an_admin_closes_neither_the_own_account_nor_the_last_admin() {
    let app = App::start().await;
    let own = app.person("Bo", Role::Admin, &[]);
    let mut ann = app.admin("Ann");
    ann.visits("/people")
        .offers("Set the password of Ann")
        .does_not_offer("Close the account of Ann");
    ann.presses("Close the account of Bo", &[]).is_at("/people");
    let csrf = ann.csrf();
    let everybody = app.looks(people::all);
    let ann_id = everybody
        .iter()
        .find(|person| person.name == "Ann")
        .unwrap()
        .id;
    ann.posts(&format!("/people/{ann_id}/closed"), &[("csrf", &csrf)])
        .answers(422)
        .says("This is your own account.");
    ann.visits("/people").presses("Open the account of Bo", &[]);
    let now = candor::kernel::time::Now::new(app.now(), app.settings().zone);
    app.acts(move |tx| people::commands::set_active(tx, "ann@example.org", false, Some(own), now));
    let refused = app.acts(move |tx| {
        let refused = people::commands::set_active(tx, "bo@example.org", false, None, now);
        Ok::<_, candor::db::StoreError>(refused.unwrap_err().to_string())
    });
    assert_eq!(refused, people::Refusal::LastAdmin.to_string());
}

#[actix_web::test]
async fn an_account_that_is_not_there_is_not_found() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let csrf = ann.visits("/people").csrf();
    for id in ["nobody", "0", "5b0a8f0e-6a0e-4a3c-9d5e-2f7c1c0b7a11"] {
        ann.posts(
            &format!("/people/{id}/password"),
            &[("csrf", &csrf), ("password", PASSWORD)],
        )
        .answers(404);
        ann.posts(&format!("/people/{id}/closed"), &[("csrf", &csrf)])
            .answers(404);
    }
}

#[actix_web::test]
async fn the_list_says_nothing_of_what_anybody_did() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/people");
    assert!(!ann.has("table"), "no columns to sort or rank people by");
    let text = ann.texts("main").join(" ");
    assert!(
        !text
            .chars()
            .any(|c| c.is_ascii_digit() && c != '1' && c != '0'),
        "{text}"
    );
}

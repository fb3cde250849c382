//! The first admin: once, with the token that the terminal printed.

use crate::support::{App, PASSWORD};
use candor::people::{Role, first_admin_token};

fn filled<'a>() -> Vec<(&'static str, &'a str)> {
    vec![
        ("name", "Ann"),
        ("email", "ann@example.org"),
        ("password", PASSWORD),
    ]
}

#[actix_web::test]
async fn the_token_makes_the_first_admin_once_and_leaves_the_address() {
    let app = App::start().await;
    let token = first_admin_token(&app.settings().keys);
    let mut ann = app.guest();
    ann.visits(&format!("/sign-in/first?token={token}"))
        .answers(200);
    ann.presses(
        "Start the house",
        &[("name", ""), ("email", "ann"), ("password", "short")],
    )
    .answers(422)
    .is_at("/sign-in/first")
    .says("Please write a few words here.")
    .says("Please write an e-mail address")
    .says("Please take at least 10 characters.")
    .holds("email", "ann");
    ann.presses("Start the house", &filled()).is_at("/places");
    ann.visits("/journal")
        .says("made an account")
        .says("ann@example.org");

    let mut second = app.guest();
    second
        .visits(&format!("/sign-in/first?token={token}"))
        .answers(404)
        .says("This address works once");
    let mut fields = filled();
    fields.push(("token", &token));
    second.posts("/sign-in/first", &fields).answers(404);
}

#[actix_web::test]
async fn a_wrong_token_and_a_late_one_get_the_same_answer() {
    let app = App::start().await;
    let right = first_admin_token(&app.settings().keys);
    let wrong = ["", "0000", "0000000000000000", &right[..15]];
    let said: Vec<String> = wrong
        .iter()
        .map(|token| {
            let mut guest = app.guest();
            guest
                .visits(&format!("/sign-in/first?token={token}"))
                .answers(404);
            let mut fields = filled();
            fields.push(("token", token));
            guest.posts("/sign-in/first", &fields).answers(404);
            guest.text()
        })
        .collect();
    app.person("Ann", Role::Admin, &[]);
    let mut late = app.guest();
    late.visits(&format!("/sign-in/first?token={right}"))
        .answers(404);
    assert!(said.iter().all(|text| *text == late.text()));
}

#[actix_web::test]
async fn an_address_that_a_lead_has_is_told() {
    let app = App::start().await;
    app.person("Ann", Role::Lead, &[]);
    let token = first_admin_token(&app.settings().keys);
    app.guest()
        .visits(&format!("/sign-in/first?token={token}"))
        .presses("Start the house", &filled())
        .answers(422)
        .says("There is an account with this address already.")
        .holds("name", "Ann");
}

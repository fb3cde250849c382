//! Accounts and places from the terminal, beside a running server.

use crate::support::{
    App, PASSWORD, email,
    terminal::{candor, refused, said},
};

#[actix_web::test]
async fn an_account_from_the_terminal_signs_in_at_once() {
    let app = App::start().await;
    let ramp = said(&candor(
        &app,
        &["place", "add", "--name", "Ramp 3", "--people", "12"],
        "",
    ));
    assert_eq!(ramp.len(), 4);
    let add = [
        "person",
        "add",
        "--email",
        "Ada@example.org",
        "--name",
        "Ada",
        "--role",
        "lead",
    ];
    let with_place = [&add[..], &["--place", &ramp, "--password-stdin"]].concat();
    assert_eq!(
        said(&candor(&app, &with_place, &format!("{PASSWORD}\r\n"))),
        ""
    );
    app.guest()
        .visits("/sign-in")
        .presses(
            "Sign in",
            &[("email", &email("Ada")), ("password", PASSWORD)],
        )
        .is_at("/inbox");
    let list = said(&candor(&app, &["person", "list"], ""));
    assert_eq!(list, "ada@example.org\tlead\topen\tAda");
    let reset = [
        "person",
        "reset",
        "--email",
        "ada@example.org",
        "--password-stdin",
    ];
    said(&candor(&app, &reset, "four other words here\n"));
    app.guest()
        .visits("/sign-in")
        .presses(
            "Sign in",
            &[
                ("email", &email("Ada")),
                ("password", "four other words here"),
            ],
        )
        .is_at("/inbox");
    app.admin("Ann")
        .visits("/journal")
        .says("The terminal set a new password ada@example.org");
}

#[actix_web::test]
async fn places_from_the_terminal_nest_and_are_listed() {
    let app = App::start().await;
    let hall = said(&candor(&app, &["place", "add", "--name", "Hall 2"], ""));
    let line = said(&candor(
        &app,
        &[
            "place",
            "add",
            "--name",
            "Line 4",
            "--under",
            &hall,
            "--station",
            "--people",
            "7",
        ],
        "",
    ));
    let list = said(&candor(&app, &["place", "list"], ""));
    assert!(
        list.ends_with(&format!("{line}\t7\tstation\tHall 2 / Line 4")),
        "{list}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&said(&candor(&app, &["place", "list", "--json"], ""))).unwrap();
    assert_eq!(json[2]["path"], "Hall 2 / Line 4");
    assert_eq!(json[2]["under"], hall.as_str());
    assert_eq!(json[0]["people"], serde_json::Value::Null);
}

#[actix_web::test]
async fn what_cannot_be_done_is_said_in_one_sentence() {
    let app = App::start().await;
    app.person("Ada", candor::people::Role::Lead, &[]);
    let add = |role: &'static str, more: &[&'static str], password: &str| {
        let words = [
            "person",
            "add",
            "--email",
            "ada@example.org",
            "--name",
            "Ada",
            "--role",
            role,
        ];
        candor(&app, &[&words[..], more].concat(), password)
    };
    let taken = refused(&add("lead", &["--password-stdin"], PASSWORD), 1);
    assert_eq!(
        taken,
        "candor: There is an account with this address already."
    );
    refused(&add("lead", &["--password-stdin"], "short"), 1);
    refused(
        &add("lead", &["--place", "ZZZZ", "--password-stdin"], PASSWORD),
        1,
    );
    refused(&add("emperor", &["--password-stdin"], PASSWORD), 2);
    refused(&add("lead", &[], PASSWORD), 2);
    refused(
        &candor(&app, &["place", "add", "--name", "X", "--under", "?"], ""),
        1,
    );
    refused(&candor(&app, &["place", "add", "--name", " "], ""), 1);
    refused(
        &candor(
            &app,
            &["place", "add", "--name", "X", "--people", "9999999"],
            "",
        ),
        1,
    );
    let unknown = [
        "person",
        "reset",
        "--email",
        "no@example.org",
        "--password-stdin",
    ];
    let said = refused(&candor(&app, &unknown, PASSWORD), 1);
    assert_eq!(said.lines().count(), 1, "{said}");
}

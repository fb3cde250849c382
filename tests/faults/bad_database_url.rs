//! A database address with a mistake in it: told at once, and nothing is made of it.

use crate::support::{Ended, Home, bare, names};
use std::{path::Path, process::Command};

/// In an empty folder, without any other setting.
fn serve(folder: &Path, url: &str) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_candor"));
    bare(&mut command, folder);
    Ended::of(
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .env("DATABASE_URL", url),
    )
}

#[test]
fn an_address_that_is_none_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    for (url, words) in [
        ("host=localhost dbname=candor", "is not understood"),
        ("mysql://candor@localhost/candor", "is not understood"),
        (":memory:", "is not understood"),
        ("", "is not understood"),
        ("postgres:/localhost/candor", "is not complete"),
        ("postgresql:candor", "is not complete"),
        ("sqlite://nowhere/candor.db", "there is no folder nowhere"),
        ("sqlite:///", "is a folder"),
        (
            "postgres://candor@localhost:port/candor",
            "is not understood",
        ),
    ] {
        serve(folder.path(), url).refused(words);
        assert_eq!(names(folder.path()), Vec::<String>::new(), "{url}");
    }
}

#[test]
fn a_server_that_does_not_answer_is_told_without_the_password() {
    let folder = tempfile::tempdir().unwrap();
    for url in [
        "postgres://candor:s3cret@127.0.0.1:1/candor",
        "postgres://candor:odd@s3cret@127.0.0.1:1/candor",
        "postgres://candor:odd/s3cret@127.0.0.1:1/candor",
        "postgres://127.0.0.1:1/candor?user=candor&password=s3cret",
    ] {
        let ended = serve(folder.path(), url).refused("DATABASE_URL");
        assert!(!ended.err.contains("s3cret"), "{ended:?}");
        assert_eq!(names(folder.path()), Vec::<String>::new(), "{url}");
    }
    serve(folder.path(), "postgres://candor:s3cret@127.0.0.1:1/candor")
        .refused("127.0.0.1:1 does not answer");
}

#[test]
fn a_file_of_something_else_is_told_and_left_alone() {
    let home = Home::on_file();
    let file = home.room().join("letter.txt");
    let words = "Dear colleague, this is no database. ".repeat(100);
    std::fs::write(&file, &words).unwrap();
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    Ended::of(command.env("DATABASE_URL", &file)).refused("not a database");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), words);
}

#[test]
fn wrong_usage_ends_with_two_and_other_bad_settings_with_one() {
    let home = Home::on_file();
    for usage in [
        vec!["--no-such-flag"],
        vec!["no-such-command"],
        vec!["backup"],
        vec!["restore"],
        vec!["serve", "--connections", "many"],
    ] {
        let ended = home.run(&usage);
        assert_eq!(ended.code, Some(2), "{usage:?}: {ended:?}");
    }
    home.run(&["serve", "--listen", "8080"])
        .refused("127.0.0.1:8080");
    assert_eq!(names(home.room()), Vec::<String>::new());
}

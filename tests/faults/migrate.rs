//! Changes of the schema: a copy of the data comes first.

use crate::support::{Home, bytes, names};
use candor::db::migrate;
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

/// Takes the last change back, as if an earlier program had made the data. Answers its name.
fn step_back(home: &Home) -> String {
    let last = migrate::names().unwrap().pop().unwrap();
    let kind = if home.is_shared() {
        "postgres"
    } else {
        "sqlite"
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("migrations")
        .join(kind);
    let change = names(&folder)
        .into_iter()
        .find(|name| name.starts_with(&last))
        .unwrap();
    home.sql(&fs::read_to_string(folder.join(change).join("down.sql")).unwrap());
    home.sql(&format!(
        "DELETE FROM __diesel_schema_migrations WHERE version = '{last}'"
    ));
    last
}

#[test]
fn a_change_of_the_schema_is_preceded_by_a_copy_and_the_latest_two_are_kept() {
    let home = Home::new();
    home.start().stop();
    let backups = home.data.join("backups");
    fs::create_dir_all(&backups).unwrap();
    for old in ["before-0001.db", "before-0002.db"] {
        fs::write(backups.join(old), old).unwrap();
        // Copies are told apart by their times.
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    home.sql("UPDATE places SET name = 'The old house'");
    let last = step_back(&home);

    let ended = home.run(&["migrate"]).fine();
    assert!(
        ended.out.contains(&format!("carried out: {last}")),
        "{ended:?}"
    );
    let ending = if home.is_shared() { "jsonl.tar" } else { "db" };
    let copy = format!("before-{last}.{ending}");
    assert_eq!(names(&backups), ["before-0002.db", copy.as_str()]);
    let mode = fs::metadata(backups.join(&copy))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(home.run(&["migrate"]).fine().out.contains("nothing to do"));

    let words = bytes(&backups.join(&copy));
    assert!(words.windows(13).any(|some| some == b"The old house"));
}

#[test]
fn the_copy_brings_back_what_was_before_the_change() {
    let home = Home::new();
    home.start().stop();
    home.sql("UPDATE places SET name = 'The old house'");
    let last = step_back(&home);
    home.start().stop();
    home.sql("UPDATE places SET name = 'A burnt house'");
    let backups = home.data.join("backups");
    if home.is_shared() {
        let copy = backups.join(format!("before-{last}.jsonl.tar"));
        home.run(&["restore", copy.to_str().unwrap()]).fine();
    } else {
        let copy = backups.join(format!("before-{last}.db"));
        home.run(&["restore", copy.to_str().unwrap()])
            .refused("a bare copy of the database");
        fs::copy(copy, home.data.join("candor.db")).unwrap();
    }
    home.start().stop();
    assert_eq!(crate::backup::first_place(&home), "The old house");
}

#[test]
fn data_of_a_newer_program_is_refused() {
    let home = Home::new();
    home.start().stop();
    home.sql("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
    home.run(&["serve", "--listen", "127.0.0.1:0"])
        .refused("written by a newer Candor");
}

#[test]
fn without_a_copy_nothing_is_changed() {
    let home = Home::new();
    home.start().stop();
    let last = step_back(&home);
    fs::write(home.data.join("backups"), "a file in the way").unwrap();
    home.run(&["migrate"])
        .refused("no copy of it could be made");
    fs::remove_file(home.data.join("backups")).unwrap();
    assert!(home.run(&["migrate"]).fine().out.contains(&last));
}

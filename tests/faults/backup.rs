//! Backups: taken beside a running server, put back whole, and refused when they are not whole.

use crate::support::{Ended, Home, bytes, names};
use age::secrecy::ExposeSecret;
use candor::{each_backend, kernel::ids::Id};
use diesel::{QueryableByName, RunQueryDsl, sql_types::Text};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    words: String,
}

fn words(home: &Home, query: &str) -> Vec<String> {
    let rows: Vec<Words> =
        each_backend!(&mut home.connect(), |c| diesel::sql_query(query).load(c)).unwrap();
    rows.into_iter().map(|row| row.words).collect()
}

pub(crate) fn first_place(home: &Home) -> String {
    words(home, "SELECT name AS words FROM places WHERE code = '0000'").remove(0)
}

/// Rows with every sign that could go wrong on the way, enough of them for several pieces.
fn fill(home: &Home) {
    let root = "(SELECT id FROM places WHERE code = '0000')";
    let mut statements = String::from("BEGIN;");
    for n in 0..2_000 {
        let id = Id::random().to_string().replace('-', "");
        let (id, name) = if home.is_shared() {
            (
                format!("'{id}'"),
                format!("chr(9) || 'N° {n} \"\\ 🦺 ''{}'' '", "x".repeat(800)),
            )
        } else {
            (
                format!("X'{id}'"),
                format!("char(9) || 'N° {n} \"\\ 🦺 ''{}'' '", "x".repeat(800)),
            )
        };
        statements += &format!(
            "INSERT INTO places (id, code, name, parent_id) VALUES ({id}, 'C{n}', {name}, {root});
             INSERT INTO place_ancestors VALUES ({id}, {id}, 0);"
        );
    }
    home.sql(&(statements + "COMMIT;"));
}

/// Everything in every table that these tests touch.
fn everything(home: &Home) -> Vec<String> {
    let id = if home.is_shared() {
        "id::text"
    } else {
        "hex(id)"
    };
    let mut all = words(
        home,
        &format!("SELECT {id} || code || name AS words FROM places ORDER BY code"),
    );
    all.extend(words(
        home,
        "SELECT version AS words FROM __diesel_schema_migrations ORDER BY version",
    ));
    all
}

fn keys(home: &Home) -> Vec<Vec<u8>> {
    ["records.key", "names.key", "reports.key"]
        .map(|name| bytes(&home.data.join("keys").join(name)))
        .into()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A home with rows, and a backup of it that was taken while the server ran.
fn backed_up() -> (Home, PathBuf) {
    let home = Home::new();
    let server = home.start();
    fill(&home);
    let path = home.room().join("candor.age");
    home.run(&["backup", text(&path)]).fine();
    assert_eq!(server.line().get("/nowhere").unwrap().status, 404);
    server.stop();
    (home, path)
}

/// A file with a new age key, and who it opens for.
fn key_file(path: &Path) -> String {
    let key = age::x25519::Identity::generate();
    fs::write(path, key.to_string().expose_secret()).unwrap();
    key.to_public().to_string()
}

#[test]
fn everything_comes_back_with_its_keys_on_an_empty_machine() {
    let (home, path) = backed_up();
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(names(&home.data.join("backups")), Vec::<String>::new());
    assert!(!bytes(&path).windows(5).any(|some| some == b"xxxxx"));

    let new = Home::new();
    new.run(&["restore", text(&path)]).fine();
    assert_eq!(everything(&new), everything(&home));
    assert_eq!(keys(&new), keys(&home));
    for key in ["records.key", "names.key", "reports.key"] {
        let file = fs::metadata(new.data.join("keys").join(key)).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
    new.start().stop();
}

#[test]
fn a_restore_replaces_what_is_there_and_leaves_nothing_beside_it() {
    let (home, path) = backed_up();
    let before = everything(&home);
    home.sql("UPDATE places SET name = 'lost' || code");
    fs::write(home.data.join("keys/names.key"), [7; 32]).unwrap();
    let files = names(&home.data);

    let server = home.start();
    home.run(&["restore", text(&path)])
        .refused("another Candor is running");
    server.stop();
    home.run(&["restore", text(&path)]).fine();
    assert_eq!(everything(&home), before);
    assert_ne!(bytes(&home.data.join("keys/names.key")), [7; 32]);
    assert_eq!(names(&home.data), files);
    assert_eq!(
        names(&home.data.join("keys")),
        ["names.key", "records.key", "reports.key"]
    );
}

#[test]
fn what_is_not_a_whole_backup_is_refused_in_a_sentence_and_changes_nothing() {
    let (home, path) = backed_up();
    home.sql("UPDATE places SET name = 'now' WHERE code = '0000'");
    let (rows, secrets, files) = (everything(&home), keys(&home), names(&home.data));
    // Locked for a key, as trying a passphrase takes a second each time.
    let (key, bad) = (home.room().join("key"), home.room().join("bad.age"));
    let recipient = key_file(&key);
    home.run(&["backup", text(&bad), "--recipient", &recipient])
        .fine();
    let whole = bytes(&bad);
    let refused = |content: &[u8], words: &str| {
        fs::write(&bad, content).unwrap();
        let arguments = ["restore", text(&bad), "--identity", text(&key)];
        home.run(&arguments).refused(words);
        let mut nowhere = home.command(&arguments);
        Ended::of(nowhere.env("CANDOR_DATA", home.room().join("nowhere"))).refused(words);
        assert!(!home.room().join("nowhere").exists());
    };
    for length in [whole.len() - 1, whole.len() - 65_552, whole.len() / 2, 100] {
        refused(&whole[..length], "is not whole");
    }
    // The end of the head, its check, the content, and the last byte.
    let head = whole.windows(4).position(|four| four == b"\n---").unwrap();
    for at in [head + 1, head + 5, whole.len() / 2, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        refused(&changed, "was changed or damaged");
    }
    refused(b"Dear colleague,", "is not a backup of Candor");
    refused(b"", "is not a backup of Candor");
    refused(&[0; 65_536], "is not a backup of Candor");

    let mut command = home.command(&["restore", text(&path)]);
    Ended::of(command.env("CANDOR_BACKUP_PASSPHRASE", "a guess"))
        .refused("the passphrase does not open");
    let mut command = home.command(&["restore", text(&path)]);
    Ended::of(command.env_remove("CANDOR_BACKUP_PASSPHRASE")).refused("CANDOR_BACKUP_PASSPHRASE");
    home.run(&["restore", text(&home.room().join("gone"))])
        .refused("cannot read");

    assert_eq!(everything(&home), rows);
    assert_eq!(keys(&home), secrets);
    assert_eq!(names(&home.data), files);
}

#[test]
fn a_backup_never_overwrites_and_always_has_a_lock() {
    let home = Home::new();
    home.run(&["backup", text(home.room())]).refused("--data");
    home.start().stop();
    let folder = home.room().join("backups");
    fs::create_dir(&folder).unwrap();
    let ended = home.run(&["backup", text(&folder)]).fine();
    let made = names(&folder);
    assert_eq!(made.len(), 1, "{made:?}");
    assert!(made[0].starts_with("candor-20") && made[0].ends_with(".age"));
    assert!(ended.out.contains(&made[0]), "{ended:?}");

    let path = folder.join(&made[0]);
    let content = bytes(&path);
    home.run(&["backup", text(&path)])
        .refused("is there already");
    assert_eq!(bytes(&path), content);

    let mut command = home.command(&["backup", text(&folder.join("open"))]);
    Ended::of(command.env_remove("CANDOR_BACKUP_PASSPHRASE")).refused("CANDOR_BACKUP_PASSPHRASE");
    home.run(&["backup", text(&folder.join("open")), "--recipient", "bob"])
        .refused("age1");
    home.run(&["backup", text(&folder.join("no/where"))])
        .refused("cannot write");
    assert_eq!(names(&folder), made);
}

#[test]
fn a_recipient_opens_it_with_the_key_and_nobody_else_does() {
    let home = Home::new();
    home.start().stop();
    let (right, wrong) = (home.room().join("right"), home.room().join("wrong"));
    let recipient = key_file(&right);
    key_file(&wrong);
    let path = home.room().join("candor.age");
    home.run(&["backup", text(&path), "--recipient", &recipient])
        .fine();
    home.run(&["restore", text(&path)]).refused("--identity");
    home.run(&["restore", text(&path), "--identity", text(&wrong)])
        .refused("does not open");
    home.run(&["restore", text(&path), "--identity", text(&path)])
        .refused("is not a file of age keys");
    home.run(&["restore", text(&path), "--identity", text(&right)])
        .fine();
}

#[test]
fn erasures_that_cannot_be_repeated_stop_a_restore() {
    let (home, path) = backed_up();
    home.sql("UPDATE places SET name = 'now' WHERE code = '0000'");
    let journal = home.data.join("erasures.log");
    let line = format!("{}\n", Id::random());
    fs::write(&journal, &line).unwrap();
    home.run(&["restore", text(&path)])
        .refused("1 reports were erased");
    assert_eq!(first_place(&home), "now");
    assert_eq!(fs::read_to_string(&journal).unwrap(), line);

    let saved = home.room().join("saved.log");
    fs::rename(&journal, &saved).unwrap();
    home.run(&["restore", text(&path), "--erasures", text(&saved)])
        .refused("1 reports were erased");
    fs::write(&saved, "oops\n").unwrap();
    home.run(&["restore", text(&path), "--erasures", text(&saved)])
        .refused("line 1");
    home.run(&["restore", text(&path)]).fine();
}

#[test]
fn a_restore_that_was_cut_off_is_finished_before_anything_starts() {
    let (home, path) = backed_up();
    let before = everything(&home);
    // As a power cut leaves it: the old files are set aside, the new ones are not in place.
    fs::write(home.data.join("restore-not-finished"), "").unwrap();
    let key = home.data.join("keys/names.key");
    fs::rename(&key, home.data.join("keys/names.key.before-restore")).unwrap();
    home.run(&["serve", "--listen", "127.0.0.1:0"])
        .refused("a restore was cut off");
    home.run(&["migrate"]).refused("a restore was cut off");
    home.run(&["restore", text(&path)]).fine();
    assert_eq!(everything(&home), before);
    assert_eq!(
        names(&home.data.join("keys")),
        ["names.key", "records.key", "reports.key"]
    );
    home.start().stop();
}

#[test]
fn the_other_kind_of_database_and_a_newer_program_are_told() {
    let (home, path) = backed_up();
    if home.is_shared() {
        let file = Home::on_file();
        file.run(&["restore", text(&path)]).refused("PostgreSQL");
        assert_eq!(names(&file.data), Vec::<String>::new());
    }
    home.sql("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')");
    let newer = home.room().join("newer.age");
    home.run(&["backup", text(&newer)]).fine();
    let new = Home::new();
    new.run(&["restore", text(&newer)])
        .refused("made by a newer Candor");
    assert_eq!(names(&new.data), Vec::<String>::new());
}

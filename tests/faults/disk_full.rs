//! No room left: told in a sentence, nothing acknowledged is lost, and room is all that it takes.

use crate::support::{Answer, Home, Line, Server, fresh_key};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

/// A data folder on a small disk of its own.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Only root may mount one.
    fn mount(at: &Path) -> Option<Self> {
        fs::create_dir(at).expect("a folder");
        Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|done| done.status.success())
            .then(|| Self(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Tells until there is no room; answers the receipts and the refusal.
fn tell_until_full(line: &mut Line) -> (Vec<String>, Answer) {
    let mut receipts = Vec::new();
    for _ in 0..20_000 {
        match line.tell(&fresh_key()).expect("an answer") {
            (_, Some(receipt)) => receipts.push(receipt),
            (answer, None) => return (receipts, answer),
        }
    }
    panic!("{} reports fitted", receipts.len());
}

/// The whole story, on a server that will run out of room; `make_room` must work without it.
fn runs_out_of_room(server: Server, make_room: impl FnOnce(&Server)) {
    let mut line = server.line();
    let (mut receipts, refusal) = tell_until_full(&mut line);
    assert_eq!(refusal.status, 503, "{refusal:?}");
    let message = refusal.json()["message"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(message.ends_with('.') && message.len() > 20, "{refusal:?}");
    for word in ["disk", "sqlite", "database", "I/O"] {
        assert!(!message.contains(word), "{message}");
    }
    assert!(receipts.len() > 10, "{}", receipts.len());
    // Still refusing, still there, and still able to show what it has.
    let (more, again) = tell_until_full(&mut line);
    receipts.extend(more);
    assert_eq!(again.status, 503, "{again:?}");
    for receipt in &receipts {
        assert!(line.knows(receipt), "{receipt} was acknowledged");
    }

    make_room(&server);
    let until = Instant::now() + Duration::from_secs(10);
    let fresh = loop {
        match line.tell(&fresh_key()).expect("an answer") {
            (_, Some(receipt)) => break receipt,
            (answer, None) => assert!(Instant::now() < until, "{answer:?}"),
        }
        thread::sleep(Duration::from_millis(50));
    };
    receipts.push(fresh);
    for receipt in &receipts {
        assert!(line.knows(receipt), "{receipt} was acknowledged");
    }
    server.stop();
}

/// Files that may not grow further, set from outside and taken away from outside.
fn limited(home: &mut Home) {
    home.wrapper = [
        "bash",
        "-c",
        r#"trap "" XFSZ; ulimit -S -f 3000; exec "$@""#,
        "bash",
    ]
    .map(str::to_owned)
    .into();
}

fn lift_the_limit(server: &Server) {
    let status = Command::new("prlimit")
        .args(["--pid", &server.id().to_string(), "--fsize=unlimited"])
        .status()
        .expect("prlimit");
    assert!(status.success());
}

#[test]
fn a_full_disk_is_told_and_room_is_all_that_it_takes() {
    let mut home = Home::on_file();
    let Some(_disk) = SmallDisk::mount(&home.data) else {
        // Not root, or in a box where root may not mount: the limit is the next best thing.
        limited(&mut home);
        return runs_out_of_room(home.start(), lift_the_limit);
    };
    let ballast = home.data.join("ballast");
    fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    runs_out_of_room(home.start(), |_server| fs::remove_file(&ballast).unwrap());
}

#[test]
fn a_file_that_may_not_grow_is_told_and_room_is_all_that_it_takes() {
    let mut home = Home::on_file();
    limited(&mut home);
    runs_out_of_room(home.start(), lift_the_limit);
}

#[test]
fn a_backup_without_room_leaves_no_file_and_the_server_goes_on() {
    let mut home = Home::on_file();
    home.start().stop();
    let server = home.start();
    let path = home.room().join("candor.age");
    home.wrapper = [
        "bash",
        "-c",
        r#"trap "" XFSZ; ulimit -f 20; exec "$@""#,
        "bash",
    ]
    .map(str::to_owned)
    .into();
    let ended = home.run(&["backup", path.to_str().unwrap()]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert_eq!(crate::support::names(home.room()), ["data"]);
    assert_eq!(
        crate::support::names(&home.data.join("backups")),
        Vec::<String>::new()
    );
    assert_eq!(server.line().get("/nowhere").unwrap().status, 404);
    server.stop();
}

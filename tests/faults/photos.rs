//! A photo as the camera wrote it is never on the disk, not even for a moment; the clean one survives in backups.

use crate::support::{Home, Line, Server, bytes, fresh_key};
use candor::each_backend;
use diesel::{QueryableByName, RunQueryDsl, sql_types::Text};
use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

const CANARY: &str = "CANARYGPSSERIAL";

/// A photo with a comment and something behind its end, 640 by 480.
fn photo() -> Vec<u8> {
    let mut jpeg = Vec::new();
    let picture = image::RgbImage::from_fn(640, 480, |x, y| {
        image::Rgb([(x / 3) as u8, (y / 2) as u8, 90])
    });
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
        .encode_image(&picture)
        .unwrap();
    let length = u16::try_from(CANARY.len() + 2).unwrap().to_be_bytes();
    let note = [&[0xFF, 0xFE], &length[..], CANARY.as_bytes()].concat();
    [&jpeg[..2], &note, &jpeg[2..], CANARY.as_bytes()].concat()
}

/// A request that adds a photo; its file is named after the canary too.
fn adding(receipt: &str, photo: &[u8]) -> Vec<u8> {
    let start = format!(
        "--x\r\ncontent-disposition: form-data; name=\"receipt\"\r\n\r\n{receipt}\r\n--x\r\ncontent-disposition: \
         form-data; name=\"photo\"; filename=\"{CANARY}.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n"
    );
    let body = [start.as_bytes(), photo, b"\r\n--x--\r\n"].concat();
    let head = format!(
        "POST /api/v1/answers/photos HTTP/1.1\r\nhost: candor\r\ncontent-type: multipart/form-data; boundary=x\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), &body].concat()
}

/// A server whose temporary files would lie in the test's own room.
fn start(home: &Home) -> Server {
    let temporary = home.room().join("tmp");
    fs::create_dir_all(&temporary).unwrap();
    let mut command = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    Server::start(command.env("TMPDIR", &temporary))
}

fn told(server: &Server) -> (Line, String) {
    let mut line = server.line();
    let (_, receipt) = line.tell(&fresh_key()).unwrap();
    (line, receipt.unwrap())
}

/// Files below a folder that hold the canary.
fn with_canary(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(with_canary(&path));
        } else if path.to_string_lossy().contains(CANARY)
            || bytes(&path)
                .windows(CANARY.len())
                .any(|some| some == CANARY.as_bytes())
        {
            found.push(path.display().to_string());
        }
    }
    found
}

/// What the server has open that lies in its temporary folder or has no name any more.
fn open_in_secret(server: &Server) -> Vec<String> {
    fs::read_dir(format!("/proc/{}/fd", server.id()))
        .unwrap()
        .filter_map(|entry| fs::read_link(entry.ok()?.path()).ok())
        .map(|path| path.display().to_string())
        .filter(|path| {
            path.contains("/tmp/") && (path.contains("deleted") || path.contains("/tmp/tmp"))
        })
        .filter(|path| !path.contains("/data/"))
        .collect()
}

#[test]
fn a_photo_is_on_the_disk_only_after_it_was_cleaned() {
    let home = Home::new();
    let server = start(&home);
    let (mut line, receipt) = told(&server);
    line.send(&adding(&receipt, &photo())).unwrap();
    assert_eq!(line.answer().unwrap().status, 201);

    // In the middle of a large one: nothing lies anywhere, and being killed leaves nothing.
    let mut large = photo();
    large.extend(CANARY.bytes().cycle().take(8 * 1024 * 1024));
    let request = adding(&receipt, &large);
    let (mut half, _) = told(&server);
    half.send(&request[..request.len() - 100_000]).unwrap();
    let until = Instant::now() + Duration::from_secs(1);
    while Instant::now() < until {
        assert_eq!(fs::read_dir(home.room().join("tmp")).unwrap().count(), 0);
        assert_eq!(open_in_secret(&server), Vec::<String>::new());
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(with_canary(home.room()), Vec::<String>::new());
    assert!(!server.troubles().contains(CANARY));
    server.kill();
    assert_eq!(with_canary(home.room()), Vec::<String>::new());
    assert_eq!(fs::read_dir(home.room().join("tmp")).unwrap().count(), 0);
    assert_eq!(photos(&home).len(), 1, "what was acknowledged is there");
}

#[derive(QueryableByName)]
struct Words {
    #[diesel(sql_type = Text)]
    words: String,
}

fn photos(home: &Home) -> Vec<String> {
    let (id, jpeg) = if home.is_shared() {
        ("report_id::text", "encode(jpeg, 'hex')")
    } else {
        ("hex(report_id)", "hex(jpeg)")
    };
    let query = format!(
        "SELECT {id} || position || width || height || {jpeg} AS words FROM photos ORDER BY 1"
    );
    let rows: Vec<Words> =
        each_backend!(&mut home.connect(), |c| diesel::sql_query(query).load(c)).unwrap();
    rows.into_iter().map(|row| row.words).collect()
}

#[test]
fn photos_come_back_with_a_backup() {
    let home = Home::new();
    let server = start(&home);
    let (mut line, receipt) = told(&server);
    line.send(&adding(&receipt, &photo())).unwrap();
    assert_eq!(line.answer().unwrap().status, 201);
    let path = home.room().join("candor.age");
    home.run(&["backup", path.to_str().unwrap()]).fine();
    server.stop();
    let before = photos(&home);
    assert_eq!(before.len(), 1);

    let new = Home::new();
    new.run(&["restore", path.to_str().unwrap()]).fine();
    assert_eq!(photos(&new), before);
    new.run(&["check"]).fine();
    new.run(&["recount"]).fine();
}

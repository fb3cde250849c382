//! Photos: added and taken away with the receipt, looked at by the leads of the place, in nothing that leaves the house.

use super::{Told, comes_back, findings, inside, tells};
use crate::support::{
    App, Browser, Part,
    pictures::{corners, find, jpeg, markers, photo, png, webp},
    terminal,
};
use candor::places;
use image::DynamicImage;
use std::{fs, path::Path};

/// A picture of one colour; shades far apart give pictures of different bytes.
fn of_shade(shade: u8) -> Vec<u8> {
    jpeg(&image::RgbImage::from_pixel(60, 40, image::Rgb([shade, 90, 60])).into())
}

/// Opens the page of photos from the reporter's own.
fn photos_page(app: &App, told: &Told) -> Browser {
    let mut reporter = comes_back(app, told);
    reporter.presses("Add a photo", &[]).answers(200);
    reporter
}

/// Adds a photo as a program does, and answers its id.
#[track_caller]
fn adds(app: &App, told: &Told, file: &[u8]) -> String {
    let mut program = app.guest();
    program
        .posts_parts("/api/v1/answers/photos", "*/*", &parts(told, file))
        .answers(201);
    program.json()["id"].as_str().unwrap().to_owned()
}

fn parts<'a>(told: &'a Told, file: &'a [u8]) -> [Part<'a>; 2] {
    [
        ("receipt", None, told.receipt.as_bytes()),
        ("photo", Some("x.jpg"), file),
    ]
}

fn stored(app: &App) -> usize {
    inside::rows(app, "photos").len()
}

#[actix_web::test]
async fn a_reporter_adds_a_photo_and_takes_it_away() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut reporter = photos_page(&app, &told);
    reporter
        .is_at("/tell")
        .says("leave out faces")
        .does_not_say("Your photo is there");
    reporter
        .attaches("Add this photo", "IMG_Jane_Roe.jpg", &of_shade(10))
        .answers(200)
        .says("Your photo is there")
        .offers("Remove photo 1");
    let src = reporter.attribute("img", "src").unwrap();
    assert!(src.starts_with("data:image/jpeg;base64,"), "{src}");
    assert_eq!(reporter.header("cache-control"), Some("no-store"));
    reporter
        .attaches("Add this photo", "b.png", &png(&corners().into()))
        .offers("Remove photo 2");
    reporter
        .attaches(
            "Add this photo",
            "c.webp",
            &webp(&image::imageops::rotate180(&corners()).into()),
        )
        .offers("Remove photo 3");
    assert_eq!(stored(&app), 3);

    // They stand on the reporter's own page too.
    reporter
        .presses("That is all", &[])
        .presses("Open my page", &[])
        .is_at("/answers")
        .answers(200)
        .says("Your photos")
        .offers("Add or remove photos");
    assert_eq!(reporter.texts("img").len(), 3);

    reporter
        .presses("Add or remove photos", &[])
        .presses("Remove photo 2", &[])
        .says("The photo is gone");
    assert_eq!(reporter.texts("img").len(), 2);
    assert_eq!(stored(&app), 2);
    reporter
        .presses("Remove photo 1", &[])
        .presses("Remove photo 1", &[])
        .does_not_offer("Remove photo 1");
    assert_eq!(stored(&app), 0);
    assert!(!comes_back(&app, &told).has("img"));
    assert_eq!(findings(&app), Vec::<String>::new());
}

#[actix_web::test]
async fn from_a_poster_the_address_stays_and_a_report_without_files_is_told_as_before() {
    let app = App::start().await;
    let ramp = app.place_with("Ramp 3", places::ROOT, None);
    let told = tells(&app, Some(&ramp), &[]);
    let mut reporter = app.guest();
    let path = format!("/tell/{}", ramp.code);
    reporter
        .posts_parts(&path, "text/html", &parts(&told, &of_shade(1)))
        .answers(200)
        .is_at(&path);
    assert_eq!(
        reporter.attribute("form[enctype]", "action").as_deref(),
        Some(path.as_str())
    );
    reporter
        .attaches("Add this photo", "x", &of_shade(200))
        .is_at(&path);
    assert_eq!(stored(&app), 2);
    assert_eq!(inside::rows(&app, "reports").len(), 1);
}

#[actix_web::test]
async fn leads_of_the_place_see_photos_and_nobody_else_does() {
    let app = App::start().await;
    let ramp = app.place_with("Ramp 3", places::ROOT, None);
    let dock = app.place_with("Dock", places::ROOT, None);
    let told = tells(&app, Some(&ramp), &[]);
    let other = tells(&app, Some(&dock), &[]);
    let (mine, theirs) = (
        adds(&app, &told, &of_shade(1)),
        adds(&app, &other, &of_shade(200)),
    );
    let path = format!("{}/photos/{mine}", told.path());

    let mut ada = app.lead("Ada", &[ramp.id]);
    ada.visits(&told.path()).answers(200).links_to(&path);
    assert_eq!(ada.attribute("img", "src").as_deref(), Some(path.as_str()));
    ada.visits(&path).answers(200);
    assert_eq!(ada.header("content-type"), Some("image/jpeg"));
    assert_eq!(ada.header("cache-control"), Some("no-store"));
    assert_eq!(ada.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(ada.headers("content-disposition"), Vec::<&str>::new());
    assert_eq!(markers(ada.bytes()).1, ada.bytes().len());

    // Not under another report, not of another place, not with an id that is none.
    for path in [
        format!("{}/photos/{theirs}", told.path()),
        format!("{}/photos/{theirs}", other.path()),
        format!("{}/photos/{mine}", other.path()),
        format!(
            "{}/photos/00000000-0000-4000-8000-000000000000",
            told.path()
        ),
        format!("{}/photos/x", told.path()),
        format!("/reports/XXX-XXX/photos/{mine}"),
    ] {
        ada.visits(&path).answers(404);
    }
    app.lead("Bo", &[dock.id]).visits(&path).answers(404);
    app.improver("Ida").visits(&path).answers(403);
    app.admin("Ann").visits(&path).answers(403);
    app.keeper("Kim").visits(&path).answers(403);
    app.guest().visits(&path).is_at(&format!(
        "/sign-in?next={}",
        path.replace('/', "%2F").replace('-', "%2D")
    ));
}

#[actix_web::test]
async fn a_photo_waits_for_its_batch_and_stays_one_level_up_like_its_report() {
    let app = App::start_with(|settings| settings.release_minutes = 15).await;
    let ramp = app.place_with("Ramp 3", places::ROOT, None);
    let told = tells(&app, Some(&ramp), &[]);
    let up = tells(&app, Some(&ramp), &[("one_level_up", "on")]);
    let paths = [&told, &up]
        .map(|told| format!("{}/photos/{}", told.path(), adds(&app, told, &of_shade(3))));
    let (mut ada, mut root) = (app.lead("Ada", &[ramp.id]), app.lead("Rut", &[]));
    ada.visits(&paths[0]).answers(404);
    app.later(chrono::TimeDelta::hours(1));
    super::releases(&app);
    ada.visits(&paths[0]).answers(200);
    ada.visits(&paths[1]).answers(404);
    root.visits(&paths[1]).answers(200);
}

#[actix_web::test]
async fn five_photos_are_enough_and_the_same_one_twice_is_one() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let first = adds(&app, &told, &of_shade(0));
    assert_eq!(
        adds(&app, &told, &of_shade(0)),
        first,
        "a page that was sent twice"
    );
    for shade in 1..5 {
        adds(&app, &told, &of_shade(shade * 40));
    }
    assert_eq!(adds(&app, &told, &of_shade(0)), first);
    let mut reporter = app.guest();
    reporter
        .posts_parts("/tell", "text/html", &parts(&told, &of_shade(250)))
        .answers(409)
        .says("five photos already")
        .does_not_offer("Add this photo");
    reporter
        .posts_parts(
            "/api/v1/answers/photos",
            "*/*",
            &parts(&told, &of_shade(250)),
        )
        .answers(409);
    assert_eq!(reporter.json()["code"], "not_now");
    assert_eq!(stored(&app), 5);

    // What was taken away leaves room.
    reporter.posts_parts(
        "/tell",
        "text/html",
        &[
            ("receipt", None, told.receipt.as_bytes()),
            ("remove", None, first.as_bytes()),
        ],
    );
    adds(&app, &told, &of_shade(250));
    assert_eq!(stored(&app), 5);
}

#[actix_web::test]
async fn eight_photos_at_once_become_five() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let sending: Vec<_> = (0..8_u8)
            .map(|shade| {
                let (mut program, told) = (app.guest(), &told);
                scope.spawn(move || {
                    let file = of_shade(shade * 30);
                    program
                        .posts_parts("/api/v1/answers/photos", "*/*", &parts(told, &file))
                        .status()
                })
            })
            .collect();
        sending.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(
        statuses.iter().filter(|status| **status == 201).count(),
        5,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|status| **status == 409).count(),
        3,
        "{statuses:?}"
    );
    let mut positions: Vec<_> = inside::rows(&app, "photos")
        .into_iter()
        .map(|row| row["position"].clone())
        .collect();
    positions.sort();
    assert_eq!(positions, ["1", "2", "3", "4", "5"]);
}

#[actix_web::test]
async fn nobody_changes_the_photos_of_another_report() {
    let app = App::start().await;
    let (told, other) = (tells(&app, None, &[]), tells(&app, None, &[]));
    let photo = adds(&app, &told, &of_shade(1));
    let mut reporter = app.guest();
    let with = |receipt: &str| -> u16 {
        app.guest()
            .posts_parts(
                "/tell",
                "text/html",
                &[
                    ("receipt", None, receipt.as_bytes()),
                    ("remove", None, photo.as_bytes()),
                ],
            )
            .status()
    };
    assert_eq!(
        with(&other.receipt),
        200,
        "what is not there is gone already"
    );
    assert_eq!(with("0000-0000-0000-0000"), 422);
    assert_eq!(with(""), 422);
    assert_eq!(stored(&app), 1);
    reporter
        .posts_parts(
            "/tell",
            "text/html",
            &[
                ("receipt", None, b"0000-0000-0000-0000"),
                ("photo", Some("x"), &of_shade(200)),
            ],
        )
        .answers(422)
        .says("This receipt opens nothing");
    reporter
        .posts_parts(
            "/tell",
            "text/html",
            &[("photo", Some("x"), &of_shade(200))],
        )
        .answers(422);
    assert_eq!(stored(&app), 1);
}

#[actix_web::test]
async fn wrong_receipts_cost_the_same_budget_as_everywhere() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut guesser = app.guest();
    let file = of_shade(1);
    let wrong: [Part<'_>; 2] = [
        ("receipt", None, b"0000-0000-0000-0000"),
        ("photo", Some("x"), &file),
    ];
    let statuses: Vec<u16> = (0..70)
        .map(|_| {
            guesser
                .posts_parts("/api/v1/answers/photos", "*/*", &wrong)
                .status()
        })
        .collect();
    assert_eq!(statuses[0], 422);
    assert_eq!(statuses.last(), Some(&429));
    adds(&app, &told, &file);
}

#[actix_web::test]
async fn a_file_that_is_no_photo_hears_a_sentence_and_leaves_nothing() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let mut reporter = photos_page(&app, &told);
    let half = jpeg(&DynamicImage::from(corners()).into_rgb8().into());
    for (file, status, words) in [
        (&b"This is my holiday."[..], 422, "This file is not a photo"),
        (b"", 422, "No photo arrived"),
        (b"GIF89a\x01\0\x01\0", 422, "This is a GIF"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            422,
            "SVG drawing",
        ),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            422,
            "Most compatible",
        ),
        (
            &half[..half.len() / 2],
            422,
            "damaged or did not arrive whole",
        ),
        (
            &vec![0xFF; 12 * 1024 * 1024 + 1],
            413,
            "larger than 12 megabytes",
        ),
    ] {
        reporter
            .attaches("Add this photo", "photo.jpg", file)
            .answers(status)
            .says(words);
        assert!(reporter.has(".error"), "{words}");
        reporter.offers("Add this photo").offers("That is all");
        let mut program = app.guest();
        program
            .posts_parts("/api/v1/answers/photos", "*/*", &parts(&told, file))
            .answers(status);
        let said = program.json()["message"].as_str().unwrap().to_owned();
        assert!(said.contains(words), "{said}");
    }
    let two: Vec<Part<'_>> = [("receipt", None, told.receipt.as_bytes())]
        .into_iter()
        .chain([
            ("photo", Some("a"), &half[..]),
            ("photo", Some("b"), &half[..]),
        ])
        .collect();
    reporter
        .posts_parts("/tell", "text/html", &two)
        .answers(422)
        .says("one photo at a time");
    assert_eq!(stored(&app), 0);
    // Right up to the limit there is room.
    let mut large = of_shade(7);
    large.resize(12 * 1024 * 1024, 0);
    adds(&app, &told, &large);
}

#[actix_web::test]
async fn what_is_no_form_with_files_is_answered() {
    let app = App::start().await;
    let mut program = app.guest();
    let form = "multipart/form-data; boundary=x";
    for (kind, body, status) in [
        ("multipart/form-data", &b"--x--"[..], 400),
        ("multipart/form-data; boundary=", b"--x--", 400),
        (form, b"", 400),
        (form, b"--x\r\n", 400),
        (
            form,
            b"--x\r\ncontent-disposition: form-data; name=\"receipt\"\r\n\r\n12",
            400,
        ),
        (
            form,
            b"--x\r\ncontent-disposition: form-data; name=\"receipt\"\r\n\r\n\xFF\r\n--x--\r\n",
            400,
        ),
        (form, b"--x\r\n\r\nno name\r\n--x--\r\n", 400),
        ("application/json", b"{}", 400),
        (form, b"--x--\r\n", 422),
    ] {
        program
            .sends(
                "POST",
                "/api/v1/answers/photos",
                &[("content-type", kind)],
                body,
            )
            .answers(status);
        program.json()["message"].as_str().unwrap();
    }
    let long = vec![b'x'; 2_000];
    program
        .posts_parts("/tell", "text/html", &[("receipt", None, &long)])
        .answers(413);
    let many: Vec<Part<'_>> = (0..40).map(|_| ("receipt", None, &b"x"[..])).collect();
    program
        .posts_parts("/tell", "text/html", &many)
        .answers(400);
}

#[actix_web::test]
async fn a_form_with_a_file_from_another_site_is_not_taken() {
    let app = App::start().await;
    let headers = [
        ("content-type", "multipart/form-data; boundary=x"),
        ("sec-fetch-site", "cross-site"),
    ];
    app.guest()
        .sends("POST", "/tell", &headers, b"--x--\r\n")
        .answers(403);
}

#[actix_web::test]
async fn when_many_send_photos_the_next_is_asked_to_come_again() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let turns = [
        app.budgets().unpacking_turn().await,
        app.budgets().unpacking_turn().await,
    ];
    assert!(turns.iter().all(Option::is_some));
    let mut reporter = app.guest();
    reporter
        .posts_parts("/tell", "text/html", &parts(&told, &of_shade(1)))
        .answers(503)
        .says("send it again in a minute")
        .offers("Add this photo");
    assert_eq!(stored(&app), 0);
    drop(turns);
    reporter
        .attaches("Add this photo", "x", &of_shade(1))
        .answers(200);
    assert_eq!(stored(&app), 1);
}

#[actix_web::test]
async fn what_cannot_be_stored_is_said_and_the_page_stays() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    inside::fills_the_disk(&app, "photos");
    let mut reporter = photos_page(&app, &told);
    reporter
        .attaches("Add this photo", "x", &of_shade(1))
        .answers(503)
        .says("We could not store this just now")
        .offers("Add this photo");
    inside::makes_room(&app, "photos");
    reporter
        .attaches("Add this photo", "x", &of_shade(1))
        .answers(200);
    assert_eq!(stored(&app), 1);
}

#[actix_web::test]
async fn nothing_of_the_camera_or_the_file_name_is_anywhere() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let canary = "CANARYGPSWXYZ";
    let mut reporter = photos_page(&app, &told);
    reporter
        .attaches("Add this photo", "CANARYNAME.jpg", &photo(canary, 6))
        .answers(200);
    reporter
        .attaches("Add this photo", "CANARYNAME.jpg", b"CANARYLIE of a photo")
        .answers(422);
    reporter.does_not_say("CANARY");
    for word in [canary, "CANARYNAME", "CANARYLIE", "Exif"] {
        assert_eq!(
            inside::columns_with(&app, word),
            Vec::<String>::new(),
            "{word}"
        );
        assert_eq!(
            files_with(app.folder(), word),
            Vec::<String>::new(),
            "{word}"
        );
    }
    let row = inside::rows(&app, "photos").remove(0);
    let columns: Vec<&str> = row.keys().map(String::as_str).collect();
    assert_eq!(
        columns,
        ["height", "id", "jpeg", "position", "report_id", "width"],
        "no time, no name"
    );
    assert_eq!(
        (row["width"].as_str(), row["height"].as_str()),
        ("32", "48"),
        "it stands upright"
    );
}

/// The files below a folder that hold these words.
fn files_with(folder: &Path, word: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(files_with(&entry.path(), word));
        } else if find(&fs::read(entry.path()).unwrap(), word.as_bytes()) {
            found.push(entry.path().display().to_string());
        }
    }
    found
}

#[actix_web::test]
async fn a_photo_that_was_taken_away_is_not_in_the_file_any_more() {
    let app = App::start().await;
    let told = tells(&app, None, &[]);
    let photo = adds(&app, &told, &of_shade(77));
    let jpeg = inside::rows(&app, "photos").remove(0)["jpeg"]
        .trim_start_matches("\\x")
        .to_owned();
    assert!(!inside::columns_with(&app, "JFIF").is_empty());
    app.guest()
        .posts_parts(
            "/tell",
            "text/html",
            &[
                ("receipt", None, told.receipt.as_bytes()),
                ("remove", None, photo.as_bytes()),
            ],
        )
        .answers(200);
    assert_eq!(stored(&app), 0);
    assert!(
        !inside::everything(&app)
            .iter()
            .any(|(_, row)| row.values().any(|value| value.contains(&jpeg)))
    );
    // On SQLite the page that held it is overwritten when the log is folded in.
    if !app.database_url().starts_with("postgres") {
        inside::folds_the_log(&app);
        assert_eq!(files_with(app.folder(), "JFIF"), Vec::<String>::new());
    }
}

#[actix_web::test]
async fn photos_leave_the_house_in_no_export_and_count_in_no_tally() {
    let app = App::start().await;
    let told = tells(&app, None, &[("reporter", "anonymous")]);
    let photo = adds(&app, &told, &of_shade(9));
    for what in ["reports", "tallies"] {
        let export = terminal::said(&terminal::candor(
            &app,
            &["export", what, "--format", "jsonl"],
            "",
        ));
        for word in ["JFIF", "jpeg", &photo, "photo"] {
            assert!(!export.contains(word), "{word}: {export}");
        }
    }
    assert!(terminal::said(&terminal::candor(&app, &["check"], "")).contains("as it should be"));
    terminal::said(&terminal::candor(&app, &["recount"], ""));
    assert_eq!(findings(&app), Vec::<String>::new());
    assert_eq!(stored(&app), 1);
}

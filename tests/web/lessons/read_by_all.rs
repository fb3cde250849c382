//! What everybody reads: months and no days, no order of arrival, and no place where few people work.

use super::{LEARNED, TITLE, closed, house, is_public, publishes, writes};
use crate::{
    reports::{Told, comes_back, inside},
    support::App,
};
use candor::{config::Readers, places};

#[actix_web::test]
async fn lessons_are_found_by_their_words_without_case_and_accents() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    publishes(&app, &mut ada, &ramp);
    let told = closed(&app, &mut ada, &ramp, "without_details");
    ada.visits(&told.path())
        .follows_link("Make it a lesson")
        .presses(
            "Keep the draft",
            &[
                ("title", "Gluten på værkstedet: 100 %"),
                ("story", "Łódź i ŻÓŁĆ."),
                ("learned", "Mærk hylden."),
                ("language", "da"),
                ("tile", "3"),
            ],
        )
        .presses("Publish it", &[]);
    let finds = |query: &str| {
        let mut guest = app.guest();
        guest.visits(&format!("/lessons?{query}")).answers(200);
        let text = guest.text();
        (text.contains(TITLE), text.contains("Gluten"))
    };
    for (query, found) in [
        ("", (true, true)),
        ("q=WATER", (true, false)),
        ("q=ramp%20rain", (true, false)),
        ("q=ramp%20gluten", (false, false)),
        ("q=lodz", (false, true)),
        ("q=zolc+V%C3%84RKSTEDET", (false, false)),
        ("q=vaerkstedet", (false, true)),
        ("q=100%25", (false, true)),
        ("q=%25", (false, false)),
        ("q=_", (false, false)),
        ("q=%27%20OR%201%3D1", (false, false)),
        ("tile=3", (false, true)),
        ("tile=3&q=water", (false, false)),
        ("tile=99", (true, true)),
        ("page=2", (false, false)),
        ("page=x", (true, true)),
    ] {
        assert_eq!(finds(query), found, "{query}");
    }
    let mut guest = app.guest();
    guest.speaks("ar").visits("/lessons");
    assert!(
        guest.has("a[lang=da][dir=auto]"),
        "its own words stay Danish"
    );
}

#[actix_web::test]
async fn nothing_finer_than_the_month_is_told_anywhere() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let (_, lesson) = publishes(&app, &mut ada, &ramp);
    for path in [
        lesson.as_str(),
        "/lessons",
        "/lessons/feed.atom",
        "/lessons/bulletin?month=2026-03",
        "/api/v1/lessons",
        "/",
    ] {
        let mut guest = app.guest();
        guest.visits(path).answers(200);
        let body = guest.body();
        assert!(
            ["March 2026", "2026-03"]
                .iter()
                .any(|month| body.contains(month)),
            "{path}: {body}"
        );
        for day in ["4 March", "2026-03-04", "09:30", "2026-03-05"] {
            assert!(!body.contains(day), "{path} tells the day: {body}");
        }
        assert_eq!(guest.header("last-modified"), None, "{path}");
        assert_eq!(guest.header("etag"), None, "{path}");
        assert!(guest.headers("set-cookie").is_empty());
    }
    for row in inside::rows(&app, "lessons") {
        assert!(
            row.iter()
                .all(|(column, value)| column == "said_on" || !value.contains("2026-03-04")),
            "{row:?}"
        );
    }
}

#[actix_web::test]
async fn the_order_within_a_month_tells_nothing() {
    let app = App::start().await;
    let mut orders = std::collections::BTreeSet::new();
    for number in 0..6 {
        let mut ada = app.lead(&format!("Ada {number}"), &[]);
        for title in ["First", "Second", "Third"] {
            ada.visits("/lessons/own").presses(
                "Publish it under my name",
                &[
                    ("title", &format!("{title} {number}")),
                    ("story", "I forgot."),
                    ("learned", "Look twice."),
                ],
            );
        }
    }
    let mut guest = app.guest();
    guest.visits("/lessons");
    let titles = guest.texts(".card__title");
    assert_eq!(titles.len(), 18);
    for number in 0..6 {
        let of: Vec<_> = titles
            .iter()
            .filter(|title| title.ends_with(&number.to_string()))
            .map(|title| title.chars().next().unwrap())
            .collect();
        orders.insert(of);
    }
    assert!(orders.len() > 1, "always in one order: {titles:?}");
}

#[actix_web::test]
async fn a_place_of_few_people_is_told_from_above() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", places::ROOT, Some(40));
    let line = app.place_with("Line 4", hall.id, Some(12));
    let mut ada = app.lead("Ada", &[]);
    let (_, lesson) = publishes(&app, &mut ada, &line);
    app.guest().visits(&lesson).says("Line 4");
    // Since then people have left.
    app.admin("Ann")
        .visits(&format!("/places/{}", line.code))
        .presses("Keep the changes", &[("people", "3")]);
    app.guest()
        .visits(&lesson)
        .says("Hall 2")
        .does_not_say("Line 4");
}

#[actix_web::test]
async fn the_feed_is_one_that_readers_of_feeds_understand() {
    let app = App::start_with(|settings| {
        settings.public_url = Some("https://candor.example.org".into());
    })
    .await;
    let (ramp, mut ada) = house(&app);
    let read = || {
        let mut guest = app.guest();
        guest.visits("/lessons/feed.atom").answers(200);
        assert_eq!(
            guest.header("content-type"),
            Some("application/atom+xml; charset=utf-8")
        );
        guest.body().parse::<atom_syndication::Feed>().unwrap()
    };
    let empty = read();
    assert!(empty.entries().is_empty());
    let (_, lesson) = publishes(&app, &mut ada, &ramp);
    let feed = read();
    assert_eq!(feed.id(), empty.id());
    assert_eq!(feed.updated().to_rfc3339(), "2026-03-01T00:00:00+00:00");
    let entry = &feed.entries()[0];
    assert_eq!(entry.title().as_str(), TITLE);
    assert_eq!(entry.updated().to_rfc3339(), "2026-03-01T00:00:00+00:00");
    assert!(entry.content().unwrap().value().unwrap().contains(LEARNED));
    assert_eq!(
        entry.links()[0].href(),
        format!("https://candor.example.org{lesson}")
    );
    app.later(chrono::TimeDelta::days(40));
    assert_eq!(read().entries()[0].id(), entry.id());
}

#[actix_web::test]
async fn programs_read_page_by_page() {
    let app = App::start().await;
    let mut ada = app.lead("Ada", &[]);
    for number in 0..5 {
        if number == 3 {
            app.later(chrono::TimeDelta::days(31));
        }
        app.lead(&format!("Lead {number}"), &[])
            .visits("/lessons/own")
            .presses(
                "Publish it under my name",
                &[
                    ("title", &number.to_string()),
                    ("story", "I forgot."),
                    ("learned", "Look."),
                ],
            )
            .answers(200);
    }
    ada.forgets();
    let mut seen = Vec::new();
    let mut after = String::new();
    loop {
        let mut guest = app.guest();
        guest
            .visits(&format!("/api/v1/lessons?limit=2&after={after}"))
            .answers(200);
        let answer = guest.json();
        for lesson in answer["lessons"].as_array().unwrap() {
            seen.push((
                lesson["month"].as_str().unwrap().to_owned(),
                lesson["title"].as_str().unwrap().to_owned(),
            ));
        }
        match answer["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => break,
        }
    }
    assert_eq!(seen.len(), 5);
    assert!(seen.windows(2).all(|two| two[0].0 >= two[1].0), "{seen:?}");
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5, "{seen:?}");
    for bad in [
        "limit=0",
        "limit=201",
        "limit=x",
        "after=x",
        "after=2026-03.x",
    ] {
        app.guest()
            .visits(&format!("/api/v1/lessons?{bad}"))
            .answers(422);
    }
}

#[actix_web::test]
async fn a_house_can_keep_its_lessons_to_its_staff() {
    let app = App::start_with(|settings| settings.lessons = Readers::Staff).await;
    let (ramp, mut ada) = house(&app);
    let (_, lesson) = publishes(&app, &mut ada, &ramp);
    for path in [lesson.as_str(), "/lessons", "/lessons/bulletin"] {
        let mut guest = app.guest();
        guest.visits(path).does_not_say(LEARNED);
        assert!(
            guest.path().starts_with("/sign-in"),
            "{path}: {}",
            guest.path()
        );
        app.guest()
            .posts(path, &[("key", "a-key-of-this-draft-1")])
            .does_not_say(LEARNED);
    }
    for path in ["/lessons/feed.atom", "/api/v1/lessons"] {
        app.guest().visits(path).answers(404);
    }
    app.guest().visits("/").answers(200).does_not_say(LEARNED);
    app.guest()
        .visits("/thanks")
        .does_not_say("What we learned");
    for mut who in [app.improver("Dora"), app.admin("Ann"), app.keeper("Kim")] {
        who.visits(&lesson).answers(200).says(LEARNED);
        who.visits("/lessons").says(TITLE);
    }
}

#[actix_web::test]
async fn the_front_door_says_what_was_learned_and_stands_without_it() {
    let app = App::start().await;
    app.guest()
        .visits("/")
        .does_not_say("What we learned lately");
    let (ramp, mut ada) = house(&app);
    publishes(&app, &mut ada, &ramp);
    app.guest()
        .visits("/")
        .says("What we learned lately")
        .says(TITLE)
        .links_to("/lessons");
    app.guest().visits("/thanks").links_to("/lessons");
    app.breaks("lessons");
    app.guest().visits("/").answers(200).says("Tell us");
    app.mends("lessons");
}

#[actix_web::test]
async fn one_tap_on_a_lesson_makes_its_story_weigh_more() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let told = closed(&app, &mut ada, &ramp, "ask_me");
    ada.visits(&told.path()).presses(
        "Keep the shared story",
        &[("words", "Words that nobody agreed to.")],
    );
    writes(&mut ada, &told).presses("Ask the reporter", &[]);
    let desk = ada.path().split('?').next().unwrap().to_owned();
    let lesson = desk.replace("/desk", "");
    app.guest()
        .posts(&lesson, &[("key", "a-key-of-this-draft-0")])
        .answers(404);
    comes_back(&app, &told).presses("Yes, share it", &[]);
    app.later(chrono::TimeDelta::days(1));
    app.lead("Ben", &[])
        .visits(&desk)
        .presses("Publish it", &[]);
    let mut guest = app.guest();
    guest
        .visits(&lesson)
        .presses("This happens to me too", &[])
        .answers(200)
        .says("Now it weighs more.");
    let echo = Told::read(&guest);
    let mut again = app.guest();
    for _ in 0..2 {
        again
            .posts(&lesson, &[("key", "a-key-of-this-draft-1")])
            .answers(200);
    }
    assert_eq!(inside::rows(&app, "echoes").len(), 2);
    comes_back(&app, &echo)
        .says("It happens to you too")
        .says(LEARNED)
        .does_not_say("Words that nobody agreed to.");
    comes_back(&app, &told).presses("Take it back", &[]);
    assert!(!is_public(&app, &lesson));
    comes_back(&app, &echo)
        .does_not_say(LEARNED)
        .does_not_say("Words that nobody agreed to.");
    app.guest()
        .posts(&lesson, &[("key", "a-key-of-this-draft-2")])
        .answers(404);
    assert_eq!(inside::rows(&app, "echoes").len(), 2);
}

#[actix_web::test]
async fn a_reporter_who_changed_their_mind_about_sharing_is_heard_at_once() {
    let app = App::start().await;
    let (ramp, mut ada) = house(&app);
    let (told, lesson) = publishes(&app, &mut ada, &ramp);
    let answer = |share: &str| {
        app.guest().posts(
            "/tell",
            &[
                ("receipt", told.receipt.as_str()),
                ("question", "share"),
                ("share", share),
                ("go", "on"),
            ],
        );
        assert_eq!(inside::rows(&app, "reports")[0]["share"], share);
    };
    answer("no");
    assert!(!is_public(&app, &lesson));
    answer("ask_me");
    assert!(!is_public(&app, &lesson), "they were never asked");
    answer("without_details");
    assert!(is_public(&app, &lesson));
}

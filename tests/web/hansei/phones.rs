//! Phones in the room: points face down, the pulse, and nothing kept of anybody.

use super::{planned, ramp};
use crate::{
    reports::inside,
    support::{App, Browser},
};

const SEND: &str = "Put it in, face down";

/// A hansei whose room is open; answers the facilitator, the address and the code.
fn opened(app: &App) -> (Browser, Browser, String, String) {
    let place = ramp(app);
    let mut ada = app.lead("Ada", &[place.id]);
    let (mut uma, path) = planned(app, &mut ada, None);
    uma.visits(&path).presses("Open the room", &[]).answers(200);
    let code = uma.texts(".hansei-code").remove(0);
    (ada, uma, path, code)
}

fn enters(app: &App, code: &str) -> Browser {
    let mut guest = app.guest();
    guest
        .visits("/hansei/room")
        .presses("Go in", &[("code", &code.to_lowercase().replace('-', " "))])
        .answers(200);
    guest
}

fn taps(guest: &mut Browser, step: &str) {
    guest
        .presses(
            "Send my answer",
            &[("learned", step), ("again", step), ("safe", step)],
        )
        .answers(200);
}

#[actix_web::test]
async fn points_lie_face_down_until_all_are_turned_over() {
    let app = App::start().await;
    let (mut ada, mut uma, path, code) = opened(&app);
    for (n, words) in ["No light on the ramp", "The mat was away", "I was hurried"]
        .iter()
        .enumerate()
    {
        let mut guest = enters(&app, &code);
        guest.presses(SEND, &[("words", words)]).answers(200);
        let so_far = if n == 0 {
            "1 point so far.".to_owned()
        } else {
            format!("{} points so far.", n + 1)
        };
        guest
            .says("Your point is in.")
            .says(&so_far)
            .does_not_say("No light on the ramp")
            .does_not_say(words);
        assert!(guest.headers("set-cookie").is_empty());
    }
    for watcher in [&mut ada, &mut uma] {
        watcher
            .visits(&path)
            .says("3 points lie face down.")
            .does_not_say("The mat was away");
    }
    uma.visits(&format!("{path}/print"))
        .does_not_say("The mat was away");
    ada.visits(&path).does_not_offer("Turn the points over");
    uma.visits(&path)
        .presses("Turn the points over", &[])
        .answers(200);
    ada.visits(&path)
        .says("Not sorted yet")
        .says("The mat was away");
    let shown = ada.texts("#points .hansei-row .voice");
    let mut ids: Vec<(String, String)> = inside::rows(&app, "hansei_points")
        .into_iter()
        .map(|row| (row["id"].replace('-', ""), row["words"].clone()))
        .collect();
    ids.sort();
    let by_id: Vec<String> = ids.into_iter().map(|(_, words)| words).collect();
    assert_eq!(shown, by_id, "in the order of random ids, not of arrival");
    let mut columns: Vec<String> = inside::rows(&app, "hansei_points")[0]
        .keys()
        .cloned()
        .collect();
    columns.sort();
    assert_eq!(columns, ["hansei_id", "id", "shown", "sort", "words"]);

    uma.visits(&path)
        .presses("Condition: The mat was away", &[])
        .presses("Explanation: I was hurried", &[])
        .presses("Park it: No light on the ramp", &[])
        .says("1 condition surfaced, 1 explanation given");
    uma.presses("Take off, it names somebody: I was hurried", &[])
        .does_not_say("I was hurried");
}

#[actix_web::test]
async fn what_comes_too_late_is_not_lost() {
    let app = App::start().await;
    let (_, mut uma, path, code) = opened(&app);
    let mut late = enters(&app, &code);
    uma.visits(&path)
        .presses("Turn the points over", &[])
        .answers(200);
    late.presses(SEND, &[("words", "One more thing")])
        .answers(409)
        .says("These words were not sent.")
        .says("One more thing");
    assert!(inside::rows(&app, "hansei_points").is_empty());
    uma.visits(&path)
        .presses("Another silent round", &[])
        .answers(200);
    let mut again = enters(&app, &code);
    again
        .presses(SEND, &[("words", "One more thing")])
        .answers(200);
    let mut typing = enters(&app, &code);
    app.later(chrono::TimeDelta::hours(12));
    typing
        .presses(SEND, &[("words", "After midnight")])
        .answers(422)
        .says("After midnight");
    let ran_out = uma.visits(&path).text().contains("The code has run out.");
    assert!(
        ran_out || uma.path().starts_with("/sign-in"),
        "{}",
        uma.text()
    );
}

#[actix_web::test]
async fn the_same_sending_counts_once_and_long_points_stay_on_the_page() {
    let app = App::start().await;
    let (_, _, _, code) = opened(&app);
    let fields = [
        ("code", code.as_str()),
        ("key", "K1"),
        ("words", "No light"),
    ];
    for _ in 0..3 {
        app.guest()
            .posts("/hansei/room/point", &fields)
            .answers(200)
            .says("1 point so far.");
    }
    let other = [("code", code.as_str()), ("key", "K1"), ("words", "No mat")];
    app.guest()
        .posts("/hansei/room/point", &other)
        .says("2 points so far.");
    let long = "x".repeat(501);
    let mut guest = enters(&app, &code);
    guest
        .presses(SEND, &[("words", &long)])
        .answers(422)
        .says("501 characters long; 500 fit")
        .holds("words", &long);
    guest.presses(SEND, &[("words", " ")]).answers(422);
    app.breaks("hansei_points");
    guest.presses(SEND, &[("words", "No drain")]);
    assert!(guest.status() >= 500, "{}", guest.status());
    app.mends("hansei_points");
    assert_eq!(inside::rows(&app, "hansei_points").len(), 2);
}

#[actix_web::test]
async fn codes_cannot_be_guessed_and_right_ones_always_work() {
    let app = App::start().await;
    let (_, _, _, code) = opened(&app);
    let mut guest = app.guest();
    guest
        .visits("/hansei/room?code=ABC-DEF")
        .answers(422)
        .says("This code opens no room.");
    // The budget fills up again while a slow machine asks, so how many fit is not counted.
    let too_many = (0..300).any(|n| {
        let wrong = format!("000{n:03}");
        guest.posts("/hansei/room", &[("code", &wrong)]).status() == 429
    });
    assert!(too_many, "{}", guest.text());
    enters(&app, &code).says("Your point");
}

#[actix_web::test]
async fn the_pulse_is_shown_from_five_answers_when_it_has_ended() {
    let app = App::start().await;
    let (_, mut uma, path, code) = opened(&app);
    uma.visits(&path)
        .presses("Turn the points over", &[])
        .presses("Ask for the pulse", &[])
        .answers(200);
    let mut guest = enters(&app, &code);
    guest
        .says("Please answer once.")
        .presses("Send my answer", &[("learned", "3")])
        .answers(422)
        .says("Please tap one face in each row.");
    for _ in 0..4 {
        taps(&mut enters(&app, &code), "3");
    }
    uma.visits(&path)
        .says("4 answers so far.")
        .does_not_say("I felt safe to speak")
        .presses("End the pulse", &[])
        .says("Fewer than five answered")
        .does_not_say("I felt safe to speak");
    assert!(inside::rows(&app, "hansei_sendings").is_empty());
    // Nobody has seen anything yet, so one more may still answer.
    uma.presses("Ask for the pulse", &[]).answers(200);
    let fields = [
        ("code", code.as_str()),
        ("key", "K1"),
        ("learned", "1"),
        ("again", "2"),
        ("safe", "3"),
    ];
    for _ in 0..2 {
        app.guest()
            .posts("/hansei/room/pulse", &fields)
            .answers(200);
    }
    uma.visits(&path)
        .says("5 answers so far.")
        .does_not_say("I felt safe to speak")
        .presses("End the pulse", &[])
        .says("I learned something No: 1 A little: 0 Yes: 4")
        .says("I felt safe to speak No: 0 A little: 0 Yes: 5")
        .does_not_offer("Ask for the pulse")
        .does_not_offer("Another silent round");
    // One answer more would show itself by the difference.
    app.guest()
        .posts("/hansei/room/pulse", &fields)
        .answers(409);
    let csrf = uma.csrf();
    uma.posts(&path, &[("csrf", &csrf), ("do", "pulse-open")])
        .answers(409)
        .says("It cannot be opened again.");
    let rows = inside::rows(&app, "hansei_pulse");
    assert_eq!(rows.len(), 9, "sums alone are kept");
}

#[actix_web::test]
async fn points_are_turned_over_before_the_pulse_and_only_by_the_facilitator() {
    let app = App::start().await;
    let (mut ada, mut uma, path, code) = opened(&app);
    enters(&app, &code)
        .presses(SEND, &[("words", "No light")])
        .answers(200);
    let csrf = uma.visits(&path).csrf();
    uma.posts(&path, &[("csrf", &csrf), ("do", "pulse-open")])
        .answers(409)
        .says("Please turn them over first.");
    let csrf = ada.visits(&path).csrf();
    let as_read = ada.attribute("[name=sheet_as_read]", "value").unwrap();
    for act in ["turn-over", "room-open", "pulse-open"] {
        let fields = [
            ("csrf", csrf.as_str()),
            ("do", act),
            ("sheet_as_read", &as_read),
            ("leaders", "We hurried."),
        ];
        ada.posts(&path, &fields)
            .answers(409)
            .says("The facilitator does this")
            .holds("leaders", "We hurried.")
            .does_not_say("No light");
    }
}

#[actix_web::test]
async fn the_room_speaks_the_language_of_the_phone() {
    let app = App::start().await;
    let (_, _, _, code) = opened(&app);
    for (language, send) in [
        ("da", "Læg det ind med bagsiden op"),
        ("de", "Verdeckt hineinlegen"),
        ("es", "Ponerlo boca abajo"),
        ("pl", "Połóż zakryty"),
        ("ar", "ضعها مقلوبة"),
    ] {
        let mut guest = app.guest();
        guest
            .speaks(language)
            .visits(&format!("/hansei/room?code={code}"));
        assert_eq!(guest.attribute("html", "lang").as_deref(), Some(language));
        guest.presses(send, &[("words", "No light")]).answers(200);
    }
    assert_eq!(inside::rows(&app, "hansei_points").len(), 5);
}

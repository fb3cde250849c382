//! Places, and their posters.

use crate::support::App;
use candor::{places, places::Place};

fn code(place: &Place) -> String {
    place.code.to_string()
}

#[actix_web::test]
async fn an_admin_adds_a_place_below_another() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", places::ROOT, Some(40));
    let mut ann = app.admin("Ann");
    ann.visits("/places")
        .follows_link("Change Hall 2")
        .links_to(&format!("/places/new?under={}", code(&hall)));
    ann.visits(&format!("/places/new?under={}", code(&hall)))
        .says("It is part of Hall 2.")
        .presses(
            "Add the place",
            &[
                ("name", "  Line   4 "),
                ("people", "12"),
                ("station", "yes"),
            ],
        )
        .says("The place is there.")
        .holds("name", "Line 4")
        .holds("people", "12")
        .holds("station", "yes");
    let tree = app.looks(places::all);
    let (line, depth) = tree
        .iter()
        .find(|(place, _)| place.name == "Line 4")
        .unwrap();
    assert_eq!((depth, line.parent, line.station), (2, Some(hall.id), true));
    ann.visits("/places").says("Line 4 12 people Help station");
    ann.links_to(&format!("/places/{}/poster", code(line)));
    assert!(
        ann.has(".tree > li > ul > li > ul > li"),
        "lines nest as places do"
    );
    ann.visits("/journal")
        .says("added a place")
        .says(&code(line));
}

#[actix_web::test]
async fn a_place_is_changed_and_the_whole_house_may_be_renamed() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/places/0000")
        .presses(
            "Keep the changes",
            &[("name", "North works"), ("people", "")],
        )
        .says("The place is changed.")
        .holds("name", "North works");
    ann.visits("/places").says("North works");
    ann.visits("/journal").says("changed a place").says("0000");
}

#[actix_web::test]
async fn what_cannot_be_a_place_comes_back_as_typed() {
    let app = App::start().await;
    let hall = app.place_with("Hall 2", places::ROOT, Some(40));
    app.place("Hall 3");
    let mut ann = app.admin("Ann");
    let csrf = ann.visits("/places/new").csrf();
    let long = "x".repeat(81);
    for address in ["/places".to_owned(), format!("/places/{}", code(&hall))] {
        for (name, people, sentence) in [
            ("", "3", "Please write a few words here."),
            ("a\0b", "3", "a character that cannot be stored"),
            (long.as_str(), "3", "81 characters long; 80 fit"),
            ("Hall 9", "some", "as a number, or leave it empty"),
            ("Hall 9", "-1", "as a number, or leave it empty"),
            (
                "Hall 9",
                "99999999999999999999",
                "as a number, or leave it empty",
            ),
            (
                "Hall 3",
                "3",
                "There is a place with this name here already.",
            ),
        ] {
            ann.posts(
                &address,
                &[("csrf", &csrf), ("name", name), ("people", people)],
            )
            .answers(422)
            .says(sentence)
            .holds("people", people);
        }
    }
    assert_eq!(app.looks(places::all).iter().count(), 3);
}

#[actix_web::test]
async fn a_place_that_is_not_there_is_not_found() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    let csrf = ann.visits("/places").csrf();
    for code in ["ZZZZ", "nowhere", "%00", "%FF"] {
        ann.visits(&format!("/places/{code}")).answers(404);
        ann.visits(&format!("/places/{code}/poster")).answers(404);
        ann.visits(&format!("/places/new?under={code}"));
        assert!(ann.status() == 404 || (code == "%FF" && ann.status() == 400));
        ann.posts(
            &format!("/places/{code}"),
            &[("csrf", &csrf), ("name", "x")],
        )
        .answers(404);
    }
}

#[actix_web::test]
async fn a_place_with_few_people_says_that_reports_are_easy_to_guess() {
    let app = App::start().await;
    let small = app.place_with("Night desk", places::ROOT, Some(4));
    let large = app.place_with("Ward 4", places::ROOT, Some(5));
    let unsaid = app.place_with("Yard", places::ROOT, None);
    let mut ann = app.admin("Ann");
    ann.visits(&format!("/places/{}", code(&small)))
        .says("Fewer than 5 people work here, so it is easy to guess who told us something.");
    for place in [large, unsaid] {
        ann.visits(&format!("/places/{}", code(&place)))
            .does_not_say("easy to guess");
    }
}

#[actix_web::test]
async fn without_a_public_address_the_poster_says_what_is_missing() {
    let app = App::start().await;
    let mut ann = app.admin("Ann");
    ann.visits("/places/0000/poster")
        .answers(200)
        .says("--public-url")
        .says("CANDOR_PUBLIC_URL");
    assert!(
        !ann.has("main path") && !ann.has(".poster"),
        "a wrong address must not be printed"
    );
    ann.visits("/places/0000/poster.svg")
        .answers(409)
        .says("--public-url");
}

#[actix_web::test]
async fn all_posters_are_one_page_and_small_places_are_named() {
    let app =
        App::start_with(|settings| settings.public_url = Some("https://candor.example".into()))
            .await;
    let mut ann = app.admin("Ann");
    ann.visits("/places/posters").says("There is no place yet.");
    let ramp = app.place_with("Ramp 3", places::ROOT, Some(12));
    app.place_with("Quiet corner", ramp.id, Some(3));
    ann.visits("/places")
        .follows_link("All posters")
        .says(&format!("candor.example/tell/{}", code(&ramp)))
        .says("is kept at the place above: Quiet corner.");
    assert_eq!(ann.texts(".poster").len(), 2);
    assert!(!ann.has(".poster--a6"));
    ann.follows_link("Show them on A6");
    assert_eq!(ann.texts(".poster--a6").len(), 2);
    app.lead("Ada", &[]).visits("/places/posters").answers(403);
}

#[actix_web::test]
async fn the_poster_names_its_place_address_and_code() {
    let app =
        App::start_with(|settings| settings.public_url = Some("https://candor.example".into()))
            .await;
    let ramp = app.place_with("Ramp <3> & \"yard\"", places::ROOT, Some(12));
    let mut ann = app.admin("Ann");
    let poster = format!("/places/{}/poster", code(&ramp));
    let address = format!("candor.example/tell/{}", code(&ramp));
    ann.visits(&poster)
        .says("Tell us what you noticed")
        .says("Ramp <3> & \"yard\"")
        .says("we keep no name, no address, no device and no exact time")
        .says(&address)
        .links_to(&format!("{poster}.svg"))
        .links_to(&format!("{poster}?size=a6"));
    assert!(ann.has(".poster__qr svg path[d]"));
    ann.visits(&format!("{poster}?size=a6"));
    assert!(ann.has(".poster--a6"));

    ann.visits(&format!("{poster}.svg")).answers(200);
    assert_eq!(ann.header("content-type"), Some("image/svg+xml"));
    let file = ann.header("content-disposition").unwrap();
    assert_eq!(
        file,
        format!("attachment; filename=\"poster-{}.svg\"", code(&ramp))
    );
    let picture = ann.body();
    assert!(
        picture.contains("Ramp &lt;3&gt; &amp; &quot;yard&quot;"),
        "{picture}"
    );
    assert!(picture.contains(&address), "{picture}");
    for outside in ["href", "style", "<script", "url("] {
        assert!(
            !picture.contains(outside),
            "one file, nothing from elsewhere: {outside}"
        );
    }
}

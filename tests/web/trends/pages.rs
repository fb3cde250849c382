//! Pages and files for the people they are for.

use super::{MIX, TIME, counted, csv, table, tells, text, three_shapes};
use crate::support::App;
use candor::{places::ROOT, reports::Kind};

#[actix_web::test]
async fn the_mix_is_the_same_in_every_shape() {
    let app = App::start().await;
    for (week, problems, mistakes) in [("2025-10-13", 20, 6), ("2026-01-05", 14, 2)] {
        counted(&app, ROOT, week, Kind::Problem, 60, problems);
        counted(&app, ROOT, week, Kind::NearMiss, 60, 9);
        counted(&app, ROOT, week, Kind::Mistake, 1_440, mistakes);
    }
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(MIX)
        .says("costs more courage")
        .says("Thanks to 60 reports since October, half of them within 1 hour.")
        .says("Of 11 reports, the kind is held back to protect reporters.");
    let page = table(&imre);
    let sheet = csv(&mut imre, &format!("{MIX}.csv"));
    assert_eq!(
        imre.header("content-disposition"),
        Some("attachment; filename=\"candor-candor-mix.csv\"")
    );
    // Problems, near misses, incidents, mistakes, questions, good catches: the 2 mistakes take the 9 along.
    assert_eq!(
        sheet[0],
        ["2025-W42", "12", "35", "20", "9", "0", "6", "0", "0"]
    );
    assert_eq!(
        sheet[1],
        ["2026-W02", "12", "25", "14", "", "0", "", "0", "0"]
    );
    let json = imre.visits(&format!("{MIX}.json")).json();
    for ((page, sheet), period) in page
        .iter()
        .zip(&sheet)
        .zip(json["periods"].as_array().unwrap())
    {
        assert_eq!((&page[0], &page[1..]), (&sheet[0], &sheet[2..]));
        let kinds = Kind::ALL
            .iter()
            .map(|kind| text(&period["kinds"][kind.as_str()]));
        assert_eq!(kinds.collect::<Vec<_>>(), &sheet[3..]);
        assert_eq!(text(&period["n"]), sheet[2]);
    }
    assert_eq!(imre.visits(&format!("/api/v1{MIX}")).json(), json);
    imre.visits(MIX)
        .says("Problem 34 (57 %)")
        .says("held back in part")
        .says("Nobody has told us of these kinds yet: incident, question and good catch.");
    imre.visits(&format!("{MIX}.svg")).answers(200);
    assert!(
        imre.body()
            .contains("Problem, 12 weeks from 13 October 2025: 57 % of the reports"),
        "{}",
        imre.body()
    );
    assert!(
        imre.body()
            .contains("Mistake, 12 weeks from 5 January 2026: held back to protect reporters")
    );
    imre.visits(&format!("{MIX}.png")).answers(200);
    let mut ada = app.lead("Ada", &[]);
    ada.visits(&format!("{MIX}?beside=last-year"))
        .says("The same weeks of the year before")
        .says("Each kind beside its own past, as its share of all reports of 4 weeks");
    let sheet = csv(&mut ada, &format!("{MIX}.csv?from=2026-01-05"));
    assert_eq!(
        sheet[0],
        ["2026-W02", "4", "25", "14", "9", "0", "2", "0", "0"]
    );
}

#[actix_web::test]
async fn filters_that_cannot_be_used_come_back_as_typed() {
    let app = App::start().await;
    let mut imre = app.improver("Imre");
    for (query, sentence) in [
        ("place=K7QF", "We know no place with this code."),
        ("place=nowhere", "We know no place with this code."),
        ("kind=blunder", "We do not know this choice."),
        ("from=2026-02-30", "We could not read this date."),
        ("to=0001-01-01", "Please take a date between 1900 and 2199."),
        (
            "from=2026-03-02&to=2026-02-01",
            "The last day lies before the first.",
        ),
    ] {
        imre.visits(&format!("{TIME}?{query}"))
            .answers(422)
            .says(sentence);
        imre.visits(&format!("{TIME}.json?{query}")).answers(422);
        assert_eq!(imre.json()["code"], "look_again");
        imre.visits(&format!("{TIME}.csv?{query}")).answers(422);
        imre.visits(&format!("/api/v1/trends/time-to-surface?{query}"))
            .answers(422);
        assert!(imre.json()["message"].as_str().unwrap().contains(sentence));
    }
    // Every field is looked at before the form comes back.
    imre.visits(&format!("{TIME}?from=2026-02-30&place=K7QF"))
        .says("We know no place with this code.")
        .says("We could not read this date.");
    imre.visits(&format!("{TIME}?from=2026-02-30&to=2026-03-01"))
        .holds("to", "2026-03-01");
    imre.visits(&format!("{MIX}?to=never"))
        .answers(422)
        .says("We could not read this date.");
    imre.visits(&format!("{TIME}?kind=problem&done=thanks-sent&utm=x"))
        .answers(200);
}

#[actix_web::test]
async fn weeks_are_named_by_their_own_year() {
    let app = App::start().await;
    counted(&app, ROOT, "2026-12-28", Kind::Problem, 0, 7);
    counted(&app, ROOT, "2027-01-04", Kind::Problem, 2_000_000, 8);
    app.at("2027-02-03T08:00:00Z");
    let json = three_shapes(&mut app.improver("Imre"), "from=2026-12-30&to=2027-01-10");
    let names: Vec<_> = json["weeks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|week| &week["week"])
        .collect();
    assert_eq!(names, ["2026-W53", "2027-W01"]);
    assert_eq!(json["weeks"][0]["median"], 0.0);
    assert!(json["weeks"][1]["median"].as_f64().unwrap() > 1_500_000.0);
}

#[actix_web::test]
async fn trends_are_for_leads_and_improvers() {
    let app = App::start().await;
    for path in ["/trends", TIME, MIX] {
        app.guest().visits(path).says("Sign in");
        app.keeper(&format!("Kim {}", path.len()))
            .visits(path)
            .answers(403);
        app.improver(&format!("Imre {}", path.len()))
            .visits(path)
            .answers(200);
    }
    app.guest().visits(&format!("{TIME}.json")).answers(401);
    app.guest()
        .visits("/api/v1/trends/time-to-surface")
        .answers(401);
}

#[actix_web::test]
async fn everybody_is_thanked_with_and_without_a_number() {
    let app = App::start().await;
    let mut guest = app.guest();
    guest
        .visits("/thanks")
        .answers(200)
        .says("Because you spoke up")
        .says("Thank you to everybody who tells us what they see.");
    assert!(guest.headers("set-cookie").is_empty());
    for number in 0..4 {
        tells(&app, "0000", "near_miss", "just_now", number);
    }
    app.at("2026-03-11T08:00:00Z");
    guest
        .visits("/thanks")
        .says("Thank you to everybody")
        .does_not_say("4 reports");
    app.at("2026-03-11T08:00:00Z");
    counted(&app, ROOT, "2026-03-02", Kind::Problem, 180, 8);
    guest
        .visits("/thanks")
        .says("12 reports since March told us what we could not see.")
        .says("Half of them came within 3 hours.");
}

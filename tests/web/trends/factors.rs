//! What in the system made it possible: most named first, place by place, and nobody given away.

use super::{csv, named, table};
use crate::support::{App, Browser};
use candor::places::{Place, ROOT};

const FACTORS: &str = "/trends/factors";
/// One period of twelve weeks.
const DAYS: &str = "from=2025-10-13&to=2026-01-04";
const WEEK: &str = "2025-10-13";

/// A hall that names handover most, a ward that names steps.
fn house(app: &App) -> (Place, Place) {
    let hall = app.place_with("Hall 2", ROOT, Some(40));
    let ward = app.place_with("Ward", ROOT, Some(40));
    for (factors, n) in [(&[4][..], 20), (&[4, 6], 6), (&[1], 8), (&[], 10)] {
        named(app, hall.id, WEEK, (factors, &[]), n);
    }
    for (factors, n) in [(&[1][..], 12), (&[11], 7), (&[], 9)] {
        named(app, ward.id, WEEK, (factors, &[]), n);
    }
    (hall, ward)
}

/// The row of the first table that begins with this name.
#[track_caller]
fn row(browser: &Browser, place: &str) -> Vec<String> {
    let rows = table(browser);
    let row = rows.iter().find(|row| row[0].ends_with(place));
    row.unwrap_or_else(|| panic!("no {place} in {rows:?}"))[1..].to_vec()
}

fn text_order(browser: &Browser, words: &[&str]) -> Vec<usize> {
    let body = browser.body();
    let chart = &body[body.find("id=\"pareto\"").unwrap()..];
    let at = |word: &&str| chart.find(&format!(">{word}<")).unwrap();
    words.iter().map(at).collect()
}

#[actix_web::test]
async fn the_most_named_stands_first_and_not_sure_last() {
    let app = App::start().await;
    let (hall, _) = house(&app);
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(&format!("{FACTORS}?{DAYS}"))
        .answers(200)
        .says("53 of 72")
        .says("A report may name several tiles")
        .says("Reports say too little of workload, supervision and priorities");
    let order = [
        "Handover and talking",
        "Steps and task",
        "Time, workload, staffing",
        "Not sure yet",
    ];
    let at = text_order(&imre, &order);
    assert!(at.is_sorted(), "{at:?}");
    let whole = [
        "72", "53", "20", "0", "0", "26", "0", "6", "0", "0", "0", "0", "7",
    ];
    assert_eq!(table(&imre)[0][1..], whole);
    assert_eq!(row(&imre, "Hall 2")[..3], ["44", "34", "8"]);
    assert_eq!(row(&imre, "Ward")[..3], ["28", "19", "12"]);
    // The same in each file.
    let sheet = csv(&mut imre, &format!("{FACTORS}.csv?{DAYS}"));
    assert_eq!(sheet[0][1..], whole);
    let json = imre.visits(&format!("{FACTORS}.json?{DAYS}")).json();
    assert_eq!(json["facts"]["named"], 53);
    assert_eq!(
        (&json["rows"][1]["handover"], &json["rows"][1]["not-sure"]),
        (&26.into(), &0.into())
    );
    assert_eq!(
        imre.visits(&format!("/api/v1{FACTORS}?{DAYS}")).json(),
        json
    );
    for figure in ["pareto", "places"] {
        imre.visits(&format!("{FACTORS}.svg?{DAYS}&figure={figure}"))
            .answers(200);
        imre.visits(&format!("{FACTORS}.png?{DAYS}&figure={figure}"))
            .answers(200);
    }
    imre.visits(&format!("{FACTORS}?{DAYS}&place={}", hall.code))
        .says("34 of 44");
    imre.visits("/trends")
        .says("26 said \u{201c}Handover and talking\u{201d}.");
}

#[actix_web::test]
async fn a_few_are_held_back_from_all_but_those_who_read_them() {
    let app = App::start().await;
    let (_, ward) = house(&app);
    named(&app, ward.id, WEEK, (&[2], &[]), 3);
    app.at("2026-04-08T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(&format!("{FACTORS}?{DAYS}"))
        .says("In 1 period something is held back to protect reporters");
    let rows = table(&imre);
    assert_eq!(rows.len(), 3);
    for row in &rows {
        assert_eq!(row[4], "", "{row:?}");
        assert!(
            !row.iter()
                .any(|cell| ["1", "2", "3", "4"].contains(&cell.as_str())),
            "{row:?}"
        );
    }
    let mut ada = app.lead("Ada", &[ward.id]);
    ada.visits(&format!("{FACTORS}?{DAYS}&place={}", ward.code));
    assert_eq!(table(&ada)[0][1..5], ["31", "22", "12", "3"]);
}

#[actix_web::test]
async fn one_kind_is_shown_of_the_whole_house_or_to_its_leads() {
    let app = App::start().await;
    let (hall, _) = house(&app);
    app.at("2026-04-08T08:00:00Z");
    let code = hall.code;
    let mut imre = app.improver("Imre");
    imre.visits(&format!("{FACTORS}?{DAYS}&kind=problem"))
        .says("one kind is shown for the whole house, and not place by place")
        .says("53 of 72");
    imre.visits(&format!("{FACTORS}?{DAYS}&kind=problem&place={code}"))
        .says("one kind is shown for the whole house alone")
        .says("34 of 44");
    app.lead("Ada", &[hall.id])
        .visits(&format!("{FACTORS}?{DAYS}&kind=mistake&place={code}"))
        .does_not_say("one kind is shown")
        .says("Nothing to show for these days");
}

#[actix_web::test]
async fn one_tile_is_drawn_over_time() {
    let app = App::start().await;
    house(&app);
    for week in [
        "2026-01-05",
        "2026-03-30",
        "2026-06-22",
        "2026-09-14",
        "2026-12-07",
    ] {
        named(&app, ROOT, week, (&[4], &[]), 10);
        named(&app, ROOT, week, (&[5], &[]), 30);
    }
    app.at("2027-03-10T08:00:00Z");
    let mut imre = app.improver("Imre");
    imre.visits(&format!("{FACTORS}?tile=4&from=2026-03-30"))
        .answers(200)
        .says("Has \u{201c}Handover and talking\u{201d} changed?")
        // The past from which the limits come is longer than the days asked for.
        .says("Trial limits, from 6 points");
    let rows = table(&imre);
    assert_eq!(rows[0][..5], ["2026-W14", "12", "40", "10", "25.0"]);
    imre.visits(&format!("{FACTORS}.svg?tile=4&figure=over-time"))
        .answers(200);
    imre.visits(&format!("{FACTORS}?tile=9")).answers(200);
}

#[actix_web::test]
async fn what_cannot_be_shown_is_said() {
    let app = App::start().await;
    let mut imre = app.improver("Imre");
    for view in [FACTORS, "/trends/caught-by"] {
        for query in [
            "",
            "tile=3",
            "kind=question",
            "from=2031-01-01&to=2031-02-01",
            "to=1901-01-01",
        ] {
            imre.visits(&format!("{view}?{query}"))
                .answers(200)
                .says("Nothing to show for these days");
            imre.visits(&format!("{view}.csv?{query}")).answers(200);
            imre.visits(&format!("{view}.json?{query}")).answers(200);
            imre.visits(&format!("{view}.svg?{query}")).answers(404);
        }
        for query in ["tile=12", "tile=0", "tile=who"] {
            imre.visits(&format!("{view}?{query}"))
                .answers(422)
                .says("We do not know this tile.");
            imre.visits(&format!("{view}.json?{query}")).answers(422);
        }
        imre.visits(&format!("{view}?place=K7QF")).answers(422);
        app.guest().visits(view).says("Sign in");
    }
    // One report: the only place there is.
    named(&app, ROOT, "2026-01-05", (&[6], &[]), 1);
    app.at("2026-04-08T08:00:00Z");
    app.improver("Imre two")
        .visits(FACTORS)
        .says("Nothing to show for these days")
        .says("held back to protect reporters");
    app.lead("Ada", &[ROOT]).visits(FACTORS).says("1 of 1");
}

//! How much was worked: written down by hand or from a file, and the rate that follows.

use super::{
    csv,
    signals::{after, hall, tell, usual, week},
    table,
};
use crate::support::{
    App, Browser,
    terminal::{candor, refused, said},
};
use candor::places::{Place, ROOT};
use std::fs;

const HOURS: &str = "/trends/hours";

/// Rows of weeks of a place, each with so much.
fn rows(place: &Place, weekly: &[(i64, &str)]) -> String {
    let mut text = String::from("place;week;amount\n");
    for (n, amount) in weekly {
        text.push_str(&format!("{};{};{amount}\n", place.code, week(*n)));
    }
    text
}

/// Pastes rows, looks at them, and keeps them.
fn keeps(browser: &mut Browser, text: &str) {
    let button = browser
        .visits(HOURS)
        .presses("Look at these rows", &[("rows", text)])
        .answers(200)
        .says("Nothing is kept yet.")
        .texts(".actions .button--primary");
    browser.presses(&button[0], &[]).answers(200);
}

/// The same amount in each of so many weeks.
fn each(weeks: std::ops::Range<i64>, amount: &str) -> Vec<(i64, &str)> {
    weeks.map(|n| (n, amount)).collect()
}

/// Twelve fields, most of them empty.
fn twelve<'a>(typed: &[(usize, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let mut fields = vec![("amount", ""); 12];
    for (at, amount) in typed {
        fields[*at] = ("amount", amount);
    }
    fields
}

/// The weeks of the form, from 1 to 12.
trait Weeks {
    fn week_holds(&mut self, number: usize, amount: &str) -> &mut Self;
}

impl Weeks for Browser {
    #[track_caller]
    fn week_holds(&mut self, number: usize, amount: &str) -> &mut Self {
        let held = self.attribute(&format!("#amount-{number}"), "value");
        assert_eq!(held.as_deref(), Some(amount));
        self
    }
}

#[actix_web::test]
async fn a_lead_writes_down_weeks_by_hand() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits(&format!("/trends/reports?place={}", hall.code))
        .says("Do you know the hours worked?")
        .follows_link("Do you know the hours worked?")
        .answers(200)
        .holds("unit", "hours worked");
    ada.presses(
        "Keep these weeks",
        &twelve(&[(0, "1.980,5"), (10, "0"), (11, "2100")]),
    )
    .answers(200)
    .says("Kept.")
    .week_holds(1, "1980.5")
    .week_holds(11, "0")
    .week_holds(12, "2100")
    .says("1,980.5");
    // An empty week is not known any more; the others are as they were.
    ada.presses("Keep these weeks", &twelve(&[(10, "0"), (11, "2100")]))
        .says("Kept.")
        .week_holds(1, "")
        .does_not_say("1,980.5");
    ada.presses("Keep these weeks", &twelve(&[(10, "0"), (11, "2100")]))
        .says("Nothing has changed.");
    // What cannot be read comes back as it was typed, each field with its sentence.
    ada.presses(
        "Keep these weeks",
        &twelve(&[(0, "many"), (1, "1,234"), (2, "-4"), (11, "2200")]),
    )
    .answers(422)
    .says("\u{201c}many\u{201d} is not a number.")
    .says("can be read in two ways")
    .says("This is less than 0.")
    .week_holds(1, "many")
    .week_holds(12, "2200");
    // Earlier weeks have a form of their own.
    ada.visits(HOURS)
        .follows_link("Earlier weeks")
        .presses("Keep these weeks", &twelve(&[(11, "7")]))
        .says("Kept.")
        .follows_link("Later weeks")
        .week_holds(12, "2100");
    ada.presses("Remove all weeks of this place", &[])
        .says("Charts of this place show counts again.")
        .week_holds(12, "")
        .does_not_offer("Remove all weeks of this place");
    app.admin("Ann")
        .visits("/journal")
        .says("wrote down the hours worked at a place")
        .says("removed the hours worked at a place");
}

#[actix_web::test]
async fn more_reports_can_be_more_work() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    tell(&app, hall.id, 20, &[20, 10]);
    after(&app, 21);
    let mut ada = app.lead("Ada", &[hall.id]);
    let place = format!("/trends/reports?place={}", hall.code);
    ada.visits(&place).says("Signal").says("outside the limits");
    let mut weekly = each(0..20, "2000");
    weekly.extend([(20, "4000"), (21, "2000")]);
    keeps(&mut ada, &rows(&hall, &weekly));
    // Twice as many hours in the week of twice as many reports: nothing stands out.
    ada.visits(&place)
        .says("Because hours worked are known, the chart shows reports per 1,000 of them")
        .says("Reports per 1,000 hours worked, week by week")
        .says("Usual rate")
        .says("5 per 1,000 hours worked")
        .says("Signals that we ask you about are found in the counts")
        .does_not_say("outside the limits");
    let row = |browser: &Browser, week: String| {
        let all = table(browser);
        all.into_iter().find(|row| row[0] == week).unwrap()
    };
    let name = |n| week(n).to_string();
    assert_eq!(row(&ada, name(20))[2..], ["20", "", "4000.0", "5.0"]);
    // The same in files; and the counts, for whoever asks for them.
    let file = csv(&mut ada, &place.replace("reports?", "reports.csv?"));
    assert_eq!(file.last().unwrap()[2..6], ["10", "", "2000.0", "5.0"]);
    let json = ada
        .visits(&place.replace("reports?", "reports.json?"))
        .json();
    let last = json["rows"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["exposure"], &last["rate"]),
        (&2000.0.into(), &5.0.into())
    );
    assert_eq!(json["facts"]["usual"], 5.0);
    ada.visits(&place)
        .follows_link("Show counts instead")
        .says("outside the limits")
        .says("These are counts.")
        .presses("Show", &[("kind", "problem")])
        .says("outside the limits");
    assert!(ada.path().contains("as=counts"), "{}", ada.path());
    ada.follows_link("Show the rate per 1,000 hours worked")
        .says("Usual rate");
    // The picture is that of the page.
    ada.visits(&place.replace("reports?", "reports.svg?"))
        .answers(200);
    assert!(ada.body().contains("Reports per 1,000 hours worked"));
}

#[actix_web::test]
async fn a_week_without_hours_is_a_gap_and_no_fall() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let mut ada = app.lead("Ada", &[hall.id]);
    let mut weekly = each(0..20, "2000");
    weekly[7].1 = "0";
    weekly.remove(3);
    keeps(&mut ada, &rows(&hall, &weekly));
    ada.visits(&format!("/trends/reports?place={}", hall.code))
        .says("2 periods have a gap: hours worked are not known there, or were 0.")
        .does_not_say("outside the limits");
    let table = table(&ada);
    let of = |n: i64| table.iter().find(|row| row[0] == week(n).to_string());
    assert_eq!(of(3).unwrap()[2..], ["11", "", "", ""]);
    assert_eq!(of(7).unwrap()[2..], ["11", "", "0.0", ""]);
    assert_eq!(of(4).unwrap()[2..], ["9", "", "2000.0", "4.5"]);
    assert_eq!(
        ada.texts("circle.chart__dot title, .chart__dot title")
            .len(),
        18
    );
    // With too few weeks known there are counts, and a word about it.
    let few = app.place_with("Hall 3", ROOT, Some(30));
    tell(&app, few.id, 0, &usual(9, 11));
    let mut bo = app.lead("Bo", &[few.id]);
    keeps(&mut bo, &rows(&few, &each(0..12, "900")));
    bo.visits(&format!("/trends/reports?place={}", few.code))
        .says("Hours worked are known of too few of these periods for a rate")
        .does_not_say("Usual rate");
}

#[actix_web::test]
async fn files_of_all_programs_are_looked_at_first() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    app.place_with("Ward 5", ROOT, Some(20));
    after(&app, 19);
    let mut imre = app.improver("Imre");
    let text = format!(
        "Name;Place;Date;Hours;Unit\r\nEve Example;{};{};2.100,5;\r\nEve Example;hall 2;{};many;\r\n;Ward 5;{};180;bed days\r\n;Yard;{};5;\r\n;Ward 5;2031-W02;5;\r\n;Ward 5;{};;\r\n;Ward 5;{};181;flights\r\n;ward 5;{};9;\r\n",
        hall.code,
        week(1).monday(),
        week(2),
        week(1),
        week(1),
        week(2),
        week(3),
        week(1),
    );
    let utf16: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for file in [text.as_bytes().to_vec(), utf16] {
        imre.visits(HOURS)
            .attaches("Look at this file", "hours.csv", &file)
            .answers(422)
            .says("2 weeks new")
            .says("5 rows to look at again")
            .says("1 row without an amount, left out")
            .says("is not a number")
            .says("We know no such place of yours.")
            .says("This week is not over yet.")
            .says("Ward 5 counts bed days so far")
            .says("Line 4 has the same place and week.")
            .says("2,100.5 hours worked")
            // A column that nobody asked for is not even on the page.
            .does_not_say("Eve Example");
    }
    assert_eq!(
        imre.texts("table:first-of-type tbody th[scope=row].num"),
        ["3", "5", "6", "8", "9"]
    );
    // Nothing was kept so far.
    assert_eq!(csv(&mut imre, "/trends/hours.csv").len(), 0);
    imre.visits(HOURS)
        .attaches("Look at this file", "hours.csv", text.as_bytes())
        .presses("Keep 2 weeks without the rows above", &[])
        .answers(200)
        .says("Kept.");
    let known = csv(&mut imre, "/trends/hours.csv");
    assert_eq!(known.len(), 2);
    assert_eq!(known[0][4..], ["2100.5", "hours worked"]);
    assert_eq!(known[1][1], "Ward 5");
    // What is known can be sent again, and changes nothing.
    let again = imre.visits("/trends/hours.csv").bytes().to_vec();
    imre.visits(HOURS)
        .attaches("Look at this file", "again.csv", &again)
        .answers(200)
        .says("0 weeks new, 0 with another amount than before, 2 known already")
        .says("there is nothing to keep");
    // Later words take the place of earlier ones, and say so.
    let later = format!("place,week,amount\n{},{},2200\n", hall.code, week(1));
    imre.visits(HOURS)
        .presses("Look at these rows", &[("rows", &later)])
        .answers(200)
        .says("1 with another amount than before")
        .says("instead of 2,100.5")
        .presses("Keep 1 week", &[])
        .says("Kept.");
    assert_eq!(csv(&mut imre, "/trends/hours.csv")[0][4], "2200");
}

#[actix_web::test]
async fn files_that_cannot_be_read_say_what_to_do() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits(HOURS)
        .attaches("Look at this file", "hours.csv", b"")
        .answers(422)
        .says("Please choose a file.");
    ada.visits(HOURS)
        .attaches("Look at this file", "hours.csv", b"a,b,c\n1,2,3\n")
        .answers(422)
        .says("We found no column for the place.");
    ada.visits(HOURS)
        .presses("Look at these rows", &[("rows", "place;week;hrs\n")])
        .answers(422)
        .says("We found no column for the amount.")
        .holds("rows", "place;week;hrs\n");
    let long = format!(
        "place,week,amount\n{}",
        "Hall 2,2026-W11,5\n".repeat(10_001)
    );
    ada.visits(HOURS)
        .attaches("Look at this file", "hours.csv", long.as_bytes())
        .answers(422)
        .says("more than 10000 rows");
    // Pasted rows with mistakes come back to be corrected.
    let bad = rows(&hall, &[(1, "5"), (2, "five")]);
    ada.visits(HOURS)
        .presses("Look at these rows", &[("rows", &bad)])
        .answers(422)
        .holds("rows", &bad);
    // Keeping does not skip the look.
    let csrf = ada.csrf();
    let fields = [("csrf", csrf.as_str()), ("rows", &bad), ("then", "keep")];
    ada.posts("/trends/hours/rows", &fields).answers(422);
    assert_eq!(csv(&mut ada, "/trends/hours.csv").len(), 0);
    // A file that another page sent is not looked at.
    let parts: [(&str, Option<&str>, &[u8]); 2] = [
        ("csrf", None, b"nonsense"),
        ("sheet", Some("hours.csv"), b"place,week,amount\n"),
    ];
    ada.posts_parts("/trends/hours/sheet", "text/html", &parts)
        .answers(403);
}

#[actix_web::test]
async fn nobody_learns_who_was_away() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    let lab = app.place_with("Lab", hall.id, Some(2));
    let line = app.place_with("Line", hall.id, Some(20));
    let ward = app.place_with("Ward", ROOT, Some(12));
    after(&app, 19);
    app.keeper("Kim").visits(HOURS).answers(403);
    app.guest()
        .visits(HOURS)
        .is_at("/sign-in?next=%2Ftrends%2Fhours");
    let mut ada = app.lead("Ada", &[hall.id]);
    // Two people: not even their own lead.
    let text = rows(&lab, &[(1, "70")]);
    for browser in [&mut ada, &mut app.improver("Imre"), &mut app.admin("Ann")] {
        browser
            .visits(HOURS)
            .presses("Look at these rows", &[("rows", &text)])
            .answers(422)
            .says("So few people work here that their hours would tell of one of them.");
        let listed = browser.visits(HOURS).texts("select[name=place] option");
        assert!(
            !listed.iter().any(|place| place.contains("Lab")),
            "{listed:?}"
        );
        let csrf = browser.csrf();
        let code = lab.code.to_string();
        let fields = [
            ("csrf", csrf.as_str()),
            ("place", code.as_str()),
            ("week", "2026-W12"),
            ("amount", "70"),
        ];
        browser.posts(HOURS, &fields).answers(404);
    }
    // Their own places, and no others.
    keeps(&mut ada, &rows(&line, &[(1, "700")]));
    let other = rows(&ward, &[(1, "400")]);
    ada.visits(HOURS)
        .presses("Look at these rows", &[("rows", &other)])
        .answers(422)
        .says("We know no such place of yours.");
    let code = ward.code.to_string();
    let csrf = ada.visits(HOURS).csrf();
    ada.posts(
        "/trends/hours/removed",
        &[("csrf", &csrf), ("place", &code)],
    )
    .answers(404);
    ada.visits(&format!("{HOURS}?place={code}"))
        .answers(200)
        .does_not_say("Ward");
    let mut ben = app.lead("Ben", &[ward.id]);
    keeps(&mut ben, &other);
    assert_eq!(csv(&mut ben, "/trends/hours.csv").len(), 1);
    // Improvers and admins know of all that may be known apart.
    let all = csv(&mut app.admin("Ann two"), "/trends/hours.csv");
    assert_eq!(all.len(), 2);
    // A lead of two people alone is told why there is nothing to do.
    app.lead("Lea", &[lab.id])
        .visits(HOURS)
        .answers(200)
        .says("Fewer than 5 people work at each of your places.");
}

#[actix_web::test]
async fn a_rate_needs_the_hours_of_all_places_and_of_one_kind() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    let ward = app.place_with("Ward", ROOT, Some(30));
    tell(&app, ward.id, 0, &usual(6, 8));
    after(&app, 19);
    let mut imre = app.improver("Imre");
    keeps(&mut imre, &rows(&hall, &each(0..20, "2000")));
    imre.visits("/trends/reports")
        .says("nothing of Ward.")
        .does_not_say("Usual rate");
    imre.visits(&format!("/trends/reports?place={}", hall.code))
        .says("Usual rate");
    // Bed days are counted per 1,000 bed days.
    let beds = rows(&ward, &each(0..20, "140")).replace("amount\n", "amount;unit\n");
    let beds = beds.replace(";140\n", ";140;bed days\n");
    keeps(&mut imre, &beds);
    imre.visits(&format!("/trends/reports?place={}", ward.code))
        .says("50 per 1,000 bed days")
        .says("Because bed days are known");
    imre.visits("/trends/reports").says("cannot be added up");
    // A place counts one thing.
    let place = ward.code.to_string();
    imre.visits(&format!("{HOURS}?place={place}"))
        .holds("unit", "bed days")
        .presses(
            "Keep these weeks",
            &[&[("unit", "flights")][..], &twelve(&[(11, "9")])].concat(),
        )
        .answers(422)
        .says("Ward counts bed days so far")
        .holds("unit", "flights")
        .week_holds(12, "9");
    imre.visits(&format!("{HOURS}?place={place}"))
        .presses("Remove all weeks of this place", &[]);
    keeps(&mut imre, &rows(&ward, &each(0..20, "1000")));
    // Both halls count hours now, and the house has a rate of their sum.
    imre.visits("/trends/reports").says("Usual rate");
    assert_eq!(table(&imre).last().unwrap()[4], "3000.0");
}

#[actix_web::test]
async fn no_rate_stands_where_the_count_is_held_back() {
    let app = App::start().await;
    let root = app.place_with("Hall 2", ROOT, Some(40));
    // Too few for weeks, and a kind with fewer still.
    tell(&app, root.id, 0, &[2; 60]);
    after(&app, 59);
    let mut ada = app.lead("Ada", &[root.id]);
    keeps(&mut ada, &rows(&root, &each(0..60, "2000")));
    let path = format!("/trends/reports?place={}", root.code);
    let mut imre = app.improver("Imre");
    imre.visits(&path);
    for row in table(&imre) {
        let (weeks, n, rate) = (&row[1], &row[2], &row[5]);
        assert_ne!(weeks, "1", "{row:?}");
        assert!(!n.is_empty() || rate.is_empty(), "{row:?}");
    }
    // Whoever reads the reports sees four weeks at a time, with their rate.
    ada.visits(&path)
        .says("Reports per 1,000 hours worked, 4 weeks at a time");
    let row = table(&ada).into_iter().rfind(|row| row[1] == "4").unwrap();
    assert_eq!(row[2..], ["8", "", "8000.0", "1.0"]);
}

#[actix_web::test]
async fn the_last_week_of_a_long_year_is_there() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    app.at("2027-01-20T08:00:00Z");
    let mut ada = app.lead("Ada", &[hall.id]);
    let weeks = ada
        .visits(HOURS)
        .texts(".weeks__one label span:first-child");
    assert_eq!(weeks[9..], ["2026-W53", "2027-W01", "2027-W02"]);
    ada.presses("Keep these weeks", &twelve(&[(9, "500"), (10, "900")]))
        .says("Kept.");
    let text = "place;week;amount\nHall 2;2027-01-03;501\nHall 2;2025-W53;1\n";
    ada.visits(HOURS)
        .presses("Look at these rows", &[("rows", text)])
        .answers(422)
        .says("instead of 500")
        .says("The year 2025 has 52 weeks.");
}

#[actix_web::test]
async fn the_terminal_takes_a_file_as_well() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 19);
    let file = app.folder().join("hours.csv");
    let text = rows(&hall, &[(1, "2000"), (2, "2100,5")]);
    fs::write(&file, &text).unwrap();
    let import = |more: &[&str]| {
        let words = [&["exposure", "import", file.to_str().unwrap()], more].concat();
        candor(&app, &words, "")
    };
    assert_eq!(
        said(&import(&["--dry-run"])),
        "rows read: 2, bad: 0\nweeks would be added: 2, would be replaced: 0, known already: 0"
    );
    assert_eq!(
        said(&import(&[])),
        "rows read: 2, bad: 0\nweeks added: 2, replaced: 0, known already: 0"
    );
    fs::write(&file, format!("{text}{};2026-W13;x\n", hall.code)).unwrap();
    let output = import(&[]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("line 4, amount:"), "{told}");
    assert!(
        told.contains("1 of 3 rows are bad, so nothing was kept."),
        "{told}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&said(&import(&["--keep-good", "--json"]))).unwrap();
    assert_eq!(
        (&json["known"], &json["bad"][0]["line"]),
        (&2.into(), &4.into())
    );
    refused(&candor(&app, &["exposure", "import", "no.csv"], ""), 1);
    app.admin("Ann")
        .visits("/journal")
        .says("wrote down the hours worked at a place");
}

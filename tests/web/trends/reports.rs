//! How much people tell: the chart that fits, and the same signals on it as on the list.

use super::{
    csv,
    signals::{SIGNALS, after, hall, looks, tell, usual, week, with},
};
use crate::support::App;
use candor::kernel::time::Week;

const REPORTS: &str = "/trends/reports";

fn of(code: &str) -> String {
    format!("{REPORTS}?place={code}")
}

#[actix_web::test]
async fn an_empty_house_has_no_chart_and_says_so_to_everybody() {
    let app = App::start().await;
    for browser in [
        &mut app.lead("Ada", &[app.place("Ward")]),
        &mut app.improver("Imre"),
    ] {
        browser
            .visits(REPORTS)
            .answers(200)
            .says("Thanks to everybody who speaks up.")
            .does_not_say("fewer than one report a week");
        for file in ["csv", "json", "svg", "png"] {
            browser.visits(&format!("{REPORTS}.{file}")).answers(200);
        }
    }
}

#[actix_web::test]
async fn one_report_is_no_chart() {
    let app = App::start().await;
    let hall = hall(&app, &[1]);
    after(&app, 20);
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits(&of(&hall.code.to_string()))
        .answers(200)
        .says("There is fewer than one report a week here")
        .says("There are no limits yet");
    let mut imre = app.improver("Imre");
    imre.visits(REPORTS)
        .answers(200)
        .does_not_say("fewer than one report a week")
        .does_not_say("1 report");
}

#[actix_web::test]
async fn all_reports_of_one_week_are_one_point() {
    let app = App::start().await;
    let hall = hall(&app, &[12]);
    after(&app, 0);
    for browser in [&mut app.lead("Ada", &[hall.id]), &mut app.improver("Imre")] {
        browser
            .visits(&of(&hall.code.to_string()))
            .answers(200)
            .says("12 reports")
            .says("There are no limits yet: they need 6 points.");
        assert_eq!(browser.texts(".chart__dot title").len(), 1);
    }
}

#[actix_web::test]
async fn few_a_week_are_four_weeks_for_everybody_and_in_the_list() {
    let app = App::start().await;
    // Three a week for a year; then ten.
    let weekly: Vec<i64> = (0..60).map(|n| if n % 2 == 0 { 2 } else { 4 }).collect();
    let hall = hall(&app, &with(weekly, &[10; 8]));
    let first = week(0).monday();
    after(&app, 67);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    let path = format!("{}&from={first}", of(&hall.code.to_string()));
    ada.visits(&path)
        .answers(200)
        .says("4 weeks are counted together");
    let rows = csv(
        &mut ada,
        &path.replacen(REPORTS, &format!("{REPORTS}.csv"), 1),
    );
    assert!(
        rows.iter().any(|row| row[1] == "4" && row[3] == "outside"),
        "{rows:?}"
    );
    ada.visits(SIGNALS).says("In the 4 weeks from");
    // The same days, asked for alone, are the same chart.
    let last = week(66).monday();
    let some = format!("{}&from={last}", of(&hall.code.to_string()));
    let few = csv(
        &mut ada,
        &some.replacen(REPORTS, &format!("{REPORTS}.csv"), 1),
    );
    assert_eq!(rows.last(), few.last());
}

#[actix_web::test]
async fn seldom_told_is_days_between_for_leads_alone_and_its_signals_are_listed() {
    let app = App::start().await;
    let weekly: Vec<i64> = (0..60).map(|n| i64::from(n % 4 == 0)).collect();
    // Twenty weeks of nothing, and one that ends it.
    let hall = hall(&app, &with(weekly, &with(vec![0; 20], &[1])));
    after(&app, 80);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    let path = of(&hall.code.to_string());
    ada.visits(&path)
        .answers(200)
        .says("the chart shows the days between reports")
        .says("Days from one report to the next");
    let rows = csv(
        &mut ada,
        &path.replacen(REPORTS, &format!("{REPORTS}.csv"), 1),
    );
    let marked: Vec<_> = rows.iter().filter(|row| row[2] == "outside").collect();
    assert_eq!(marked.len(), 1, "{rows:?}");
    assert_eq!(marked[0][0], week(80).to_string());
    ada.visits(SIGNALS)
        .says("a report came later after the one before than is usual here")
        .says("Fewer problems, or harder to say?");
    let mut imre = app.improver("Imre");
    imre.visits(&path).does_not_say("days between");
    imre.visits(SIGNALS).does_not_say("Hall 2");
}

#[actix_web::test]
async fn a_kind_that_nobody_told_is_an_empty_chart() {
    let app = App::start().await;
    let hall = hall(&app, &usual(9, 11));
    after(&app, 20);
    for browser in [&mut app.lead("Ada", &[hall.id]), &mut app.improver("Imre")] {
        browser
            .visits(&format!("{}&kind=mistake", of(&hall.code.to_string())))
            .answers(200)
            .does_not_say("held back");
        assert!(browser.texts(".chart__dot--signal title").is_empty());
    }
}

#[actix_web::test]
async fn more_is_said_of_a_signal_and_not_when_the_limits_were_set_anew() {
    let app = App::start().await;
    let hall = hall(&app, &with(usual(9, 11), &[30; 8]));
    after(&app, 27);
    looks(&app);
    let mut ada = app.lead("Ada", &[hall.id]);
    let path = of(&hall.code.to_string());
    let more = "Lately more reached us than is usual here";
    ada.visits(&path).says(more);
    let signal = super::signals::first(&mut ada, &hall.code.to_string());
    ada.visits(&signal).answers(200);
    ada.presses(
        "Set the limits anew",
        &[("reason", "The second shift began.")],
    );
    ada.visits(&path)
        .says("The second shift began.")
        .does_not_say(more);
    let places = ada.visits("/trends/places").body();
    assert!(places.contains("Hall 2"), "{places}");
}

#[actix_web::test]
async fn weeks_are_seven_days_when_the_clocks_change() {
    // Berlin puts its clocks back on 25 October 2026, a Sunday: the week ends at midnight there all the same.
    let app = App::start_with(|settings| settings.zone = "Europe/Berlin".parse().unwrap()).await;
    let hall = hall(&app, &usual(9, 11));
    let sunday = Week::of("2026-10-19".parse().unwrap());
    tell(&app, hall.id, sunday.since(week(0)), &[12]);
    app.at("2026-10-25T22:30:00Z");
    let mut ada = app.lead("Ada", &[hall.id]);
    ada.visits(&of(&hall.code.to_string()))
        .does_not_say("12 reports");
    app.at("2026-10-25T23:30:00Z");
    ada.visits(&of(&hall.code.to_string())).says("12 reports");
}

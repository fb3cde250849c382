//! De-identified data as files, for leads and improvers who have no terminal.

use super::{GAS, runs};
use crate::support::{
    App, Browser, parquet,
    terminal::{candor, said},
};
use serde_json::Value;

const DATA: &str = "/trends/data";

async fn house() -> App {
    let app = App::start().await;
    runs(&app, GAS, &[]);
    app
}

fn file(browser: &mut Browser, name: &str) -> Vec<u8> {
    let path = format!("{DATA}/{name}");
    browser.visits(&path).answers(200).bytes().to_vec()
}

/// Rows without the columns that are drawn anew each time.
fn rows(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines()
        .map(|line| {
            let mut row: Value = serde_json::from_str(line).unwrap();
            row.as_object_mut().unwrap().remove("id");
            row
        })
        .collect()
}

#[actix_web::test]
async fn everybody_who_learns_from_trends_gets_what_the_terminal_gets_and_no_more() {
    let app = house().await;
    let terminal = |what: &str, format: &str| {
        let output = candor(&app, &["export", what, "--format", format], "");
        said(&output);
        output.stdout
    };
    let hall = app.place("Hall 1");
    let mut ida = app.improver("Ida");
    ida.visits("/trends")
        .follows_link("Data as files")
        .is_at(DATA)
        .says("Groups of fewer than 5 reports")
        .says("Time-to-surface: how long it took")
        .says("floor(4 · log2(1 + minutes))")
        .offers("CSV of Tallies")
        .offers("Parquet of Reports");
    // Who leads the whole house and reads all reports gets no finer numbers than others.
    for browser in [
        &mut ida,
        &mut app.lead("Ada", &[]),
        &mut app.lead("Ben", &[hall]),
    ] {
        let csv = file(browser, "tallies.csv");
        assert_eq!(csv, terminal("tallies", "csv"));
        assert_eq!(browser.header("cache-control"), Some("no-store"));
        assert_eq!(
            browser.header("content-type"),
            Some("text/csv; charset=utf-8")
        );
        assert_eq!(
            browser.header("content-disposition"),
            Some("attachment; filename=\"candor-tallies.csv\"")
        );
        let parquet = file(browser, "tallies.parquet");
        assert_eq!(parquet::cells(&parquet), parquet::csv_cells(&csv));
        let lines = rows(&file(browser, "reports.jsonl"));
        assert!(lines.len() > 20);
        assert_eq!(lines, rows(&terminal("reports", "jsonl")));
        assert_eq!(
            parquet::csv_cells(&csv).len(),
            rows(&file(browser, "tallies.jsonl")).len() + 1
        );
        file(browser, "countermeasures.parquet");
    }
    for browser in [&mut app.admin("Ann"), &mut app.keeper("Kim")] {
        for path in [
            DATA,
            "/trends/data/tallies.csv",
            "/trends/data/dictionary.md",
        ] {
            browser.visits(path).answers(403);
        }
    }
    app.guest()
        .visits("/trends/data/reports.parquet")
        .is_at("/sign-in?next=%2Ftrends%2Fdata%2Freports%2Eparquet");
}

#[actix_web::test]
async fn a_place_and_days_give_whole_groups_of_the_same_cut() {
    let app = house().await;
    let mut ida = app.improver("Ida");
    let all = rows(&file(&mut ida, "tallies.jsonl"));
    let from = all[0]["from"].as_str().unwrap();
    let some = rows(&file(
        &mut ida,
        &format!("tallies.jsonl?from={from}&to={from}"),
    ));
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.iter().all(|row| all.contains(row)));
    let hall = app.place_with("Hall 1", candor::places::ROOT, Some(40));
    let path = format!("tallies.jsonl?place={}", hall.code);
    assert_eq!(rows(&file(&mut ida, &path)), Vec::<Value>::new());
    // The whole house is the choice of nothing, and has a code as well.
    assert_eq!(rows(&file(&mut ida, "tallies.jsonl?place=&from=&to=")), all);
}

#[actix_web::test]
async fn what_cannot_be_read_comes_back_with_a_sentence() {
    let app = App::start().await;
    let mut ida = app.improver("Ida");
    for (query, sentence) in [
        (
            "from=2026-05-01&to=2026-01-01",
            "The last day lies before the first. Please turn them round.",
        ),
        ("from=yesterday", "We could not read this date."),
        ("to=1026-01-01", "Please take a date between 1900 and 2199."),
        ("place=ZZZZ", "We know no place with this code."),
        ("place=Hall", "We know no place with this code."),
    ] {
        for address in ["", "/tallies.csv", "/reports.parquet"] {
            ida.visits(&format!("{DATA}{address}?{query}"))
                .answers(422)
                .says(sentence)
                .offers("CSV of Tallies");
            if query.starts_with("from=y") {
                ida.holds("from", "yesterday");
            }
        }
    }
    for unknown in ["secrets.csv", "tallies.xlsx", "tallies", "notices.jsonl"] {
        ida.visits(&format!("{DATA}/{unknown}")).answers(404);
    }
}

#[actix_web::test]
async fn who_took_what_stands_in_the_journal() {
    let app = house().await;
    let hall = app.place_with("Hall 1", candor::places::ROOT, Some(40));
    let mut ida = app.improver("Ida");
    file(
        &mut ida,
        &format!("reports.parquet?place={}&from=2026-01-05", hall.code),
    );
    ida.visits("/trends/data/reports.csv?from=then")
        .answers(422);
    app.breaks("reports");
    ida.visits("/trends/data/tallies.csv").answers(500);
    app.mends("reports");
    let mut ann = app.admin("Ann");
    ann.visits("/journal")
        .says("Ida exported de-identified data")
        .says(&format!("reports.parquet of {} from 2026-01-05", hall.code))
        .does_not_say("tallies.csv")
        .does_not_say("reports.csv");
}

#[actix_web::test]
async fn there_are_few_downloads_at_a_time() {
    let app = App::start().await;
    let mut ida = app.improver("Ida");
    let turns = [
        app.budgets().exporting_turn().await,
        app.budgets().exporting_turn().await,
    ];
    ida.visits("/trends/data/tallies.csv")
        .answers(503)
        .says("Others are downloading just now.");
    drop(turns);
    // A turn ends with its file.
    for _ in 0..3 {
        file(&mut ida, "tallies.csv");
    }
}

#[actix_web::test]
async fn the_dictionary_can_be_taken_along() {
    let app = App::start().await;
    let mut ida = app.improver("Ida");
    let page = String::from_utf8(file(&mut ida, "dictionary.md")).unwrap();
    assert_eq!(
        page.trim(),
        said(&candor(&app, &["export", "dictionary"], ""))
    );
    let json = ida.visits("/trends/data/dictionary.json").json();
    let terminal = said(&candor(&app, &["export", "dictionary", "--json"], ""));
    assert_eq!(json, serde_json::from_str::<Value>(&terminal).unwrap());
}

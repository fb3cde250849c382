//! Files in and out, from the terminal, beside a running server.

mod data;

use crate::support::{
    App, parquet,
    terminal::{candor, refused, said},
};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The words of `candor import` for a file and a map of the repository.
fn import(file: &str, map: &str) -> [String; 4] {
    [
        "import".into(),
        format!("{ROOT}/tests/data/import/{file}"),
        "--map".into(),
        format!("{ROOT}/{map}"),
    ]
}

const HALF_BAD: (&str, &str) = ("half_bad.csv", "tests/data/import/half_bad.toml");
const GAS: (&str, &str) = (
    "gas_transmission.csv",
    "docs/maps/pipelines-gas-transmission.toml",
);

fn runs(app: &App, (file, map): (&str, &str), more: &[&str]) -> std::process::Output {
    let words = import(file, map);
    let words: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .chain(more.to_vec())
        .collect();
    candor(app, &words, "")
}

fn summary(output: &std::process::Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

#[actix_web::test]
async fn of_a_file_with_bad_rows_nothing_is_stored_and_each_is_listed() {
    let app = App::start().await;
    let output = runs(&app, HALF_BAD, &[]);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(errors.matches("candor: line ").count(), 9, "{errors}");
    assert!(errors.contains("nothing was stored") && errors.contains("--keep-good"));
    let after = summary(&runs(
        &app,
        HALF_BAD,
        &["--json", "--dry-run", "--keep-good"],
    ));
    assert_eq!(after["known"], 0);
}

#[actix_web::test]
async fn the_good_rows_alone_are_kept_when_that_is_asked_for() {
    let app = App::start().await;
    let output = runs(&app, HALF_BAD, &["--keep-good", "--json"]);
    assert!(output.status.success(), "{output:?}");
    let first = summary(&output);
    assert_eq!((&first["good"], &first["added"]), (&9.into(), &9.into()));
    assert_eq!(first["bad"].as_array().unwrap().len(), 9);
    let bad = &first["bad"][0];
    assert!(bad["line"].is_u64() && bad["column"].is_string() && bad["reason"].is_string());
    let again = summary(&runs(&app, HALF_BAD, &["--keep-good", "--json"]));
    assert_eq!((&again["added"], &again["known"]), (&0.into(), &9.into()));
}

#[actix_web::test]
async fn imported_reports_are_seen_beside_a_running_server_and_wait_for_nobody() {
    let app = App::start().await;
    let mut lead = app.lead("Ada", &[]);
    lead.visits("/inbox");
    let tried = summary(&runs(&app, GAS, &["--dry-run", "--json"]));
    let would = tried["added"].as_i64().unwrap();
    assert!(would > 20);
    let done = summary(&runs(&app, GAS, &["--json"]));
    assert_eq!(done["added"], would);
    lead.visits("/inbox")
        .does_not_say("Waiting for your thanks");
    assert_eq!(
        said(&candor(&app, &["check"], "")),
        "everything is as it should be"
    );
    assert!(said(&candor(&app, &["recount"], "")).starts_with("tallies counted anew: "));
}

#[actix_web::test]
async fn an_export_tells_no_story_and_no_small_group() {
    let app = App::start().await;
    runs(&app, GAS, &[]);
    let rows = said(&candor(
        &app,
        &["export", "reports", "--format", "jsonl"],
        "",
    ));
    let mut groups = std::collections::BTreeMap::new();
    for row in rows.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let of = (
            row["place"].to_string(),
            row["from"].to_string(),
            row["kind"].to_string(),
        );
        *groups.entry(of).or_insert(0) += 1;
    }
    assert!(
        !groups.is_empty() && groups.values().all(|n| *n >= 5),
        "{groups:?}"
    );
    let tallies = said(&candor(&app, &["export", "tallies"], ""));
    assert!(tallies.starts_with("measure,place,kind,from,weeks,slot,n\n"));
}

#[actix_web::test]
async fn what_is_not_there_is_said_in_a_sentence() {
    let app = App::start().await;
    let no_file = candor(&app, &["import", "no.csv", "--map", "no.toml"], "");
    assert!(refused(&no_file, 1).contains("cannot read no.toml"));
    let no_place = candor(&app, &["export", "reports", "--place", "ZZZZ"], "");
    assert!(refused(&no_place, 1).contains("no place with this code"));
    refused(&candor(&app, &["export", "secrets"], ""), 2);
    let no_json = candor(&app, &["export", "tallies", "--json"], "");
    assert!(refused(&no_json, 1).contains("--format jsonl"));
    refused(&candor(&app, &["import"], ""), 2);
}

#[actix_web::test]
async fn what_the_columns_mean_is_written_for_people_and_for_programs() {
    let app = App::start().await;
    let page = said(&candor(&app, &["export", "dictionary"], ""));
    assert!(page.starts_with("# Data dictionary") && page.contains("| `slot` | integer |"));
    let json = said(&candor(&app, &["export", "dictionary", "--json"], ""));
    let json: Value = serde_json::from_str(&json).unwrap();
    let tables = json["tables"].as_array().unwrap();
    for (table, name) in tables.iter().zip(["tallies", "reports", "countermeasures"]) {
        assert_eq!(table["table"], name);
        let columns: Vec<&str> = table["columns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|column| column["column"].as_str().unwrap())
            .collect();
        let csv = said(&candor(&app, &["export", name], ""));
        assert_eq!(csv.lines().next().unwrap(), columns.join(","));
    }
}

#[actix_web::test]
async fn parquet_goes_to_a_file_with_the_same_rows() {
    let app = App::start().await;
    runs(&app, GAS, &[]);
    for what in ["tallies", "reports"] {
        let output = |format| candor(&app, &["export", what, "--format", format], "");
        let mut parquet = parquet::cells(&output("parquet").stdout);
        let mut csv = parquet::csv_cells(&output("csv").stdout);
        assert!(csv.len() > 1);
        if what == "reports" {
            for row in parquet.iter_mut().chain(csv.iter_mut()) {
                row.remove(0);
            }
        }
        assert_eq!(parquet, csv);
    }
}

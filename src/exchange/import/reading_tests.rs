//! Rows, good and bad, of small files.

use chrono::{DateTime, Utc};

use super::{FileError, Map, Outcome, Precision, read};

fn now() -> DateTime<Utc> {
    "2026-05-17T12:00:00Z".parse().unwrap()
}

fn map(fields: &str) -> Map {
    let text = format!(
        "source = {{ key = \"no\", source = \"plant\" }}\ndefaults = {{ kind = \"problem\" }}\n[fields]\nsurfaced = \"in\"\n{fields}"
    );
    Map::parse(&text).unwrap()
}

fn half_bad() -> Map {
    Map::parse(include_str!("../../../tests/data/import/half_bad.toml")).unwrap()
}

#[test]
fn of_a_file_that_is_half_bad_every_row_is_accounted_for() {
    let outcome = read(
        include_bytes!("../../../tests/data/import/half_bad.csv"),
        &half_bad(),
        now(),
    )
    .unwrap();
    let good: Vec<(u64, &str, Option<i64>)> = outcome
        .rows
        .iter()
        .map(|row| (row.line, row.key.as_str(), row.delay_minutes))
        .collect();
    assert_eq!(
        good,
        [
            (2, "1", Some(25)),
            (4, "3", Some(1440)),
            (7, "5", None),
            (9, "7", Some(500)),
            (11, "9", Some(0)),
            (13, "11", Some(20)),
            (16, "13", Some(20)),
            (19, "16", Some(1)),
            (20, "17", Some(15)),
        ]
    );
    let bad: Vec<(u64, &str, &str)> = outcome
        .bad
        .iter()
        .map(|row| {
            (
                row.line,
                row.column.as_str(),
                row.reason.split(':').next().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        bad,
        [
            (3, "told", "it was reported before it occurred"),
            (
                6,
                "told",
                "`yesterday` is not a date in the form %Y-%m-%d %H"
            ),
            (8, "told", "the date of the report is blank"),
            (10, "note", "there is no story"),
            (12, "told", "this date lies in the future"),
            (14, "no", "same key as line 2"),
            (
                15,
                "tiles",
                "this is no list of system tiles (numbers from 1 to 11)"
            ),
            (
                17,
                "(row)",
                "the row has 5 cells where the first line has 8"
            ),
            (18, "what", "this says no kind of report"),
        ]
    );
    assert_eq!(outcome.total, 18);
}

#[test]
fn a_good_row_has_all_that_the_map_asked_for() {
    let outcome = read(
        include_bytes!("../../../tests/data/import/half_bad.csv"),
        &half_bad(),
        now(),
    )
    .unwrap();
    let row = &outcome.rows[1];
    assert_eq!(
        row.story,
        "Two lines:\nthe guard did not lock, and the light above it was out."
    );
    assert_eq!(row.occurred.unwrap().precision, Precision::Day);
    assert_eq!(
        row.occurred.unwrap().at.to_rfc3339(),
        "2026-03-01T23:00:00+00:00"
    );
    assert_eq!(row.surfaced.at.to_rfc3339(), "2026-03-03T06:05:00+00:00");
    assert_eq!(
        (row.kind.as_str(), row.share.as_str(), row.effect.as_deref()),
        ("incident", "ask_me", Some("small"))
    );
    assert_eq!(row.place, ["Press shop"]);
    assert_eq!(outcome.rows[4].factors, [6, 8]);
    assert!(outcome.rows[5].place.is_empty());
    assert_eq!(outcome.rows[6].effect.as_deref(), Some("serious"));
}

#[test]
fn a_file_that_cannot_be_read_is_answered_with_one_sentence() {
    let error = read(
        include_bytes!("../../../tests/data/import/missing_columns.csv"),
        &half_bad(),
        now(),
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "The file has no column named `happened`, `tiles`: correct the names in the map."
    );
    let error = read(
        include_bytes!("../../../tests/data/import/wrong_encoding.csv"),
        &half_bad(),
        now(),
    )
    .unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("The file is not valid UTF-8 at line 3: set encoding = \"latin-1\""),
        "{error}"
    );
    assert_eq!(read(b"", &half_bad(), now()), Err(FileError::Empty));
    assert_eq!(
        read(
            b"no,told,in\n1,\"a,2026-05-01\n",
            &map("story = \"told\""),
            now()
        ),
        Err(FileError::UnclosedQuote { line: 2 })
    );
}

#[test]
fn a_file_without_rows_holds_nothing() {
    let outcome = read(b"no,told,in\n", &map("story = \"told\""), now()).unwrap();
    assert_eq!(
        outcome,
        Outcome {
            rows: Vec::new(),
            bad: Vec::new(),
            total: 0
        }
    );
}

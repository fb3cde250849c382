//! Slices of real sources, read with the maps that come with the program.

use chrono::{DateTime, Utc};

use super::{Map, Outcome, Precision, read};

fn outcome(bytes: &[u8], map: &str) -> Outcome {
    let now: DateTime<Utc> = "2026-05-17T12:00:00Z".parse().unwrap();
    let outcome = read(bytes, &Map::parse(map).unwrap(), now).unwrap();
    assert_eq!(
        outcome.total,
        (outcome.rows.len() + outcome.bad.len()) as u64
    );
    outcome
}

fn days(outcome: &Outcome) -> Vec<i64> {
    let minutes = outcome.rows.iter().filter_map(|row| row.delay_minutes);
    minutes
        .inspect(|minutes| assert_eq!(minutes % 1440, 0))
        .map(|minutes| minutes / 1440)
        .collect()
}

const NO_NARRATIVE: &str = "The source holds no narrative for this report.";

#[test]
fn gas_transmission_is_read_whole() {
    let outcome = outcome(
        include_bytes!("../../../tests/data/import/gas_transmission.csv"),
        include_str!("../../../docs/maps/pipelines-gas-transmission.toml"),
    );
    assert_eq!((outcome.rows.len(), outcome.bad.len()), (40, 0));
    assert_eq!(
        outcome
            .rows
            .iter()
            .filter(|row| row.story == NO_NARRATIVE)
            .count(),
        4
    );
    assert!(
        outcome
            .rows
            .iter()
            .any(|row| row.place.first().is_some_and(|top| top == "Offshore"))
    );
    assert!(
        outcome
            .rows
            .iter()
            .all(|row| row.place.len() == 2 && !row.factors.is_empty())
    );
    let gravest = outcome
        .rows
        .iter()
        .find(|row| row.effect.as_deref() == Some("severe"))
        .unwrap();
    assert!(gravest.story.contains("EIGHT FATALITIES"));
    let doubled = outcome
        .rows
        .iter()
        .find(|row| row.story.starts_with("6\" STRINER LID"))
        .unwrap();
    assert!(doubled.story.contains("90\u{b0} RELATIVE"));
    assert_eq!(days(&outcome).len(), 40);
}

#[test]
fn hazardous_liquids_have_two_digit_years_and_negative_delays() {
    let outcome = outcome(
        include_bytes!("../../../tests/data/import/hazardous_liquid.csv"),
        include_str!("../../../docs/maps/pipelines-hazardous-liquid.toml"),
    );
    let bad: Vec<(&str, bool)> = outcome
        .bad
        .iter()
        .map(|bad| {
            (
                bad.column.as_str(),
                bad.reason.starts_with("it was reported before"),
            )
        })
        .collect();
    assert_eq!(
        bad,
        [
            ("DOR", true),
            ("DOR", true),
            ("DOR", true),
            ("NARRATIVE", false)
        ]
    );
    assert_eq!(outcome.rows.len(), 34);
    let first = &outcome.rows[0];
    assert_eq!(
        (first.key.as_str(), first.story.as_str()),
        ("20020037", NO_NARRATIVE)
    );
    assert_eq!(
        first.occurred.unwrap().at.to_rfc3339(),
        "2002-01-23T06:00:00+00:00"
    );
    assert_eq!(first.delay_minutes, Some(40 * 1440));
    assert!(
        outcome
            .rows
            .iter()
            .any(|row| row.effect.as_deref() == Some("severe"))
    );
    assert!(
        outcome
            .rows
            .iter()
            .any(|row| row.effect.as_deref() == Some("serious"))
    );
}

#[test]
fn near_mid_air_tells_months_and_so_no_delay() {
    let outcome = outcome(
        include_bytes!("../../../tests/data/import/near_mid_air.csv"),
        include_str!("../../../docs/maps/near-mid-air.toml"),
    );
    assert_eq!((outcome.rows.len(), outcome.bad.len()), (40, 0));
    assert!(days(&outcome).is_empty());
    for row in &outcome.rows {
        assert_eq!(
            (row.kind.as_str(), row.surfaced.precision),
            ("near_miss", Precision::Month)
        );
        assert!(row.could_have.is_some());
    }
    assert!(
        outcome.rows.iter().any(|row| row.caught_by.len() > 1),
        "several values in a cell"
    );
}

#[test]
fn canada_is_latin1_with_blank_dates() {
    let outcome = outcome(
        include_bytes!("../../../tests/data/import/canada_latin1.csv"),
        include_str!("../../../docs/maps/pipelines-canada.toml"),
    );
    assert_eq!((outcome.rows.len(), outcome.bad.len()), (37, 1));
    assert!(outcome.bad[0].reason.starts_with("it was reported before"));
    assert!(
        outcome
            .rows
            .iter()
            .any(|row| row.place == ["Quebec", "Saint-Andr\u{e9}-Est"])
    );
    assert!(
        outcome
            .rows
            .iter()
            .any(|row| row.occurred.is_none() && row.delay_minutes.is_none())
    );
    assert!(outcome.rows.iter().any(|row| row.story == NO_NARRATIVE));
    assert!(outcome.rows.iter().any(|row| row.factors.len() > 1));
}

//! What becomes of the rows of a file.

use super::house::{House, file, now};
use crate::{
    db::StoreError,
    exchange::commands::{BATCH, Loaded, begin, stage},
    kernel::time::Week,
    places,
    reports::{self, ImportRow, Kind, commands::known_rows},
    stats::{ladder, quantile},
    tally::{self, Measure},
};
use std::{collections::BTreeMap, time::Duration};

const SLICES: [(&str, &str); 4] = [
    (
        "gas_transmission.csv",
        "docs/maps/pipelines-gas-transmission.toml",
    ),
    (
        "hazardous_liquid.csv",
        "docs/maps/pipelines-hazardous-liquid.toml",
    ),
    ("near_mid_air.csv", "docs/maps/near-mid-air.toml"),
    ("canada_latin1.csv", "docs/maps/pipelines-canada.toml"),
];

/// Time-to-surface on the ladder, of the whole house.
fn delays(house: &House) -> BTreeMap<i32, i64> {
    let tallies = house
        .db
        .read_now(|conn| tally::by_slot(conn, Measure::Delay, places::ROOT))
        .unwrap();
    let mut steps = BTreeMap::new();
    for ((.., slot), n) in tallies {
        *steps.entry(slot).or_default() += n;
    }
    steps
}

fn findings(house: &House) -> Vec<String> {
    house.db.read_now(reports::check).unwrap()
}

fn counted(house: &House) -> i64 {
    let weeks = house
        .db
        .read_now(|conn| tally::by_week(conn, Measure::Surfaced, places::ROOT))
        .unwrap();
    weeks.values().sum()
}

/// Many rows of one kind and week, each with a key of its own.
fn many(n: usize) -> Vec<ImportRow> {
    let (_, rows, _) = file("gas_transmission.csv", SLICES[0].1);
    (0..n)
        .map(|i| ImportRow {
            key: i.to_string(),
            ..rows[i % rows.len()].clone()
        })
        .collect()
}

#[test]
fn the_four_slices_load_and_are_counted_and_a_second_run_adds_nothing() {
    for (name, map) in SLICES {
        let house = House::fresh();
        let (source, rows, bad) = file(name, map);
        let n = i64::try_from(rows.len()).unwrap();
        assert!(n > 20, "{name}: {bad:?}");
        let loaded = house.load(&source, rows.clone());
        assert_eq!(loaded, Loaded { added: n, known: 0 }, "{name}");
        assert_eq!(findings(&house), Vec::<String>::new(), "{name}");
        assert_eq!(counted(&house), n, "{name}");
        let again = house.load(&source, rows.clone());
        assert_eq!(again, Loaded { added: 0, known: n }, "{name}");
        assert_eq!(findings(&house), Vec::<String>::new(), "{name}");
        assert_eq!(counted(&house), n, "{name}");
        let known = house.db.read_now(|conn| known_rows(conn, &source, &rows));
        assert_eq!(known.unwrap(), n, "{name}");
    }
}

#[test]
fn the_median_on_the_ladder_is_within_a_step_of_the_true_one() {
    for (name, map) in SLICES {
        let house = House::fresh();
        let (source, rows, _) = file(name, map);
        let exact: Vec<f64> = rows
            .iter()
            .filter_map(|row| row.occurred.delay_minutes)
            .map(|minutes| minutes as f64)
            .collect();
        house.load(&source, rows);
        let steps = delays(&house);
        for q in [0.5, 0.9] {
            let estimate = ladder::quantile(&steps, q);
            let truth = quantile::quantile(&exact, q);
            match (estimate, truth) {
                // The source tells months alone: nothing to count.
                (None, None) => assert_eq!(name, "near_mid_air.csv"),
                (Some(estimate), Some(truth)) => {
                    let height = |minutes: f64| 4.0 * (1.0 + minutes).log2();
                    let apart = (height(estimate) - height(truth)).abs();
                    assert!(apart < 1.0 + 1e-9, "{name}, {q}: {estimate} and {truth}");
                }
                other => panic!("{name}, {q}: {other:?}"),
            }
        }
    }
}

#[test]
fn an_import_that_was_cut_off_is_not_seen_and_the_next_one_clears_it() {
    let house = House::fresh();
    let rows = many(3 * BATCH + 7);
    let mut import = begin(&house.db, "plant", Duration::ZERO).unwrap();
    for batch in rows.chunks(BATCH).take(2) {
        import = stage(&house.db, import, batch.to_vec()).unwrap();
    }
    // The power goes off: nobody finishes it.
    drop(import);
    let monday = Week::of(now().today()).monday();
    let seen = house
        .db
        .read_now(|conn| {
            Ok::<_, StoreError>((
                reports::skeletons(conn)?,
                reports::counts_before(conn, monday)?,
            ))
        })
        .unwrap();
    assert!(seen.0.is_empty() && seen.1.is_empty());
    assert_eq!(counted(&house), 0);
    let said = findings(&house);
    assert!(
        said.len() == 1 && said[0].contains("was not finished"),
        "{said:?}"
    );

    let loaded = house.load("plant", rows);
    assert_eq!(
        loaded,
        Loaded {
            added: 1507,
            known: 0
        }
    );
    assert_eq!(findings(&house), Vec::<String>::new());
    assert_eq!(counted(&house), 1507);
}

#[test]
fn of_two_imports_of_one_source_at_once_one_is_told_to_try_again() {
    let house = House::fresh();
    let rows = many(20);
    let first = begin(&house.db, "plant", Duration::ZERO).unwrap();
    let first = stage(&house.db, first, rows[..10].to_vec()).unwrap();
    assert_eq!(house.load("plant", rows.clone()).added, 20);
    let refused = stage(&house.db, first, rows[10..].to_vec()).unwrap_err();
    assert!(
        refused.to_string().contains("at the same time"),
        "{refused}"
    );
    assert_eq!(findings(&house), Vec::<String>::new());
    assert_eq!(counted(&house), 20);
}

#[test]
fn days_stay_days_and_moments_stay_moments() {
    let (_, rows, _) = file("gas_transmission.csv", SLICES[0].1);
    assert!(
        rows.iter()
            .all(|row| row.surfaced_at.is_none() && row.occurred.at.is_none())
    );
    assert!(
        rows.iter()
            .all(|row| row.occurred.on.is_some_and(|on| on <= row.surfaced_on))
    );
    let (_, rows, _) = file("near_mid_air.csv", SLICES[2].1);
    assert!(
        rows.iter()
            .all(|row| row.occurred.on.is_none() && row.report.kind == Kind::NearMiss)
    );
    let (_, rows, _) = file("half_bad.csv", "tests/data/import/half_bad.toml");
    let exact: Vec<_> = rows
        .iter()
        .filter(|row| row.surfaced_at.is_some())
        .collect();
    assert!(!exact.is_empty());
}

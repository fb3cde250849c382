//! What leaves the house again.

use super::house::{House, file, now};
use crate::{
    countermeasures::Sight,
    exchange::export::{self, Asked, ExportError, Format, Table, Written},
    reports,
};
use actix_web::web::Bytes;
use parquet::{
    file::reader::SerializedFileReader,
    record::{Field, reader::RowIter},
};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

const K: i64 = 5;

fn asked() -> Asked {
    Asked {
        from: None,
        to: None,
        place: None,
        k: K,
        now: now(),
    }
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn loaded() -> House {
    let house = House::fresh();
    for name in ["gas-transmission", "hazardous-liquid"] {
        let slice = format!("{}.csv", name.replace('-', "_"));
        let (source, rows, _) = file(&slice, &format!("docs/maps/pipelines-{name}.toml"));
        house.load(&source, rows);
    }
    house
}

fn exported(house: &House, asked: &Asked) -> Vec<Value> {
    let mut bytes = Vec::new();
    house
        .db
        .read_one_moment(|conn| export::reports(conn, asked, Format::JsonLines, &mut bytes))
        .unwrap();
    lines(&bytes)
}

/// The rows by what anybody could group them by.
fn groups(rows: &[Value]) -> BTreeMap<String, i64> {
    let mut groups = BTreeMap::new();
    for row in rows {
        let of = format!(
            "{} {} {} {}",
            row["place"], row["from"], row["weeks"], row["kind"]
        );
        *groups.entry(of).or_default() += 1;
    }
    groups
}

#[test]
fn every_group_of_exported_reports_is_large_enough_and_nothing_told_is_in_it() {
    let house = loaded();
    let rows = exported(&house, &asked());
    assert!(rows.len() > 20, "{}", rows.len());
    let groups = groups(&rows);
    assert!(groups.values().all(|n| *n >= K), "{groups:?}");
    let columns: HashSet<&str> = rows
        .iter()
        .flat_map(|row| row.as_object().unwrap().keys().map(String::as_str))
        .collect();
    let expected = ["id", "kind", "place", "from", "weeks", "shared_story"];
    assert_eq!(columns, HashSet::from(expected));
    assert!(
        rows.iter().all(|row| row["shared_story"].is_null()),
        "nobody has written one"
    );
}

#[test]
fn ids_are_drawn_anew_each_time() {
    let house = loaded();
    let ids = |rows: Vec<Value>| -> HashSet<String> {
        rows.into_iter()
            .map(|row| row["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let (one, other) = (
        ids(exported(&house, &asked())),
        ids(exported(&house, &asked())),
    );
    assert!(!one.is_empty() && one.is_disjoint(&other));
}

#[test]
fn asking_for_a_few_days_gives_whole_groups_of_the_same_cut() {
    let house = loaded();
    let all = exported(&house, &asked());
    let day = all[0]["from"].as_str().unwrap().parse().unwrap();
    let all = groups(&all);
    let few = Asked {
        from: Some(day),
        to: Some(day),
        ..asked()
    };
    let few = groups(&exported(&house, &few));
    assert!(!few.is_empty() && few.len() < all.len());
    assert!(few.iter().all(|(of, n)| all.get(of) == Some(n)));
}

#[test]
fn tallies_stand_in_the_groups_of_the_reports() {
    let house = loaded();
    let reports = groups(&exported(&house, &asked()));
    let mut bytes = Vec::new();
    let written: Written = house
        .db
        .read_one_moment(|conn| export::tallies(conn, &asked(), Format::JsonLines, &mut bytes))
        .unwrap();
    let rows = lines(&bytes);
    assert_eq!(written.rows, rows.len() as u64);
    let of = |row: &Value| {
        format!(
            "{} {} {} {}",
            row["place"], row["from"], row["weeks"], row["kind"]
        )
    };
    for row in &rows {
        assert!(row["n"].as_i64().unwrap() >= K, "{row}");
        let total = reports[&of(row)];
        if row["measure"] == "surfaced" {
            assert_eq!(row["n"], total);
        }
    }
    let surfaced = rows.iter().filter(|row| row["measure"] == "surfaced");
    assert_eq!(surfaced.count(), reports.len());
    assert!(rows.iter().any(|row| row["measure"] == "factor"));
    for left_out in ["same_shift", "occurred", "named", "people_last"] {
        assert!(rows.iter().all(|row| row["measure"] != left_out));
    }
}

#[test]
fn counting_anew_changes_nothing() {
    let house = loaded();
    let before = house.db.read_now(reports::check).unwrap();
    let tallies = house.db.write_now(reports::recount).unwrap();
    assert!(tallies > 100);
    assert_eq!(house.db.read_now(reports::check).unwrap(), before);
    assert_eq!(before, Vec::<String>::new());
}

#[test]
fn a_reader_who_has_enough_ends_the_export() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let house = loaded();
    let outcome = house
        .db
        .read_one_moment(|conn| export::reports(conn, &asked(), Format::JsonLines, Closed));
    assert!(matches!(
        outcome,
        Err(ExportError::Sheet(export::SheetError::NobodyReads))
    ));
}

fn table(house: &House, table: Table, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    house
        .db
        .read_one_moment(|conn| table.write(conn, &asked(), &Sight::Everything, format, &mut bytes))
        .unwrap();
    bytes
}

/// The cells of a Parquet file as CSV has them, but for columns that are drawn anew each time.
fn parquet_cells(bytes: Vec<u8>) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
    let epoch = chrono::DateTime::UNIX_EPOCH.date_naive();
    let cell = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(n) => n.to_string(),
        Field::Date(days) => (epoch + chrono::TimeDelta::days(i64::from(*days))).to_string(),
        other => panic!("{other:?}"),
    };
    RowIter::from_file_into(Box::new(reader))
        .map(|row| {
            let row = row.unwrap();
            row.get_column_iter()
                .filter(|(name, _)| *name != "id")
                .map(|(_, field)| cell(field))
                .collect()
        })
        .collect()
}

#[test]
fn parquet_has_row_by_row_what_csv_has() {
    let house = loaded();
    for (one, first) in [(Table::Tallies, 0), (Table::Reports, 1)] {
        let csv = table(&house, one, Format::Csv);
        let csv: Vec<Vec<String>> = csv::Reader::from_reader(csv.as_slice())
            .records()
            .map(|record| {
                record
                    .unwrap()
                    .iter()
                    .skip(first)
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        assert!(!csv.is_empty());
        assert_eq!(parquet_cells(table(&house, one, Format::Parquet)), csv);
    }
}

//! Parquet files, read with the library that writes them.

use actix_web::web::Bytes;
use parquet::{
    file::reader::SerializedFileReader,
    record::{Field, Row, reader::RowIter},
};

/// The first line of names and the cells of each row, as CSV has them.
pub fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes)).unwrap();
    let rows: Vec<Row> = RowIter::from_file_into(Box::new(reader))
        .map(Result::unwrap)
        .collect();
    let head = rows.first().map(|row| {
        row.get_column_iter()
            .map(|(name, _)| name.clone())
            .collect()
    });
    let lines = rows.iter().map(|row| {
        row.get_column_iter()
            .map(|(_, field)| cell(field))
            .collect()
    });
    head.into_iter().chain(lines).collect()
}

fn cell(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Long(n) => n.to_string(),
        Field::Bool(yes) => yes.to_string(),
        Field::Date(days) => {
            let first = chrono::DateTime::UNIX_EPOCH.date_naive();
            (first + chrono::TimeDelta::days(i64::from(*days))).to_string()
        }
        other => panic!("{other:?}"),
    }
}

/// The cells of a CSV file, its first line among them.
pub fn csv_cells(bytes: &[u8]) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes)
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

use super::*;
use crate::exchange::export::column::Type;
use actix_web::web::Bytes;
use chrono::NaiveDate;
use parquet::{
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};
use serde_json::json;

const COLUMNS: &[Column] = &[
    Column::new("a", Type::Text, "Words."),
    Column::new("b", Type::Count, "A number."),
    Column::new("c", Type::Day, "A day.").empty("Nobody knows."),
    Column::new("d", Type::Flag, "Yes or no."),
    Column::new("e", Type::Text, "Perhaps words.").empty("None."),
];

const TEXTS: [&str; 9] = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "\rx",
    "\n=1",
    "x=1",
    "a,\"b\"\nc",
];

fn day() -> NaiveDate {
    "1969-12-29".parse().unwrap()
}

fn rows() -> Vec<Vec<Cell>> {
    (0..)
        .zip(TEXTS)
        .map(|(i, text)| {
            let odd = i % 2 == 1;
            vec![
                text.into(),
                Cell::Count(-5 + i),
                odd.then(day).into(),
                odd.into(),
                (i % 3 == 0).then_some("Grüße").into(),
            ]
        })
        .collect()
}

fn written(format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut sheet = Sheet::begin(format, COLUMNS, &mut bytes).unwrap();
    for row in rows() {
        sheet.row(row).unwrap();
    }
    sheet.end().unwrap();
    bytes
}

#[test]
fn no_cell_is_a_formula() {
    let text = String::from_utf8(written(Format::Csv)).unwrap();
    assert!(text.starts_with(
        "a,b,c,d,e\n'=1+1,-5,,false,Grüße\n'+1,-4,1969-12-29,true,\n'-1,-3,,false,\n'@x,-2,1969-12-29,true,Grüße\n'\tx,-1,"
    ), "{text}");
    assert!(text.contains("\"'\rx\",0,") && text.contains("\"'\n=1\",1,"));
    assert!(text.ends_with("\nx=1,2,1969-12-29,true,\n\"a,\"\"b\"\"\nc\",3,,false,\n"));
}

#[test]
fn json_lines_hold_what_there_is() {
    let text = String::from_utf8(written(Format::JsonLines)).unwrap();
    let mut lines = text.lines();
    let first: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    assert_eq!(
        first,
        json!({"a": "=1+1", "b": -5, "c": null, "d": false, "e": "Grüße"})
    );
    let second: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    assert_eq!(second["c"], "1969-12-29");
    assert_eq!(text.lines().count(), 9);
}

/// The cells of a Parquet file, and how many groups of rows it has.
fn read(bytes: Vec<u8>) -> (Vec<Vec<Cell>>, usize) {
    let reader = SerializedFileReader::new(Bytes::from(bytes)).unwrap();
    let groups = reader.num_row_groups();
    let epoch: NaiveDate = "1970-01-01".parse().unwrap();
    let rows = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| {
            let row = row.unwrap();
            row.get_column_iter()
                .map(|(_, field)| match field {
                    Field::Null => Cell::Empty,
                    Field::Str(text) => Cell::Text(text.clone()),
                    Field::Date(days) => {
                        Cell::Day(epoch + chrono::TimeDelta::days(i64::from(*days)))
                    }
                    Field::Long(n) => Cell::Count(*n),
                    Field::Bool(yes) => Cell::Flag(*yes),
                    other => panic!("{other:?}"),
                })
                .collect()
        })
        .collect();
    (rows, groups)
}

#[test]
fn parquet_holds_the_same_cells_with_their_types() {
    let bytes = written(Format::Parquet);
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    assert_eq!(read(bytes), (rows(), 1));
}

#[test]
fn many_rows_lie_in_several_groups() {
    let mut bytes = Vec::new();
    let mut groups = RowGroups::begin(COLUMNS, &mut bytes)
        .unwrap()
        .in_groups_of(4);
    for row in rows() {
        groups.row(row).unwrap();
    }
    groups.end().unwrap();
    assert_eq!(read(bytes), (rows(), 3));
}

#[test]
fn a_sheet_without_rows_can_be_read() {
    let mut bytes = Vec::new();
    let sheet = Sheet::begin(Format::Parquet, COLUMNS, &mut bytes).unwrap();
    sheet.end().unwrap();
    assert_eq!(read(bytes), (Vec::new(), 0));
}

#[test]
fn a_cell_that_does_not_fit_its_column_is_refused() {
    let mut sheet = Sheet::begin(Format::Parquet, COLUMNS, Vec::new()).unwrap();
    for cell in [Cell::Empty, Cell::Count(1)] {
        assert!(matches!(sheet.row(vec![cell]), Err(SheetError::Failed(_))));
    }
}

struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_reader_who_has_enough_is_no_failure() {
    let mut sheet = Sheet::begin(Format::JsonLines, &COLUMNS[1..2], Closed).unwrap();
    assert!(matches!(
        sheet.row(vec![Cell::Count(1)]),
        Err(SheetError::NobodyReads)
    ));
    let sheet = Sheet::begin(Format::Csv, &COLUMNS[..1], Closed).unwrap();
    assert!(matches!(sheet.end(), Err(SheetError::NobodyReads)));
    let ended = Sheet::begin(Format::Parquet, COLUMNS, Closed).and_then(Sheet::end);
    assert!(matches!(ended, Err(SheetError::NobodyReads)));
}

//! Cells, lines, quotation marks and delimiters.

use super::super::errors::FileError;
use super::Sheet;

fn split(text: &str, delimiter: char) -> Vec<(u64, Vec<String>)> {
    let sheet = Sheet::split(text.to_owned(), delimiter).unwrap();
    let cells = |record| {
        (0..csv::StringRecord::len(record))
            .map(|index| sheet.cell(record, index))
            .collect()
    };
    sheet
        .records
        .iter()
        .map(|(line, record)| (*line, cells(record)))
        .collect()
}

fn lines(text: &str) -> Vec<u64> {
    split(text, ',').into_iter().map(|(line, _)| line).collect()
}

#[test]
fn a_row_is_found_on_the_line_on_which_it_starts() {
    assert_eq!(lines("a,b\n1,2\n3,4\n"), [2, 3]);
    assert_eq!(
        lines("a,b\r\n1,2\r\n3,4"),
        [2, 3],
        "CR and LF are one line end"
    );
    assert_eq!(lines("a,b\r1,2\r3,4\r"), [2, 3], "CR alone is one, too");
    assert_eq!(
        lines("a,b\n\n\n1,2\n\r\n3,4\n\n"),
        [4, 6],
        "blank lines are lines"
    );
    assert_eq!(lines("\n\na,b\n1,2\n"), [4], "also above the header");
    assert_eq!(
        lines("a,b\n\"1\n\n1\",2\n3,4\n"),
        [2, 5],
        "a cell may hold lines"
    );
    assert_eq!(
        lines("\"a\r\nb\",c\r\n\"1\r\n\",2\r\n3,4\r\n"),
        [3, 5],
        "the header, too"
    );
}

#[test]
fn quoted_cells_hold_delimiters_quotes_and_lines() {
    let rows = split("a;b\n\"x;y\";\"he said \"\"no\"\"\nand left\"\n", ';');
    assert_eq!(
        rows,
        [(
            2,
            vec!["x;y".to_owned(), "he said \"no\"\nand left".to_owned()]
        )]
    );
}

#[test]
fn any_character_can_be_the_delimiter() {
    for delimiter in [
        ',',
        ';',
        '\t',
        '|',
        ':',
        ' ',
        '\u{1f}',
        '\u{a7}',
        '\u{a6}',
        '\u{2192}',
        '\u{1F600}',
    ] {
        let text = format!("a{delimiter}b\n1{delimiter}\"x{delimiter}y\"\n");
        assert_eq!(
            split(&text, delimiter),
            [(2, vec!["1".to_owned(), format!("x{delimiter}y")])],
            "{delimiter:?}"
        );
    }
}

#[test]
fn an_open_quotation_mark_is_named_with_the_line_of_its_row() {
    for (text, line) in [
        ("a,b\n1,\"2\n3,4\n5,6\n", 2),
        ("a,\"b\n1,2\n", 1),
        ("a,b\n1,2\n\n3,\"", 4),
    ] {
        assert_eq!(
            Sheet::split(text.to_owned(), ',').err(),
            Some(FileError::UnclosedQuote { line }),
            "{text}"
        );
    }
    assert_eq!(
        lines("a,b\n1,2\"\n3,\"4\"\n"),
        [2, 3],
        "a mark inside a cell opens nothing"
    );
}

#[test]
fn nothing_and_blank_lines_are_an_empty_file() {
    for text in ["", "\n", "\r\n\r\n"] {
        assert_eq!(
            Sheet::split(text.to_owned(), ',').err(),
            Some(FileError::Empty),
            "{text:?}"
        );
    }
    assert!(split("a,b\n", ',').is_empty());
}

#[test]
fn all_missing_columns_are_named_at_once() {
    let sheet = Sheet::split("a, b ,c,c\n".to_owned(), ',').unwrap();
    assert_eq!(
        sheet.locate(["b", "a", "b"].into_iter()).unwrap().get("b"),
        Some(&1)
    );
    let error = sheet.locate(["x", "a", "y", "x"].into_iter()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "The file has no column named `x`, `y`: correct the names in the map."
    );
    let error = sheet.locate(["c"].into_iter()).unwrap_err();
    assert_eq!(
        error,
        FileError::AmbiguousColumns {
            names: vec!["c".to_owned()]
        }
    );
    let sheet = Sheet::split("a;b\n".to_owned(), ',').unwrap();
    let error = sheet.locate(["a"].into_iter()).unwrap_err();
    assert!(error.to_string().contains("or the delimiter"), "{error}");
}

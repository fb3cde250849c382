//! The numbers of a view as a table: for people on the page, for programs in its files.

use serde::Serialize;
use serde_json::{Map, Value};

/// What a column holds.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Column {
    /// Its name in files.
    pub(super) key: String,
    /// Its name on the page.
    pub(super) words: String,
    /// Whether it holds numbers.
    pub(super) num: bool,
    /// Whether it stands on the page, and not in files alone.
    pub(super) shown: bool,
}

/// One value: what programs read, and what people read.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Cell {
    value: Value,
    words: String,
    num: bool,
    shown: bool,
}

/// Rows of values, each with the first as its head.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Table {
    /// What it shows.
    caption: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

impl Column {
    /// A column of words.
    pub(super) fn words(key: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            words: words.into(),
            num: false,
            shown: true,
        }
    }

    /// A column that only files have.
    pub(super) fn file(key: impl Into<String>) -> Self {
        Self {
            shown: false,
            ..Self::words(key, "")
        }
    }

    /// A column of numbers.
    pub(super) fn number(key: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            num: true,
            ..Self::words(key, words)
        }
    }
}

impl Cell {
    /// Words for people, another word for programs.
    pub(super) fn new(value: impl Into<Value>, words: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            words: words.into(),
            num: false,
            shown: true,
        }
    }

    /// The same for both.
    pub(super) fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        Self::new(words.clone(), words)
    }

    /// A count; `None` is held back.
    pub(super) fn count(n: Option<i64>) -> Self {
        Self::new(n, n.map_or_else(|| "held back".into(), |n| n.to_string()))
    }

    /// A number with its own words; `None` leaves the cell empty.
    pub(super) fn number(n: Option<f64>, words: impl FnOnce(f64) -> String) -> Self {
        Self::new(n, n.map(words).unwrap_or_default())
    }

    /// Nothing to say.
    pub(super) fn empty() -> Self {
        Self::new(Value::Null, "")
    }
}

impl Table {
    /// A table with these rows; each has a value for every column.
    pub(super) fn new(
        caption: impl Into<String>,
        columns: Vec<Column>,
        mut rows: Vec<Vec<Cell>>,
    ) -> Self {
        for row in &mut rows {
            for (cell, column) in row.iter_mut().zip(&columns) {
                cell.num = column.num;
                cell.shown = column.shown;
            }
        }
        Self {
            caption: caption.into(),
            columns,
            rows,
        }
    }

    /// The names of its columns, for a file.
    pub(super) fn head(&self) -> Vec<&str> {
        self.columns
            .iter()
            .map(|column| column.key.as_str())
            .collect()
    }

    /// Its values as text, for a file.
    pub(super) fn lines(&self) -> Vec<Vec<String>> {
        let text = |cell: &Cell| match &cell.value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        self.rows
            .iter()
            .map(|row| row.iter().map(text).collect())
            .collect()
    }

    /// Its rows as objects.
    pub(super) fn objects(&self) -> Vec<Value> {
        let object = |row: &Vec<Cell>| {
            let named = self.columns.iter().zip(row);
            let map: Map<String, Value> = named
                .map(|(column, cell)| (column.key.clone(), cell.value.clone()))
                .collect();
            Value::Object(map)
        };
        self.rows.iter().map(object).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn programs_read_values_and_people_read_words() {
        let table = Table::new(
            "Counts",
            vec![
                Column::words("week", "From"),
                Column::number("reports", "Reports"),
            ],
            vec![
                vec![Cell::new("2026-W20", "11 May 2026"), Cell::count(Some(7))],
                vec![Cell::text("2026-W21"), Cell::count(None)],
            ],
        );
        assert_eq!(table.head(), ["week", "reports"]);
        assert_eq!(table.lines(), [["2026-W20", "7"], ["2026-W21", ""]]);
        assert_eq!(
            table.objects(),
            [
                json!({"week": "2026-W20", "reports": 7}),
                json!({"week": "2026-W21", "reports": null})
            ]
        );
        assert_eq!(table.rows[1][1].words, "held back");
        assert!(table.rows[0][1].num && !table.rows[0][0].num);
    }
}

//! The data dictionary: every column of every table, from the same constants that the exports are written with.

use super::{Column, Table, Word, measures};
use crate::tally::Measure;
use serde::Serialize;
use std::fmt::Write as _;

/// Everything that a reader of an export has to know.
#[derive(Debug, Clone, Serialize)]
pub struct Dictionary {
    /// What holds for all tables.
    about: &'static [&'static str],
    tables: Vec<TableEntry>,
    measures: Vec<MeasureEntry>,
    /// Measures that stay in the house.
    left_out: Vec<LeftOut>,
    /// The steps of the measure `delay`.
    delay_steps: Vec<Step>,
}

#[derive(Debug, Clone, Serialize)]
struct TableEntry {
    table: &'static str,
    /// What one row is.
    row: &'static str,
    columns: Vec<ColumnEntry>,
}

#[derive(Debug, Clone, Serialize)]
struct ColumnEntry {
    column: &'static str,
    #[serde(rename = "type")]
    holds: &'static str,
    unit: Option<&'static str>,
    meaning: &'static str,
    /// What an empty cell means; nothing where there is none.
    empty: Option<&'static str>,
    held_back: Option<&'static str>,
    words: Vec<WordEntry>,
}

#[derive(Debug, Clone, Serialize)]
struct WordEntry {
    word: String,
    meaning: String,
}

#[derive(Debug, Clone, Serialize)]
struct MeasureEntry {
    measure: &'static str,
    meaning: &'static str,
    slot: &'static str,
    held_back: Option<&'static str>,
    slots: Vec<WordEntry>,
}

#[derive(Debug, Clone, Serialize)]
struct LeftOut {
    measure: &'static str,
    why: &'static str,
}

#[derive(Debug, Clone, Serialize)]
struct Step {
    slot: i32,
    from_minutes: i64,
    to_minutes: i64,
    from: String,
    to: String,
}

const ABOUT: &[&str] = &[
    "Small numbers point at people. The small number is 5 unless the house has chosen another (3 to 10).",
    "Reports are cut once into groups, the same for everybody and whatever is asked for: a place, a period of whole weeks and a kind. Groups never overlap, and every group has at least as many reports as the small number. What is asked for only says which groups are written, and each of them is written whole.",
    "A row that is not there is 0 or held back, and nobody can tell the two apart.",
    "CSV leaves a cell empty where nothing is known, and puts an apostrophe before a text that a spreadsheet could take for a formula. JSON Lines has null there, and days as texts such as 2026-03-02. Parquet has null, and the types DATE, INT64, BOOLEAN and string.",
    "Nobody is in here: no name, no reporter, no reference, no story as it was told, no count by person.",
];

/// What one row of a table is.
fn row(table: Table) -> &'static str {
    match table {
        Table::Tallies => {
            "A count of reports: of one measure and slot, in one group of place, kind and period. Groups and periods are those of the reports."
        }
        Table::Reports => {
            "A report, de-identified: in which group of place, kind and period it stands, and its shared story. Rows are in the order of random numbers, which says nothing."
        }
        Table::Countermeasures => {
            "A countermeasure: what changes, what is expected of it, and what came of it. In the words of staff, without owner, report or reference."
        }
    }
}

/// The dictionary of all tables.
#[must_use]
pub fn dictionary() -> Dictionary {
    let exported = |measure: &&Measure| measures::left_out(**measure).is_none();
    Dictionary {
        about: ABOUT,
        tables: Table::ALL
            .iter()
            .map(|table| TableEntry {
                table: table.as_str(),
                row: row(*table),
                columns: table.columns().iter().map(ColumnEntry::of).collect(),
            })
            .collect(),
        measures: Measure::ALL
            .iter()
            .filter(exported)
            .map(|measure| MeasureEntry::of(*measure))
            .collect(),
        left_out: Measure::ALL
            .iter()
            .filter_map(|measure| {
                Some(LeftOut {
                    measure: measure.as_str(),
                    why: measures::left_out(*measure)?,
                })
            })
            .collect(),
        delay_steps: measures::steps().into_iter().map(Step::of).collect(),
    }
}

impl ColumnEntry {
    fn of(column: &Column) -> Self {
        Self {
            column: column.name,
            holds: column.holds.as_str(),
            unit: column.unit,
            meaning: column.meaning,
            empty: column.empty,
            held_back: column.held_back,
            words: entries((column.words)()),
        }
    }
}

impl MeasureEntry {
    fn of(measure: Measure) -> Self {
        let counted = measures::counted(measure);
        Self {
            measure: measure.as_str(),
            meaning: counted.meaning,
            slot: counted.slot,
            held_back: counted.held_back,
            slots: entries((counted.slots)()),
        }
    }
}

fn entries(words: Vec<Word>) -> Vec<WordEntry> {
    words
        .into_iter()
        .map(|(word, meaning)| WordEntry { word, meaning })
        .collect()
}

impl Step {
    fn of((slot, from_minutes, to_minutes): (i32, i64, i64)) -> Self {
        Self {
            slot,
            from_minutes,
            to_minutes,
            from: length(from_minutes),
            to: length(to_minutes),
        }
    }
}

/// "2 d 3 h 5 min": exact, and no longer than it has to be.
fn length(minutes: i64) -> String {
    let parts = [
        (minutes / 1440, "d"),
        (minutes / 60 % 24, "h"),
        (minutes % 60, "min"),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| format!("{n} {unit}"))
        .collect();
    if said.is_empty() {
        "0 min".into()
    } else {
        said.join(" ")
    }
}

impl Dictionary {
    /// As a page of text: `docs/data-dictionary.md` is this.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = String::from("# Data dictionary\n\n");
        text.push_str("What `candor export` and the page `/trends/data` write. This page is written by `candor export dictionary`.\n");
        for sentence in self.about {
            let _ = write!(text, "\n{sentence}\n");
        }
        for table in &self.tables {
            table.write(&mut text);
        }
        text.push_str(
            "\n## Measures of the tallies\n\n| measure | counts | slot |\n|---|---|---|\n",
        );
        for measure in &self.measures {
            let _ = writeln!(
                text,
                "| `{}` | {}{} | {}{} |",
                measure.measure,
                measure.meaning,
                after(measure.held_back),
                measure.slot,
                listed(&measure.slots)
            );
        }
        text.push_str("\nLeft out, because beside the others they would tell of single reports:\n\n| measure | why |\n|---|---|\n");
        for left_out in &self.left_out {
            let _ = writeln!(text, "| `{}` | {} |", left_out.measure, left_out.why);
        }
        text.push_str("\n## Steps of the delay ladder\n\nThe slots of `delay` up to two years; longer delays go on in the same way. No whole minute lies on the slots that are missing here.\n\n| slot | from | to | minutes |\n|---|---|---|---|\n");
        for step in &self.delay_steps {
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} to {} |",
                step.slot, step.from, step.to, step.from_minutes, step.to_minutes
            );
        }
        text
    }

    /// For programs.
    ///
    /// # Errors
    /// None that the dictionary can make.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self)
    }
}

impl TableEntry {
    fn write(&self, text: &mut String) {
        let _ = write!(text, "\n## `{}`\n\n{}\n\n", self.table, self.row);
        text.push_str(
            "| column | type | unit | meaning | empty | held back |\n|---|---|---|---|---|---|\n",
        );
        for column in &self.columns {
            let _ = writeln!(
                text,
                "| `{}` | {} | {} | {}{} | {} | {} |",
                column.column,
                column.holds,
                column.unit.unwrap_or(""),
                column.meaning,
                listed(&column.words),
                column.empty.unwrap_or("never"),
                column.held_back.unwrap_or("")
            );
        }
    }
}

fn after(sentence: Option<&str>) -> String {
    sentence
        .map(|sentence| format!(" {sentence}"))
        .unwrap_or_default()
}

/// " `a` One. · `b` Two."
fn listed(words: &[WordEntry]) -> String {
    let each: Vec<String> = words
        .iter()
        .map(|entry| format!("`{}` {}", entry.word, entry.meaning))
        .collect();
    if each.is_empty() {
        String::new()
    } else {
        format!(" {}", each.join(" · "))
    }
}

#[cfg(test)]
#[path = "dictionary_tests.rs"]
mod tests;

//! From one record to a report: which field asks which columns, and what a report cannot do without.

use super::cells::{Cells, LONGEST_NAME, names, too_long};
use super::columns::DateColumn;
use super::dates::{self, Reading};
use super::delay::{self, Delay};
use super::map::Map;
use super::reading::ImportedRow;
use super::vocabulary::{KINDS, SEEN_BEFORE};

/// The longest story, in characters. Told reports end at 4,000; sources hold whole investigations.
pub(super) const LONGEST_STORY: usize = 50_000;
/// The longest of the other texts, in characters.
const LONGEST_TEXT: usize = 4_000;

/// What identifies the row within its source: its key columns, joined by a bar.
///
/// Bars and backslashes in the cells are escaped, so that `a|b` + `c` and `a` + `b|c` stay two keys; a control character
/// between them was refused, as keys are printed in lists.
pub(super) fn key(cells: &mut Cells<'_>) -> Option<String> {
    let columns = &cells.table.map.source.key;
    let parts: Vec<String> = columns
        .iter()
        .map(|column| cells.printable(column))
        .collect();
    if parts.iter().all(String::is_empty) {
        cells.problem(
            columns.join(", "),
            "the key is blank: give every row a key of its own",
        );
        return None;
    }
    let escaped: Vec<String> = parts
        .iter()
        .map(|part| part.replace('\\', "\\\\").replace('|', "\\|"))
        .collect();
    let key = escaped.join("|");
    if let Some(reason) = too_long(&key, LONGEST_NAME) {
        cells.problem(columns.join(", "), reason);
        return None;
    }
    Some(key)
}

/// The whole row. It is a good one when `cells` has no problem.
pub(super) fn read(cells: &mut Cells<'_>, line: u64, key: String) -> Option<ImportedRow> {
    let Map {
        fields, defaults, ..
    } = cells.table.map;
    let occurred = date(cells, &fields.occurred);
    let surfaced = surfaced(cells, &fields.surfaced);
    let delay_minutes = delay(cells, occurred, surfaced);
    let kind = cells.first_word(&fields.kind, KINDS).or(defaults.kind);
    if kind.is_none() {
        let reason = "this says no kind of report: add the value to `values` in the map, or set a default kind";
        cells.problem(names(&fields.kind), reason);
    }
    let place = cells.path(&fields.place);
    let seen_before = cells.first_word(&fields.seen_before, SEEN_BEFORE);
    Some(ImportedRow {
        line,
        key,
        story: story(cells),
        occurred: occurred.map(|reading| reading.stamp),
        delay_minutes,
        place: if place.is_empty() {
            defaults.place.clone()
        } else {
            place
        },
        factors: cells.tiles(&fields.factors, &defaults.factors),
        factor_words: cells.text(&fields.factor_words, LONGEST_TEXT),
        caught_by: cells.tiles(&fields.caught_by, &defaults.caught_by),
        caught_words: cells.text(&fields.caught_words, LONGEST_TEXT),
        effect: cells
            .gravest(&fields.effect)
            .or(defaults.effect)
            .map(str::to_owned),
        could_have: cells
            .gravest(&fields.could_have)
            .or(defaults.could_have)
            .map(str::to_owned),
        seen_before: seen_before.or(defaults.seen_before).map(str::to_owned),
        idea: cells.text(&fields.idea, LONGEST_TEXT),
        step: cells.text(&fields.step, LONGEST_NAME),
        share: defaults.share.to_owned(),
        // Last, so that the fields above have been read, and their problems collected, before these two give up.
        surfaced: surfaced?.stamp,
        kind: kind?.to_owned(),
    })
}

/// Blank where there is none, together with a problem.
fn story(cells: &mut Cells<'_>) -> String {
    let fields = &cells.table.map.fields;
    let told = cells.text(&fields.story, LONGEST_STORY);
    told.or_else(|| fields.story_if_missing.clone())
        .unwrap_or_else(|| {
            let reason = "there is no story: fill it in, or set `story_if_missing` in the map";
            cells.problem(names(&fields.story), reason);
            String::new()
        })
}

fn surfaced(cells: &mut Cells<'_>, columns: &[DateColumn]) -> Option<Reading> {
    let before = cells.problems.len();
    let surfaced = date(cells, columns);
    if surfaced.is_none() && cells.problems.len() == before {
        cells.problem(
            date_names(columns),
            "the date of the report is blank: fill it in",
        );
    }
    surfaced
}

/// The first column that is not blank. One that cannot be read is a problem.
fn date(cells: &mut Cells<'_>, columns: &[DateColumn]) -> Option<Reading> {
    let filled = columns
        .iter()
        .map(|column| (column, cells.cell(&column.name)));
    let (column, cell) = filled.into_iter().find(|(_, cell)| !cell.is_empty())?;
    let zone = cells.table.map.source.timezone;
    match dates::read(
        &cell,
        &column.formats,
        column.precision,
        zone,
        cells.table.now,
    ) {
        Ok(reading) => Some(reading),
        Err(reason) => {
            cells.problem(&column.name, reason);
            None
        }
    }
}

/// Nothing where one of the ends is not known, or only by its month.
fn delay(
    cells: &mut Cells<'_>,
    occurred: Option<Reading>,
    surfaced: Option<Reading>,
) -> Option<i64> {
    match delay::delay(&occurred?, &surfaced?) {
        Delay::Minutes(minutes) => Some(minutes),
        Delay::TooCoarse => None,
        Delay::Negative => {
            let column = date_names(&cells.table.map.fields.surfaced);
            cells.problem(
                column,
                "it was reported before it occurred: correct one of the two dates",
            );
            None
        }
    }
}

fn date_names(columns: &[DateColumn]) -> String {
    columns
        .iter()
        .map(|column| column.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

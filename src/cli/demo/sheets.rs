//! The A3 sheets of the sample year, written through the same acts as real ones.

use super::maps;
use crate::{
    a3::{
        self, Reader, Section, Status,
        commands::{self as acts, Opening, Writing, map::MapError},
    },
    cli::Failure,
    db::Tx,
    kernel::{ids::Id, time::Now},
    reports::Reference,
};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheets {
    sheet: Vec<Sheet>,
}

/// One sheet; what the words mean stands at the top of `sheets.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sheet {
    report: String,
    pub(super) after_days: i64,
    title: String,
    status: String,
    sections: BTreeMap<String, String>,
}

impl Sheet {
    /// All sheets.
    ///
    /// # Errors
    /// What is wrong with the file; the tests read it too.
    pub(super) fn all() -> Result<Vec<Self>, Failure> {
        let sheets: Sheets = toml::from_str(include_str!("sheets.toml"))
            .map_err(|mistake| Failure(format!("the sample year: {mistake}")))?;
        Ok(sheets.sheet)
    }

    /// Whether it was opened from the report of this story.
    pub(super) fn is_of(&self, story: &str) -> bool {
        story.starts_with(&self.report)
    }
}

/// Opens a sheet from a report that its lead has thanked for, and writes it.
///
/// # Errors
/// When the store fails; what the rules refuse is left out.
pub(super) fn open(
    tx: &mut Tx<'_>,
    sheet: &Sheet,
    report: Reference,
    (lead, places): (Id, &[Id]),
    now: Now,
) -> Result<(), a3::Error> {
    let reader = Reader {
        person: lead,
        places: Some(places.to_vec()),
        now,
    };
    let opening = Opening {
        title: sheet.title.clone(),
        reports: vec![report],
        place: None,
    };
    let reference = acts::open(tx, &reader, opening)?;
    for (word, words) in &sheet.sections {
        let Ok(section) = Section::parse(word) else {
            continue;
        };
        let Ok(words) = section.read(words, now.today()) else {
            continue;
        };
        let writing = Writing {
            section,
            words,
            based_on: 0,
        };
        acts::write(tx, reference, &reader, writing)?;
    }
    // What the rules refuse is left out here too.
    if let Err(MapError::Store(failure)) = maps::draw(tx, &sheet.title, reference, &reader) {
        return Err(failure.into());
    }
    if let Ok(status) = Status::parse(&sheet.status) {
        acts::set_status(tx, reference, &reader, status, None)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sheet_has_a_report_and_words_that_can_be_kept() {
        let year = super::super::year::Year::read().unwrap();
        for sheet in Sheet::all().unwrap() {
            let told = year.reports();
            let of = told.iter().filter(|(.., words)| sheet.is_of(&words.story));
            assert_eq!(of.count(), 1, "{}", sheet.report);
            assert!(Status::parse(&sheet.status).is_ok(), "{}", sheet.status);
            assert!(!crate::a3::model::names_a_countermeasure(&sheet.title));
            for (word, words) in &sheet.sections {
                let section = Section::parse(word).unwrap();
                assert!(section.read(words, "2026-05-20".parse().unwrap()).is_ok());
            }
        }
    }
}

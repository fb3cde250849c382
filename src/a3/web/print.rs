//! The sheet on paper: one A3 page, whatever is written on it.

use super::{
    map::MapPart,
    reader, reference,
    sections::GoalFields,
    show::{self, Sheet},
};
use crate::{
    a3::{
        Section,
        model::{Asked, Fitted, fit},
    },
    countermeasures::Sibling,
    db::Db,
    kernel::time::{Now, day_in_words},
    web::{Analyst, Answer, Page, Who},
};
use actix_web::web::{Data, Path};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// Lines of text that a column of the page holds, with its headings.
const LINES: usize = 61;
/// Ordinary letters that a line of a column holds.
const WIDE: usize = 96;
/// Lines that the four boxes of a column take for their headings and edges.
const BOXES: usize = 10;
/// Lines that a heading within a box takes.
const HEADING: usize = 1;
/// Lines that the pictures take, in one row.
const PICTURES: usize = 9;
/// Said where nothing is written.
const NOTHING: &str = "–";
/// The boxes of the left column.
const LEFT: [Section; 5] = [
    Section::Background,
    Section::Current,
    Section::Evidence,
    Section::Goal,
    Section::GoesRight,
];
/// The boxes of the right column.
const RIGHT: [Section; 6] = [
    Section::Plan,
    Section::Prediction,
    Section::FollowUpPlanned,
    Section::FollowUpActual,
    Section::Reflection,
    Section::SharedWith,
];

/// `GET /a3/{reference}/print`
///
/// # Errors
/// Not found.
pub async fn show(who: Who<Analyst>, db: Data<Db>, raw: Path<String>) -> Answer {
    let sheet = show::read(&db, reference(&raw)?, reader(&who)).await?;
    who.page(&PrintPage::new(sheet, who.visit.now))
}

#[derive(Serialize)]
struct PrintPage {
    path: String,
    reference: String,
    title: String,
    place: String,
    status: &'static str,
    owner: Option<String>,
    mentor: Option<String>,
    visited: Option<String>,
    /// By the word of the section.
    sections: BTreeMap<&'static str, Printed>,
    pictures: Vec<String>,
    map: MapPart,
    countermeasures: Vec<Printed>,
    reports: String,
    printed: String,
}

#[derive(Serialize)]
struct Printed {
    words: String,
    continued: bool,
}

impl Page for PrintPage {
    const TEMPLATE: &'static str = "a3/print";

    fn title(&self) -> String {
        format!("A3 {}", self.reference)
    }
}

impl PrintPage {
    fn new(sheet: Sheet, now: Now) -> Self {
        let a3 = &sheet.a3;
        let path = super::path(a3.reference);
        let words: BTreeMap<Section, String> = sheet
            .sections
            .iter()
            .map(|(section, stored)| (*section, on_paper(*section, &stored.words)))
            .collect();
        let pictures = if sheet.pictures.is_empty() {
            0
        } else {
            PICTURES
        };
        let left = BOXES + 2 * HEADING + pictures + sheet.map.lines();
        let right = BOXES + 4 * HEADING + COUNTERMEASURES;
        let mut sections = printed(&LEFT, &words, LINES.saturating_sub(left));
        sections.append(&mut printed(&RIGHT, &words, LINES.saturating_sub(right)));
        let name = |id| {
            let found = sheet.people.iter().find(|person| Some(person.id) == id);
            found.map(|person| person.name.clone())
        };
        let visited = words
            .get(&Section::Visit)
            .and_then(|day| day.parse::<NaiveDate>().ok())
            .map(day_in_words);
        Self {
            reference: a3.reference.grouped(3),
            title: a3.title.clone(),
            place: sheet.tree.path(a3.place),
            status: a3.status.in_words(),
            owner: name(a3.owner),
            mentor: name(a3.mentor),
            visited,
            sections,
            pictures: sheet
                .pictures
                .iter()
                .map(|sketch| format!("{path}/pictures/{}", sketch.id))
                .collect(),
            reports: match sheet.learnt.reports.len() + sheet.learnt.taken_back {
                0 => String::new(),
                1 => "From 1 report".into(),
                more => format!("From {more} reports"),
            },
            map: sheet.map,
            countermeasures: tried(&sheet.countermeasures, now.today()),
            printed: day_in_words(now.today()),
            path,
        }
    }
}

/// Lines kept for the countermeasures.
const COUNTERMEASURES: usize = 8;

/// The countermeasures on paper: each in a line while there is room, the rest on the screen.
fn tried(list: &[Sibling], today: NaiveDate) -> Vec<Printed> {
    let lines: Vec<String> = list
        .iter()
        .map(|Sibling { one, .. }| {
            format!(
                "• {} ({}, {})",
                one.plan
                    .what
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                one.plan.strength.in_words(),
                one.status(today).in_words()
            )
        })
        .collect();
    let whole = lines.join("\n");
    let asked = [Asked {
        words: &whole,
        wide: WIDE,
    }];
    fit(&asked, COUNTERMEASURES)
        .into_iter()
        .map(|Fitted { words, continued }| Printed { words, continued })
        .collect()
}

fn on_paper(section: Section, words: &str) -> String {
    if section != Section::Goal {
        return words.to_owned();
    }
    let goal = GoalFields::stored(words);
    goal.on_paper()
}

fn printed(
    column: &[Section],
    words: &BTreeMap<Section, String>,
    lines: usize,
) -> BTreeMap<&'static str, Printed> {
    // What is empty is printed as a dash, which takes a line as well.
    let texts: Vec<Asked<'_>> = column
        .iter()
        .map(|section| Asked {
            words: words
                .get(section)
                .map(String::as_str)
                .filter(|words| !words.is_empty())
                .unwrap_or(NOTHING),
            wide: WIDE,
        })
        .collect();
    column
        .iter()
        .zip(fit(&texts, lines))
        .map(|(section, fitted)| {
            let printed = Printed {
                words: fitted.words,
                continued: fitted.continued,
            };
            (section.as_str(), printed)
        })
        .collect()
}

//! The page of data: what there is, in which formats, for which place and days, and the dictionary.

use crate::{
    db::Db,
    exchange::export::{Asked as Wanted, Dictionary, Format, Table, dictionary},
    places::{self, Tree},
    trends::{DayError, Days, Filter, PlaceError},
    web::{Analyst, Answer, Asked, Error, Look, Page, Problems, Who},
};
use actix_web::{HttpResponse, http::header, web::Data};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is asked for, as typed. Nothing in a field means all there is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DataForm {
    place: String,
    from: String,
    to: String,
}

#[derive(Serialize)]
struct DataPage {
    places: Vec<Choice>,
    from: String,
    to: String,
    problems: Problems,
    summary: Vec<Look>,
    tables: Vec<TableShown>,
    dictionary: Dictionary,
    k: i64,
}

/// A place of the list.
#[derive(Serialize)]
struct Choice {
    value: String,
    name: String,
    checked: bool,
}

/// A table with its files.
#[derive(Serialize)]
struct TableShown {
    heading: &'static str,
    words: &'static str,
    files: Vec<File>,
}

#[derive(Serialize)]
struct File {
    href: String,
    words: &'static str,
}

impl Page for DataPage {
    const TEMPLATE: &'static str = "exchange/data";

    fn title(&self) -> String {
        "Data as files".into()
    }
}

/// `GET /trends/data`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<DataForm>) -> Answer {
    match form.read(&who, &db).await? {
        Ok((tree, _)) => who.page(&form.page(&who, &tree, Problems::none())),
        Err(again) => again.answer(&who, &form),
    }
}

/// `GET /trends/data/dictionary.md`
///
/// # Errors
/// None of its own.
pub async fn markdown(_who: Who<Analyst>) -> Answer {
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/markdown; charset=utf-8"))
        .body(dictionary().markdown()))
}

/// `GET /trends/data/dictionary.json`
///
/// # Errors
/// None of its own.
pub async fn json(_who: Who<Analyst>) -> Answer {
    Ok(HttpResponse::Ok().json(dictionary()))
}

/// What was typed needs another look.
pub(super) struct Again {
    tree: Tree,
    problems: Problems,
}

impl Again {
    /// The page as typed, with a sentence at each field.
    pub(super) fn answer(self, who: &Who<Analyst>, form: &DataForm) -> Answer {
        who.again(&form.page(who, &self.tree, self.problems))
    }
}

impl DataForm {
    /// What is asked for; or why not.
    pub(super) async fn read(
        &self,
        who: &Who<Analyst>,
        db: &Db,
    ) -> Result<Result<(Tree, Wanted), Again>, Error> {
        let tree = db.read(places::all).await?;
        let mut problems = Problems::none();
        let code = problems
            .keep("place", Filter::parse_place(&self.place))
            .flatten();
        let days = self.days(&mut problems);
        let there = tree
            .iter()
            .find(|(place, _)| Some(place.code) == code)
            .map(|(place, _)| place.id);
        if code.is_some() && there.is_none() {
            problems.note("place", PlaceError);
        }
        Ok(match days {
            Some((from, to)) if problems.is_empty() => {
                let wanted = Wanted {
                    from,
                    to,
                    place: there,
                    k: who.visit.settings.small_number,
                    now: who.visit.now,
                };
                Ok((tree, wanted))
            }
            _ => Err(Again { tree, problems }),
        })
    }

    /// The first and the last day; either may be left open.
    fn days(&self, problems: &mut Problems) -> Option<(Option<NaiveDate>, Option<NaiveDate>)> {
        let from = problems.keep("from", Days::parse_day(&self.from));
        let to = problems.keep("to", Days::parse_day(&self.to));
        if let (Some(Some(from)), Some(Some(to))) = (from, to)
            && from > to
        {
            problems.note("to", DayError::Backwards);
        }
        from.zip(to)
    }

    fn page(&self, who: &Who<Analyst>, tree: &Tree, problems: Problems) -> DataPage {
        DataPage {
            places: choices(tree, &self.place.trim().to_uppercase()),
            from: self.from.clone(),
            to: self.to.clone(),
            summary: problems.summary(),
            problems,
            tables: Table::ALL.iter().map(|table| shown(*table)).collect(),
            dictionary: dictionary(),
            k: who.visit.settings.small_number,
        }
    }

    /// In a few words, for the journal: the place by its code.
    pub(super) fn in_words(&self) -> String {
        let said = [("of", &self.place), ("from", &self.from), ("to", &self.to)];
        said.iter()
            .filter(|(_, typed)| !typed.trim().is_empty())
            .map(|(word, typed)| format!(" {word} {}", typed.trim()))
            .collect()
    }
}

fn choices(tree: &Tree, chosen: &str) -> Vec<Choice> {
    tree.iter()
        .map(|(place, depth)| {
            let code = place.code.to_string();
            // The whole house is the choice of nothing, so that its address stays short.
            let value = if place.parent.is_none() {
                String::new()
            } else {
                code.clone()
            };
            Choice {
                checked: chosen == code || chosen == value,
                value,
                name: format!("{}{}", "\u{a0}\u{a0}".repeat(depth), place.name),
            }
        })
        .collect()
}

fn shown(table: Table) -> TableShown {
    let (heading, words) = match table {
        Table::Tallies => (
            "Tallies",
            "Counts by measure, place, kind and period: what charts are made of.",
        ),
        Table::Reports => (
            "Reports",
            "One row a report: kind, place, period, and its shared story where there is one.",
        ),
        Table::Countermeasures => (
            "Countermeasures",
            "One row a change: what was expected of it, and what came of it. Those that you see on the board.",
        ),
    };
    TableShown {
        heading,
        words,
        files: Format::ALL
            .iter()
            .map(|format| File {
                href: format!("/trends/data/{}.{}", table.as_str(), format.as_str()),
                words: format.in_words(),
            })
            .collect(),
    }
}

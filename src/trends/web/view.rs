//! A view: one question about the house, with its page, its numbers as files, and its charts as pictures.
//!
//! A view says what it found ([`Findings`]); everything that all views have in common stands here: the thanks on
//! top, the filters, the table below the chart, CSV, JSON, SVG and PNG beside it.

use super::{
    asking::{Again, FilterForm, Filters, Offered, Seen, looking},
    drawing::Drawing,
    parts::Notes,
    picture::{self, Picture},
    saved::Saved,
    sheet,
    table::Table,
};
use crate::{
    db::{Conn, Db, StoreError},
    trends::store::About,
    web::{Analyst, Answer, Asked, Code, Error, Page, Who},
};
use actix_web::{HttpResponse, web::Data};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// A question that tallies help to answer.
pub trait View: 'static {
    /// The end of its address: `/trends/{NAME}`.
    const NAME: &'static str;
    /// The question.
    const QUESTION: &'static str;
    /// What to know before reading.
    const LEDE: &'static str;
    /// Which filters it has, besides place and days.
    const OFFERED: Offered = Offered::KIND;
    /// What its numbers are about.
    const ABOUT: About = About::Reports;

    /// What was found.
    ///
    /// # Errors
    /// When the store fails.
    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError>;
}

/// Everything that a view found.
#[derive(Serialize)]
pub struct Findings {
    /// To whom it owes its numbers.
    pub(super) thanks: String,
    /// Who sees what, and what is held back.
    pub(super) notes: Notes,
    /// Whether there is nothing to show.
    pub(super) empty: bool,
    pub(super) facts: Vec<Fact>,
    /// What to know about the facts.
    pub(super) about: Vec<String>,
    pub(super) figures: Vec<Figure>,
    /// The numbers of the figures; the first one is what the files hold.
    pub(super) tables: Vec<Table>,
    /// Periods or cells held back.
    #[serde(skip)]
    pub(super) held_back: usize,
    /// What programs read, where the address has promised a shape of its own.
    #[serde(skip)]
    pub(super) json: Option<Value>,
}

/// A name and what is known of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact {
    /// Its name in files.
    key: &'static str,
    name: String,
    words: String,
    value: Value,
}

impl Fact {
    /// In words for people, and a value for programs.
    pub(super) fn new(
        key: &'static str,
        name: impl Into<String>,
        words: impl Into<String>,
        value: impl Into<Value>,
    ) -> Self {
        Self {
            key,
            name: name.into(),
            words: words.into(),
            value: value.into(),
        }
    }
}

/// A chart with its heading and the key to read it by.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Figure {
    /// Its name on the page and in the address of its picture.
    pub(super) id: &'static str,
    pub(super) heading: String,
    pub(super) drawing: Drawing,
    pub(super) key: Vec<Key>,
    /// How to read it.
    pub(super) words: Vec<String>,
}

/// What a mark means.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Key {
    /// The mark's class; a class of dots is drawn as a dot, of bars as a bar, others as a line.
    class: &'static str,
    dot: bool,
    bar: bool,
    words: String,
}

impl Key {
    pub(super) fn new(class: &'static str, words: impl Into<String>) -> Self {
        Self {
            class,
            dot: class.starts_with("chart__dot"),
            bar: ["chart__bar", "chart__band", "chart__closed"]
                .iter()
                .any(|area| class.starts_with(area)),
            words: words.into(),
        }
    }
}

#[derive(Serialize)]
struct ViewPage {
    question: &'static str,
    lede: &'static str,
    path: String,
    filters: Filters,
    /// `None` when the filters need another look.
    found: Option<Findings>,
    /// The same question in an address, for files.
    query: String,
    saved: Option<Saved>,
}

impl Page for ViewPage {
    const TEMPLATE: &'static str = "trends/view";

    fn title(&self) -> String {
        self.question.into()
    }
}

/// The address of a view.
pub fn path<V: View>() -> String {
    format!("/trends/{}", V::NAME)
}

/// `GET /trends/{view}`
///
/// # Errors
/// The store's failure.
pub async fn show<V: View>(
    who: Who<Analyst>,
    db: Data<Db>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    let page = |filters, found, query, saved| ViewPage {
        question: V::QUESTION,
        lede: V::LEDE,
        path: path::<V>(),
        filters,
        found,
        query,
        saved,
    };
    match form
        .see_about(&db, looking(&who), V::ABOUT, V::look)
        .await?
    {
        Ok((seen, findings)) => {
            let house = who.visit.settings.public_url.as_deref();
            let saved = Saved::of(&path::<V>(), &seen, house);
            let filters = seen.filters(V::OFFERED);
            who.page(&page(filters, Some(findings), seen.query(), Some(saved)))
        }
        Err(again) => {
            let filters = form.again(&again, V::OFFERED);
            who.again(&page(filters, None, String::new(), None))
        }
    }
}

/// `GET /trends/{view}.csv`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn csv<V: View>(
    who: Who<Analyst>,
    db: Data<Db>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    let (_, findings) = found::<V>(&who, &db, &form).await?;
    findings.sheet(V::NAME)
}

/// `GET /trends/{view}.json` and `GET /api/v1/trends/{view}`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn json<V: View>(
    who: Who<Analyst>,
    db: Data<Db>,
    Asked(form): Asked<FilterForm>,
) -> Answer {
    let (seen, findings) = found::<V>(&who, &db, &form).await?;
    Ok(findings.json(V::QUESTION, &seen))
}

/// Which of a view's charts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct FigureForm {
    /// Nothing is the first.
    pub(super) figure: String,
}

/// `GET /trends/{view}.svg`, with `?figure=` where there are several
///
/// # Errors
/// Filters that need another look, no such chart, or the store's failure.
pub async fn svg<V: View>(
    who: Who<Analyst>,
    db: Data<Db>,
    Asked(form): Asked<FilterForm>,
    Asked(which): Asked<FigureForm>,
) -> Answer {
    let (seen, findings) = found::<V>(&who, &db, &form).await?;
    let picture = findings.picture(V::QUESTION, &seen, &which)?;
    picture::svg(&who, &picture, V::NAME)
}

/// `GET /trends/{view}.png`, with `?figure=` where there are several
///
/// # Errors
/// As for SVG.
pub async fn png<V: View>(
    who: Who<Analyst>,
    db: Data<Db>,
    Asked(form): Asked<FilterForm>,
    Asked(which): Asked<FigureForm>,
) -> Answer {
    let (seen, findings) = found::<V>(&who, &db, &form).await?;
    let picture = findings.picture(V::QUESTION, &seen, &which)?;
    picture::png(&who, &picture, V::NAME).await
}

async fn found<V: View>(
    who: &Who<Analyst>,
    db: &Db,
    form: &FilterForm,
) -> Result<(Seen, Findings), Error> {
    form.see_about(db, looking(who), V::ABOUT, V::look)
        .await?
        .map_err(Again::into_error)
}

impl Findings {
    /// The first table as CSV.
    pub(super) fn sheet(&self, name: &str) -> Answer {
        match self.tables.first() {
            Some(table) => sheet::answer(name, &table.head(), &table.lines()),
            None => sheet::answer(name, &[], &[]),
        }
    }

    /// What programs read.
    pub(super) fn json(self, question: &str, seen: &Seen) -> HttpResponse {
        if let Some(json) = self.json {
            return HttpResponse::Ok().json(json);
        }
        let facts: Map<String, Value> = self
            .facts
            .into_iter()
            .map(|fact| (fact.key.to_owned(), fact.value))
            .collect();
        HttpResponse::Ok().json(json!({
            "question": question,
            "thanks": self.thanks,
            "place": seen.name(seen.found.shown),
            "from": seen.filter.days.from,
            "to": seen.filter.days.to,
            "facts": facts,
            "rows": self.tables.first().map(Table::objects).unwrap_or_default(),
            "held_back": self.held_back,
        }))
    }

    /// A chart as a picture of its own.
    ///
    /// # Errors
    /// There is no such chart.
    pub(super) fn picture(
        self,
        question: &str,
        seen: &Seen,
        which: &FigureForm,
    ) -> Result<Picture, Error> {
        let figure = self
            .figures
            .into_iter()
            .find(|figure| which.figure.is_empty() || which.figure == figure.id)
            .ok_or_else(|| {
                Error::new(
                    Code::NotFound,
                    "There is no chart to draw for these days and this place.",
                )
            })?;
        let place = seen.name(seen.found.shown);
        Ok(Picture::of(
            question,
            &place,
            &seen.filter.days,
            self.thanks,
            figure,
        ))
    }
}

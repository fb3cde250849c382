//! Panels: what a room adds to the page of a room to its left.
//!
//! A report's page cannot know of sheets and lessons, which know of reports. So those rooms hand in a
//! function each, in `app.rs`, and the page prints what they answer, without asking what it is.

use crate::{
    db::{Conn, Db, StoreError},
    kernel::{ids::Id, language::Language, time::Now},
};
use serde::Serialize;
use serde_json::Value;

/// A part of a page: a template, and what it says there as `panel`.
#[derive(Debug, Clone, Serialize)]
pub struct Panel {
    /// The template's path below `templates/`, without `.hbs`.
    pub template: &'static str,
    /// What the template may say.
    pub panel: Value,
}

impl Panel {
    /// The question that it asks, where it waits for an answer: such a panel says `asks`, and its
    /// `title` is the question.
    #[must_use]
    pub fn question(&self) -> Option<String> {
        let asks = self.panel.get("asks").and_then(Value::as_bool) == Some(true);
        let title = self.panel.get("title").and_then(Value::as_str);
        title.filter(|_| asks).map(str::to_owned)
    }
}

/// The report whose page is made.
#[derive(Debug, Clone)]
pub struct About {
    /// Its id.
    pub report: Id,
    /// Its reference as it is written, `4H7-KQ2`.
    pub reference: String,
    /// Where it happened.
    pub place: Id,
    /// The time of the visit.
    pub now: Now,
    /// The language of the page.
    pub language: Language,
}

/// Makes a panel, or nothing where there is nothing to say.
pub type Add = fn(&mut Conn, &About) -> Result<Option<Panel>, StoreError>;

/// All panels, by the page that they stand on, in their order on it.
#[derive(Debug, Clone, Default)]
pub struct Panels {
    /// On a report's page, which leads see.
    pub on_report: Vec<Add>,
    /// On the reporter's own page; words in phrases, the receipt is `@root.page.receipt`.
    pub on_answers: Vec<Add>,
    /// On the page of somebody who said "this happens to me too"; words in phrases.
    pub on_echo: Vec<Add>,
    /// On the front door, for everybody; words in phrases.
    pub on_front: Vec<AddForAll>,
}

/// Makes a panel of a page that is about no report.
pub type AddForAll = fn(&mut Conn, Language) -> Result<Option<Panel>, StoreError>;

/// The panels of a page for everybody; none when the store is away, for the page is there anyway.
pub async fn for_all(adds: &[AddForAll], db: &Db, language: Language) -> Vec<Panel> {
    if adds.is_empty() {
        return Vec::new();
    }
    let adds = adds.to_vec();
    db.read(move |conn| {
        let made = adds.iter().map(|add| add(conn, language));
        made.filter_map(Result::transpose)
            .collect::<Result<Vec<_>, StoreError>>()
    })
    .await
    .unwrap_or_default()
}

/// The panels of a page.
///
/// # Errors
/// When the store fails.
pub fn all(adds: &[Add], conn: &mut Conn, about: &About) -> Result<Vec<Panel>, StoreError> {
    let made = adds.iter().map(|add| add(conn, about));
    made.filter_map(Result::transpose).collect()
}

//! What reporters read of where their report stands: own words for each state.

use crate::{
    db::Db,
    kernel::text,
    reports::{commands, model::Status},
    web::{Act, Admin, Answer, Page, Problems, Who, notice::Notice},
};
use actix_web::web::Data;
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of what is said of a state.
const MOST: usize = 400;

#[derive(Serialize)]
struct State {
    field: &'static str,
    when: &'static str,
    usual: &'static str,
    words: String,
    error: Option<String>,
}

#[derive(Serialize)]
struct SettingsPage {
    states: Vec<State>,
}

impl Page for SettingsPage {
    const TEMPLATE: &'static str = "reports/settings";

    fn title(&self) -> String {
        "Words for reporters".into()
    }
}

impl SettingsPage {
    fn new(words: impl Fn(Status) -> String, problems: &Problems) -> Self {
        let states = Status::ALL.iter().map(|status| State {
            field: status.as_str(),
            when: status.when(),
            usual: status.usual_words(),
            words: words(*status),
            error: problems
                .iter()
                .find(|(field, _)| *field == status.as_str())
                .map(|(_, sentence)| sentence.to_owned()),
        });
        Self {
            states: states.collect(),
        }
    }
}

/// `GET /settings`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Admin>, db: Data<Db>) -> Answer {
    let own = db.read(commands::status_words).await?;
    let words = |status| own.get(&status).cloned().unwrap_or_default();
    who.page(&SettingsPage::new(words, &Problems::none()))
}

/// `POST /settings`: an empty field has its usual words again.
///
/// # Errors
/// When the store fails.
pub async fn change(act: Act<Admin, BTreeMap<String, String>>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let mut problems = Problems::none();
    let mut own = BTreeMap::new();
    for status in Status::ALL {
        let typed = form.get(status.as_str()).map_or("", String::as_str);
        let words = problems.keep(status.as_str(), text::optional_block(typed, MOST));
        if let Some(words) = words.flatten() {
            own.insert(*status, words);
        }
    }
    if !problems.is_empty() {
        let words = |status: Status| form.get(status.as_str()).cloned().unwrap_or_default();
        return who.again(&SettingsPage::new(words, &problems));
    }
    let (by, now) = (who.person.id, who.visit.now);
    db.write(move |tx| commands::write_status_words(tx, &own, by, now))
        .await?;
    Ok(who.done(Notice::WordsKept, "/settings"))
}

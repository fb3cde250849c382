//! The lexicon of a language: a list with a search, and a text to try it on.

use super::{entry_form::language_of, read_in};
use crate::{
    db::{Db, StoreError},
    kernel::language::Language,
    language::{
        self, Hint, commands,
        model::{Listed, State, count_words},
    },
    web::{Act, Admin, Answer, Asked, Error, Page, Who},
};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};

/// Which lexicon is looked at, and for what.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    language: String,
    q: String,
}

/// A text to try the lexicon on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TryForm {
    language: String,
    text: String,
}

#[derive(Serialize)]
struct LexiconPage {
    language: &'static str,
    languages: Vec<LanguageChoice>,
    q: String,
    count: String,
    entries: Vec<EntryShown>,
    text: String,
    tried: Option<Tried>,
}

#[derive(Serialize)]
struct LanguageChoice {
    code: &'static str,
    name: &'static str,
    direction: &'static str,
    here: bool,
}

#[derive(Serialize)]
struct EntryShown {
    id: String,
    kind: &'static str,
    hit: String,
    why: String,
    instead: String,
    off: bool,
    state: Option<&'static str>,
}

#[derive(Serialize)]
struct Tried {
    said: String,
    hints: Vec<HintShown>,
}

#[derive(Serialize)]
struct HintShown {
    entry: String,
    lexicon: &'static str,
    direction: &'static str,
    words: String,
    why: String,
    instead: String,
}

impl Page for LexiconPage {
    const TEMPLATE: &'static str = "lexicon/list";

    fn title(&self) -> String {
        "Lexicon".into()
    }
}

/// `GET /lexicon?language=da&q=…`
///
/// # Errors
/// When the store fails.
pub async fn list(who: Who<Admin>, asked: Asked<ListForm>, db: Data<Db>) -> Answer {
    let language = language_of(&asked.0.language).unwrap_or(who.visit.settings.language);
    who.page(&page(&db, language, asked.0.q).await?)
}

/// `POST /lexicon/try`: what the house's lexicons say of a text, which is kept nowhere.
///
/// # Errors
/// When the store fails.
pub async fn try_it(act: Act<Admin, TryForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let language = language_of(&form.language).unwrap_or(who.visit.settings.language);
    let languages = read_in(language, &who.visit.settings);
    let text = form.text.clone();
    let hints = db
        .read(move |conn| language::hints_for(conn, &languages, &text))
        .await?;
    let mut page = page(&db, language, String::new()).await?;
    page.tried = Some(Tried {
        said: said(&form.text, &hints),
        hints: hints.into_iter().map(shown).collect(),
    });
    page.text = form.text;
    who.page(&page)
}

fn said(text: &str, hints: &[Hint]) -> String {
    let words = count_words(text);
    match hints.len() {
        0 => format!("Nothing is marked in these {words} words."),
        1 => format!("One hint in these {words} words."),
        n => format!("{n} hints in these {words} words. Whoever writes sees one at a time."),
    }
}

fn shown(hint: Hint) -> HintShown {
    HintShown {
        entry: hint.entry,
        lexicon: hint.language.as_str(),
        direction: hint.language.direction(),
        words: hint.words,
        why: hint.why,
        instead: hint.instead,
    }
}

async fn page(db: &Db, language: Language, q: String) -> Result<LexiconPage, Error> {
    let listed = db
        .read(move |conn| commands::list(conn, language))
        .await
        .map_err(|failure: StoreError| Error::from(failure))?;
    let all = listed.len();
    let wanted = q.trim().to_lowercase();
    let entries: Vec<EntryShown> = listed
        .into_iter()
        .filter(|listed| wanted.is_empty() || matches(listed, &wanted))
        .map(entry)
        .collect();
    let count = if wanted.is_empty() {
        format!("{all} entries")
    } else {
        format!("{} of {all} entries", entries.len())
    };
    Ok(LexiconPage {
        language: language.as_str(),
        languages: Language::ALL
            .iter()
            .map(|&other| LanguageChoice {
                code: other.as_str(),
                name: other.own_name(),
                direction: other.direction(),
                here: other == language,
            })
            .collect(),
        q,
        count,
        entries,
        text: String::new(),
        tried: None,
    })
}

fn matches(listed: &Listed, wanted: &str) -> bool {
    let entry = &listed.entry;
    [
        entry.id.as_str(),
        entry.kind.in_words(),
        &entry.pattern,
        &entry.why,
        &entry.instead,
        &entry.hit,
    ]
    .iter()
    .any(|text| text.to_lowercase().contains(wanted))
}

fn entry(listed: Listed) -> EntryShown {
    EntryShown {
        id: listed.entry.id,
        kind: listed.entry.kind.in_words(),
        hit: listed.entry.hit,
        why: listed.entry.why,
        instead: listed.entry.instead,
        off: !listed.active,
        state: match listed.state {
            State::Shipped => None,
            State::Changed => Some("Changed here"),
            State::Own => Some("Your own"),
        },
    }
}

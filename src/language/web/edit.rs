//! One entry of the lexicon: said otherwise, switched off, taken back, or added.

use super::entry_form::{EntryForm, FormShown, language_of};
use crate::{
    db::{Db, StoreError, Tx},
    kernel::{ids::Id, language::Language, time::Now},
    language::{
        commands::{self, Error as ActError},
        model::{Listed, State},
    },
    web::{Act, Admin, Answer, Button, Error, Page, Problems, Who, notice::Notice},
};
use actix_web::web::{Data, Path};
use serde::Serialize;

#[derive(Serialize)]
struct NewEntryPage {
    language: &'static str,
    language_name: &'static str,
    form: FormShown,
}

#[derive(Serialize)]
struct EntryPage {
    language: &'static str,
    language_name: &'static str,
    id: String,
    off: bool,
    own: bool,
    changed: bool,
    sources: Vec<String>,
    form: FormShown,
}

impl Page for NewEntryPage {
    const TEMPLATE: &'static str = "lexicon/new";

    fn title(&self) -> String {
        "A new entry".into()
    }
}

impl Page for EntryPage {
    const TEMPLATE: &'static str = "lexicon/entry";

    fn title(&self) -> String {
        "An entry of the lexicon".into()
    }
}

/// `GET /lexicon/{language}/new`
///
/// # Errors
/// Not found for an unknown language.
pub async fn new_entry(who: Who<Admin>, path: Path<String>) -> Answer {
    let language = language_of(&path).ok_or_else(Error::not_found)?;
    who.page(&new_page(language, &EntryForm::default(), Problems::none()))
}

/// `POST /lexicon`
///
/// # Errors
/// Not found for an unknown language, or the store's failure.
pub async fn add(act: Act<Admin, EntryForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    let language = language_of(&form.language).ok_or_else(Error::not_found)?;
    let words = match form.parse(&commands::parts(language)) {
        Ok(words) => words,
        Err(problems) => return who.again(&new_page(language, &form, problems)),
    };
    let (by, now) = (who.person.id, who.visit.now);
    let name = db
        .write(move |tx| commands::add(tx, language, words, by, now))
        .await
        .map_err(|failure: StoreError| Error::from(failure))?;
    Ok(who.done(Notice::LexiconAdded, &address(language, &name)))
}

/// `GET /lexicon/{language}/{entry}`
///
/// # Errors
/// Not found for an unknown entry.
pub async fn show(who: Who<Admin>, path: Path<(String, String)>, db: Data<Db>) -> Answer {
    let (language, listed) = known(&db, &path).await?;
    let form = EntryForm::of(&listed.entry);
    who.page(&entry_page(language, &listed, &form, Problems::none()))
}

/// `POST /lexicon/{language}/{entry}`
///
/// # Errors
/// Not found for an unknown entry, or the store's failure.
pub async fn change(
    act: Act<Admin, EntryForm>,
    path: Path<(String, String)>,
    db: Data<Db>,
) -> Answer {
    let Act { who, form } = act;
    let (language, listed) = known(&db, &path).await?;
    let words = match form.parse(&commands::parts(language)) {
        Ok(words) => words,
        Err(problems) => return who.again(&entry_page(language, &listed, &form, problems)),
    };
    acted(&who, &db, &path, move |tx, language, entry, by, now| {
        commands::change(tx, language, entry, words, by, now).map(|()| true)
    })
    .await
}

/// `POST /lexicon/{language}/{entry}/on`
///
/// # Errors
/// Not found for an unknown entry, or the store's failure.
pub async fn on(act: Act<Admin, Button>, path: Path<(String, String)>, db: Data<Db>) -> Answer {
    acted(&act.who, &db, &path, |tx, language, entry, by, now| {
        commands::switch(tx, language, entry, true, by, now).map(|()| true)
    })
    .await
}

/// `POST /lexicon/{language}/{entry}/off`
///
/// # Errors
/// Not found for an unknown entry, or the store's failure.
pub async fn off(act: Act<Admin, Button>, path: Path<(String, String)>, db: Data<Db>) -> Answer {
    acted(&act.who, &db, &path, |tx, language, entry, by, now| {
        commands::switch(tx, language, entry, false, by, now).map(|()| true)
    })
    .await
}

/// `POST /lexicon/{language}/{entry}/taken-back`
///
/// # Errors
/// Not found for an unknown entry, or the store's failure.
pub async fn take_back(
    act: Act<Admin, Button>,
    path: Path<(String, String)>,
    db: Data<Db>,
) -> Answer {
    acted(&act.who, &db, &path, |tx, language, entry, by, now| {
        let was = commands::take_back(tx, language, entry, by, now)?;
        Ok(was != State::Own)
    })
    .await
}

/// Acts on an entry, and goes back to it, or to the list when it is gone. The act answers whether it
/// is still there.
async fn acted<F>(who: &Who<Admin>, db: &Db, path: &(String, String), act: F) -> Answer
where
    F: FnOnce(&mut Tx<'_>, Language, &str, Id, Now) -> Result<bool, ActError> + Send + 'static,
{
    let (code, entry) = path.clone();
    let language = language_of(&code).ok_or_else(Error::not_found)?;
    let (by, now, name) = (who.person.id, who.visit.now, entry.clone());
    let done = db.write(move |tx| act(tx, language, &name, by, now)).await;
    match done {
        Ok(true) => Ok(who.done(Notice::LexiconChanged, &address(language, &entry))),
        Ok(false) => Ok(who.done(
            Notice::LexiconChanged,
            &format!("/lexicon?language={}", language.as_str()),
        )),
        Err(ActError::NotHere) => Err(Error::not_found()),
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

async fn known(db: &Db, path: &(String, String)) -> Result<(Language, Listed), Error> {
    let (code, entry) = path.clone();
    let language = language_of(&code).ok_or_else(Error::not_found)?;
    let listed = db
        .read(move |conn| commands::list(conn, language))
        .await
        .map_err(|failure: StoreError| Error::from(failure))?
        .into_iter()
        .find(|listed| listed.entry.id == entry)
        .ok_or_else(Error::not_found)?;
    Ok((language, listed))
}

fn address(language: Language, entry: &str) -> String {
    format!("/lexicon/{}/{entry}", language.as_str())
}

fn new_page(language: Language, form: &EntryForm, problems: Problems) -> NewEntryPage {
    NewEntryPage {
        language: language.as_str(),
        language_name: language.own_name(),
        form: form.shown(language, commands::parts(language), problems),
    }
}

fn entry_page(
    language: Language,
    listed: &Listed,
    form: &EntryForm,
    problems: Problems,
) -> EntryPage {
    let sources = &listed.entry.sources;
    EntryPage {
        language: language.as_str(),
        language_name: language.own_name(),
        id: listed.entry.id.clone(),
        off: !listed.active,
        own: listed.state == State::Own,
        changed: listed.state == State::Changed,
        sources: sources
            .iter()
            .map(|name| commands::source(language, name).map_or(name.clone(), str::to_owned))
            .collect(),
        form: form.shown(language, commands::parts(language), problems),
    }
}

//! What can be done to the map. What cannot be taken shows its page again with the words in it.

use super::{
    map::{MapPart, Shown},
    map_pages::{
        ChainForm, ChainPage, ConditionForm, ConditionPage, LinkForm, MapPage, Place, TopPage,
    },
    path as sheet_path, reader, reference,
};
use crate::{
    a3::{
        A3, Reader, Reference,
        commands::map::{self as commands, MapError},
        model::map::{CHAIN, ConditionCode, Map, MapRefusal, Said},
    },
    db::{Db, Tx},
    kernel::text::TextError,
    web::{Act, Analyst, Answer, Asked, Button, Code, Error, Problems, Who, notice::Notice},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Path},
};
use serde::Deserialize;

/// Where a chain begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ChainQuery {
    from: String,
}

/// `GET /a3/{reference}/map`: the map on a page of its own.
///
/// # Errors
/// Not found, also for a sheet of other places.
pub async fn large(who: Who<Analyst>, db: Data<Db>, path: Path<String>) -> Answer {
    let sheet = Sheet::load(&db, &who, &path).await?;
    let map = MapPart::new(&sheet.map, sheet_path(sheet.a3.reference), true);
    who.page(&MapPage {
        place: sheet.place(),
        map,
    })
}

/// `GET /a3/{reference}/conditions`: what happened, as a new condition at the top.
///
/// # Errors
/// Not found, also for a sheet of other places.
pub async fn new_top(who: Who<Analyst>, db: Data<Db>, path: Path<String>) -> Answer {
    let sheet = Sheet::load(&db, &who, &path).await?;
    who.page(&sheet.top(ConditionForm::default(), Problems::none()))
}

/// `POST /a3/{reference}/conditions`: adds what happened, or what made another condition possible.
///
/// # Errors
/// Not found; the store's failure.
pub async fn add(act: Act<Analyst, ConditionForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let under = match form.under.as_str() {
        "" => None,
        code => Some(condition_code(code)?),
    };
    let said = match form.parse() {
        Ok(said) => said,
        Err(problems) => {
            let sheet = Sheet::load(&db, &who, &path).await?;
            return sheet.add_again(&who, under, form, problems, None);
        }
    };
    let added = writes(&db, &who, &path, move |tx, reference, reader| {
        commands::add_condition(tx, reference, reader, under, &said)
    })
    .await;
    match added {
        Ok(code) => {
            let page = if form.large.is_empty() { "" } else { "/map" };
            let sheet = sheet_path(reference(&path)?);
            let to = format!("{sheet}{page}#condition-{code}");
            Ok(who.done(Notice::ConditionAdded, &to))
        }
        Err(MapError::Refused(refusal)) => {
            let sheet = Sheet::load(&db, &who, &path).await?;
            sheet.add_again(&who, under, form, Problems::none(), Some(&refusal))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// `GET /a3/{reference}/conditions/chain?from=4H7KQ2`: five empty fields.
///
/// # Errors
/// Not found, also for a condition that was removed.
pub async fn new_chain(
    who: Who<Analyst>,
    db: Data<Db>,
    path: Path<String>,
    asked: Asked<ChainQuery>,
) -> Answer {
    let sheet = Sheet::load(&db, &who, &path).await?;
    let from = match asked.0.from.as_str() {
        "" => None,
        code => Some(
            sheet
                .shown(condition_code(code)?)
                .ok_or_else(Error::not_found)?,
        ),
    };
    who.page(&ChainPage::new(sheet.place(), from, &[], &[]))
}

/// `POST /a3/{reference}/conditions/chain`: keeps the fields that were filled, each below the one before.
///
/// # Errors
/// Not found; the store's failure.
pub async fn add_chain(act: Act<Analyst, ChainForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let from = match form.from.as_str() {
        "" => None,
        code => Some(condition_code(code)?),
    };
    let (statements, errors) = chain(&form.why);
    if statements.is_empty() || errors.iter().any(Option::is_some) {
        let sheet = Sheet::load(&db, &who, &path).await?;
        return sheet.chain_again(&who, from, &form, &errors, None);
    }
    let added = writes(&db, &who, &path, move |tx, reference, reader| {
        commands::add_chain(tx, reference, reader, from, &statements)
    })
    .await;
    match added {
        Ok(Some(code)) => Ok(who.done(Notice::ChainAdded, &anchor(&path, code)?)),
        Ok(None) => Ok(who.done(Notice::ChainAdded, &map_anchor(&path)?)),
        Err(MapError::Refused(refusal)) => {
            let sheet = Sheet::load(&db, &who, &path).await?;
            sheet.chain_again(&who, from, &form, &errors, Some(&refusal))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// The statements of a chain, and what needs another look in each field.
fn chain(typed: &[String]) -> (Vec<Said>, Vec<Option<String>>) {
    let mut statements = Vec::new();
    let mut errors = Vec::new();
    for words in typed {
        let read = Said::parse_statement(words);
        errors.push(match &read {
            Ok(_) | Err(TextError::Empty) => None,
            Err(problem) => Some(problem.to_string()),
        });
        statements.extend(read.ok().map(Said::guess));
    }
    if typed.len() > CHAIN * 2 {
        errors.push(Some(
            "A chain has five steps. Please add the rest below its last one.".into(),
        ));
    }
    if statements.is_empty() {
        match errors.first_mut() {
            Some(first) => _ = first.get_or_insert_with(|| TextError::Empty.to_string()),
            None => errors.push(Some(TextError::Empty.to_string())),
        }
    }
    (statements, errors)
}

/// `GET /a3/{reference}/conditions/{condition}`
///
/// # Errors
/// Not found, also for a condition that was removed.
pub async fn show(who: Who<Analyst>, db: Data<Db>, path: Path<(String, String)>) -> Answer {
    let (sheet, code) = path.into_inner();
    let sheet = Sheet::load(&db, &who, &sheet).await?;
    let page = sheet
        .page(condition_code(&code)?)
        .ok_or_else(Error::not_found)?;
    who.page(&page)
}

/// `POST /a3/{reference}/conditions/{condition}`: changes its words. What somebody else has written meanwhile is
/// shown beside.
///
/// # Errors
/// Not found; the store's failure.
pub async fn change(
    act: Act<Analyst, ConditionForm>,
    db: Data<Db>,
    path: Path<(String, String)>,
) -> Answer {
    let Act { who, form } = act;
    let (path, code) = path.into_inner();
    let code = condition_code(&code)?;
    let said = match form.parse() {
        Ok(said) => said,
        Err(problems) => {
            let sheet = Sheet::load(&db, &who, &path).await?;
            return sheet.edit_again(&who, code, form, problems);
        }
    };
    // Whatever is no number was on top of nothing.
    let based_on = form.version.trim().parse().unwrap_or(0);
    let changed = writes(&db, &who, &path, move |tx, reference, reader| {
        commands::change_condition(tx, reference, reader, code, based_on, &said)
    })
    .await;
    match changed {
        Ok(()) => Ok(who.done(Notice::ConditionChanged, &anchor(&path, code)?)),
        Err(MapError::Changed(theirs)) => {
            let sheet = Sheet::load(&db, &who, &path).await?;
            let mut page = sheet.page(code).ok_or_else(Error::not_found)?;
            let mine = ConditionForm {
                version: theirs.version.to_string(),
                ..form
            };
            page.edit = mine.shown("edit", Problems::none());
            page.editing = true;
            page.meanwhile = Some(Shown::new(&theirs));
            who.page_with(StatusCode::CONFLICT, &page)
        }
        Err(MapError::Refused(refusal)) => {
            let sheet = Sheet::load(&db, &who, &path).await?;
            sheet.gone(&who, form, &refusal)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// `POST /a3/{reference}/conditions/links`: says that one condition made another possible.
///
/// # Errors
/// Not found; the store's failure.
pub async fn link(act: Act<Analyst, LinkForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let on = condition_code(&form.on)?;
    let (Ok(what), Ok(by)) = (
        ConditionCode::parse(&form.what),
        ConditionCode::parse(&form.by),
    ) else {
        let sheet = Sheet::load(&db, &who, &path).await?;
        let sentence = "Please choose a condition of the list.";
        return sheet.refused(&who, on, StatusCode::UNPROCESSABLE_ENTITY, sentence);
    };
    let linked = writes(&db, &who, &path, move |tx, reference, reader| {
        commands::link_conditions(tx, reference, reader, what, by)
    })
    .await;
    stays(&db, &who, &path, on, Notice::ConditionsLinked, linked).await
}

/// `POST /a3/{reference}/conditions/unlinked`: takes that back.
///
/// # Errors
/// Not found; the store's failure.
pub async fn unlink(act: Act<Analyst, LinkForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let on = condition_code(&form.on)?;
    let (what, by) = (condition_code(&form.what)?, condition_code(&form.by)?);
    let unlinked = writes(&db, &who, &path, move |tx, reference, reader| {
        commands::unlink_conditions(tx, reference, reader, what, by)
    })
    .await;
    stays(&db, &who, &path, on, Notice::ConditionsUnlinked, unlinked).await
}

/// `POST /a3/{reference}/conditions/{condition}/removed`
///
/// # Errors
/// Not found; the store's failure.
pub async fn remove(
    act: Act<Analyst, Button>,
    db: Data<Db>,
    path: Path<(String, String)>,
) -> Answer {
    let who = act.who;
    let (path, code) = path.into_inner();
    let code = condition_code(&code)?;
    let removed = writes(&db, &who, &path, move |tx, reference, reader| {
        commands::remove_condition(tx, reference, reader, code)
    })
    .await;
    match removed {
        // Somebody else was quicker: it is gone, as was asked for.
        Ok(()) | Err(MapError::Refused(MapRefusal::NotHere)) => {
            Ok(who.done(Notice::ConditionRemoved, &map_anchor(&path)?))
        }
        Err(failure) => Err(failure.into()),
    }
}

/// Back to the page of the condition on which the form stood.
async fn stays(
    db: &Db,
    who: &Who<Analyst>,
    path: &str,
    on: ConditionCode,
    notice: Notice,
    done: Result<(), MapError>,
) -> Answer {
    match done {
        Ok(()) => {
            let sheet = sheet_path(reference(path)?);
            Ok(who.done(notice, &format!("{sheet}/conditions/{on}#links")))
        }
        Err(MapError::Refused(refusal)) => {
            let sheet = Sheet::load(db, who, path).await?;
            sheet.refused(who, on, status(&refusal), &refusal.to_string())
        }
        Err(failure) => Err(failure.into()),
    }
}

impl From<MapError> for Error {
    fn from(failure: MapError) -> Self {
        match failure {
            MapError::Sheet(refusal) => crate::a3::Error::Refused(refusal).into(),
            MapError::Refused(MapRefusal::NotHere) => Self::not_found(),
            MapError::Refused(refusal) => Self::new(Code::LookAgain, refusal),
            MapError::Changed(_) => Self::new(Code::NotNow, failure),
            MapError::Store(failure) => failure.into(),
        }
    }
}

/// What was not done, as a status.
fn status(refusal: &MapRefusal) -> StatusCode {
    match refusal {
        MapRefusal::NotHere | MapRefusal::Full | MapRefusal::FullOfLinks => StatusCode::CONFLICT,
        MapRefusal::Itself | MapRefusal::Known | MapRefusal::Circle { .. } => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

async fn writes<T: Send + 'static>(
    db: &Db,
    who: &Who<Analyst>,
    path: &str,
    act: impl FnOnce(&mut Tx<'_>, Reference, &Reader) -> Result<T, MapError> + Send + 'static,
) -> Result<T, MapError> {
    let Ok(reference) = Reference::parse(path) else {
        return Err(MapError::Sheet(crate::a3::Refusal::NotHere));
    };
    let reader = reader(who);
    db.write(move |tx| act(tx, reference, &reader)).await
}

/// A sheet with its map, as the pages of the map need it.
struct Sheet {
    a3: A3,
    map: Map,
}

impl Sheet {
    async fn load(db: &Db, who: &Who<Analyst>, path: &str) -> Result<Self, Error> {
        let (reference, reader) = (reference(path)?, reader(who));
        let (a3, map) = db
            .read(move |conn| commands::see_map(conn, reference, &reader))
            .await?;
        Ok(Self { a3, map })
    }

    fn place(&self) -> Place {
        Place {
            sheet: sheet_path(self.a3.reference),
            title: self.a3.title.clone(),
        }
    }

    fn shown(&self, code: ConditionCode) -> Option<Shown> {
        let place = self.map.find(code)?;
        self.map.get(place).map(Shown::new)
    }

    fn page(&self, code: ConditionCode) -> Option<ConditionPage> {
        ConditionPage::new(self.place(), &self.map, self.map.find(code)?)
    }

    fn top(&self, form: ConditionForm, problems: Problems) -> TopPage {
        TopPage {
            place: self.place(),
            add: form.shown("add", problems),
            refused: None,
        }
    }

    /// The form that adds a condition, with what was typed. When the one above it is gone, the words can still be
    /// added at the top.
    fn add_again(
        &self,
        who: &Who<Analyst>,
        under: Option<ConditionCode>,
        form: ConditionForm,
        problems: Problems,
        refusal: Option<&MapRefusal>,
    ) -> Answer {
        let status = refusal.map_or(StatusCode::UNPROCESSABLE_ENTITY, status);
        match under.map(|code| self.page(code)) {
            Some(Some(mut page)) => {
                page.add = form.shown("add", problems);
                page.refused = refusal.map(ToString::to_string);
                who.page_with(status, &page)
            }
            Some(None) => self.gone(who, form, &MapRefusal::NotHere),
            None => {
                let mut page = self.top(form, problems);
                page.refused = refusal.map(ToString::to_string);
                who.page_with(status, &page)
            }
        }
    }

    fn chain_again(
        &self,
        who: &Who<Analyst>,
        from: Option<ConditionCode>,
        form: &ChainForm,
        errors: &[Option<String>],
        refusal: Option<&MapRefusal>,
    ) -> Answer {
        let begins = from.and_then(|code| self.shown(code));
        let gone = from.is_some() && begins.is_none();
        let mut page = ChainPage::new(self.place(), begins, &form.why, errors);
        page.refused = match (gone, refusal) {
            (true, _) => Some(format!(
                "{} Your words are below; they can begin a chain of their own.",
                MapRefusal::NotHere
            )),
            (false, refusal) => refusal.map(ToString::to_string),
        };
        let status = refusal.map_or(StatusCode::UNPROCESSABLE_ENTITY, status);
        who.page_with(status, &page)
    }

    fn edit_again(
        &self,
        who: &Who<Analyst>,
        code: ConditionCode,
        form: ConditionForm,
        problems: Problems,
    ) -> Answer {
        match self.page(code) {
            Some(mut page) => {
                page.edit = form.shown("edit", problems);
                page.editing = true;
                who.again(&page)
            }
            None => self.gone(who, form, &MapRefusal::NotHere),
        }
    }

    /// Words whose condition was removed: they can be added at the top.
    fn gone(&self, who: &Who<Analyst>, form: ConditionForm, refusal: &MapRefusal) -> Answer {
        let mut page = self.top(form, Problems::none());
        page.refused = Some(format!(
            "{refusal} Your words are below; you can add them at the top."
        ));
        who.page_with(StatusCode::CONFLICT, &page)
    }

    fn refused(
        &self,
        who: &Who<Analyst>,
        on: ConditionCode,
        status: StatusCode,
        sentence: &str,
    ) -> Answer {
        let mut page = self.page(on).ok_or_else(Error::not_found)?;
        page.refused = Some(sentence.to_owned());
        who.page_with(status, &page)
    }
}

fn condition_code(raw: &str) -> Result<ConditionCode, Error> {
    ConditionCode::parse(raw).map_err(|_unreadable| Error::not_found())
}

fn anchor(path: &str, code: ConditionCode) -> Result<String, Error> {
    Ok(format!("{}#condition-{code}", sheet_path(reference(path)?)))
}

fn map_anchor(path: &str) -> Result<String, Error> {
    Ok(format!("{}#map", sheet_path(reference(path)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_keeps_what_was_filled() {
        let typed = ["", "The gate stood open", " ", "Its spring is worn", ""].map(str::to_owned);
        let (statements, errors) = chain(&typed);
        let read: Vec<&str> = statements
            .iter()
            .map(|said| said.statement.as_str())
            .collect();
        assert_eq!(read, ["The gate stood open", "Its spring is worn"]);
        assert!(errors.iter().all(Option::is_none));
    }

    #[test]
    fn an_empty_chain_asks_for_words() {
        assert!(chain(&[]).1[0].is_some());
        assert!(chain(&["".to_owned()]).1[0].is_some());
        assert!(chain(&["x".repeat(501)]).1[0].is_some());
    }
}

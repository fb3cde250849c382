//! Limits set anew after a change that was written down, and taken back.

use super::{Choice, changes};
use crate::{
    db::Db,
    places,
    trends::{
        commands::{self, Error as ActError, Ground, Refusal},
        model::{Reference, Series},
        store::{self, Reach},
        web::{asking::looking, words},
    },
    web::{Act, Analyst, Answer, Button, Code, Error, Page, Problems, Who, notice::Notice},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LimitsForm {
    series: String,
    reason: String,
    /// How often the limits of each series had been set anew when the page was opened, in the order of the series.
    seen: String,
}

#[derive(Serialize)]
struct LimitsPage {
    path: String,
    place: String,
    words: String,
    week: String,
    series: Vec<Choice>,
    reason: String,
    seen: String,
    problems: Problems,
    refused: Option<String>,
}

impl Page for LimitsPage {
    const TEMPLATE: &'static str = "trends/limits";

    fn title(&self) -> String {
        "Set limits anew".into()
    }
}

/// `GET /trends/limits/{change}`
///
/// # Errors
/// Not found; the store's failure.
pub async fn new_limits(who: Who<Analyst>, db: Data<Db>, path: Path<String>) -> Answer {
    let form = LimitsForm::default();
    let page = page(&who, &db, super::reference(&path)?, &form).await?;
    who.page(&page)
}

/// `POST /trends/limits/{change}`
///
/// # Errors
/// Not found; set anew by somebody else; the store's failure.
pub async fn set(act: Act<Analyst, LimitsForm>, db: Data<Db>, path: Path<String>) -> Answer {
    let Act { who, form } = act;
    let (change, looking, now) = (super::reference(&path)?, looking(&who), who.visit.now);
    let mut problems = Problems::none();
    let series = problems.keep("series", Series::parse(&form.series));
    let reason = problems.keep("reason", super::line(&form.reason));
    let (Some(series), Some(reason)) = (series, reason) else {
        let mut page = page(&who, &db, change, &form).await?;
        page.problems = problems;
        return who.again(&page);
    };
    let position = Series::ALL.iter().position(|one| *one == series);
    let seen = form.seen.split(',').nth(position.unwrap_or_default());
    let seen = seen.and_then(|seen| seen.parse().ok()).unwrap_or(0);
    let done = db
        .write(move |tx| {
            let ground = Ground::Change(change, series);
            commands::limits_anew(tx, &looking, ground, &reason, seen, now)
        })
        .await;
    match done {
        Ok(_) => Ok(who.done(Notice::LimitsSetAnew, changes::PATH)),
        Err(ActError::Refused(Refusal::NotHere)) => Err(Error::not_found()),
        Err(ActError::Refused(refusal)) => {
            let mut page = page(&who, &db, change, &form).await?;
            page.refused = Some(refusal.to_string());
            who.page_with(Code::status(Error::from(refusal).code), &page)
        }
        Err(ActError::Store(failure)) => Err(failure.into()),
    }
}

/// `POST /trends/limits/{phase}/taken-back`
///
/// # Errors
/// Not found; taken back already; the store's failure.
pub async fn take_back(act: Act<Analyst, Button>, db: Data<Db>, path: Path<String>) -> Answer {
    let who = act.who;
    let (phase, looking, now) = (super::reference(&path)?, looking(&who), who.visit.now);
    db.write(move |tx| commands::limits_as_before(tx, &looking, phase, now))
        .await?;
    Ok(who.done(Notice::LimitsTakenBack, changes::PATH))
}

async fn page(
    who: &Who<Analyst>,
    db: &Db,
    reference: Reference,
    form: &LimitsForm,
) -> Result<LimitsPage, Error> {
    let (looking, form) = (looking(who), form.clone());
    db.read(move |conn| {
        let tree = places::all(conn)?;
        let change = store::change_by_reference(conn, reference)?.ok_or_else(Error::not_found)?;
        let reach = store::reach(&tree, change.place, &looking)
            .filter(|reach| looking.may_write(*reach))
            .filter(|reach| *reach == Reach::Own || change.published);
        if reach.is_none() {
            return Err(Error::not_found());
        }
        let mut seen = Vec::new();
        for series in Series::ALL {
            let number = store::latest_number(conn, change.place, *series, change.published)?;
            seen.push(number.to_string());
        }
        let reason = match form.reason.is_empty() {
            true => change.words.clone(),
            false => form.reason,
        };
        Ok(LimitsPage {
            path: format!("/trends/limits/{}", reference.grouped(3)),
            place: tree.path(change.place),
            week: words::day(change.week),
            words: change.words,
            series: super::series(&form.series),
            reason,
            seen: seen.join(","),
            problems: Problems::none(),
            refused: None,
        })
    })
    .await
}

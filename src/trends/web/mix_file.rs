//! The candor mix as files.

use super::{
    asking::{FilterForm, looking},
    candor_mix, sheet,
};
use crate::{
    db::Db,
    kernel::time::Week,
    reports::Kind,
    trends::model::{KindCell, KindSum, Mix},
    web::{Analyst, Answer, Asked, Error, Who},
};
use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use std::collections::BTreeMap;

/// `GET /trends/candor-mix.csv`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn csv(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<FilterForm>) -> Answer {
    let mix = asked(&who, &db, &form).await?;
    let mut head = vec!["week", "weeks", "reports"];
    head.extend(Kind::ALL.iter().map(|kind| kind.as_str()));
    let text = |n: &Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let cells = |cell: &KindCell| {
        let mut row = vec![
            Week::of(cell.from).to_string(),
            cell.weeks.to_string(),
            text(&cell.n),
        ];
        row.extend(cell.kinds.iter().map(text));
        row
    };
    let rows: Vec<Vec<String>> = mix.cells.iter().map(cells).collect();
    sheet::answer("candor-mix", &head, &rows)
}

/// `GET /trends/candor-mix.json`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn json(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<FilterForm>) -> Answer {
    let mix = asked(&who, &db, &form).await?;
    Ok(HttpResponse::Ok().json(Json::of(&mix)))
}

async fn asked(who: &Who<Analyst>, db: &Db, form: &FilterForm) -> Result<Mix, Error> {
    let seen = form.see(db, looking(who), candor_mix::view).await?;
    let (_, (mix, _)) = seen.map_err(|again| again.into_error())?;
    Ok(mix)
}

#[derive(Serialize)]
struct Json {
    reports: i64,
    kinds: BTreeMap<&'static str, JsonKind>,
    periods: Vec<JsonPeriod>,
    held_back: usize,
}

#[derive(Serialize)]
struct JsonKind {
    n: i64,
    /// Whether some of it is held back.
    partly: bool,
    percent: Option<i64>,
}

#[derive(Serialize)]
struct JsonPeriod {
    week: String,
    period_weeks: u32,
    n: Option<i64>,
    kinds: BTreeMap<&'static str, Option<i64>>,
}

impl Json {
    fn of(mix: &Mix) -> Self {
        let words = || Kind::ALL.iter().map(|kind| kind.as_str());
        let kind = |sum: KindSum| JsonKind {
            n: sum.n,
            partly: sum.partly,
            percent: mix.percent(sum),
        };
        let kinds = words().zip(mix.kinds.map(kind)).collect();
        let period = |cell: &KindCell| JsonPeriod {
            week: Week::of(cell.from).to_string(),
            period_weeks: cell.weeks,
            n: cell.n,
            kinds: words().zip(cell.kinds).collect(),
        };
        Self {
            reports: mix.n,
            kinds,
            periods: mix.cells.iter().map(period).collect(),
            held_back: mix.held_back,
        }
    }
}

//! Do people bring bad news early or late?

use super::{
    asking::{FilterForm, Filters, Offered, Seen, looking},
    chart::{LineChart, medians},
    parts::Notes,
    sheet,
    time_words::{self, Fact},
    words,
};
use crate::{
    db::Db,
    trends::{
        model::{Row, TimeToSurface},
        store,
    },
    web::{Analyst, Answer, Asked, Error, Page, Who},
};
use actix_web::{HttpResponse, web::Data};
use serde::Serialize;

const PATH: &str = "/trends/time-to-surface";

#[derive(Serialize)]
struct TimePage {
    filters: Filters,
    /// `None` when the filters need another look.
    view: Option<View>,
}

#[derive(Serialize)]
struct View {
    thanks: String,
    notes: Notes,
    empty: bool,
    facts: Vec<Fact>,
    corrected: String,
    chart: Option<LineChart>,
    /// Whether a hollow point stands for fewer than this.
    small_number: i64,
    per: String,
    rows: Vec<Line>,
    query: String,
}

/// A line of the table: what programs read, and what people read.
#[derive(Serialize)]
struct Line {
    week: String,
    day: String,
    /// Its length, where it is not a week.
    weeks: Option<u32>,
    n: Option<i64>,
    median: Option<f64>,
    within: String,
    note: &'static str,
}

impl Page for TimePage {
    const TEMPLATE: &'static str = "trends/time_to_surface";

    fn title(&self) -> String {
        "How soon do people speak up?".into()
    }
}

/// `GET /trends/time-to-surface`
///
/// # Errors
/// The store's failure.
pub async fn show(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<FilterForm>) -> Answer {
    match form.see(&db, looking(&who), view).await? {
        Ok((seen, view)) => who.page(&TimePage {
            filters: seen.filters(Offered::KIND),
            view: Some(View::of(&seen, &view)),
        }),
        Err(again) => who.again(&TimePage {
            filters: form.again(&again, Offered::KIND),
            view: None,
        }),
    }
}

/// `GET /trends/time-to-surface.csv`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn csv(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<FilterForm>) -> Answer {
    let (_, view) = asked(&who, &db, &form).await?;
    let rows: Vec<Vec<String>> = view.rows.iter().map(cells).collect();
    let head = [
        "week",
        "weeks",
        "reports",
        "median_minutes",
        "state",
        "held_back",
    ];
    sheet::answer("time-to-surface", &head, &rows)
}

/// `GET /trends/time-to-surface.json` and `GET /api/v1/trends/time-to-surface`
///
/// # Errors
/// Filters that need another look, or the store's failure.
pub async fn json(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<FilterForm>) -> Answer {
    let (_, view) = asked(&who, &db, &form).await?;
    Ok(HttpResponse::Ok().json(Json::of(&view)))
}

async fn asked(
    who: &Who<Analyst>,
    db: &Db,
    form: &FilterForm,
) -> Result<(Seen, TimeToSurface), Error> {
    form.see(db, looking(who), view)
        .await?
        .map_err(|again| again.into_error())
}

/// The numbers of the place, kind and days asked for.
pub(super) fn view(
    conn: &mut crate::db::Conn,
    seen: &Seen,
) -> Result<TimeToSurface, crate::db::StoreError> {
    let delays = store::delays(conn, seen.found.shown, seen.filter.kind)?;
    let cells = seen.found.house.cells(&seen.filter.days, seen.filter.kind);
    Ok(TimeToSurface::of(&cells, &delays, seen.looked()))
}

impl View {
    fn of(seen: &Seen, view: &TimeToSurface) -> Self {
        let k = seen.looking.k;
        Self {
            thanks: words::thanks_of(seen, view),
            notes: Notes::of(seen, view.period_weeks, view.held_back, view.n, PATH),
            empty: view.n == 0,
            facts: time_words::facts(view, k),
            corrected: time_words::corrected(view),
            chart: medians(&view.rows, time_words::point),
            small_number: k,
            per: words::period(view.period_weeks),
            rows: view.rows.iter().map(Line::of).collect(),
            query: seen.query(),
        }
    }
}

impl Line {
    fn of(row: &Row) -> Self {
        Self {
            week: row.week.to_string(),
            day: words::day(row.week),
            weeks: (row.weeks > 1).then_some(row.weeks),
            n: row.n,
            median: row.median,
            within: row.median.map(words::length).unwrap_or_default(),
            note: match row.n {
                Some(_) => time_words::arriving(row.state),
                None => "held back to protect reporters",
            },
        }
    }
}

fn cells(row: &Row) -> Vec<String> {
    vec![
        row.week.to_string(),
        row.weeks.to_string(),
        row.n.map(|n| n.to_string()).unwrap_or_default(),
        row.median
            .map(|minutes| minutes.to_string())
            .unwrap_or_default(),
        time_words::state(row.state).into(),
        if row.n.is_none() { "yes" } else { "no" }.into(),
    ]
}

/// The shape that other programs rely on.
#[derive(Serialize)]
struct Json {
    unit: &'static str,
    reports: i64,
    median: Option<f64>,
    p90: Option<f64>,
    corrected: Quantiles,
    same_shift: Option<f64>,
    weeks: Vec<JsonWeek>,
    held_back: usize,
}

#[derive(Serialize)]
struct Quantiles {
    median: Option<f64>,
    p90: Option<f64>,
    longest_weeks: Option<i32>,
}

#[derive(Serialize)]
struct JsonWeek {
    week: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    period_weeks: Option<u32>,
    n: Option<i64>,
    median: Option<f64>,
    state: &'static str,
}

impl Json {
    fn of(view: &TimeToSurface) -> Self {
        let week = |row: &Row| JsonWeek {
            week: row.week.to_string(),
            period_weeks: (row.weeks > 1).then_some(row.weeks),
            n: row.n,
            median: row.median,
            state: time_words::state(row.state),
        };
        Self {
            unit: "minutes",
            reports: view.n,
            median: view.median,
            p90: view.p90,
            corrected: Quantiles {
                median: view.corrected_median,
                p90: view.corrected_p90,
                longest_weeks: view.longest,
            },
            same_shift: view.same_shift.map(|share| share.number()),
            weeks: view.rows.iter().map(week).collect(),
            held_back: view.held_back,
        }
    }
}

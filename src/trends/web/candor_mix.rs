//! What do people tell us about?

use super::{
    asking::{FilterForm, Filters, Seen, looking},
    chart_rows::{self, RowChart, Series},
    parts::Notes,
    sheet, words,
};
use crate::{
    db::{Conn, Db, StoreError},
    kernel::time::Week,
    reports::Kind,
    stats::{Period, Published},
    trends::{
        model::{KindCell, KindSum, Mix, TimeToSurface},
        store,
    },
    web::{Analyst, Answer, Asked, Error, Page, Who},
};
use actix_web::{HttpResponse, web::Data};
use serde::Serialize;
use std::collections::BTreeMap;

const PATH: &str = "/trends/candor-mix";

#[derive(Serialize)]
struct MixPage {
    filters: Filters,
    view: Option<View>,
}

#[derive(Serialize)]
struct View {
    thanks: String,
    notes: Notes,
    empty: bool,
    chart: Option<RowChart>,
    per: String,
    kinds: Vec<KindLine>,
    lines: Vec<Line>,
    n: i64,
    kind_held_back: Option<String>,
    query: String,
}

#[derive(Serialize)]
struct KindLine {
    name: &'static str,
    icon: &'static str,
    n: i64,
    share: String,
}

#[derive(Serialize)]
struct Line {
    week: String,
    day: String,
    weeks: u32,
    all: Count,
    kinds: Vec<Count>,
}

/// A count: what programs read, and what people read.
#[derive(Serialize)]
struct Count {
    n: Option<i64>,
    words: String,
}

impl Page for MixPage {
    const TEMPLATE: &'static str = "trends/candor_mix";

    fn title(&self) -> String {
        "What do people tell us about?".into()
    }
}

/// `GET /trends/candor-mix`
///
/// # Errors
/// The store's failure.
pub async fn show(who: Who<Analyst>, db: Data<Db>, Asked(form): Asked<FilterForm>) -> Answer {
    match form.see(&db, looking(&who), view).await? {
        Ok((seen, (mix, times))) => who.page(&MixPage {
            filters: seen.filters(false),
            view: Some(View::of(&seen, &mix, &times)),
        }),
        Err(again) => who.again(&MixPage {
            filters: form.again(&again, false),
            view: None,
        }),
    }
}

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
    let seen = form.see(db, looking(who), view).await?;
    let (_, (mix, _)) = seen.map_err(|again| again.into_error())?;
    Ok(mix)
}

/// All kinds are shown side by side, so a kind in the address changes nothing. The thanks speak of the same
/// periods as the table.
pub(super) fn view(conn: &mut Conn, seen: &Seen) -> Result<(Mix, TimeToSurface), StoreError> {
    let cells = seen.found.house.by_kind(&seen.filter.days);
    let delays = store::delays(conn, seen.found.shown, None)?;
    let all = Published {
        period: Period::TwelveWeeks,
        cells: cells.iter().map(KindCell::all).collect(),
        held_back: 0,
    };
    Ok((
        Mix::of(&cells),
        TimeToSurface::of(&all, &delays, seen.looked()),
    ))
}

impl View {
    fn of(seen: &Seen, mix: &Mix, times: &TimeToSurface) -> Self {
        let weeks = mix.cells.first().map_or(12, |cell| cell.weeks);
        let kinds: Vec<KindLine> = Kind::ALL
            .iter()
            .zip(mix.kinds)
            .map(|(kind, sum)| KindLine {
                name: kind.in_words(),
                icon: kind.icon(),
                n: sum.n,
                share: match mix.percent(sum) {
                    Some(percent) => format!("{percent} %"),
                    None => "held back in part".into(),
                },
            })
            .collect();
        let held = mix.kind_held_back;
        let whole = mix.cells.iter().filter(|cell| cell.n.is_none()).count();
        Self {
            thanks: words::thanks(times, &seen.filter.days, seen.looking.today),
            notes: Notes::of(seen, weeks, whole, mix.n, PATH),
            empty: mix.n == 0,
            chart: chart(mix),
            per: words::period(weeks),
            lines: mix.cells.iter().map(Line::of).collect(),
            n: mix.n,
            kind_held_back: (held > 0).then(|| {
                format!(
                    "Of {}, the kind is held back to protect reporters.",
                    words::reports(held)
                )
            }),
            kinds,
            query: seen.query(),
        }
    }
}

impl Line {
    fn of(cell: &KindCell) -> Self {
        let week = Week::of(cell.from);
        Self {
            week: week.to_string(),
            day: words::day(week),
            weeks: cell.weeks,
            all: Count::of(cell.n),
            kinds: cell.kinds.into_iter().map(Count::of).collect(),
        }
    }
}

impl Count {
    fn of(n: Option<i64>) -> Self {
        Self {
            n,
            words: n.map_or_else(|| "held back".into(), |n| n.to_string()),
        }
    }
}

fn chart(mix: &Mix) -> Option<RowChart> {
    let mondays: Vec<_> = mix.cells.iter().map(|cell| cell.from).collect();
    let series: Vec<Series> = Kind::ALL
        .iter()
        .enumerate()
        .map(|(i, kind)| Series {
            name: kind.in_words().into(),
            end: mix
                .kinds
                .get(i)
                .map_or_else(String::new, |sum| match mix.percent(*sum) {
                    Some(percent) => format!("{percent} %"),
                    None => "held back in part".into(),
                }),
            counts: mix
                .cells
                .iter()
                .map(|cell| cell.kinds.get(i).copied().flatten())
                .collect(),
        })
        .collect();
    (mix.n > 0).then(|| chart_rows::rows("Reports of each kind over time", &mondays, &series))?
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

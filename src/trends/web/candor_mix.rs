//! What do people tell us about?

use super::{
    asking::{FilterForm, Filters, Offered, Seen, looking},
    chart_rows::{self, RowChart, Series},
    parts::Notes,
    saved::Saved,
    words,
};
use crate::{
    db::{Conn, Db, StoreError},
    kernel::time::Week,
    reports::Kind,
    stats::{Period, Published},
    trends::{
        model::{KindCell, Mix, TimeToSurface},
        store,
    },
    web::{Analyst, Answer, Asked, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

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
    /// Whether something is held back.
    held: bool,
    per: String,
    kinds: Vec<KindLine>,
    lines: Vec<Line>,
    n: i64,
    kind_held_back: Option<String>,
    query: String,
    saved: Saved,
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
    weeks: String,
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
        Ok((seen, (mix, times))) => {
            let house = who.visit.settings.public_url.as_deref();
            let saved = Saved::of(PATH, &seen, house);
            who.page(&MixPage {
                filters: seen.filters(Offered::PLACE),
                view: Some(View::of(&seen, &mix, &times, saved)),
            })
        }
        Err(again) => who.again(&MixPage {
            filters: form.again(&again, Offered::PLACE),
            view: None,
        }),
    }
}

/// All kinds are shown side by side, so a kind in the address changes nothing. The thanks speak of the same
/// periods as the table.
pub(super) fn view(conn: &mut Conn, seen: &Seen) -> Result<(Mix, TimeToSurface), StoreError> {
    let cells = seen.found.house.by_kind(&seen.filter.days);
    let (days, today) = (&seen.filter.days, seen.looking.today);
    let delays = store::delays(conn, seen.found.shown, None, days, today)?;
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
    fn of(seen: &Seen, mix: &Mix, times: &TimeToSurface, saved: Saved) -> Self {
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
            thanks: words::thanks_of(seen, times),
            notes: Notes::of(seen, weeks, whole, mix.n, PATH),
            empty: mix.n == 0,
            chart: chart(mix),
            held: mix.held_back > 0,
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
            saved,
        }
    }
}

impl Line {
    fn of(cell: &KindCell) -> Self {
        let week = Week::of(cell.from);
        Self {
            week: week.to_string(),
            day: words::day(week),
            weeks: words::weeks(cell.weeks),
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

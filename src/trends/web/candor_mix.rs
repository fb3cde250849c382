//! What do people tell us about?

use super::{
    asking::{Offered, Seen},
    parts::{Notes, listed},
    process_chart,
    small_charts::{self, Small},
    table::{Cell as Value, Column, Table},
    view::{self, Fact, Figure, Findings, View},
    words, written,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    reports::Kind,
    stats::{
        Period, Published,
        xmr::{self, Settings},
    },
    trends::{
        model::{KindCell, KindSum, LEAST, Mix, MixCourse, Series, TimeToSurface},
        store,
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

/// `/trends/candor-mix`
#[derive(Debug)]
pub struct CandorMix;

impl View for CandorMix {
    const NAME: &'static str = "candor-mix";
    const QUESTION: &'static str = "What do people tell us about?";
    const LEDE: &'static str =
        "A mistake of one's own or a doubt costs more courage to tell than a broken machine.";
    const OFFERED: Offered = Offered::PLACE.with_last_year();

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let (mix, times) = view(conn, seen)?;
        let found = seen.with_past(conn)?;
        let mut course = MixCourse::of(&found.house, found.first, &seen.filter.days);
        let (marks, _) = written::marks(conn, seen, Series::Reports)?;
        course.close(&marks.closed);
        let weeks = course.process.period.weeks();
        let whole = mix.cells.iter().filter(|cell| cell.n.is_none()).count();
        let kinds = charts(seen, &mix, &course);
        let held = mix.kind_held_back;
        let held = (held > 0).then(|| {
            format!(
                "Of {}, the kind is held back to protect reporters.",
                words::reports(held)
            )
        });
        // All have the same periods: the one that is held back least says most.
        let longest = kinds
            .iter()
            .filter_map(|kind| kind.chart.phases.last().map(|phase| (phase.known, kind)))
            .max_by_key(|(known, _)| *known);
        let standing = longest.map(|(_, kind)| process_chart::standing(&kind.chart));
        Ok(Findings {
            thanks: words::thanks_of(seen, &times),
            notes: Notes::of(seen, weeks, whole, mix.n, &view::path::<Self>()),
            empty: mix.n == 0,
            facts: facts(&mix),
            about: held.into_iter().chain(standing).collect(),
            figures: figure(&kinds, &course, weeks).into_iter().collect(),
            tables: vec![table(&mix)],
            held_back: mix.held_back,
            json: serde_json::to_value(Json::of(&mix)).ok(),
        })
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

/// "57 %", of all reports of the days asked for.
fn share(mix: &Mix, sum: KindSum) -> String {
    match mix.percent(sum) {
        Some(percent) => format!("{percent} %"),
        None => "held back in part".into(),
    }
}

fn facts(mix: &Mix) -> Vec<Fact> {
    let fact = |(kind, sum): (&Kind, KindSum)| {
        let words = match mix.percent(sum) {
            Some(_) if sum.n == 0 => "0".into(),
            Some(percent) => format!("{} ({percent} %)", sum.n),
            None => share(mix, sum),
        };
        Fact::new(kind.as_str(), kind.in_words(), words, mix.percent(sum))
    };
    Kind::ALL.iter().zip(mix.kinds).map(fact).collect()
}

/// A chart for each kind that anybody has told, or may have.
///
/// Six shares in one stack would need six fills to be told apart, and only the lowest could be followed over time.
fn charts(seen: &Seen, mix: &Mix, course: &MixCourse) -> Vec<Small> {
    let kinds = Kind::ALL.iter().zip(mix.kinds).enumerate();
    kinds
        .filter(|(at, _)| course.told(*at))
        .map(|(at, (kind, sum))| {
            let shares = course.shares(at);
            let before = seen.filter.last_year;
            Small {
                name: kind.in_words().into(),
                all: Some(share(mix, sum)),
                chart: xmr::chart(&shares, &[], &Settings::default()),
                held: course.held_back(at),
                last_year: before
                    .then(|| course.process.year_before(&shares))
                    .flatten(),
                process: course.process.clone(),
                unit: small_charts::PER_CENT,
            }
        })
        .collect()
}

fn figure(kinds: &[Small], course: &MixCourse, weeks: u32) -> Option<Figure> {
    if kinds.is_empty() {
        return None;
    }
    let per = words::period(weeks);
    let mut about = vec![
        format!(
            "Each kind beside its own past, as its share of all reports of {}, where there are at least {LEAST}. Heights have scales of their own and cannot be compared.",
            words::weeks(weeks)
        ),
        "No kind is better than another: more of one can mean more trust, or more of what happens. Ask, do not judge.".into(),
    ];
    let none: Vec<String> = Kind::ALL
        .iter()
        .enumerate()
        .filter(|(at, _)| !course.told(*at))
        .map(|(_, kind)| kind.in_words().to_lowercase())
        .collect();
    if !none.is_empty() {
        about.push(format!(
            "Nobody has told us of these kinds yet: {}. Is there none of it, or is it hard to say?",
            listed(&none)
        ));
    }
    Some(Figure {
        id: "mix",
        heading: format!("What share is each kind, {per}?"),
        drawing: small_charts::draw("Each kind beside its own past", kinds),
        key: small_charts::key(kinds, "Its share of all reports", "this kind"),
        words: about,
    })
}

fn table(mix: &Mix) -> Table {
    let mut columns = vec![
        Column::words("week", "From"),
        Column::file("weeks"),
        Column::number("reports", "All"),
    ];
    columns.extend(
        Kind::ALL
            .iter()
            .map(|kind| Column::number(kind.as_str(), kind.in_words())),
    );
    let row = |cell: &KindCell| {
        let week = Week::of(cell.from);
        let from = format!("{} ({})", words::day(week), words::weeks(cell.weeks));
        let mut row = vec![
            Value::new(week.to_string(), from),
            Value::new(cell.weeks, cell.weeks.to_string()),
            Value::count(cell.n),
        ];
        row.extend(cell.kinds.iter().map(|n| counted(*n, cell.n)));
        row
    };
    let rows = mix.cells.iter().map(row).collect();
    Table::new("The same numbers as a table", columns, rows)
}

/// A count with its share of the period.
fn counted(n: Option<i64>, all: Option<i64>) -> Value {
    match (n, all) {
        (Some(n), Some(all)) if n > 0 && all > 0 => {
            Value::new(n, format!("{n} ({} %)", (n * 200 / all + 1) / 2))
        }
        _ => Value::count(n),
    }
}

/// The shape that other programs rely on.
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

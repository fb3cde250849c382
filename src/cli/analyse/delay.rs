//! `candor analyse delay`: how late things surface, on one's own dates or triangle.

use super::sheet::Sheet;
use crate::{
    cli::Failure,
    stats::{
        State,
        delay::{Arrivals, Expected, Outlook, outlook},
    },
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use clap::ValueEnum;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Which dates, or which triangle.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Delay {
    /// A CSV file whose first line names its columns.
    file: PathBuf,
    /// The column that says when it happened, as 2026-03-31 (a time of day may follow).
    #[arg(long, value_name = "COL", required_unless_present = "triangle")]
    occurred: Option<String>,
    /// The column that says when somebody told of it.
    #[arg(long, value_name = "COL", required_unless_present = "triangle")]
    surfaced: Option<String>,
    /// Count in days or in weeks from Monday to Sunday.
    #[arg(long, default_value = "day")]
    unit: Unit,
    /// Look at it as it was known at the end of this day [default: the day of the latest one told].
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// The longest delay to look at, in days or weeks, at most 1000 [default: 26 weeks, 182 days, or the whole triangle].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i32).range(1..=1000))]
    max_delay: Option<i32>,
    /// Take the latest N periods old enough for each delay [default: all].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i32).range(1..))]
    window: Option<i32>,
    /// Read a cumulative triangle: one row a period, its name in the first column, blanks for what is not known yet.
    #[arg(long, conflicts_with_all = ["occurred", "surfaced", "unit", "as_of"])]
    triangle: bool,
}

/// What is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unit {
    Day,
    Week,
}

impl Unit {
    /// The number of the day or week that holds `day`: days from 1 January of the year 1, a Monday.
    fn index(self, day: NaiveDate) -> i32 {
        let day = day.num_days_from_ce() - 1;
        match self {
            Self::Day => day,
            Self::Week => day.div_euclid(7),
        }
    }

    /// The latest one that is over at the end of `day`.
    fn closed(self, day: NaiveDate) -> i32 {
        day.succ_opt().map_or(i32::MAX, |next| self.index(next)) - 1
    }

    /// Its first day.
    fn name(self, index: i32) -> String {
        let days = match self {
            Self::Day => index,
            Self::Week => index.saturating_mul(7),
        };
        NaiveDate::from_num_days_from_ce_opt(days.saturating_add(1))
            .map_or_else(String::new, |day| day.to_string())
    }

    fn usual_longest(self) -> i32 {
        match self {
            Self::Day => 182,
            Self::Week => 26,
        }
    }
}

/// The answer, and sentences about what was left out.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) json: Value,
    pub(super) left_out: Vec<String>,
}

/// Reads the file and says what the delays say.
///
/// # Errors
/// What is wrong with the file or the request.
pub(super) fn delay(arguments: &Delay) -> Result<Answer, Failure> {
    let sheet = Sheet::open(&arguments.file)?;
    if arguments.triangle {
        let (names, arrivals) = triangle(&sheet, arguments.max_delay)?;
        let found = looked(&sheet, &arrivals, arguments.window)?;
        let name = |period: i32| {
            usize::try_from(period)
                .ok()
                .and_then(|i| names.get(i).cloned())
        };
        return Ok(Answer {
            json: shape(&found, |period| name(period).unwrap_or_default()),
            left_out: Vec::new(),
        });
    }
    let (cells, closed, left_out) = dates(arguments, &sheet)?;
    let longest = arguments
        .max_delay
        .unwrap_or_else(|| arguments.unit.usual_longest());
    let arrivals = Arrivals::of_amounts(cells, closed, longest);
    let found = looked(&sheet, &arrivals, arguments.window)?;
    Ok(Answer {
        json: shape(&found, |period| arguments.unit.name(period)),
        left_out,
    })
}

fn looked(sheet: &Sheet, arrivals: &Arrivals, window: Option<i32>) -> Result<Outlook, Failure> {
    outlook(arrivals, window).ok_or_else(|| {
        Failure(format!(
            "{} tells nothing of delays: no period in it is old enough to see one. Give more periods, or shorter ones.",
            sheet.path()
        ))
    })
}

type Cells = Vec<((i32, i32), f64)>;

/// What happened when and was told when, and the latest period that is over.
fn dates(arguments: &Delay, sheet: &Sheet) -> Result<(Cells, i32, Vec<String>), Failure> {
    let (occurred, surfaced) = (
        arguments.occurred.as_deref().unwrap_or_default(),
        arguments.surfaced.as_deref().unwrap_or_default(),
    );
    let (mut days, mut left_out) = (Vec::new(), Vec::new());
    let mut blank = 0_usize;
    for (line, cells) in sheet.rows(&[occurred, surfaced])? {
        let mut read = cells.iter().map(|cell| date(sheet, line, cell));
        let first = read.next().transpose()?.flatten();
        let last = read.next().transpose()?.flatten();
        match (first, last) {
            (Some(first), Some(last)) if last < first => left_out.push(format!(
                "line {line} is left out: told on {last}, before it happened on {first}."
            )),
            (Some(first), Some(last)) => days.push((first, last)),
            _ => blank += 1,
        }
    }
    if blank > 0 {
        left_out.push(format!("left out because a date is blank: {blank}."));
    }
    let latest = days.iter().map(|(_, last)| *last).max();
    let as_of = arguments
        .as_of
        .or(latest)
        .ok_or_else(|| Failure(format!("{} has no row with both dates.", sheet.path())))?;
    days.retain(|(_, last)| *last <= as_of);
    if days.is_empty() {
        return Err(Failure(format!(
            "nothing in {} was told by {as_of}: give a later day by --as-of.",
            sheet.path()
        )));
    }
    let unit = arguments.unit;
    let cells = days
        .into_iter()
        .map(|(first, last)| {
            (
                (unit.index(first), unit.index(last) - unit.index(first)),
                1.0,
            )
        })
        .collect();
    Ok((cells, unit.closed(as_of), left_out))
}

/// A cell as a day; `None` when it is blank or NA.
fn date(sheet: &Sheet, line: u64, cell: &str) -> Result<Option<NaiveDate>, Failure> {
    if cell.is_empty() || cell == "NA" {
        return Ok(None);
    }
    let clock = |format: &&str| NaiveDateTime::parse_from_str(cell, format).ok();
    let day = cell
        .parse::<NaiveDate>()
        .ok()
        .or_else(|| CLOCKS.iter().find_map(clock).map(|clock| clock.date()))
        // The day that the source shows, in its own time zone.
        .or_else(|| {
            DateTime::parse_from_rfc3339(cell)
                .ok()
                .map(|at| at.date_naive())
        })
        .filter(|day| YEARS.contains(&day.year()));
    day.map(Some).ok_or_else(|| {
        Failure(format!(
            "{} has `{cell}` in line {line}, which is not a date that can be read: write dates as 2026-03-31, and leave the cell blank where there is none.",
            sheet.path()
        ))
    })
}

const CLOCKS: [&str; 4] = [
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
];

/// A year outside is a slip of the finger, and would make a chart of a thousand empty years.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// The names of the rows, and what surfaced when.
fn triangle(sheet: &Sheet, longest: Option<i32>) -> Result<(Vec<String>, Arrivals), Failure> {
    let header = sheet.header();
    let mut rows = Vec::new();
    for (line, cells) in sheet.rows(&header)? {
        let mut cells = cells.iter();
        let name = cells.next().cloned().unwrap_or_default();
        let numbers: Vec<Option<f64>> = cells
            .map(|cell| sheet.number(line, cell))
            .collect::<Result<_, _>>()?;
        let known: Vec<f64> = numbers.iter().map_while(|number| *number).collect();
        if numbers.iter().flatten().count() > known.len() {
            return Err(Failure(format!(
                "{} has a number behind a blank in line {line}: only the end of a row can be not known yet.",
                sheet.path()
            )));
        }
        rows.push((line, name, known));
    }
    let ages = header.len().saturating_sub(1);
    let last = rows
        .iter()
        .enumerate()
        .map(|(period, (_, _, known))| period + known.len())
        .max()
        .unwrap_or(0);
    for (period, (line, _, known)) in rows.iter().enumerate() {
        let expected = last.saturating_sub(period).min(ages);
        if known.len() != expected {
            return Err(Failure(format!(
                "{} has {} numbers in line {line} where {expected} should be known by now: each row is known one period less than the one above it.",
                sheet.path(),
                known.len()
            )));
        }
    }
    let mut cells = Cells::new();
    for (period, (_, _, known)) in (0..).zip(&rows) {
        let before = std::iter::once(&0.0).chain(known);
        let steps = known
            .iter()
            .zip(before)
            .map(|(up_to, before)| up_to - before);
        cells.extend((0..).zip(steps).map(|(age, n)| ((period, age), n)));
    }
    let now = i32::try_from(last).unwrap_or(i32::MAX) - 1;
    let longest = longest.unwrap_or(i32::MAX);
    let names = rows.into_iter().map(|(_, name, _)| name).collect();
    Ok((names, Arrivals::of_amounts(cells, now, longest)))
}

fn shape(found: &Outlook, name: impl Fn(i32) -> String) -> Value {
    let known = &found.completeness;
    let completeness: Vec<f64> = (0..=known.longest()).map(|age| known.at(age)).collect();
    let periods: Vec<Value> = found
        .periods
        .iter()
        .map(|period| {
            let Expected {
                seen,
                plain,
                nowcast,
                band,
                ..
            } = *period;
            json!({
                "period": name(period.period),
                "reported": seen,
                "plain": plain,
                "nowcast": nowcast,
                "low": band.map(|(low, _)| low),
                "high": band.map(|(_, high)| high),
                "state": match period.state {
                    State::Arriving => "arriving",
                    State::Band => "band",
                    State::Settled => "settled",
                },
            })
        })
        .collect();
    json!({
        // Infinite where nothing ever surfaced before, which JSON writes as null.
        "factors": known.factors(),
        "completeness": completeness,
        "median": known.quantile(0.5),
        "p90": known.quantile(0.9),
        "longest": known.longest(),
        "periods": periods,
    })
}

//! `candor analyse xmr|g|t`: the charts on one's own numbers.

use super::sheet::Sheet;
use crate::{
    cli::Failure,
    stats::{
        rare::{Rare, g_chart, t_chart},
        xmr::{self, BASELINE, Chart, Form, LEAST, Phase, Rule, Settings, Standing},
    },
};
use serde_json::{Map, Value, json};
use std::path::PathBuf;

/// Which numbers, and how.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Numbers {
    /// A CSV file whose first line names its columns; one row a value, oldest first, blank where there is none.
    file: PathBuf,
    /// The column of the numbers [default: y, or the only one].
    #[arg(long, value_name = "COL")]
    column: Option<String>,
    /// From how many first values of each phase the limits come [default: 20].
    #[arg(long, value_name = "N")]
    baseline: Option<usize>,
    /// Begin a new phase with this value, counted from 1; may be given several times.
    #[arg(long, value_name = "N")]
    phase: Vec<usize>,
    /// Take the median of the ranges instead of their mean.
    #[arg(long)]
    median: bool,
    /// Drop ranges above the range limit once before computing limits.
    #[arg(long)]
    screen: bool,
    /// Keep a lower limit below 0.
    #[arg(long)]
    no_floor: bool,
}

/// The numbers between rare events, and what is not over yet.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Between {
    #[command(flatten)]
    numbers: Numbers,
    /// How much there was since the latest event, so far.
    #[arg(long, value_name = "N")]
    so_far: Option<f64>,
}

struct Read {
    values: Vec<Option<f64>>,
    starts: Vec<usize>,
    settings: Settings,
}

/// The process behaviour chart.
///
/// # Errors
/// What is wrong with the file or the request.
pub(super) fn xmr(numbers: &Numbers) -> Result<Value, Failure> {
    let read = numbers.read(|_| true, "")?;
    let chart = xmr::chart(&read.values, &read.starts, &read.settings);
    Ok(Value::Object(shape(&chart)))
}

/// The chart of events between.
///
/// # Errors
/// What is wrong with the file or the request.
pub(super) fn g(between: &Between) -> Result<Value, Failure> {
    if between.numbers.median || between.numbers.screen {
        return Err(Failure(
            "a g chart has no ranges: leave --median and --screen out.".to_owned(),
        ));
    }
    between.chart(g_chart, "the number of events between two others")
}

/// The chart of days between.
///
/// # Errors
/// What is wrong with the file or the request.
pub(super) fn t(between: &Between) -> Result<Value, Failure> {
    if between.numbers.no_floor {
        return Err(Failure(
            "a time cannot be below 0: leave --no-floor out.".to_owned(),
        ));
    }
    between.chart(t_chart, "the time between two events")
}

type Charted = fn(&[Option<f64>], &[usize], &Settings, Option<f64>) -> Rare;

impl Between {
    fn chart(&self, chart: Charted, what: &str) -> Result<Value, Failure> {
        if self
            .so_far
            .is_some_and(|so_far| !(so_far >= 0.0 && so_far.is_finite()))
        {
            return Err(Failure(format!("--so-far is {what}: give 0 or more.")));
        }
        let read = self.numbers.read(|number| number >= 0.0, what)?;
        let found = chart(&read.values, &read.starts, &read.settings, self.so_far);
        let mut answer = shape(&found.chart);
        if let Some(Value::Array(phases)) = answer.get_mut("phases") {
            for (phase, median) in phases.iter_mut().zip(&found.medians) {
                phase["median"] = json!(median);
            }
        }
        if let Some(open) = found.open {
            let open = json!({"y": open.so_far, "silence": open.silence});
            answer.insert("open".to_owned(), open);
        }
        Ok(Value::Object(answer))
    }
}

impl Numbers {
    /// Reads the file; `possible` says which numbers can be `what`.
    fn read(&self, possible: impl Fn(f64) -> bool, what: &str) -> Result<Read, Failure> {
        let sheet = Sheet::open(&self.file)?;
        let column = sheet.column(self.column.as_deref())?;
        let mut values = Vec::new();
        for (line, cells) in sheet.rows(&[column])? {
            let cell = cells.first().map_or("", String::as_str);
            let number = sheet.number(line, cell)?;
            if number.is_some_and(|number| !possible(number)) {
                return Err(Failure(format!(
                    "{} has {cell} in line {line}, which cannot be {what}: it must be 0 or more.",
                    sheet.path()
                )));
            }
            values.push(number);
        }
        let known = values.iter().flatten().count();
        if known == 0 {
            return Err(Failure(format!(
                "the column {column} of {} has no numbers: name another one by --column.",
                sheet.path()
            )));
        }
        Ok(Read {
            starts: self.starts(values.len())?,
            settings: self.settings(known)?,
            values,
        })
    }

    fn starts(&self, values: usize) -> Result<Vec<usize>, Failure> {
        let start = |number: &usize| {
            let index = number.checked_sub(1).filter(|index| *index < values);
            index.ok_or_else(|| {
                Failure(format!(
                    "--phase {number} is not there: the file has the values 1 to {values}."
                ))
            })
        };
        self.phase.iter().map(start).collect()
    }

    fn settings(&self, known: usize) -> Result<Settings, Failure> {
        if let Some(baseline) = self.baseline {
            if baseline < LEAST {
                return Err(Failure(format!(
                    "--baseline {baseline} is too few: limits need {LEAST} values at least."
                )));
            }
            if baseline > known {
                return Err(Failure(format!(
                    "--baseline {baseline} is more than the file has: it holds {known} numbers. Give a smaller one, or leave it out."
                )));
            }
        }
        Ok(Settings {
            form: if self.median {
                Form::Median
            } else {
                Form::Mean
            },
            screen: self.screen,
            floor: !self.no_floor,
            baseline: self.baseline.unwrap_or(BASELINE),
        })
    }
}

/// Phases and points, counted from 1.
fn shape(chart: &Chart) -> Map<String, Value> {
    let phases: Vec<Value> = chart.phases.iter().map(phase).collect();
    let points: Vec<Value> = (1..)
        .zip(&chart.points)
        .map(|(i, point): (usize, _)| {
            let signal = point.signal.map(|signal| rule(signal.rule));
            json!({"i": i, "y": point.y, "signal": signal})
        })
        .collect();
    Map::from_iter([
        ("phases".to_owned(), Value::Array(phases)),
        ("points".to_owned(), Value::Array(points)),
    ])
}

fn phase(phase: &Phase) -> Value {
    let limits = phase
        .limits
        .map(|limits| json!({"lower": limits.lower, "upper": limits.upper}));
    let mut shown = json!({
        "from": phase.from + 1,
        "to": phase.to,
        "standing": standing(phase.standing),
        "centre": phase.centre,
        "limits": limits,
        "mean_range": phase.ranges.map(|ranges| ranges.mean),
        "range_limit": phase.ranges.map(|ranges| ranges.limit),
    });
    if phase.form == Form::Median {
        shown["median_range"] = json!(phase.ranges.map(|ranges| ranges.median));
    }
    shown
}

fn rule(rule: Rule) -> &'static str {
    match rule {
        Rule::Outside => "outside",
        Rule::Run => "run",
        Rule::Near => "near",
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::TooFew => "too few",
        Standing::Trial => "trial",
        Standing::Growing => "growing",
        Standing::Locked => "locked",
    }
}

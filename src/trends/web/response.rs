//! How do we answer?

use super::{
    asking::{Offered, Seen},
    bars::{self, Bar, Line},
    drawing::{ARRIVING, BAR},
    parts::Notes,
    table::{Cell as Value, Column, Table},
    view::{self, Fact, Figure, Findings, Key, View},
    words,
};
use crate::{
    db::{Conn, StoreError},
    kernel::time::Week,
    stats::{Period, Published},
    tally::Measure,
    trends::{
        model::{CLASSES, ClassSum, Delay, Faces, LOOP_DAYS, Share, TimeToSurface, kept},
        store::{self, About, OneLead},
    },
};

/// `/trends/response`
#[derive(Debug)]
pub struct Response;

/// What a report waits for.
#[derive(Debug, Clone, Copy)]
struct Awaited {
    measure: Measure,
    id: &'static str,
    /// Its name, as in "days to the thanks".
    name: &'static str,
    waits: &'static str,
}

const AWAITED: [Awaited; 3] = [
    Awaited {
        measure: Measure::ThanksDelay,
        id: "thanks",
        name: "the thanks",
        waits: "Not thanked yet",
    },
    Awaited {
        measure: Measure::FirstAnswerDelay,
        id: "first-answer",
        name: "the first answer",
        waits: "No answer yet",
    },
    Awaited {
        measure: Measure::OutcomeDelay,
        id: "outcome",
        name: "the outcome",
        waits: "No outcome told yet",
    },
];

/// What reporters were asked, and asked again some weeks later.
const VERDICTS: [(Measure, &str, &str); 4] = [
    (Measure::Helped, "helped", "It helped"),
    (
        Measure::HelpedLater,
        "helped_later",
        "It helped, asked again later",
    ),
    (Measure::FeltSafe, "felt_safe", "It felt safe"),
    (
        Measure::FeltSafeLater,
        "felt_safe_later",
        "It felt safe, asked again later",
    ),
];

/// The classes of [`CLASSES`] in words.
const NAMES: [&str; 6] = [
    "The same day",
    "1 to 2 days",
    "3 to 7 days",
    "8 to 30 days",
    "31 to 90 days",
    "Longer",
];

impl View for Response {
    const NAME: &'static str = "response";
    const QUESTION: &'static str = "How do we answer?";
    const LEDE: &'static str = "People speak up again where something came of it. These numbers are about us who answer, all together, never about one of us: your own are in your mirror.";
    const OFFERED: Offered = Offered::PLACE;
    const ABOUT: About = About::Answers;

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        look(conn, seen).map(|found| found.findings)
    }
}

/// What was found, and the sentence that says it in short.
pub(super) struct Found {
    findings: Findings,
    pub(super) evidence: String,
}

/// Looks at all of it.
pub(super) fn look(conn: &mut Conn, seen: &Seen) -> Result<Found, StoreError> {
    if seen.found.one_lead == Some(OneLead::OfTheHouse) {
        return Ok(one_lead(seen));
    }
    let (found, looked) = (&seen.found, seen.looked());
    let days = &seen.filter.days;
    let weeks_read = store::needed(days);
    let mut delays = Vec::new();
    for awaited in AWAITED {
        let spread = found.spread(conn, |conn, at| {
            store::slots(conn, awaited.measure, at, None, weeks_read)
        })?;
        delays.push((awaited, Delay::of(&found.house, days, &spread, looked)));
    }
    let cells = delays
        .first()
        .map(|(_, delay)| delay.cells.clone())
        .unwrap_or_default();
    let mut faces = Vec::new();
    for (measure, key, name) in VERDICTS {
        let spread = found.spread(conn, |conn, at| {
            store::slots(conn, measure, at, None, weeks_read)
        })?;
        faces.push((key, name, Faces::of(&found.house, &cells, &spread, looked)));
    }
    let promises = found.spread(conn, |conn, at| {
        store::slots(conn, Measure::Promise, at, None, weeks_read)
    })?;
    let promises = kept(&found.house, &cells, &promises, looked);

    let all = Published {
        period: Period::TwelveWeeks,
        cells: cells.iter().map(|cell| cell.all()).collect(),
        held_back: 0,
    };
    let times = store::delays(conn, found.shown, None, days, seen.looking.today)?;
    let times = TimeToSurface::of(&all, &times, looked);
    let weeks = cells.first().map_or(12, |cell| cell.weeks);
    let n = times.n;
    let held_back = delays.first().map_or(0, |(_, delay)| delay.held_back);
    let facts = facts(&delays, &faces, promises, seen);
    let evidence = evidence(&delays, seen);
    let mut about = vec![
        "A number of days is the time from the inbox to the answer, in whole days. Reports that were imported from elsewhere count as told, and wait for no answer here.".to_owned(),
    ];
    if !found.house.as_they_are {
        about.push(format!(
            "Half needs {} reports, nine of ten {}. What reporters said is shown as shares.",
            looked.k,
            looked.k.saturating_mul(10)
        ));
    }
    Ok(Found {
        evidence,
        findings: Findings {
            thanks: words::thanks_of(seen, &times),
            notes: Notes::of(seen, weeks, held_back, n, &view::path::<Response>()),
            empty: n == 0,
            facts,
            about,
            figures: delays
                .iter()
                .filter_map(|(of, delay)| figure(*of, delay))
                .collect(),
            tables: vec![table(&delays), verdicts(&faces), periods(&delays)],
            held_back,
            json: None,
        },
    })
}

/// A house with one lead: nothing is counted.
fn one_lead(seen: &Seen) -> Found {
    let words = "One lead answers for this house, and no number here is about one person. What you do yourself is in your own mirror.";
    Found {
        evidence: words.into(),
        findings: Findings {
            thanks: "Thanks to everybody who speaks up.".into(),
            notes: Notes::of(seen, 12, 0, 1, &view::path::<Response>()),
            empty: false,
            facts: vec![Fact::new("leads", "Who answers", "one lead", 1)],
            about: vec![words.into()],
            figures: Vec::new(),
            tables: Vec::new(),
            held_back: 0,
            json: None,
        },
    }
}

fn facts(
    delays: &[(Awaited, Delay)],
    faces: &[(&'static str, &'static str, Faces)],
    promises: Option<Share>,
    seen: &Seen,
) -> Vec<Fact> {
    let k = seen.looking.k;
    let mut facts = Vec::new();
    let as_they_are = seen.found.house.as_they_are;
    let too_few = |least: i64| {
        if as_they_are {
            "none yet".to_owned()
        } else {
            format!("too few to say (needs {least})")
        }
    };
    for (awaited, delay) in delays {
        let (half, most) = match awaited.measure {
            Measure::ThanksDelay => ("thanks_median_days", "thanks_p90_days"),
            Measure::FirstAnswerDelay => ("first_answer_median_days", "first_answer_p90_days"),
            _ => ("outcome_median_days", "outcome_p90_days"),
        };
        let said = |days: Option<i32>, least: i64| days.map_or_else(|| too_few(least), within);
        facts.push(Fact::new(
            half,
            format!("Half had {}", awaited.name),
            said(delay.median, k),
            delay.median,
        ));
        facts.push(Fact::new(
            most,
            format!("Nine of ten had {}", awaited.name),
            said(delay.p90, k.saturating_mul(10)),
            delay.p90,
        ));
    }
    let (closed, of) = closed(delays, seen);
    facts.push(Fact::new(
        "closed_loop",
        format!("Heard what came of it, of those who told us {LOOP_DAYS} days ago or longer"),
        Share::of(closed, of).map_or_else(
            || "nothing to say yet".into(),
            |share| {
                format!(
                    "{} ({closed} of {})",
                    words::share(share),
                    words::reports(of)
                )
            },
        ),
        Share::of(closed, of).map(Share::number),
    ));
    for (key, name, face) in faces {
        let [_, _, yes] = face.shares;
        let said = match (yes, face.n) {
            (_, Some(0)) => "nobody was asked, or answered".into(),
            (Some(yes), Some(n)) => format!("{} ({n} answered)", words::share(yes)),
            (Some(yes), None) => words::share(yes),
            (None, _) => "too few to say, or held back".into(),
        };
        facts.push(Fact::new(key, *name, said, yes.map(Share::number)));
    }
    facts.push(Fact::new(
        "promises_kept",
        "Promises of a day that were kept",
        promises.map_or_else(|| "too few to say, or held back".into(), words::share),
        promises.map(Share::number),
    ));
    facts
}

fn closed(delays: &[(Awaited, Delay)], seen: &Seen) -> (i64, i64) {
    delays
        .iter()
        .find(|(awaited, _)| awaited.measure == Measure::OutcomeDelay)
        .map_or((0, 0), |(_, delay)| delay.closed(seen.looking.today))
}

/// "Half were thanked within 1 day. Of those told 90 days ago or longer, about 7 in 10 heard what came of it."
fn evidence(delays: &[(Awaited, Delay)], seen: &Seen) -> String {
    let half = delays.first().and_then(|(_, delay)| delay.median);
    let thanked = match half {
        Some(days) => format!("Half were thanked {}.", within(days)),
        None => "There are too few answers to say yet how soon people are thanked.".into(),
    };
    let (closed, of) = closed(delays, seen);
    match Share::of(closed, of) {
        Some(share) => format!(
            "{thanked} Of those told {LOOP_DAYS} days ago or longer, {} heard what came of it.",
            words::share(share)
        ),
        None => thanked,
    }
}

/// "the same day", "within 3 days".
fn within(days: i32) -> String {
    match days {
        i32::MIN..=0 => "the same day".into(),
        1 => "within 1 day".into(),
        days => format!("within {days} days"),
    }
}

fn names(awaited: Awaited) -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().chain(std::iter::once(awaited.waits))
}

/// What stands behind a bar.
fn end(sum: ClassSum) -> String {
    words::sum(sum.n, sum.partly)
}

fn figure(awaited: Awaited, delay: &Delay) -> Option<Figure> {
    if delay.n == 0 {
        return None;
    }
    let waits = CLASSES.len();
    let lines: Vec<Line> = names(awaited)
        .zip(&delay.classes)
        .enumerate()
        .map(|(at, (name, sum))| Line {
            name: name.into(),
            bars: vec![Bar {
                class: if at == waits { ARRIVING } else { BAR },
                value: sum.n as f64,
                end: end(*sum),
            }],
        })
        .collect();
    let title = format!("Days to {}", awaited.name);
    let said: Vec<String> = names(awaited)
        .zip(&delay.classes)
        .map(|(name, sum)| format!("{}: {}", name.to_lowercase(), end(*sum)))
        .collect();
    let say = format!("{}, {}.", words::reports(delay.n), said.join(", "));
    let partly = delay.classes.iter().any(|sum| sum.partly);
    Some(Figure {
        id: awaited.id,
        heading: format!("How many days to {}?", awaited.name),
        drawing: bars::draw(&title, say, &lines)?,
        key: vec![
            Key::new("chart__bar", "Reports"),
            Key::new("chart__bar chart__bar--arriving", awaited.waits),
        ],
        words: if partly {
            vec!["Where few reports of 12 weeks lie in a class, that class is held back with another one, to protect reporters.".into()]
        } else {
            Vec::new()
        },
    })
}

/// One line a class, one column a thing that a report waits for.
fn table(delays: &[(Awaited, Delay)]) -> Table {
    let mut columns = vec![Column::words("days", "Days")];
    for (awaited, _) in delays {
        columns.push(Column::number(
            awaited.id.replace('-', "_"),
            format!("To {}", awaited.name),
        ));
    }
    let keys = ["0", "1-2", "3-7", "8-30", "31-90", "91-", "waiting"];
    let rows = keys
        .iter()
        .zip(NAMES.into_iter().chain(std::iter::once("Still waiting")))
        .enumerate()
        .map(|(at, (key, name))| {
            let mut row = vec![Value::new(*key, name)];
            for (_, delay) in delays {
                let sum = delay.classes.get(at).copied().unwrap_or_default();
                row.push(Value::new((!sum.partly).then_some(sum.n), end(sum)));
            }
            row
        })
        .collect();
    Table::new("The same numbers as a table", columns, rows)
}

/// What reporters said.
fn verdicts(faces: &[(&'static str, &'static str, Faces)]) -> Table {
    let share = |share: Option<Share>| {
        Value::new(
            share.map(Share::number),
            share.map_or_else(|| "held back or too few".into(), words::share),
        )
    };
    let rows = faces
        .iter()
        .map(|(key, name, face)| {
            let [no, so_so, yes] = face.shares;
            vec![Value::new(*key, *name), share(yes), share(so_so), share(no)]
        })
        .collect();
    let columns = vec![
        Column::words("said", "What reporters said"),
        Column::words("yes", "Yes"),
        Column::words("so_so", "So-so"),
        Column::words("no", "No"),
    ];
    Table::new("What reporters said of it", columns, rows)
}

/// One line a period: how many were told, and how many of them had what they wait for.
fn periods(delays: &[(Awaited, Delay)]) -> Table {
    let mut columns = vec![
        Column::words("week", "From"),
        Column::number("weeks", "Weeks"),
        Column::number("reports", "Reports"),
    ];
    for (awaited, _) in delays {
        columns.push(Column::number(
            awaited.id.replace('-', "_"),
            format!("With {}", awaited.name),
        ));
    }
    let cells = delays.first().map(|(_, delay)| delay.cells.as_slice());
    let rows = cells
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(at, cell)| {
            let week = Week::of(cell.from);
            let mut row = vec![
                Value::new(week.to_string(), words::day(week)),
                Value::new(cell.weeks, cell.weeks.to_string()),
                Value::count(cell.n),
            ];
            for (_, delay) in delays {
                let counted = delay.cells.get(at).and_then(|cell| cell.counted());
                row.push(Value::count(counted.map(|(n, _)| n)));
            }
            row
        })
        .collect();
    Table::new("Period by period", columns, rows)
}

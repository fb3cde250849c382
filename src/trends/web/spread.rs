//! How the times until somebody speaks up are spread.

use super::{
    asking::Seen,
    bars::{self, Bar, Line},
    drawing::{ARRIVING, BAR},
    table::{Cell as Value, Column, Table},
    view::{Figure, Key},
    words,
};
use crate::{
    db::{Conn, StoreError},
    tally::Measure,
    trends::{
        model::{ClassSum, Classes, DELAY_CLASSES},
        store,
    },
};

/// The classes of [`DELAY_CLASSES`] for programs and in words, and last the reports whose time is not known.
const NAMES: [(&str, &str); 8] = [
    ("1h", "Up to 1 hour"),
    ("8h", "1 to 8 hours"),
    ("1d", "8 hours to a day"),
    ("3d", "1 to 3 days"),
    ("1w", "3 days to a week"),
    ("4w", "1 to 4 weeks"),
    ("later", "More than 4 weeks"),
    ("unknown", "Not known"),
];

/// The reports of the days by how long it took; `None` of one kind for those who do not read the reports: beside those of
/// all kinds, its classes would tell of the others.
pub(super) fn classes(conn: &mut Conn, seen: &Seen) -> Result<Option<Classes>, StoreError> {
    let (found, kind) = (&seen.found, seen.filter.kind);
    if kind.is_some() && !found.house.as_they_are {
        return Ok(None);
    }
    let weeks = store::needed(&seen.filter.days);
    let spread = found.spread(conn, |conn, at| {
        store::slots(conn, Measure::Delay, at, kind, weeks)
    })?;
    let days = &seen.filter.days;
    Ok(Some(match kind {
        None => Classes::of(&found.house, days, &spread, &DELAY_CLASSES),
        Some(kind) => Classes::of(&found.house.of_kind(kind), days, &spread, &DELAY_CLASSES),
    }))
}

/// The chart; `None` where nothing of it can be shown.
pub(super) fn figure(classes: &Classes) -> Option<Figure> {
    let known = known(classes);
    classes.sums.iter().find(|sum| sum.n > 0)?;
    let mut before = 0;
    let mut lines = Vec::new();
    for ((key, name), sum) in NAMES.iter().zip(&classes.sums) {
        before += sum.n;
        let unknown = *key == "unknown";
        lines.push(Line {
            name: (*name).into(),
            bars: vec![Bar {
                class: if unknown { ARRIVING } else { BAR },
                // Counts stay far below 2^53: exact.
                value: sum.n as f64,
                end: match known.filter(|_| !unknown) {
                    Some(all) if sum.n > 0 => format!(
                        "{} ({} %), by then {} %",
                        sum.n,
                        percent(sum.n, all),
                        percent(before, all)
                    ),
                    _ => words::sum(sum.n, sum.partly),
                },
            }],
        });
    }
    // Nobody needs to read that nothing is unknown.
    let untold = classes
        .sums
        .last()
        .is_some_and(|sum| sum.n == 0 && !sum.partly);
    if untold {
        lines.pop();
    }
    let said: Vec<String> = lines
        .iter()
        .flat_map(|line| line.bars.iter().map(move |bar| (line, bar)))
        .map(|(line, bar)| format!("{}: {}", line.name.to_lowercase(), bar.end))
        .collect();
    let say = format!("{}. {}.", words::reports(classes.n), said.join("; "));
    let mut key = vec![Key::new(BAR, "Reports, by the time until they were told")];
    if !untold {
        key.push(Key::new(
            ARRIVING,
            "When it happened is not known, or only the month",
        ));
    }
    Some(Figure {
        id: "spread",
        heading: "How is it spread?".into(),
        drawing: bars::draw("How the times are spread", say, &lines)?,
        key,
        words: about(classes),
    })
}

fn about(classes: &Classes) -> Vec<String> {
    let mut about = vec![
        "Times are kept on steps that widen: a week can be 8 days, and 4 weeks 32. Where only days are known, the same day counts as at once.".to_owned(),
    ];
    if classes.partly() {
        about.push("Where few reports of 12 weeks lie in a class, that class is held back with another one, to protect reporters.".into());
    }
    if classes.held_back > 0 {
        about.push(match classes.held_back {
            1 => "12 weeks are left out: too few told us then to show how it was spread.".into(),
            n => format!(
                "{n} times 12 weeks are left out: too few told us then to show how it was spread."
            ),
        });
    }
    about
}

/// The same as a table.
pub(super) fn table(classes: &Classes) -> Table {
    let known = known(classes);
    let row = |((key, name), sum): (&(&'static str, &'static str), &ClassSum)| {
        let share = known.filter(|all| *all > 0 && *key != "unknown");
        vec![
            Value::new(*key, *name),
            Value::new(
                (!sum.partly).then_some(sum.n),
                words::sum(sum.n, sum.partly),
            ),
            // Per cents: exact.
            Value::number(share.map(|all| percent(sum.n, all) as f64), |share| {
                format!("{share:.0} %")
            }),
        ]
    };
    let columns = vec![
        Column::words("time", "Told after"),
        Column::number("reports", "Reports"),
        Column::number("percent", "Share"),
    ];
    let rows = NAMES.iter().zip(&classes.sums).map(row).collect();
    Table::new("How the times are spread", columns, rows)
}

/// How many of them have a known time; `None` where some class is held back.
fn known(classes: &Classes) -> Option<i64> {
    let timed = classes.sums.split_last().map(|(_, timed)| timed)?;
    (!classes.partly()).then(|| timed.iter().map(|sum| sum.n).sum())
}

fn percent(n: i64, of: i64) -> i64 {
    if of > 0 { (n * 200 / of + 1) / 2 } else { 0 }
}

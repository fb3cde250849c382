//! What do we change, and does it hold?

use super::{
    asking::{Offered, Seen},
    bars::{self, Bar, Line},
    parts::Notes,
    table::{Cell as Value, Column, Table},
    time_to_surface,
    view::{Fact, Figure, Findings, Key, View},
    words,
};
use crate::{
    countermeasures::{self as room, Group, Outline, Sight},
    db::{Conn, StoreError},
    people::Role,
    places,
    trends::model::Course,
};

/// `/trends/countermeasures`
#[derive(Debug)]
pub struct Countermeasures;

impl View for Countermeasures {
    const NAME: &'static str = "countermeasures";
    const QUESTION: &'static str = "What do we change, and does it hold?";
    const LEDE: &'static str = "A countermeasure is an idea that we try out: somebody looks whether it did what we expected. No mix is right or wrong. Weak ideas are often what is possible today; which stronger one would make going wrong hard?";
    const OFFERED: Offered = Offered::PLACE;

    fn look(conn: &mut Conn, seen: &Seen) -> Result<Findings, StoreError> {
        let times = time_to_surface::view(conn, seen)?;
        let k = seen.looking.k;
        let course = course(conn, seen)?;
        Ok(Findings {
            thanks: words::thanks_of(seen, &times),
            notes: Notes::about(seen, sight(seen)),
            empty: false,
            facts: facts(&course, k),
            about: about(&course, k),
            figures: figure(&course).into_iter().collect(),
            tables: vec![table(&course)],
            held_back: 0,
            json: None,
        })
    }
}

/// Who sees which of them.
fn sight(seen: &Seen) -> String {
    let lead = seen
        .looking
        .person
        .as_ref()
        .is_some_and(|person| person.role == Role::Lead);
    let whose = if lead {
        "You see the countermeasures of your places, and those you look after."
    } else {
        "You see the countermeasures of the whole house."
    };
    format!("{whose} They belong to the day on which they were written down.")
}

/// Those of the place and the days that whoever looks may see anyway.
pub(super) fn course(conn: &mut Conn, seen: &Seen) -> Result<Course, StoreError> {
    Ok(Course::of(
        &outlines(conn, seen)?,
        seen.looking.today,
        seen.looking.k,
    ))
}

fn outlines(conn: &mut Conn, seen: &Seen) -> Result<Vec<Outline>, StoreError> {
    let Some(person) = &seen.looking.person else {
        return Ok(Vec::new());
    };
    let below = match seen.filter.place {
        Some(_) => Some(places::subtree(conn, seen.found.asked)?),
        None => None,
    };
    let days = seen.filter.days;
    let mut all = room::outlines(conn, &Sight::of(person), below.as_deref())?;
    all.retain(|one| (days.from..=days.to).contains(&one.added_on));
    Ok(all)
}

/// "12 of 30 are of the intermediate kind …" in short.
pub(super) fn evidence(course: &Course) -> String {
    let Some(n) = course.n else {
        return "There are too few countermeasures to say yet.".into();
    };
    let in_place = course.in_place.unwrap_or(0);
    let held = match &course.results {
        Some(results) => {
            let all: i64 = results.iter().map(|(_, n)| n).sum();
            let as_predicted: i64 = results
                .iter()
                .filter(|(result, _)| *result == room::CheckResult::AsPredicted)
                .map(|(_, n)| n)
                .sum();
            format!(" {as_predicted} of {all} that somebody looked at did what was expected.")
        }
        None => String::new(),
    };
    format!("{in_place} of {} are in place.{held}", ideas(n))
}

fn ideas(n: i64) -> String {
    if n == 1 {
        "1 countermeasure".into()
    } else {
        format!("{n} countermeasures")
    }
}

fn facts(course: &Course, k: i64) -> Vec<Fact> {
    let few = || format!("too few to say (needs {k})");
    let mut facts = vec![Fact::new(
        "countermeasures",
        "Written down",
        course.n.map_or_else(few, |n| n.to_string()),
        course.n,
    )];
    if course.n.is_none() {
        return facts;
    }
    if let (Some(in_place), Some(n)) = (course.in_place, course.n) {
        facts.push(Fact::new(
            "in_place",
            "In place",
            format!("{in_place} of {n}"),
            in_place,
        ));
    }
    let (by_then, words) = match course.checks {
        Some(checks) => (
            Some(checks.by_then),
            format!(
                "{} of {} ({} later, {} not yet)",
                checks.by_then,
                checks.n(),
                checks.later,
                checks.not_yet
            ),
        ),
        None => (None, few()),
    };
    facts.push(Fact::new(
        "checked_by_the_day",
        "Looked at by the day that was set",
        words,
        by_then,
    ));
    let recurred = match (course.recurred, course.in_place) {
        (Some(n), Some(in_place)) => format!("{n} of {in_place} in place"),
        _ => few(),
    };
    facts.push(Fact::new(
        "recurred",
        "Something similar surfaced since",
        recurred,
        course.recurred,
    ));
    facts
}

fn about(course: &Course, k: i64) -> Vec<String> {
    let mut about = vec![
        "Published: the mix in 227 analyses (Hibbert and others, 2018). It is what others wrote down, not what is right.".to_owned(),
    ];
    if course.n.is_none() {
        about.push(format!(
            "Fewer than {k} countermeasures are not counted: a number would be read as a mark for the few who wrote them. The board shows each with its story."
        ));
    }
    about
}

/// A share in whole per cent.
fn percent(n: i64, of: i64) -> i64 {
    if of > 0 { (n * 200 / of + 1) / 2 } else { 0 }
}

fn figure(course: &Course) -> Option<Figure> {
    let groups = course.strength.as_ref()?;
    let all: i64 = groups.iter().map(|(_, n)| n).sum();
    let line = |(group, n): &(Group, i64)| {
        let (here, there) = (percent(*n, all), i64::from(group.published()));
        Line {
            name: group.in_words().into(),
            // Per cents: exact.
            bars: vec![
                Bar::new(here as f64, format!("{n}: {here} %")),
                Bar {
                    class: bars::BESIDE,
                    value: there as f64,
                    end: format!("published: {there} %"),
                },
            ],
        }
    };
    let lines: Vec<Line> = groups.iter().map(line).collect();
    let said: Vec<String> = groups
        .iter()
        .map(|(group, n)| {
            format!(
                "{} {n}, {} % (published: {} %)",
                group.as_str(),
                percent(*n, all),
                group.published()
            )
        })
        .collect();
    let say = format!("{}: {}.", ideas(all), said.join("; "));
    Some(Figure {
        id: "strength",
        heading: "How strong are our ideas, beside published ones?".into(),
        drawing: bars::draw("Strength of countermeasures", say, &lines)?,
        key: vec![
            Key::new("chart__bar", "Here, without those let go"),
            Key::new(bars::BESIDE, "Published"),
        ],
        words: Group::ALL
            .iter()
            .map(|group| format!("{}: {}", group.in_words(), group.says()))
            .collect(),
    })
}

/// All counts, a part below the other.
fn table(course: &Course) -> Table {
    let mut rows = Vec::new();
    let mut part = |part: &'static str,
                    name: &'static str,
                    lines: Vec<(&'static str, &'static str, i64, Option<u8>)>| {
        let all: i64 = lines.iter().map(|(_, _, n, _)| n).sum();
        for (key, words, n, published) in lines {
            rows.push(vec![
                Value::new(part, name),
                Value::new(key, words),
                Value::count(Some(n)),
                Value::number(Some(percent(n, all) as f64), |share| {
                    format!("{share:.0} %")
                }),
                Value::number(published.map(f64::from), |share| format!("{share:.0} %")),
            ]);
        }
    };
    if let Some(groups) = &course.strength {
        let line = |(group, n): &(Group, i64)| {
            (
                group.as_str(),
                group.in_words(),
                *n,
                Some(group.published()),
            )
        };
        part("strength", "Strength", groups.iter().map(line).collect());
    }
    if let Some(results) = &course.results {
        let line =
            |(result, n): &(room::CheckResult, i64)| (result.as_str(), result.in_words(), *n, None);
        part(
            "result",
            "What was seen",
            results.iter().map(line).collect(),
        );
    }
    if let Some(decisions) = &course.decisions {
        let line = |(decision, n): &(room::Decision, i64)| {
            (decision.as_str(), decision.in_words(), *n, None)
        };
        part(
            "decision",
            "What was decided",
            decisions.iter().map(line).collect(),
        );
    }
    if let Some(checks) = course.checks {
        part(
            "check",
            "Looked at",
            vec![
                ("by_then", "By the day that was set", checks.by_then, None),
                ("later", "Later", checks.later, None),
                ("not_yet", "Not yet", checks.not_yet, None),
            ],
        );
    }
    let columns = vec![
        Column::words("part", "Part"),
        Column::words("is", "What it is"),
        Column::number("n", "Countermeasures"),
        Column::number("percent", "Share"),
        Column::number("published_percent", "Published"),
    ];
    Table::new("The same numbers as a table", columns, rows)
}

//! What a week's mail says of trends: new questions and what changed, with no number that not everybody may know.

use super::{signal_words, words};
use crate::{
    db::{Conn, StoreError},
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    notices::{Item, Part},
    people::{Person, Role},
    places::{self, ROOT, Tree},
    trends::{
        commands::shows_numbers,
        model::{Days, Signal},
        store::{self, Looking, Reach},
    },
};
use chrono::NaiveDate;

/// Questions of one mail, and as many changes; the pages have them all.
const MOST: usize = 5;

/// What is new since the day of the last mail: to a lead of their places, to an improver what everybody sees. Nothing
/// when nothing is new. `k` is the house's small number.
///
/// # Errors
/// When the store fails.
pub fn news(
    conn: &mut Conn,
    person: &Person,
    k: i64,
    since: NaiveDate,
    now: Now,
) -> Result<Option<Part>, StoreError> {
    let looking = Looking {
        person: Some(person.clone()),
        k,
        today: now.today(),
    };
    let tree = places::all(conn)?;
    let own = match person.role {
        Role::Lead => Some(looking.own_places(&tree)),
        Role::Improver => None,
        Role::Admin | Role::Keeper => return Ok(None),
    };
    let mut items = questions(conn, &tree, &looking, own.as_deref(), since)?;
    items.extend(changes(conn, &tree, person, own.as_deref(), since, now)?);
    if items.is_empty() {
        return Ok(None);
    }
    Ok(Some(Part {
        heading: "What the charts ask this week",
        words: told(conn, &tree, k, now.today())?,
        items,
    }))
}

fn questions(
    conn: &mut Conn,
    tree: &Tree,
    looking: &Looking,
    own: Option<&[Id]>,
    since: NaiveDate,
) -> Result<Vec<Item>, StoreError> {
    let most = i64::try_from(MOST).unwrap_or_default();
    let mut signals = store::found_after(conn, own, since, most + 1)?;
    let more = signals.len() > MOST;
    signals.truncate(MOST);
    let everybody = Looking::everybody(looking.k, looking.today);
    let mut items = Vec::new();
    for signal in signals {
        // A mail is read in other places than a page: it has the numbers that everybody may see, and no others.
        let numbers =
            signal.published && shows_numbers(conn, tree, &everybody, &signal, Reach::Shared)?;
        items.push(question(tree, &signal, numbers, looking.today));
    }
    if more {
        items.push(Item {
            words: "There are more questions.".into(),
            why: "All of them stand on one page.".into(),
            href: "/trends/signals".into(),
        });
    }
    Ok(items)
}

fn question(tree: &Tree, signal: &Signal, numbers: bool, today: NaiveDate) -> Item {
    Item {
        words: format!("{}: {}", tree.path(signal.place), signal.found.question()),
        why: signal_words::seen(&signal.found, numbers, today),
        href: format!("/trends/signals/{}", signal.reference.grouped(3)),
    }
}

/// What others wrote down: each day belongs to one mail, so that nothing is told twice.
fn changes(
    conn: &mut Conn,
    tree: &Tree,
    person: &Person,
    own: Option<&[Id]>,
    since: NaiveDate,
    now: Now,
) -> Result<Vec<Item>, StoreError> {
    let all: Vec<Id> = tree.iter().map(|(place, _)| place.id).collect();
    let mut changes = store::changes(conn, own.unwrap_or(&all), own.is_some())?;
    let days = since..now.today();
    changes.retain(|change| days.contains(&now.day_of(change.at)) && change.by != person.id);
    Ok(changes
        .into_iter()
        .take(MOST)
        .map(|change| {
            let place = tree
                .get(change.place)
                .filter(|place| place.parent.is_some());
            Item {
                words: format!("{}: something changed", tree.path(change.place)),
                why: format!(
                    "\u{201c}{}\u{201d}, since the week of {}. The chart shows it.",
                    change.words,
                    words::day(change.week)
                ),
                href: match place {
                    Some(place) => format!("/trends/reports?place={}", place.code),
                    None => "/trends/reports".into(),
                },
            }
        })
        .collect())
}

/// How many spoke up in the whole house in the latest period that everybody sees.
fn told(
    conn: &mut Conn,
    tree: &Tree,
    k: i64,
    today: NaiveDate,
) -> Result<Option<String>, StoreError> {
    let (days, everybody) = (Days::usual(today), Looking::everybody(k, today));
    let found = store::with_past(conn, tree, ROOT, false, &days, &everybody)?;
    let cells = found.house.cells(&days, None).cells;
    let latest = cells.last().and_then(|cell| Some((cell, cell.n?)));
    Ok(latest.filter(|(_, n)| *n > 0).map(|(cell, n)| {
        let day = words::day(Week::of(cell.from));
        let when = match cell.weeks {
            1 => format!("the week of {day}"),
            weeks => format!("the {weeks} weeks from {day}"),
        };
        format!(
            "In {when}, {} reached us from the whole house. Thank you to everybody who spoke up.",
            words::reports(n)
        )
    }))
}

//! Pages: the journal, for admins. It cannot be filtered by person, and it counts nothing.

use super::store::{self, Entry};
use crate::{
    db::Db,
    kernel::time::{Now, day_in_words},
    web::{Admin, Answer, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

/// Lines that one page shows.
const MOST: i64 = 200;

#[derive(Serialize)]
struct JournalPage {
    days: Vec<Day>,
    most: i64,
    /// Whether there may be older lines than these.
    full: bool,
}

#[derive(Serialize)]
struct Day {
    heading: String,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    time: String,
    who: String,
    act: &'static str,
    subject: String,
}

impl Page for JournalPage {
    const TEMPLATE: &'static str = "journal/list";

    fn title(&self) -> String {
        "Journal".into()
    }
}

/// `GET /journal`
///
/// # Errors
/// The store's failure.
pub async fn list(who: Who<Admin>, db: Data<Db>) -> Answer {
    let entries = db.read(|conn| store::latest(conn, MOST)).await?;
    who.page(&JournalPage {
        full: i64::try_from(entries.len()).is_ok_and(|length| length == MOST),
        days: by_day(entries, who.visit.now),
        most: MOST,
    })
}

/// The lines under the heading of their day in the house's time zone; they come in order.
fn by_day(entries: Vec<Entry>, now: Now) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for entry in entries {
        let heading = day_in_words(now.day_of(entry.at));
        let line = Line {
            time: if entry.act.is_by_itself() {
                String::new()
            } else {
                now.clock_of(entry.at)
            },
            who: entry.person.unwrap_or_else(|| {
                if entry.act.is_by_itself() {
                    "Candor".into()
                } else {
                    "The terminal".into()
                }
            }),
            act: entry.act.in_words(),
            subject: entry.subject,
        };
        match days.last_mut() {
            Some(day) if day.heading == heading => day.lines.push(line),
            _ => days.push(Day {
                heading,
                lines: vec![line],
            }),
        }
    }
    days
}

//! What people wrote down about a place, in words for its charts and pages.

use super::{asking::Seen, process_chart::Change, words};
use crate::{
    db::{Conn, StoreError},
    kernel::{
        ids::Id,
        time::{Now, day_in_words},
    },
    people::{self, Person},
    trends::{
        model::Series,
        store::{self, Marks},
    },
};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// The accounts, to say who wrote something as the house shows staff: name and role.
pub(super) struct Writers(HashMap<Id, Person>);

impl Writers {
    /// All accounts.
    pub(super) fn all(conn: &mut Conn) -> Result<Self, StoreError> {
        let all = people::all(conn)?;
        Ok(Self(
            all.into_iter().map(|person| (person.id, person)).collect(),
        ))
    }

    /// "Leo (Lead)".
    pub(super) fn name(&self, id: Id) -> String {
        match self.0.get(&id) {
            Some(person) => format!("{} ({})", person.name, person.role.in_words()),
            None => "Somebody".into(),
        }
    }

    /// "Leo (Lead), 4 August 2026".
    pub(super) fn line(&self, id: Id, at: DateTime<Utc>, now: Now) -> String {
        format!("{}, {}", self.name(id), day_in_words(now.day_of(at)))
    }
}

/// What is written down about the place that is shown: for the chart of a series, and as lines below it.
pub(super) fn marks(
    conn: &mut Conn,
    seen: &Seen,
    series: Series,
) -> Result<(Marks, Vec<Change>), StoreError> {
    let found = &seen.found;
    let everything = found.house.as_they_are;
    let marks = store::marks(conn, &found.tree, found.shown, series, everything)?;
    let writers = Writers::all(conn)?;
    let day = |at: DateTime<Utc>| day_in_words(at.date_naive());
    let phases = marks.phases.iter().map(|phase| Change {
        on: phase.week.monday(),
        words: format!(
            "{}: the limits are set anew. {} ({}, {})",
            words::day(phase.week),
            phase.reason,
            writers.name(phase.by),
            day(phase.at)
        ),
    });
    let changes = marks.changes.iter().map(|change| Change {
        on: change.week.monday(),
        words: format!(
            "{}: {} ({}, {})",
            words::day(change.week),
            change.words,
            writers.name(change.by),
            day(change.at)
        ),
    });
    let mut all: Vec<Change> = changes.chain(phases).collect();
    all.sort_by_key(|change| change.on);
    Ok((marks, all))
}

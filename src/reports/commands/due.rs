//! What has waited longer than the house promises.

use crate::{
    config::WebSettings,
    db::{Conn, StoreError},
    kernel::time::Now,
    notices::Item,
    people::Person,
    places,
    reports::{
        model::{Deadlines, Past, Reference},
        store::{self, Scope},
    },
};
use chrono::TimeDelta;

impl From<&WebSettings> for Deadlines {
    fn from(settings: &WebSettings) -> Self {
        Self {
            first_answer_days: settings.first_answer_days,
            feedback_days: settings.feedback_days,
        }
    }
}

/// Which of these reports have waited past a promise.
///
/// # Errors
/// When the store fails.
pub fn past(
    conn: &mut Conn,
    scope: &Scope,
    references: &[Reference],
    deadlines: Deadlines,
) -> Result<Vec<(Reference, Past)>, StoreError> {
    let today = scope.now.today();
    let released_by = today - TimeDelta::days(deadlines.shortest());
    let waiting = store::waiting(conn, scope, Some(references), released_by)?;
    Ok(waiting
        .into_iter()
        .filter_map(|report| Some((report.reference, deadlines.past(report.waiting, today)?)))
        .collect())
}

/// What a lead's digest says of reports: a reference, a place and why, never a story.
///
/// # Errors
/// When the store fails.
pub fn due(
    conn: &mut Conn,
    person: &Person,
    now: Now,
    deadlines: Deadlines,
) -> Result<Vec<Item>, StoreError> {
    let scope = Scope {
        places: person.places.clone(),
        now,
    };
    let today = now.today();
    let released_by = today - TimeDelta::days(deadlines.shortest());
    let waiting = store::waiting(conn, &scope, None, released_by)?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let tree = places::all(conn)?;
    Ok(waiting
        .into_iter()
        .filter_map(|report| {
            let past = deadlines.past(report.waiting, today)?;
            let reference = report.reference.grouped(3);
            Some(Item {
                why: past.in_words(),
                words: format!("{reference} · {}", tree.path(report.place)),
                href: format!("/reports/{reference}"),
            })
        })
        .collect())
}

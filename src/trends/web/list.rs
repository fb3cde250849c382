//! The questions that trends can help with.

use super::{
    asking::{FilterForm, Seen, looking},
    time_to_surface, words,
};
use crate::{
    db::{Conn, Db, StoreError},
    people::Role,
    reports::Kind,
    trends::model::{Mix, TimeToSurface},
    web::{Analyst, Answer, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

#[derive(Serialize)]
struct TrendsPage {
    thanks: String,
    questions: Vec<Question>,
    /// Whether they may say when a place is closed.
    closes: bool,
}

#[derive(Serialize)]
struct Question {
    question: &'static str,
    /// The evidence, in a sentence.
    evidence: String,
    href: &'static str,
    look: &'static str,
}

impl Page for TrendsPage {
    const TEMPLATE: &'static str = "trends/list";

    fn title(&self) -> String {
        "Trends".into()
    }
}

/// `GET /trends`
///
/// # Errors
/// The store's failure.
pub async fn list(who: Who<Analyst>, db: Data<Db>) -> Answer {
    let seen = FilterForm::default().see(&db, looking(&who), view).await?;
    let (seen, (times, mix)) = seen.map_err(|again| again.into_error())?;
    who.page(&TrendsPage {
        thanks: words::thanks(&times, &seen.filter.days, seen.looking.today),
        questions: vec![
            Question {
                question: "Do people bring bad news early or late?",
                evidence: early(&times),
                href: "/trends/time-to-surface",
                look: "How soon people speak up",
            },
            Question {
                question: "What do people tell us about?",
                evidence: told(&mix),
                href: "/trends/candor-mix",
                look: "The candor mix",
            },
            Question {
                question: "Has something changed?",
                evidence:
                    "Signals: what differs from the usual coming and going, each with a question."
                        .into(),
                href: "/trends/signals",
                look: "Signals",
            },
        ],
        closes: who.person.role == Role::Lead,
    })
}

fn view(conn: &mut Conn, seen: &Seen) -> Result<(TimeToSurface, Mix), StoreError> {
    let mix = Mix::of(&seen.found.house.by_kind(&seen.filter.days));
    Ok((time_to_surface::view(conn, seen)?, mix))
}

fn early(times: &TimeToSurface) -> String {
    match times.median {
        Some(median) => format!("Half of the reports came {}.", words::within(median)),
        None => "There are too few reports to say yet.".into(),
    }
}

/// Mistakes and questions together: what costs courage to tell.
fn told(mix: &Mix) -> String {
    let courage: Vec<_> = Kind::ALL
        .iter()
        .zip(mix.kinds)
        .filter(|(kind, _)| matches!(kind, Kind::Mistake | Kind::Question))
        .collect();
    if mix.n == 0 || courage.iter().any(|(_, sum)| sum.partly) {
        return "Broken things, near misses, mistakes, questions: what people trust us with."
            .into();
    }
    let n: i64 = courage.iter().map(|(_, sum)| sum.n).sum();
    format!(
        "{n} of {} were mistakes or questions, which cost courage to tell.",
        words::reports(mix.n)
    )
}

//! The questions that trends can help with.

use super::{
    asking::{FilterForm, Seen, looking},
    countermeasures, response, self_check, time_to_surface, words,
};
use crate::{
    db::{Conn, Db, StoreError},
    reports::Kind,
    trends::{
        model::{Mix, TimeToSurface},
        store::About,
    },
    web::{Analyst, Answer, Error, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

#[derive(Serialize)]
struct TrendsPage {
    thanks: String,
    questions: Vec<Question>,
}

#[derive(Clone, Serialize)]
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
    let answers = answers(&who, &db).await?;
    who.page(&TrendsPage {
        thanks: words::thanks_of(&seen, &times),
        questions: [
            vec![
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
            ],
            answers,
        ]
        .concat(),
    })
}

/// What leaders answer, change and ask themselves.
async fn answers(who: &Who<Analyst>, db: &Db) -> Result<Vec<Question>, Error> {
    let form = FilterForm::default();
    let seen = form
        .see_about(db, looking(who), About::Answers, |conn, seen| {
            Ok((
                response::look(conn, seen)?,
                countermeasures::course(conn, seen)?,
            ))
        })
        .await?;
    let (_, (response, course)) = seen.map_err(|again| again.into_error())?;
    Ok(vec![
        Question {
            question: "How do we answer?",
            evidence: response.evidence,
            href: "/trends/response",
            look: "Thanks, answers, outcomes",
        },
        Question {
            question: "What do we change, and does it hold?",
            evidence: countermeasures::evidence(&course),
            href: "/trends/countermeasures",
            look: "Our countermeasures",
        },
        Question {
            question: "What do our own acts answer?",
            evidence: self_check::evidence().into(),
            href: "/trends/self-check",
            look: "The self-check",
        },
    ])
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

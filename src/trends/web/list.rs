//! The questions that trends can help with.

use super::{
    asking::{FilterForm, Seen, looking},
    countermeasures, response, self_check, tiles, time_to_surface, words,
};
use crate::{
    db::{Conn, Db, StoreError},
    people::Role,
    reports::Kind,
    trends::{
        model::{Mix, Named, TimeToSurface},
        store::{self, About, Side},
    },
    web::{Analyst, Answer, Error, Page, Who},
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
    let (seen, (times, mix, tiles)) = seen.map_err(|again| again.into_error())?;
    let mut questions = vec![
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
            question: "How much do people tell us?",
            evidence: "More or less than usual, and what is only coming and going.".into(),
            href: "/trends/reports",
            look: "Reports over time",
        },
        Question {
            question: "Has something changed?",
            evidence:
                "Signals: what differs from the usual coming and going, each with a question."
                    .into(),
            href: "/trends/signals",
            look: "Signals",
        },
        Question {
            question: "What in the system made it possible?",
            evidence: most(&tiles.made_possible, "named what made it possible"),
            href: "/trends/factors",
            look: "What was named most",
        },
        Question {
            question: "What caught it, or kept it small?",
            evidence: most(&tiles.caught_by, "named what caught it"),
            href: "/trends/caught-by",
            look: "What catches it",
        },
        Question {
            question: "How does each place move against its own past?",
            evidence: beside(tiles.places),
            href: "/trends/places",
            look: "Place by place",
        },
    ];
    questions.extend(answers(&who, &db).await?);
    who.page(&TrendsPage {
        thanks: words::thanks_of(&seen, &times),
        questions,
        closes: who.person.role == Role::Lead,
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

/// What reports of the whole house name.
struct Tiles {
    made_possible: Named,
    caught_by: Named,
    /// How many places right below it are shown apart.
    places: usize,
}

fn view(conn: &mut Conn, seen: &Seen) -> Result<(TimeToSurface, Mix, Tiles), StoreError> {
    let mix = Mix::of(&seen.found.house.by_kind(&seen.filter.days));
    let mut named = |side| -> Result<Named, StoreError> {
        let days = &seen.filter.days;
        let alone = store::Below::none();
        let house = store::tiles(conn, &seen.found, &alone, side, None, days)?;
        Ok(Named::of(&house.look(house.period(days), days).own))
    };
    let tiles = Tiles {
        made_possible: named(Side::MadePossible)?,
        caught_by: named(Side::CaughtBy)?,
        places: store::places_below(&seen.found),
    };
    Ok((time_to_surface::view(conn, seen)?, mix, tiles))
}

fn most(named: &Named, did: &str) -> String {
    let first = named.tiles.first();
    match first.and_then(|sum| Some((sum, sum.n.filter(|n| *n > 0)?))) {
        Some((sum, n)) => format!(
            "Of {} that {did}, {n} said \u{201c}{}\u{201d}.",
            words::reports(named.named),
            tiles::name(sum.tile)
        ),
        None => "There are too few reports to say yet.".into(),
    }
}

fn beside(places: usize) -> String {
    match places {
        0 => "There is no place below the whole house to show apart yet.".into(),
        1 => "1 place, beside its own past. No scale in common, no ranks.".into(),
        n => format!("{n} places, each beside its own past. No scale in common, no ranks."),
    }
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

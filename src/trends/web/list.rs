//! The questions that trends can help with.

use super::{
    asking::{FilterForm, Seen, looking},
    tiles, time_to_surface, words,
};
use crate::{
    db::{Conn, Db, StoreError},
    reports::Kind,
    trends::{
        model::{Mix, Named, TimeToSurface},
        store::{self, Side},
    },
    web::{Analyst, Answer, Page, Who},
};
use actix_web::web::Data;
use serde::Serialize;

#[derive(Serialize)]
struct TrendsPage {
    thanks: String,
    questions: Vec<Question>,
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
    let (seen, (times, mix, tiles)) = seen.map_err(|again| again.into_error())?;
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
        ],
    })
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

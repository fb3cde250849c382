//! Has something changed? All signals, those that nobody has asked about first.

use crate::{
    db::{Conn, Db, StoreError},
    trends::{
        commands::shows_numbers,
        model::{Signal, SignalRule},
        store::{self, Reach},
        web::{
            asking::{FilterForm, Seen, looking},
            sheet, signal_words, time_to_surface, words,
        },
    },
    web::{Analyst, Answer, Asked, Error, Page, Who},
};
use actix_web::{HttpResponse, web::Data};
use serde::{Deserialize, Serialize};

/// Signals of a page.
const PAGE: i64 = 20;

/// Which page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    page: String,
}

#[derive(Serialize)]
struct ListPage {
    thanks: String,
    cards: Vec<Card>,
    newer: Option<String>,
    older: Option<String>,
    number: i64,
    /// The same page in an address, for files.
    query: String,
}

/// A signal of the list: what people read, and what programs read.
#[derive(Debug, Clone, Serialize)]
struct Card {
    reference: String,
    href: String,
    seen: String,
    question: &'static str,
    place: String,
    place_code: String,
    series: &'static str,
    series_words: &'static str,
    rule: &'static str,
    side: &'static str,
    week: String,
    weeks: u32,
    found_on: String,
    found: String,
    silence: bool,
    noted: bool,
    /// Whether the place's leads alone see it.
    private: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "trends/signals";

    fn title(&self) -> String {
        "Signals".into()
    }
}

/// `GET /trends/signals`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Analyst>, db: Data<Db>, Asked(query): Asked<ListQuery>) -> Answer {
    let (number, thanks, cards) = cards(&who, &db, &query).await?;
    let more = cards.len() > page_size();
    let to = |number: i64| format!("/trends/signals?page={number}");
    who.page(&ListPage {
        thanks,
        newer: (number > 1).then(|| to(number - 1)),
        older: more.then(|| to(number + 1)),
        cards: cards.into_iter().take(page_size()).collect(),
        number,
        query: format!("page={number}"),
    })
}

fn page_size() -> usize {
    usize::try_from(PAGE).unwrap_or_default()
}

#[derive(Serialize)]
struct Json {
    signals: Vec<JsonSignal>,
    /// Whether there is another page.
    more: bool,
}

#[derive(Serialize)]
struct JsonSignal {
    reference: String,
    place: String,
    series: &'static str,
    rule: &'static str,
    side: &'static str,
    week: String,
    period_weeks: u32,
    found_on: String,
    seen: String,
    question: &'static str,
    noted: bool,
}

/// `GET /trends/signals.json` and `GET /api/v1/trends/signals`
///
/// # Errors
/// When the store fails.
pub async fn json(who: Who<Analyst>, db: Data<Db>, Asked(query): Asked<ListQuery>) -> Answer {
    let (_, _, cards) = cards(&who, &db, &query).await?;
    let more = cards.len() > page_size();
    let signals = cards.into_iter().take(page_size()).map(|card| JsonSignal {
        reference: card.reference,
        place: card.place_code,
        series: card.series,
        rule: card.rule,
        side: card.side,
        week: card.week,
        period_weeks: card.weeks,
        found_on: card.found_on,
        seen: card.seen,
        question: card.question,
        noted: card.noted,
    });
    Ok(HttpResponse::Ok().json(Json {
        signals: signals.collect(),
        more,
    }))
}

/// `GET /trends/signals.csv`
///
/// # Errors
/// When the store fails.
pub async fn csv(who: Who<Analyst>, db: Data<Db>, Asked(query): Asked<ListQuery>) -> Answer {
    let head = [
        "reference",
        "place",
        "series",
        "rule",
        "side",
        "week",
        "period_weeks",
        "found_on",
        "seen",
        "question",
        "noted",
    ];
    let (_, _, cards) = cards(&who, &db, &query).await?;
    let row = |card: Card| {
        vec![
            card.reference,
            card.place_code,
            card.series.into(),
            card.rule.into(),
            card.side.into(),
            card.week,
            card.weeks.to_string(),
            card.found_on,
            card.seen,
            card.question.into(),
            card.noted.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = cards.into_iter().take(page_size()).map(row).collect();
    sheet::answer("signals", &head, &rows)
}

/// The page asked for, with one signal more when there is another page.
async fn cards(
    who: &Who<Analyst>,
    db: &Db,
    query: &ListQuery,
) -> Result<(i64, String, Vec<Card>), Error> {
    let number = query.page.parse().unwrap_or(1).clamp(1, 10_000);
    let load = move |conn: &mut Conn, seen: &Seen| {
        let times = time_to_surface::view(conn, seen)?;
        let thanks = words::thanks(&times, &seen.filter.days, seen.looking.today);
        Ok((thanks, found(conn, seen, (number - 1) * PAGE)?))
    };
    let seen = FilterForm::default().see(db, looking(who), load).await?;
    let (_, (thanks, cards)) = seen.map_err(|again| again.into_error())?;
    Ok((number, thanks, cards))
}

fn found(conn: &mut Conn, seen: &Seen, skip: i64) -> Result<Vec<Card>, StoreError> {
    let (tree, looking) = (&seen.found.tree, &seen.looking);
    let own = looking.own_places(tree);
    let mut cards = Vec::new();
    for signal in store::list(conn, &own, skip, PAGE + 1)? {
        let reach = match own.contains(&signal.place) {
            true => Reach::Own,
            false => Reach::Shared,
        };
        let numbers = shows_numbers(conn, tree, looking, &signal, reach)?;
        let code = tree.get(signal.place).map(|place| place.code.to_string());
        let words = signal_words::seen(&signal.found, numbers, looking.today);
        let place = tree.path(signal.place);
        cards.push(Card::of(&signal, place, code.unwrap_or_default(), words));
    }
    Ok(cards)
}

impl Card {
    fn of(signal: &Signal, place: String, place_code: String, seen: String) -> Self {
        let found = &signal.found;
        let reference = signal.reference.grouped(3);
        Self {
            href: format!("/trends/signals/{reference}"),
            reference,
            seen,
            question: found.question(),
            place,
            place_code,
            series: found.series.as_str(),
            series_words: found.series.in_words(),
            rule: found.rule.as_str(),
            side: found.side.as_str(),
            week: found.week.to_string(),
            weeks: found.weeks,
            found_on: signal.found_on.to_string(),
            found: crate::kernel::time::day_in_words(signal.found_on),
            silence: found.rule == SignalRule::Silence,
            noted: signal.noted,
            private: !signal.published,
        }
    }
}

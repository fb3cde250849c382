//! Signals are found as weeks close, once a day by one server, and each is kept once.

use crate::{
    db::{Conn, StoreError, Tx},
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    places::{self, Tree},
    stats::Cell,
    trends::{
        model::{Days, Finding, Reference, Series, Signal, find_signals},
        store::{self, Found, Looking, Reach},
    },
};
use chrono::{NaiveDate, TimeDelta};

/// What was found and is to be kept.
#[derive(Debug, Clone, Default)]
pub struct News(Vec<(Id, Finding, bool)>);

/// Signals older than this are not found any more: a log that comes from elsewhere does not begin with old questions.
const WEEKS_BACK: i64 = 12;

/// Days in which a signal is still worth talking about.
const FRESH_DAYS: i64 = 28;

/// The signals of today, unless somebody has looked for them today; for the house's small number `k`. Looking needs no
/// transaction.
///
/// # Errors
/// When the store fails.
pub fn signals_due(conn: &mut Conn, k: i64, now: Now) -> Result<Option<News>, StoreError> {
    if store::has_looked(conn, now.today())? {
        return Ok(None);
    }
    look_for_signals(conn, k, now).map(Some)
}

/// The signals of the latest weeks that are over, at every place: in what everybody sees, and in the counts as they are.
///
/// # Errors
/// When the store fails.
pub fn look_for_signals(conn: &mut Conn, k: i64, now: Now) -> Result<News, StoreError> {
    let looking = Looking::everybody(k, now.today());
    let tree = places::all(conn)?;
    let days = Days::usual(looking.today);
    let since = Week::of(looking.today).plus(-WEEKS_BACK).monday();
    let mut news = News::default();
    let ids: Vec<Id> = tree.iter().map(|(place, _)| place.id).collect();
    for place in ids {
        for published in [true, false] {
            let found = store::with_past(conn, &tree, place, !published, &days, &looking)?;
            if found.first.is_none() || found.shown != place {
                continue;
            }
            let findings = at(conn, &tree, &found, &days, since)?;
            let new = findings.into_iter().map(|one| (place, one, published));
            news.0.extend(new);
        }
    }
    Ok(news)
}

fn at(
    conn: &mut Conn,
    tree: &Tree,
    found: &Found,
    days: &Days,
    since: NaiveDate,
) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for series in Series::ALL {
        let everything = found.house.as_they_are;
        let marks = store::marks(conn, tree, found.shown, *series, everything)?;
        if *series == Series::Reports {
            findings.extend(store::told(found, days, None, &marks).signals(since));
            continue;
        }
        let line = store::line(conn, found, *series, days, &marks)?;
        findings.extend(find_signals(
            *series,
            &line.process.cells,
            &line.chart,
            since,
        ));
    }
    Ok(findings)
}

/// Keeps what was found, and answers how many signals are new. Several servers on one database may do so at
/// once: each signal is kept once, and only the first look of a day counts.
///
/// # Errors
/// When the store fails.
pub fn keep_signals(tx: &mut Tx<'_>, news: News, now: Now) -> Result<usize, StoreError> {
    if !store::claim_look(tx, now.today())? {
        return Ok(0);
    }
    let mut new = 0;
    for (place, finding, published) in news.0 {
        if store::keep_finding(tx, place, &finding, published, now.today())? {
            new += 1;
        }
    }
    Ok(new)
}

/// Open signals that everybody may see: the code of each, and what it says without a number, and what it asks.
///
/// # Errors
/// When the store fails.
pub fn to_talk_about(
    conn: &mut Conn,
    now: Now,
    most: i64,
) -> Result<Vec<(String, String, &'static str)>, StoreError> {
    let since = now.today() - TimeDelta::days(FRESH_DAYS);
    let tree = places::all(conn)?;
    let signals = store::to_talk_about(conn, since, most)?;
    Ok(signals
        .into_iter()
        .map(|signal| {
            let place = tree.path(signal.place);
            (
                signal.reference.grouped(3),
                format!("{place}: {}.", signal.found.in_words()),
                signal.found.question(),
            )
        })
        .collect())
}

/// A signal as somebody sees it.
#[derive(Debug, Clone)]
pub(crate) struct SeenSignal {
    /// Its identity.
    pub(crate) id: Id,
    /// What it is.
    pub(crate) signal: Signal,
    /// How they see its place.
    pub(crate) reach: Reach,
}

/// The signal with this code; `None` where there is none for whoever looks.
pub(crate) fn signal(
    conn: &mut Conn,
    tree: &Tree,
    looking: &Looking,
    reference: Reference,
) -> Result<Option<SeenSignal>, StoreError> {
    let Some((id, signal)) = store::by_reference(conn, reference)? else {
        return Ok(None);
    };
    let reach = if looking.own_places(tree).contains(&signal.place) {
        Reach::Own
    } else if signal.published {
        Reach::Shared
    } else {
        return Ok(None);
    };
    Ok(Some(SeenSignal { id, signal, reach }))
}

/// Whether its numbers may be said to somebody who sees it so. What was shown week by week can be too small for that
/// today: then only the words are left.
pub(crate) fn shows_numbers(
    conn: &mut Conn,
    tree: &Tree,
    looking: &Looking,
    signal: &Signal,
    reach: Reach,
) -> Result<bool, StoreError> {
    if reach == Reach::Own {
        return Ok(true);
    }
    // What is shown of longer periods is a sum of what may be shown of those days.
    let (first, last) = (signal.found.week, signal.found.last);
    let days = Days {
        from: first.monday(),
        to: last.plus(i64::from(signal.found.weeks) - 1).monday(),
    };
    let found = store::of_days(conn, tree, signal.place, &days, looking)?;
    let shown = found.house.cells(&days, None);
    let may = |cell: &Cell| cell.n.is_some() && cell.weeks <= signal.found.weeks;
    Ok(found.shown == signal.place && !shown.cells.is_empty() && shown.cells.iter().all(may))
}

//! One signal: what was seen, what people wrote about it, and what can be done.

use crate::{
    db::{Conn, Db, StoreError},
    kernel::time::{Now, day_in_words},
    places::{self, Tree},
    trends::{
        commands::{SeenSignal, shows_numbers, signal},
        model::{Reference, Series, SignalRule, SignalSide},
        store::{self, Looking, Note, Reach},
        web::{asking::looking, signal_words, words, written::Writers},
    },
    web::{Analyst, Answer, Error, Page, Problems, Who},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

/// Every field of the page's forms; each sends some of them.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Typed {
    /// A note.
    pub(super) words: String,
    /// What changed.
    pub(super) what: String,
    /// Since when.
    pub(super) week: String,
    /// Why the limits are set anew.
    pub(super) reason: String,
    /// How often they had been set anew when the page was opened.
    pub(super) seen: String,
}

/// A note, ready to print.
#[derive(Debug, Serialize)]
pub(super) struct NoteShown {
    week: String,
    words: String,
    by: String,
}

#[derive(Serialize)]
pub(super) struct SignalPage {
    reference: String,
    path: String,
    seen: String,
    question: &'static str,
    place: String,
    series: &'static str,
    rule: &'static str,
    from: String,
    found: String,
    chart: String,
    silence: bool,
    /// Whether few reports are what it is about.
    fewer: bool,
    private: bool,
    may_write: bool,
    hansei: String,
    notes: Vec<NoteShown>,
    /// What changed, as somebody wrote it down beside this signal.
    changes: Vec<NoteShown>,
    pub(super) typed: Typed,
    pub(super) problems: Problems,
    pub(super) refused: Option<String>,
}

impl Page for SignalPage {
    const TEMPLATE: &'static str = "trends/signal";

    fn title(&self) -> String {
        format!("Signal {}", self.reference)
    }
}

/// `GET /trends/signals/{reference}`
///
/// # Errors
/// Not found; the store's failure.
pub async fn show(who: Who<Analyst>, db: Data<Db>, path: Path<String>) -> Answer {
    let page = load(&who, &db, super::reference(&path)?).await?;
    who.page(&page)
}

/// The page of a signal.
pub(super) async fn load(
    who: &Who<Analyst>,
    db: &Db,
    reference: Reference,
) -> Result<SignalPage, Error> {
    let (looking, now) = (looking(who), who.visit.now);
    db.read(move |conn| {
        let tree = places::all(conn)?;
        let seen = signal(conn, &tree, &looking, reference)?;
        match seen {
            Some(seen) => Ok(page(conn, &tree, &looking, &seen, now)?),
            None => Err(Error::not_found()),
        }
    })
    .await
}

fn page(
    conn: &mut Conn,
    tree: &Tree,
    looking: &Looking,
    seen: &SeenSignal,
    now: Now,
) -> Result<SignalPage, StoreError> {
    let (signal, found) = (&seen.signal, &seen.signal.found);
    let numbers = shows_numbers(conn, tree, looking, signal, seen.reach)?;
    let writers = Writers::all(conn)?;
    let notes = store::notes_of_signal(conn, seen.id)?;
    let own = seen.reach == Reach::Own;
    let changes = store::changes(conn, &[signal.place], own)?
        .into_iter()
        .filter(|change| change.signal == Some(seen.id))
        .map(|change| NoteShown {
            week: words::day(change.week),
            by: writers.line(change.by, change.at, now),
            words: change.words,
        })
        .collect();
    let number = store::latest_number(conn, signal.place, found.series, signal.published)?;
    let code = tree
        .get(signal.place)
        .map(|place| place.code.to_string())
        .unwrap_or_default();
    let reference = signal.reference.grouped(3);
    let fewer = found.series == Series::Reports && found.side == SignalSide::Below;
    Ok(SignalPage {
        path: format!("/trends/signals/{reference}"),
        reference,
        seen: signal_words::seen(found, numbers, looking.today),
        question: found.question(),
        place: tree.path(signal.place),
        series: found.series.in_words(),
        rule: found.rule.in_words(),
        from: words::day(found.week),
        found: day_in_words(signal.found_on),
        chart: chart(found.series, &code),
        silence: found.rule == SignalRule::Silence,
        fewer,
        private: !signal.published,
        may_write: looking.may_write(seen.reach),
        hansei: format!(
            "/hansei/new?trigger={}&place={code}",
            if fewer { "quiet_place" } else { "milestone" }
        ),
        notes: shown(&notes, &writers, now),
        changes,
        typed: Typed {
            week: found.week.monday().to_string(),
            seen: number.to_string(),
            ..Typed::default()
        },
        problems: Problems::none(),
        refused: None,
    })
}

/// Where the chart of a series stands.
pub(super) fn chart(series: Series, code: &str) -> String {
    let view = match series {
        Series::Reports => "reports",
        Series::TimeToSurface | Series::SameShift => "time-to-surface",
    };
    format!("/trends/{view}?place={code}")
}

/// Notes, ready to print.
pub(super) fn shown(notes: &[Note], writers: &Writers, now: Now) -> Vec<NoteShown> {
    notes
        .iter()
        .map(|note| NoteShown {
            week: words::day(note.week),
            words: note.words.clone(),
            by: writers.line(note.by, note.at, now),
        })
        .collect()
}

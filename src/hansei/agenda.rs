//! The agenda that writes itself: rooms propose what there is to talk about, the facilitator chooses.
//!
//! Each proposal is a function, put together in `app.rs`. What it says stands on a sheet that others
//! than leads read, so a report is named by its kind, reference and shared story alone.

use crate::{
    countermeasures,
    db::{Conn, StoreError},
    hansei::{model::AgendaKind, store::Eyes},
    kernel::{
        code::Code,
        ids::Id,
        keys::sha256,
        time::{Now, Week},
    },
    people::{Person, Role},
    places,
    reports::{self, Kind, Reviewable, Scope},
    tally::{self, Measure},
    trends,
};
use chrono::TimeDelta;
use std::collections::BTreeSet;

/// Something to talk about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaItem {
    /// What it is.
    pub kind: AgendaKind,
    /// In words, without anything that points to somebody.
    pub words: String,
    /// Where more of it stands, on this site.
    pub href: Option<String>,
    /// Why it is proposed: a question.
    pub why: String,
}

impl AgendaItem {
    /// By what it is found again: the same for the same item.
    #[must_use]
    pub fn item(&self) -> String {
        let href = self.href.as_deref().unwrap_or_default();
        let all = format!("{}\n{}\n{href}", self.kind.as_str(), self.words);
        Code::<10>::from_bits(&sha256(all.as_bytes())).to_string()
    }
}

/// Proposes items for somebody who plans or facilitates.
pub type Propose = fn(&mut Conn, &Person, Now) -> Result<Vec<AgendaItem>, StoreError>;

/// Who proposes what.
#[derive(Debug, Clone, Default)]
pub struct Agenda {
    /// In the order in which they are asked.
    pub proposals: Vec<Propose>,
}

impl Agenda {
    /// Everything that is proposed now.
    ///
    /// # Errors
    /// When the store fails.
    pub fn items(
        &self,
        conn: &mut Conn,
        person: &Person,
        now: Now,
    ) -> Result<Vec<AgendaItem>, StoreError> {
        let mut items = Vec::new();
        for propose in &self.proposals {
            items.extend(propose(conn, person, now)?);
        }
        items.sort_by_key(|item| item.kind);
        Ok(items)
    }
}

/// Days back in which an outcome or a good catch is still fresh.
const FRESH_DAYS: i64 = 28;
/// Reports that are proposed at most.
const MOST: usize = 12;
/// Whole weeks without a report that make a place quiet.
const QUIET_WEEKS: i64 = 8;
/// Quiet places that are proposed at most.
const MOST_PLACES: usize = 6;
/// Signals that are proposed at most.
const MOST_SIGNALS: i64 = 6;
/// Characters of a shared story on the agenda.
const EXCERPT: usize = 160;

/// What somebody may know of reports.
pub(super) fn scope(person: &Person, now: Now) -> Scope {
    let places = match person.role {
        Role::Lead => person.places.clone(),
        // Improvers learn from the whole house, of what points to nobody.
        Role::Improver | Role::Keeper | Role::Admin => vec![places::ROOT],
    };
    Scope { places, now }
}

/// Which hanseis somebody may see.
pub(super) fn eyes(person: &Person) -> Eyes {
    Eyes {
        person: person.id,
        places: (person.role == Role::Lead).then(|| person.places.clone()),
    }
}

/// A report in words that point to nobody.
pub(super) fn in_words(report: &Reviewable) -> String {
    let named = format!("{} {}", report.kind.in_words(), report.reference.grouped(3));
    match &report.shared_story {
        Some(story) => {
            let line = story.split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = line.chars().take(EXCERPT).collect();
            let end = if short.len() < line.len() { "…" } else { "" };
            format!("{named}: {short}{end}")
        }
        None => named,
    }
}

/// Reports that were thanked for: those with an outcome told lately, those a lead wants to talk about,
/// and what was caught in time.
///
/// # Errors
/// When the store fails.
pub fn from_reports(
    conn: &mut Conn,
    person: &Person,
    now: Now,
) -> Result<Vec<AgendaItem>, StoreError> {
    let since = now.today() - TimeDelta::days(FRESH_DAYS);
    let found = reports::reviewable_since(conn, &scope(person, now), since, MOST)?;
    Ok(found
        .iter()
        .map(|report| {
            let (kind, why) = if report.kind == Kind::GoodCatch {
                (
                    AgendaKind::Success,
                    "It went well against the odds. What made that possible?",
                )
            } else if report.outcome_on.is_some() {
                (
                    AgendaKind::Outcome,
                    "Its outcome was told. What did we learn, and does it hold?",
                )
            } else {
                (
                    AgendaKind::Outcome,
                    "A lead wants to talk about it here. What made it possible?",
                )
            };
            AgendaItem {
                kind,
                words: in_words(report),
                href: Some(format!("/reports/{}", report.reference.grouped(3))),
                why: why.into(),
            }
        })
        .collect())
}

/// Countermeasures that are open again, to be checked at the place, or to be decided.
///
/// # Errors
/// When the store fails.
pub fn from_countermeasures(
    conn: &mut Conn,
    person: &Person,
    now: Now,
) -> Result<Vec<AgendaItem>, StoreError> {
    let today = now.today();
    let open = countermeasures::to_talk_about(conn, person, today, MOST)?;
    Ok(open
        .into_iter()
        .map(|one| AgendaItem {
            kind: AgendaKind::Countermeasure,
            href: Some(format!("/countermeasures/{}", one.reference.grouped(3))),
            why: match one.status(today) {
                countermeasures::Status::Reopened => {
                    "Something similar surfaced again. What did we not see?"
                }
                countermeasures::Status::ToCheck => "Did it do what we expected?",
                _ => "Keep it, change it, or let it go?",
            }
            .into(),
            words: one.plan.what,
        })
        .collect())
}

/// Signals of the trends that everybody may see and that nobody has written a note on. Those in small counts stay with
/// the place's leads: others read the agenda too.
///
/// # Errors
/// When the store fails.
pub fn from_signals(
    conn: &mut Conn,
    _person: &Person,
    now: Now,
) -> Result<Vec<AgendaItem>, StoreError> {
    let signals = trends::to_talk_about(conn, now, MOST_SIGNALS)?;
    Ok(signals
        .into_iter()
        .map(|(reference, words, question)| AgendaItem {
            kind: AgendaKind::Signal,
            words,
            href: Some(format!("/trends/signals/{reference}")),
            why: question.into(),
        })
        .collect())
}

/// Places of a lead that had reports before, and none for eight weeks. Others than leads learn of a
/// silence from the trends, which protect small numbers.
///
/// # Errors
/// When the store fails.
pub fn from_quiet_places(
    conn: &mut Conn,
    person: &Person,
    now: Now,
) -> Result<Vec<AgendaItem>, StoreError> {
    if person.role != Role::Lead {
        return Ok(Vec::new());
    }
    let mut own: BTreeSet<Id> = BTreeSet::new();
    for place in &person.places {
        own.extend(places::subtree(conn, *place)?);
    }
    let own: Vec<Id> = own.into_iter().collect();
    let counts = tally::by_place(conn, Measure::Surfaced, &own)?;
    let since = Week::of(now.today()).plus(-QUIET_WEEKS).monday();
    let with = |lately: bool| -> BTreeSet<Id> {
        let counted = counts
            .iter()
            .filter(|((_, week, _), n)| **n > 0 && (*week >= since) == lately);
        counted.map(|((place, ..), _)| *place).collect()
    };
    let (before, lately) = (with(false), with(true));
    let quiet: BTreeSet<Id> = before.difference(&lately).copied().collect();
    let tree = places::all(conn)?;
    // A silence of a whole hall is said once, not for each of its places.
    let highest = tree.iter().filter(|(place, _)| {
        quiet.contains(&place.id) && !place.parent.is_some_and(|parent| quiet.contains(&parent))
    });
    Ok(highest
        .take(MOST_PLACES)
        .map(|(place, _)| AgendaItem {
            kind: AgendaKind::QuietPlace,
            words: format!("{}: nothing was told for eight weeks.", tree.path(place.id)),
            href: None,
            why: "Fewer problems, or harder to say?".into(),
        })
        .collect())
}

//! Rows: the tallies of a place and of those beside it.

use super::model::{
    Counts, Days, Delays, Filter, House, Slots, Spread, Step, answered_by_several, apart, children,
    people, way,
};
use crate::{
    db::{Conn, StoreError},
    kernel::{ids::Id, time::Week},
    people::{self as staff, Person, Role},
    places::{self, ROOT, Tree},
    reports::Kind,
    stats::Period,
    tally::{self, Measure},
};
use chrono::{Days as Span, NaiveDate};
use std::collections::BTreeMap;

/// Who looks, and when.
#[derive(Debug, Clone)]
pub(crate) struct Looking {
    /// Who; `None` is everybody.
    pub(crate) person: Option<Person>,
    /// Counts of 1 to k - 1 point at people.
    pub(crate) k: i64,
    /// Today, in the house's time zone.
    pub(crate) today: NaiveDate,
}

/// What was found of a place.
pub(crate) struct Found {
    /// All places.
    pub(crate) tree: Tree,
    /// The place asked for.
    pub(crate) asked: Id,
    /// The place shown: another one above it where few people work at the one asked for.
    pub(crate) shown: Id,
    /// Its counts of reports, with what they are guarded by.
    pub(crate) house: House,
    /// The first week with a report there.
    pub(crate) first: Option<Week>,
    /// The places beside each step of the way, in the order of their counts; none for who reads the reports.
    beside: Vec<Vec<Id>>,
    /// Which leads stand in the way of showing the place asked for; only where numbers are about answers.
    pub(crate) one_lead: Option<OneLead>,
}

/// What the numbers of a view are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Reports.
    Reports,
    /// Their answers: where one lead answers, a number would be that lead's.
    Answers,
}

/// One lead alone answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OneLead {
    /// For the place asked for, or for one on the way to it: it is counted in the place shown.
    OfThePlace,
    /// For the whole house: nothing is counted.
    OfTheHouse,
}

/// The counts of a place, as whoever looks may see them; `None` when there is no such place.
///
/// # Errors
/// When the store fails.
pub(crate) fn find(
    conn: &mut Conn,
    filter: &Filter,
    looking: &Looking,
) -> Result<Option<Found>, StoreError> {
    find_about(conn, filter, looking, About::Reports)
}

/// The same for a view of reports, or of their answers.
///
/// # Errors
/// When the store fails.
pub(crate) fn find_about(
    conn: &mut Conn,
    filter: &Filter,
    looking: &Looking,
    about: About,
) -> Result<Option<Found>, StoreError> {
    let tree = places::all(conn)?;
    let asked = match filter.place {
        Some(code) => match tree.iter().find(|(place, _)| place.code == code) {
            Some((place, _)) => place.id,
            None => return Ok(None),
        },
        None => ROOT,
    };
    let (deepest, one_lead) = match about {
        About::Reports => (asked, None),
        About::Answers => several(conn, &tree, asked)?,
    };
    let path = way(&tree, deepest);
    let as_they_are = looking.reads(&path);
    let (whole, way) = if as_they_are {
        (counts(conn, deepest)?, Guarded::at(deepest))
    } else {
        let way = steps(conn, &tree, &path, looking.k)?;
        (counts(conn, ROOT)?, way)
    };
    let Guarded {
        shown,
        steps,
        beside,
    } = way;
    let house = House {
        whole,
        way: steps,
        as_they_are,
        k: looking.k,
        open_from: looking.today,
    };
    let first = tally::weeks(conn, shown)?.map(|(first, _)| first);
    Ok(Some(Found {
        tree,
        asked,
        shown,
        house,
        first,
        beside,
        one_lead,
    }))
}

/// The place on the way to the one asked for whose answers are not one lead's.
fn several(conn: &mut Conn, tree: &Tree, asked: Id) -> Result<(Id, Option<OneLead>), StoreError> {
    let leads: Vec<_> = staff::all(conn)?
        .into_iter()
        .filter(|person| person.active && person.role == Role::Lead)
        .map(|lead| (lead.id, lead.places))
        .collect();
    Ok(match answered_by_several(tree, &leads, asked) {
        None => (ROOT, Some(OneLead::OfTheHouse)),
        Some(at) if at == asked => (at, None),
        Some(at) => (at, Some(OneLead::OfThePlace)),
    })
}

impl Found {
    /// The counts of a measure by week and step, at the place and at all places beside its way.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) fn spread(
        &self,
        conn: &mut Conn,
        of: impl Fn(&mut Conn, Id) -> Result<Slots, StoreError>,
    ) -> Result<Spread, StoreError> {
        let top = if self.house.as_they_are {
            self.shown
        } else {
            ROOT
        };
        let mut way = Vec::new();
        for step in &self.beside {
            let of_step: Result<Vec<_>, _> = step.iter().map(|place| of(conn, *place)).collect();
            way.push(of_step?);
        }
        Ok(Spread {
            whole: of(conn, top)?,
            way,
        })
    }
}

impl Looking {
    /// Whether this is a lead who answers for the place at the end of the way: a lead reads its reports.
    fn reads(&self, path: &[Id]) -> bool {
        self.person.as_ref().is_some_and(|person| {
            person.role == Role::Lead && person.places.iter().any(|place| path.contains(place))
        })
    }
}

/// How far down the way places may be shown apart.
struct Guarded {
    /// The place at the end.
    shown: Id,
    /// The steps to it.
    steps: Vec<Step>,
    /// The places side by side at each step.
    beside: Vec<Vec<Id>>,
}

impl Guarded {
    /// No way at all: the place alone.
    fn at(shown: Id) -> Self {
        Self {
            shown,
            steps: Vec::new(),
            beside: Vec::new(),
        }
    }
}

/// The steps down the way, as far as places may be shown apart, and the place at their end.
fn steps(conn: &mut Conn, tree: &Tree, path: &[Id], k: i64) -> Result<Guarded, StoreError> {
    let mut shown = ROOT;
    let (mut steps, mut all) = (Vec::new(), Vec::new());
    for place in path.iter().skip(1) {
        let beside = apart(&children(tree, shown), people(tree, shown), k);
        let Some(at) = beside.iter().position(|other| other == place) else {
            break;
        };
        let mut counts = by_place(conn, &beside)?;
        let parts = beside
            .iter()
            .map(|id| counts.remove(id).unwrap_or_default())
            .collect();
        steps.push(Step { parts, at });
        all.push(beside);
        shown = *place;
    }
    Ok(Guarded {
        shown,
        steps,
        beside: all,
    })
}

fn counts(conn: &mut Conn, place: Id) -> Result<Counts, StoreError> {
    Ok(by_place(conn, &[place])?.remove(&place).unwrap_or_default())
}

fn by_place(conn: &mut Conn, of: &[Id]) -> Result<BTreeMap<Id, Counts>, StoreError> {
    let mut counts: BTreeMap<Id, Counts> = BTreeMap::new();
    for ((place, week, kind), n) in tally::by_place(conn, Measure::Surfaced, of)? {
        counts.entry(place).or_default().add(week, read(&kind)?, n);
    }
    Ok(counts)
}

fn read(kind: &str) -> Result<Kind, StoreError> {
    Kind::parse(kind).map_err(|_unreadable| StoreError::Corrupt("tallies.kind"))
}

/// The counts of a place that tell of delays, of one kind or of all.
///
/// # Errors
/// When the store fails.
pub(crate) fn delays(conn: &mut Conn, place: Id, kind: Option<Kind>) -> Result<Delays, StoreError> {
    Ok(Delays {
        ladder: slots(conn, Measure::Delay, place, kind)?,
        same_shift: slots(conn, Measure::SameShift, place, kind)?,
        lags: slots(conn, Measure::Occurred, place, kind)?,
    })
}

/// The counts of a measure by week and step.
///
/// # Errors
/// When the store fails.
pub(crate) fn slots(
    conn: &mut Conn,
    measure: Measure,
    place: Id,
    kind: Option<Kind>,
) -> Result<Slots, StoreError> {
    let mut slots = Slots::new();
    for ((week, of, slot), n) in tally::by_slot(conn, measure, place)? {
        if kind.is_none_or(|kind| kind.as_str() == of) {
            *slots.entry((week, slot)).or_insert(0) += n;
        }
    }
    Ok(slots)
}

/// Reports told before harm was done, on step 1: near misses, good catches, and whatever had no effect.
///
/// # Errors
/// When the store fails.
pub(crate) fn before_harm(conn: &mut Conn, place: Id) -> Result<Slots, StoreError> {
    let early = |kind: &str| {
        [Kind::NearMiss, Kind::GoodCatch]
            .iter()
            .any(|one| one.as_str() == kind)
    };
    let mut slots = Slots::new();
    for ((week, kind), n) in tally::by_week(conn, Measure::Surfaced, place)? {
        if early(&kind) {
            *slots.entry((week, 1)).or_insert(0) += n;
        }
    }
    for ((week, kind, effect), n) in tally::by_slot(conn, Measure::Effect, place)? {
        if effect == 0 && !early(&kind) {
            *slots.entry((week, 1)).or_insert(0) += n;
        }
    }
    Ok(slots)
}

/// Reports of something severe, on step 1.
///
/// # Errors
/// When the store fails.
pub(crate) fn severe(conn: &mut Conn, place: Id) -> Result<Slots, StoreError> {
    let mut slots = Slots::new();
    for ((week, _, effect), n) in tally::by_slot(conn, Measure::Effect, place)? {
        if effect == SEVERE {
            *slots.entry((week, 1)).or_insert(0) += n;
        }
    }
    Ok(slots)
}

/// The step of [`Measure::Effect`] for severe.
const SEVERE: i32 = 3;

/// How many of the places right below a place have told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heard {
    /// So many of them: with a report for whoever reads the reports, with at least k for all others.
    pub(crate) n: usize,
    /// Places that can be looked at apart.
    pub(crate) of: usize,
}

/// Looks at whole blocks of 48 weeks, as far as they are over: days that can be chosen would tell in which week a
/// place reached k.
///
/// # Errors
/// When the store fails.
pub(crate) fn heard(
    conn: &mut Conn,
    found: &Found,
    days: &Days,
    looking: &Looking,
) -> Result<Heard, StoreError> {
    let (tree, at) = (&found.tree, found.shown);
    let below = children(tree, at);
    let (beside, least) = if found.house.as_they_are {
        (below.into_iter().map(|(id, _)| id).collect(), 1)
    } else {
        (apart(&below, people(tree, at), looking.k), looking.k)
    };
    let counts = by_place(conn, &beside)?;
    let from = Period::COARSEST.start(days.from);
    let last = Period::COARSEST.start(days.to);
    let end = last
        .checked_add_days(Span::new(7 * u64::from(Period::COARSEST.weeks())))
        .unwrap_or(last)
        .min(Period::Week.start(looking.today));
    let heard = |place: &&Id| {
        let told = counts
            .get(*place)
            .map_or(0, |counts| counts.sum(from, end.max(from), None));
        told >= least
    };
    Ok(Heard {
        n: beside.iter().filter(heard).count(),
        of: beside.len(),
    })
}

//! Rows: the tallies of a place and of those beside it.

mod answers;
mod closed;
mod exposure;
mod line;
mod marks;
mod notes;
mod signals;
mod tiles;

pub(crate) use answers::{OneLead, before_harm, heard, several, severe};
pub(crate) use closed::{add_closed, closed, drop_closed};
pub(crate) use exposure::{
    Row as ExposureRow, exposure, forget_exposure, keep_exposure, known, units,
};
pub(crate) use line::{line, told};
pub(crate) use marks::{
    Marks, NewChange, NewPhase, PhaseMark, add_change, add_phase, change_by_reference, changes,
    latest_number, marks, phase_by_reference, phases, take_phase_back,
};
pub use notes::note_counts;
pub(crate) use notes::{NewNote, Note, add_note, notes_of_point, notes_of_signal};
pub(crate) use signals::{
    by_reference, claim_look, found_after, has_looked, keep_finding, list, of_point, to_talk_about,
};
pub(crate) use tiles::{Below, Side, below, places_below, tiles};

use crate::trends::model::{
    Counts, Days, Delays, Filter, House, LONGEST, Slots, Step, WINDOW, apart, children, people, way,
};
use crate::{
    db::{Conn, StoreError},
    kernel::{ids::Id, time::Week},
    people::{Person, Role},
    places::{self, ROOT, Tree},
    reports::Kind,
    stats::Period,
    tally::{self, Measure, Weeks},
};
use chrono::NaiveDate;
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
    let as_they_are = looking.reads(&way(&tree, deepest));
    let found = found_at(conn, tree, deepest, as_they_are, &filter.days, looking)?;
    Ok(Some(Found {
        asked,
        one_lead,
        ..found
    }))
}

/// The counts of a place as they are, or on the grid that everybody sees, back to the first report: what the limits
/// of a chart come from, whatever days are asked for.
///
/// # Errors
/// When the store fails.
pub(crate) fn with_past(
    conn: &mut Conn,
    tree: &Tree,
    asked: Id,
    as_they_are: bool,
    days: &Days,
    looking: &Looking,
) -> Result<Found, StoreError> {
    let first = tally::first_week(conn, ROOT)?;
    let days = Days {
        from: first.map_or(days.from, |first| first.monday().min(days.from)),
        to: days.to,
    };
    found_at(conn, tree.clone(), asked, as_they_are, &days, looking)
}

/// The counts of a place on the grid that everybody sees, of these days.
///
/// # Errors
/// When the store fails.
pub(crate) fn of_days(
    conn: &mut Conn,
    tree: &Tree,
    asked: Id,
    days: &Days,
    looking: &Looking,
) -> Result<Found, StoreError> {
    found_at(conn, tree.clone(), asked, false, days, looking)
}

/// The counts of a place as they are, or on the grid that everybody sees.
fn found_at(
    conn: &mut Conn,
    tree: Tree,
    asked: Id,
    as_they_are: bool,
    days: &Days,
    looking: &Looking,
) -> Result<Found, StoreError> {
    let path = way(&tree, asked);
    let weeks = needed(days);
    let (whole, way) = if as_they_are {
        (counts(conn, asked, weeks)?, Guarded::at(asked))
    } else {
        let way = steps(conn, &tree, &path, looking.k, weeks)?;
        (counts(conn, ROOT, weeks)?, way)
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
    let first = tally::first_week(conn, shown)?;
    Ok(Found {
        tree,
        asked,
        shown,
        house,
        first,
        beside,
        one_lead: None,
    })
}

/// How somebody sees a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// They read its reports, and see its counts as they are.
    Own,
    /// It is shown apart to everybody who sees trends.
    Shared,
}

/// How somebody sees a place; `None` where it is not shown apart to them.
pub(crate) fn reach(tree: &Tree, place: Id, looking: &Looking) -> Option<Reach> {
    let path = way(tree, place);
    if looking.reads(&path) {
        return Some(Reach::Own);
    }
    let apart = |above: Id, below: Id| {
        let beside = apart(&children(tree, above), people(tree, above), looking.k);
        beside.contains(&below)
    };
    let each = path.iter().zip(path.iter().skip(1));
    each.into_iter()
        .all(|(above, below)| apart(*above, *below))
        .then_some(Reach::Shared)
}

impl Looking {
    /// The same house seen by nobody in particular: what everybody may see.
    pub(crate) fn everybody(k: i64, today: NaiveDate) -> Self {
        Self {
            person: None,
            k,
            today,
        }
    }

    /// Whether they may write about what they see so: leads about their own places, improvers about what everybody sees.
    pub(crate) fn may_write(&self, reach: Reach) -> bool {
        let improves = |person: &Person| person.role == Role::Improver;
        reach == Reach::Own || self.person.as_ref().is_some_and(improves)
    }

    /// The places whose reports they read, all below included.
    pub(crate) fn own_places(&self, tree: &Tree) -> Vec<Id> {
        let reads = |place: &Id| self.reads(&way(tree, *place));
        tree.iter()
            .map(|(place, _)| place.id)
            .filter(reads)
            .collect()
    }

    /// Whether this is a lead who answers for the place at the end of the way: a lead reads its reports.
    pub(crate) fn reads(&self, path: &[Id]) -> bool {
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
fn steps(
    conn: &mut Conn,
    tree: &Tree,
    path: &[Id],
    k: i64,
    weeks: Weeks,
) -> Result<Guarded, StoreError> {
    let mut shown = ROOT;
    let (mut steps, mut all) = (Vec::new(), Vec::new());
    for place in path.iter().skip(1) {
        let beside = apart(&children(tree, shown), people(tree, shown), k);
        let Some(at) = beside.iter().position(|other| other == place) else {
            break;
        };
        let mut counts = by_place(conn, &beside, weeks)?;
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

/// The weeks that a view of these days is made of. Which period is fine enough is judged on whole ones of the
/// coarsest kind, so those are read: never more, however many years are kept.
pub(crate) fn needed(days: &Days) -> Weeks {
    let whole = chrono::Days::new(7 * u64::from(Period::COARSEST.weeks()));
    let last = Period::COARSEST.start(days.to);
    Weeks {
        from: Period::COARSEST.start(days.from),
        end: last.checked_add_days(whole).unwrap_or(last),
    }
}

fn counts(conn: &mut Conn, place: Id, weeks: Weeks) -> Result<Counts, StoreError> {
    Ok(by_place(conn, &[place], weeks)?
        .remove(&place)
        .unwrap_or_default())
}

fn by_place(conn: &mut Conn, of: &[Id], weeks: Weeks) -> Result<BTreeMap<Id, Counts>, StoreError> {
    let mut counts: BTreeMap<Id, Counts> = BTreeMap::new();
    let mut read = Ok(());
    tally::each(
        conn,
        Measure::Surfaced,
        of,
        weeks,
        |place, week, kind, _, n| match Kind::parse(kind) {
            Ok(kind) => counts.entry(place).or_default().add(week, kind, n),
            Err(_unreadable) => read = Err(StoreError::Corrupt("tallies.cells")),
        },
    )?;
    read.map(|()| counts)
}

/// The counts of a place that tell of delays, of one kind or of all: what was told on the days asked for, and what
/// happened in the weeks that it was told of and those from which the correction is estimated.
///
/// # Errors
/// When the store fails.
pub(crate) fn delays(
    conn: &mut Conn,
    place: Id,
    kind: Option<Kind>,
    days: &Days,
    today: NaiveDate,
) -> Result<Delays, StoreError> {
    let told = needed(days);
    let happened = Weeks {
        from: back(told.from, LONGEST).min(back(today, WINDOW + LONGEST + 1)),
        // Told ahead of its day, as in a night shift, a report can have happened a week later than it was told.
        end: told.end.max(Week::of(today).plus(2).monday()),
    };
    Ok(Delays {
        ladder: slots(conn, Measure::Delay, place, kind, told)?,
        same_shift: slots(conn, Measure::SameShift, place, kind, told)?,
        lags: slots(conn, Measure::Occurred, place, kind, happened)?,
    })
}

/// The same with what was told in all weeks, for limits that come from the first ones, and with what the estimate of the
/// latest weeks looks back on: a window of estimates, each of a window of weeks.
///
/// # Errors
/// When the store fails.
pub(crate) fn all_delays(
    conn: &mut Conn,
    place: Id,
    kind: Option<Kind>,
    days: &Days,
    today: NaiveDate,
) -> Result<Delays, StoreError> {
    let told = needed(days);
    let happened = Weeks {
        from: back(told.from, LONGEST).min(back(today, 2 * WINDOW + LONGEST + 1)),
        end: told.end.max(Week::of(today).plus(2).monday()),
    };
    Ok(Delays {
        ladder: slots(conn, Measure::Delay, place, kind, Weeks::ALL)?,
        same_shift: slots(conn, Measure::SameShift, place, kind, Weeks::ALL)?,
        lags: slots(conn, Measure::Occurred, place, kind, happened)?,
    })
}

/// The Monday so many weeks before a day's.
fn back(day: NaiveDate, weeks: i32) -> NaiveDate {
    Week::of(day).plus(-i64::from(weeks)).monday()
}

/// The counts of a measure by week and step, in these weeks.
///
/// # Errors
/// When the store fails.
pub(crate) fn slots(
    conn: &mut Conn,
    measure: Measure,
    place: Id,
    kind: Option<Kind>,
    weeks: Weeks,
) -> Result<Slots, StoreError> {
    let mut slots = Slots::new();
    tally::each(conn, measure, &[place], weeks, |_, week, of, slot, n| {
        if kind.is_none_or(|kind| kind.as_str() == of) {
            *slots.entry((week, slot)).or_insert(0) += n;
        }
    })?;
    Ok(slots)
}

//! Rows: what tells of answers, and of who is heard.

use super::{Found, Looking, by_place, needed};
use crate::{
    db::{Conn, StoreError},
    kernel::ids::Id,
    people::{self as staff, Role},
    places::{ROOT, Tree},
    reports::Kind,
    stats::Period,
    tally::{self, Measure},
    trends::model::{Days, Slots, Spread, answered_by_several, apart, children, people},
};
use chrono::Days as Span;

/// One lead alone answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OneLead {
    /// For the place asked for, or for one on the way to it: it is counted in the place shown.
    OfThePlace,
    /// For the whole house: nothing is counted.
    OfTheHouse,
}

/// The place on the way to the one asked for whose answers are not one lead's.
pub(crate) fn several(
    conn: &mut Conn,
    tree: &Tree,
    asked: Id,
) -> Result<(Id, Option<OneLead>), StoreError> {
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

/// Of the periods that the days touch, reports told before harm was done, on step 1: near misses, good catches, and whatever had no effect.
///
/// # Errors
/// When the store fails.
pub(crate) fn before_harm(conn: &mut Conn, place: Id, days: &Days) -> Result<Slots, StoreError> {
    let weeks = needed(days);
    let early = |kind: &str| {
        [Kind::NearMiss, Kind::GoodCatch]
            .iter()
            .any(|one| one.as_str() == kind)
    };
    let mut slots = Slots::new();
    tally::each(
        conn,
        Measure::Surfaced,
        &[place],
        weeks,
        |_, week, kind, _, n| {
            if early(kind) {
                *slots.entry((week, 1)).or_insert(0) += n;
            }
        },
    )?;
    tally::each(
        conn,
        Measure::Effect,
        &[place],
        weeks,
        |_, week, kind, effect, n| {
            if effect == 0 && !early(kind) {
                *slots.entry((week, 1)).or_insert(0) += n;
            }
        },
    )?;
    Ok(slots)
}

/// Of the periods that the days touch, reports of something severe, on step 1.
///
/// # Errors
/// When the store fails.
pub(crate) fn severe(conn: &mut Conn, place: Id, days: &Days) -> Result<Slots, StoreError> {
    let mut slots = Slots::new();
    tally::each(
        conn,
        Measure::Effect,
        &[place],
        needed(days),
        |_, week, _, effect, n| {
            if effect == SEVERE {
                *slots.entry((week, 1)).or_insert(0) += n;
            }
        },
    )?;
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
    let counts = by_place(conn, &beside, needed(days))?;
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

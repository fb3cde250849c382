//! Tallies, one a row, for the same groups as the reports.
//!
//! Which measures are left out, and why, stands in `measures`.

use super::{
    Asked, Column, ExportError, Format, Plan, Sheet, Type, Written, measures,
    partition::Group,
    words::{FROM, KIND, PLACE, WEEKS},
};
use crate::{
    db::{Conn, StoreError},
    kernel::ids::Id,
    places::Tree,
    reports::Kind,
    stats::small_numbers::{breakdown, publishable_of},
    tally::{self, Measure},
    trends,
};
use chrono::NaiveDate;
use std::{
    collections::{BTreeMap, HashMap},
    io::Write,
};

/// One row is a count.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("measure", Type::Text, "What is counted.").words(measures::words),
    PLACE,
    KIND,
    FROM,
    WEEKS,
    Column::new(
        "slot",
        Type::Count,
        "The step of the measure that is counted: a tile, a number of days, a step of the delay ladder. What it stands for is said of each measure.",
    )
    .unit("depends on the measure"),
    Column::new(
        "n",
        Type::Count,
        "How many reports of the group have this slot of this measure. Of the measure promise: how many promises.",
    )
    .unit("reports")
    .held_back(
        "A count stands here when it and what is left of the group without it are 0 or at least the small number. There is no row for 0 and none for what is held back, so nobody can tell the two apart.",
    ),
];

/// Group (place, first day) and kind as it may be said.
type Cell = (Id, NaiveDate, &'static str);
/// The counts of one measure by step.
type Steps = BTreeMap<i32, i64>;

/// Writes the tallies that are asked for.
///
/// # Errors
/// `ExportError` when the store fails or nobody takes the rows.
pub fn tallies<W: Write + Send>(
    conn: &mut Conn,
    asked: &Asked,
    format: Format,
    to: W,
) -> Result<Written, ExportError> {
    let plan = Plan::make(conn, asked)?;
    let mut sheet = Sheet::begin(format, COLUMNS, to)?;
    let mut written = Written::default();
    let totals = sums(conn, &plan, Measure::Surfaced)?;
    let mut leads = Leads::default();
    for measure in Measure::ALL {
        if measures::left_out(*measure).is_some() {
            continue;
        }
        for (cell, (group, steps)) in sums(conn, &plan, *measure)? {
            let total = totals
                .get(&cell)
                .map_or(0, |(_, steps)| steps.values().sum());
            let may =
                !is_a_response(*measure) || leads.are_several(conn, &plan.tree, group.place)?;
            let shown = if may {
                shown(*measure, &steps, total, asked.k)
            } else {
                Steps::new()
            };
            written.held_back += (steps.len() - shown.len()) as u64;
            for (slot, n) in shown {
                sheet.row(vec![
                    measure.as_str().into(),
                    plan.tree.path(group.place).into(),
                    cell.2.into(),
                    group.from.into(),
                    i64::from(group.weeks).into(),
                    i64::from(slot).into(),
                    n.into(),
                ])?;
                written.rows += 1;
            }
        }
    }
    sheet.end()?;
    Ok(written)
}

/// The steps that may be shown beside the number of reports.
fn shown(measure: Measure, steps: &Steps, total: i64, k: i64) -> Steps {
    match measure {
        Measure::Surfaced => steps.clone(),
        // A report may have several of these, so each stands beside the total on its own.
        Measure::Factor | Measure::CaughtBy | Measure::Promise => steps
            .iter()
            .filter(|(_, n)| publishable_of(**n, total, k))
            .map(|(slot, n)| (*slot, *n))
            .collect(),
        // Of these a report has one or none. None is a count too, which the total would give away.
        _ => {
            let none = total - steps.values().sum::<i64>();
            let mut cells: Vec<(Option<i32>, i64)> =
                steps.iter().map(|(slot, n)| (Some(*slot), *n)).collect();
            cells.push((None, none));
            let shown = breakdown(&cells, k);
            cells
                .into_iter()
                .zip(shown)
                .filter_map(|((slot, _), n)| Some((slot?, n?)))
                .collect()
        }
    }
}

fn is_a_response(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::ThanksDelay | Measure::FirstAnswerDelay | Measure::OutcomeDelay | Measure::Promise
    )
}

/// Where one lead answers alone, how fast the answers come is a number about that lead. The rule is that of the page
/// on answers.
#[derive(Default)]
struct Leads(HashMap<Id, bool>);

impl Leads {
    fn are_several(&mut self, conn: &mut Conn, tree: &Tree, place: Id) -> Result<bool, StoreError> {
        if let Some(several) = self.0.get(&place) {
            return Ok(*several);
        }
        let (_, one_lead) = trends::several(conn, tree, place)?;
        self.0.insert(place, one_lead.is_none());
        Ok(one_lead.is_none())
    }
}

/// The counts of a measure in the groups that are asked for.
fn sums<'a>(
    conn: &mut Conn,
    plan: &'a Plan,
    measure: Measure,
) -> Result<BTreeMap<Cell, (&'a Group, Steps)>, StoreError> {
    let mut sums: BTreeMap<Cell, (&Group, Steps)> = BTreeMap::new();
    for (place, _) in plan.tree.iter() {
        // A tally holds the places below too: each is taken away from its parent, and only its own counts are left.
        let up = place.parent;
        for ((week, kind, slot), n) in tally::by_slot(conn, measure, place.id)? {
            let kind =
                Kind::parse(&kind).map_err(|_unreadable| StoreError::Corrupt("tallies.kind"))?;
            let mut add = |own: Id, n: i64| {
                let group = plan.partition.group(own, week);
                if let Some(group) = group.filter(|group| plan.wants(group)) {
                    let cell = (group.place, group.from, group.label(kind));
                    let entry = sums.entry(cell).or_insert((group, Steps::new()));
                    *entry.1.entry(slot).or_default() += n;
                }
            };
            add(place.id, n);
            if let Some(parent) = up {
                add(parent, -n);
            }
        }
    }
    for (_, steps) in sums.values_mut() {
        steps.retain(|_, n| *n != 0);
    }
    sums.retain(|_, (_, steps)| !steps.is_empty());
    Ok(sums)
}

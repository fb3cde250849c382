//! Rows: tallies.

use super::model::{Count, Measure, Weeks};
use crate::{
    db::{Cells, Conn, Counter, StoreError, Tx, cells, schema::tallies, types::Key},
    kernel::{ids::Id, time::Week},
    stats::Period,
};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All tallies of one place, for recounting and comparing.
#[derive(Debug, Clone, Default)]
pub struct Ledger(BTreeMap<(Measure, NaiveDate), Cells>);

impl Ledger {
    /// Counts what a report counts for.
    pub fn count(&mut self, kind: &'static str, counts: &[Count]) {
        for count in counts {
            let (week, slot) = kept_at(count.measure, count.week.monday(), count.slot);
            let cells = self.0.entry((count.measure, week)).or_default();
            cells.add(kind, slot, 1);
        }
    }

    /// Adds the tallies of a place below.
    pub fn add_all(&mut self, below: &Self) {
        for (row, cells) in &below.0 {
            self.0.entry(*row).or_default().add_all(cells);
        }
    }

    /// How many counts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.values().map(|cells| cells.iter().count()).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(Cells::is_empty)
    }
}

/// The week of the row that a count stands in, and its slot there.
///
/// How much was told has no steps of its own: a row is a whole block of 48 weeks, and the slot is the week in it. Charts
/// take their limits from the first weeks, so all of them are read, of a place and of those beside it.
pub fn kept_at(measure: Measure, week: NaiveDate, slot: i32) -> (NaiveDate, i32) {
    if measure != Measure::Surfaced {
        return (week, slot);
    }
    let block = Period::COARSEST.start(week);
    (
        block,
        i32::try_from((week - block).num_weeks()).unwrap_or(0),
    )
}

/// The week and the slot of a count that stands in the row of a week.
fn counted_at(measure: Measure, row: NaiveDate, slot: i32) -> (NaiveDate, i32) {
    if measure != Measure::Surfaced {
        return (row, slot);
    }
    let days = Days::new(7 * u64::try_from(slot).unwrap_or(0));
    (row.checked_add_days(days).unwrap_or(row), 0)
}

/// Adds `n` (negative takes away) to each count, for each of the places.
pub fn add(tx: &mut Tx<'_>, places: &[Id], kind: &'static str, counts: &[Count], n: i64) {
    for place in places {
        for count in counts {
            let (week, slot) = kept_at(count.measure, count.week.monday(), count.slot);
            let counter = Counter {
                measure: count.measure.as_str(),
                place: *place,
                kind,
                week,
                slot,
            };
            tx.count(counter, n);
        }
    }
}

/// Each count of a measure at some places in some weeks: place, week, kind, slot, n. One row a place and week (of
/// how much was told, a row for 48 weeks) is read, so that the cost follows what is shown and not how much was told.
///
/// # Errors
/// When the store fails.
pub fn each(
    conn: &mut Conn,
    measure: Measure,
    places: &[Id],
    weeks: Weeks,
    mut take: impl FnMut(Id, NaiveDate, &str, i32, i64),
) -> Result<(), StoreError> {
    let mut read = |rows: Vec<(Key, NaiveDate, String)>| {
        rows.into_iter().try_for_each(|(place, week, text)| {
            cells::each(&text, |kind, slot, n| {
                let (week, slot) = counted_at(measure, week, slot);
                if (weeks.from..weeks.end).contains(&week) {
                    take(place.0, week, kind, slot, n);
                }
            })
        })
    };
    let (from, _) = kept_at(measure, weeks.from, 0);
    let of_measure = tallies::table
        .filter(tallies::measure.eq(measure.as_str()))
        .filter(tallies::week.ge(from).and(tallies::week.lt(weeks.end)))
        .select((tallies::place_id, tallies::week, tallies::cells));
    if let [place] = places {
        // The same text for every place, so that it stays prepared.
        return read(
            of_measure
                .filter(tallies::place_id.eq(Key(*place)))
                .load(conn)?,
        );
    }
    let keys = places.iter().map(|place| Key(*place));
    read(
        of_measure
            .filter(tallies::place_id.eq_any(keys))
            .load(conn)?,
    )
}

/// The counts of a measure at a place by week and kind, oldest week first, all slots together.
///
/// # Errors
/// When the store fails.
pub fn by_week(
    conn: &mut Conn,
    measure: Measure,
    place: Id,
) -> Result<BTreeMap<(NaiveDate, String), i64>, StoreError> {
    let mut counts = BTreeMap::new();
    each(
        conn,
        measure,
        &[place],
        Weeks::ALL,
        |_, week, kind, _, n| {
            *counts.entry((week, kind.to_owned())).or_default() += n;
        },
    )?;
    Ok(counts)
}

/// The counts of a measure at a place by week, kind and slot.
///
/// # Errors
/// When the store fails.
pub fn by_slot(
    conn: &mut Conn,
    measure: Measure,
    place: Id,
) -> Result<BTreeMap<(NaiveDate, String, i32), i64>, StoreError> {
    let mut counts = BTreeMap::new();
    each(
        conn,
        measure,
        &[place],
        Weeks::ALL,
        |_, week, kind, slot, n| {
            counts.insert((week, kind.to_owned(), slot), n);
        },
    )?;
    Ok(counts)
}

/// The counts of a measure at several places by place, week and kind, all slots together.
///
/// # Errors
/// When the store fails.
pub fn by_place(
    conn: &mut Conn,
    measure: Measure,
    places: &[Id],
) -> Result<BTreeMap<(Id, NaiveDate, String), i64>, StoreError> {
    let mut counts = BTreeMap::new();
    each(
        conn,
        measure,
        places,
        Weeks::ALL,
        |place, week, kind, _, n| {
            *counts.entry((place, week, kind.to_owned())).or_default() += n;
        },
    )?;
    Ok(counts)
}

/// The first week with a report at a place.
///
/// # Errors
/// When the store fails.
pub fn first_week(conn: &mut Conn, place: Id) -> Result<Option<Week>, StoreError> {
    let first: Option<(NaiveDate, String)> = tallies::table
        .filter(tallies::place_id.eq(Key(place)))
        .filter(tallies::measure.eq(Measure::Surfaced.as_str()))
        .filter(tallies::cells.ne("{}"))
        .order(tallies::week)
        .select((tallies::week, tallies::cells))
        .first(conn)
        .optional()?;
    let Some((row, text)) = first else {
        return Ok(None);
    };
    let cells = Cells::parse(&text)?;
    let weeks = cells
        .iter()
        .map(|(_, slot, _)| counted_at(Measure::Surfaced, row, slot).0);
    Ok(weeks.min().map(Week::of))
}

fn ledger(conn: &mut Conn, place: Id) -> Result<Ledger, StoreError> {
    let rows: Vec<(String, NaiveDate, String)> = tallies::table
        .filter(tallies::place_id.eq(Key(place)))
        .select((tallies::measure, tallies::week, tallies::cells))
        .load(conn)?;
    let read = rows.into_iter().map(|(measure, week, cells)| {
        let measure = Measure::parse(&measure)
            .map_err(|_unreadable| StoreError::Corrupt("tallies.measure"))?;
        Ok(((measure, week), Cells::parse(&cells)?))
    });
    Ok(Ledger(read.collect::<Result<_, StoreError>>()?))
}

/// Where the kept tallies of a place differ from counted ones: one sentence each.
///
/// # Errors
/// When the store fails.
pub fn differences(
    conn: &mut Conn,
    place: Id,
    counted: &Ledger,
) -> Result<Vec<String>, StoreError> {
    let kept = ledger(conn, place)?;
    let nothing = Cells::default();
    let mut differences = Vec::new();
    for row @ (measure, week) in kept
        .0
        .keys()
        .chain(counted.0.keys())
        .collect::<BTreeSet<_>>()
    {
        let (is, should) = (
            kept.0.get(row).unwrap_or(&nothing),
            counted.0.get(row).unwrap_or(&nothing),
        );
        let cells: BTreeSet<(&str, i32)> = is
            .iter()
            .chain(should.iter())
            .map(|(kind, slot, _)| (kind, slot))
            .collect();
        for (kind, slot) in cells {
            let (is, should) = (is.get(kind, slot), should.get(kind, slot));
            if is != should {
                let (week, slot) = counted_at(*measure, *week, slot);
                differences.push(format!("the tally {} of {kind} at place {place} in the week of {week}, step {slot}, is {is} and should be {should}", measure.as_str()));
            }
        }
    }
    Ok(differences)
}

/// Puts counted tallies of a place in the place of the kept ones.
///
/// # Errors
/// When the store fails.
pub fn replace(tx: &mut Tx<'_>, place: Id, counted: &Ledger) -> Result<(), StoreError> {
    diesel::delete(tallies::table.filter(tallies::place_id.eq(Key(place)))).execute(tx.conn())?;
    let kept = counted.0.iter().filter(|(_, cells)| !cells.is_empty());
    let rows: Vec<Row> = kept
        .map(|((measure, week), cells)| Row {
            place_id: Key(place),
            measure: measure.as_str(),
            week: *week,
            cells: cells.to_string(),
        })
        .collect();
    for some in rows.chunks(TOGETHER) {
        crate::each_backend!(tx.conn(), |c| diesel::insert_into(tallies::table)
            .values(some)
            .execute(c))?;
    }
    Ok(())
}

/// Rows of one statement: far below the 32,766 values that SQLite takes.
const TOGETHER: usize = 500;

#[derive(Insertable)]
#[diesel(table_name = tallies, treat_none_as_default_value = false)]
struct Row {
    place_id: Key,
    measure: &'static str,
    week: NaiveDate,
    cells: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_stands_in_rows_of_48_weeks() {
        let first = Period::COARSEST.start("2026-03-04".parse().unwrap());
        for n in [0, 1, 47, 48, 95] {
            let week = first + Days::new(7 * n);
            let (row, slot) = kept_at(Measure::Surfaced, week, 0);
            assert_eq!(row, first + Days::new(7 * 48 * (n / 48)));
            assert_eq!(u64::try_from(slot).unwrap(), n % 48);
            assert_eq!(counted_at(Measure::Surfaced, row, slot), (week, 0));
        }
        assert_eq!(kept_at(Measure::Delay, first, 7), (first, 7));
        assert_eq!(counted_at(Measure::Delay, first, 7), (first, 7));
    }
}

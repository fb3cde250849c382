//! Rows: tallies.

use super::model::{Count, Measure, Weeks};
use crate::{
    db::{Cells, Conn, Counter, StoreError, Tx, cells, schema::tallies, types::Key},
    kernel::{ids::Id, time::Week},
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All tallies of one place, for recounting and comparing.
#[derive(Debug, Clone, Default)]
pub struct Ledger(BTreeMap<(Measure, NaiveDate), Cells>);

impl Ledger {
    /// Counts what a report counts for.
    pub fn count(&mut self, kind: &'static str, counts: &[Count]) {
        for count in counts {
            let row = (count.measure, count.week.monday());
            self.0.entry(row).or_default().add(kind, count.slot, 1);
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

/// Adds `n` (negative takes away) to each count, for each of the places.
pub fn add(tx: &mut Tx<'_>, places: &[Id], kind: &'static str, counts: &[Count], n: i64) {
    for place in places {
        for count in counts {
            let counter = Counter {
                measure: count.measure.as_str(),
                place: *place,
                kind,
                week: count.week.monday(),
                slot: count.slot,
            };
            tx.count(counter, n);
        }
    }
}

/// Each count of a measure at some places in some weeks: place, week, kind, slot, n. One row a place and week is
/// read, so that the cost follows what is shown and not how much was told.
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
            cells::each(&text, |kind, slot, n| take(place.0, week, kind, slot, n))
        })
    };
    let of_measure = tallies::table
        .filter(tallies::measure.eq(measure.as_str()))
        .filter(
            tallies::week
                .ge(weeks.from)
                .and(tallies::week.lt(weeks.end)),
        )
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
    let first: Option<NaiveDate> = tallies::table
        .filter(tallies::place_id.eq(Key(place)))
        .filter(tallies::measure.eq(Measure::Surfaced.as_str()))
        .filter(tallies::cells.ne("{}"))
        .order(tallies::week)
        .select(tallies::week)
        .first(conn)
        .optional()?;
    Ok(first.map(Week::of))
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

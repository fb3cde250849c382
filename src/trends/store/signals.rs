//! Rows: signals, each kept once.

use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{signal_looks, signals as table},
        types::Key,
    },
    kernel::{ids::Id, time::Week},
    trends::model::{Finding, Reference, Series, Signal, SignalRule, SignalSide},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*};

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Key,
    reference: String,
    place_id: Key,
    series: String,
    rule: String,
    side: String,
    week: NaiveDate,
    last_week: NaiveDate,
    weeks: i32,
    value: i64,
    usual: i64,
    found_on: NaiveDate,
    published: bool,
    noted: bool,
}

/// Values are kept in thousandths: both databases hold whole numbers alike.
const FINE: f64 = 1000.0;

fn kept(value: f64) -> i64 {
    (value * FINE).round() as i64
}

fn read(row: Row) -> Result<(Id, Signal), StoreError> {
    let corrupt = |_unreadable| StoreError::Corrupt("signals");
    let found = Finding {
        series: Series::parse(&row.series).map_err(corrupt)?,
        rule: SignalRule::parse(&row.rule).map_err(corrupt)?,
        side: SignalSide::parse(&row.side).map_err(corrupt)?,
        week: Week::of(row.week),
        last: Week::of(row.last_week),
        weeks: row.weeks.unsigned_abs(),
        // Thousandths of counts and minutes stay far below 2^53: exact.
        value: row.value as f64 / FINE,
        usual: row.usual as f64 / FINE,
    };
    let reference = Reference::parse(&row.reference)
        .map_err(|_unreadable| StoreError::Corrupt("signals.reference"))?;
    let signal = Signal {
        reference,
        place: row.place_id.0,
        found,
        found_on: row.found_on,
        published: row.published,
        noted: row.noted,
    };
    Ok((row.id.0, signal))
}

/// Whether somebody has looked for signals on this day.
pub(crate) fn has_looked(conn: &mut Conn, day: NaiveDate) -> Result<bool, StoreError> {
    let looks = signal_looks::table.filter(signal_looks::day.eq(day));
    Ok(diesel::select(dsl::exists(looks)).get_result(conn)?)
}

/// Takes the look of this day; `false` when somebody was first. Looks of earlier days are forgotten.
pub(crate) fn claim_look(tx: &mut Tx<'_>, day: NaiveDate) -> Result<bool, StoreError> {
    let stored = crate::each_backend!(tx.conn(), |c| diesel::insert_into(signal_looks::table)
        .values(signal_looks::day.eq(day))
        .on_conflict_do_nothing()
        .execute(c))?;
    diesel::delete(signal_looks::table.filter(signal_looks::day.lt(day))).execute(tx.conn())?;
    Ok(stored == 1)
}

/// Keeps what was found, once: what goes on where a kept one of the same rule and side began grows, and nothing else
/// of it changes. What is found in what everybody sees is shown to everybody from then on. Whether it was new.
pub(crate) fn keep_finding(
    tx: &mut Tx<'_>,
    place: Id,
    found: &Finding,
    published: bool,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let weeks = i32::try_from(found.weeks).unwrap_or(1);
    let (first, last) = (found.week.monday(), found.last.monday());
    let same: Option<(Key, NaiveDate, bool)> = table::table
        .filter(table::place_id.eq(Key(place)))
        .filter(table::series.eq(found.series.as_str()))
        .filter(table::rule.eq(found.rule.as_str()))
        .filter(table::side.eq(found.side.as_str()))
        .filter(table::weeks.eq(weeks))
        .filter(table::week.le(last).and(table::last_week.ge(first)))
        .select((table::id, table::last_week, table::published))
        .order(table::week)
        .first(tx.conn())
        .optional()?;
    if let Some((id, known, was_published)) = same {
        let row = table::table.filter(table::id.eq(id));
        if last > known {
            diesel::update(row)
                .set(table::last_week.eq(last))
                .execute(tx.conn())?;
        }
        if published && !was_published {
            // Its numbers from now on are those that everybody sees, too.
            diesel::update(row)
                .set((
                    table::published.eq(true),
                    table::value.eq(kept(found.value)),
                    table::usual.eq(kept(found.usual)),
                ))
                .execute(tx.conn())?;
        }
        return Ok(false);
    }
    let stored = crate::each_backend!(tx.conn(), |c| diesel::insert_into(table::table)
        .values((
            table::id.eq(Key(Id::random())),
            table::reference.eq(Reference::random().grouped(3)),
            table::place_id.eq(Key(place)),
            table::series.eq(found.series.as_str()),
            table::rule.eq(found.rule.as_str()),
            table::side.eq(found.side.as_str()),
            table::week.eq(first),
            table::last_week.eq(last),
            table::weeks.eq(weeks),
            table::value.eq(kept(found.value)),
            table::usual.eq(kept(found.usual)),
            table::found_on.eq(today),
            table::published.eq(published),
            table::noted.eq(false),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(stored == 1)
}

/// Signals of these places, and those that everybody may see; open silences first, then open ones, then those with a
/// note, newest first.
pub(crate) fn list(
    conn: &mut Conn,
    own: &[Id],
    skip: i64,
    most: i64,
) -> Result<Vec<Signal>, StoreError> {
    let rows: Vec<Row> = table::table
        .filter(
            table::published
                .eq(true)
                .or(table::place_id.eq_any(own.iter().map(|place| Key(*place)))),
        )
        .select(Row::as_select())
        .order((
            table::noted.asc(),
            table::rule
                .eq(SignalRule::Silence.as_str())
                .and(table::noted.eq(false))
                .desc(),
            table::week.desc(),
            table::found_on.desc(),
            table::id.asc(),
        ))
        .offset(skip)
        .limit(most)
        .load(conn)?;
    rows.into_iter().map(|row| Ok(read(row)?.1)).collect()
}

/// One with its identity.
pub(crate) fn by_reference(
    conn: &mut Conn,
    reference: Reference,
) -> Result<Option<(Id, Signal)>, StoreError> {
    let row: Option<Row> = table::table
        .filter(table::reference.eq(reference.grouped(3)))
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(read).transpose()
}

/// The signal that a period of a series is part of, if somebody who sees so much knows of one.
pub(crate) fn of_point(
    conn: &mut Conn,
    place: Id,
    series: Series,
    week: Week,
    everything: bool,
) -> Result<Option<(Id, Signal)>, StoreError> {
    let rows: Vec<Row> = table::table
        .filter(table::place_id.eq(Key(place)))
        .filter(table::series.eq(series.as_str()))
        .filter(table::week.le(week.monday()))
        .select(Row::as_select())
        .order((table::week.desc(), table::id))
        .load(conn)?;
    for row in rows {
        let (id, signal) = read(row)?;
        if signal.found.holds(week) && (everything || signal.published) {
            return Ok(Some((id, signal)));
        }
    }
    Ok(None)
}

/// Open signals that everybody may see and that were found since, newest first, silences before others.
pub(crate) fn to_talk_about(
    conn: &mut Conn,
    since: NaiveDate,
    most: i64,
) -> Result<Vec<Signal>, StoreError> {
    let rows: Vec<Row> = table::table
        .filter(table::published.eq(true).and(table::noted.eq(false)))
        .filter(table::found_on.ge(since))
        .select(Row::as_select())
        .order((
            table::rule.eq(SignalRule::Silence.as_str()).desc(),
            table::week.desc(),
            table::id.asc(),
        ))
        .limit(most)
        .load(conn)?;
    rows.into_iter().map(|row| Ok(read(row)?.1)).collect()
}

/// Open signals that were found after a day, newest first, silences before others: of these places, or those that
/// everybody may see.
pub(crate) fn found_after(
    conn: &mut Conn,
    of: Option<&[Id]>,
    day: NaiveDate,
    most: i64,
) -> Result<Vec<Signal>, StoreError> {
    let open = table::table
        .filter(table::found_on.gt(day).and(table::noted.eq(false)))
        .select(Row::as_select())
        .order((
            table::rule.eq(SignalRule::Silence.as_str()).desc(),
            table::week.desc(),
            table::id.asc(),
        ))
        .limit(most);
    let rows: Vec<Row> = match of {
        Some(places) => {
            let places: Vec<Key> = places.iter().map(|place| Key(*place)).collect();
            open.filter(table::place_id.eq_any(places)).load(conn)?
        }
        None => open.filter(table::published.eq(true)).load(conn)?,
    };
    rows.into_iter().map(|row| Ok(read(row)?.1)).collect()
}

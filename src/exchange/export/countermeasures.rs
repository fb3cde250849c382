//! Countermeasures, one a row, in the order of nothing. What staff wrote, without owner, reference or
//! report; whether one is open again is left out, because it would tell of a single report.

use super::{Asked, ExportError, Format, Sheet, Written};
use crate::{countermeasures, db::Conn, kernel::ids::Id, places};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::io::Write;

/// The columns: `id` is drawn afresh in each export, `factors` are the tiles of the conditions, and days
/// are those on which staff did something.
const COLUMNS: &[&str] = &[
    "id",
    "origin",
    "place",
    "factors",
    "what",
    "strength",
    "group",
    "lasting",
    "added_on",
    "due",
    "in_place_on",
    "effect",
    "measure",
    "check_on",
    "seen_on",
    "seen_role",
    "result",
    "decision",
];

/// Writes the countermeasures that are asked for, by the day on which they were added.
///
/// # Errors
/// `ExportError` when the store fails or nobody takes the rows.
pub fn countermeasures<W: Write>(
    conn: &mut Conn,
    asked: &Asked,
    format: Format,
    to: W,
) -> Result<Written, ExportError> {
    let tree = places::all(conn)?;
    let below = asked
        .place
        .map(|place| places::subtree(conn, place))
        .transpose()?;
    let from = asked.from.unwrap_or(NaiveDate::MIN);
    let until = asked.to.unwrap_or(NaiveDate::MAX);
    let mut sheet = Sheet::begin(format, COLUMNS, to)?;
    let mut written = Written::default();
    let day = |day: Option<NaiveDate>| day.map_or(Value::Null, |day| json!(day.to_string()));
    for one in countermeasures::export(conn, below)? {
        if one.added_on < from || until < one.added_on {
            continue;
        }
        let factors: Vec<String> = one.factors.iter().map(ToString::to_string).collect();
        sheet.row(vec![
            json!(Id::random().to_string()),
            json!(one.origin.as_str()),
            json!(tree.path(one.place)),
            json!(factors.join(" ")),
            json!(one.plan.what),
            json!(one.plan.strength.as_str()),
            json!(one.plan.strength.group().as_str()),
            json!(one.plan.lasting),
            day(Some(one.added_on)),
            day(one.plan.due),
            day(one.in_place_on),
            json!(one.plan.effect),
            json!(one.plan.measure),
            day(Some(one.plan.check_on)),
            day(one.seen_on),
            one.seen_role.map_or(Value::Null, Value::String),
            json!(one.result),
            json!(one.decision),
        ])?;
        written.rows += 1;
    }
    sheet.end()?;
    Ok(written)
}

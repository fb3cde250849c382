//! Countermeasures, one a row, in the order of nothing. What staff wrote, without owner, reference or
//! report; whether one is open again is left out, because it would tell of a single report.

use super::{Asked, Column, ExportError, Format, Sheet, Type, Written, words};
use crate::{
    countermeasures::{self, Sight},
    db::Conn,
    kernel::ids::Id,
    places,
};
use chrono::NaiveDate;
use std::io::Write;

/// One row is a countermeasure; days are those on which staff did something.
pub(super) const COLUMNS: &[Column] = &[
    Column::new(
        "id",
        Type::Text,
        "A random number that tells rows apart. It is drawn afresh in each export and finds nothing in this house.",
    ),
    Column::new("origin", Type::Text, "What it was found with.").words(words::origins),
    Column::new(
        "place",
        Type::Text,
        "Where it holds, as a path from the whole house.",
    ),
    Column::new(
        "factors",
        Type::Text,
        "The tiles of the conditions that it is to change: their numbers with spaces between them, nothing where none was named.",
    )
    .words(words::tiles),
    Column::new("what", Type::Text, "What changes, in the words of staff."),
    Column::new(
        "strength",
        Type::Text,
        "What kind of change it is, by the action hierarchy.",
    )
    .words(words::strengths),
    Column::new(
        "group",
        Type::Text,
        "How much that kind relies on people remembering and taking care.",
    )
    .words(words::groups),
    Column::new(
        "lasting",
        Type::Flag,
        "Whether it is meant to last. False: it keeps the danger small for now.",
    ),
    Column::new("added_on", Type::Day, "The day on which it was written down."),
    Column::new("due", Type::Day, "The day by which it is to be in place.")
        .empty("No day was set."),
    Column::new("in_place_on", Type::Day, "The day since which it is in place.")
        .empty("It is not in place yet."),
    Column::new(
        "effect",
        Type::Text,
        "What is expected of it, in the words of staff: the prediction.",
    ),
    Column::new(
        "measure",
        Type::Text,
        "How one will see whether the prediction came true.",
    ),
    Column::new(
        "check_on",
        Type::Day,
        "The day on which somebody wants to look at the place.",
    ),
    Column::new("seen_on", Type::Day, "The day on which somebody looked at the place.")
        .empty("Nobody has looked yet."),
    Column::new("seen_role", Type::Text, "The role of whoever looked, as they wrote it. Never a name.")
        .empty("Nobody has looked yet."),
    Column::new("result", Type::Text, "What came of the prediction at that look.")
        .empty("Nobody has looked yet.")
        .words(words::results)
        .held_back(
            "After a similar report opened it again, the look before that report stands here until somebody has looked anew: that it is open again would tell of a single report.",
        ),
    Column::new("decision", Type::Text, "What was decided after that look.")
        .empty("Nothing has been decided yet.")
        .words(words::decisions)
        .held_back("As with the result."),
];

/// Writes the countermeasures that are asked for, by the day on which they were added: those that somebody sees on
/// the board.
///
/// # Errors
/// `ExportError` when the store fails or nobody takes the rows.
pub fn countermeasures<W: Write + Send>(
    conn: &mut Conn,
    asked: &Asked,
    sight: &Sight,
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
    for one in countermeasures::export(conn, sight, below)? {
        if one.added_on < from || until < one.added_on {
            continue;
        }
        let factors: Vec<String> = one.factors.iter().map(ToString::to_string).collect();
        sheet.row(vec![
            Id::random().to_string().into(),
            one.origin.as_str().into(),
            tree.path(one.place).into(),
            factors.join(" ").into(),
            one.plan.what.into(),
            one.plan.strength.as_str().into(),
            one.plan.strength.group().as_str().into(),
            one.plan.lasting.into(),
            one.added_on.into(),
            one.plan.due.into(),
            one.in_place_on.into(),
            one.plan.effect.into(),
            one.plan.measure.into(),
            one.plan.check_on.into(),
            one.seen_on.into(),
            one.seen_role.into(),
            one.result.into(),
            one.decision.into(),
        ])?;
        written.rows += 1;
    }
    sheet.end()?;
    Ok(written)
}

//! Reports, one a row, in the order of nothing.

use super::{
    Asked, Column, ExportError, Format, Plan, Sheet, Type, Written,
    words::{FROM, KIND, PLACE, WEEKS},
};
use crate::{
    db::Conn,
    kernel::{ids::Id, time::Week},
    reports::page_before,
};
use std::io::Write;

/// One row is a report.
pub(super) const COLUMNS: &[Column] = &[
    Column::new(
        "id",
        Type::Text,
        "A random number that tells rows apart. It is drawn afresh in each export and finds nothing in this house.",
    ),
    KIND,
    PLACE,
    FROM,
    WEEKS,
    Column::new(
        "shared_story",
        Type::Text,
        "The story as it may be told to everybody: written anew, without anything that points at a person.",
    )
    .empty("Nobody has written one, or whoever told the report did not say yes to sharing it.")
    .held_back("The story as it was told never leaves the house."),
];
/// Reports of one query.
const PAGE: i64 = 500;

/// Writes the reports that are asked for.
///
/// # Errors
/// `ExportError` when the store fails or nobody takes the rows.
pub fn reports<W: Write + Send>(
    conn: &mut Conn,
    asked: &Asked,
    format: Format,
    to: W,
) -> Result<Written, ExportError> {
    let plan = Plan::make(conn, asked)?;
    let mut sheet = Sheet::begin(format, COLUMNS, to)?;
    let mut written = Written::default();
    let mut after = None;
    loop {
        let page = page_before(conn, plan.open_from, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for report in page {
            let week = Week::of(report.surfaced_on).monday();
            let group = plan.partition.group(report.place, week);
            let Some(group) = group.filter(|group| plan.wants(group)) else {
                continue;
            };
            sheet.row(vec![
                Id::random().to_string().into(),
                group.label(report.kind).into(),
                plan.tree.path(group.place).into(),
                group.from.into(),
                i64::from(group.weeks).into(),
                report.shared_story.into(),
            ])?;
            written.rows += 1;
        }
    }
    sheet.end()?;
    Ok(written)
}

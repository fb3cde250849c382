//! Reports, one a row, in the order of nothing.

use super::{Asked, ExportError, Format, Plan, Sheet, Written};
use crate::{
    db::Conn,
    kernel::{ids::Id, time::Week},
    reports::page_before,
};
use serde_json::{Value, json};
use std::io::Write;

/// The columns: `id` is drawn afresh in each export, `from` and `weeks` are the period of telling.
const COLUMNS: &[&str] = &["id", "kind", "place", "from", "weeks", "shared_story"];
/// Reports of one query.
const PAGE: i64 = 500;

/// Writes the reports that are asked for.
///
/// # Errors
/// `ExportError` when the store fails or nobody takes the rows.
pub fn reports<W: Write>(
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
                json!(Id::random().to_string()),
                json!(group.label(report.kind)),
                json!(plan.tree.path(group.place)),
                json!(group.from.to_string()),
                json!(group.weeks),
                report.shared_story.map_or(Value::Null, Value::String),
            ])?;
            written.rows += 1;
        }
    }
    sheet.end()?;
    Ok(written)
}

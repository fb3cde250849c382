//! What a report's page and its reporter's own page say of the sheets that learn from it.

use super::path;
use crate::{
    a3::{Status, commands},
    db::{Conn, StoreError},
    web::panel::{About, Panel},
};
use serde_json::json;

/// On a report's page: the sheets, and a way to open one when it was thanked for.
///
/// # Errors
/// When the store fails.
pub fn on_report(conn: &mut Conn, about: &About) -> Result<Option<Panel>, StoreError> {
    let (sheets, thanked) = commands::sheets_with_titles(conn, about.report, about.now)?;
    if sheets.is_empty() && !thanked {
        return Ok(None);
    }
    let sheets: Vec<_> = sheets
        .iter()
        .map(|(reference, title, status)| {
            json!({"href": path(*reference), "title": title, "status": status.in_words()})
        })
        .collect();
    Ok(Some(Panel {
        template: "a3/report_panel",
        panel: json!({
            "sheets": sheets,
            "open": thanked.then(|| format!("/a3/new?report={}", about.reference)),
        }),
    }))
}

/// On the reporter's own page: that a team learns from it, and where that stands. No title, no name.
///
/// # Errors
/// When the store fails.
pub fn on_answers(conn: &mut Conn, about: &About) -> Result<Option<Panel>, StoreError> {
    let stands = commands::sheets(conn, about.report)?;
    if stands.is_empty() {
        return Ok(None);
    }
    let phrases: Vec<_> = stands.into_iter().map(phrase).collect();
    Ok(Some(Panel {
        template: "a3/answers_panel",
        panel: json!({ "stands": phrases }),
    }))
}

fn phrase(status: Status) -> &'static str {
    match status {
        Status::Drafting => "a3-drafting",
        Status::Doing => "a3-doing",
        Status::Checking => "a3-checking",
        Status::Standardised => "a3-standardised",
        Status::LetGo => "a3-let-go",
    }
}

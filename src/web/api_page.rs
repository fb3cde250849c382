//! What programs may ask for, and what each error means: where the `link` of an error leads.

use crate::web::{Answer, Code, Page, Visit};
use serde::Serialize;

/// `GET /api`
///
/// # Errors
/// A page that lacks what its template says.
pub async fn show(visit: Visit) -> Answer {
    let errors = Code::ALL
        .iter()
        .map(|code| ErrorRow {
            anchor: code.as_str().replace('_', "-"),
            code: code.as_str(),
            status: code.status().as_u16(),
            words: code.in_words(),
        })
        .collect();
    visit.page(&ApiPage { errors })
}

#[derive(Serialize)]
struct ErrorRow {
    anchor: String,
    code: &'static str,
    status: u16,
    words: &'static str,
}

#[derive(Serialize)]
struct ApiPage {
    errors: Vec<ErrorRow>,
}

impl Page for ApiPage {
    const TEMPLATE: &'static str = "web/api";

    fn title(&self) -> String {
        "For programs".into()
    }
}

//! Where "Leave this page" leads: a page of nothing, which could be anybody's.

use crate::web::{Answer, Page, Visit};
use serde::Serialize;

/// `GET /exit`
///
/// # Errors
/// None but a broken template.
pub async fn show(visit: Visit) -> Answer {
    visit.page(&ExitPage {})
}

#[derive(Serialize)]
struct ExitPage {}

impl Page for ExitPage {
    const TEMPLATE: &'static str = "web/exit";

    fn title(&self) -> String {
        "A page".into()
    }
}

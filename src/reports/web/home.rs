//! The front door: three ways in.

use crate::web::{Answer, Page, Visit};
use serde::Serialize;

/// `GET /`
///
/// # Errors
/// None but a broken template.
pub async fn show(visit: Visit) -> Answer {
    visit.page(&HomePage {})
}

#[derive(Serialize)]
struct HomePage {}

impl Page for HomePage {
    const TEMPLATE: &'static str = "home/front";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "front-welcome".into()
    }
}

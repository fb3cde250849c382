//! The page on which a device becomes a tablet that many people share. The device alone remembers it.

use crate::web::{Answer, Page, Visit};
use serde::Serialize;

/// `GET /kiosk`
///
/// # Errors
/// None but a broken template.
pub async fn show(visit: Visit) -> Answer {
    visit.page(&KioskPage {})
}

#[derive(Serialize)]
struct KioskPage {}

impl Page for KioskPage {
    const TEMPLATE: &'static str = "web/kiosk";

    fn title(&self) -> String {
        "A shared tablet".into()
    }
}

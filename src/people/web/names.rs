//! Where a name keeper starts: the sealed names that wait for a reason to be opened.

use crate::web::{Answer, Keeper, Page, Who};
use serde::Serialize;

#[derive(Serialize)]
struct NamesPage {}

impl Page for NamesPage {
    const TEMPLATE: &'static str = "people/names";

    fn title(&self) -> String {
        "Sealed names".into()
    }
}

/// `GET /names`
///
/// # Errors
/// A page that lacks what its template says.
pub async fn show(who: Who<Keeper>) -> Answer {
    who.page(&NamesPage {})
}

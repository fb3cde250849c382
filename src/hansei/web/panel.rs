//! What a report's page says of hanseis.

use crate::{
    db::{Conn, StoreError},
    hansei::store,
    kernel::time::day_in_words,
    places,
    reports::{self, Reference, Scope},
    web::panel::{About, Panel},
};
use serde_json::json;

/// On a report that was thanked for: the way to a hansei, and those that talk about it.
///
/// # Errors
/// When the store fails.
pub fn on_report(conn: &mut Conn, about: &About) -> Result<Option<Panel>, StoreError> {
    let scope = Scope {
        places: vec![places::ROOT],
        now: about.now,
    };
    let Ok(reference) = Reference::parse(&about.reference) else {
        return Ok(None);
    };
    let report = reports::reviewable(conn, &scope, reference)?;
    let Some(report) = report.filter(|report| report.thanked) else {
        return Ok(None);
    };
    // Whoever sees this report sees what belongs to its place or below.
    let places = places::subtree(conn, about.place)?;
    let held = store::of_report(conn, &about.reference, &places)?;
    let held: Vec<_> = held
        .iter()
        .map(|(reference, title, on)| {
            let reference = reference.grouped(3);
            json!({
                "href": format!("/hansei/{reference}"),
                "title": title,
                "on": day_in_words(*on),
            })
        })
        .collect();
    Ok(Some(Panel {
        template: "hansei/panel",
        panel: json!({
            "href": format!("/hansei/new?report={}", about.reference),
            "asked_for": report.for_review && held.is_empty(),
            "held": held,
        }),
    }))
}

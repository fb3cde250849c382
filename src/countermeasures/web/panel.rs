//! On a report's page: what was meant to prevent it.

use crate::{
    countermeasures::store,
    db::{Conn, StoreError},
    places,
    web::panel::{About, Panel},
};

/// The panel on a report's page: which countermeasures were meant to prevent it.
///
/// # Errors
/// When the store fails.
pub fn meant_to_prevent(conn: &mut Conn, about: &About) -> Result<Option<Panel>, StoreError> {
    let found = store::of_report(conn, about.report)?;
    if found.is_empty() {
        return Ok(None);
    }
    let tree = places::all(conn)?;
    let lines: Vec<_> = found
        .into_iter()
        .map(|(reference, place, what, strength)| {
            // Whoever reads the report answers for its place, perhaps not for the one above it.
            let href = (place == about.place).then(|| format!("/countermeasures/{reference}"));
            serde_json::json!({
                "reference": reference, "href": href, "what": what, "strength": strength,
                "place": tree.path(place),
            })
        })
        .collect();
    Ok(Some(Panel {
        template: "countermeasures/meant_to_prevent",
        panel: serde_json::json!({ "lines": lines }),
    }))
}

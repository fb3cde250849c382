//! What everybody may read, for the page that thanks everybody.

use crate::{
    db::{Conn, StoreError},
    lessons::store::{self, Sought},
    trends::evidence::{Published, Titled},
};

/// How many lessons everybody may read, and the newest titles: the newest month first, within it in an order that tells
/// nothing.
///
/// # Errors
/// When the store fails.
pub fn titles(conn: &mut Conn, most: i64) -> Result<Published, StoreError> {
    let newest = store::published(conn, &Sought::default(), 0, most)?;
    Ok(Published {
        n: store::count_published(conn)?,
        newest: newest
            .into_iter()
            .map(|lesson| Titled {
                title: lesson.words.title,
                href: format!("/lessons/{}", lesson.reference.grouped(3)),
                language: lesson.words.language,
            })
            .collect(),
    })
}

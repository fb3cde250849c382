//! What a hansei says of itself to the form of a countermeasure.

use crate::{
    countermeasures::{Condition, Origin, OriginFacts, OriginKind},
    db::{Conn, StoreError},
    hansei::{
        agenda,
        model::{Reference, Sort},
        store,
    },
    kernel::time::Now,
    people::Person,
};

/// Title, place and conditions of a hansei that this person may see: the points that were sorted as
/// conditions.
///
/// # Errors
/// When the store fails.
pub fn origin_facts(
    conn: &mut Conn,
    person: &Person,
    origin: &Origin,
    _now: Now,
) -> Result<Option<OriginFacts>, StoreError> {
    let (OriginKind::Hansei, Ok(reference)) = (origin.kind, Reference::parse(&origin.reference))
    else {
        return Ok(None);
    };
    let Some(hansei) = store::seen_by(conn, reference, &agenda::eyes(person))? else {
        return Ok(None);
    };
    let points = store::points(conn, hansei.id)?;
    Ok(Some(OriginFacts {
        title: hansei.title,
        place: hansei.place,
        conditions: points
            .into_iter()
            .filter(|point| point.sort == Sort::Condition)
            .map(|point| Condition {
                id: point.id,
                statement: point.words,
                factor: None,
            })
            .collect(),
    }))
}

//! What a sheet says of itself to the form of a countermeasure.

use crate::{
    a3::store::{self, Reader},
    countermeasures::{Condition, Origin, OriginFacts, OriginKind},
    db::{Conn, StoreError},
    kernel::time::Now,
    people::Person,
};

/// Title, place and conditions of a sheet that this person may see.
///
/// # Errors
/// When the store fails.
pub fn origin_facts(
    conn: &mut Conn,
    person: &Person,
    origin: &Origin,
    now: Now,
) -> Result<Option<OriginFacts>, StoreError> {
    let reader = Reader::of(person, now);
    let (OriginKind::A3, Ok(reference)) =
        (origin.kind, crate::a3::Reference::parse(&origin.reference))
    else {
        return Ok(None);
    };
    let Some(a3) = store::seen_by(conn, reference, &reader)? else {
        return Ok(None);
    };
    let conditions = store::conditions_of(conn, a3.id)?;
    Ok(Some(OriginFacts {
        title: a3.title,
        place: a3.place,
        conditions: conditions
            .into_iter()
            .map(|(id, statement, factor)| Condition {
                id,
                statement,
                factor,
            })
            .collect(),
    }))
}

//! What a hansei is about. Another kind of thing is one more arm of `find`, and a word of `LinkKind`.

use crate::{
    a3,
    db::{Conn, StoreError},
    hansei::{
        agenda,
        model::{LinkKind, Reference},
    },
    kernel::ids::Id,
    people,
    reports::{self, Scope},
};

/// A thing that a hansei is about.
#[derive(Debug, Clone)]
pub(super) struct Linked {
    /// In words that point to nobody.
    pub(super) words: String,
    /// Where it stands.
    pub(super) href: String,
    /// Whether it may be talked about yet: thanks come first.
    pub(super) ready: bool,
    /// Who answers for it, and so cannot facilitate.
    pub(super) involved: Vec<Id>,
}

/// The thing with this reference, if `scope` or `person` may see it.
pub(super) fn find(
    conn: &mut Conn,
    kind: LinkKind,
    reference: Reference,
    scope: &Scope,
    person: Id,
) -> Result<Option<Linked>, StoreError> {
    match kind {
        LinkKind::Report => {
            let Some(report) = reports::reviewable(conn, scope, reference)? else {
                return Ok(None);
            };
            Ok(Some(Linked {
                words: agenda::in_words(&report),
                href: format!("/reports/{}", reference.grouped(3)),
                ready: report.thanked,
                involved: people::of_place(conn, report.place)?,
            }))
        }
        LinkKind::A3 => {
            let reader = a3::Reader {
                person,
                places: Some(scope.places.clone()),
                now: scope.now,
            };
            let Some(sheet) = a3::seen_by(conn, reference, &reader)? else {
                return Ok(None);
            };
            let named = format!("A3 {}", reference.grouped(3));
            Ok(Some(Linked {
                words: format!("{named}: {}", sheet.title),
                href: format!("/a3/{}", reference.grouped(3)),
                ready: true,
                involved: sheet.owner.into_iter().collect(),
            }))
        }
    }
}

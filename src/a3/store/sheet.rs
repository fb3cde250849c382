//! Rows: the sheets themselves, and who may see them.

use crate::{
    a3::model::{Reference, Status},
    db::{
        Conn, StoreError, Tx,
        connection::Backend,
        schema::{a3_reports, a3s, place_ancestors, reports},
        types::{At, Key},
    },
    kernel::{ids::Id, time::Now},
    people::{Person, Role},
};
use chrono::{DateTime, Utc};
use diesel::{dsl, prelude::*, sql_types::Bool};

/// One sheet, without its sections.
#[derive(Debug, Clone)]
pub struct A3 {
    /// Its identity.
    pub id: Id,
    /// Its code.
    pub reference: Reference,
    /// What the problem is.
    pub title: String,
    /// Where.
    pub place: Id,
    /// Where it stands.
    pub status: Status,
    /// Why it was let go.
    pub status_reason: Option<String>,
    /// Who keeps it going.
    pub owner: Option<Id>,
    /// Who asks beside it.
    pub mentor: Option<Id>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// When somebody last wrote on it.
    pub changed_at: DateTime<Utc>,
}

/// Who asks: an improver sees the sheets of the whole house, a lead those of their places, those that learn
/// from a report of theirs, and those that they own or mentor.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The account.
    pub person: Id,
    /// The places of a lead; `None` for an improver.
    pub places: Option<Vec<Id>>,
    /// Now.
    pub now: Now,
}

impl Reader {
    /// What this person may see: an improver all, anybody else what belongs to their places.
    #[must_use]
    pub fn of(person: &Person, now: Now) -> Self {
        Self {
            person: person.id,
            places: (person.role != Role::Improver).then(|| person.places.clone()),
            now,
        }
    }
}

/// Which sheets a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    /// Those that stand so.
    pub(crate) status: Option<Status>,
    /// Those of a place and all below it.
    pub(crate) place: Option<Id>,
    /// Those that this account keeps going.
    pub(crate) owner: Option<Id>,
}

/// One line of the list.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The sheet.
    pub(crate) a3: A3,
    /// How many reports it learns from.
    pub(crate) reports: i64,
}

type Columns = (
    Key,
    String,
    String,
    Key,
    String,
    Option<String>,
    Option<Key>,
    Option<Key>,
    At,
    At,
);

fn a3(row: Columns) -> Result<A3, StoreError> {
    let (id, reference, title, place, status, status_reason, owner, mentor, created, changed) = row;
    Ok(A3 {
        id: id.0,
        reference: Reference::parse(&reference)
            .map_err(|_unreadable| StoreError::Corrupt("a3s.reference"))?,
        title,
        place: place.0,
        status: Status::parse(&status).map_err(|_unknown| StoreError::Corrupt("a3s.status"))?,
        status_reason,
        owner: owner.map(|key| key.0),
        mentor: mentor.map(|key| key.0),
        created_at: created.0,
        changed_at: changed.0,
    })
}

type Condition = Box<dyn BoxableExpression<a3s::table, Backend, SqlType = Bool>>;

fn visible(reader: &Reader) -> Condition {
    let Some(places) = &reader.places else {
        return Box::new(a3s::id.eq(a3s::id));
    };
    let keys: Vec<Key> = places.iter().map(|id| Key(*id)).collect();
    let theirs = place_ancestors::table
        .filter(place_ancestors::place_id.eq(a3s::place_id))
        .filter(place_ancestors::ancestor_id.eq_any(keys.clone()));
    // Whoever may read a report that the sheet learns from, may read what is learnt from it.
    let linked = a3_reports::table
        .inner_join(reports::table.on(a3_reports::report_id.eq(reports::id.nullable())))
        .inner_join(place_ancestors::table.on(place_ancestors::place_id.eq(reports::place_id)))
        .filter(a3_reports::a3_id.eq(a3s::id))
        .filter(place_ancestors::ancestor_id.eq_any(keys))
        .filter(
            reports::one_level_up
                .eq(false)
                .or(place_ancestors::distance.gt(0)),
        );
    let me = Some(Key(reader.person));
    Box::new(
        dsl::exists(theirs)
            .or(dsl::exists(linked))
            .or(a3s::owner_id
                .is_not_null()
                .and(a3s::owner_id.eq(me).assume_not_null()))
            .or(a3s::mentor_id
                .is_not_null()
                .and(a3s::mentor_id.eq(me).assume_not_null())),
    )
}

/// The sheet with this reference, if the reader may see it.
///
/// # Errors
/// When the store fails.
pub fn seen_by(
    conn: &mut Conn,
    reference: Reference,
    reader: &Reader,
) -> Result<Option<A3>, StoreError> {
    let row: Option<Columns> = a3s::table
        .filter(a3s::reference.eq(reference.grouped(3)))
        .filter(visible(reader))
        .first(conn)
        .optional()?;
    row.map(a3).transpose()
}

/// A page of the list, those that were written on last first.
pub(crate) fn list(
    conn: &mut Conn,
    reader: &Reader,
    filter: &Filter,
    skip: i64,
    most: i64,
) -> Result<Vec<Row>, StoreError> {
    let mut query = a3s::table.filter(visible(reader)).into_boxed::<Backend>();
    if let Some(status) = filter.status {
        query = query.filter(a3s::status.eq(status.as_str()));
    }
    if let Some(place) = filter.place {
        let below = place_ancestors::table
            .filter(place_ancestors::ancestor_id.eq(Key(place)))
            .select(place_ancestors::place_id);
        query = query.filter(a3s::place_id.eq_any(below));
    }
    if let Some(owner) = filter.owner {
        query = query.filter(a3s::owner_id.eq(Some(Key(owner))));
    }
    let rows: Vec<Columns> = query
        .order((a3s::changed_at.desc(), a3s::id))
        .limit(most)
        .offset(skip)
        .load(conn)?;
    let keys: Vec<Key> = rows.iter().map(|row| row.0).collect();
    let linked: Vec<Key> = a3_reports::table
        .filter(a3_reports::a3_id.eq_any(keys))
        .select(a3_reports::a3_id)
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let key = row.0;
            let reports = linked.iter().filter(|of| **of == key).count();
            Ok(Row {
                a3: a3(row)?,
                reports: i64::try_from(reports).unwrap_or(i64::MAX),
            })
        })
        .collect()
}

/// Makes everybody else who acts on this sheet wait until this transaction has ended.
pub(crate) fn hold(tx: &mut Tx<'_>, reference: Reference) -> Result<(), StoreError> {
    let row = a3s::table.filter(a3s::reference.eq(reference.grouped(3)));
    diesel::update(row)
        .set(a3s::title.eq(a3s::title))
        .execute(tx.conn())?;
    Ok(())
}

/// Opens a sheet; `false` when its reference is taken.
pub(crate) fn insert(tx: &mut Tx<'_>, new: &A3) -> Result<bool, StoreError> {
    let taken: bool = diesel::select(dsl::exists(
        a3s::table.filter(a3s::reference.eq(new.reference.grouped(3))),
    ))
    .get_result(tx.conn())?;
    if taken {
        return Ok(false);
    }
    diesel::insert_into(a3s::table)
        .values((
            a3s::id.eq(Key(new.id)),
            a3s::reference.eq(new.reference.grouped(3)),
            a3s::title.eq(&new.title),
            a3s::place_id.eq(Key(new.place)),
            a3s::status.eq(new.status.as_str()),
            a3s::owner_id.eq(new.owner.map(Key)),
            a3s::created_at.eq(At(new.created_at)),
            a3s::changed_at.eq(At(new.changed_at)),
        ))
        .execute(tx.conn())?;
    Ok(true)
}

/// Notes that somebody wrote on the sheet.
pub(crate) fn touch(tx: &mut Tx<'_>, a3: Id, at: DateTime<Utc>) -> Result<(), StoreError> {
    diesel::update(a3s::table.filter(a3s::id.eq(Key(a3))))
        .set(a3s::changed_at.eq(At(at)))
        .execute(tx.conn())?;
    Ok(())
}

/// Gives it the title that stands in its section.
pub(crate) fn rename(tx: &mut Tx<'_>, a3: Id, title: &str) -> Result<(), StoreError> {
    diesel::update(a3s::table.filter(a3s::id.eq(Key(a3))))
        .set(a3s::title.eq(title))
        .execute(tx.conn())?;
    Ok(())
}

/// Says where it stands.
pub(crate) fn set_status(
    tx: &mut Tx<'_>,
    a3: Id,
    status: Status,
    reason: Option<&str>,
) -> Result<(), StoreError> {
    diesel::update(a3s::table.filter(a3s::id.eq(Key(a3))))
        .set((
            a3s::status.eq(status.as_str()),
            a3s::status_reason.eq(reason),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Says who keeps it going and who asks beside it.
pub(crate) fn set_people(
    tx: &mut Tx<'_>,
    a3: Id,
    owner: Option<Id>,
    mentor: Option<Id>,
) -> Result<(), StoreError> {
    diesel::update(a3s::table.filter(a3s::id.eq(Key(a3))))
        .set((
            a3s::owner_id.eq(owner.map(Key)),
            a3s::mentor_id.eq(mentor.map(Key)),
        ))
        .execute(tx.conn())?;
    Ok(())
}

//! Rows: hanseis as those see them who may.

use super::sheet;
use crate::{
    db::{
        Conn, StoreError, Tx,
        connection::Backend,
        schema::{
            hansei_links, hansei_points, hansei_pulse, hansei_sections, hanseis, people,
            place_ancestors,
        },
        types::{At, Key},
    },
    hansei::model::{
        LinkKind, Meeting, NewHansei, Question, Reference, Section, Sort, Tally, Trigger,
    },
    kernel::ids::Id,
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl, prelude::*, sql_types::Bool};
use std::collections::BTreeMap;

/// A hansei, without its sheet.
#[derive(Debug, Clone)]
pub(crate) struct Hansei {
    pub(crate) id: Id,
    pub(crate) reference: Reference,
    pub(crate) title: String,
    pub(crate) trigger: Trigger,
    pub(crate) place: Id,
    pub(crate) on: NaiveDate,
    pub(crate) facilitator: Id,
    pub(crate) facilitator_name: String,
    pub(crate) minutes: i32,
    pub(crate) words_read: bool,
    pub(crate) started_at: Option<DateTime<Utc>>,
    pub(crate) closed_at: Option<DateTime<Utc>>,
}

impl Hansei {
    /// Whether it is still to be held: nobody has begun it or closed it.
    pub(crate) fn is_planned(&self) -> bool {
        self.started_at.is_none() && self.closed_at.is_none()
    }

    /// Why, where, when and with whom.
    pub(crate) fn meeting(&self) -> Meeting {
        Meeting {
            title: self.title.clone(),
            trigger: self.trigger,
            place: self.place,
            on: self.on,
            facilitator: self.facilitator,
            minutes: self.minutes,
        }
    }
}

/// Who looks: an improver sees the whole house; a lead what belongs to their places, what they
/// facilitate and what they planned.
#[derive(Debug, Clone)]
pub(crate) struct Eyes {
    /// Who.
    pub(crate) person: Id,
    /// The places of a lead; `None` for the whole house.
    pub(crate) places: Option<Vec<Id>>,
}

type Condition = Box<dyn BoxableExpression<hanseis::table, Backend, SqlType = Bool>>;

fn visible(eyes: &Eyes) -> Condition {
    let Some(places) = &eyes.places else {
        return Box::new(hanseis::minutes.gt(0));
    };
    let keys: Vec<Key> = places.iter().map(|id| Key(*id)).collect();
    let theirs = place_ancestors::table
        .filter(place_ancestors::place_id.eq(hanseis::place_id))
        .filter(place_ancestors::ancestor_id.eq_any(keys));
    Box::new(
        dsl::exists(theirs)
            .or(hanseis::facilitator_id.eq(Key(eyes.person)))
            .or(hanseis::made_by.eq(Key(eyes.person))),
    )
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = hanseis)]
struct Row {
    id: Key,
    reference: String,
    title: String,
    occasion: String,
    place_id: Key,
    meets_on: NaiveDate,
    facilitator_id: Key,
    minutes: i32,
    words_read: bool,
    started_at: Option<At>,
    closed_at: Option<At>,
}

/// Hanseis with the names of those who lead through them, in the order of their rows.
fn whole(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Hansei>, StoreError> {
    let keys: Vec<Key> = rows.iter().map(|row| row.facilitator_id).collect();
    let names: Vec<(Key, String)> = people::table
        .filter(people::id.eq_any(keys))
        .select((people::id, people::name))
        .load(conn)?;
    let names: BTreeMap<Key, String> = names.into_iter().collect();
    let name = |key: &Key| names.get(key).cloned().unwrap_or_default();
    rows.into_iter()
        .map(|row| hansei(name(&row.facilitator_id), row))
        .collect()
}

fn hansei(facilitator_name: String, row: Row) -> Result<Hansei, StoreError> {
    Ok(Hansei {
        id: row.id.0,
        reference: Reference::parse(&row.reference)
            .map_err(|_unreadable| StoreError::Corrupt("hanseis.reference"))?,
        title: row.title,
        trigger: Trigger::parse(&row.occasion)
            .map_err(|_unreadable| StoreError::Corrupt("hanseis.occasion"))?,
        place: row.place_id.0,
        on: row.meets_on,
        facilitator: row.facilitator_id.0,
        facilitator_name,
        minutes: row.minutes,
        words_read: row.words_read,
        started_at: row.started_at.map(|at| at.0),
        closed_at: row.closed_at.map(|at| at.0),
    })
}

/// All that somebody may see, the latest day first.
pub(crate) fn list(
    conn: &mut Conn,
    eyes: &Eyes,
    skip: i64,
    most: i64,
) -> Result<Vec<Hansei>, StoreError> {
    let rows: Vec<Row> = hanseis::table
        .filter(visible(eyes))
        .order((hanseis::meets_on.desc(), hanseis::id))
        .select(Row::as_select())
        .limit(most)
        .offset(skip)
        .load(conn)?;
    whole(conn, rows)
}

/// The hansei with this reference, if they may see it.
pub(crate) fn seen_by(
    conn: &mut Conn,
    reference: Reference,
    eyes: &Eyes,
) -> Result<Option<Hansei>, StoreError> {
    let rows: Vec<Row> = hanseis::table
        .filter(hanseis::reference.eq(reference.grouped(3)))
        .filter(visible(eyes))
        .select(Row::as_select())
        .load(conn)?;
    Ok(whole(conn, rows)?.pop())
}

/// The hansei with this identity, whoever asks.
pub(crate) fn find(conn: &mut Conn, id: Id) -> Result<Option<Hansei>, StoreError> {
    let rows: Vec<Row> = hanseis::table
        .filter(hanseis::id.eq(Key(id)))
        .select(Row::as_select())
        .load(conn)?;
    Ok(whole(conn, rows)?.pop())
}

/// Makes everybody else who acts on this hansei wait until this transaction has ended.
pub(crate) fn hold(tx: &mut Tx<'_>, id: Id) -> Result<(), StoreError> {
    diesel::update(hanseis::table.filter(hanseis::id.eq(Key(id))))
        .set(hanseis::minutes.eq(hanseis::minutes))
        .execute(tx.conn())?;
    Ok(())
}

/// A new hansei with an empty sheet.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    reference: Reference,
    new: &NewHansei,
    links: &[(LinkKind, Reference)],
    by: Id,
) -> Result<Id, StoreError> {
    let id = Id::random();
    let meeting = &new.meeting;
    diesel::insert_into(hanseis::table)
        .values((
            hanseis::id.eq(Key(id)),
            hanseis::reference.eq(reference.grouped(3)),
            hanseis::title.eq(&meeting.title),
            hanseis::occasion.eq(meeting.trigger.as_str()),
            hanseis::place_id.eq(Key(meeting.place)),
            hanseis::meets_on.eq(meeting.on),
            hanseis::facilitator_id.eq(Key(meeting.facilitator)),
            hanseis::minutes.eq(meeting.minutes),
            hanseis::words_read.eq(false),
            hanseis::made_by.eq(Key(by)),
        ))
        .execute(tx.conn())?;
    for (kind, about) in links {
        diesel::insert_into(hansei_links::table)
            .values((
                hansei_links::hansei_id.eq(Key(id)),
                hansei_links::kind.eq(kind.as_str()),
                hansei_links::reference.eq(about.grouped(3)),
            ))
            .execute(tx.conn())?;
    }
    for section in Section::ALL {
        diesel::insert_into(hansei_sections::table)
            .values((
                hansei_sections::hansei_id.eq(Key(id)),
                hansei_sections::section.eq(section.as_str()),
                hansei_sections::words.eq(""),
                hansei_sections::version.eq(0),
            ))
            .execute(tx.conn())?;
    }
    for question in Question::ALL {
        for step in 1..=3 {
            diesel::insert_into(hansei_pulse::table)
                .values((
                    hansei_pulse::hansei_id.eq(Key(id)),
                    hansei_pulse::question.eq(question.as_str()),
                    hansei_pulse::answer.eq(step),
                    hansei_pulse::n.eq(0),
                ))
                .execute(tx.conn())?;
        }
    }
    Ok(id)
}

/// Keeps why, where, when and with whom people meet.
pub(crate) fn save_meeting(
    tx: &mut Tx<'_>,
    hansei: Id,
    meeting: &Meeting,
) -> Result<(), StoreError> {
    diesel::update(hanseis::table.filter(hanseis::id.eq(Key(hansei))))
        .set((
            hanseis::title.eq(&meeting.title),
            hanseis::occasion.eq(meeting.trigger.as_str()),
            hanseis::place_id.eq(Key(meeting.place)),
            hanseis::meets_on.eq(meeting.on),
            hanseis::facilitator_id.eq(Key(meeting.facilitator)),
            hanseis::minutes.eq(meeting.minutes),
        ))
        .execute(tx.conn())?;
    Ok(())
}

/// Closes it, or opens it again.
pub(crate) fn set_closed(
    tx: &mut Tx<'_>,
    hansei: Id,
    at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    diesel::update(hanseis::table.filter(hanseis::id.eq(Key(hansei))))
        .set(hanseis::closed_at.eq(at.map(At)))
        .execute(tx.conn())?;
    Ok(())
}

/// What it is about, in the order of the references.
pub(crate) fn links(conn: &mut Conn, hansei: Id) -> Result<Vec<(LinkKind, Reference)>, StoreError> {
    let rows: Vec<(String, String)> = hansei_links::table
        .filter(hansei_links::hansei_id.eq(Key(hansei)))
        .order((hansei_links::kind, hansei_links::reference))
        .select((hansei_links::kind, hansei_links::reference))
        .load(conn)?;
    rows.into_iter()
        .map(|(kind, reference)| {
            let corrupt = || StoreError::Corrupt("hansei_links");
            Ok((
                LinkKind::parse(&kind).map_err(|_unknown| corrupt())?,
                Reference::parse(&reference).map_err(|_unreadable| corrupt())?,
            ))
        })
        .collect()
}

/// The opening words were read.
pub(crate) fn reading_done(tx: &mut Tx<'_>, hansei: Id) -> Result<(), StoreError> {
    diesel::update(hanseis::table.filter(hanseis::id.eq(Key(hansei))))
        .set(hanseis::words_read.eq(true))
        .execute(tx.conn())?;
    Ok(())
}

/// The meeting begins.
pub(crate) fn start_clock(
    tx: &mut Tx<'_>,
    hansei: Id,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    diesel::update(hanseis::table.filter(hanseis::id.eq(Key(hansei))))
        .set(hanseis::started_at.eq(Some(At(at))))
        .execute(tx.conn())?;
    Ok(())
}

/// What surfaced in a hansei.
#[derive(Debug, Clone)]
pub struct Surfaced {
    /// Its code for staff.
    pub reference: Reference,
    /// What it was about.
    pub title: String,
    /// The day.
    pub on: NaiveDate,
    /// Conditions beside explanations.
    pub tally: Tally,
}

/// What surfaced in the hanseis of these places between two days, in the order of the days.
///
/// # Errors
/// When the store fails.
pub fn surfaced(
    conn: &mut Conn,
    places: &[Id],
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Surfaced>, StoreError> {
    let keys = places.iter().map(|place| Key(*place));
    let rows: Vec<Row> = hanseis::table
        .filter(hanseis::place_id.eq_any(keys))
        .filter(hanseis::meets_on.between(from, until))
        .order((hanseis::meets_on, hanseis::id))
        .select(Row::as_select())
        .load(conn)?;
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let points: Vec<(Key, String)> = hansei_points::table
        .filter(hansei_points::hansei_id.eq_any(ids))
        .filter(hansei_points::shown.eq(true))
        .select((hansei_points::hansei_id, hansei_points::sort))
        .load(conn)?;
    whole(conn, rows)?
        .into_iter()
        .map(|hansei| {
            let sorts: Vec<Sort> = points
                .iter()
                .filter(|(of, _)| of.0 == hansei.id)
                .map(|(_, sort)| sheet::read_sort(sort))
                .collect::<Result<_, _>>()?;
            Ok(Surfaced {
                reference: hansei.reference,
                title: hansei.title,
                on: hansei.on,
                tally: Tally::of(sorts),
            })
        })
        .collect()
}

/// How many reports the hanseis of these places between two days talk about.
///
/// # Errors
/// When the store fails.
pub(crate) fn talked_about(
    conn: &mut Conn,
    places: &[Id],
    from: NaiveDate,
    until: NaiveDate,
) -> Result<i64, StoreError> {
    let keys = places.iter().map(|place| Key(*place));
    let meetings = hanseis::table
        .filter(hanseis::place_id.eq_any(keys))
        .filter(hanseis::meets_on.between(from, until))
        .select(hanseis::id);
    let references: Vec<String> = hansei_links::table
        .filter(hansei_links::hansei_id.eq_any(meetings))
        .filter(hansei_links::kind.eq(LinkKind::Report.as_str()))
        .select(hansei_links::reference)
        .distinct()
        .load(conn)?;
    Ok(i64::try_from(references.len()).unwrap_or(i64::MAX))
}

/// The hanseis at these places that talk about a report: reference, title and day, the latest first.
///
/// # Errors
/// When the store fails.
pub fn of_report(
    conn: &mut Conn,
    report: &str,
    places: &[Id],
) -> Result<Vec<(Reference, String, NaiveDate)>, StoreError> {
    let keys = places.iter().map(|place| Key(*place));
    let linked = hansei_links::table
        .filter(hansei_links::kind.eq(LinkKind::Report.as_str()))
        .filter(hansei_links::reference.eq(report))
        .select(hansei_links::hansei_id);
    let rows: Vec<Row> = hanseis::table
        .filter(hanseis::id.eq_any(linked))
        .filter(hanseis::place_id.eq_any(keys))
        .order((hanseis::meets_on.desc(), hanseis::id))
        .select(Row::as_select())
        .load(conn)?;
    let found = whole(conn, rows)?.into_iter();
    Ok(found
        .map(|hansei| (hansei.reference, hansei.title, hansei.on))
        .collect())
}

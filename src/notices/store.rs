//! Rows: the outbox, and whose digest was looked after.

use super::model::{Notice, Purpose, Recipient, State};
use crate::{
    db::{
        Conn, StoreError, Tx,
        schema::{digests, digests_off, notices, people},
        types::{At, Key},
    },
    kernel::ids::Id,
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl, prelude::*};

/// A mail that this server holds while it sends it.
#[derive(Debug, Clone)]
pub struct Outgoing {
    /// The notice.
    pub id: Id,
    /// What only this holding knows: whoever held it earlier and was slow changes nothing any more.
    pub claim: Id,
    /// Tries that have failed.
    pub tries: i32,
    /// The name of somebody with an account.
    pub name: Option<String>,
    /// Where to; `None` when the account is closed.
    pub address: Option<String>,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// A notice as admins see it: without its body.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    /// The notice.
    pub(super) id: Id,
    /// Whose it is.
    pub(super) name: Option<String>,
    /// The plain address of somebody without an account.
    pub(super) address: Option<String>,
    /// What for.
    pub(super) purpose: Purpose,
    /// One line.
    pub(super) subject: String,
    /// Since when it waits.
    pub(super) created_at: DateTime<Utc>,
    /// When it is tried next.
    pub(super) not_before: DateTime<Utc>,
    /// Tries that have failed.
    pub(super) tries: i32,
    /// What went wrong the last time.
    pub(super) last_error: Option<String>,
    /// Whether its words are still there, so that it can be tried again.
    pub(super) has_words: bool,
}

/// Queues it, once for each recipient and key; `false` when it was there already.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    notice: &Notice,
    subject: &str,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let (person, address) = match &notice.to {
        Recipient::Person(id) => (Some(Key(*id)), None),
        Recipient::Address(address) => (None, Some(address.as_str())),
    };
    let queued = crate::each_backend!(tx.conn(), |c| diesel::insert_into(notices::table)
        .values((
            notices::id.eq(Key(Id::random())),
            notices::person_id.eq(person),
            notices::address.eq(address),
            notices::purpose.eq(notice.purpose.as_str()),
            notices::subject.eq(subject),
            notices::body.eq(&notice.body),
            notices::dedupe_key.eq(&notice.key),
            notices::created_at.eq(At(at)),
            notices::not_before.eq(At(notice.not_before.unwrap_or(at))),
            notices::tries.eq(0),
            notices::state.eq(State::Waiting.as_str()),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(queued == 1)
}

/// Notices that are to be sent now and that nobody holds, those that wait longest first.
pub(super) fn due(conn: &mut Conn, at: DateTime<Utc>, most: i64) -> Result<Vec<Id>, StoreError> {
    let keys: Vec<Key> = notices::table
        .filter(notices::state.eq(State::Waiting.as_str()))
        .filter(notices::not_before.le(At(at)))
        .filter(
            notices::claimed_until
                .is_null()
                .or(notices::claimed_until.le(At(at)).assume_not_null()),
        )
        .select(notices::id)
        .order((notices::not_before, notices::id))
        .limit(most)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// Takes hold of a notice until a moment; `None` when somebody else was first. PostgreSQL asks the
/// conditions again once it has waited for whoever was changing the row.
pub(super) fn hold(
    tx: &mut Tx<'_>,
    id: Id,
    at: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<Outgoing>, StoreError> {
    let claim = Id::random();
    let held = diesel::update(
        notices::table
            .filter(notices::id.eq(Key(id)))
            .filter(notices::state.eq(State::Waiting.as_str()))
            .filter(notices::not_before.le(At(at)))
            .filter(
                notices::claimed_until
                    .is_null()
                    .or(notices::claimed_until.le(At(at)).assume_not_null()),
            ),
    )
    .set((
        notices::claim.eq(Some(Key(claim))),
        notices::claimed_until.eq(Some(At(until))),
    ))
    .execute(tx.conn())?;
    if held == 0 {
        return Ok(None);
    }
    type Row = (
        i32,
        Option<String>,
        String,
        String,
        Option<(String, String, bool)>,
    );
    let (tries, address, subject, body, person): Row = notices::table
        .left_join(people::table)
        .filter(notices::id.eq(Key(id)))
        .select((
            notices::tries,
            notices::address,
            notices::subject,
            notices::body,
            (people::name, people::email, people::active).nullable(),
        ))
        .first(tx.conn())?;
    let (name, address) = match person {
        Some((name, email, active)) => (Some(name), active.then_some(email)),
        None => (None, address),
    };
    Ok(Some(Outgoing {
        id,
        claim,
        tries,
        name,
        address,
        subject,
        body,
    }))
}

/// It was taken by a mail server: no word of it stays here.
pub(super) fn set_sent(
    tx: &mut Tx<'_>,
    mail: &Outgoing,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    // Whoever still held it or not: it is out, and is not to be sent again.
    diesel::update(
        notices::table
            .filter(notices::id.eq(Key(mail.id)))
            .filter(notices::state.ne(State::Sent.as_str())),
    )
    .set((
        notices::state.eq(State::Sent.as_str()),
        notices::subject.eq(""),
        notices::body.eq(""),
        notices::ended_at.eq(Some(At(at))),
        notices::last_error.eq(None::<String>),
        notices::claim.eq(None::<Key>),
        notices::claimed_until.eq(None::<At>),
    ))
    .execute(tx.conn())?;
    Ok(())
}

/// It is tried again later, or given up when `again` is `None`; nothing when the hold was lost meanwhile.
pub(super) fn set_failed(
    tx: &mut Tx<'_>,
    mail: &Outgoing,
    again: Option<DateTime<Utc>>,
    error: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (state, ended) = match again {
        Some(_) => (State::Waiting, None),
        None => (State::Dead, Some(At(at))),
    };
    diesel::update(
        notices::table
            .filter(notices::id.eq(Key(mail.id)))
            .filter(notices::claim.eq(Key(mail.claim)))
            .filter(notices::state.eq(State::Waiting.as_str())),
    )
    .set((
        notices::state.eq(state.as_str()),
        notices::tries.eq(mail.tries + 1),
        notices::not_before.eq(At(again.unwrap_or(at))),
        notices::ended_at.eq(ended),
        notices::last_error.eq(Some(error)),
        notices::claim.eq(None::<Key>),
        notices::claimed_until.eq(None::<At>),
    ))
    .execute(tx.conn())?;
    Ok(())
}

/// What waits or was given up; of what waits the next one first, of what was given up the latest.
pub(super) fn listed(conn: &mut Conn, state: State, most: i64) -> Result<Vec<Listed>, StoreError> {
    type Row = (
        (Key, Option<String>, String, String, i32),
        (At, At, Option<String>, bool),
        Option<String>,
    );
    let query = notices::table
        .left_join(people::table)
        .filter(notices::state.eq(state.as_str()))
        .select((
            (
                notices::id,
                notices::address,
                notices::purpose,
                notices::subject,
                notices::tries,
            ),
            (
                notices::created_at,
                notices::not_before,
                notices::last_error,
                notices::body.ne(""),
            ),
            people::name.nullable(),
        ))
        .limit(most);
    let rows: Vec<Row> = match state {
        State::Waiting => query
            .order((notices::not_before.asc(), notices::id))
            .load(conn)?,
        State::Dead | State::Sent => query
            .order((notices::not_before.desc(), notices::id))
            .load(conn)?,
    };
    rows.into_iter()
        .map(|((id, address, purpose, subject, tries), times, name)| {
            let (created_at, not_before, last_error, has_words) = times;
            Ok(Listed {
                id: id.0,
                name,
                address,
                purpose: Purpose::parse(&purpose)
                    .map_err(|_unknown| StoreError::Corrupt("notices.purpose"))?,
                subject,
                created_at: created_at.0,
                not_before: not_before.0,
                tries,
                last_error,
                has_words,
            })
        })
        .collect()
}

/// What a given-up notice was for; `None` when there is no such one.
pub(super) fn given_up(conn: &mut Conn, id: Id) -> Result<Option<(Purpose, bool)>, StoreError> {
    let row: Option<(String, bool)> = notices::table
        .filter(notices::id.eq(Key(id)))
        .filter(notices::state.eq(State::Dead.as_str()))
        .select((notices::purpose, notices::body.ne("")))
        .first(conn)
        .optional()?;
    row.map(|(purpose, has_words)| {
        let purpose =
            Purpose::parse(&purpose).map_err(|_unknown| StoreError::Corrupt("notices.purpose"))?;
        Ok((purpose, has_words))
    })
    .transpose()
}

/// A given-up notice waits again, as if it had never been tried.
pub(super) fn wait_again(tx: &mut Tx<'_>, id: Id, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = diesel::update(
        notices::table
            .filter(notices::id.eq(Key(id)))
            .filter(notices::state.eq(State::Dead.as_str())),
    )
    .set((
        notices::state.eq(State::Waiting.as_str()),
        notices::tries.eq(0),
        notices::not_before.eq(At(at)),
        notices::ended_at.eq(None::<At>),
    ))
    .execute(tx.conn())?;
    Ok(changed == 1)
}

/// A given-up notice is gone.
pub(super) fn delete(tx: &mut Tx<'_>, id: Id) -> Result<bool, StoreError> {
    let gone = diesel::delete(
        notices::table
            .filter(notices::id.eq(Key(id)))
            .filter(notices::state.eq(State::Dead.as_str())),
    )
    .execute(tx.conn())?;
    Ok(gone == 1)
}

/// Until when things are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// What still waits and could have gone out before is out of date.
    pub(super) waiting: DateTime<Utc>,
    /// What ended before loses its last words, and what was sent its row.
    pub(super) ended: DateTime<Utc>,
    /// Digests of earlier days are done.
    pub(super) day: NaiveDate,
}

/// Whether anything is beyond its limit.
pub(super) fn is_untidy(conn: &mut Conn, limits: Limits) -> Result<bool, StoreError> {
    let old = notices::table
        .filter(
            notices::state
                .eq(State::Waiting.as_str())
                .and(notices::not_before.lt(At(limits.waiting))),
        )
        .filter(notices::claimed_until.is_null());
    let ended = notices::table
        .filter(notices::ended_at.lt(At(limits.ended)).assume_not_null())
        .filter(notices::ended_at.is_not_null())
        .filter(
            notices::state
                .eq(State::Sent.as_str())
                .or(notices::body.ne("")),
        );
    let days = digests::table.filter(digests::day.lt(limits.day));
    Ok(diesel::select(dsl::exists(old)).get_result(conn)?
        || diesel::select(dsl::exists(ended)).get_result(conn)?
        || diesel::select(dsl::exists(days)).get_result(conn)?)
}

/// Lets go of what is beyond its limit.
pub(super) fn tidy(tx: &mut Tx<'_>, limits: Limits) -> Result<(), StoreError> {
    diesel::delete(
        notices::table
            .filter(notices::state.eq(State::Waiting.as_str()))
            .filter(notices::not_before.lt(At(limits.waiting)))
            .filter(notices::claimed_until.is_null()),
    )
    .execute(tx.conn())?;
    diesel::delete(
        notices::table
            .filter(notices::state.eq(State::Sent.as_str()))
            .filter(notices::ended_at.lt(At(limits.ended))),
    )
    .execute(tx.conn())?;
    diesel::update(
        notices::table
            .filter(notices::state.eq(State::Dead.as_str()))
            .filter(notices::ended_at.lt(At(limits.ended))),
    )
    .set(notices::body.eq(""))
    .execute(tx.conn())?;
    diesel::delete(digests::table.filter(digests::day.lt(limits.day))).execute(tx.conn())?;
    Ok(())
}

/// Whose digest of a day was looked after.
pub(super) fn looked_after(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Id>, StoreError> {
    let keys: Vec<Key> = digests::table
        .filter(digests::day.eq(day))
        .select(digests::person_id)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// The days whose digests of somebody were looked after, as far back as is kept.
pub(super) fn digests_of(conn: &mut Conn, person: Id) -> Result<Vec<NaiveDate>, StoreError> {
    Ok(digests::table
        .filter(digests::person_id.eq(Key(person)))
        .select(digests::day)
        .load(conn)?)
}

/// Looks after a digest, once; `false` when another server did.
pub(super) fn look_after(tx: &mut Tx<'_>, person: Id, day: NaiveDate) -> Result<bool, StoreError> {
    let first = crate::each_backend!(tx.conn(), |c| diesel::insert_into(digests::table)
        .values((digests::day.eq(day), digests::person_id.eq(Key(person))))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(first == 1)
}

/// Who wants no digest.
pub(super) fn without_digest(conn: &mut Conn) -> Result<Vec<Id>, StoreError> {
    let keys: Vec<Key> = digests_off::table
        .select(digests_off::person_id)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// Somebody wants a digest, or none.
pub(super) fn set_digest(tx: &mut Tx<'_>, person: Id, wanted: bool) -> Result<(), StoreError> {
    if wanted {
        diesel::delete(digests_off::table.filter(digests_off::person_id.eq(Key(person))))
            .execute(tx.conn())?;
    } else {
        crate::each_backend!(tx.conn(), |c| diesel::insert_into(digests_off::table)
            .values(digests_off::person_id.eq(Key(person)))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

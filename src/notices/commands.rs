//! Acts: mails queued, held, settled, tried again or let go; digests turned on and off.

use super::{
    model::{self, Next, Notice, Purpose, Recipient, State, Trouble},
    store::{self, Limits, Listed, Outgoing},
};
use crate::{
    db::{Conn, StoreError, Tx},
    journal::{self, Act},
    kernel::{ids::Id, time::Now},
    people::{self, Person, Role},
};
use chrono::{Days, NaiveDate, TimeDelta};

/// Minutes for which a server holds a mail that it sends. Longer than it waits for a mail server; if it
/// has gone down meanwhile, the mail is due again after them.
const HOLD_MINUTES: i64 = 5;

/// Days after which a mail that nobody could send is out of date.
const WAITING_DAYS: i64 = 7;

/// Days for which a given-up mail keeps its words, and for which it is known that one was sent.
const ENDED_DAYS: i64 = 30;

/// Mails that a list shows.
pub(super) const MOST_LISTED: i64 = 100;

/// Why the rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there any more, or not given up.
    #[error("This mail is not in the list any more.")]
    NotHere,
    /// Its words were let go.
    #[error("The words of this mail are gone after {ENDED_DAYS} days. You can only let it go.")]
    NoWords,
}

/// An act on notices fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Queues a mail in the transaction of the act that it tells of; `false` when the same recipient has one
/// with this key already. Harmless where mail is not set up: what waits too long is dropped.
///
/// # Errors
/// When the store fails.
pub fn queue(tx: &mut Tx<'_>, notice: &Notice, now: Now) -> Result<bool, StoreError> {
    store::insert(tx, notice, &model::one_line(&notice.subject), now.at)
}

/// Whether a mail is to be sent now.
pub(super) fn is_due(conn: &mut Conn, now: Now) -> Result<bool, StoreError> {
    Ok(!store::due(conn, now.at, 1)?.is_empty())
}

/// Takes hold of the next mail that is to be sent. Of several servers one gets it.
///
/// # Errors
/// When the store fails.
pub fn claim(tx: &mut Tx<'_>, now: Now) -> Result<Option<Outgoing>, StoreError> {
    let until = now.at + TimeDelta::minutes(HOLD_MINUTES);
    for id in store::due(tx.conn(), now.at, 8)? {
        if let Some(mail) = store::hold(tx, id, now.at, until)? {
            return Ok(Some(mail));
        }
    }
    Ok(None)
}

/// Keeps how it went.
///
/// # Errors
/// When the store fails.
pub fn settle(
    tx: &mut Tx<'_>,
    mail: &Outgoing,
    outcome: Result<(), Trouble>,
    now: Now,
) -> Result<(), StoreError> {
    let Err(trouble) = outcome else {
        return store::set_sent(tx, mail, now.at);
    };
    let again = match model::after(mail.tries + 1, trouble) {
        Next::Again(wait) => Some(now.at + wait),
        Next::GiveUp => None,
    };
    store::set_failed(tx, mail, again, &trouble.in_words(), now.at)
}

/// What waits, and what was given up.
pub(super) fn lists(conn: &mut Conn) -> Result<(Vec<Listed>, Vec<Listed>), StoreError> {
    Ok((
        store::listed(conn, State::Waiting, MOST_LISTED)?,
        store::listed(conn, State::Dead, MOST_LISTED)?,
    ))
}

/// Queues a mail by which an admin sees whether mail works.
///
/// # Errors
/// When the store fails.
pub fn send_test(
    tx: &mut Tx<'_>,
    admin: &Person,
    house: Option<&str>,
    now: Now,
) -> Result<(), StoreError> {
    let letter = model::test(&admin.name, house);
    let notice = Notice {
        to: Recipient::Person(admin.id),
        purpose: Purpose::Test,
        subject: letter.subject,
        body: letter.body,
        key: format!("test {}", Id::random()),
        not_before: None,
    };
    queue(tx, &notice, now)?;
    noted(tx, Act::TestMailSent, Purpose::Test, admin.id, now)
}

/// A given-up mail is tried again from the start.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::NoWords`, or the store's failure.
pub fn try_again(tx: &mut Tx<'_>, id: Id, by: Id, now: Now) -> Result<(), Error> {
    let (purpose, has_words) = store::given_up(tx.conn(), id)?.ok_or(Refusal::NotHere)?;
    if !has_words {
        return Err(Refusal::NoWords.into());
    }
    if !store::wait_again(tx, id, now.at)? {
        return Err(Refusal::NotHere.into());
    }
    Ok(noted(tx, Act::MailTriedAgain, purpose, by, now)?)
}

/// A given-up mail is let go.
///
/// # Errors
/// `Refusal::NotHere`, or the store's failure.
pub fn let_go(tx: &mut Tx<'_>, id: Id, by: Id, now: Now) -> Result<(), Error> {
    let (purpose, _) = store::given_up(tx.conn(), id)?.ok_or(Refusal::NotHere)?;
    if !store::delete(tx, id)? {
        return Err(Refusal::NotHere.into());
    }
    Ok(noted(tx, Act::MailLetGo, purpose, by, now)?)
}

/// What for, never to whom.
fn noted(tx: &mut Tx<'_>, act: Act, purpose: Purpose, by: Id, now: Now) -> Result<(), StoreError> {
    journal::record(tx, Some(by), act, purpose.in_words(), now)
}

fn limits(now: Now) -> Limits {
    let today = now.today();
    Limits {
        waiting: now.at - TimeDelta::days(WAITING_DAYS),
        ended: now.at - TimeDelta::days(ENDED_DAYS),
        // Longer than a week: a weekly one belongs to its Monday.
        day: today.checked_sub_days(Days::new(14)).unwrap_or(today),
    }
}

/// Whether [`tidy`] would find something.
pub(super) fn is_untidy(conn: &mut Conn, now: Now) -> Result<bool, StoreError> {
    store::is_untidy(conn, limits(now))
}

/// Drops what is out of date, and the last words of what was given up long ago.
///
/// # Errors
/// When the store fails.
pub fn tidy(tx: &mut Tx<'_>, now: Now) -> Result<(), StoreError> {
    store::tidy(tx, limits(now))
}

/// The leads and improvers whose digest of a day is still to be looked after: who can sign in and has not turned it off.
pub(super) fn readers(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Person>, StoreError> {
    let done = store::looked_after(conn, day)?;
    let without = store::without_digest(conn)?;
    let mut everybody = people::all(conn)?;
    everybody.retain(|person| {
        person.active
            && matches!(person.role, Role::Lead | Role::Improver)
            && !done.contains(&person.id)
            && !without.contains(&person.id)
    });
    Ok(everybody)
}

/// Since which day news are new in somebody's digest of a day; `None` when it has none.
pub(super) fn news_since(
    conn: &mut Conn,
    person: Id,
    day: NaiveDate,
) -> Result<Option<NaiveDate>, StoreError> {
    Ok(model::news_since(day, &store::digests_of(conn, person)?))
}

/// Looks after somebody's digest of a day and queues it, when there is anything to say. `false` when
/// there is not, or when another server was first.
///
/// # Errors
/// When the store fails.
pub fn issue(
    tx: &mut Tx<'_>,
    person: Id,
    day: NaiveDate,
    notice: Option<&Notice>,
    now: Now,
) -> Result<bool, StoreError> {
    if !store::look_after(tx, person, day)? {
        return Ok(false);
    }
    match notice {
        Some(notice) => queue(tx, notice, now),
        None => Ok(false),
    }
}

/// Whether somebody wants digests.
pub(super) fn wants_digest(conn: &mut Conn, person: Id) -> Result<bool, StoreError> {
    Ok(!store::without_digest(conn)?.contains(&person))
}

/// Turns somebody's own digest on or off. It is not in the journal: whether to read mail in the morning
/// is everybody's own affair.
///
/// # Errors
/// When the store fails.
pub fn turn_digest(tx: &mut Tx<'_>, person: Id, wanted: bool) -> Result<(), StoreError> {
    store::set_digest(tx, person, wanted)
}

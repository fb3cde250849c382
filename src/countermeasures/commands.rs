//! Acts: a change is added, put in place, looked at, decided; and opened again by itself.

use super::{
    model::{
        Check, CheckProblem, Condition, Countermeasure, Decided, Decision, DecisionProblem, New,
        Origin, OriginFacts, Plan, PlanProblem, Reference, Status, check_after,
    },
    store::{self, Round, Sight, Watched},
};
use crate::{
    db::{Conn, StoreError, Tx},
    journal,
    kernel::{
        ids::Id,
        time::{Now, day_in_words},
    },
    notices::Item,
    people::{self, Person, Role},
};
use chrono::{Days, NaiveDate};

/// Why the rules say no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not there, or not theirs.
    #[error("We could not find that.")]
    NotHere,
    /// Somebody else changed it since the page was opened.
    #[error("Somebody else changed this while you were writing. Nothing is lost: both are below.")]
    Changed,
    /// A check of what is not there yet.
    #[error("First say since when it is in place. Then somebody can look whether it works.")]
    NotInPlace,
    /// A decision without a look.
    #[error("First look at the place. Then decide with what you saw.")]
    NotSeen,
    /// A check of what was decided.
    #[error("It was decided already. A similar report opens it again.")]
    AlreadyDecided,
    /// Nothing to decide anew.
    #[error("It is still open: nobody has decided yet.")]
    NotDecided,
    /// Words or days that need another look.
    #[error(transparent)]
    Plan(#[from] PlanProblem),
    /// A day that needs another look.
    #[error(transparent)]
    Check(#[from] CheckProblem),
    /// A decision that needs another look.
    #[error(transparent)]
    Decision(#[from] DecisionProblem),
}

/// An act on countermeasures fails for one of two reasons.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules say no.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What an A3 or a review says of itself, for whoever may see it.
pub type Find = fn(&mut Conn, &Person, &Origin, Now) -> Result<Option<OriginFacts>, StoreError>;

/// What is known of an A3 or a review.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it says of itself, or what its countermeasures kept of it.
    pub facts: OriginFacts,
    /// Whether it has a page that opens for who asks.
    pub has_page: bool,
}

/// How rooms to the right say what their A3s and reviews are about; wired in `app.rs`.
#[derive(Debug, Clone, Default)]
pub struct Origins(pub Vec<Find>);

impl Origins {
    /// What is known of an origin. Where no room answers, what its countermeasures say of it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find(
        &self,
        conn: &mut Conn,
        person: &Person,
        origin: &Origin,
        now: Now,
    ) -> Result<Option<Found>, StoreError> {
        if let Some(facts) = self.answered(conn, person, origin, now)? {
            let has_page = true;
            return Ok(Some(Found { facts, has_page }));
        }
        let mut known = None;
        for Sibling { one, opens } in of(conn, origin, &Sight::of(person))? {
            if !opens {
                continue;
            }
            let facts = known.get_or_insert_with(|| OriginFacts {
                title: one.origin_title.clone().unwrap_or_default(),
                place: one.place,
                conditions: Vec::new(),
            });
            for condition in one.conditions {
                if !facts
                    .conditions
                    .iter()
                    .any(|other| other.id == condition.id)
                {
                    facts.conditions.push(condition);
                }
            }
        }
        Ok(known.map(|facts| Found {
            facts,
            has_page: false,
        }))
    }

    /// Whether a room answers for it: then its page is there.
    ///
    /// # Errors
    /// When the store fails.
    pub fn has_page(
        &self,
        conn: &mut Conn,
        person: &Person,
        origin: &Origin,
        now: Now,
    ) -> Result<bool, StoreError> {
        Ok(self.answered(conn, person, origin, now)?.is_some())
    }

    /// What the room that it belongs to says of it.
    fn answered(
        &self,
        conn: &mut Conn,
        person: &Person,
        origin: &Origin,
        now: Now,
    ) -> Result<Option<OriginFacts>, StoreError> {
        for find in &self.0 {
            if let Some(facts) = find(conn, person, origin, now)? {
                return Ok(Some(facts));
            }
        }
        Ok(None)
    }
}

/// A countermeasure of an A3 or a review that somebody reads.
#[derive(Debug, Clone)]
pub struct Sibling {
    /// The countermeasure.
    pub one: Countermeasure,
    /// Whether its own page opens for them: who leads through a review of other places reads there what
    /// came of it, and those who answer for the place see to it.
    pub opens: bool,
}

/// All countermeasures of an A3 or a review, strongest first. Whether the reader may see their origin is
/// for the caller to know.
///
/// # Errors
/// When the store fails.
pub fn of(conn: &mut Conn, origin: &Origin, sight: &Sight) -> Result<Vec<Sibling>, StoreError> {
    let all = store::of_origin(conn, origin)?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let opening = store::opening(conn, origin, sight)?;
    let siblings = all.into_iter().map(|one| Sibling {
        opens: opening.contains(&one.id),
        one,
    });
    Ok(siblings.collect())
}

/// Whether the page of a countermeasure opens for somebody.
///
/// # Errors
/// When the store fails.
pub(super) fn opens(
    conn: &mut Conn,
    reference: Reference,
    sight: &Sight,
) -> Result<bool, StoreError> {
    Ok(store::by_reference(conn, reference, sight)?.is_some())
}

/// Adds one. Whether `by` may see its origin is for the caller to know.
///
/// # Errors
/// `Refusal::Plan` without a condition, with a check before the start, or with an owner who cannot see
/// to it.
pub fn add(tx: &mut Tx<'_>, new: New, by: Id, now: Now) -> Result<Reference, Error> {
    let today = now.today();
    if new.conditions.is_empty() {
        return Err(Refusal::from(PlanProblem::NoCondition).into());
    }
    check_after(new.plan.check_on, None, new.plan.due, today).map_err(Refusal::from)?;
    owned(tx.conn(), new.plan.owner, new.place)?;
    let reference = store::insert(tx, &new, today)?;
    noted(tx, journal::Act::CountermeasureAdded, reference, by, now)?;
    Ok(reference)
}

/// Those who can see to it: the leads of the place, and the improvement team.
///
/// # Errors
/// When the store fails.
pub(super) fn owners(conn: &mut Conn, place: Id) -> Result<Vec<Person>, StoreError> {
    let leads = people::of_place(conn, place)?;
    let everybody = people::all(conn)?;
    let may = |person: &Person| {
        person.active && (person.role == Role::Improver || leads.contains(&person.id))
    };
    Ok(everybody.into_iter().filter(may).collect())
}

fn owned(conn: &mut Conn, owner: Option<Id>, place: Id) -> Result<(), Error> {
    match owner {
        Some(id) if !owners(conn, place)?.iter().any(|person| person.id == id) => {
            Err(Refusal::from(PlanProblem::UnknownOwner).into())
        }
        _ => Ok(()),
    }
}

/// Who acts, on which version, and when.
#[derive(Debug, Clone)]
pub struct Acting {
    /// On which one.
    pub reference: Reference,
    /// Which ones they see.
    pub sight: Sight,
    /// The version that they saw.
    pub version: i32,
    /// Who.
    pub by: Id,
    /// When.
    pub now: Now,
}

impl Acting {
    /// The countermeasure, held: nobody else changes it until this act has ended.
    fn theirs(&self, tx: &mut Tx<'_>) -> Result<Countermeasure, Error> {
        store::hold(tx, self.reference)?;
        let one = store::by_reference(tx.conn(), self.reference, &self.sight)?;
        let one = one.ok_or(Refusal::NotHere)?;
        if one.version == self.version {
            Ok(one)
        } else {
            Err(Refusal::Changed.into())
        }
    }

    fn noted(&self, tx: &mut Tx<'_>, act: journal::Act) -> Result<(), Error> {
        Ok(noted(tx, act, self.reference, self.by, self.now)?)
    }
}

fn noted(
    tx: &mut Tx<'_>,
    act: journal::Act,
    reference: Reference,
    by: Id,
    now: Now,
) -> Result<(), StoreError> {
    journal::record(tx, Some(by), act, &reference.grouped(3), now)
}

/// Changes what is to change, and what we expect of it.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Changed`, `Refusal::Plan`.
pub fn plan(tx: &mut Tx<'_>, acting: &Acting, plan: &Plan) -> Result<(), Error> {
    let one = acting.theirs(tx)?;
    // A check that has been done already may stay where it was.
    if plan.check_on != one.plan.check_on || plan.due != one.plan.due {
        check_after(plan.check_on, one.in_place_on, plan.due, one.added_on)
            .map_err(Refusal::from)?;
    }
    if plan.owner != one.plan.owner {
        owned(tx.conn(), plan.owner, one.place)?;
    }
    store::save_plan(tx, one.id, plan)?;
    acting.noted(tx, journal::Act::CountermeasureChanged)
}

/// Chooses anew which conditions it addresses. What is similar follows them: reports until now that the
/// new ones make similar stand beside it, and do not open it again, for whoever chooses reads of them.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Changed`, `Refusal::Plan` without a condition.
pub fn address(tx: &mut Tx<'_>, acting: &Acting, conditions: Vec<Condition>) -> Result<(), Error> {
    let mut one = acting.theirs(tx)?;
    if conditions.is_empty() {
        return Err(Refusal::from(PlanProblem::NoCondition).into());
    }
    // What the conditions of before would have opened again is opened again.
    if !one.is_let_go() && notice_for(tx, &one, acting.now)? && one.is_verified() {
        open_again(tx, &one, acting.now)?;
    }
    store::save_conditions(tx, one.id, &conditions)?;
    one.conditions = conditions;
    if let Some(on) = one.in_place_on {
        told_before(tx, &one, on, &one.conditions, acting.now)?;
        notice_for(tx, &one, acting.now)?;
    }
    acting.noted(tx, journal::Act::CountermeasureChanged)
}

/// Keeps since when it is in place; a later day may be chosen for the check.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Changed`, `Refusal::Plan` for a check before that day.
pub fn put_in_place(
    tx: &mut Tx<'_>,
    acting: &Acting,
    on: NaiveDate,
    check_on: Option<NaiveDate>,
) -> Result<(), Error> {
    let one = acting.theirs(tx)?;
    let check_on = check_on.unwrap_or(one.plan.check_on);
    let check_on = check_after(check_on, Some(on), None, one.added_on).map_err(Refusal::from)?;
    store::put_in_place(tx, one.id, on, check_on)?;
    told_before(tx, &one, on, &one.conditions, acting.now)?;
    acting.noted(tx, journal::Act::CountermeasureInPlace)
}

/// What was told until now on the day on which it came into place was told before.
fn told_before(
    tx: &mut Tx<'_>,
    one: &Countermeasure,
    on: NaiveDate,
    conditions: &[Condition],
    now: Now,
) -> Result<(), StoreError> {
    if let Some(watched) = Watched::new(one.id, one.reference, one.place, on, conditions) {
        for report in store::fresh(tx.conn(), &watched, true, now)? {
            store::insert_before(tx, one.id, report, now.today())?;
        }
    }
    Ok(())
}

/// Keeps what was seen at the place, and what came of the prediction.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Changed`, `Refusal::NotInPlace`, `Refusal::AlreadyDecided`,
/// `Refusal::Check`.
pub fn check(tx: &mut Tx<'_>, acting: &Acting, check: &Check) -> Result<(), Error> {
    let one = acting.theirs(tx)?;
    let in_place_on = one.in_place_on.ok_or(Refusal::NotInPlace)?;
    if one.decided.is_some() {
        return Err(Refusal::AlreadyDecided.into());
    }
    Countermeasure::checked(Some(check.seen.on), in_place_on, acting.now.today())
        .map_err(Refusal::from)?;
    // Whoever looks knows of the similar reports until now: they do not open it again.
    notice_for(tx, &one, acting.now)?;
    store::save_check(tx, one.id, check)?;
    acting.noted(tx, journal::Act::CountermeasureChecked)
}

/// Decides. To adjust it begins a new round with a check on `next_check`.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Changed`, `Refusal::NotSeen`, `Refusal::AlreadyDecided`,
/// `Refusal::Decision`.
pub fn decide(
    tx: &mut Tx<'_>,
    acting: &Acting,
    decision: Decision,
    reason: Option<String>,
    next_check: Option<NaiveDate>,
) -> Result<(), Error> {
    let one = acting.theirs(tx)?;
    let today = acting.now.today();
    if one.decided.is_some() {
        return Err(Refusal::AlreadyDecided.into());
    }
    if one.check.is_none() && decision != Decision::LetGo {
        return Err(Refusal::NotSeen.into());
    }
    decision
        .complete(reason.as_deref(), next_check, today)
        .map_err(Refusal::from)?;
    notice_for(tx, &one, acting.now)?;
    let decided = Decided {
        decision,
        reason,
        on: today,
    };
    store::save_decision(tx, one.id, &decided)?;
    if decision == Decision::Adjust {
        store::start_round(tx, one.id, one.check.as_ref(), Some(&decided), next_check)?;
    }
    acting.noted(tx, journal::Act::CountermeasureDecided)
}

/// Takes up what was decided once more, with the next look on `check_on`; what was seen and decided stays
/// as an earlier round.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Changed`, `Refusal::NotDecided`, `Refusal::Decision` for a day that has
/// passed.
pub fn look_again(
    tx: &mut Tx<'_>,
    acting: &Acting,
    check_on: Option<NaiveDate>,
) -> Result<(), Error> {
    let one = acting.theirs(tx)?;
    let decided = one.decided.as_ref().ok_or(Refusal::NotDecided)?;
    Decision::Adjust
        .complete(None, check_on, acting.now.today())
        .map_err(Refusal::from)?;
    notice_for(tx, &one, acting.now)?;
    store::start_round(tx, one.id, one.check.as_ref(), Some(decided), check_on)?;
    acting.noted(tx, journal::Act::CountermeasureChanged)
}

/// Keeps where else it was brought to; nothing takes it back.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::Changed`.
pub fn spread(tx: &mut Tx<'_>, acting: &Acting, words: Option<&str>) -> Result<(), Error> {
    let one = acting.theirs(tx)?;
    store::save_spread(tx, one.id, words)?;
    acting.noted(tx, journal::Act::CountermeasureChanged)
}

/// One with its earlier rounds, if this person sees it.
///
/// # Errors
/// `Refusal::NotHere`.
pub(super) fn see(
    conn: &mut Conn,
    reference: Reference,
    sight: &Sight,
) -> Result<(Countermeasure, Vec<Round>), Error> {
    let one = store::by_reference(conn, reference, sight)?.ok_or(Refusal::NotHere)?;
    let rounds = store::rounds(conn, one.id)?;
    Ok((one, rounds))
}

/// Whether there is a similar report that was not noticed yet: looking needs no transaction.
///
/// # Errors
/// When the store fails.
pub fn has_news(conn: &mut Conn, now: Now) -> Result<bool, StoreError> {
    for one in store::watched(conn)? {
        if !store::fresh(conn, &one, false, now)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Notices similar reports since; what was verified is opened again, and answers how many were. Several
/// servers on one database may do so at once: each report is noticed once.
///
/// # Errors
/// When the store fails.
pub fn notice(tx: &mut Tx<'_>, now: Now) -> Result<usize, StoreError> {
    let mut opened = 0;
    for watched in store::watched(tx.conn())? {
        if store::fresh(tx.conn(), &watched, false, now)?.is_empty() {
            continue;
        }
        store::hold(tx, watched.reference)?;
        let one = store::by_reference(tx.conn(), watched.reference, &Sight::Everything)?;
        let Some(one) = one.filter(|one| !one.is_let_go()) else {
            continue;
        };
        if notice_for(tx, &one, now)? && one.is_verified() {
            open_again(tx, &one, now)?;
            opened += 1;
        }
    }
    Ok(opened)
}

/// Notes the similar reports until now; whether there was one.
fn notice_for(tx: &mut Tx<'_>, one: &Countermeasure, now: Now) -> Result<bool, StoreError> {
    let Some(since) = one.in_place_on else {
        return Ok(false);
    };
    let Some(watched) = Watched::new(one.id, one.reference, one.place, since, &one.conditions)
    else {
        return Ok(false);
    };
    let mut any = false;
    for report in store::fresh(tx.conn(), &watched, false, now)? {
        any |= store::insert_recurrence(tx, one.id, report, now.today())?;
    }
    Ok(any)
}

/// Opens it again. The journal says so with the day alone: its minute would be the minute in which a
/// report was released.
fn open_again(tx: &mut Tx<'_>, one: &Countermeasure, now: Now) -> Result<(), StoreError> {
    let (check, decided) = (one.check.as_ref(), one.decided.as_ref());
    store::start_round(tx, one.id, check, decided, None)?;
    store::set_reopened(tx, one.id, now.today())?;
    journal::record(
        tx,
        None,
        journal::Act::CountermeasureReopened,
        &one.reference.grouped(3),
        now.start_of_day(),
    )
}

/// What is worth talking about: open again, to be checked, or to be decided; at most this many.
///
/// # Errors
/// When the store fails.
pub fn to_talk_about(
    conn: &mut Conn,
    person: &Person,
    today: NaiveDate,
    most: usize,
) -> Result<Vec<Countermeasure>, StoreError> {
    let sight = Sight::of(person);
    let all = store::list(conn, &sight, &store::Asked::default(), false, i64::MAX)?;
    let open = all.into_iter().filter(|one| {
        matches!(
            one.status(today),
            Status::Reopened | Status::ToCheck | Status::ToDecide
        )
    });
    Ok(open.take(most).collect())
}

/// What waits for this person, for a mail that says no more than that. Own ones, and of those that
/// nobody owns the ones that a lead answers for.
///
/// # Errors
/// When the store fails.
pub fn waiting_on(conn: &mut Conn, person: &Person, now: Now) -> Result<Vec<Item>, StoreError> {
    let today = now.today();
    let soon = today.checked_add_days(Days::new(7)).unwrap_or(today);
    let sight = Sight::of(person);
    let all = store::list(conn, &sight, &store::Asked::default(), false, i64::MAX)?;
    let theirs = |one: &Countermeasure| match one.plan.owner {
        Some(owner) => owner == person.id,
        None => person.role == Role::Lead,
    };
    let mut waiting = Vec::new();
    for one in all.iter().filter(|one| theirs(one)) {
        let status = one.status(today);
        let why = match status {
            Status::Reopened => {
                "A countermeasure is open again: something similar has surfaced.".to_owned()
            }
            Status::Late => format!(
                "A countermeasure was to be in place on {}. What would help?",
                day_in_words(one.due_by())
            ),
            Status::Planned if one.due_by() <= soon => format!(
                "A countermeasure is to be in place by {}.",
                day_in_words(one.due_by())
            ),
            Status::ToCheck => {
                "A countermeasure wants a look at the place: did it help?".to_owned()
            }
            Status::ToDecide => {
                "A countermeasure was looked at and waits for a decision.".to_owned()
            }
            Status::Planned | Status::InPlace | Status::Decided => continue,
        };
        let reference = one.reference.grouped(3);
        waiting.push(Item {
            why,
            words: format!("Countermeasure {reference}"),
            href: format!("/countermeasures/{reference}"),
        });
    }
    Ok(waiting)
}

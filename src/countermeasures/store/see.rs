//! Rows: countermeasures as leads and improvers see them.

use crate::{
    countermeasures::model::{
        Check, CheckResult, Condition, Countermeasure, Decided, Decision, Group, Origin,
        OriginKind, Plan, Reference, Seen, Strength,
    },
    db::{
        Conn, StoreError,
        connection::Backend,
        schema::{
            countermeasure_conditions as conditions, countermeasure_recurrences as recurrences,
            countermeasure_rounds, countermeasures as table, people, place_ancestors,
        },
        types::Key,
    },
    kernel::ids::Id,
    people::{Person, Role},
};
use chrono::NaiveDate;
use diesel::{dsl, prelude::*, sql_types::Bool};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Which countermeasures somebody sees.
#[derive(Debug, Clone)]
pub enum Sight {
    /// All of the house.
    Everything,
    /// Those of some places, with everything below, and those that are owned.
    Some {
        /// The places.
        places: Vec<Id>,
        /// The owner.
        person: Id,
    },
}

impl Sight {
    /// What somebody sees by their role and places.
    #[must_use]
    pub fn of(person: &Person) -> Self {
        match person.role {
            Role::Improver => Self::Everything,
            Role::Lead => Self::Some {
                places: person.places.clone(),
                person: person.id,
            },
            Role::Keeper | Role::Admin => Self::Some {
                places: Vec::new(),
                person: person.id,
            },
        }
    }
}

/// Which part of what is seen is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    /// Places, with everything below them named.
    pub(crate) places: Option<Vec<Id>>,
    /// A group of strengths.
    pub(crate) group: Option<Group>,
}

type Filter = Box<dyn BoxableExpression<table::table, Backend, SqlType = Bool>>;

/// The rule of who may see a countermeasure, as a condition: authorisation is the query.
fn visible(sight: &Sight) -> Filter {
    match sight {
        Sight::Everything => Box::new(table::version.ge(0)),
        Sight::Some { places, person } => {
            let keys: Vec<Key> = places.iter().map(|id| Key(*id)).collect();
            let theirs = place_ancestors::table
                .filter(place_ancestors::place_id.eq(table::place_id))
                .filter(place_ancestors::ancestor_id.eq_any(keys));
            let owned = table::owner_id
                .is_not_null()
                .and(table::owner_id.eq(Key(*person)).assume_not_null());
            Box::new(dsl::exists(theirs).or(owned))
        }
    }
}

fn wanted(asked: &Asked) -> Filter {
    let words = strengths(asked.group);
    match &asked.places {
        None => Box::new(table::strength.eq_any(words)),
        Some(places) => {
            let keys: Vec<Key> = places.iter().map(|id| Key(*id)).collect();
            Box::new(
                table::strength
                    .eq_any(words)
                    .and(table::place_id.eq_any(keys)),
            )
        }
    }
}

fn strengths(group: Option<Group>) -> Vec<&'static str> {
    let of = |one: &&Strength| group.is_none_or(|group| one.group() == group);
    let all = Strength::ALL.iter().filter(of);
    all.map(|one| one.as_str()).collect()
}

/// All that are seen and asked for and not decided yet, or the decided ones, latest first.
pub(crate) fn list(
    conn: &mut Conn,
    sight: &Sight,
    asked: &Asked,
    decided: bool,
    most: i64,
) -> Result<Vec<Countermeasure>, StoreError> {
    let query = table::table
        .filter(visible(sight))
        .filter(wanted(asked))
        .select(Row::as_select())
        .into_boxed::<Backend>();
    let rows: Vec<Row> = if decided {
        query
            .filter(table::decided_on.is_not_null())
            .order((table::decided_on.desc(), table::id.asc()))
            .limit(most)
            .load(conn)?
    } else {
        query
            .filter(table::decided_on.is_null())
            .order((table::check_on.asc(), table::id.asc()))
            .limit(most)
            .load(conn)?
    };
    whole(conn, rows)
}

/// How many of each group are seen at these places, without those that were let go.
pub(crate) fn mix(
    conn: &mut Conn,
    sight: &Sight,
    asked: &Asked,
) -> Result<BTreeMap<Group, i64>, StoreError> {
    let all = Asked {
        places: asked.places.clone(),
        group: None,
    };
    let rows: Vec<(String, Option<String>)> = table::table
        .filter(visible(sight))
        .filter(wanted(&all))
        .select((table::strength, table::decision))
        .load(conn)?;
    let mut mix = BTreeMap::new();
    for (strength, decision) in rows {
        if decision.as_deref() != Some(Decision::LetGo.as_str()) {
            *mix.entry(read_strength(&strength)?.group()).or_default() += 1;
        }
    }
    Ok(mix)
}

/// What is counted of a countermeasure: nothing of its words, and nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// How much it relies on people taking care.
    pub group: Group,
    /// When it was written down.
    pub added_on: NaiveDate,
    /// When it was put in place.
    pub in_place_on: Option<NaiveDate>,
    /// The day on which somebody wants to look.
    pub check_on: NaiveDate,
    /// When somebody looked, since it was put in place or opened last.
    pub checked_on: Option<NaiveDate>,
    /// What was seen at the latest check, of whatever round.
    pub result: Option<CheckResult>,
    /// What was decided last, of whatever round.
    pub decision: Option<Decision>,
    /// Whether something similar surfaced since it is in place.
    pub recurred: bool,
}

impl Outline {
    /// Whether nobody pursues it any more.
    #[must_use]
    pub fn is_let_go(&self) -> bool {
        self.decision == Some(Decision::LetGo)
    }
}

/// What is counted of all that are seen, at some places or everywhere.
///
/// # Errors
/// When the store fails.
pub fn outlines(
    conn: &mut Conn,
    sight: &Sight,
    places: Option<&[Id]>,
) -> Result<Vec<Outline>, StoreError> {
    type Line = (
        Key,
        String,
        NaiveDate,
        Option<NaiveDate>,
        NaiveDate,
        Option<NaiveDate>,
        Option<String>,
        Option<String>,
        Option<NaiveDate>,
    );
    let asked = Asked {
        places: places.map(<[Id]>::to_vec),
        group: None,
    };
    let rows: Vec<Line> = table::table
        .filter(visible(sight))
        .filter(wanted(&asked))
        .select((
            table::id,
            table::strength,
            table::added_on,
            table::in_place_on,
            table::check_on,
            table::seen_on,
            table::result,
            table::decision,
            table::reopened_on,
        ))
        .order(table::id)
        .load(conn)?;
    let again: Vec<Key> = recurrences::table
        .filter(recurrences::counts.eq(true))
        .select(recurrences::countermeasure_id)
        .distinct()
        .load(conn)?;
    let again: HashSet<Key> = again.into_iter().collect();
    let rounds: Vec<(Key, Option<String>, Option<String>)> = countermeasure_rounds::table
        .order((
            countermeasure_rounds::countermeasure_id,
            countermeasure_rounds::round,
        ))
        .select((
            countermeasure_rounds::countermeasure_id,
            countermeasure_rounds::result,
            countermeasure_rounds::decision,
        ))
        .load(conn)?;
    // The latest round of each wins.
    let mut results: HashMap<Key, String> = HashMap::new();
    let mut decisions: HashMap<Key, String> = HashMap::new();
    for (id, result, decision) in rounds {
        result.map(|word| results.insert(id, word));
        // One that was let go and then opened again is pursued.
        decision
            .filter(|word| word != Decision::LetGo.as_str())
            .map(|word| decisions.insert(id, word));
    }
    rows.into_iter()
        .map(
            |(
                id,
                strength,
                added_on,
                in_place_on,
                check_on,
                checked_on,
                result,
                decision,
                reopened_on,
            )| {
                let result = result.or_else(|| results.remove(&id));
                let decision = decision.or_else(|| decisions.remove(&id));
                Ok(Outline {
                    group: read_strength(&strength)?.group(),
                    added_on,
                    in_place_on,
                    check_on,
                    checked_on,
                    result: result
                        .map(|word| CheckResult::parse(&word))
                        .transpose()
                        .map_err(|_unreadable| StoreError::Corrupt("countermeasures.result"))?,
                    decision: decision
                        .map(|word| Decision::parse(&word))
                        .transpose()
                        .map_err(|_unreadable| StoreError::Corrupt("countermeasures.decision"))?,
                    recurred: reopened_on.is_some() || again.contains(&id),
                })
            },
        )
        .collect()
}

/// The countermeasure with this reference, if it is seen.
pub(crate) fn by_reference(
    conn: &mut Conn,
    reference: Reference,
    sight: &Sight,
) -> Result<Option<Countermeasure>, StoreError> {
    let rows: Vec<Row> = table::table
        .filter(table::reference.eq(reference.grouped(3)))
        .filter(visible(sight))
        .select(Row::as_select())
        .load(conn)?;
    Ok(whole(conn, rows)?.into_iter().next())
}

/// All of an A3 or a review, strongest first.
pub(crate) fn of_origin(
    conn: &mut Conn,
    origin: &Origin,
) -> Result<Vec<Countermeasure>, StoreError> {
    let rows: Vec<Row> = table::table
        .filter(table::origin.eq(origin.kind.as_str()))
        .filter(table::origin_reference.eq(&origin.reference))
        .select(Row::as_select())
        .order((table::added_on, table::id))
        .load(conn)?;
    let mut list = whole(conn, rows)?;
    list.sort_by_key(|one| one.plan.strength.group());
    Ok(list)
}

/// Which countermeasures of an A3 or a review open for somebody.
pub(crate) fn opening(
    conn: &mut Conn,
    origin: &Origin,
    sight: &Sight,
) -> Result<HashSet<Id>, StoreError> {
    let keys: Vec<Key> = table::table
        .filter(table::origin.eq(origin.kind.as_str()))
        .filter(table::origin_reference.eq(&origin.reference))
        .filter(visible(sight))
        .select(table::id)
        .load(conn)?;
    Ok(keys.into_iter().map(|key| key.0).collect())
}

/// An earlier check and decision.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    pub(crate) check: Option<Check>,
    pub(crate) decided: Option<Decided>,
}

/// Earlier rounds, oldest first.
pub(crate) fn rounds(conn: &mut Conn, id: Id) -> Result<Vec<Round>, StoreError> {
    let rows: Vec<RoundRow> = countermeasure_rounds::table
        .filter(countermeasure_rounds::countermeasure_id.eq(Key(id)))
        .order(countermeasure_rounds::round)
        .select(RoundRow::as_select())
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            Ok(Round {
                check: check(
                    row.seen_on,
                    row.seen_role,
                    row.seen_what,
                    row.result,
                    row.side_effects,
                )?,
                decided: decided(row.decision, row.decision_reason, row.decided_on)?,
            })
        })
        .collect()
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = countermeasure_rounds)]
struct RoundRow {
    seen_on: Option<NaiveDate>,
    seen_role: Option<String>,
    seen_what: Option<String>,
    result: Option<String>,
    side_effects: Option<String>,
    decision: Option<String>,
    decision_reason: Option<String>,
    decided_on: Option<NaiveDate>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: Key,
    reference: String,
    origin: String,
    origin_reference: String,
    origin_title: Option<String>,
    place_id: Key,
    what: String,
    strength: String,
    lasting: bool,
    owner_id: Option<Key>,
    due: Option<NaiveDate>,
    added_on: NaiveDate,
    in_place_on: Option<NaiveDate>,
    effect: String,
    measure: String,
    check_on: NaiveDate,
    seen_on: Option<NaiveDate>,
    seen_role: Option<String>,
    seen_what: Option<String>,
    result: Option<String>,
    side_effects: Option<String>,
    decision: Option<String>,
    decision_reason: Option<String>,
    decided_on: Option<NaiveDate>,
    spread_to: Option<String>,
    reopened_on: Option<NaiveDate>,
    version: i32,
}

fn whole(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<Countermeasure>, StoreError> {
    let ids: Vec<Key> = rows.iter().map(|row| row.id).collect();
    let owners: Vec<Key> = rows.iter().filter_map(|row| row.owner_id).collect();
    let names: Vec<(Key, String)> = people::table
        .filter(people::id.eq_any(owners))
        .select((people::id, people::name))
        .load(conn)?;
    let names: HashMap<Key, String> = names.into_iter().collect();
    let stated: Vec<(Key, Key, String, Option<i32>)> = conditions::table
        .filter(conditions::countermeasure_id.eq_any(ids))
        .order(conditions::statement)
        .load(conn)?;
    let mut addressed: HashMap<Key, Vec<Condition>> = HashMap::new();
    for (countermeasure, id, statement, factor) in stated {
        addressed
            .entry(countermeasure)
            .or_default()
            .push(Condition {
                id: id.0,
                statement,
                factor: factor.and_then(|tile| u8::try_from(tile).ok()),
            });
    }
    rows.into_iter()
        .map(|row| {
            let conditions = addressed.remove(&row.id).unwrap_or_default();
            let owner_name = row.owner_id.and_then(|id| names.get(&id).cloned());
            countermeasure(row, conditions, owner_name)
        })
        .collect()
}

fn countermeasure(
    row: Row,
    conditions: Vec<Condition>,
    owner_name: Option<String>,
) -> Result<Countermeasure, StoreError> {
    Ok(Countermeasure {
        id: row.id.0,
        reference: Reference::parse(&row.reference)
            .map_err(|_unreadable| StoreError::Corrupt("countermeasures.reference"))?,
        origin: Origin {
            kind: OriginKind::parse(&row.origin)
                .map_err(|_unreadable| StoreError::Corrupt("countermeasures.origin"))?,
            reference: row.origin_reference,
        },
        origin_title: row.origin_title,
        place: row.place_id.0,
        conditions,
        plan: Plan {
            what: row.what,
            strength: read_strength(&row.strength)?,
            lasting: row.lasting,
            owner: row.owner_id.map(|key| key.0),
            due: row.due,
            effect: row.effect,
            measure: row.measure,
            check_on: row.check_on,
        },
        owner_name,
        added_on: row.added_on,
        in_place_on: row.in_place_on,
        check: check(
            row.seen_on,
            row.seen_role,
            row.seen_what,
            row.result,
            row.side_effects,
        )?,
        decided: decided(row.decision, row.decision_reason, row.decided_on)?,
        spread_to: row.spread_to,
        reopened_on: row.reopened_on,
        version: row.version,
    })
}

pub(super) fn read_strength(word: &str) -> Result<Strength, StoreError> {
    Strength::parse(word).map_err(|_unreadable| StoreError::Corrupt("countermeasures.strength"))
}

fn check(
    on: Option<NaiveDate>,
    role: Option<String>,
    what: Option<String>,
    result: Option<String>,
    side_effects: Option<String>,
) -> Result<Option<Check>, StoreError> {
    let (Some(on), Some(result)) = (on, result) else {
        return Ok(None);
    };
    Ok(Some(Check {
        seen: Seen {
            on,
            role: role.unwrap_or_default(),
            what: what.unwrap_or_default(),
        },
        result: CheckResult::parse(&result)
            .map_err(|_unreadable| StoreError::Corrupt("countermeasures.result"))?,
        side_effects,
    }))
}

fn decided(
    decision: Option<String>,
    reason: Option<String>,
    on: Option<NaiveDate>,
) -> Result<Option<Decided>, StoreError> {
    let (Some(decision), Some(on)) = (decision, on) else {
        return Ok(None);
    };
    Ok(Some(Decided {
        decision: Decision::parse(&decision)
            .map_err(|_unreadable| StoreError::Corrupt("countermeasures.decision"))?,
        reason,
        on,
    }))
}

//! One countermeasure: what it is, what came of it, and what may be done now.

use super::{
    card::{Listed, listed},
    form::{Doing, Typed},
    reference,
    words::{self, Choice, StrengthGroup},
};
use crate::{
    countermeasures::{
        Condition, Countermeasure, Decision, Error as ActError, Origins, Sibling, commands,
        model::{Check, Decided},
        store::{self, Round, Sight},
    },
    db::{Conn, Db, StoreError},
    kernel::time::{Now, day_in_words},
    people::{Person, Role},
    places,
    reports::{self, Kind, Scope},
    web::{Analyst, Answer, Error, Page, Problems, Who},
};
use actix_web::web::{Data, Path};
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt::Write as _;

/// `GET /countermeasures/{reference}`
///
/// # Errors
/// Not found, also for one of other places.
pub async fn show(
    who: Who<Analyst>,
    db: Data<Db>,
    origins: Data<Origins>,
    path: Path<String>,
) -> Answer {
    let page = load(&who, &db, &origins, &path).await?;
    who.page(&page)
}

/// A fact with its name.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    pub(super) name: &'static str,
    pub(super) words: String,
}

#[derive(Debug, Serialize)]
struct Statement {
    words: String,
    icon: Option<&'static str>,
    tile: Option<&'static str>,
}

/// A check and its decision, of now or of before.
#[derive(Debug, Serialize)]
struct Looked {
    seen: Option<String>,
    what: Option<String>,
    result: Option<&'static str>,
    side_effects: Option<String>,
    decision: Option<String>,
    reason: Option<String>,
}

impl Looked {
    fn new(check: Option<&Check>, decided: Option<&Decided>) -> Self {
        Self {
            seen: check
                .map(|check| format!("{}, {}", day_in_words(check.seen.on), check.seen.role)),
            what: check.map(|check| check.seen.what.clone()),
            result: check.map(|check| check.result.in_words()),
            side_effects: check.and_then(|check| check.side_effects.clone()),
            decision: decided.map(|decided| {
                format!(
                    "{}, {}",
                    decided.decision.in_words(),
                    day_in_words(decided.on)
                )
            }),
            reason: decided.and_then(|decided| decided.reason.clone()),
        }
    }
}

/// A similar report, as far as this person may know of it.
#[derive(Debug, Serialize)]
struct Similar {
    words: String,
    href: Option<String>,
}

/// Words that were not sent, and why; or what somebody else has written meanwhile.
#[derive(Debug, Serialize)]
pub(super) struct Refused {
    pub(super) sentence: String,
    /// What is kept now.
    pub(super) kept: Vec<Fact>,
    /// What was typed, where no form on the page holds it.
    pub(super) typed: Vec<Fact>,
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    path: String,
    reference: String,
    place: String,
    what: String,
    strength: &'static str,
    strength_says: &'static str,
    group: &'static str,
    status: &'static str,
    status_icon: &'static str,
    origin_words: String,
    origin_path: Option<String>,
    new_path: String,
    facts: Vec<Fact>,
    effect: String,
    measure: String,
    conditions: Vec<Statement>,
    /// What may be chosen as a condition that it addresses.
    #[serde(skip)]
    pub(super) known: Vec<Condition>,
    choices: Vec<Choice>,
    tiles: Vec<Choice>,
    looked: Option<Looked>,
    earlier: Vec<Looked>,
    reopened: Option<String>,
    similar: Vec<Similar>,
    similar_words: Option<String>,
    spread_to: Option<String>,
    others: Listed,
    next: &'static str,
    pub(super) in_place: bool,
    pub(super) seen: bool,
    pub(super) decided: bool,
    groups: Vec<StrengthGroup>,
    owners: Vec<Choice>,
    results: Vec<Choice>,
    decisions: Vec<Choice>,
    pub(super) typed: Typed,
    pub(super) refused: Option<Refused>,
    pub(super) problems: Problems,
    open_plan: bool,
    open_conditions: bool,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "countermeasures/show";

    fn title(&self) -> String {
        format!("Countermeasure {}", self.reference)
    }
}

/// Everything that the page says, fresh from the store.
struct Loaded {
    one: Countermeasure,
    known: Vec<Condition>,
    rounds: Vec<Round>,
    of_origin: Vec<Sibling>,
    has_page: bool,
    people: Vec<Person>,
    similar: Vec<Similar>,
    similar_all: usize,
    place: String,
}

/// The page as it is in the store.
pub(super) async fn load(
    who: &Who<Analyst>,
    db: &Db,
    origins: &Data<Origins>,
    raw: &str,
) -> Result<ShowPage, Error> {
    let reference = reference(raw)?;
    let (person, origins, now) = (who.person.clone(), origins.clone(), who.visit.now);
    let loaded = db
        .read(move |conn| {
            let sight = Sight::of(&person);
            let (one, rounds) = commands::see(conn, reference, &sight)?;
            let (similar, similar_all) = similar(conn, &person, &one, now)?;
            let of_origin = commands::of(conn, &one.origin, &sight)?;
            let found = origins.find(conn, &person, &one.origin, now)?;
            let (facts, has_page) =
                found.map_or((None, false), |found| (Some(found.facts), found.has_page));
            Ok::<_, ActError>(Loaded {
                rounds,
                known: known(facts.map(|facts| facts.conditions), &one.conditions),
                has_page,
                people: commands::owners(conn, one.place)?,
                similar,
                similar_all,
                place: places::all(conn)?.path(one.place),
                of_origin,
                one,
            })
        })
        .await?;
    Ok(ShowPage::new(loaded, now.today()))
}

/// The conditions of its origin as they are now, and those that it addresses and that are gone from there.
fn known(of_origin: Option<Vec<Condition>>, addressed: &[Condition]) -> Vec<Condition> {
    let mut known = of_origin.unwrap_or_default();
    for condition in addressed {
        if !known.iter().any(|other| other.id == condition.id) {
            known.push(condition.clone());
        }
    }
    known
}

/// Leads read of the reports that they may see; improvers read of which kind they are, and no more.
fn similar(
    conn: &mut Conn,
    person: &Person,
    one: &Countermeasure,
    now: Now,
) -> Result<(Vec<Similar>, usize), StoreError> {
    let all = store::recurrences(conn, one.id)?;
    let count = all.len();
    let scope = Scope {
        places: person.places.clone(),
        now,
    };
    let mut lines = Vec::new();
    for (reference, kind, noticed_on) in all {
        let kind = Kind::parse(&kind).map_err(|_unreadable| StoreError::Corrupt("reports.kind"))?;
        let mut words = format!("{} {reference}", kind.in_words());
        let href = if person.role == Role::Lead {
            if !reports::may_see(conn, &reference, &scope)? {
                continue;
            }
            // The day is for those who read the report itself.
            let _ = write!(words, ", {}", day_in_words(noticed_on));
            Some(format!("/reports/{reference}"))
        } else {
            None
        };
        lines.push(Similar { words, href });
    }
    Ok((lines, count))
}

impl ShowPage {
    fn new(loaded: Loaded, today: NaiveDate) -> Self {
        let Loaded {
            one,
            known,
            rounds,
            of_origin,
            has_page,
            people,
            similar,
            similar_all,
            place,
        } = loaded;
        let reference = one.reference.grouped(3);
        let status = one.status(today);
        let typed = Typed::stored(&one, today);
        let of_origin = listed(&of_origin, today);
        let (in_place, seen, decided) = (
            one.in_place_on.is_some(),
            one.check.is_some(),
            one.decided.is_some(),
        );
        Self {
            path: format!("/countermeasures/{reference}"),
            reference,
            place,
            what: one.plan.what.clone(),
            strength: one.plan.strength.in_words(),
            strength_says: one.plan.strength.group().says(),
            group: one.plan.strength.group().in_words(),
            status: status.in_words(),
            status_icon: status.icon(),
            origin_words: origin_words(&one),
            origin_path: has_page.then(|| one.origin.path()),
            new_path: format!(
                "/countermeasures/new?{}={}",
                one.origin.kind.as_str(),
                one.origin.reference
            ),
            facts: facts(&one),
            effect: one.plan.effect.clone(),
            measure: one.plan.measure.clone(),
            conditions: one
                .conditions
                .iter()
                .map(|condition| {
                    let tile = condition.factor.and_then(words::tile);
                    Statement {
                        words: condition.statement.clone(),
                        icon: tile.map(|(icon, _)| icon),
                        tile: tile.map(|(_, name)| name),
                    }
                })
                .collect(),
            choices: words::conditions(&known, &typed.condition),
            tiles: words::tiles(&typed.own_factor),
            known,
            looked: (seen || decided)
                .then(|| Looked::new(one.check.as_ref(), one.decided.as_ref())),
            earlier: rounds
                .iter()
                .rev()
                .map(|round| Looked::new(round.check.as_ref(), round.decided.as_ref()))
                .collect(),
            reopened: one.reopened_on.map(day_in_words),
            similar,
            similar_words: match similar_all {
                0 => None,
                1 => Some("One similar report since it is in place.".into()),
                more => Some(format!("{more} similar reports since it is in place.")),
            },
            spread_to: one.spread_to.clone(),
            others: of_origin,
            next: match (in_place, seen, decided) {
                (.., true) => "spread",
                (_, true, _) => "decide",
                (true, ..) => "check",
                _ => "in_place",
            },
            in_place,
            seen,
            decided,
            groups: words::strengths(&typed.strength),
            owners: words::owners(&people, &typed.owner),
            results: words::results(&typed.result),
            decisions: words::decisions(&typed.decision, seen),
            typed,
            refused: None,
            problems: Problems::none(),
            open_plan: false,
            open_conditions: false,
        }
    }

    /// The same page with what was chosen in a form that needs another look.
    pub(super) fn choosing(mut self, doing: Doing) -> Self {
        self.groups = words::strengths(&self.typed.strength);
        for owner in &mut self.owners {
            owner.checked = owner.value == self.typed.owner;
        }
        self.results = words::results(&self.typed.result);
        self.decisions = words::decisions(&self.typed.decision, self.seen);
        self.choices = words::conditions(&self.known, &self.typed.condition);
        self.tiles = words::tiles(&self.typed.own_factor);
        self.open_plan = doing == Doing::Plan;
        self.open_conditions = doing == Doing::Conditions;
        self
    }

    /// What it addresses, to be read beside what somebody chose.
    pub(super) fn addressed(&self) -> Vec<Fact> {
        let statements = self.conditions.iter();
        statements
            .map(|statement| Fact {
                name: "It addresses",
                words: statement.words.clone(),
            })
            .collect()
    }
}

fn origin_words(one: &Countermeasure) -> String {
    let kind = one.origin.kind.in_words();
    match &one.origin_title {
        Some(title) => format!("{kind}: {title}"),
        None => format!("{kind} {}", one.origin.reference),
    }
}

fn facts(one: &Countermeasure) -> Vec<Fact> {
    let day = |name, day: Option<NaiveDate>| {
        day.map(|day| Fact {
            name,
            words: day_in_words(day),
        })
    };
    let lasting = if one.plan.lasting {
        "Meant to last"
    } else {
        "Makes it safe for now"
    };
    let let_go = one
        .decided
        .as_ref()
        .is_some_and(|decided| decided.decision == Decision::LetGo);
    [
        Some(Fact {
            name: "How long",
            words: lasting.into(),
        }),
        Some(Fact {
            name: "Owner",
            words: one
                .owner_name
                .clone()
                .unwrap_or_else(|| "Nobody yet".into()),
        }),
        day("In place by", one.plan.due),
        day("In place since", one.in_place_on),
        day("Check on", Some(one.plan.check_on).filter(|_| !let_go)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

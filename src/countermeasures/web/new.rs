//! Adding a countermeasure to an A3 or a hansei review.

use super::{
    card::{Listed, listed},
    form::{Doing, Typed, field_of_plan},
    words::{self, Choice, StrengthGroup},
};
use crate::{
    countermeasures::{
        Error as ActError, New, Origin, OriginFacts, OriginKind, Origins, Plan, Refusal, Sight,
        add,
        commands::{self, Found},
    },
    db::Db,
    kernel::text,
    people::Person,
    places::{self, Tree},
    web::{Act, Analyst, Answer, Error, Look, Page, Problems, Who, notice::Notice},
};
use actix_web::web::{Data, Query};
use serde::{Deserialize, Serialize};

/// Where it comes from: one of the two.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct OriginQuery {
    a3: String,
    hansei: String,
    /// The beginning of an idea, such as a commitment of a review.
    #[serde(skip_serializing)]
    what: String,
}

impl OriginQuery {
    fn read(&self) -> Result<Origin, Error> {
        let (kind, raw) = match (self.a3.as_str(), self.hansei.as_str()) {
            (raw, "") if !raw.is_empty() => (OriginKind::A3, raw),
            ("", raw) if !raw.is_empty() => (OriginKind::Hansei, raw),
            _ => return Err(Error::not_found()),
        };
        let reference = text::line(raw, 40).map_err(|_unreadable| Error::not_found())?;
        Ok(Origin { kind, reference })
    }
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewForm {
    a3: String,
    hansei: String,
    what: String,
    strength: String,
    term: String,
    owner: String,
    due: String,
    effect: String,
    measure: String,
    check_on: String,
    condition: Vec<String>,
    own_condition: String,
    own_factor: String,
}

impl From<NewForm> for (OriginQuery, Typed) {
    fn from(form: NewForm) -> Self {
        let origin = OriginQuery {
            a3: form.a3,
            hansei: form.hansei,
            what: String::new(),
        };
        let typed = Typed {
            what: form.what,
            strength: form.strength,
            term: form.term,
            owner: form.owner,
            due: form.due,
            effect: form.effect,
            measure: form.measure,
            check_on: form.check_on,
            condition: form.condition,
            own_condition: form.own_condition,
            own_factor: form.own_factor,
            ..Typed::default()
        };
        (origin, typed)
    }
}

#[derive(Serialize)]
struct NewPage {
    origin: OriginQuery,
    origin_kind: &'static str,
    origin_path: Option<String>,
    title: String,
    place: String,
    conditions: Vec<Choice>,
    tiles: Vec<Choice>,
    groups: Vec<StrengthGroup>,
    owners: Vec<Choice>,
    others: Listed,
    typed: Typed,
    summary: Vec<Look>,
    problems: Problems,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "countermeasures/new";

    fn title(&self) -> String {
        "A new countermeasure".into()
    }
}

/// What the page needs of the store.
struct Around {
    facts: OriginFacts,
    has_page: bool,
    people: Vec<Person>,
    others: Listed,
    tree: Tree,
}

/// `GET /countermeasures/new?a3=4H7-KQ2` or `?hansei=…`, perhaps with the beginning of an idea in `what`
///
/// # Errors
/// Not found for an A3 or review that is not there or not theirs.
pub async fn new_one(
    who: Who<Analyst>,
    db: Data<Db>,
    origins: Data<Origins>,
    query: Query<OriginQuery>,
) -> Answer {
    let origin = query.read()?;
    let around = around(&who, &db, &origins, &origin).await?;
    let typed = Typed {
        what: text::block(&query.what, Plan::MOST).unwrap_or_default(),
        term: "lasting".into(),
        // Of one condition there is nothing to choose.
        condition: match around.facts.conditions.as_slice() {
            [only] => vec![only.id.to_string()],
            _ => Vec::new(),
        },
        ..Typed::default()
    };
    who.page(&page(
        query.into_inner(),
        &origin,
        around,
        typed,
        Problems::none(),
    ))
}

/// `POST /countermeasures`
///
/// # Errors
/// Not found for an A3 or review that is not there or not theirs; the store's failure.
pub async fn add_one(act: Act<Analyst, NewForm>, db: Data<Db>, origins: Data<Origins>) -> Answer {
    let Act { who, form } = act;
    let (query, typed) = form.into();
    let origin = query.read()?;
    let around = around(&who, &db, &origins, &origin).await?;
    let now = who.visit.now;
    let (plan, conditions) = match typed.new_plan(&around.facts, now.today()) {
        Ok(read) => read,
        Err(problems) => return who.again(&page(query, &origin, around, typed, problems)),
    };
    let new = New {
        origin: origin.clone(),
        origin_title: Some(around.facts.title.clone()).filter(|title| !title.is_empty()),
        place: around.facts.place,
        conditions,
        plan,
    };
    let by = who.person.id;
    let sight = Sight::of(&who.person);
    let added = db
        .write(move |tx| {
            let reference = add(tx, new, by, now)?;
            Ok::<_, ActError>((reference, commands::opens(tx.conn(), reference, &sight)?))
        })
        .await;
    match added {
        Ok((reference, true)) => {
            let path = format!("/countermeasures/{}", reference.grouped(3));
            Ok(who.done(Notice::CountermeasureAdded, &path))
        }
        // Those who answer for the place see to it; it stands where it was added, for who added it.
        Ok((_, false)) => Ok(who.done(Notice::CountermeasureAdded, &origin.path())),
        Err(ActError::Refused(Refusal::Plan(problem))) => {
            let mut problems = Problems::none();
            problems.note(field_of_plan(Doing::Plan, problem), problem);
            who.again(&page(query, &origin, around, typed, problems))
        }
        Err(failure) => Err(failure.into()),
    }
}

async fn around(
    who: &Who<Analyst>,
    db: &Db,
    origins: &Data<Origins>,
    origin: &Origin,
) -> Result<Around, Error> {
    let (origins, origin, person) = (origins.clone(), origin.clone(), who.person.clone());
    let now = who.visit.now;
    let today = now.today();
    db.read(move |conn| {
        let found = origins.find(conn, &person, &origin, now)?;
        let Found { facts, has_page } = found.ok_or_else(Error::not_found)?;
        let others = commands::of(conn, &origin, &Sight::of(&person))?;
        Ok::<_, Error>(Around {
            has_page,
            people: commands::owners(conn, facts.place)?,
            others: listed(&others, today),
            tree: places::all(conn)?,
            facts,
        })
    })
    .await
}

fn page(
    query: OriginQuery,
    origin: &Origin,
    around: Around,
    typed: Typed,
    problems: Problems,
) -> NewPage {
    NewPage {
        origin: query,
        origin_kind: origin.kind.in_words(),
        origin_path: around.has_page.then(|| origin.path()),
        title: around.facts.title,
        place: around.tree.path(around.facts.place),
        conditions: words::conditions(&around.facts.conditions, &typed.condition),
        tiles: words::tiles(&typed.own_factor),
        groups: words::strengths(&typed.strength),
        owners: words::owners(&around.people, &typed.owner),
        others: around.others,
        summary: problems.summary(),
        typed,
        problems,
    }
}

//! The board: what is due, what is to be looked at, what is open again. It goes on after an A3 has
//! ended.

use super::{
    card::Card,
    mix::{Mix, mix},
};
use crate::{
    countermeasures::{
        Countermeasure, Group, Status,
        store::{self, Asked, Sight},
    },
    db::{Db, StoreError},
    kernel::ids::Id,
    people::{Person, Role},
    places::{self, PlaceCode, Tree},
    web::{Analyst, Answer, Page, Problems, Who},
};
use actix_web::{
    http::StatusCode,
    web::{Data, Query},
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Decided ones on the page.
const MOST_DECIDED: i64 = 60;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    place: String,
    strength: String,
}

#[derive(Serialize)]
struct BoardPage {
    sections: Vec<Section>,
    decided: Option<Section>,
    empty: bool,
    filtered: bool,
    places: Vec<Choice>,
    strengths: Vec<Choice>,
    problems: Problems,
    mix: Option<Mix>,
    some: bool,
}

#[derive(Serialize)]
struct Section {
    name: &'static str,
    says: &'static str,
    icon: &'static str,
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    name: String,
    selected: bool,
}

impl Page for BoardPage {
    const TEMPLATE: &'static str = "countermeasures/board";

    fn title(&self) -> String {
        "Countermeasures".into()
    }
}

/// `GET /countermeasures`
///
/// # Errors
/// When the store fails.
pub async fn show(who: Who<Analyst>, db: Data<Db>, query: Query<BoardQuery>) -> Answer {
    let today = who.visit.now.today();
    let (person, asked) = (who.person.clone(), query.clone());
    let mut problems = Problems::none();
    let group = match asked.strength.as_str() {
        "" => None,
        word => problems.keep("strength", Group::parse(word)),
    };
    let code = match asked.place.as_str() {
        "" => None,
        raw => problems.keep("place", PlaceCode::parse(raw)),
    };
    let (open, decided, counts, tree, found) = db
        .read(move |conn| {
            let sight = Sight::of(&person);
            let tree = places::all(conn)?;
            let place = code.and_then(|code| {
                let mut all = tree.iter();
                all.find(|(place, _)| place.code == code)
                    .map(|(place, _)| place.id)
            });
            let below = place
                .map(|place| places::subtree(conn, place))
                .transpose()?;
            let asked = Asked {
                places: below,
                group,
            };
            let open = store::list(conn, &sight, &asked, false, i64::MAX)?;
            let decided = store::list(conn, &sight, &asked, true, MOST_DECIDED)?;
            let counts = store::mix(conn, &sight, &asked)?;
            let found = code.is_none() || place.is_some();
            Ok::<_, StoreError>((open, decided, counts, tree, found))
        })
        .await?;
    if !found {
        problems.note(
            "place",
            "There is no such place. Please choose one of the list.",
        );
    }
    let card = |one: &Countermeasure| Card::new(one, today).at(tree.path(one.place));
    let section = |status: Status, all: &[Countermeasure]| {
        let cards: Vec<Card> = all
            .iter()
            .filter(|one| one.status(today) == status)
            .map(&card)
            .collect();
        (!cards.is_empty()).then(|| Section {
            name: status.in_words(),
            says: says(status),
            icon: status.icon(),
            cards,
        })
    };
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = BoardPage {
        empty: open.is_empty() && decided.is_empty(),
        filtered: !(query.place.is_empty() && query.strength.is_empty()),
        sections: Status::ALL
            .iter()
            .filter(|status| **status != Status::Decided)
            .filter_map(|status| section(*status, &open))
            .collect(),
        decided: section(Status::Decided, &decided),
        places: choices_of_places(&tree, &who.person, &query.place),
        strengths: choices_of_groups(&query.strength),
        problems,
        some: counts.values().sum::<i64>() > 0,
        mix: mix(&counts, who.visit.settings.small_number),
    };
    who.page_with(status, &page)
}

fn says(status: Status) -> &'static str {
    match status {
        Status::Reopened => {
            "Something similar has surfaced. What in the system have we not seen yet?"
        }
        Status::Late => "What stands in the way, and what would help?",
        Status::ToCheck => "Go and see at the place: did what we expected happen?",
        Status::ToDecide => "Keep it, adjust it or let it go.",
        Status::Planned => "On its way.",
        Status::InPlace => "Nothing to do until the day of the check.",
        Status::Decided => "Kept as how we work, or let go with a reason.",
    }
}

/// The places that somebody may choose: leads their own with all below.
fn choices_of_places(tree: &Tree, person: &Person, chosen: &str) -> Vec<Choice> {
    let mut theirs: HashSet<Id> = person.places.iter().copied().collect();
    let mut choices = vec![Choice {
        value: String::new(),
        name: "All places".into(),
        selected: chosen.is_empty(),
    }];
    // Parents come before what is below them.
    for (place, depth) in tree.iter() {
        let below = place.parent.is_some_and(|parent| theirs.contains(&parent));
        if person.role == Role::Lead && !below && !theirs.contains(&place.id) {
            continue;
        }
        theirs.insert(place.id);
        if depth > 0 {
            let value = place.code.to_string();
            choices.push(Choice {
                selected: value == chosen,
                value,
                name: tree.path(place.id),
            });
        }
    }
    choices
}

fn choices_of_groups(chosen: &str) -> Vec<Choice> {
    let any = Choice {
        value: String::new(),
        name: "Any strength".into(),
        selected: chosen.is_empty(),
    };
    let groups = Group::ALL.iter().map(|group| Choice {
        value: group.as_str().into(),
        name: group.in_words().into(),
        selected: group.as_str() == chosen,
    });
    std::iter::once(any).chain(groups).collect()
}

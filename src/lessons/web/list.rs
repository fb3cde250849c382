//! Published lessons: the latest month first, with search.

use super::{
    reader::Reader,
    words::{self, Shown, Tile},
};
use crate::{
    db::{Db, StoreError},
    lessons::{
        model::sought_words,
        store::{self, Sought},
    },
    places,
    reports::TILES,
    web::{Answer, Asked, Page},
};
use actix_web::web::Data;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// Lessons on a page.
const PAGE: i64 = 20;

/// What is looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    q: String,
    tile: String,
    page: String,
}

#[derive(Serialize)]
struct ListPage {
    lessons: Vec<Shown>,
    q: String,
    tiles: Vec<Tile>,
    narrowed: bool,
    public: bool,
    newer: Option<String>,
    older: Option<String>,
    number: i64,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "lessons/list";
    const TRANSLATED: bool = true;
    const FOR_REPORTERS: bool = true;

    fn title(&self) -> String {
        "lessons-title".into()
    }
}

/// `GET /lessons`
///
/// # Errors
/// When the store fails; nobody signed in where lessons are for staff.
pub async fn show(reader: Reader, db: Data<Db>, asked: Asked<ListQuery>) -> Answer {
    let Reader { visit, public } = reader;
    let asked = asked.0;
    let typed: String = asked.q.trim().chars().take(200).collect();
    let tile = asked
        .tile
        .parse()
        .ok()
        .filter(|tile| TILES.iter().any(|(known, ..)| known == tile));
    let number = asked.page.parse().unwrap_or(1).clamp(1, 10_000);
    let sought = Sought {
        words: sought_words(&typed),
        tile,
        month: None,
    };
    // Signs alone are no words: they find nothing, and not everything.
    let nothing = !typed.is_empty() && sought.words.is_empty();
    let (found, tree) = db
        .read(move |conn| {
            let found = if nothing {
                Vec::new()
            } else {
                store::published(conn, &sought, (number - 1) * PAGE, PAGE + 1)?
            };
            Ok::<_, StoreError>((found, places::all(conn)?))
        })
        .await?;
    let small = visit.settings.small_number;
    let at = |page: i64| {
        let tile = tile.map_or_else(String::new, |tile| tile.to_string());
        let words = utf8_percent_encode(&typed, NON_ALPHANUMERIC);
        format!("/lessons?q={words}&tile={tile}&page={page}")
    };
    let has_older = i64::try_from(found.len()).unwrap_or(0) > PAGE;
    visit.page(&ListPage {
        lessons: found
            .iter()
            .take(usize::try_from(PAGE).unwrap_or(usize::MAX))
            .map(|lesson| Shown::new(visit.language, lesson, &tree, small))
            .collect(),
        tiles: words::tiles(visit.language, &tile.into_iter().collect::<Vec<_>>()),
        narrowed: !typed.is_empty() || tile.is_some() || number > 1,
        public,
        newer: (number > 1).then(|| at(number - 1)),
        older: has_older.then(|| at(number + 1)),
        number,
        q: typed,
    })
}

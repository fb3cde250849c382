//! Lessons as people read them.

use crate::{
    kernel::{ids::Id, language::Language},
    lessons::model::{Found, Lesson, Month, Reread},
    places::{ROOT, Tree},
    reports::TILES,
    web::phrases::{self, say, say_with},
};
use serde::Serialize;

/// A month: `October 2026`.
pub(super) fn month(language: Language, month: Month) -> String {
    phrases::month(language, month.first_day(), true)
}

/// A system tile in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tile {
    pub(super) value: u8,
    pub(super) icon: &'static str,
    pub(super) name: String,
    pub(super) checked: bool,
}

/// All tiles, those chosen marked.
pub(super) fn tiles(language: Language, chosen: &[u8]) -> Vec<Tile> {
    TILES
        .iter()
        .map(|&(value, icon, _)| Tile {
            value,
            icon,
            name: say(language, &format!("words-tile-{value}")),
            checked: chosen.contains(&value),
        })
        .collect()
}

/// A lesson, ready to print.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    pub(super) href: String,
    pub(super) title: String,
    pub(super) story: String,
    pub(super) learned: String,
    pub(super) changed: Option<String>,
    pub(super) month: Option<String>,
    pub(super) place: Option<String>,
    pub(super) tiles: Vec<Tile>,
    /// The language of the words, not of the page.
    pub(super) lang: &'static str,
    pub(super) leader: Option<String>,
}

impl Shown {
    /// The lesson on a page in this language.
    pub(super) fn new(language: Language, lesson: &Lesson, tree: &Tree, small: i64) -> Self {
        let words = &lesson.words;
        Self {
            href: format!("/lessons/{}", lesson.reference.grouped(3)),
            title: words.title.clone(),
            story: words.story.clone(),
            learned: words.learned.clone(),
            changed: words.changed.clone(),
            month: lesson.month.map(|of| month(language, of)),
            place: place(tree, words.place, small),
            tiles: tiles(language, &words.tiles)
                .into_iter()
                .filter(|tile| tile.checked)
                .collect(),
            lang: words.language.as_str(),
            leader: lesson.own.as_ref().map(|own| {
                say_with(
                    language,
                    "lessons-leader",
                    [
                        ("name", own.name.as_str().into()),
                        ("role", own.role.as_str().into()),
                    ],
                )
            }),
        }
    }
}

/// A place in words, or the nearest above it where not too few people work by now; `None` is the whole house.
fn place(tree: &Tree, id: Id, small: i64) -> Option<String> {
    let mut at = tree.get(id);
    while let Some(place) = at.filter(|place| place.is_small(small)) {
        at = place.parent.and_then(|above| tree.get(above));
    }
    at.filter(|place| place.id != ROOT)
        .map(|place| tree.path(place.id))
}

/// What reading it again found, in words for everybody.
pub(super) fn reread(language: Language, reread: &Reread) -> String {
    let key = match reread.found {
        Found::Holds => "lessons-reread-holds",
        Found::Slipped => "lessons-reread-slipped",
    };
    let month = month(language, reread.month);
    say_with(language, key, [("month", month.into())])
}

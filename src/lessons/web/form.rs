//! The form of a lesson.

use super::words::{self, Tile};
use crate::{
    kernel::{
        ids::Id,
        language::Language,
        text::{block, line, optional_block},
    },
    lessons::{
        commands::{InPlace, Written},
        model::{Lesson, MOST_LEARNED, MOST_ROLE, MOST_STORY, MOST_TITLE, Words, opens_with_i},
    },
    places::{PlaceCode, ROOT, Tree},
    reports::TILES,
    web::Problems,
};
use serde::{Deserialize, Serialize};

/// A lesson, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct LessonForm {
    pub(super) title: String,
    pub(super) story: String,
    pub(super) learned: String,
    pub(super) changed: String,
    pub(super) place: String,
    pub(super) language: String,
    pub(super) tile: Vec<String>,
    pub(super) role: String,
    /// A countermeasure whose words are to be taken over.
    pub(super) take: String,
}

/// Which lesson it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Report,
    Own,
}

impl LessonForm {
    /// The form of a lesson that there is.
    pub(super) fn of(lesson: &Lesson, tree: &Tree) -> Self {
        let words = &lesson.words;
        Self {
            title: words.title.clone(),
            story: words.story.clone(),
            learned: words.learned.clone(),
            changed: words.changed.clone().unwrap_or_default(),
            place: code(tree, words.place),
            language: words.language.as_str().to_owned(),
            tile: words.tiles.iter().map(ToString::to_string).collect(),
            role: lesson
                .own
                .as_ref()
                .map(|own| own.role.clone())
                .unwrap_or_default(),
            take: String::new(),
        }
    }

    /// The form with the words that a button takes over added to what changed, if such a button was
    /// pressed: nothing is kept yet.
    pub(super) fn taking(&self, offers: &[InPlace]) -> Option<Self> {
        if self.take.is_empty() {
            return None;
        }
        let mut typed = self.clone();
        typed.take.clear();
        let chosen = offers
            .iter()
            .find(|one| one.reference.grouped(3) == self.take);
        if let Some(chosen) = chosen.filter(|one| !self.changed.contains(&one.words)) {
            if !typed.changed.trim().is_empty() {
                typed.changed.push('\n');
            }
            typed.changed.push_str(&chosen.words);
        }
        Some(typed)
    }

    /// Reads every field before it says what needs another look.
    pub(super) fn parse(&self, of: Of, tree: &Tree) -> Result<Written, Problems> {
        let mut problems = Problems::none();
        let language = problems.keep("language", Language::parse(&self.language));
        let title = problems.keep("title", line(&self.title, MOST_TITLE));
        let story = problems.keep("story", block(&self.story, MOST_STORY));
        let learned = problems.keep("learned", block(&self.learned, MOST_LEARNED));
        let changed = problems.keep("changed", optional_block(&self.changed, MOST_LEARNED));
        let role = match of {
            Of::Own => problems.keep("role", line(&self.role, MOST_ROLE)).map(Some),
            Of::Report => Some(None),
        };
        if of == Of::Own
            && let (Some(story), Some(language)) = (&story, language)
            && !opens_with_i(story, language)
        {
            problems.note(
                "story",
                "Please begin with \u{201c}I\u{201d}: it is your own mistake that you tell first. Others follow when you do.",
            );
        }
        let place = PlaceCode::parse(&self.place)
            .ok()
            .and_then(|code| {
                tree.iter()
                    .map(|(place, _)| place)
                    .find(|place| place.code == code)
            })
            .map_or(ROOT, |place| place.id);
        let mut tiles: Vec<u8> = self
            .tile
            .iter()
            .filter_map(|raw| raw.parse().ok())
            .collect();
        tiles.retain(|tile| TILES.iter().any(|(known, ..)| known == tile));
        tiles.sort_unstable();
        tiles.dedup();
        match (title, story, learned, changed, language, role) {
            (
                Some(title),
                Some(story),
                Some(learned),
                Some(changed),
                Some(language),
                Some(role),
            ) => Ok(Written {
                words: Words {
                    title,
                    story,
                    learned,
                    changed,
                    language,
                    tiles,
                    place,
                },
                role,
            })
            .and_then(|written| {
                if problems.is_empty() {
                    Ok(written)
                } else {
                    Err(problems)
                }
            }),
            _ => Err(problems),
        }
    }
}

/// The code of a place, for a form.
pub(super) fn code(tree: &Tree, id: Id) -> String {
    tree.get(id)
        .map(|place| place.code.to_string())
        .unwrap_or_default()
}

#[derive(Serialize)]
struct Choice {
    value: String,
    name: String,
    selected: bool,
}

/// Words that may be taken over into what changed.
#[derive(Serialize)]
struct Offer {
    value: String,
    words: String,
}

/// The fields as they are shown.
#[derive(Serialize)]
pub(super) struct Fields {
    title: String,
    story: String,
    learned: String,
    changed: String,
    role: String,
    own: bool,
    places: Vec<Choice>,
    languages: Vec<Choice>,
    tiles: Vec<Tile>,
    offers: Vec<Offer>,
    pub(super) problems: Problems,
}

impl Fields {
    /// What was typed, with the places to choose from.
    pub(super) fn new(
        of: Of,
        typed: &LessonForm,
        places: &[Id],
        tree: &Tree,
        problems: Problems,
    ) -> Self {
        let chosen: Vec<u8> = typed
            .tile
            .iter()
            .filter_map(|raw| raw.parse().ok())
            .collect();
        Self {
            title: typed.title.clone(),
            story: typed.story.clone(),
            learned: typed.learned.clone(),
            changed: typed.changed.clone(),
            role: typed.role.clone(),
            own: of == Of::Own,
            places: places
                .iter()
                .map(|&id| {
                    let value = code(tree, id);
                    Choice {
                        selected: value == typed.place,
                        name: tree.path(id),
                        value,
                    }
                })
                .collect(),
            languages: Language::ALL
                .iter()
                .map(|language| Choice {
                    value: language.as_str().to_owned(),
                    name: language.own_name().to_owned(),
                    selected: language.as_str() == typed.language,
                })
                .collect(),
            tiles: words::tiles(Language::English, &chosen),
            offers: Vec::new(),
            problems,
        }
    }

    /// The same with countermeasures in place whose words may be taken over; what stands there already
    /// is not offered.
    pub(super) fn offering(mut self, in_place: &[InPlace]) -> Self {
        let offers = in_place
            .iter()
            .filter(|one| !self.changed.contains(&one.words));
        self.offers = offers
            .map(|one| Offer {
                value: one.reference.grouped(3),
                words: one.words.clone(),
            })
            .collect();
        self
    }
}

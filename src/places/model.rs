//! Rules: codes, names, and the tree.

use crate::kernel::{
    code::Code,
    ids::Id,
    text::{self, TextError},
};
use std::collections::HashMap;

/// The code on a place's poster: four characters.
pub type PlaceCode = Code<4>;

/// A place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its identity.
    pub id: Id,
    /// On its poster.
    pub code: PlaceCode,
    /// As people call it.
    pub name: String,
    /// The place it is part of; `None` for the whole house alone.
    pub parent: Option<Id>,
    /// How many people work there, when it was said.
    pub people: Option<u32>,
    /// Whether it has an andon station.
    pub station: bool,
}

/// What a new place needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlace {
    /// As people call it: one line, at most 80 characters.
    pub name: String,
    /// The place it is part of.
    pub parent: Id,
    /// How many people work there.
    pub people: Option<u32>,
    /// Whether it has an andon station.
    pub station: bool,
}

/// Why a number of people cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Please write how many people work here as a number, or leave it empty.")]
pub struct PeopleError;

impl Place {
    /// A place's name.
    ///
    /// # Errors
    /// `TextError` for an empty or too long one.
    pub fn parse_name(raw: &str) -> Result<String, TextError> {
        text::line(raw, 80)
    }

    /// Whether so few people work there that a report could be traced to one of them by guessing.
    #[must_use]
    pub fn is_small(&self, small_number: i64) -> bool {
        self.people
            .is_some_and(|people| i64::from(people) < small_number)
    }

    /// How many people work there; empty is not said.
    ///
    /// # Errors
    /// `PeopleError` for anything but a number up to 100,000.
    pub fn parse_people(raw: &str) -> Result<Option<u32>, PeopleError> {
        match raw.trim() {
            "" => Ok(None),
            digits => digits
                .parse()
                .ok()
                .filter(|n| *n <= 100_000)
                .map(Some)
                .ok_or(PeopleError),
        }
    }
}

/// A lead's own words that questions and bad news are expected at a place, and their name if they like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The words: up to 280 characters, one or two sentences.
    pub words: String,
    /// Whose words they are.
    pub name: Option<String>,
}

impl Invitation {
    /// Characters that fit on a phone above the form, and on a poster.
    pub const MOST: usize = 280;

    /// Reads the words; nothing typed is no invitation.
    ///
    /// # Errors
    /// `TextError` for too long or unreadable words.
    pub fn parse(words: &str, name: Option<String>) -> Result<Option<Self>, TextError> {
        let words = text::optional_line(words, Self::MOST)?;
        Ok(words.map(|words| Self { words, name }))
    }
}

/// All places, in the order in which the tree is read.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    places: Vec<(Place, usize)>,
}

impl Tree {
    /// Puts places into the order of the tree: parents first, names in order, with their depth.
    #[must_use]
    pub fn new(places: Vec<Place>) -> Self {
        let mut below: HashMap<Option<Id>, Vec<Place>> = HashMap::new();
        for place in places {
            below.entry(place.parent).or_default().push(place);
        }
        for siblings in below.values_mut() {
            siblings.sort_by_key(|place| place.name.to_lowercase());
        }
        let mut tree = Self::default();
        tree.take(&mut below, None, 0);
        tree
    }

    fn take(
        &mut self,
        below: &mut HashMap<Option<Id>, Vec<Place>>,
        parent: Option<Id>,
        depth: usize,
    ) {
        for place in below.remove(&parent).unwrap_or_default() {
            let id = place.id;
            self.places.push((place, depth));
            self.take(below, Some(id), depth + 1);
        }
    }

    /// Each place with its depth; the whole house is at depth 0.
    pub fn iter(&self) -> impl Iterator<Item = (&Place, usize)> {
        self.places.iter().map(|(place, depth)| (place, *depth))
    }

    /// A place by its identity.
    #[must_use]
    pub fn get(&self, id: Id) -> Option<&Place> {
        self.places
            .iter()
            .map(|(place, _)| place)
            .find(|place| place.id == id)
    }

    /// Whether a place is one of these, or lies below one of them.
    #[must_use]
    pub fn is_within(&self, id: Id, places: &[Id]) -> bool {
        self.nearest(id, |above| places.contains(&above).then_some(()))
            .is_some()
    }

    /// What is found for the place, or for the nearest place above it.
    pub fn nearest<T>(&self, id: Id, find: impl Fn(Id) -> Option<T>) -> Option<T> {
        let mut at = self.get(id);
        while let Some(place) = at {
            if let Some(found) = find(place.id) {
                return Some(found);
            }
            at = place.parent.and_then(|parent| self.get(parent));
        }
        None
    }

    /// The way to a place in words, without the whole house: `Hall 2 / Line 4`.
    #[must_use]
    pub fn path(&self, id: Id) -> String {
        let mut names = Vec::new();
        let mut at = self.get(id);
        while let Some(place) = at {
            match place.parent {
                Some(parent) => {
                    names.push(place.name.as_str());
                    at = self.get(parent);
                }
                None if names.is_empty() => return place.name.clone(),
                None => break,
            }
        }
        names.reverse();
        names.join(" / ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, parent: Option<Id>) -> Place {
        Place {
            id: Id::random(),
            code: PlaceCode::random(),
            name: name.into(),
            parent,
            people: None,
            station: false,
        }
    }

    #[test]
    fn the_tree_is_read_from_the_top_in_order_of_names() {
        let root = place("House", None);
        let hall = place("Hall", Some(root.id));
        let ward = place("ward", Some(root.id));
        let line = place("Line 4", Some(hall.id));
        let tree = Tree::new(vec![line.clone(), ward, hall, root.clone()]);
        let read: Vec<_> = tree
            .iter()
            .map(|(place, depth)| (place.name.as_str(), depth))
            .collect();
        assert_eq!(
            read,
            [("House", 0), ("Hall", 1), ("Line 4", 2), ("ward", 1)]
        );
        assert_eq!(tree.path(line.id), "Hall / Line 4");
        assert_eq!(tree.path(root.id), "House");
    }

    #[test]
    fn what_is_not_found_at_a_place_is_looked_for_above_it() {
        let root = place("House", None);
        let hall = place("Hall", Some(root.id));
        let line = place("Line 4", Some(hall.id));
        let tree = Tree::new(vec![line.clone(), hall.clone(), root.clone()]);
        let of = |wanted: Id| tree.nearest(line.id, |id| (id == wanted).then_some(id));
        assert_eq!(of(hall.id), Some(hall.id));
        assert_eq!(of(Id::random()), None);
        assert!(tree.is_within(line.id, &[hall.id]) && tree.is_within(hall.id, &[hall.id]));
        assert!(!tree.is_within(root.id, &[hall.id]));
    }

    #[test]
    fn an_invitation_is_one_line_of_280_characters_or_none() {
        let read = |words: &str| Invitation::parse(words, None).map(|read| read.map(|i| i.words));
        assert_eq!(read(" \n "), Ok(None));
        assert_eq!(read("Tell\r\nme."), Ok(Some("Tell me.".into())));
        assert!(read(&"a".repeat(280)).is_ok());
        assert!(read(&"a".repeat(281)).is_err());
    }

    #[test]
    fn people_are_a_number_or_not_said() {
        assert_eq!(Place::parse_people(" 12 "), Ok(Some(12)));
        assert_eq!(Place::parse_people(""), Ok(None));
        for bad in ["-1", "twelve", "1e3", "9999999"] {
            assert_eq!(Place::parse_people(bad), Err(PeopleError));
        }
    }
}

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
    fn people_are_a_number_or_not_said() {
        assert_eq!(Place::parse_people(" 12 "), Ok(Some(12)));
        assert_eq!(Place::parse_people(""), Ok(None));
        for bad in ["-1", "twelve", "1e3", "9999999"] {
            assert_eq!(Place::parse_people(bad), Err(PeopleError));
        }
    }
}

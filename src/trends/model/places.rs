//! Which places may be looked at apart from the place above them.

use crate::{kernel::ids::Id, places::Tree};

/// The way from the whole house down to a place, both included.
pub(crate) fn way(tree: &Tree, place: Id) -> Vec<Id> {
    let mut way = vec![place];
    let mut at = tree.get(place).and_then(|place| place.parent);
    while let Some(above) = at {
        way.push(above);
        at = tree.get(above).and_then(|place| place.parent);
    }
    way.reverse();
    way
}

/// The places right below a place: each with the number of people who work there, when it was said.
pub(crate) fn children(tree: &Tree, place: Id) -> Vec<(Id, Option<i64>)> {
    tree.iter()
        .filter(|(child, _)| child.parent == Some(place))
        .map(|(child, _)| (child.id, child.people.map(i64::from)))
        .collect()
}

/// Those of the places side by side that may be shown apart: at least `k` people work there.
///
/// The others roll up into the place above them. When they are fewer than `k` people even together, the smallest
/// of the rest rolls up with them, or the total less the places shown would point at them.
pub(crate) fn apart(siblings: &[(Id, Option<i64>)], k: i64) -> Vec<Id> {
    let (small, mut rest): (Vec<_>, Vec<_>) = siblings
        .iter()
        .partition(|(_, people)| people.is_some_and(|n| n < k));
    let mut rolled: i64 = small.iter().filter_map(|(_, people)| *people).sum();
    // A place of unknown size comes last: it hides the others for certain only when nothing else can.
    rest.sort_by_key(|(id, people)| (people.unwrap_or(i64::MAX), *id));
    let mut rest = rest.into_iter();
    while !small.is_empty() && rolled < k {
        match rest.next() {
            Some((_, people)) => rolled = rolled.saturating_add(people.unwrap_or(k)),
            None => break,
        }
    }
    rest.map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(people: &[Option<i64>]) -> Vec<Option<i64>> {
        let siblings: Vec<_> = people.iter().map(|n| (Id::random(), *n)).collect();
        apart(&siblings, 5)
            .into_iter()
            .filter_map(|id| siblings.iter().find(|(other, _)| *other == id))
            .map(|(_, n)| *n)
            .collect()
    }

    #[test]
    fn places_with_enough_people_are_shown() {
        assert_eq!(shown(&[Some(12), None, Some(5)]), [Some(5), Some(12), None]);
    }

    #[test]
    fn a_small_place_takes_the_next_one_along() {
        assert_eq!(shown(&[Some(12), Some(2), Some(7)]), [Some(12)]);
        assert_eq!(shown(&[Some(3), Some(2), Some(7)]), [Some(7)]);
        assert_eq!(shown(&[Some(2), None]), []);
        assert_eq!(shown(&[Some(2)]), []);
    }
}

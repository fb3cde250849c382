//! Which places may be looked at apart from the place above them.

use crate::{
    kernel::ids::Id,
    places::{ROOT, Tree},
};
use std::cmp::Reverse;

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

/// How many people work at a place. At the whole house always enough: what is not placed is counted there, and
/// everybody may have told it.
pub(crate) fn people(tree: &Tree, place: Id) -> Option<i64> {
    match tree.get(place) {
        Some(place) if place.id == ROOT => Some(i64::MAX),
        Some(place) => place.people.map(i64::from),
        None => None,
    }
}

/// Those of the places side by side that may be shown apart: at least `k` people work there.
///
/// The others roll up into the place above them. When what is left there is known to be fewer than `k` people, the
/// smallest of the rest rolls up with them, or the total less the places shown would point at them. `above` is how
/// many people work at the place above, all places in it included; where nobody said so, only those below it count.
pub(crate) fn apart(siblings: &[(Id, Option<i64>)], above: Option<i64>, k: i64) -> Vec<Id> {
    let (small, mut shown): (Vec<_>, Vec<_>) = siblings
        .iter()
        .partition(|(_, people)| people.is_some_and(|n| n < k));
    let mut rolled: i64 = small.iter().filter_map(|(_, people)| *people).sum();
    // The smallest last, to be taken first; one of unknown size only when nothing else can hide the others.
    shown.sort_by_key(|(id, people)| Reverse((people.unwrap_or(i64::MAX), *id)));
    let left = |shown: &[(Id, Option<i64>)], rolled: i64| {
        let apart: i64 = shown.iter().filter_map(|(_, people)| *people).sum();
        above.map_or(rolled, |above| rolled.max(above.saturating_sub(apart)))
    };
    let hidden = |left: i64| left >= k || (left <= 0 && small.is_empty());
    while !hidden(left(&shown, rolled)) {
        match shown.pop() {
            Some((_, people)) => rolled = rolled.saturating_add(people.unwrap_or(k)),
            None => break,
        }
    }
    shown.into_iter().map(|(id, _)| id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(people: &[Option<i64>], above: Option<i64>) -> Vec<Option<i64>> {
        let siblings: Vec<_> = people.iter().map(|n| (Id::random(), *n)).collect();
        apart(&siblings, above, 5)
            .into_iter()
            .filter_map(|id| siblings.iter().find(|(other, _)| *other == id))
            .map(|(_, n)| *n)
            .collect()
    }

    #[test]
    fn places_with_enough_people_are_shown() {
        assert_eq!(
            shown(&[Some(12), None, Some(5)], None),
            [None, Some(12), Some(5)]
        );
    }

    #[test]
    fn a_small_place_takes_the_next_one_along_when_nothing_else_hides_it() {
        assert_eq!(shown(&[Some(12), Some(2), Some(7)], None), [Some(12)]);
        assert_eq!(shown(&[Some(3), Some(2), Some(7)], None), [Some(7)]);
        assert_eq!(shown(&[Some(2), None], None), []);
        assert_eq!(shown(&[Some(2)], None), []);
    }

    #[test]
    fn those_who_work_at_the_place_above_hide_it_too() {
        let both = [Some(12), Some(7)];
        assert_eq!(shown(&[Some(12), Some(2), Some(7)], Some(30)), both);
        assert_eq!(shown(&[Some(12), Some(2), Some(7)], Some(i64::MAX)), both);
        assert_eq!(shown(&[Some(12), Some(2), Some(7)], Some(21)), [Some(12)]);
        // Two who work at the place itself are as few as a small place.
        assert_eq!(shown(&[Some(8)], Some(10)), []);
        assert_eq!(shown(&[Some(8), Some(9)], Some(17)), [Some(9), Some(8)]);
        assert_eq!(shown(&[Some(8), Some(9)], Some(19)), [Some(9)]);
    }
}

//! At which places a number about answers is a number about one lead.

use super::places::way;
use crate::{
    kernel::ids::Id,
    places::{ROOT, Tree},
};
use std::collections::BTreeSet;

/// A lead and the places that they answer for, with everything below.
pub(crate) type Led = (Id, Vec<Id>);

/// The deepest place on the way down to a place whose answers are those of several leads, or of none; `None` when the
/// whole house has one lead.
///
/// Where one lead alone answers for a place, its answers are counted in the place above. What is left of that place
/// without those shown apart is then not one lead's either: the place with the fewest leads is counted there, too.
pub(crate) fn answered_by_several(tree: &Tree, leads: &[Led], place: Id) -> Option<Id> {
    if answering(tree, leads, ROOT).len() == 1 {
        return None;
    }
    let mut at = ROOT;
    for next in way(tree, place).into_iter().skip(1) {
        if !apart(tree, leads, at).contains(&next) {
            break;
        }
        at = next;
    }
    Some(at)
}

/// The places right below a place whose answers may be shown apart.
fn apart(tree: &Tree, leads: &[Led], above: Id) -> Vec<Id> {
    let below = tree
        .iter()
        .filter(|(child, _)| child.parent == Some(above))
        .map(|(child, _)| (child.id, answering(tree, leads, child.id)));
    let (mut shown, rolled): (Vec<_>, Vec<_>) = below.partition(|(_, leads)| leads.len() != 1);
    let mut rest = at_the_place(tree, leads, above);
    rolled.into_iter().for_each(|(_, leads)| rest.extend(leads));
    // The fewest leads last, to be taken first; places without any would hide nobody.
    shown.sort_by_key(|(id, leads)| (leads.is_empty(), std::cmp::Reverse(leads.len()), *id));
    while rest.len() == 1 {
        let Some(last) = shown.iter().rposition(|(_, leads)| !leads.is_empty()) else {
            break;
        };
        rest.extend(shown.remove(last).1);
    }
    shown.into_iter().map(|(id, _)| id).collect()
}

/// Who answers for reports that are counted at a place: its leads, those above and those below.
fn answering(tree: &Tree, leads: &[Led], place: Id) -> BTreeSet<Id> {
    let above = way(tree, place);
    let answers = |own: &Id| above.contains(own) || way(tree, *own).contains(&place);
    of(leads, answers)
}

/// Who answers for what was told at a place itself: its leads and those above.
fn at_the_place(tree: &Tree, leads: &[Led], place: Id) -> BTreeSet<Id> {
    let above = way(tree, place);
    of(leads, |own| above.contains(own))
}

fn of(leads: &[Led], answers: impl Fn(&Id) -> bool) -> BTreeSet<Id> {
    leads
        .iter()
        .filter(|(_, places)| places.iter().any(&answers))
        .map(|(person, _)| *person)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::{Place, PlaceCode};

    struct House {
        tree: Tree,
        halls: Vec<Id>,
    }

    /// A house with three halls side by side.
    fn house() -> House {
        let place = |id, parent, code: &str| Place {
            id,
            parent,
            name: code.into(),
            code: PlaceCode::parse(code).unwrap(),
            people: None,
            station: false,
        };
        let halls: Vec<Id> = (0..3).map(|_| Id::random()).collect();
        let mut places = vec![place(ROOT, None, "0000")];
        for (hall, code) in halls.iter().zip(["K7QA", "K7QB", "K7QC"]) {
            places.push(place(*hall, Some(ROOT), code));
        }
        House {
            tree: Tree::new(places),
            halls,
        }
    }

    #[test]
    fn a_place_with_one_lead_is_counted_above() {
        let house = house();
        let [a, b, c] = [house.halls[0], house.halls[1], house.halls[2]];
        let (ada, bo, cy, di) = (Id::random(), Id::random(), Id::random(), Id::random());
        let leads = vec![(ada, vec![a]), (bo, vec![b]), (cy, vec![c]), (di, vec![c])];
        let at = |place| answered_by_several(&house.tree, &leads, place);
        assert_eq!(at(a), Some(ROOT));
        assert_eq!(at(b), Some(ROOT));
        // What is left without it is Ada's and Bo's.
        assert_eq!(at(c), Some(c));
        assert_eq!(at(ROOT), Some(ROOT));
    }

    #[test]
    fn what_is_left_is_not_one_leads_either() {
        let house = house();
        let [a, b, c] = [house.halls[0], house.halls[1], house.halls[2]];
        let people: Vec<Id> = (0..6).map(|_| Id::random()).collect();
        // Hall A has one lead, and would be the whole less B and C.
        let leads = vec![
            (people[0], vec![a]),
            (people[1], vec![b]),
            (people[2], vec![b]),
            (people[3], vec![c]),
            (people[4], vec![c]),
            (people[5], vec![c]),
        ];
        let at = |place| answered_by_several(&house.tree, &leads, place);
        assert_eq!((at(a), at(b), at(c)), (Some(ROOT), Some(ROOT), Some(c)));
    }

    #[test]
    fn one_lead_of_the_whole_house_is_never_counted() {
        let house = house();
        let ada = Id::random();
        let leads = vec![(ada, vec![ROOT])];
        assert_eq!(answered_by_several(&house.tree, &leads, ROOT), None);
        let leads = vec![(ada, vec![house.halls[0], house.halls[1]])];
        assert_eq!(
            answered_by_several(&house.tree, &leads, house.halls[0]),
            None
        );
        assert_eq!(
            answered_by_several(&house.tree, &[], house.halls[0]),
            Some(house.halls[0])
        );
    }

    #[test]
    fn a_lead_of_the_house_stands_beside_each_of_a_hall() {
        let house = house();
        let (ada, bo) = (Id::random(), Id::random());
        let leads = vec![(ada, vec![ROOT]), (bo, vec![house.halls[0]])];
        let at = |place| answered_by_several(&house.tree, &leads, place);
        // Hall A is Ada's and Bo's, but all the rest is Ada's alone.
        assert_eq!(at(house.halls[0]), Some(ROOT));
        assert_eq!(at(house.halls[1]), Some(ROOT));
    }
}

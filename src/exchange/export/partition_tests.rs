//! What has to hold of every partition, on houses drawn at random.

use super::*;
use crate::places::{Place, PlaceCode};
use proptest::prelude::*;

const K: i64 = 5;

/// A place's parent (an earlier place), its number of people, and its reports: week, kind, how many.
type Drawn = (usize, Option<u32>, Vec<(i64, usize, i64)>);

fn house() -> impl Strategy<Value = Vec<Drawn>> {
    let reports = prop::collection::vec((0..110i64, 0..6usize, 1..9i64), 0..40);
    let people = prop::option::of(prop_oneof![0..8u32, Just(20)]);
    prop::collection::vec((0..8usize, people, reports), 1..9)
}

fn first_monday() -> NaiveDate {
    "2024-02-05".parse().unwrap()
}

fn build(drawn: &[Drawn]) -> (Tree, Counts) {
    let mut places: Vec<Place> = Vec::new();
    let mut counts = Counts::new();
    for (i, (parent, people, reports)) in drawn.iter().enumerate() {
        let id = Id::random();
        places.push(Place {
            id,
            code: PlaceCode::random(),
            name: format!("Place {i}"),
            parent: (i > 0).then(|| places[parent % i].id),
            people: *people,
            station: false,
        });
        for (week, kind, n) in reports {
            let monday = first_monday() + chrono::TimeDelta::weeks(*week);
            let weeks = counts.entry(id).or_default().entry(monday).or_default();
            *weeks.entry(Kind::ALL[*kind]).or_default() += n;
        }
    }
    (Tree::new(places), counts)
}

/// The rows that an export would have: place, period, kind, with how many reports.
fn rows(
    partition: &Partition,
    counts: &Counts,
) -> BTreeMap<(Id, NaiveDate, u32, &'static str), i64> {
    let mut rows = BTreeMap::new();
    for (place, weeks) in counts {
        for (week, kinds) in weeks {
            let Some(group) = partition.group(*place, *week) else {
                continue;
            };
            for (kind, n) in kinds {
                let row = (group.place, group.from, group.weeks, group.label(*kind));
                *rows.entry(row).or_default() += n;
            }
        }
    }
    rows
}

fn is_above(tree: &Tree, above: Id, mut place: Id) -> bool {
    while place != above {
        match tree.get(place).and_then(|place| place.parent) {
            Some(parent) => place = parent,
            None => return false,
        }
    }
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The promise of an export: whoever groups its rows by place, by period, by kind, or by any of these together,
    /// finds no group of 1 to k - 1 rows.
    #[test]
    fn no_group_of_any_columns_is_small(drawn in house(), open in 20..110i64) {
        let (tree, counts) = build(&drawn);
        let open_from = first_monday() + chrono::TimeDelta::weeks(open);
        let partition = Partition::cut(&tree, &counts, K, open_from);
        let rows = rows(&partition, &counts);
        for columns in 0..8u8 {
            let mut groups: BTreeMap<_, i64> = BTreeMap::new();
            for ((place, from, weeks, kind), n) in &rows {
                let of = (
                    (columns & 1 > 0).then_some(*place),
                    (columns & 2 > 0).then_some((*from, *weeks)),
                    (columns & 4 > 0).then_some(*kind),
                );
                *groups.entry(of).or_default() += n;
            }
            for (of, n) in groups {
                prop_assert!(n >= K, "{of:?}: {n}");
            }
        }
    }

    /// What is said of a report is true, and of weeks that are over.
    #[test]
    fn a_report_stands_at_its_place_or_above_and_in_its_period(drawn in house(), open in 20..110i64) {
        let (tree, counts) = build(&drawn);
        let open_from = first_monday() + chrono::TimeDelta::weeks(open);
        let partition = Partition::cut(&tree, &counts, K, open_from);
        for (place, weeks) in &counts {
            for week in weeks.keys() {
                let Some(group) = partition.group(*place, *week) else { continue };
                prop_assert!(is_above(&tree, group.place, *place));
                prop_assert!(group.from <= *week && *week < group.end() && group.end() <= open_from);
                let named = tree.get(group.place).unwrap();
                prop_assert!(named.parent.is_none() || named.people.is_none_or(|people| i64::from(people) >= K));
            }
        }
    }
}

#[test]
fn places_and_weeks_are_as_fine_as_they_may_be() {
    // Two halls with six reports of one kind each week, and a lab with one.
    let reports = |n| (0..48).map(|week| (week, 0, n)).collect::<Vec<_>>();
    let drawn = [
        (0, None, vec![]),
        (0, Some(40), reports(6)),
        (0, Some(40), reports(6)),
        (0, Some(4), reports(1)),
    ];
    let (tree, counts) = build(&drawn);
    let block = Period::COARSEST.start(first_monday() + chrono::TimeDelta::weeks(47));
    let open_from = block + Days::new(7 * 48);
    let partition = Partition::cut(&tree, &counts, K, open_from);
    let names: BTreeSet<&str> = partition
        .groups
        .iter()
        .map(|group| tree.get(group.place).unwrap().name.as_str())
        .collect();
    assert!(
        names.contains("Place 1") && names.contains("Place 0"),
        "{names:?}"
    );
    assert!(
        !names.contains("Place 3"),
        "four people are too few to be named"
    );
    assert!(partition.groups.iter().any(|group| group.weeks <= 12));
}

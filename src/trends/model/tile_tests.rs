//! Whatever is asked of the tiles of a house, nothing that points at a few is shown.

use super::{named::NOT_SURE, tiles::TileView, *};
use crate::{
    reports::Kind,
    stats::{Period, small_numbers::publishable},
};
use chrono::{Days as Span, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A report: how many weeks after the start, at which of five places, its kind, the tiles it names (by bits).
type Told = (u64, usize, usize, u16);

const WEEKS: u64 = 64;

/// The places: the whole house (0), two below it (1, 2), two below the first (3, 4).
const PLACES: usize = 5;

fn week(number: u64) -> NaiveDate {
    Period::COARSEST.start("2026-03-04".parse().unwrap()) + Span::new(7 * number)
}

fn told() -> impl Strategy<Value = Vec<Told>> {
    let tiles = || {
        prop_oneof![
            Just(0u16),
            (0..11u16).prop_map(|tile| 1 << tile),
            Just(9),
            Just(72),
            0..2048u16
        ]
    };
    let crowd = (0..WEEKS, 0..PLACES, 0..6usize, tiles(), 1..24usize)
        .prop_map(|(week, place, kind, tiles, n)| vec![(week, place, kind, tiles); n]);
    prop::collection::vec(crowd, 0..26).prop_map(|all| all.concat())
}

/// Whether something told at a place belongs to another one, or is told right there.
fn within(told: usize, place: usize) -> bool {
    place == 0 || place == told || (place == 1 && told >= 3)
}

fn counts(told: &[Told], place: usize) -> Counts {
    let mut counts = Counts::default();
    for (number, _, kind, _) in told.iter().filter(|(_, at, ..)| within(*at, place)) {
        counts.add(week(*number), Kind::ALL[*kind], 1);
    }
    counts
}

fn tiles(told: &[Told], place: usize, kind: Option<Kind>) -> Tiles {
    let mut tiles = Tiles::default();
    for (number, at, of, named) in told {
        if !within(*at, place) || kind.is_some_and(|kind| kind != Kind::ALL[*of]) || *named == 0 {
            continue;
        }
        let week = week(*number);
        tiles.add_named(week, 1);
        (1..=11)
            .filter(|tile| named >> (tile - 1) & 1 == 1)
            .for_each(|tile| tiles.add_tile(week, tile, 1));
        if named & !72 == 0 {
            tiles.add_people(week, 1);
        }
    }
    tiles
}

fn house(
    told: &[Told],
    place: usize,
    kind: Option<Kind>,
    as_they_are: bool,
    today: NaiveDate,
) -> TileHouse {
    let step = |parts: [usize; 2], at| Step {
        parts: parts.map(|part| counts(told, part)).to_vec(),
        at,
    };
    let of = |parts: [usize; 2]| parts.map(|part| tiles(told, part, None)).to_vec();
    let way = match place {
        _ if as_they_are => Vec::new(),
        0 => Vec::new(),
        1 | 2 => vec![(step([1, 2], place - 1), of([1, 2]))],
        _ => vec![
            (step([1, 2], 0), of([1, 2])),
            (step([3, 4], place - 3), of([3, 4])),
        ],
    };
    let root = if as_they_are { place } else { 0 };
    let below: &[usize] = match place {
        0 => &[1, 2],
        1 => &[3, 4],
        _ => &[],
    };
    let (steps, of_way) = way.into_iter().unzip();
    let of_kind = kind.filter(|_| as_they_are);
    TileHouse {
        house: House {
            whole: counts(told, root),
            way: steps,
            as_they_are,
            k: 5,
            open_from: today,
        },
        whole: tiles(told, root, of_kind),
        way: of_way,
        below: below
            .iter()
            .map(|place| (counts(told, *place), tiles(told, *place, of_kind)))
            .collect(),
        kinds: Kind::ALL
            .iter()
            .map(|kind| tiles(told, root, Some(*kind)))
            .collect(),
        kind,
    }
}

fn look(house: &TileHouse, days: &Days) -> TileView {
    house.look(house.period(days), days)
}

fn any_days() -> impl Strategy<Value = Days> {
    (0..WEEKS, 0..WEEKS).prop_map(|(a, b)| Days {
        from: week(a.min(b)),
        to: week(a.max(b)) + Span::new(6),
    })
}

/// Everything shown of a cell: all, named, each tile, people.
fn columns(cell: &TileCell) -> Vec<Option<i64>> {
    let tiles = (1..=11).map(|tile| cell.tile(tile));
    [cell.all(), cell.named()]
        .into_iter()
        .chain(tiles)
        .chain([cell.people()])
        .collect()
}

/// A count and the rest of what it is a part of, for each column but the first.
fn sides(columns: &[Option<i64>]) -> Vec<Option<(i64, i64)>> {
    (1..columns.len())
        .map(|i| {
            let of = columns[usize::from(i > 1)];
            columns[i].zip(of).map(|(n, of)| (n, of - n))
        })
        .collect()
}

/// The sets of places inside a place that do not overlap.
fn inside(place: usize) -> Vec<Vec<usize>> {
    match place {
        0 => vec![
            vec![1],
            vec![2],
            vec![1, 2],
            vec![3],
            vec![4],
            vec![3, 4],
            vec![2, 3],
            vec![2, 4],
            vec![2, 3, 4],
        ],
        1 => vec![vec![3], vec![4], vec![3, 4]],
        _ => Vec::new(),
    }
}

fn publishable_sides((with, without): (i64, i64)) -> bool {
    publishable(with, 5) && publishable(without, 5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_cell_and_no_difference_of_places_periods_and_kinds_is_a_few(
        told in told(), one in any_days(), other in any_days(), closed in 1..WEEKS + 3,
    ) {
        let today = week(closed);
        let mut shown: BTreeMap<(NaiveDate, usize), Vec<Option<i64>>> = BTreeMap::new();
        let mut of_kinds: BTreeMap<(NaiveDate, usize), Vec<Option<i64>>> = BTreeMap::new();
        for days in [&one, &other] {
            for place in 0..PLACES {
                let view = look(&house(&told, place, None, false, today), days);
                let below = if place == 0 { [1, 2] } else { [3, 4] };
                let cells = view.below.iter().zip(below).map(|(cells, place)| (place, cells));
                for (place, cells) in cells.chain([(place, &view.own)]) {
                    for cell in cells {
                        prop_assert_eq!(cell.weeks, 12);
                        prop_assert!(cell.from + Span::new(84) <= today);
                        // The same answer to every question: on its own page, below another one, on other days.
                        let known = shown.entry((cell.from, place)).or_insert_with(|| columns(cell));
                        prop_assert_eq!(&*known, &columns(cell));
                    }
                }
            }
            for (number, kind) in Kind::ALL.iter().enumerate() {
                let house = house(&told, 0, Some(*kind), false, today);
                prop_assert!(house.by_kind());
                for cell in &look(&house, days).own {
                    of_kinds.insert((cell.from, number), columns(cell));
                }
            }
        }
        let mut blocks: BTreeMap<(NaiveDate, usize, usize), (i64, i64)> = BTreeMap::new();
        for ((from, place), columns) in &shown {
            for (column, side) in sides(columns).into_iter().enumerate() {
                let Some((with, without)) = side else { continue };
                prop_assert!(publishable_sides((with, without)), "{column} at {place}");
                let sum = blocks.entry((Period::COARSEST.start(*from), *place, column)).or_default();
                *sum = (sum.0 + with, sum.1 + without);
                let part = |inside: &usize| shown.get(&(*from, *inside)).and_then(|columns| sides(columns)[column]);
                for choice in inside(*place) {
                    if let Some(parts) = choice.iter().map(part).collect::<Option<Vec<_>>>() {
                        let left = parts.iter().fold((with, without), |(a, b), (x, y)| (a - x, b - y));
                        prop_assert!(publishable_sides(left), "{column} at {place} less {choice:?}");
                    }
                }
            }
        }
        for side in blocks.into_values() {
            prop_assert!(publishable_sides(side));
        }
        // Any kinds taken from the whole house.
        for chosen in 1..64usize {
            for ((from, _), columns) in shown.iter().filter(|((_, place), _)| *place == 0) {
                let kinds: Option<Vec<_>> = (0..6)
                    .filter(|kind| chosen >> kind & 1 == 1)
                    .map(|kind| of_kinds.get(&(*from, kind)).map(|columns| sides(columns)))
                    .collect();
                let Some(kinds) = kinds else { continue };
                for (column, side) in sides(columns).into_iter().enumerate() {
                    let parts: Option<Vec<_>> = kinds.iter().map(|sides| sides[column]).collect();
                    if let (Some(whole), Some(parts)) = (side, parts) {
                        prop_assert!(parts.iter().all(|side| publishable_sides(*side)));
                        let left = parts.iter().fold(whole, |(a, b), (x, y)| (a - x, b - y));
                        prop_assert!(publishable_sides(left), "kinds {chosen:b}");
                    }
                }
            }
        }
    }

    #[test]
    fn one_kind_at_one_place_is_for_those_who_read_its_reports(told in told(), days in any_days(), place in 1..PLACES) {
        let today = week(WEEKS);
        let asked = house(&told, place, Some(Kind::Mistake), false, today);
        prop_assert!(!asked.by_kind());
        prop_assert_eq!(look(&asked, &days).own, look(&house(&told, place, None, false, today), &days).own);
        let lead = house(&told, place, Some(Kind::Mistake), true, today);
        let shown: i64 = look(&lead, &days).own.iter().filter_map(TileCell::named).sum();
        let (from, end) = (Period::FourWeeks.start(days.from), Period::FourWeeks.start(days.to) + Span::new(28));
        let truth = told.iter().filter(|(number, at, kind, tiles)| {
            within(*at, place) && Kind::ALL[*kind] == Kind::Mistake && *tiles > 0 && (from..end).contains(&week(*number))
        });
        prop_assert_eq!(shown, i64::try_from(truth.count()).unwrap());
    }
}

#[test]
fn nobody_asks_a_quiet_house_in_vain() {
    let days = Days {
        from: week(0),
        to: week(50),
    };
    for told in [vec![], vec![(3, 3, 0, 1)]] {
        for place in 0..PLACES {
            let view = look(&house(&told, place, None, false, week(64)), &days);
            let named = Named::of(&view.own);
            assert_eq!((named.named, named.people_last(5)), (0, None));
            assert!(named.tiles.iter().all(|sum| sum.n.unwrap_or(0) == 0));
            assert_eq!(named.tiles.last().map(|sum| sum.tile), Some(NOT_SURE));
        }
    }
}

#[test]
fn people_are_flagged_when_they_alone_catch_at_least_half() {
    let last = |people: usize, system: usize| {
        let told = [vec![(3, 2, 0, 8); people], vec![(3, 2, 0, 2); system]].concat();
        let days = Days {
            from: week(0),
            to: week(11),
        };
        Named::of(&look(&house(&told, 2, None, true, week(64)), &days).own).people_last(5)
    };
    assert_eq!(last(7, 3), Some((7, 10)));
    assert_eq!(last(5, 5), Some((5, 10)));
    assert_eq!(last(5, 6), None);
    assert_eq!(last(4, 0), None);
}

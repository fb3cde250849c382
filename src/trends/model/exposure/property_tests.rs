//! No rate tells more than its count may.

use super::{Known, Unit};
use crate::{
    kernel::{ids::Id, time::Week},
    places::{Place, PlaceCode, Tree},
    reports::Kind,
    stats::Period,
    trends::model::{Counts, Days, House},
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn there_is_no_rate_where_the_count_is_held_back(
        weekly in prop::collection::vec(0..9_i64, 96),
        hours in prop::collection::vec(prop::option::of(0..500_000_i64), 96),
        asked in (0..90_i64, 1..90_i64),
        kind in prop::option::of(Just(Kind::Problem)),
        as_they_are: bool,
    ) {
        let first = Week::of(Period::COARSEST.start("2026-03-04".parse().unwrap()));
        let mut whole = Counts::default();
        for (n, count) in (0..).zip(&weekly) {
            let of = if n % 3 == 0 { Kind::Mistake } else { Kind::Problem };
            whole.add(first.plus(n).monday(), of, *count);
        }
        let house = House {
            whole,
            way: Vec::new(),
            as_they_are,
            k: 5,
            open_from: first.plus(96).monday(),
        };
        let root = Place {
            id: Id::random(),
            code: PlaceCode::random(),
            name: "House".into(),
            parent: None,
            people: None,
            station: false,
        };
        let sums: Vec<_> = (0..)
            .zip(&hours)
            .filter_map(|(n, hours)| Some((first.plus(n).monday(), (*hours)?, 1)))
            .collect();
        let with = [(root.id, Unit::usual(), first.monday())];
        let place = root.id;
        let Known::Worked(worked) = Known::of(&Tree::new(vec![root]), place, &with, &sums) else {
            panic!("it is known");
        };
        let days = Days {
            from: first.plus(asked.0).monday(),
            to: first.plus((asked.0 + asked.1).min(95)).monday(),
        };
        let process = house.process(Some(first), &days, kind);
        for ((cell, count), rate) in process.cells.iter().zip(process.counts()).zip(worked.rates(&process)) {
            if let Some(rate) = rate {
                prop_assert!(cell.n.is_some() && count.is_some());
                let n = cell.n.unwrap();
                prop_assert!(as_they_are || n == 0 || n >= 5);
                let hours = worked.amount(cell).unwrap();
                prop_assert!((rate * hours / 1000.0 - n as f64).abs() < 1e-6);
            }
            // Where the count is held back, no hours stand beside it either.
            if cell.n.is_none() {
                prop_assert_eq!(worked.rate(cell), None);
            }
        }
    }
}

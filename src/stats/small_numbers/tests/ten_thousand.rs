//! Ten thousand made-up houses: no cell, no complement and no difference of 1 to 4 is shown.

use super::*;

const K: i64 = 5;
const WEEKS: u64 = 16;

/// Three places below a house, each with a count for every week.
fn any_house() -> impl Strategy<Value = Vec<Vec<i64>>> {
    let count = prop_oneof![3 => Just(0), 3 => 0..7i64, 4 => 5..15i64];
    prop::collection::vec(prop::collection::vec(count, WEEKS as usize), 3)
}

fn weekly(counts: &[i64]) -> BTreeMap<NaiveDate, i64> {
    (0..)
        .zip(counts)
        .filter(|(_, n)| **n > 0)
        .map(|(number, n)| (week(number), *n))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn nobody_is_given_away(house in any_house(), open_from in 1..=WEEKS, cut in (0..WEEKS, 0..WEEKS)) {
        let small = |n: i64| (1..K).contains(&n);
        let sums: Vec<i64> = (0..WEEKS as usize).map(|i| house.iter().map(|place| place[i]).sum()).collect();
        let (whole, parts) = (weekly(&sums), house.iter().map(|place| weekly(place)).collect::<Vec<_>>());
        let block = Block { from: start(), k: K, open_from: week(open_from) };
        let level = block.level(&whole);
        let levels = block.levels(&whole, level, &parts);
        let within = |counts: &[i64], from: u64, to: u64| -> i64 { counts[from as usize..to as usize].iter().sum() };
        // The house less any of the places shown beside it, on every period on which all of those have closed counts.
        for choice in 0..8_usize {
            let picked: Vec<usize> = (0..3).filter(|i| choice >> i & 1 == 1 && levels[*i].is_some()).collect();
            let Some(coarsest) = picked.iter().filter_map(|i| levels[*i]).chain(level).max() else { continue };
            let step = u64::from(coarsest.weeks());
            for from in (0..WEEKS).step_by(coarsest.weeks() as usize) {
                // Weeks beyond the last are empty, and closed only when the house says so.
                let to = (from + step).min(WEEKS);
                if from + step > open_from {
                    continue;
                }
                let shown: i64 = picked.iter().map(|i| within(&house[*i], from, to)).sum();
                prop_assert!(level.is_none() || !small(within(&sums, from, to) - shown));
                for i in &picked {
                    prop_assert!(!small(within(&house[*i], from, to)));
                }
            }
        }
        // One place by itself, asked for twice: every cell, and what is left of a coarse one.
        let days = asked(cut.0.min(cut.1), cut.0.max(cut.1), open_from);
        let (one, other) = (finest(&parts[0], K, &days), finest(&parts[0], K, &asked(0, WEEKS - 1, open_from)));
        for cell in one.cells.iter().chain(&other.cells) {
            prop_assert!(cell.n.is_none_or(|n| !small(n)));
        }
        for outer in &other.cells {
            let end = outer.from + Days::new(7 * u64::from(outer.weeks));
            let inside: i64 = one.cells.iter().filter(|cell| cell.from >= outer.from && cell.from < end).filter_map(|cell| cell.n).sum();
            prop_assert!(outer.n.is_none_or(|n| n < inside || !small(n - inside)));
        }
        // The places of the whole time, side by side with their sum.
        let totals: Vec<(usize, i64)> = house.iter().map(|place| place.iter().sum()).enumerate().collect();
        let total: i64 = totals.iter().map(|(_, n)| n).sum();
        let shown = breakdown(&totals, K);
        let hidden = total - shown.iter().flatten().sum::<i64>();
        prop_assert!(shown.iter().all(|n| n.is_none_or(|n| !small(n) && !small(total - n))));
        prop_assert!(shown.iter().all(Option::is_none) || !small(hidden));
    }
}

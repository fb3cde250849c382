//! Parts of a whole, on periods of their own.

use super::*;

fn block(open_from: u64) -> Block {
    Block {
        from: start(),
        k: 5,
        open_from: week(open_from),
    }
}

fn sum(parts: &[BTreeMap<NaiveDate, i64>]) -> BTreeMap<NaiveDate, i64> {
    let mut whole = BTreeMap::new();
    for (week, n) in parts.iter().flatten() {
        *whole.entry(*week).or_insert(0) += n;
    }
    whole
}

#[test]
fn a_quiet_part_stays_in_the_rest_and_hides_no_other() {
    let parts = [
        series(&[(0, 9), (1, 8)]),
        series(&[(0, 5), (1, 1)]),
        series(&[(0, 6), (1, 7)]),
    ];
    let levels = block(20).levels(&sum(&parts), Some(Period::Week), &parts);
    // The second one is 6 on four weeks, and alone in the rest a week shows its 1: the smallest other stays with it.
    assert_eq!(
        levels,
        [
            Some(Period::Week),
            Some(Period::FourWeeks),
            Some(Period::FourWeeks)
        ]
    );
}

#[test]
fn never_finer_than_the_whole_and_never_where_the_whole_is_small() {
    let part = series(&[(0, 9), (1, 8)]);
    let one = std::slice::from_ref(&part);
    let coarse = block(20).levels(&part, Some(Period::TwelveWeeks), one);
    assert_eq!(coarse, [Some(Period::TwelveWeeks)]);
    let few = series(&[(0, 3)]);
    assert_eq!(block(48).level(&few), None);
    assert_eq!(block(48).levels(&few, None, one), [None]);
    // A block that is still open has no whole count yet: nothing of it is shown, and nothing of it is small.
    assert_eq!(block(3).level(&few), Some(Period::FourWeeks));
}

#[test]
fn blocks_are_those_that_the_days_touch() {
    let touched = Block::touched(week(47), week(48), 5, week(60));
    assert_eq!(
        touched.iter().map(|block| block.from).collect::<Vec<_>>(),
        [week(0), week(48)]
    );
    assert!(touched[0].holds(week(47)) && !touched[0].holds(week(48)));
}

#[test]
fn categories_are_held_back_for_all_parts_alike() {
    let none = [false; 4];
    let held = |rows: &[Vec<i64>]| held_together(rows, &none, 5);
    assert_eq!(held(&[vec![9, 6, 0, 7]]), none);
    assert_eq!(held(&[vec![9, 2, 6, 30]]), [false, true, true, false]);
    assert_eq!(
        held(&[vec![9, 2, 6, 30], vec![8, 5, 0, 0]]),
        [false, true, true, false]
    );
    // Nothing is left that could hide the two: all are held back.
    assert_eq!(held(&[vec![0, 2, 0, 0]]), [true; 4]);
    assert_eq!(
        held_together(&[vec![9, 6, 8, 7]], &[true, true, false, false], 5),
        [true, true, false, false]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_whole_less_any_parts_is_never_a_few(
        parts in prop::collection::vec(any_series(), 1..5),
        k in 3..=10i64,
        open_from in 0..60u64,
        chosen in prop::collection::vec(any::<bool>(), 1..5),
    ) {
        let whole = sum(&parts);
        let block = Block { from: start(), k, open_from: week(open_from) };
        let level = block.level(&whole);
        let levels = block.levels(&whole, level, &parts);
        let picked: Vec<usize> =
            (0..parts.len()).filter(|i| chosen.get(*i) == Some(&true) && levels[*i].is_some()).collect();
        let Some(coarsest) = picked.iter().filter_map(|i| levels[*i]).chain(level).max() else {
            return Ok(());
        };
        for first in (0..48).step_by(coarsest.weeks() as usize) {
            let end = first + u64::from(coarsest.weeks());
            if end > open_from {
                continue;
            }
            let within = |series: &BTreeMap<NaiveDate, i64>| -> i64 {
                series.range(week(first)..week(end)).map(|(_, n)| n).sum()
            };
            let left = within(&whole) - picked.iter().map(|i| within(&parts[*i])).sum::<i64>();
            prop_assert!(publishable(left, k), "{left} left of {}", within(&whole));
        }
    }

    #[test]
    fn no_row_and_no_column_gives_a_few_away(
        rows in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0), 0..8i64, 0..60i64], 6), 1..5),
        k in 3..=10i64,
        chosen in any::<u8>(),
    ) {
        // The rule asks for rows whose sums may be shown.
        prop_assume!(rows.iter().all(|row| publishable(row.iter().sum(), k)));
        let whole: Vec<i64> = (0..6).map(|kind| rows.iter().map(|row| row[kind]).sum()).collect();
        let above = held_together(std::slice::from_ref(&whole), &[false; 6], k);
        let held = held_together(&rows, &above, k);
        for row in &rows {
            let shown = |kind: &usize| !held[*kind];
            prop_assert!((0..6).filter(shown).all(|kind| publishable(row[kind], k)));
            let picked: i64 =
                (0..6).filter(shown).filter(|kind| chosen >> kind & 1 == 1).map(|kind| row[kind]).sum();
            prop_assert!(publishable(row.iter().sum::<i64>() - picked, k));
        }
        for kind in (0..6).filter(|kind| !held[*kind]) {
            prop_assert!(!above[kind]);
            let picked: i64 = rows.iter().enumerate().filter(|(i, _)| chosen >> i & 1 == 1).map(|(_, row)| row[kind]).sum();
            prop_assert!(publishable(whole[kind] - picked, k));
        }
        prop_assert!(held.iter().filter(|held| **held).count() != 1);
    }
}

//! Series that add up to one that is shown too.

use super::*;

#[test]
fn what_adds_up_is_shown_on_one_period() {
    let children = [series(&[(0, 5), (1, 6)]), series(&[(0, 9), (1, 1), (2, 4)])];
    let views = finest_together(&children, 5, &asked(0, 3, 20));
    assert_eq!(views[0].period, Period::FourWeeks);
    assert_eq!(
        [counts(&views[0]), counts(&views[1])],
        [[Some(11)], [Some(14)]]
    );
    let few = [
        series(&[(0, 50), (48, 60), (96, 70)]),
        series(&[(0, 2), (48, 9), (96, 10)]),
    ];
    let views = finest_together(&few, 5, &asked(0, 143, 144));
    assert_eq!(
        [counts(&views[0]), counts(&views[1])],
        [[None, None, Some(70)], [None, None, Some(10)]]
    );
    assert_eq!(views[0].held_back, 2);
    assert_eq!(finest_together(&[], 5, &asked(0, 3, 20)), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_parent_less_some_children_is_never_a_few(
        children in prop::collection::vec(any_series(), 1..4),
        k in 3..=10i64,
        (from, to, other_from, other_to) in (0..260u64, 0..260u64, 0..260u64, 0..260u64),
        open_from in 0..300u64,
        chosen in prop::collection::vec(any::<bool>(), 64),
    ) {
        let mut parent = BTreeMap::new();
        for (week, n) in children.iter().flatten() {
            *parent.entry(*week).or_insert(0) += n;
        }
        let whole = finest(&parent, k, &asked(from.min(to), from.max(to), open_from));
        let span = asked(other_from.min(other_to), other_from.max(other_to), open_from);
        let parts = finest_together(&children, k, &span);
        let period = parts[0].period.max(whole.period);
        // In each period of the coarser grid that the parent's view shows in full: take some children's counts away.
        let mut sums: BTreeMap<NaiveDate, (u32, i64)> = BTreeMap::new();
        for cell in &whole.cells {
            if let Some(n) = cell.n {
                let (weeks, sum) = sums.entry(period.start(cell.from)).or_default();
                (*weeks, *sum) = (*weeks + cell.weeks, *sum + n);
            }
        }
        let mut choice = chosen.iter().cycle();
        for (start, (_, sum)) in sums.iter().filter(|(_, (weeks, _))| *weeks == period.weeks()) {
            let mut rest = *sum;
            for cell in parts.iter().flat_map(|view| &view.cells) {
                if period.start(cell.from) == *start && choice.next() == Some(&true) {
                    rest -= cell.n.unwrap_or(0);
                }
            }
            prop_assert!(rest >= 0 && !(1..k).contains(&rest), "{rest} left of {sum}");
        }
    }
}

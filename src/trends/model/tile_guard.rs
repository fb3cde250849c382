//! Which counts of system tiles may be shown of a whole and of its parts in one period.
//!
//! A report may name several tiles, so tiles do not add up. Each tile cuts the reports in two, those that name it and
//! those that do not, and both must be 0 or at least k: of the whole, of each part shown apart, and of what is left of
//! the whole without them. A part that does not fit stays in what is left, and hides no other.

use crate::{
    stats::small_numbers::{publishable, publishable_of},
    tally,
};

/// How many system tiles there are.
pub(crate) const TILES: usize = 11;

/// All reports.
pub(super) const ALL: usize = 0;
/// Reports that name at least one tile. The tiles follow, each at its own number behind this one.
pub(super) const NAMED: usize = 1;
/// Reports caught by people alone.
pub(super) const PEOPLE: usize = NAMED + TILES + 1;
/// All of these.
pub(super) const COLUMNS: usize = PEOPLE + 1;

/// The counts of a place in a period: all reports, those that named any tile, each tile, people alone.
pub(super) type Row = [i64; COLUMNS];

/// Which of them may be shown.
pub(super) type Shown = [bool; COLUMNS];

/// Nothing may be shown.
pub(super) const NOTHING: Shown = [false; COLUMNS];

/// Where a tile stands in a row; `None` for a number that is none.
pub(super) fn column(tile: i32) -> Option<usize> {
    usize::try_from(tile)
        .ok()
        .filter(|tile| (1..=TILES).contains(tile))
        .map(|tile| NAMED + tile)
}

/// Where the tiles stand in a row.
pub(super) fn columns() -> std::ops::RangeInclusive<usize> {
    NAMED + 1..=NAMED + TILES
}

/// What may be shown of a whole; `may` says whether its number of reports is.
pub(super) fn whole(row: &Row, may: bool, k: i64) -> Shown {
    let mut shown = NOTHING;
    shown[ALL] = may;
    shown[NAMED] = may && fits(row, NAMED, k);
    for column in columns().chain([PEOPLE]) {
        shown[column] = shown[NAMED] && fits(row, column, k);
    }
    leave_no_few(row, &mut shown, k);
    shown
}

/// What may be shown of the parts of a whole, of which `shown` may be; `may` says of which parts the number of
/// reports is shown.
pub(super) fn parts(of: &Row, shown: &Shown, parts: &[Row], may: &[bool], k: i64) -> Vec<Shown> {
    let mut answer = vec![NOTHING; parts.len()];
    for (part, may) in answer.iter_mut().zip(may) {
        part[ALL] = *may && shown[ALL];
    }
    apart(NAMED, of, shown, parts, &mut answer, k);
    for column in columns().chain([PEOPLE]) {
        apart(column, of, shown, parts, &mut answer, k);
    }
    for (row, shown) in parts.iter().zip(&mut answer) {
        leave_no_few(row, shown, k);
    }
    answer
}

/// One column: every part that fits, as long as what is left of the whole fits too; else the smallest stay in it.
fn apart(column: usize, of: &Row, shown: &Shown, parts: &[Row], answer: &mut [Shown], k: i64) {
    if !shown[column] {
        return;
    }
    let base = if column == NAMED { ALL } else { NAMED };
    let mut chosen: Vec<usize> = (0..parts.len())
        .filter(|i| answer[*i][base] && fits(&parts[*i], column, k))
        .collect();
    // The smallest last, to be taken first; the later one among equals.
    chosen.sort_by_key(|i| (std::cmp::Reverse(parts[*i][base]), *i));
    let mut rest = *of;
    for i in &chosen {
        rest.iter_mut()
            .zip(&parts[*i])
            .for_each(|(rest, n)| *rest -= n);
    }
    while !fits(&rest, column, k)
        && let Some(i) = chosen.pop()
    {
        rest.iter_mut()
            .zip(&parts[i])
            .for_each(|(rest, n)| *rest += n);
    }
    for i in chosen {
        answer[i][column] = true;
    }
}

/// Whether a count and the rest of what it is a part of are both 0 or at least k.
fn fits(row: &Row, column: usize, k: i64) -> bool {
    match column {
        ALL => publishable(row[ALL], k),
        NAMED => publishable_of(row[NAMED], row[ALL], k),
        PEOPLE => {
            // What the system had a hand in holds every report that names a tile of the system.
            let system = row[NAMED] - row[PEOPLE];
            let apart = columns()
                .filter(|column| {
                    !tally::PEOPLE
                        .iter()
                        .any(|tile| self::column(*tile) == Some(*column))
                })
                .all(|column| publishable(system - row[column], k));
            apart && publishable_of(row[PEOPLE], row[NAMED], k)
        }
        column => publishable_of(row[column], row[NAMED], k),
    }
}

/// Where everybody names one tile alone, the tiles add up after all: then those held back would be what the others
/// leave of the reports that name any. More are held back, the smallest first, until that is not a few.
fn leave_no_few(row: &Row, shown: &mut Shown, k: i64) {
    let left = |shown: &Shown| {
        let told: i64 = columns().filter(|c| shown[*c]).map(|c| row[c]).sum();
        row[NAMED] - told
    };
    while shown[NAMED] && left(shown) > 0 && !publishable(left(shown), k) {
        let smallest = columns()
            .filter(|c| shown[*c] && row[*c] > 0)
            .min_by_key(|c| (row[*c], *c));
        match smallest {
            Some(column) => shown[column] = false,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A row of 30 reports, 20 of which name something.
    fn row(tiles: &[(i32, i64)]) -> Row {
        let mut row = [0; COLUMNS];
        row[ALL] = 30;
        row[NAMED] = 20;
        for (tile, n) in tiles {
            row[column(*tile).unwrap()] = *n;
        }
        row
    }

    #[test]
    fn a_tile_is_shown_when_neither_side_of_it_is_a_few() {
        let row = row(&[(1, 15), (2, 16), (3, 4), (4, 20), (5, 5)]);
        let shown = whole(&row, true, 5);
        let tiles = [1, 2, 3, 4, 5, 6].map(|tile| shown[column(tile).unwrap()]);
        assert_eq!(tiles, [true, false, false, true, true, true]);
        assert_eq!(whole(&row, false, 5), NOTHING);
    }

    #[test]
    fn tiles_that_add_up_do_not_give_away_the_one_held_back() {
        // 20 less 10 and 7 is 3.
        let shown = whole(&row(&[(1, 10), (2, 7), (3, 3)]), true, 5);
        let tiles = [1, 2, 3].map(|tile| shown[column(tile).unwrap()]);
        assert_eq!(tiles, [true, false, false]);
    }

    #[test]
    fn a_part_that_is_small_stays_in_the_rest_and_hides_no_other() {
        let mut of = row(&[(1, 15)]);
        of[ALL] = 90;
        of[NAMED] = 60;
        let mut small = row(&[(1, 2)]);
        small[NAMED] = 8;
        let parts_of = [row(&[(1, 7)]), small];
        let answer = parts(&of, &whole(&of, true, 5), &parts_of, &[true, true], 5);
        assert!(answer[0][column(1).unwrap()] && !answer[1][column(1).unwrap()]);
        // The rest would be 60 - 20 that name something, 15 - 12 of them this one.
        let parts_of = [row(&[(1, 12)])];
        let answer = parts(&of, &whole(&of, true, 5), &parts_of, &[true], 5);
        assert!(!answer[0][column(1).unwrap()] && answer[0][NAMED]);
    }

    #[test]
    fn numbers_that_are_no_tile_have_no_column() {
        assert_eq!([0, -3, 12, i32::MAX].map(column), [None; 4]);
    }

    /// Where it was told (0 and 1 below 3, 2 and what is left), and which tiles it names (by bits).
    type Told = (usize, u16);

    fn count(told: &[Told], at: impl Fn(usize) -> bool) -> Row {
        let mut row = [0; COLUMNS];
        for (_, tiles) in told.iter().filter(|(place, _)| at(*place)) {
            row[ALL] += 1;
            row[NAMED] += i64::from(*tiles > 0);
            let people = (1 << 3) | (1 << 6);
            row[PEOPLE] += i64::from(*tiles > 0 && *tiles & !people == 0);
            for tile in 0..TILES {
                row[NAMED + 1 + tile] += i64::from(tiles >> tile & 1);
            }
        }
        row
    }

    fn told() -> impl Strategy<Value = Vec<Told>> {
        let usual = prop_oneof![
            Just(0u16),
            (0..11u16).prop_map(|tile| 1 << tile),
            0..2048u16,
            Just(72),
            Just(9)
        ];
        let crowd =
            (0..5usize, usual, 1..14usize).prop_map(|(place, tiles, n)| vec![(place, tiles); n]);
        prop::collection::vec(crowd, 0..14).prop_map(|all| all.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn no_cell_no_complement_and_no_difference_is_a_few(told in told(), may in any::<[bool; 5]>()) {
            // The whole, its parts 3 (with 0 and 1 in it) and 2, and the parts 0 and 1 of 3.
            let rows = [
                count(&told, |_| true),
                count(&told, |at| matches!(at, 0 | 1 | 3)),
                count(&told, |at| at == 2),
                count(&told, |at| at == 0),
                count(&told, |at| at == 1),
            ];
            // As the grid has it: numbers of reports are shown where neither they nor what is left of them is a few.
            let left = |whole: usize, of: &[usize]| rows[whole][ALL] - of.iter().map(|i| rows[*i][ALL]).sum::<i64>();
            let ok = |i: usize| publishable(rows[i][ALL], 5);
            let mut grid = [ok(0), ok(0) && ok(1) && may[1], ok(0) && ok(2) && may[2], false, false];
            let chosen: Vec<usize> = [1, 2].into_iter().filter(|i| grid[*i]).collect();
            if !publishable(left(0, &chosen), 5) {
                grid[1] = false;
                grid[2] = false;
            }
            grid[3] = grid[1] && ok(3) && publishable(left(1, &[3]), 5) && may[3];

            let top = whole(&rows[0], grid[0], 5);
            let below = parts(&rows[0], &top, &rows[1..3], &grid[1..3], 5);
            let deepest = parts(&rows[1], &below[0], &rows[3..5], &grid[3..5], 5);
            let shown = [top, below[0], below[1], deepest[0], deepest[1]];

            for (row, shown) in rows.iter().zip(&shown) {
                let told: i64 = columns().filter(|c| shown[*c]).map(|c| row[c]).sum();
                let left = row[NAMED] - told;
                prop_assert!(!shown[NAMED] || left <= 0 || publishable(left, 5));
            }
            // Each place shown, less any places shown inside it.
            let inside: [&[&[usize]]; 5] = [
                &[&[], &[1], &[2], &[1, 2], &[3], &[4], &[3, 4], &[3, 2], &[4, 2], &[3, 4, 2]],
                &[&[], &[3], &[4], &[3, 4]],
                &[&[]],
                &[&[]],
                &[&[]],
            ];
            for (whole, choices) in inside.iter().enumerate() {
                for choice in *choices {
                    let all = |column: usize| shown[whole][column] && choice.iter().all(|i| shown[*i][column]);
                    let n = |column: usize| rows[whole][column] - choice.iter().map(|i| rows[*i][column]).sum::<i64>();
                    for column in (NAMED..COLUMNS).filter(|column| all(*column)) {
                        prop_assert!(publishable(n(column), 5), "{column} at {whole} less {choice:?}");
                        let base = if column == NAMED { ALL } else { NAMED };
                        prop_assert!(all(base) && publishable(n(base) - n(column), 5));
                        prop_assert!(publishable(n(ALL) - n(column), 5));
                    }
                    // What the system had a hand in, less one of its tiles.
                    for tile in [1, 2, 3, 5, 6, 8, 9, 10, 11].map(|tile| column(tile).unwrap()) {
                        if all(PEOPLE) && all(tile) {
                            prop_assert!(publishable(n(NAMED) - n(PEOPLE) - n(tile), 5));
                        }
                    }
                }
            }
        }
    }
}

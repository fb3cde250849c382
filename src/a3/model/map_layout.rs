//! Where the conditions of a map go on a drawing: numbers for an SVG, but no SVG.
//!
//! What happened stands at the start; what made it possible stands one column further on, as far as the longest
//! way needs. Within a column the order follows the neighbours (their mean, in sweeps to and fro), and each
//! condition stands as near to the middle of its neighbours as the others leave room; in a map that is taller than
//! a screen, beside the first of them, so that it begins at the top. The same map is always drawn the same way. All lengths are in the units of the view box, rounded to one decimal.

use super::map::Map;
use std::collections::BTreeMap;

/// The width of a condition.
pub const WIDTH: f64 = 216.0;
/// Room between two columns, for the links.
const COLUMN_GAP: f64 = 56.0;
/// Room between two conditions of a column.
const ROW_GAP: f64 = 18.0;
/// Room around the drawing.
const MARGIN: f64 = 12.0;
/// The height that a link needs where it passes between conditions.
const PASSING: f64 = 4.0;
/// Sweeps that sort the columns.
const SORTING: usize = 8;
/// Sweeps that move conditions towards their neighbours.
const MOVING: usize = 10;
/// A drawing that is taller than this does not fit a screen. Its middle would be far down, so it begins at the top.
const TALL: f64 = 900.0;
/// Places where links pass a column; with more, long links are drawn straight, behind the conditions.
const MOST_PASSINGS: usize = 2_000;

/// Where a condition stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// As it was asked for.
    pub height: f64,
}

/// A link as it is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The place of what was made possible: the link begins at its right edge.
    pub what: usize,
    /// The place of what made it possible: the link ends at its left edge.
    pub by: usize,
    /// Points; between the 1st and 2nd, the 3rd and 4th … it bends, between the others it goes straight on.
    pub points: Vec<(f64, f64)>,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The width of all.
    pub width: f64,
    /// The height of all.
    pub height: f64,
    /// One for each condition, in the map's order.
    pub spots: Vec<Spot>,
    /// One for each link.
    pub ways: Vec<Way>,
}

/// A condition, or a place where a link passes.
struct Item {
    column: usize,
    height: f64,
    /// How strongly it is drawn to its neighbours; passings are, so that links run straight.
    weight: f64,
    y: f64,
    before: Vec<usize>,
    after: Vec<usize>,
}

/// Lays a map out; `heights` holds one height for each condition (missing ones count as 0).
#[must_use]
pub fn layout(map: &Map, heights: &[f64]) -> Layout {
    let n = map.conditions().len();
    let columns = columns(map);
    let mut drawing = Drawing {
        items: (0..n)
            .map(|place| Item {
                column: columns.get(place).copied().unwrap_or_default(),
                height: heights.get(place).copied().unwrap_or_default(),
                weight: 1.0,
                y: 0.0,
                before: Vec::new(),
                after: Vec::new(),
            })
            .collect(),
        columns: Vec::new(),
    };
    let ways = drawing.link(map);
    drawing.fill_columns(map);
    drawing.sort();
    drawing.settle();
    if drawing
        .edges()
        .is_some_and(|(top, bottom)| bottom - top > TALL)
    {
        drawing.stack();
    }
    drawing.finish(n, ways)
}

/// The longest way from what happened, for each condition.
fn columns(map: &Map) -> Vec<usize> {
    let n = map.conditions().len();
    let mut columns = vec![0; n];
    let mut waits: Vec<usize> = (0..n).map(|place| map.above(place).len()).collect();
    let mut free = map.tops();
    while let Some(at) = free.pop() {
        let next = columns.get(at).copied().unwrap_or_default() + 1;
        for &by in map.below(at) {
            if let Some(column) = columns.get_mut(by) {
                *column = next.max(*column);
            }
            if let Some(waits) = waits.get_mut(by) {
                *waits -= 1;
                if *waits == 0 {
                    free.push(by);
                }
            }
        }
    }
    columns
}

struct Drawing {
    items: Vec<Item>,
    /// The items of each column, from top to bottom.
    columns: Vec<Vec<usize>>,
}

impl Drawing {
    fn item(&self, at: usize) -> Option<&Item> {
        self.items.get(at)
    }

    fn column_of(&self, at: usize) -> usize {
        self.item(at).map_or(0, |item| item.column)
    }

    fn y(&self, at: usize) -> f64 {
        self.item(at).map_or(0.0, |item| item.y)
    }

    /// Joins neighbours; a link over several columns gets a passing in each. Answers for each link its ends and
    /// the passings between them.
    fn link(&mut self, map: &Map) -> Vec<Vec<usize>> {
        let links: Vec<(usize, usize)> = (0..self.items.len())
            .flat_map(|what| map.below(what).iter().map(move |&by| (what, by)))
            .collect();
        let long = |&(what, by): &(usize, usize)| {
            (self.column_of(by) - self.column_of(what)).saturating_sub(1)
        };
        let bend = links.iter().map(long).sum::<usize>() <= MOST_PASSINGS;
        let mut ways = Vec::with_capacity(links.len());
        for (what, by) in links {
            let mut way = vec![what];
            let between = self.column_of(what) + 1..self.column_of(by);
            for column in between.filter(|_| bend) {
                way.push(self.items.len());
                self.items.push(Item {
                    column,
                    height: PASSING,
                    weight: 4.0,
                    y: 0.0,
                    before: Vec::new(),
                    after: Vec::new(),
                });
            }
            way.push(by);
            for pair in way.windows(2) {
                if let [from, to] = *pair {
                    if let Some(item) = self.items.get_mut(from) {
                        item.after.push(to);
                    }
                    if let Some(item) = self.items.get_mut(to) {
                        item.before.push(from);
                    }
                }
            }
            ways.push(way);
        }
        ways
    }

    /// A first order: as one walks down from each top. A tree has no crossings then.
    fn fill_columns(&mut self, map: &Map) {
        let last = self.items.iter().map(|item| item.column).max();
        self.columns = vec![Vec::new(); last.map_or(0, |last| last + 1)];
        let mut seen = vec![false; self.items.len()];
        let mut waiting = map.tops();
        waiting.reverse();
        while let Some(at) = waiting.pop() {
            let new = seen
                .get_mut(at)
                .is_some_and(|seen| !std::mem::replace(seen, true));
            if let Some(item) = self.items.get(at).filter(|_| new) {
                if let Some(column) = self.columns.get_mut(item.column) {
                    column.push(at);
                }
                waiting.extend(item.after.iter().rev());
            }
        }
    }

    /// Sorts each column by the mean place of its neighbours, to and fro, and keeps the order with the fewest
    /// crossings.
    fn sort(&mut self) {
        let mut best = (self.crossings(), self.columns.clone());
        for sweep in 0..SORTING {
            if best.0 == 0 {
                break;
            }
            let forth = sweep % 2 == 0;
            let last = self.columns.len();
            for step in 1..last {
                let at = if forth { step } else { last - 1 - step };
                let places = self.places();
                let mean = |item: usize| {
                    let item = self.items.get(item)?;
                    let near = if forth { &item.before } else { &item.after };
                    mean(near.iter().filter_map(|other| places.get(*other)).copied())
                };
                let mut keyed: Vec<(f64, usize)> = self
                    .columns
                    .get(at)
                    .into_iter()
                    .flatten()
                    .map(|&item| {
                        let own = places.get(item).copied().unwrap_or_default();
                        (mean(item).unwrap_or(own), item)
                    })
                    .collect();
                // A stable sort: equals stay as they were.
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                if let Some(column) = self.columns.get_mut(at) {
                    *column = keyed.into_iter().map(|(_, item)| item).collect();
                }
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.columns.clone());
            }
        }
        self.columns = best.1;
    }

    /// Each item's place in its column, as a part of the column: columns of different lengths compare.
    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.items.len()];
        for column in &self.columns {
            for (at, item) in column.iter().enumerate() {
                if let Some(place) = places.get_mut(*item) {
                    // Far below 2^53 items: exact.
                    *place = (at as f64 + 0.5) / column.len() as f64;
                }
            }
        }
        places
    }

    /// Pairs of links between two neighbouring columns that cross.
    fn crossings(&self) -> usize {
        let mut order = vec![0_usize; self.items.len()];
        for column in &self.columns {
            for (at, item) in column.iter().enumerate() {
                if let Some(order) = order.get_mut(*item) {
                    *order = at;
                }
            }
        }
        let at = |item: usize| order.get(item).copied().unwrap_or_default();
        let mut crossings = 0;
        for column in &self.columns {
            let mut ends: Vec<(usize, usize)> = column
                .iter()
                .filter_map(|&from| self.item(from).map(|item| (from, item)))
                .flat_map(|(from, item)| item.after.iter().map(move |&to| (at(from), at(to))))
                .collect();
            ends.sort_unstable();
            let mut seen: Vec<usize> = Vec::with_capacity(ends.len());
            for (_, end) in ends {
                let place = seen.partition_point(|&other| other <= end);
                crossings += seen.len() - place;
                seen.insert(place, end);
            }
        }
        crossings
    }

    /// Moves all towards the middle of their neighbours, keeping order and distance.
    fn settle(&mut self) {
        for at in 0..self.columns.len() {
            self.place_column(at, |_| Some(0.0));
        }
        for sweep in 0..MOVING {
            // At last by what stands behind: what happened comes to the middle of what made it possible.
            let forth = sweep % 2 == 0;
            let last = self.columns.len();
            for step in 0..last {
                let at = if forth { step } else { last - 1 - step };
                let ys: Vec<f64> = self.items.iter().map(|item| item.y).collect();
                let both = sweep + 2 < MOVING;
                self.place_column(at, |item| {
                    let (near, far) = if forth {
                        (&item.before, &item.after)
                    } else {
                        (&item.after, &item.before)
                    };
                    let of = |list: &[usize]| {
                        mean(list.iter().filter_map(|other| ys.get(*other)).copied())
                    };
                    of(near).or_else(|| of(far).filter(|_| both))
                });
            }
        }
    }

    /// Puts a column where its items wish to be, as near as their order and their heights allow: the least sum of
    /// weighted squares (pool adjacent violators). Without a wish an item stays.
    fn place_column(&mut self, at: usize, wish: impl Fn(&Item) -> Option<f64>) {
        /// Items that touch: the mean wish of its first item's offset frame, weight, how many.
        struct Block {
            wish: f64,
            weight: f64,
            size: usize,
        }
        let Some(column) = self.columns.get(at).cloned() else {
            return;
        };
        let mut offsets = Vec::with_capacity(column.len());
        let mut blocks: Vec<Block> = Vec::new();
        let (mut offset, mut above) = (0.0, None);
        for item in column.iter().filter_map(|&item| self.items.get(item)) {
            if let Some((height, weight)) = above {
                let gap = if item.weight > 1.0 && weight > 1.0 {
                    ROW_GAP / 2.0
                } else {
                    ROW_GAP
                };
                offset += (height + item.height) / 2.0 + gap;
            }
            above = Some((item.height, item.weight));
            offsets.push(offset);
            let mut block = Block {
                wish: wish(item).unwrap_or(item.y) - offset,
                weight: item.weight,
                size: 1,
            };
            while let Some(last) = blocks.pop_if(|last| last.wish >= block.wish) {
                let weight = last.weight + block.weight;
                block = Block {
                    wish: (last.wish * last.weight + block.wish * block.weight) / weight,
                    weight,
                    size: last.size + block.size,
                };
            }
            blocks.push(block);
        }
        let starts = blocks
            .iter()
            .flat_map(|block| std::iter::repeat_n(block.wish, block.size));
        for ((item, start), offset) in column.iter().zip(starts).zip(offsets) {
            if let Some(item) = self.items.get_mut(*item) {
                item.y = start + offset;
            }
        }
    }

    /// Puts everything as far up as it goes, each beside the first that made it possible: whoever opens a tall map
    /// sees at once what happened.
    fn stack(&mut self) {
        // Forth, each no higher than the first that it made possible; then back, down to the first of what made
        // it possible, as far as the next below leaves room.
        for column in self.columns.clone() {
            let mut free = 0.0_f64;
            for at in column {
                let Some(item) = self.item(at) else { continue };
                let (height, before) = (item.height, &item.before);
                let highest = before
                    .iter()
                    .map(|&other| self.top(other))
                    .fold(f64::INFINITY, f64::min);
                let top = if highest.is_finite() {
                    highest.max(free)
                } else {
                    free
                };
                free = top + height + ROW_GAP;
                self.put(at, top);
            }
        }
        for column in self.columns.clone().into_iter().rev() {
            let mut room = f64::INFINITY;
            for &at in column.iter().rev() {
                let Some(item) = self.item(at) else { continue };
                let after = item.after.iter().map(|&other| self.top(other));
                let wish = after.fold(f64::INFINITY, f64::min);
                let now = self.top(at);
                let low = wish.min(room - item.height - ROW_GAP);
                let top = if wish.is_finite() { low.max(now) } else { now };
                self.put(at, top);
                room = top;
            }
        }
    }

    fn top(&self, at: usize) -> f64 {
        self.item(at).map_or(0.0, |item| item.y - item.height / 2.0)
    }

    fn put(&mut self, at: usize, top: f64) {
        if let Some(item) = self.items.get_mut(at) {
            item.y = top + item.height / 2.0;
        }
    }

    /// The upper and the lower edge of all; `None` of nothing.
    fn edges(&self) -> Option<(f64, f64)> {
        let tops = self.items.iter().map(|item| item.y - item.height / 2.0);
        let bottoms = self.items.iter().map(|item| item.y + item.height / 2.0);
        tops.reduce(f64::min).zip(bottoms.reduce(f64::max))
    }

    /// Moves the drawing into its frame, and rounds.
    fn finish(&self, n: usize, ways: Vec<Vec<usize>>) -> Layout {
        let (top, bottom) = self.edges().unwrap_or_default();
        let down = MARGIN - top;
        // At most some hundred columns: exact.
        let x = |column: usize| MARGIN + column as f64 * (WIDTH + COLUMN_GAP);
        let spots = self
            .items
            .iter()
            .take(n)
            .map(|item| Spot {
                x: rounded(x(item.column)),
                y: rounded(item.y - item.height / 2.0 + down),
                height: item.height,
            })
            .collect();
        let ways = ways
            .into_iter()
            .filter_map(|way| {
                let (&what, &by) = (way.first()?, way.last()?);
                let mut points = Vec::with_capacity(way.len() * 2);
                for &at in &way {
                    let left = x(self.column_of(at));
                    let y = rounded(self.y(at) + down);
                    if at != what {
                        points.push((rounded(left), y));
                    }
                    if at != by {
                        points.push((rounded(left + WIDTH), y));
                    }
                }
                Some(Way { what, by, points })
            })
            .collect();
        let width = match self.columns.len() {
            0 => 2.0 * MARGIN,
            columns => x(columns - 1) + WIDTH + MARGIN,
        };
        Layout {
            width: rounded(width),
            height: rounded(bottom - top + 2.0 * MARGIN),
            spots,
            ways,
        }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    (n > 0.0).then(|| sum / n)
}

/// One decimal, and never "-0".
fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0 + 0.0
}

/// The columns of a layout with the places in them, for walking and for tests.
#[must_use]
pub fn by_column(layout: &Layout) -> Vec<Vec<usize>> {
    let mut columns: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (place, spot) in layout.spots.iter().enumerate() {
        // Edges lie within a few ten thousand units.
        columns
            .entry(spot.x.round() as i64)
            .or_default()
            .push(place);
    }
    columns.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::super::map::tests::map;
    use super::*;
    use proptest::prelude::*;

    fn drawn(n: usize, links: &[(usize, usize)]) -> Layout {
        layout(&map(n, links).unwrap(), &vec![60.0; n])
    }

    fn middle(layout: &Layout, place: usize) -> f64 {
        layout.spots[place].y + layout.spots[place].height / 2.0
    }

    #[test]
    fn an_empty_map_is_a_small_sheet() {
        let empty = drawn(0, &[]);
        assert_eq!((empty.width, empty.height), (24.0, 24.0));
        assert!(empty.spots.is_empty() && empty.ways.is_empty());
    }

    #[test]
    fn a_chain_is_one_straight_row() {
        let chain = drawn(3, &[(0, 1), (1, 2)]);
        assert_eq!(by_column(&chain), [[0], [1], [2]]);
        assert_eq!(chain.height, 84.0);
        assert!(chain.spots.iter().all(|spot| spot.y == 12.0));
        assert_eq!(chain.ways[0].points, [(228.0, 42.0), (284.0, 42.0)]);
    }

    #[test]
    fn what_happened_stands_in_the_middle_of_what_made_it_possible() {
        let fan = drawn(4, &[(0, 1), (0, 2), (0, 3)]);
        assert_eq!(middle(&fan, 0), middle(&fan, 2));
        assert!(fan.spots[1].y < fan.spots[2].y && fan.spots[2].y < fan.spots[3].y);
    }

    #[test]
    fn a_tall_map_begins_with_what_happened() {
        let links: Vec<(usize, usize)> = (1..40).map(|by| ((by - 1) / 3, by)).collect();
        let tall = drawn(40, &links);
        assert!(tall.height > TALL);
        assert_eq!(tall.spots[0].y, 12.0);
        // The second of the three stands beside the first of its own.
        assert_eq!(tall.spots[2].y, tall.spots[7].y);
    }

    #[test]
    fn a_long_link_passes_between_the_conditions() {
        let map = drawn(4, &[(0, 1), (1, 2), (2, 3), (0, 3)]);
        let long = map
            .ways
            .iter()
            .find(|way| (way.what, way.by) == (0, 3))
            .unwrap();
        assert_eq!(long.points.len(), 6);
        for (place, points) in [(1, &long.points[1..3]), (2, &long.points[3..5])] {
            let spot = map.spots[place];
            for (_, y) in points {
                assert!(*y < spot.y || *y > spot.y + spot.height, "{y} in {spot:?}");
            }
        }
    }

    #[test]
    fn a_needless_crossing_is_undone() {
        // Drawn as they were added, 2 - 5 and 3 - 4 would cross.
        let map = drawn(6, &[(0, 1), (0, 2), (0, 3), (3, 4), (2, 5), (1, 5), (1, 4)]);
        assert_eq!(map.spots.len(), 6);
        let columns = by_column(&map);
        assert_eq!(columns.len(), 3);
    }

    #[test]
    fn hundreds_of_conditions_are_laid_out() {
        let mut tree: Vec<(usize, usize)> = (1..300).map(|by| ((by - 1) / 3, by)).collect();
        tree.extend((100..300).map(|by| (by / 9, by)));
        let chain: Vec<(usize, usize)> = (1..300).map(|by| (by - 1, by)).collect();
        let dense: Vec<(usize, usize)> = (3..300)
            .flat_map(|by| [(by - 1, by), (by - 2, by), (by / 2, by)])
            .collect();
        for links in [tree, chain, dense] {
            let mut links = links;
            links.sort_unstable();
            links.dedup();
            let layout = drawn(300, &links);
            assert_eq!(layout.spots.len(), 300);
        }
    }

    proptest! {
        #[test]
        fn nothing_lies_on_anything_else(
            n in 1..40_usize,
            pairs in prop::collection::vec((0..40_usize, 0..40_usize), 0..80),
            heights in prop::collection::vec(40.0..140.0f64, 40),
        ) {
            let mut links: Vec<(usize, usize)> =
                pairs.into_iter().filter(|&(what, by)| what < by && by < n).collect();
            links.sort_unstable();
            links.dedup();
            let map = map(n, &links).unwrap();
            let one = layout(&map, &heights);
            prop_assert_eq!(&one, &layout(&map, &heights));
            prop_assert_eq!(one.ways.len(), links.len());
            for (a, left) in one.spots.iter().enumerate() {
                prop_assert!(left.x >= 0.0 && left.y >= 0.0);
                prop_assert!(left.x + WIDTH <= one.width && left.y + left.height <= one.height + 0.2);
                for right in one.spots.iter().skip(a + 1) {
                    let beside = (left.x - right.x).abs() >= WIDTH;
                    let apart = left.y + left.height <= right.y || right.y + right.height <= left.y;
                    prop_assert!(beside || apart, "{left:?} {right:?}");
                }
            }
            for way in &one.ways {
                prop_assert!(one.spots[way.what].x < one.spots[way.by].x);
                prop_assert!(way.points.len() % 2 == 0);
            }
        }
    }
}

//! Rules: the map of conditions. What made something possible branches, and ways may meet again; only a
//! circle is refused, for it would explain nothing.

use crate::kernel::{
    code::Code,
    ids::Id,
    text::{self, TextError},
};
use std::collections::{BTreeMap, BTreeSet};

/// Conditions that one map holds.
pub const MOST_CONDITIONS: usize = 300;

/// Links that one map holds: three for each condition.
pub const MOST_LINKS: usize = 900;

/// Fields of a chain, one for each "what made that possible?".
pub const CHAIN: usize = 5;

/// Characters of a statement.
pub const MOST_STATEMENT: usize = 500;

/// Characters of what was seen or heard for it.
pub const MOST_EVIDENCE: usize = 2_000;

/// The code by which a condition is named in addresses.
pub type ConditionCode = Code<6>;

crate::words! {
    /// How sure we are that it was so.
    Sure {
        /// Somebody supposes it.
        Guess = "guess",
        /// Something speaks for it.
        Likely = "likely",
        /// Somebody went and saw it.
        Seen = "seen",
    }
}

impl Sure {
    /// As people read it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Guess => "a guess",
            Self::Likely => "likely",
            Self::Seen => "seen",
        }
    }

    /// What it asks of whoever chooses it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Guess => "We think so. Nobody has looked yet.",
            Self::Likely => "Something speaks for it.",
            Self::Seen => "Somebody went to the place and saw it.",
        }
    }
}

/// A number that is no tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("We do not know this tile. Please choose from the ones shown.")]
pub struct UnknownTile;

/// What a condition says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What was so: 1 to 500 characters.
    pub statement: String,
    /// The tile of the system it belongs to, 1 to 11.
    pub factor: Option<u8>,
    /// What was seen, heard or measured.
    pub evidence: Option<String>,
    /// How sure we are.
    pub sure: Sure,
}

impl Said {
    /// A statement alone, as it comes to mind.
    #[must_use]
    pub fn guess(statement: String) -> Self {
        Self {
            statement,
            factor: None,
            evidence: None,
            sure: Sure::Guess,
        }
    }

    /// A statement: one line, 1 to 500 characters.
    ///
    /// # Errors
    /// `TextError` for an empty, too long or unreadable one.
    pub fn parse_statement(raw: &str) -> Result<String, TextError> {
        text::line(raw, MOST_STATEMENT)
    }

    /// What speaks for it: up to 2,000 characters.
    ///
    /// # Errors
    /// `TextError` for too long or unreadable words.
    pub fn parse_evidence(raw: &str) -> Result<Option<String>, TextError> {
        text::optional_block(raw, MOST_EVIDENCE)
    }

    /// A tile's number; empty is not chosen yet.
    ///
    /// # Errors
    /// `UnknownTile` for anything but 1 to 11.
    pub fn parse_factor(raw: &str) -> Result<Option<u8>, UnknownTile> {
        match raw.trim() {
            "" => Ok(None),
            digits => digits
                .parse()
                .ok()
                .filter(|tile| (1..=11).contains(tile))
                .map(Some)
                .ok_or(UnknownTile),
        }
    }
}

/// A condition of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its identity.
    pub id: Id,
    /// Its code in addresses.
    pub code: ConditionCode,
    /// What it says.
    pub said: Said,
    /// Rises with each change.
    pub version: i32,
}

/// One "made possible by".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// What was made possible.
    pub what: Id,
    /// What made it possible.
    pub by: Id,
}

/// Why the rules say no.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapRefusal {
    /// No such condition on this map.
    #[error("This condition is not on the map any more.")]
    NotHere,
    /// Both ends are the same.
    #[error("A condition cannot have made itself possible. Please choose another one.")]
    Itself,
    /// The link is there.
    #[error("These two are linked already.")]
    Known,
    /// The link would lead round.
    #[error(
        "That would make it go round in a circle: “{by}” made “{what}” possible, which already leads back to “{by}”."
    )]
    Circle {
        /// What was to be made possible, shortened.
        what: String,
        /// What was to make it possible, shortened.
        by: String,
    },
    /// No room for more conditions.
    #[error(
        "A map holds {MOST_CONDITIONS} conditions, and this one is full. Please remove some first."
    )]
    Full,
    /// No room for more links.
    #[error("A map holds {MOST_LINKS} links, and this one has them all. Please remove some first.")]
    FullOfLinks,
}

/// All conditions of a sheet and how they made each other possible; never with a circle.
///
/// Conditions are named by their place in [`Map::conditions`].
#[derive(Debug, Clone, Default)]
pub struct Map {
    conditions: Vec<Condition>,
    below: Vec<Vec<usize>>,
    above: Vec<Vec<usize>>,
}

impl Map {
    /// Puts rows together; the conditions come in the order in which they were added.
    ///
    /// # Errors
    /// As [`Map::may_link`], for links that the rules would not have let in.
    pub fn new(conditions: Vec<Condition>, links: &[Link]) -> Result<Self, MapRefusal> {
        let places: BTreeMap<Id, usize> = conditions
            .iter()
            .enumerate()
            .map(|(place, condition)| (condition.id, place))
            .collect();
        let place = |id| places.get(&id).copied().ok_or(MapRefusal::NotHere);
        let mut ends = links
            .iter()
            .map(|link| Ok((place(link.what)?, place(link.by)?)))
            .collect::<Result<Vec<_>, _>>()?;
        // The order of rows differs between the databases; the order of adding does not.
        ends.sort_unstable();
        let mut map = Self {
            below: vec![Vec::new(); conditions.len()],
            above: vec![Vec::new(); conditions.len()],
            conditions,
        };
        for (what, by) in ends {
            if map.below(what).contains(&by) {
                return Err(MapRefusal::Known);
            }
            map.join(what, by);
        }
        match map.circle() {
            Some(at) => Err(map.circle_at(at, at)),
            None => Ok(map),
        }
    }

    /// The conditions, in the order in which they were added.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    /// How many links there are.
    #[must_use]
    pub fn links(&self) -> usize {
        self.below.iter().map(Vec::len).sum()
    }

    /// The condition at a place.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&Condition> {
        self.conditions.get(place)
    }

    /// The place of the condition with this code.
    #[must_use]
    pub fn find(&self, code: ConditionCode) -> Option<usize> {
        self.conditions
            .iter()
            .position(|condition| condition.code == code)
    }

    /// What made it possible.
    #[must_use]
    pub fn below(&self, place: usize) -> &[usize] {
        self.below.get(place).map_or(&[], Vec::as_slice)
    }

    /// What it made possible.
    #[must_use]
    pub fn above(&self, place: usize) -> &[usize] {
        self.above.get(place).map_or(&[], Vec::as_slice)
    }

    /// What happened: conditions that made nothing else possible.
    #[must_use]
    pub fn tops(&self) -> Vec<usize> {
        (0..self.conditions.len())
            .filter(|&place| self.above(place).is_empty())
            .collect()
    }

    /// Whether so many more conditions fit, with so many more links.
    ///
    /// # Errors
    /// `MapRefusal::Full`, `MapRefusal::FullOfLinks`.
    pub fn may_grow(&self, conditions: usize, links: usize) -> Result<(), MapRefusal> {
        if self.conditions.len() + conditions > MOST_CONDITIONS {
            Err(MapRefusal::Full)
        } else if self.links() + links > MOST_LINKS {
            Err(MapRefusal::FullOfLinks)
        } else {
            Ok(())
        }
    }

    /// The condition that says just this just there: below `under`, or at the top.
    #[must_use]
    pub fn same(&self, under: Option<usize>, said: &Said) -> Option<&Condition> {
        let beside = match under {
            Some(place) => self.below(place).to_vec(),
            None => self.tops(),
        };
        beside
            .into_iter()
            .filter_map(|place| self.get(place))
            .find(|condition| condition.said == *said)
    }

    /// Whether `by` may be said to have made `what` possible.
    ///
    /// # Errors
    /// Each of `MapRefusal` but `Full`.
    pub fn may_link(&self, what: usize, by: usize) -> Result<(), MapRefusal> {
        if what.max(by) >= self.conditions.len() {
            Err(MapRefusal::NotHere)
        } else if what == by {
            Err(MapRefusal::Itself)
        } else if self.below(what).contains(&by) {
            Err(MapRefusal::Known)
        } else if self.leads_to(by, what, None) {
            Err(self.circle_at(what, by))
        } else {
            self.may_grow(0, 1)
        }
    }

    /// The links that take the place of a condition that is removed: what it made possible was made possible by
    /// what stood below it, unless another way already says so.
    #[must_use]
    pub fn closing_up(&self, gone: usize) -> Vec<(usize, usize)> {
        let mut closed = Vec::new();
        for &what in self.above(gone) {
            for &by in self.below(gone) {
                if !self.leads_to(what, by, Some(gone)) {
                    closed.push((what, by));
                }
            }
        }
        closed
    }

    /// Whether one comes from `from` down to `to`, without stepping on `without`.
    fn leads_to(&self, from: usize, to: usize, without: Option<usize>) -> bool {
        let mut seen: BTreeSet<usize> = without.into_iter().collect();
        let mut waiting = vec![from];
        while let Some(at) = waiting.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                waiting.extend(self.below(at));
            }
        }
        false
    }

    fn join(&mut self, what: usize, by: usize) {
        if let Some(list) = self.below.get_mut(what) {
            list.push(by);
        }
        if let Some(list) = self.above.get_mut(by) {
            list.push(what);
        }
    }

    /// A condition on a circle, when there is one.
    fn circle(&self) -> Option<usize> {
        let mut waits: Vec<usize> = self.above.iter().map(Vec::len).collect();
        let mut free = self.tops();
        while let Some(at) = free.pop() {
            for &by in self.below(at) {
                if let Some(n) = waits.get_mut(by) {
                    *n -= 1;
                    if *n == 0 {
                        free.push(by);
                    }
                }
            }
        }
        waits.iter().position(|&n| n > 0)
    }

    fn circle_at(&self, what: usize, by: usize) -> MapRefusal {
        let say = |place| {
            self.get(place)
                .map(|condition| shortened(&condition.said.statement, 80))
                .unwrap_or_default()
        };
        MapRefusal::Circle {
            what: say(what),
            by: say(by),
        }
    }
}

/// The first `most` characters, with dots for what is left out.
#[must_use]
pub fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let mut short: String = words.chars().take(most.saturating_sub(1)).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// One line of the map read as a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The condition.
    pub place: usize,
    /// The condition that it made possible here; `None` for what happened.
    pub under: Option<usize>,
    /// 0 for what happened.
    pub depth: usize,
    /// Whether it stands in full further up, as several ways lead to it.
    pub again: bool,
}

impl Map {
    /// The map as a list: each condition once in full, below the first that it made possible, and once more as a
    /// mention for each further way.
    #[must_use]
    pub fn outline(&self) -> Vec<Line> {
        let mut lines = Vec::with_capacity(self.conditions.len());
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<Line> = Vec::new();
        let line = |place, under, depth| Line {
            place,
            under,
            depth,
            again: false,
        };
        waiting.extend(self.tops().into_iter().rev().map(|top| line(top, None, 0)));
        while let Some(mut next) = waiting.pop() {
            next.again = !seen.insert(next.place);
            lines.push(next);
            if !next.again {
                let below = self.below(next.place).iter().rev();
                waiting.extend(below.map(|&by| line(by, Some(next.place), next.depth + 1)));
            }
        }
        lines
    }

    /// The map as a text that two of are compared in words; `tile` names a tile.
    #[must_use]
    pub fn in_words(&self, tile: impl Fn(u8) -> Option<&'static str>) -> String {
        let mut text = String::new();
        for line in self.outline() {
            let Some(condition) = self.get(line.place) else {
                continue;
            };
            let indent = "  ".repeat(line.depth);
            let said = &condition.said;
            if line.again {
                let short = shortened(&said.statement, 80);
                text.push_str(&format!("{indent}– see above: {short}\n"));
                continue;
            }
            let tile = said.factor.and_then(&tile);
            let tile = tile.map(|name| format!("; {name}")).unwrap_or_default();
            let sure = said.sure.in_words();
            text.push_str(&format!("{indent}– {} ({sure}{tile})\n", said.statement));
            for seen in said.evidence.iter().flat_map(|evidence| evidence.lines()) {
                text.push_str(&format!("{indent}  {seen}\n"));
            }
        }
        text.truncate(text.trim_end().len());
        text
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    pub(crate) fn condition(statement: &str) -> Condition {
        Condition {
            id: Id::random(),
            code: ConditionCode::random(),
            said: Said::guess(statement.into()),
            version: 1,
        }
    }

    /// A map of so many conditions; each pair is (what, by).
    pub(crate) fn map(n: usize, links: &[(usize, usize)]) -> Result<Map, MapRefusal> {
        let conditions: Vec<Condition> = (0..n).map(|i| condition(&format!("c{i}"))).collect();
        let links: Vec<Link> = links
            .iter()
            .map(|&(what, by)| Link {
                what: conditions[what].id,
                by: conditions[by].id,
            })
            .collect();
        Map::new(conditions, &links)
    }

    fn lines(map: &Map) -> Vec<(usize, usize, bool)> {
        map.outline()
            .iter()
            .map(|line| (line.place, line.depth, line.again))
            .collect()
    }

    #[test]
    fn ways_branch_and_meet_again() {
        let map = map(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]).unwrap();
        assert_eq!(map.tops(), [0]);
        assert_eq!(map.above(3), [1, 2]);
        assert_eq!(
            lines(&map),
            [
                (0, 0, false),
                (1, 1, false),
                (3, 2, false),
                (2, 1, false),
                (3, 2, true)
            ]
        );
    }

    #[test]
    fn a_circle_is_refused_in_words() {
        let map = map(3, &[(0, 1), (1, 2)]).unwrap();
        assert_eq!(
            map.may_link(2, 0).unwrap_err().to_string(),
            "That would make it go round in a circle: “c0” made “c2” possible, which already leads back to “c0”."
        );
        assert_eq!(map.may_link(1, 1), Err(MapRefusal::Itself));
        assert_eq!(map.may_link(0, 1), Err(MapRefusal::Known));
        assert_eq!(map.may_link(0, 9), Err(MapRefusal::NotHere));
        assert_eq!(map.may_link(0, 2), Ok(()));
    }

    #[test]
    fn rows_with_a_circle_are_no_map() {
        assert!(map(3, &[(0, 1), (1, 2), (2, 1)]).is_err());
        assert!(map(2, &[(0, 1), (0, 1)]).is_err());
        assert!(map(1, &[(0, 0)]).is_err());
    }

    #[test]
    fn a_full_map_takes_no_more() {
        let full = map(MOST_CONDITIONS, &[]).unwrap();
        assert_eq!(full.may_grow(1, 0), Err(MapRefusal::Full));
        let roomy = map(MOST_CONDITIONS - CHAIN, &[]).unwrap();
        assert_eq!(roomy.may_grow(CHAIN, CHAIN), Ok(()));
        assert_eq!(
            roomy.may_grow(0, MOST_LINKS + 1),
            Err(MapRefusal::FullOfLinks)
        );
    }

    #[test]
    fn what_is_removed_leaves_its_ways_behind() {
        // 0 <- 1 <- 2, and 1 <- 3, which 0 has on its own too.
        let map = map(4, &[(0, 1), (1, 2), (1, 3), (0, 3)]).unwrap();
        assert_eq!(map.closing_up(1), [(0, 2)]);
        assert_eq!(map.closing_up(0), []);
        assert_eq!(map.closing_up(2), []);
    }

    #[test]
    fn what_is_typed_is_read() {
        assert_eq!(Said::parse_factor(" 11 "), Ok(Some(11)));
        assert_eq!(Said::parse_factor(""), Ok(None));
        for bad in ["0", "12", "-1", "two"] {
            assert_eq!(Said::parse_factor(bad), Err(UnknownTile));
        }
        assert!(Said::parse_statement(&"é".repeat(500)).is_ok());
        assert!(Said::parse_statement(&"é".repeat(501)).is_err());
        assert!(Said::parse_statement(" \n ").is_err());
        assert_eq!(shortened("abcdef", 4), "abc…");
        assert_eq!(shortened("ab  cdef", 5), "ab…");
        assert_eq!(shortened("abcd", 4), "abcd");
    }

    /// Conditions, and pairs that may or may not be links.
    fn any_pairs() -> impl Strategy<Value = (usize, Vec<(usize, usize)>)> {
        (1..24_usize).prop_flat_map(|n| (Just(n), prop::collection::vec((0..n, 0..n), 0..60)))
    }

    /// The pairs that the rules let in, one after the other.
    fn let_in(n: usize, pairs: &[(usize, usize)]) -> (Map, Vec<(usize, usize)>) {
        let mut links = Vec::new();
        let mut so_far = map(n, &[]).unwrap();
        for &(what, by) in pairs {
            if so_far.may_link(what, by).is_ok() {
                so_far.join(what, by);
                links.push((what, by));
            }
        }
        (so_far, links)
    }

    proptest! {
        #[test]
        fn what_is_let_in_is_a_map((n, pairs) in any_pairs()) {
            let (_, links) = let_in(n, &pairs);
            prop_assert!(map(n, &links).is_ok());
        }

        #[test]
        fn the_outline_says_each_condition_once_in_full((n, pairs) in any_pairs()) {
            let (map, links) = let_in(n, &pairs);
            let lines = map.outline();
            let mut full: Vec<usize> = lines.iter().filter(|line| !line.again).map(|line| line.place).collect();
            full.sort_unstable();
            prop_assert_eq!(full, (0..n).collect::<Vec<_>>());
            prop_assert_eq!(lines.len(), map.tops().len() + links.len());
        }

        #[test]
        fn removing_one_keeps_all_other_ways((n, pairs) in any_pairs(), gone in 0..24_usize) {
            let gone = gone % n;
            let (before, links) = let_in(n, &pairs);
            let mut left: Vec<(usize, usize)> = links.into_iter().filter(|&(a, b)| a != gone && b != gone).collect();
            left.extend(before.closing_up(gone));
            let after = map(n, &left);
            prop_assert!(after.is_ok());
            let after = after.unwrap();
            for a in (0..n).filter(|&a| a != gone) {
                for b in (0..n).filter(|&b| b != gone) {
                    prop_assert_eq!(before.leads_to(a, b, None), after.leads_to(a, b, None), "{} to {}", a, b);
                }
            }
        }
    }

    #[test]
    fn a_map_in_words_says_each_condition_once_and_mentions_it_again() {
        let mut map = map(3, &[(0, 1), (0, 2), (2, 1)]).unwrap();
        map.conditions[1].said = Said {
            statement: "wet".into(),
            factor: Some(5),
            evidence: Some("Rain.\nA hose.".into()),
            sure: Sure::Seen,
        };
        let tile = |n| (n == 5).then_some("Space");
        assert_eq!(
            map.in_words(tile),
            "– c0 (a guess)\n  – wet (seen; Space)\n    Rain.\n    A hose.\n  – c2 (a guess)\n    – see above: wet"
        );
        assert_eq!(Map::default().in_words(tile), "");
    }
}

//! The map on the sheet: the drawing, and the same as a list with a form below each condition.

use super::{
    map_drawing::{Drawing, drawing},
    path,
};
use crate::{
    a3::{
        commands::map as commands,
        model::map::{Condition, MOST_CONDITIONS, MOST_STATEMENT, Map, shortened},
        store::A3,
    },
    db::{Conn, StoreError},
    reports::TILES,
};
use serde::Serialize;

/// Lists within lists; what lies deeper stands beside the last, and says what it made possible.
const DEEPEST: usize = 7;

/// The map as its part of the sheet shows it.
#[derive(Debug, Serialize)]
pub(super) struct MapPart {
    /// `/a3/{reference}`
    sheet: String,
    /// Where its forms go: `/a3/{reference}/conditions`.
    path: String,
    /// Whether it stands on a page of its own.
    large: bool,
    /// Whether it is hard to read in a column on paper.
    small_on_paper: bool,
    drawing: Option<Drawing>,
    outline: Vec<OutlineLine>,
    /// Whether no more conditions fit.
    full: bool,
    most_statement: usize,
}

/// A line of the list.
#[derive(Debug, Serialize)]
struct OutlineLine {
    /// Whether a list begins before it.
    opens: bool,
    /// One entry for each list within the list that ends after it; its own item ends as well.
    closes: Vec<()>,
    /// Whether a list begins after it, so that its item stays open.
    stays: bool,
    /// Whether it stands in full further up.
    again: bool,
    /// Deeper than lists go: what it made possible.
    deep: Option<Named>,
    /// What else it made possible, besides what it stands under.
    also: Vec<Named>,
    condition: Shown,
}

/// A condition's name and code.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named {
    pub(super) code: String,
    pub(super) statement: String,
}

/// A condition in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Shown {
    pub(super) code: String,
    pub(super) statement: String,
    pub(super) factor: Option<Tile>,
    pub(super) evidence: Option<String>,
    pub(super) sure: &'static str,
    pub(super) sure_in_words: &'static str,
}

/// A tile with its icon.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tile {
    pub(super) icon: &'static str,
    pub(super) name: &'static str,
}

impl Named {
    pub(super) fn new(condition: &Condition) -> Self {
        Self {
            code: condition.code.to_string(),
            statement: shortened(&condition.said.statement, 120),
        }
    }
}

impl Shown {
    pub(super) fn new(condition: &Condition) -> Self {
        let said = &condition.said;
        Self {
            code: condition.code.to_string(),
            statement: said.statement.clone(),
            factor: said.factor.and_then(tile),
            evidence: said.evidence.clone(),
            sure: said.sure.as_str(),
            sure_in_words: said.sure.in_words(),
        }
    }
}

fn tile(factor: u8) -> Option<Tile> {
    let (_, icon, name) = TILES.into_iter().find(|(number, ..)| *number == factor)?;
    Some(Tile { icon, name })
}

impl MapPart {
    /// The map of a sheet that the reader has seen.
    pub(super) fn load(conn: &mut Conn, a3: &A3) -> Result<Self, StoreError> {
        let map = commands::map(conn, a3)?;
        Ok(Self::new(&map, path(a3.reference), false))
    }

    /// The map of the sheet at `/a3/{reference}`; `large` on a page of its own.
    pub(super) fn new(map: &Map, sheet: String, large: bool) -> Self {
        let drawing = drawing(map);
        Self {
            path: format!("{sheet}/conditions"),
            sheet,
            large,
            small_on_paper: drawing.as_ref().is_some_and(Drawing::small_on_paper),
            drawing,
            outline: lines(map),
            full: map.conditions().len() >= MOST_CONDITIONS,
            most_statement: MOST_STATEMENT,
        }
    }

    /// Lines of text that it takes the place of on paper; none while there is no map.
    pub(super) fn lines(&self) -> usize {
        self.drawing.as_ref().map_or(0, Drawing::lines_on_paper)
    }
}

fn lines(map: &Map) -> Vec<OutlineLine> {
    let outline = map.outline();
    let depths: Vec<usize> = outline.iter().map(|line| line.depth.min(DEEPEST)).collect();
    let named = |place: usize| map.get(place).map(Named::new);
    outline
        .iter()
        .enumerate()
        .filter_map(|(at, line)| {
            let depth = depths.get(at).copied()?;
            let before = at
                .checked_sub(1)
                .and_then(|before| depths.get(before))
                .copied();
            let after = depths.get(at + 1).copied();
            let also = if line.again {
                &[]
            } else {
                map.above(line.place)
            };
            Some(OutlineLine {
                opens: before.is_none_or(|before| before < depth),
                closes: vec![(); depth.saturating_sub(after.unwrap_or(0))],
                stays: after.is_some_and(|after| after > depth),
                again: line.again,
                deep: line.under.filter(|_| line.depth > DEEPEST).and_then(named),
                also: also
                    .iter()
                    .filter(|&&above| Some(above) != line.under)
                    .filter_map(|&above| named(above))
                    .collect(),
                condition: Shown::new(map.get(line.place)?),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::a3::model::map::tests::map;

    /// The list as brackets.
    fn brackets(n: usize, links: &[(usize, usize)]) -> String {
        let mut out = String::new();
        for line in lines(&map(n, links).unwrap()) {
            out.push_str(if line.opens { "(" } else { "" });
            out.push_str(&line.condition.statement.replace('c', ""));
            out.push_str(if line.again { "'" } else { "" });
            out.push_str(&")".repeat(line.closes.len()));
        }
        if !out.is_empty() {
            out.push(')');
        }
        out
    }

    #[test]
    fn lists_lie_in_lists() {
        assert_eq!(brackets(0, &[]), "");
        assert_eq!(brackets(2, &[]), "(01)");
        assert_eq!(brackets(4, &[(0, 1), (1, 2), (0, 3)]), "(0(1(2)3))");
        assert_eq!(
            brackets(4, &[(0, 1), (0, 2), (1, 3), (2, 3)]),
            "(0(1(3)2(3')))"
        );
    }

    #[test]
    fn very_deep_lists_go_on_beside() {
        let chain: Vec<(usize, usize)> = (1..10).map(|by| (by - 1, by)).collect();
        assert_eq!(brackets(10, &chain), "(0(1(2(3(4(5(6(789))))))))");
        let lines = lines(&map(10, &chain).unwrap());
        let deep: Vec<_> = lines.iter().map(|line| line.deep.is_some()).collect();
        assert_eq!(deep.iter().filter(|deep| **deep).count(), 2);
    }
}

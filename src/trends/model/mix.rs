//! What people tell: the share of each kind.

use super::{counts::KINDS, kinds::KindCell};

/// The view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mix {
    /// One line a period, oldest first, from the first one that is not empty.
    pub(crate) cells: Vec<KindCell>,
    /// Reports in the periods shown.
    pub(crate) n: i64,
    /// Of each kind, the reports shown.
    pub(crate) kinds: [KindSum; KINDS],
    /// Reports whose kind is held back.
    pub(crate) kind_held_back: i64,
    /// Periods in which something is held back.
    pub(crate) held_back: usize,
}

/// A kind over all periods.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct KindSum {
    /// Reports shown.
    pub(crate) n: i64,
    /// Whether it is held back in a period, so that there may be more.
    pub(crate) partly: bool,
}

impl Mix {
    /// The view of these periods.
    pub(crate) fn of(cells: &[KindCell]) -> Self {
        let cells: Vec<KindCell> = cells
            .iter()
            .skip_while(|cell| cell.n == Some(0))
            .copied()
            .collect();
        let mut kinds = [KindSum::default(); KINDS];
        for cell in cells.iter().filter(|cell| cell.n.is_some_and(|n| n > 0)) {
            for (sum, n) in kinds.iter_mut().zip(cell.kinds) {
                sum.n += n.unwrap_or(0);
                sum.partly |= n.is_none();
            }
        }
        let n: i64 = cells.iter().filter_map(|cell| cell.n).sum();
        let shown: i64 = kinds.iter().map(|kind| kind.n).sum();
        let held = |cell: &&KindCell| cell.n.is_none() || cell.kinds.contains(&None);
        Self {
            held_back: cells.iter().filter(held).count(),
            kind_held_back: n - shown,
            n,
            kinds,
            cells,
        }
    }

    /// The share of a kind in whole percent; `None` where some of it is held back.
    pub(crate) fn percent(&self, kind: KindSum) -> Option<i64> {
        (!kind.partly && self.n > 0).then(|| (kind.n * 200 / self.n + 1) / 2)
    }
}

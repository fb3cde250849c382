//! What leaves the house: reports and tallies that point at nobody.
//!
//! A story as it was told, a reference, a name, or a date finer than a period never leave through here; the rules
//! stand in `partition`. Rows are streamed: reports are paged by key, and memory grows with the number of groups.

mod column;
mod countermeasures;
mod cutting;
mod dictionary;
mod measures;
mod partition;
mod reports;
mod row_groups;
mod sheet;
mod tallies;
mod words;

pub use column::{Cell, Column, Type, Word};
pub use countermeasures::countermeasures;
pub use dictionary::{Dictionary, dictionary};
pub use reports::reports;
pub use sheet::{Format, Sheet, SheetError};
pub use tallies::tallies;

use crate::{
    countermeasures::Sight,
    db::{Conn, StoreError},
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    places::{self, Tree},
    reports::counts_before,
};
use chrono::NaiveDate;
use partition::{Counts, Group, Partition};
use std::{collections::HashSet, io::Write};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The first day; its whole period is exported.
    pub from: Option<NaiveDate>,
    /// The last day; its whole period is exported.
    pub to: Option<NaiveDate>,
    /// A place, with everything below it.
    pub place: Option<Id>,
    /// Reports below which a group is held back.
    pub k: i64,
    /// Weeks that are not over yet are left out.
    pub now: Now,
}

/// What was written, and what was not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows written.
    pub rows: u64,
    /// Counts of tallies that are held back to protect reporters. Of reports nobody is told how many: asked for one
    /// place and one week, that would be the very number.
    pub held_back: u64,
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be written.
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

crate::words! {
    /// What can be exported.
    Table {
        /// One row a count.
        Tallies = "tallies",
        /// One row a report.
        Reports = "reports",
        /// One row a countermeasure.
        Countermeasures = "countermeasures",
    }
}

impl Table {
    /// Its columns, the same in all formats.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Tallies => tallies::COLUMNS,
            Self::Reports => reports::COLUMNS,
            Self::Countermeasures => countermeasures::COLUMNS,
        }
    }

    /// Writes what is asked for, of countermeasures those in sight.
    ///
    /// # Errors
    /// `ExportError` when the store fails or nobody takes the rows.
    pub fn write<W: Write + Send>(
        self,
        conn: &mut Conn,
        asked: &Asked,
        sight: &Sight,
        format: Format,
        to: W,
    ) -> Result<Written, ExportError> {
        match self {
            Self::Tallies => tallies(conn, asked, format, to),
            Self::Reports => reports(conn, asked, format, to),
            Self::Countermeasures => countermeasures(conn, asked, sight, format, to),
        }
    }
}

/// The house in groups, and which of them are asked for.
struct Plan {
    tree: Tree,
    partition: Partition,
    open_from: NaiveDate,
    below: Option<HashSet<Id>>,
    from: NaiveDate,
    to: NaiveDate,
}

impl Plan {
    fn make(conn: &mut Conn, asked: &Asked) -> Result<Self, StoreError> {
        let tree = places::all(conn)?;
        let open_from = Week::of(asked.now.today()).monday();
        let mut counts = Counts::new();
        for (place, kind, day, n) in counts_before(conn, open_from)? {
            let weeks = counts.entry(place).or_default();
            let kinds = weeks.entry(Week::of(day).monday()).or_default();
            *kinds.entry(kind).or_default() += n;
        }
        let below = asked
            .place
            .map(|place| places::subtree(conn, place))
            .transpose()?;
        Ok(Self {
            partition: Partition::cut(&tree, &counts, asked.k, open_from),
            tree,
            open_from,
            below: below.map(HashSet::from_iter),
            from: asked.from.unwrap_or(NaiveDate::MIN),
            to: asked.to.unwrap_or(NaiveDate::MAX),
        })
    }

    /// Whether a place is asked for.
    fn is_below(&self, place: Id) -> bool {
        self.below
            .as_ref()
            .is_none_or(|below| below.contains(&place))
    }

    /// Whether a group is asked for: all of it or nothing.
    fn wants(&self, group: &Group) -> bool {
        self.is_below(group.place) && group.from <= self.to && self.from < group.end()
    }
}

//! How much was worked: foreseen, kept, removed.

use super::{Error, Refusal};
use crate::{
    db::{Conn, StoreError, Tx},
    journal::{self, Act},
    kernel::{
        ids::Id,
        time::{Now, Week},
    },
    people::Person,
    places::{self, Tree},
    trends::{
        model::{Amount, Entry, FileError, NotOpen, Read, Reader, Unit, open},
        store,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Who writes, and what guards small places.
#[derive(Debug, Clone)]
pub(crate) struct Writer {
    /// Who; `None` is the terminal.
    pub(crate) person: Option<Person>,
    /// Hours of 1 to k - 1 people are kept for nobody.
    pub(crate) k: i64,
    /// When.
    pub(crate) now: Now,
}

/// What becomes of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It was not known.
    New,
    /// It takes the place of what was known.
    Instead(Amount),
    /// It is known already; nothing changes.
    Same,
}

/// How many weeks changed, and how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Known for the first time.
    pub(crate) added: usize,
    /// Another amount than before.
    pub(crate) replaced: usize,
    /// Not known any more.
    pub(crate) removed: usize,
    /// As before.
    pub(crate) same: usize,
}

impl Kept {
    /// Whether anything is otherwise than before.
    pub(crate) fn changed(self) -> bool {
        self.added + self.replaced + self.removed > 0
    }
}

impl Writer {
    /// The places that they may write about, in the order of the tree.
    pub(crate) fn places(&self, tree: &Tree) -> Vec<Id> {
        tree.iter()
            .map(|(place, _)| place)
            .filter(|place| open(self.person.as_ref(), tree, place, self.k).is_ok())
            .map(|place| place.id)
            .collect()
    }
}

/// Reads a file of at most so many rows, as this person may.
///
/// # Errors
/// What is wrong with the file as a whole, within what the store says.
pub(crate) fn read_exposure(
    conn: &mut Conn,
    writer: &Writer,
    text: &str,
    most: usize,
) -> Result<Result<Read, FileError>, StoreError> {
    let tree = places::all(conn)?;
    let all: Vec<Id> = tree.iter().map(|(place, _)| place.id).collect();
    let units = store::units(conn, &all)?;
    let may = |place: &places::Place| open(writer.person.as_ref(), &tree, place, writer.k);
    Ok(Reader::new(&tree, may, units, writer.now.today()).read(text, most))
}

/// What would become of each of these weeks.
///
/// # Errors
/// When the store fails.
pub(crate) fn foresee_exposure(
    conn: &mut Conn,
    entries: &[Entry],
) -> Result<Vec<Change>, StoreError> {
    let before = before(conn, entries)?;
    let change = |entry: &Entry| match before.get(&(entry.place, entry.week)) {
        None => Change::New,
        Some((_, amount)) if Some(*amount) == entry.amount => Change::Same,
        Some((_, amount)) => Change::Instead(*amount),
    };
    Ok(entries.iter().map(change).collect())
}

/// Keeps what is said of these weeks: later words take the place of earlier ones.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::FewPeople`, `Refusal::OtherUnit`; then nothing is kept.
pub(crate) fn keep_exposure(
    tx: &mut Tx<'_>,
    writer: &Writer,
    entries: &[Entry],
) -> Result<Kept, Error> {
    let tree = places::all(tx.conn())?;
    let of: BTreeSet<Id> = entries.iter().map(|entry| entry.place).collect();
    let of: Vec<Id> = of.into_iter().collect();
    for place in &of {
        may(writer, &tree, *place)?;
    }
    let units = store::units(tx.conn(), &of)?;
    let before = before(tx.conn(), entries)?;
    let mut units_now = units;
    let mut kept = Kept::default();
    let mut changed = BTreeSet::new();
    for entry in entries {
        let known = before.get(&(entry.place, entry.week));
        match (known, entry.amount) {
            (None, None) => continue,
            (Some((_, was)), Some(amount)) if *was == amount => {
                kept.same += 1;
                continue;
            }
            (None, Some(_)) => kept.added += 1,
            (Some(_), Some(_)) => kept.replaced += 1,
            (Some(_), None) => kept.removed += 1,
        }
        let unit = units_now
            .entry(entry.place)
            .or_insert_with(|| entry.unit.clone());
        if !unit.is(&entry.unit) {
            return Err(Refusal::OtherUnit(tree.path(entry.place), unit.to_string()).into());
        }
        let entry = Entry {
            unit: unit.clone(),
            ..entry.clone()
        };
        store::keep_exposure(tx, &entry)?;
        changed.insert(entry.place);
    }
    for place in changed {
        noted(tx, writer, &tree, place, Act::ExposureWritten)?;
    }
    Ok(kept)
}

/// Removes all that is kept of a place itself.
///
/// # Errors
/// `Refusal::NotHere`, `Refusal::FewPeople`.
pub(crate) fn forget_exposure(tx: &mut Tx<'_>, writer: &Writer, place: Id) -> Result<(), Error> {
    let tree = places::all(tx.conn())?;
    may(writer, &tree, place)?;
    if store::forget_exposure(tx, place)? > 0 {
        noted(tx, writer, &tree, place, Act::ExposureRemoved)?;
    }
    Ok(())
}

fn may(writer: &Writer, tree: &Tree, place: Id) -> Result<(), Refusal> {
    let place = tree.get(place).ok_or(Refusal::NotHere)?;
    match open(writer.person.as_ref(), tree, place, writer.k) {
        Ok(()) => Ok(()),
        Err(NotOpen::NotTheirs) => Err(Refusal::NotHere),
        Err(few @ NotOpen::Few) => Err(Refusal::FewPeople(few.to_string())),
    }
}

type Before = BTreeMap<(Id, Week), (Unit, Amount)>;

fn before(conn: &mut Conn, entries: &[Entry]) -> Result<Before, StoreError> {
    let of: BTreeSet<Id> = entries.iter().map(|entry| entry.place).collect();
    let of: Vec<Id> = of.into_iter().collect();
    let rows = store::exposure(conn, &of)?.into_iter();
    Ok(rows
        .map(|row| ((row.place, row.week), (row.unit, row.amount)))
        .collect())
}

fn noted(tx: &mut Tx<'_>, writer: &Writer, tree: &Tree, place: Id, act: Act) -> Result<(), Error> {
    let code = tree.get(place).map(|place| place.code.to_string());
    let by = writer.person.as_ref().map(|person| person.id);
    journal::record(tx, by, act, &code.unwrap_or_default(), writer.now)?;
    Ok(())
}

//! A file of amounts: each row is one week of one place, good or bad, and nothing is dropped.

use super::{
    Amount, Entry, NotOpen, Unit,
    columns::{Columns, FileError, Row, split},
    week::parse_week,
};
use crate::{
    kernel::{ids::Id, time::Week},
    places::{Place, PlaceCode, Tree},
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// A row that cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadRow {
    /// The line of the file on which it starts, counted from 1.
    pub(crate) line: u64,
    /// The column that needs another look; `(row)` is all of it.
    pub(crate) column: &'static str,
    /// Why, in a sentence.
    pub(crate) reason: String,
}

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Read {
    /// The good rows in the order of the file; each has an amount.
    pub(crate) entries: Vec<Entry>,
    /// The bad rows in the order of the file.
    pub(crate) bad: Vec<BadRow>,
    /// Rows without an amount: not known, and nothing changes.
    pub(crate) blank: usize,
}

/// What a row needs to be looked up in.
pub(crate) struct Reader<'a> {
    tree: &'a Tree,
    open: Box<Open<'a>>,
    /// What is counted at each place that has something.
    units: BTreeMap<Id, Unit>,
    today: NaiveDate,
    /// Places by path and by name, in lower case; several may share a name.
    names: HashMap<String, Vec<Id>>,
}

/// Whether a place may be written about.
type Open<'a> = dyn Fn(&Place) -> Result<(), NotOpen> + 'a;

/// What is wrong with a row: its column and a sentence.
type Wrong = (&'static str, String);

impl<'a> Reader<'a> {
    /// For whoever may write about the places that are `open`.
    pub(crate) fn new(
        tree: &'a Tree,
        open: impl Fn(&Place) -> Result<(), NotOpen> + 'a,
        units: BTreeMap<Id, Unit>,
        today: NaiveDate,
    ) -> Self {
        let mut names: HashMap<String, Vec<Id>> = HashMap::new();
        for (place, _) in tree.iter() {
            let path = plain(&tree.path(place.id));
            let name = plain(&place.name);
            if name != path {
                names.entry(name).or_default().push(place.id);
            }
            names.entry(path).or_default().push(place.id);
        }
        Self {
            tree,
            open: Box::new(open),
            units,
            today,
            names,
        }
    }

    /// Reads a file of at most so many rows.
    ///
    /// # Errors
    /// What is wrong with the file as a whole.
    pub(crate) fn read(mut self, text: &str, most: usize) -> Result<Read, FileError> {
        let (columns, rows) = split(text)?;
        if rows.len() > most {
            return Err(FileError::TooLong(most));
        }
        let mut read = Read::default();
        let mut lines: HashMap<(Id, Week), u64> = HashMap::new();
        for row in rows {
            let line = row.0;
            match self.entry(&columns, &row) {
                Ok(None) => read.blank += 1,
                Ok(Some(entry)) => match lines.insert((entry.place, entry.week), line) {
                    None => read.entries.push(entry),
                    Some(first) => {
                        lines.insert((entry.place, entry.week), first);
                        let reason = format!(
                            "Line {first} has the same place and week. Please add the two up, or keep one."
                        );
                        read.bad.push(BadRow {
                            line,
                            column: "week",
                            reason,
                        });
                    }
                },
                Err((column, reason)) => read.bad.push(BadRow {
                    line,
                    column,
                    reason,
                }),
            }
        }
        if read.entries.is_empty() && read.bad.is_empty() {
            return Err(FileError::Empty);
        }
        Ok(read)
    }

    /// One row; `None` when it has no amount.
    fn entry(&mut self, columns: &Columns, (_, cells): &Row) -> Result<Option<Entry>, Wrong> {
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        if cells.iter().all(String::is_empty) {
            return Ok(None);
        }
        // Programs leave out empty cells at the end, or add some.
        let more = cells
            .iter()
            .skip(columns.width)
            .any(|cell| !cell.is_empty());
        if more {
            return Err((
                "(row)",
                "This row has more cells than the first line. Please look for a comma within a number or a name, and put quotation marks around it.".into(),
            ));
        }
        let place = self.place(cell(columns.place))?;
        let (id, name) = (place.id, place.name.clone());
        let week = parse_week(cell(columns.week), self.today)
            .map_err(|problem| ("week", problem.to_string()))?;
        let amount = Amount::parse(cell(columns.amount))
            .map_err(|problem| ("amount", problem.to_string()))?;
        let given = Unit::parse(columns.unit.map_or("", cell))
            .map_err(|problem| ("unit", problem.to_string()))?;
        let Some(amount) = amount else {
            return Ok(None);
        };
        let known = self.units.get(&id).cloned();
        let unit = match (given, known) {
            (Some(given), Some(known)) if !given.is(&known) => {
                return Err(("unit", other_unit(&name, &known)));
            }
            (_, Some(known)) => known,
            (given, None) => given.unwrap_or_else(Unit::usual),
        };
        self.units.insert(id, unit.clone());
        Ok(Some(Entry {
            place: id,
            week,
            unit,
            amount: Some(amount),
        }))
    }

    /// By its code, its path, or its name where no other place has it.
    fn place(&self, raw: &str) -> Result<&'a Place, Wrong> {
        let wrong = |problem: NotOpen| ("place", problem.to_string());
        let code = PlaceCode::parse(raw).ok();
        let by_code = code.and_then(|code| {
            let mut all = self.tree.iter().map(|(place, _)| place);
            all.find(|place| place.code == code)
        });
        let named = self.names.get(&plain(raw)).map_or(&[][..], Vec::as_slice);
        let found = match (by_code, named) {
            (Some(place), _) => Some(place),
            (None, [one]) => self.tree.get(*one),
            (None, [_, _, ..]) => {
                let reason =
                    "More than one place has this name. Please write the code or the whole path.";
                return Err(("place", reason.into()));
            }
            (None, []) => None,
        };
        let place = found.ok_or_else(|| wrong(NotOpen::NotTheirs))?;
        (self.open)(place).map_err(wrong)?;
        Ok(place)
    }
}

/// A place counts one thing.
pub(crate) fn other_unit(place: &str, known: &Unit) -> String {
    format!(
        "{place} counts {known} so far, and two things cannot be added up. Please write that, or remove what is known there first."
    )
}

/// A path in lower case, however its parts are parted: `hall 2/line 4`.
fn plain(raw: &str) -> String {
    let parts: Vec<String> = raw
        .split(['/', '>', '\u{203a}'])
        .map(|part| part.trim().to_lowercase())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::WeekError;
    use super::*;

    fn place(name: &str, parent: Option<Id>) -> Place {
        Place {
            id: Id::random(),
            code: PlaceCode::random(),
            name: name.into(),
            parent,
            people: None,
            station: false,
        }
    }

    /// House > Hall 1 > Line, House > Hall 2 > Line, House > Lab, which is too small.
    fn house() -> Tree {
        let root = place("House", None);
        let (one, two) = (
            place("Hall 1", Some(root.id)),
            place("Hall 2", Some(root.id)),
        );
        let lines = [place("Line", Some(one.id)), place("Line", Some(two.id))];
        let mut lab = place("Lab", Some(root.id));
        lab.people = Some(2);
        let mut all = vec![root, one, two, lab];
        all.extend(lines);
        Tree::new(all)
    }

    fn read(tree: &Tree, text: &str) -> Result<Read, FileError> {
        read_with(tree, text, BTreeMap::new())
    }

    fn read_with(tree: &Tree, text: &str, units: BTreeMap<Id, Unit>) -> Result<Read, FileError> {
        let open = |place: &Place| {
            if place.is_small(5) {
                Err(NotOpen::Few)
            } else {
                Ok(())
            }
        };
        Reader::new(tree, open, units, "2027-02-03".parse().unwrap()).read(text, 1000)
    }

    fn named(tree: &Tree, name: &str) -> Place {
        let mut all = tree.iter().map(|(place, _)| place);
        all.find(|place| place.name == name).unwrap().clone()
    }

    fn summary(tree: &Tree, read: &Read) -> Vec<String> {
        read.entries
            .iter()
            .map(|entry| {
                let (path, amount) = (tree.path(entry.place), entry.amount.unwrap());
                format!("{path} {} {amount} {}", entry.week, entry.unit)
            })
            .collect()
    }

    #[test]
    fn places_are_found_by_code_path_and_name() {
        let tree = house();
        let code = named(&tree, "Hall 2").code.to_string().to_lowercase();
        let text = format!(
            "Place;ISO_Week;Hours;Unit\n{code};2026-W20;1.200,5;\nhall 1 / LINE;2026-W20;80;\nHall 1 > line;17.05.2026;90;\nHouse;2026-W53;7;hours worked\n"
        );
        let found = read(&tree, &text).unwrap();
        assert_eq!(
            summary(&tree, &found),
            [
                "Hall 2 2026-W20 1200.5 hours worked",
                "Hall 1 / Line 2026-W20 80 hours worked",
                "House 2026-W53 7 hours worked",
            ]
        );
        assert_eq!(
            found.bad,
            [BadRow {
                line: 4,
                column: "week",
                reason: "Line 3 has the same place and week. Please add the two up, or keep one."
                    .into()
            }]
        );
    }

    #[test]
    fn each_bad_row_has_its_line_its_column_and_why() {
        let tree = house();
        let text = "week,place,amount\n\n2026-W20,Line,5\n2026-W20,Lab,5\n2026-W20,Yard,5\n2027-W09,Hall 1,5\n2026-W20,Hall 1,1,234.5\n2026-W20,Hall 1,many\n2026-W21,Hall 1,\n,,,\n2026-W22,Hall 1,0\n";
        let found = read(&tree, text).unwrap();
        let at: Vec<_> = found.bad.iter().map(|bad| (bad.line, bad.column)).collect();
        assert_eq!(
            at,
            [
                (3, "place"),
                (4, "place"),
                (5, "place"),
                (6, "week"),
                (7, "(row)"),
                (8, "amount")
            ]
        );
        assert!(found.bad[0].reason.contains("More than one place"));
        assert_eq!(found.bad[1].reason, NotOpen::Few.to_string());
        assert_eq!(found.bad[2].reason, NotOpen::NotTheirs.to_string());
        assert_eq!(found.bad[3].reason, WeekError::NotOver.to_string());
        assert_eq!(found.blank, 2);
        assert_eq!(summary(&tree, &found), ["Hall 1 2026-W22 0 hours worked"]);
    }

    #[test]
    fn a_place_counts_one_thing() {
        let tree = house();
        let hall = named(&tree, "Hall 1");
        let text = "place\tdate\tamount\tunit\nHall 1\t2026-05-12\t5\tBED DAYS\nHall 1\t2026-05-19\t6\t\nHall 1\t2026-05-26\t6\tflights\nHall 2\t2026-05-12\t5\tflights\n";
        let units = BTreeMap::from([(hall.id, Unit::parse("bed days").unwrap().unwrap())]);
        let found = read_with(&tree, text, units).unwrap();
        assert_eq!(
            summary(&tree, &found),
            [
                "Hall 1 2026-W20 5 bed days",
                "Hall 1 2026-W21 6 bed days",
                "Hall 2 2026-W20 5 flights",
            ]
        );
        assert_eq!((found.bad[0].line, found.bad[0].column), (4, "unit"));
        assert!(
            found.bad[0]
                .reason
                .starts_with("Hall 1 counts bed days so far")
        );
    }

    #[test]
    fn files_that_cannot_be_read_say_why() {
        let tree = house();
        for (text, failure) in [
            ("", FileError::Empty),
            ("place;week;amount\n", FileError::Empty),
            ("place;week;amount\n;;\n", FileError::Empty),
            ("Hall 1;2026-W20;5\n", FileError::NoColumn("place")),
            (
                "place,week,much\nHall 1,2026-W20,5\n",
                FileError::NoColumn("amount"),
            ),
            (
                "place,week,amount\nHall 1,\"2026-W20,5\n",
                FileError::UnclosedQuote(2),
            ),
        ] {
            assert_eq!(read(&tree, text), Err(failure), "{text}");
        }
        let long = format!("place,week,amount\n{}", "Hall 1,2026-W20,5\n".repeat(1001));
        assert_eq!(read(&tree, &long), Err(FileError::TooLong(1000)));
    }
}

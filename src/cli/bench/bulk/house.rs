//! Halls, areas and lines: as many places as are asked for, in three levels.

use super::super::super::Failure;
use crate::{
    db::{Db, Tx},
    kernel::ids::Id,
    places::{self, NewPlace},
};

/// The places of a made-up house, by level.
#[derive(Debug, Clone, Default)]
pub(in crate::cli::bench) struct House {
    /// Halls, with their areas in them.
    pub(super) halls: Vec<Id>,
    pub(super) areas: Vec<Id>,
    pub(super) lines: Vec<Id>,
}

/// So many areas in a hall.
const AREAS: usize = 7;
/// So many lines in an area.
const LINES: usize = 6;

/// Adds `n` places: each hall has seven areas, and each area six lines.
///
/// # Errors
/// When the store fails.
pub(super) fn add(db: &Db, n: usize) -> Result<House, Failure> {
    db.write_now(move |tx: &mut Tx<'_>| {
        let mut house = House::default();
        let mut left = n;
        let mut one = |tx: &mut Tx<'_>, name: String, parent, people| {
            let new = NewPlace {
                name,
                parent,
                people: Some(people),
                station: false,
            };
            if left == 0 {
                return Ok(None);
            }
            left -= 1;
            places::commands::add(tx, &new).map(|place| Some(place.id))
        };
        for hall_number in 1.. {
            let hall = format!("Hall {hall_number:02}");
            let Some(hall) = one(tx, hall, places::ROOT, 600)? else {
                break;
            };
            house.halls.push(hall);
            for area_number in 1..=AREAS {
                let Some(area) = one(tx, format!("Area {area_number}"), hall, 80)? else {
                    break;
                };
                house.areas.push(area);
                for line_number in 1..=LINES {
                    // Here and there a handful of people, so that small numbers are guarded as they are in life.
                    let people = if line_number == LINES { 4 } else { 14 };
                    let line = one(tx, format!("Line {line_number}"), area, people)?;
                    house.lines.extend(line);
                }
            }
        }
        Ok::<_, places::commands::Error>(house)
    })
    .map_err(Failure::of)
}

impl House {
    /// All places of the lowest level that has any.
    pub(super) fn lowest(&self) -> &[Id] {
        [&self.lines, &self.areas, &self.halls]
            .into_iter()
            .find(|level| !level.is_empty())
            .map_or(&[], Vec::as_slice)
    }
}

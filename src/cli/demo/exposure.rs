//! How much was worked in the factory and in the hospital of the sample year.

use super::house::{Places, place};
use crate::{
    cli::Failure,
    db::Db,
    kernel::time::{Now, Week},
    trends::{Amount, Entry, Unit, Writer, keep_exposure},
};
use chrono::Datelike;

/// So many weeks are known: the year of the reports, and a little before.
const WEEKS: i64 = 60;

/// How much is worked in a usual week, and how far that moves.
struct Sample {
    path: &'static str,
    usual: i32,
    swing: i32,
    /// Whether there are holidays: a ward has none.
    closes: bool,
    /// How many weeks ago the pay roll lacked one, if it did.
    lacks: Option<i64>,
}

const SAMPLES: [Sample; 2] = [
    Sample {
        path: "Factory",
        usual: 3_920,
        swing: 190,
        closes: true,
        lacks: Some(17),
    },
    Sample {
        path: "Hospital",
        usual: 1_260,
        swing: 70,
        closes: false,
        lacks: None,
    },
];

/// The part of a usual week, in hundredths, that is worked in a week of the calendar: summer and the days before the
/// new year.
fn part(week: Week) -> i32 {
    match week.monday().iso_week().week() {
        29 | 30 => 55,
        28 | 31 => 80,
        52 | 53 => 25,
        1 => 45,
        _ => 100,
    }
}

/// Writes it down, as the terminal does.
///
/// # Errors
/// When the store fails or the year does not have such a place.
pub(super) fn add(db: &Db, places: &Places, now: Now) -> Result<(), Failure> {
    let mut entries = Vec::new();
    for sample in SAMPLES {
        let (place, _) = place(places, sample.path)?;
        for back in (1..=WEEKS).filter(|back| Some(*back) != sample.lacks) {
            let week = Week::of(now.today()).plus(-back);
            // The same in each demo: up and down by a few in a hundred.
            let step = i32::try_from((back * back * 13 + back * 29) % 21).unwrap_or(10) - 10;
            let usual = sample.usual * 100 + sample.swing * 10 * step;
            let part = if sample.closes { part(week) } else { 100 };
            let hundredths = usual / 100 * part / 50 * 50;
            entries.push(Entry {
                place,
                week,
                unit: Unit::usual(),
                amount: Amount::of_hundredths(hundredths),
            });
        }
    }
    let writer = Writer {
        person: None,
        k: 5,
        now,
    };
    db.write_now(move |tx| keep_exposure(tx, &writer, &entries))
        .map(|_kept| ())
        .map_err(Failure::of)
}

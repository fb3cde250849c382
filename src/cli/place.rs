//! `candor place`: places and help stations from the terminal.

use super::{Failure, open, tell};
use crate::{
    config::Settings,
    db::{Db, StoreError},
    journal::{self, Act},
    kernel::time::Now,
    places::{
        self, NewPlace, PlaceCode,
        commands::{self, Error as PlaceError},
    },
};
use clap::{Args, Subcommand};

/// What can be done with places.
#[derive(Debug, Subcommand)]
pub(super) enum Place {
    /// Adds a place and prints its code.
    Add(Add),
    /// Lists the places: code, people (a dash when not said), station or not, path; parted by tabs.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A new place.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// As people call it.
    #[arg(long)]
    name: String,
    /// The code of the place that it is part of [default: the whole house].
    #[arg(long)]
    under: Option<String>,
    /// People can call for help from here.
    #[arg(long)]
    station: bool,
    /// About how many people work here; small groups are kept from being guessed.
    #[arg(long)]
    people: Option<u32>,
}

/// Does it.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(command: Place, settings: Settings) -> Result<(), Failure> {
    let (db, settings) = open(settings)?;
    match command {
        Place::Add(words) => add(&db, &words, settings.web.clock().now()),
        Place::List { json } => list(&db, json),
    }
}

fn add(db: &Db, words: &Add, now: Now) -> Result<(), Failure> {
    let parent = match &words.under {
        Some(raw) => {
            let unknown = || {
                Failure(format!(
                    "there is no place with the code {raw}. See candor place list."
                ))
            };
            let code = PlaceCode::parse(raw).map_err(|_unreadable| unknown())?;
            db.read_now(|conn| places::by_code(conn, code))
                .map_err(|failure: StoreError| Failure::of(failure))?
                .ok_or_else(unknown)?
                .id
        }
        None => places::ROOT,
    };
    let people = words.people.map_or_else(String::new, |n| n.to_string());
    let new = NewPlace {
        name: places::Place::parse_name(&words.name)
            .map_err(|problem| Failure(format!("--name: {problem}")))?,
        parent,
        people: places::Place::parse_people(&people).map_err(Failure::of)?,
        station: words.station,
    };
    let added = db.write_now(move |tx| {
        let place = commands::add(tx, &new)?;
        journal::record(tx, None, Act::PlaceAdded, &place.code.to_string(), now)?;
        Ok(place)
    });
    tell(
        added
            .map_err(|failure: PlaceError| Failure::of(failure))?
            .code,
    );
    Ok(())
}

fn list(db: &Db, json: bool) -> Result<(), Failure> {
    let tree = db
        .read_now(places::all)
        .map_err(|failure: StoreError| Failure::of(failure))?;
    if json {
        let places: Vec<_> = tree
            .iter()
            .map(|(place, _)| {
                serde_json::json!({
                    "code": place.code.to_string(),
                    "name": place.name,
                    "path": tree.path(place.id),
                    "under": place.parent.and_then(|id| tree.get(id)).map(|above| above.code.to_string()),
                    "people": place.people,
                    "station": place.station,
                })
            })
            .collect();
        let text = serde_json::to_string_pretty(&places).map_err(Failure::of)?;
        tell(text);
        return Ok(());
    }
    for (place, _) in tree.iter() {
        let people = place
            .people
            .map_or_else(|| "-".to_owned(), |n| n.to_string());
        let station = if place.station { "station" } else { "-" };
        tell(format!(
            "{}\t{people}\t{station}\t{}",
            place.code,
            tree.path(place.id)
        ));
    }
    Ok(())
}

//! `candor person`: accounts from the terminal.

use super::{Failure, open, tell};
use crate::{
    config::Settings,
    db::{Db, StoreError},
    people::{
        self, Email, NewPerson, Password, Role,
        commands::{self, Error as PeopleError},
    },
    places::{self, PlaceCode},
};
use clap::{Args, Subcommand};
use std::io;

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub(super) enum Person {
    /// Adds an account.
    Add(Add),
    /// Lists the accounts: address, role, open or closed, name; parted by tabs.
    List,
    /// Sets a new password and ends the account's sign-ins.
    Reset(Reset),
}

/// A new account.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// The address to sign in with.
    #[arg(long)]
    email: String,
    /// The name that reporters see.
    #[arg(long)]
    name: String,
    /// What the account may do.
    #[arg(long, value_parser = ["lead", "improver", "keeper", "admin"])]
    role: String,
    /// The code of a place that a lead answers for, with all below it; may be given again. None means
    /// the whole house.
    #[arg(long)]
    place: Vec<String>,
    /// Reads the password from standard input, up to the end of its line.
    #[arg(long, required = true)]
    password_stdin: bool,
}

/// A new password.
#[derive(Debug, Args)]
pub(super) struct Reset {
    /// The account's address.
    #[arg(long)]
    email: String,
    /// Reads the password from standard input, up to the end of its line.
    #[arg(long, required = true)]
    password_stdin: bool,
}

/// Does it.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(command: Person, settings: Settings) -> Result<(), Failure> {
    let (db, settings) = open(settings)?;
    let now = settings.web.clock().now();
    match command {
        Person::Add(words) => {
            let new = words.parse(&db)?;
            let added = db.write_now(move |tx| commands::add(tx, &new, None, now));
            added.map(|_id| ()).map_err(refused)
        }
        Person::List => list(&db),
        Person::Reset(words) => {
            let email = Email::parse(&words.email).map_err(Failure::of)?;
            let hash = hashed_password()?;
            db.write_now(move |tx| commands::reset(tx, email.as_str(), &hash, None, now))
                .map_err(refused)
        }
    }
}

impl Add {
    fn parse(self, db: &Db) -> Result<NewPerson, Failure> {
        let role = Role::parse(&self.role).map_err(Failure::of)?;
        let places: Vec<_> = self
            .place
            .iter()
            .map(|code| with_code(db, code))
            .collect::<Result<_, _>>()?;
        Ok(NewPerson {
            name: people::Person::parse_name(&self.name)
                .map_err(|problem| Failure(format!("--name: {problem}")))?,
            email: Email::parse(&self.email).map_err(Failure::of)?,
            role,
            places: role.places(places, places::ROOT),
            password_hash: hashed_password()?,
        })
    }
}

fn with_code(db: &Db, raw: &str) -> Result<crate::kernel::ids::Id, Failure> {
    let unknown = || {
        Failure(format!(
            "there is no place with the code {raw}. See candor place list."
        ))
    };
    let code = PlaceCode::parse(raw).map_err(|_unreadable| unknown())?;
    db.read_now(|conn| places::by_code(conn, code))
        .map_err(failed)?
        .map(|place| place.id)
        .ok_or_else(unknown)
}

fn hashed_password() -> Result<String, Failure> {
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .map_err(|failure| Failure(format!("the password cannot be read: {failure}")))?;
    let password = Password::parse(&line).map_err(Failure::of)?;
    commands::hash(&password).map_err(Failure)
}

fn list(db: &Db) -> Result<(), Failure> {
    for person in db.read_now(people::all).map_err(failed)? {
        let state = if person.active { "open" } else { "closed" };
        let (email, role, name) = (person.email, person.role.as_str(), person.name);
        tell(format!("{email}\t{role}\t{state}\t{name}"));
    }
    Ok(())
}

fn refused(failure: PeopleError) -> Failure {
    Failure::of(failure)
}

fn failed(failure: StoreError) -> Failure {
    Failure::of(failure)
}

//! The commands of the terminal: one file each.

mod archive;
mod backup;
pub mod bench;
mod erasures;
mod migrate;
mod person;
mod place;
mod restore;
mod serve;

use crate::{
    config::{Given, Settings},
    db::{Db, reach},
};
use clap::{Args, Parser, Subcommand};
use std::{io::Write, process::ExitCode};

/// A blameless incident and near-miss log.
#[derive(Debug, Parser)]
#[command(name = "candor", version, about)]
pub struct Arguments {
    #[command(flatten)]
    given: Given,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the server (also without any command).
    Serve,
    /// Measures, as ratios to limits of the same run.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Accounts: add one, list them, set a new password.
    #[command(subcommand)]
    Person(person::Person),
    /// Places and help stations: add one, list them.
    #[command(subcommand)]
    Place(place::Place),
    /// Writes one locked file with everything; works beside a running server.
    Backup(backup::Backup),
    /// Puts back what a backup holds; the server must be stopped.
    Restore(restore::Restore),
    /// Brings the database to this program's schema, after a copy of its own.
    Migrate,
}

/// What a command could not do, as one sentence that says what to do; the exit code is 1.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

impl Failure {
    /// From anything that says what went wrong.
    pub fn of(words: impl std::fmt::Display) -> Self {
        Self(words.to_string())
    }
}

/// The names of all settings, as the command line knows them.
#[must_use]
pub fn settings() -> Vec<String> {
    Given::augment_args(clap::Command::new("settings"))
        .get_arguments()
        .filter_map(|setting| setting.get_long().map(str::to_owned))
        .collect()
}

impl From<archive::Unreadable> for Failure {
    fn from(failure: archive::Unreadable) -> Self {
        Self::of(failure)
    }
}

/// Runs the command that was asked for.
#[must_use]
pub fn run() -> ExitCode {
    finish(Arguments::parse())
}

/// Runs the command in `words`, as if it had been typed.
#[must_use]
pub fn run_with<'a>(words: impl IntoIterator<Item = &'a str>) -> ExitCode {
    finish(Arguments::parse_from(words))
}

fn finish(arguments: Arguments) -> ExitCode {
    match arguments
        .given
        .settle()
        .map_err(Failure::of)
        .and_then(|settings| dispatch(arguments.command, settings))
    {
        Ok(code) => code,
        Err(failure) => {
            tell_error(&failure);
            ExitCode::from(1)
        }
    }
}

fn dispatch(command: Option<Command>, settings: Settings) -> Result<ExitCode, Failure> {
    let done = match command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(settings),
        Command::Person(command) => person::run(command, settings),
        Command::Place(command) => place::run(command, settings),
        Command::Backup(arguments) => backup::run(&settings, &arguments),
        Command::Restore(arguments) => restore::run(&settings, arguments),
        Command::Migrate => migrate::run(settings),
        Command::Bench(bench::Bench::Fill { reports, json }) => {
            bench::fill(settings, reports, json)
        }
        Command::Bench(bench) => bench::run(&bench),
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// Both doors on the data, for a command that works beside a running server. The schema is brought up
/// to date first, so that a fresh folder may begin with any command.
fn open(settings: Settings) -> Result<(Db, Settings), Failure> {
    reach::check(&settings.address, &settings.data).map_err(Failure::of)?;
    let settings = settings.with_folder().map_err(Failure::of)?;
    migrate::bring_up(&settings)?;
    let db = Db::open(&settings.address, 1).map_err(Failure::of)?;
    Ok((db, settings))
}

/// One line to the terminal. Nobody may be listening any more: no reason to fall over.
pub(crate) fn tell(words: impl std::fmt::Display) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

/// One line to the terminal's error stream.
#[expect(clippy::print_stderr, reason = "this is the terminal's own voice")]
pub(crate) fn tell_error(words: impl std::fmt::Display) {
    eprintln!("candor: {words}");
}

//! The commands of the terminal: one file each.

mod analyse;
mod archive;
mod backup;
pub mod bench;
mod check;
mod demo;
mod doors;
mod erasures;
mod export;
mod exposure;
mod import;
mod migrate;
mod person;
mod place;
mod recount;
mod restore;
mod serve;

use crate::config::{Given, Settings};
use clap::{Args, Parser, Subcommand};
use doors::open;
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
    /// Starts the server on a throw-away folder that holds a sample year.
    Demo,
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
    /// Takes over the reports of another log from a CSV file; works beside a running server.
    Import(import::Import),
    /// How much was worked, for rates: from a CSV file; works beside a running server.
    #[command(subcommand)]
    Exposure(exposure::Exposure),
    /// Writes what was learned to the terminal, pointing at nobody.
    Export(export::Export),
    /// Looks for what is damaged or counted wrong, and lists it.
    Check,
    /// Counts all tallies anew from the reports.
    Recount,
    /// Tries on your own numbers and texts what Candor says of them.
    #[command(subcommand)]
    Analyse(analyse::Analyse),
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
        Command::Demo => demo::run(settings),
        Command::Person(command) => person::run(command, settings),
        Command::Place(command) => place::run(command, settings),
        Command::Backup(arguments) => backup::run(&settings, &arguments),
        Command::Restore(arguments) => restore::run(&settings, arguments),
        Command::Migrate => migrate::run(settings),
        Command::Import(arguments) => import::run(settings, &arguments),
        Command::Exposure(command) => exposure::run(command, settings),
        Command::Export(arguments) => export::run(settings, &arguments),
        Command::Check => check::run(settings),
        Command::Recount => recount::run(settings),
        Command::Analyse(command) => analyse::run(&command),
        Command::Bench(bench) => bench::run(&bench, settings),
    };
    done.map(|()| ExitCode::SUCCESS)
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

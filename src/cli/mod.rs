//! The commands of the terminal: one file each.

pub mod bench;
mod serve;

use crate::config::{Given, Settings};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

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
    match command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(settings).map(|()| ExitCode::SUCCESS),
        Command::Bench(bench::Bench::Fill { reports, json }) => {
            bench::fill(settings, reports, json).map(|()| ExitCode::SUCCESS)
        }
        Command::Bench(bench) => bench::run(&bench).map(|()| ExitCode::SUCCESS),
    }
}

/// One line to the terminal.
#[expect(clippy::print_stdout, reason = "this is the terminal's own voice")]
pub(crate) fn tell(words: impl std::fmt::Display) {
    println!("{words}");
}

/// One line to the terminal's error stream.
#[expect(clippy::print_stderr, reason = "this is the terminal's own voice")]
pub(crate) fn tell_error(words: impl std::fmt::Display) {
    eprintln!("candor: {words}");
}

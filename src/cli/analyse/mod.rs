//! `candor analyse`: what Candor says of one's own numbers and texts. It needs no house.

mod words;

use super::Failure;
use clap::Subcommand;

/// What can be tried.
#[derive(Debug, Subcommand)]
pub(super) enum Analyse {
    /// The reframer's hints on texts, one JSON object a text, and how many there are per 1,000 words.
    Words(words::Words),
}

/// Does it.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(command: &Analyse) -> Result<(), Failure> {
    match command {
        Analyse::Words(arguments) => words::run(arguments),
    }
}

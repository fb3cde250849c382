//! `candor analyse`: what Candor says of one's own numbers and texts. It needs no house.

mod charts;
mod delay;
mod sheet;
#[cfg(test)]
mod tests;
mod words;

use super::{Failure, tell, tell_error};
use clap::Subcommand;

/// What can be tried.
#[derive(Debug, Subcommand)]
pub(super) enum Analyse {
    /// A process behaviour chart (XmR): limits and signals of a series of numbers, as JSON.
    Xmr(charts::Numbers),
    /// A g chart: the numbers are how many events lie between two rare ones.
    G(charts::Between),
    /// A t chart: the numbers are how many days lie between two events.
    T(charts::Between),
    /// How late things surface, and what is still to come of the latest periods, as JSON.
    Delay(delay::Delay),
    /// The reframer's hints on texts, one JSON object a text, and how many there are per 1,000 words.
    Words(words::Words),
}

/// Does it.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(command: &Analyse) -> Result<(), Failure> {
    match command {
        Analyse::Xmr(numbers) => tell(charts::xmr(numbers)?),
        Analyse::G(between) => tell(charts::g(between)?),
        Analyse::T(between) => tell(charts::t(between)?),
        Analyse::Delay(arguments) => {
            let answer = delay::delay(arguments)?;
            answer.left_out.iter().for_each(tell_error);
            tell(answer.json);
        }
        Analyse::Words(arguments) => words::run(arguments)?,
    }
    Ok(())
}

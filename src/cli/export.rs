//! `candor export`: reports or tallies, streamed to the terminal.

use super::{Failure, doors, tell_error};
use crate::{
    config::Settings,
    db::Conn,
    exchange::export::{self, Asked, ExportError, Format, SheetError, Written},
    kernel::ids::Id,
    places::{self, PlaceCode},
};
use chrono::NaiveDate;
use clap::ValueEnum;
use std::io::{BufWriter, stdout};

/// What to export, and as what.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// What is exported.
    what: What,
    /// How rows are written.
    #[arg(long, default_value = "csv")]
    format: As,
    /// The first day, such as 2026-03-02; its whole period is exported.
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The last day; its whole period is exported.
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// The code of a place; everything below it is exported too.
    #[arg(long, value_name = "CODE")]
    place: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// One row a report: kind, place, period and the shared story.
    Reports,
    /// One row a count.
    Tallies,
    /// One row a countermeasure: what changes, how strong it is, what came of it.
    Countermeasures,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum As {
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Jsonl,
}

/// Writes the rows, and says on the error stream how many are held back.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(settings: Settings, arguments: &Export) -> Result<(), Failure> {
    let code = arguments
        .place
        .as_deref()
        .map(PlaceCode::parse)
        .transpose()
        .map_err(Failure::of)?;
    let (db, settings) = doors::open_existing(settings)?;
    let format = match arguments.format {
        As::Csv => Format::Csv,
        As::Jsonl => Format::JsonLines,
    };
    let mut asked = Asked {
        from: arguments.from,
        to: arguments.to,
        place: None,
        k: settings.web.small_number,
        now: settings.web.clock().now(),
    };
    let outcome = db.read_one_moment(|conn| {
        if let Some(code) = code {
            asked.place = Some(place(conn, code)?);
        }
        let out = BufWriter::new(stdout().lock());
        Ok(match arguments.what {
            What::Reports => export::reports(conn, &asked, format, out),
            What::Tallies => export::tallies(conn, &asked, format, out),
            What::Countermeasures => export::countermeasures(conn, &asked, format, out),
        })
    });
    match outcome.and_then(|written| written.map_err(Stop::Export)) {
        Ok(written) => {
            say_held_back(arguments.what, written, asked.k);
            Ok(())
        }
        Err(Stop::Export(ExportError::Sheet(SheetError::NobodyReads))) => Ok(()),
        Err(failure) => Err(Failure::of(failure)),
    }
}

#[derive(Debug, thiserror::Error)]
enum Stop {
    #[error("There is no place with this code. `candor place list` shows all codes.")]
    NoSuchPlace,
    #[error(transparent)]
    Store(#[from] crate::db::StoreError),
    #[error(transparent)]
    Export(ExportError),
}

fn place(conn: &mut Conn, code: PlaceCode) -> Result<Id, Stop> {
    let place = places::by_code(conn, code)?.ok_or(Stop::NoSuchPlace)?;
    Ok(place.id)
}

fn say_held_back(what: What, written: Written, k: i64) {
    match what {
        // Said whether any was or not: for one place and one week, even that would tell of a report.
        What::Reports => tell_error(format!(
            "reports in groups of fewer than {k}, and those of a period that is not over yet, are held back to protect reporters"
        )),
        What::Tallies if written.held_back > 0 => tell_error(format!(
            "counts held back to protect reporters: {}",
            written.held_back
        )),
        What::Tallies | What::Countermeasures => {}
    }
}

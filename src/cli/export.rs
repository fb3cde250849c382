//! `candor export`: reports, tallies or countermeasures, streamed to the terminal, and what their columns mean.

use super::{Failure, doors, tell, tell_error};
use crate::{
    config::Settings,
    countermeasures::Sight,
    db::Conn,
    exchange::export::{self, Asked, ExportError, Format, SheetError, Table, Written},
    kernel::ids::Id,
    places::{self, PlaceCode},
};
use chrono::NaiveDate;
use clap::ValueEnum;
use std::io::{BufWriter, IsTerminal, stdout};

/// What to export, and as what.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// What is exported.
    what: What,
    /// How rows are written [default: csv].
    #[arg(long)]
    format: Option<As>,
    /// The dictionary as JSON.
    #[arg(long, conflicts_with = "format")]
    json: bool,
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
    /// What each column of the three means, in Markdown.
    Dictionary,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum As {
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Columns with types, for programs that count; into a file, not onto the screen.
    Parquet,
}

/// Writes the rows, and says on the error stream how many are held back.
///
/// # Errors
/// One sentence with what to do.
pub(super) fn run(settings: Settings, arguments: &Export) -> Result<(), Failure> {
    let table = match arguments.what {
        What::Dictionary => return explain(arguments),
        _ if arguments.json => {
            return Err(Failure(
                "--json is for the dictionary. Of the tables, ask for --format jsonl.".into(),
            ));
        }
        What::Reports => Table::Reports,
        What::Tallies => Table::Tallies,
        What::Countermeasures => Table::Countermeasures,
    };
    let format = match arguments.format {
        None | Some(As::Csv) => Format::Csv,
        Some(As::Jsonl) => Format::JsonLines,
        Some(As::Parquet) if stdout().is_terminal() => {
            return Err(Failure(
                "Parquet is nothing to read on a screen. Send it into a file: candor export … --format parquet > FILE"
                    .into(),
            ));
        }
        Some(As::Parquet) => Format::Parquet,
    };
    let code = arguments
        .place
        .as_deref()
        .map(PlaceCode::parse)
        .transpose()
        .map_err(Failure::of)?;
    let (db, settings) = doors::open_existing(settings)?;
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
        let out = BufWriter::new(stdout());
        Ok(table.write(conn, &asked, &Sight::Everything, format, out))
    });
    match outcome.and_then(|written| written.map_err(Stop::Export)) {
        Ok(written) => {
            say_held_back(table, written, asked.k);
            Ok(())
        }
        Err(Stop::Export(ExportError::Sheet(SheetError::NobodyReads))) => Ok(()),
        Err(failure) => Err(Failure::of(failure)),
    }
}

/// Writes what the columns mean. It is the same for every house, so none is opened.
fn explain(arguments: &Export) -> Result<(), Failure> {
    let dictionary = export::dictionary();
    let text = if arguments.json {
        dictionary.json().map_err(Failure::of)?
    } else {
        dictionary.markdown()
    };
    tell(text.trim_end());
    Ok(())
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

fn say_held_back(table: Table, written: Written, k: i64) {
    match table {
        // Said whether any was or not: for one place and one week, even that would tell of a report.
        Table::Reports => tell_error(format!(
            "reports in groups of fewer than {k}, and those of a period that is not over yet, are held back to protect reporters"
        )),
        Table::Tallies if written.held_back > 0 => tell_error(format!(
            "counts held back to protect reporters: {}",
            written.held_back
        )),
        Table::Tallies | Table::Countermeasures => {}
    }
}

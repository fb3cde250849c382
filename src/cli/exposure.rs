//! `candor exposure`: how much was worked, from a CSV file.

use super::{Failure, doors, tell, tell_error};
use crate::{
    config::Settings,
    kernel::sheet::text_of,
    trends::{BadRow, Change, Kept, Writer, foresee_exposure, keep_exposure, read_exposure},
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{fs, path::PathBuf};

/// What can be done with exposure.
#[derive(Debug, Subcommand)]
pub(super) enum Exposure {
    /// Takes hours worked, bed days or the like from a CSV file with the columns place, week, amount and perhaps unit.
    Import(Import),
}

/// What to take and how.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The CSV file.
    file: PathBuf,
    /// Reads and checks everything, and keeps nothing.
    #[arg(long)]
    dry_run: bool,
    /// Keeps the good rows although others are bad.
    #[arg(long)]
    keep_good: bool,
    /// Answers with one JSON object.
    #[arg(long)]
    json: bool,
}

/// Does it.
///
/// # Errors
/// One sentence with what to do; then nothing is kept.
pub(super) fn run(command: Exposure, settings: Settings) -> Result<(), Failure> {
    let Exposure::Import(arguments) = command;
    let file = arguments.file.display();
    let bytes = fs::read(&arguments.file)
        .map_err(|failure| Failure(format!("cannot read {file}: {failure}. Check the path.")))?;
    let (k, now) = (settings.web.small_number, settings.web.clock().now());
    let writer = Writer {
        person: None,
        k,
        now,
    };
    let (db, _) = doors::open(settings)?;
    let (text, reader) = (text_of(&bytes), writer.clone());
    let (read, changes) = db
        .read_now(move |conn| {
            let read = match read_exposure(conn, &reader, &text, usize::MAX)? {
                Ok(read) => read,
                Err(failure) => return Ok(Err(failure)),
            };
            let changes = foresee_exposure(conn, &read.entries)?;
            Ok::<_, crate::db::StoreError>(Ok((read, changes)))
        })
        .map_err(Failure::of)?
        .map_err(Failure::of)?;
    if !arguments.json {
        for bad in &read.bad {
            tell_error(format!("line {}, {}: {}", bad.line, bad.column, bad.reason));
        }
    }
    let refused = !read.bad.is_empty() && !arguments.keep_good;
    let (entries, total) = (read.entries, changes.len() + read.bad.len());
    let kept = if arguments.dry_run {
        foreseen(&changes)
    } else if refused {
        Kept::default()
    } else {
        db.write_now(move |tx| keep_exposure(tx, &writer, &entries))
            .map_err(Failure::of)?
    };
    say(&arguments, &read.bad, total, kept);
    if refused {
        return Err(Failure(format!(
            "{} of {total} rows are bad, so nothing was kept. Correct them, or take the good ones alone with --keep-good.",
            read.bad.len()
        )));
    }
    Ok(())
}

fn foreseen(changes: &[Change]) -> Kept {
    let mut kept = Kept::default();
    for change in changes {
        match change {
            Change::New => kept.added += 1,
            Change::Instead(_) => kept.replaced += 1,
            Change::Same => kept.same += 1,
        }
    }
    kept
}

fn say(arguments: &Import, bad: &[BadRow], total: usize, kept: Kept) {
    let Kept {
        added,
        replaced,
        same,
        ..
    } = kept;
    if arguments.json {
        let bad: Vec<_> = bad
            .iter()
            .map(|bad| json!({"line": bad.line, "column": bad.column, "reason": bad.reason}))
            .collect();
        tell(json!({
            "read": total, "bad": bad, "added": added, "replaced": replaced, "known": same,
            "dry_run": arguments.dry_run,
        }));
        return;
    }
    let would = if arguments.dry_run { "would be " } else { "" };
    tell(format!(
        "rows read: {total}, bad: {}\nweeks {would}added: {added}, {would}replaced: {replaced}, known already: {same}",
        bad.len()
    ));
}

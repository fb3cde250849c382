//! `candor import`: reports of another log, from a CSV file and a map.

use super::{Failure, doors, tell, tell_error};
use crate::{
    config::Settings,
    db::lock,
    exchange::{
        commands::{Loaded, load},
        import::{BadRow, Map, read},
        take,
    },
    reports::{ImportRow, commands::known_rows},
};
use serde_json::json;
use std::{fs, path::PathBuf, time::Duration};

/// What to import and how.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// The CSV file.
    file: PathBuf,
    /// The map that says which column becomes which field (TOML).
    #[arg(long, value_name = "MAP.toml")]
    map: PathBuf,
    /// Reads and checks everything, and stores nothing.
    #[arg(long)]
    dry_run: bool,
    /// Stores the good rows although others are bad.
    #[arg(long)]
    keep_good: bool,
    /// Answers with one JSON object.
    #[arg(long)]
    json: bool,
}

/// What a file holds, and what became of it.
struct Summary<'a> {
    read: u64,
    good: usize,
    bad: &'a [BadRow],
    loaded: Loaded,
    dry_run: bool,
}

/// How long a server on the same data has the writer for itself between two transactions: longer
/// than it sleeps between two tries.
const TURN: Duration = Duration::from_millis(50);

/// Reads the file with the map, lists what is bad, and stores the rest when it may.
///
/// # Errors
/// One sentence with what to do; then nothing of the file is stored.
pub(super) fn run(settings: Settings, arguments: &Import) -> Result<(), Failure> {
    let now = settings.web.clock().now();
    let map = fs::read_to_string(&arguments.map)
        .map_err(|failure| cannot_read(&arguments.map, &failure))?;
    let map = Map::parse(&map).map_err(Failure::of)?;
    let bytes =
        fs::read(&arguments.file).map_err(|failure| cannot_read(&arguments.file, &failure))?;
    let outcome = read(&bytes, &map, now.at).map_err(Failure::of)?;
    let total = outcome.total;
    let (rows, bad) = take(outcome);
    let mut summary = Summary {
        read: total,
        good: rows.len(),
        bad: &bad,
        loaded: Loaded { added: 0, known: 0 },
        dry_run: arguments.dry_run,
    };
    if !arguments.json {
        list(&bad);
    }
    let refused = !bad.is_empty() && !arguments.keep_good;
    if arguments.dry_run {
        summary.loaded = foresee(settings, map.source(), &rows)?;
    } else if !refused {
        let (db, settings) = doors::open(settings)?;
        let beside = lock::is_free(&settings.address, &settings.data).is_err();
        let pause = if beside { TURN } else { Duration::ZERO };
        summary.loaded = load(&db, map.source(), rows, now, pause).map_err(Failure::of)?;
    }
    summary.tell(arguments.json);
    if refused {
        return Err(Failure(format!(
            "{} of {total} rows are bad, so nothing was stored. Correct them, or take the good ones alone with --keep-good.",
            bad.len()
        )));
    }
    Ok(())
}

/// What an import would do; a house that is not there yet is not made for it.
fn foresee(settings: Settings, source: &str, rows: &[ImportRow]) -> Result<Loaded, Failure> {
    let known = match settings.address.missing_file() {
        Some(_) => 0,
        None => {
            let (db, _) = doors::open(settings)?;
            db.read_now(|conn| known_rows(conn, source, rows))
                .map_err(Failure::of)?
        }
    };
    let rows = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    Ok(Loaded {
        added: rows - known,
        known,
    })
}

fn list(bad: &[BadRow]) {
    for row in bad {
        tell_error(format!("line {}, {}: {}", row.line, row.column, row.reason));
    }
}

impl Summary<'_> {
    fn tell(&self, as_json: bool) {
        let Loaded { added, known } = self.loaded;
        if as_json {
            let bad: Vec<_> = self
                .bad
                .iter()
                .map(|row| json!({"line": row.line, "column": row.column, "reason": row.reason}))
                .collect();
            tell(json!({
                "read": self.read, "good": self.good, "bad": bad,
                "added": added, "known": known, "dry_run": self.dry_run,
            }));
            return;
        }
        tell(format!(
            "rows read: {}, good: {}, bad: {}",
            self.read,
            self.good,
            self.bad.len()
        ));
        let would = if self.dry_run { "would be " } else { "" };
        tell(format!(
            "reports {would}added: {added}, there already: {known}"
        ));
    }
}

fn cannot_read(path: &std::path::Path, failure: &std::io::Error) -> Failure {
    Failure(format!(
        "cannot read {}: {failure}. Check the path.",
        path.display()
    ))
}

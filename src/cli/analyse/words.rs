//! `candor analyse words`: the reframer on one's own texts.

use crate::{
    cli::{Failure, tell},
    exchange::import::{FileError, columns},
    kernel::language::Language,
    language::{Lexicon, count_words, hints_of, shipped_lexicon},
};
use serde_json::json;
use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Which texts.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Words {
    /// A CSV file, with --text; without it files that are one text each, or folders of them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The column of the CSV file that holds the texts.
    #[arg(long, value_name = "COL")]
    text: Option<String>,
    /// The column by which texts are named [default: the line of the file].
    #[arg(long, value_name = "COL", requires = "text")]
    id: Option<String>,
    /// The lexicons to read with, parted by commas: en, da, de, es, pl, ar.
    #[arg(
        long,
        value_name = "LANGUAGES",
        default_value = "en",
        value_delimiter = ','
    )]
    lexicon: Vec<String>,
}

/// One text and its name.
struct Text {
    id: String,
    text: String,
}

/// Reads each text and prints its hints; the last line has the rate.
///
/// # Errors
/// A file, column or language that is not there.
pub(super) fn run(arguments: &Words) -> Result<(), Failure> {
    let lexicons = lexicons(&arguments.lexicon)?;
    let (mut texts, mut words, mut hints) = (0_usize, 0_usize, 0_usize);
    for file in &arguments.files {
        let read = match &arguments.text {
            Some(column) => cells(file, column, arguments.id.as_deref())?,
            None => whole_files(file)?,
        };
        for Text { id, text } in read {
            let found = hints_of(lexicons.iter().map(Arc::as_ref), &text);
            texts += 1;
            words += count_words(&text);
            hints += found.len();
            let found: Vec<_> = found
                .iter()
                .map(|hint| json!({"entry": hint.entry, "at": hint.at, "words": hint.words}))
                .collect();
            tell(json!({"id": id, "hints": found}));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "no text has so many words")]
    let rate = if words == 0 {
        0.0
    } else {
        (hints as f64 * 1e6 / words as f64).round() / 1e3
    };
    tell(json!({"texts": texts, "words": words, "hints": hints, "per_1000_words": rate}));
    Ok(())
}

fn lexicons(codes: &[String]) -> Result<Vec<Arc<Lexicon>>, Failure> {
    let lexicon = |code: &String| {
        Language::parse(code)
            .ok()
            .and_then(shipped_lexicon)
            .ok_or_else(|| {
                Failure(format!(
                    "there is no lexicon for {code}: choose among en, da, de, es, pl, ar."
                ))
            })
    };
    codes.iter().map(lexicon).collect()
}

fn cells(file: &Path, text: &str, id: Option<&str>) -> Result<Vec<Text>, Failure> {
    let bytes = fs::read(file).map_err(|failure| unreadable(file, &failure))?;
    let wanted: Vec<&str> = std::iter::once(text).chain(id).collect();
    let rows = columns(&bytes, &wanted).map_err(|wrong| match wrong {
        FileError::MissingColumns { missing, .. } => Failure(format!(
            "{} has no column named {}. Check --text and --id.",
            file.display(),
            missing.join(" or ")
        )),
        other => Failure::of(other),
    })?;
    Ok(rows
        .into_iter()
        .map(|(line, cells)| {
            let mut cells = cells.into_iter();
            let text = cells.next().unwrap_or_default();
            let id = cells.next().unwrap_or_else(|| line.to_string());
            Text { id, text }
        })
        .collect())
}

/// The file as one text, or the files of a folder in the order of their names.
fn whole_files(path: &Path) -> Result<Vec<Text>, Failure> {
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        files = fs::read_dir(path)
            .and_then(|entries| {
                entries
                    .map(|entry| Ok(entry?.path()))
                    .collect::<io::Result<Vec<_>>>()
            })
            .map_err(|failure| unreadable(path, &failure))?;
        files.retain(|file| file.is_file());
        files.sort();
    }
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).map_err(|failure| unreadable(&file, &failure))?;
            let id = file.file_name().unwrap_or(file.as_os_str());
            Ok(Text {
                id: id.to_string_lossy().into_owned(),
                text,
            })
        })
        .collect()
}

fn unreadable(path: &Path, failure: &io::Error) -> Failure {
    Failure(format!(
        "cannot read {}: {failure}. Check the path.",
        path.display()
    ))
}

//! A file of amounts: looked at first, then kept; and all that is known as a file.

use super::{
    PATH,
    form::{self, HoursForm},
    holds, sees_trends, spoken, writer,
};
use crate::{
    db::Db,
    kernel::{sheet::text_of, time::day_in_words},
    places::{self, Tree},
    trends::{
        commands::{self, Change, Kept, Writer},
        model::{Entry, FileError, Read},
        store,
        web::sheet,
    },
    web::{
        Act, Answer, Code, Error, Page, Problems, Recorder, Who,
        notice::Notice,
        upload::{File, Upload},
    },
};
use actix_web::{http::StatusCode, web::Data};
use serde::{Deserialize, Serialize};

/// Rows that are looked at on a page; the terminal takes more.
const MOST_ROWS: usize = 10_000;

/// Rows of each kind that a page lists.
const LISTED: usize = 200;

/// Rows that were pasted, or were looked at before.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct RowsForm {
    rows: String,
    /// `keep` keeps them; anything else looks at them first.
    then: String,
}

#[derive(Serialize)]
struct BadLine {
    line: u64,
    column: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct TakenLine {
    place: String,
    week: String,
    from: String,
    amount: String,
    /// What becomes of what was known.
    change: String,
}

#[derive(Serialize)]
struct CheckedPage {
    /// How many rows there are, good and bad.
    said: String,
    bad: Vec<BadLine>,
    more_bad: usize,
    taken: Vec<TakenLine>,
    more_taken: usize,
    /// The good rows, ready to be kept; nothing of the file's other columns.
    rows: String,
    /// What the button says; `None` when there is nothing to keep.
    keep: Option<String>,
    /// What was pasted, to be corrected.
    typed: Option<String>,
    trends: bool,
}

impl Page for CheckedPage {
    const TEMPLATE: &'static str = "trends/hours_checked";

    fn title(&self) -> String {
        "Look at it first".into()
    }
}

/// `POST /trends/hours/sheet`: looks at a file.
///
/// # Errors
/// A form of another session; the store's failure.
pub async fn look(who: Who<Recorder>, db: Data<Db>, upload: Upload) -> Answer {
    if !who.proves(upload.field("csrf")) {
        return Err(Error::new(
            Code::NotAllowed,
            "This form is too old, or came from another page. Please go back and choose the file once more.",
        ));
    }
    let problem = match &upload.file {
        File::Here(bytes) if !bytes.is_empty() => {
            return checked(&who, &db, &text_of(bytes), None, StatusCode::OK).await;
        }
        File::Here(_) | File::NotAsked => "Please choose a file.",
        File::TooLarge => "This file is larger than 12 megabytes. Please send it in parts.",
        File::NoRoom => "Many files are arriving just now. Please send it again in a minute.",
        File::Several => "Please choose one file at a time.",
    };
    let mut problems = Problems::none();
    problems.note("sheet", problem);
    form::again(&who, &db, &HoursForm::default(), problems, String::new()).await
}

/// `POST /trends/hours/rows`: looks at rows that were pasted, or keeps those that were looked at.
///
/// # Errors
/// When the store fails.
pub async fn rows(act: Act<Recorder, RowsForm>, db: Data<Db>) -> Answer {
    let Act { who, form } = act;
    if form.then != "keep" {
        return checked(&who, &db, &form.rows, Some(&form.rows), StatusCode::OK).await;
    }
    let (writer, text) = (writer(&who), form.rows.clone());
    let read = read(&db, writer.clone(), text).await?;
    let Ok(Read { entries, bad, .. }) = read else {
        return checked(&who, &db, &form.rows, Some(&form.rows), StatusCode::OK).await;
    };
    if !bad.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return checked(&who, &db, &form.rows, Some(&form.rows), status).await;
    }
    let kept: Kept = db
        .write(move |tx| commands::keep_exposure(tx, &writer, &entries))
        .await?;
    let notice = if kept.changed() {
        Notice::ExposureKept
    } else {
        Notice::ExposureSame
    };
    Ok(who.done(notice, PATH))
}

async fn read(db: &Db, writer: Writer, text: String) -> Result<Result<Read, FileError>, Error> {
    Ok(db
        .read(move |conn| commands::read_exposure(conn, &writer, &text, MOST_ROWS))
        .await?)
}

/// What would be taken, and what needs another look. `typed` is what stands in the field for rows.
async fn checked(
    who: &Who<Recorder>,
    db: &Db,
    text: &str,
    typed: Option<&str>,
    status: StatusCode,
) -> Answer {
    let found = match read(db, writer(who), text.to_owned()).await? {
        Ok(found) => found,
        Err(failure) => {
            let mut problems = Problems::none();
            problems.note(if typed.is_some() { "rows" } else { "sheet" }, failure);
            let typed = typed.unwrap_or_default().to_owned();
            return form::again(who, db, &HoursForm::default(), problems, typed).await;
        }
    };
    let entries = found.entries.clone();
    let (tree, changes) = db
        .read(move |conn| {
            let tree = places::all(conn)?;
            let changes = commands::foresee_exposure(conn, &entries)?;
            Ok::<_, crate::db::StoreError>((tree, changes))
        })
        .await?;
    let status = if found.bad.is_empty() {
        status
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = CheckedPage {
        said: said(&found, &changes),
        more_bad: found.bad.len().saturating_sub(LISTED),
        more_taken: found.entries.len().saturating_sub(LISTED),
        taken: found
            .entries
            .iter()
            .zip(&changes)
            .take(LISTED)
            .map(|(entry, change)| taken(&tree, entry, *change))
            .collect(),
        rows: ready(&tree, &found.entries),
        keep: button(&found, &changes),
        bad: found
            .bad
            .into_iter()
            .take(LISTED)
            .map(|bad| BadLine {
                line: bad.line,
                column: bad.column,
                reason: bad.reason,
            })
            .collect(),
        typed: typed.map(str::to_owned),
        trends: sees_trends(who),
    };
    who.page_with(status, &page)
}

fn said(found: &Read, changes: &[Change]) -> String {
    let of = |wanted: fn(&Change) -> bool| changes.iter().filter(|change| wanted(change)).count();
    let new = of(|change| *change == Change::New);
    let instead = of(|change| matches!(change, Change::Instead(_)));
    let same = of(|change| *change == Change::Same);
    let mut parts = vec![format!("{} new", weeks(new))];
    parts.push(format!("{instead} with another amount than before"));
    parts.push(format!("{same} known already"));
    if !found.bad.is_empty() {
        parts.push(format!(
            "{} to look at again",
            rows_in_words(found.bad.len())
        ));
    }
    if found.blank > 0 {
        parts.push(format!(
            "{} without an amount, left out",
            rows_in_words(found.blank)
        ));
    }
    format!("{}.", parts.join(", "))
}

fn button(found: &Read, changes: &[Change]) -> Option<String> {
    let different = changes.iter().filter(|change| **change != Change::Same);
    match (different.count(), found.bad.is_empty()) {
        (0, _) => None,
        (_, true) => Some(format!("Keep {}", weeks(found.entries.len()))),
        (_, false) => Some(format!(
            "Keep {} without the rows above",
            weeks(found.entries.len())
        )),
    }
}

fn weeks(n: usize) -> String {
    match n {
        1 => "1 week".into(),
        n => format!("{n} weeks"),
    }
}

fn rows_in_words(n: usize) -> String {
    match n {
        1 => "1 row".into(),
        n => format!("{n} rows"),
    }
}

fn taken(tree: &Tree, entry: &Entry, change: Change) -> TakenLine {
    let amount = entry.amount.map(spoken).unwrap_or_default();
    TakenLine {
        place: tree.path(entry.place),
        week: entry.week.to_string(),
        from: day_in_words(entry.week.monday()),
        amount: format!("{amount} {}", entry.unit),
        change: match change {
            Change::New => "new".into(),
            Change::Same => "known already".into(),
            Change::Instead(before) => format!("instead of {}", spoken(before)),
        },
    }
}

/// The good rows as they can be read again, and nothing else of the file.
fn ready(tree: &Tree, entries: &[Entry]) -> String {
    let mut text = String::from("place;week;amount;unit\n");
    for entry in entries {
        if let (Some(place), Some(amount)) = (tree.get(entry.place), entry.amount) {
            let (code, week, unit) = (place.code, entry.week, &entry.unit);
            text.push_str(&format!("{code};{week};{amount};\"{}\"\n", quoted(unit)));
        }
    }
    text
}

fn quoted(words: impl std::fmt::Display) -> String {
    words.to_string().replace('"', "\"\"")
}

/// `GET /trends/hours.csv`: what is known of all places that they may write about, as it can be sent again.
///
/// # Errors
/// When the store fails.
pub async fn csv(who: Who<Recorder>, db: Data<Db>) -> Answer {
    let writer = writer(&who);
    let (tree, rows) = db
        .read(move |conn| {
            let tree = places::all(conn)?;
            let own = writer.places(&tree);
            let rows = store::exposure(conn, &own)?;
            Ok::<_, crate::db::StoreError>((tree, rows))
        })
        .await?;
    let mut lines = Vec::new();
    // In the order of the tree.
    for (place, _) in tree.iter() {
        for row in rows.iter().filter(|row| holds(&[place.id], row.place)) {
            lines.push(vec![
                place.code.to_string(),
                tree.path(place.id),
                row.week.to_string(),
                row.week.monday().to_string(),
                row.amount.to_string(),
                row.unit.to_string(),
            ]);
        }
    }
    let head = ["place", "path", "week", "from", "amount", "unit"];
    sheet::answer("hours", &head, &lines)
}

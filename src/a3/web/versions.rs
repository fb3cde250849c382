//! How a sheet was: who changed which section or the map when, and what.

use super::{
    Choice,
    difference::{Run, runs},
    path, reader, reference,
    sections::moment,
};
use crate::{
    a3::{Error as ActError, commands, model::Versioned, store::Version},
    db::Db,
    kernel::{ids::Id, time::Now},
    web::{Act, Analyst, Answer, Asked, Button, Error, Page, Who, notice::Notice},
};
use actix_web::web::{Data, Path};
use serde::{Deserialize, Serialize};

/// Versions on a page.
const PAGE: usize = 20;

/// Which versions.
#[derive(Debug, Deserialize)]
pub struct VersionsQuery {
    #[serde(default)]
    section: String,
    #[serde(default)]
    page: String,
}

/// `GET /a3/{reference}/versions`
///
/// # Errors
/// Not found.
pub async fn list(
    who: Who<Analyst>,
    db: Data<Db>,
    raw: Path<String>,
    asked: Asked<VersionsQuery>,
) -> Answer {
    let Asked(query) = asked;
    let address = reference(&raw)?;
    let only = Versioned::parse(&query.section);
    let number = query.page.parse::<usize>().unwrap_or(1).clamp(1, 10_000);
    let reader = reader(&who);
    let now = who.visit.now;
    let (a3, shown, more) = db
        .read(move |conn| {
            let a3 = commands::see(conn, address, &reader)?;
            let versions = commands::versions(conn, &a3, only)?;
            let more = versions.len() > number * PAGE;
            let shown: Vec<Entry> = (0..versions.len())
                .skip((number - 1) * PAGE)
                .take(PAGE)
                .filter_map(|at| Entry::new(&versions, at, now))
                .collect();
            Ok::<_, ActError>((a3, shown, more))
        })
        .await?;
    let path = path(address);
    let section = only.map_or("", Versioned::as_str);
    let link = |number: usize| format!("{path}/versions?section={section}&page={number}");
    who.page(&VersionsPage {
        newer: (number > 1).then(|| link(number - 1)),
        older: more.then(|| link(number + 1)),
        number,
        reference: address.grouped(3),
        title: a3.title,
        versions: shown,
        sections: Versioned::all()
            .map(|of| Choice {
                value: of.as_str().into(),
                name: of.in_words().into(),
                selected: Some(of) == only,
            })
            .collect(),
        path,
    })
}

/// `POST /a3/{reference}/versions/{version}`: its words stand again.
///
/// # Errors
/// Not found.
pub async fn restore(
    act: Act<Analyst, Button>,
    db: Data<Db>,
    at: Path<(String, String)>,
) -> Answer {
    let Act { who, .. } = act;
    let (raw, version) = at.into_inner();
    let address = reference(&raw)?;
    let version = Id::parse(&version).ok_or_else(Error::not_found)?;
    let reader = reader(&who);
    let section = db
        .write(move |tx| commands::restore(tx, address, &reader, version))
        .await?;
    let path = format!("{}#{}", path(address), section.as_str());
    Ok(who.done(Notice::A3Restored, &path))
}

#[derive(Serialize)]
struct Entry {
    id: String,
    heading: &'static str,
    word: &'static str,
    by: String,
    on: String,
    difference: Vec<Run>,
    /// Whether these words stand on the sheet now.
    stands: bool,
    /// Whether it can stand again at a press.
    returns: bool,
}

impl Entry {
    /// One version beside the one before it of the same section; they come with the latest first.
    fn new(versions: &[Version], at: usize, now: Now) -> Option<Self> {
        let (newer, rest) = (versions.get(..at)?, versions.get(at..)?);
        let (version, older) = rest.split_first()?;
        let same = |other: &&Version| other.of == version.of;
        let before = older.iter().find(same).map_or("", |other| &other.words);
        Some(Self {
            id: version.id.to_string(),
            heading: version.of.in_words(),
            word: version.of.as_str(),
            by: version.by.clone().unwrap_or_else(|| "Somebody".into()),
            on: moment(version.changed_at, now),
            difference: runs(before, &version.words),
            returns: version.of != Versioned::Map,
            stands: !newer.iter().any(|other| same(&other)),
        })
    }
}

#[derive(Serialize)]
struct VersionsPage {
    path: String,
    reference: String,
    title: String,
    versions: Vec<Entry>,
    sections: Vec<Choice>,
    newer: Option<String>,
    older: Option<String>,
    number: usize,
}

impl Page for VersionsPage {
    const TEMPLATE: &'static str = "a3/versions";

    fn title(&self) -> String {
        format!("Versions of A3 {}", self.reference)
    }
}

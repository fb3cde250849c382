//! One sheet, each section in place.

use super::{
    Choice,
    map::MapPart,
    path, reader, reference,
    sections::{SectionPart, parts},
    staff,
};
use crate::{
    a3::Section,
    a3::{
        Error as ActError, Reference, Status, commands,
        commands::Learnt,
        model::MOST_PICTURES,
        store::{A3, Comment, Reader, Sketch, Stored},
    },
    countermeasures::{self, Listed, Origin, OriginKind, Sibling, Sight},
    db::Db,
    kernel::time::day_in_words,
    people::{self, Person},
    places::{self, Tree},
    web::{Analyst, Answer, Error, Page, Problems, Who},
};
use actix_web::web::{Data, Path};
use serde::Serialize;
use std::collections::BTreeMap;

/// `GET /a3/{reference}`
///
/// # Errors
/// Not found, also for a sheet of other places.
pub async fn show(who: Who<Analyst>, db: Data<Db>, raw: Path<String>) -> Answer {
    let page = load(&db, &who, &raw).await?;
    who.page(&page)
}

/// Everything that stands on a sheet.
pub(super) struct Sheet {
    pub(super) a3: A3,
    pub(super) sections: Vec<(Section, Stored)>,
    pub(super) comments: Vec<Comment>,
    pub(super) learnt: Learnt,
    pub(super) pictures: Vec<Sketch>,
    pub(super) map: MapPart,
    pub(super) countermeasures: Vec<Sibling>,
    pub(super) people: Vec<Person>,
    pub(super) tree: Tree,
}

/// Reads a sheet, if the reader may see it.
pub(super) async fn read(db: &Db, reference: Reference, reader: Reader) -> Result<Sheet, Error> {
    let sheet = db
        .read(move |conn| {
            let a3 = commands::see(conn, reference, &reader)?;
            Ok::<_, ActError>(Sheet {
                sections: commands::sections(conn, &a3)?,
                comments: commands::comments(conn, &a3)?,
                learnt: commands::learnt(conn, a3.id, &reader)?,
                pictures: commands::pictures(conn, &a3)?,
                map: MapPart::load(conn, &a3)?,
                countermeasures: countermeasures::of(conn, &origin(a3.reference), &sight(&reader))?,
                people: people::all(conn)?,
                tree: places::all(conn)?,
                a3,
            })
        })
        .await?;
    Ok(sheet)
}

/// The sheet as the origin of countermeasures.
fn origin(reference: Reference) -> Origin {
    Origin {
        kind: OriginKind::A3,
        reference: reference.grouped(3),
    }
}

/// Which countermeasures open for a reader of sheets.
fn sight(reader: &Reader) -> Sight {
    match &reader.places {
        None => Sight::Everything,
        Some(places) => Sight::Some {
            places: places.clone(),
            person: reader.person,
        },
    }
}

/// The page of a sheet, fresh from the store.
pub(super) async fn load(db: &Db, who: &Who<Analyst>, raw: &str) -> Result<ShowPage, Error> {
    let sheet = read(db, reference(raw)?, reader(who)).await?;
    Ok(ShowPage::new(sheet, who))
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    path: String,
    reference: String,
    title: String,
    place: String,
    status: &'static str,
    status_says: &'static str,
    status_reason: Option<String>,
    owner: Option<String>,
    mentor: Option<String>,
    opened: String,
    pub(super) sections: BTreeMap<&'static str, SectionPart>,
    reports: Vec<Linked>,
    /// Reports that other leads answer for.
    others: Option<String>,
    taken_back: Option<String>,
    pictures: Vec<Picture>,
    room: bool,
    map: MapPart,
    countermeasures: Listed,
    add_countermeasure: String,
    pub(super) statuses: Vec<StatusChoice>,
    pub(super) reason: String,
    owners: Vec<Choice>,
    mentors: Vec<Choice>,
    /// Comments that wait to be settled.
    asked: Vec<Link>,
    pub(super) more_reports: String,
    pub(super) comment: String,
    pub(super) commented: String,
    today: String,
    pub(super) problems: Problems,
}

#[derive(Serialize)]
pub(super) struct Linked {
    pub(super) reference: String,
    pub(super) kind: &'static str,
    pub(super) icon: &'static str,
    pub(super) href: Option<String>,
    pub(super) story: Option<String>,
}

#[derive(Serialize)]
struct Picture {
    id: String,
    href: String,
    number: usize,
    width: i32,
    height: i32,
}

#[derive(Serialize)]
pub(super) struct StatusChoice {
    value: &'static str,
    name: &'static str,
    says: &'static str,
    pub(super) checked: bool,
}

#[derive(Serialize)]
struct Link {
    href: String,
    name: &'static str,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "a3/show";

    fn title(&self) -> String {
        format!("A3 {}", self.reference)
    }
}

impl ShowPage {
    fn new(sheet: Sheet, who: &Who<Analyst>) -> Self {
        let now = who.visit.now;
        let a3 = sheet.a3;
        let path = path(a3.reference);
        let name = |id| {
            let found = sheet.people.iter().find(|person| Some(person.id) == id);
            found.map(|person| person.name.clone())
        };
        let sections = parts(sheet.sections, &sheet.comments, now);
        let asked = Section::ALL
            .iter()
            .filter(|section| {
                let part = sections.get(section.as_str());
                part.is_some_and(SectionPart::is_asked)
            })
            .map(|section| Link {
                href: format!("#{}", section.as_str()),
                name: section.in_words(),
            })
            .collect();
        let (reports, others) = linked(&sheet.learnt, &reader(who));
        Self {
            add_countermeasure: format!("/countermeasures/new?a3={}", a3.reference.grouped(3)),
            reference: a3.reference.grouped(3),
            place: sheet.tree.path(a3.place),
            status: a3.status.in_words(),
            status_says: a3.status.says(),
            owner: name(a3.owner),
            mentor: name(a3.mentor),
            owners: staff(&sheet.people, a3.owner),
            mentors: staff(&sheet.people, a3.mentor),
            opened: day_in_words(now.day_of(a3.created_at)),
            statuses: statuses(a3.status),
            reason: a3.status_reason.clone().unwrap_or_default(),
            status_reason: a3.status_reason,
            title: a3.title,
            sections,
            reports,
            others,
            taken_back: taken_back(sheet.learnt.taken_back),
            room: sheet.pictures.len() < MOST_PICTURES,
            pictures: pictures(&sheet.pictures, &path),
            map: sheet.map,
            countermeasures: countermeasures::listed(&sheet.countermeasures, now.today()),
            asked,
            more_reports: String::new(),
            comment: String::new(),
            commented: String::new(),
            today: now.today().to_string(),
            problems: Problems::none(),
            path,
        }
    }

    /// The same page with the status that was being chosen.
    pub(super) fn choosing(&mut self, word: &str) {
        for choice in &mut self.statuses {
            choice.checked = choice.value == word;
        }
    }
}

fn statuses(now: Status) -> Vec<StatusChoice> {
    Status::ALL
        .iter()
        .map(|status| StatusChoice {
            value: status.as_str(),
            name: status.in_words(),
            says: status.says(),
            checked: *status == now,
        })
        .collect()
}

/// The reports as far as the reader may know of them: a lead opens those of theirs, an improver reads the
/// shared story, and what other leads answer for is a number.
pub(super) fn linked(learnt: &Learnt, reader: &Reader) -> (Vec<Linked>, Option<String>) {
    let improver = reader.places.is_none();
    let known = learnt
        .reports
        .iter()
        .filter(|gist| gist.visible || improver);
    let linked: Vec<Linked> = known
        .map(|gist| {
            let reference = gist.reference.grouped(3);
            Linked {
                href: gist.visible.then(|| format!("/reports/{reference}")),
                kind: gist.kind.in_words(),
                icon: gist.kind.icon(),
                story: gist.shared_story.clone(),
                reference,
            }
        })
        .collect();
    let others = match learnt.reports.len() - linked.len() {
        0 => None,
        1 => Some("One more report, which other leads answer.".into()),
        more => Some(format!("{more} more reports, which other leads answer.")),
    };
    (linked, others)
}

/// What is said of reports that are gone.
pub(super) fn taken_back(number: usize) -> Option<String> {
    match number {
        0 => None,
        1 => Some("One report was taken back.".into()),
        more => Some(format!("{more} reports were taken back.")),
    }
}

fn pictures(sketches: &[Sketch], path: &str) -> Vec<Picture> {
    let numbered = sketches.iter().enumerate();
    numbered
        .map(|(at, sketch)| Picture {
            id: sketch.id.to_string(),
            href: format!("{path}/pictures/{}", sketch.id),
            number: at + 1,
            width: sketch.width,
            height: sketch.height,
        })
        .collect()
}
